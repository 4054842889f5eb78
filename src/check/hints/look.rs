//! Ways to what only a look can tell: one command is made for some; for the others there is a way to see for oneself.

use super::container;
use super::way::Way;
use crate::check::judge::at_hand;
use crate::check::shell::quote;
use crate::check::{ArchiveKind, Assertion, ContainerCheck, DockerfileCheck, ExecCheck, HttpCheck, Look};
use crate::state::{Container, FileKind, Probe, State};

pub(super) fn way(look: &Look, state: &State) -> Way {
    match look {
        Look::Archive(check) => match check.kind {
            ArchiveKind::Image => {
                let names = if check.tags.is_empty() { "IMAGE".to_owned() } else { check.tags.join(" ") };
                Way::new("docker save", &[&names]).flag("--output", &check.path)
            }
            ArchiveKind::Filesystem => Way::new("docker export", &["CONTAINER"]).flag("--output", &check.path),
            ArchiveKind::Any => {
                Way::by_looking(format!("`tar --list --file {}` shows what is in it.", quote(&check.path)))
            }
        },
        Look::Compose(_) => Way::new("docker compose up", &[]).flag("--detach", ""),
        Look::Registry(check) => {
            let way = Way::new("docker push", &[&check.reference]);
            way.after(check.same_as.as_ref().map(|other| format!("docker tag {other} {}", check.reference)))
        }
        Look::Dockerfile(check) => dockerfile(check, state),
        Look::Exec(check) => exec(check, state),
        Look::Http(check) => http(check, state),
        Look::Script(_) => Way::default(),
    }
}

/// The lines that are not in it, as far as they are known to the word.
fn dockerfile(check: &DockerfileCheck, state: &State) -> Way {
    let from = check.from.iter().map(|image| format!("FROM {image}"));
    let lines: Vec<String> = from.chain(check.has.iter().cloned()).collect();
    let mut words: Vec<String> = Vec::new();
    for line in &lines {
        let word = format!("`{}`", line.split_whitespace().next().unwrap_or_default().to_uppercase());
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let about = if words.is_empty() { String::new() } else { format!(" This is about {}.", words.join(", ")) };
    let path = quote(&check.path);
    let look_at = Some(format!("`nano {path}` opens it.{about}"));
    let there = state.now.file(&Probe::File(check.path.clone())).filter(|file| file.kind != FileKind::Directory);
    let has = |line: &&String| {
        let has = vec![(*line).clone()];
        let one = DockerfileCheck { path: check.path.clone(), has, ..DockerfileCheck::default() };
        there.is_some() && at_hand::holds(&Assertion::Look(Box::new(Look::Dockerfile(one))), state)
    };
    let lacking: Vec<&String> = lines.iter().filter(|line| !has(line)).collect();
    // Another first line, or a line with an open word, is for the editor.
    let is_known = lacking.iter().all(|line| is_whole(line) && (there.is_none() || !line.starts_with("FROM ")));
    if lacking.is_empty() || !is_known || (there.is_none() && check.from.is_none()) {
        return Way { look_at, ..Way::default() };
    }
    let lines: Vec<String> = lacking.iter().map(|line| quote(line)).collect();
    let how = if there.is_some() { ">>" } else { ">" };
    let way = match lines.as_slice() {
        [line] => Way::new("echo", &[line, how, &path]),
        lines => Way::new("printf", &["'%s\\n'", &lines.join(" "), how, &path]),
    };
    Way { look_at, ..way }
}

/// Whether a line that a check asks for can stand in a Dockerfile as it is: checks may give its first words only.
fn is_whole(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [instruction, rest @ ..] = words.as_slice() else { return false };
    let has_all = match instruction.to_uppercase().as_str() {
        "LABEL" | "ENV" => rest.iter().all(|pair| pair.contains('=')),
        "COPY" | "ADD" => rest.iter().filter(|word| !word.starts_with("--")).count() > 1,
        _ => true,
    };
    has_all && !rest.is_empty() && !rest.contains(&"*")
}

/// A container that does not run has to; in one that does, only who looks knows what to do.
fn exec(check: &ExecCheck, state: &State) -> Way {
    let (name, none) = (check.container.clone(), ContainerCheck::default);
    let running = ContainerCheck { name: Some(name), running: Some(true), paused: Some(false), ..none() };
    if !at_hand::holds(&Assertion::Container(running.clone()), state) {
        return container::way(&running, state);
    }
    let words: Vec<String> = check.words().iter().map(|word| quote(word)).collect();
    let text = format!("See for yourself: `docker exec {} {}`.", quote(&check.container), words.join(" "));
    let way = Way::mending("docker exec", &[&quote(&check.container), "sh"]);
    Way { look_at: Some(text), ..way.flag("--interactive", "").flag("--tty", "") }
}

/// Where nothing answers a container must publish the port.
fn http(check: &HttpCheck, state: &State) -> Way {
    let host = check.host.as_ref().map(|host| format!("-H {} ", quote(&format!("Host: {host}")))).unwrap_or_default();
    let text = format!("See for yourself: `curl -i {host}localhost:{}{}`.", check.port, check.path);
    let mut running = state.now.containers.iter().filter(|container| container.is_running());
    if running.any(|container| container.ports.values().flatten().any(|port| *port == check.port)) {
        return Way::by_looking(text);
    }
    // One that is made to publish it has to run.
    let is_bound = |c: &&Container| !c.is_running() && c.bindings.values().flatten().any(|port| *port == check.port);
    if let Some(there) = state.now.containers.iter().filter(is_bound).max_by_key(|container| container.started) {
        return Way { look_at: Some(text), ..Way::mending("docker start", &[&there.name]) };
    }
    let way = Way::new("docker run", &["IMAGE"]).flag("--detach", "");
    Way { look_at: Some(text), ..way.flag("--publish", format!("{}:PORT", check.port)) }
}

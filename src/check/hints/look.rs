//! Ways to what only a look can tell: one command is made for some; for the others there is a way to see for oneself.

use super::container;
use super::file::{folder_of, written};
use super::way::{Way, or, path_word};
use crate::check::judge::at_hand;
use crate::check::shell::quote;
use crate::check::{
    ArchiveCheck, ArchiveKind, Assertion, ComposeCheck, ContainerCheck, DockerfileCheck, ExecCheck, HttpCheck, Look,
    ServiceState,
};
use crate::state::{Container, FileKind, Probe, Snapshot, State};

pub(super) fn way(look: &Look, state: &State) -> Way {
    match look {
        Look::Archive(check) => archive(check, state),
        Look::Compose(check) => compose(check, &state.now),
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

/// A file that `docker save`, `docker export` or `tar` writes.
fn archive(check: &ArchiveCheck, state: &State) -> Way {
    let any = ArchiveCheck { path: check.path.clone(), ..ArchiveCheck::default() };
    let is_there = at_hand::is_there(&Assertion::Look(Box::new(Look::Archive(any))), &state.now);
    let folder = (!is_there).then(|| folder_of(&check.path, Some(&state.now))).flatten();
    let way = packed(check, state);
    match folder {
        Some(folder) => way.behind(folder),
        None => way,
    }
}

fn packed(check: &ArchiveCheck, state: &State) -> Way {
    let path = path_word(&check.path);
    match check.kind {
        ArchiveKind::Image => {
            let names = if check.tags.is_empty() { "IMAGE".to_owned() } else { check.tags.join(" ") };
            Way::new("docker save", &[&names]).flag("--output", path)
        }
        ArchiveKind::Filesystem => {
            // Of several the newest is what was made for it.
            let newest = container::newest(&state.now, |_| true);
            Way::new("docker export", &[or(newest, "CONTAINER")]).flag("--output", path)
        }
        ArchiveKind::Any => {
            let text = format!("`tar --list --file {path}` shows what is in it.");
            let entries: Vec<String> = check.entries.iter().map(|entry| path_word(entry)).collect();
            let entries = if entries.is_empty() { "FILE".to_owned() } else { entries.join(" ") };
            let way = Way::new("tar --create --auto-compress", &[&entries]).flag("--file", path);
            Way { look_at: Some(text), ..way }
        }
    }
}

/// A project that is not there is started, and so are services that are to run; where services are to have ended, and
/// nothing else is asked, they are stopped.
fn compose(check: &ComposeCheck, now: &Snapshot) -> Way {
    let bare = ComposeCheck { services: [].into(), ..check.clone() };
    let is_there = at_hand::is_there(&Assertion::Look(Box::new(Look::Compose(bare))), now);
    let of =
        |state: ServiceState| check.services.iter().filter(move |(_, wanted)| **wanted == state).map(|(name, _)| name);
    let folder = check.folder.as_ref().map(|folder| format!("cd {}", path_word(folder)));
    let ended = of(ServiceState::Running).next().is_none() && of(ServiceState::Any).next().is_none();
    let up: Vec<&str> = of(ServiceState::Running).chain(of(ServiceState::Any)).map(String::as_str).collect();
    let stopped: Vec<&str> = of(ServiceState::Exited).map(String::as_str).collect();
    let tool = |verb: &str| match &check.project {
        Some(project) => format!("docker compose --project-name {} {verb}", quote(project)),
        None => format!("docker compose {verb}"),
    };
    let way = if is_there && ended && !stopped.is_empty() {
        Way::new(&tool("stop"), &stopped)
    } else {
        Way::new(&tool("up"), &up).flag("--detach", "")
    };
    way.after(folder)
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
    let path = path_word(&check.path);
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
        let about = (!words.is_empty()).then(|| about.trim().to_owned());
        let way = in_folder(Way::mending("nano", &[&path]), &check.path, state);
        return Way { look_at: about, ..way };
    }
    let text: Vec<&str> = lacking.iter().map(|line| line.as_str()).collect();
    // Its last line may have no end.
    let joint = there.filter(|file| !file.content.ends_with('\n') && !file.content.is_empty()).map_or("", |_| "\n");
    let how = if there.is_some() { ">>" } else { ">" };
    let way = written(&format!("{joint}{}", text.join("\n")), how, &path);
    Way { look_at, ..in_folder(way, &check.path, state) }
}

/// A file that is not there yet may need its folder first.
fn in_folder(way: Way, path: &str, state: &State) -> Way {
    let is_there = state.now.file(&Probe::File(path.to_owned())).is_some();
    let folder = (!is_there).then(|| folder_of(path, Some(&state.now))).flatten();
    match folder {
        Some(folder) => way.behind(folder),
        None => way,
    }
}

/// A project is taken down where it is.
pub(super) fn compose_removal(check: &ComposeCheck) -> Way {
    let folder = check.folder.as_ref().map(|folder| format!("cd {}", path_word(folder)));
    let tool = match &check.project {
        Some(project) => format!("docker compose --project-name {} down", quote(project)),
        None => "docker compose down".to_owned(),
    };
    Way::new(&tool, &[]).after(folder)
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
    Way { look_at: Some(text), ..container::inside(&check.container) }
}

/// Where nothing answers a container must publish the port.
fn http(check: &HttpCheck, state: &State) -> Way {
    let host = check.host.as_ref().map(|host| format!("-H {} ", quote(&format!("Host: {host}")))).unwrap_or_default();
    let text = format!("See for yourself: `curl -i {host}localhost:{}{}`.", check.port, check.path);
    let mut running = state.now.containers.iter().filter(|container| container.is_running());
    let has_port = |container: &&Container| container.ports.values().flatten().any(|port| *port == check.port);
    // What it answers is up to the program in it.
    if let Some(there) = running.find(has_port) {
        return Way { look_at: Some(text), ..container::inside(&there.name) };
    }
    // One that is made to publish it has to run.
    let is_bound = |c: &&Container| !c.is_running() && c.bindings.values().flatten().any(|port| *port == check.port);
    if let Some(there) = state.now.containers.iter().filter(is_bound).max_by_key(|container| container.started) {
        return Way { look_at: Some(text), ..Way::mending("docker start", &[&there.name]) };
    }
    let way = Way::new("docker run", &["IMAGE"]).flag("--detach", "");
    Way { look_at: Some(text), ..way.flag("--publish", format!("{}:PORT", check.port)) }
}

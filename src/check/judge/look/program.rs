//! Programs that are asked: commands in containers, servers behind published ports.

use super::{exec_probe, line, text};
use crate::check::judge::{command, container, file, say};
use crate::check::{ContainerCheck, ExecCheck, HttpCheck};
use crate::state::{Answer, Output, Probe, State};

/// The least status over HTTP that is a failure.
const HTTP_FAILURE: u16 = 400;

/// How a container's runtime says that there is no such program.
const NOT_FOUND: &[&str] = &["executable file not found", "no such file or directory"];

/// Why a command in a container does not give what was asked for; none where it does.
pub(super) fn exec(check: &ExecCheck, state: &State) -> Option<String> {
    if let Some(why) = file::container_missing(&check.container, state).or_else(|| not_running(check, state)) {
        return Some(why);
    }
    let what = format!("{} in {}", say::command(&line(&check.command)), say::code(&check.container));
    let Some(Answer::Output(output)) = state.now.answers.get(&exec_probe(check)) else {
        return Some(format!("{what} could not be run"));
    };
    if !i32::try_from(output.status).is_ok_and(|status| command::fits(check.status, status)) {
        let no_program =
            output.text.contains("OCI runtime exec failed") && NOT_FOUND.iter().any(|n| output.text.contains(n));
        let program = check.words().into_iter().next().filter(|_| no_program);
        return Some(program.map_or_else(
            || ended(&what, output),
            |program| format!("{} has no program {}", say::code(&check.container), say::code(&program)),
        ));
    }
    text::misses(&check.text, &format!("the output of {what}"), &output.text).into_iter().next()
}

fn not_running(check: &ExecCheck, state: &State) -> Option<String> {
    let found = state.now.containers.iter().find(|container| container.is_called(&check.container))?;
    if found.status == "paused" {
        return Some(format!("{} is paused: nothing in it goes on until it is unpaused", say::code(&found.name)));
    }
    let running = ContainerCheck { name: Some(found.name.clone()), running: Some(true), ..ContainerCheck::default() };
    container::why_not(&running, state)
}

/// How a program ended, with its last words.
pub(super) fn ended(what: &str, output: &Output) -> String {
    let last = output.text.lines().rev().find(|line| !line.trim().is_empty());
    let said = last.map(|line| format!(": {}", say::code(line))).unwrap_or_default();
    format!("{what} ended with status {}{said}", output.status)
}

/// The look at a port.
pub(super) fn http_probe(check: &HttpCheck) -> Probe {
    Probe::Http { port: check.port, path: check.path.clone(), host: check.host.clone() }
}

/// Why a port does not answer as was asked for; none where it does.
pub(super) fn http(check: &HttpCheck, state: &State) -> Option<String> {
    let what = format!("port {}", check.port);
    match state.now.answers.get(&http_probe(check)) {
        Some(Answer::Reply { status, body }) => {
            let fits = check.status.map_or(*status < HTTP_FAILURE, |wanted| *status == wanted);
            if fits {
                return text::misses(&check.text, &format!("the answer of {what}"), body).into_iter().next();
            }
            let asked = check.status.map(|wanted| format!("; the step asks for {wanted}")).unwrap_or_default();
            Some(format!("{what} answers {} with status {status}{asked}", say::code(&check.path)))
        }
        Some(Answer::Silent(why)) => Some(format!("{what} does not answer: {why}")),
        _ => Some(format!("nothing answers on {what}{}", published(check.port, state))),
    }
}

/// A port that a container publishes instead.
fn published(port: u16, state: &State) -> String {
    let running = state.now.containers.iter().filter(|container| container.is_running());
    let other = running.flat_map(|c| c.ports.values().flatten().map(|other| (&c.name, *other)));
    match other.into_iter().find(|(_, other)| *other != port) {
        Some((name, other)) => format!("; {} is published on {other}", say::code(name)),
        None => String::new(),
    }
}

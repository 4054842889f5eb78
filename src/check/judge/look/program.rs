//! Programs that are asked: commands in containers, servers behind published ports.

use super::{exec_probe, line, text};
use crate::check::judge::miss;
use crate::check::judge::{blame, command, container, file, say};
use crate::check::{Assertion, ContainerCheck, ExecCheck, ExitStatus, HttpCheck};
use crate::state::{Answer, Container, Output, Probe, State};

/// The least status over HTTP that is a failure.
const HTTP_FAILURE: u16 = 400;

/// How a shell ends that does not find a command.
const NO_COMMAND: i64 = 127;

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
    let no_program =
        output.text.contains("OCI runtime exec failed") && NOT_FOUND.iter().any(|n| output.text.contains(n));
    // `docker exec` ends so; the engine itself says 126.
    let status = if no_program { NO_COMMAND } else { output.status };
    let fits = i32::try_from(status).is_ok_and(|status| command::fits(check.status, status));
    // What was never run has no status of its own: only who asks for its number means that.
    let is_meant = status != NO_COMMAND || matches!(check.status, ExitStatus::Is(_));
    if !fits || !is_meant {
        let program = check.words().into_iter().next().filter(|_| no_program);
        return Some(program.map_or_else(
            || ended(&what, output),
            |program| format!("{} has no program {}", say::code(&check.container), say::code(&program)),
        ));
    }
    miss::told(text::misses(&check.text, &format!("the output of {what}"), &output.text))
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
                return miss::told(text::misses(&check.text, &format!("the answer of {what}"), body));
            }
            let asked = check.status.map(|wanted| format!("; the step asks for {wanted}")).unwrap_or_default();
            Some(format!("{what} answers {} with status {status}{asked}", say::code(&check.path)))
        }
        Some(Answer::Silent(why)) => Some(format!("{what} does not answer: {why}{}", held(check.port, state))),
        _ => Some(nothing(check.port, state)),
    }
}

/// The container that has a port now, if nothing in it can answer.
fn held(port: u16, state: &State) -> String {
    let paused = state.now.containers.iter().find(|c| c.status == "paused" && has_port(c, port));
    paused.map(|c| format!("; {} is paused", say::code(&c.name))).unwrap_or_default()
}

fn has_port(container: &Container, port: u16) -> bool {
    container.ports.values().flatten().any(|other| *other == port)
}

/// Why nothing answers: what has the port, else what had it, else a port that is there instead.
fn nothing(port: u16, state: &State) -> String {
    let what = format!("nothing answers on port {port}");
    if let Some(there) = state.now.containers.iter().find(|c| c.is_running() && has_port(c, port)) {
        return format!("{what}; {} publishes it, but nothing in it takes the call", say::code(&there.name));
    }
    if let Some(why) = last_publisher(port, state) {
        return format!("{what}: {why}");
    }
    let running = state.now.containers.iter().filter(|container| container.is_running());
    let other = running.flat_map(|c| c.ports.values().flatten().map(|other| (&c.name, *other)));
    match other.into_iter().next() {
        Some((name, other)) => format!("{what}; {} is published on {other}", say::code(name)),
        None => what,
    }
}

/// What became of the container that had a port last, and by which command.
pub(super) fn last_publisher(port: u16, state: &State) -> Option<String> {
    let by_history = state.history.published.get(&port).map(String::as_str);
    let made_so = |c: &&Container| c.bindings.values().flatten().any(|other| *other == port);
    let by_making = || state.now.containers.iter().filter(made_so).max_by_key(|c| c.started).map(|c| c.id.as_str());
    let id = by_history.or_else(by_making)?;
    let name = say::code(state.history.containers.get(id).map_or(id, |seen| seen.name.as_str()));
    if !state.now.containers.iter().any(|container| container.id == id) {
        let why = blame::removed("container", id, state);
        let why = why.strip_prefix(&say::code(state.last_name(id))).unwrap_or_default();
        return Some(format!("{name}, which published it,{why}"));
    }
    let running = ContainerCheck { name: Some(id.to_owned()), running: Some(true), ..ContainerCheck::default() };
    let why = container::why_not(&running, state)?;
    let change = blame::last_change(&Assertion::Container(running), &why, state).unwrap_or_default();
    Some(format!("{name}, which publishes it,{}{change}", why.strip_prefix(&name)?))
}

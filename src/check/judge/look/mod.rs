//! What the engine does not list: files read as what they are, programs that are asked, services told by labels.

mod archive;
pub(super) mod compose;
mod dockerfile;
mod program;
mod registry;
mod script;
pub(super) mod text;

use crate::check::{CommandLine, ExecCheck, Look};
use crate::state::{Probe, Snapshot, State};

/// Why it does not hold; none where it does.
pub(super) fn why_not(look: &Look, state: &State) -> Option<String> {
    match look {
        Look::Dockerfile(check) => dockerfile::why_not(check, state),
        Look::Compose(check) => compose::why_not(check, state),
        Look::Exec(check) => program::exec(check, state),
        Look::Http(check) => program::http(check, state),
        Look::Archive(check) => archive::why_not(check, state),
        Look::Registry(check) => registry::why_not(check, state),
        Look::Script(check) => script::why_not(check, state),
    }
}

/// What must be looked up for it.
pub(super) fn probes(look: &Look) -> Vec<Probe> {
    match look {
        Look::Dockerfile(check) => vec![Probe::File(check.path.clone())],
        Look::Compose(_) => Vec::new(),
        Look::Exec(check) => vec![exec_probe(check)],
        Look::Http(check) => vec![program::http_probe(check)],
        Look::Archive(check) => vec![archive::probe(check)],
        Look::Registry(check) => vec![registry::probe(check)],
        Look::Script(check) => vec![script::probe(check)],
    }
}

fn exec_probe(check: &ExecCheck) -> Probe {
    Probe::Exec { container: check.container.clone(), words: check.words() }
}

/// Whether the snapshot shows it, for things that can be gone.
pub(super) fn fits(look: &Look, snapshot: &Snapshot) -> bool {
    match look {
        Look::Compose(check) => compose::fits(check, snapshot),
        Look::Archive(check) => archive::fits(check, snapshot),
        Look::Registry(check) => registry::fits(check, snapshot),
        Look::Dockerfile(_) | Look::Exec(_) | Look::Http(_) | Look::Script(_) => false,
    }
}

/// Whether it was once there, as far as names alone tell.
pub(super) fn was_there(look: &Look, state: &State) -> bool {
    match look {
        Look::Compose(check) => compose::was_there(check, state),
        _ => probes(look).iter().any(|probe| state.history.found.contains(probe)),
    }
}

/// Why nobody can tell whether what was there is gone; none where that is known.
pub(super) fn unseen(look: &Look, state: &State) -> Option<String> {
    match look {
        Look::Registry(check) => registry::silent(check, state),
        _ => None,
    }
}

/// What it is called.
pub(super) fn name(look: &Look) -> String {
    match look {
        Look::Dockerfile(check) => super::say::code(&check.path),
        Look::Compose(check) => compose::name(check),
        Look::Exec(check) => super::say::command(&line(&check.command)),
        Look::Http(check) => format!("port {}", check.port),
        Look::Archive(check) => super::say::code(&check.path),
        Look::Registry(check) => super::say::code(&check.reference),
        Look::Script(check) => super::say::command(&script::name(check)),
    }
}

fn line(command: &CommandLine) -> String {
    super::say::line_of(command)
}

//! By which command something came to be as it is.

use super::say;
use crate::check::Assertion;
use crate::state::{EngineEvent, State};

/// What changes a container; looks into it do not.
const CONTAINER_CHANGES: &[&str] =
    &["create", "start", "die", "destroy", "rename", "pause", "unpause", "restart", "stop", "kill", "update", "oom"];
/// What changes another object.
const CHANGES: &[&str] =
    &["create", "destroy", "remove", "connect", "disconnect", "tag", "untag", "delete", "pull", "load", "import"];

/// "`web` was removed by `docker rm -f web` two minutes ago", as far as it is known.
pub(super) fn removed(kind: &str, name: &str, state: &State) -> String {
    let subject = say::code(state.last_name(name));
    // An image's events tell its identity only.
    let image = if kind == "image" { super::image::find(&state.before, name) } else { None };
    let gone = |event: &EngineEvent| {
        event.kind == kind
            && matches!(event.action.as_str(), "destroy" | "delete" | "untag")
            && (is_named(event, name) || image.is_some_and(|image| image.id == event.id))
    };
    match state.blame(gone) {
        Some(blame) => {
            let when = say::ago(state.now.taken - blame.time);
            format!("{subject} was removed by {} {when}", say::command(blame.command))
        }
        None => format!("{subject} was there and was removed"),
    }
}

/// ", last changed by `docker run -d --name web nginx` two minutes ago": for a thing with a name that is there. The
/// learner's last command is before their eyes and is not told again.
pub(super) fn last_change(assertion: &Assertion, why: &str, state: &State) -> Option<String> {
    let now = &state.now;
    let (kind, name) = match assertion {
        Assertion::Container(check) => ("container", check.name.as_ref()?),
        Assertion::Network(check) => ("network", check.name.as_ref()?),
        Assertion::Volume(check) => ("volume", check.name.as_ref()?),
        _ => return None,
    };
    let is_there = match kind {
        "container" => now.containers.iter().any(|c| c.is_called(name)),
        "network" => now.networks.iter().any(|n| n.is_called(name)),
        _ => now.volumes.iter().any(|v| v.name == *name),
    };
    if !is_there {
        return None;
    }
    let id = now.containers.iter().find(|c| c.is_called(name)).map(|c| c.id.as_str());
    let actions = if kind == "container" { CONTAINER_CHANGES } else { CHANGES };
    let changed = |event: &EngineEvent| {
        // By its identity: a container may have been renamed, and another may have had its name.
        let meant = id.filter(|_| kind == "container").map_or_else(|| is_named(event, name), |id| event.id == id);
        event.kind == kind && meant && actions.contains(&event.action.as_str())
    };
    let blame = state.blame(changed).filter(|blame| !blame.is_last)?;
    // One time is enough.
    let when = if why.ends_with(" ago") { String::new() } else { format!(" {}", say::ago(now.taken - blame.time)) };
    Some(format!("; last changed by {}{when}", say::command(blame.command)))
}

/// Whether an event is about the thing of this name.
fn is_named(event: &EngineEvent, name: &str) -> bool {
    event.attributes.get("name").is_some_and(|known| known == name) || event.id == name
}

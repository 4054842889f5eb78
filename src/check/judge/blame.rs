//! Since when something is as it is, and by which command it came to be so.

use super::{combine, container, image, say, why_not};
use crate::check::{Assertion, ContainerCheck, ImageCheck, Since};
use crate::state::{Blame, EngineEvent, State};

/// What changes a container; looks into it do not.
const CONTAINER_CHANGES: &[&str] =
    &["create", "start", "die", "destroy", "rename", "pause", "unpause", "restart", "stop", "kill", "update", "oom"];
/// What changes another object.
const CHANGES: &[&str] =
    &["create", "destroy", "remove", "connect", "disconnect", "tag", "untag", "delete", "pull", "load", "import"];
/// What takes an object away.
const REMOVALS: &[&str] = &["destroy", "delete", "untag"];

/// "`web` was removed by `docker rm -f web` at 10:02", as far as it is known.
pub(super) fn removed(kind: &str, name: &str, state: &State) -> String {
    let subject = say::code(state.last_name(name));
    match removal(kind, name, state) {
        Some(Blame { command: Some(command), time, .. }) => {
            format!("{subject} was removed by {} {}", say::command(command), state.now.clock(time))
        }
        Some(Blame { time, .. }) => format!("{subject} was removed {}", say::when(&state.now, time)),
        None => format!("{subject} was there and was removed"),
    }
}

fn removal<'s>(kind: &str, name: &str, state: &'s State) -> Option<Blame<'s>> {
    // An image's events tell its identity only.
    let image = if kind == "image" { image::find(&state.before, name) } else { None };
    state.blame(|event: &EngineEvent| {
        event.kind == kind
            && REMOVALS.contains(&event.action.as_str())
            && (is_named(event, name) || image.is_some_and(|image| image.id == event.id))
    })
}

/// "; last changed by `docker run -d --name web nginx` at 10:02": for a thing that is there. The learner's last command
/// is before their eyes and is not told again.
pub(super) fn last_change(assertion: &Assertion, why: &str, state: &State) -> Option<String> {
    let blame = change(assertion, state).filter(|blame| !blame.is_last)?;
    let command = say::command(blame.command?);
    // One time is enough.
    let when = if say::ends_with_time(why) { String::new() } else { format!(" {}", state.now.clock(blame.time)) };
    Some(format!("; last changed by {command}{when}"))
}

/// Since when an assertion does not hold, as far as it is known.
pub(super) fn since(assertion: &Assertion, state: &State) -> Option<Since> {
    let blame = change(assertion, state).or_else(|| loss(assertion, state))?;
    let command = blame.command.map(ToOwned::to_owned);
    Some(Since { time: state.now.rfc3339(blame.time), command })
}

/// The last change of what an assertion is about and is there.
fn change<'s>(assertion: &Assertion, state: &'s State) -> Option<Blame<'s>> {
    let now = &state.now;
    match assertion {
        Assertion::Container(check) => {
            // By its identity: it may have been renamed, and another may have had its name.
            let id = &container::meant(check, now)?.id;
            changed("container", CONTAINER_CHANGES, state, |event| event.id == *id)
        }
        Assertion::Network(check) => {
            let name = check.name.as_ref().filter(|name| now.networks.iter().any(|n| n.is_called(name)))?;
            changed("network", CHANGES, state, |event| is_named(event, name))
        }
        Assertion::Volume(check) => {
            let name = check.name.as_ref().filter(|name| now.volumes.iter().any(|v| v.name == **name))?;
            changed("volume", CHANGES, state, |event| is_named(event, name))
        }
        Assertion::Image(check) => {
            let name = check.reference.as_ref()?;
            let id = &image::find(now, name)?.id;
            changed("image", CHANGES, state, |event| event.id == *id || is_named(event, name))
        }
        Assertion::Absent(inner) | Assertion::Not(inner) if combine::is_named(inner) => change(inner, state),
        Assertion::All(parts) => change(parts.iter().find(|part| why_not(part, state).is_some())?, state),
        _ => None,
    }
}

/// The removal of what an assertion is about and is gone.
fn loss<'s>(assertion: &Assertion, state: &'s State) -> Option<Blame<'s>> {
    match assertion {
        Assertion::Container(ContainerCheck { name: Some(name), .. }) => removal("container", name, state),
        Assertion::Network(check) => removal("network", check.name.as_ref()?, state),
        Assertion::Volume(check) => removal("volume", check.name.as_ref()?, state),
        Assertion::Image(ImageCheck { reference: Some(name), .. }) => removal("image", name, state),
        Assertion::All(parts) => loss(parts.iter().find(|part| why_not(part, state).is_some())?, state),
        _ => None,
    }
}

fn changed<'s>(
    kind: &str,
    actions: &[&str],
    state: &'s State,
    is_meant: impl Fn(&EngineEvent) -> bool,
) -> Option<Blame<'s>> {
    state.blame(|event| event.kind == kind && is_meant(event) && actions.contains(&event.action.as_str()))
}

/// Whether an event is about the thing of this name.
fn is_named(event: &EngineEvent, name: &str) -> bool {
    event.attributes.get("name").is_some_and(|known| known == name) || event.id == name
}

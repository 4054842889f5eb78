//! Since when something is as it is, and by which command it came to be so.

use super::look::compose;
use super::{combine, container, file, image, object, probes, say, why_not};
use crate::check::reference::normal_reference;
use crate::check::{Assertion, ContainerCheck, ImageCheck, Look, Since};
use crate::state::{Answer, Blame, EngineEvent, Probe, State};

/// What a container was made with.
const MADE: &[&str] = &["create"];
/// What gives it its name.
const NAMED: &[&str] = &["create", "rename"];
/// What gives it its limits.
const LIMITED: &[&str] = &["create", "update"];
/// What brings it into another condition; looks into it do not.
const TURNED: &[&str] = &["create", "start", "die", "pause", "unpause", "restart", "stop", "kill", "oom"];
/// What changes what is in it: that is done from within too.
const FILLED: &[&str] = &["create", "start", "die", "restart", "exec_start"];
/// What changes another object.
const CHANGES: &[&str] =
    &["create", "destroy", "remove", "connect", "disconnect", "tag", "untag", "delete", "pull", "load", "import"];
/// What takes an object away.
const REMOVALS: &[&str] = &["destroy", "remove"];

/// "`web` was removed by `docker rm -f web` at 10:02", as far as it is known.
pub(super) fn removed(kind: &str, name: &str, state: &State) -> String {
    let subject = say::code(state.last_name(name));
    match removal(kind, name, state) {
        Some(blame) => removed_by(&subject, blame, state),
        None => format!("{subject} was there and was removed"),
    }
}

/// The same, where the removal is known.
pub(super) fn removed_by(subject: &str, blame: Blame<'_>, state: &State) -> String {
    match blame.command {
        Some(command) => {
            format!("{subject} was removed by {} {}", say::command(command), state.now.clock(blame.time))
        }
        None => format!("{subject} was removed {}", say::when(&state.now, blame.time)),
    }
}

/// The same of a file, whose removal no event tells of.
pub(super) fn removed_file(subject: &str, probe: &Probe, state: &State) -> String {
    match state.file_blame(probe) {
        Some(Blame { command: Some(command), time, .. }) => {
            format!("{subject} was removed by {} {}", say::command(command), state.now.clock(time))
        }
        Some(Blame { time, .. }) => format!("{subject} was there, and was gone {}", state.now.clock(time)),
        None => format!("{subject} was there and was removed"),
    }
}

fn removal<'s>(kind: &str, name: &str, state: &'s State) -> Option<Blame<'s>> {
    if kind == "image" {
        let wanted = normal_reference(name);
        return state.untagged(|known| normal_reference(known) == wanted);
    }
    state.blame(|event: &EngineEvent| {
        event.kind == kind && REMOVALS.contains(&event.action.as_str()) && is_named(event, name)
    })
}

/// "; last changed by `docker run -d --name web nginx` at 10:02": for a thing that is there. The learner's last command
/// is before their eyes and is not told again.
pub(super) fn last_change(assertion: &Assertion, why: &str, state: &State) -> Option<String> {
    let blame = change(assertion, state).filter(|blame| !blame.is_last)?;
    // One time is enough.
    let when = if say::ends_with_time(why) { String::new() } else { format!(" {}", state.now.clock(blame.time)) };
    match blame.command {
        Some(command) => Some(format!("; last changed by {}{when}", say::command(command))),
        // A file does not change by itself: who asks may know what did it.
        None => (is_file(assertion) && !when.is_empty()).then(|| format!("; last changed{when}")),
    }
}

fn is_file(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::File(_) => true,
        Assertion::Look(look) => matches!(**look, Look::Dockerfile(_) | Look::Archive(_)),
        _ => false,
    }
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
        Assertion::Container(check) => container_change(check, state),
        Assertion::Network(check) => {
            let name = check.name.as_ref()?;
            let network = now.networks.iter().find(|network| network.is_called(name))?;
            let outsider = object::outsiders(check, &network.name, now).next();
            // That one member is not in it has nothing to do with another that came.
            changed("network", CHANGES, state, |event| {
                let whom = event.attributes.get("container");
                let is_about = match outsider {
                    Some(outsider) => outsider.is_some_and(|it| whom == Some(&it.id)),
                    // Who is in it has nothing to do with what it was made with.
                    None => event.action == "create" || !check.members.is_empty(),
                };
                is_named(event, name) && is_about
            })
        }
        Assertion::Volume(check) => {
            let name = check.name.as_ref().filter(|name| now.volumes.iter().any(|v| v.name == **name))?;
            changed("volume", CHANGES, state, |event| is_named(event, name))
        }
        Assertion::Image(check) => {
            let name = check.reference.as_ref()?;
            let id = &image::find(now, name)?.id;
            let wanted = normal_reference(name);
            // Another name that the same image got or lost is no change of this one.
            changed("image", CHANGES, state, |event| match event.action.as_str() {
                "tag" => match event.attributes.get("name") {
                    Some(known) => normal_reference(known) == wanted,
                    None => event.id == *id,
                },
                "untag" => false,
                _ => event.id == *id || is_named(event, name),
            })
        }
        Assertion::File(check) => {
            let probe = probes::file(check);
            let is_there = is_there(&probe, state);
            let attributes = file::is_about_attributes(check, now);
            let blame = || if attributes { state.attribute_blame(&probe) } else { state.content_blame(&probe) };
            is_there.then(blame)?
        }
        Assertion::Look(look) => match look.as_ref() {
            Look::Dockerfile(check) => {
                let probe = Probe::File(check.path.clone());
                is_there(&probe, state).then(|| state.content_blame(&probe))?
            }
            Look::Archive(check) => file_change(&Probe::Archive(check.path.clone()), state),
            _ => None,
        },
        Assertion::Absent(inner) | Assertion::Not(inner) if combine::is_named(inner) => change(inner, state),
        Assertion::All(parts) => change(parts.iter().find(|part| why_not(part, state).is_some())?, state),
        _ => None,
    }
}

/// By what has to do with that which is otherwise: who renamed a container gave it no label.
fn container_change<'s>(check: &ContainerCheck, state: &'s State) -> Option<Blame<'s>> {
    let (there, property) = container::meant_for(check, &state.now)?;
    let left = |event: &EngineEvent| {
        let of = |key: &str| event.attributes.get(key);
        let is_wanted = of("name").is_some_and(|name| check.networks.contains(name));
        event.kind == "network" && event.action == "disconnect" && is_wanted && of("container") == Some(&there.id)
    };
    let actions = match property.as_str() {
        "network" => return state.blame(left).or_else(|| of_container(&there.id, MADE, state)),
        "restart policy" | "limit" => LIMITED,
        "state" | "exit status" | "health" | "running time" | "logs" => TURNED,
        "changed file" | "process" => FILLED,
        "name" => NAMED,
        _ => MADE,
    };
    of_container(&there.id, actions, state)
}

/// By its identity: it may have been renamed, and another may have had its name.
fn of_container<'s>(id: &str, actions: &[&str], state: &'s State) -> Option<Blame<'s>> {
    state.blame(|event| {
        let action = event.action.split(':').next().unwrap_or_default();
        event.kind == "container" && event.id == id && actions.contains(&action)
    })
}

fn is_there(probe: &Probe, state: &State) -> bool {
    !matches!(state.now.answers.get(probe), None | Some(Answer::Missing))
}

fn file_change<'s>(probe: &Probe, state: &'s State) -> Option<Blame<'s>> {
    is_there(probe, state).then(|| state.file_blame(probe))?
}

/// The removal of what an assertion is about and is gone.
fn loss<'s>(assertion: &Assertion, state: &'s State) -> Option<Blame<'s>> {
    match assertion {
        Assertion::Container(ContainerCheck { name: Some(name), .. }) => removal("container", name, state),
        Assertion::Network(check) => removal("network", check.name.as_ref()?, state),
        Assertion::Volume(check) => removal("volume", check.name.as_ref()?, state),
        Assertion::Image(ImageCheck { reference: Some(name), .. }) => removal("image", name, state),
        Assertion::File(check) => {
            let probe = probes::file(check);
            (!is_there(&probe, state)).then(|| state.file_blame(&probe))?
        }
        Assertion::Look(look) => match look.as_ref() {
            Look::Dockerfile(check) => state.file_blame(&Probe::File(check.path.clone())),
            Look::Archive(check) => state.file_blame(&Probe::Archive(check.path.clone())),
            Look::Compose(check) => compose::loss(check, state),
            _ => None,
        },
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

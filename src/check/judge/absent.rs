//! What was there and is gone.

use super::{container, file, image, look, object, probes, say};
use crate::check::Assertion;
use crate::state::{Snapshot, State};

/// Why it does not count as gone; none where it does.
pub(super) fn why_not(inner: &Assertion, state: &State) -> Option<String> {
    let name = name(inner, state);
    if fits(inner, &state.now) {
        return Some(format!("{name} is still there"));
    }
    if !was_there(inner, state) {
        return Some(format!("{name} was never there"));
    }
    match inner {
        Assertion::Look(look) => look::unseen(look, state),
        _ => None,
    }
}

pub(super) fn fits(assertion: &Assertion, snapshot: &Snapshot) -> bool {
    match assertion {
        Assertion::Image(check) => image::fits(check, snapshot),
        Assertion::Container(check) => container::fits(check, snapshot),
        Assertion::Volume(check) => object::volume_fits(check, snapshot),
        Assertion::Network(check) => object::network_fits(check, snapshot),
        Assertion::File(check) => file::fits(check, snapshot),
        Assertion::Look(look) => look::fits(look, snapshot),
        Assertion::Output(_)
        | Assertion::Exit(_)
        | Assertion::Ran(_)
        | Assertion::Absent(_)
        | Assertion::All(_)
        | Assertion::Any(_)
        | Assertion::Not(_)
        | Assertion::Count(_) => false,
    }
}

/// The history knows names only; what else the assertion says can be seen only in the snapshot before the step.
pub(super) fn was_there(assertion: &Assertion, state: &State) -> bool {
    let history = &state.history;
    fits(assertion, &state.before)
        || match assertion {
            Assertion::Image(check) => {
                check.reference.as_ref().is_some_and(|reference| image::was_named(reference, state))
            }
            Assertion::Container(check) => container::was_there(check, state),
            Assertion::Volume(check) => check.name.as_ref().is_some_and(|name| history.volumes.contains(name)),
            Assertion::Network(check) => {
                check.name.as_ref().is_some_and(|name| history.networks.contains(state.last_name(name)))
            }
            Assertion::File(check) => history.found.contains(&probes::file(check)),
            Assertion::Look(look) => look::was_there(look, state),
            Assertion::Output(_)
            | Assertion::Exit(_)
            | Assertion::Ran(_)
            | Assertion::Absent(_)
            | Assertion::All(_)
            | Assertion::Any(_)
            | Assertion::Not(_)
            | Assertion::Count(_) => false,
        }
}

fn name(assertion: &Assertion, state: &State) -> String {
    let known = match assertion {
        Assertion::Image(check) => check.reference.as_ref(),
        Assertion::Container(check) => check.name.as_ref(),
        Assertion::Volume(check) => check.name.as_ref(),
        Assertion::Network(check) => check.name.as_ref(),
        Assertion::File(check) => return file::name(check),
        Assertion::Look(look) => return look::name(look),
        Assertion::Output(_)
        | Assertion::Exit(_)
        | Assertion::Ran(_)
        | Assertion::Absent(_)
        | Assertion::All(_)
        | Assertion::Any(_)
        | Assertion::Not(_)
        | Assertion::Count(_) => None,
    };
    known.map_or_else(|| format!("such {}", noun(assertion)), |name| say::code(state.last_name(name)))
}

fn noun(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Image(_) => "an image",
        Assertion::Container(_) => "a container",
        Assertion::Volume(_) => "a volume",
        Assertion::Network(_) => "a network",
        _ => "a thing",
    }
}

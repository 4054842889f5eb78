//! What checks must look up before they can be judged.

use super::look;
use crate::check::{Assertion, Check, FileCheck};
use crate::state::{Place, Probe, State};

/// What must be looked up for these checks, each once; nothing for checks that need the snapshot only.
pub fn probes(checks: &[Check]) -> Vec<Probe> {
    let mut probes: Vec<Probe> = checks.iter().flat_map(|check| of(&check.assertion)).collect();
    probes.sort();
    probes.dedup();
    probes
}

/// Why one of the looks that an assertion depends on has no answer; none where all have.
pub(super) fn unknown(assertion: &Assertion, state: &State) -> Option<String> {
    of(assertion).iter().find_map(|probe| state.now.unknown(probe)).map(str::to_owned)
}

fn of(assertion: &Assertion) -> Vec<Probe> {
    match assertion {
        Assertion::File(check) => std::iter::once(file(check)).chain(names(check)).collect(),
        Assertion::Look(look) => look::probes(look),
        Assertion::Absent(inner) | Assertion::Not(inner) => of(inner),
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter().flat_map(of).collect(),
        _ => Vec::new(),
    }
}

/// The look at a check's file.
pub(super) fn file(check: &FileCheck) -> Probe {
    match &check.place {
        None => Probe::File(check.path.clone()),
        Some(place) => Probe::FileIn(place.clone(), check.path.clone()),
    }
}

/// The look at the list of users, without which an owner's name is not known in a container or an image.
pub(super) fn names(check: &FileCheck) -> Option<Probe> {
    let place = check.place.clone().filter(|place| !matches!(place, Place::Volume(_)))?;
    check.owner.as_ref().filter(|owner| owner.parse::<u32>().is_err())?;
    Some(Probe::FileIn(place, "/etc/passwd".to_owned()))
}

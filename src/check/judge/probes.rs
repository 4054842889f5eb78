//! What checks must look up before they can be judged.

use super::{detail, look, why_not};
use crate::check::{Assertion, Check, FileCheck};
use crate::state::{Place, Probe, State};

/// What must be looked up for these checks, each once; nothing for checks that need the snapshot only.
pub fn probes(checks: &[Check]) -> Vec<Probe> {
    let mut probes: Vec<Probe> = checks.iter().flat_map(|check| of(&check.assertion)).collect();
    probes.sort();
    probes.dedup();
    probes
}

/// Why it cannot be said whether an assertion holds; none where it can. What is made of parts is decided as soon as the
/// parts that are known decide it.
pub(super) fn unknown(assertion: &Assertion, state: &State) -> Option<String> {
    match assertion {
        Assertion::All(parts) => undecided(parts, state, |part| why_not(part, state).is_some()),
        Assertion::Any(parts) => undecided(parts, state, |part| why_not(part, state).is_none()),
        Assertion::Not(inner) => unknown(inner, state),
        Assertion::Count(check) => unlooked(&check.of, state),
        Assertion::Container(check) => {
            let open = || why_not(assertion, state).is_some();
            detail::unknown(check, state).filter(|_| open()).or_else(|| forgotten(assertion, state))
        }
        Assertion::Absent(_) => unlooked(assertion, state).or_else(|| forgotten(assertion, state)),
        _ => unlooked(assertion, state),
    }
}

/// The first reason among the parts, unless a part that is known decides for all of them.
fn undecided(parts: &[Assertion], state: &State, decides: impl Fn(&Assertion) -> bool) -> Option<String> {
    let unknowns: Vec<Option<String>> = parts.iter().map(|part| unknown(part, state)).collect();
    let is_settled = parts.iter().zip(&unknowns).any(|(part, unknown)| unknown.is_none() && decides(part));
    unknowns.into_iter().flatten().next().filter(|_| !is_settled)
}

/// Why one of the looks that an assertion depends on has no answer.
fn unlooked(assertion: &Assertion, state: &State) -> Option<String> {
    match assertion {
        Assertion::Container(check) => detail::unknown(check, state),
        Assertion::Absent(inner) => unlooked(inner, state),
        other => of(other).iter().find_map(|probe| state.now.unknown(probe)).map(str::to_owned),
    }
}

/// Why what came and went is not known, where that matters.
fn forgotten(assertion: &Assertion, state: &State) -> Option<String> {
    let matters = match assertion {
        Assertion::Container(check) => check.ran || check.removed,
        _ => true,
    };
    state.history.lost.clone().filter(|_| matters && why_not(assertion, state).is_some())
}

fn of(assertion: &Assertion) -> Vec<Probe> {
    match assertion {
        Assertion::File(check) => std::iter::once(file(check)).chain(names(check)).collect(),
        Assertion::Look(look) => look::probes(look),
        Assertion::Absent(inner) | Assertion::Not(inner) => of(inner),
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter().flat_map(of).collect(),
        Assertion::Count(check) => of(&check.of),
        Assertion::Container(check) => detail::probes(check),
        Assertion::Image(_)
        | Assertion::Volume(_)
        | Assertion::Network(_)
        | Assertion::Output(_)
        | Assertion::Exit(_)
        | Assertion::Ran(_) => Vec::new(),
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

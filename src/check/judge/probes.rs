//! What checks must look up before they can be judged.

use crate::check::{Assertion, Check, FileCheck};
use crate::state::{Probe, State};

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
        Assertion::File(check) => vec![file(check)],
        Assertion::Absent(inner) => of(inner),
        _ => Vec::new(),
    }
}

/// The look at a check's file.
pub(super) fn file(check: &FileCheck) -> Probe {
    Probe::File(check.path.clone())
}

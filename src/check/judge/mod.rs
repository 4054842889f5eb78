//! Holds assertions against the state. What does not hold is explained by the thing that comes nearest.

mod absent;
pub(super) mod at_hand;
mod blame;
mod combine;
mod command;
mod container;
mod detail;
mod file;
mod found;
mod image;
mod look;
mod object;
mod patience;
mod probes;
mod say;
mod settings;
#[cfg(test)]
mod tests;

pub(super) use found::found;
pub use patience::patience;
pub use probes::probes;
pub(super) use say::says_the_same;

use super::{Assertion, Check, Finding, Verdict};
use crate::state::State;

/// Holds one check against the state: [`Verdict::Pass`], [`Verdict::NotYet`], or [`Verdict::Unknown`] where something
/// it depends on could not be looked at.
pub fn judge(check: &Check, state: &State) -> Finding {
    let what = check.words();
    if let Some(why) = check.open_names() {
        return Finding::new(Verdict::NotYet, what, Some(why));
    }
    if let Some(why) = probes::unknown(&check.assertion, state) {
        return Finding::new(Verdict::Unknown, what, Some(why));
    }
    let why = why_not(&check.assertion, state);
    let why = why.map(|why| told_whole(&check.assertion, &why, state));
    let verdict = if why.is_none() { Verdict::Pass } else { Verdict::NotYet };
    let since = why.as_ref().and_then(|_| blame::since(&check.assertion, state));
    Finding { since, ..Finding::new(verdict, what, why) }
}

/// Also by which command it came to be so, where that is not told yet.
fn told_whole(assertion: &Assertion, why: &str, state: &State) -> String {
    let told = why.contains(" by `");
    let change = blame::last_change(assertion, why, state).filter(|_| !told);
    format!("{why}{}", change.unwrap_or_default())
}

/// Holds a step's checks against the state; what helps most comes first: impossible, not yet, pass.
///
/// A step that is done stays done, even if its way on would be barred now.
pub fn judge_step(expect: &[Check], impossible: &[Check], state: &State) -> Vec<Finding> {
    let mut findings: Vec<Finding> = expect.iter().map(|check| judge(check, state)).collect();
    let done = !findings.is_empty() && findings.iter().all(|finding| finding.verdict == Verdict::Pass);
    if !done {
        findings.extend(impossible.iter().filter_map(|check| barred(check, state)));
    }
    findings.sort_by_key(|finding| match finding.verdict {
        Verdict::Impossible => 0,
        Verdict::Unknown => 1,
        Verdict::NotYet => 2,
        Verdict::Pass => 3,
    });
    findings
}

/// The finding that a step can no longer be done, if what must not be is.
fn barred(check: &Check, state: &State) -> Option<Finding> {
    let holds = judge(check, state).verdict == Verdict::Pass;
    let why = "as it stands this step cannot be done".to_owned();
    holds.then(|| Finding::new(Verdict::Impossible, check.words(), Some(why)))
}

/// Why an assertion does not hold; none where it does.
fn why_not(assertion: &Assertion, state: &State) -> Option<String> {
    match assertion {
        Assertion::Image(check) => image::why_not(check, state),
        Assertion::Container(check) => container::why_not(check, state),
        Assertion::Volume(check) => object::volume(check, state),
        Assertion::Network(check) => object::network(check, state),
        Assertion::File(check) => file::why_not(check, state),
        Assertion::Output(check) => command::output(check, state),
        Assertion::Exit(check) => command::exit(check, state),
        Assertion::Ran(check) => command::ran(check, state),
        Assertion::Look(look) => look::why_not(look, state),
        Assertion::Absent(inner) => absent::why_not(inner, state),
        Assertion::All(parts) => combine::all(parts, state),
        Assertion::Any(parts) => combine::any(parts, state),
        Assertion::Not(inner) => combine::not(inner, state),
        Assertion::Count(check) => combine::count(check, state),
    }
}

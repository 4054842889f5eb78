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
mod miss;
mod object;
mod order;
mod patience;
mod probes;
mod say;
mod settings;
#[cfg(test)]
mod tests;

pub(super) use found::found;
pub use image::committed;
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

/// Holds a step's checks against the state; what helps most comes first: impossible, not yet, pass, and what others need
/// before them.
///
/// A step that is done stays done, even if its way on would be barred now.
pub fn judge_step(expect: &[Check], impossible: &[Check], state: &State) -> Vec<Finding> {
    let findings: Vec<Finding> = expect.iter().map(|check| judge(check, state)).collect();
    let done = !findings.is_empty() && findings.iter().all(|finding| finding.verdict == Verdict::Pass);
    let barred = impossible.iter().filter(|_| !done).filter_map(|check| barred(check, state));
    barred.chain(order_of(expect, &findings).into_iter().map(|at| findings[at].clone())).collect()
}

/// The places of a step's checks in the order in which they are worth a word: not yet, unknown, pass, and what others
/// need before them.
fn order_of(expect: &[Check], findings: &[Finding]) -> Vec<usize> {
    let is_open: Vec<bool> = findings.iter().map(|finding| finding.verdict != Verdict::Pass).collect();
    let depths = order::depths(expect, &is_open);
    let rank = |verdict| match verdict {
        Verdict::Impossible => 0,
        Verdict::NotYet => 1,
        Verdict::Unknown => 2,
        Verdict::Pass => 3,
    };
    let mut order: Vec<usize> = (0..expect.len()).collect();
    order.sort_by_key(|at| (rank(findings[*at].verdict), if is_open[*at] { depths[*at] } else { 0 }));
    order
}

/// A step's checks that do not hold, each with why, in the order in which they are worth a word.
pub fn open_checks<'c>(expect: &'c [Check], state: &State) -> Vec<(&'c Check, Finding)> {
    let findings: Vec<Finding> = expect.iter().map(|check| judge(check, state)).collect();
    let all = order_of(expect, &findings).into_iter().map(|at| (&expect[at], findings[at].clone()));
    all.filter(|(_, finding)| finding.verdict != Verdict::Pass).collect()
}

/// The finding that a step can no longer be done, if what must not be is.
fn barred(check: &Check, state: &State) -> Option<Finding> {
    let holds = judge(check, state).verdict == Verdict::Pass;
    let how = loss(&check.assertion, state);
    let how = how.map(|how| format!("{how}; ")).unwrap_or_default();
    let why = format!("{how}as it stands this step cannot be done");
    holds.then(|| Finding::new(Verdict::Impossible, check.words(), Some(why)))
}

/// What it was that went, and who did it: that may be many commands ago.
fn loss(assertion: &Assertion, state: &State) -> Option<String> {
    match assertion {
        Assertion::Absent(inner) => why_not(inner, state).filter(|why| why.contains(" was removed by ")),
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter().find_map(|part| loss(part, state)),
        _ => None,
    }
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

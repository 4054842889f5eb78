//! Which checks of a sidecar the model run speaks against.

use super::{PlayedStep, RecordedStep, is_own};
use crate::check::{Check, Verdict, judge};
use crate::source::Source;

/// A check that did not hold in the model run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The id of its step.
    pub step: String,
    /// Its first line in the sidecar.
    pub line: usize,
    /// The recorder wrote it, and may change it.
    pub own: bool,
    /// It could not be judged: that is no fault of it.
    pub unknown: bool,
    /// In words.
    pub why: String,
}

/// The checks that did not hold, in the order of the steps. Steps in which nothing is typed are not judged.
pub fn stale(source: &Source, played: &[(PlayedStep, RecordedStep)]) -> Vec<Stale> {
    let typed = played.iter().map(|(run, _)| run).filter(|run| !run.moments.is_empty());
    let of_step = |run: &PlayedStep| -> Vec<Stale> {
        let fault = |check: &Check| {
            let line = check.line?;
            let (unknown, why) = fault(check, run)?;
            let own = line > 1 && is_own(source.line_text(line - 1));
            Some(Stale { step: run.id.clone(), line, own, unknown, why })
        };
        run.expect.iter().filter_map(fault).collect()
    };
    typed.flat_map(of_step).collect()
}

/// Why a check does not hold at a step's end and not before, and whether that is only not known; none where it does.
fn fault(check: &Check, run: &PlayedStep) -> Option<(bool, String)> {
    let check = check.bound(&run.end.bindings);
    let found = judge(&check, &run.end);
    if found.verdict != Verdict::Pass {
        return Some((found.verdict == Verdict::Unknown, found.why.unwrap_or(found.what)));
    }
    let holds_before = !check.assertion.is_guard() && judge(&check, &run.begin).verdict == Verdict::Pass;
    holds_before.then(|| (false, "it holds before the step too".to_owned()))
}

/// Whether a check holds at a step's end and not before.
pub fn holds(check: &Check, run: &PlayedStep) -> bool {
    fault(check, run).is_none()
}

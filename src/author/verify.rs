//! What playing a lesson's solutions shows of its steps.

use crate::check::{Finding, Verdict, judge, judge_step};
use crate::lesson::{Step, Task};
use crate::state::{CommandRecord, State};
use std::time::Duration;

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Outcome {
    /// Not done before the solution, done after it.
    Passed(Vec<Finding>),
    /// Checks that passed before anything was typed, and all that was found after the solution.
    Failed {
        /// Expectations that held too early.
        early: Vec<String>,
        /// What was found after the solution.
        after: Vec<Finding>,
    },
    /// There is nothing to do and nothing to judge.
    #[default]
    Reading,
    /// Commands were typed; nothing of theirs can be judged.
    Unjudged,
    /// There is something to do, and nothing of it could be typed.
    NothingTyped,
    /// The sandbox failed: not the lesson's fault.
    Unknown(String),
}

/// A step, played.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Played {
    /// What came of it.
    pub outcome: Outcome,
    /// What was typed.
    pub commands: Vec<CommandRecord>,
    /// What stood in for what.
    pub declared: Vec<String>,
}

/// A step's row in the report.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// 1-based line of its heading.
    pub line: usize,
    /// What came of it.
    pub played: Played,
    /// What was not typed: line, its first words, why.
    pub left: Vec<(usize, String, String)>,
    /// How long it took.
    pub took: Duration,
}

impl StepReport {
    /// A row for a step.
    pub fn new(step: &Step, played: Played, took: Duration) -> Self {
        let left = step.tasks.iter().filter_map(|task| match task {
            Task::Leave { line, text, why } => {
                Some((*line, text.lines().next().unwrap_or_default().to_owned(), why.to_string()))
            }
            _ => None,
        });
        Self { id: step.id.clone(), title: step.title.clone(), line: step.line, played, left: left.collect(), took }
    }

    /// Whether it speaks against the lesson.
    pub fn failed(&self) -> bool {
        matches!(self.played.outcome, Outcome::Failed { .. })
    }
}

/// The expectations that hold before anything is typed: each is a check that cannot fail.
pub fn judge_before(step: &Step, state: &State) -> Vec<String> {
    let holds = step.expect.iter().map(|check| judge(check, state)).filter(|f| f.verdict == Verdict::Pass);
    holds.map(|f| f.what).collect()
}

/// Judges a step after its solution. A check derived from a command may well hold before (an image that an
/// earlier step pulled): only a sidecar's author chose it, so only there it is a fault.
pub fn judge_after(step: &Step, state: &State, early: Vec<String>) -> Outcome {
    if step.is_reading() {
        let has_left = step.tasks.iter().any(|t| matches!(t, Task::Leave { .. }));
        return if has_left { Outcome::NothingTyped } else { Outcome::Reading };
    }
    if step.expect.is_empty() {
        return Outcome::Unjudged;
    }
    let is_derived = step.expect.iter().all(|c| c.line.is_none());
    let early = if is_derived { Vec::new() } else { early };
    let after = judge_step(&step.expect, &step.impossible, state);
    // What could not be looked at is no fault of the lesson, unless something else is.
    let unknown = after.iter().find(|f| f.verdict == Verdict::Unknown);
    let at_fault = |f: &Finding| matches!(f.verdict, Verdict::NotYet | Verdict::Impossible);
    if let Some(found) = unknown.filter(|_| early.is_empty() && !after.iter().any(at_fault)) {
        let why = found.why.clone().unwrap_or_default();
        return Outcome::Unknown(format!("{}: {why}", found.what));
    }
    let all_pass = after.iter().all(|f| f.verdict == Verdict::Pass);
    if all_pass && early.is_empty() { Outcome::Passed(after) } else { Outcome::Failed { early, after } }
}

//! What `verify` found: as text, as JSON, as JUnit's XML.

mod junit;
mod mutation;
mod text;

pub use junit::junit;
pub use mutation::{Mutation, StepMutation};
pub use text::{lesson_text, summary_text};

use crate::author::verify::{Outcome, StepReport, Unlike, Unsteady, unsteady};
use crate::check::{Difference, Finding, Seed, Values};
use serde_json::{Value, json};
use std::time::Duration;

/// Raised when a key changes its meaning or goes.
const VERSION: u32 = 1;

/// A lesson, played once: a row a step, and how long it took with its sandbox's start and end.
pub type Run = (Vec<StepReport>, Duration);

/// A lesson, verified.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonReport {
    /// The file as the user named it.
    pub path: String,
    /// The file of its checks, where it has one.
    pub sidecar: Option<String>,
    /// Its title.
    pub title: String,
    /// A row a step, of the first run that failed; of the first run where none did.
    pub steps: Vec<StepReport>,
    /// How long all runs took together, the starts of their sandboxes included.
    pub took: Duration,
    /// How often it was played.
    pub runs: usize,
    /// Steps that differ between the runs.
    pub unsteady: Vec<Unsteady>,
    /// The ids of steps whose text is not what their checks were recorded from.
    pub moved_on: Vec<String>,
    /// What was drawn for its variables, where it has some.
    pub drawn: Option<Drawn>,
    /// What trying its mutants showed, where that was asked for.
    pub mutation: Option<Mutation>,
}

/// What was drawn for a lesson's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// What from.
    pub seed: Seed,
    /// By the variables' names.
    pub values: Values,
}

impl LessonReport {
    /// Puts the runs of a lesson together.
    pub fn new(path: &str, sidecar: Option<&str>, title: &str, runs: Vec<Run>) -> Self {
        let took = runs.iter().map(|(_, took)| *took).sum();
        let mut all: Vec<Vec<StepReport>> = runs.into_iter().map(|(steps, _)| steps).collect();
        let (unsteady, runs) = (unsteady(&all), all.len());
        let worst = |run: &Vec<StepReport>| run.iter().any(StepReport::failed);
        let unknown = |run: &Vec<StepReport>| run.iter().any(StepReport::is_unknown);
        let shown = all.iter().position(worst).or_else(|| all.iter().position(unknown)).unwrap_or(0);
        let steps = if all.is_empty() { Vec::new() } else { all.swap_remove(shown) };
        let (path, sidecar, title) = (path.to_owned(), sidecar.map(ToOwned::to_owned), title.to_owned());
        Self { path, sidecar, title, steps, took, runs, unsteady, moved_on: Vec::new(), drawn: None, mutation: None }
    }

    /// Whether a step failed in some run.
    pub fn failed(&self) -> bool {
        self.steps.iter().any(StepReport::failed)
    }

    /// Whether a step could not be looked at: no fault of the lesson.
    pub fn is_unknown(&self) -> bool {
        self.steps.iter().any(StepReport::is_unknown)
    }

    /// Whether its checks were tried and do not tell wrong from right.
    pub fn is_weak(&self) -> bool {
        self.mutation.as_ref().is_some_and(Mutation::failed)
    }

    /// Whether some way could not be tried: no fault of the lesson.
    pub fn is_untried(&self) -> bool {
        self.mutation.as_ref().is_some_and(Mutation::is_unknown)
    }

    /// Whether nothing speaks against it, in its steps and, where they were tried, in its checks.
    pub fn passed(&self) -> bool {
        !(self.failed() || self.is_unknown() || self.is_weak() || self.is_untried())
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// All lessons as JSON.
pub fn lessons_json(reports: &[LessonReport]) -> Value {
    json!({ "version": VERSION, "lessons": reports.iter().map(lesson_json).collect::<Vec<_>>() })
}

/// A lesson's report as JSON; `outcome` is `passed` `failed` `reading` `unjudged` `nothing typed` `unknown`.
fn lesson_json(report: &LessonReport) -> Value {
    json!({
        "path": report.path,
        "sidecar": report.sidecar,
        "title": report.title,
        "passed": report.passed(),
        "milliseconds": milliseconds(report.took),
        "runs": report.runs,
        "unsteady": report.unsteady.iter().map(|u| json!({
            "id": u.id,
            "ways": u.ways.iter().map(|(runs, way)| json!({ "runs": runs, "way": way })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "moved_on": report.moved_on,
        "seed": report.drawn.as_ref().map(|drawn| drawn.seed),
        "variables": report.drawn.as_ref().map(|drawn| &drawn.values),
        "steps": report.steps.iter().map(step_json).collect::<Vec<_>>(),
        "mutation": report.mutation.as_ref().map(Mutation::json),
    })
}

/// Output that is not what the lesson shows: a note.
fn unlike_json(unlike: &Unlike) -> Value {
    let line = |line: &Difference| {
        let (shown, printed) = line.aligned();
        json!({ "shown": shown, "printed": printed, "moved": line.is_moved() })
    };
    json!({
        "line": unlike.line,
        "command": unlike.command,
        "lines": unlike.comparison.differences.iter().map(line).collect::<Vec<_>>(),
        "ignored": unlike.comparison.ignored_words(),
    })
}

fn step_json(step: &StepReport) -> Value {
    let played = &step.played;
    let (early, findings, why): (&[String], &[Finding], _) = match &played.outcome {
        Outcome::Passed(findings) => (&[], findings, None),
        Outcome::Failed { early, after } => (early, after, None),
        Outcome::Reading | Outcome::Unjudged | Outcome::NothingTyped => (&[], &[], None),
        Outcome::Unknown(why) => (&[], &[], Some(why)),
    };
    let times = played.times.iter().copied().map(milliseconds).chain(std::iter::repeat(0));
    json!({
        "id": step.id,
        "title": step.title,
        "line": step.line,
        "outcome": played.outcome.name(),
        "milliseconds": milliseconds(step.took),
        "passes_early": early,
        "findings": findings,
        "check_lines": step.check_lines,
        "fault": why,
        "stand_ins": played.declared,
        "typed": played.commands.iter().zip(times).map(|(c, took)| json!({
            "command": c.text, "exit": c.exit, "output": c.output, "milliseconds": took,
        })).collect::<Vec<_>>(),
        "unlike": step.unlike.iter().map(unlike_json).collect::<Vec<_>>(),
        "changed": played.delta.describe(),
        "not_typed": step.left.iter().map(|(line, text, why)| {
            json!({ "line": line, "text": text, "why": why })
        }).collect::<Vec<_>>(),
    })
}

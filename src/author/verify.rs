//! What playing a lesson's solutions shows of its steps.

use crate::check::{Comparison, Finding, Prediction, Verdict, compare_own, judge, judge_step};
use crate::lesson::{Step, Task, Why};
use crate::state::{CommandRecord, Delta, State};
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

impl Outcome {
    /// In one word: `passed` `failed` `reading` `unjudged` `nothing typed` `unknown`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Passed(_) => "passed",
            Self::Failed { .. } => "failed",
            Self::Reading => "reading",
            Self::Unjudged => "unjudged",
            Self::NothingTyped => "nothing typed",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// A step, played.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Played {
    /// What came of it.
    pub outcome: Outcome,
    /// What was typed.
    pub commands: Vec<CommandRecord>,
    /// How long each of the commands took.
    pub times: Vec<Duration>,
    /// What the step changed.
    pub delta: Delta,
    /// What stood in for what.
    pub declared: Vec<String>,
    /// The sidecar's lines of questions whose answers are not what came.
    pub foreseen: Vec<usize>,
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
    /// The sidecar's lines of the checks that do not hold after the solution.
    pub check_lines: Vec<usize>,
    /// What was not typed: line, its first words, why.
    pub left: Vec<(usize, String, String)>,
    /// What was printed otherwise than the lesson shows: a note, never a fault.
    pub unlike: Vec<Unlike>,
    /// How long it took.
    pub took: Duration,
}

/// A command's output that is not what the lesson shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Unlike {
    /// 1-based line of the command in the lesson.
    pub line: usize,
    /// The command as it was typed.
    pub command: String,
    /// What differs.
    pub comparison: Comparison,
}

/// Holds what a step's commands printed against what its text shows.
fn unlike(step: &Step, commands: &[CommandRecord]) -> Vec<Unlike> {
    // After a failure its own message is what counts.
    let good = commands.iter().enumerate().filter(|(_, record)| record.exit == 0);
    let held = good.filter_map(|(at, record)| {
        let shown = step.shown_after(&record.text, &commands[..at])?;
        let comparison = compare_own(&shown.output, &record.output, Some(&|name| shown.is_own(name)));
        let command = record.text.clone();
        (!comparison.is_equal()).then_some(Unlike { line: shown.line, command, comparison })
    });
    held.collect()
}

impl StepReport {
    /// A row for a step.
    pub fn new(step: &Step, played: Played, took: Duration) -> Self {
        let left = step.tasks.iter().filter_map(|task| match task {
            // That one was typed; `declared` says how it went.
            Task::Leave { why: Why::StandIn(_), .. } => None,
            Task::Leave { line, text, why } => {
                Some((*line, text.lines().next().unwrap_or_default().to_owned(), why.to_string()))
            }
            _ => None,
        });
        let (id, title, line) = (step.id.clone(), step.title.clone(), step.line);
        Self {
            id,
            title,
            line,
            check_lines: check_lines(step, &played),
            unlike: unlike(step, &played.commands),
            played,
            left: left.collect(),
            took,
        }
    }

    /// How it went, in a form that is equal for equal runs: `passed (exit 0, 0)`.
    fn way(&self) -> String {
        let exits: Vec<String> = self.played.commands.iter().map(|c| c.exit.to_string()).collect();
        let name = self.played.outcome.name();
        if exits.is_empty() { name.to_owned() } else { format!("{name} (exit {})", exits.join(", ")) }
    }

    /// Whether it could not be looked at.
    pub fn is_unknown(&self) -> bool {
        matches!(self.played.outcome, Outcome::Unknown(_))
    }

    /// Whether it speaks against the lesson.
    pub fn failed(&self) -> bool {
        matches!(self.played.outcome, Outcome::Failed { .. })
    }
}

/// Where the sidecar has what does not hold.
fn check_lines(step: &Step, played: &Played) -> Vec<usize> {
    let Outcome::Failed { early, after } = &played.outcome else { return Vec::new() };
    let is_meant =
        |what: &String| early.contains(what) || after.iter().any(|f| f.verdict != Verdict::Pass && f.what == *what);
    let checks = step.expect.iter().chain(&step.impossible).filter(|check| is_meant(&check.words()));
    let mut lines: Vec<usize> = checks.filter_map(|check| check.line).chain(played.foreseen.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// A step whose outcome or whose commands' ends were not the same in every run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsteady {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// In how many runs which outcome came, with the exit statuses of the commands; the most frequent first.
    pub ways: Vec<(usize, String)>,
}

/// The steps that differ between runs of one lesson.
pub fn unsteady(runs: &[Vec<StepReport>]) -> Vec<Unsteady> {
    let Some(first) = runs.first() else { return Vec::new() };
    let compare = |(at, step): (usize, &StepReport)| {
        let mut ways: Vec<(usize, String)> = Vec::new();
        for way in runs.iter().filter_map(|run| run.get(at)).map(StepReport::way) {
            match ways.iter_mut().find(|(_, known)| *known == way) {
                Some((n, _)) => *n += 1,
                None => ways.push((1, way)),
            }
        }
        ways.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        (ways.len() > 1).then(|| Unsteady { id: step.id.clone(), title: step.title.clone(), ways })
    };
    first.iter().enumerate().filter_map(compare).collect()
}

/// What speaks against the answers of questions that come before a command, by their lines in the sidecar.
pub type Foreseen = Vec<(usize, Finding)>;

/// Holds the questions before a command against what came of it, as the state is right after it.
pub fn judge_foreseen(step: &Step, record: &CommandRecord, state: &State) -> Foreseen {
    let asked = step.predictions.iter().filter(|asked| asked.is_before(&record.text));
    let against = asked.filter_map(|asked| {
        let found = asked.against(record, state)?;
        let what = format!("what is foreseen before `{}`: {}", record.text, asked.quiz.answer);
        let why = found.why.unwrap_or(found.what);
        Some((asked.quiz.line, Finding::new(found.verdict, what, Some(why))))
    });
    against.collect()
}

/// Questions before a command that the solution does not have: nobody is ever asked.
pub fn never_asked(step: &Step) -> Foreseen {
    let solution = step.solution();
    let is_asked = |asked: &&Prediction| !solution.iter().any(|typed| asked.is_before(&typed.text));
    let never = step.predictions.iter().filter(is_asked);
    let finding = |asked: &Prediction| {
        let why = format!("no command of the solution matches `{}`", asked.command.as_str());
        Finding::new(Verdict::NotYet, format!("this is asked: {}", asked.quiz.question), Some(why))
    };
    never.map(|asked| (asked.quiz.line, finding(asked))).collect()
}

/// A step whose questions have answers that are not what comes has failed.
pub fn with_foreseen(outcome: Outcome, foreseen: &Foreseen) -> Outcome {
    let findings = || foreseen.iter().map(|(_, finding)| finding.clone());
    match outcome {
        outcome if foreseen.is_empty() => outcome,
        Outcome::Failed { early, after } => {
            Outcome::Failed { early, after: after.into_iter().chain(findings()).collect() }
        }
        Outcome::Passed(after) => {
            Outcome::Failed { early: Vec::new(), after: after.into_iter().chain(findings()).collect() }
        }
        Outcome::Unknown(why) => Outcome::Unknown(why),
        Outcome::Reading | Outcome::Unjudged | Outcome::NothingTyped => {
            Outcome::Failed { early: Vec::new(), after: findings().collect() }
        }
    }
}

/// The expectations that hold before anything is typed: each is a check that cannot fail.
pub fn judge_before(step: &Step, state: &State) -> Vec<String> {
    let asked = step.expect.iter().filter(|check| !check.assertion.is_guard());
    let holds = asked.map(|check| judge(check, state)).filter(|f| f.verdict == Verdict::Pass);
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
    // A platform's script judges what its page gives no command for.
    if step.script.is_some() && step.solution().is_empty() {
        return Outcome::NothingTyped;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcome: Outcome, exit: i32) -> StepReport {
        let commands = vec![CommandRecord { exit, ..CommandRecord::default() }];
        let step = Step { id: "s".into(), title: "S".into(), ..Step::default() };
        StepReport::new(&step, Played { outcome, commands, ..Played::default() }, Duration::ZERO)
    }

    #[test]
    fn runs_that_differ_are_told_with_their_number() {
        let passed = || report(Outcome::Passed(Vec::new()), 0);
        assert_eq!(unsteady(&[]), []);
        assert_eq!(unsteady(&[vec![passed()], vec![passed()]]), []);
        let failed = report(Outcome::Failed { early: Vec::new(), after: Vec::new() }, 1);
        let ways = vec![(2, "passed (exit 0)".to_owned()), (1, "failed (exit 1)".to_owned())];
        let want = Unsteady { id: "s".into(), title: "S".into(), ways };
        assert_eq!(unsteady(&[vec![failed], vec![passed()], vec![passed()]]), [want]);
    }
}

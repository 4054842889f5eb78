//! What `verify` found, as text and as JSON.

use crate::author::verify::{Outcome, StepReport};
use crate::check::{Finding, Verdict};
use crate::state::CommandRecord;
use crate::terminal::view::{Mark, VerifyRow, summary, verify_row};
use crate::terminal::{Role, Theme, view};
use serde_json::{Value, json};
use std::time::Duration;

/// A lesson, verified.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonReport {
    /// The file as the user named it.
    pub path: String,
    /// Its title.
    pub title: String,
    /// A row a step.
    pub steps: Vec<StepReport>,
    /// How long it took, the sandbox's start included.
    pub took: Duration,
}

impl LessonReport {
    /// Whether a step failed or could not be looked at.
    pub fn failed(&self) -> bool {
        self.steps.iter().any(|s| s.failed() || matches!(s.played.outcome, Outcome::Unknown(_)))
    }
}

/// How many lines of a command's output are shown where a step fails.
const OUTPUT_LINES: usize = 6;

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A lesson's rows.
pub fn lesson_text(report: &LessonReport, theme: &Theme) -> String {
    let mut out = view::message(Role::Title, &format!("{} · {}", report.path, report.title), theme);
    for step in &report.steps {
        out += &verify_row(&row(step), theme);
    }
    out
}

fn row(step: &StepReport) -> VerifyRow {
    let (mark, said) = match &step.played.outcome {
        Outcome::Passed(_) => (Mark::Pass, ""),
        Outcome::Reading => (Mark::Pass, " (to read)"),
        Outcome::Unjudged => (Mark::Pass, " (typed; nothing to judge)"),
        Outcome::NothingTyped => (Mark::Pass, " (nothing to type)"),
        Outcome::Failed { .. } => (Mark::Impossible, ""),
        Outcome::Unknown(_) => (Mark::Unknown, ""),
    };
    let mut details: Vec<String> = step.played.declared.clone();
    details.extend(step.left.iter().map(|(line, text, why)| format!("line {line} is not typed, {why}: `{text}`")));
    match &step.played.outcome {
        Outcome::Failed { early, after } => details.extend(failure(early, after, &step.played.commands)),
        Outcome::Unknown(why) => details.push(why.clone()),
        _ => {}
    }
    VerifyRow { mark, what: format!("{}{said}", step.title), milliseconds: milliseconds(step.took), details }
}

/// Everything one needs to mend a step: what held too early, what is missing, what was typed and answered.
fn failure(early: &[String], after: &[Finding], commands: &[CommandRecord]) -> Vec<String> {
    let mut details: Vec<String> =
        early.iter().map(|what| format!("this check passes before anything is typed: {what}")).collect();
    for finding in after.iter().filter(|f| f.verdict != Verdict::Pass) {
        let why = finding.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
        details.push(format!("not done: {}{why}", finding.what));
    }
    for command in commands {
        details.push(format!("typed: `{}` (exit {})", command.text.lines().next().unwrap_or_default(), command.exit));
        let lines: Vec<&str> = command.output.lines().collect();
        let last = &lines[lines.len().saturating_sub(OUTPUT_LINES)..];
        details.extend(last.iter().filter(|_| command.exit != 0).map(|l| format!("  {l}")));
    }
    details
}

/// The last lines: how many steps of how many lessons.
pub fn summary_text(reports: &[LessonReport], theme: &Theme) -> String {
    let steps = || reports.iter().flat_map(|r| &r.steps);
    let failed = steps().filter(|s| s.failed()).count();
    let unknown = steps().filter(|s| matches!(s.played.outcome, Outcome::Unknown(_))).count();
    let passed = steps().count() - failed - unknown;
    let took = reports.iter().map(|r| milliseconds(r.took)).sum();
    format!("\n{}", summary(passed, failed, unknown, took, theme))
}

/// A lesson's report as JSON; `outcome` is `passed` `failed` `reading` `unjudged` `nothing typed` `unknown`.
pub fn lesson_json(report: &LessonReport) -> Value {
    json!({
        "path": report.path,
        "title": report.title,
        "passed": !report.failed(),
        "milliseconds": milliseconds(report.took),
        "steps": report.steps.iter().map(step_json).collect::<Vec<_>>(),
    })
}

fn step_json(step: &StepReport) -> Value {
    let (outcome, early, findings, why): (_, &[String], &[Finding], _) = match &step.played.outcome {
        Outcome::Passed(findings) => ("passed", &[], findings, None),
        Outcome::Failed { early, after } => ("failed", early, after, None),
        Outcome::Reading => ("reading", &[], &[], None),
        Outcome::Unjudged => ("unjudged", &[], &[], None),
        Outcome::NothingTyped => ("nothing typed", &[], &[], None),
        Outcome::Unknown(why) => ("unknown", &[], &[], Some(why)),
    };
    json!({
        "id": step.id,
        "title": step.title,
        "line": step.line,
        "outcome": outcome,
        "milliseconds": milliseconds(step.took),
        "passes_early": early,
        "findings": findings,
        "fault": why,
        "stand_ins": step.played.declared,
        "typed": step.played.commands.iter().map(|c| json!({ "command": c.text, "exit": c.exit, "output": c.output })).collect::<Vec<_>>(),
        "not_typed": step.left.iter().map(|(line, text, why)| json!({ "line": line, "text": text, "why": why })).collect::<Vec<_>>(),
    })
}

//! What `verify` found, for people.

use super::{LessonReport, milliseconds};
use crate::author::verify::{Outcome, StepReport, Unlike, Unsteady};
use crate::check::{Finding, Verdict};
use crate::state::CommandRecord;
use crate::terminal::view::{Counts, Detail, Mark, VerifyRow, message, summary, verify_row};
use crate::terminal::{Role, Theme};
use crate::text::count;
use std::time::Duration;

/// Columns that a printed line has where it stands, in a terminal of 80.
const PRINTED_COLUMNS: usize = 75;
/// How many lines of a command's output are shown where a step fails: the last ones.
pub const OUTPUT_LINES: usize = 12;
/// How many changes of the state are shown where a step fails.
pub const CHANGE_LINES: usize = 12;

/// How many lines that differ from what the lesson shows are told of each command.
pub const UNLIKE_LINES: usize = 3;

/// A lesson's rows.
pub fn lesson_text(report: &LessonReport, theme: &Theme) -> String {
    let mut out = message(Role::Title, &format!("{} · {}", report.path, report.title), theme);
    if let Some(drawn) = &report.drawn {
        let values: Vec<String> = drawn.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let said = format!("drawn: {}; `--seed {}` draws the same again", values.join(", "), drawn.seed);
        out += &message(Role::Note, &said, theme);
    }
    let first = report.steps.iter().position(StepReport::failed);
    for (at, step) in report.steps.iter().enumerate() {
        out += &verify_row(&row(report, step, first == Some(at)), theme);
    }
    for unsteady in &report.unsteady {
        let said = format!("not the same in every run: {} — {}", unsteady.title, ways(report, unsteady));
        out += &message(Role::NotYet, &said, theme);
    }
    for id in &report.moved_on {
        let said = format!("the text of `{id}` has changed since its checks were recorded");
        let help = format!("`ropewalk record --update {}` shows what is stale", report.path);
        out += &message(Role::Note, &format!("note: {said}; {help}"), theme);
    }
    if let Some(mutation) = &report.mutation {
        out += &mutation.text(theme);
    }
    out
}

/// `2 of 3: failed (exit 1) · 1 of 3: passed (exit 0)`
pub(super) fn ways(report: &LessonReport, unsteady: &Unsteady) -> String {
    let ways = unsteady.ways.iter().map(|(n, way)| format!("{n} of {}: {way}", report.runs));
    ways.collect::<Vec<_>>().join(" · ")
}

fn row(report: &LessonReport, step: &StepReport, in_full: bool) -> VerifyRow {
    let (mark, said) = match &step.played.outcome {
        Outcome::Passed(_) => (Mark::Pass, ""),
        Outcome::Reading => (Mark::Pass, " (to read)"),
        Outcome::Unjudged => (Mark::Pass, " (typed; nothing to judge)"),
        Outcome::NothingTyped => (Mark::Pass, " (nothing to type)"),
        Outcome::Failed { .. } => (Mark::Impossible, ""),
        Outcome::Unknown(_) => (Mark::Unknown, ""),
    };
    let note = |text: String| Detail::Note(text);
    let mut details: Vec<Detail> = step.played.declared.iter().cloned().map(note).collect();
    let left = step.left.iter().map(|(line, text, why)| format!("line {line} is not typed, {why}: `{text}`"));
    details.extend(left.map(note));
    match &step.played.outcome {
        Outcome::Failed { early, after } => {
            details.extend(why(early, after).into_iter().map(note));
            if in_full {
                details.extend(evidence(report, step));
            }
        }
        Outcome::Unknown(why) => details.push(note(format!("no fault of the lesson: {why}"))),
        _ => {}
    }
    details.extend(step.unlike.iter().flat_map(unlike));
    VerifyRow { mark, what: format!("{}{said}", step.title), milliseconds: milliseconds(step.took), details }
}

/// What was printed otherwise than the lesson shows: its first lines.
fn unlike(unlike: &Unlike) -> Vec<Detail> {
    let found = &unlike.comparison;
    let ignored = found.ignored_words().map(|words| format!(" ({words})")).unwrap_or_default();
    let what = if found.is_order() { "another order in the output" } else { "another output" };
    let said = format!("note: line {} shows {what} of `{}`{ignored}:", unlike.line, unlike.command);
    let mut details = vec![Detail::Note(said)];
    for difference in found.differences.iter().take(UNLIKE_LINES) {
        let (shown, printed) = difference.aligned();
        let (lead, printed) = if difference.is_moved() { ("moved:   ", None) } else { ("lesson:  ", printed) };
        details.extend(shown.map(|line| Detail::Printed(format!("{lead}{line}"))));
        details.extend(printed.map(|line| Detail::Printed(format!("printed: {line}"))));
    }
    let more = found.differences.len().saturating_sub(UNLIKE_LINES);
    details
        .extend((more > 0).then(|| Detail::Note(format!("and {} more; `--json` has them all", count(more, "line")))));
    details
}

/// What held too early, and what is missing.
fn why(early: &[String], after: &[Finding]) -> Vec<String> {
    let mut said: Vec<String> =
        early.iter().map(|what| format!("this check passes before anything is typed: {what}")).collect();
    for finding in after.iter().filter(|f| f.verdict != Verdict::Pass) {
        let why = finding.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
        said.push(format!("not done: {}{why}", finding.what));
    }
    said
}

/// Everything one needs to mend a step: what was typed and answered, what it changed, where to look. Given for the
/// first step that fails: the others often fail because of it.
fn evidence(report: &LessonReport, step: &StepReport) -> Vec<Detail> {
    let mut details: Vec<Detail> = step.played.commands.iter().flat_map(typed).collect();
    let changes = step.played.delta.describe();
    if changes.is_empty() {
        details.push(Detail::Note("nothing changed in the sandbox".to_owned()));
    }
    let more = changes.len().saturating_sub(CHANGE_LINES);
    details.extend(changes.into_iter().take(CHANGE_LINES).map(|c| Detail::Note(format!("changed: {c}"))));
    if more > 0 {
        details.push(Detail::Note(format!("and {more} changes more; `--json` has them all")));
    }
    details.push(Detail::Note(format!("look at {}", places(report, step))));
    details
}

fn typed(command: &CommandRecord) -> Vec<Detail> {
    let lines: Vec<&str> = command.output.lines().collect();
    let left_out = lines.len().saturating_sub(OUTPUT_LINES);
    let mut details = vec![Detail::Typed(command.text.clone(), command.exit)];
    if left_out > 0 {
        details.push(Detail::Printed(format!("… {} before", count(left_out, "line"))));
    }
    details.extend(lines[left_out..].iter().map(|line| Detail::Printed(fitted(line))));
    details
}

/// A program fills its line to the width of the terminal it was typed in; ours has something before it, and a line that
/// does not fit any more has each gap narrowed to two blanks.
fn fitted(line: &str) -> String {
    if line.chars().count() <= PRINTED_COLUMNS {
        return line.to_owned();
    }
    let indent = line.len() - line.trim_start().len();
    let words = line.trim().split("  ").map(str::trim).filter(|words| !words.is_empty());
    format!("{}{}", &line[..indent], words.collect::<Vec<_>>().join("  "))
}

/// `lessons/x.md:40 and checks/x.yaml:12`
pub(super) fn places(report: &LessonReport, step: &StepReport) -> String {
    let mut places = vec![format!("{}:{}", report.path, step.line)];
    if let Some(sidecar) = &report.sidecar {
        places.extend(step.check_lines.iter().map(|line| format!("{sidecar}:{line}")));
    }
    places.join(" and ")
}

/// The last line: how many steps of all lessons.
pub fn summary_text(reports: &[LessonReport], took: Duration, theme: &Theme) -> String {
    let steps = || reports.iter().flat_map(|r| &r.steps);
    let failed = steps().filter(|s| s.failed()).count();
    let unknown = steps().filter(|s| s.is_unknown()).count();
    let passed = steps().count() - failed - unknown;
    let weak = reports.iter().filter(|r| r.is_weak()).count();
    let untried = reports.iter().filter(|r| r.is_untried()).count();
    let counts = Counts { passed, failed, unknown, weak, untried };
    format!("\n{}", summary(&counts, milliseconds(took), theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::verify::Played;
    use crate::check::Finding;
    use crate::state::{Container, Delta, Snapshot};

    fn failed(title: &str, lines: usize) -> StepReport {
        let output: Vec<String> = (1..=lines).map(|n| format!("line {n}")).collect();
        let commands = vec![CommandRecord {
            text: "docker run web".into(),
            exit: 1,
            output: output.join("\n"),
            ..CommandRecord::default()
        }];
        let what = "container `web` runs".to_owned();
        let after = vec![Finding::new(Verdict::NotYet, what, Some("it has ended".into()))];
        let web =
            Container { name: "web".into(), image: "nginx".into(), status: "exited".into(), ..Container::default() };
        let delta = Delta::between(&Snapshot::default(), &Snapshot { containers: vec![web], ..Snapshot::default() });
        let outcome = Outcome::Failed { early: Vec::new(), after };
        let played = Played { outcome, commands, delta, ..Played::default() };
        let step = crate::lesson::Step { title: title.into(), line: 7, ..crate::lesson::Step::default() };
        StepReport { check_lines: vec![3], ..StepReport::new(&step, played, Duration::from_millis(5)) }
    }

    #[test]
    fn a_line_that_does_not_fit_has_narrow_gaps() {
        let wide = |gap: usize| format!(" => [1/2] FROM alpine{}0.0s", " ".repeat(gap));
        assert_eq!(fitted(&wide(PRINTED_COLUMNS)), wide(2));
        assert_eq!(fitted(&wide(PRINTED_COLUMNS - 25)), wide(PRINTED_COLUMNS - 25));
    }

    #[test]
    fn the_first_step_that_fails_is_told_in_full() {
        let steps = vec![failed("One", OUTPUT_LINES + 1), failed("Two", 1)];
        let report = LessonReport::new("x.md", Some("checks/x.yaml"), "X", vec![(steps, Duration::ZERO)]);
        let said = lesson_text(&report, &Theme::new(false, false, None));
        let (one, two) = said.split_once("✗ Two").unwrap();
        for words in [
            "not done: container `web` runs: it has ended",
            "$ docker run web (exit 1)",
            "│ … 1 line before",
            "│ line 13",
            "changed: container `web` was made from `nginx` and exited with status 0",
            "look at x.md:7 and checks/x.yaml:3",
        ] {
            assert!(one.contains(&words.replace('`', "")) || one.contains(words), "{words} in {one}");
        }
        assert!(!one.contains("│ line 1\n"), "{one}");
        assert!(two.contains("not done") && !two.contains("docker run"), "{two}");
    }
}

//! What `verify` found as JUnit's XML: a suite a lesson, a case a step. What is our fault is an `error`, what is the
//! lesson's a `failure`.

use super::text::{places, ways};
use super::{LessonReport, Mutation};
use crate::author::mutate::{Judged, Verdict};
use crate::author::verify::{Outcome, StepReport};
use crate::check::{self, Finding};
use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};
use std::fmt::Write as _;

/// All lessons. The root has no `skipped`: what validates by Jenkins' schema (its xUnit plugin) refuses the file for it.
pub fn junit(reports: &[LessonReport]) -> Result<String, SerializeError> {
    let mut report = Report::new("ropewalk verify");
    report.set_time(reports.iter().map(|r| r.took).sum());
    for lesson in reports {
        report.add_test_suite(suite(lesson));
        report.add_test_suites(lesson.mutation.as_ref().map(|mutation| mutants(lesson, mutation)));
    }
    // The root comes first; each suite has its own count.
    let at_root = format!(" skipped=\"{}\"", report.skipped);
    Ok(report.to_string()?.replacen(&at_root, "", 1))
}

fn suite(lesson: &LessonReport) -> TestSuite {
    let mut suite = TestSuite::new(lesson.path.clone());
    suite.set_time(lesson.took);
    suite.add_test_cases(lesson.steps.iter().map(|step| case(lesson, step)));
    suite
}

fn case(lesson: &LessonReport, step: &StepReport) -> TestCase {
    let mut case = TestCase::new(step.title.clone(), status(step));
    case.set_classname(format!("{}#{}", lesson.path, step.id)).set_time(step.took);
    let mut out = String::new();
    for command in &step.played.commands {
        let _ = writeln!(out, "$ {}\n{}[exit {}]", command.text, with_line_feed(&command.output), command.exit);
    }
    for change in step.played.delta.describe() {
        let _ = writeln!(out, "changed: {change}");
    }
    for unsteady in lesson.unsteady.iter().filter(|unsteady| unsteady.id == step.id) {
        let _ = writeln!(out, "not the same in every run: {}", ways(lesson, unsteady));
    }
    if step.failed() {
        let _ = writeln!(out, "look at {}", places(lesson, step));
    }
    if !out.is_empty() {
        case.set_system_out(out);
    }
    case
}

/// A suite of its own for a lesson's mutants: a case each.
fn mutants(lesson: &LessonReport, mutation: &Mutation) -> TestSuite {
    let mut suite = TestSuite::new(format!("{} (mutants)", lesson.path));
    suite.set_time(mutation.took);
    for step in &mutation.steps {
        let class = format!("{}#{}", lesson.path, step.id);
        suite.add_test_cases(step.judged.iter().map(|judged| {
            let name = format!("{}: {}", judged.mutant.kind.name(), judged.mutant.text());
            let mut case = TestCase::new(name, mutant_status(judged));
            case.set_classname(class.clone()).set_time(judged.took);
            case
        }));
    }
    suite
}

fn mutant_status(judged: &Judged) -> TestCaseStatus {
    let why = judged.why.join("\n");
    match &judged.verdict {
        Verdict::Killed | Verdict::Accepted => TestCaseStatus::success(),
        Verdict::Survived => non_success(NonSuccessKind::Failure, "a wrong way that passes", &why),
        Verdict::Refused => non_success(NonSuccessKind::Failure, "an equal way that does not pass", &why),
        Verdict::Unknown(why) => non_success(NonSuccessKind::Error, "the sandbox", why),
        Verdict::Explained(because) => skipped(because),
        Verdict::NoEffect | Verdict::SameEnd => skipped("it ends as a right way does"),
    }
}

fn with_line_feed(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn status(step: &StepReport) -> TestCaseStatus {
    match &step.played.outcome {
        Outcome::Passed(_) => TestCaseStatus::success(),
        Outcome::Failed { early, after } => {
            non_success(NonSuccessKind::Failure, "the step's checks", &said(early, after))
        }
        Outcome::Unknown(why) => non_success(NonSuccessKind::Error, "the sandbox", why),
        Outcome::Reading => skipped("nothing to do"),
        Outcome::Unjudged => skipped("typed, nothing to judge"),
        Outcome::NothingTyped => skipped("nothing that can be typed"),
    }
}

fn said(early: &[String], after: &[Finding]) -> String {
    let early = early.iter().map(|what| format!("passes before anything is typed: {what}"));
    let missing = after.iter().filter(|f| f.verdict != check::Verdict::Pass);
    let missing = missing.map(|f| format!("{}: {}", f.what, f.why.as_deref().unwrap_or("not done")));
    early.chain(missing).collect::<Vec<_>>().join("\n")
}

fn non_success(kind: NonSuccessKind, of: &str, why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(of).set_message(why.lines().next().unwrap_or_default()).set_description(why);
    status
}

fn skipped(why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(why);
    status
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::verify::Played;
    use crate::lesson::Step;
    use crate::state::CommandRecord;
    use std::time::Duration;

    fn step(outcome: Outcome) -> StepReport {
        let commands = vec![CommandRecord {
            text: "a <b> & c".into(),
            exit: 2,
            output: "\u{1b}[31mred\u{0}".into(),
            ..CommandRecord::default()
        }];
        StepReport::new(
            &Step { title: "T".into(), ..Step::default() },
            Played { outcome, commands, ..Played::default() },
            Duration::ZERO,
        )
    }

    #[test]
    fn a_step_that_goes_otherwise_says_so_and_where_to_look() {
        let failed = Outcome::Failed { early: Vec::new(), after: Vec::new() };
        let runs = [Outcome::Passed(Vec::new()), failed].map(|outcome| (vec![step(outcome)], Duration::ZERO));
        let report = LessonReport::new("x.md", Some("checks/x.yaml"), "X", runs.into());
        let said = junit(&[report]).unwrap();
        assert!(
            said.contains("not the same in every run: 1 of 2: passed (exit 2) · 1 of 2: failed (exit 2)"),
            "{said}"
        );
        assert!(said.contains("look at x.md:0"), "{said}");
    }

    #[test]
    fn our_fault_is_an_error_and_the_lesson_s_a_failure() {
        let failed = Outcome::Failed { early: vec!["image `a` exists".into()], after: Vec::new() };
        let steps = vec![
            step(Outcome::Passed(Vec::new())),
            step(failed),
            step(Outcome::Unknown("gone".into())),
            step(Outcome::Reading),
        ];
        let said = junit(&[LessonReport::new("x.md", None, "X", vec![(steps, Duration::ZERO)])]).unwrap();
        assert!(
            said.contains(r#"tests="4""#) && said.contains(r#"failures="1""#) && said.contains(r#"errors="1""#),
            "{said}"
        );
        let line = |tag: &str| said.lines().find(|line| line.trim_start().starts_with(tag)).unwrap();
        assert!(!line("<testsuites ").contains("skipped"), "{said}");
        assert!(line("<testsuite ").contains(r#"skipped="1""#), "{said}");
        assert!(said.contains("<skipped") && said.contains("a &lt;b&gt; &amp; c"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{0}']), "{said}");
    }
}

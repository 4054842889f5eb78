//! Every lint rule has a lesson that shows it, and none speaks against our own lessons. To accept a change, run with
//! `UPDATE=1` and read the diff.
#![allow(clippy::unwrap_used)]

use ropewalk::author::lint::{self, Files, lint, rules, without_allowed};
use ropewalk::diagnostic::Diagnostic;
use ropewalk::{check, lesson, reader, source::Source};
use std::path::{Path, PathBuf};

/// Rules about files that are too large to keep: their limits are crossed in the reader's own tests.
const LARGE: &[&str] = &["L0101", "L0107"];
/// Rules about the files that say a course's order: folders of the tests of courses show them.
const COURSES: &[&str] = &["L0501", "L0502"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Source::new(name, std::fs::read_to_string(path).unwrap())
}

/// All findings about a lesson and about its sidecar, as `ropewalk lint` has them.
fn findings(path: &Path, sidecar: &Path) -> Vec<Diagnostic> {
    let text = source(path);
    let sidecar = sidecar.is_file().then(|| source(sidecar));
    let (document, read) = reader::read(&text);
    let (checks, parsed) = sidecar.as_ref().map(check::parse).unwrap_or_default();
    let (lesson, joined) = lesson::compile("x", &document, sidecar.as_ref().zip(checks));
    let exists = |relative: &str| path.parent().unwrap().join(relative).exists();
    let text_of = |relative: &str| std::fs::read_to_string(path.parent().unwrap().join(relative)).ok();
    let files = Files { exist: &exists, text: &text_of };
    let linted = lint(&text, &document, &lesson, sidecar.as_ref(), &files);
    without_allowed(&text, &document, read).into_iter().chain(linted).chain(parsed).chain(joined).collect()
}

fn fixture(name: &str) -> Vec<Diagnostic> {
    let folder = root().join("tests/fixtures/lint");
    findings(&folder.join(format!("{name}.md")), &folder.join(format!("checks/{name}.yaml")))
}

/// Holds a file against what it should say.
fn keep(path: &Path, got: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, got).unwrap();
    }
    assert_eq!(got, std::fs::read_to_string(path).unwrap_or_default(), "{}", path.display());
}

#[test]
fn every_rule_has_a_lesson_that_shows_it_alone() {
    let mut all = String::new();
    for rule in rules().filter(|r| !LARGE.contains(&r.code) && !COURSES.contains(&r.code)) {
        let found = fixture(rule.code);
        let codes: Vec<&str> = found.iter().map(|d| d.code).filter(|c| !c.starts_with('C')).collect();
        assert_eq!(codes, [rule.code], "{found:#?}");
        assert_eq!(found[0].severity, rule.severity, "{}", rule.code);
        assert!(found[0].help.is_some(), "{} does not say how to mend it", rule.code);
        all += &found[0].to_string();
        all.push('\n');
    }
    keep(&root().join("tests/fixtures/lint/findings.txt"), &all);
}

/// Lessons that show rules besides the plainest case.
#[test]
fn what_is_told_besides() {
    for name in ["told", "strays"] {
        let found = fixture(name);
        let all: Vec<String> = found.iter().map(ToString::to_string).collect();
        keep(&root().join(format!("tests/fixtures/lint/{name}.txt")), &(all.join("\n") + "\n"));
    }
}

#[test]
fn no_fixture_is_without_its_rule() {
    for file in std::fs::read_dir(root().join("tests/fixtures/lint")).unwrap() {
        let path: PathBuf = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!stem.starts_with('L') || lint::rule(&stem).is_some(), "{stem}");
    }
}

#[test]
fn a_comment_switches_rules_off() {
    assert_eq!(fixture("allowed"), []);
}

#[test]
fn what_authors_write_on_purpose_is_not_reported() {
    assert_eq!(fixture("quiet"), []);
}

#[test]
fn our_own_lessons_are_silent() {
    let mut count = 0;
    for file in std::fs::read_dir(root().join("lessons")).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_some_and(|e| e == "md") && stem.starts_with(|c: char| c.is_ascii_digit()) {
            let found = findings(&path, &root().join(format!("checks/{stem}.yaml")));
            assert_eq!(found, [], "{stem}");
            count += 1;
        }
    }
    assert!(count >= 2);
}

#[test]
fn the_manual_is_made_from_the_table() {
    keep(&root().join("docs/lint.md"), &lint::rule::manual());
}

/// The examples of the manual show what they say: each finds its rule, and its mend does not.
#[test]
fn the_examples_are_true() {
    let of_a_lesson = |r: &&lint::Rule| !LARGE.contains(&r.code) && !COURSES.contains(&r.code);
    for rule in rules().filter(of_a_lesson).filter(|r| !r.found.starts_with("steps:")) {
        let codes = |text: &str| {
            let text = Source::new("x.md", format!("{text}\n"));
            let (document, read) = reader::read(&text);
            let (lesson, _) = lesson::compile("x", &document, None);
            let exist = |path: &str| path == "03-volumes.md" || path == "layers.png";
            let found = lint(&text, &document, &lesson, None, &Files::unread(&exist));
            read.into_iter().chain(found).map(|d| d.code).collect::<Vec<_>>()
        };
        assert!(codes(rule.found).contains(&rule.code), "{}: {:?}", rule.code, codes(rule.found));
        assert!(!codes(rule.better).contains(&rule.code), "{}: {:?}", rule.code, codes(rule.better));
    }
}

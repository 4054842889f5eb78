//! What is stale in a sidecar, and the lines that take its place.

use super::draft::named;
use super::patch::{Edit, patch};
use super::stale::holds;
use super::write::{entry_lines, expect_lines, is_worth, solution_lines, step_lines};
use super::{Entry, PlayedStep, RecordedStep, SOLUTION_COMMENT, is_own};
use crate::check::{Check, KeyPlace, Places, Seed, StepChecks, StepPlace, bound_text, parse_for, places};
use crate::source::Source;
use crate::state::Bindings;
use similar::TextDiff;
use std::ops::Range;

/// A sidecar, brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    /// Its new text.
    pub text: String,
    /// What its author has to change: hand-written lines that do not hold any more, steps that cannot be patched.
    pub left: Vec<String>,
}

impl Updated {
    /// The difference as a unified diff; empty where there is none.
    pub fn diff(&self, old: &Source, new_name: &str) -> String {
        let diff = TextDiff::from_lines(old.text.as_str(), self.text.as_str());
        diff.unified_diff().context_radius(2).header(&old.name, new_name).to_string()
    }
}

/// Changes what is stale: steps whose digest is another, and steps that the sidecar does not have. Of a stale step only
/// lines under a comment of the recorder are changed. None where the sidecar has no `steps:` a line each.
/// The values of its variables are drawn from the seed. `broken` are steps whose own text is as it was, and whose checks
/// do not hold any more.
pub fn update(
    source: &Source,
    seed: Seed,
    played: &[(PlayedStep, RecordedStep)],
    broken: &[String],
) -> Option<Updated> {
    let places = places(source)?;
    let steps = parse_for(source, seed).0?.steps;
    let mut updater = Updater { source, places: &places, edits: Vec::new(), left: Vec::new() };
    let mut after = places.lines.start;
    for (run, new) in played {
        let place = places.steps.iter().find(|p| p.id == run.id);
        let old = steps.iter().find(|s| s.id == run.id);
        match (place, old) {
            (Some(place), old) => {
                let old = as_played(old.cloned().unwrap_or_default(), run);
                let is_stale = |recorded: &String| *recorded != run.digest || broken.contains(&run.id);
                if old.recorded.as_ref().is_some_and(is_stale) {
                    updater.step(place, &old, run, new);
                }
                after = place.lines.end;
            }
            (None, _) if is_worth(new) => updater.new_step(after, new),
            (None, _) => {}
        }
    }
    let Updater { edits, left, .. } = updater;
    Some(Updated { text: patch(source, &edits), left })
}

struct Updater<'s> {
    source: &'s Source,
    places: &'s Places,
    edits: Vec<Edit>,
    left: Vec<String>,
}

impl Updater<'_> {
    fn new_step(&mut self, after: usize, new: &RecordedStep) {
        let indent = self.places.steps.first().map_or(super::write::INDENT, |s| s.indent);
        let mut by = step_lines(new, indent);
        if self.places.steps.is_empty() || after == self.places.lines.start {
            by.push(String::new());
        } else {
            by.insert(0, String::new());
        }
        self.edits.push(Edit { lines: after..after, by });
    }

    fn step(&mut self, place: &StepPlace, old: &StepChecks, run: &PlayedStep, new: &RecordedStep) {
        let Some(recorded) = place.key("recorded") else {
            return self.in_one_line(place, old, run, new);
        };
        self.digest(recorded, &new.digest);
        match place.key("expect") {
            Some(expect) if expect.items.len() == old.expect.len() => self.expect(expect, old, run, new),
            Some(expect) if is_stale(&old.expect, run, new) => {
                let lines = expect_lines(&new.entries, expect.indent);
                self.leave(
                    expect.lines.start,
                    &format!("the checks of `{}` are not written a line each", place.id),
                    &lines,
                );
            }
            Some(_) => {}
            None if new.entries.is_empty() => {}
            None => {
                let end = recorded.lines.end;
                let kept = new.entries.iter().filter(|entry| !is_deleted(entry, old, run));
                let kept: Vec<Entry> = kept.cloned().collect();
                if !kept.is_empty() {
                    self.edits.push(Edit { lines: end..end, by: expect_lines(&kept, recorded.indent) });
                }
            }
        }
        if let Some(solution) = place.key("solution") {
            self.solution(solution, old, new);
        }
    }

    /// A step in braces: no comment tells whose its parts are, so only its digest is changed, where all of it holds.
    fn in_one_line(&mut self, place: &StepPlace, old: &StepChecks, run: &PlayedStep, new: &RecordedStep) {
        if is_stale(&old.expect, run, new) {
            let what = format!("the step `{}` is not written a key a line", place.id);
            return self.leave(place.lines.start, &what, &step_lines(new, place.indent));
        }
        let was = old.recorded.as_deref().unwrap_or_default();
        let has_digest = |line: &usize| !was.is_empty() && self.source.line_text(*line).contains(was);
        if let Some(line) = place.lines.clone().find(has_digest) {
            let by = vec![self.source.line_text(line).replacen(was, &new.digest, 1)];
            self.edits.push(Edit { lines: line..line + 1, by });
        }
    }

    /// Says what is stale and cannot be changed here, and what it would be.
    fn leave(&mut self, line: usize, what: &str, lines: &[String]) {
        let (name, lines) = (&self.source.name, lines.join("\n"));
        let help = "write a line each, and what is stale of it can be changed; now it would be";
        self.left.push(format!("{name}:{line}: {what}, so it is left as it is\nhelp: {help}\n{lines}"));
    }

    /// Only the word itself: a comment behind it stays.
    fn digest(&mut self, place: &KeyPlace, digest: &str) {
        let line = self.source.line_text(place.lines.start);
        let begin = self.source.offset(place.lines.start, 1);
        let (from, to) = (place.value.start.saturating_sub(begin), place.value.end.saturating_sub(begin));
        let (Some(before), Some(after)) = (line.get(..from), line.get(to..)) else { return };
        self.edits.push(Edit {
            lines: place.lines.start..place.lines.start + 1,
            by: vec![format!("{before}{digest}{after}")],
        });
    }

    fn expect(&mut self, place: &KeyPlace, old: &StepChecks, run: &PlayedStep, new: &RecordedStep) {
        let checks = &old.expect;
        let (fresh, stale): (Vec<_>, Vec<_>) =
            checks.iter().zip(&place.items).partition(|(check, _)| holds(check, run));
        let is_said = |entry: &&Entry| fresh.iter().any(|(check, _)| says(check, entry));
        let mut missing: Vec<&Entry> = new.entries.iter().filter(|e| !is_said(e)).collect();
        let first_edit = self.edits.len();
        let first = place.items.first().map_or(place.indent + 2, |item| self.indent(item.start));
        for (check, lines) in stale {
            let Some(lines) = self.own(lines) else {
                let (name, line) = (&self.source.name, lines.start);
                self.left
                    .push(format!("{name}:{line}: written by hand, and does not hold any more; it is left as it is"));
                continue;
            };
            let why = self.source.line_text(lines.start).trim().trim_start_matches("# ");
            let at = heir(check, why, &missing, |entry| is_deleted(entry, old, run));
            let by = at.map(|at| entry_lines(missing[at], first));
            match self.with_own_words(&lines, by) {
                Some(by) => {
                    at.map(|at| missing.remove(at));
                    self.edits.push(Edit { lines, by });
                }
                None => self.left.push(format!(
                    "{}:{}: recorded and changed by hand, and does not hold any more; it is left as it is",
                    self.source.name,
                    lines.start + 1
                )),
            }
        }
        missing.retain(|entry| !is_deleted(entry, old, run));
        let by: Vec<String> = missing.into_iter().flat_map(|entry| entry_lines(entry, first)).collect();
        if !by.is_empty() {
            self.edits.push(Edit { lines: place.lines.end..place.lines.end, by });
        }
        let is_gone = |lines: &Range<usize>| {
            self.edits[first_edit..]
                .iter()
                .any(|e| e.lines.end == lines.end && e.lines.start < lines.start && e.by.is_empty())
        };
        let all_gone = place.items.iter().all(is_gone) && self.edits.last().is_some_and(|e| e.by.is_empty());
        // A list without an entry is none: its key goes too.
        if all_gone {
            self.edits.truncate(first_edit);
            self.edits.push(Edit { lines: place.lines.clone(), by: Vec::new() });
        }
    }

    fn solution(&mut self, place: &KeyPlace, old: &StepChecks, new: &RecordedStep) {
        let Some(lines) = self.own(&place.lines) else { return };
        let solution: Vec<String> = old.solution.iter().map(|text| bound_text(text, &Bindings::new())).collect();
        if solution != new.solution {
            self.edits.push(Edit { lines, by: solution_lines(&new.solution, place.indent) });
        }
    }

    /// The lines with the recorder's comment above them; none where there is no such comment.
    fn own(&self, lines: &Range<usize>) -> Option<Range<usize>> {
        let above = lines.start.checked_sub(1)?;
        is_own(self.source.line_text(above)).then_some(above..lines.end)
    }

    /// What takes the place of a recorded assertion, with the keys and the remarks that its author put there; none where
    /// these would be lost. `lines` begin with the recorder's comment.
    fn with_own_words(&self, lines: &Range<usize>, by: Option<Vec<String>>) -> Option<Vec<String>> {
        let head = lines.start + 1;
        let indent = self.indent(head) + 2;
        let names = by.iter().flatten().any(|line| line.trim_start().starts_with("as: "));
        let mut rest: Vec<&str> = (head + 1..lines.end).map(|line| self.source.line_text(line)).collect();
        // An assertion that its author wrote anew, over several lines, has no line that is the recorder's.
        if rest.first().is_some_and(|_| self.indent(head + 1) != indent) {
            return None;
        }
        rest.retain(|line| !(names && line.trim_start().starts_with("as: ")));
        let remark = remark(self.source.line_text(head));
        let is_plain = |line: &&str| line.trim_start().starts_with("as: ") && !line.contains('#');
        match by {
            Some(mut by) => {
                by.iter_mut().skip(1).take(1).for_each(|line| line.push_str(remark));
                by.extend(rest.into_iter().map(str::to_owned));
                Some(by)
            }
            None => (remark.is_empty() && rest.iter().all(is_plain)).then(Vec::new),
        }
    }

    fn indent(&self, line: usize) -> usize {
        let text = self.source.line_text(line);
        text.len() - text.trim_start().len()
    }
}

/// A remark at the end of a line, with the blanks before it; `#` within quotes is none.
fn remark(line: &str) -> &str {
    let (mut quote, mut last) = (None, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') if last.is_whitespace() => return &line[line[..at].trim_end().len()..],
            (Some('"'), _) if last == '\\' => {
                // What is escaped neither ends a text nor escapes what follows.
                last = ' ';
                continue;
            }
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
        last = c;
    }
    ""
}

/// The entry that takes the place of a stale check: one that the same command brought about, or else one of its kind,
/// first of those that the author did not delete.
fn heir(check: &Check, why: &str, entries: &[&Entry], is_deleted: impl Fn(&Entry) -> bool) -> Option<usize> {
    let find = |fits: &dyn Fn(&Entry) -> bool| entries.iter().position(|e| same_kind(check, &e.check) && fits(e));
    find(&|e| e.why == why).or_else(|| find(&|e| !is_deleted(e))).or_else(|| find(&|_| true))
}

/// Whether an entry that the sidecar does not have was recorded once: the step's text is the same as then, or its
/// command is one of those that were recorded.
fn is_deleted(entry: &Entry, old: &StepChecks, run: &PlayedStep) -> bool {
    if old.recorded.as_ref() == Some(&run.digest) {
        return true;
    }
    let known: Vec<String> = old.solution.iter().map(|text| bound_text(text, &Bindings::new())).collect();
    let own = || run.moments.iter().filter(|moment| entry.why.starts_with(&named(&moment.command)));
    own().next().is_some() && own().all(|moment| known.contains(&moment.command))
}

/// A step's checks as they were played: with the texts of scripts and the values of names.
fn as_played(old: StepChecks, run: &PlayedStep) -> StepChecks {
    let played = |check: &Check| run.expect.iter().find(|played| played.line.is_some() && played.line == check.line);
    let expect = old.expect.iter().map(|check| played(check).unwrap_or(check).clone()).collect();
    StepChecks { expect, ..old }
}

/// Whether a check does not hold any more, or something is there to be said that none says.
fn is_stale(old: &[Check], run: &PlayedStep, new: &RecordedStep) -> bool {
    let is_said = |entry: &Entry| old.iter().any(|check| says(check, entry));
    !old.iter().all(|check| holds(check, run)) || !new.entries.iter().all(is_said)
}

/// Whether a check that holds says what an entry would say, or says something about the same thing.
fn says(check: &Check, entry: &Entry) -> bool {
    check.assertion == entry.check.assertion || about(check).is_some_and(|about| about == subject(&entry.check))
}

fn about(check: &Check) -> Option<String> {
    Some(subject(check)).filter(|subject| !subject.is_empty())
}

/// The first back-quoted word of what a check says: the name of what it is about.
fn subject(check: &Check) -> String {
    let said = crate::check::describe(&check.assertion);
    let mut parts = said.split('`');
    let kind = parts.next().unwrap_or_default().trim_start_matches("a ").to_owned();
    parts.next().map_or_else(String::new, |name| format!("{kind}{name}"))
}

fn same_kind(a: &Check, b: &Check) -> bool {
    std::mem::discriminant(&a.assertion) == std::mem::discriminant(&b.assertion)
}

/// Whether a sidecar's solution is the recorder's own, so that the lesson's commands are played instead.
pub fn has_own_solution(source: &Source, step: &str) -> bool {
    let Some(places) = places(source) else { return false };
    let key = places.steps.iter().find(|p| p.id == step).and_then(|p| p.key("solution").cloned());
    key.is_some_and(|key| source.line_text(key.lines.start.saturating_sub(1)).trim() == format!("# {SOLUTION_COMMENT}"))
}

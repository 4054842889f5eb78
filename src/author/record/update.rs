//! What is stale in a sidecar, and the lines that take its place.

use super::draft::{named, read_with};
use super::heirs::{Heirs, Item, by_former};
use super::merge::merged;
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
/// do not hold any more; `former` is what the recorder would have written of the lesson as it was, where that is known.
pub fn update(
    source: &Source,
    seed: Seed,
    played: &[(PlayedStep, RecordedStep)],
    broken: &[String],
    former: &[RecordedStep],
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
                    let former = former.iter().find(|step| step.id == run.id).map(|step| step.entries.as_slice());
                    updater.step(place, &Old { checks: old, former }, run, new);
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

/// A step of the sidecar.
struct Old<'f> {
    checks: StepChecks,
    /// What the recorder would have written of it as it was.
    former: Option<&'f [Entry]>,
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

    fn step(&mut self, place: &StepPlace, step: &Old<'_>, run: &PlayedStep, new: &RecordedStep) {
        let old = &step.checks;
        let Some(recorded) = place.key("recorded") else {
            return self.in_one_line(place, old, run, new);
        };
        self.digest(recorded, &new.digest);
        match place.key("expect") {
            Some(expect) if expect.items.len() == old.expect.len() => self.expect(expect, step, run, new),
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
                let kept: Vec<Entry> = heirs(&[], step, run, new).new.into_iter().cloned().collect();
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

    fn expect(&mut self, place: &KeyPlace, step: &Old<'_>, run: &PlayedStep, new: &RecordedStep) {
        let source = self.source;
        let item = |(check, lines): (&'_ Check, &Range<usize>)| {
            let why = self.own(lines).map(|own| source.line_text(own.start).trim().trim_start_matches("# "));
            let line = source.line_text(lines.start);
            let text = line.strip_suffix(remark(line)).unwrap_or(line).trim().trim_start_matches("- ");
            (why, text, holds(check, run))
        };
        let checks = &step.checks.expect;
        let items: Vec<_> = checks.iter().zip(&place.items).map(item).collect();
        let items =
            checks.iter().zip(&items).map(|(check, (why, text, fresh))| Item { check, why: *why, text, fresh: *fresh });
        let items: Vec<Item<'_>> = items.collect();
        let heirs = heirs(&items, step, run, new);
        let first_edit = self.edits.len();
        let first = place.items.first().map_or(place.indent + 2, |item| self.indent(item.start));
        for ((item, lines), heir) in items.iter().zip(&place.items).zip(&heirs.of_items) {
            self.item(item, lines, *heir, run, first);
        }
        let by: Vec<String> = heirs.new.into_iter().flat_map(|entry| entry_lines(entry, first)).collect();
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

    /// Puts what takes the place of an assertion there, with all that its author made of it.
    fn item(&mut self, item: &Item<'_>, lines: &Range<usize>, heir: Option<Heir<'_>>, run: &PlayedStep, indent: usize) {
        let is_same = |(was, now): &Heir<'_>| was.is_none_or(|was| was.text == now.text && was.why == now.why);
        if item.fresh && heir.as_ref().is_none_or(is_same) {
            return;
        }
        let Some(lines) = self.own(lines) else {
            if !item.fresh {
                self.leave_item(lines.start, "written by hand");
            }
            return;
        };
        let entry = match heir {
            None => None,
            Some((Some(was), now)) => match brought_up(item, was, now, run) {
                Some(text) => Some(Entry { text, ..now.clone() }),
                None if item.fresh => return,
                None => return self.leave_item(lines.start + 1, "recorded and changed by hand"),
            },
            Some((None, now)) => Some(now.clone()),
        };
        match self.with_own_words(&lines, entry.map(|entry| entry_lines(&entry, indent))) {
            Some(by) => self.edits.push(Edit { lines, by }),
            None if item.fresh => {}
            None => self.leave_item(lines.start + 1, "recorded and changed by hand"),
        }
    }

    fn leave_item(&mut self, line: usize, what: &str) {
        let name = &self.source.name;
        self.left.push(format!("{name}:{line}: {what}, and does not hold any more; it is left as it is"));
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

/// What an assertion was, where that is known, and what takes its place.
type Heir<'e> = (Option<&'e Entry>, &'e Entry);

fn heirs<'e>(items: &[Item<'_>], step: &Old<'e>, run: &PlayedStep, new: &'e RecordedStep) -> Heirs<'e> {
    match step.former {
        Some(former) => by_former(items, former, &new.entries),
        None => by_command(items, &new.entries, |entry| is_deleted(entry, &step.checks, run)),
    }
}

/// Where it is not known how an assertion was recorded: of each stale one the entry that the same command brought about,
/// or else one of its kind, first of those that the author did not delete.
fn by_command<'e>(items: &[Item<'_>], entries: &'e [Entry], is_deleted: impl Fn(&Entry) -> bool) -> Heirs<'e> {
    let is_said = |entry: &Entry| items.iter().any(|item| item.fresh && says(item.check, entry));
    let mut missing: Vec<&Entry> = entries.iter().filter(|entry| !is_said(entry)).collect();
    let mut of_items = Vec::new();
    for item in items {
        let find = |fits: &dyn Fn(&Entry) -> bool| {
            missing.iter().position(|entry| same_kind(item.check, &entry.check) && fits(entry))
        };
        let by_it = |entry: &Entry| item.why == Some(entry.why.as_str());
        let heir = || find(&by_it).or_else(|| find(&|e| !is_deleted(e))).or_else(|| find(&|_| true));
        let at = if item.fresh || item.why.is_none() { None } else { heir() };
        of_items.push(at.map(|at| (None, missing.remove(at))));
    }
    missing.retain(|entry| !is_deleted(entry));
    Heirs { of_items, new: missing }
}

/// What an assertion is now, with what its author made of it; none where that does not hold. What cannot be told apart,
/// since a variable stands in it, is written anew.
fn brought_up(item: &Item<'_>, was: &Entry, now: &Entry, run: &PlayedStep) -> Option<String> {
    let known = |text: &str| read_with(text, run.end.bindings.keys());
    let text = merged(item.text, &was.text, &now.text)?;
    match known(&text) {
        _ if text == now.text => Some(text),
        Some(check) => holds(&check, run).then_some(text),
        None => (!item.fresh).then(|| now.text.clone()),
    }
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
pub fn says(check: &Check, entry: &Entry) -> bool {
    check.assertion == entry.check.assertion || about(check).is_some_and(|about| about == subject(&entry.check))
}

fn about(check: &Check) -> Option<String> {
    Some(subject(check)).filter(|subject| !subject.is_empty())
}

/// The first back-quoted word of what a check says: the name of what it is about.
pub fn subject(check: &Check) -> String {
    let said = crate::check::describe(&check.assertion);
    let mut parts = said.split('`');
    let kind = parts.next().unwrap_or_default().trim_start_matches("a ").to_owned();
    parts.next().map_or_else(String::new, |name| format!("{kind}{name}"))
}

pub fn same_kind(a: &Check, b: &Check) -> bool {
    std::mem::discriminant(&a.assertion) == std::mem::discriminant(&b.assertion)
}

/// Whether a sidecar's solution is the recorder's own, so that the lesson's commands are played instead.
pub fn has_own_solution(source: &Source, step: &str) -> bool {
    let Some(places) = places(source) else { return false };
    let key = places.steps.iter().find(|p| p.id == step).and_then(|p| p.key("solution").cloned());
    key.is_some_and(|key| source.line_text(key.lines.start.saturating_sub(1)).trim() == format!("# {SOLUTION_COMMENT}"))
}

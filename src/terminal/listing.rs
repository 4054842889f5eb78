//! Listings: the lessons of a course, and what `verify` tried.

use super::frame::led;
use super::inline::message as marked;
use super::layout::{cut, paint, piece, prefix, width};
use super::style::{Role, Theme};
use super::table;
use super::view::{Mark, message};
use crate::text::count;

/// One lesson in the list of lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonRow {
    /// What to type after `run`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How long it takes, where the author says so.
    pub minutes: Option<u32>,
    /// How far the learner is: "3 of 7 steps", "done", or nothing.
    pub progress: String,
}

/// One thing that `verify` tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyRow {
    /// How it turned out.
    pub mark: Mark,
    /// What was tried.
    pub what: String,
    /// How long it took.
    pub milliseconds: u64,
    /// What to know about it, one after the other.
    pub details: Vec<Detail>,
}

/// Something to know about what was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A sentence.
    Note(String),
    /// A command that was typed, and the status it ended with.
    Typed(String, i32),
    /// A line that it printed.
    Printed(String),
}

/// The lessons of a course.
pub fn lesson_list(rows: &[LessonRow], theme: &Theme) -> String {
    if theme.plain {
        return rows.iter().map(|row| message(Role::Text, &lesson_words(row), theme)).collect();
    }
    let header = ["Lesson", "Title", "Time", "Progress"].map(|h| vec![piece(Role::Muted, h)]);
    let cells = |row: &LessonRow| {
        let minutes = row.minutes.map(|m| format!("{m} min")).unwrap_or_default();
        let role = if row.progress == "done" { Role::Pass } else { Role::Text };
        vec![
            vec![piece(Role::Command, &row.id)],
            marked(Role::Text, &row.title, theme),
            vec![piece(Role::Muted, &minutes)],
            vec![piece(role, &row.progress)],
        ]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    paint(&table::open(&header, &rows, theme.width), theme)
}

fn lesson_words(row: &LessonRow) -> String {
    let minutes = row.minutes.map(|m| format!(", {}", count_u64(m.into(), "minute"))).unwrap_or_default();
    let progress = if row.progress.is_empty() { String::new() } else { format!(", {}", row.progress) };
    format!("{}: {}{minutes}{progress}", row.id, row.title)
}

/// One thing that `verify` tried, and what to know about it.
pub fn verify_row(row: &VerifyRow, theme: &Theme) -> String {
    let mut said = marked(Role::Text, &row.what, theme);
    said.push(piece(Role::Muted, &format!(" ({})", seconds(row.milliseconds))));
    // To an author a solution that cannot pass any more has failed, like one that did not pass.
    let failed = matches!(row.mark, Mark::NotYet | Mark::Impossible);
    let lead = if theme.plain && failed { piece(Role::Text, "fail: ") } else { row.mark.lead(theme) };
    let mut out = led(&lead, &said, theme);
    for detail in &row.details {
        out += &match detail {
            Detail::Note(text) => led(&piece(Role::Text, "  "), &marked(Role::Text, text, theme), theme),
            Detail::Typed(command, exit) => typed(command, *exit, theme),
            Detail::Printed(line) => printed(line, theme),
        };
    }
    out
}

/// `$ docker ps  (exit 0)`; further lines of the command stand below the first.
fn typed(command: &str, exit: i32, theme: &Theme) -> String {
    let role = if exit == 0 { Role::Muted } else { Role::NotYet };
    let mut lines = command.lines();
    let first = piece(Role::Command, lines.next().unwrap_or_default());
    let lead = if theme.plain { "  typed: " } else { "  $ " };
    let mut out = led(&piece(Role::Prompt, lead), &[first, piece(role, &format!(" (exit {exit})"))], theme);
    for line in lines {
        out += &printed(line, theme);
    }
    out
}

/// A line as it is, so that columns stay columns; what is wider than the screen goes on below.
fn printed(line: &str, theme: &Theme) -> String {
    let lead = piece(Role::Muted, if theme.plain { "    " } else { "  │ " });
    let columns = theme.width.saturating_sub(width(std::slice::from_ref(&lead)));
    let lines = cut(&[piece(Role::Output, &line.replace('\t', "    "))], columns, columns);
    paint(&prefix(lines, std::slice::from_ref(&lead), std::slice::from_ref(&lead)), theme)
}

/// What `verify` counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Steps that hold.
    pub passed: usize,
    /// Steps that do not.
    pub failed: usize,
    /// Steps that could not be looked at.
    pub unknown: usize,
    /// Lessons whose checks do not tell wrong from right.
    pub weak: usize,
    /// Lessons with ways that could not be tried.
    pub untried: usize,
}

/// The last line of `verify`: how many of each.
pub fn summary(counts: &Counts, milliseconds: u64, theme: &Theme) -> String {
    let Counts { passed, failed, unknown, weak, untried } = *counts;
    let mark = match (failed + weak, unknown + untried) {
        (0, 0) => Mark::Pass,
        (0, _) => Mark::Unknown,
        _ => Mark::Impossible,
    };
    let parts = [
        (passed, format!("{passed} passed"), Role::Pass),
        (failed, format!("{failed} failed"), Role::Impossible),
        (unknown, format!("{unknown} unknown"), Role::Unknown),
        (weak, format!("the checks of {} are too weak", count(weak, "lesson")), Role::Impossible),
        (untried, format!("not all ways of {} were tried", count(untried, "lesson")), Role::Unknown),
    ];
    let mut said = Vec::new();
    for (n, words, role) in parts.into_iter().enumerate().filter(|(at, part)| *at == 0 || part.0 > 0).map(|(_, p)| p) {
        let role = if n > 0 { role } else { Role::Text };
        said.extend([piece(Role::Text, if said.is_empty() { "" } else { ", " }), piece(role, &words)]);
    }
    said.push(piece(Role::Muted, &format!(" in {}", seconds(milliseconds))));
    let lead = if theme.plain { piece(Role::Text, "Summary: ") } else { mark.lead(theme) };
    led(&lead, &said, theme)
}

fn seconds(milliseconds: u64) -> String {
    match milliseconds {
        0..1000 => format!("{milliseconds} ms"),
        _ => format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100),
    }
}

pub(super) fn count_u64(n: u64, noun: &str) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), noun)
}

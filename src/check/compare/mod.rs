//! What a lesson shows as a command's output, held against what the command printed.
//!
//! Texts are compared by their structure: tables by column, JSON whatever its keys' order, everything else line by
//! line without regard to blanks. Parts that are another at every run ([`Kind`]) are not compared, and `...`, `…`,
//! `<snip>`, `[...]` stand for anything: a part of a line, or lines. Pure; time is bounded by the limits below.

mod align;
mod elide;
mod holes;
mod rows;
mod table;

pub use elide::{Kind, is_progress};

use crate::text::{count, settled};
use align::{Got, Wanted};
use elide::{Elided, Word};
use rows::IsOwn;
use serde_json::Value;
use similar::DiffOp;
use std::collections::BTreeSet;
use table::Table;

/// How many lines of a text are compared.
pub const LINE_LIMIT: usize = 400;
/// How many characters of a line are compared.
pub const WIDTH_LIMIT: usize = 2000;

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The lines that differ; none where the texts are the same in all that was compared.
    pub differences: Vec<Difference>,
    /// The kinds of parts that differ and were not compared.
    pub ignored: BTreeSet<Kind>,
    /// Columns that only one of two tables has.
    pub columns: Vec<String>,
    /// Rows of two tables that are not the lesson's, by what they are about.
    pub rows: Vec<String>,
}

/// A line of the lesson beside the printed line in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Word by word; on one side all are empty where the line is only on the other.
    pub cells: Vec<Cell>,
}

/// A word of both lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// In the lesson; empty where it is only in what was printed.
    pub shown: String,
    /// In what was printed; empty where it is only in the lesson.
    pub printed: String,
    /// Whether the words are the same, as far as they are compared.
    pub same: bool,
}

impl Difference {
    /// Whether the line is the same on both sides and only stands elsewhere.
    pub fn is_moved(&self) -> bool {
        self.cells.iter().all(|cell| cell.same)
    }

    /// Whether both sides have the same words, in another order.
    pub fn is_reordered(&self) -> bool {
        let side = |own: fn(&Cell) -> &String| {
            let mut words: Vec<&String> = self.cells.iter().map(own).filter(|word| !word.is_empty()).collect();
            words.sort();
            words
        };
        !self.is_moved() && side(|cell| &cell.shown) == side(|cell| &cell.printed)
    }

    /// Whether any words belong together; else there are no columns to keep.
    pub fn has_common(&self) -> bool {
        self.cells.iter().any(|cell| cell.same)
    }

    /// The lesson's line and the printed one, with the words that belong together in the same columns. None for a line
    /// that one side does not have.
    pub fn aligned(&self) -> (Option<String>, Option<String>) {
        let side = |own: fn(&Cell) -> &str| {
            let pad = |cell: &Cell| {
                let wide = cell.shown.chars().count().max(cell.printed.chars().count());
                let width = if self.has_common() { wide } else { 0 };
                format!("{:width$}", own(cell))
            };
            let line = self.cells.iter().map(pad).collect::<Vec<_>>().join(" ").trim_end().to_owned();
            (!line.is_empty()).then_some(line)
        };
        (side(|cell| cell.shown.as_str()), side(|cell| cell.printed.as_str()))
    }
}

impl Comparison {
    /// Whether nothing differs but the order of lines or of their words.
    pub fn is_order(&self) -> bool {
        !self.is_equal() && self.differences.iter().all(|line| line.is_moved() || line.is_reordered())
    }

    /// Whether nothing differs but what is not compared.
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }

    /// "rows about `web` and 2 others".
    fn row_words(&self) -> Option<String> {
        let named = self.rows.iter().take(ROWS_NAMED).map(|row| format!("`{row}`")).collect::<Vec<_>>().join(", ");
        let more = self.rows.len().saturating_sub(ROWS_NAMED);
        let others = if more > 0 { format!(" and {}", count(more, "other")) } else { String::new() };
        (!self.rows.is_empty()).then(|| format!("rows about {named}{others}"))
    }

    /// "ids and durations were not compared"; none where everything was.
    pub fn ignored_words(&self) -> Option<String> {
        let kinds = self.ignored.iter().map(|kind| kind.words().to_owned());
        let columns = self.columns.iter().map(|column| format!("the column `{column}`"));
        let all: Vec<String> = kinds.chain(columns).chain(self.row_words()).collect();
        let (last, before) = all.split_last()?;
        let named = if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) };
        let is_one = before.is_empty() && named.starts_with("the ") && self.rows.is_empty();
        Some(format!("{named} {} not compared", if is_one { "was" } else { "were" }))
    }
}

/// How many rows that were not compared are named.
const ROWS_NAMED: usize = 3;

/// Compares a text with what was printed; every row of a table counts.
pub fn compare(shown: &str, printed: &str) -> Comparison {
    compare_own(shown, printed, None)
}

/// Compares what a lesson shows, on its author's machine, with what was printed on another: rows of a table that are not
/// the lesson's own are not compared.
pub fn compare_own(shown: &str, printed: &str, is_own: IsOwn<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    if elide::is_build(shown) || elide::is_build(printed) {
        // Every builder tells in its own words what it does.
        comparison.ignored.extend((shown.trim() != printed.trim()).then_some(Kind::Progress));
        return comparison;
    }
    let (mut shown, mut printed) = match as_json(shown, printed) {
        Some((shown, printed)) => (Text::of(&shown), Text::of(&printed)),
        None => (Text::of(&settled(shown)), Text::of(&settled(printed))),
    };
    (comparison.columns, comparison.rows) = by_columns(&mut shown, &mut printed, is_own);
    let (mut in_shown, mut in_printed) = (shown.elided, printed.elided);
    let wanted: Vec<Wanted> = shown.lines.iter().map(|l| Wanted::new(elide::words(l, &mut in_shown))).collect();
    let got: Vec<Got> = printed.lines.iter().map(|l| Got::new(elide::words(l, &mut in_printed))).collect();
    comparison.ignored = in_shown.symmetric_difference(&in_printed).map(|(kind, _)| *kind).collect();
    if !align::fits(&wanted, &got) {
        let lines = align::changes(&wanted, &got);
        let lines = lines.iter().flat_map(|op| pairs(op, &wanted, &got)).collect();
        comparison.differences =
            with_moved(lines).into_iter().map(|(shown, printed)| difference(shown, printed)).collect();
    }
    comparison
}

/// A text's lines that are compared.
struct Text {
    lines: Vec<String>,
    elided: Elided,
}

impl Text {
    fn of(text: &str) -> Self {
        let mut elided = Elided::new();
        let mut lines = Vec::new();
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            if elide::is_progress(line) {
                elided.insert((Kind::Progress, line.to_owned()));
            } else if lines.len() == LINE_LIMIT {
                elided.insert((Kind::Rest, line.to_owned()));
            } else {
                lines.push(line.chars().take(WIDTH_LIMIT).collect());
                elided.extend(line.char_indices().nth(WIDTH_LIMIT).map(|(at, _)| (Kind::Rest, line[at..].to_owned())));
            }
        }
        Self { lines, elided }
    }
}

/// Leaves of two tables the columns that both have, and the rows that count; gives the names of the others.
fn by_columns(shown: &mut Text, printed: &mut Text, is_own: IsOwn<'_>) -> (Vec<String>, Vec<String>) {
    let read = |text: &Text| Table::read(&text.lines.iter().map(String::as_str).collect::<Vec<_>>());
    let (Some(mut ours), Some(mut theirs)) = (read(shown), read(printed)) else { return (Vec::new(), Vec::new()) };
    let (common, single): (Vec<&String>, Vec<&String>) = ours.columns.iter().partition(|c| theirs.columns.contains(c));
    if common.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let new = theirs.columns.iter().filter(|c| !ours.columns.contains(c));
    let columns = single.into_iter().chain(new).cloned().collect();
    let common: Vec<String> = common.into_iter().cloned().collect();
    let rows = rows::settle(&mut ours, &mut theirs, is_own);
    let common: Vec<&String> = common.iter().collect();
    shown.lines = ours.lines_of(&common);
    printed.lines = theirs.lines_of(&common);
    (columns, rows)
}

/// The label of an image that takes another one's place: no lesson means it.
const STAND_IN: &str = "ropewalk.stand-in";

/// Two JSON documents without what the author of the first left out; none where one is another text.
fn as_json(shown: &str, printed: &str) -> Option<(String, String)> {
    let value = |text: &str| {
        let text = Some(text.trim()).filter(|text| text.starts_with(['{', '[']));
        text.and_then(|text| serde_json::from_str::<Value>(text).ok())
    };
    let printed = value(printed)?;
    let (shown, printed) = match value(shown) {
        Some(shown) => (shown, printed),
        None => holes::without(holes::read(shown)?, printed),
    };
    Some((lines_of(shown)?, lines_of(printed)?))
}

/// A JSON document with its keys in order, a line each.
fn lines_of(value: Value) -> Option<String> {
    let pretty = serde_json::to_string_pretty(&sorted(value)).ok()?;
    // Whether a comma follows depends on what comes after.
    Some(pretty.lines().map(|line| line.trim_end_matches(',')).collect::<Vec<_>>().join("\n"))
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let own = map.into_iter().filter(|(key, _)| key != STAND_IN);
            let mut entries: Vec<_> = own.map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// A line of the lesson beside a printed one; on one side there may be none.
type Pair<'l> = (Option<&'l Wanted>, Option<&'l Got>);

/// A line that one side has here and the other elsewhere is one difference and not two.
fn with_moved(mut lines: Vec<Pair<'_>>) -> Vec<Pair<'_>> {
    for at in 0..lines.len() {
        let Some((Some(shown), None)) = lines.get(at).copied() else { continue };
        let twin = lines.iter().position(|line| matches!(line, (None, Some(printed)) if *printed == shown));
        if let Some(twin) = twin {
            lines[at].1 = lines[twin].1.take();
        }
    }
    lines.retain(|line| *line != (None, None));
    lines
}

fn difference(shown: Option<&Wanted>, printed: Option<&Got>) -> Difference {
    let (shown, printed) = (shown.map_or(&[][..], |w| &w.words), printed.map_or(&[][..], |g| &g.words));
    Difference { cells: cells(shown, printed) }
}

/// The lines of an operation, each beside the one in its place.
fn pairs<'l>(op: &DiffOp, wanted: &'l [Wanted], got: &'l [Got]) -> Vec<Pair<'l>> {
    if matches!(op, DiffOp::Equal { .. }) {
        return Vec::new();
    }
    let old: Vec<&Wanted> = wanted.get(op.old_range()).unwrap_or_default().iter().filter(|w| !w.is_gap).collect();
    let new = got.get(op.new_range()).unwrap_or_default();
    // Next to a gap more lines may have been printed.
    let beside = op.old_range().start.saturating_sub(1)..(op.old_range().end + 1).min(wanted.len());
    let has_gap = wanted.get(beside).unwrap_or_default().iter().any(|w| w.is_gap);
    let count = if has_gap && !old.is_empty() { old.len() } else { old.len().max(new.len()) };
    (0..count).map(|at| (old.get(at).copied(), new.get(at))).collect()
}

/// Two lines word by word.
fn cells(shown: &[Word], printed: &[Word]) -> Vec<Cell> {
    let wanted: Vec<Wanted> = shown.iter().map(|w| Wanted::new(vec![w.clone()])).collect();
    let got: Vec<Got> = printed.iter().map(|w| Got::new(vec![w.clone()])).collect();
    let mut cells = Vec::new();
    for op in align::ops(&wanted, &got) {
        let same = matches!(op, DiffOp::Equal { .. });
        let (old, new) =
            (shown.get(op.old_range()).unwrap_or_default(), printed.get(op.new_range()).unwrap_or_default());
        let text = |words: &[Word], at: usize| words.get(at).map(|w| w.text.clone()).unwrap_or_default();
        let pair = |at| Cell { shown: text(old, at), printed: text(new, at), same };
        cells.extend((0..old.len().max(new.len())).map(pair));
    }
    cells
}

#[cfg(test)]
mod tests;

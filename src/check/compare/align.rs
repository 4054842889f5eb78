//! Lines and words held against each other, in order; what an author left out (`...`) fits anything.

use super::elide::Word;
use regex::Regex;
use similar::DiffOp;
use similar::algorithms::{Capture, Replace, myers};
use std::sync::LazyLock;

/// A line that says that lines are left out.
static GAP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let omitted = r"snip(?:ped)?|truncated|omitted|output omitted|output truncated";
    Regex::new(&format!(r"(?i)^(?:\W*(?:{omitted})\W*|[^\w\s]{{0,2}}\s*(?:\.{{3,}}|…)\s*[^\w\s]{{0,2}})$")).ok()
});

/// Signs for a part that is left out within a line, the longer ones first.
const HOLES: [&str; 6] = ["<snip>", "[snip]", "[...]", "[…]", "...", "…"];

/// What the lesson shows: a line's parts between holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The line's words.
    pub words: Vec<Word>,
    /// The words' keys, cut at holes; one part where there is no hole.
    parts: Vec<String>,
    /// Lines are left out here.
    pub is_gap: bool,
}

/// A printed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Got {
    /// The line's words.
    pub words: Vec<Word>,
    key: String,
}

impl Wanted {
    /// A line, or a word of one.
    pub fn new(words: Vec<Word>) -> Self {
        let text = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        let is_gap = GAP.as_ref().is_some_and(|r| r.is_match(&text));
        let mut key = key(&words);
        for hole in HOLES {
            key = key.replace(hole, "\u{E0FF}");
        }
        let parts = key.split('\u{E0FF}').map(|part| part.trim().to_owned()).collect();
        Self { words, parts, is_gap }
    }

    fn fits(&self, text: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return text.is_empty() };
        let Some((last, middle)) = rest.split_last() else { return text == first };
        let Some(mut text) = text.strip_prefix(first.as_str()) else { return false };
        for part in middle {
            let Some(at) = text.find(part.as_str()) else { return false };
            text = &text[at + part.len()..];
        }
        text.ends_with(last.as_str())
    }
}

impl Got {
    /// A line, or a word of one.
    pub fn new(words: Vec<Word>) -> Self {
        Self { key: key(&words), words }
    }
}

impl PartialEq<Wanted> for Got {
    fn eq(&self, wanted: &Wanted) -> bool {
        wanted.fits(&self.key)
    }
}

fn key(words: &[Word]) -> String {
    words.iter().map(|w| w.key.as_str()).filter(|key| !key.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether the lines fit one by one, with any number of lines in a gap.
pub fn fits(wanted: &[Wanted], got: &[Got]) -> bool {
    let segments: Vec<&[Wanted]> = wanted.split(|line| line.is_gap).collect();
    let same = |at: usize, segment: &[Wanted]| {
        got.get(at..at + segment.len()).is_some_and(|lines| lines.iter().zip(segment).all(|(g, w)| g == w))
    };
    let Some((first, rest)) = segments.split_first() else { return got.is_empty() };
    let Some((last, middle)) = rest.split_last() else { return got.len() == first.len() && same(0, first) };
    if !same(0, first) {
        return false;
    }
    let mut at = first.len();
    for segment in middle {
        let Some(found) = (at..=got.len()).find(|&from| same(from, segment)) else { return false };
        at = found + segment.len();
    }
    got.len() >= at + last.len() && same(got.len() - last.len(), last)
}

/// What changes the one into the other; nothing is changed where a gap allows for more lines.
pub fn changes(wanted: &[Wanted], got: &[Got]) -> Vec<DiffOp> {
    let solid: Vec<(usize, &Wanted)> = wanted.iter().enumerate().filter(|(_, w)| !w.is_gap).collect();
    let lines: Vec<Wanted> = solid.iter().map(|(_, w)| (*w).clone()).collect();
    let mut ops = ops(&lines, got);
    let has_gap_before = |at: usize| {
        let from = at.checked_sub(1).and_then(|before| solid.get(before)).map_or(0, |(line, _)| line + 1);
        let to = solid.get(at).map_or(wanted.len(), |(line, _)| *line);
        from < to
    };
    ops.retain(|op| !matches!(op, DiffOp::Insert { old_index, .. } if has_gap_before(*old_index)));
    ops.into_iter().map(|op| to_whole(op, &solid, wanted.len())).collect()
}

/// Counts an operation's lines among all lines again, gaps included.
fn to_whole(op: DiffOp, solid: &[(usize, &Wanted)], end: usize) -> DiffOp {
    let place = |at: usize| solid.get(at).map_or(end, |(line, _)| *line);
    let span = |at: usize, len: usize| place(at + len.saturating_sub(1)) + 1 - place(at);
    match op {
        DiffOp::Delete { old_index, old_len, new_index } => {
            DiffOp::Delete { old_index: place(old_index), old_len: span(old_index, old_len), new_index }
        }
        DiffOp::Insert { old_index, new_index, new_len } => {
            DiffOp::Insert { old_index: place(old_index), new_index, new_len }
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            DiffOp::Replace { old_index: place(old_index), old_len: span(old_index, old_len), new_index, new_len }
        }
        equal @ DiffOp::Equal { .. } => equal,
    }
}

/// The operations of a diff of sequences whose elements can only be compared in pairs.
pub fn ops(wanted: &[Wanted], got: &[Got]) -> Vec<DiffOp> {
    let mut hook = Replace::new(Capture::new());
    // The capturing hook cannot fail.
    let done = myers::diff_deadline_raw(&mut hook, wanted, 0..wanted.len(), got, 0..got.len(), None);
    if done.is_ok() { hook.into_inner().into_ops() } else { Vec::new() }
}

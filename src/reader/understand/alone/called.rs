//! Calls of nothing but small words, as a sentence has them: `vault secrets enable database`. What is marked as a shell's
//! and begins with a program that the lesson calls elsewhere, or has its own comment right above, is one all the same.

use super::super::super::lines::begun;
use super::super::super::scan::trimmed;
use super::super::known::{Likeness, is_ambiguous, likeness};
use super::super::prompt::split;
use super::super::transcript::bare_with;
use super::super::words::first_word;
use super::{Alone, Bare, Tag};
use crate::document::Form;
use std::collections::BTreeSet;

/// Words that sentences have, and hardly any call.
const GRAMMAR: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "das",
    "der",
    "die",
    "el",
    "est",
    "et",
    "for",
    "from",
    "has",
    "have",
    "if",
    "in",
    "into",
    "is",
    "ist",
    "it",
    "its",
    "la",
    "le",
    "no",
    "not",
    "now",
    "of",
    "on",
    "or",
    "so",
    "successfully",
    "than",
    "that",
    "the",
    "then",
    "there",
    "this",
    "to",
    "und",
    "was",
    "were",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Whether a word is one of those.
pub fn is_grammar(word: &str) -> bool {
    GRAMMAR.contains(&word)
}

/// Whether a line has small words only, four or more, and none of them makes a sentence of it.
fn may_be_call(line: &str) -> bool {
    let line = trimmed(line);
    let words = || line.split(' ').filter(|word| !word.is_empty());
    line.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
        && words().nth(3).is_some()
        && !words().any(is_grammar)
        && !words().next().is_some_and(is_ambiguous)
}

impl Alone<'_> {
    /// Whether it is marked as a shell's, and has a line that is no call by itself.
    fn is_left(&mut self) -> bool {
        self.tag == Tag::Shell
            && self.block.form != Form::Indented
            && self.bare.get_mut().as_ref().is_some_and(|bare| bare.items.is_none())
    }

    /// The programs among some that it calls in a way that is no sentence.
    fn calls<'w>(&self, programs: &BTreeSet<&'w str>, found: &mut BTreeSet<&'w str>) {
        if !matches!(self.tag, Tag::Shell | Tag::None) {
            return;
        }
        for (_, line) in self.lines {
            let (is_typed, text) =
                split(line).map_or((self.tag == Tag::Shell, trimmed(line)), |(_, rest)| (true, rest));
            let Some(program) = first_word(text).and_then(|word| programs.get(word)) else { continue };
            let least = if is_typed { Likeness::Plausible } else { Likeness::Known };
            if likeness(text) >= least {
                found.insert(program);
            }
        }
    }
}

/// Reads those blocks again that have such a line.
pub fn read_again(all: &mut [Alone<'_>]) {
    let (mut left, mut programs) = (Vec::new(), BTreeSet::new());
    for (at, alone) in all.iter_mut().enumerate() {
        if alone.is_left() {
            let lines = alone.lines.iter().filter(|(_, line)| may_be_call(line));
            let mut firsts = lines.filter_map(|(_, line)| first_word(line)).peekable();
            if firsts.peek().is_some() {
                left.push(at);
                programs.extend(firsts);
            }
        }
    }
    if left.is_empty() {
        return;
    }
    let mut called = BTreeSet::new();
    for alone in &*all {
        alone.calls(&programs, &mut called);
    }
    for at in left {
        let Some(alone) = all.get_mut(at) else { continue };
        let lines = alone.lines;
        let is_told = |at: usize| at.checked_sub(1).is_some_and(|at| begun(&lines[at].1).starts_with("# "));
        let is_call = |at: usize, text: &str| {
            may_be_call(text) && (is_told(at) || first_word(text).is_some_and(|word| called.contains(word)))
        };
        if let Some((items, _)) = bare_with(lines, Likeness::Plausible, is_call) {
            alone.bare.set(Some(Bare { least: Likeness::Plausible, items: Some(items), sure: false }));
        }
    }
}

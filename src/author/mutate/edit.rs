//! A docker command within a shell text, and the same text with one of its words changed.

use crate::check::shell::{Anatomy, FlagWords, Simple, Word, anatomy, quote, split};
use std::ops::Range;

/// A docker command where it stands.
#[derive(Debug, Clone)]
pub struct Place<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The command.
    pub simple: Simple,
    /// Its parts.
    pub anatomy: Anatomy,
}

/// The docker commands of a text; those in a here document or in `$(…)` are none.
pub fn places(text: &str) -> Vec<Place<'_>> {
    let place = |simple: Simple| {
        let anatomy = anatomy(&simple)?;
        Some(Place { text, simple, anatomy })
    };
    split(text).into_iter().filter_map(place).collect()
}

impl Place<'_> {
    /// The words before the command's own ones are `sudo` and the like; its verb.
    pub fn verb(&self) -> &str {
        &self.anatomy.verb
    }

    /// A word that does not stand for something only a run tells.
    pub fn known(&self, word: usize) -> Option<&Word> {
        self.simple.words.get(word).filter(|w| !w.unknown)
    }

    /// An argument by its number.
    pub fn arg(&self, number: usize) -> Option<(usize, &str)> {
        let word = *self.anatomy.args.get(number)?;
        Some((word, self.known(word)?.text.as_str()))
    }

    /// The flag's words and its value, where it has one.
    pub fn flag(&self, name: &str) -> Option<&FlagWords> {
        self.anatomy.flags.iter().find(|f| f.flags.iter().any(|flag| flag.name == name))
    }

    /// The bytes of so many words.
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.simple.words[words.start].span.start..self.simple.words[words.end - 1].span.end
    }

    /// The text with these words replaced by a text that needs no quoting any more.
    pub fn with(&self, words: &Range<usize>, new: &str) -> String {
        let bytes = self.bytes(words);
        [&self.text[..bytes.start], new, &self.text[bytes.end..]].concat()
    }

    /// The text with one word replaced.
    pub fn with_word(&self, word: usize, new: &str) -> String {
        self.with(&(word..word + 1), &quote(new))
    }

    /// The text without these words and the blanks before them.
    pub fn without(&self, words: &Range<usize>) -> String {
        let bytes = self.bytes(words);
        let before = self.text[..bytes.start].trim_end_matches([' ', '\t']);
        [before, &self.text[bytes.end..]].concat()
    }

    /// The text with a flag's value replaced, however it is written.
    pub fn with_value(&self, flag: &FlagWords, new: &str) -> Option<String> {
        let last = flag.flags.last()?;
        if flag.words.len() == 2 {
            return Some(self.with_word(flag.words.start + 1, new));
        }
        let word = self.known(flag.words.start)?;
        let old = last.value.as_deref()?;
        let head = word.text.strip_suffix(old)?;
        Some(self.with_word(flag.words.start, &format!("{head}{new}")))
    }

    /// The command's own text.
    pub fn own(&self) -> &str {
        &self.text[self.bytes(&(0..self.simple.words.len()))]
    }

    /// Whether the text is this command and nothing else.
    pub fn is_alone(&self) -> bool {
        self.own() == self.text.trim()
    }
}

//! Regular expressions as constants.

use regex::{Captures, Regex};
use std::sync::OnceLock;

/// A regular expression that is compiled when it is first used.
pub struct Pattern {
    text: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern; it must compile, which the tests of its module see to by using it.
    pub const fn new(text: &'static str) -> Self {
        Self { text, regex: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        let regex = self.regex.get_or_init(|| Regex::new(self.text).ok()).as_ref();
        debug_assert!(regex.is_some(), "not a regular expression: {}", self.text);
        regex
    }

    /// Whether it is found in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|r| r.is_match(text))
    }

    /// The groups of the first match.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// One group of the first match.
    pub fn group<'t>(&self, text: &'t str, group: usize) -> Option<&'t str> {
        // The whole match costs far less than its groups.
        let regex = self.regex()?;
        if group == 0 {
            return regex.find(text).map(|m| m.as_str());
        }
        regex.captures(text)?.get(group).map(|m| m.as_str())
    }

    /// Every match of a group, with its place.
    pub fn all<'t>(&self, text: &'t str, group: usize) -> Vec<(usize, &'t str)> {
        let Some(regex) = self.regex() else { return Vec::new() };
        if group == 0 {
            return regex.find_iter(text).map(|m| (m.start(), m.as_str())).collect();
        }
        regex.captures_iter(text).filter_map(|c| c.get(group).map(|m| (m.start(), m.as_str()))).collect()
    }

    /// The text with the matches replaced; `$1` stands for a group.
    pub fn replace(&self, text: &str, with: &str) -> String {
        self.regex().map_or_else(|| text.to_owned(), |r| r.replace_all(text, with).into_owned())
    }

    /// The text without the matches.
    pub fn remove(&self, text: &str) -> String {
        self.regex().map_or_else(|| text.to_owned(), |r| r.replace_all(text, "").into_owned())
    }
}

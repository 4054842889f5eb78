//! Calls of programs that the lesson installed further up: `figlet hello` below `apt-get install figlet`. Nobody knows
//! all programs, but what was installed is called sooner or later.

use super::super::super::lines::begun;
use super::super::super::scan::{has_part, is_blank, trimmed};
use super::super::known::{self, is_sentence};
use super::super::transcript::Item;
use super::super::words::first_word;
use super::called::is_grammar;
use super::{Alone, Tag};
use std::collections::BTreeSet;

/// Marks the blocks of which every line calls such a program.
pub fn find(all: &mut [Alone<'_>]) {
    let mut installed = BTreeSet::new();
    for alone in all {
        alone.calls_installed = !installed.is_empty() && alone.calls_only(&installed);
        alone.installs(&mut installed);
    }
}

impl Alone<'_> {
    /// Whether it has calls of some programs and nothing else. What programs say of themselves begins with their name, too.
    fn calls_only(&self, programs: &BTreeSet<String>) -> bool {
        let is_remark = |line: &str| is_blank(line) || begun(line).starts_with('#');
        let calls = |line: &str| {
            let mut given = line.split_whitespace().skip(1);
            first_word(line).is_some_and(|word| programs.contains(word))
                && !is_sentence(line)
                && !given.clone().any(is_grammar)
                && given.next().is_none_or(|word| !word.starts_with(|c: char| c.is_ascii_digit() || c == '('))
        };
        let mut lines = self.lines.iter().map(|(_, line)| trimmed(line)).filter(|line| !is_remark(line)).peekable();
        matches!(self.tag, Tag::None | Tag::Shell) && lines.peek().is_some() && lines.all(calls)
    }

    /// Adds the programs that it installs.
    fn installs(&mut self, found: &mut BTreeSet<String>) {
        let bare = self.bare.get_mut().iter().filter_map(|bare| bare.items.as_ref()).flatten();
        for item in self.prompted.get_mut().iter().flatten().chain(bare) {
            let Item::Command { typed, .. } = item else { continue };
            if has_part(typed.text(), " install ") || has_part(typed.text(), " add ") {
                typed.ask(|_, commands| known::installed(commands, found));
            }
        }
    }
}

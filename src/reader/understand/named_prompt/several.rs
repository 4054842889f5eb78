//! Prompts of several machines in one block: `box-a $ docker pull redis`, and below it `box-b $ docker pull nginx`.
//!
//! Nobody can list such names, but only prompts stand before known commands, line by line, with a sign between. Which of
//! the machines is the learner's is not told: all of it is shown.

use super::super::super::raw::RawBlock;
use super::super::super::scan::trimmed;
use super::super::known::{Likeness, is_program, is_sentence, likeness};
use std::borrow::Cow;

/// So many letters at most has the name of a machine.
const MAX_NAME: usize = 24;

/// Puts the prompts of numbered machines in the place of those.
pub fn take(raw: &mut [RawBlock<'_>]) {
    let found: Vec<_> = raw.iter().enumerate().filter_map(|(at, block)| Some((at, machines(block)?))).collect();
    if found.is_empty() {
        return;
    }
    let lines = || raw.iter().flat_map(|block| &block.lines).map(|(_, text)| &**text);
    let containers: Vec<String> = super::names(lines()).into_iter().map(str::to_owned).collect();
    for (at, names) in found {
        if names.iter().any(|name| containers.contains(name)) {
            continue;
        }
        for (_, text) in &mut raw[at].lines {
            let Some(line) = named(trimmed(text)).filter(|line| names.iter().any(|name| name == line.name)) else {
                continue;
            };
            let number = if line.name.ends_with(|c: char| c.is_ascii_digit()) { "" } else { "-0" };
            *text = Cow::Owned(format!("{}{number}$ {}", line.name.replace(['_', '.'], "-"), line.typed));
        }
    }
}

/// The machines of a block that begins with the prompt of one, and has that of another.
fn machines(block: &RawBlock<'_>) -> Option<Vec<String>> {
    let mut lines = block.lines.iter().map(|(_, text)| trimmed(text)).filter(|t| !(t.is_empty() || t.starts_with('#')));
    let first = named(lines.next()?).filter(Line::is_typed)?;
    let is_other = |line: &Line<'_>| line.name != first.name && is_beside(&first, line) && line.is_typed();
    let mut names = vec![first.name.to_owned()];
    for line in lines.filter_map(named).filter(is_other) {
        if names.iter().all(|name| name != line.name) {
            names.push(line.name.to_owned());
        }
    }
    (names.len() > 1).then_some(names)
}

/// A line that may begin with a machine's prompt.
struct Line<'t> {
    name: &'t str,
    /// A blank stands between the name and the sign.
    is_apart: bool,
    typed: &'t str,
}

impl Line<'_> {
    fn is_typed(&self) -> bool {
        self.name.len() > 1
            && !is_program(self.name)
            && likeness(self.typed) == Likeness::Known
            && !is_sentence(self.typed)
    }
}

/// Whether two names are of one kind, `box-a` and `box-b`: where a blank follows, a word alone tells too little.
fn is_beside(first: &Line<'_>, other: &Line<'_>) -> bool {
    let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len().min(name.len() - 1);
    let (a, b) = (&first.name[..stem(first.name)], &other.name[..stem(other.name)]);
    first.is_apart == other.is_apart && (!first.is_apart || a == b)
}

/// The name that a line begins with, before `$`, and what is typed behind that.
fn named(line: &str) -> Option<Line<'_>> {
    let bytes = line.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() || !bytes.iter().take(MAX_NAME + 2).any(|b| *b == b'$') {
        return None;
    }
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let end = bytes.iter().take(MAX_NAME + 1).position(|b| !in_name(b))?;
    let (name, rest) = line.split_at(end);
    let apart = rest.strip_prefix(' ');
    let typed = apart.unwrap_or(rest).strip_prefix("$ ")?.trim_start();
    Some(Line { name, is_apart: apart.is_some(), typed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_in_one_block() {
        let names = |text: &str| {
            let lines = text.lines().enumerate().map(|(at, line)| (at + 1, Cow::Borrowed(line))).collect();
            machines(&RawBlock { lines, ..RawBlock::default() }).map(|names| names.join(" "))
        };
        for (text, want) in [
            ("box-a $ docker ps\nbox-b $ docker ps", Some("box-a box-b")),
            ("#Both\nbox-a$ docker ps\n\nbox-b$ docker ps\nbox-a$ x", Some("box-a box-b")),
            ("head$ docker ps\nNAMES\ntail-end$ docker ps", None),
            ("boss$ docker ps\nNAMES\nhelper$ docker ps", Some("boss helper")),
            ("boss $ docker ps\nhelper $ docker ps", None),
            ("node1 $ docker ps\nnode12 $ docker ps", Some("node1 node12")),
            ("box-a $ docker ps\nbox-a $ docker ps", None),
            ("box-a $ docker ps\nbox-b $ of them are gone", None),
            ("it costs 5 $ each\nit costs 6 $ each", None),
            ("größe$ ls\ngrößen$ ls", None),
        ] {
            assert_eq!(names(text).as_deref(), want, "{text}");
        }
    }
}

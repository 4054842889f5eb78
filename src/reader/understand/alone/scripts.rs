//! Scripts that are called by their name and nothing before it: `build.sh --all`. No shell finds most of them so, but authors
//! write it where they speak of a script of their own.

use super::super::super::lines::begun;
use super::super::words::first_word;
use super::{Alone, Tag};
use crate::source::Source;
use memchr::memmem;
use std::collections::BTreeSet;

/// So many names are looked for in the rest of a lesson.
const FEW: usize = 8;

/// What a block without marks calls that begins with the name of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// It does not.
    #[default]
    None,
    /// One of which nothing else tells.
    Unknown,
    /// One that the lesson makes, shows or names elsewhere.
    Told,
}

/// The script that a block's first line calls.
fn called<'r>(alone: &Alone<'r>) -> Option<&'r str> {
    if alone.tag != Tag::None {
        return None;
    }
    let line =
        alone.lines.iter().map(|(_, text)| begun(text)).find(|text| !(text.is_empty() || text.starts_with('#')))?;
    let word = first_word(line)?;
    let name = word.strip_suffix(".sh").filter(|name| !name.is_empty())?;
    name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).then_some(word)
}

/// Finds which blocks call a script, and whether anything but such calls tells of it.
pub fn find(all: &mut [Alone<'_>], source: &Source) {
    let calls: Vec<(usize, &str)> =
        all.iter().enumerate().filter_map(|(at, alone)| Some((at, called(alone)?))).collect();
    if calls.is_empty() {
        return;
    }
    let bodies: Vec<_> = calls.iter().map(|(at, _)| all[*at].block.body).collect();
    let is_elsewhere = |at: usize| {
        let before = bodies.partition_point(|body| body.start <= at);
        before.checked_sub(1).is_none_or(|before| at >= bodies[before].end)
    };
    let ends = |at: usize| !source.text[at..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let begins =
        |at: usize| !source.text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let is_told = |name: &&str| {
        let mut places = memmem::find_iter(source.text.as_bytes(), *name);
        places.any(|at| begins(at) && ends(at + name.len()) && is_elsewhere(at))
    };
    let names: BTreeSet<&str> = calls.iter().map(|(_, name)| *name).take(FEW).collect();
    let told: BTreeSet<&str> = names.into_iter().filter(is_told).collect();
    for (at, name) in calls {
        all[at].script = if told.contains(name) { Script::Told } else { Script::Unknown };
    }
}

//! How much of its file a block is, where the learner is told to add to the file or to change it.

use super::super::lines::begun;
use super::super::scan::{has_part, is_blank};
use super::phrase::Change;
use super::shape;
use super::target::Place;
use std::collections::BTreeSet;

/// How much of its file a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    Whole,
    /// What is added at its end.
    End,
    /// Something within: nobody can say where for sure.
    Part,
}

/// Files that end with a sign of their own, behind which nothing can stand.
const CLOSED: &[&str] = &["json", "xml", "html", "htm", "jsx", "tsx", "java", "svg", "ipynb"];
/// Files whose lines stand by themselves: wherever something is inserted, it may stand at the end.
const LINES: &[&str] = &["txt", "env", "properties", "list"];

/// How much of a file a block is.
pub fn of(text: &str, path: &str, place: &Place<'_, '_, '_>) -> Share {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    // `"scripts": {`
    if ending == "json" && text.starts_with('"') {
        return Share::Part;
    }
    let Some(change) = place.cue.change_of(path) else { return Share::Whole };
    let before = place.written(path);
    let before = before.as_deref();
    if before.is_some_and(|before| is_whole_again(before, text, change)) {
        return Share::Whole;
    }
    let fits = || {
        // What a script runs when it is called stands last.
        let is_free = |before: &str| change == Change::AtEnd || !has_part(before, "if __name__");
        let is_apart = before.is_none_or(|before| is_free(before) && !shares_context(before, text));
        !CLOSED.contains(&ending) && is_apart && !text.starts_with([' ', '\t'])
    };
    let may_be_new = before.is_none() && !place.is_made_by_command(path);
    // Nobody saw what is in it: keys may stand in it only once.
    if matches!(change, Change::Added | Change::Within | Change::AtEnd)
        && before.is_none()
        && matches!(ending, "yaml" | "yml")
        && (change == Change::AtEnd && shape::is_whole_compose(text) || place.is_there_before(path))
    {
        return if change == Change::AtEnd && !shape::is_whole_compose(text) { Share::End } else { Share::Part };
    }
    match change {
        // What is told here may make it.
        Change::Added | Change::Within if may_be_new => Share::Whole,
        // What commands put into it is not known.
        Change::Edited if before.is_none() => Share::Whole,
        Change::AtEnd | Change::Added if fits() => Share::End,
        Change::Within if LINES.contains(&ending) && fits() => Share::End,
        _ => Share::Part,
    }
}

/// Whether a block has a file again that a block above writes, with something added.
pub fn repeats(text: &str, path: &str, place: &Place<'_, '_, '_>) -> bool {
    place.written(path).is_some_and(|before| is_whole_again(&before, text, Change::Added))
}

/// The lines that have a letter or a number.
fn significant(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_end).filter(|line| line.contains(char::is_alphanumeric))
}

/// Whether a block has the whole file again, with something else in it.
fn is_whole_again(before: &str, text: &str, change: Change) -> bool {
    let new: BTreeSet<&str> = significant(text).map(str::trim).collect();
    let (mut all, mut kept) = (0, 0);
    for line in significant(before) {
        all += 1;
        kept += usize::from(new.contains(line.trim()));
    }
    let is_as_long = significant(text).count() >= all;
    let begins_so = significant(text).next() == significant(before).next();
    kept * 2 >= all && kept > 0 || is_as_long && (begins_so || change == Change::Edited)
}

/// Whether a block repeats what stands around its place, or what may stand in the file only once: `services:`.
fn shares_context(before: &str, text: &str) -> bool {
    let own = |line: &str| match line.split_once(':') {
        Some((key, _)) if !key.contains([' ', '(', '"', '\'']) => key.to_owned(),
        _ => line.to_owned(),
    };
    let is_outer = |line: &&str| begun(line).len() == line.len() && line.len() > 1;
    let known: BTreeSet<String> = significant(before).filter(is_outer).map(own).collect();
    significant(text).filter(is_outer).any(|line| known.contains(&own(line)))
}

/// Keys that stand at the left of what is a whole file, however far that is set in.
const OUTERMOST: &[&str] = &[
    "version",
    "services",
    "volumes",
    "networks",
    "configs",
    "secrets",
    "name",
    "include",
    "apiVersion",
    "kind",
    "metadata",
    "on",
    "jobs",
    "stages",
];

/// Whether a text that is set in is what stands below a key that is left out: services without `services:` above them.
pub fn lacks_parent(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !(is_blank(line) || begun(line).starts_with('#')));
    let is_key = |line: &str| {
        let key = line.trim_end().strip_suffix(':');
        key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
    };
    let is_outermost = |line: &str| OUTERMOST.contains(&line.split(':').next().unwrap_or_default());
    lines.next().is_some_and(|first| is_key(first) && !is_outermost(first))
        && lines.clone().next().is_some_and(|line| line.starts_with(' '))
        && !lines.any(is_outermost)
}

//! Listings whose lines are numbered: `  1 FROM alpine`, ` 10 | RUN ls`. The numbers are no part of what is listed.

use super::super::raw::RawBlock;
use super::super::scan::is_blank;
use super::known::{Likeness, likeness};
use super::shape::{self, Shape};
use super::tag::{self, Tag};
use std::borrow::Cow;

/// Fewer lines are no listing.
const LEAST: usize = 3;

/// Takes the numbers away where files or commands are listed. Says in which blocks, by their lines.
pub fn take(raw: &mut [RawBlock<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    for at in 0..raw.len() {
        // What prints numbers has them in its output.
        let is_printed =
            |before: &RawBlock<'_>| before.lines.iter().any(|(_, text)| text.contains("-n ") || text.contains("nl "));
        if is_numbered(&raw[at])
            && !at.checked_sub(1).is_some_and(|before| is_printed(&raw[before]))
            && without_numbers(&mut raw[at])
        {
            found.push(raw[at].line);
        }
    }
    found
}

/// Whether the first line has number one, and the last one has its own.
fn is_numbered(raw: &RawBlock<'_>) -> bool {
    let begins = raw.lines.first().is_some_and(|(_, text)| {
        let text = text.as_bytes().trim_ascii_start();
        matches!(text, [b'1', b' ' | b'\t' | b'|' | b':', ..])
    });
    begins && raw.lines.len() >= LEAST
}

#[cold]
fn without_numbers(raw: &mut RawBlock<'_>) -> bool {
    let last = raw.lines.iter().rposition(|(_, text)| !is_blank(text)).map_or(0, |at| at + 1);
    let rests: Option<Vec<&str>> =
        (1..).zip(&raw.lines[..last]).map(|(number, (_, text))| rest(text, number)).collect();
    let Some(rests) = rests else { return false };
    let all = |sign: &str| rests.iter().all(|rest| rest.is_empty() || rest.starts_with(sign));
    let Some(sign) = [" | ", " |", "|", ": ", ":", "\t", " "].into_iter().find(|sign| all(sign)) else { return false };
    let bare: Vec<&str> = rests.iter().map(|rest| rest.strip_prefix(sign).unwrap_or(rest)).collect();
    if !(is_file(raw, &bare.join("\n")) || are_commands(raw, &bare)) {
        return false;
    }
    let lines = bare.into_iter().map(str::to_owned).collect::<Vec<_>>();
    raw.lines.truncate(last);
    for ((_, text), line) in raw.lines.iter_mut().zip(lines) {
        *text = Cow::Owned(line);
    }
    true
}

/// What stands behind a line's number.
fn rest(text: &str, number: usize) -> Option<&str> {
    let text = text.trim_start_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (text[..digits].parse() == Ok(number)).then(|| text[digits..].trim_end())
}

fn is_file(raw: &RawBlock<'_>, text: &str) -> bool {
    let Shape { is_dockerfile, is_script, is_json, is_like_yaml } = Shape::of(text);
    let is_yaml = is_like_yaml && shape::has_compose_keys(text);
    tag::of(raw) == Tag::File || is_dockerfile || is_script || is_json || is_yaml
}

fn are_commands(raw: &RawBlock<'_>, lines: &[&str]) -> bool {
    tag::of(raw) == Tag::Shell && lines.iter().all(|line| !line.starts_with(' ') && likeness(line) == Likeness::Known)
}

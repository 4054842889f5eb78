//! Pieces of data in a block whose tag says so, which have too little shape to be told without it.

use super::super::lines::{begun, indent};
use super::super::scan::{has_part, is_blank, lines};
use super::reading::Context;
use super::tag::Tag;

/// Whether a block that is tagged as data is a piece of a file.
pub fn is_of_file(text: &str, context: &Context<'_>) -> bool {
    if context.tag != Tag::Loose || context.after_command || context.near_command {
        return false;
    }
    // "It reads and prints that file.": what prints is spoken of, and nothing announced.
    if has_keys_within_keys(text) && context.cue.is_output() {
        return !context.cue.ends_with_colon() && !context.cue.has_word("see") && !context.cue.tells_of("like");
    }
    !context.cue.is_output() && (is_flow(text) || is_remarks(text) || has_text_below_key(text))
}

/// Keys below a key that has no value: whoever reads them.
fn has_keys_within_keys(text: &str) -> bool {
    let is_key = |line: &str| line.ends_with(':') && !line.contains(' ');
    text.lines()
        .zip(text.lines().skip(1))
        .any(|(above, below)| is_key(above.trim_start()) && indent(below) > indent(above) && has_part(below, ":"))
}

/// `[ a, b ]`, `{ a: 1, b: 2 }`: one list or map from the first sign to the last.
fn is_flow(text: &str) -> bool {
    let text = text.trim();
    let closes = match text.as_bytes().first() {
        Some(b'[') => ']',
        Some(b'{') => '}',
        _ => return false,
    };
    let mut depth = 0_usize;
    let ends = text.char_indices().find_map(|(at, c)| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some((at, c))
    });
    ends == Some((text.len() - 1, closes)) && text.contains([',', ':'])
}

/// Nothing but the remarks in which a template's code stands: `#@ load("@ytt:data", "data")`.
fn is_remarks(text: &str) -> bool {
    let begins = begun(text);
    (begins.starts_with("#@") || begins.starts_with("#! "))
        && lines(text).all(|line| is_blank(line) || begun(line).starts_with('#'))
}

/// A key in any words, and its text over several lines: `the rest of it: |`.
fn has_text_below_key(text: &str) -> bool {
    let opens = |line: &str| [": |", ": >", ": |-", ": >-"].iter().any(|sign| line.trim_end().ends_with(sign));
    text.lines().zip(text.lines().skip(1)).any(|(above, below)| opens(above) && indent(below) > indent(above))
}

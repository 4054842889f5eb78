//! Commands whose prompt the author forgot, in a session with prompts.

use super::super::super::scan::{is_blank, trimmed};
use super::super::known::{Likeness, is_sentence, likeness};
use super::super::words::first_word;
use super::{Item, is_comment};

/// Whether a line is typed though it has no prompt: it stands apart below what the last command printed, calls the same
/// program, and the remark above that command tells of what it names: "Update the lists and install the web-tools
/// package".
pub fn is_command(items: &[Item<'_>], line: &str) -> bool {
    let text = trimmed(line).trim_end();
    let stands_apart = matches!(items.last(), Some(Item::Output(_, above)) if is_blank(above));
    if !stands_apart || !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let last = items.iter().rposition(|item| matches!(item, Item::Command { .. }));
    let Some((at, Item::Command { typed, .. })) = last.and_then(|at| Some((at, items.get(at)?))) else { return false };
    if first_word(typed.text()) != first_word(text) || typed.text() == text {
        return false;
    }
    let remark = items[..at].iter().rev().find_map(|item| match item {
        Item::Output(_, above) if is_blank(above) => None,
        Item::Output(_, above) => Some(is_comment(above).then_some(above)),
        Item::Command { .. } => Some(None),
    });
    let named = text.split_whitespace().skip(2).last();
    let tells = |remark: &str| named.is_some_and(|named| remark.split_whitespace().any(|word| word == named));
    remark.flatten().is_some_and(|remark| tells(remark)) && likeness(text) == Likeness::Known && !is_sentence(text)
}

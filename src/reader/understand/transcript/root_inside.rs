//! Root's prompt in a container's shell that the line before opened: it looks like a comment.

use super::super::super::scan::{has_byte, has_part, is_blank};
use super::super::known::{Likeness, is_ambiguous, is_sentence, likeness};
use super::super::prompt::{Prompt, split};
use super::super::words::first_word;
use super::{Lines, is_comment, is_engine_call};

/// Where the lines end that may be typed behind `#` in a container's shell which the line before opened: all of them
/// are commands, and something tells that they are no comments, as what they print, or `exit`.
pub fn root_until_line(lines: &Lines<'_>, at: usize) -> Option<usize> {
    let is_other = |text: &str| split(text).is_some_and(|(p, _)| !matches!(p, Prompt::Root | Prompt::Angle));
    let end = lines[at..].iter().position(|(_, text)| is_other(text)).map_or(lines.len(), |more| at + more);
    let inside = || lines[at..end].iter().map(|(_, text)| &**text).filter(|text| !is_blank(text));
    let mut typed = inside().filter(|text| is_comment(text));
    let is_command = |text: &str| split(text).is_some_and(|(_, t)| likeness(t) == Likeness::Known && !is_sentence(t));
    let leaves = |text: &str| split(text).is_some_and(|(_, rest)| rest.trim_end() == "exit");
    let told = inside().any(|text| !is_comment(text) || leaves(text));
    // Below them nothing is typed that they might be remarks on.
    let are_calls = || {
        let behind = || inside().filter_map(|text| split(text).map(|(_, rest)| rest));
        end == lines.len() && behind().all(is_call) && behind().any(has_signs)
    };
    (typed.all(is_command) && (told || are_calls())).then_some(end)
}

/// Whether a command could not well be a remark: its name is no English word, and not the engine's, which is outside.
fn is_call(text: &str) -> bool {
    let first = first_word(text).unwrap_or_default();
    let mut words = text.split_whitespace().skip(1);
    let is_order = matches!(words.next(), Some("install" | "update" | "upgrade" | "add" | "init" | "run" | "start"));
    !(is_ambiguous(first) || is_engine_call(text)) && (is_order || words.next().is_none() || has_signs(text))
}

/// Whether there are signs that no remark has.
fn has_signs(text: &str) -> bool {
    has_part(text, " -")
        || has_part(text, " && ")
        || has_part(text, " /")
        || has_byte(text, b'|')
        || has_byte(text, b'$')
}

//! A command that the sentence behind it forbids: "To drop it you would use `x`. Do not drop it yet."

use super::super::scan::has_word_any_case;
use crate::document::{Inline, plain_text};

/// How such a sentence begins.
const DENIALS: &[&str] = &["Do not ", "Do NOT ", "Don't ", "Don’t ", "DO NOT ", "Never "];
/// What stands for what was told before.
const SAME: &[&str] = &["do", "run", "execute", "type", "use", "try"];
/// What follows these: the command itself.
const IT: &[&str] = &["it", "this", "that", "so", "these", "the"];

/// Whether the sentence behind a command says that what it does is not to be done.
pub fn is_denied(before: &str, after: &[Inline]) -> bool {
    let Some((Inline::Text(rest), others)) = after.split_first() else { return false };
    let rest = rest.trim_start();
    // Few commands end their sentence.
    let Some(rest) = rest.strip_prefix('.').map(str::trim_start) else { return false };
    let said = match others.first() {
        Some(stressed @ (Inline::Strong(_) | Inline::Emphasis(_))) if rest.is_empty() => {
            plain_text(std::slice::from_ref(stressed))
        }
        _ => rest.to_owned(),
    };
    let Some(denied) = DENIALS.iter().find_map(|words| said.strip_prefix(words)) else { return false };
    let mut words = denied.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(verb) = words.next() else { return false };
    let next = words.next().unwrap_or_default();
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    SAME.contains(&verb) && IT.contains(&next) || has_word_any_case(sentence, &verb.to_ascii_lowercase())
}

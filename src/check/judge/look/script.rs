//! Checks that are programs of their author's.

use crate::check::ScriptCheck;
use crate::check::judge::say;
use crate::state::{Answer, Probe, SHORT_ID, State};
use crate::text::printable;

/// How much of a script's last line is shown, in characters.
const LINE_LIMIT: usize = 200;

/// The look that runs it.
pub(super) fn probe(check: &ScriptCheck) -> Probe {
    let (name, text) = (name(check), check.text.clone());
    Probe::Script { name, text, args: check.args.clone(), limit: check.limit }
}

/// The script's path, or the command itself.
pub(super) fn name(check: &ScriptCheck) -> String {
    check.path.clone().unwrap_or_else(|| check.text.clone())
}

/// Why the script does not agree: its last line; none where it ends with status 0.
pub(super) fn why_not(check: &ScriptCheck, state: &State) -> Option<String> {
    let Some(Answer::Output(output)) = state.now.answers.get(&probe(check)) else {
        return Some(format!("{} was not run", say::command(&name(check))));
    };
    if output.status == 0 {
        return None;
    }
    let text = printable(&output.text);
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
    Some(last.map_or_else(
        || format!("{} ended with status {}", say::command(&name(check)), output.status),
        |line| with_short_ids(line).chars().take(LINE_LIMIT).collect(),
    ))
}

/// How many digits an identity has.
const ID: usize = 64;

/// A text with its identities as the engine shows them.
fn with_short_ids(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let mut short = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        let (before, from) = rest.split_at(at);
        let (digits, after) = from.split_at(from.find(|c| !is_digit(c)).unwrap_or(from.len()));
        let in_word = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        let end = if digits.len() == ID && !in_word { SHORT_ID } else { digits.len() };
        short.extend([before, &digits[..end]]);
        rest = after;
    }
    short + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_shown_as_the_engine_shows_them() {
        let id = "0123456789abcdef".repeat(4);
        for (text, want) in [
            (format!("{id} is not running"), "0123456789ab is not running".to_owned()),
            (format!("sha256:{id}, {id}."), "sha256:0123456789ab, 0123456789ab.".to_owned()),
            (format!("x{id} {id}0 {id}g"), format!("x{id} {id}0 {id}g")),
            ("a cafe with 12 beds ü1".to_owned(), "a cafe with 12 beds ü1".to_owned()),
        ] {
            assert_eq!(with_short_ids(&text), want);
        }
    }
}

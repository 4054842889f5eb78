//! Remarks behind `//` above the commands of a session: "//List them first".

use super::super::super::scan::is_blank;
use super::super::prompt::{Prompt, split};
use super::Lines;

/// How many lines a remark takes that begins on a line, up to an empty one or the next prompt; zero where there is none.
pub fn length(lines: &Lines<'_>, at: usize) -> usize {
    let begins = |text: &str| text.trim_start().starts_with("//");
    if !lines.get(at).is_some_and(|(_, text)| begins(text)) {
        return 0;
    }
    1 + lines[at + 1..].iter().take_while(|(_, text)| !is_blank(text) && split(text).is_none()).count()
}

/// Where a block's lines begin that are no remark, should it begin with one above a prompt with a machine's or a user's
/// name or `$`: what is code has none.
pub fn behind(lines: &Lines<'_>) -> usize {
    let first = lines.iter().position(|(_, text)| !is_blank(text)).unwrap_or_default();
    let length = length(lines, first);
    if length == 0 {
        return 0;
    }
    let from = first + length;
    let next = lines[from..].iter().find(|(_, text)| !is_blank(text)).and_then(|(_, text)| split(text));
    let is_shells = next.is_some_and(|(prompt, _)| matches!(prompt, Prompt::Host | Prompt::Machine | Prompt::Shell));
    if is_shells { from } else { 0 }
}

//! A command that is named right above what it prints: "The command `docker info` will give:", "If we run `docker --help`,
//! we see the following output".

use super::super::scan::has_any_case;
use super::{CONDITION, DENIAL, code_of, each_role};
use crate::document::{Block, BlockKind, Inline};

/// How it is said that a command prints what stands below.
const GIVES: &[&str] = &[
    "gives",
    "will give",
    "returns",
    "will return",
    "prints",
    "will print",
    "shows",
    "will show",
    "outputs",
    "produces",
];
/// The same of those who see it.
const MEETS: &[&str] =
    &["we see ", "we get ", "you see ", "you get ", "you will see ", "you'll see ", "we will see ", "you should see "];
/// Who runs it.
const RUNS: &[&str] =
    &["if we run", "if you run", "when we run", "when you run", "if we type", "if you type", "running", "executing"];
/// No more pieces stand behind it in its sentence.
const PIECES: usize = 6;

/// The place of the command that a paragraph says prints what the block right below shows.
pub fn giver(text: &[Inline], block: &Block) -> Option<usize> {
    if block.kind != BlockKind::Output || !block.commands.is_empty() {
        return None;
    }
    let last = text.iter().rposition(|inline| matches!(inline, Inline::Text(_)))?;
    let Inline::Text(end) = &text[last] else { return None };
    let end = end.trim_end();
    if last + 1 != text.len() || !(end.ends_with(':') || has_any_case(end, "output")) {
        return None;
    }
    let is_it = |at: &usize| {
        let Some(Inline::Text(behind)) = text.get(at + 1) else { return false };
        let before = match at.checked_sub(1).map(|before| &text[before]) {
            Some(Inline::Text(before)) => before.trim_end(),
            None => "",
            _ => return false,
        };
        let sentence = before.rsplit(". ").next().unwrap_or_default();
        prints(sentence, behind)
    };
    let first = text.len().saturating_sub(PIECES);
    (first..text.len()).filter(|at| code_of(&text[*at]).is_some()).find(is_it)
}

/// Whether a sentence tells that the command between these words prints something.
fn prints(before: &str, behind: &str) -> bool {
    let words = behind.trim_start();
    let gives = || {
        let subject = matches!(before.to_lowercase().trim(), "" | "the command" | "command" | "the" | "now");
        let words = words.strip_prefix("command ").unwrap_or(words);
        subject && GIVES.iter().any(|verb| words.starts_with(verb))
    };
    let met = || {
        let runs = RUNS.iter().any(|begin| before.to_lowercase().trim_start().starts_with(begin));
        let rest = words.strip_prefix(',').unwrap_or_default();
        runs && MEETS.iter().any(|begin| rest.trim_start().starts_with(begin))
            && each_role(rest).all(|word| word & (CONDITION | DENIAL) == 0)
    };
    let is_led = || {
        before.ends_with(':')
            && words.strip_prefix(", which ").is_some_and(|rest| GIVES.iter().any(|verb| rest.starts_with(verb)))
    };
    gives() || met() || is_led()
}

//! Blocks that have a mark to be run with a click: they are typed, whatever they look like.

use super::super::scan::has_part;
use super::alone::Alone;
use super::input;
use super::known::Likeness;
use super::prompt::Prompt;
use super::reading::{Context, Reading, commands};
use super::synopsis::is_usage;
use super::transcript::Item;
use super::typed::Typed;
use crate::document::Confidence;

/// What such a block holds.
pub fn run<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Reading<'r> {
    // The mark says that it is typed, and not where a statement ends.
    if context.in_repl
        && raw.lines.len() > 1
        && let Some(statements) = input::statements(raw.lines)
    {
        return Reading::Repl(statements);
    }
    if let Some(answer) = answer(raw) {
        return Reading::Repl(vec![answer]);
    }
    if !context.in_repl && is_code(raw) {
        return Reading::File;
    }
    let items = raw.with_prompts().or_else(|| raw.bare(Likeness::None));
    // What answers a program that asks is no command.
    let answers = |items: &Vec<Item<'_>>| commands(items).any(|c| c.likeness() < Likeness::Known);
    if raw.block.info.starts_with("terminal:input") && items.as_ref().is_some_and(answers) {
        return Reading::Other;
    }
    // A mark to run it makes no command of a usage.
    if items.as_ref().is_some_and(|items| commands(items).any(|c| is_usage(c.text()))) {
        return Reading::Synopsis;
    }
    // What a program says, all of it.
    if items.as_ref().is_some_and(|items| commands(items).all(|c| says(c.text()) && c.likeness() < Likeness::Known)) {
        return Reading::Output;
    }
    items.map_or(Reading::Other, Reading::Typed)
}

/// Whether a block begins like no shell's line: what is given to a function stands in brackets, and more in braces, as in
/// `node('linux') {`. The mark is for whoever copies it.
fn is_code(raw: &Alone<'_>) -> bool {
    if !(raw.has(b"(") && raw.has(b"{")) {
        return false;
    }
    let first = raw.lines.iter().map(|(_, text)| text.trim()).find(|text| !text.is_empty()).unwrap_or_default();
    let rest = first.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let given = rest.strip_prefix('(').filter(|_| first.starts_with(|c: char| c.is_ascii_alphabetic()));
    // `stop() {` is a shell's.
    given
        .and_then(|given| given.split_once(')'))
        .is_some_and(|(given, body)| !given.trim().is_empty() && body.trim_start().starts_with('{'))
}

/// What is clicked to answer the question of a command before: `yes`. Nobody calls the program of that name without a
/// pipe behind it, which would print for ever.
fn answer<'r>(raw: &Alone<'r>) -> Option<Item<'r>> {
    let [(line, text)] = raw.lines else { return None };
    let text = text.trim();
    let is_answer = text.len() < 4
        && ["yes", "y", "no", "n"].iter().any(|answer| answer.eq_ignore_ascii_case(text))
        && !raw.block.info.starts_with("terminal:input");
    is_answer.then(|| Item::Command { line: *line, prompt: Some(Prompt::Repl), typed: Typed::new(text) })
}

/// What a block holds that has no button to run it, beside those that have one: a command that is only shown.
pub fn not_run<'r>(raw: &Alone<'r>, reading: Reading<'r>) -> (Reading<'r>, Confidence) {
    let is_shown = matches!(reading, Reading::Typed(_)) && has_part(&raw.block.info, "no-run-button");
    (reading, if is_shown { Confidence::Guess } else { Confidence::Certain })
}

/// `/tmp/hello: cannot execute binary file`
fn says(text: &str) -> bool {
    let said = |(name, words): (&str, &str)| name.len() > 1 && !name.contains([' ', '=']) && words.trim().contains(' ');
    text.split_once(": ").is_some_and(said)
}

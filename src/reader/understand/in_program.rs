//! What stands where another program's prompt is open.

use super::super::scan::{is_blank, lines};
use super::alone::Alone;
use super::reading::{Context, Reading};
use super::tag::Tag;
use super::{input, shape};
use crate::document::Form;

/// Words, as nobody types them at a program's prompt, or a piece of a list.
fn is_words(text: &str) -> bool {
    let plain = |w: &str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | ','));
    let line = text.trim();
    !line.contains('\n') && (line.ends_with(',') || line.split(' ').filter(|w| plain(w)).count() > 5)
}

/// What stands where another program's prompt is open, if it fits there.
pub fn in_program<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    // A word to copy answers a question.
    let is_answer = || raw.block.form == Form::Inline && !text.trim().contains([' ', ';', '(']);
    let may_be_typed = context.in_repl && context.tag != Tag::Loose && !is_answer();
    if !may_be_typed || context.cue.is_output() {
        return None;
    }
    // A table of the engine's is no answer of the program, and nothing to ask it.
    let is_table = || lines(text).find(|l| !is_blank(l)).is_some_and(|l| l.starts_with("CONTAINER ID "));
    if shape::is_result(text) || is_table() {
        return Some(Reading::Output);
    }
    let statements = input::statements(raw.lines);
    let fits = || !context.after_command && !shape::is_prose(text) && !is_words(text);
    let typed = statements.is_some() || input::is_input(text) || fits();
    let is_told = || context.cue.is_command() || context.cue.has_word("commands");
    let told = || is_told().then(|| input::told(raw.lines)).flatten();
    typed.then(|| Reading::Repl(statements.or_else(|| input::entries(raw.lines)).or_else(told).unwrap_or_default()))
}

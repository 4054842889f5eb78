//! The commands of a block, as its document has them.

use super::super::scan::is_blank;
use super::bodies;
use super::outputs::is_elision;
use super::prompt::Prompt;
use super::told_asks::is_asked;
use super::transcript::Item;
use super::typed::Typed;
use super::{editor, highlight, start, straight, words};
use crate::document::{Block, BlockKind, Command, Location};
use std::borrow::Cow;

/// A text without white space at its lines' ends.
fn trimmed_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(line.trim_end());
    }
    out
}

/// What is typed at a place.
pub fn command(line: usize, typed: &Typed<'_>, location: Location, on_slide: bool) -> Command {
    let text = if typed.is_one_line() { typed.text().trim_end().to_owned() } else { trimmed_lines(typed.text()) };
    if location == Location::Program {
        return Command { line, text, straight: None, location, interactive: false, placeholders: Vec::new() };
    }
    let plain = if on_slide { highlight::without_highlights(&text) } else { None };
    let straight = straight::straight(plain.as_deref().unwrap_or(&text)).or(plain);
    let interactive = match &straight {
        Some(text) if !bodies::is_function(text) => {
            let text = bodies::without_documents(text).map_or(Cow::Borrowed(text.as_str()), Cow::Owned);
            start::is_interactive(&words::simple_commands(&text))
        }
        Some(_) => false,
        None => typed.is_interactive(),
    };
    Command { line, text, straight, location, interactive, placeholders: Vec::new() }
}

/// Takes a block's commands and what they print.
pub fn fill(
    block: &mut Block,
    items: Vec<Item<'_>>,
    mut command: impl FnMut(usize, Option<Prompt>, &Typed<'_>) -> Command,
) {
    let mut printed = Vec::new();
    block.commands = Vec::with_capacity(items.iter().filter(|item| matches!(item, Item::Command { .. })).count());
    for item in items {
        match item {
            Item::Command { line, prompt, typed } => {
                block.commands.push(command(line, prompt, &typed));
            }
            Item::Output(_, text) => {
                if is_asked(text)
                    && let Some(last) = block.commands.last_mut().filter(|last| last.location != Location::Program)
                {
                    last.interactive = true;
                }
                printed.push(text);
            }
        }
    }
    if printed.is_empty() {
        return;
    }
    let printed = printed.join("\n");
    block.output = !is_blank(&printed);
    let opens = || block.commands.last().is_some_and(|last| last.interactive);
    // What stands below an editor's call is written there, and nothing prints it.
    let edits = || block.commands.last().is_some_and(|last| editor::edits(&last.text));
    let is_other = || is_elision(&printed) || edits() || is_lone_prompt(&printed) && opens();
    let is_told = block.output && !is_other();
    block.expected = is_told.then(|| printed.trim_end().to_owned());
}

/// Whether there is nothing but one word with the sign of a prompt: `web#` below what opens a shell.
fn is_lone_prompt(printed: &str) -> bool {
    let word = printed.trim();
    let Some(name) = word.strip_suffix(['#', '$']) else { return false };
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'@' | b':' | b'~' | b'/'))
}

/// What a block with such commands is.
pub fn kind(block: &Block) -> BlockKind {
    let all = |location| block.commands.iter().all(|c| c.location == location);
    match block.commands.is_empty() {
        true => BlockKind::Other,
        false if all(Location::Program) => BlockKind::Repl,
        false if all(Location::Host) && !block.output => BlockKind::Command,
        false => BlockKind::Session,
    }
}

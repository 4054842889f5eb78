//! What was printed, below the command that printed it: some authors copy both from their screen.

use super::super::scan::{has_byte, is_blank, trimmed};
use super::alone::Alone;
use super::cue::Cue;
use super::prompt::{Prompt, split};
use super::transcript::Item;
use std::borrow::Cow;

/// So many words tell which command it is.
const TELLING: usize = 3;

fn begins(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| *word != "\\").take(TELLING)
}

/// Whether a block is announced by nothing but `Output:`, and the command that it begins with stands in the block above
/// in other words or lines: a terminal cut it. What is the same word for word is typed once in any case, but for a
/// shell: its second one would stand in the first.
pub fn is_echo(items: &[Item<'_>], cue: &Cue<'_>, above: Option<&Alone<'_>>) -> bool {
    let Some(Item::Command { prompt: Some(Prompt::Shell | Prompt::Host | Prompt::Root), typed, .. }) = items.first()
    else {
        return false;
    };
    let is_same = |(_, line): &(usize, Cow<'_, str>)| {
        let line = trimmed(line);
        let line = split(line).map_or(line, |(_, rest)| rest);
        line != typed.text() && begins(line).eq(begins(typed.text()))
    };
    let is_alone = || items.iter().filter(|item| matches!(item, Item::Command { .. })).count() == 1;
    let is_very_same = |above: &Alone<'_>| {
        let mut lines = above.lines.iter().map(|(_, line)| trimmed(line)).filter(|line| !line.is_empty());
        let (Some(line), None) = (lines.next(), lines.next()) else { return false };
        split(line).map_or(line, |(_, rest)| rest) == typed.text()
    };
    let is_seen = || cue.is_output() || cue.tells_of("should see");
    cue.is_output_alone() && above.is_some_and(|above| above.lines.iter().any(is_same))
        || typed.opened().is_some() && is_alone() && is_seen() && above.is_some_and(is_very_same)
}

/// What was printed without its first line, where that is the command.
pub fn without<'t>(printed: &'t str, command: &str) -> &'t str {
    if let Some(rest) = below_wrapped(printed, command) {
        return rest;
    }
    let (first, rest) = printed.trim_start().split_once('\n').unwrap_or((printed, ""));
    let command = command.trim();
    let is_command = match split(first) {
        Some((_, typed)) => typed.trim() == command,
        // All that there is was printed; and shells say `exit` themselves.
        None => {
            !is_blank(rest) && has_byte(command, b' ') && (first.trim() == command || is_filled(first.trim(), command))
        }
    };
    if is_command { rest } else { printed }
}

/// What stands below a prompt and the command, which the terminal or its author broke into lines elsewhere.
fn below_wrapped<'t>(printed: &'t str, command: &str) -> Option<&'t str> {
    let (first, mut rest) = printed.trim_start().split_once('\n')?;
    let (_, typed) = split(first).filter(|(_, typed)| begins(typed).eq(begins(command)))?;
    let mut signs = command.chars().filter(|c| !(c.is_whitespace() || *c == '\\'));
    let mut line = typed;
    loop {
        if !line.chars().filter(|c| !(c.is_whitespace() || *c == '\\')).all(|c| signs.next() == Some(c)) {
            return None;
        }
        if signs.clone().next().is_none() {
            return Some(rest);
        }
        (line, rest) = rest.split_once('\n')?;
    }
}

/// Whether a line is a command with something in the place of what the learner must replace: `ssh ada@box` for `ssh
/// <name>@box`.
fn is_filled(line: &str, command: &str) -> bool {
    let (Some((before, _)), Some((_, after))) = (command.split_once(" <"), command.rsplit_once('>')) else {
        return false;
    };
    let rest = line.strip_prefix(before).and_then(|rest| rest.strip_prefix(' '));
    !before.is_empty() && rest.is_some_and(|rest| rest.len() > after.len() && rest.ends_with(after))
}

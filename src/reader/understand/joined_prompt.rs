//! Prompts that do not stand right before their commands: `$pwd` without a blank, and `$` on a line of its own.

mod machines;

pub use machines::separate as separate_machines;

use super::super::raw::RawBlock;
use super::super::scan::{is_blank, trimmed};
use super::known::{Likeness, is_sentence, likeness};
use super::prompt::{Prompt, is_first_line, split};
use super::tag::{self, Tag};
use std::borrow::Cow;

/// Sets such prompts before their commands, with a blank between.
pub fn take(raw: &mut [RawBlock<'_>]) {
    for block in raw {
        let first = block.lines.iter().map(|(_, text)| trimmed(text)).find(|text| !is_remark(text));
        // Most begin with no sign.
        let is_joined = || block.lines.iter().any(|(_, text)| joined(text).is_some());
        let (is_joined, is_alone) =
            first.map_or((false, false), |first| (first.starts_with('$') && is_joined(), is_alone(first)));
        if is_joined {
            separate(block);
        }
        if is_alone {
            join(block);
        }
    }
}

fn is_remark(text: &str) -> bool {
    is_blank(text) || text.starts_with('#') && !text.ends_with(['#', '$'])
}

/// Writes a blank behind each `$` of a block without one, where something shows that it is a prompt: another one in the
/// block, what was printed, or what the command is given.
fn separate(block: &mut RawBlock<'_>) {
    if !matches!(tag::of(block), Tag::Shell | Tag::None | Tag::Loose | Tag::Text) {
        return;
    }
    let lines = || block.lines.iter().map(|(_, text)| trimmed(text)).filter(|text| !is_remark(text));
    let is_known =
        |text: &str| joined(text).is_some_and(|call| likeness(call) == Likeness::Known && !is_sentence(call));
    let is_prompted = |text: &str| matches!(split(text), Some((Prompt::Shell, _)));
    let mut found = lines().filter(|text| is_prompted(text) || is_known(text));
    let (Some(first), second) = (found.next(), found.next()) else { return };
    let is_first = lines().next() == Some(first);
    let below = || lines().nth(1);
    let is_given = || joined(first).is_none_or(|call| call.contains(' '));
    let is_printed = || below().is_some_and(|text| !text.starts_with('$') && likeness(text) < Likeness::Known);
    if !is_first || !(second.is_some() || is_printed() || below().is_none() && is_given()) {
        return;
    }
    for (_, text) in &mut block.lines {
        let call = joined(text).filter(|call| likeness(call) >= Likeness::Plausible && !is_sentence(call));
        if let Some(call) = call {
            *text = Cow::Owned(format!("$ {call}"));
        }
    }
}

/// What stands behind a `$` without a blank, if it begins like a program's name and not like a variable that is set.
fn joined(line: &str) -> Option<&str> {
    let call = trimmed(line)
        .strip_prefix('$')
        .filter(|call| call.starts_with(|c: char| c.is_ascii_lowercase() || c == '.'))?;
    let in_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.' | b'/');
    let end = call.bytes().position(|b| !in_name(b)).unwrap_or(call.len());
    let behind = &call[end..];
    let ends = behind.is_empty() || behind.starts_with([' ', ';', '|', '&', '>']);
    let next = behind.trim_start();
    let is_set =
        next.starts_with(['=', '[', '?', ',', ')']) || ["->", "-=", "+="].iter().any(|sign| next.starts_with(sign));
    // A bracket that is never closed is somebody's remark.
    let is_open = || call.contains('<') && !call.contains('>');
    (ends && !is_set && !is_open()).then_some(call)
}

/// Whether a line is a prompt and nothing else, and not the first line of one that takes two.
fn is_alone(line: &str) -> bool {
    let is_its = |(prompt, rest): (Prompt, &str)| {
        rest.is_empty() && matches!(prompt, Prompt::Shell | Prompt::Host | Prompt::Container)
    };
    line.ends_with(['$', '#', '>', '%']) && split(line).is_some_and(is_its) && !is_first_line(line)
}

/// Joins prompts that stand alone with the commands in the lines below, where no prompt of the block has its command
/// beside it.
fn join(block: &mut RawBlock<'_>) {
    let is_other = |text: &str| split(text).is_some_and(|(_, rest)| !is_blank(rest));
    let is_command = |text: &str| !is_other(text) && likeness(text) == Likeness::Known && !is_sentence(text);
    if block.lines.iter().any(|(_, text)| is_other(text)) {
        return;
    }
    let mut lines = std::mem::take(&mut block.lines).into_iter().peekable();
    while let Some((line, text)) = lines.next() {
        let below = lines.next_if(|(_, below)| is_alone(trimmed(&text)) && is_command(trimmed(below)));
        block.lines.push(match below {
            Some((below, command)) => {
                (below, Cow::Owned(format!("{} {}", trimmed(&text).trim_end(), trimmed(&command))))
            }
            None => (line, text),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_right_behind_the_sign() {
        for (line, want) in [
            ("$pwd;ls", Some("pwd;ls")),
            ("$./a.sh", Some("./a.sh")),
            ("$ls -l", Some("ls -l")),
            ("$git log --all", Some("git log --all")),
            ("$file = a", None),
            ("$service += 1", None),
            ("$date -> x", None),
            ("$chmod +x a", Some("chmod +x a")),
            ("$./a <all of them)", None),
            ("$env:A = 1", None),
            ("$HOME/a", None),
            ("$ ls", None),
            ("$(ls)", None),
            ("ls", None),
        ] {
            assert_eq!(joined(line), want, "{line}");
        }
    }
}

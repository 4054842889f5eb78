//! Blocks that open a container without a prompt, and go on behind its prompts.

use super::super::super::scan::{is_blank, trimmed};
use super::super::keys;
use super::super::known::{Likeness, likeness};
use super::super::no_command::is_key;
use super::super::prompt::{Prompt, split};
use super::super::typed::Typed;
use super::super::words::first_word;
use super::{Item, Lines, gather, gather_behind, is_comment, is_engine_call, is_in_repl, root_until_line, trim_output};

/// Reads a block whose first command has no prompt and opens a container, in which the rest is typed behind prompts.
pub fn entering<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let at = lines.iter().position(|(_, t)| !(is_blank(t) || is_comment(t)))?;
    let inside = |t: &'r str| {
        let root = t.trim_start().trim_start_matches('[').starts_with("root@");
        split(t).filter(|(p, _)| *p == Prompt::Container || (*p == Prompt::Root && root))
    };
    let (line, first) = &lines[at];
    let below = &lines[at + 1..];
    let leaves = || below.iter().position(|(_, t)| t.trim_end() == "# exit").map(|more| at + 1 + more);
    let prompted = below.iter().any(|(_, t)| inside(t).is_some());
    let left = if prompted { None } else { leaves() };
    if !prompted && left.is_none() {
        return None;
    }
    let (command, taken) = gather(lines, at, trimmed(first))?;
    let typed = Typed::new(command);
    let is_runtime = || matches!(first_word(typed.text()), Some("apptainer" | "singularity"));
    let enters = typed.likeness() == Likeness::Known && (typed.calls_engine() || is_runtime());
    if !enters || typed.opened().is_none() {
        return None;
    }
    let (mut items, mut at) = (vec![Item::Command { line: *line, prompt: None, typed }], at + taken);
    let root_until = match left {
        Some(left) => root_until_line(&lines[..=left], at)?,
        None => 0,
    };
    // Whoever left the container is on the host again.
    let mut outside = false;
    let typed_by = |items: &[Item<'_>], at: usize, text: &'r str, outside: bool| match split(text) {
        Some((Prompt::Root, rest)) if at < root_until => Some((Prompt::Container, rest)),
        // A program that was started in there.
        Some((Prompt::Repl, rest)) if is_in_repl(items) => Some((Prompt::Repl, rest)),
        None if left.is_some() && at >= root_until && likeness(text) == Likeness::Known => Some((Prompt::Shell, text)),
        Some((Prompt::Shell, rest)) if outside && !rest.is_empty() => Some((Prompt::Shell, rest)),
        None if outside && !is_comment(text) && is_engine_call(text) => Some((Prompt::Shell, text)),
        _ => inside(text),
    };
    while let Some((line, text)) = lines.get(at) {
        at += 1;
        match typed_by(&items, at - 1, text, outside) {
            Some((_, rest)) if rest.is_empty() || rest.starts_with(['#', '^']) || is_key(rest) => {
                outside |= keys::leave(rest);
            }
            Some((prompt, rest)) => {
                let (command, taken) = gather_behind(prompt, lines, at - 1, rest)?;
                outside = prompt == Prompt::Shell || prompt == Prompt::Container && command == "exit";
                items.push(Item::Command { line: *line, prompt: Some(prompt), typed: Typed::new(command) });
                at += taken - 1;
            }
            // Nothing is typed behind the host's prompt.
            None if matches!(split(text), Some((Prompt::Shell | Prompt::Host, ""))) => {}
            None => items.push(Item::Output(*line, text)),
        }
    }
    Some(trim_output(items))
}

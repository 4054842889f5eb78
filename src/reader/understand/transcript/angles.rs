//! Programs whose whole prompt is `>`.

use super::super::super::scan::is_blank;
use super::super::known::Likeness;
use super::super::prompt::{Prompt, split};
use super::super::shells;
use super::super::typed::Typed;
use super::super::words::here_string;
use super::{Item, Lines, bare, gather_behind, with_prompts};

/// Whether a text of several lines begins behind the sign, as the other system's shell takes it: `> @"`, and `"@ | ...` below.
pub fn is_text(lines: &Lines<'_>, first: &str) -> bool {
    let end = if first.starts_with('@') && first.len() == 2 { here_string(first) } else { None };
    end.is_some_and(|end| lines.iter().skip(1).any(|(_, text)| text.starts_with(end)))
}

/// Reads what is typed at the prompt `>` of a program that is open, what it prints, and what is typed in the shell once it
/// is left. `None` where nobody can tell what stands below that.
pub fn behind_angles<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((line, text)) = lines.get(at) {
        at += 1;
        let Some((Prompt::Angle, typed)) = split(text) else {
            items.push(Item::Output(*line, text));
            continue;
        };
        let (command, taken) = gather_behind(Prompt::Repl, lines, at - 1, typed)?;
        at += taken - 1;
        let is_left = shells::leaves(&command);
        items.push(Item::Command { line: *line, prompt: Some(Prompt::Repl), typed: Typed::new(command) });
        // Where it says goodbye, that ends the block.
        if is_left && lines[at..].iter().filter(|(_, text)| !is_blank(text)).nth(1).is_some() {
            let rest = &lines[at..];
            items.extend(with_prompts(rest).or_else(|| bare(rest, Likeness::Known))?);
            break;
        }
    }
    Some(items)
}

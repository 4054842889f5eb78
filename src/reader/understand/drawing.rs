//! Drawn folders: what a program printed, or somebody drew.

use super::super::scan::{has_byte, lines};
use super::reading::Context;

/// Whether folders stand side by side, or arrows lead from some to others, or down from one thing to the next: no program
/// prints that, whatever the marks of the block say.
pub fn is_of_several(text: &str) -> bool {
    let leads_down = |line: &str| matches!(line.trim(), "↓" | "↑" | "▼" | "▲" | "⬇" | "⬆");
    let is_arrow = |line: &str| line.contains("─>") || line.contains("<─") || line.contains("→ ├") || leads_down(line);
    let is_apart = |line: &str| {
        let rest = line.split_once(['├', '└']).map_or("", |(_, rest)| rest);
        rest.contains(['├', '└']) && rest.contains("   ")
    };
    has_byte(text, 0xE2) && lines(text).filter(|line| is_arrow(line) || is_apart(line)).count() > 1
}

/// Whether files are drawn as a tree where only their look is told, and no command before could have drawn them: "The
/// folder should look like this:", or "The structure looks like this:" below what makes a folder.
pub fn is_layout(text: &str, context: &Context<'_>) -> bool {
    let draws = || text.contains("├── ") || text.contains("└── ");
    let is_told = || match context.after {
        None => context.cue.only_looks(),
        Some(command) => MAKES.contains(&program(command)) && context.cue.is_look_of_layout(),
    };
    has_byte(text, 0xE2) && draws() && is_told()
}

/// Programs that change files or folders, and print nothing of them.
const MAKES: &[&str] = &["cd", "chmod", "chown", "cp", "mkdir", "mv", "rm", "touch"];

/// The program that a command calls.
fn program(command: &str) -> &str {
    command.split_ascii_whitespace().find(|word| *word != "sudo").unwrap_or_default()
}

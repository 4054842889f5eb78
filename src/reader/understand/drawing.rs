//! Drawn folders: what a program printed, or somebody drew.

use super::super::scan::{has_byte, lines};
use super::reading::Context;

/// Whether folders stand side by side, or arrows lead from some to others: no program prints that, whatever the marks of
/// the block say.
pub fn is_of_several(text: &str) -> bool {
    let is_arrow = |line: &str| line.contains("─>") || line.contains("<─") || line.contains("→ ├");
    let is_apart = |line: &str| {
        let rest = line.split_once(['├', '└']).map_or("", |(_, rest)| rest);
        rest.contains(['├', '└']) && rest.contains("   ")
    };
    has_byte(text, 0xE2) && lines(text).filter(|line| is_arrow(line) || is_apart(line)).count() > 1
}

/// Whether files are drawn as a tree where only their look is told, and no command before could have drawn them: "The
/// folder should look like this:".
pub fn is_layout(text: &str, context: &Context<'_>) -> bool {
    let draws = || text.contains("├── ") || text.contains("└── ");
    has_byte(text, 0xE2) && context.after.is_none() && draws() && context.cue.only_looks()
}

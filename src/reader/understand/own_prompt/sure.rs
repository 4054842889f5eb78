//! What tells a made-up prompt from other signs.

use super::super::super::raw::RawBlock;
use super::super::super::scan::trimmed;

/// What is left of a prompt whose names were taken away.
pub const HOME: &str = ":~$";

/// Whether it can be nothing but a prompt, whatever is typed behind it: there is a picture before its sign, or a bare home
/// folder, `[Our-Bay]🚩 >` and `:~$`.
pub fn is_drawn(prompt: &str) -> bool {
    let name = prompt[..prompt.len() - 1].trim_end();
    let is_picture = |c: char| !(c.is_ascii() || c.is_alphanumeric() || c.is_whitespace());
    prompt == HOME || name.ends_with(is_picture)
}

/// Whether programs print such a sign, too, before what they tell: `==> docker`.
pub fn must_stand_alone(prompt: &str) -> bool {
    prompt.starts_with('=')
}

/// Whether a block has a line with nothing but the prompt, at which something could be typed.
pub fn stands_alone(prompt: &str, block: &RawBlock<'_>) -> bool {
    block.lines.iter().any(|(_, text)| trimmed(text) == prompt)
}

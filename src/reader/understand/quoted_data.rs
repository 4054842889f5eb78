//! Data over several lines that a command is given between quotes: `curl -d '{`.

use super::super::scan::{is_blank, lines, trimmed};
use super::known::{Likeness, likeness};
use super::words::extent;

/// Whether a text that looks like data begins with a command, or with a variable that is set, whose quote opens at the
/// end of its line and closes further down: its lines are no file then.
pub fn is_argument(text: &str) -> bool {
    let is_remark = |line: &str| is_blank(line) || trimmed(line).starts_with('#');
    let mut lines = lines(text).skip_while(|line| is_remark(line)).peekable();
    let Some(first) = lines.peek().map(|line| trimmed(line)) else { return false };
    let before = first.trim_end_matches(['{', '[', ' ']);
    before.len() < first.len()
        && before.trim_end_matches(['\'', '"']).len() + 1 == before.len()
        && before.len() > 1
        && likeness(first) >= Likeness::Plausible
        && extent(lines).is_some()
}

//! Lines that a terminal broke at its width, copied as they stood there.

use super::super::raw::RawBlock;
use super::super::scan::trimmed_end;

/// No terminal is narrower.
const NARROWEST: usize = 60;

/// Joins the lines of commands that go on by a backslash and were broken within a word: the fragment stands at the left, and
/// has the backslash. Says in which blocks, by their lines.
pub fn take(raw: &mut [RawBlock<'_>]) -> Vec<usize> {
    raw.iter_mut().filter_map(|raw| join(raw).then_some(raw.line)).collect()
}

fn join(raw: &mut RawBlock<'_>) -> bool {
    let is_broken = |at: usize| {
        let [(_, before), (_, line), (_, rest)] = &raw.lines[at..at + 3] else { return false };
        if line.len() < NARROWEST {
            return false;
        }
        let fragment = trimmed_end(rest).strip_suffix(" \\").unwrap_or_default();
        before.ends_with('\\')
            && line.starts_with(' ')
            && line.ends_with(|c: char| c.is_ascii_alphanumeric())
            && !fragment.is_empty()
            && fragment.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let Some(at) = (0..raw.lines.len().saturating_sub(2)).find(|at| is_broken(*at)) else { return false };
    if raw.lines.iter().any(|(_, line)| line.len() > raw.lines[at + 1].1.len()) {
        return false;
    }
    let (_, rest) = raw.lines.remove(at + 2);
    raw.lines[at + 1].1.to_mut().push_str(&rest);
    true
}

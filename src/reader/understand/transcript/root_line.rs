//! A single line behind root's prompt, at the end of a block whose command above opened a shell: nothing below tells that
//! it is no remark.

use super::super::super::scan::is_blank;
use super::super::engine::is_engine;
use super::super::known::{Likeness, is_ambiguous, likeness};
use super::super::prompt::{Prompt, split};
use super::super::words::first_word;
use super::Lines;

/// A remark has more words, or signs that no such line has.
const MOST_WORDS: usize = 2;

/// Where the block ends, if its one line from here is a short call of a program whose name is no word of a language:
/// `# ps faux`. The engine's would be outside.
pub fn last_call(lines: &Lines<'_>, at: usize) -> Option<usize> {
    let mut rest = lines[at..].iter().map(|(_, text)| &**text).filter(|text| !is_blank(text));
    let (Some(line), None) = (rest.next(), rest.next()) else { return None };
    let (_, call) = split(line).filter(|(prompt, _)| *prompt == Prompt::Root)?;
    let first = first_word(call)?;
    let is_name = !is_ambiguous(first) && !is_engine(first) && first.bytes().all(|b| b.is_ascii_lowercase());
    let is_short = call.split_whitespace().count() <= MOST_WORDS && !call.ends_with([':', '.', '!', '?', ')']);
    (is_name && is_short && likeness(call) == Likeness::Known).then_some(lines.len())
}

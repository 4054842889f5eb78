//! Calls over several lines of which a backslash was forgotten.

use super::super::super::lines::indent;
use super::super::super::scan::{is_blank, trimmed, trimmed_end};
use super::super::engine::Call;
use super::super::known::{Likeness, is_sentence, likeness, without_prefixes};
use super::super::prompt::split;
use super::super::words::simple_commands;
use super::Lines;

/// So many lines at most go on with such a call.
const MAX_LINES: usize = 12;

/// How many lines go on with a call that has ended without the image it runs, although its lines before end in
/// backslashes: each is indented deeper than the first, and none is a command by itself. A shell would take them for
/// commands; what is meant is clear.
pub fn forgotten(lines: &Lines<'_>, at: usize, first: &str, taken: usize) -> usize {
    if taken < 2 || !trimmed_end(first).ends_with('\\') {
        return 0;
    }
    let Some((before, below)) = lines.get(at + 1..).and_then(|rest| rest.split_at_checked(taken - 1)) else { return 0 };
    let column = indent(&lines[at].1);
    let goes_on = |text: &str| {
        !is_blank(text)
            && indent(text) > column
            && split(text).is_none()
            && likeness(trimmed(text)) < Likeness::Known
            && !is_sentence(text)
    };
    let more = below.iter().take(MAX_LINES).take_while(|(_, text)| goes_on(text)).count();
    if more == 0 {
        return 0;
    }
    let parts = |count: usize| {
        let all = std::iter::once(first).chain(before.iter().chain(&below[..count]).map(|(_, text)| &**text));
        all.map(|text| trimmed_end(text).trim_end_matches('\\')).collect::<Vec<_>>().join(" ")
    };
    if lacks_image(&parts(0)) && !lacks_image(&parts(more)) { more } else { 0 }
}

/// Whether a call runs an image and names none.
fn lacks_image(text: &str) -> bool {
    let commands = simple_commands(text);
    let call = commands.only().and_then(|words| Call::read(without_prefixes(words)));
    call.is_some_and(|call| call.command == "run" && call.lacks_operands())
}

//! What a program printed although its tag names a language: the file that the command right above shows, and the trace
//! with which Python ends.

use super::super::lines::begun;
use super::super::scan::has_byte;
use super::alone::Alone;
use super::reading::Context;
use super::tag::{self, Tag};

/// How Python tells of what it did not get over.
const TRACE: &str = "Traceback (most recent call last):";

/// Whether a block is printed, whatever its tag.
pub fn is_printed(raw: &Alone<'_>, text: &str, context: &Context<'_>) -> bool {
    // A script that writes such a line has something before it.
    begun(text).starts_with(TRACE) || context.tag == Tag::File && is_shown(raw, context)
}

/// Whether a block is the file that the command right above shows: nothing stands between but what announces that, and
/// nobody is told to do something with the file.
fn is_shown(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    const DOES: &[&str] = &["add", "create", "edit", "change", "modify", "update", "replace", "write", "save", "copy"];
    let cue = context.cue;
    let announced = || {
        context.near_command
            && cue.is_output()
            && !(cue.is_file() && cue.is_made() || cue.is_part() || DOES.iter().any(|verb| cue.has_word(verb)))
    };
    context.after_cat
        && (context.after_command || announced())
        && context.after.is_some_and(|command| !has_byte(command, b'>'))
        && tag::path(raw.block).is_none()
        && !tag::is_saved(raw.block)
}

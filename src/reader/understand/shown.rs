//! What a program printed although its tag names a language: the file that the command right above shows, and the trace
//! with which Python ends.

use super::super::lines::begun;
use super::super::scan::has_byte;
use super::alone::Alone;
use super::cue::Cue;
use super::reading::Context;
use super::tag::{self, Tag};

/// How Python tells of what it did not get over.
const TRACE: &str = "Traceback (most recent call last):";

/// Whether a block is printed, whatever its tag.
pub fn is_printed(raw: &Alone<'_>, text: &str, context: &Context<'_>) -> bool {
    // A script that writes such a line has something before it.
    begun(text).starts_with(TRACE) || context.tag == Tag::File && is_shown(raw, context)
}

/// What is told to be done with a file that is there.
const CHANGES: &[&str] = &["add", "edit", "change", "modify", "update", "replace"];
/// And to make one.
const MAKES: &[&str] = &["create", "write", "save", "copy"];

/// Whether the learner is told to change a file into what stands below: "Change it to look like this:".
pub fn is_changed(cue: &Cue<'_>) -> bool {
    cue.tells_of("look") && CHANGES.iter().any(|verb| cue.has_word(verb))
}

/// Whether a block is the file that the command right above shows: nothing stands between but what announces that, and
/// nobody is told to do something with the file.
fn is_shown(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    let cue = context.cue;
    let does = || CHANGES.iter().chain(MAKES).any(|verb| cue.has_word(verb));
    let announced = || context.near_command && cue.is_output() && !(cue.is_part() || does());
    context.after_cat
        && (context.after_command || announced())
        && context.after.is_some_and(|command| !has_byte(command, b'>'))
        && tag::path(raw.block).is_none()
        && !tag::is_saved(raw.block)
}

//! Editors, and what is to be put into the file that they open.

use super::super::lines::begun;
use super::super::raw::RawBlock;
use super::super::scan::{has_part, has_word_any_case, is_blank, trimmed};
use super::alone::Alone;
use super::cue::Cue;
use super::known::{Likeness, likeness};
use super::prompt::split;
use super::reading::{Context, Reading};
use super::tag::{self, Tag};
use super::transcript::{Item, Lines};
use super::typed::Typed;
use crate::document::{Confidence, Form};

/// Whether a command opens a file in an editor.
pub fn edits(command: &str) -> bool {
    let mut words = command.trim_start_matches("sudo ").split(' ');
    words.next().is_some_and(|word| matches!(word, "vi" | "vim" | "nano" | "emacs" | "pico")) && words.next().is_some()
}

/// What a comment tells the learner to do in the editor.
const VERBS: &[&str] =
    &["add", "append", "change", "insert", "paste", "put", "replace", "set", "write", "edit", "update", "enter"];

/// The call of an editor on a block's first line, where a comment below says that the lines behind it go into the file:
/// `vi a.conf`, `# add this line`. Nobody types these in the shell.
pub fn with_lines<'r>(raw: &Alone<'r>, text: &str) -> Option<Vec<Item<'r>>> {
    if !begun(text).starts_with(['v', 'n', 'e', 'p', 's']) {
        return None;
    }
    let mut lines = raw.lines.iter().filter(|(_, t)| !is_blank(t));
    let (line, first) = lines.next()?;
    let names_one = trimmed(first).trim_start_matches("sudo ").split(' ').count() == 2;
    let (_, comment) = lines.next().filter(|_| names_one && edits(trimmed(first)))?;
    let words = begun(comment).strip_prefix('#')?.trim_start().to_lowercase();
    let is_told = VERBS.contains(&words.split(' ').next().unwrap_or_default());
    (is_told && lines.next().is_some())
        .then(|| vec![Item::Command { line: *line, prompt: None, typed: Typed::new(trimmed(first)) }])
}

/// Whether the call of an editor is the only command above lines of which none is one: they are what the file gets, and
/// nobody types them in the shell.
pub fn is_above_text(items: &[Item<'_>], below: &Lines<'_>) -> bool {
    let [Item::Command { typed, .. }] = items else { return false };
    let lines = || below.iter().map(|(_, text)| trimmed(text)).filter(|text| !is_blank(text));
    edits(typed.text()) && lines().all(|text| likeness(text) < Likeness::Known && split(text).is_none())
}

/// The file that is open in an editor for a block that is to be copied, by the last command before: `vi a.conf`.
pub fn opened_for<'l>(raw: &RawBlock<'_>, last: &'l str) -> Option<&'l str> {
    if !tag::is_to_copy(raw) || !edits(last) {
        return None;
    }
    let operands = last.split_whitespace().skip_while(|word| *word == "sudo").skip(1);
    let file = operands.filter(|word| !word.starts_with(['-', '+'])).last()?;
    Some(file).filter(|file| !file.contains(['<', '$', '*', '|', ';', '&']))
}

/// The file that the last command opened in an editor, where the words before a block say that this is all of it: "Now
/// make it look like this and save the file".
pub fn opened_whole<'l>(last: &'l str, cue: &Cue<'_>) -> Option<&'l str> {
    if !edits(last) || !["make it look like", "should look like this"].iter().any(|words| cue.tells_of_whole(words)) {
        return None;
    }
    let mut words = last.split_whitespace().skip_while(|word| *word == "sudo").skip(1);
    let file = words.next().filter(|file| !file.starts_with(['-', '+']) && words.next().is_none())?;
    Some(file).filter(|file| !file.contains(['<', '$', '*', '|', ';', '&']))
}

/// How a sentence announces what goes into a file.
const INTO: &[&str] =
    &["add", "append", "paste", "insert", "put", "write", "fill", "replace", "change", "content", "line", "lines"];
/// How it tells to type something.
const CALLS: &[&str] = &["run", "type", "execute", "enter", "use", "give", "issue", "try", "following"];
/// The editor's own commands are no longer.
const MAX_KEYS: usize = 4;
/// How it says that the file is left.
const LEFT: &[&str] = &["save", "saved", "close", "exit", "quit", "leave", "restart", "run", "execute"];

/// A block that is to be copied, and neither clicked on to be run nor marked as anything: text for the file that an editor has
/// open is not typed in the shell, and what a sentence calls a command is one, whatever program that is.
pub fn copied<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<(Reading<'r>, Confidence)> {
    if !tag::is_to_copy(raw.block) || context.tag != Tag::None {
        return None;
    }
    let (before, after) = context.cue.around(text.trim());
    let is = |words: &[&str]| words.iter().any(|word| has_word_any_case(before, word));
    let Some(file) = context.editor else {
        let is_told = raw.block.form == Form::Inline && is(&["command"]) && is(CALLS);
        let items = is_told.then(|| raw.bare(Likeness::Plausible))??;
        return Some((Reading::Typed(items), Confidence::Likely));
    };
    let is_saved_behind =
        || ["save", "into the file", "in the file", "to the file"].iter().any(|words| has_part(after, words));
    let is_into = is(INTO) || is_saved_behind();
    let is_text = is_into
        || !is(LEFT)
            && (file.rsplit_once('.').is_some_and(|(_, end)| end == "sh") || raw.bare(Likeness::Known).is_none());
    // The editor's own: `:wq`.
    let is_key = text.trim().len() <= MAX_KEYS && text.trim_start().starts_with(':');
    let sure = if is_into { Confidence::Likely } else { Confidence::Guess };
    (is_text && !is_key).then_some((Reading::File, sure))
}

/// Whether what is to be copied is added to what is in the file.
pub fn adds(cue: &Cue<'_>, text: &str) -> bool {
    let (before, _) = cue.around(text.trim());
    ["add", "append"].iter().any(|word| has_word_any_case(before, word))
}

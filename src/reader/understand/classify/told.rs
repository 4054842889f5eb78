//! What the words before a block tell of it, where its text tells nothing.

use super::super::super::lines::begun;
use super::super::super::scan::{has_byte, has_part, has_word_any_case};
use super::super::alone::Alone;
use super::super::known::{Likeness, likeness};
use super::super::listing;
use super::super::placeholder;
use super::super::prompt::Prompt;
use super::super::reading::{Context, Reading};
use super::super::shape;
use super::super::tag::Tag;
use super::super::transcript::is_engine_call;
use super::super::words::{angle, first_word};
use super::super::{editor, fragment};

/// What neither its prompts nor its commands nor its shape told.
pub fn by_words<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    // A function of PowerShell's, say.
    if text.starts_with("function ") && context.cue.is_windows() {
        return Some(Reading::Other);
    }
    let opens = |last: &str| editor::opened_whole(last, context.cue).is_some();
    if context.after.is_some_and(opens) || fragment::is_of_file(text, context) {
        return Some(Reading::File);
    }
    if is_prompt(text, context) {
        return Some(Reading::Output);
    }
    if is_format(text, context) {
        return Some(Reading::Other);
    }
    if context.cue.ignore_file().is_some() && listing::has_patterns(text) {
        return Some(Reading::File);
    }
    if !(context.after_command || context.cue.is_output()) && is_piece_of_element(text) {
        return Some(Reading::File);
    }
    if let Some(call) = path_alone(raw, text, context) {
        return Some(call);
    }
    is_arguments(text, context).then_some(Reading::Synopsis)
}

/// Blocks of Terraform's, say: a file, unless a command printed them.
pub fn configuration<'r>(text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    let is_named = || context.cue.is_file() || context.cue.file_name().is_some();
    shape::is_hcl(text).then(|| if context.after_command && !is_named() { Reading::Output } else { Reading::File })
}

/// A script that its path calls, alone below a title: `/usr/local/bin/clean-up.sh`.
fn path_alone<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    let line = text.trim();
    let folder =
        line.strip_suffix(".sh").filter(|path| path.starts_with('/') && !path.contains(char::is_whitespace))?;
    let is_program = has_part(folder, "/bin/") || has_part(folder, "/sbin/");
    let cue = context.cue;
    let is_below_title =
        !cue.title().is_empty() && cue.paragraphs_up().next().is_none_or(|said| said.trim() == cue.title().trim());
    let is_free = !context.after_command && is_below_title && !cue.is_output() && !cue.is_file();
    let items = (is_program && is_free).then(|| raw.bare(Likeness::None))??;
    Some(Reading::Typed(items))
}

/// Whether what a text begins with may be no prompt at all. With the name of a machine root's is as good as another's.
pub fn is_weak(first: Option<(Prompt, &str)>, text: &str) -> bool {
    let is_full = |rest: &str| begun(text).starts_with("root@") && likeness(rest) == Likeness::Known;
    let is_root = |rest: &str| is_engine_call(rest) || is_full(rest);
    first.is_none_or(|(prompt, rest)| prompt == Prompt::Angle || prompt == Prompt::Root && !is_root(rest))
}

/// How a name is made up, drawn with its parts above it, which looks like a table: "The names have the following format:".
fn is_format(text: &str, context: &Context<'_>) -> bool {
    let cue = context.cue;
    let is_told =
        || cue.tells_of("following") && ["format", "scheme", "structure"].iter().any(|word| cue.has_word(word));
    let is_free = !(context.after_command || context.near_command);
    is_free && text.contains('[') && is_told() && !cue.is_output() && !cue.is_file()
}

/// A prompt that is shown as it looks, with nothing behind it: "You get a prompt like this one:".
fn is_prompt(text: &str, context: &Context<'_>) -> bool {
    let line = text.trim();
    !line.contains('\n') && line.contains(['@', '>', '$', '#']) && context.cue.has_word("prompt") && {
        ["look like", "looks like", "looking like", "like this", "similar to"].iter().any(|w| context.cue.tells_of(w))
    }
}

/// Whether a block is nothing but the names of some files, where the words before or the title speak of files.
pub fn lists_files(text: &str, context: &Context<'_>) -> bool {
    let may_stand = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let is_name = |line: &str| {
        let named = line.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && (1..=5).contains(&end.len()));
        named && line.bytes().all(may_stand)
    };
    context.tag == Tag::None
        && has_byte(text.trim(), b'\n')
        && (context.cue.has_word("files") || has_word_any_case(context.cue.title(), "files"))
        && text.trim().lines().all(|line| is_name(line.trim()))
}

/// Whether there is nothing but dots and what is kept under a name behind them, as in an element of a file: `... url="a:80"`.
fn is_piece_of_element(text: &str) -> bool {
    let Some(kept) = text.trim().strip_prefix("... ").filter(|kept| !kept.contains('\n')) else { return false };
    let is_name = |name: &str| {
        name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':' | b'.'))
    };
    kept.ends_with('"') && kept.split_once("=\"").is_some_and(|(name, value)| is_name(name) && value.len() > 1)
}

/// The words that a call is given, broken into lines, without the program: "with these parameters:".
fn is_arguments(text: &str, context: &Context<'_>) -> bool {
    if !has_part(text, "\\\n") || likeness(text.trim()) > Likeness::None {
        return false;
    }
    let mut lines = text.trim().lines().rev().map(str::trim_end);
    let last = lines.next().unwrap_or_default();
    let goes_on = !last.ends_with('\\') && lines.all(|line| line.ends_with('\\'));
    let is_flag = |line: &str| line.trim_start().starts_with('-');
    goes_on
        && text.lines().any(is_flag)
        && first_word(text).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase() || c == '-'))
        && ["parameters", "options", "flags", "arguments"].iter().any(|word| context.cue.has_word(word))
}

/// Whether a text is one line with something that the learner must fill in, or a few with remarks behind them: nobody
/// prints that.
pub fn is_to_fill_in(text: &str) -> bool {
    let line = text.trim();
    let holds = |(at, _)| at > 0 && angle(&line[at..]).is_some();
    let remarked = || line.lines().all(|line| has_part(line, "  # "));
    (!line.contains('\n') || remarked())
        && !placeholder::of_command(line).is_empty()
        && line.match_indices('<').any(holds)
}

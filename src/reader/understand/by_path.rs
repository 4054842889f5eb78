//! Programs that are called by their path, or with the path of what they open: nobody knows their names.

use super::super::scan::{has_byte, has_word_any_case, is_blank, trimmed};
use super::alone::Alone;
use super::known::{Likeness, is_path_of_program};
use super::reading::{Context, Reading};
use super::tag::Tag;
use super::transcript::{Item, bare};

/// One line below a sentence that announces a command: "with the command below:", and then `screen ~/Library/tty`, or
/// "Run:", and then `/opt/tool/bin/setup`.
pub fn typed<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    if !raw.has(b"/") || !is_free(context) || !context.cue.ends_with_colon() {
        return None;
    }
    let mut lines = raw.lines.iter().map(|(_, text)| trimmed(text)).filter(|text| !is_blank(text));
    let (Some(line), None) = (lines.next(), lines.next()) else { return None };
    let called = || context.cue.is_command() && is_path_of_program(line) && !has_byte(line, b' ');
    let announced = context.cue.has_word("command") && opens_path(line);
    (announced || called()).then(|| bare(raw.lines, Likeness::None))?
}

/// The path of a program on the first line, and below it what that prints, where it is said how something is run.
pub fn with_output<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    if !raw.lines.first().is_some_and(|(_, text)| is_alone(text))
        || !is_free(context)
        || context.after_command && !context.cue.heading
    {
        return None;
    }
    let is_run = ["run", "execute", "start"]
        .iter()
        .any(|word| context.cue.has_word(word) || has_word_any_case(context.cue.title(), word));
    let (first, below) = raw.lines.split_first()?;
    if !is_run || below.is_empty() || below.iter().any(|(_, text)| text.starts_with('/')) {
        return None;
    }
    let mut items = bare(std::slice::from_ref(first), Likeness::None)?;
    items.extend(below.iter().map(|(line, text)| Item::Output(*line, text)));
    Some(Reading::Typed(items))
}

fn is_alone(text: &str) -> bool {
    text.starts_with('/') && is_path_of_program(text) && !has_byte(text.trim_end(), b' ')
}

/// Whether nothing else is said of a block, which has no mark.
fn is_free(context: &Context<'_>) -> bool {
    matches!(context.tag, Tag::None | Tag::Shell) && !context.cue.is_output()
}

/// Whether a line is a name and a path: `screen ~/Library/tty`.
fn opens_path(line: &str) -> bool {
    let Some((name, path)) = line.split_once(' ') else { return false };
    let in_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(in_name)
        && ["/", "~/", "./"].iter().any(|begin| path.starts_with(begin))
        && !path.contains(char::is_whitespace)
}

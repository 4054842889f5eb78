//! The file with which a shell starts that a lesson fills block by block.
//!
//! A sentence names it, and those behind it say only where in it something belongs: "Edit your `~/.bashrc`, at the top put:"
//! and then "at the bottom put:". None of it is typed, though a shell reads it.

use super::super::scan::{has_part, is_blank};
use super::alone::Alone;
use super::cue::Cue;
use super::phrase;
use super::prompt::{Prompt, split};
use super::tag::Tag;
use super::words::first_word;

/// The file of which the text speaks, and the title of the section that does.
#[derive(Debug, Default)]
pub struct StartFile<'s> {
    at_hand: Option<(&'s str, &'s str)>,
}

impl<'s> StartFile<'s> {
    /// The file into which the next block goes, by what is said before it and by its lines.
    pub fn take(&mut self, cue: &'s Cue<'s>, alone: &'s Alone<'s>) -> Option<&'s str> {
        if let Some(path) = defined_in(cue, alone) {
            return Some(path);
        }
        if !(matches!(alone.tag, Tag::Shell | Tag::None | Tag::Loose) && may_be_content(alone) && cue.ends_with_colon())
        {
            return None;
        }
        let is_here = |(path, title): (&'s str, &str)| std::ptr::eq(title, cue.title()).then_some(path);
        let at_hand = self.at_hand.and_then(is_here);
        let path = cue.start_file_told().or_else(|| at_hand.filter(|_| cue.goes_into_file()))?;
        self.at_hand = Some((path, cue.title()));
        is_content(alone, path).then_some(path)
    }
}

/// The file into which several functions and aliases go, or a function among other settings: a comment above them names it,
/// or the sentence says that they are in it.
fn defined_in<'s>(cue: &'s Cue<'s>, alone: &'s Alone<'s>) -> Option<&'s str> {
    let mut code = alone.lines.iter().map(|(_, line)| &**line).filter(|line| !is_blank(line));
    let first = code.next()?;
    let begins = if first.starts_with('#') { code.find(|line| !line.starts_with('#'))? } else { first };
    let is_setting = |line: &str| SETTINGS.iter().any(|setting| line.starts_with(setting));
    if !(is_setting(begins) || is_function(begins)) || !matches!(alone.tag, Tag::Shell | Tag::None | Tag::Loose) {
        return None;
    }
    let path = phrase::commented_start_file(first).or_else(|| cue.start_file_around())?;
    let (mut functions, mut aliases, mut is_within) = (0, 0, false);
    for (_, line) in alone.lines {
        match &**line {
            "}" => is_within = false,
            _ if is_within => {}
            line if is_function(line) => {
                functions += 1;
                is_within = !line.trim_end().ends_with('}');
            }
            line if is_blank(line) || line.starts_with('#') => {}
            line if is_setting(line) => aliases += usize::from(line.starts_with("alias ")),
            _ => return None,
        }
    }
    (!is_within && (functions > 0 || aliases > 1)).then_some(path)
}

/// How a line begins that sets something for the shell that reads it.
const SETTINGS: &[&str] = &["alias ", "export "];

/// `name() {`, `function name {`
fn is_function(line: &str) -> bool {
    if !has_part(line, "{") {
        return false;
    }
    let name = line.strip_prefix("function ").or_else(|| line.split_once("()").map(|(name, _)| name));
    let name = name.and_then(|name| name.split(['(', ' ', '{']).next()).unwrap_or_default();
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// Whether the first line is none that is typed: most begin with a prompt or call the engine.
fn may_be_content(alone: &Alone<'_>) -> bool {
    let first = alone.lines.iter().map(|(_, line)| &**line).find(|line| !is_blank(line));
    first.is_some_and(|line| {
        !line.starts_with(['$', '>', 'd']) || !(line.starts_with("docker") || split(line).is_some())
    })
}

/// Whether lines may stand in a start file: nothing is shown typed there, and no line writes to the file, opens it or calls
/// for another user's rights.
fn is_content(alone: &Alone<'_>, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut lines = alone.lines.iter().map(|(_, line)| &**line).filter(|line| !is_blank(line));
    let is_typed = |line: &str| {
        let opens = |word: &str| matches!(word, "sudo" | "nano" | "vim" | "vi" | "emacs" | "cat" | "tee");
        split(line).is_some_and(|(prompt, _)| prompt != Prompt::Root) || first_word(line).is_some_and(opens)
    };
    !lines.any(|line| has_part(line, name) || is_typed(line))
}

//! The file with which a shell starts that a lesson fills block by block.
//!
//! A sentence names it, and those behind it say only where in it something belongs: "Edit your `~/.bashrc`, at the top put:"
//! and then "at the bottom put:". None of it is typed, though a shell reads it.

use super::super::scan::{has_part, is_blank};
use super::alone::Alone;
use super::cue::Cue;
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
    pub fn take(&mut self, cue: &'s Cue<'s>, alone: &Alone<'_>) -> Option<&'s str> {
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

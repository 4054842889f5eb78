//! What a block may be read as, and what is known when that is asked.

use super::cue::Cue;
use super::shape;
use super::synopsis::is_form_of_instructions;
use super::tag::Tag;
use super::transcript::Item;
use super::typed::Typed;

/// What is known when a block is met.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Context<'c> {
    /// The author's marks.
    pub tag: Tag,
    /// The prose before.
    pub cue: &'c Cue<'c>,
    /// The last block held commands and nothing stood between.
    pub after_command: bool,
    /// The last block held commands and printed nothing, and no heading stands between.
    pub near_command: bool,
    /// Those commands print files.
    pub after_cat: bool,
    /// The last command before, if no heading stands between.
    pub after: Option<&'c str>,
    /// Another program's prompt is open.
    pub in_repl: bool,
    /// A program is open that is talked to.
    pub in_agent: bool,
    /// The prose before the next block.
    pub next: Option<&'c Cue<'c>>,
    /// It stands in a box with a hint, where sentences are set in fences too.
    pub in_hint: bool,
    /// The file with which a shell starts into which the block goes.
    pub start_file: Option<&'c str>,
    /// The file that an editor has open, where the block is to be copied.
    pub editor: Option<&'c str>,
}

#[cfg(test)]
impl<'c> Context<'c> {
    /// What is known of a block below a sentence and nothing else.
    pub fn alone(tag: Tag, cue: &'c Cue<'c>) -> Self {
        Self {
            tag,
            cue,
            after_command: false,
            near_command: false,
            after_cat: false,
            after: None,
            in_repl: false,
            in_agent: false,
            next: None,
            in_hint: false,
            start_file: None,
            editor: None,
        }
    }
}

impl Context<'_> {
    /// Whether the next block is announced as output: this one is what prints it.
    pub fn is_followed(&self) -> bool {
        self.next.is_some_and(|next| next.paragraphs == 1 && next.is_output())
    }

    /// Whether what is seen may be a file as well: no command stands before, or a file is spoken of.
    pub fn is_seen_file(&self) -> bool {
        (self.after.is_none() || self.cue.tells_of_part()) && self.cue.is_only_seen()
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'r> {
    /// Commands, and perhaps what they print.
    Typed(Vec<Item<'r>>),
    /// What a program printed.
    Output,
    /// A file's content.
    File,
    /// A command's general form.
    Synopsis,
    /// Input for another program; empty where nobody can tell its commands apart.
    Repl(Vec<Item<'r>>),
    /// Nothing of all this.
    Other,
}

impl Reading<'_> {
    /// What instructions of a Dockerfile are: a file, words about them, or what may stand in them.
    pub fn of_dockerfile(text: &str) -> Self {
        match () {
            () if shape::is_glossary(text) => Self::Other,
            () if is_form_of_instructions(text) => Self::Synopsis,
            () => Self::File,
        }
    }
}

/// The commands among the pieces of a block.
pub fn commands<'i, 'r>(items: &'i [Item<'r>]) -> impl Iterator<Item = &'i Typed<'r>> {
    items.iter().filter_map(|i| match i {
        Item::Command { typed, .. } => Some(typed),
        Item::Output(..) => None,
    })
}

//! What blocks tell by themselves, whatever stands around them.
//!
//! This is asked of all blocks in turn, question by question, before they are understood one by one: the rules for a
//! block are together more code than a processor keeps at hand, and would push each other out for every block.

mod called;
mod installed;
mod scripts;

pub use scripts::Script;

use super::super::raw::RawBlock;
use super::super::scan::{Signs, has_part};
use super::highlight;
use super::known::{self, Likeness};
use super::prompt::Prompt;
use super::root_prompt;
use super::shape::Shape;
use super::tag::{self, Tag};
use super::transcript::{Item, Lines, bare, bare_and_sure, below_caption, is_above_data, with_prompts};
use super::words::first_word;
use crate::document::Form;
use crate::source::Source;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

/// A block, and what it tells by itself.
pub struct Alone<'r> {
    /// The block as its fences tell it.
    pub block: &'r RawBlock<'r>,
    /// Its lines.
    pub lines: &'r Lines<'r>,
    /// The author's marks.
    pub tag: Tag,
    /// Which terminal it is typed in.
    pub terminal: u32,
    /// The signs that occur in its lines, found on the first question.
    signs: OnceCell<Signs>,
    prompted: Cell<Option<Vec<Item<'r>>>>,
    bare: Cell<Option<Bare<'r>>>,
    shape: OnceCell<Shape>,
    /// It begins with the name of a program that nobody knows but the lesson, which types it elsewhere.
    pub calls_own: bool,
    /// It calls programs that the lesson installed further up, and nothing else.
    pub calls_installed: bool,
    /// The script that it calls by its name alone.
    pub script: Script,
}

/// What its lines are without prompts, where each must be so likely a command.
struct Bare<'r> {
    least: Likeness,
    items: Option<Vec<Item<'r>>>,
    /// They are the same where nothing but known commands is asked for.
    sure: bool,
}

/// Takes the marks of slides away from lines of code. Says of which blocks.
pub fn take_line_marks(raw: &mut [RawBlock<'_>]) -> Vec<usize> {
    let on_slides = raw.iter_mut().filter(|raw| raw.on_slide);
    on_slides.filter_map(|raw| highlight::take_line_marks(&mut raw.lines).then_some(raw.line)).collect()
}

/// What each block tells.
pub fn all<'r>(source: &'r Source, raw: &'r [RawBlock<'r>]) -> Vec<Alone<'r>> {
    let mut all: Vec<Alone<'r>> = raw.iter().map(Alone::of).collect();
    for alone in &mut all {
        let captioned = || alone.may_have_caption().then(|| below_caption(alone.lines))?;
        let prompted = with_prompts(alone.lines).or_else(captioned);
        alone.prompted.set(prompted.filter(|items| !is_above_data(alone, items)));
    }
    root_prompt::take(&mut all);
    number_terminals(&mut all);
    for alone in &mut all {
        alone.read_bare();
    }
    called::read_again(&mut all);
    for alone in &mut all {
        alone.know_commands();
    }
    for alone in &mut all {
        alone.know_shape(source);
    }
    scripts::find(&mut all, source);
    installed::find(&mut all);
    let programs: BTreeSet<String> = all.iter_mut().flat_map(Alone::own_programs).collect();
    if !programs.is_empty() {
        for alone in all.iter_mut().filter(|alone| alone.tag == Tag::None) {
            let first = alone.lines.iter().find_map(|(_, t)| first_word(t).filter(|word| !word.starts_with('#')));
            alone.calls_own = first.is_some_and(|word| programs.contains(word));
        }
    }
    all
}

/// So many terminals with names are told apart.
const NAMED_TERMINALS: usize = 9;

/// Numbers terminals whose names tell no number, as they come; a block without a name before is in the first.
fn number_terminals(all: &mut [Alone<'_>]) {
    let mut names = Vec::new();
    for name in all.iter().filter_map(|alone| tag::terminal_name(alone.block)) {
        if names.len() < NAMED_TERMINALS && !names.contains(&name) {
            names.push(name);
        }
    }
    let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = |name: &&str| stem(name) < name.len() && name[..stem(name)] == names[0][..stem(names[0])];
    if names.iter().all(is_number) {
        return;
    }
    let mut typed = all.iter().filter(|alone| matches!(alone.tag, Tag::Shell | Tag::None | Tag::Run));
    let from = if typed.next().is_some_and(|alone| tag::terminal_name(alone.block).is_some()) { 1 } else { 2 };
    for (alone, from) in all.iter_mut().zip(std::iter::repeat(from)) {
        let name = tag::terminal_name(alone.block);
        if let Some((_, number)) = names.iter().zip(from..).find(|(known, _)| Some(**known) == name) {
            alone.terminal = number;
        }
    }
}

impl<'r> Alone<'r> {
    /// What its marks tell.
    fn of(block: &'r RawBlock<'r>) -> Self {
        let (tag, terminal) = (tag::of(block), tag::terminal(block));
        Self {
            block,
            lines: &block.lines,
            tag,
            terminal,
            signs: OnceCell::new(),
            prompted: Cell::default(),
            bare: Cell::default(),
            shape: OnceCell::new(),
            calls_own: false,
            calls_installed: false,
            script: Script::None,
        }
    }

    /// Whether something may stand above its first prompt that is none.
    fn may_have_caption(&self) -> bool {
        self.lines.len() > 1 && matches!(self.tag, Tag::Shell | Tag::None | Tag::Loose) && self.has(b"$\x80")
    }

    /// Whether it has none of the prompts that are told by themselves, and might have others.
    pub fn may_have_prompts(&mut self) -> bool {
        self.prompted.get_mut().is_none() && matches!(self.tag, Tag::Shell | Tag::None)
    }

    /// Gives it commands with prompts.
    pub fn set_prompted(&self, items: Vec<Item<'r>>) {
        self.prompted.set(Some(items));
    }

    /// Reads what most likely is asked for: a block without marks or with a shell's, and without prompts.
    fn read_bare(&mut self) {
        let least = match self.tag {
            Tag::Shell => Likeness::Plausible,
            Tag::None | Tag::Loose => Likeness::Known,
            Tag::Run => Likeness::None,
            _ => return,
        };
        if self.prompted.get_mut().is_none() && self.block.form != Form::Indented {
            let (items, sure) = bare_and_sure(self.lines, least).unzip();
            self.bare.set(Some(Bare { least, items, sure: sure.unwrap_or(least > Likeness::None) }));
        }
    }

    /// Finds what is asked of nearly every command.
    fn know_commands(&mut self) {
        let prompted = self.prompted.get_mut().iter().flatten();
        let bare = self.bare.get_mut().iter().filter_map(|bare| bare.items.as_ref()).flatten();
        for item in prompted.chain(bare) {
            if let Item::Command { typed, .. } = item {
                typed.told();
            }
        }
    }

    /// The programs that it types behind a prompt, or installs, and that nobody else knows.
    fn own_programs(&mut self) -> Vec<String> {
        let bare = self.bare.get_mut().iter().filter_map(|bare| bare.items.as_ref()).flatten();
        let mut found = Vec::new();
        for item in self.prompted.get_mut().iter().flatten().chain(bare) {
            let Item::Command { typed, prompt, .. } = item else { continue };
            if *prompt != Some(Prompt::Repl) && (prompt.is_some() || has_part(typed.text(), " install ")) {
                typed.ask(|_, commands| known::own_programs(commands, prompt.is_some(), &mut found));
            }
        }
        found
    }

    /// Finds what is asked of a block without prompts, unless its marks tell.
    fn know_shape(&mut self, source: &'r Source) {
        let is_told = matches!(self.tag, Tag::Run | Tag::Output | Tag::File | Tag::Diagram);
        if is_told || self.block.form == Form::Indented || self.prompted.get_mut().is_some() {
            return;
        }
        if let Some(text) = self.block.whole(source) {
            self.shape(text);
        }
    }

    /// Whether one of some signs occurs in its lines.
    #[inline]
    pub fn has(&self, signs: &[u8]) -> bool {
        let all = || self.lines.iter().fold(Signs::default(), |all, (_, text)| all.and(Signs::of(text)));
        self.signs.get_or_init(all).has(Signs::these(signs))
    }

    /// What its text looks like, which is given for where it is no part of the source.
    pub fn shape(&self, text: &str) -> Shape {
        *self.shape.get_or_init(|| Shape::of(text))
    }

    /// Its commands and what they print, if it has prompts. They can be taken once.
    pub fn with_prompts(&self) -> Option<Vec<Item<'r>>> {
        self.prompted.take()
    }

    /// Its commands, if it has nothing else and every line is as likely one as asked.
    pub fn bare(&self, least: Likeness) -> Option<Vec<Item<'r>>> {
        match self.bare.take() {
            Some(known) if known.least == least => known.items,
            _ => bare(self.lines, least),
        }
    }

    /// The same, where it takes a question how likely each must be: plausible or known. It is not asked where that is
    /// all the same.
    pub fn bare_by(&self, least: impl FnOnce() -> Likeness) -> Option<Vec<Item<'r>>> {
        match self.bare.take() {
            Some(known) if known.sure && known.least == Likeness::Plausible => known.items,
            known => {
                self.bare.set(known);
                self.bare(least())
            }
        }
    }
}

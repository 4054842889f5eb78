//! Which machine a block is typed on: the learner's, or another one that is only shown.

use super::super::raw::RawBlock;
use super::super::scan::is_blank;
use super::alone::Alone;
use super::cue::Cue;
use super::known::{Likeness, likeness};
use super::prompt::{machine, split};
use super::transcript::Item;
use super::typed::Typed;
use super::{Pass, filled::kind, inside, named_prompt, server, shells};
use crate::document::{Block, Confidence, Location};

/// So many blocks behind a log-in to another machine are looked through for the way back.
const FAR: usize = 12;
/// How a sentence says that the other machine is left.
const BACK: &[&str] = &[
    "log out of the server",
    "log out of the machine",
    "disconnect from the",
    "leave the server",
    "exit the server",
    "close the ssh",
    "exit the ssh",
    "end the ssh",
];

impl Pass<'_> {
    /// Whether a block's prompts name a machine that is not the lesson's first, or the learner is logged in to one: what is
    /// typed there is not the learner's to type here.
    pub(super) fn is_other_machine(&mut self, raw: &RawBlock<'_>) -> bool {
        let significant = |t: &str| !(is_blank(t) || t.starts_with('#'));
        let prompt = raw.lines.iter().find(|(_, t)| significant(t)).and_then(|(_, t)| machine(t));
        let Some(name) = prompt else { return self.is_away() };
        // Which of several in one block is the learner's nobody can tell.
        if raw.lines.iter().any(|(_, t)| machine(t).is_some_and(|other| other != name)) {
            return true;
        }
        named_prompt::is_away(name) || self.machine.get_or_insert_with(|| name.to_owned()) != name
    }

    /// Takes commands that are only shown: what is open here stays as it is.
    pub(super) fn shown<'r>(&mut self, block: &mut Block, raw: &'r RawBlock<'_>, items: Vec<Item<'r>>, cue: &Cue<'_>) {
        let is_plain = self.is_away() && items.iter().all(inside::is_plain) && !items.iter().any(inside::enters);
        let shells = self.shells.clone();
        self.typed(block, raw, items, cue);
        if is_plain && shells.top(block.terminal).is_none() {
            // What ends with `exit` leaves the machine, and no container.
            block.commands.iter_mut().for_each(|command| command.location = Location::Host);
            block.kind = kind(block);
        }
        self.shells = shells;
        block.confidence = Confidence::Guess;
    }

    /// Whether the block at hand stands between a log-in to another machine and the way back.
    pub(super) fn is_away(&self) -> bool {
        self.away.contains(&(self.all.len() - self.blocks.as_slice().len()))
    }

    /// Follows the last command of the block at hand to another machine, where a later block or sentence leaves that and
    /// something is typed elsewhere. Else the whole lesson is done there, or nobody knows.
    pub(super) fn log_in(&mut self, last: &str, is_first: bool) {
        if self.is_away() || self.shells.top(1).is_some() || !server::opens_machine(&Typed::new(last)) {
            return;
        }
        let at = self.all.len() - self.blocks.as_slice().len() + 1;
        let (below, cues) = (self.blocks.as_slice(), self.cues.as_slice());
        let Some(length) = stay(below, cues) else { return };
        let is_typed = |line: &str| split(line).is_some() || likeness(line.trim()) == Likeness::Known;
        let is_used = |alone: &Alone<'_>| alone.lines.iter().any(|(_, line)| is_typed(line));
        if !is_first || below[length..].iter().any(is_used) {
            self.away = at..at + length;
        }
    }
}

/// How many blocks are typed on the other machine; `None` where nothing leaves it.
fn stay(below: &[Alone<'_>], cues: &[Cue<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, (alone, cue)) in below.iter().zip(cues).take(FAR).enumerate() {
        let is_back = || cue.is_leaving() || BACK.iter().any(|words| cue.says_anywhere(words));
        if depth == 0 && at > 0 && is_back() {
            return Some(at);
        }
        for (_, line) in alone.lines {
            let typed = split(line).map_or(line.trim(), |(_, rest)| rest.trim());
            match typed {
                "exit" | "logout" if depth == 0 => return Some(at + 1),
                "exit" | "logout" => depth -= 1,
                _ if server::opens_machine(&Typed::new(typed)) => return None,
                _ => depth += usize::from(shells::opens_container(typed)),
            }
        }
    }
    None
}

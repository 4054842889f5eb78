//! Which terminal a block is typed in, where the words before it name one or the last block was typed in another.

use super::answers::is_no_start;
use super::cue::{Cue, Which};
use super::shells::Shells;
use super::transcript::Item;
use super::{Pass, filled::kind, inside, outputs, prompt, tag};
use crate::document::{Block, BlockKind, Location};
use crate::reader::raw::RawBlock;

/// The terminals of the last blocks: the one at hand, and the one before that.
#[derive(Debug, Clone, Copy)]
pub struct Turns {
    latest: u32,
    before: u32,
}

impl Default for Turns {
    fn default() -> Self {
        Self { latest: 1, before: 1 }
    }
}

impl Turns {
    /// Something was typed in a terminal.
    pub fn take(&mut self, terminal: u32) {
        if terminal != self.latest {
            *self = Self { latest: terminal, before: self.latest };
        }
    }

    /// The number of the terminal that is meant. Who is in the first need not be: what follows a block of another one is
    /// typed there unless something is open, and so is told by what is.
    fn number(self, which: Which, shells: &Shells) -> u32 {
        let is_open = |terminal: u32| shells.depth(terminal) > 0;
        let is_left = self.before != self.latest && (self.latest > 1 || is_open(self.before));
        let left = || is_left.then_some(self.before);
        match which {
            Which::Number(number) => number,
            Which::Same => self.latest,
            Which::Before => left().unwrap_or(1),
            // Of two terminals the second may be called so for as long as the learner is there.
            Which::Other if self.latest != 2 || self.before > 2 => left().unwrap_or(2),
            Which::Another if self.latest > 1 && is_open(self.latest) => self.latest + 1,
            Which::Other | Which::Another => 2,
        }
    }
}

/// Where a block is typed.
#[derive(Clone, Copy)]
pub struct At {
    /// The terminal whose shells it meets.
    pub terminal: u32,
    /// The one that its marks tell, or the first.
    pub marked: u32,
    /// The one that is named by the words before it, or by its first comment.
    pub told: Option<u32>,
}

impl At {
    /// Whether it is typed in another terminal than its marks tell.
    pub fn is_moved(self) -> bool {
        self.terminal != self.marked
    }
}

impl Pass<'_> {
    /// The terminal that is named before a block or by its `first` comment, unless its marks name one.
    fn told_terminal(&self, raw: &RawBlock<'_>, cue: &Cue<'_>, first: Option<u32>) -> Option<u32> {
        let several = self.terminals > 1;
        let speaks = several || !self.named.is_empty();
        let by_cue = || {
            let which = speaks.then(|| cue.terminal(several, &self.named))?;
            which.map(|which| self.turns.number(which, &self.shells))
        };
        let told = first.or_else(by_cue).or_else(|| cue.titled_terminal());
        told.filter(|_| !tag::names_terminal(raw))
    }

    /// The terminal that a block without a mark goes on in: the last that was named, as long as something is open there.
    pub(super) fn goes_on_in(&self, raw: &RawBlock<'_>, marked: u32) -> u32 {
        let latest = self.shells.latest().filter(|_| !tag::names_terminal(raw));
        latest.unwrap_or(marked)
    }

    /// The terminal in which a program's prompt may be open for a block.
    pub(super) fn seat(&self, raw: &RawBlock<'_>, marked: u32, cue: &Cue<'_>) -> u32 {
        // Mostly nothing is open anywhere.
        if self.shells.is_idle() {
            return marked;
        }
        let told = self.told_terminal(raw, cue, None).filter(|told| self.shells.depth(*told) > 0);
        told.unwrap_or_else(|| self.goes_on_in(raw, marked))
    }

    /// Leaves the container that only a title told of, where the next section begins.
    pub(super) fn leave_titled(&mut self, cue: &Cue<'_>) {
        if cue.heading
            && let Some(terminal) = self.titled.take()
        {
            self.shells.close(terminal);
        }
    }

    /// Nothing is open in the terminal that a block's mark names, where the words before it have the learner open a new one:
    /// what was typed in one of that number was closed.
    pub(super) fn open_anew(&mut self, raw: &RawBlock<'_>, marked: u32, cue: &Cue<'_>) {
        if marked > 1 && self.shells.depth(marked) > 0 && tag::names_terminal(raw) && cue.opens_terminal() {
            self.shells.close(marked);
        }
    }

    /// Where commands are typed.
    pub(super) fn at(
        &self,
        raw: &RawBlock<'_>,
        marked: u32,
        items: &[Item<'_>],
        cue: &Cue<'_>,
        first: Option<u32>,
    ) -> At {
        let told = self.told_terminal(raw, cue, first).or_else(|| {
            let may_go_back = self.goes_on_in(raw, marked) != marked && self.shells.top(marked).is_some();
            (may_go_back && cue.goes_back_to_container()).then_some(marked)
        });
        // A prompt of its own shows a shell that is open.
        let shows = |item: &Item<'_>| matches!(item, Item::Command { prompt: Some(p), .. } if matches!(p, prompt::Prompt::Container | prompt::Prompt::Repl));
        let terminal = match told {
            Some(told) if self.shells.depth(told) > 0 || self.shells.depth(marked) == 0 => told,
            Some(_) if items.first().is_some_and(shows) => marked,
            Some(told) => told,
            None => {
                let next = self.goes_on_in(raw, marked);
                let is_engines = |item: &Item<'_>| !(inside::is_plain(item) || shows(item));
                let is_back = || cue.is_other_terminal() || items.first().is_some_and(is_engines);
                let is_call = || items.first().is_some_and(is_engines);
                let beside = self.beside(raw, marked, items, cue, &is_call);
                if let Some(beside) = beside.or_else(|| self.back_on_host(raw, marked, items, cue)) {
                    beside
                } else if next != marked && is_back() {
                    marked
                } else {
                    next
                }
            }
        };
        At { terminal, marked, told }
    }

    /// The terminal beside a container's shell that the text opened, where a block goes on in it: calls of the engine do,
    /// and then all the rest, until the learner goes back or another section begins.
    fn beside(
        &self,
        raw: &RawBlock<'_>,
        marked: u32,
        items: &[Item<'_>],
        cue: &Cue<'_>,
        is_call: &dyn Fn() -> bool,
    ) -> Option<u32> {
        let (terminal, goes_on) = self.shells.beside()?;
        let is_exit = |item: &Item<'_>| matches!(item, Item::Command { typed, .. } if typed.text() == "exit");
        let shows_root = self.shells.shows_root(marked);
        let is_container = |item: &Item<'_>| match item {
            Item::Command { prompt: Some(prompt::Prompt::Container), .. } => true,
            Item::Command { prompt: Some(prompt::Prompt::Root), .. } => shows_root,
            _ => false,
        };
        let is_hosts = || shows_root && items.first().is_some_and(is_behind_sign);
        let is_back =
            || cue.is_inside() || cue.is_leaving() || items.first().is_some_and(|i| is_exit(i) || is_container(i));
        let stays = !cue.heading
            && !tag::names_terminal(raw)
            && self.shells.top(marked).is_some()
            && self.shells.top(terminal).is_none()
            && (goes_on || is_call() || is_hosts())
            && !is_back();
        stays.then_some(terminal)
    }

    /// The terminal beside a shell that shows `#`, in which the lesson typed something before: "On the host" sends the
    /// learner back there, and the shell stays open.
    fn back_on_host(&self, raw: &RawBlock<'_>, marked: u32, items: &[Item<'_>], cue: &Cue<'_>) -> Option<u32> {
        let before = self.turns.before;
        let goes = before != marked
            && self.shells.shows_root(marked)
            && self.shells.top(before).is_none()
            && !tag::names_terminal(raw)
            && items.first().is_some_and(is_behind_sign)
            && cue.is_on_host();
        goes.then_some(before)
    }

    /// What a block is, once its commands are known, and in which terminal it was typed after all; a shell that did not open is left.
    pub(super) fn settle(&mut self, block: &mut Block, raw: &RawBlock<'_>, at: At, is_needed: bool, is_left: bool) {
        if is_left {
            self.shells.leave(at.terminal);
        }
        block.kind = kind(block);
        if block.kind == BlockKind::Command && inside::ends_at_container(raw) {
            block.kind = BlockKind::Session;
        }
        outputs::take_from_comments(block);
        let terminal = at.terminal;
        let begins_on_host = block.commands.first().is_some_and(|c| c.location == Location::Host);
        block.terminal = match at.told {
            _ if begins_on_host && is_needed => {
                if terminal == 1 {
                    2
                } else {
                    1
                }
            }
            Some(told) if begins_on_host => told,
            _ => terminal,
        };
        if at.is_moved() || at.told.is_some() || begins_on_host {
            self.shells.go_to(Some(terminal).filter(|terminal| *terminal != at.marked));
        }
        let is_beside = begins_on_host && at.is_moved() && self.shells.top(at.marked).is_some();
        self.shells.go_beside(is_beside.then_some((terminal, at.told.is_none())));
        // A container that did not start has no shell.
        if self.shells.top(terminal).is_some() && block.expected.as_deref().is_some_and(is_no_start) {
            self.shells.leave(terminal);
        }
    }
}

/// Whether a command stands behind a plain `$`.
fn is_behind_sign(item: &Item<'_>) -> bool {
    matches!(item, Item::Command { prompt: Some(prompt::Prompt::Shell), .. })
}

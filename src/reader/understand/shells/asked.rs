//! Where a command is typed for which a sentence asks: what the blocks above left open tells, and what is said around it.

use super::super::super::scan::{any_three, are, has_any_case};
use super::super::cue::{Cue, Named, Said, Which};
use super::super::prompt::Prompt;
use super::super::typed::Typed;
use super::{LEAVES, Seat, Shells};
use crate::document::{Block, Inline, Location};

/// Where a sentence sends the learner who is in a container.
const OUTSIDE: &[&str] = &[
    "on the host",
    "on your host",
    "on your own ",
    "on your computer",
    "on your laptop",
    "on your machine",
    "on your local ",
    "outside the container",
    "outside of the container",
];
/// So many words may stand between `in` and `container`: "in the other web container".
const MAX_WORDS: usize = 5;

/// What is open while the blocks and sentences of a lesson go by.
pub struct Seats {
    shells: Shells,
    /// The terminal of what went by last.
    terminal: u32,
}

/// Whether letters occur of the words that send somebody somewhere: `container`, `host`, `terminal`, `shell`, `window`, `tab`,
/// `machine`, `computer`, `laptop`, `inside`, `exit`, `leave`, `detach`, `Ctrl`, `log out`, `back`, `quit`, `session`, `prompt`.
fn may_place(words: &str) -> bool {
    any_three(words.as_bytes(), |a, b, c| {
        are(a, b, c, *b"ont")
            | are(a, b, c, *b"ost")
            | are(a, b, c, *b"erm")
            | are(a, b, c, *b"hel")
            | are(a, b, c, *b"ind")
            | are(a, b, c, *b"tab")
            | are(a, b, c, *b"ach")
            | are(a, b, c, *b"omp")
            | are(a, b, c, *b"apt")
            | are(a, b, c, *b"sid")
            | are(a, b, c, *b"exi")
            | are(a, b, c, *b"eav")
            | are(a, b, c, *b"ctr")
            | are(a, b, c, *b"log")
            | are(a, b, c, *b"bac")
            | are(a, b, c, *b"uit")
            | are(a, b, c, *b"ess")
            | are(a, b, c, *b"rol")
    })
}

impl Default for Seats {
    fn default() -> Self {
        Self { shells: Shells::default(), terminal: 1 }
    }
}

impl Seats {
    /// A block goes by: its commands are where they are.
    pub fn block(&mut self, block: &Block) {
        self.terminal = block.terminal;
        // Mostly nothing is open, and nothing is opened.
        if self.shells.is_idle() && block.commands.iter().all(|c| c.location == Location::Host && !c.interactive) {
            return;
        }
        self.shells.end_block(block.terminal, false);
        for command in &block.commands {
            let prompt = match command.location {
                Location::Host => Prompt::Host,
                Location::Container => Prompt::Container,
                Location::Program => Prompt::Repl,
            };
            self.shells.place(block.terminal, Some(prompt), &Typed::new(&*command.text), || false);
        }
    }

    /// Whether nothing is open.
    pub fn is_idle(&self) -> bool {
        self.shells.is_idle()
    }

    /// Words go by: they may send the learner elsewhere, and out of a container too unless `exit` is typed behind them.
    pub fn words(&mut self, words: &str, code: &str) {
        if !may_place(words) {
            return;
        }
        let said = said(words);
        let named = Named::of(said.text());
        said.cues().iter().for_each(|cue| self.follow(cue, &named, !LEAVES.contains(&code)));
    }

    fn follow(&mut self, cue: &Cue<'_>, named: &Named<'_>, may_leave: bool) {
        let which = cue.terminal(false, named).or_else(|| cue.is_other_terminal().then_some(Which::Another));
        self.terminal = match which {
            None | Some(Which::Same) => self.terminal,
            Some(Which::Number(number)) => number,
            // Another one than the second is a new one.
            Some(Which::Another) => self.terminal + 1,
            Some(Which::Other | Which::Before) => 1 + u32::from(self.terminal == 1),
        };
        let is_inside = cue.is_inside();
        if is_inside || cue.enters_shell() {
            self.shells.enter(self.terminal);
        } else if may_leave && self.shells.top(self.terminal).is_some() {
            if cue.is_leaving() {
                self.shells.leave(self.terminal);
            } else if cue.is_on_host() || OUTSIDE.iter().any(|place| cue.says(place)) {
                self.shells.close(self.terminal);
            }
        }
    }

    /// Where the learner types what a sentence asks for, and the rest of that: "run `ls` in the container". Afterwards the
    /// terminal is as the command leaves it.
    pub fn place(&mut self, text: &str, rest: &str) -> Location {
        let typed = Typed::new(text);
        if typed.calls_engine() || !sends_outside(rest) {
            if is_inside(rest) && !typed.calls_engine() {
                self.shells.enter(self.terminal);
            }
            return match self.shells.place(self.terminal, None, &typed, || false) {
                Seat::Host => Location::Host,
                Seat::Container => Location::Container,
                Seat::Repl => Location::Program,
            };
        }
        Location::Host
    }

    /// A container is left by what no sentence names.
    pub fn leave(&mut self) {
        self.shells.leave(self.terminal);
    }
}

/// Some words as if a block stood below them.
fn said(words: &str) -> Said {
    let mut said = Said::new(1);
    said.say(&[Inline::Text(words.into())]);
    said.block();
    said
}

/// Whether the words behind a command say that it is typed on the host: "in another terminal", "on your laptop".
fn sends_outside(rest: &str) -> bool {
    let elsewhere = || said(rest).cues().iter().any(Cue::is_other_terminal);
    !rest.is_empty() && (OUTSIDE.iter().any(|place| has_any_case(rest, place)) || elsewhere())
}

/// Whether the words behind a command say that it is typed in a container: "inside the container", "in the web container's
/// shell".
fn is_inside(rest: &str) -> bool {
    let mut words = rest.split_whitespace().take(MAX_WORDS + 3).skip_while(|word| matches!(*word, "from" | "command"));
    let within = words.next().is_some_and(|word| matches!(word, "in" | "inside" | "within"));
    let mut the = || words.next().is_some_and(|word| matches!(word, "the" | "your" | "this" | "that"));
    let is_container = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        matches!(word, "container" | "container's" | "container’s")
    };
    within && the() && words.take(MAX_WORDS - 2).any(is_container)
}

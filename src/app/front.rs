//! The seam to the person: a terminal, a pipe, or a script in tests.

use crate::sandbox::Console;
use crate::session::{Ask, Screen};
use crate::state::Snapshot;

/// What a person answered at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A line; empty for Enter alone.
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or the end of input.
    Ended,
}

/// Where the tutor shows and asks.
pub trait Front {
    /// The terminal that the learner's commands run on.
    type Console<'a>: Console
    where
        Self: 'a;

    /// Shows something.
    fn show(&mut self, screen: &Screen);
    /// Waits for Enter before something that would push what was shown just now off the window. Answers other than Enter
    /// and Ctrl-D are not taken.
    fn pause_before(&mut self, _what: &Screen) -> impl Future<Output = Answer> {
        std::future::ready(Answer::Line(String::new()))
    }
    /// Shows something while a line is being asked for: what is half typed is not touched.
    fn interject(&mut self, screen: &Screen);
    /// Whether somebody is there to see what changes while they are asked.
    fn is_watched(&self) -> bool {
        true
    }
    /// Asks for a line. May be given up and asked again: what was typed meanwhile is not lost.
    fn ask(&mut self, ask: &Ask) -> impl Future<Output = Answer>;
    /// Hands the terminal to a command; quietly where its output is not the learner's.
    fn console(&mut self, quiet: bool) -> Self::Console<'_>;
    /// Something takes a while; said until [`Front::ready`].
    fn waiting(&mut self, what: &str);
    /// It is over.
    fn ready(&mut self);
    /// Waits until a person presses Ctrl-C while something is waited for; for ever where nobody is there to.
    fn interrupted(&mut self) -> impl Future<Output = ()> {
        std::future::pending()
    }
    /// What exists now, for completion.
    fn names(&mut self, snapshot: &Snapshot);
    /// Something that could not be done, and must not be lost: the progress could not be written …
    fn warn(&mut self, what: &str);
}

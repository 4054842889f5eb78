//! A command of a block with its words, which several rules ask for and one splits.

use super::synopsis::is_synopsis_of;
use super::words::{Commands, simple_commands};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A command's text without its prompt; continuation lines are joined.
#[derive(Debug, Clone)]
pub struct Typed<'r> {
    text: Cow<'r, str>,
    /// Its words, once they were asked for. Those of a text put together from several lines are few, and not kept.
    commands: OnceCell<Commands<'r>>,
    /// Whether it is a command's general form, once that was asked.
    synopsis: OnceCell<bool>,
}

impl<'r> Typed<'r> {
    /// A text that nobody has split yet.
    pub fn new(text: impl Into<Cow<'r, str>>) -> Self {
        Self { text: text.into(), commands: OnceCell::new(), synopsis: OnceCell::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a part of one line of the source.
    pub fn is_one_line(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Whether it is a command's general form.
    pub fn is_synopsis(&self) -> bool {
        *self.synopsis.get_or_init(|| self.ask(is_synopsis_of))
    }

    /// Asks something about the text and the simple commands in it.
    pub fn ask<R>(&self, question: impl FnOnce(&str, &Commands<'_>) -> R) -> R {
        match &self.text {
            Cow::Borrowed(text) => question(text, self.commands.get_or_init(|| simple_commands(text))),
            Cow::Owned(text) => question(text, &simple_commands(text)),
        }
    }
}

impl PartialEq for Typed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Typed<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_for_one_line_and_for_more() {
        let count = |typed: &Typed<'_>| typed.ask(|_, commands| commands.iter().map(<[_]>::len).sum::<usize>());
        let (one, more) = (Typed::new("docker ps -a"), Typed::new("docker ps \\\n -a".to_owned()));
        assert_eq!((count(&one), count(&one), count(&more)), (3, 3, 3));
        assert_eq!((one.is_one_line(), more.is_one_line()), (true, false));
        assert_eq!(one, Typed::new("docker ps -a".to_owned()));
    }
}

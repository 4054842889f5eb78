//! A command of a block with its words, which several rules ask for and one splits.

use super::asks;
use super::bodies;
use super::by_hand;
use super::engine::{self, Call};
use super::known::{Likeness, asks_for_root, likeness_of, without_prefixes};
use super::start::{self, Opened};
use super::synopsis::{is_synopsis_of, is_synopsis_of_call};
use super::words::{Commands, simple_commands};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A command's text without its prompt; continuation lines are joined.
#[derive(Debug, Clone)]
pub struct Typed<'r> {
    text: Cow<'r, str>,
    /// Its words, once they were asked for. Those of a text put together from several lines are few, and not kept.
    commands: OnceCell<Commands<'r>>,
    /// What they tell, once that was asked.
    told: OnceCell<Told>,
}

impl<'r> Typed<'r> {
    /// A text that nobody has split yet.
    pub fn new(text: impl Into<Cow<'r, str>>) -> Self {
        Self { text: text.into(), commands: OnceCell::new(), told: OnceCell::new() }
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
        self.told().is_synopsis
    }

    /// What it leaves open for the commands after it.
    pub fn opened(&self) -> Option<Opened> {
        self.told().opened
    }

    /// Whether it needs a person or a script at its prompt.
    pub fn is_interactive(&self) -> bool {
        self.told().is_interactive
    }

    /// Whether the last of its simple commands calls the engine.
    pub fn calls_engine(&self) -> bool {
        self.told().calls_engine
    }

    /// How sure it is that it is a command.
    pub fn likeness(&self) -> Likeness {
        self.ask(|text, commands| {
            // Of a text of several lines it costs more to split it again than to ask for more at once.
            if !self.is_one_line() {
                self.told.get_or_init(|| Told::of(text, commands));
            }
            likeness_of(text, commands)
        })
    }

    /// What its words tell of it, found on the first call.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| self.ask(Told::of))
    }

    /// Asks something about the text and the simple commands in it.
    pub fn ask<R>(&self, question: impl FnOnce(&str, &Commands<'_>) -> R) -> R {
        match &self.text {
            Cow::Borrowed(text) => question(text, self.commands.get_or_init(|| simple_commands(text))),
            Cow::Owned(text) => question(text, &simple_commands(text)),
        }
    }
}

/// What the words of a command tell of it.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    is_synopsis: bool,
    is_interactive: bool,
    opened: Option<Opened>,
    calls_engine: bool,
}

impl Told {
    fn of(text: &str, commands: &Commands<'_>) -> Self {
        if commands.only().is_none()
            && let Some(rest) = bodies::without_documents(text)
        {
            let is_synopsis = is_synopsis_of(text, commands);
            return Self { is_synopsis, ..Self::of(&rest, &simple_commands(&rest)) };
        }
        let is_synopsis = || is_synopsis_of(text, commands);
        let Some(words) = commands.only().map(|words| without_prefixes(words)) else {
            let is_function = bodies::is_function(text);
            return Self {
                is_synopsis: is_synopsis(),
                is_interactive: start::is_interactive(commands) && !is_function,
                opened: start::opened(commands).filter(|_| !is_function),
                calls_engine: engine::calls(commands),
            };
        };
        // Most are one call of the engine, which is taken apart once for all.
        let Some(call) = Call::read(words) else {
            return Self {
                is_synopsis: is_synopsis(),
                is_interactive: start::other_asks(words) && !asks::is_fed(text, words)
                    || commands.only().is_some_and(asks_for_root)
                    || by_hand::opens(text),
                opened: start::other_opens(words),
                calls_engine: false,
            };
        };
        let bare = start::is_bare_shell(text, &call);
        Self {
            is_synopsis: is_synopsis_of_call(text, &call, commands),
            is_interactive: bare || asks::reads_typed(text, &call) || start::engine_asks(&call),
            opened: start::engine_opens(&call).or(bare.then_some(Opened::Shell)),
            calls_engine: true,
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
    fn a_shell_reads_what_is_typed_also_without_a_terminal() {
        for (text, want) in [
            ("docker exec -i db bash", true),
            ("docker exec -i db bash < a.sh", false),
            ("docker exec -i db psql -c 'SELECT 1'", false),
            ("echo ls | docker exec -i db sh", false),
            ("docker exec -i db sh -c ls", false),
        ] {
            let typed = Typed::new(text);
            assert_eq!((typed.opened() == Some(Opened::Shell), typed.is_interactive()), (want, want), "{text}");
        }
    }

    #[test]
    fn words_are_the_same_for_one_line_and_for_more() {
        let count = |typed: &Typed<'_>| typed.ask(|_, commands| commands.iter().map(<[_]>::len).sum::<usize>());
        let (one, more) = (Typed::new("docker ps -a"), Typed::new("docker ps \\\n -a".to_owned()));
        assert_eq!((count(&one), count(&one), count(&more)), (3, 3, 3));
        assert_eq!((one.is_one_line(), more.is_one_line()), (true, false));
        assert_eq!(one, Typed::new("docker ps -a".to_owned()));
    }
}

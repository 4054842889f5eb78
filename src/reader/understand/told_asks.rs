//! That a command asks for something, as what it prints shows or the text tells: "you will be prompted to enter a name".

use super::super::raw::RawBlock;
use super::super::scan::{has_any_case, has_part};
use super::cue::Cue;
use super::{Pass, words};
use crate::document::{Block, Location};

/// How a printed line begins at which something is to be typed that nobody sees.
const ASKED: &[&str] =
    &["Enter passphrase", "Enter password", "Enter PEM pass phrase", "Repeat passphrase", "Password:", "Password for "];
/// How a sentence tells that the learner is asked.
const TOLD: &[&str] = &[
    "be prompted to ",
    "be prompted for ",
    "prompt you to confirm",
    "prompts you to confirm",
    "prompt you to enter ",
    "prompts you to enter ",
    "prompt you for ",
    "prompts you for ",
    "asked to enter ",
    "asked to type ",
    "asked to confirm",
    "asked for a password",
    "asked for your password",
    "asked for a passphrase",
    "ask you to confirm",
    "asks you to confirm",
    "asks for your password",
];
/// What speaks of something else, or says that it does not ask.
const OTHERS: &[&str] =
    &["not ", "n't ", "browser", "page", "click", "window", "website", "http", "without ", "no longer "];
/// So many sentences right behind a block may tell of it.
const SENTENCES: usize = 4;
/// No sentence is longer, in bytes.
const MAX_SENTENCE: usize = 300;

/// Whether a command that printed this waits for what is typed.
pub fn asks_in(printed: &str) -> bool {
    // A secret that is shown is not asked for.
    has_part(printed, "ass") && printed.lines().any(is_asked)
}

/// Whether something is to be typed at the end of a printed line.
pub fn is_asked(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['E', 'R', 'P']) && ASKED.iter().any(|begin| line.starts_with(begin))
}

impl Pass<'_> {
    /// Notes a block whose command asks, as the sentence before it or those right behind tell.
    pub(super) fn hear_asked(&mut self, block: &Block, raw: &RawBlock<'_>, cue: &Cue<'_>) {
        let [command] = block.commands.as_slice() else { return };
        if command.interactive
            || command.location == Location::Program
            || [" | ", " < ", "<<"].iter().any(|sign| has_part(&command.text, sign))
        {
            return;
        }
        let behind = self.cues.as_slice().first().map_or(self.tail, Cue::behind_before);
        let is_told = raw.between.is_none() && (cue.is_told(tells) || tells_behind(behind));
        // Who says yes to all is not asked.
        let agrees = || {
            words::simple_commands(&command.text)
                .iter()
                .flatten()
                .any(|word| matches!(&**word, "-y" | "--yes" | "-f" | "--force"))
        };
        if is_told && !agrees() {
            self.waiting.insert(block.line);
        }
    }
}

fn may_tell(text: &str) -> bool {
    has_part(text, "rompt") || has_part(text, "ask")
}

fn tells(sentence: &str) -> bool {
    may_tell(sentence)
        && sentence.len() < MAX_SENTENCE
        && TOLD.iter().any(|words| has_any_case(sentence, words))
        && !OTHERS.iter().any(|words| has_any_case(sentence, words))
}

/// Whether the first paragraph behind a block tells it of that.
fn tells_behind(said: &str) -> bool {
    let paragraph = said.trim_start().lines().next().unwrap_or_default();
    may_tell(paragraph) && paragraph.split(". ").take(SENTENCES).any(tells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_where_a_secret_is_asked_for() {
        assert!(asks_in("Signing\nEnter passphrase for new root key with ID 66997be:\n"));
        assert!(asks_in("Password: \n"));
        assert!(!asks_in("WARNING! Using --password is not safe.\n"));
        assert!(!asks_in("[sudo] password for ada:\n"));
        assert!(!asks_in("password: secret\n"));
    }

    #[test]
    fn what_a_sentence_tells() {
        for (text, want) in [
            ("You will be prompted to enter some names.", true),
            ("It takes long. You may be prompted to confirm it.", true),
            ("The program will prompt you to confirm that.", true),
            ("You will be asked to enter two keys:", true),
            ("You won't be prompted for anything.", false),
            ("Open the page. You will be prompted to enter a name in the browser.", false),
            ("It shows a prompt.\nYou will be prompted to enter a name.", false),
        ] {
            assert_eq!(tells_behind(text), want, "{text}");
        }
    }
}

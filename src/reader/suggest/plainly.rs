//! Sentences that ask for a call of the engine by next to nothing: "Then `docker start web`.", "Now do `docker ps`",
//! "Look at `docker logs web`."

mod lets;

use super::super::understand::is_complete_command;
use super::calls_engine;
use super::roles::{FILLER, OPENER, each_word, roles};
use crate::document::Inline;

/// What is done to a command.
const DOES: &[&str] = &["do", "perform", "invoke", "repeat"];
/// What says that something is the next to be done. "And so" does not.
const NEXT: &[&str] = &["then", "now", "next", "finally", "afterwards", "lastly"];
/// What says it with a comma.
const DONE: &[&str] = &["once done", "when done", "when finished", "once finished", "after that", "when you are done"];
/// What is read by means of it.
const LOOKS: &[&str] = &["look at", "have a look at", "take a look at", "let's look at", "now look at"];
/// No such sentence has more words.
const MAX_WORDS: usize = 6;

/// Whether the end of what stands before a command may ask for it so.
pub fn may_ask(said: &str) -> bool {
    let said = said.trim_end_matches([' ', ',', ':']);
    let last = said.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let is = |known: &&str| last.eq_ignore_ascii_case(known);
    let more = ["done", "finished", "that", "at", "command", "a", "the", "run"];
    lets::may_ask(said) || DOES.iter().any(&is) || NEXT.iter().any(&is) || more.iter().any(is)
}

/// Whether a whole sentence before a command asks for nothing but that.
pub fn asks(before: &str, code: &str, after: Option<&Inline>) -> bool {
    if !calls_engine(code) {
        return false;
    }
    let said = before.trim_end().trim_end_matches(':');
    let sentence = said.rsplit(['.', ':', ';', '!', '?', '\u{fffc}']).next().unwrap_or_default().trim();
    if lets::may_ask(said) && lets::asks(sentence, after) && is_complete_command(code) {
        return true;
    }
    if sentence.is_empty() || each_word(sentence).count() > MAX_WORDS {
        return false;
    }
    let is_help = || code.ends_with("--help") || code.ends_with(" help");
    let is_any = |words: &[&str], said: &str| words.iter().any(|known| known.eq_ignore_ascii_case(said));
    let mut rest = each_word(sentence).filter(|word| roles(word) & (OPENER | FILLER) == 0);
    match (rest.next(), rest.next(), rest.next(), rest.next()) {
        // "Then", "now," and the end of the sentence behind it.
        (None, ..) => each_word(sentence).any(|word| is_any(NEXT, word)) && ends(after),
        (Some(does), None, ..) if is_any(DOES, does) => !each_word(sentence).any(|word| is_any(&["so"], word)),
        // "Next, we will run"
        (Some("we" | "We"), Some("will" | "run"), run, None) => {
            matches!(run, None | Some("run")) && each_word(sentence).next_back() == Some("run") && begins(sentence)
        }
        _ => {
            let done = sentence.trim_end_matches(',');
            done.len() < sentence.len() && is_any(DONE, done) && ends(after)
                || is_any(LOOKS, sentence) && ends(after) && !is_help()
        }
    }
}

fn begins(sentence: &str) -> bool {
    each_word(sentence).next().is_some_and(|first| NEXT.iter().any(|word| word.eq_ignore_ascii_case(first)))
}

/// Whether nothing of the sentence is left: else the command may be what it speaks of.
fn ends(after: Option<&Inline>) -> bool {
    match after {
        None | Some(Inline::Break) => true,
        Some(Inline::Text(text)) => text.trim_start().is_empty() || text.starts_with(['.', '!', ';']),
        _ => false,
    }
}

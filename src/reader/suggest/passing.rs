//! Other ways in which a sentence asks for a command than by a verb whose object it is.

use super::super::scan::has_any_case;
use super::super::understand::is_complete_command;
use super::roles::{CONDITION, DEED, DENIAL, DIRECT, OPENER, each_role, each_word};
use super::{calls_engine, code_of};
use crate::document::{Command, Inline, Location, Node, NodeKind, Suggested};

/// What is to be done to something, before the command that does it.
const PASSIVE: &[&str] = &["needs to be", "need to be", "has to be", "have to be", "must be"];
/// No more words leave a container, and no more pieces stand in such brackets.
const MAX_WORDS: usize = 8;

/// Whether a command of the engine is what has to be done: "the image must be rebuilt with `docker build .`",
/// "Check out `docker ps`."
pub fn asks(before: &str, code: &str) -> bool {
    if !calls_engine(code) {
        return false;
    }
    let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or_default();
    let said = sentence.trim_end_matches([' ', ':', '\n']);
    if said.trim_start().eq_ignore_ascii_case("check out") {
        return is_complete_command(code);
    }
    let said = [" with", " using", " by running"].iter().find_map(|means| said.strip_suffix(means)).unwrap_or(said);
    let Some((rest, done)) = said.trim_end().rsplit_once(' ') else { return false };
    let is_done = done.ends_with("ed") || done.ends_with("built");
    let must = || PASSIVE.iter().any(|words| rest.ends_with(words));
    let is_plain =
        || each_role(rest).all(|word| word & (CONDITION | DENIAL) == 0) || rest.trim_start().starts_with("Once ");
    is_done && must() && is_plain() && is_complete_command(code)
}

/// Whether a call of the engine is one of two ways to do something: "Use the window or `docker ps` to find it".
pub fn asks_as_other_way(before: &str, code: &str) -> bool {
    let Some(said) = before.trim_end().strip_suffix(" or").filter(|_| calls_engine(code)) else { return false };
    let sentence = said.rsplit(['.', ';', '!', '?', ':', '\u{fffc}']).next().unwrap_or_default();
    let mut words = each_role(sentence).filter(|word| word & OPENER == 0);
    words.next().is_some_and(|first| first & DIRECT != 0)
        && words.all(|word| word & (CONDITION | DENIAL) == 0)
        && each_word(sentence).count() <= MAX_WORDS
        && is_complete_command(code)
}

/// Whether the commands in brackets behind what is to be done are how it is: "Remove the old one (`docker rm a`)".
pub fn asks_in_brackets(before: &str, text: &[Inline], at: usize) -> bool {
    let joins = |inline: &Inline| match inline {
        Inline::Text(words) => matches!(words.trim(), "and" | "then" | "and then" | "," | ""),
        other => code_of(other).is_some_and(|code| calls_engine(code) && is_complete_command(code)),
    };
    let (first, end) = (at.saturating_sub(MAX_WORDS), text.len().min(at + MAX_WORDS));
    let opens = |inline: &Inline| matches!(inline, Inline::Text(text) if text.ends_with('('));
    let closes = |inline: &Inline| matches!(inline, Inline::Text(text) if text.starts_with(')'));
    let Some(open) = text[first..at].iter().rposition(opens).map(|open| first + open) else { return false };
    let Some(close) = text[at..end].iter().position(closes) else { return false };
    let is_next = text[open + 1..at + close].iter().all(joins);
    is_next && before.rfind('(').is_some_and(|open| is_told(&before[..open]))
}

/// Whether the last sentence is an imperative.
fn is_told(said: &str) -> bool {
    let sentence = said.rsplit(['.', ':', ';']).next().unwrap_or_default();
    let mut roles = each_role(sentence).skip_while(|word| word & OPENER != 0);
    let is_sure = has_any_case(sentence.get(..sentence.len().min(12)).unwrap_or_default(), "make sure ");
    let first = roles.next().unwrap_or_default();
    (is_sure || first & (DEED | DIRECT) != 0) && roles.all(|word| word & (CONDITION | DENIAL) == 0)
}

/// "Exit the container.": nothing else is said, and what is typed to do so is known.
pub fn leaves(text: &[Inline]) -> bool {
    let [Inline::Text(said)] = text else { return false };
    let said = said.trim();
    if !(said.starts_with("Exit ") || said.starts_with("Leave ")) || said.len() > 80 {
        return false;
    }
    let said = said.trim_end_matches('.');
    let mut words = each_word(said).skip(1).peekable();
    words.next_if(|word| *word == "from");
    let the = words.next_if(|word| matches!(*word, "the" | "this" | "your" | "that")).is_some();
    let last = each_word(said).next_back().unwrap_or_default();
    let is_shell = matches!(last, "container" | "shell" | "session" | "container's");
    let speaks = said.contains("container") || last == "shell";
    the && is_shell && speaks && !said.contains(['.', ',', ';', ':', '!', '?']) && each_word(said).count() <= MAX_WORDS
}

/// How a sentence supposes that a container is still open.
const STILL_OPEN: &[&str] =
    &["if you see ", "if you are still ", "if you're still ", "if you’re still ", "if your prompt ", "if the prompt "];

/// Whether `exit` is told to those only who are still in a container: on the host it would end the shell.
pub fn is_supposed_way_out(before: &str, code: &str) -> bool {
    is_exit(code) && STILL_OPEN.iter().any(|words| has_any_case(before, words))
}

/// The commands with which blocks begin and end, and the blocks' lines.
pub struct Ends<'n>(Vec<(usize, &'n Command, &'n Command)>);

impl<'n> Ends<'n> {
    pub fn of(blocks: &[&'n Node]) -> Self {
        let ends = blocks.iter().filter_map(|node| match &node.kind {
            NodeKind::Block(block) => Some((block.line, block.commands.first()?, block.commands.last()?)),
            _ => None,
        });
        Self(ends.collect())
    }

    /// Whether a shell is open at a line for all that the blocks above it say, and the next block does not leave it.
    pub fn is_in_shell(&self, line: usize) -> bool {
        let at = self.0.partition_point(|(block, ..)| *block <= line);
        let before = at.checked_sub(1).and_then(|before| self.0.get(before)).map(|(.., last)| last);
        let is_open = |last: &&&Command| last.location == Location::Container || last.interactive;
        let is_left = |first: &Command| is_exit(&first.text) || first.location != Location::Host;
        before.filter(is_open).is_some_and(|last| !is_exit(&last.text))
            && self.0.get(at).is_none_or(|(_, first, _)| !is_left(first))
    }
}

fn is_exit(text: &str) -> bool {
    matches!(text.trim(), "exit" | "logout")
}

/// What is typed to leave.
pub fn way_out(line: usize) -> Suggested {
    let (text, location) = ("exit".to_owned(), Location::Container);
    Suggested { line, text, straight: None, location, placeholders: Vec::new() }
}

//! Which terminal the learner is sent to.

use super::super::super::scan::{find_part, has_any_case, in_word};
use super::super::phrase::{last_word, supposes};
use super::{Cue, OTHER, sentence_at};
use memchr::memmem;

/// What may stand for a terminal of its own in a lesson that has several.
const MACHINES: &[&str] = &["instance", "node"];
/// Verbs with which a terminal is gone to, before a sentence that does not speak of it again.
const GOES: &[&str] = &["open", "start ", "launch", "switch", "go to", "go back", "return", "create"];
/// Verbs with which a terminal is left for one that is there.
const BACK: &[&str] = &["switch", "go back", "return", "change to", "back to", "back in "];
/// So many of the last words for a terminal tell which one is meant.
const LATEST: usize = 4;
/// A longer title tells what is done there.
const WORDS_OF_TITLE: usize = 3;
/// What is done there that may turn out not to be so: "In another shell, check that it hasn't changed".
const CHECKS: &[&str] = &["check ", "verify ", "confirm ", "make sure ", "ensure ", "see that "];
/// Words of a sentence that only says what may be.
const DENIES: &[&str] = &["n't ", " not ", "might have", "may have", "instead of "];
/// A terminal that nothing is open in yet.
const NEW: &[&str] = &["a new terminal", "another terminal"];
/// What other windows and tabs are of.
const BROWSERS: &[&str] = &["browser", "http", "localhost", "firefox", "chrome"];

/// What a terminal is called as well, where it is said to be another one.
const WINDOWS: &[&str] = &[" window", " tab", " shell"];
/// The words before it: where something is done, and which one that is.
const IN: &[&str] = &["in", "from", "on", "open"];

/// Whether a sentence goes on, behind the words for a terminal, by telling to check something there.
fn is_check(rest: &str) -> bool {
    let behind = rest.split_once(", ").map_or("", |(_, behind)| behind);
    CHECKS.iter().any(|verb| behind.starts_with(verb))
}

/// Which terminal is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one with a number: "terminal 3", "the third terminal".
    Number(u32),
    /// One in which the learner is not, and which may be a new one: "another terminal".
    Another,
    /// That of the others which is there: "the other terminal".
    Other,
    /// The one that is gone back to: "switch to the other terminal", "the previous terminal".
    Before,
    /// The one in which the learner is: "the same terminal".
    Same,
}

impl Which {
    /// Its number, where nobody knows in which the learner is.
    fn alone(self) -> u32 {
        match self {
            Self::Number(number) => number,
            Self::Another | Self::Other => 2,
            Self::Before | Self::Same => 1,
        }
    }
}

/// Where a text speaks of terminals: looked for once, as most is said of nothing like it.
#[derive(Default)]
pub struct Named<'s> {
    text: &'s str,
    places: Vec<usize>,
}

impl<'s> Named<'s> {
    /// For all that a lesson says.
    pub fn of(text: &'s str) -> Self {
        let is_one = |at: &usize| *at > 0 && matches!(text.as_bytes()[at - 1], b't' | b'T');
        let mut places: Vec<usize> =
            memmem::find_iter(text.as_bytes(), b"erminal").filter(is_one).map(|at| at - 1).collect();
        for name in WINDOWS {
            let found = memmem::find_iter(text.as_bytes(), name.as_bytes());
            places.extend(found.filter(|at| is_other_window(text, *at, name)).map(|at| at + 1));
        }
        places.sort_unstable();
        Self { text, places }
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where in a part of the text, the last first.
    fn within(&self, part: &str) -> impl Iterator<Item = usize> {
        let from = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let first = self.places.partition_point(|at| *at < from);
        let end = self.places.partition_point(|at| *at < from + part.len());
        self.places[first..end].iter().rev().map(move |at| at - from)
    }
}

/// The terminal that a comment names: `# Terminal 2:`, `# (In another terminal window)`, `# Window 2`.
pub fn in_comment(comment: &str) -> Option<u32> {
    let has = |words: &[&str]| words.iter().any(|words| has_any_case(comment, words));
    if has(DENIES) || has(BROWSERS) || supposes(comment) {
        return None;
    }
    let words = comment.trim_start_matches(|c: char| !c.is_alphanumeric());
    numbered_window(words).or_else(|| {
        let named = Named::of(comment);
        named.places.iter().find_map(|at| which_of(comment, *at)).map(Which::alone)
    })
}

/// `Window 2: look at it`, at the start of a comment.
fn numbered_window(words: &str) -> Option<u32> {
    let (name, rest) = words.split_once(' ')?;
    let is_one = ["window", "tab", "shell"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let rest = rest.trim_start_matches('#');
    let number = rest.chars().next().filter(|_| is_one)?.to_digit(10).filter(|number| *number > 0)?;
    rest[1..].trim_end().chars().next().is_none_or(|c| matches!(c, ':' | ')' | '-' | '.')).then_some(number)
}

impl Cue<'_> {
    /// The terminal that what was said last sends the learner to. `several` is set for a lesson of which the marks tell
    /// more than one: there instances and nodes have a terminal each.
    pub fn terminal(&self, several: bool, named: &Named<'_>) -> Option<Which> {
        let places = named.within(self.fresh()).take(LATEST);
        let told = places.map(|at| self.fresh + at).find_map(|at| self.told_at(at));
        told.or_else(|| several.then(|| self.machine())?)
    }

    /// The number of the terminal that the title of the section names, and hardly anything else: "Second terminal".
    pub fn titled_terminal(&self) -> Option<u32> {
        // Most titles are of other things.
        let at = find_part(self.title, "erminal")?.checked_sub(1)?;
        let is_word = matches!(self.title.as_bytes()[at], b't' | b'T');
        let are_few = self.title.split_whitespace().nth(WORDS_OF_TITLE).is_none();
        (is_word && are_few).then(|| which_of(self.title, at))?.map(Which::alone)
    }

    /// A terminal is opened that was not there before: "open a new terminal by the plus sign".
    pub fn opens_terminal(&self) -> bool {
        let said = self.fresh();
        NEW.iter().any(|words| {
            said.match_indices(words).take(LATEST).any(|(at, _)| {
                let verb = last_word(said[..at].trim_end());
                let is_opened = ["open", "start", "launch"].iter().any(|known| known.eq_ignore_ascii_case(verb));
                is_opened && !supposes(sentence_at(said, at).1)
            })
        })
    }

    fn told_at(&self, at: usize) -> Option<Which> {
        // Most is said of a terminal and not of which one.
        let which = which_of(self.said, at)?;
        let (from, sentence) = sentence_at(self.said, at);
        let has = |words: &[&str]| words.iter().any(|words| has_any_case(sentence, words));
        let is_meant = at >= self.gist.from || has(GOES) || from + sentence.len() >= self.gist.from;
        let denies = || has(DENIES) && !is_check(sentence.get(at - from..).unwrap_or_default());
        if !is_meant || has(BROWSERS) || denies() || supposes(sentence) {
            return None;
        }
        // Who closes the second is in the first.
        Some(match which {
            _ if has(&["close "]) => Which::Number(1),
            Which::Other if has(BACK) => Which::Before,
            which => which,
        })
    }

    /// The second where a new instance is opened, or another node is gone to.
    fn machine(&self) -> Option<Which> {
        let said = self.fresh();
        let is_told = |word: &str| {
            said.rmatch_indices(word).take(LATEST).any(|(at, _)| {
                let before = said[..at].trim_end();
                let is_other = OTHER.iter().any(|other| other.eq_ignore_ascii_case(last_word(before)));
                let sentence = sentence_at(said, at).1;
                is_other && (GOES.iter().any(|verb| has_any_case(sentence, verb)) || has_any_case(sentence, "on the "))
            })
        };
        MACHINES.iter().any(|word| is_told(word)).then_some(Which::Number(2))
    }
}

/// "from another window", "in a second tab", "open another shell": by where the blank before its name stands.
fn is_other_window(text: &str, at: usize, name: &str) -> bool {
    if text.as_bytes().get(at + name.len()).is_some_and(|byte| in_word(*byte)) {
        return false;
    }
    let before = &text[..at];
    let which = last_word(before);
    let Some(rest) = before[..before.len() - which.len()].strip_suffix(' ') else { return false };
    // A new shell may be one within this one.
    if named_by(which).is_none() || name == " shell" && which.eq_ignore_ascii_case("new") {
        return false;
    }
    let word = last_word(rest);
    let article = ["a", "the", "your"].iter().any(|article| article.eq_ignore_ascii_case(word));
    let further = || last_word(rest[..rest.len() - word.len()].trim_end());
    let place = if article { further() } else { word };
    IN.iter().any(|known| known.eq_ignore_ascii_case(place))
}

/// Which terminal is meant, by where its word begins: "terminal 2", "a second terminal", "the first terminal window".
fn which_of(text: &str, at: usize) -> Option<Which> {
    let length = text[at..].bytes().take_while(|b| in_word(*b)).count();
    let is_one = length == "terminal".len();
    let behind = text[at + length..].trim_start_matches([' ', '#']);
    if is_one && let Some(number) = numbered(behind).or_else(|| lettered(&text[at + length..])) {
        return Some(Which::Number(number));
    }
    let before = text[..at].strip_suffix(' ')?;
    let word = last_word(before);
    let further = || last_word(before[..before.len() - word.len()].trim_end());
    named_by(word).or_else(|| if word.is_empty() { None } else { named_by(further()) })
}

/// The number of a terminal by what follows its word: "2", "window #2".
fn numbered(behind: &str) -> Option<u32> {
    let behind = ["window ", "tab "].iter().find_map(|name| behind.strip_prefix(name)).unwrap_or(behind);
    let behind = behind.trim_start_matches('#');
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 1).then(|| behind[..1].parse().ok().filter(|number| *number > 0))?
}

/// The number of a terminal with a letter, by what follows its word: " A:", " B, run".
fn lettered(behind: &str) -> Option<u32> {
    let mut signs = behind.strip_prefix(' ')?.chars();
    let letter = signs.next().filter(|c| matches!(c, 'A'..='D'))?;
    let ends =
        signs.next().is_none_or(|c| matches!(c, ':' | ',' | '.' | ')' | '*' | '`' | '\n') || c == ' ' && letter != 'A');
    ends.then(|| u32::from(letter) - u32::from('A') + 1)
}

/// Which terminal a word before its name means.
fn named_by(word: &str) -> Option<Which> {
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    match () {
        () if is(&["other"]) => Some(Which::Other),
        () if is(&["previous"]) => Some(Which::Before),
        () if is(&["same"]) => Some(Which::Same),
        () if is(&["first", "1st", "original", "initial"]) => Some(Which::Number(1)),
        () if is(&["second", "2nd"]) => Some(Which::Number(2)),
        () if is(&["third", "3rd"]) => Some(Which::Number(3)),
        () if is(&["fourth", "4th"]) => Some(Which::Number(4)),
        () if is(OTHER) => Some(Which::Another),
        () => None,
    }
}

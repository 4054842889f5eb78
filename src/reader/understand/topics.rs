//! What a text might speak of, by how its words begin: one pass, so that no pattern is tried for nothing.

use super::super::scan::{any_three, are, each_first_letter, in_word};

/// A set of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics(u16);

/// What a program prints.
pub const OUTPUT: Topics = Topics(1);
/// Something to type.
pub const COMMAND: Topics = Topics(1 << 1);
/// A command's general form.
pub const SYNTAX: Topics = Topics(1 << 2);
/// A file and what it holds.
pub const FILE: Topics = Topics(1 << 3);
/// Terminals and shells.
pub const TERMINAL: Topics = Topics(1 << 4);
/// Leaving a shell.
pub const LEAVE: Topics = Topics(1 << 5);
/// Windows.
pub const WINDOWS: Topics = Topics(1 << 6);
/// Other systems.
pub const UNIX: Topics = Topics(1 << 7);

/// How words begin, by three letters or more, in lower case and in order, and the topic that has them.
const BEGINNINGS: &[(&str, Topics)] = &[
    ("add", FILE),
    ("archivo", FILE),
    ("arquivo", FILE),
    ("ausgabe", OUTPUT),
    ("back", LEAVE),
    ("befehl", COMMAND),
    ("cmd", WINDOWS),
    ("comando", COMMAND),
    ("command", COMMAND),
    ("compose", FILE),
    ("console", TERMINAL),
    ("content", FILE),
    ("control", LEAVE),
    ("ctrl", LEAVE),
    ("datei", FILE),
    ("detach", LEAVE),
    ("display", OUTPUT),
    ("dockerfile", FILE),
    ("edit", FILE),
    ("ejecut", COMMAND),
    ("enter", COMMAND),
    ("execute", COMMAND),
    ("exit", LEAVE),
    ("fich", FILE),
    ("file", FILE),
    ("following", FILE),
    ("form", SYNTAX),
    ("general", SYNTAX),
    ("get", OUTPUT),
    ("git", WINDOWS),
    ("give", OUTPUT),
    ("issue", COMMAND),
    ("leave", LEAVE),
    ("linux", UNIX),
    ("log out", LEAVE),
    ("logout", LEAVE),
    ("look", OUTPUT),
    ("mac", UNIX),
    ("output", OUTPUT),
    ("platform", UNIX),
    ("powershell", WINDOWS),
    ("print", OUTPUT),
    ("produce", OUTPUT),
    ("quit", LEAVE),
    ("replace", FILE),
    ("respon", OUTPUT),
    ("result", OUTPUT),
    ("return", OUTPUT),
    ("run", COMMAND),
    ("salida", OUTPUT),
    ("see", OUTPUT),
    ("sehen", OUTPUT),
    ("shell", Topics(TERMINAL.0 | LEAVE.0)),
    ("show", OUTPUT),
    ("similar", OUTPUT),
    ("sintassi", SYNTAX),
    ("sintax", SYNTAX),
    ("something", OUTPUT),
    ("sortie", OUTPUT),
    ("start", COMMAND),
    ("stop", COMMAND),
    ("syntax", SYNTAX),
    ("tab", TERMINAL),
    ("terminal", TERMINAL),
    ("try", COMMAND),
    ("type", COMMAND),
    ("unix", UNIX),
    ("usage", SYNTAX),
    ("use", COMMAND),
    ("using", COMMAND),
    ("vedere", OUTPUT),
    ("ver", OUTPUT),
    ("voir", OUTPUT),
    ("window", TERMINAL),
    ("windows", WINDOWS),
    ("with", COMMAND),
];

/// For every pair of letters where the words that begin so stand in the list: the first in the low byte, the one after
/// the last in the high one; nothing where there is none.
static BY_PAIR: [u16; 32 * 32] = by_pair();

#[expect(clippy::cast_possible_truncation, reason = "there are not so many")]
const fn by_pair() -> [u16; 32 * 32] {
    let (mut pairs, mut index) = ([0; 32 * 32], 0);
    while index < BEGINNINGS.len() {
        let place = pair(HEADS[index].0);
        let start = if pairs[place] == 0 { index as u16 } else { pairs[place] & 0xff };
        index += 1;
        pairs[place] = (index as u16) << 8 | start;
    }
    pairs
}

/// For every pair of letters the third ones of the words that begin so, a bit for each by its five low bits.
static THIRDS: [u32; 32 * 32] = thirds();

const fn thirds() -> [u32; 32 * 32] {
    let (mut thirds, mut index) = ([0; 32 * 32], 0);
    while index < BEGINNINGS.len() {
        let head = HEADS[index].0;
        thirds[pair(head)] |= 1 << (head >> 16 & 31);
        index += 1;
    }
    thirds
}

/// The number of a head's first two letters, by their five low bits.
const fn pair(head: u32) -> usize {
    ((head & 31) << 5 | head >> 8 & 31) as usize
}

/// The first four letters of each word as one number, and the bits of it that are its own: some words have but three.
static HEADS: [(u32, u32); BEGINNINGS.len()] = heads();

const fn heads() -> [(u32, u32); BEGINNINGS.len()] {
    let (mut heads, mut index) = ([(0, 0); BEGINNINGS.len()], 0);
    while index < BEGINNINGS.len() {
        let word = BEGINNINGS[index].0.as_bytes();
        let (fourth, mask) = if word.len() > 3 { (word[3], u32::MAX) } else { (0, u32::MAX >> 8) };
        heads[index] = (u32::from_le_bytes([word[0], word[1], word[2], fourth]), mask);
        index += 1;
    }
    heads
}

/// The head of the word at a place, its letters in lower case.
fn head(text: &[u8], at: usize) -> u32 {
    let byte = |at: usize| text.get(at).copied().unwrap_or_default();
    let four = text.get(at..).and_then(|rest| rest.first_chunk().copied());
    u32::from_le_bytes(four.unwrap_or_else(|| [byte(at), byte(at + 1), byte(at + 2), 0])) | 0x2020_2020
}

/// Whether a word begins at a place whose head is its own.
fn is_here(text: &[u8], at: usize, word: &str) -> bool {
    let whole = text.get(at..at + word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word.as_bytes()));
    whole && at.checked_sub(1).is_none_or(|before| !in_word(text[before]))
}

/// Whether a general form may be spoken of: few other words have these letters of `syntax`, `sintassi`, `usage` and
/// `form`, by whose beginnings the topic is told.
pub fn may_tell_syntax(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"tax")
            | are(a, b, c, *b"ssi")
            | are(a, b, c, *b"sag")
            | are(a, b, c, *b"orm")
            | are(a, b, c, *b"ene")
    })
}

/// Whether leaving a shell may be spoken of, by letters of the words by whose beginnings that is told: `back`, `control`,
/// `ctrl`, `detach`, `exit`, `leave`, `logout`, `quit`, `shell`.
pub fn may_leave(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"bac")
            | are(a, b, c, *b"ctr")
            | are(a, b, c, *b"exi")
            | are(a, b, c, *b"rol")
            | are(a, b, c, *b"tac")
            | are(a, b, c, *b"eav")
            | are(a, b, c, *b"log")
            | are(a, b, c, *b"uit")
            | are(a, b, c, *b"hel")
    })
}

/// Visits every word of a text that begins like one of the list, with its place and its topics.
pub fn each(text: &str, mut visit: impl FnMut(usize, Topics)) {
    let bytes = text.as_bytes();
    each_first_letter(bytes, |at| {
        let head = head(bytes, at);
        let pair = pair(head);
        // Few words begin with three letters that one of the list begins with.
        if THIRDS[pair] >> (head >> 16 & 31) & 1 == 0 {
            return;
        }
        let [start, end] = BY_PAIR[pair].to_le_bytes();
        for index in usize::from(start)..usize::from(end) {
            let (own, mask) = HEADS[index];
            if head & mask == own && is_here(bytes, at, BEGINNINGS[index].0) {
                visit(at, BEGINNINGS[index].1);
            }
        }
    });
}

impl Topics {
    /// These and others.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a topic is among them.
    pub fn has(self, topic: Self) -> bool {
        self.0 & topic.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_letters_by_which_texts_without_them_are_told() {
        for (word, topic) in BEGINNINGS {
            assert!(!topic.has(LEAVE) || may_leave(word), "{word}");
            assert!(!topic.has(SYNTAX) || may_tell_syntax(word), "{word}");
        }
    }

    #[test]
    fn beginnings_are_in_order() {
        assert!(BEGINNINGS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn words_that_begin_alike_are_found() {
        let of = |text: &str| {
            let mut found = Topics::default();
            each(text, |_, topics| found = found.and(topics));
            found
        };
        for (text, topic, want) in [
            ("Type `exit` now", LEAVE, true),
            ("The OUTPUT is", OUTPUT, true),
            ("»edit«", FILE, true),
            ("profile", FILE, false),
            ("a_file", FILE, false),
            ("", FILE, false),
            ("r", COMMAND, false),
        ] {
            assert_eq!(of(text).has(topic), want, "{text}");
        }
    }
}

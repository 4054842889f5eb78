//! What a text might speak of, by how its words begin: one pass, so that no pattern is tried for nothing.

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
    ("back", LEAVE),
    ("cmd", WINDOWS),
    ("command", COMMAND),
    ("compose", FILE),
    ("console", TERMINAL),
    ("content", FILE),
    ("ctrl", LEAVE),
    ("display", OUTPUT),
    ("dockerfile", FILE),
    ("edit", FILE),
    ("enter", COMMAND),
    ("execute", COMMAND),
    ("exit", LEAVE),
    ("file", FILE),
    ("following", FILE),
    ("form", SYNTAX),
    ("general", SYNTAX),
    ("get", OUTPUT),
    ("git", WINDOWS),
    ("issue", COMMAND),
    ("linux", UNIX),
    ("logout", LEAVE),
    ("look", OUTPUT),
    ("mac", UNIX),
    ("output", OUTPUT),
    ("platform", UNIX),
    ("powershell", WINDOWS),
    ("print", OUTPUT),
    ("produce", OUTPUT),
    ("replace", FILE),
    ("respon", OUTPUT),
    ("result", OUTPUT),
    ("return", OUTPUT),
    ("run", COMMAND),
    ("see", OUTPUT),
    ("shell", Topics(TERMINAL.0 | LEAVE.0)),
    ("show", OUTPUT),
    ("similar", OUTPUT),
    ("something", OUTPUT),
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
    ("window", TERMINAL),
    ("windows", WINDOWS),
    ("with", COMMAND),
];

/// For every pair of letters the topics of which a word begins so.
static BY_PAIR: [u16; PAIRS] = by_pair();
const PAIRS: usize = 32 * 32;

const fn by_pair() -> [u16; PAIRS] {
    let (mut pairs, mut index) = ([0; PAIRS], 0);
    while index < BEGINNINGS.len() {
        let word = BEGINNINGS[index].0.as_bytes();
        pairs[pair(word[0], word[1])] |= BEGINNINGS[index].1.0;
        index += 1;
    }
    pairs
}

/// Letters of either case have the same number in their five low bits; other signs share numbers with some.
const fn pair(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

/// For every letter where the words with it begin in the list.
static BY_LETTER: [u8; 27] = by_letter();

#[expect(clippy::cast_possible_truncation, reason = "there are not so many")]
const fn by_letter() -> [u8; 27] {
    let (mut starts, mut index) = ([0; 27], 0);
    while index < BEGINNINGS.len() {
        let mut letter = (BEGINNINGS[index].0.as_bytes()[0] - b'a') as usize + 1;
        index += 1;
        while letter < starts.len() {
            starts[letter] = index as u8;
            letter += 1;
        }
    }
    starts
}

/// Whether a byte belongs to a word.
static IN_WORD: [bool; 256] = in_word();

const fn in_word() -> [bool; 256] {
    let (mut found, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        found[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    found
}

impl Topics {
    /// The topics of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut found, mut at) = (0, 0);
        // No word is shorter than three letters.
        while at + 3 <= bytes.len() {
            if BY_PAIR[pair(bytes[at], bytes[at + 1])] & !found != 0 {
                found |= Self::of_word(&bytes[at..]);
            }
            let run = |from: usize, word: bool| {
                bytes[from..].iter().take_while(|b| IN_WORD[usize::from(**b)] == word).count()
            };
            at += run(at, true);
            at += run(at, false);
        }
        Self(found)
    }

    /// The topics of the word that begins here, with at least three bytes to come.
    fn of_word(text: &[u8]) -> u16 {
        let letter = usize::from((text[0] | 32).wrapping_sub(b'a'));
        let (Some(start), Some(end)) = (BY_LETTER.get(letter), BY_LETTER.get(letter + 1)) else { return 0 };
        let (second, third) = (text[1] | 32, text[2] | 32);
        let begins = |word: &str| {
            let word = word.as_bytes();
            word[1] == second
                && word[2] == third
                && text.get(..word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word))
        };
        let known = BEGINNINGS[usize::from(*start)..usize::from(*end)].iter().filter(|(word, _)| begins(word));
        known.fold(0, |found, (_, topic)| found | topic.0)
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
    fn beginnings_are_in_order() {
        assert!(BEGINNINGS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn words_that_begin_alike_are_found() {
        for (text, topic, want) in [
            ("Type `exit` now", LEAVE, true),
            ("The OUTPUT is", OUTPUT, true),
            ("»edit«", FILE, true),
            ("profile", FILE, false),
            ("a_file", FILE, false),
            ("", FILE, false),
            ("r", COMMAND, false),
        ] {
            assert_eq!(Topics::of(text).has(topic), want, "{text}");
        }
    }
}

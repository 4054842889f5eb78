//! What words may be in a sentence that asks for a command.

use super::super::names::{Lexicon, Meaning, count};
use super::super::scan::is_white;

/// What a word may be in a sentence that asks for a command: a set.
pub type Roles = u32;

/// Verbs whose object is the command itself.
pub const DIRECT: Roles = 1;
/// The same, as the means to an end.
pub const GERUND: Roles = 1 << 1;
/// Words that tell the means.
pub const MEANS: Roles = 1 << 2;
/// How "like so" and "as follows" end.
pub const LIKENESS: Roles = 1 << 3;
/// Verbs that begin what is to be done by those means.
pub const DEED: Roles = 1 << 4;
/// Words between the verb and the command.
pub const FILLER: Roles = 1 << 5;
/// Words that may stand before an imperative.
pub const OPENER: Roles = 1 << 6;
/// Words before an infinitive that ask for it.
pub const ASKS_FOR: Roles = 1 << 7;
/// Verbs behind those who are asked.
pub const MODAL: Roles = 1 << 8;
/// Who may be asked to do something.
pub const READER: Roles = 1 << 9;
/// Nouns of place behind which an imperative goes on: "in a new terminal run …".
pub const PLACE: Roles = 1 << 10;
/// Imperatives of other languages whose object is the command itself.
pub const OTHER_DIRECT: Roles = 1 << 11;
/// What a command is called in them: "Führen Sie den Befehl `ls` aus".
pub const OTHER_NOUN: Roles = 1 << 12;
/// Verbs of which one asks for what is called so.
pub const OTHER_VERB: Roles = 1 << 13;
/// A sentence that says one of these does not ask for the command.
pub const DENIAL: Roles = 1 << 14;
/// Words that begin what is no imperative: "When you can …".
pub const CONDITION: Roles = 1 << 15;
/// Words before a place.
pub const AT: Roles = 1 << 16;
/// What is announced.
pub const COMMAND: Roles = 1 << 17;
/// Before an infinitive.
pub const TO: Roles = 1 << 18;
/// Before a gerund.
pub const BY: Roles = 1 << 19;
/// The words of "like so" and "as follows".
pub const LIKE: Roles = 1 << 20;
pub const SO: Roles = 1 << 21;
pub const AS: Roles = 1 << 22;
pub const FOLLOWS: Roles = 1 << 23;
/// Words right before a command that may ask for it.
pub const ASKING: Roles = DIRECT | GERUND | MEANS | LIKENESS | OTHER_DIRECT | OTHER_NOUN;

/// The words of each role.
const WORDS: &[Meaning] = &[
    (DIRECT, &["run", "type", "execute", "enter", "issue", "try", "use", "rerun", "re-run"]),
    (GERUND, &["running", "typing", "executing", "entering", "issuing", "using", "trying"]),
    (MEANS, &["with", "using", "via", "through"]),
    (LIKENESS, &["so", "follows"]),
    (
        DEED,
        &[
            "attach", "boot", "bring", "build", "change", "check", "clean", "close", "confirm", "connect", "copy",
            "create", "delete", "detach", "display", "do", "download", "exit", "find", "fire", "get", "go", "inspect",
            "install", "jump", "kill", "launch", "leave", "list", "load", "log", "login", "look", "make", "open",
            "pause", "print", "pull", "push", "quit", "remove", "rename", "repeat", "restart", "return", "save", "see",
            "show", "shut", "spin", "start", "stop", "switch", "tag", "test", "update", "upload", "validate", "verify",
            "view", "edit", "examine", "monitor", "watch", "deploy", "rebuild", "generate", "clone",
        ],
    ),
    (
        FILLER,
        &["the", "this", "these", "a", "following", "simple", "command", "commands", "again", "first", "just", "e.g"],
    ),
    (
        OPENER,
        &[
            "now",
            "then",
            "next",
            "first",
            "finally",
            "again",
            "also",
            "please",
            "simply",
            "just",
            "and",
            "or",
            "so",
            "let's",
            "lastly",
            "afterwards",
            "instead",
            "but",
            "lets",
            "alternatively",
            "otherwise",
            "once",
            "more",
        ],
    ),
    (ASKS_FOR, &["need", "have", "remember", "forget", "sure", "going", "is", "wish", "free"]),
    (MODAL, &["can", "could", "should", "must", "may", "might"]),
    (READER, &["you", "we", "one"]),
    (PLACE, &["terminal", "shell", "prompt", "window", "container", "host", "directory", "folder"]),
    (
        OTHER_DIRECT,
        &[
            "ejecuta",
            "ejecute",
            "ejecutamos",
            "ejecutar",
            "exécutez",
            "exécuter",
            "lancez",
            "tapez",
            "utilisez",
            "rode",
            "digite",
            "usa",
            "usamos",
            "escribe",
            "utiliza",
        ],
    ),
    (OTHER_NOUN, &["befehl", "comando", "commande", "kommando", "sie"]),
    (
        OTHER_VERB,
        &[
            "führen",
            "führe",
            "starte",
            "utiliser",
            "exécuter",
            "execute",
            "executar",
            "use",
            "usar",
            "utilize",
            "starten",
            "verwenden",
            "nutzen",
            "tippen",
            "mit",
            "ejecuta",
            "ejecute",
            "exécutez",
            "lancez",
            "tapez",
            "utilisez",
            "con",
        ],
    ),
    (DENIAL, &["not", "don't", "never", "doesn't", "cannot", "without", "rather", "avoid", "won't"]),
    (CONDITION, &["when", "if", "whenever", "how", "what", "why", "where", "once", "after", "while"]),
    (AT, &["in", "on", "from", "at", "back"]),
    (COMMAND, &["command", "commands"]),
    (TO, &["to"]),
    (BY, &["by"]),
    (LIKE, &["like"]),
    (SO, &["so"]),
    (AS, &["as"]),
    (FOLLOWS, &["follows"]),
];
static LEXICON: Lexicon<{ count(WORDS) }> = Lexicon::new(WORDS);

/// What a word may be, in upper or lower case and with a straight apostrophe or not.
pub fn roles(word: &str) -> Roles {
    if word.is_ascii() { LEXICON.of_any_case(word) } else { LEXICON.of(&word.replace('’', "'").to_lowercase()) }
}

/// The words of a text without the signs around them.
pub fn each_word(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    Pieces { text, is_ascii: text.is_ascii() }.map(bare).filter(|w| !w.is_empty())
}

/// What the words of a text may be.
pub fn each_role(text: &str) -> impl DoubleEndedIterator<Item = Roles> {
    each_word(text).map(roles)
}

/// What stands between white space.
struct Pieces<'t> {
    text: &'t str,
    is_ascii: bool,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.text;
        if !self.is_ascii {
            let piece = text.split_whitespace().next()?;
            self.text = &text.trim_start()[piece.len()..];
            return Some(piece);
        }
        let start = text.bytes().position(|b| !is_white(b))?;
        let length = text.bytes().skip(start).position(is_white).unwrap_or(text.len() - start);
        self.text = &text[start + length..];
        Some(&text[start..start + length])
    }
}

impl DoubleEndedIterator for Pieces<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let text = self.text;
        if !self.is_ascii {
            let piece = text.split_whitespace().next_back()?;
            let rest = text.trim_end();
            self.text = &rest[..rest.len() - piece.len()];
            return Some(piece);
        }
        let last = text.bytes().rposition(|b| !is_white(b))?;
        let start = text.as_bytes()[..last].iter().rposition(|b| is_white(*b)).map_or(0, |before| before + 1);
        self.text = &text[..start];
        Some(&text[start..=last])
    }
}

/// A word without the signs around it.
pub fn bare(word: &str) -> &str {
    let bytes = word.as_bytes();
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if plain(bytes.first()) && plain(bytes.last()) {
        return word;
    }
    word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '\u{fffc}'))
}

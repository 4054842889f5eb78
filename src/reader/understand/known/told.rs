//! What is said of a command or of what it made, in words that begin like a call.

use super::super::words::Word;

/// Verbs that a sentence has right behind the command it speaks of: `docker node ls is only for a manager`.
const VERBS: &[&str] = &["is", "are", "was", "were", "cannot", "requires", "needs"];

/// So many words at most are the command's that a sentence speaks of.
const SPOKEN_OF: usize = 3;

/// Commands whose words are anybody's.
const TAKE_WORDS: &[&str] = &["echo", "printf", "grep", "egrep", "fgrep", "man", "say"];

/// What becomes of the parts of a cluster, as is said by the program that does it: `service "web" exposed`.
const DONE: &[&str] = &[
    "annotated",
    "configured",
    "cordoned",
    "created",
    "deleted",
    "drained",
    "exposed",
    "labeled",
    "patched",
    "replaced",
    "scaled",
    "unchanged",
    "uncordoned",
    "updated",
];

/// Whether words that begin like a call are a sentence on it, or say what became of something.
pub fn is_told(first: &str, words: &[Word<'_>]) -> bool {
    if let [_, _, done] = words
        && matches!(first, "service" | "node")
    {
        return DONE.contains(&&**done);
    }
    let is_plain = |word: &Word<'_>| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let length = words.iter().skip(1).take(SPOKEN_OF).position(|word| VERBS.contains(&&**word));
    length.is_some_and(|length| {
        let (of, said) = words.split_at(length + 1);
        let goes_on = said.iter().skip(1).take(2).filter(|word| is_word(word)).count() == 2;
        goes_on && of.iter().all(|word| is_plain(word) && !word.starts_with('-')) && !TAKE_WORDS.contains(&first)
    })
}

/// A word as sentences have it.
fn is_word(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', '!']);
    !word.is_empty()
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'-'))
        && !word.starts_with('-')
}

/// Folders that hold programs.
const FOLDERS: &[&str] = &["/etc/init.d/", "/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/"];

/// Whether a program is called by its path, with what it is given.
pub fn is_installed(words: &[Word<'_>]) -> bool {
    let [path, _, ..] = words else { return false };
    FOLDERS.iter().any(|folder| path.starts_with(folder)) || calls_by_path(words)
}

/// Whether the path of a program stands there with a flag: `/opt/shop/bin/setup --all`.
fn calls_by_path(words: &[Word<'_>]) -> bool {
    matches!(words, [path, flag, ..] if flag.starts_with('-') && *flag != "->" && is_path_of_program(path))
}

/// Whether an absolute path is of something that is run: it stands in a folder for programs, or is a script.
pub fn is_path_of_program(path: &str) -> bool {
    path.starts_with('/') && (path.contains("/bin/") || path.contains("/sbin/") || is_script(path))
}

/// Whether a name is a script's.
pub fn is_script(name: &str) -> bool {
    name.strip_suffix(".sh").is_some()
}

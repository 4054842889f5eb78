//! Files with which shells start: what is to be put into one looks like what is typed.

use super::super::super::cursor::in_word;
use super::super::super::scan::has_any_case;
use super::{ends_with, has_any_word, quoted_file, whole};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Files with which shells start.
const START_FILES: &[&str] = &[".bashrc", ".zshrc", ".profile", ".bash_profile", ".zprofile", ".bash_aliases"];
/// How the learner is told to write into one.
const ADDS: &[&str] = &["add", "append", "put", "paste", "insert", "include", "copy", "place", "save"];

/// What their names are found by; `.bash_aliases` has aliases alone, which are told by themselves.
static NAMED: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["shrc", "rofile"].map(Finder::new));

/// Whether a text may name such a file.
pub fn names_start_file(text: &str) -> bool {
    NAMED.iter().any(|part| part.find(text.as_bytes()).is_some())
}

/// "add the following line to your `~/.bashrc`": the file, as it is written.
pub fn start_file(sentence: &str) -> Option<&str> {
    let at = START_FILES.iter().find_map(|name| sentence.find(name))?;
    let is_name = |c: char| in_word(c) || matches!(c, '.' | '~' | '/' | '$' | '-');
    let from = sentence[..at].trim_end_matches(is_name).len();
    let to = at + sentence[at..].find(|c| !is_name(c)).unwrap_or(sentence.len() - at);
    has_any_word(sentence, ADDS).then(|| sentence[from..to].trim_end_matches('.'))
}

/// "Put them into your `~/.bashrc`", "I keep these in my `.zshrc`": the file, as it is written, where the sentence tells
/// that something is or goes there, whatever else is the case.
pub fn start_file_around(sentence: &str) -> Option<&str> {
    let at = START_FILES.iter().find_map(|name| sentence.find(name))?;
    let is_name = |c: char| in_word(c) || matches!(c, '.' | '~' | '/' | '$' | '-');
    let from = sentence[..at].trim_end_matches(is_name).len();
    let to = at + sentence[at..].find(|c| !is_name(c)).unwrap_or(sentence.len() - at);
    let before = sentence[..from].trim_end_matches(['`', '"', '\'', '(', ' ']);
    let before = ["your", "my", "the", "shell profile", "profile", "file"]
        .iter()
        .fold(before, |text, word| text.strip_suffix(word).map_or(text, str::trim_end));
    let leads = ["in", "into", "to"].iter().any(|word| ends_with(before, word));
    (leads && !has_any_word(sentence, &["if", "run", "after", "or", "session"]))
        .then(|| sentence[from..to].trim_end_matches('.'))
}

/// The same where a comment above says so: `# Add to ~/.bashrc`.
pub fn commented_start_file(text: &str) -> Option<&str> {
    let line = text.trim_start().lines().next()?.strip_prefix('#')?;
    let words = line.split_whitespace().count();
    let told = line.to_ascii_lowercase();
    let name = START_FILES.iter().find_map(|name| line.find(name))?;
    let from = line[..name].rfind(' ').map_or(0, |space| space + 1);
    let adds = ["add ", "append ", "put ", "paste ", "in "].iter().any(|verb| told.trim_start().starts_with(verb));
    // `# ~/.bashrc or ~/.zshrc`
    let begins = line[..from].trim().is_empty();
    ((adds || begins) && words <= MOST_WORDS)
        .then(|| line[from..].split(' ').next().unwrap_or_default().trim_end_matches([':', '.']))
}

/// A longer comment tells something else.
const MOST_WORDS: usize = 8;

/// Whether a sentence gives what its author has where the sentence before told to add something: "For example I have this:".
pub fn gives_own(sentence: &str) -> bool {
    let begins = ["for example", "e.g.", "for instance", "such as", "something like", "mine ", "i have ", "i use "];
    let told = sentence.trim_start();
    let is_begin = |words: &&str| told.get(..words.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(words));
    told.trim_end().ends_with(':') && begins.iter().any(is_begin)
}

/// Whether a sentence says where in the file at hand something belongs, and names no other one: "at the bottom put:", "Make
/// sure it has something like this in the middle:", "Also add this line:".
pub fn goes_into(sentence: &str) -> bool {
    let places = ["at the top", "at the bottom", "at the end", "at the very", "at the beginning", "in the middle"];
    let puts = || has_any_word(sentence, ADDS);
    let has =
        || ["make sure", "should"].iter().any(|words| has_any_case(sentence, words)) && has_any_word(sentence, HAS);
    let is_line = || ["line", "lines"].iter().any(|word| whole(sentence, word).next().is_some());
    let is_placed = || places.iter().any(|words| has_any_case(sentence, words));
    sentence.trim_end().ends_with(':')
        && quoted_file(sentence).is_none()
        && (puts() && (is_placed() || is_line()) || has())
}

/// How it is said what a file should have in it.
const HAS: &[&str] = &["it has", "it contains", "it includes", "it have", "it contain", "it include"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_name_no_such_file_are_told_at_once() {
        assert!(START_FILES.iter().filter(|name| !name.ends_with("aliases")).all(|name| names_start_file(name)));
        assert!(!names_start_file("Run a shell in the container."));
    }

    #[test]
    fn what_goes_into_the_file_at_hand() {
        for (sentence, want) in [
            ("at the bottom put:", true),
            ("Add this line:", true),
            ("Make sure it has something like this in the middle:", true),
            ("Make sure that it contains:", true),
            ("Make sure it runs:", false),
            ("Add these lines to `a.yml`:", false),
            ("At the end you have this:", false),
            ("At the bottom put it.", false),
        ] {
            assert_eq!(goes_into(sentence), want, "{sentence}");
        }
        for (sentence, want) in [
            ("For example I have this:", true),
            ("Something like:", true),
            ("For example, it works.", false),
            ("See for example:", false),
        ] {
            assert_eq!(gives_own(sentence), want, "{sentence}");
        }
    }
}

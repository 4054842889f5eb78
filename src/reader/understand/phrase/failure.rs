//! How an error is announced that was printed: "you get the below issue:", "It fails with this error:", "Error:".

use super::super::super::scan::{any_three, are, has_part};
use super::{ends_with_any, has_any_word, whole};

/// What it is called.
const NAMES: &[&str] =
    &["error", "errors", "issue", "exception", "warning", "warnings", "failure", "problem", "error message"];
/// What may follow that name.
const BEHIND: &[&str] = &[
    " like this one",
    " like this",
    " like the following",
    " similar to this",
    " similar to the following",
    " below",
    " message",
    " messages",
    " encountered",
    " that includes",
    " is",
];
/// How one comes by it.
const MEETS: &[&str] = &[
    "get",
    "gets",
    "got",
    "getting",
    "encounter",
    "encounters",
    "encountered",
    "face",
    "faced",
    "facing",
    "hit",
    "receive",
    "received",
    "see",
    "saw",
    "throws",
    "gives",
    "give",
    "reports",
    "returns",
    "shows",
    "fails with",
    "fail with",
    "failed with",
    "run into",
    "ran into",
    "stops with",
    "lead to",
    "leads to",
];
/// What is said instead of what an error that is met otherwise calls for: that is done against it.
const MENDS: &[&str] =
    &["fix", "solve", "resolve", "avoid", "handle", "ignore", "check", "debug", "reproduce", "cause"];
/// A label has no more words.
const LABEL: usize = 4;

/// Whether a sentence announces an error that was printed.
pub fn announces_error(sentence: &str) -> bool {
    let Some(words) = sentence.trim_end().strip_suffix(':').filter(|words| may_announce(words)) else {
        return false;
    };
    let words = words.strip_suffix(')').and_then(|words| Some(words.rsplit_once('(')?.0)).unwrap_or(words);
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    let (mut named, mut is_shown, mut is) = (words, false, false);
    while let Some(behind) = BEHIND.iter().find(|behind| named.ends_with(*behind)) {
        is_shown |= behind.starts_with(" like") || behind.starts_with(" similar");
        is |= *behind == " is";
        named = &named[..named.len() - behind.len()];
    }
    if !ends_with_any(named, NAMES) || has_any_word(words, MENDS) {
        return false;
    }
    let is_error = ends_with_any(named, &["error", "errors"]);
    let is_label = || named.split_whitespace().count() <= LABEL && begins_label(named);
    let clause = words.rsplit(", ").next().unwrap_or(words);
    is_error && (is_shown || is || is_label()) || MEETS.iter().any(|verb| whole(clause, verb).next().is_some())
}

/// Whether the learner is to look for what was printed: "Look for these success messages:".
pub fn looks_for_message(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    // Few sentences end so.
    ["message", "messages", "lines", "log entries"].iter().any(|end| words.ends_with(end))
        && ["ook for these ", "ook for this ", "ook for the following "].iter().any(|begin| has_part(words, begin))
        && sentence.trim_end().trim_end_matches('*').ends_with(':')
}

/// Whether such a sentence only supposes that it was: "If the port is taken, you get this error:".
pub fn supposes_error(sentence: &str) -> bool {
    let begins = ["If ", "In case ", "Sometimes "].iter().any(|word| sentence.trim_start().starts_with(word));
    let may = || ["may", "might", "could"].iter().any(|word| whole(sentence, word).next().is_some());
    (begins || may()) && announces_error(sentence)
}

fn may_announce(words: &str) -> bool {
    any_three(words.as_bytes(), |a, b, c| {
        are(a, b, c, *b"rro")
            | are(a, b, c, *b"ssu")
            | are(a, b, c, *b"xce")
            | are(a, b, c, *b"arn")
            | are(a, b, c, *b"ilu")
            | are(a, b, c, *b"rob")
    })
}

/// `Error`, `The error`, `Full error message`
fn begins_label(named: &str) -> bool {
    let first = named.trim_start_matches(['*', ' ']).split(' ').next().unwrap_or_default();
    ["error", "the", "full", "this", "your", "sample", "example"].iter().any(|known| known.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_that_are_looked_for() {
        assert!(looks_for_message("Look for these start messages:"));
        assert!(looks_for_message("**Now look for this message:**"));
        assert!(!looks_for_message("Look for messages:"));
        assert!(!looks_for_message("Look for these messages in your mail."));
    }

    #[test]
    fn errors_that_were_printed() {
        for (sentence, want) in [
            ("If the port is taken, you get the below issue:", true),
            ("It fails with the below error:", true),
            ("You might face the error below:", true),
            ("Now we run into this exception (the ids differ):", true),
            ("The core of the error is:", true),
            ("Error:", true),
            ("Full error message:", true),
            ("That leads to following error:", true),
            ("Error encountered:", true),
            ("These commands give an error message that includes:", true),
            ("This is an error like this one:", true),
            ("To fix the below issue:", false),
            ("If you get this error, run:", false),
            ("Check for the error:", false),
            ("Common errors:", false),
            ("Issue:", false),
            ("Given the problem:", false),
            ("You get the below error", false),
            ("When you see errors, look at the problem:", false),
        ] {
            assert_eq!(announces_error(sentence), want, "{sentence}");
        }
    }
}

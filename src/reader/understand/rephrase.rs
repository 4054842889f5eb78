//! The command above in other words: shorter, with one more option, by another name.

use super::super::scan::{any_three, are, has_any_case, has_part, has_word_any_case};
use super::instead::does_the_same;
use memchr::memmem;

/// Which commands may be the one above in other words, as a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// "The command above could be written as": what begins alike.
    Written,
    /// "You can also use": only what is the same but for signs and names' first parts.
    Also,
    /// "If needed, you can pass `--x`": the same with that option.
    WithOption,
    /// "You can also rename them by their name": the same with something else that stands for it.
    ByName,
    /// "If you want to try an older version": the same with another tag.
    OtherVersion,
    /// "They can also be removed at once": what is gone cannot be removed once more.
    Gone,
}

/// What a sentence tells of the command below it.
pub fn told(sentence: &str) -> Option<Told> {
    // Most sentences say neither.
    if !any_three(sentence.as_bytes(), |a, b, c| are(a, b, c, *b"can") | are(a, b, c, *b"oul") | are(a, b, c, *b"rsi"))
    {
        return None;
    }
    if tells_of_version(sentence) {
        return Some(Told::OtherVersion);
    }
    let may =
        |verb: &'static str| memmem::find_iter(sentence.as_bytes(), verb).map(move |at| &sentence[at + verb.len()..]);
    // What is possible follows right behind it.
    let mut behind = may("can ").chain(may("could ")).peekable();
    behind.peek()?;
    let (mut writes, mut also, mut gone) = (false, false, false);
    for rest in behind {
        let rest_of = |words: &[&str]| words.iter().any(|words| rest.starts_with(words));
        writes |= rest_of(&["be written as", "be written like", "be shortened to", "be abbreviated", "also write"]);
        also |= rest_of(&["also", "equivalently"]);
        gone |= GONE.iter().any(|verb| rest.strip_prefix("also be ").is_some_and(|rest| rest.starts_with(verb)));
    }
    if gone {
        return Some(Told::Gone);
    }
    if writes {
        return Some(Told::Written);
    }
    let has = |words: &[&str]| words.iter().any(|words| has_any_case(sentence, words));
    let begins = sentence.trim_start();
    if (begins.starts_with("If ") || begins.starts_with("if ")) && has(&["you can", "you could"]) {
        let adds = ["pass", "add", "append", "specify", "set"].iter().any(|verb| has_word_any_case(sentence, verb));
        return (adds && has_part(sentence, "`-")).then_some(Told::WithOption);
    }
    if also && BY_NAME.iter().any(|words| has_any_case(sentence, words)) {
        return Some(Told::ByName);
    }
    // What is done for something else is another step.
    (also && !has(&["also use this to", "also use it to", "in order to"])).then_some(Told::Also)
}

/// Whether a command is another one in other words, of the kind that was told.
pub fn is_same(told: Told, one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    match told {
        Told::Written => one.split(' ').take(2).eq(other.split(' ').take(2)),
        Told::Also => {
            let called = other.strip_prefix("./").is_some_and(|rest| one.splitn(3, ' ').nth(2) == Some(rest));
            // What is longer does more.
            called || other.len() <= one.len() && names(one).eq(names(other))
        }
        Told::WithOption => has_option_more(one, other),
        Told::Gone => does_the_same(one, other),
        Told::ByName => calls(one).eq(calls(other)) && one.contains(['<', '[']) && other.contains(['<', '[']),
        // Both cannot have the same port.
        Told::OtherVersion => {
            has_part(one, " -p ")
                && one.split_whitespace().map(without_tag).eq(other.split_whitespace().map(without_tag))
        }
    }
}

/// What can be done but once.
const GONE: &[&str] = &["removed", "deleted", "stopped", "killed"];

/// How it is said that another name stands for a thing.
const BY_NAME: &[&str] =
    &["by name", "by their name", "by its name", "by the name", "by their current name", "by id", "by its id"];

/// "If you want to try an older version, …"
fn tells_of_version(sentence: &str) -> bool {
    let begins = ["If you want ", "If you need ", "If you prefer ", "If you'd like ", "To try ", "To use "];
    let which = ["an older version", "a newer version", "another version", "a different version", "a specific version"];
    begins.iter().any(|begin| sentence.trim_start().starts_with(begin))
        && which.iter().any(|words| has_part(sentence, words))
}

/// A program, and what it is told to do with which options.
fn calls(command: &str) -> impl Iterator<Item = &str> {
    command.split_whitespace().enumerate().filter(|(at, word)| *at < 2 || word.starts_with('-')).map(|(_, word)| word)
}

/// The name of an image without its tag.
fn without_tag(word: &str) -> &str {
    word.split_once(':').map_or(word, |(name, _)| name)
}

/// The words of a command that are no options, without the places of images.
fn names(command: &str) -> impl Iterator<Item = &str> {
    let words = command.split_whitespace().filter(|word| !(word.starts_with('-') || *word == "\\"));
    words.map(|word| word.rsplit('/').next().unwrap_or(word))
}

/// Whether a command is another one with options, and nothing else, in addition.
fn has_option_more(one: &str, other: &str) -> bool {
    let mut wanted = one.split_whitespace().peekable();
    let (mut more, mut is_value) = (0, false);
    for word in other.split_whitespace() {
        if wanted.next_if(|want| *want == word).is_some() {
            is_value = false;
        } else if word.starts_with('-') {
            (more, is_value) = (more + 1, !word.contains('='));
        } else if is_value {
            is_value = false;
        } else {
            return false;
        }
    }
    more > 0 && wanted.next().is_none()
}

/// How a sentence begins that tells what is done in one of several cases.
const CASES: &[&str] =
    &["if you're using ", "if you are using ", "if you’re using ", "if you're on ", "if you are on "];

/// How the sentence names its case, where it begins with one: "If you're using your own machine, …".
pub fn case(sentence: &str) -> Option<&str> {
    let sentence = sentence.trim_start();
    let case =
        CASES.iter().find(|case| sentence.get(..case.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(case)))?;
    Some(sentence[case.len()..].split([',', ':']).next().unwrap_or_default())
}

/// Whether a sentence begins with a case: "If there is a proxy, …".
pub fn is_case(sentence: &str) -> bool {
    let first = sentence.trim_start_matches(|c: char| !c.is_alphanumeric()).get(..3);
    first.is_some_and(|first| first.eq_ignore_ascii_case("if "))
}

/// Whether it begins with all others: "Otherwise, …", "If not, …".
pub fn is_otherwise(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |words: &str| sentence.get(..words.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(words));
    ["otherwise, ", "otherwise ", "otherwise:", "if not, "].into_iter().any(begins)
}

/// Whether two sentences tell of two of the cases that exclude each other: what the learner uses, and another such thing.
pub fn excludes(one: &str, other: &str) -> bool {
    let last = |case: &str| case.split_whitespace().take(LONGEST).any(|word| word == "own" || word == "different");
    one != other && last(other)
}

/// So many words of a case may tell that it is the learner's own.
const LONGEST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words() {
        for (sentence, one, other, want) in [
            ("The command above could be written as:", "docker run -d -p 1:1 a", "docker run -dp 1:1 a", true),
            ("It could be written as:", "docker run a", "docker ps", false),
            ("You can also leave the registry out.", "docker rmi quay.io/x/a", "docker rmi a", true),
            ("You can also use", "apptainer run a.sif ls", "./a.sif ls", true),
            ("You can also remove it:", "docker stop a", "docker rm a", false),
            ("You can also give the name:", "docker rm 0a1b", "docker rm box", false),
            ("If needed, you can pass `--pull`:", "docker run -it a", "docker run --pull always -it a", true),
            ("If needed, you can pass `--pull`:", "docker run a", "docker run --pull b a c", false),
            ("If needed, you can look:", "docker run a", "docker run -d a", false),
            ("You can also rename it by its name", "docker rename <ID> a", "docker rename <NAME> a", true),
            ("You can also rename it by its name", "docker rename <ID> a", "docker rename b a", false),
            ("You can also remove it by its name", "docker rename <ID> a", "docker rm <NAME>", false),
            (
                "If you want to try an older version, you can run:",
                "docker run -p 1:1 a/b",
                "docker run -p 1:1 a/b:3",
                true,
            ),
            ("If you want to try an older version, run:", "docker run -p 1:1 a/b", "docker run -p 1:1 c", false),
            ("They can also be removed at once:", "docker rm a b", "docker rm -f a b", true),
            ("They can also be removed at once:", "docker rm a b", "docker rmi a b", false),
            ("Others can also be removed:", "docker rm a", "docker rm -f b", false),
            ("Now run:", "docker run -d -p 1:1 a", "docker run -dp 1:1 a", false),
        ] {
            assert_eq!(told(sentence).is_some_and(|told| is_same(told, one, other)), want, "{sentence} {other}");
        }
    }
}

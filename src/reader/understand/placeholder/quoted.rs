//! What stands between quotes: `"container ID"`, `-e "TOKEN=your-token"`.

use super::MAX_NAME;
use memchr::memchr_iter;

/// What a placeholder in quotes names, and what of it.
const THINGS: &[&str] = &["container", "image", "volume", "network", "user", "repository", "service"];
const PARTS: &[&str] = &["id", "name", "tag", "username"];

/// `"container ID"`, `'container ID'`: no engine knows a name with a space in it. The quotes stay.
pub fn find(text: &str, found: &mut Vec<(usize, String)>) {
    for quote in [b'"', b'\''] {
        let mut quotes = memchr_iter(quote, text.as_bytes());
        while let (Some(open), Some(close)) = (quotes.next(), quotes.next()) {
            let inner = &text[open + 1..close];
            if inner.len() <= MAX_NAME && inner.contains(' ') && (is_part_of_thing(inner) || is_learners(inner)) {
                found.push((open + 1, inner.to_owned()));
            }
        }
    }
}

/// `the container name`, `CONTAINER ID/NAME`
fn is_part_of_thing(inner: &str) -> bool {
    let mut words = inner.split(' ').filter(|word| !matches!(*word, "the" | "your" | "docker" | "Docker"));
    let is = |word: Option<&str>, known: &[&str]| {
        word.is_some_and(|word| known.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let thing = words.next();
    let is_part = |parts: &str| parts.split('/').all(|part| is(Some(part), PARTS));
    is(thing, THINGS) && words.next().is_some_and(is_part) && words.next().is_none()
}

/// What is the learner's own, and nobody else's.
const OWN: &[&str] = &["name", "username", "id", "email", "password", "token", "key"];

/// `Your Name`, `your Docker ID`
fn is_learners(inner: &str) -> bool {
    let mut words = inner.split(' ');
    let is_your = words.next().is_some_and(|first| first.eq_ignore_ascii_case("your"));
    let last = |word: &str| OWN.iter().any(|own| own.eq_ignore_ascii_case(word));
    is_your
        && match (words.next(), words.next(), words.next()) {
            (Some(word), None, None) => last(word),
            (Some(which), Some(word), None) => which.bytes().all(|b| b.is_ascii_alphabetic()) && last(word),
            _ => false,
        }
}

/// What stands between the quotes around a whole setting: `"TOKEN=your-token"`.
pub fn setting(word: &str) -> Option<&str> {
    let within = |quote: char| word.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).filter(|inner| inner.contains('=') && !inner.contains(['"', '\'']))
}

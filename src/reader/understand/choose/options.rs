//! Ways that a lesson counts or names: "Option 1: by hand", "Method B", "With compose:".

use super::super::super::scan::{has_word_any_case, parted, tail};
use memchr::memrchr_iter;

/// One of several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// What they are called.
    pub called: &'static str,
    /// Which it is, from 1.
    pub number: u8,
}

const CALLED: &[&str] = &["option", "method", "approach", "alternative", "variant", "way", "choice"];

/// The way that a title or a paragraph begins with.
pub fn way(text: &str) -> Option<Way> {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    // Most begin with other letters.
    if !matches!(text.as_bytes().first()? | 0x20, b'o' | b'm' | b'a' | b'v' | b'w' | b'c') {
        return None;
    }
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let called = *CALLED.iter().find(|called| called.eq_ignore_ascii_case(word))?;
    let rest = rest.trim_start_matches(['#', ' ']);
    let number = match *rest.as_bytes().first()? {
        digit @ b'1'..=b'9' => digit - b'0',
        letter @ b'A'..=b'F' => letter - b'A' + 1,
        _ => return None,
    };
    let behind = rest.get(1..)?.trim_start();
    let ends = behind.is_empty() || behind.starts_with([':', '.', ')', '(', '-', '–', '—', ',']);
    ends.then_some(Way { called, number })
}

/// The word that begins a short last sentence which names a means: "With compose:".
pub fn means(said: &str) -> Option<&'static str> {
    let said = said.strip_suffix(':')?;
    // It is short: what stands before it does not matter.
    let near = tail(said, MOST_BYTES);
    let dots = memrchr_iter(b'.', near.as_bytes());
    let begin = dots.map(|dot| dot + 1).find(|at| near[*at..].starts_with(' ')).map(|at| at + 1);
    let sentence = if near.len() == said.len() { &near[begin.unwrap_or(0)..] } else { &near[begin?..] };
    let (first, rest) = parted(sentence, b' ')?;
    let means = ["With", "Using", "Via", "Through"].into_iter().find(|word| *word == first)?;
    rest.split_whitespace().nth(MOST_WORDS).is_none().then_some(means)
}

/// A means has so many words.
const MOST_WORDS: usize = 3;
/// And so many bytes, with the word before it.
const MOST_BYTES: usize = 120;

/// Whether it is said that there are several ways.
pub fn tells_of_several(said: &str) -> bool {
    ["ways", "options", "possibilities", "alternatives", "either"].iter().any(|word| has_word_any_case(said, word))
}

#[cfg(test)]
mod tests {
    use super::{means, way};

    #[test]
    fn means_are_named_shortly() {
        for (said, want) in [
            ("There are two ways. With compose:", Some("With")),
            ("Using a file:", Some("Using")),
            ("With a container that runs for long:", None),
            ("With compose.", None),
            ("", None),
        ] {
            assert_eq!(means(said), want, "{said}");
        }
    }

    #[test]
    fn ways_are_counted() {
        for (text, want) in [
            ("Option 1: by hand", Some(("option", 1))),
            ("Option B (compose):", Some(("option", 2))),
            ("Method 3", Some(("method", 3))),
            ("✅ Approach #2 — with a file", Some(("approach", 2))),
            ("Options A", None),
            ("Option 1 is good.", None),
            ("Way to go", None),
            ("Alternative 12:", None),
            ("", None),
        ] {
            assert_eq!(way(text).map(|way| (way.called, way.number)), want, "{text}");
        }
    }
}

//! Quotes that begin with a title that says what they are: `> **Podman Note:** …`, `> **Recovery Tip (old hosts):** …`.

use super::quote::{OWN, any_case_word};

/// No title takes more bytes.
const MAX_TITLE: usize = 80;
/// Words with which a title goes on that begins with the box's name: "Note on ports".
const ABOUT: &[&str] = &["on", "for", "about", "regarding"];

/// The name of the box, its title, and how many bytes of the line are nothing else.
pub fn read(text: &str) -> Option<(&'static str, &str, usize)> {
    let begun = text.trim_start();
    let marks = begun.get(..2).filter(|marks| matches!(*marks, "**" | "__"))?;
    let (bold, rest) = begun[2..].split_once(marks).filter(|(bold, _)| bold.len() <= MAX_TITLE)?;
    let (title, rest) = match bold.trim_end().strip_suffix(':') {
        Some(title) => (title, rest),
        None => (bold, rest.trim_start().strip_prefix(':')?),
    };
    let title = title.trim();
    let name = name_of(title)?;
    // A sign alone is no title: `**💡 Tip:**`.
    let is_bare = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() == 1;
    let title = if is_bare { "" } else { title };
    Some((name, title, text.len() - rest.trim_start().len()))
}

/// What the last word of a title says it is, or its first one before what it is about.
fn name_of(title: &str) -> Option<&'static str> {
    let named = |word: &str| OWN.iter().find(|name| word.len() == name.len() && any_case_word(word, name)).copied();
    let head = title.split_once(" (").map_or(title, |(head, _)| head);
    let mut words = head.split_whitespace();
    let (first, next) = (words.next()?, words.next());
    let last = words.next_back().or(next).unwrap_or(first);
    let is_about = || next.is_some_and(|word| ABOUT.iter().any(|about| about.eq_ignore_ascii_case(word)));
    named(last).or_else(|| named(first).filter(|_| is_about()))
}

//! What of a thing is otherwise than asked: the first in full, of the others only what they are about.

/// One thing that is otherwise than asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check::judge) struct Miss {
    /// What it is about, in a word or two: "port".
    about: String,
    /// The whole of it, as an explanation.
    words: String,
}

/// Misses that are all about the same.
pub(in crate::check::judge) fn about(noun: &str, words: impl IntoIterator<Item = String>) -> Vec<Miss> {
    words.into_iter().map(|words| Miss { about: noun.to_owned(), words }).collect()
}

impl Miss {
    /// Whether it is about this.
    pub fn is_about(&self, noun: &str) -> bool {
        self.about == noun
    }

    /// The whole of it.
    pub fn words(self) -> String {
        self.words
    }
}

/// How many of the others are named.
const NAMED_LIMIT: usize = 4;

/// The first of them, which is to be the most useful, and what the others are about; none where there is none.
pub(in crate::check::judge) fn told(misses: Vec<Miss>) -> Option<String> {
    let more = misses.len().saturating_sub(1);
    let mut misses = misses.into_iter();
    let first = misses.next()?.words;
    let mut names: Vec<String> = Vec::new();
    misses.map(|miss| miss.about).for_each(|name| {
        if !names.contains(&name) {
            names.push(name);
        }
    });
    let rest = if names.len() > NAMED_LIMIT { " …" } else { "" };
    names.truncate(NAMED_LIMIT);
    Some(if more == 0 { first } else { format!("{first} (and {more} more: {}{rest})", names.join(", ")) })
}

/// The candidate with the fewest misses; the first of those.
pub(in crate::check::judge) fn nearest(candidates: impl Iterator<Item = Vec<Miss>>) -> Option<Vec<Miss>> {
    candidates.min_by_key(Vec::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_told_and_the_others_are_named() {
        let misses = |nouns: &[&str]| nouns.iter().flat_map(|noun| about(noun, [format!("no {noun}")])).collect();
        for (nouns, want) in [
            (&["port"][..], Some("no port")),
            (&["port", "label", "label"], Some("no port (and 2 more: label)")),
            (&["port", "mount", "label"], Some("no port (and 2 more: mount, label)")),
            (&["a", "b", "c", "d", "e", "f"], Some("no a (and 5 more: b, c, d, e …)")),
            (&[], None),
        ] {
            assert_eq!(told(misses(nouns)).as_deref(), want);
        }
    }
}

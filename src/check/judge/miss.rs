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

/// An explanation with so many more things that are open beside it; where it ends with its own others ([`told`]), all are
/// told in one.
pub(in crate::check::judge) fn and_more(first: &str, more: usize) -> String {
    if more == 0 {
        return first.to_owned();
    }
    let Some((before, own, named, after)) = own_others(first) else { return format!("{first} (and {more} more)") };
    let rest = if named.is_empty() { "" } else { " …" };
    format!("{before} (and {} more{named}{rest}){after}", own + more)
}

/// What stands before `(and 2 more: port, label)`, the number, `: port, label`, and what stands after it; what is quoted
/// counts for nothing.
fn own_others(told: &str) -> Option<(&str, usize, &str, &str)> {
    let (before, rest) = told.split_once(" (and ").filter(|(before, _)| before.matches('`').count() % 2 == 0)?;
    let (number, rest) = rest.split_once(" more")?;
    let (named, after) = rest.split_once(')')?;
    Some((before, number.parse().ok()?, named.trim_end_matches(" …"), after))
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

    #[test]
    fn all_others_are_told_in_one() {
        for (first, more, want) in [
            ("no port", 0, "no port"),
            ("no port", 2, "no port (and 2 more)"),
            ("no port (and 1 more)", 2, "no port (and 3 more)"),
            ("no port (and 2 more: label)", 1, "no port (and 3 more: label …)"),
            ("no a (and 5 more: b, c …)", 2, "no a (and 7 more: b, c …)"),
            (
                "no port (and 1 more: label); last changed by `docker run x`",
                1,
                "no port (and 2 more: label …); last changed by `docker run x`",
            ),
            ("`echo (and 1 more)` failed", 1, "`echo (and 1 more)` failed (and 1 more)"),
        ] {
            assert_eq!(and_more(first, more), want);
        }
    }
}

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

    /// What it is about.
    pub fn noun(&self) -> &str {
        &self.about
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
    let others = Aside::of(first);
    Aside { number: others.number + more, is_cut: others.is_cut || more > 0, ..others }.told()
}

/// An explanation of the way that comes nearest, of so many.
pub(in crate::check::judge) fn nearest_of(told: &str, ways: usize) -> String {
    let (way, aside) = (format!("{WAY}{ways} ways"), Aside::of(told));
    // Of ways within ways those count that are told.
    if aside.way.is_empty() { Aside { way: &way, ..aside }.told() } else { told.to_owned() }
}

/// What begins the words on ways.
const WAY: &str = "the nearest of ";

/// An explanation and what it has in brackets: `(and 2 more: port, label; the nearest of 3 ways)`.
#[derive(Default)]
struct Aside<'t> {
    /// What stands before the bracket.
    before: &'t str,
    /// How many others there are.
    number: usize,
    /// `: port, label`.
    named: &'t str,
    /// Not all of them are named.
    is_cut: bool,
    /// `the nearest of 3 ways`.
    way: &'t str,
    /// What stands after it.
    after: &'t str,
}

impl<'t> Aside<'t> {
    /// What is quoted counts for nothing.
    fn of(told: &'t str) -> Self {
        let split = |mark: &str| {
            let (before, rest) = told.split_once(mark).filter(|(before, _)| before.matches('`').count() % 2 == 0)?;
            let (inside, after) = rest.split_once(')')?;
            Some((before, inside, after))
        };
        let others = || {
            let (before, inside, after) = split(" (and ")?;
            let (number, rest) = inside.split_once(" more")?;
            let (named, way) = rest.split_once("; ").filter(|(_, way)| way.starts_with(WAY)).unwrap_or((rest, ""));
            let (is_cut, named) = (named.ends_with(" …"), named.trim_end_matches(" …"));
            Some(Self { before, number: number.parse().ok()?, named, is_cut, way, after })
        };
        let ways = || {
            let (before, _, after) = split(" (the nearest of ")?;
            let way = &told[before.len() + " (".len()..told.len() - after.len() - ")".len()];
            Some(Self { before, way, after, ..Self::default() })
        };
        others().or_else(ways).unwrap_or(Self { before: told, ..Self::default() })
    }

    fn told(&self) -> String {
        let rest = if self.is_cut && !self.named.is_empty() { " …" } else { "" };
        let more = (self.number > 0).then(|| format!("and {} more{}{rest}", self.number, self.named));
        let way = Some(self.way.to_owned()).filter(|way| !way.is_empty());
        let inside: Vec<String> = more.into_iter().chain(way).collect();
        let inside = if inside.is_empty() { String::new() } else { format!(" ({})", inside.join("; ")) };
        format!("{}{inside}{}", self.before, self.after)
    }
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

    #[test]
    fn what_is_said_aside_stands_in_one_bracket() {
        for (told, want) in [
            ("no port", "no port (the nearest of 2 ways)"),
            ("no port (and 2 more: label …)", "no port (and 2 more: label …; the nearest of 2 ways)"),
            (
                "no port (and 1 more); last changed by `docker run x`",
                "no port (and 1 more; the nearest of 2 ways); last changed by `docker run x`",
            ),
            ("no port (the nearest of 3 ways)", "no port (the nearest of 3 ways)"),
            ("`(and 1 more)` failed", "`(and 1 more)` failed (the nearest of 2 ways)"),
        ] {
            assert_eq!(nearest_of(told, 2), want);
        }
        assert_eq!(and_more("no port (the nearest of 2 ways)", 1), "no port (and 1 more; the nearest of 2 ways)");
        let both = and_more("no port (and 1 more: label; the nearest of 2 ways)", 1);
        assert_eq!(both, "no port (and 2 more: label …; the nearest of 2 ways)");
    }
}

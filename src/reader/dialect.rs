//! The dialects that are known. They are recognised by their constructs, and mix in one file; `--dialect` forces one.
//!
//! No list of them is kept here: the file of each construct says which dialects it is the home of.

use super::construct::{CONSTRUCTS, is_comment, is_of_myst};
use super::lines::{Line, begun};
use super::scan::has_byte;

/// A dialect of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Its name on the command line and in outlines.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Sites and programs whose lessons are written in it, by the names that authors know: they name it too.
    pub platforms: &'static [&'static str],
}

/// What all others add to, and what a file without any sign of another is in.
const PLAIN: Dialect = Dialect::new("gfm", "CommonMark and GitHub's Markdown, old habits included").on(&[
    "commonmark",
    "codelab",
    "instruqt",
]);

/// Every dialect: what each construct's file says it is the home of.
pub fn dialects() -> impl Iterator<Item = Dialect> {
    std::iter::once(PLAIN).chain(CONSTRUCTS.iter().flat_map(|c| c.dialects).copied())
}

impl Dialect {
    /// A dialect, as the file of a construct declares it.
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, platforms: &[] }
    }

    /// The same, with the platforms whose lessons are written in it.
    #[must_use]
    pub const fn on(self, platforms: &'static [&'static str]) -> Self {
        Self { platforms, ..self }
    }

    /// Its name and those of its platforms.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.platforms.iter().copied())
    }

    /// The dialect of a name, or of a platform.
    pub fn named(name: &str) -> Option<Self> {
        dialects().find(|d| d.names().any(|own| own.eq_ignore_ascii_case(name)))
    }
}

/// The dialect that a fence is a sign of.
pub fn of_fence(info: &str, closer: &str) -> Option<&'static str> {
    match () {
        () if closer.starts_with("{{") => Some("katacoda"),
        () if info.starts_with(".term") => Some("play-with-docker"),
        () if info.starts_with("execute") => Some("educates"),
        () if has_byte(info, b'-')
            && ["save-as=", "-button", "terminal-id="].iter().any(|mark| info.contains(mark)) =>
        {
            Some("labspace")
        }
        () if info.starts_with("{.") => Some("quarto"),
        () => None,
    }
}

/// Whether lines are a deck of slides: speakers' notes, properties after a break, or boxes with brackets.
pub fn is_slides(lines: &[Line<'_>]) -> bool {
    let (mut in_code, mut counted) = (false, 0);
    for (at, line) in lines.iter().enumerate() {
        let begins =
            |words: &[&str]| words.iter().any(|w| line.text.starts_with(w) && line.text.trim_end().len() >= w.len());
        let after_break = || lines[..at].iter().rev().find(|l| !l.is_blank()).is_none_or(|l| is_break(&l.text));
        // None of them is set in.
        let slide = match line.sign() {
            Some(b'?') => line.text.trim_end() == "???",
            Some(b'c' | b'l' | b't') => begins(&["class: ", "layout: ", "template: "]) && after_break(),
            Some(b'.') => begins(&[".exercise[", ".lab[", ".footnote["]),
            _ => false,
        };
        if slide {
            // Few lines look like one, so that only for them it matters where there is code.
            let is_fence = |l: &&Line<'_>| l.sign() == Some(b'`') && begun(&l.text).starts_with("```");
            in_code ^= lines[counted..at].iter().filter(is_fence).count() % 2 == 1;
            counted = at;
            if !in_code {
                return true;
            }
        }
    }
    false
}

/// Whether lines are `MyST` by other signs, and have some that may be its comments.
pub fn has_percents(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.sign() == Some(b'%') && is_comment(line.trimmed())) && lines.iter().any(is_of_myst)
}

/// `---`, from which the next slide begins.
fn is_break(text: &str) -> bool {
    text.starts_with("---") && text.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_has_one_home_and_is_known_by_its_name() {
        let names: Vec<&str> = dialects().map(|d| d.name).collect();
        assert!(names.len() >= 17, "{names:?}");
        let all: Vec<(&str, &str)> = dialects().flat_map(|d| d.names().map(move |name| (name, d.name))).collect();
        for (i, (name, dialect)) in all.iter().enumerate() {
            assert!(all[..i].iter().all(|(other, _)| other != name), "{name} has two homes");
            assert_eq!(Dialect::named(name).map(|d| d.name), Some(*dialect));
        }
        for name in CONSTRUCTS.iter().flat_map(|c| c.also) {
            assert!(names.contains(name), "{name} has no home");
        }
    }
}

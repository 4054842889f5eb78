//! Variables of a sidecar: values that are drawn once for each learner and lesson, so that nobody can hand in what
//! somebody else did.
//!
//! A value depends on the seed, the variable's name and what was drawn before it, and on nothing else: whoever knows
//! the seed can draw it again. `${name}` stands for it in the sidecar and in the lesson; `$${name}` is `${name}` for
//! the shell.

use super::bind::begins_with_form;
use super::read::codes;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The values of variables, by their names.
pub type Values = BTreeMap<String, String>;

/// What the values are drawn from; it is kept with the learner's progress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed(pub u32);

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A variable with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What was drawn for it.
    pub value: String,
    /// Where the sidecar declares it.
    pub span: Span,
    /// Whether the sidecar uses it.
    pub used: bool,
}

/// How a value is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Draw {
    /// Two words and a number behind a prefix: a name for a container, an image, a volume, a network.
    Name { prefix: String },
    /// A port, both ends included.
    Port { from: u16, to: u16 },
    /// One of these.
    OneOf(Vec<String>),
    /// The same for everybody.
    Text(String),
}

const ADJECTIVES: &[&str] = &[
    "amber", "brave", "brisk", "calm", "clear", "coral", "crisp", "dusky", "early", "fair", "fresh", "gentle",
    "golden", "green", "keen", "light", "lively", "lucky", "mellow", "misty", "noble", "proud", "quick", "quiet",
    "rapid", "ruddy", "salty", "silver", "steady", "sunny", "swift", "windy",
];
const NOUNS: &[&str] = &[
    "anchor", "barge", "beacon", "bollard", "bosun", "buoy", "cleat", "cutter", "dinghy", "ferry", "galley", "gull",
    "harbor", "heron", "jetty", "kayak", "keel", "ketch", "lagoon", "mast", "otter", "pelican", "pier", "puffin",
    "quay", "rudder", "sail", "schooner", "sloop", "spar", "tern", "wharf",
];
/// Two words alone would be the same for two learners of a large class.
const NUMBERS: u64 = 90;
/// How often a name that another variable has got is drawn again.
const TRIES: u64 = 100;

impl Draw {
    /// A value; of names and ports one that no variable before it has, as far as there is one.
    pub fn draw(&self, name: &str, seed: Seed, taken: &Values) -> String {
        let is_free = |value: &String| !taken.values().any(|other| other == value);
        let number = |attempt| random(seed, name, attempt);
        match self {
            Self::Name { prefix } => {
                let drawn = |attempt| format!("{prefix}{}", words(number(attempt)));
                (0..TRIES).map(drawn).find(is_free).unwrap_or_else(|| drawn(0))
            }
            Self::Port { from, to } => {
                let span = u64::from(to.saturating_sub(*from)) + 1;
                let first = number(0) % span;
                let drawn = |step: u64| (u64::from(*from) + (first + step) % span).to_string();
                (0..span).map(drawn).find(is_free).unwrap_or_else(|| drawn(0))
            }
            Self::OneOf(values) => {
                let at = number(0) % u64::try_from(values.len()).unwrap_or(1).max(1);
                usize::try_from(at).ok().and_then(|at| values.get(at)).cloned().unwrap_or_default()
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// `brisk-otter-42`
fn words(number: u64) -> String {
    let pick = |list: &'static [&'static str], number: u64| {
        let length = u64::try_from(list.len()).unwrap_or(1);
        usize::try_from(number % length).map_or("", |at| list[at])
    };
    let (adjective, noun) = (pick(ADJECTIVES, number), pick(NOUNS, number >> 16));
    format!("{adjective}-{noun}-{}", 10 + (number >> 32) % NUMBERS)
}

/// A number that nobody foresees: FNV-1a over the name, stirred with the seed as `SplitMix64` does.
fn random(seed: Seed, name: &str, attempt: u64) -> u64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut z = hash ^ (u64::from(seed.0) << 32 | attempt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for factor in [0xbf58_476d_1ce4_e5b9_u64, 0x94d0_49bb_1331_11eb] {
        z = (z ^ (z >> 30)).wrapping_mul(factor).wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
    z ^ (z >> 31)
}

/// Whether a word can name a variable: letters, digits and `_`, a letter first. One in capitals alone is a name of the
/// environment's (`${HOME}`), which is the shell's.
pub(super) fn is_variable(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && word.contains(|c: char| c.is_ascii_lowercase())
}

/// What a text has at a `$`: how many bytes of it, and what stands there instead.
type Found = Option<(usize, String)>;

/// Bytes of the new text, and the bytes of the old one whose place they took.
pub type Swap = (Span, Span);

/// The text with what `find` puts in place of what begins at a `$`.
fn swapped(text: &str, mut find: impl FnMut(&str) -> Found) -> (String, Vec<Swap>) {
    let (mut out, mut swaps, mut from) = (String::new(), Vec::new(), 0);
    for (at, _) in text.match_indices('$') {
        if at < from {
            continue;
        }
        if let Some((length, by)) = find(&text[at..]) {
            out.push_str(&text[from..at]);
            swaps.push((Span::new(out.len(), out.len() + by.len()), Span::new(at, at + length)));
            out.push_str(&by);
            from = at + length;
        }
    }
    out.push_str(&text[from..]);
    (out, swaps)
}

/// The name in a `${name}` at the beginning of a text, if it could be a variable's.
fn use_at(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix("${")?;
    Some(&inner[..inner.find('}')?]).filter(|name| is_variable(name))
}

/// What the shell is to see instead of `$${`.
const ESCAPE: &str = "$${";

/// The names in `${…}` of a text of the sidecar that could be variables.
pub(super) fn variables_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let places: Vec<usize> = text.match_indices("${").map(|(at, _)| at).collect();
    for at in places.into_iter().filter(|at| !text[..*at].ends_with('$')) {
        names.extend(use_at(&text[at..]));
    }
    names
}

/// A text of the sidecar with the values, and `${` for `$${`, but for `$${web.id}`: as long as `${web.id}` is to be put
/// in, it must not look like that.
pub(super) fn filled(text: &str, values: &Values) -> String {
    if !text.contains("${") {
        return text.to_owned();
    }
    let find = |rest: &str| {
        if rest.starts_with(ESCAPE) {
            let is_open = begins_with_form(&rest[1..]);
            return (!is_open).then(|| (ESCAPE.len(), "${".to_owned()));
        }
        let name = use_at(rest)?;
        Some((name.len() + 3, values.get(name)?.clone()))
    };
    swapped(text, find).0
}

/// A text with `${name}` where a value stands by itself.
pub fn with_names(text: &str, values: &Values) -> String {
    let mut named = text.to_owned();
    // A longer value may hold a shorter one.
    let mut all: Vec<_> = values.iter().filter(|(_, value)| !value.is_empty()).collect();
    all.sort_by_key(|(name, value)| (std::cmp::Reverse(value.len()), *name));
    for (name, value) in all {
        let mut out = String::new();
        let mut from = 0;
        for (at, _) in named.match_indices(value.as_str()).filter(|(at, _)| stands_alone(&named, *at, value.len())) {
            out.push_str(&named[from..at]);
            out.extend(["${", name, "}"]);
            from = at + value.len();
        }
        named = out + &named[from..];
    }
    named
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    is_free(text[..at].chars().next_back()) && is_free(text[at + length..].chars().next())
}

/// A lesson's text with the values in the place of `${name}` and `$$name$$`, and where they are. What names no
/// variable stays as it is, and lines stay lines.
pub fn with_values(text: &str, values: &Values) -> (String, Vec<Swap>) {
    let value = |name: &str| values.get(name).map(|value| value.replace(['\n', '\r'], " "));
    swapped(text, |rest| {
        if let Some(name) = rest.strip_prefix(ESCAPE).and_then(|inner| inner.split('}').next()) {
            return values.contains_key(name).then(|| (ESCAPE.len(), "${".to_owned()));
        }
        if let Some(name) = use_at(rest) {
            return Some((name.len() + 3, value(name)?));
        }
        let inner = rest.strip_prefix("$$")?;
        let name = &inner[..inner.find("$$")?];
        Some((name.len() + 4, value(name)?))
    })
}

/// Where a byte of the new text stands in the old one.
pub fn place_before(at: usize, swaps: &[Swap]) -> usize {
    let number = swaps.partition_point(|(new, _)| new.start <= at);
    let Some((new, old)) = number.checked_sub(1).and_then(|last| swaps.get(last)) else { return at };
    if at < new.end { old.start } else { at - new.end + old.end }
}

/// What is declared and stands nowhere: neither in the sidecar nor in the lesson's text.
pub fn unused(variables: &[Variable], sidecar: &Source, lesson: &str) -> Vec<Diagnostic> {
    let is_said = |name: &str| lesson.contains(&format!("${{{name}}}")) || lesson.contains(&format!("$${name}$$"));
    let idle = variables.iter().filter(|variable| !variable.used && !is_said(&variable.name));
    let warning = |variable: &Variable| {
        let message = format!("nothing uses the variable `{}`", variable.name);
        let help = format!("write `${{{}}}` where its value belongs, or remove it", variable.name);
        Diagnostic::warning(codes::UNUSED, sidecar, variable.span, message).help(help)
    };
    idle.map(warning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        [("name", "brisk-otter-42"), ("port", "8123")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    #[test]
    fn texts_of_a_sidecar_are_filled() {
        for (text, want) in [
            ("docker run --name ${name} -p ${port}:80", "docker run --name brisk-otter-42 -p 8123:80"),
            ("${name}${port}", "brisk-otter-428123"),
            ("${HOME} ${other} ${web.id} $name ${name ${}", "${HOME} ${other} ${web.id} $name ${name ${}"),
            ("$${name} $${x.y} $$${HOME}", "${name} $${x.y} $${HOME}"),
            ("echo $$", "echo $$"),
            ("${é${name}", "${ébrisk-otter-42"),
        ] {
            assert_eq!(filled(text, &values()), want, "{text}");
        }
    }

    #[test]
    fn values_get_their_names_back() {
        for (text, want) in [
            ("docker run --name brisk-otter-42 -p 8123:80", "docker run --name ${name} -p ${port}:80"),
            ("brisk-otter-42-data:x", "${name}-data:x"),
            ("18123 8123a ${x.id}", "18123 8123a ${x.id}"),
        ] {
            assert_eq!(with_names(text, &values()), want, "{text}");
            assert_eq!(filled(want, &values()), text, "{want}");
        }
    }

    #[test]
    fn a_lesson_is_filled_and_every_place_is_found_again() {
        for (text, want) in [
            ("Start ${name} at $$port$$.", "Start brisk-otter-42 at 8123."),
            ("$${name} $${HOME} ${other} $$x$$ $$ $$port$$", "${name} $${HOME} ${other} $$x$$ $$ 8123"),
            ("`$$name$$`:\n$$port", "`brisk-otter-42`:\n$$port"),
        ] {
            let (filled, swaps) = with_values(text, &values());
            assert_eq!(filled, want, "{text}");
            for (at, c) in
                filled.char_indices().filter(|(at, _)| !swaps.iter().any(|(new, _)| (new.start..new.end).contains(at)))
            {
                assert!(text[place_before(at, &swaps)..].starts_with(c), "{text} {at}");
            }
            assert_eq!(place_before(filled.len(), &swaps), text.len(), "{text}");
        }
    }

    #[test]
    fn values_are_the_same_for_a_seed_and_others_for_another() {
        let name = |seed| Draw::Name { prefix: "web-".into() }.draw("name", Seed(seed), &Values::new());
        assert_eq!(name(1), name(1));
        let all: std::collections::BTreeSet<String> = (0..1000).map(name).collect();
        assert!(all.len() > 990, "{} of 1000 seeds", all.len());
        let is_name = |n: &String| n.starts_with("web-") && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        assert!(all.iter().all(is_name), "{all:?}");
    }

    #[test]
    fn no_two_variables_get_the_same_port_or_name() {
        let port = Draw::Port { from: 8000, to: 8002 };
        for seed in (0..50).map(Seed) {
            let mut taken = Values::new();
            for name in ["a", "b", "c"] {
                let value = port.draw(name, seed, &taken);
                assert!(
                    !taken.values().any(|other| *other == value) && ["8000", "8001", "8002"].contains(&value.as_str())
                );
                taken.insert(name.to_owned(), value);
            }
        }
        let of = Draw::OneOf(vec!["x".into(), "y".into()]);
        let drawn: std::collections::BTreeSet<String> =
            (0..50).map(|s| of.draw("n", Seed(s), &Values::new())).collect();
        assert_eq!(drawn.len(), 2);
        assert_eq!(Draw::Text("t".into()).draw("n", Seed(9), &Values::new()), "t");
    }
}

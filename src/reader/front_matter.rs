//! The block of keys between `---` lines at the start of a file.
//!
//! Not YAML on purpose: authors forget colons and quotes, and nothing here is worth refusing a lesson for.

use super::cursor::Cursor;
use super::limits::MAX_FRONT_MATTER;
use super::lines::Line;
use super::scan::has_byte;
use std::borrow::Cow;

/// Keys and their values, in order.
#[derive(Debug, Default)]
pub struct FrontMatter<'s>(Vec<(Cow<'s, str>, Vec<Cow<'s, str>>)>);

impl<'s> FrontMatter<'s> {
    /// The first value of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.list(key).first().map(|value| &**value).filter(|s| !s.is_empty())
    }

    /// Every value of a key.
    pub fn list(&self, key: &str) -> &[Cow<'s, str>] {
        self.0.iter().find(|(k, _)| k == key).map_or(&[], |(_, v)| v)
    }

    /// The first number in the value of a key.
    pub fn number(&self, key: &str) -> Option<u32> {
        let text = self.text(key)?;
        let number = Cursor(&text[text.find(|c: char| c.is_ascii_digit())?..]);
        number.skip(|c| c.is_ascii_digit()).since(number).parse().ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The keys that a codelab begins with.
const OF_CODELAB: &[&str] = &[
    "id",
    "summary",
    "title",
    "author",
    "authors",
    "categories",
    "tags",
    "status",
    "environments",
    "source",
    "duration",
    "keywords",
    "feedback link",
    "analytics account",
    "analytics ga4 account",
];
/// It has no more of them.
const MAX_OF_CODELAB: usize = 20;

/// Reads front matter; returns it and how many lines it takes.
pub fn read<'s>(lines: &[Line<'s>]) -> (FrontMatter<'s>, usize) {
    let none = (FrontMatter::default(), 0);
    let is_toml = match lines.first().map(|l| l.text.trim_end()) {
        Some("---") => false,
        Some("+++") => true,
        Some(first) if first.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            return of_codelab(lines).unwrap_or(none);
        }
        _ => return none,
    };
    let ends = |l: &Line<'_>| match l.text.trim_end() {
        "---" | "..." => !is_toml,
        "+++" => is_toml,
        _ => false,
    };
    let end = lines.iter().take(MAX_FRONT_MATTER).skip(1).position(ends);
    // A rule below is no end of it.
    let is_open = !is_toml && end.is_none_or(|end| holds_text(&lines[1..=end]));
    let (end, taken) = match (open_end(lines).filter(|_| is_open), end) {
        (Some(end), _) => (end, end + 1),
        (None, Some(end)) => (end, end + 2),
        (None, None) => return none,
    };
    let mut found = FrontMatter::default();
    for line in &lines[1..=end] {
        // Nothing was taken away from the lines of a file.
        match line.text {
            Cow::Borrowed(line) if is_toml => take_toml(&mut found, line),
            Cow::Borrowed(line) => take(&mut found, line),
            Cow::Owned(_) => {}
        }
    }
    // A rule, some text and another rule are no front matter.
    if found.is_empty() && lines[1..=end].iter().any(|l| !l.is_blank()) { none } else { (found, taken) }
}

/// Whether front matter of so many lines was never closed, and ends where the text begins.
pub fn is_unclosed(lines: &[Line<'_>], taken: usize) -> bool {
    let is_line = |at: usize, marks: &[&str]| lines.get(at).is_some_and(|l| marks.contains(&l.text.trim_end()));
    taken > 0 && is_line(0, &["---"]) && !is_line(taken - 1, &["---", "..."])
}

/// Whether running text stands among keys, below an empty line: then what looks like their end is a rule of the text.
fn holds_text(lines: &[Line<'_>]) -> bool {
    let is_text = |text: &str| {
        let is_of_keys = text.starts_with([' ', '\t', '-', '#', ']', '}', '"', '\'']) || has_byte(text, b':');
        text.starts_with("```") || !is_of_keys && text.trim_end().contains(' ')
    };
    let below = lines.iter().skip_while(|l| !l.is_blank());
    below.into_iter().any(|l| is_text(&l.text))
}

/// The last line of keys that nothing closes: an empty line or a heading stands below. They are keys where a title is
/// among them, or several; slides have properties that look like some.
fn open_end(lines: &[Line<'_>]) -> Option<usize> {
    const OF_SLIDES: &[&str] = &["class", "name", "layout", "template", "count", "exclude"];
    let ends = |l: &Line<'_>| l.is_blank() || l.text.starts_with("# ");
    let end = lines.iter().take(MAX_FRONT_MATTER).skip(1).position(ends)?;
    let keys = || lines[1..=end].iter().filter_map(|l| key(l.text.trim_end())).map(|(key, _)| key);
    let is_key = |l: &Line<'_>| l.text.starts_with([' ', '\t', '-', ']', '}']) || key(l.text.trim_end()).is_some();
    let is_small = |key: &str| key.starts_with(|c: char| c.is_ascii_lowercase());
    let are_several = || keys().filter(|key| is_small(key) && !OF_SLIDES.contains(key)).count() > 1;
    let is_said = lines[1..=end].iter().all(is_key) && (keys().any(|key| key == "title") || are_several());
    is_said.then_some(end)
}

/// What a codelab of Google's says of itself, on the lines above the first empty one: `id: ropes`, `summary: …`.
fn of_codelab<'s>(lines: &[Line<'s>]) -> Option<(FrontMatter<'s>, usize)> {
    let end = lines.iter().take(MAX_OF_CODELAB).position(Line::is_blank)?;
    let named = |line: &Line<'_>| line.text.split_once(':').map(|(name, _)| name.trim().to_lowercase());
    let stated: Vec<String> = lines[..end].iter().map(named).collect::<Option<_>>()?;
    let is_stated = |name: &str| stated.iter().any(|own| own == name);
    if !(stated.iter().all(|name| OF_CODELAB.contains(&name.as_str())) && is_stated("id") && stated.len() > 1) {
        return None;
    }
    let mut found = FrontMatter::default();
    for line in &lines[..end] {
        if let Cow::Borrowed(line) = line.text
            && key(line).is_some()
        {
            take(&mut found, line);
        }
    }
    Some((found, end))
}

fn take<'s>(found: &mut FrontMatter<'s>, line: &'s str) {
    if let Some((key, value)) = key(line.trim_end()) {
        let is_small = key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
        let key = if is_small { Cow::Borrowed(key) } else { Cow::Owned(key.to_lowercase()) };
        found.0.push((key, values(value)));
        return;
    }
    let Some((_, list)) = found.0.last_mut() else { return };
    let text = line.trim();
    if text.starts_with('#') {
        return;
    }
    if let Some(item) = text.strip_prefix("- ") {
        // The text may stand below.
        let is_folded = matches!(item.trim(), ">" | ">-" | ">+" | "|" | "|-" | "|+");
        list.push(if is_folded { "".into() } else { unquote(item).into() });
    } else if let (Some(last), false) = (list.last_mut(), text.is_empty()) {
        if !last.is_empty() {
            *last += " ";
        }
        *last += text.trim_matches('"');
    }
}

/// `key = value`, as Hugo has it; a list may go on over lines. What stands below the name of a table is left out.
fn take_toml<'s>(found: &mut FrontMatter<'s>, line: &'s str) {
    let text = line.trim();
    let is_in_table = found.0.last().is_some_and(|(key, _)| key.starts_with('['));
    if text.starts_with('[') && text.ends_with(']') {
        found.0.push((Cow::Borrowed(text), Vec::new()));
    } else if let Some((key, value)) = text.split_once('=').filter(|_| !is_in_table && !text.starts_with(['"', '#'])) {
        let value = value.trim();
        let list = if value == "[" { Vec::new() } else { values(value) };
        found.0.push((Cow::Owned(key.trim().to_lowercase()), list));
    } else if let Some((_, list)) = found.0.last_mut().filter(|_| text.starts_with(['"', '\''])) {
        list.push(unquote(text.trim_end_matches(',')).into());
    }
}

/// `key: value`, `key:`, and `minutes 20` where the colon was forgotten.
fn key(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let key = &line[..line.len() - rest.len()];
    if !key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let text = rest.trim_start();
    let value = match text.strip_prefix(':') {
        Some(value) => (value.is_empty() || value.starts_with(char::is_whitespace)).then(|| value.trim_start()),
        None => {
            (text.len() < rest.len() && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
        }
    };
    Some((key, value?))
}

fn values(text: &str) -> Vec<Cow<'_, str>> {
    let text = text.trim();
    match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(unquote).filter(|v| !v.is_empty()).map(Cow::Borrowed).collect(),
        None if text.is_empty() || text.starts_with(['|', '>']) => Vec::new(),
        None => vec![unquote(text).into()],
    }
}

/// A value without its quotes, and without the comment behind it.
fn unquote(text: &str) -> &str {
    let text = text.trim();
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some((inner, behind)) = text[1..].split_once(quote)
        && behind.trim_start().starts_with('#')
    {
        return inner;
    }
    let quoted = |q: char| text.strip_prefix(q).and_then(|t| t.strip_suffix(q));
    // Which may be closed on the next line, or never.
    let begun = || text.strip_prefix('"').filter(|t| !has_byte(t, b'"'));
    quoted('"').or_else(|| quoted('\'')).or_else(begun).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn check(text: &str, title: Option<&str>, minutes: Option<u32>, objectives: &[&str], taken: usize) {
        let source = Source::new("x.md", text);
        let (got, lines) = read(&super::super::lines::split(&source, &mut Vec::new()));
        assert_eq!(got.text("title"), title, "{text}");
        assert_eq!(got.number("teaching"), minutes, "{text}");
        assert_eq!(got.list("objectives"), objectives, "{text}");
        assert_eq!(lines, taken, "{text}");
    }

    #[test]
    fn keys_and_values() {
        for (line, want) in [
            ("title: A: b", Some(("title", "A: b"))),
            ("a-b_c :  x", Some(("a-b_c", "x"))),
            ("title:", Some(("title", ""))),
            ("teaching 20", Some(("teaching", "20"))),
            ("teaching 20 min", None),
            ("https://example.org", None),
            ("- item: x", None),
            ("1: x", None),
            ("words", None),
        ] {
            assert_eq!(key(line), want, "{line:?}");
        }
    }

    #[test]
    fn comments_are_nobodys() {
        check("---\ntitle: \"A # b\" # c\n# d: e\nteaching: 5\n---\n", Some("A # b"), Some(5), &[], 5);
        check("---\nobjectives:\n- one\n# two\n- 'three' # four\n---\n", None, None, &["one", "three"], 6);
    }

    #[test]
    fn keys_in_the_ways_people_write_them() {
        check("---\ntitle: A: b\nteaching: 10\n\n---\ntext", Some("A: b"), Some(10), &[], 5);
        check("---\ntitle: \"Q\"\nteaching 20\n---\n", Some("Q"), Some(20), &[], 4);
        check("---\nobjectives:\n- \"Run `x`\"\n  - Stop it\n---\n", None, None, &["Run `x`", "Stop it"], 5);
        check("---\nobjectives: [a, 'b']\nteaching: 15 min\n---\n", None, Some(15), &["a", "b"], 4);
        check("---\ntitle: \"One\n  and more\"\n---\n", Some("One and more"), None, &[], 4);
        check("---\ntitle: \"One\nteaching: 5\n---\n", Some("One"), Some(5), &[], 4);
        check("---\nobjectives:\n- one\n  and a half\n---\n", None, None, &["one and a half"], 5);
        check("---\nobjectives:\n- >-\n  one\n  and a half\n- two\n---\n", None, None, &["one and a half", "two"], 7);
    }

    #[test]
    fn toml_is_read_too() {
        let text = "+++\ntitle = \"A = b\"\n# teaching = 3\nteaching = 5\nobjectives = [\n  \"one\",\n  \"two\"\n]\n[menu]\ntitle = \"x\"\n+++\ntext";
        check(text, Some("A = b"), Some(5), &["one", "two"], 11);
        check("+++\ntitle = 'x'\ntags = [\"a\", \"b\"]\n+++\n", Some("x"), None, &[], 4);
        check("+++\n\nText.\n\n+++\n", None, None, &[], 0);
        check("+++\ntitle = 'x'\n---\n", None, None, &[], 0);
    }

    #[test]
    fn keys_that_nothing_closes_end_where_the_text_begins() {
        check("---\ntitle: A\nteaching: 5\n\n# B\n\nText.\n", Some("A"), Some(5), &[], 3);
        check("---\ntitle: A\n# B\n\nText.\n", Some("A"), None, &[], 2);
        // A rule of the text closes nothing.
        check("---\ntitle: A\nteaching: 5\n\n# B\n\nSome text.\n\n---\n\nMore.\n", Some("A"), Some(5), &[], 3);
        check("---\ntitle: A\n\n# What it teaches\nobjectives:\n- one\n---\n", Some("A"), None, &["one"], 7);
        check("---\nclass: title\nname: a\n\n# B\n", None, None, &[], 0);
        check("---\nNote: it is a draft.\n\n# B\n", None, None, &[], 0);
    }

    #[test]
    fn codelabs_begin_with_keys() {
        let text = "summary: Tie knots: a start\nid: knots\nFeedback Link: https://a.b\ntitle: Knots\n\n# Tie\n";
        check(text, Some("Knots"), None, &[], 4);
    }

    #[test]
    fn rules_are_no_front_matter() {
        check("---\n\nSome text.\n\n---\n", None, None, &[], 0);
        check("# Title\n---\na: b\n---\n", None, None, &[], 0);
        check("---\ntitle: never closed\n", None, None, &[], 0);
        check("title: Ropes\nauthor: Me\n\nText.\n", None, None, &[], 0);
        check("id: x\nand more: of it\n\nText.\n", None, None, &[], 0);
        check("", None, None, &[], 0);
    }
}

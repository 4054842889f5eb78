//! Where the parts of a sidecar stand, in whole lines, so that one part can be changed and all else stays as it is.

use super::yaml::{self, Node, Value};
use crate::source::{Source, Span};
use std::ops::Range;

/// Where a sidecar has its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The lines of all steps together, that of `steps:` not included; 1-based, the last one not included.
    pub lines: Range<usize>,
    /// In the order of the file.
    pub steps: Vec<StepPlace>,
}

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPlace {
    /// Its id.
    pub id: String,
    /// Its lines: comments above it and blank lines after it are not among them.
    pub lines: Range<usize>,
    /// Blanks before its id.
    pub indent: usize,
    /// Its keys, in the order of the file; empty for a step that is not written a key a line.
    pub keys: Vec<KeyPlace>,
}

/// Where a key of a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The key.
    pub name: String,
    /// Its lines, with its value.
    pub lines: Range<usize>,
    /// Blanks before it.
    pub indent: usize,
    /// The bytes of a value that is a single word.
    pub value: Span,
    /// The lines of each entry of a list that is written an entry a line; empty for all else.
    pub items: Vec<Range<usize>>,
}

impl StepPlace {
    /// A key of it.
    pub fn key(&self, name: &str) -> Option<&KeyPlace> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Finds them; none where the text is no YAML or has no `steps:` a line each.
pub fn places(source: &Source) -> Option<Places> {
    let root = yaml::parse(source).ok()?;
    let finder = Finder { source };
    let top = finder.entries(&root, 1..source.line_count() + 1)?;
    let (_, steps, lines) = top.into_iter().find(|(key, ..)| text_of(key) == Some("steps"))?;
    let all = lines.start + 1..lines.end;
    let found = match &steps.value {
        Value::Map(_) => finder.entries(steps, all.clone())?,
        _ => Vec::new(),
    };
    let steps = found.into_iter().filter_map(|(key, value, lines)| finder.step(key, value, lines)).collect();
    Some(Places { lines: all, steps })
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

struct Finder<'s> {
    source: &'s Source,
}

impl<'s> Finder<'s> {
    /// The entries of a map with their lines; none where two of them share a line.
    fn entries<'n>(&self, map: &'n Node, within: Range<usize>) -> Option<Vec<(&'n Node, &'n Node, Range<usize>)>> {
        let Value::Map(pairs) = &map.value else { return None };
        let starts: Vec<usize> = pairs.iter().map(|(key, _)| self.source.line(key.span.start)).collect();
        let first_on_line = |(key, _): &(Node, Node)| {
            let (line, column) = self.source.line_column(key.span.start);
            self.indent(line) + 1 == column
        };
        let distinct = starts.windows(2).all(|pair| pair[0] < pair[1]);
        if !distinct || !pairs.iter().all(first_on_line) {
            return None;
        }
        let lines = self.regions(&starts, within.end);
        Some(pairs.iter().zip(lines).map(|((key, value), lines)| (key, value, lines)).collect())
    }

    /// From each start to the next, without what belongs to what comes after: blank lines and comments that are
    /// not further in than the entry itself.
    fn regions(&self, starts: &[usize], end: usize) -> Vec<Range<usize>> {
        let ends = starts.iter().skip(1).copied().chain([end]);
        let region = |(start, end): (&usize, usize)| {
            let indent = self.indent(*start);
            let is_between = |line: usize| {
                let text = self.source.line_text(line);
                text.trim().is_empty() || (text.trim_start().starts_with('#') && self.indent(line) <= indent)
            };
            let mut end = end;
            while end > start + 1 && is_between(end - 1) {
                end -= 1;
            }
            *start..end
        };
        starts.iter().zip(ends).map(region).collect()
    }

    fn indent(&self, line: usize) -> usize {
        let text: &'s str = self.source.line_text(line);
        text.len() - text.trim_start_matches(' ').len()
    }

    fn step(&self, key: &Node, value: &Node, lines: Range<usize>) -> Option<StepPlace> {
        let keys = self.entries(value, lines.clone()).unwrap_or_default();
        let keys = keys.into_iter().filter_map(|(key, value, lines)| self.key(key, value, lines)).collect();
        Some(StepPlace { id: text_of(key)?.to_owned(), indent: self.indent(lines.start), lines, keys })
    }

    fn key(&self, key: &Node, value: &Node, lines: Range<usize>) -> Option<KeyPlace> {
        let items = match &value.value {
            Value::List(items) => self.items(items, &lines),
            _ => Vec::new(),
        };
        let indent = self.indent(lines.start);
        Some(KeyPlace { name: text_of(key)?.to_owned(), lines, indent, value: value.span, items })
    }

    /// The entries of a list with a `-` before each.
    fn items(&self, items: &[Node], within: &Range<usize>) -> Vec<Range<usize>> {
        let starts: Vec<usize> = items.iter().map(|item| self.source.line(item.span.start)).collect();
        let dashed = |line: &usize| self.source.line_text(*line).trim_start().starts_with("- ");
        let distinct = starts.windows(2).all(|pair| pair[0] < pair[1]);
        if distinct && starts.iter().all(dashed) { self.regions(&starts, within.end) } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# top
lesson: x
steps:
  # about one
  one:  # right here
    recorded: sha256:12

    expect:
      # why
      - image: a
      - container:
          name: b
          # within
      # after
    solution: |
      ls
      # not a comment of ours

  # about two
  two:
    expect: [ { image: c } ]
    hints: x
  three: { expect: [ image: d ] }
images: [a]
";

    #[test]
    fn parts_have_their_lines() {
        let places = places(&Source::new("x.yaml", TEXT)).unwrap();
        let show = |key: &KeyPlace| format!("{}@{:?}{:?}", key.name, key.lines, key.items);
        let step =
            |s: &StepPlace| format!("{} {:?} {}", s.id, s.lines, s.keys.iter().map(show).collect::<Vec<_>>().join(" "));
        let shown: Vec<String> = places.steps.iter().map(step).collect();
        let want = [
            "one 5..18 recorded@6..7[] expect@8..15[10..11, 11..14] solution@15..18[]",
            "two 20..23 expect@21..22[] hints@22..23[]",
            "three 23..24 ",
        ];
        assert_eq!(shown, want);
        assert_eq!(places.lines, 4..24);
        let value = places.steps[0].key("recorded").unwrap().value;
        assert_eq!(&TEXT[value.start..value.end], "sha256:12");
    }

    #[test]
    fn other_texts_have_none() {
        for text in ["", "steps: {a: {}, b: {}}", "lesson: x", "steps: [", "{lesson: x, steps: {}}"] {
            assert!(places(&Source::new("x.yaml", text)).is_none_or(|p| p.steps.is_empty()), "{text}");
        }
    }
}

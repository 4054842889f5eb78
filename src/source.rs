//! A text with a name: byte spans, and lines and columns for people.

use std::borrow::Cow;
use std::sync::Arc;

/// A half-open range of bytes in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, which must not be smaller than `start`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The text of a file, and where its lines begin.
#[derive(Debug, Clone)]
pub struct Source {
    /// How the user names it: the path as it was given.
    pub name: String,
    /// The whole text, as it was read. What is read from it may be a part of it.
    pub text: Arc<String>,
    starts: Vec<usize>,
}

/// Where a text is kept, should it be a part of another one: what was cut out of a source says so itself.
pub fn place_in(whole: &str, part: &str) -> Option<Span> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let end = start + part.len();
    (end <= whole.len()).then_some(Span { start, end })
}

impl Source {
    /// A text as long as the source lives, copied only where it is no part of it.
    pub fn kept(&self, text: &str) -> Cow<'_, str> {
        let own = || Cow::Owned(text.to_owned());
        place_in(&self.text, text).and_then(|at| self.text.get(at.start..at.end)).map_or_else(own, Cow::Borrowed)
    }

    /// Takes a text and finds its lines (LF or CRLF alike).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        Self { name: name.into(), text: Arc::new(text), starts }
    }

    /// The 1-based line of a byte offset; the last line for one past the end.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s <= offset)
    }

    /// The 1-based line and column (in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let end = offset.min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count());
        (line, column + 1)
    }

    /// The byte offset of a 1-based line and column (in characters), clamped to the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        rest.char_indices().nth(column.saturating_sub(1)).map_or(self.text.len(), |(i, _)| start + i)
    }

    /// The text of a 1-based line without its line break; empty past the end.
    pub fn line_text(&self, line: usize) -> &str {
        let Some(&start) = self.starts.get(line.wrapping_sub(1)) else { return "" };
        let end = self.starts.get(line).map_or(self.text.len(), |&e| e - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    /// The lines that have any text or a line break: number, first byte, and text without its line break.
    pub fn lines(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let text = self.text.as_str();
        let line = |i: usize| {
            let start = self.starts[i];
            // Every line but the last one ends in a line feed.
            let end = self.starts.get(i + 1).map_or(text.len(), |next| next - 1);
            let line = text.get(start..end).unwrap_or_default();
            (i + 1, start, if line.ends_with('\r') { line.trim_end_matches('\r') } else { line })
        };
        (0..self.starts.len()).map(line).take_while(|(_, start, _)| *start < text.len())
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_of_lf_and_crlf() {
        let s = Source::new("x.md", "ab\r\nçd\n");
        for (offset, want) in [(0, (1, 1)), (1, (1, 2)), (4, (2, 1)), (6, (2, 2)), (8, (3, 1)), (99, (3, 1))] {
            assert_eq!(s.line_column(offset), want, "offset {offset}");
        }
        assert_eq!([s.line_text(1), s.line_text(2), s.line_text(3), s.line_text(9)], ["ab", "çd", "", ""]);
        assert_eq!(s.offset(2, 2), 6);
        assert_eq!(s.line_count(), 3);
    }
}

//! Step 1: the file as lines, each with its number and its bytes.
//!
//! A line loses the markers of the containers it stands in, from the left; its number and span stay those of the
//! author's file.

use super::limits::MAX_BYTES;
use super::scan::trimmed;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// What is left of a line of the source once its containers' markers are taken away.
#[derive(Debug, Clone)]
pub struct Line<'s> {
    /// 1-based, in the source.
    pub number: usize,
    /// The bytes of `text` in the source, without the rest of a tab that was split.
    pub span: Span,
    /// Borrowed, but where a tab had to be split.
    pub text: Cow<'s, str>,
    /// The first byte that is no white space; zero for none. Every construct asks for it.
    first: u8,
}

impl<'s> Line<'s> {
    /// A line with this text, which stands there.
    pub fn new(number: usize, span: Span, text: Cow<'s, str>) -> Self {
        let first = match text.as_bytes() {
            [first, ..] if first.is_ascii_graphic() => *first,
            // A byte that is zero is no white space, and no construct's either.
            _ => sign(&text).map_or(0, |first| first.max(1)),
        };
        Self { number, span, text, first }
    }

    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.sign().is_none()
    }

    /// The first byte that is no white space: most questions about a line are answered by it.
    pub fn sign(&self) -> Option<u8> {
        (self.first != 0).then_some(self.first)
    }

    /// The text without white space at both ends.
    pub fn trimmed(&self) -> &str {
        trimmed(begun(&self.text))
    }

    /// Columns of white space at the start.
    pub fn indent(&self) -> usize {
        if self.text.starts_with([' ', '\t']) { indent(&self.text) } else { 0 }
    }

    /// The line without its first `columns` columns, as far as these are white space.
    pub fn dedent(&self, columns: usize) -> Line<'s> {
        if let Cow::Borrowed(text) = self.text {
            let white = text.bytes().take(columns).take_while(|b| *b == b' ').count();
            // Blanks are no sign, so that only tabs need more thought.
            if white == columns || text.as_bytes().get(white) != Some(&b'\t') {
                let span = Span { start: (self.span.start + white).min(self.span.end), ..self.span };
                return Line { number: self.number, span, text: Cow::Borrowed(&text[white..]), first: self.first };
            }
        }
        let (mut bytes, mut column) = (0, 0);
        for byte in self.text.bytes() {
            match byte {
                _ if column >= columns => break,
                b' ' => column += 1,
                b'\t' => column += TAB - column % TAB,
                _ => break,
            }
            bytes += 1;
        }
        let rest = self.slice(bytes..self.text.len());
        if column <= columns {
            return rest;
        }
        let text = " ".repeat(column - columns) + &rest.text;
        Line::new(rest.number, rest.span, Cow::Owned(text))
    }

    /// A part of the line. What is not on a character boundary is an empty part.
    pub fn slice(&self, range: Range<usize>) -> Line<'s> {
        let after = self.text.len() - range.end.min(self.text.len());
        let end = self.span.end.saturating_sub(after).max(self.span.start);
        let text = match &self.text {
            Cow::Borrowed(t) => Cow::Borrowed(t.get(range).unwrap_or_default()),
            Cow::Owned(t) => Cow::Owned(t.get(range).unwrap_or_default().to_owned()),
        };
        let start = end.saturating_sub(text.len()).max(self.span.start);
        Line::new(self.number, Span::new(start, end), text)
    }

    /// The part after a marker of so many bytes.
    pub fn after(&self, bytes: usize) -> Line<'s> {
        self.slice(bytes..self.text.len())
    }
}

/// The first byte of a text that is no white space.
pub fn sign(text: &str) -> Option<u8> {
    let byte = text.bytes().find(|b| !matches!(b, b' ' | b'\t'))?;
    let plain = byte.is_ascii() && !byte.is_ascii_control();
    // Other scripts have white space too.
    if plain { Some(byte) } else { text.trim_start().bytes().next() }
}

/// A text without the spaces and tabs at its start.
pub fn unindented(text: &str) -> &str {
    let white = text.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    &text[white..]
}

/// A text without the white space of any script at its start.
pub fn begun(text: &str) -> &str {
    let rest = unindented(text);
    match rest.as_bytes().first() {
        Some(byte) if byte.is_ascii() && !byte.is_ascii_control() => rest,
        _ => rest.trim_start(),
    }
}

/// Columns of white space at the start of a text.
pub fn indent(text: &str) -> usize {
    let mut column = 0;
    for byte in text.bytes() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += TAB - column % TAB,
            _ => break,
        }
    }
    column
}

/// The smallest indentation of the lines that are not blank.
pub fn common_indent(lines: &[Line<'_>]) -> usize {
    let mut least = usize::MAX;
    for line in lines.iter().filter(|l| !l.is_blank()) {
        least = least.min(line.indent());
        if least == 0 {
            break;
        }
    }
    if least == usize::MAX { 0 } else { least }
}

/// The lines without the indentation they share.
pub fn dedent_common<'l, 's>(lines: &'l [Line<'s>]) -> Cow<'l, [Line<'s>]> {
    match common_indent(lines) {
        0 => Cow::Borrowed(lines),
        columns => lines.iter().map(|l| l.dedent(columns)).collect(),
    }
}

/// The bytes from the first to the last of some lines, none of which may be missing.
pub fn span_of(lines: &[Line<'_>]) -> Span {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end.max(first.span.start)),
        _ => Span::default(),
    }
}

/// The lines of a source, without byte order mark and line ends.
pub fn split<'s>(source: &'s Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Line<'s>> {
    let mut lines = Vec::with_capacity(source.line_count());
    for (number, start, text) in source.lines() {
        let end = start + text.len();
        if end > MAX_BYTES {
            diagnostics.push(too_long(source, start));
            break;
        }
        lines.push(Line::new(number, Span { start, end }, Cow::Borrowed(text)));
    }
    if let Some(first) = lines.first_mut().filter(|l| l.text.starts_with('\u{feff}')) {
        *first = first.after('\u{feff}'.len_utf8());
    }
    lines
}

fn too_long(source: &Source, at: usize) -> Diagnostic {
    let message = format!("the file is longer than {} MiB; the rest was not read", MAX_BYTES / 1024 / 1024);
    Diagnostic::warning("L0101", source, Span::new(at, at), message).help("split the lesson into several files")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        Line::new(1, Span::new(10, 10 + text.len()), Cow::Borrowed(text))
    }

    #[test]
    fn tabs_count_to_the_next_stop() {
        for (text, columns, want, start) in [
            ("    a", 4, "a", 14),
            ("\ta", 4, "a", 11),
            ("  \ta", 4, "a", 13),
            ("\ta", 2, "  a", 11),
            ("  a", 4, "a", 12),
            ("a", 4, "a", 10),
        ] {
            let got = line(text).dedent(columns);
            assert_eq!((got.text.as_ref(), got.span.start), (want, start), "{text:?} by {columns}");
        }
    }

    #[test]
    fn marks_and_line_ends_go() {
        let source = Source::new("x.md", "\u{feff}a\r\n\r\nb");
        let lines = split(&source, &mut Vec::new());
        let got: Vec<_> = lines.iter().map(|l| (l.number, l.text.as_ref(), l.span.start)).collect();
        assert_eq!(got, [(1, "a", 3), (2, "", 6), (3, "b", 8)]);
    }

    #[test]
    fn a_file_that_is_too_long_is_cut_with_a_warning() {
        let source = Source::new("x.md", "0123456789abcde\n".repeat(MAX_BYTES / 16 + 2));
        let mut diagnostics = Vec::new();
        assert_eq!(split(&source, &mut diagnostics).len(), MAX_BYTES / 16);
        assert_eq!(diagnostics.first().map(|d| d.code), Some("L0101"));
    }
}

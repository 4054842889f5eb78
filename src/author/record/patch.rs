//! Changes a text in whole lines and leaves every other byte as it is.

use crate::source::Source;
use std::ops::Range;

/// Lines to put in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// 1-based, the last one not included; where it is empty, the lines come before this one.
    pub lines: Range<usize>,
    /// Without their ends.
    pub by: Vec<String>,
}

/// The text with all edits made. They must not overlap; of two at the same place the first comes first.
pub fn patch(source: &Source, edits: &[Edit]) -> String {
    let eol = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| (edit.lines.start, edit.lines.end));
    let mut out = String::with_capacity(source.text.len());
    let mut done = 0;
    for edit in order {
        let (begin, end) = (start_of(source, edit.lines.start), start_of(source, edit.lines.end));
        out.push_str(source.text.get(done..begin).unwrap_or_default());
        if !edit.by.is_empty() && !out.is_empty() && !out.ends_with('\n') {
            out.push_str(eol);
        }
        for line in &edit.by {
            out.push_str(line);
            out.push_str(eol);
        }
        done = end.max(done);
    }
    out.push_str(source.text.get(done..).unwrap_or_default());
    out
}

fn start_of(source: &Source, line: usize) -> usize {
    if line > source.line_count() { source.text.len() } else { source.offset(line, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_replaced_inserted_and_removed() {
        let edit = |lines: Range<usize>, by: &[&str]| Edit { lines, by: by.iter().map(|l| (*l).to_owned()).collect() };
        let cases = [
            ("a\nb\nc\n", vec![], "a\nb\nc\n"),
            ("a\nb\nc\n", vec![edit(2..3, &["x", "y"])], "a\nx\ny\nc\n"),
            ("a\nb\nc\n", vec![edit(3..4, &[]), edit(1..1, &["0"])], "0\na\nb\n"),
            ("a\r\nb", vec![edit(1..2, &["x"]), edit(3..3, &["z"])], "x\r\nb\r\nz\r\n"),
            ("", vec![edit(1..1, &["x"])], "x\n"),
            ("a\n", vec![edit(2..2, &["x"]), edit(2..2, &["y"])], "a\nx\ny\n"),
        ];
        for (text, edits, want) in cases {
            assert_eq!(patch(&Source::new("x", text), &edits), want, "{text:?} {edits:?}");
        }
    }
}

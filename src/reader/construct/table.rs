//! Tables as HTML: `<table>` … `</table>`, blank lines and all.

use super::super::cursor::Cursor;
use super::super::inline::clean;
use super::super::lines::span_of;
use super::super::scan::{has_any_case, parted, without_tags};
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::{Inline, Node, NodeKind};

/// The elements of cells.
const CELLS: &[&str] = &["th", "td"];

/// A table that does not end within so many lines is text.
const MAX_TABLE: usize = 300;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { everywhere: true, ..Construct::new(b"<", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    let start = place.line().trimmed().get(..6);
    start.is_some_and(|s| s.eq_ignore_ascii_case("<table")) && end(place).is_some()
}

/// The line that ends the table.
fn end(place: &Place<'_, '_>) -> Option<usize> {
    let near = place.lines[place.at..].iter().take(MAX_TABLE);
    near.map(|l| has_any_case(&l.text, "</table")).position(|ends| ends).map(|i| place.at + i)
}

fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, nodes: &mut Vec<Node>) -> usize {
    let Some(end) = end(place) else { return place.at + 1 };
    let lines = &place.lines[place.at..=end];
    let text = lines.iter().map(|l| &*l.text).collect::<Vec<_>>().join("\n");
    let mut rows = text.split("<tr").skip(1).map(cells).filter(|row| !row.is_empty());
    if let Some(header) = rows.next() {
        let kind = NodeKind::Table { header, rows: rows.collect() };
        nodes.push(Node { kind, span: span_of(lines), line: place.line().number });
    }
    end + 1
}

/// The words of the cells of a row.
fn cells(row: &str) -> Vec<Vec<Inline>> {
    let words = |cell: &str| {
        let words = without_tags(cell, " ").split_whitespace().collect::<Vec<_>>().join(" ");
        clean(vec![Inline::Text(words.into())])
    };
    let (mut cells, mut rest) = (Vec::new(), row);
    while let Some((_, tag)) = parted(rest, b'<') {
        rest = tag;
        if let Some(name) = Cursor(tag).past_one_of(CELLS).filter(|name| name.ends_word()) {
            let Some((_, inner)) = parted(name.0, b'>') else { break };
            let (cell, after) = closed(inner);
            cells.push(words(cell));
            rest = after;
        }
    }
    cells
}

/// What a cell holds, and what stands behind it. The last one may not be closed.
fn closed(inner: &str) -> (&str, &str) {
    let closes = |(at, _)| {
        let after = Cursor(&inner[at..]).past("</")?.past_one_of(CELLS)?.white().past(">")?;
        Some((&inner[..at], after.0))
    };
    inner.match_indices('<').find_map(closes).unwrap_or((inner, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    #[test]
    fn cells_of_a_row() {
        for (row, want) in [
            (">\n<td>a</td><TH class=\"x\">b <b>c</b></Th >\n</tr>", vec!["a", "b c"]),
            ("><td>a<td>b</td><thead><tdx>c", vec!["a b"]),
            ("><td\n>a\nb", vec!["a b"]),
            ("><td", vec![]),
        ] {
            let got: Vec<_> = cells(row).iter().map(|cell| plain_text(cell)).collect();
            assert_eq!(got, want, "{row}");
        }
    }
}

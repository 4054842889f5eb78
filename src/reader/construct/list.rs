//! Lists, bullet and ordered. An item's lines are handed to the same parser.

use super::super::limits::MAX_DRIFT;
use super::super::lines::{Line, begun, span_of, unindented};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::attribute::is_attribute_list;
use super::{anything_opens, fence, here_document};
use crate::document::{Node, NodeKind};

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// The bullet, or `.` or `)` after a number: another one begins another list.
    sign: u8,
    /// The number of an ordered item.
    number: Option<u64>,
    /// Bytes up to the content.
    bytes: usize,
    /// Columns up to the content.
    columns: usize,
    /// Nothing follows on the line.
    empty: bool,
}

/// What items begin with.
pub const SIGNS: &[u8] = b"-*+0123456789";

fn marker(line: &Line<'_>) -> Option<Marker> {
    if !matches!(line.sign(), Some(b'-' | b'*' | b'+' | b'0'..=b'9')) {
        return None;
    }
    marker_of(line)
}

/// The same of a line with the sign of one.
fn marker_of(line: &Line<'_>) -> Option<Marker> {
    let text = &*line.text;
    let rest = begun(text);
    let white = text.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sign = *rest.as_bytes().get(digits)?;
    let ordered = digits > 0;
    let known = if ordered { digits <= 9 && matches!(sign, b'.' | b')') } else { matches!(sign, b'-' | b'*' | b'+') };
    if !known {
        return None;
    }
    let after = &rest[digits + 1..];
    let spaces = after.len() - unindented(after).len();
    if spaces == 0 && !after.is_empty() || is_rule(rest) {
        return None;
    }
    let empty = spaces == after.len();
    // Five and more spaces would be indented code.
    let content = if empty || spaces > 4 { 1.min(after.len()) } else { spaces };
    let bytes = white + digits + 1 + content;
    let columns = line.indent() + digits + 1 + content.max(1);
    let number = if ordered { rest[..digits].parse().ok() } else { None };
    Some(Marker { sign, number, bytes, columns, empty })
}

/// `---`, `* * *`
fn is_rule(text: &str) -> bool {
    // Mostly its first signs tell without its characters.
    let mut bytes = begun(text).bytes();
    let Some(mark @ (b'-' | b'*' | b'_')) = bytes.next() else { return false };
    if bytes.find(|b| *b != mark && *b != b' ').is_some_and(|b| b.is_ascii_graphic()) {
        return false;
    }
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let mut count = 1;
    signs.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { everywhere: true, ..Construct::new(SIGNS, opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    let interrupts = |m: Marker| !m.empty && m.number.is_none_or(|n| n == 1) && !is_in_code(place);
    marker(place.line()).is_some_and(|m| !place.after_text || interrupts(m))
}

/// So many columns make code of a paragraph.
const CODE_COLUMNS: usize = 4;
/// Nobody looks further up for where a paragraph begins.
const MAX_PARAGRAPH: usize = 60;

/// Whether all lines of the paragraph above are set in like code, and this one too: what looks like an item is data's.
fn is_in_code(place: &Place<'_, '_>) -> bool {
    let above = place.lines[..place.at].iter().rev().take(MAX_PARAGRAPH).take_while(|line| !line.is_blank());
    place.line().indent() >= CODE_COLUMNS && above.into_iter().all(|line| line.indent() >= CODE_COLUMNS)
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(first) = marker(place.line()) else { return place.at + 1 };
    let (mut items, mut at, mut end) = (Vec::new(), place.at, place.at);
    while let Some(marker) = place.lines.get(at).and_then(marker).filter(|m| m.sign == first.sign) {
        let mut body = parser.spare.pop().unwrap_or_default();
        let next = item(place, at, marker, &mut body);
        items.push(parser.nested(&body));
        body.clear();
        parser.spare.push(body);
        end = next;
        at = next + place.lines[next..].iter().take_while(|l| l.is_blank()).count();
    }
    let kind = NodeKind::List { start: first.number, items };
    nodes.push(Node { kind, span: span_of(&place.lines[place.at..end]), line: place.line().number });
    end
}

/// Takes the lines of an item without their indentation. Returns the index of the first line after it.
fn item<'s>(place: &Place<'_, 's>, at: usize, marker: Marker, body: &mut Vec<Line<'s>>) -> usize {
    let lines = place.lines;
    body.push(lines[at].after(marker.bytes));
    let mut end = at + 1;
    let mut next = take_fence(lines, at, marker, body).unwrap_or(at + 1);
    end = end.max(next);
    while let Some(line) = lines.get(next) {
        if line.is_blank() {
            next += 1;
            continue;
        }
        let inside = line.indent() >= marker.columns;
        let lazy = next == end && continues(body, place, next);
        if !(inside || lazy) {
            if is_attribute_within(lines, next, marker.columns) {
                next += 1;
                continue;
            }
            break;
        }
        body.extend(lines[end..=next].iter().map(|l| l.dedent(marker.columns)));
        next = take_fence(lines, next, marker, body).unwrap_or(next + 1);
        end = next;
    }
    end
}

/// An attribute list that drifted out of an item: what stands below it belongs to the item again.
fn is_attribute_within(lines: &[Line<'_>], at: usize, columns: usize) -> bool {
    lines[at].sign() == Some(b'{')
        && is_attribute_list(&lines[at].text)
        && lines[at + 1..].iter().find(|l| !l.is_blank()).is_some_and(|l| l.indent() >= columns)
}

/// Where the last line taken opens a fence, takes its body too, even where this drifts out of the item.
fn take_fence<'s>(lines: &[Line<'s>], at: usize, marker: Marker, body: &mut Vec<Line<'s>>) -> Option<usize> {
    let opening = fence::of_line(body.last()?)?;
    let (mark, length) = (opening.mark, opening.length);
    let near = &lines[..lines.len().min(at + MAX_DRIFT)];
    let end = fence::position_of_closing(near, at + 1, mark, length)?;
    let (end, from) = here_document::past(near, at + 1, end, opening);
    if fence::forgotten(&near[..end], from, opening).is_some() || is_left(&near[..end], from, marker, opening) {
        return None;
    }
    body.extend(lines[at + 1..=end].iter().map(|l| l.dedent(marker.columns)));
    Some(end + 1)
}

/// Whether what closes a fence is another's end: below an empty line the next item begins, and then a fence with a
/// language opens. It ends with its item.
fn is_left(lines: &[Line<'_>], from: usize, item: Marker, fence: fence::Fence<'_>) -> bool {
    let Some(nested) = fence::with_language(lines, from, fence) else { return false };
    let begins = |line: &Line<'_>| {
        line.indent() < item.columns && marker(line).is_some_and(|next| next.sign == item.sign && !next.empty)
    };
    lines[from..nested].windows(2).any(|pair| pair[0].is_blank() && begins(&pair[1]))
}

/// Whether a line that is not indented goes on with the paragraph above it.
fn continues(body: &[Line<'_>], place: &Place<'_, '_>, at: usize) -> bool {
    let lines = place.lines;
    let is_text = |l: &Line<'_>| match l.sign() {
        Some(b'`' | b'~') => !(l.trimmed().starts_with("```") || l.trimmed().starts_with("~~~")),
        sign => sign.is_some(),
    };
    body.last().is_some_and(is_text)
        && !is_rule(&lines[at].text)
        && marker(&lines[at]).is_none()
        && !anything_opens(&place.below_text(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use std::borrow::Cow;

    #[test]
    fn a_fence_that_was_forgotten_ends_with_its_item() {
        let read = |text: &str| {
            let (document, found) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let lines: Vec<_> = document.blocks().iter().map(|b| (b.line, b.end_line)).collect();
            (lines, found.iter().map(|d| d.code).collect::<Vec<_>>())
        };
        let text = "1. Run it:\n    ```sh\n    docker ps\n\n1. Look.\n\n1. Then:\n    ```json\n    {}\n    ```\n";
        assert_eq!(read(text), (vec![(2, 3), (8, 10)], vec!["L0103"]));
        // Whatever is listed in code is code, where nothing else opens.
        assert_eq!(read(&text.replace("json", "")).0, vec![(2, 8), (10, 10)]);
        assert_eq!(read(&text.replace("1. Look", "- Look").replace("1. Then", "- Then")).0, vec![(2, 10)]);
        assert_eq!(read(&text.replace("sh", "md")).0, vec![(2, 10)]);
    }

    #[test]
    fn markers() {
        for (text, want) in [
            ("- a", Some((b'-', None, 2, 2))),
            ("  * a", Some((b'*', None, 4, 4))),
            ("10. a", Some((b'.', Some(10), 4, 4))),
            ("1)  a", Some((b')', Some(1), 4, 4))),
            ("-", Some((b'-', None, 1, 2))),
            ("-      code", Some((b'-', None, 2, 2))),
            ("---", None),
            ("* * *", None),
            ("**bold**", None),
            ("1.5 litres", None),
            ("-x", None),
            ("", None),
            ("1é", None),
        ] {
            let line = Line::new(1, Span::new(0, text.len()), Cow::Borrowed(text));
            let got = marker(&line).map(|m| (m.sign, m.number, m.bytes, m.columns));
            assert_eq!(got, want, "{text:?}");
        }
    }
}

//! `<!-- … -->`: not shown. Known only here, since within a fence it is code.

use super::super::lines::Line;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { everywhere: true, ..Construct::new(b"<", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    place.line().trimmed().starts_with("<!--")
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let start = place.line().text.find("<!--").map_or(0, |i| i + 4);
    let first = place.line().after(start);
    let end = std::iter::once(&first)
        .chain(&place.lines[place.at + 1..])
        .enumerate()
        .find_map(|(i, l)| l.text.find("-->").map(|found| (i, found)));
    let Some((lines, found)) = end else {
        parser.warn("L0104", place.line().span, "this comment is never closed", "end it with `-->`");
        return place.lines.len();
    };
    let last: &Line<'s> = if lines == 0 { &first } else { &place.lines[place.at + lines] };
    let rest = last.after(found + 3);
    if !rest.is_blank() {
        nodes.extend(parser.nested(&[rest]));
    }
    place.at + lines + 1
}

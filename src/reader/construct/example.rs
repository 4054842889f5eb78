//! A dialect of nobody's, to show what it takes: `%%% tip A title` … `%%%` is a box.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::Node;
use crate::source::Span;

/// The line in the table is `example::CONSTRUCT`.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("percent", "boxes between %%% tip and %%%")],
    ..Construct::new(b"%", opens, read)
};

/// Asked of every line that begins with one of its signs.
fn opens(place: &Place<'_, '_>) -> bool {
    place.line().trimmed().starts_with("%%%")
}

/// Takes its lines, hands what they hold to the same parser, and says where it ends.
fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let head = place.line().trimmed().trim_start_matches('%').trim();
    let Some(end) = parser.end_of("percent", place, edge) else { return place.at + 1 };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let (kind, title) = head.split_once(' ').unwrap_or((head, ""));
    let children = parser.nested(&body);
    let span = Span::new(place.line().span.start, place.lines[end].span.end);
    nodes.push(super::callout_node(callout::named(kind, Some(title), children), span, place.line().number));
    end + 1
}

/// What a line is to these boxes, so that they may nest.
fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let rest = line.trimmed().strip_prefix("%%%")?;
    Some(if rest.is_empty() { Mark::Closes("") } else { Mark::Opens("") })
}

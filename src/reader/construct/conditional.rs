//! Labspace's text for some readers only: `:::conditionalDisplay{os="unix"}` or `{variable="mode" requiredValue="x"}`.
//! Boxes next to each other that ask the same thing differ in the answer: of them one is enough.

use super::super::lines::dedent_common;
use super::super::tree::{Parser, Place};
use super::{Construct, div};
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["labspace"], ..Construct::new(b":", opens, read) };

/// What the box on a line asks for: `os`, or the name of a variable.
fn asked(head: &str) -> Option<&str> {
    let rest = head.strip_prefix("conditionalDisplay")?.trim().strip_prefix('{')?;
    if rest.starts_with("os=") {
        return Some("os");
    }
    rest.split_once("variable=\"").and_then(|(_, name)| name.split('"').next()).or(Some(""))
}

fn opens(place: &Place<'_, '_>) -> bool {
    place.colons().and_then(asked).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let first = place.colons().and_then(asked);
    parser.tabs(|parser| {
        let mut at = place.at;
        loop {
            let here = place.below_text(at);
            // A box that is never closed is told of by the one who reads all boxes.
            let Some(end) = parser.end_of("div", &here, div::edge) else { return at.max(place.at + 1) };
            parser.one_tab("", here.line(), &dedent_common(&place.lines[at + 1..end]), nodes);
            let next = end + 1 + place.lines[end + 1..].iter().take_while(|l| l.is_blank()).count();
            if place.lines.get(next).is_none_or(|l| div::head(&l.text).and_then(asked) != first) {
                return end + 1;
            }
            at = next;
        }
    })
}

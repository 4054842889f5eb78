//! Tabs of the Carpentries Workbench: `::: tab` and `::: group-tab`, whose headings are the titles of tabs.

use super::super::lines::dedent_common;
use super::super::tree::{Parser, Place};
use super::{Construct, div, visible};
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["fenced-divs"], ..Construct::new(b":", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    matches!(place.colons(), Some("tab" | "group-tab"))
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(end) = parser.end_of("div", place, div::edge) else { return place.at + 1 };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    if visible::heads(&body).is_empty() {
        // One tab of a set of others.
        parser.one_tab("", place.line(), &body, nodes);
    } else {
        parser.tabs(|parser| visible::tabs(parser, &body, nodes));
    }
    end + 1
}

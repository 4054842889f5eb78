//! MkDocs content tabs: `=== "Linux"` with an indented body. Neighbours form a group of which one is enough.

use super::super::lines::dedent_common;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::admonition::indented_end;
use crate::document::Node;

fn title(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix("===")?.trim_start_matches(['+', '!']);
    rest.strip_prefix([' ', '\t'])?.trim().strip_prefix('"')?.strip_suffix('"')
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["mkdocs-material"], ..Construct::new(b"=", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    title(&place.line().text).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    parser.tabs(|parser| {
        let mut at = place.at;
        loop {
            let line = &place.lines[at];
            let Some(title) = title(&line.text) else { return at };
            let end = indented_end(place.lines, at);
            parser.one_tab(title, line, &dedent_common(&place.lines[at + 1..end]), nodes);
            let blank = place.lines[end..].iter().take_while(|l| l.is_blank()).count();
            at = end + blank;
            if place.lines.get(at).is_none_or(|l| self::title(&l.text).is_none()) {
                return end;
            }
        }
    })
}

//! MkDocs content tabs: `=== "Linux"` with an indented body. Neighbours form a group of which one is enough.

use super::super::lines::dedent_common;
use super::super::raw::Tab;
use super::super::tree::{Parser, Place};
use super::admonition::indented_end;
use crate::document::{Inline, Node, NodeKind};

fn title(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix("===")?.trim_start_matches(['+', '!']);
    rest.strip_prefix([' ', '\t'])?.trim().strip_prefix('"')?.strip_suffix('"')
}

pub fn opens(place: &Place<'_, '_>) -> bool {
    title(&place.line().text).is_some()
}

pub fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    parser.tab_groups += 1;
    let (outer, group) = (parser.tab, parser.tab_groups);
    let mut at = place.at;
    for index in 0.. {
        let line = &place.lines[at];
        let Some(title) = title(&line.text) else { break };
        parser.tab = Some(Tab { group, index });
        let text = vec![Inline::Strong(vec![Inline::Text(title.to_owned())])];
        nodes.push(Node { kind: NodeKind::Paragraph(text), span: line.span, line: line.number });
        let end = indented_end(place.lines, at);
        nodes.extend(parser.nested(&dedent_common(&place.lines[at + 1..end])));
        let blank = place.lines[end..].iter().take_while(|l| l.is_blank()).count();
        at = end;
        if place.lines.get(end + blank).is_none_or(|l| self::title(&l.text).is_none()) {
            break;
        }
        at += blank;
    }
    parser.tab = outer;
    at
}

//! Katacoda's questions: `>>Which port is it?<<`, and below it `(*) 80`, `( ) 443`, boxes to tick, or `=== an answer`.

use super::super::lines::Line;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;
use crate::source::Span;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["katacoda"], ..Construct::new(b">", opens, read) };

/// Marks of an answer that is typed: the whole, a pattern, its beginning, a part of it.
const TYPED: [&str; 4] = ["===", "=~=", "=^=", "=*="];

fn asked(text: &str) -> Option<(usize, usize)> {
    let white = text.len() - text.trim_start().len();
    let inner = text.trim().strip_prefix(">>")?.strip_suffix("<<")?;
    Some((white + 2, white + 2 + inner.len()))
}

fn opens(place: &Place<'_, '_>) -> bool {
    asked(&place.line().text).is_some()
}

/// Rewrites the lines to a paragraph with a list of choices, or with an answer, which all dialects have.
fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let Some((start, end)) = asked(&line.text) else { return place.at + 1 };
    // What is added has no bytes of its own: it stands at the end of its line.
    let after = Span::new(line.span.end, line.span.end);
    let mut lines = vec![line.slice(start..end), Line::new(line.number, after, "".into())];
    let mut next = place.at + 1;
    while let Some((line, text)) = place.lines.get(next).and_then(|l| Some((l, answer(l.text.trim_start())?))) {
        lines.push(Line::new(line.number, line.span, text.into()));
        next += 1;
    }
    nodes.extend(parser.nested(&lines));
    next
}

/// `- (x) 80` for `(*) 80`, `Answer: 80` for `=== 80`.
fn answer(text: &str) -> Option<String> {
    if let Some(typed) = TYPED.iter().find_map(|mark| text.strip_prefix(mark)) {
        return Some(format!("Answer: {}", typed.trim_start()));
    }
    let choices =
        [("(*)", "- (x)"), ("( )", "- ( )"), ("()", "- ( )"), ("[*]", "- [x]"), ("[ ]", "- [ ]"), ("[]", "- [ ]")];
    let (mark, choice) = choices.iter().find(|(mark, _)| text.starts_with(mark))?;
    Some(format!("{choice} {}", text[mark.len()..].trim_start()))
}

//! remark slides: `---` and `--` between slides, `class:` and `name:` at their start, `???` before a speaker's notes,
//! and boxes such as `.exercise[ … ]`.
//!
//! Only where the file is a deck of slides: a bare `???` differs from an MkDocs `??? type`, but `---` would be a rule.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common, span_of};
use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Node, NodeKind};

static PROPERTY: Pattern = Pattern::new(r"^(?:class|name|layout|template|count|exclude|background-\w+): ?\S");
static BOX: Pattern = Pattern::new(r"^\s*\.([a-z][a-z0-9_.-]*)\[");
/// `:EN:- Words for an index`
static INDEX: Pattern = Pattern::new(r"^:[A-Z]{2}:");

const NOTES: &str = "???";

fn is_break(text: &str) -> bool {
    matches!(text.trim_end(), "---" | "--")
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("remark", "slides between ---, notes after ???")],
    ..Construct::new(b"", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    if !place.slides {
        return false;
    }
    let text = &*place.line().text;
    let before = || place.lines[..place.at].iter().rev().find(|l| !l.is_blank());
    let starts_slide = || before().is_none_or(|l| is_break(&l.text));
    is_break(text)
        || text.trim_end() == NOTES
        || text.starts_with("@@")
        || INDEX.is_match(text)
        || BOX.is_match(text)
        || (PROPERTY.is_match(text) && starts_slide())
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let (line, at) = (place.line(), place.at);
    match line.text.trim_end() {
        "---" => {
            nodes.push(Node { kind: NodeKind::Rule, span: line.span, line: line.number });
            at + 1
        }
        NOTES => notes(parser, place, nodes),
        text if BOX.is_match(text) => boxed(parser, place, nodes),
        text if PROPERTY.is_match(text) => {
            at + place.lines[at..].iter().take_while(|l| PROPERTY.is_match(&l.text)).count()
        }
        _ => at + 1,
    }
}

/// What the speaker says, up to the next slide.
fn notes<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let from = place.at + 1;
    let end = place.lines[from..].iter().position(|l| l.text.trim_end() == "---");
    let end = end.map_or(place.lines.len(), |i| from + i);
    let children = parser.nested(&place.lines[from..end]);
    if !children.is_empty() {
        let mut made = callout::named("instructor", Some(""), children);
        made.collapsed = true;
        nodes.push(super::callout_node(made, span_of(&place.lines[place.at..end]), place.line().number));
    }
    end
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let text = &*line.text;
    if line.trimmed() == "]" {
        return Some(Mark::Closes(""));
    }
    (BOX.is_match(text) && !is_closed(text)).then_some(Mark::Opens(""))
}

/// The box ends on the line it begins on.
fn is_closed(text: &str) -> bool {
    text.matches('[').count() <= text.matches(']').count()
}

/// The boxes set type and colour only: what they hold belongs to the slide.
fn boxed<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let start = line.text.find('[').map_or(0, |i| i + 1);
    if is_closed(&line.text) {
        let end = line.text.rfind(']').unwrap_or(line.text.len()).max(start);
        let rest = line.after((end + 1).min(line.text.len()));
        nodes.extend(parser.nested(&[line.slice(start..end)]));
        if !rest.is_blank() {
            nodes.extend(parser.nested(&[rest]));
        }
        return place.at + 1;
    }
    let first = line.after(start);
    let Some(end) = parser.end_of("slide", place, edge) else {
        nodes.extend(parser.nested(&[first]));
        return place.at + 1;
    };
    let body: Vec<Line<'s>> =
        std::iter::once(first).chain(dedent_common(&place.lines[place.at + 1..end]).into_owned()).collect();
    nodes.extend(parser.nested(&body));
    end + 1
}

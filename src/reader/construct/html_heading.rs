//! Headings in HTML on a line of their own: `<h3 id="look">Look at it</h3>`. The title of a whole page is told elsewhere.

use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::{Node, NodeKind};

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { everywhere: true, ..Construct::new(b"<", opens, read) };

static HEADING: Pattern = Pattern::new(r"(?i)^\s*<h([2-6])\b([^<>]*)>(.*)</h[2-6]>\s*$");
static ID: Pattern = Pattern::new(r#"\bid\s*=\s*"([^"\s]+)""#);

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    let is_one = matches!(text.as_bytes(), [b'<', b'h' | b'H', b'2'..=b'6', b'>' | b' ', ..]);
    // A blank line stands above, as elements want it.
    let is_apart = || place.at.checked_sub(1).is_none_or(|above| place.lines[above].is_blank());
    is_one && is_apart() && HEADING.is_match(text)
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let Some(found) = HEADING.captures(&line.text) else { return place.at + 1 };
    let (Some(words), Ok(level)) = (found.get(3), found[1].parse()) else { return place.at + 1 };
    let id = ID.captures(&found[2]).map(|id| id[1].to_owned()).unwrap_or_default();
    let inner = parser.nested(&[line.slice(words.range())]);
    let text = inner.into_iter().find_map(|node| match node.kind {
        NodeKind::Paragraph(text) => Some(text),
        _ => None,
    });
    if let Some(text) = text {
        nodes.push(Node { kind: NodeKind::Heading { level, id, text }, span: line.span, line: line.number });
    }
    place.at + 1
}

#[cfg(test)]
mod tests {
    use crate::document::NodeKind;
    use crate::source::Source;

    #[test]
    fn headings_in_html() {
        let headings = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let heading = |kind: &NodeKind| match kind {
                NodeKind::Heading { level, id, .. } => Some(format!("{level} {id}")),
                _ => None,
            };
            document.nodes.iter().filter_map(|node| heading(&node.kind)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(headings("# A\n\n<h3> Look at `it` </h3>\n\nText.\n"), "1 a, 3 look-at-it");
        assert_eq!(headings("<h2 id=\"go\">Start</h2>\n\nText.\n"), "2 go");
        assert_eq!(headings("```html\n\n<h2>Start</h2>\n```\n\nText\n<h2>Start</h2>\n"), "");
        assert_eq!(headings("<h2></h2>\n\n<h3><b></b></h3>\n"), "");
    }
}

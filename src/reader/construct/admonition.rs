//! MkDocs admonitions: `!!! type "Title"`, folded `??? type "Title"`, folded open `???+`; the body is indented.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common, span_of};
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

/// Columns by which a body is indented at least.
const BODY: usize = 4;

/// The first line of an admonition.
struct Head<'t> {
    folded: bool,
    kind: &'t str,
    title: Option<&'t str>,
}

fn head(text: &str) -> Option<Head<'_>> {
    let text = text.trim();
    let (mark, rest) = (text.get(..3)?, text.get(3..)?);
    let folded = match (mark, rest.strip_prefix('+')) {
        ("!!!", None) | ("???", Some(_)) => false,
        ("???", None) => true,
        _ => return None,
    };
    let rest = rest.trim_start_matches('+');
    let words = rest.trim();
    // A bare `???` begins a speaker's notes on slides.
    if words.is_empty() || !(rest.starts_with([' ', '\t', '"'])) {
        return None;
    }
    Some(kind_and_title(folded, words))
}

fn kind_and_title(folded: bool, words: &str) -> Head<'_> {
    let quoted = words.split_once('"').map(|(before, rest)| (before, rest.rsplit_once('"').map_or(rest, |(t, _)| t)));
    let (before, title) = quoted.map_or((words, None), |(before, title)| (before.trim(), Some(title)));
    let (kind, more) = before.split_once(char::is_whitespace).unwrap_or((before, ""));
    // Words after the type are classes to the site, but authors mean them as a title.
    let loose = Some(more.trim()).filter(|m| !m.is_empty() && !m.starts_with("inline") && *m != "end");
    Head { folded, kind: if kind.is_empty() { "note" } else { kind }, title: title.or(loose) }
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[
        Dialect::new("mkdocs-material", "admonitions with !!! and ???, tabs with ===").on(&["mkdocs", "material"])
    ],
    ..Construct::new(b"!?", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    head(&place.line().text).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(head) = head(&place.line().text) else { return place.at + 1 };
    let end = indented_end(place.lines, place.at);
    let children = parser.nested(&dedent_common(&place.lines[place.at + 1..end]));
    let mut made = callout::named(head.kind, head.title, children);
    if head.title.is_none() {
        made.title = callout::capitalised(head.kind);
    }
    made.collapsed = head.folded;
    nodes.push(super::callout_node(made, span_of(&place.lines[place.at..end]), place.line().number));
    end
}

/// The index after the lines that are indented below a head; blank lines at the end are not counted.
pub fn indented_end(lines: &[Line<'_>], head: usize) -> usize {
    let least = lines[head].indent() + BODY;
    let mut end = head + 1;
    for (i, line) in lines.iter().enumerate().skip(head + 1) {
        if line.is_blank() {
            continue;
        }
        if line.indent() < least {
            break;
        }
        end = i + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        for (text, want) in [
            ("!!! note", Some((false, "note", None))),
            ("??? Tip \"A b\" ", Some((true, "Tip", Some("A b")))),
            ("???+ info \"x\"", Some((false, "info", Some("x")))),
            ("??? \"Only a title\"", Some((true, "note", Some("Only a title")))),
            ("!!! success \"\"", Some((false, "success", Some("")))),
            ("!!! warning Loose words", Some((false, "warning", Some("Loose words")))),
            ("!!! note inline end \"t\"", Some((false, "note", Some("t")))),
            ("???", None),
            ("!!!", None),
            ("!!!important", None),
            ("ab", None),
            ("çé!", None),
        ] {
            let got = head(text).map(|h| (h.folded, h.kind, h.title));
            assert_eq!(got, want, "{text:?}");
        }
    }
}

//! The hints that an author wrote.

use super::callout::HINT;
use super::cursor::Cursor;
use super::inline_text::{marked, mentions, of_nodes};
use super::scan::any_at;
use crate::document::{AuthorHint, Inline, Node, NodeKind, walk};

/// Whether a colon follows a T or an S, as in `(Hint: …)`, or begins a piece, as behind the mark of `**Hint**: …`.
fn may_be_hint(text: &str) -> bool {
    any_at(text, b':', |text, at| matches!(text[..at], [] | [.., b't' | b'T' | b's' | b'S']))
}

/// Hints in boxes and, should there be such, in brackets, in paragraphs of their own, and in lists. `boxes` are among the nodes.
pub fn find(nodes: &[Node], boxes: &[&Node], in_text: bool) -> Vec<AuthorHint> {
    let mut found = Vec::new();
    let mut look = |node: &Node| match &node.kind {
        NodeKind::Callout(c) if c.kind == HINT => {
            found.push(AuthorHint { line: node.line, text: of_nodes(&c.children) });
        }
        NodeKind::Paragraph(text) if mentions(text, may_be_hint) => {
            let text = marked(text);
            let is_boxed = |hint: &&str| found.last().is_some_and(|last: &AuthorHint| last.text.contains(*hint));
            let announced = announced_hint(&text).filter(|hint| !is_boxed(hint));
            let hints = announced.into_iter().chain(bracketed_hints(&text));
            let hints: Vec<_> = hints.map(|hint| AuthorHint { line: node.line, text: hint.to_owned() }).collect();
            found.extend(hints);
        }
        _ => {}
    };
    if in_text {
        walk(nodes, &mut look);
        listed_hints(nodes, &mut found);
        found.sort_by_key(|hint| hint.line);
    } else {
        boxes.iter().for_each(|node| look(node));
    }
    found
}

/// The items of lists below `Hints:`, each a hint.
fn listed_hints(nodes: &[Node], found: &mut Vec<AuthorHint>) {
    for (i, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::List { items, .. } => {
                let led = i > 0 && matches!(&nodes[i - 1].kind, NodeKind::Paragraph(text) if leads(text));
                let first = items.iter().filter(|_| led).filter_map(|item| item.first().map(|node| (node.line, item)));
                found.extend(first.map(|(line, item)| AuthorHint { line, text: of_nodes(item) }));
                items.iter().for_each(|item| listed_hints(item, found));
            }
            NodeKind::Quote(children) => listed_hints(children, found),
            NodeKind::Callout(callout) if callout.kind != HINT => listed_hints(&callout.children, found),
            _ => {}
        }
    }
}

/// Whether a paragraph is nothing but `Hints:`.
pub fn leads(text: &[Inline]) -> bool {
    text.len() <= 2
        && mentions(text, may_be_hint)
        && matches!(marked(text).trim(), "Hint:" | "Hints:" | "HINT:" | "HINTS:" | "hints:")
}

/// `Hint: …`, a whole paragraph.
fn announced_hint(text: &str) -> Option<&str> {
    let hint = Cursor(text.trim_start()).past_any_case("hint")?.white().past(":")?.0.trim();
    (!hint.is_empty()).then_some(hint)
}

/// `(Hint: …)`
fn bracketed_hints(text: &str) -> impl Iterator<Item = &str> {
    let mut taken = 0;
    let hint = move |(at, _)| {
        if at < taken {
            return None;
        }
        let place = Cursor(&text[at..]).past("(")?;
        let named = ["Hint", "HINT", "hint"].iter().find_map(|name| place.past(name))?.past(": ")?;
        let after = named.skip(|c| c != ')');
        after.past(")")?;
        taken = text.len() - after.0.len();
        Some(after.since(named))
    };
    text.match_indices('(').filter_map(hint)
}

#[cfg(test)]
mod tests {
    #[test]
    fn hints_in_the_text() {
        let read = |text: &str| {
            let hints = crate::reader::read(&crate::source::Source::new("x.md", text)).0.hints;
            hints.into_iter().map(|h| format!("{} {}", h.line, h.text)).collect::<Vec<_>>().join(", ")
        };
        for (text, want) in [
            ("# T\n\n_Hint: look at `docker ps`_\n", "3 look at `docker ps`"),
            ("# T\n\n> **Hint:** look\n\nHint: up\n", "3 look, 5 up"),
            ("# T\n\nDo it (Hint: look). (hint: up)\n", "3 look, 3 up"),
            ("# T\n\n<details><summary>Hint</summary>\n\nHint: look\n\n</details>\n", "3 Hint: look"),
            ("**Hint**: one\n\n*Hint*: two\n", "1 one, 3 two"),
            ("**Hints:**\n- Look\n- Use `docker ps`\n\n**Steps:**\n- a\n", "2 Look, 3 Use `docker ps`"),
            ("# T\n\nHint:\n\nThe point: a hint is not this.\n", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}

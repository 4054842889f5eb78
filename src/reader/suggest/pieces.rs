//! Pieces of code in sentences and what stands around them.

use super::calls_engine;
use super::roles::{DIRECT, each_role};
use crate::document::{Inline, Node, NodeKind};

/// Whether an item tells to run the same: "Run `id` on your own machine".
pub fn begins_with(item: &[Node], code: &str) -> bool {
    let Some(NodeKind::Paragraph(text)) = item.first().map(|node| &node.kind) else { return false };
    let Some([Inline::Text(said), Inline::Code(own)]) = text.get(..2) else { return false };
    own.trim() == code && each_role(said).next().is_some_and(|word| word & DIRECT != 0)
}

/// The title of a box, with the code in it.
pub fn pieces(title: &str) -> Vec<Inline> {
    let piece = |(at, part): (usize, &str)| {
        if at % 2 == 1 { Inline::Code(part.into()) } else { Inline::Text(part.into()) }
    };
    title.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(piece).collect()
}

/// Whether a paragraph is a piece of code and nothing else.
pub fn stands_alone(text: &[Inline]) -> bool {
    matches!(text, [Inline::Code(_)])
}

/// The piece of code that an item begins with, where its first paragraph is nothing else.
pub fn first_alone(item: &[Node]) -> Option<&str> {
    match &item.first()?.kind {
        NodeKind::Paragraph(text) => match text.as_slice() {
            [Inline::Code(code)] => Some(code),
            _ => None,
        },
        _ => None,
    }
}

/// A piece of code, also where it is stressed.
pub fn code_of(inline: &Inline) -> Option<&str> {
    match inline {
        // "the `docker push command`" has a word too many in its marks.
        Inline::Code(code) => Some(code.strip_prefix("$ ").unwrap_or(code)).filter(|code| !code.ends_with(" command")),
        Inline::Strong(inner) | Inline::Emphasis(inner) => match inner.as_slice() {
            [Inline::Code(code)] => Some(code),
            // "Run **docker ps**"
            [Inline::Text(code)] if calls_engine(code) && !code.ends_with([':', '.', '?']) => Some(code),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a word names what is spoken of: "run a `bash` shell in it".
pub fn names_thing(code: &str, after: Option<&Inline>) -> bool {
    let things = [" shell", " session", " prompt", " terminal", " process"];
    let is_named = |text: &str| things.iter().any(|thing| text.starts_with(thing));
    !code.contains(' ') && matches!(after, Some(Inline::Text(text)) if is_named(text))
}

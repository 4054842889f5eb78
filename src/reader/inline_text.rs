//! Nodes and inline text as plain text.

use crate::document::{FEW_WORDS, Inline, Node, NodeKind, plain_text};
use std::borrow::Cow;

/// The words alone, borrowed where they are one piece, as most headings are.
pub fn plain(inlines: &[Inline]) -> Cow<'_, str> {
    match inlines {
        [Inline::Text(words) | Inline::Code(words)] => Cow::Borrowed(words),
        _ => Cow::Owned(plain_text(inlines)),
    }
}

/// The words, with code still marked by backticks.
pub fn marked(inlines: &[Inline]) -> String {
    let mut out = String::with_capacity(inlines.len() * FEW_WORDS);
    push_marked(inlines, &mut out);
    out
}

/// The same, at the end of another text.
pub fn push_marked(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Code(code) => {
                out.push('`');
                out.push_str(code);
                out.push('`');
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => push_marked(inner, out),
            Inline::Link { text, .. } => push_marked(text, out),
            Inline::Text(text) | Inline::Image { alt: text, .. } => out.push_str(text),
            Inline::Break => out.push(' '),
        }
    }
}

/// Whether a piece of the words is of some kind: asked before anything is put together.
pub fn mentions(inlines: &[Inline], is: fn(&str) -> bool) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Image { alt: t, .. } => is(t),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            mentions(inner, is)
        }
        Inline::Break => false,
    })
}

/// All that nodes say, a line for each paragraph, item and line of code.
pub fn of_nodes<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> String {
    let lines: Vec<String> = nodes.into_iter().map(of_node).filter(|t| !t.is_empty()).collect();
    lines.join("\n")
}

fn of_node(node: &Node) -> String {
    match &node.kind {
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => marked(text).trim().to_owned(),
        NodeKind::List { items, .. } => items.iter().map(of_nodes).collect::<Vec<_>>().join("\n"),
        NodeKind::Quote(children) => of_nodes(children),
        NodeKind::Callout(callout) => [callout.title.clone(), of_nodes(&callout.children)].join("\n").trim().to_owned(),
        NodeKind::Table { header, rows } => {
            let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|c| marked(c)).collect::<Vec<_>>().join(" | ");
            std::iter::once(header).chain(rows).map(row).collect::<Vec<_>>().join("\n")
        }
        NodeKind::Block(block) => match block.commands.as_slice() {
            [] => block.text.to_string(),
            commands => commands.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n"),
        },
        NodeKind::Rule => String::new(),
    }
}

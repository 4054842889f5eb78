//! Nodes and inline text as plain text.

use crate::document::{Inline, Node, NodeKind, plain_text};

/// The words, with code still marked by backticks.
pub fn marked(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Code(code) => format!("`{code}`"),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => marked(inner),
            Inline::Link { text, .. } => marked(text),
            other => plain_text(std::slice::from_ref(other)),
        })
        .collect()
}

/// Whether the words hold one of some pieces: asked before anything is put together.
pub fn mentions(inlines: &[Inline], pieces: &[&str]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Image { alt: t, .. } => pieces.iter().any(|p| t.contains(p)),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            mentions(inner, pieces)
        }
        Inline::Break => false,
    })
}

/// All that nodes say, a line for each paragraph, item and line of code.
pub fn of_nodes(nodes: &[Node]) -> String {
    let lines: Vec<String> = nodes.iter().map(of_node).filter(|t| !t.is_empty()).collect();
    lines.join("\n")
}

fn of_node(node: &Node) -> String {
    match &node.kind {
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => marked(text).trim().to_owned(),
        NodeKind::List { items, .. } => items.iter().map(|i| of_nodes(i)).collect::<Vec<_>>().join("\n"),
        NodeKind::Quote(children) => of_nodes(children),
        NodeKind::Callout(callout) => [callout.title.clone(), of_nodes(&callout.children)].join("\n").trim().to_owned(),
        NodeKind::Table { header, rows } => {
            let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|c| marked(c)).collect::<Vec<_>>().join(" | ");
            std::iter::once(header).chain(rows).map(row).collect::<Vec<_>>().join("\n")
        }
        NodeKind::Block(block) => match block.commands.as_slice() {
            [] => block.text.clone(),
            commands => commands.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n"),
        },
        NodeKind::Rule => String::new(),
    }
}

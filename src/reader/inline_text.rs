//! Nodes and inline text as plain text.

use crate::document::{BlockKind, FEW_WORDS, Form, Inline, Node, NodeKind, plain_text};
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
    let mut out = String::new();
    push_nodes(nodes, &mut out);
    out
}

/// The same, at the end of another text.
fn push_nodes<'n>(nodes: impl IntoIterator<Item = &'n Node>, out: &mut String) {
    let mut is_first = true;
    for node in nodes {
        let before = out.len();
        if !is_first {
            out.push('\n');
        }
        let from = out.len();
        push_node(node, out);
        if out.len() > from {
            is_first = false;
        } else {
            out.truncate(before);
        }
    }
}

fn push_node(node: &Node, out: &mut String) {
    let from = out.len();
    match &node.kind {
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => {
            push_marked(text, out);
            trim(out, from);
        }
        NodeKind::List { items, .. } => push_joined(items, "\n", out, push_nodes),
        NodeKind::Quote(children) => push_nodes(children, out),
        NodeKind::Callout(callout) => {
            out.push_str(&callout.title);
            out.push('\n');
            push_nodes(&callout.children, out);
            trim(out, from);
        }
        NodeKind::Table { header, rows } => {
            let cell = |cell: &Vec<Inline>, out: &mut String| push_marked(cell, out);
            push_joined(std::iter::once(header).chain(rows), "\n", out, |row, out| push_joined(row, " | ", out, cell));
        }
        // It stands in the sentence above it.
        NodeKind::Block(block) if block.form == Form::Inline => {}
        // What it prints is told apart from what is typed by the prompts alone.
        NodeKind::Block(block) if block.commands.is_empty() || block.output || block.kind == BlockKind::Repl => {
            out.push_str(&block.text);
            trim_lines(out, from);
        }
        NodeKind::Block(block) => push_joined(&block.commands, "\n", out, |command, out| out.push_str(&command.text)),
        NodeKind::Rule => {}
    }
}

/// Adds each of some parts, with something between them.
fn push_joined<P>(parts: impl IntoIterator<Item = P>, between: &str, out: &mut String, push: impl Fn(P, &mut String)) {
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        push(part, out);
    }
}

/// Takes white space away from both ends of what stands from a byte on.
fn trim(text: &mut String, from: usize) {
    text.truncate(from + text[from..].trim_end().len());
    let white = text[from..].len() - text[from..].trim_start().len();
    if white > 0 {
        text.drain(from..from + white);
    }
}

/// Takes empty lines away from both ends of what stands from a byte on.
fn trim_lines(text: &mut String, from: usize) {
    text.truncate(from + text[from..].trim_end().len());
    let white = text[from..].len() - text[from..].trim_start().len();
    // The first line keeps its indentation.
    if let Some(end) = text[from..from + white].rfind('\n') {
        text.drain(from..=from + end);
    }
}

#[cfg(test)]
mod tests {
    use super::of_nodes;
    use crate::source::Source;

    #[test]
    fn what_nodes_say() {
        for (text, want) in [
            ("# A\n\n`b` *c*\n\n---\n\nd\n", "A\n`b` c\nd"),
            ("- a\n-\n- b\n\n  c\n", "a\n\nb\nc"),
            ("> [!NOTE]\n> a\n\n> b\n", "a\nb"),
            ("| a | b |\n|---|---|\n| `c` | |\n", "a | b\n`c` | "),
            ("```bash\n$ ls\n$ pwd\n```\n\n<br>\n\n```\na: b\n```\n", "ls\npwd\na: b"),
            ("```bash\n$ ls\nx\n$ pwd\n```\n", "$ ls\nx\n$ pwd"),
            ("```\n\n\n  a: b\nc\n\n```\n\nd\n", "  a: b\nc\nd"),
            ("```\n\n```\n\nd\n", "d"),
            ("```python\n>>> f(1)\n1\n```\n", ">>> f(1)\n1"),
        ] {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            assert_eq!(of_nodes(&document.nodes), want, "{text}");
        }
    }
}

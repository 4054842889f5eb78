//! Questions whose parts stand far from each other: each choice a paragraph of its own, and answers at the lesson's end
//! that repeat the question's number.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, of_nodes};
use super::lettered::{answered, letters, numbered};
use crate::document::{Inline, Node, NodeKind};

/// The choices that begin at an index, each a paragraph: `A. …`, then `B. …`; their lines, as those of one paragraph.
pub fn choices(nodes: &[Node], index: usize) -> Option<(String, usize)> {
    let begins = |node: &Node, letter: char| match &node.kind {
        NodeKind::Paragraph(text) => matches!(text.first(), Some(Inline::Text(t)) if is_choice(t, letter)),
        _ => false,
    };
    let count = nodes[index..].iter().zip('A'..='H').take_while(|(node, letter)| begins(node, *letter)).count();
    let lines = nodes[index..index + count].iter().filter_map(|node| match &node.kind {
        NodeKind::Paragraph(text) => Some(marked(text)),
        _ => None,
    });
    (count > 1).then(|| (lines.collect::<Vec<_>>().join("\n"), index + count))
}

/// `A. …`, `(A) …`
fn is_choice(text: &str, letter: char) -> bool {
    let after = Cursor(text).maybe("(").one(|c| c == letter).and_then(|c| c.one(|c| matches!(c, ')' | '.')));
    after.is_some_and(|c| c.0.starts_with(char::is_whitespace))
}

/// The letters that answers give below the number of their question: `**Q1: Which?**`, then `Answer: A. …`.
pub fn key(nodes: &[Node]) -> Vec<(usize, String)> {
    let (mut number, mut found) = (None, Vec::new());
    for line in of_nodes(nodes).lines() {
        let text = line.trim();
        let is_title = text.starts_with(['Q', 'q', '*', '#']);
        if let Some(said) = numbered(text).filter(|_| is_title) {
            number = Some(said);
        } else if let Some(letter) = answered(text).and_then(|answer| letters(answer, false)) {
            found.extend(number.take().map(|number| (number, letter.to_owned())));
        }
    }
    found
}

//! Questions whose parts stand far from each other: each choice a paragraph of its own, and answers at the lesson's end
//! that repeat the question's number.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, of_nodes};
use super::answer::answered;
use super::lettered::{letters, numbered};
use crate::document::{Inline, Node, NodeKind};

/// The choices that begin at an index, each a paragraph: `A. …`, then `B. …`, perhaps with code below; their lines, as
/// those of one paragraph.
pub fn choices(nodes: &[Node], index: usize) -> Option<(String, usize)> {
    let first = match &nodes[index].kind {
        NodeKind::Paragraph(text) => match text.first() {
            Some(Inline::Text(t)) => ['A', 'a'].into_iter().find(|letter| is_choice(t, *letter))?,
            _ => return None,
        },
        _ => return None,
    };
    let (mut lines, mut at) = (Vec::new(), index);
    for letter in first..=char::from_u32(first as u32 + 7)? {
        match nodes.get(at).map(|n| &n.kind) {
            Some(NodeKind::Paragraph(text)) if matches!(text.first(), Some(Inline::Text(t)) if is_choice(t, letter)) => {
                lines.push(marked(text));
            }
            _ => break,
        }
        at += 1;
        // An answer below the last one is not a choice's code.
        while let Some(NodeKind::Block(block)) = nodes.get(at).map(|n| &n.kind) {
            lines.push(block.text.trim_end().to_owned());
            at += 1;
        }
    }
    let count = lines.len();
    (count > 1).then(|| (lines.join("\n"), at))
}

/// `A. …`, `(A) …`
fn is_choice(text: &str, letter: char) -> bool {
    let after = Cursor(text).maybe("(").one(|c| c == letter).and_then(|c| c.one(|c| matches!(c, ')' | '.')));
    after.is_some_and(|c| c.0.is_empty() || c.0.starts_with(char::is_whitespace))
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

//! Where what is suggested would be typed: on the host, or in what the lesson left open there.

use super::super::inline_text::marked;
use super::super::understand::Seats;
use super::{MAX_SENTENCE, code_of, in_one_line};
use crate::document::{Inline, Node, NodeKind, Suggested, push_plain, walk};
use std::slice::IterMut;

/// Finds for each suggested command of a lesson where it is typed.
pub fn place(found: &mut [Suggested], nodes: &[Node]) {
    if found.is_empty() {
        return;
    }
    let mut lines = Vec::new();
    walk(nodes, &mut |node| {
        if let NodeKind::Block(block) = &node.kind {
            lines.push(block.line);
        }
    });
    let mut found = found.iter_mut();
    let mut walked = Walked { next: found.next(), found, lines, blocks: 0, seats: Seats::default() };
    walk(nodes, &mut |node| match &node.kind {
        NodeKind::Block(block) => {
            walked.pass(block.line);
            walked.blocks += 1;
            walked.seats.block(block);
        }
        NodeKind::Paragraph(text) => walked.paragraph(node, text),
        _ => {}
    });
}

/// A lesson as far as it was gone through.
struct Walked<'f> {
    /// The next one to be met, and those behind it.
    next: Option<&'f mut Suggested>,
    found: IterMut<'f, Suggested>,
    /// The lines of all blocks, and how many of them went by.
    lines: Vec<usize>,
    blocks: usize,
    seats: Seats,
}

impl Walked<'_> {
    /// Only those paragraphs matter below which something is suggested before the next block.
    fn paragraph(&mut self, node: &Node, text: &[Inline]) {
        let end = self.lines.get(self.blocks).copied().unwrap_or(usize::MAX);
        // Where the words begin that went by not yet, and those that belong to the command before.
        let (mut from, mut rest) = (0, String::new());
        self.pass(node.line);
        for (at, inline) in text.iter().enumerate() {
            if self.next.as_ref().is_none_or(|next| next.line >= end) {
                return;
            }
            let Some(code) = code_of(inline).map(str::trim) else { continue };
            if self.next.as_ref().is_some_and(|next| next.line >= node.line && next.text == in_one_line(code)) {
                self.seats.words(without(&marked(&text[from..at]), &rest), code);
                rest = rest_of_sentence(&text[at + 1..]);
                self.suggested(&rest);
                from = at + 1;
            }
        }
        match &self.next {
            // "Exit the container.": the words say which command.
            Some(next) if next.line == node.line && from == 0 && super::passing::leaves(text) => {
                self.seats.leave();
                self.go_on();
            }
            // Where nothing is open, only a command's own paragraph opens something.
            Some(next) if next.line < end && !self.seats.is_idle() => {
                self.seats.words(without(&marked(&text[from..]), &rest), "");
            }
            _ => {}
        }
    }

    /// What was not met above a line is where its words alone put it.
    fn pass(&mut self, line: usize) {
        while self.next.as_ref().is_some_and(|next| next.line < line) {
            self.suggested("");
        }
    }

    fn suggested(&mut self, rest: &str) {
        if let Some(next) = &mut self.next {
            next.location = self.seats.place(&next.text, rest);
        }
        self.go_on();
    }

    fn go_on(&mut self) {
        self.next = self.found.next();
    }
}

/// What follows the rest of the sentence before.
fn without<'t>(words: &'t str, rest: &str) -> &'t str {
    words.strip_prefix(rest).unwrap_or(words)
}

/// The rest of a sentence, as far as it tells where a command is typed: up to the next one.
fn rest_of_sentence(text: &[Inline]) -> String {
    let mut rest = String::new();
    for inline in text {
        if code_of(inline).is_some() {
            break;
        }
        push_plain(std::slice::from_ref(inline), &mut rest);
        if rest.len() > MAX_SENTENCE || rest.contains(['.', ';', ':']) {
            break;
        }
    }
    let end = rest.find(['.', ';', ':', ',', '(']).unwrap_or(rest.len());
    rest.truncate(end);
    rest
}

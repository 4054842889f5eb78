//! What stands below a question: its answer, and why that is right.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, of_nodes};
use super::super::scan::{begins_word_any_case, each_word_any_case};
use super::answer::{self, answered, may_answer, named};
use super::key::Keys;
use super::lettered::{asks, begins_question};
use super::why;
use crate::document::{Callout, Choice, Node, NodeKind};

/// How far below a question its answer may stand, in nodes.
const NEAR: usize = 4;

/// The answer in the nodes below: its text, the explanation, and the index after it.
pub fn answer_below(nodes: &[Node], from: usize, keys: &Keys) -> Option<(String, String, usize)> {
    for (i, node) in nodes.iter().enumerate().skip(from).take(NEAR) {
        // A key answers several.
        if keys.has(node.line) {
            return None;
        }
        let text = match &node.kind {
            NodeKind::Paragraph(text) => marked(text),
            NodeKind::Callout(callout) => of_nodes(&callout.children),
            NodeKind::Quote(children) => of_nodes(children),
            NodeKind::Heading { .. } => return None,
            NodeKind::List { .. } if begins_question(node) => return None,
            _ => continue,
        };
        // A folded box with a title that promises the answer need not say the word again.
        let titled = || matches!(&node.kind, NodeKind::Callout(c) if super::boxes::is_answer(c)).then_some(text.trim());
        let Some(answer) = answered(text.trim()).or_else(|| named(text.trim())).or_else(titled) else {
            // What answers the next question does not answer this one.
            if begins_question(node) {
                return None;
            }
            continue;
        };
        let (answer, inside) = split_explanation(answer);
        if answer::is_blank(&answer) {
            let (body, to) = body_below(nodes, i + 1, true);
            return (!body.is_empty()).then_some((body, inside.unwrap_or_default(), to));
        }
        let (explanation, to) = match inside {
            Some(explanation) => (explanation, i + 1),
            None => explanation_below(nodes, i + 1, &[]),
        };
        return Some((answer, explanation, to));
    }
    None
}

/// Where an explanation begins, and what it says: `Explanation: …`.
fn explained(text: &str) -> Option<(usize, &str)> {
    let words = ["explanation", "why", "rationale"];
    let found = words.iter().flat_map(|word| {
        let said =
            move |at: usize| Cursor(&text[at + word.len()..]).white().past(":").map(|place| (at, place.white().0));
        each_word_any_case(text, word).filter_map(said)
    });
    found.min_by_key(|(at, _)| *at)
}

/// An answer, and the explanation that it may end with.
pub fn split_explanation(answer: &str) -> (String, Option<String>) {
    match explained(answer) {
        Some((at, said)) => (answer[..at].trim().to_owned(), Some(said.trim().to_owned())),
        None => (answer.trim().to_owned(), None),
    }
}

/// Whether a box says why: `<summary>Explanation</summary>`.
fn explains(callout: &Callout) -> bool {
    ["explanation", "why", "rationale"].iter().any(|word| begins_word_any_case(callout.title.trim(), word))
}

/// What stands right below and says why, and the index after it.
/// What is said of `choices` there needs no title.
pub fn explanation_below(nodes: &[Node], at: usize, choices: &[Choice]) -> (String, usize) {
    let text = match nodes.get(at).map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => marked(text),
        Some(NodeKind::Quote(children)) => of_nodes(children),
        Some(NodeKind::Callout(c)) if explains(c) => return (of_nodes(&c.children), at + 1),
        _ => return (String::new(), at),
    };
    match explained(text.trim()).filter(|(from, _)| *from < 3) {
        Some((_, said)) => (said.trim().to_owned(), at + 1),
        None => why::below(nodes, at, choices).unwrap_or((String::new(), at)),
    }
}

/// What an answer line announces without saying it: the list, block or paragraph below.
pub fn body_below(nodes: &[Node], from: usize, announced: bool) -> (String, usize) {
    if !announced {
        return (String::new(), from);
    }
    let below = nodes.get(from..).unwrap_or_default();
    let is_paragraph = matches!(below.first().map(|n| &n.kind), Some(NodeKind::Paragraph(_)));
    let first = usize::from(is_paragraph && !goes_on(below));
    if is_paragraph && first == 0 {
        return (String::new(), from);
    }
    let belongs = |n: &&Node| match n.kind {
        NodeKind::List { ref items, .. } => !begins_question(n) && !are_asked(items),
        NodeKind::Block(_) => true,
        _ => false,
    };
    let taken = first + below.iter().skip(first).take(NEAR).take_while(belongs).count();
    (of_nodes(&nodes[from..from + taken]), from + taken)
}

/// Whether a list asks with its first item.
pub fn are_asked(items: &[Vec<Node>]) -> bool {
    let Some(first) = items.first().and_then(|item| item.first()) else { return false };
    matches!(&first.kind, NodeKind::Paragraph(text) if asks(marked(text).trim())) || begins_question(first)
}

/// Whether nodes begin with what asks next, and not with an answer: a paragraph that asks, or that answers in turn or is
/// answered.
pub fn goes_on(nodes: &[Node]) -> bool {
    let titled = |node: Option<&Node>| match node.map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => may_answer(text) && answered(marked(text).trim()).is_some(),
        _ => false,
    };
    match nodes.first().map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => {
            titled(nodes.first()) || titled(nodes.get(1)) || asks(marked(text).trim()) || begins_question(&nodes[0])
        }
        _ => false,
    }
}

//! Answers that nobody wrote: `**Answer:**` with nothing behind it or below it, or with a line to write on. Their author is
//! told, and no learner is asked.

use super::super::inline_text::marked;
use super::answer::{answered, beginning, is_blank, may_answer, may_hold, question_and_answer};
use super::lettered::{Around, Lettered, asks, heading_number, lettered};
use super::near::{are_asked, goes_on};
use super::{choices, listed, reveal, turns};
use crate::document::{Choice, Inline, Node, NodeKind, Quiz, QuizKind, plain_text};

/// Whether a paragraph may end with an answer that nobody wrote: what is cheap to see.
pub fn may_be(text: &[Inline]) -> bool {
    const PIECES: usize = 4;
    let is_open = |last: &str| {
        let last = last.trim_end();
        last.ends_with([':', '：', '_', '…']) || ["...", "TODO", "TBD"].iter().any(|end| last.ends_with(end))
    };
    let last = match text.last() {
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => inner.last(),
        last => last,
    };
    let ends = || matches!(last, Some(Inline::Text(last)) if is_open(last));
    // An answer in turn has a number: `A1:`.
    let is_label = || matches!(beginning(text), Some(('A' | 'R', Some('0'..='9'))));
    text.len() <= PIECES && ends() && (may_answer(text) || is_label() || may_hold(text))
}

/// The question above the empty answer that is the paragraph at an index, or in the same paragraph.
pub fn at(nodes: &[Node], index: usize, around: &Around<'_>) -> Option<Quiz> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    if !may_be(text) || is_followed(&nodes[index + 1..]) {
        return None;
    }
    let said = marked(text);
    let said = said.trim();
    if answered(said).is_some_and(is_blank) || turns::is_bare_answer(said) {
        return asked(nodes, index.checked_sub(1)?, around);
    }
    let (question, answer) = question_and_answer(text);
    let is_asked = asks(question.trim()) && answer.is_some_and(|answer| is_blank(&answer));
    is_asked.then(|| reveal(nodes[index].line, question.trim().to_owned()))
}

/// Whether what stands below may be the answer.
fn is_followed(below: &[Node]) -> bool {
    match below.first().map(|node| &node.kind) {
        None | Some(NodeKind::Heading { .. } | NodeKind::Rule) => false,
        Some(NodeKind::Paragraph(_)) => !goes_on(below),
        Some(NodeKind::List { items, .. }) => !are_asked(items),
        _ => true,
    }
}

/// What the node at an index asks: a paragraph, a heading, or choices and what stands above them.
fn asked(nodes: &[Node], index: usize, around: &Around<'_>) -> Option<Quiz> {
    let node = &nodes[index];
    let with = |line, question: String, choices: Vec<Choice>| {
        let (answer, explanation) = (String::new(), String::new());
        let kind = if choices.is_empty() { QuizKind::Reveal } else { QuizKind::Single };
        Quiz { line, question: question.trim().to_owned(), kind, choices, answer, explanation }
    };
    let above = || choices::above(nodes, index, around).filter(|(question, ..)| asks(question.trim()));
    if let Some((prefix, choices)) = lettered(node).map(Lettered::into_parts) {
        let (question, line) =
            if prefix.is_empty() { above().map(|(question, line, _)| (question, line))? } else { (prefix, node.line) };
        return Some(with(line, question, choices));
    }
    match &node.kind {
        NodeKind::Paragraph(text) => {
            let question = marked(text);
            let is_asked = asks(question.trim()) || heading_number(nodes, index).is_some();
            is_asked.then(|| with(node.line, question, Vec::new()))
        }
        NodeKind::Heading { text, .. } => {
            let question = plain_text(text);
            asks(question.trim()).then(|| with(node.line, question, Vec::new()))
        }
        NodeKind::List { items, .. } => {
            let (question, line, _) = above()?;
            Some(with(line, question, listed::choices(items)?))
        }
        // What is asked may be about code that stands between.
        NodeKind::Block(_) => {
            let before = &nodes[index.checked_sub(1)?];
            let NodeKind::Paragraph(text) = &before.kind else { return None };
            let question = marked(text);
            asks(question.trim()).then(|| with(before.line, question, Vec::new()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{} {:?} {} = {}", q.line, q.kind, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; ").replace('\n', "|"), want, "{text}");
    }

    #[test]
    fn nobody_wrote_the_answer() {
        for (text, want) in [
            ("**What is a rope?**\n\n**Answer:**\n", "1 Reveal What is a rope? = "),
            ("**What is a rope?**\n\n**Answer:** ______\n", "1 Reveal What is a rope? = "),
            ("**What is a rope?**\n**Answer:**\n", "1 Reveal What is a rope? = "),
            ("### What is a rope?\n\n**Answer:** TODO\n", "1 Reveal What is a rope? = "),
            (
                "1. What is a rope?\n\n   **Answer:**\n\n2. What is a knot?\n\n   **Answer:** This.\n",
                "1 Reveal What is a rope? = ; 5 Reveal What is a knot? = This.",
            ),
            (
                "**What is a rope?**\n\n**Answer:**\n\n**What is a knot?**\n\n**Answer:**\n",
                "1 Reveal What is a rope? = ; 5 Reveal What is a knot? = ",
            ),
            (
                "**Q1:** What is a rope?\n\n**A1:**\n\n**Q2:** What is a knot?\n\n**A2:** This.\n",
                "1 Reveal Q1: What is a rope? = ; 5 Reveal Q2: What is a knot? = This.",
            ),
            ("**What holds?**\n\nA) a nail\nB) a knot\n\n**Answer:**\n", "1 Single What holds? = "),
            ("**What holds?**\n\nA) a nail\nB) a knot\n\n**Answer:**\n\nB\n", "1 Single What holds? = a knot"),
            ("**Which holds?**\n\n- a nail\n- a knot\n\n**Answer:**\n", "1 Single Which holds? = "),
            (
                "**What is a rope?**\n\n**Answer:**\n\n1. What holds?\n   a) a nail\n   b) a knot\n",
                "1 Reveal What is a rope? = ; 5 Single What holds? = ",
            ),
            // It stands below.
            ("**What is a rope?**\n\n**Answer:**\n\nA line.\n", "1 Reveal What is a rope? = A line."),
            ("**What is a rope?**\n\n**Answer:**\n\n- a line\n", "1 Reveal What is a rope? = a line"),
            ("Here it is.\n\n**Answer:**\n", ""),
        ] {
            check(text, want);
        }
    }
}

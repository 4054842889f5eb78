//! Folded boxes whose title asks whoever learns, and what is folded answers: `<summary>What happens if you let go?`; and
//! those without a title, right below a question.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, plain};
use super::super::scan::{has_any_case, has_word_any_case};
use super::{asks, begins_exercise, section};
use crate::document::{Callout, Node, NodeKind};

/// Tells such boxes from those that hold notes, and from questions that people ask who have trouble.
pub fn tell(nodes: &mut [Node]) {
    let mut section = None;
    for at in 0..nodes.len() {
        match &nodes[at].kind {
            NodeKind::Heading { .. } => section = Some(at),
            NodeKind::Callout(callout) if is_untitled(callout) && is_asked(nodes, at) => answer(&mut nodes[at]),
            NodeKind::Callout(_) | NodeKind::List { .. } | NodeKind::Quote(_) => {
                let (before, rest) = nodes.split_at_mut(at);
                let title = section.and_then(|at| before.get(at));
                tell_in(&mut rest[..1], title);
            }
            _ => {}
        }
    }
}

fn tell_in(nodes: &mut [Node], section: Option<&Node>) {
    for at in 0..nodes.len() {
        if matches!(&nodes[at].kind, NodeKind::Callout(callout) if is_untitled(callout)) && is_asked(nodes, at) {
            answer(&mut nodes[at]);
        }
        match &mut nodes[at].kind {
            NodeKind::List { items, .. } => items.iter_mut().for_each(|item| tell_in(item, section)),
            NodeKind::Quote(children) => tell_in(children, section),
            NodeKind::Callout(callout) => {
                if may_ask(callout) && is_put(&callout.title, section) {
                    "question".clone_into(&mut callout.kind);
                }
                tell_in(&mut callout.children, section);
            }
            _ => {}
        }
    }
}

fn is_untitled(callout: &Callout) -> bool {
    callout.collapsed && callout.kind == "note" && callout.title.is_empty() && !callout.children.is_empty()
}

/// Whether the paragraph right above a place asks.
fn is_asked(nodes: &[Node], at: usize) -> bool {
    match at.checked_sub(1).map(|at| &nodes[at].kind) {
        Some(NodeKind::Paragraph(text)) => asks(&marked(text)),
        _ => false,
    }
}

/// Makes a box an answer.
fn answer(node: &mut Node) {
    if let NodeKind::Callout(callout) = &mut node.kind {
        "solution".clone_into(&mut callout.kind);
    }
}

fn may_ask(callout: &Callout) -> bool {
    let title = || callout.title.trim_end_matches(['*', '_', ' ', '"', ')']);
    callout.collapsed && callout.kind == "note" && !callout.children.is_empty() && title().ends_with(['?', '？'])
}

/// Whether a title puts a question to whoever learns.
fn is_put(title: &str, section: Option<&Node>) -> bool {
    let told = section.map(|node| match &node.kind {
        NodeKind::Heading { text, .. } => plain(text),
        _ => "".into(),
    });
    let told = told.as_deref().unwrap_or_default();
    // Who has trouble asks of themselves.
    let is_own = ["i", "my", "me"].iter().any(|word| has_word_any_case(title, word));
    !section::helps(told) && !is_own && (begins_exercise(title) || section::tests(told) || is_riddle(title))
}

/// A question to think about before the answer is looked at: `What happens if you …?`, `Why do you think …?`, `Can you guess …?`
fn is_riddle(title: &str) -> bool {
    let start = Cursor(title).to_word();
    let Some(rest) = start.past_one_of(&["what", "why", "which", "how", "where", "can you", "could you"]) else {
        return false;
    };
    let asks = |words: &[&str]| rest.white().past_one_of(words).is_some_and(Cursor::ends_word);
    if start.past_one_of(&["can", "could"]).is_some() {
        return asks(&["guess", "tell", "explain", "predict", "spot", "name", "find out", "think of", "see why"]);
    }
    let happens = ["happens", "will happen", "would happen", "do you expect", "would you expect", "do you notice"];
    let thinks = ["do you think", "would you say", "do you predict", "do you guess"];
    asks(&happens) || thinks.iter().any(|words| has_any_case(rest.0, words))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(section: &str, title: &str, want: &str) {
        let text =
            format!("# Ropes\n\n## {section}\n\n<details><summary>{title}</summary>\n\nIt falls.\n\n</details>\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", text.clone()));
        let said = document.quizzes.iter().map(|q| format!("{} {} = {}", q.line, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn a_folded_box_asks() {
        for title in [
            "What happens if you let go?",
            "<b>What would happen without a knot?</b>",
            "Why do you think it falls?",
            "Can you guess why?",
            "Question 1: does it fall?",
        ] {
            let plain = title.replace("<b>", "").replace("</b>", "");
            check("Let go", title, &format!("5 {plain} = It falls."));
            check("FAQ", title, "");
            check("Troubleshooting", title, "");
        }
        for title in ["What is a knot?", "Does it float?"] {
            check("Check your understanding", title, &format!("5 {title} = It falls."));
            check("Knots", title, "");
        }
        for title in [
            "What happens to my rope?",
            "Why does it fail?",
            "Looking for more?",
            "Can you not tie it?",
            "What happens",
        ] {
            check("Knots", title, "");
        }
    }

    #[test]
    fn a_folded_box_without_a_title_answers() {
        let read = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let said = document.quizzes.iter().map(|q| format!("{} {} = {}", q.line, q.question, q.answer));
            said.collect::<Vec<_>>().join("; ")
        };
        for (open, close) in [("::details-box", "::"), ("<details>", "</details>")] {
            let below = |above: &str| format!("{above}\n\n{open}\n\nIt falls.\n\n{close}\n");
            assert_eq!(read(&below("What happens?")), "1 What happens? = It falls.");
            assert_eq!(read(&below("It happens.")), "");
            assert_eq!(read(&below("What happens?\n\nLook.")), "");
        }
        assert_eq!(read("- What happens?\n\n  <details>\n  It falls.\n  </details>\n"), "1 What happens? = It falls.");
    }
}

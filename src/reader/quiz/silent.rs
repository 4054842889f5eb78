//! Challenges that ask nothing and that nobody answers: what is done in them is done, and there is nothing to reveal.

use super::super::inline_text::plain;
use crate::document::{Node, NodeKind, Quiz, QuizKind};

/// Takes away the questions of challenges without an answer in whose text no sentence asks. A title alone may well ask:
/// what follows it tells what is to be tried.
pub fn drop(parts: &[&Node], found: &mut Vec<Quiz>) {
    let is_open = |quiz: &Quiz| quiz.kind == QuizKind::Reveal && quiz.answer.is_empty();
    if !found.iter().any(is_open) {
        return;
    }
    let mut silent: Vec<usize> = parts.iter().filter(|node| is_silent(node)).map(|node| node.line).collect();
    silent.sort_unstable();
    found.retain(|quiz| !(is_open(quiz) && silent.binary_search(&quiz.line).is_ok()));
}

/// Whether a node is a challenge without a question in it.
fn is_silent(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(callout) if callout.kind == "challenge" && !ask(&callout.children))
}

/// Whether a sentence of some nodes' own words asks; boxes, quotations and code have other words.
fn ask(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        NodeKind::Paragraph(text) => asks(&plain(text)),
        NodeKind::List { items, .. } => items.iter().any(|item| ask(item)),
        _ => false,
    })
}

/// Whether a text has a sentence that ends with the sign: `why?`, and not `page?id=1`.
fn asks(text: &str) -> bool {
    text.contains('？')
        || text.match_indices('?').any(|(at, sign)| !text[at + sign.len()..].starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(body: &str, want: &[&str]) {
        let text = format!("::: challenge\n## Which rope?\n\n{body}\n:::\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", &*text));
        let asked = document.quizzes.iter().map(|quiz| quiz.answer.as_str());
        assert_eq!(asked.collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn a_challenge_without_a_solution_asks_only_where_a_sentence_of_it_does() {
        check("Find a rope that holds you.", &[]);
        check("Open `http://localhost/?a=1` and look at page?id=1.", &[]);
        check("1. Tie it.\n\n```bash\ndocker run rope\n```\n\n> Why?\n", &[]);
        check("You have two of them. Which is yours? Look.", &[""]);
        check("Look at both:\n\n- Which is yours?\n- Which is mine?", &[""]);
        check("Find a rope.\n\n::: solution\nSo.\n:::", &["So."]);
    }
}

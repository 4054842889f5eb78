//! Questions with lettered choices in a part that tests, which nobody answers: their author is told, and no learner is
//! asked.

use super::super::inline_text::plain;
use super::choices;
use super::lettered::{Around, Known, asks, lettered, numbered};
use super::near::answer_below;
use super::section;
use crate::document::{Node, NodeKind, Quiz, QuizKind};

/// The question whose choices are the node at an index, below a heading that tests.
pub fn at(
    nodes: &[Node],
    index: usize,
    heading: Option<usize>,
    known: &Known<'_>,
    around: &Around<'_>,
) -> Option<Quiz> {
    let NodeKind::Heading { text, .. } = &nodes.get(heading?)?.kind else { return None };
    let title = plain(text);
    let is_question = || title.trim_start().starts_with(['Q', 'q']) && numbered(&title).is_some();
    if !(section::tests(&title) || is_question()) {
        return None;
    }
    let (prefix, choices) = lettered(&nodes[index])?.into_parts();
    let (question, line) = if prefix.is_empty() {
        let (question, line, _) = choices::above(nodes, index, around)?;
        (question, line)
    } else {
        (prefix, nodes[index].line)
    };
    let is_asked = asks(question.trim()) && answer_below(nodes, index + 1, &known.keys).is_none();
    let (answer, explanation) = (String::new(), String::new());
    is_asked.then_some(Quiz { line, question, kind: QuizKind::Single, choices, answer, explanation })
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said =
            document.quizzes.iter().map(|q| format!("{} {} ({}) = {}", q.line, q.question, q.choices.len(), q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn questions_that_nobody_answers() {
        let asked = "What holds?\n\n- A) a nail\n- B) a knot\n";
        check(&format!("## Quiz\n\n{asked}"), "3 What holds? (2) = ");
        check(&format!("### Question 1\n\n{asked}\n**Answer:** B\n"), "3 What holds? (2) = a knot");
        check(
            &format!("### Question 1\n\n{asked}\n### Question 2\n\n{asked}\n**Answer:** B\n"),
            "3 What holds? (2) = ; 10 What holds? (2) = a knot",
        );
        check(&format!("## Ropes\n\n{asked}"), "");
        check("## Quiz\n\nTie these:\n\n- A) a nail\n- B) a knot\n", "");
    }
}

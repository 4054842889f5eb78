//! Questions with choices which nobody answers: their author is told, and no learner is asked.

use super::super::inline_text::plain;
use super::choices::{self, bids};
use super::lettered::{Around, Known, asks, lettered, number_in_key, numbered};
use super::near::answer_below;
use super::{asks_for_truth, blank, listed, section, truth};
use crate::document::{Choice, Node, NodeKind, Quiz, QuizKind};

/// The question whose choices or whose empty answer are the node at an index.
pub fn at(
    nodes: &[Node],
    index: usize,
    heading: Option<usize>,
    known: &Known<'_>,
    around: &Around<'_>,
) -> Option<Quiz> {
    let place = Place { nodes, index, heading, known, around };
    match &nodes[index].kind {
        NodeKind::Paragraph(text) if blank::may_be(text) => {
            blank::at(nodes, index, around).or_else(|| known.may_choose().then(|| place.lettered())?)
        }
        NodeKind::List { items, .. } if listed::may_be_truth(items) => place.truth(items),
        NodeKind::Paragraph(_) | NodeKind::List { .. } if known.may_choose() => place.lettered(),
        _ => None,
    }
}

/// Where choices stand.
struct Place<'p, 'n> {
    nodes: &'p [Node],
    index: usize,
    heading: Option<usize>,
    known: &'p Known<'p>,
    around: &'p Around<'n>,
}

impl Place<'_, '_> {
    /// Whether the section puts questions to whoever learns, by its title.
    fn is_test(&self) -> bool {
        let Some(NodeKind::Heading { text, .. }) = self.heading.and_then(|at| self.nodes.get(at)).map(|n| &n.kind)
        else {
            return false;
        };
        let title = plain(text);
        section::tests(&title) || title.trim_start().starts_with(['Q', 'q']) && numbered(&title).is_some()
    }

    /// Whether a question has a number.
    fn is_numbered(&self, question: &str) -> bool {
        self.around.number.is_some() || numbered(question).is_some()
    }

    /// Whether an answer stands below the choices.
    fn is_answered(&self) -> bool {
        answer_below(self.nodes, self.index + 1, &self.known.keys).is_some()
    }

    /// Lettered choices, below a heading that tests or a question with a number.
    fn lettered(&self) -> Option<Quiz> {
        let is_test = self.is_test();
        if !is_test && self.around.number.is_none() && !self.may_have_number() {
            return None;
        }
        let (prefix, choices) = lettered(&self.nodes[self.index])?.into_parts();
        let (question, line) = if prefix.is_empty() {
            let (question, line, _) = choices::above(self.nodes, self.index, self.around)?;
            (question, line)
        } else {
            (prefix, self.nodes[self.index].line)
        };
        // Parts of a question ask themselves.
        let is_part = |choice: &Choice| choice.text.trim_end().ends_with(['?', '？']);
        let is_sure = || is_test || self.is_numbered(&question) && bids(question.trim_end_matches(['*', '_', ' ']));
        let is_asked = is_sure() && asks(question.trim()) && !choices.iter().any(is_part) && !self.is_answered();
        is_asked.then(|| unanswered(line, &question, QuizKind::Single, choices))
    }

    /// Whether what stands at or right above the choices may begin with a number.
    fn may_have_number(&self) -> bool {
        let begins = |node: &Node| match &node.kind {
            NodeKind::Paragraph(text) => super::answer::initial(text).is_some_and(|c| c.is_ascii_digit() || c == 'Q'),
            _ => false,
        };
        let above = self.index.checked_sub(1).map(|at| &self.nodes[at]);
        begins(&self.nodes[self.index]) || above.is_some_and(begins)
    }

    /// `True` and `False`, with boxes to tick, or below what asks.
    fn truth(&self, items: &[Vec<Node>]) -> Option<Quiz> {
        let (question, line, from) = choices::above(self.nodes, self.index, self.around)?;
        let said = question.trim().trim_end_matches(['*', '_', ' ']);
        let is_asked = || asks_for_truth(said) || bids(said) || self.is_test() || self.is_numbered(said);
        let is_ticked = || !matches!(listed::first_sign(items), Some('t' | 'T' | 'f' | 'F'));
        let leads_on = said.ends_with([':', '：']) && !asks_for_truth(said.trim_end_matches([':', '：']));
        if leads_on || !(is_ticked() || is_asked()) || self.is_answered() {
            return None;
        }
        let number = number_in_key(self.nodes, from, &question, self.around);
        let is_in_key = self.known.keys.get(number, line).is_some();
        let choices = truth(true).into_iter().map(|choice| Choice { correct: false, ..choice }).collect();
        (!is_in_key).then(|| unanswered(line, &question, QuizKind::TrueFalse, choices))
    }
}

fn unanswered(line: usize, question: &str, kind: QuizKind, choices: Vec<Choice>) -> Quiz {
    let (answer, explanation) = (String::new(), String::new());
    Quiz { line, question: question.trim().to_owned(), kind, choices, answer, explanation }
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

    #[test]
    fn questions_with_numbers_need_no_heading() {
        let choices = "   a) a nail\n   b) a knot\n\n";
        check(
            &format!("1. What holds?\n{choices}2. What floats?\n{choices}"),
            "1 What holds? (2) = ; 5 What floats? (2) = ",
        );
        check("1. What holds?\n\n   - A. a nail\n   - B. a knot\n", "1 What holds? (2) = ");
        check("**1. What holds?**\n\na) a nail\nb) a knot\n", "1 1. What holds? (2) = ");
        // Parts, and what nobody asks.
        check("1. What happens?\n   a) Does it hold?\n   b) Does it float?\n", "");
        check("1. Tie it:\n   a) with a knot\n   b) with a nail\n", "");
        check("What holds?\n\na) a nail\nb) a knot\n", "");
    }
}

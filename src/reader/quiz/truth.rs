//! Items that carry their truth: `A rope is a knot. (False)` where it is asked what is true, and choices of which one is
//! `(correct)`.

use super::super::inline_text::marked;
use super::choices::{above, bids, graded};
use super::lettered::{Around, Found};
use super::near::explanation_below;
use super::{asks_for_truth, truth};
use crate::document::{Choice, Inline, Node, NodeKind, Quiz, QuizKind, plain_text};

/// What an item says of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    True,
    False,
    Correct,
    Incorrect,
}

const MARKS: &[(&str, Mark)] = &[
    ("true", Mark::True),
    ("false", Mark::False),
    ("correct", Mark::Correct),
    ("right", Mark::Correct),
    ("incorrect", Mark::Incorrect),
    ("wrong", Mark::Incorrect),
];

impl Mark {
    fn is_right(self) -> bool {
        matches!(self, Self::True | Self::Correct)
    }
}

/// The mark at the end of a text, and what stands before it.
fn mark(text: &str) -> Option<(&str, Mark)> {
    let (before, word) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let (_, mark) = MARKS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim()))?;
    let before = before.trim_end();
    (!before.is_empty()).then_some((before, *mark))
}

/// Whether a paragraph ends with a bracket, which most do not.
fn may_be_marked(text: &[Inline]) -> bool {
    match text.last() {
        Some(Inline::Text(last)) => last.trim_end().ends_with(')'),
        Some(Inline::Strong(last) | Inline::Emphasis(last)) => may_be_marked(last),
        _ => false,
    }
}

/// The questions of the paragraph or list at an index.
pub fn at(nodes: &[Node], index: usize, heading: Option<usize>, around: &Around<'_>) -> Option<Found> {
    match &nodes[index].kind {
        NodeKind::Paragraph(text) if may_be_marked(text) => {
            let quiz = statement(nodes[index].line, &marked(text), false)?;
            Some(Found::one(quiz, index, index + 1))
        }
        NodeKind::List { items, .. } => {
            let may_be = |item: &Vec<Node>| matches!(first(item), Some((_, text)) if may_be_marked(text));
            if items.len() < 2 || !items.iter().any(may_be) {
                return None;
            }
            statements(nodes, index, items, heading).or_else(|| choices(nodes, index, items, around))
        }
        _ => None,
    }
}

/// The text of an item that holds nothing else, and its line.
fn first(item: &[Node]) -> Option<(usize, &[Inline])> {
    match item {
        [Node { kind: NodeKind::Paragraph(text), line, .. }] => Some((*line, text)),
        _ => None,
    }
}

/// `True or false: ropes float. (True)`; where that is asked above, the words alone.
fn statement(line: usize, text: &str, is_asked: bool) -> Option<Quiz> {
    let (said, mark) = mark(text.trim())?;
    if !(is_asked || asks_for_truth(said)) {
        return None;
    }
    let is_true = mark.is_right();
    let answer = if is_true { "True" } else { "False" }.to_owned();
    let (question, kind, choices) = (said.trim().to_owned(), QuizKind::TrueFalse, truth(is_true));
    Some(Quiz { line, question, kind, choices, answer, explanation: String::new() })
}

/// A list of which each item is true or false, below what asks for that.
fn statements(nodes: &[Node], index: usize, items: &[Vec<Node>], heading: Option<usize>) -> Option<Found> {
    let above = [index.checked_sub(1), heading].into_iter().flatten().filter_map(|at| nodes.get(at));
    let is_asked = above.into_iter().any(|node| match &node.kind {
        NodeKind::Paragraph(text) | NodeKind::Heading { text, .. } => asks_for_truth(plain_text(text).trim()),
        _ => false,
    });
    let said = |item: &Vec<Node>| first(item).and_then(|(line, text)| statement(line, &marked(text), is_asked));
    let mut all = items.iter().map(said).collect::<Option<Vec<_>>>()?;
    let quiz = (!all.is_empty()).then(|| all.remove(0))?;
    Some(Found { quiz, others: all, from: index, to: index + 1 })
}

/// Choices of which some say that they are right, below what asks for one.
fn choices(nodes: &[Node], index: usize, items: &[Vec<Node>], around: &Around<'_>) -> Option<Found> {
    let (question, line, from) = above(nodes, index, around)?;
    if !bids(question.trim_end_matches(['*', '_', ':', ' '])) {
        return None;
    }
    let choice = |item: &Vec<Node>| {
        let text = marked(first(item)?.1);
        let (text, mark) = mark(&text).map_or((text.as_str(), None), |(text, mark)| (text, Some(mark)));
        let correct = mark.is_some_and(Mark::is_right);
        Some(Choice { text: text.trim().to_owned(), correct })
    };
    let choices = items.iter().map(choice).collect::<Option<Vec<_>>>()?;
    if choices.iter().all(|choice| choice.correct) {
        return None;
    }
    let (explanation, to) = explanation_below(nodes, index + 1, &choices);
    Some(Found::one(graded(line, question.trim().to_owned(), choices, explanation)?, from, to))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{} {:?} {} = {}", q.line, q.kind, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn items_carry_their_truth() {
        for (text, want) in [
            (
                "**True or false?**\n\n1. A rope holds. (True)\n2. A knot floats. (**False**)\n",
                "3 TrueFalse A rope holds. = True; 4 TrueFalse A knot floats. = False",
            ),
            (
                "## True or False\n\n- A rope holds. *(True)*\n- A knot floats. (false)\n",
                "3 TrueFalse A rope holds. = True; 4 TrueFalse A knot floats. = False",
            ),
            ("True or false: a rope holds. (True)\n", "1 TrueFalse True or false: a rope holds. = True"),
            (
                "Which one holds?\n\n- a rope (correct)\n- a thread\n- a hair (wrong)\n",
                "1 Single Which one holds? = a rope",
            ),
            (
                "Select all that hold:\n\n- a rope (correct)\n- a line (correct)\n- a hair\n",
                "1 Multiple Select all that hold: = a rope, a line",
            ),
            // What something is set to, and what nobody asks.
            ("## Options\n\n- `hold`: whether it holds (true)\n- `float`: whether it floats (false)\n", ""),
            ("The parts:\n\n- the left hand\n- the other one (right)\n", ""),
            ("Which hold?\n\n- a rope (correct)\n- a line (correct)\n", ""),
        ] {
            check(text, want);
        }
    }
}

//! Questions with choices: a paragraph and a list of `( )` and `(x)`, or of `[ ]` and `[x]`.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, mentions, of_nodes, plain};
use super::super::scan::begins_word_any_case;
use super::lettered::{Around, Found};
use super::near::explanation_below;
use super::why;
use crate::document::{Choice, Inline, Node, NodeKind, Quiz, QuizKind};

/// The question whose choices are the list at an index. A list of boxes to tick is one only where an answer is ticked
/// and somebody asks, above it or in the heading of its section, or a mark says so. `text` is the lesson's.
pub fn at(text: &str, nodes: &[Node], index: usize, heading: Option<usize>, around: &Around<'_>) -> Option<Found> {
    let choices = choices(&nodes[index])?;
    if choices.len() < 2 || !choices.iter().any(|(_, c)| c.correct) {
        return None;
    }
    // What is drawn may tick off what is done.
    let is_drawn = |node: &Node| matches!(&node.kind, NodeKind::Paragraph(text) if !mentions(text, begins_bracket));
    if choices.iter().all(|(_, c)| c.correct) && first_node(&nodes[index]).is_some_and(is_drawn) {
        return None;
    }
    let (question, line, from) = above(nodes, index, around)?;
    let heading = heading.and_then(|at| match &nodes.get(at)?.kind {
        NodeKind::Heading { text, .. } => Some(plain(text)),
        _ => None,
    });
    let is_titled = || around.title.is_some_and(|(title, _)| asks(title));
    let asks = || asks(&question) || heading.is_some_and(|heading| asks(&heading)) || is_titled();
    let is_marked = || nodes.get(from).is_some_and(|asked| is_marked(text, asked.span.start));
    // Nobody has to ask for one of these two.
    let names = |name: &str| choices.iter().any(|(_, c)| c.text.eq_ignore_ascii_case(name));
    let is_truth = || choices.len() == 2 && names("true") && names("false");
    if !(choices.iter().all(|(round, _)| *round) || asks() || is_marked() || is_truth()) {
        return None;
    }
    let choices: Vec<_> = choices.into_iter().map(|(_, choice)| choice).collect();
    let (explanation, to) = explanation_below(nodes, index + 1, &choices);
    let said = [why::of_each(&choices, &said_of(&nodes[index])), explanation];
    let explanation = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let quiz = graded(line, question.trim().to_owned(), choices, explanation)?;
    Some(Found::one(quiz, from, to))
}

/// Whether the line above a place marks what begins there as a question: `{:.quiz}`.
fn is_marked(text: &str, at: usize) -> bool {
    let above = text.get(..at).map_or("", str::trim_end);
    ["{:.quiz}", "{: .quiz}"].iter().any(|mark| above.ends_with(mark))
}

/// The text above a list of choices that may ask, its line, and where the question begins.
pub fn above(nodes: &[Node], index: usize, around: &Around<'_>) -> Option<(String, usize, usize)> {
    let Some(before) = index.checked_sub(1) else {
        let (title, line) = around.title.filter(|(title, _)| !title.is_empty())?;
        return Some((title.to_owned(), line, index));
    };
    // What is asked may be about code that stands between.
    let asked = match nodes[before].kind {
        NodeKind::Block(_) => before.checked_sub(1).filter(|at| ends_as_question(&nodes[*at]))?,
        _ => before,
    };
    let line = nodes[asked].line;
    match &nodes[asked].kind {
        // The code stays above the question.
        NodeKind::Paragraph(text) if asked < before => Some((marked(text).trim().to_owned(), line, index)),
        NodeKind::Paragraph(text) => Some((marked(text).trim().to_owned(), line, asked)),
        // The heading stays: it is a step's.
        NodeKind::Heading { text, .. } => Some((marked(text).trim().to_owned(), line, before + 1)),
        _ => None,
    }
}

fn ends_as_question(node: &Node) -> bool {
    let asks = |text: &[Inline]| plain(text).trim_end().ends_with(['?', '？']);
    matches!(&node.kind, NodeKind::Paragraph(text) | NodeKind::Heading { text, .. } if asks(text))
}

fn begins_bracket(text: &str) -> bool {
    text.starts_with(['(', '['])
}

fn first_node(list: &Node) -> Option<&Node> {
    if let NodeKind::List { items, .. } = &list.kind { items.first()?.first() } else { None }
}

/// What stands below the words of each choice, and is no code.
fn said_of(list: &Node) -> Vec<String> {
    let NodeKind::List { items, .. } = &list.kind else { return Vec::new() };
    let is_said = |n: &&Node| matches!(n.kind, NodeKind::Paragraph(_) | NodeKind::List { .. } | NodeKind::Quote(_));
    items.iter().map(|item| of_nodes(item.iter().skip(1).filter(is_said))).collect()
}

/// A choice without the sign at its end that says the same as its mark: `a knot ✅`.
fn unmarked(words: &str) -> &str {
    let is_sign = |c: char| matches!(c, '✓' | '✔' | '✅' | '❌' | '✗' | '✘' | '✖' | '\u{fe0f}') || c.is_whitespace();
    words.trim_end_matches(is_sign)
}

/// The choices of a list, each with whether its mark is round; `None` where an item is no choice.
fn choices(node: &Node) -> Option<Vec<(bool, Choice)>> {
    let items = match &node.kind {
        NodeKind::List { items, .. } => items,
        NodeKind::Paragraph(text) => return in_lines(text),
        _ => return None,
    };
    let choice = |item: &Vec<Node>| {
        let NodeKind::Paragraph(text) = &item.first()?.kind else { return None };
        // No other piece of text begins with a bracket, or a box that is drawn.
        let Some(Inline::Text(first)) = text.first() else { return None };
        if !first.starts_with(|c| matches!(c, '(' | '[' | '☐'..='☒' | '⬜' | '✅')) {
            return None;
        }
        ticked(&marked(text))
    };
    items.iter().map(choice).collect()
}

/// The choices of a paragraph, each of whose lines begins with a mark: `( ) one`, then `(x) two`.
fn in_lines(text: &[Inline]) -> Option<Vec<(bool, Choice)>> {
    if !matches!(text.first(), Some(Inline::Text(first)) if begins_bracket(first) && ticked(first).is_some()) {
        return None;
    }
    let all = marked(text);
    let begins = |at: &usize| all[..*at].ends_with(char::is_whitespace) || *at == 0;
    let is_mark = |at: &usize| {
        let inner = Cursor(&all[*at..])
            .one(|c| matches!(c, '(' | '['))
            .and_then(|c| c.one(|c| !c.is_alphanumeric() || matches!(c, 'x' | 'X')));
        begins(at)
            && inner.and_then(|c| c.one(|c| matches!(c, ')' | ']'))).and_then(|c| c.one(char::is_whitespace)).is_some()
    };
    let starts: Vec<usize> = all.match_indices(['(', '[']).map(|(at, _)| at).filter(is_mark).collect();
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    starts.iter().zip(ends).map(|(from, to)| ticked(&all[*from..to])).collect()
}

/// Whether what stands above choices asks for one of them: `… ?`, `Select all that hold:`.
pub fn bids(text: &str) -> bool {
    let start = Cursor(text).to_word().skip(char::is_numeric).to_word();
    let words = ["select", "choose", "pick", "tick", "which"];
    text.trim_end().ends_with(['?', '？']) || start.past_one_of(&words).is_some_and(Cursor::ends_word)
}

/// Whether a text asks: "Quiz", "Question 1", "… ?", "Select all that hold:".
fn asks(text: &str) -> bool {
    begins_word_any_case(text, "quiz") || begins_word_any_case(text, "question") || bids(text)
}

/// `(x) …`, `[ ] …`: whether the mark is round, and the choice.
pub fn ticked(text: &str) -> Option<(bool, Choice)> {
    let drawn = Cursor(text).one(|c| matches!(c, '☐'..='☒' | '⬜' | '✅'));
    if let Some(words) = drawn.and_then(|after| after.skip(|c| c == '\u{fe0f}').some(char::is_whitespace)) {
        let correct = text.starts_with(['☑', '✅']);
        return Some((false, Choice { text: words.0.trim().to_owned(), correct }));
    }
    let mark = Cursor(text).one(|c| matches!(c, '(' | '['))?;
    let after = mark.one(|c| matches!(c, ' ' | 'x' | 'X' | '✓' | '•' | '✔' | '*'))?;
    let words = after.one(|c| matches!(c, ')' | ']'))?.some(char::is_whitespace)?;
    let correct = after.since(mark) != " ";
    Some((text.starts_with('('), Choice { text: unmarked(words.0).trim().to_owned(), correct }))
}

/// A question with choices; `None` where none is right.
pub fn graded(line: usize, question: String, choices: Vec<Choice>, explanation: String) -> Option<Quiz> {
    let right: Vec<&str> = choices.iter().filter(|c| c.correct).map(|c| c.text.as_str()).collect();
    let names = |name: &str| choices.iter().any(|c| c.text.eq_ignore_ascii_case(name));
    let kind = match right.len() {
        0 => return None,
        1 if choices.len() == 2 && names("true") && names("false") => QuizKind::TrueFalse,
        1 => QuizKind::Single,
        _ => QuizKind::Multiple,
    };
    let answer = right.join(", ");
    Some(Quiz { line, question, kind, choices, answer, explanation })
}

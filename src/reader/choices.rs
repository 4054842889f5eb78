//! Questions with choices: a paragraph and a list of `( )` and `(x)`, or of `[ ]` and `[x]`.

use super::inline_text::marked;
use super::pattern::Pattern;
use crate::document::{Callout, Choice, Node, NodeKind, Quiz, QuizKind, plain_text};
use crate::source::Span;

/// The kind of the boxes that are put around questions with choices, so that nobody shows the marks by mistake.
pub const QUIZ: &str = "quiz";

static CHOICE: Pattern = Pattern::new(r"^([(\[])([ xX])[)\]]\s+([\s\S]*)$");
static ASKS: Pattern = Pattern::new(r"(?i)\bquiz|\bquestion|\?\s*$");

/// Puts a box around every question with choices.
pub fn wrap(nodes: &mut Vec<Node>) {
    let mut heading = String::new();
    let mut at = 0;
    while at < nodes.len() {
        if let NodeKind::Heading { text, .. } = &nodes[at].kind {
            heading = plain_text(text);
        }
        if at > 0 && is_question(&nodes[at - 1], &nodes[at], &heading) {
            at -= 1;
            let children: Vec<Node> = nodes.drain(at..at + 2).collect();
            let span = Span::new(children[0].span.start, children[1].span.end);
            let line = children[0].line;
            let callout = Callout { kind: QUIZ.to_owned(), children, ..Callout::default() };
            nodes.insert(at, Node { kind: NodeKind::Callout(callout), span, line });
        } else {
            match &mut nodes[at].kind {
                NodeKind::List { items, .. } => items.iter_mut().for_each(wrap),
                NodeKind::Quote(children) => wrap(children),
                NodeKind::Callout(callout) => wrap(&mut callout.children),
                _ => {}
            }
        }
        at += 1;
    }
}

/// A list of boxes to tick is a question only where an answer is ticked and somebody asks.
fn is_question(asked: &Node, list: &Node, heading: &str) -> bool {
    let NodeKind::Paragraph(text) = &asked.kind else { return false };
    let Some(choices) = choices(list) else { return false };
    let asks = ASKS.is_match(&plain_text(text)) || ASKS.is_match(heading);
    choices.len() > 1 && choices.iter().any(|(_, c)| c.correct) && (asks || choices.iter().all(|(round, _)| *round))
}

/// The choices of a list, each with whether its mark is round; `None` where an item is no choice.
fn choices(node: &Node) -> Option<Vec<(bool, Choice)>> {
    let NodeKind::List { items, .. } = &node.kind else { return None };
    let choice = |item: &Vec<Node>| {
        let NodeKind::Paragraph(text) = &item.first()?.kind else { return None };
        let text = marked(text);
        let found = CHOICE.captures(&text)?;
        Some((&found[1] == "(", Choice { text: found[3].trim().to_owned(), correct: &found[2] != " " }))
    };
    items.iter().map(choice).collect()
}

/// The question in a box that [`wrap`] made.
pub fn read(line: usize, callout: &Callout) -> Option<Quiz> {
    let [asked, list] = callout.children.as_slice() else { return None };
    let NodeKind::Paragraph(text) = &asked.kind else { return None };
    let choices: Vec<Choice> = choices(list)?.into_iter().map(|(_, choice)| choice).collect();
    let right: Vec<&str> = choices.iter().filter(|c| c.correct).map(|c| c.text.as_str()).collect();
    let names = |name: &str| choices.iter().any(|c| c.text.eq_ignore_ascii_case(name));
    let kind = match right.len() {
        1 if choices.len() == 2 && names("true") && names("false") => QuizKind::TrueFalse,
        1 => QuizKind::Single,
        _ => QuizKind::Multiple,
    };
    let (question, answer) = (marked(text).trim().to_owned(), right.join(", "));
    Some(Quiz { line, question, kind, choices, answer, explanation: String::new() })
}

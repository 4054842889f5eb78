//! Questions in the text: boxes with a question for a title, challenges with their solutions, exercises with an answer
//! folded below, lists of choices, answer lines and keys, and blocks that hold questions.

mod answer;
mod below;
mod blank;
mod blocks;
mod boxes;
mod choices;
mod graded;
mod hidden;
mod key;
mod lettered;
mod listed;
mod near;
mod open;
mod python;
mod section;
mod silent;
mod spread;
mod titled;
mod traits;
mod truth;
mod turns;
mod unanswered;
mod why;

pub use traits::Traits;

use super::cursor::Cursor;
use super::inline_text::plain;
use super::scan::{has_any_case, has_word_any_case};
use crate::document::{Callout, Choice, Node, NodeKind, Quiz, QuizKind};
use crate::source::Span;
use lettered::{Around, Known};

/// The kind of the boxes that are put around questions, so that nobody shows their answers by mistake.
pub const QUIZ: &str = "quiz";

/// Puts a box around every question with choices or an answer line, and returns the questions. `text` is the lesson's.
pub fn wrap(text: &str, nodes: &mut Vec<Node>, traits: Traits) -> Vec<Quiz> {
    titled::tell(nodes);
    let known = Known::of(text, nodes, traits);
    let mut found = Vec::new();
    wrap_in(nodes, &known, &mut found, Around::default());
    if !known.keys.is_empty() {
        open::answer(nodes, &known.keys, &mut found);
        // Nobody reads the answers before the questions.
        let used: Vec<_> = (0..nodes.len()).filter(|at| known.keys.is_used(nodes[*at].line)).collect();
        let is_heading = |at: &usize| matches!(nodes[*at].kind, NodeKind::Heading { .. });
        let boxes: Vec<_> = used.into_iter().filter(|at| !is_heading(at)).map(|at| (at, at + 1)).collect();
        *nodes = boxed(std::mem::take(nodes), &boxes);
    }
    found
}

/// So many questions are found at most between a question and its empty answer.
const NEAR: usize = 4;

fn wrap_in(nodes: &mut Vec<Node>, known: &Known<'_>, found: &mut Vec<Quiz>, around: Around<'_>) {
    let (mut heading, mut at) = (None, 0);
    let mut boxes: Vec<(usize, usize)> = Vec::new();
    while at < nodes.len() {
        let numbered = || {
            let last = known.keys.above(nodes[at].line);
            Around { ordinal: found.iter().rev().take_while(|quiz| quiz.line > last).count() + 1, ..around }
        };
        let numbered = if known.keys.is_empty() { around } else { numbered() };
        let lettered = || lettered::at(nodes, at, known, &numbered);
        let marked = || truth::at(nodes, at, heading, &around);
        let question = match &nodes[at].kind {
            NodeKind::Heading { .. } => {
                heading = Some(at);
                None
            }
            NodeKind::List { .. } => {
                let found = choices::at(known.text, nodes, at, heading, &around).or_else(lettered).or_else(marked);
                let is_boxed = || matches!(nodes.get(at + 1).map(|n| &n.kind), Some(NodeKind::Callout(_)));
                let is_answered = || known.may_answer() || is_boxed() || !known.keys.is_empty();
                found.or_else(|| is_answered().then(|| listed::at(nodes, at, &known.keys, &numbered))?)
            }
            NodeKind::Paragraph(_) => {
                let bare = || choices::at(known.text, nodes, at, heading, &around);
                let found = lettered().or_else(|| turns::at(known.text, nodes, at)).or_else(marked).or_else(bare);
                let found = found.or_else(|| graded::at(nodes, at, &around));
                found.or_else(|| known.hides.then(|| hidden::at(known.text, nodes, at))?)
            }
            NodeKind::Callout(_) => graded::at(nodes, at, &around),
            _ => None,
        };
        // What people ask who have trouble is not asked back.
        let helps = || heading.is_some_and(|at| title_helps(&nodes[at]));
        let question = question.filter(|f| f.quiz.kind != QuizKind::Reveal || !helps());
        // What belongs to the question before is not asked again.
        let taken = boxes.last().map_or(0, |(_, to)| *to);
        if let Some(lettered::Found { quiz, others, from, to }) = question.filter(|f| f.from >= taken) {
            boxes.push((from, to));
            found.push(quiz);
            found.extend(others);
            at = to;
            continue;
        }
        let unanswered = unanswered::at(nodes, at, heading, known, &numbered);
        // Its choices or its question may have told of it already.
        found.extend(unanswered.filter(|quiz| !found.iter().rev().take(NEAR).any(|other| other.line == quiz.line)));
        inside(&mut nodes[at], known, found);
        at += 1;
    }
    if !boxes.is_empty() {
        *nodes = boxed(std::mem::take(nodes), &boxes);
    }
}

/// Whether a heading says that people ask below it who have trouble.
fn title_helps(heading: &Node) -> bool {
    matches!(&heading.kind, NodeKind::Heading { text, .. } if section::helps(&plain(text)))
}

/// The questions within a node.
fn inside(node: &mut Node, known: &Known<'_>, found: &mut Vec<Quiz>) {
    let line = node.line;
    match &mut node.kind {
        NodeKind::List { items, start } => {
            let numbers = start.map(|start| usize::try_from(start).unwrap_or(1));
            for (i, item) in items.iter_mut().enumerate() {
                let number = numbers.map(|first| first.saturating_add(i));
                wrap_in(item, known, found, Around { number, ..Around::default() });
            }
        }
        NodeKind::Quote(children) => wrap_in(children, known, found, Around::default()),
        NodeKind::Callout(callout) => {
            // The title asks where choices are the first in the box.
            let begins = matches!(callout.children.first().map(|n| &n.kind), Some(NodeKind::List { .. }));
            let in_question = callout.kind == "question";
            let title = Some((callout.title.as_str(), line)).filter(|_| begins && !boxes::answers(callout));
            wrap_in(&mut callout.children, known, found, Around { title, in_question, ..Around::default() });
        }
        _ => {}
    }
}

/// The nodes with those of each range put into a box.
fn boxed(nodes: Vec<Node>, boxes: &[(usize, usize)]) -> Vec<Node> {
    let (mut out, mut boxes) = (Vec::with_capacity(nodes.len()), boxes.iter().peekable());
    let mut children: Vec<Node> = Vec::new();
    for (i, node) in nodes.into_iter().enumerate() {
        match boxes.peek() {
            Some((from, to)) if i >= *from => {
                children.push(node);
                if i + 1 == *to {
                    out.extend(as_box(std::mem::take(&mut children)));
                    boxes.next();
                }
            }
            _ => out.push(node),
        }
    }
    out
}

fn as_box(children: Vec<Node>) -> Option<Node> {
    let first = children.first()?;
    // What is typed within a sentence stands behind it, and ends before it.
    let end = children.iter().map(|child| child.span.end).max()?;
    let (span, line) = (Span::new(first.span.start, end), first.line);
    let callout = Callout { kind: QUIZ.to_owned(), children, ..Callout::default() };
    Some(Node { kind: NodeKind::Callout(callout), span, line })
}

/// The questions, in the order of the text; `parts` are the lesson's boxes and blocks, `known` are those that [`wrap`]
/// found.
pub fn find(nodes: &[Node], parts: &[&Node], known: Vec<Quiz>) -> Vec<Quiz> {
    let mut known_lines: Vec<usize> = known.iter().map(|quiz| quiz.line).collect();
    known_lines.sort_unstable();
    let mut found = known;
    parts.iter().for_each(|node| match &node.kind {
        // Its choices may stand below it.
        NodeKind::Callout(_) if known_lines.binary_search(&node.line).is_ok() => {}
        NodeKind::Callout(callout) => found.extend(of_box(node.line, callout)),
        NodeKind::Block(block) => found.extend(blocks::questions(block)),
        _ => {}
    });
    if parts.iter().any(|node| below::answers(node)) {
        below::find(nodes, &mut found);
    }
    silent::drop(parts, &mut found);
    // Nothing can be revealed where everybody tells or notes what they think themselves.
    found.retain(|q| !(q.kind == QuizKind::Reveal && q.answer.is_empty() && is_talk(&q.question)));
    found.sort_by_key(|q| q.line);
    found
}

/// Words by which people are asked to talk, or to write down what they think, with nobody to say what is right.
const TALK: &[&str] = &[
    "etherpad",
    "shared notes",
    "shared document",
    "your own notes",
    "reflect on",
    "discuss",
    "introduce yourself",
    "your neighbo",
    "breakout room",
    "in the chat",
];

/// Whether a question is only something to talk or to think about: one that is about the lesson, and not about those who
/// read it, has an answer that somebody may know.
fn is_talk(question: &str) -> bool {
    let asked = || question.split_inclusive(['.', '?', '!', '\n']).filter(|sentence| sentence.ends_with('?'));
    let is_own = |sentence: &str| ["you", "your"].iter().any(|word| has_word_any_case(sentence, word));
    TALK.iter().any(|words| has_any_case(question, words)) && asked().all(is_own)
}

/// The question of a box, if it asks one.
fn of_box(line: usize, callout: &Callout) -> Option<Quiz> {
    let asks = match callout.kind.as_str() {
        // The question in it was found with its choices.
        "question" | "challenge" if boxes::holds_quiz(callout) => false,
        "question" => true,
        // What is done by hand has nothing to ask, unless somebody says what comes out.
        "challenge" => {
            let is_asked =
                !has_word_any_case(&callout.title, "hands-on") || boxes::boxes(callout).any(|c| c.kind == "solution");
            return is_asked.then(|| boxes::challenge(line, callout));
        }
        // A box of the author's own kind.
        "note" if begins_exercise(&callout.title) && holds_answer(callout) => true,
        // Whatever its colour: it has a title, and ends with what solves it.
        "note" | "tip" | "warning" => !callout.title.is_empty() && ends_with_solution(callout),
        _ => false,
    };
    asks.then(|| boxes::question(line, callout))
}

/// Whether the last thing in a box is its solution.
fn ends_with_solution(callout: &Callout) -> bool {
    matches!(callout.children.last().map(|n| &n.kind), Some(NodeKind::Callout(last)) if last.kind == "solution")
}

/// Whether a box holds a folded answer.
fn holds_answer(callout: &Callout) -> bool {
    boxes::boxes(callout).any(|c| boxes::is_answer(c) || c.kind == "solution")
}

/// A question, or what is to be done, by its first word.
fn asks(text: &str) -> bool {
    begins_exercise(text) || asks_for_truth(text) || text.trim_end_matches(['*', '_', ' ', ')', '"']).ends_with('?')
}

/// `True or false: …`, `3. True/False …`, `… (T/F)`
fn asks_for_truth(text: &str) -> bool {
    const TRUTH: &[&str] = &["true or false", "true/false", "t/f"];
    let start = Cursor(text).to_word().skip(char::is_numeric).to_word();
    let begins = start.past_one_of(TRUTH).is_some_and(Cursor::ends_word);
    let end = text.trim_end().trim_end_matches(['*', '_', '.', ':', '?', ' ', ')']);
    let ends = |words: &&str| {
        let from = end.len().saturating_sub(words.len());
        let is_said = end.get(from..).is_some_and(|last| last.eq_ignore_ascii_case(words));
        is_said && end.get(..from).is_some_and(|before| before.ends_with(['(', ' ', '.']))
    };
    begins || TRUTH.iter().any(ends)
}

/// `Exercise 1`, `Q2`, `Try it`
fn begins_exercise(text: &str) -> bool {
    let start = Cursor(text).to_word();
    let words = ["exercise", "question", "task", "challenge", "quiz", "try it"];
    let others = [
        "übung",
        "aufgabe",
        "frage",
        "exercice",
        "ejercicio",
        "pregunta",
        "exercício",
        "pergunta",
        "esercizio",
        "domanda",
    ];
    let number = || start.past_any_case("q")?.one(char::is_numeric);
    let named = || start.past_one_of(&words).or_else(|| start.past_one_of(&others));
    named().or_else(number).is_some_and(Cursor::ends_word) || start.0.starts_with("Übung")
}

/// `True` and `False`, one of them right.
fn truth(is_true: bool) -> Vec<Choice> {
    let choice = |text: &str, correct| Choice { text: text.to_owned(), correct };
    vec![choice("True", is_true), choice("False", !is_true)]
}

/// A question whose answer is `True` or `False`; or begins so, where it asks for that: then the rest is the reason.
fn as_true_or_false(quiz: &mut Quiz) {
    let answer = quiz.answer.trim();
    let first = Cursor(answer).skip(char::is_alphabetic).since(Cursor(answer));
    let is_true = match first.to_lowercase().as_str() {
        "true" => true,
        "false" => false,
        "t" | "f" if asks_for_truth(&quiz.question) => first.eq_ignore_ascii_case("t"),
        _ => return,
    };
    let reason = answer[first.len()..].trim_start_matches(|c: char| c.is_whitespace() || ".,:;–—-".contains(c));
    if !(reason.is_empty() || asks_for_truth(&quiz.question)) {
        return;
    }
    let said = [reason, quiz.explanation.as_str()];
    quiz.explanation = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    if is_true { "True" } else { "False" }.clone_into(&mut quiz.answer);
    quiz.kind = QuizKind::TrueFalse;
    quiz.choices = truth(is_true);
}

fn reveal(line: usize, question: String) -> Quiz {
    let (answer, explanation) = (String::new(), String::new());
    Quiz { line, question, kind: QuizKind::Reveal, choices: Vec::new(), answer, explanation }
}

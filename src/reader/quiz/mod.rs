//! Questions in the text: boxes with a question for a title, challenges with their solutions, exercises with an answer
//! folded below, lists of choices, answer lines and keys, and blocks that hold questions.

mod blocks;
mod choices;
mod lettered;
mod spread;
mod traits;

pub use traits::Traits;

use super::cursor::Cursor;
use super::inline_text::{marked, of_nodes};
use super::scan::has_word_any_case;
use crate::document::{Callout, Choice, Node, NodeKind, Quiz, QuizKind, plain_text};
use crate::source::Span;
use lettered::Known;

/// The kind of the boxes that are put around questions, so that nobody shows their answers by mistake.
pub const QUIZ: &str = "quiz";

/// Puts a box around every question with choices or an answer line, and returns the questions. `text` is the lesson's.
pub fn wrap(text: &str, nodes: &mut Vec<Node>, traits: Traits) -> Vec<Quiz> {
    let known = Known::of(text, nodes, traits);
    let mut found = Vec::new();
    wrap_in(nodes, &known, &mut found);
    found
}

fn wrap_in(nodes: &mut Vec<Node>, known: &Known<'_>, found: &mut Vec<Quiz>) {
    let (mut heading, mut at) = (None, 0);
    let mut boxes: Vec<(usize, usize)> = Vec::new();
    while at < nodes.len() {
        let lettered = || lettered::at(nodes, at, known, found.len() + 1);
        let question = match &nodes[at].kind {
            NodeKind::Heading { .. } => {
                heading = Some(at);
                None
            }
            NodeKind::List { .. } => choices::at(known.text, nodes, at, heading).or_else(lettered),
            NodeKind::Paragraph(_) => lettered(),
            _ => None,
        };
        // What belongs to the question before is not asked again.
        let taken = boxes.last().map_or(0, |(_, to)| *to);
        if let Some(lettered::Found { quiz, from, to }) = question.filter(|f| f.from >= taken) {
            boxes.push((from, to));
            found.push(quiz);
            at = to;
            continue;
        }
        match &mut nodes[at].kind {
            NodeKind::List { items, .. } => items.iter_mut().for_each(|item| wrap_in(item, known, found)),
            NodeKind::Quote(children) => wrap_in(children, known, found),
            NodeKind::Callout(callout) => wrap_in(&mut callout.children, known, found),
            _ => {}
        }
        at += 1;
    }
    if !boxes.is_empty() {
        *nodes = boxed(std::mem::take(nodes), &boxes);
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
    let mut found = known;
    parts.iter().for_each(|node| match &node.kind {
        NodeKind::Callout(callout) => match callout.kind.as_str() {
            "question" => found.push(question(node.line, callout)),
            // What is done by hand has nothing to ask, unless somebody says what comes out.
            "challenge"
                if has_word_any_case(&callout.title, "hands-on") && boxes(callout, &["solution"]).next().is_none() => {}
            "challenge" => found.push(challenge(node.line, callout)),
            // A box of the author's own kind.
            "note" if begins_exercise(&callout.title) && holds_answer(callout) => {
                found.push(question(node.line, callout));
            }
            // Whatever its colour: it has a title, and ends with what solves it.
            "note" | "tip" | "warning" if !callout.title.is_empty() && ends_with_solution(callout) => {
                found.push(question(node.line, callout));
            }
            _ => {}
        },
        NodeKind::Block(block) => found.extend(blocks::questions(block)),
        _ => {}
    });
    exercises(nodes, &mut found);
    found.sort_by_key(|q| q.line);
    found
}

/// Whether the last thing in a box is its solution.
fn ends_with_solution(callout: &Callout) -> bool {
    matches!(callout.children.last().map(|n| &n.kind), Some(NodeKind::Callout(last)) if last.kind == "solution")
}

/// Whether a box holds a folded answer.
fn holds_answer(callout: &Callout) -> bool {
    callout.children.iter().any(|n| matches!(&n.kind, NodeKind::Callout(c) if is_answer(c) || c.kind == "solution"))
}

/// A paragraph or heading that asks, and below it a folded answer.
fn exercises(nodes: &[Node], found: &mut Vec<Quiz>) {
    let answers =
        |n: &Node| matches!(&n.kind, NodeKind::Callout(c) if is_answer(c) || reveals(c) || c.kind == "solution");
    if !nodes.iter().any(answers) {
        let lists =
            nodes.iter().filter_map(|n| if let NodeKind::List { items, .. } = &n.kind { Some(items) } else { None });
        lists.flatten().for_each(|item| exercises(item, found));
        return;
    }
    let (mut asked, mut challenged): (Option<Asked>, Option<usize>) = (None, None);
    for (at, node) in nodes.iter().enumerate() {
        if !matches!(node.kind, NodeKind::Callout(_)) {
            challenged = None;
        }
        match &node.kind {
            NodeKind::Heading { text, .. } => {
                let question = plain_text(text);
                let asks = asks(question.trim());
                asked = asks.then_some(Asked { line: node.line, question, is_title: true });
            }
            NodeKind::Paragraph(text) => {
                let said = marked(text);
                let said = said.trim();
                if asks(said) {
                    asked = Some(Asked { line: node.line, question: said.to_owned(), is_title: false });
                } else if let Some(asked) = &mut asked {
                    asked.goes_on(said);
                }
            }
            NodeKind::Callout(c) if c.kind == "challenge" => challenged = Some(node.line),
            // The answer to a challenge may stand right below it.
            NodeKind::Callout(c) if c.kind == "solution" && challenged.is_some() => {
                let quiz = found.iter_mut().find(|q| challenged == Some(q.line) && q.answer.is_empty());
                if let Some(quiz) = quiz {
                    quiz.answer = of_nodes(&c.children);
                }
                challenged = None;
            }
            NodeKind::Callout(c) if is_answer(c) || asked.is_some() && reveals(c) => {
                if let Some(asked) = asked.take() {
                    let mut quiz = reveal(asked.line, asked.question);
                    quiz.answer = of_nodes(&c.children);
                    as_true_or_false(&mut quiz);
                    found.push(quiz);
                }
            }
            NodeKind::List { items, .. } => {
                if let Some(asked) = &mut asked {
                    asked.goes_on(&of_nodes([node]));
                } else if nodes.get(at + 1).is_some_and(answers) {
                    asked = items.last().and_then(|item| asked_last(item));
                }
                items.iter().for_each(|item| exercises(item, found));
            }
            _ => {}
        }
    }
}

/// The last question of an item, whose answer stands below the list.
fn asked_last(item: &[Node]) -> Option<Asked> {
    item.iter().rev().find_map(|node| match &node.kind {
        NodeKind::Paragraph(text) => {
            let question = marked(text).trim().to_owned();
            asks(&question).then_some(Asked { line: node.line, question, is_title: false })
        }
        NodeKind::List { items, .. } => items.iter().rev().find_map(|item| asked_last(item)),
        _ => None,
    })
}

/// A question whose answer was not met yet.
struct Asked {
    line: usize,
    question: String,
    is_title: bool,
}

impl Asked {
    /// A title such as `Task` asks nothing: what stands below it does.
    fn goes_on(&mut self, text: &str) {
        if self.is_title {
            self.question.push('\n');
            self.question.push_str(text);
        }
    }
}

/// A question, or what is to be done, by its first word.
fn asks(text: &str) -> bool {
    begins_exercise(text) || asks_for_truth(text) || text.trim_end_matches(['*', '_', ' ', ')', '"']).ends_with('?')
}

/// `True or false: …`, `3. True/False …`
fn asks_for_truth(text: &str) -> bool {
    let start = Cursor(text).to_word().skip(char::is_numeric).to_word();
    start.past_one_of(&["true or false", "true/false"]).is_some_and(Cursor::ends_word)
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

/// A box that is titled as an answer, to whatever is asked above it.
fn is_answer(callout: &Callout) -> bool {
    callout.collapsed && !callout.title.is_empty() && callout.is_answer()
}

/// A folded box whose title only bids to open it, below a question: `Click to reveal`.
fn reveals(callout: &Callout) -> bool {
    if !(callout.collapsed && callout.kind == "note" && !callout.title.is_empty()) {
        return false;
    }
    let title = callout.title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let bids = ["click", "here", "me", "to", "show", "reveal", "see", "check", "your", "prediction", "expand", "open"];
    words.all(|word| bids.contains(&word))
}

/// `True` and `False`, one of them right.
fn truth(is_true: bool) -> Vec<Choice> {
    let choice = |text: &str, correct| Choice { text: text.to_owned(), correct };
    vec![choice("True", is_true), choice("False", !is_true)]
}

fn boxes<'c>(callout: &'c Callout, kinds: &'c [&str]) -> impl Iterator<Item = &'c Callout> {
    callout.children.iter().filter_map(move |n| match &n.kind {
        NodeKind::Callout(inner) if kinds.contains(&inner.kind.as_str()) => Some(inner),
        _ => None,
    })
}

/// A question in a title; its answer is a box within, else what the box says.
fn question(line: usize, callout: &Callout) -> Quiz {
    let mut quiz = reveal(line, callout.title.clone());
    let asks = callout.title.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let untitled = ["", "question", "questions"].contains(&asks.as_str());
    if untitled {
        let said = [callout.title.clone(), asked(callout)];
        quiz.question = said.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
    }
    let Some(right) = boxes(callout, &["success", "solution"]).next() else {
        // Where the box asks, only a folded one in it answers.
        let answers = callout.children.iter().filter(|n| matches!(&n.kind, NodeKind::Callout(c) if is_answer(c)));
        quiz.answer = if untitled { of_nodes(answers) } else { of_nodes(&callout.children) };
        return quiz;
    };
    let body = of_nodes(&right.children);
    let says_nothing = ["answer", "success", "solution", ""].contains(&right.title.trim().to_lowercase().as_str());
    (quiz.answer, quiz.explanation) = if says_nothing { (body, String::new()) } else { (right.title.clone(), body) };
    for wrong in boxes(callout, &["failure"]) {
        let text = format!("{}: {}", wrong.title, of_nodes(&wrong.children));
        let parts = [quiz.explanation, text];
        quiz.explanation = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n");
    }
    as_true_or_false(&mut quiz);
    quiz
}

fn as_true_or_false(quiz: &mut Quiz) {
    let answer = quiz.answer.trim().trim_end_matches('.').to_lowercase();
    if !(answer == "true" || answer == "false") {
        let first = answer.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !(asks_for_truth(&quiz.question) && matches!(first, "true" | "false")) {
            return;
        }
        quiz.explanation = quiz.answer.clone();
        quiz.answer = super::callout::capitalised(first);
    }
    let is_true = answer.starts_with("true");
    quiz.kind = QuizKind::TrueFalse;
    quiz.choices = truth(is_true);
}

/// A challenge: what it asks, and the boxes with solutions within.
fn challenge(line: usize, callout: &Callout) -> Quiz {
    let mut quiz = reveal(line, format!("{}\n{}", callout.title, asked(callout)).trim().to_owned());
    let answers = callout.children.iter().filter_map(|n| match &n.kind {
        NodeKind::Callout(c) if matches!(c.kind.as_str(), "solution" | "success") || is_answer(c) => Some(c),
        _ => None,
    });
    quiz.answer = answers.map(|c| of_nodes(&c.children)).collect::<Vec<_>>().join("\n");
    quiz
}

/// What a box says, without the boxes in it.
fn asked(callout: &Callout) -> String {
    of_nodes(callout.children.iter().filter(|n| !matches!(n.kind, NodeKind::Callout(_))))
}

fn reveal(line: usize, question: String) -> Quiz {
    let (answer, explanation) = (String::new(), String::new());
    Quiz { line, question, kind: QuizKind::Reveal, choices: Vec::new(), answer, explanation }
}

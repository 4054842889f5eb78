//! Questions in the text: boxes with a question for a title, challenges with their solutions, lists of choices.

use super::choices;
use super::inline_text::of_nodes;
use super::pattern::Pattern;
use crate::document::{Callout, Choice, Node, NodeKind, Quiz, QuizKind, walk};

static TRUE_OR_FALSE: Pattern = Pattern::new(r"(?i)^\W*true or false");

/// The questions, in the order of the text.
pub fn find(nodes: &[Node]) -> Vec<Quiz> {
    let mut found = Vec::new();
    walk(nodes, &mut |node| {
        if let NodeKind::Callout(callout) = &node.kind {
            match callout.kind.as_str() {
                "question" if !callout.title.is_empty() => found.push(question(node.line, callout)),
                choices::QUIZ => found.extend(choices::read(node.line, callout)),
                "challenge" => found.push(challenge(node.line, callout)),
                _ => {}
            }
        }
    });
    found
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
    let Some(right) = boxes(callout, &["success", "solution"]).next() else {
        quiz.answer = of_nodes(&callout.children);
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
        if !(TRUE_OR_FALSE.is_match(&quiz.question) && matches!(first, "true" | "false")) {
            return;
        }
        quiz.explanation = quiz.answer.clone();
        quiz.answer = super::callout::capitalised(first);
    }
    let is_true = answer.starts_with("true");
    quiz.kind = QuizKind::TrueFalse;
    quiz.choices = [("True", is_true), ("False", !is_true)]
        .map(|(text, correct)| Choice { text: text.to_owned(), correct })
        .to_vec();
}

/// A challenge: what it asks, and the boxes with solutions within.
fn challenge(line: usize, callout: &Callout) -> Quiz {
    let is_box = |n: &&Node| matches!(n.kind, NodeKind::Callout(_));
    let asked: Vec<Node> = callout.children.iter().filter(|n| !is_box(n)).cloned().collect();
    let mut quiz = reveal(line, format!("{}\n{}", callout.title, of_nodes(&asked)).trim().to_owned());
    let solutions = boxes(callout, &["solution", "success"]).map(|c| of_nodes(&c.children));
    quiz.answer = solutions.collect::<Vec<_>>().join("\n");
    quiz
}

fn reveal(line: usize, question: String) -> Quiz {
    let (answer, explanation) = (String::new(), String::new());
    Quiz { line, question, kind: QuizKind::Reveal, choices: Vec::new(), answer, explanation }
}

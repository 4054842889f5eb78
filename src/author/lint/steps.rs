//! Sections without anything in them, challenges without a solution, questions without an answer.

use super::given::{Given, short};
use super::{exercises, headings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Callout, Inline, Node, NodeKind, Quiz, plain_text, walk};
use crate::lesson::Task;
use crate::source::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A choice that is not ticked, as its item begins.
static UNTICKED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[(\[] [)\]]\s").ok());
/// Boxes that are folded to challenges and tell what to do: they need no solution.
const GUIDED: &[&str] = &["hands_on", "hands-on", "type-along"];

/// A step of a lesson with a sidecar of which nothing is checked.
pub const UNCHECKED_STEP: &str = "L0302";

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    empty_sections(given, found);
    unchecked_steps(given, found);
    unworded_patterns(given, found);
    challenges(given, &given.document.nodes, found);
    exercises(given, found);
    quizzes(given, found);
    unticked(given, &given.document.nodes, found);
}

/// A heading, and then another of its level or the end; or nothing at all.
fn empty_sections(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let nodes = &given.document.nodes;
    if given.source.text.trim().is_empty() {
        let message = "this lesson is empty: nothing to read and nothing to do";
        found.push(given.finding("L0301", Span::default(), message).help("begin with a title: `# Title`"));
    }
    for (at, node) in nodes.iter().enumerate() {
        let NodeKind::Heading { level, text, .. } = &node.kind else { continue };
        let next = nodes[at + 1..].iter().find(|n| !matches!(n.kind, NodeKind::Rule));
        let is_empty = match next.map(|n| &n.kind) {
            None => true,
            Some(NodeKind::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        // A video or a template's tag is no node and still something.
        let end = next.map_or(given.text.len(), |n| n.span.start).max(node.span.end);
        let between = given.text.get(node.span.end..end).unwrap_or_default();
        let says_nothing = between.chars().all(|c| c.is_whitespace() || "-*_".contains(c));
        // A lesson's title alone is another matter.
        let is_planned = *level > 1 && is_still_to_come(given, &nodes[at + 1..], *level);
        if (is_empty && says_nothing && *level > 1) || is_planned {
            let title = plain_text(text);
            let message = format!("the section `{}` is empty: nothing to read and nothing to do", short(&title));
            let finding = given.finding("L0301", given.line_span(node.line), message);
            // A last heading that says good-bye has said it.
            let is_farewell = next.is_none() && says_farewell(&title);
            let severity = if is_farewell { Severity::Note } else { finding.severity };
            found.push(Diagnostic { severity, ..finding }.help("write it, or remove the heading"));
        }
    }
}

/// Whether a section has an empty block, `TODO` or `...` and nothing else.
fn is_still_to_come(given: &Given<'_>, after: &[Node], level: u8) -> bool {
    let is_heading = |n: &&Node| matches!(n.kind, NodeKind::Heading { .. });
    let section: Vec<&Node> = after.iter().take_while(|n| !is_heading(n)).collect();
    let is_last =
        after.get(section.len()).is_none_or(|n| matches!(n.kind, NodeKind::Heading { level: l, .. } if l <= level));
    let says_todo = |text: &str| {
        let text = text.trim().trim_end_matches([':', '!']).to_lowercase();
        text.chars().all(|c| c == '.' || c == '…')
            || matches!(text.as_str(), "todo" | "tbd" | "wip" | "to be done" | "to do")
    };
    let is_nothing = |n: &&Node| match &n.kind {
        NodeKind::Paragraph(text) => {
            !plain_text(text).trim().is_empty() && says_todo(&plain_text(text)) && !holds_more(text)
        }
        // As the author wrote it: the reader leaves out tags that fetch code.
        NodeKind::Block(block) => {
            let body = given.source.text.get(block.body.start..block.body.end).unwrap_or("-");
            says_todo(body.trim_start_matches(['#', ' ']))
        }
        kind => matches!(kind, NodeKind::Rule),
    };
    let has_any = section.iter().any(|n| !matches!(n.kind, NodeKind::Rule));
    is_last && has_any && section.iter().all(is_nothing)
}

/// A picture or a link without words is something all the same.
fn holds_more(text: &[Inline]) -> bool {
    text.iter().any(|part| !matches!(part, Inline::Text(_) | Inline::Break | Inline::Strong(_) | Inline::Emphasis(_)))
}

fn says_farewell(title: &str) -> bool {
    let title = title.to_lowercase();
    ["the end", "congrat", "thank", "well done", "good job", "great job", "questions", "that's it", "that's all", "bye"]
        .iter()
        .any(|words| title.contains(words))
}

/// With a sidecar every step is meant to be judged.
fn unchecked_steps(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    if !given.lesson.has_sidecar {
        return;
    }
    for step in &given.lesson.steps {
        let types = step.tasks.iter().any(|t| !matches!(t, Task::Leave { .. } | Task::Ask { .. }));
        if types && step.expect.is_empty() {
            let message = format!("nothing of the step `{}` is checked: it is done whatever is typed", step.id);
            let sidecar = given.sidecar.map_or("the sidecar", |s| s.name.as_str());
            let help = format!("add `expect:` to it in {sidecar}");
            found.push(given.finding(UNCHECKED_STEP, given.line_span(step.line), message).help(help));
        }
    }
}

/// The finding stands at the step: a comment in the lesson can switch it off there.
fn unworded_patterns(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for step in &given.lesson.steps {
        for check in step.expect.iter().chain(&step.impossible) {
            let (Some(line), Some(pattern)) = (check.line, check.unworded()) else { continue };
            let sidecar = given.sidecar.map_or("the sidecar", |s| s.name.as_str());
            let message =
                format!("the step `{}` asks for `{}`, and no words tell a learner so", step.id, pattern.as_str());
            let help = format!("add `say:` beside the check in line {line} of {sidecar}");
            found.push(given.finding("L0306", given.line_span(step.line), message).help(help));
        }
    }
}

fn challenges(given: &Given<'_>, nodes: &[Node], found: &mut Vec<Diagnostic>) {
    for (at, node) in nodes.iter().enumerate() {
        let after = &nodes[at + 1..];
        match &node.kind {
            NodeKind::List { items, .. } => items.iter().for_each(|item| challenges(given, item, found)),
            NodeKind::Quote(children) => {
                if let Some(title) = title_of_quote(children).filter(|title| is_named_challenge(title)) {
                    found.extend(unsolved(given, node, children, after, &title));
                }
                challenges(given, children, found);
            }
            NodeKind::Callout(callout) => {
                if callout.kind == "challenge" || !is_answer(callout) && is_named_challenge(&callout.title) {
                    found.extend(unsolved(given, node, &callout.children, after, callout.title.trim()));
                }
                challenges(given, &callout.children, found);
            }
            _ => {}
        }
    }
}

/// Headings that open an exercise. On slides somebody tells how it is done, and solutions may have a file of their own.
fn exercises(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let is_solved =
        || ["solutions.md", "solution.md", "solutions", "solution"].iter().any(|name| (given.files.exist)(name));
    if given.lesson.has_sidecar || headings::is_deck(given) {
        return;
    }
    let unsolved = exercises::unsolved(given.document);
    if unsolved.is_empty() || is_solved() {
        return;
    }
    let help = "add its solution below it in a folded box, so that a learner who is stuck can go on";
    for (line, title) in unsolved {
        let message = format!("the challenge `{}` has no solution", short(&title));
        found.push(given.finding("L0303", given.line_span(line), message).help(help));
    }
}

/// A box of another kind that is called a challenge: `Challenge`, `Exercise 2: Share`.
fn is_named_challenge(title: &str) -> bool {
    let title = title.to_lowercase();
    let word = title.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    matches!(word, "challenge" | "exercise") && !["solution", "answer", "hint"].iter().any(|w| title.contains(w))
}

/// The strong words that a quote begins with: `> **Exercise 1: Share**`.
fn title_of_quote(children: &[Node]) -> Option<String> {
    let NodeKind::Paragraph(text) = &children.first()?.kind else { return None };
    let Some(Inline::Strong(title)) = text.first() else { return None };
    Some(plain_text(title))
}

fn unsolved(given: &Given<'_>, node: &Node, children: &[Node], after: &[Node], title: &str) -> Option<Diagnostic> {
    if is_solved(given, node, children, after) {
        return None;
    }
    let help = "add a solution box to it, so that a learner who is stuck can go on";
    let message = match title {
        "" => "this challenge has no solution".to_owned(),
        title => format!("the challenge `{}` has no solution", short(title)),
    };
    Some(given.finding("L0303", first_line(given, node), message).help(help))
}

/// A solution stands within or right after it, or in commands that the box or the text below it gives.
fn is_solved(given: &Given<'_>, node: &Node, children: &[Node], after: &[Node]) -> bool {
    let mut inside = false;
    walk(children, &mut |n| {
        inside |= match &n.kind {
            NodeKind::Callout(c) => is_answer(c) && !is_blank_box(c),
            NodeKind::Block(b) => !b.commands.is_empty(),
            NodeKind::Heading { text, .. } => plain_text(text).to_lowercase().contains("solution"),
            _ => false,
        };
    });
    let is_paragraph_below = after.first().is_some_and(|n| matches!(n.kind, NodeKind::Paragraph(_)));
    let after_words =
        after.first().is_some_and(|n| matches!(&n.kind, NodeKind::Callout(c) if is_answer(c) && !is_blank_box(c)))
            || after.iter().take(2).any(|n| matches!(&n.kind, NodeKind::Block(b) if !b.commands.is_empty()));
    // A question in a box, and its answer right below in words.
    let text = given.source.text.get(node.span.start..node.span.end).unwrap_or_default();
    let asks = children.last().and_then(asked).is_some();
    let after = after_words || (asks && is_paragraph_below);
    let checked = given.lesson.has_sidecar;
    inside || after || checked || GUIDED.iter().any(|g| text.contains(g))
}

fn is_answer(callout: &Callout) -> bool {
    let title = callout.title.to_lowercase();
    matches!(callout.kind.as_str(), "solution" | "success")
        || ["solution", "answer", "result"].iter().any(|w| title.contains(w))
}

/// A box with nothing in it; its title may say it all.
fn is_blank_box(callout: &Callout) -> bool {
    callout.children.is_empty() && callout.title.split_whitespace().nth(1).is_none()
}

fn first_line(given: &Given<'_>, node: &Node) -> Span {
    given.line_span(node.line)
}

/// Questions that the reader took for such, with nothing to compare with. A challenge is told of already.
fn quizzes(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let challenges: Vec<usize> =
        given.document.callouts().iter().filter(|(_, c)| c.kind == "challenge").map(|(line, _)| *line).collect();
    let boxes = given.document.callouts();
    let is_open = |quiz: &Quiz| {
        let mut own = boxes.iter().filter(|(line, _)| *line == quiz.line);
        quiz.choices.is_empty() && own.any(|(_, callout)| wants_no_answer(callout))
    };
    for quiz in &given.document.quizzes {
        if !quiz.is_answered() && !challenges.contains(&quiz.line) && !is_open(quiz) {
            found.push(no_answer(given, quiz.line, &quiz.question, !quiz.choices.is_empty()));
        }
    }
}

/// Whether the box of a question asks for nothing that could be compared: it tells to discuss or to do something.
fn wants_no_answer(callout: &Callout) -> bool {
    let mut text = callout.title.to_lowercase();
    walk(&callout.children, &mut |node| {
        if let NodeKind::Paragraph(paragraph) = &node.kind {
            text += &plain_text(paragraph).to_lowercase();
        }
    });
    let asks = callout.title.trim_end().ends_with('?') || callout.children.last().and_then(asked).is_some();
    !callout.children.is_empty() && (!asks || text.contains("discuss"))
}

fn no_answer(given: &Given<'_>, line: usize, question: &str, has_choices: bool) -> Diagnostic {
    let question: String = question.lines().next().unwrap_or_default().chars().take(60).collect();
    let help = if has_choices {
        "mark the right choices with `(x)` or `[x]`, or add the answer below in a folded box"
    } else {
        "add the answer below in a folded box"
    };
    given.finding("L0304", given.line_span(line), format!("the question `{question}` has no answer")).help(help)
}

/// A question above a list of choices of which none is ticked. Boxes below anything else are a list of things to do.
fn unticked(given: &Given<'_>, nodes: &[Node], found: &mut Vec<Diagnostic>) {
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::List { items, .. } => {
                let above = at.checked_sub(1).and_then(|i| nodes.get(i));
                // One that the reader took for a question is answered elsewhere, or told of already.
                let is_known = |above: &&Node| {
                    let own = |quiz: &Quiz| quiz.line == above.line && !quiz.choices.is_empty();
                    given.document.quizzes.iter().any(own)
                };
                let is_list = || items.len() > 1 && items.iter().all(|item| is_unticked(item));
                let question = above.and_then(asked).filter(|_| is_list());
                if let Some(question) = question.filter(|_| !above.as_ref().is_some_and(is_known)) {
                    found.push(no_answer(given, node.line, &question, true));
                }
                for item in items {
                    unticked(given, item, found);
                }
            }
            NodeKind::Quote(children) => unticked(given, children, found),
            NodeKind::Callout(callout) => unticked(given, &callout.children, found),
            _ => {}
        }
    }
}

fn asked(node: &Node) -> Option<String> {
    let NodeKind::Paragraph(text) = &node.kind else { return None };
    Some(plain_text(text)).filter(|t| t.trim_end().ends_with('?'))
}

fn is_unticked(item: &[Node]) -> bool {
    let Some(NodeKind::Paragraph(text)) = item.first().map(|n| &n.kind) else { return false };
    UNTICKED.as_ref().is_some_and(|p| p.is_match(&plain_text(text)))
}

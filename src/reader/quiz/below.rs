//! Questions that a box below answers: exercises in the text, and boxes that ask.

use super::super::inline_text::{marked, of_nodes};
use super::answer::answered;
use super::boxes::{self, is_answer, reveals};
use super::key;
use super::{QUIZ, as_true_or_false, asks, begins_exercise, reveal};
use crate::document::{Callout, Node, NodeKind, Quiz, plain_text};

/// Whether a node is a box that may answer what stands above it.
pub fn answers(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if boxes::answers(c) || reveals(c))
}

/// A paragraph, a heading or a box that asks, and below it a folded answer.
pub fn find(nodes: &[Node], found: &mut Vec<Quiz>) {
    if !nodes.iter().any(answers) {
        nodes.iter().for_each(|node| within(node, found));
        return;
    }
    let mut below = Below { nodes, asked: None, section: None, boxed: None };
    for at in 0..nodes.len() {
        below.node(at, found);
    }
}

/// The questions in a list, a quotation or a box that asks nothing itself.
fn within(node: &Node, found: &mut Vec<Quiz>) {
    match &node.kind {
        NodeKind::List { items, .. } => items.iter().for_each(|item| find(item, found)),
        NodeKind::Quote(children) => find(children, found),
        NodeKind::Callout(c) if c.kind != QUIZ && !found.iter().any(|q| q.line == node.line) => {
            find(&c.children, found);
        }
        _ => {}
    }
}

/// What is asked above a place, and not answered yet.
struct Below<'n> {
    /// Where it stands.
    nodes: &'n [Node],
    /// In the text.
    asked: Option<Asked>,
    /// Which node begins the section, whatever its title: a box "Solution" below makes an exercise of it.
    section: Option<usize>,
    /// The line of a box.
    boxed: Option<usize>,
}

impl Below<'_> {
    fn node(&mut self, at: usize, found: &mut Vec<Quiz>) {
        let node = &self.nodes[at];
        if !matches!(node.kind, NodeKind::Callout(_)) {
            self.boxed = None;
        }
        match &node.kind {
            NodeKind::Heading { text, level, .. } => {
                let question = plain_text(text);
                // The lesson's title is no exercise's.
                self.section = (*level > 1).then_some(at);
                let asks = asks(question.trim());
                self.asked = asks.then_some(Asked { line: node.line, question, is_title: true });
            }
            NodeKind::Paragraph(text) => self.paragraph(node.line, marked(text).trim()),
            NodeKind::Callout(c) => self.callout(at, c, found),
            NodeKind::List { items, .. } => {
                if let Some(asked) = &mut self.asked {
                    asked.goes_on(&of_nodes([node]));
                } else if self.nodes.get(at + 1).is_some_and(answers) {
                    self.asked = items.last().and_then(|item| asked_last(item));
                }
                items.iter().for_each(|item| find(item, found));
            }
            _ => within(node, found),
        }
    }

    fn paragraph(&mut self, line: usize, said: &str) {
        if asks(said) {
            self.asked = Some(Asked { line, question: said.to_owned(), is_title: false });
        } else if answered(said).is_some() {
            // What stands below answers something else.
            self.asked = None;
        } else if let Some(asked) = &mut self.asked {
            asked.goes_on(said);
        }
    }

    fn callout(&mut self, at: usize, callout: &Callout, found: &mut Vec<Quiz>) {
        let node = &self.nodes[at];
        if let Some(line) = self.boxed.filter(|_| boxes::answers(callout)) {
            if let Some(quiz) = found.iter_mut().find(|q| q.line == line && q.answer.is_empty()) {
                quiz.answer = of_nodes(&callout.children);
                as_true_or_false(quiz);
            }
            self.boxed = None;
        } else if let Some(quiz) = found.iter().find(|q| q.line == node.line) {
            // It asks itself: whatever was asked above it is not answered by it.
            self.asked = None;
            self.boxed = quiz.answer.is_empty().then_some(node.line);
        } else if callout.kind == QUIZ {
            self.asked = None;
        } else if is_answer(callout) || self.asked.is_some() && (reveals(callout) || is_untitled_answer(callout)) {
            let section = self.section.take().filter(|_| self.asked.is_none() && solves(callout));
            let section = section.and_then(|section| whole(&self.nodes[section..at]));
            // A key answers more than what is asked last.
            if let Some(asked) = self.asked.take().or(section).filter(|_| !key::is_key(callout)) {
                let mut quiz = reveal(asked.line, asked.question);
                quiz.answer = of_nodes(&callout.children);
                as_true_or_false(&mut quiz);
                found.push(quiz);
            }
        } else if is_exercise(callout) {
            let question = boxes::whole(callout);
            self.asked = Some(Asked { line: node.line, question, is_title: false });
        } else {
            within(node, found);
        }
    }
}

/// What a section asks for, which begins with a heading and says something.
fn whole(section: &[Node]) -> Option<Asked> {
    let (heading, rest) = section.split_first()?;
    let NodeKind::Heading { text, .. } = &heading.kind else { return None };
    let mut asked = Asked { line: heading.line, question: plain_text(text), is_title: true };
    for node in rest {
        match &node.kind {
            NodeKind::Paragraph(text) => asked.goes_on(marked(text).trim()),
            NodeKind::List { .. } => asked.goes_on(&of_nodes([node])),
            _ => {}
        }
    }
    asked.question.contains('\n').then_some(asked)
}

/// Whether a folded box answers without a title that says so.
fn is_untitled_answer(callout: &Callout) -> bool {
    callout.collapsed && callout.title.is_empty() && callout.kind == "solution"
}

/// Whether a folded box is titled as the solution of what is to be done above it, and nothing more: `Show solution`.
fn solves(callout: &Callout) -> bool {
    let lead = ["show", "the", "view", "see", "click", "to", "for", "reveal"];
    let mut words = callout.title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.find(|word| !lead.iter().any(|lead| lead.eq_ignore_ascii_case(word)));
    let is_name = |word: &str| ["solution", "answer", "lösung", "solución"].contains(&word.to_lowercase().as_str());
    callout.collapsed && first.is_some_and(is_name) && words.next().is_none()
}

/// Whether a box begins with the name of an exercise, in its title or in its first words.
fn is_exercise(callout: &Callout) -> bool {
    let begins = || match callout.children.first().map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => begins_exercise(&marked(text)),
        _ => false,
    };
    let begins = if callout.title.is_empty() { begins() } else { begins_exercise(&callout.title) };
    begins && matches!(callout.kind.as_str(), "note" | "tip" | "warning")
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

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{} {} = {}", q.line, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; ").replace('\n', "|"), want, "{text}");
    }

    #[test]
    fn what_stands_above_a_solution_is_the_exercise() {
        let solved = |title: &str| format!("<details>\n<summary><b>{title}</b></summary>\n\nPull it.\n\n</details>\n");
        for title in ["Solution", "Show solution", "Click to see the solution"] {
            let text = format!("# Ropes\n\n### Your turn\n\nTie a knot.\n\n{}", solved(title));
            check(&text, "3 Your turn|Tie a knot. = Pull it.");
        }
        check(&format!("# Ropes\n\n### Your turn\n\nTie a knot.\n\n{}", solved("Solution to a wet rope")), "");
        check(&format!("# Ropes\n\nTie a knot.\n\n{}", solved("Solution")), "");
        check(&format!("## Ropes\n\n{}", solved("Solution")), "");
    }

    #[test]
    fn an_alert_begins_an_exercise() {
        check(
            "# Exercise\n\n> [!IMPORTANT]\n> **Exercise**: tie a knot.\n\n<details><summary>Solution</summary>\n\nPull.\n\n</details>\n",
            "3 Exercise: tie a knot. = Pull.",
        );
    }
}

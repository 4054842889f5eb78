//! Questions without choices beside some that have them, which the same key answers in words: `Answers: 1-B, 2: because it
//! is tight`.

use super::super::inline_text::marked;
use super::key::Keys;
use super::lettered::{asks, heading_number, numbered};
use super::{as_true_or_false, boxed, reveal};
use crate::document::{Node, NodeKind, Quiz};

/// Puts a box around every such question, and adds it to those that were found.
pub fn answer(nodes: &mut Vec<Node>, keys: &Keys, found: &mut Vec<Quiz>) {
    if !keys.has_words() {
        return;
    }
    let mut lines: Vec<usize> = found.iter().map(|quiz| quiz.line).collect();
    lines.sort_unstable();
    let (mut from, mut boxes) = (0, Vec::new());
    while from < nodes.len() {
        let is_heading = |node: &Node| matches!(node.kind, NodeKind::Heading { .. });
        let to = nodes[from + 1..].iter().position(is_heading).map_or(nodes.len(), |at| from + 1 + at);
        // Only where other questions are asked the number is one of the key's.
        let next = nodes.get(to).map_or(usize::MAX, |node| node.line);
        let is_test = lines.get(lines.partition_point(|line| *line < nodes[from].line)).is_some_and(|at| *at < next);
        for at in from..to {
            let above = heading_number(nodes, at);
            let has_more = matches!(nodes.get(at + 1).map(|n| &n.kind), Some(NodeKind::List { .. }));
            let node = &mut nodes[at];
            match &mut node.kind {
                NodeKind::Paragraph(_) if !has_more => {
                    let quiz = question(node, above, is_test || above.is_some(), keys);
                    boxes.extend(quiz.is_some().then_some((at, at + 1)));
                    found.extend(quiz.filter(|quiz| lines.binary_search(&quiz.line).is_err()));
                }
                NodeKind::List { start: Some(start), items } if is_test => {
                    let numbers = usize::try_from(*start).unwrap_or(1)..;
                    for (number, item) in numbers.zip(items) {
                        let [only] = item.as_slice() else { continue };
                        if let Some(quiz) = question(only, Some(number), true, keys) {
                            *item = boxed(std::mem::take(item), &[(0, 1)]);
                            found.push(quiz);
                        }
                    }
                }
                _ => {}
            }
        }
        from = to;
    }
    if !boxes.is_empty() {
        *nodes = boxed(std::mem::take(nodes), &boxes);
    }
}

/// The question of a paragraph, with a number of its own or one that stands around it.
fn question(node: &Node, around: Option<usize>, is_test: bool, keys: &Keys) -> Option<Quiz> {
    let NodeKind::Paragraph(text) = &node.kind else { return None };
    let question = marked(text);
    let question = question.trim();
    if !is_test || keys.has(node.line) || !asks(question) {
        return None;
    }
    let said = keys.said(numbered(question).or(around)?, node.line)?;
    let mut quiz = reveal(node.line, question.to_owned());
    said.clone_into(&mut quiz.answer);
    as_true_or_false(&mut quiz);
    (!said.is_empty()).then_some(quiz)
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
    fn a_key_answers_in_words() {
        let items = "1. Which holds?\n   a) nail\n   b) knot\n\n2. Why does it hold?\n\n";
        let want = "1 Single Which holds? = knot; 5 Reveal Why does it hold? = because it is tight, and wet";
        check(&format!("{items}Answers: 1-B, 2: because it is tight, and wet\n"), want);
        check(&format!("{items}**Answers:** 1. B; 2. because it is tight, and wet\n"), want);
        check(&format!("{items}## Answers\n\n1. B\n2. because it is tight, and wet\n"), want);
        check(
            "**1. Which holds?**\n\nA) nail\nB) knot\n\n**2. Why?**\n\n**3. Which floats?**\n\nA) nail\nB) cork\n\n\
             Answers: 1-B, 2-It has 3 ends, 3-B\n",
            "1 Single 1. Which holds? = knot; 6 Reveal 2. Why? = It has 3 ends; 8 Single 3. Which floats? = cork",
        );
        check(
            "1. Which holds?\n   a) nail\n   b) knot\n\n2. True or false: it floats.\n\nAnswers: 1-B, 2-False\n",
            "1 Single Which holds? = knot; 5 TrueFalse True or false: it floats. = False",
        );
        // Questions of another part.
        check(
            "## Why\n\n1. What is it?\n2. Why is it?\n\n## Quiz\n\n1. Which holds?\n   a) nail\n   b) knot\n\n\
             Answers: 1-B, 2: so it is\n",
            "8 Single Which holds? = knot",
        );
    }
}

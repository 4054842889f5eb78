//! What a lesson's text has for who teaches it: a speaker's notes, and boxes for instructors.

use super::{Callout, Document, Node, NodeKind, walk};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// The kind of boxes that only who teaches the lesson is shown.
pub const TEACHERS: &str = "instructor";

impl Callout {
    /// Whether only who teaches the lesson is shown it.
    pub fn is_for_teacher(&self) -> bool {
        self.kind == TEACHERS
    }
}

impl Document {
    /// The lesson as its learner has it: without what is for the teacher, which is neither read nor done nor asked.
    pub fn for_learner(&self) -> Cow<'_, Self> {
        let mut hidden = Vec::new();
        walk(&self.nodes, &mut |node| {
            if is_for_teacher(node) {
                hidden.push(node.line..=last_line(node));
            }
        });
        if hidden.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut own = self.clone();
        take_away(&mut own.nodes);
        let is_hidden = |line: usize| hidden.iter().any(|lines: &RangeInclusive<usize>| lines.contains(&line));
        own.hints.retain(|hint| !is_hidden(hint.line));
        own.quizzes.retain(|quiz| !is_hidden(quiz.line));
        own.suggested.retain(|suggested| !is_hidden(suggested.line));
        Cow::Owned(own)
    }
}

fn is_for_teacher(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(callout) if callout.is_for_teacher())
}

/// The last line on which something in a node begins.
fn last_line(node: &Node) -> usize {
    let mut last = node.line;
    walk(std::slice::from_ref(node), &mut |inner| last = last.max(inner.line));
    last
}

fn take_away(nodes: &mut Vec<Node>) {
    nodes.retain(|node| !is_for_teacher(node));
    for node in nodes {
        match &mut node.kind {
            NodeKind::List { items, .. } => items.iter_mut().for_each(take_away),
            NodeKind::Quote(children) => take_away(children),
            NodeKind::Callout(callout) => take_away(&mut callout.children),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::walk;
    use crate::source::Source;

    #[test]
    fn what_is_for_the_teacher_is_not_the_learners() {
        let notes = "Say `hi`.\n\n```bash\ndocker run -d --name a b\n```\n\n- [ ] no\n- [x] yes\n";
        for text in [
            format!("class: x\n\n# A\n\n```bash\ndocker ps\n```\n\n???\n\n{notes}\n---\n\n# B\n"),
            format!("```bash\ndocker ps\n```\n\n::: instructor\n\n{notes}\n:::\n"),
            format!("```bash\ndocker ps\n```\n\n- One\n\n  ::: {{.notes}}\n  {}\n  :::\n", notes.replace('\n', "\n  ")),
            format!("```bash\ndocker ps\n```\n\n::: notes\n{notes}\n:::\n"),
        ] {
            let (document, _) = crate::reader::read(&Source::new("x.md", text.as_str()));
            assert_eq!(document.blocks().len(), 2, "{text}");
            let own = document.for_learner();
            assert_eq!(own.blocks().len(), 1, "{text}");
            assert!(own.quizzes.is_empty() && own.suggested.is_empty(), "{text}");
            let mut said = 0;
            walk(&own.nodes, &mut |node| said += usize::from(format!("{node:?}").contains("Say ")));
            assert_eq!(said, 0, "{text}");
        }
        let (document, _) = crate::reader::read(&Source::new("x.md", "::: note\nSay it.\n:::\n"));
        assert!(matches!(document.for_learner(), std::borrow::Cow::Borrowed(_)));
    }
}

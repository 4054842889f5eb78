//! The boxes of a lesson, each with the one that it stands in.

use crate::document::{Callout, Document, Node, NodeKind};

/// A box where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Nested<'d> {
    /// 1-based line.
    pub line: usize,
    /// The line of the box around it.
    pub parent: Option<usize>,
    /// How many boxes there are around it.
    pub depth: usize,
    /// The box.
    pub callout: &'d Callout,
}

/// What stands around a node.
#[derive(Clone, Copy, Default)]
struct Around {
    parent: Option<usize>,
    depth: usize,
}

/// The boxes that an author wrote, in the order of the text. One of the kind `quiz` is the reader's own, around a
/// question that is listed as such: what stands in it has the author's box for a parent.
pub fn boxes(document: &Document) -> Vec<Nested<'_>> {
    let mut found = Vec::new();
    push(&document.nodes, Around::default(), &mut found);
    found
}

fn push<'d>(nodes: &'d [Node], around: Around, found: &mut Vec<Nested<'d>>) {
    for node in nodes {
        match &node.kind {
            NodeKind::List { items, .. } => items.iter().for_each(|item| push(item, around, found)),
            NodeKind::Quote(children) => push(children, around, found),
            NodeKind::Callout(callout) if callout.kind == "quiz" => push(&callout.children, around, found),
            NodeKind::Callout(callout) => {
                let Around { parent, depth } = around;
                found.push(Nested { line: node.line, parent, depth, callout });
                push(&callout.children, Around { parent: Some(node.line), depth: depth + 1 }, found);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::boxes;
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let source = Source::new("x.md", text);
        let (document, _) = crate::reader::read(&source);
        let said = boxes(&document).into_iter().map(|b| {
            let parent = b.parent.map(|line| format!(" in {line}")).unwrap_or_default();
            format!("{} {}{parent} {}", b.line, b.callout.kind, b.depth)
        });
        assert_eq!(said.collect::<Vec<_>>().join(", "), want, "{text}");
    }

    #[test]
    fn a_box_in_a_box_tells_which() {
        let nested = "!!! note \"Knots\"\n\n    Tie.\n\n    ??? tip \"More\"\n\n        Hold.\n\n        !!! warning\n            Mind.\n";
        check(&format!("{nested}\n!!! tip\n    Let go.\n"), "1 note 0, 5 tip in 1 1, 9 warning in 5 2, 12 tip 0");
        // Through a list, and through a box that is the reader's own.
        check("!!! note \"Knots\"\n\n    - Tie.\n\n        !!! tip\n            Hold.\n", "1 note 0, 5 tip in 1 1");
        check(
            "!!! note \"Knots\"\n\n    Which?\n\n    - A. one\n    - B. two\n\n    ??? success \"Answer\"\n        B\n",
            "1 note 0, 8 success in 1 1",
        );
    }
}

//! The lesson as one learner has it: with what was drawn for them.

use crate::check::{Swap, Values, place_before, with_values};
use crate::document::{Document, Node, NodeKind, walk};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The document with the values of variables in it. Places are those of the author's file, and headings keep the ids
/// that they have there, so that a sidecar's steps are the same for everybody.
///
/// The text is read again with the values in it: only so a command is understood as the learner sees it.
pub fn document_for(
    source: &Source,
    document: &Document,
    values: &Values,
    read: impl FnOnce(&Source) -> Document,
) -> Document {
    let (text, swaps) = with_values(&source.text, values);
    if swaps.is_empty() {
        return document.clone();
    }
    let mut own = read(&Source::new(source.name.clone(), text));
    let mut ids = BTreeMap::new();
    walk(&document.nodes, &mut |node| {
        if let NodeKind::Heading { id, .. } = &node.kind {
            ids.insert(node.line, id.clone());
        }
    });
    own.nodes.iter_mut().for_each(|node| put_back(node, &ids, &swaps));
    own
}

fn put_back(node: &mut Node, ids: &BTreeMap<usize, String>, swaps: &[Swap]) {
    node.span = span_before(node.span, swaps);
    let all = |nodes: &mut [Node]| nodes.iter_mut().for_each(|child| put_back(child, ids, swaps));
    match &mut node.kind {
        NodeKind::Heading { id, .. } => {
            if let Some(known) = ids.get(&node.line) {
                id.clone_from(known);
            }
        }
        NodeKind::List { items, .. } => items.iter_mut().for_each(|item| all(item)),
        NodeKind::Quote(children) => all(children),
        NodeKind::Callout(callout) => all(&mut callout.children),
        NodeKind::Block(block) => block.body = span_before(block.body, swaps),
        NodeKind::Paragraph(_) | NodeKind::Table { .. } | NodeKind::Rule => {}
    }
}

fn span_before(span: Span, swaps: &[Swap]) -> Span {
    let start = place_before(span.start, swaps);
    Span::new(start, place_before(span.end, swaps).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{compile, digest};

    #[test]
    fn a_learners_copy_has_the_values_and_the_authors_places() {
        let text = "# Exam of ${name}\n\n## Start ${name}\n\nUse port $$port$$ and ${HOME}.\n\n```bash\ndocker run -d --name ${name} \
                    -p $$port$$:80 nginx\n```\n\n## End\n\n```bash\ndocker rm -f ${name}\n```\n";
        let source = Source::new("x.md", text);
        let read = |source: &Source| crate::reader::read(source).0;
        let values: Values = [("name", "brisk-otter-42"), ("port", "8123")].map(|(k, v)| (k.into(), v.into())).into();
        let plain = read(&source);
        let own = document_for(&source, &plain, &values, read);
        let lesson = |document: &Document| compile("x", document, None).0;
        let other: Values = [("name", "ann"), ("port", "9")].map(|(k, v)| (k.into(), v.into())).into();
        let other = lesson(&document_for(&source, &plain, &other, read));
        let lesson = lesson(&own);
        assert_eq!(lesson.title, "Exam of brisk-otter-42");
        let steps: Vec<_> = lesson.steps.iter().map(|s| (s.id.as_str(), s.title.as_str())).collect();
        assert_eq!(steps, [("start", "Start brisk-otter-42"), ("end", "End")]);
        let typed: Vec<String> = lesson.steps.iter().flat_map(crate::lesson::Step::solution).map(|t| t.text).collect();
        assert_eq!(typed, ["docker run -d --name brisk-otter-42 -p 8123:80 nginx", "docker rm -f brisk-otter-42"]);
        for (own, other) in lesson.steps.iter().zip(&other.steps) {
            assert_eq!(digest(&source, own), digest(&source, other), "{}", own.id);
            let texts: Vec<&str> = own.nodes.iter().map(|n| &source.text[n.span.start..n.span.end]).collect();
            assert!(texts.iter().all(|text| !text.contains("8123")) && texts.concat().contains("${name}"), "{texts:?}");
        }
    }
}

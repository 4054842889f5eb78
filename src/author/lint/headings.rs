//! Headings: they are the steps' names, and the way through a lesson for whoever cannot see it.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Node, NodeKind, plain_text, walk};
use crate::source::Span;
use crate::text::slug;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `{#id}` and its like in a heading's own line.
static EXPLICIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{:?[^{}\n]*#([\w-]+)[^{}\n]*\}").ok());

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    same_ids(given, found);
    skipped_levels(given, found);
}

/// The id that an author gave a heading, and where.
fn explicit(given: &Given<'_>, node: &Node) -> Option<(String, Span)> {
    let span = given.line_span(node.line);
    let found = EXPLICIT.as_ref()?.captures(&given.source.text[span.start..span.end])?.get(1)?;
    Some((found.as_str().to_owned(), Span::new(span.start + found.start(), span.start + found.end())))
}

fn same_ids(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    walk(&given.document.nodes, &mut |node| {
        let NodeKind::Heading { text, id, .. } = &node.kind else { return };
        let given_id = explicit(given, node);
        let wanted = given_id.as_ref().map_or_else(|| slug(&plain_text(text)), |(id, _)| id.clone());
        let Some(line) = first.get(&wanted).copied() else {
            first.insert(wanted, node.line);
            return;
        };
        found.push(match given_id {
            Some((wanted, span)) => {
                let message = format!("the id `{wanted}` is that of line {line} already");
                given.finding("L0401", span, message).help(format!("choose another id: this step is now called `{id}`"))
            }
            None => repeated(given, node, text, line, id),
        });
    });
}

fn repeated(given: &Given<'_>, node: &Node, text: &[Inline], line: usize, id: &str) -> Diagnostic {
    let message =
        format!("the heading `{}` is that of line {line} already, so its id becomes `{id}`", plain_text(text));
    let help = "say what is special here, or give it an id of its own: `## Title {#id}`";
    given.finding("L0402", given.line_span(node.line), message).help(help)
}

fn skipped_levels(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut above: Option<u8> = None;
    for node in &given.document.nodes {
        let NodeKind::Heading { level, .. } = node.kind else { continue };
        if let Some(above) = above.filter(|above| level > above + 1) {
            let message = format!("after a heading of level {above} comes one of level {level}");
            let help = format!("make it one of level {}, so that the outline has no hole", above + 1);
            found.push(given.finding("L0403", given.line_span(node.line), message).help(help));
        }
        above = Some(level);
    }
}

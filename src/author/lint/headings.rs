//! Headings: they are the steps' names, and the way through a lesson for whoever cannot see it.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Node, NodeKind, plain_text, walk};
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

/// What was met of an id: where first, and the later headings that say the same.
#[derive(Default)]
struct Met {
    lines: Vec<usize>,
    title: String,
}

fn same_ids(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut met: BTreeMap<String, Met> = BTreeMap::new();
    walk(&given.document.nodes, &mut |node| {
        let NodeKind::Heading { text, id, .. } = &node.kind else { return };
        let title = plain_text(text).trim().to_owned();
        let explicit = explicit(given, node);
        let wanted = explicit.as_ref().map_or_else(|| slug(&title), |(id, _)| id.clone());
        let met = met.entry(wanted.clone()).or_default();
        if let (Some((_, span)), Some(line)) = (&explicit, met.lines.first()) {
            let message = format!("the id `{wanted}` is that of line {line} already");
            let help = format!("choose another id: this step is now called `{id}`");
            found.push(given.finding("L0401", *span, message).help(help));
            return;
        }
        met.title = title;
        met.lines.push(node.line);
    });
    found.extend(met.values().filter_map(|met| repeated(given, met)));
}

/// One finding for all headings that say the same.
fn repeated(given: &Given<'_>, met: &Met) -> Option<Diagnostic> {
    let second = *met.lines.get(1)?;
    let lines: Vec<String> = met.lines.iter().map(ToString::to_string).collect();
    let message = format!("the heading `{}` stands {} times, on lines {}", met.title, lines.len(), lines.join(", "));
    let help = "say what is special of each, or give each an id of its own: `## Title {#id}`";
    Some(given.finding("L0402", given.line_span(second), message).help(help))
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

//! Headings: they are the steps' names, and the way through a lesson for whoever cannot see it.

use super::given::{Given, short};
use crate::diagnostic::Diagnostic;
use crate::document::{Node, NodeKind, plain_text, walk};
use crate::source::Span;
use crate::text::slug;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `{#id}` and its like in a heading's own line.
static EXPLICIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{:?[^{}\n]*#([\w-]+)[^{}\n]*\}").ok());

/// So many slides make a deck.
const SLIDES: usize = 4;

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    same_ids(given, found);
    same_anchors(given, found);
    same_targets(given, found);
    if is_deck(given) {
        // Slides go on under the same title, and their levels are sizes of letters.
        found.retain(|d| d.code != "L0402");
    } else {
        skipped_levels(given, found);
    }
}

/// Whether the lesson is a deck of slides: most headings stand right below a rule.
pub fn is_deck(given: &Given<'_>) -> bool {
    let nodes = &given.document.nodes;
    let is_heading = |node: &&[Node]| matches!(node[1].kind, NodeKind::Heading { .. });
    let headings: Vec<&[Node]> = nodes.windows(2).filter(is_heading).collect();
    let slides = headings.iter().filter(|pair| matches!(pair[0].kind, NodeKind::Rule)).count();
    let is_marked = given.document.dialects.iter().any(|d| matches!(*d, "remark" | "showoff"));
    is_marked || (slides >= SLIDES && slides * 3 >= headings.len() * 2)
}

/// `<a name="id">` and `<h2 id="id">`.
static TAGGED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)<(?:a\s+(?:name|id)|h[1-6]\s[^>]*\bid)\s*=\s*["']([^"'\n]+)["']"#).ok());

/// The id that an author gave a heading, and where: in its line, or by kramdown's list on the line below. What is shown as
/// code is none.
fn explicit(given: &Given<'_>, node: &Node) -> Option<(String, Span)> {
    let at = |span: Span, pattern: &LazyLock<Option<Regex>>| {
        let found = pattern.as_ref()?.captures(given.prose.get(span.start..span.end)?)?.get(1)?;
        Some((found.as_str().to_owned(), Span::new(span.start + found.start(), span.start + found.end())))
    };
    let (own, below) = (given.line_span(node.line), given.line_span(node.line + 1));
    let is_list =
        given.source.text.get(below.start..below.end).is_some_and(|t| t.starts_with("{:") && t.ends_with('}'));
    at(own, &EXPLICIT).or_else(|| at(below, &EXPLICIT).filter(|_| is_list))
}

/// Anchors in headings: links lead to the first of those with one name.
fn same_anchors(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    walk(&given.document.nodes, &mut |node| {
        if !matches!(node.kind, NodeKind::Heading { .. }) {
            return;
        }
        let own = given.line_span(node.line);
        let line = given.prose.get(own.start..own.end).unwrap_or_default();
        let Some(name) = TAGGED.as_ref().and_then(|t| t.captures(line)?.get(1)) else { return };
        if let Some(first) = met.get(name.as_str()) {
            let message = format!("the id `{}` is that of line {first} already", name.as_str());
            let span = Span::new(own.start + name.start(), own.start + name.end());
            found.push(given.finding("L0401", span, message).help("choose another id: links lead to the first"));
        } else {
            met.insert(name.as_str(), node.line);
        }
    });
}

/// Ids outside of headings' own lines: `(id)=` of `MyST`, and a heading that is a tag.
static TARGET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?m)^[ \t]*\(([\w][\w .:-]*)\)=[ \t]*$|^[ \t]*<h[1-6]\s[^>\n]*\bid\s*=\s*["']([^"'\n]+)["']"#).ok()
});

fn same_targets(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut headings = Vec::new();
    walk(&given.document.nodes, &mut |node| {
        if matches!(node.kind, NodeKind::Heading { .. }) {
            headings.push(node.line);
        }
    });
    for captures in TARGET.iter().flat_map(|p| p.captures_iter(&given.prose)) {
        let Some(name) = captures.get(1).or_else(|| captures.get(2)) else { continue };
        let line = given.source.line(name.start());
        // Those in a heading's line are told of already.
        if headings.binary_search(&line).is_ok() {
            continue;
        }
        if let Some(first) = met.get(name.as_str()) {
            let message = format!("the id `{}` is that of line {first} already", name.as_str());
            let span = Span::new(name.start(), name.end());
            found.push(given.finding("L0401", span, message).help("choose another id: links lead to the first"));
        } else {
            met.insert(name.as_str(), line);
        }
    }
}

/// What was met of an id: the headings that say the same, and the line of the one whose author gave it.
#[derive(Default)]
struct Met {
    lines: Vec<usize>,
    title: String,
    given: Option<usize>,
}

fn same_ids(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut headings = Vec::new();
    let mut met: BTreeMap<String, Met> = BTreeMap::new();
    walk(&given.document.nodes, &mut |node| {
        let NodeKind::Heading { text, id, .. } = &node.kind else { return };
        let title = plain_text(text).trim().to_owned();
        let explicit = explicit(given, node);
        let wanted = explicit.as_ref().map_or_else(|| slug(&title), |(id, _)| id.clone());
        if explicit.is_some() {
            met.entry(wanted.clone()).or_default().given.get_or_insert(node.line);
        }
        headings.push((node.line, title, id, wanted, explicit.map(|(_, span)| span)));
    });
    for (line, title, id, wanted, explicit) in headings {
        let met = met.entry(wanted.clone()).or_default();
        match met.given {
            Some(owner) if owner != line => {
                let message = format!("the id `{wanted}` is that of line {owner} already");
                let help = format!("choose another id: this step is now called `{id}`");
                found.push(
                    given.finding("L0401", explicit.unwrap_or_else(|| given.line_span(line)), message).help(help),
                );
            }
            Some(_) => {}
            None => {
                met.title = title;
                met.lines.push(line);
            }
        }
    }
    found.extend(met.values().filter_map(|met| repeated(given, met)));
}

/// One finding for all headings that say the same.
fn repeated(given: &Given<'_>, met: &Met) -> Option<Diagnostic> {
    let second = *met.lines.get(1)?;
    let lines: Vec<String> = met.lines.iter().map(ToString::to_string).collect();
    let (title, count) = (short(&met.title), lines.len());
    let message = format!("the heading `{title}` stands {count} times, on lines {}", lines.join(", "));
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

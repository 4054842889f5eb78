//! MDX as Starlight and Docusaurus use it: `<Tabs>`, `<TabItem label="…">`, `<Aside type="tip">`, `<Steps>`, and
//! `import` lines.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::Node;
use crate::source::Span;

/// Only components, which have a capital: all else is HTML.
static TAG: Pattern = Pattern::new(r"^\s*<(/?)([A-Z][A-Za-z]*)\b([^<>]*?)(/?)>\s*$");
static LABEL: Pattern = Pattern::new(r#"\b(?:label|title)\s*=\s*"([^"]*)"|\bvalue\s*=\s*"([^"]*)""#);
static TYPE: Pattern = Pattern::new(r#"\btype\s*=\s*"([^"]*)""#);
/// An `import` or a comment that does not end within so many lines is none.
const MAX_PROGRAM: usize = 30;
static IMPORT: Pattern = Pattern::new(r#"^import\s.*\sfrom\s+['"][^'"]+['"];?\s*$"#);

/// Components that hold text for the reader; what they are called otherwise decides nothing.
const KNOWN: &[&str] = &[
    "Tabs",
    "TabItem",
    "Tab",
    "CodeGroup",
    "Aside",
    "Admonition",
    "Callout",
    "Note",
    "Tip",
    "Info",
    "Warning",
    "Caution",
    "Danger",
    "Important",
    "Details",
    "Accordion",
    "AccordionGroup",
    "Steps",
    "Step",
    "Card",
    "CardGrid",
    "FileTree",
    "Frame",
    "Columns",
];

/// Whether a line may be a component, whose name has a capital.
fn may_be_component(text: &str) -> bool {
    let name = text.trim_start().strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether a tag closes, its name and its attributes. A tag that closes itself holds nothing.
fn parts(text: &str) -> Option<(bool, &str, &str)> {
    if !may_be_component(text) {
        return None;
    }
    let c = TAG.captures(text)?;
    let name = c.get(2)?.as_str();
    let holds = c[4].is_empty() && KNOWN.contains(&name);
    holds.then_some((!c[1].is_empty(), name, c.get(3)?.as_str()))
}

/// `<LinkCard title="Next" href="/next" />`: for the page alone.
fn is_empty_element(text: &str) -> bool {
    may_be_component(text) && TAG.captures(text).is_some_and(|c| !c[4].is_empty())
}

/// How many lines are the page's program: `import` of one line or several, `export const`, `{/* a comment */}`.
fn program(place: &Place<'_, '_>) -> usize {
    let text = place.line().text.trim_end();
    let near = || place.lines[place.at..].iter().take(MAX_PROGRAM);
    let until = |end: fn(&str) -> bool| near().position(|l| end(l.trimmed())).map_or(0, |i| i + 1);
    match () {
        () if text.starts_with("import ") && IMPORT.is_match(text) => 1,
        () if text.starts_with("import {") && !text.contains('}') => {
            until(|t| t.starts_with('}') && t.contains("from"))
        }
        () if text.starts_with("export const ") || text.starts_with("export default ") => 1,
        () if text.trim_start().starts_with("{/*") => until(|t| t.ends_with("*/}")),
        () => 0,
    }
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    if line.sign() != Some(b'<') {
        return None;
    }
    let (closes, name, _) = parts(&line.text)?;
    Some(if closes { Mark::Closes(name) } else { Mark::Opens(name) })
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("mdx", "elements such as <Tabs> and <Aside>")],
    ..Construct::new(b"<ie{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    let text = &*place.line().text;
    parts(text).is_some() || is_empty_element(text) || program(place) > 0
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let Some((false, name, rest)) = parts(&line.text) else { return place.at + program(place).max(1) };
    let Some(end) = parser.end_of("element", place, edge) else { return place.at + 1 };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let label = LABEL.captures(rest).and_then(|c| c.get(1).or(c.get(2)).map(|m| m.as_str()));
    match name {
        "Tabs" | "CodeGroup" => nodes.extend(parser.tabs(|p| p.nested(&body))),
        "TabItem" | "Tab" => parser.one_tab(label.unwrap_or_default(), line, &body, nodes),
        "Aside" | "Callout" | "Admonition" | "Details" | "Accordion" | "Note" | "Tip" | "Info" | "Warning"
        | "Caution" | "Danger" | "Important" => {
            let kind = TYPE.group(rest, 1).unwrap_or(name);
            let children = parser.nested(&body);
            let mut made = callout::named(kind, Some(label.unwrap_or_default()), children);
            made.collapsed |= matches!(name, "Details" | "Accordion");
            let span = Span::new(line.span.start, place.lines[end].span.end);
            nodes.push(super::callout_node(made, span, line.number));
        }
        _ => nodes.extend(parser.nested(&body)),
    }
    end + 1
}

//! MDX as Starlight and Docusaurus use it: `<Tabs>`, `<TabItem label="…">`, `<Aside type="tip">`, `<Steps>`, and
//! `import` lines.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::pattern::Pattern;
use super::super::raw::RawBlock;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Form, Node};
use crate::source::Span;

/// Only components, which have a capital: all else is HTML.
static TAG: Pattern = Pattern::new(r"^\s*<(/?)([A-Z][A-Za-z]*)\b([^<>]*?)(/?)>\s*$");
static LABEL: Pattern = Pattern::new(r#"\b(?:label|title)\s*=\s*"([^"]*)""#);
static VALUE: Pattern = Pattern::new(r#"\bvalue\s*=\s*"([^"]*)""#);
static TYPE: Pattern = Pattern::new(r#"\b(?:type|variant|kind|severity)\s*=\s*"([^"]*)""#);
static FILE: Pattern = Pattern::new(r#"\b(?:filename|file|path)\s*=\s*"([^"]*)""#);
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
    "Alert",
    "Snippet",
    "Terminal",
    "Console",
];

/// Whether a component holds text for the reader: those that sites make for themselves end in what they are.
fn is_known(name: &str) -> bool {
    KNOWN.contains(&name) || ["Box", "Alert", "Callout", "Terminal", "Snippet"].iter().any(|end| name.ends_with(end))
}

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
    let holds = c[4].is_empty() && is_known(name);
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
    dialects: &[Dialect::new("mdx", "elements such as <Tabs> and <Aside>").on(&["docusaurus", "starlight", "astro"])],
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
    let label = LABEL.group(rest, 1).or_else(|| VALUE.group(rest, 1));
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
        name if name.ends_with("Box") || name.ends_with("Alert") || name.ends_with("Callout") => {
            // `AlertBox` says no more than that it is one.
            let own = name.trim_end_matches("Box").trim_end_matches("Alert").trim_end_matches("Callout");
            let kind = TYPE.group(rest, 1).filter(|kind| callout::is_name(kind)).unwrap_or(own);
            let made = callout::named(kind, Some(label.unwrap_or_default()), parser.nested(&body));
            let span = Span::new(line.span.start, place.lines[end].span.end);
            nodes.push(super::callout_node(made, span, line.number));
        }
        name if (name.ends_with("Terminal") || name == "Console") && is_session(&body) => {
            session(parser, place, end, &body, nodes);
        }
        _ => {
            let before = parser.raw.len();
            nodes.extend(parser.nested(&body));
            // What names a file holds it.
            if let ([raw], Some(path)) = (&mut parser.raw[before..], FILE.group(rest, 1)) {
                raw.path.get_or_insert_with(|| path.to_owned());
            }
        }
    }
    end + 1
}

/// Whether what stands in a terminal's element begins with a prompt; a fence in it is one itself.
fn is_session(body: &[Line<'_>]) -> bool {
    body.iter().find(|line| !line.is_blank()).is_some_and(|line| line.trimmed().starts_with("$ "))
}

/// A terminal's element: a block as if it were between fences.
fn session<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, end: usize, body: &[Line<'s>], nodes: &mut Vec<Node>) {
    let (line, last) = (place.line(), &place.lines[end]);
    let mut raw = RawBlock {
        line: line.number,
        end_line: last.number,
        form: Form::Pre,
        tab: parser.tab,
        info: "console".into(),
        ..RawBlock::default()
    };
    raw.take_body(body);
    parser.code(raw, Span::new(line.span.start, last.span.end), nodes);
}

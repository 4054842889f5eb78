//! Actions of Educates: a fence whose name says what happens, with a few keys of YAML (`terminal:execute` with
//! `command:`, `editor:append-lines-to-file` with `file:` and `text:`).

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, common_indent, span_of};
use super::super::raw::{RawBlock, Role};
use super::super::scan::parted;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::fence::{self, Fence};
use super::pairs::Mark;
use crate::document::{Callout, Inline, Node, NodeKind};
use crate::source::Span;
use std::borrow::Cow;

/// What actions are named after.
const FAMILIES: &[&str] = &["terminal", "workshop", "dashboard", "editor", "files", "examiner", "section"];

/// The actions that begin and end a folded part of the page.
const SECTION: (&str, &str) = ("section:begin", "section:end");

fn opening<'t>(place: &Place<'t, '_>) -> Option<(Fence<'t>, &'t str)> {
    let fence = place.fence?;
    let (family, _) = parted(fence.info, b':')?;
    FAMILIES.contains(&family).then_some((fence, fence.info))
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("educates", "fences that are actions: terminal:execute")],
    holds_code: true,
    ..Construct::new(b"`~", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    opening(place).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some((fence, name)) = opening(place) else { return place.at + 1 };
    let (end, next) = fence::body_end(parser, place, fence);
    let body = &place.lines[place.at + 1..end];
    if name == SECTION.0
        && let Some(last) = parser.end_of("section", place, edge)
        && next <= last
    {
        return section(parser, place, (next, last), &value(body, "title").unwrap_or_default(), nodes);
    }
    let (role, key) = meaning(name);
    let mut raw = RawBlock {
        info: parser.source.kept(name),
        line: place.line().number,
        end_line: place.lines[next - 1].number,
        role,
        path: value(body, "file").or_else(|| value(body, "path")).filter(|_| role == Role::File),
        append: name == "editor:append-lines-to-file",
        terminal: value(body, "session").and_then(|s| s.parse().ok()),
        tab: parser.tab,
        ..RawBlock::default()
    };
    if let Some(lines) = key.and_then(|key| lines_of(body, key)) {
        (raw.body, raw.lines) = (span_of(body), lines);
        if let Some(words) = place_in_file(name, body) {
            let text = Inline::Text(words.into()).into();
            nodes.push(Node { kind: NodeKind::Paragraph(text), span: place.line().span, line: raw.line });
        }
    } else {
        raw.take_body(body);
        (raw.role, raw.action) = (Role::Page, Some(words(name, body)));
    }
    if body.is_empty() {
        raw.body = Span::new(place.line().span.end, place.line().span.end);
    }
    parser.code(raw, Span::new(place.line().span.start, place.lines[next - 1].span.end), nodes);
    next
}

/// What a fence is to sections.
fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    match fence::of_line(line)?.info {
        info if info == SECTION.0 => Some(Mark::Opens("")),
        info if info == SECTION.1 => Some(Mark::Closes("")),
        _ => None,
    }
}

/// A part of the page that is opened by its title. `inner` is its first line and the line of the fence that ends it.
fn section<'s>(
    parser: &mut Parser<'s>,
    place: &Place<'_, 's>,
    inner: (usize, usize),
    title: &str,
    nodes: &mut Vec<Node>,
) -> usize {
    let children = parser.nested(&place.lines[inner.0..inner.1]);
    let made = Callout { collapsed: true, ..callout::named("details", Some(title), children) };
    let closing = fence::opening(&place.lines[inner.1].text).map_or((b'`', 3), |f| (f.mark, f.length));
    let end = fence::position_of_closing(place.lines, inner.1 + 1, closing.0, closing.1).unwrap_or(inner.1);
    let span = Span::new(place.line().span.start, place.lines[end].span.end);
    nodes.push(super::callout_node(made, span, place.line().number));
    end + 1
}

/// What an action does, and the key of its text.
fn meaning(name: &str) -> (Role, Option<&'static str>) {
    match name {
        "terminal:execute" | "terminal:execute-all" => (Role::Run, Some("command")),
        "terminal:input" => (Role::Run, Some("text")),
        "workshop:copy" | "workshop:copy-and-edit" => (Role::Unknown, Some("text")),
        "editor:replace-matching-text" => (Role::Part, Some("replacement")),
        "editor:insert-value-into-yaml" => (Role::Part, Some("value")),
        "editor:append-lines-after-match" | "editor:replace-text-selection" => (Role::Part, Some("text")),
        name if name.starts_with("editor:insert") => (Role::Part, Some("text")),
        name if ["editor:append", "editor:create"].iter().any(|n| name.starts_with(n)) => (Role::File, Some("text")),
        _ => (Role::Page, None),
    }
}

/// Where in a file the lines of an action go, for whoever has another editor.
fn place_in_file(name: &str, body: &[Line<'_>]) -> Option<String> {
    let columns = common_indent(body);
    let body: Vec<Line<'_>> = body.iter().map(|l| l.dedent(columns)).collect();
    let file = value(&body, "file")?;
    let said = |key: &str| value(&body, key).map(|text| format!("\u{201c}{text}\u{201d}"));
    let place = match name {
        "editor:append-lines-after-match" => format!("below the line with {}", said("match")?),
        "editor:insert-value-into-yaml" => said("path").map_or("at the top".to_owned(), |path| format!("below {path}")),
        "editor:replace-matching-text" => format!("in the place of {}", said("match").or_else(|| said("text"))?),
        "editor:replace-text-selection" => "in the place of what is selected".to_owned(),
        name if name.starts_with("editor:insert") => format!("before line {}", value(&body, "line")?),
        _ => return None,
    };
    Some(format!("In the file {file}, {place}:"))
}

/// What an action of the page means to somebody who reads the lesson elsewhere: its author's words, else what it does.
fn words(name: &str, body: &[Line<'_>]) -> String {
    let columns = common_indent(body);
    let body: Vec<Line<'_>> = body.iter().map(|l| l.dedent(columns)).collect();
    let said = |key: &str| value(&body, key).filter(|text| !matches!(text.as_str(), "|" | "|-" | ">" | ">-"));
    let authors = said("title").or_else(|| said("description"));
    let (family, action) = name.split_once(':').unwrap_or((name, ""));
    let file = || said("file").or_else(|| said("path"));
    match (family, action) {
        ("dashboard", "open-url" | "create-dashboard" | "reload-dashboard") => match (authors, said("url")) {
            (Some(title), Some(url)) => format!("{title}: {url}"),
            (title, url) => title.or(url.map(|url| format!("Open {url}"))).unwrap_or_default(),
        },
        ("terminal", "interrupt" | "interrupt-all") => authors.unwrap_or_else(|| "Press Ctrl-C.".to_owned()),
        ("editor", "open-file") => {
            authors.or_else(|| file().map(|file| format!("Open the file {file}."))).unwrap_or_default()
        }
        ("editor", "select-matching-text") => {
            let selected = |text| file().map(|file| format!("In the file {file}, select \u{201c}{text}\u{201d}."));
            authors.or_else(|| said("text").and_then(selected)).unwrap_or_default()
        }
        ("editor", _) => authors.or_else(|| file().map(|file| format!("Edit the file {file}."))).unwrap_or_default(),
        _ => authors.unwrap_or_default(),
    }
}

/// The value of a key on its line.
fn value(body: &[Line<'_>], key: &str) -> Option<String> {
    let text = body.iter().find_map(|l| rest_of(&l.text, key))?;
    let text = text.trim_matches(['"', '\'']);
    (!text.is_empty()).then(|| text.to_owned())
}

fn rest_of<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(key)?.strip_prefix(':')?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// The lines of a key's value: on the key's own line, or indented below `|` and its like.
fn lines_of<'s>(body: &[Line<'s>], key: &str) -> Option<Vec<(usize, Cow<'s, str>)>> {
    let columns = common_indent(body);
    let body: Vec<Line<'s>> = body.iter().map(|l| l.dedent(columns)).collect();
    let (at, text) = body.iter().enumerate().find_map(|(i, l)| Some((i, rest_of(&l.text, key)?)))?;
    let below = body[at + 1..].iter().take_while(|l| l.is_blank() || l.indent() > 0).count();
    let below = &body[at + 1..at + 1 + below];
    if !text.starts_with('|') && !text.is_empty() {
        // YAML folds the lines of all other texts to one.
        let own = Some(text).filter(|t| !t.starts_with('>'));
        let words: Vec<&str> =
            own.into_iter().chain(below.iter().map(Line::trimmed)).filter(|w| !w.is_empty()).collect();
        return Some(vec![(body[at].number, unquoted(&words.join(" ")).into())]);
    }
    let columns = common_indent(below);
    let lines = below.iter().map(|l| (l.number, l.dedent(columns).text));
    let mut lines: Vec<_> = lines.collect();
    while lines.last().is_some_and(|(_, t)| t.trim().is_empty()) {
        lines.pop();
    }
    Some(lines)
}

/// A value without the quotes around it.
fn unquoted(text: &str) -> String {
    let inner = |q: char| text.strip_prefix(q).and_then(|t| t.strip_suffix(q));
    match (inner('"'), inner('\'')) {
        (Some(t), _) => t.replace("\\\"", "\"").replace("\\\\", "\\"),
        (_, Some(t)) => t.replace("''", "'"),
        _ => text.to_owned(),
    }
}

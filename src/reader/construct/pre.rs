//! Katacoda's files: `<pre class="file" data-filename="Dockerfile" data-target="replace">` … `</pre>`.

use super::super::dialect::Dialect;
use super::super::lines::Line;
use super::super::pattern::Pattern;
use super::super::raw::{RawBlock, Role};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Form, Node};
use crate::source::Span;

static OPEN: Pattern = Pattern::new(r#"^\s*<pre\b[^>]*\bclass="[^"]*\bfile\b[^>]*>"#);
static NAME: Pattern = Pattern::new(r#"data-filename="([^"]+)""#);
static TARGET: Pattern = Pattern::new(r#"data-target="([^"]+)""#);
static TAGS: Pattern = Pattern::new(r"</?(?:blockquote|code|b|i|em|strong|span)\b[^>]*>");

const CLOSE: &str = "</pre>";

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("katacoda", "{{execute}} and {{exec}}, <pre class=\"file\">")],
    holds_code: true,
    ..Construct::new(b"<", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().text.trim_start();
    text.starts_with("<pre") && OPEN.is_match(text)
}

fn edge(text: &str) -> Option<Mark<'_>> {
    if OPEN.is_match(text) && !text.contains(CLOSE) {
        return Some(Mark::Opens(""));
    }
    text.contains(CLOSE).then_some(Mark::Closes(""))
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let end = if line.text.contains(CLOSE) { Some(place.at) } else { parser.end_of("pre", place, edge) };
    let Some(end) = end else {
        parser.warn("L0111", line.span, "this `<pre>` is never closed", "close it with `</pre>`");
        return place.at + 1;
    };
    let head = line.text.find('>').map_or(0, |i| i + 1);
    let body: Vec<Line<'s>> = (place.at..=end).map(|i| part(&place.lines[i], i == place.at, i == end, head)).collect();
    let target = TARGET.group(&line.text, 1);
    let mut raw = RawBlock {
        line: line.number,
        end_line: place.lines[end].number,
        form: Form::Pre,
        role: Role::File,
        // What goes before or between the lines that are there is not the whole file, and no end of it.
        path: NAME.group(&line.text, 1).filter(|_| !matches!(target, Some("prepend" | "insert"))).map(str::to_owned),
        append: target == Some("append"),
        tab: parser.tab,
        ..RawBlock::default()
    };
    let first = usize::from(body[0].is_blank() && body.len() > 1);
    let last = body.len() - usize::from(body.len() > 1 + first && body[body.len() - 1].is_blank());
    raw = raw.with_body(&body[first..last]);
    for (_, text) in &mut raw.lines {
        *text = unescape(&TAGS.remove(text)).into();
    }
    parser.code(raw, Span::new(line.span.start, place.lines[end].span.end), nodes);
    end + 1
}

/// A line without the tags of the element itself.
fn part<'s>(line: &Line<'s>, first: bool, last: bool, head: usize) -> Line<'s> {
    let start = if first { head } else { 0 };
    let end = if last { line.text.find(CLOSE).unwrap_or(line.text.len()) } else { line.text.len() };
    line.slice(start..end.max(start))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

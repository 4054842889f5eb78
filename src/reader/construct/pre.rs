//! Code as HTML: `<pre><code class="language-bash">` … `</code></pre>`; and Katacoda's files: `<pre class="file"
//! data-filename="Dockerfile" data-target="replace">` … `</pre>`.

use super::super::cursor::Cursor;
use super::super::dialect::Dialect;
use super::super::lines::Line;
use super::super::pattern::Pattern;
use super::super::raw::{RawBlock, Role};
use super::super::scan::has_byte;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Form, Inline, Node, NodeKind};
use crate::source::Span;

static FILE: Pattern = Pattern::new(r#"^<pre\b[^>]*\bclass="[^"]*\bfile\b[^>]*>"#);
static NAME: Pattern = Pattern::new(r#"data-filename="([^"]+)""#);
static TARGET: Pattern = Pattern::new(r#"data-target="([^"]+)""#);
static MARKER: Pattern = Pattern::new(r#"data-marker="([^"]+)""#);
static TAGS: Pattern = Pattern::new(r"</?(?:blockquote|code|b|i|em|strong|span|kbd|samp|u|mark)\b[^>]*>");
static LANGUAGE: Pattern = Pattern::new(r#"\b(?:language|lang|brush)(?:-|:\s*|=["']?)([A-Za-z][\w-]*)"#);

const CLOSE: &str = "</pre>";

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("katacoda", "{{execute}} and {{exec}}, <pre class=\"file\">").on(&["killercoda"])],
    everywhere: true,
    holds_code: true,
    ..Construct::new(b"<", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    begins(&place.line().text) && !is_ornament(place)
}

/// Columns from which on Markdown would take a line for code: whoever sets an element in so far stands within elements
/// of a page's layout.
const DEEP: usize = 4;

/// Whether the element is a picture of a terminal on a page that is laid out with HTML, and no step of a lesson: it
/// stands deep below another tag, and has a class of the page's own that names neither a language nor a file.
fn is_ornament(place: &Place<'_, '_>) -> bool {
    let line = place.line();
    let is_tag = |above: &Line<'_>| above.sign() == Some(b'<') && above.trimmed().ends_with('>');
    if line.indent() < DEEP || !place.lines[..place.at].iter().rev().find(|l| !l.is_blank()).is_some_and(is_tag) {
        return false;
    }
    let text = line.trimmed();
    let tag = text.find('>').map_or(text, |end| &text[..=end]);
    let is_code = || FILE.is_match(tag) || LANGUAGE.is_match(tag) || tag.contains("highlight");
    tag.contains(" class=") && !is_code() && language(text, tag.len()).is_empty()
}

/// Whether a line begins with the element.
fn begins(text: &str) -> bool {
    start(text).is_some()
}

/// Where the element begins on a line: nothing may stand before it but the tags of what it is in.
fn start(text: &str) -> Option<usize> {
    let mut place = Cursor(text).white();
    loop {
        if let Some(rest) = place.past_any_case("<pre").filter(|rest| rest.ends_word() && !rest.0.starts_with('-')) {
            return Some(text.len() - rest.0.len() - "<pre".len());
        }
        let inner = place.past_any_case("<div").or_else(|| place.past_any_case("<figure"))?;
        place = inner.skip(|c| c != '>').past(">")?.white();
    }
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let text = &*line.text;
    if begins(text) && !text.contains(CLOSE) {
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
    let from = start(&line.text).unwrap_or_default();
    let head = line.text[from..].find('>').map_or(0, |i| from + i + 1);
    let body: Vec<Line<'s>> = (place.at..=end).map(|i| part(&place.lines[i], i == place.at, i == end, head)).collect();
    let is_file = FILE.is_match(&line.text[from..]);
    parser.vote(is_file.then_some("katacoda"));
    let target = TARGET.group(&line.text, 1).filter(|_| is_file);
    // What goes before or between the lines that are there is not the whole file, and no end of it.
    let is_part = matches!(target, Some("prepend" | "insert"));
    let name = NAME.group(&line.text, 1).filter(|_| is_file);
    let mut raw = RawBlock {
        info: if is_file { "".into() } else { language(&line.text, head).to_owned().into() },
        line: line.number,
        end_line: place.lines[end].number,
        form: Form::Pre,
        role: match is_file {
            true if is_part => Role::Part,
            true => Role::File,
            false => Role::Unknown,
        },
        path: name.filter(|_| !is_part).map(str::to_owned),
        append: target == Some("append"),
        tab: parser.tab,
        ..RawBlock::default()
    };
    let first = usize::from(body[0].is_blank() && body.len() > 1);
    let last = body.len() - usize::from(body.len() > 1 + first && body[body.len() - 1].is_blank());
    raw.take_body(&body[first..last]);
    for (_, text) in &mut raw.lines {
        if has_byte(text, b'<') {
            *text = TAGS.remove(text).into();
        }
        if has_byte(text, b'&') {
            *text = unescape(text).into();
        }
    }
    if let Some(name) = name.filter(|_| is_part) {
        let text = Inline::Text(place_in_file(name, &line.text).into()).into();
        nodes.push(Node { kind: NodeKind::Paragraph(text), span: line.span, line: line.number });
    }
    parser.code(raw, Span::new(line.span.start, place.lines[end].span.end), nodes);
    end + 1
}

/// Where in a file the lines go, for whoever has another editor.
fn place_in_file(name: &str, tag: &str) -> String {
    match MARKER.group(tag, 1) {
        Some(marker) => format!("In the file {name}, in the place of \u{201c}{marker}\u{201d}:"),
        None if TARGET.group(tag, 1) == Some("prepend") => format!("At the beginning of the file {name}:"),
        None => format!("In the file {name}:"),
    }
}

/// A line without the tags of the element itself.
fn part<'s>(line: &Line<'s>, first: bool, last: bool, head: usize) -> Line<'s> {
    let start = if first { head } else { 0 };
    let end = if last { line.text.find(CLOSE).unwrap_or(line.text.len()) } else { line.text.len() };
    line.slice(start..end.max(start))
}

/// The language that the tags of a line name, of which the element's own ends at `head`; empty where they name none.
fn language(line: &str, head: usize) -> &str {
    let tags = line.find(CLOSE).map_or(line, |end| &line[..end]);
    // What stands behind the tags is code: the element's own, and one within it.
    let tags = tags.get(head..).and_then(|rest| rest.find('>')).map_or(tags, |end| &tags[..head + end]);
    LANGUAGE.group(tags, 1).unwrap_or_default()
}

/// Entities that code is written with, and what they stand for; that of `&` is the last.
const ENTITIES: [(&str, &str); 8] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
];

fn unescape(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::source::Source;

    /// Lines, kind, language and commands of each block.
    fn blocks(text: &str) -> Vec<(usize, usize, BlockKind, String, Vec<String>)> {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let of = |b: &&crate::document::Block| {
            let commands = b.commands.iter().map(|c| c.text.clone()).collect();
            (b.line, b.end_line, b.kind, b.tag.to_string(), commands)
        };
        document.blocks().iter().map(of).collect()
    }

    #[test]
    fn code_as_html() {
        for (text, line, end, kind, language, command) in [
            ("<pre>docker ps</pre>\n", 1, 1, BlockKind::Command, "", "docker ps"),
            ("<pre><code>docker ps -a\n</code></pre>\n", 1, 2, BlockKind::Command, "", "docker ps -a"),
            (
                "See:\n<PRE class=\"x\"><code class=\"language-bash\">docker logs &lt;id&gt; 2&gt;&amp;1 &amp;&amp; ls\n</code></pre>\n",
                2,
                3,
                BlockKind::Command,
                "bash",
                "docker logs <id> 2>&1 && ls",
            ),
            ("<pre>\n$ <b>docker ps</b>\nNAMES\n</pre>\nafter\n", 1, 4, BlockKind::Session, "", "docker ps"),
            ("- a\n\n  <pre lang=\"sh\">\n  docker ps\n  </pre>\n", 3, 5, BlockKind::Command, "sh", "docker ps"),
            ("<pre>\nFROM alpine:3\nCMD [\"ls\"]\n</pre>\n", 1, 4, BlockKind::File, "", ""),
        ] {
            let command = (!command.is_empty()).then(|| command.to_owned()).into_iter().collect();
            assert_eq!(blocks(text), [(line, end, kind, language.to_owned(), command)], "{text}");
        }
        let ornament =
            |class: &str| format!("<div>\n  <div>\n    <pre{class}>$ docker ps\n* and more</pre>\n  </div>\n</div>\n");
        assert!(blocks(&ornament(" class=\"my-card\"")).is_empty());
        assert_eq!(blocks(&ornament(" class=\"language-bash\"")).len(), 1);
        assert_eq!(blocks(&ornament("")).len(), 1);
        assert!(blocks("a <pre>docker ps</pre>\n\n<precise>\n\n<pre-x>\n").is_empty());
    }

    #[test]
    fn an_element_that_stays_open_is_told_of() {
        let (document, found) = crate::reader::read(&Source::new("x.md", "<pre>\ndocker ps\n\n## Next\n"));
        assert!(document.blocks().is_empty());
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["L0111"]);
    }
}

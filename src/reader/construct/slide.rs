//! remark slides: `---` and `--` between slides, `class:` and `name:` at their start, `???` before a speaker's notes,
//! and boxes such as `.exercise[ … ]`.
//!
//! Only where the file is a deck of slides: a bare `???` differs from an MkDocs `??? type`, but `---` would be a rule.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common, span_of};
use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Node, NodeKind, TEACHERS};

static PROPERTY: Pattern = Pattern::new(r"^(?:class|name|layout|template|count|exclude|background-\w+): ?\S");
static BOX: Pattern = Pattern::new(r"^\s*\.([a-z][a-z0-9_.-]*)\[");
/// `:EN:- Words for an index`
static INDEX: Pattern = Pattern::new(r"^:[A-Z]{2}:");

const NOTES: &str = "???";

fn is_break(text: &str) -> bool {
    matches!(text.trim_end(), "---" | "--")
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("remark", "slides between ---, notes after ???").on(&["remarkjs"])],
    ..Construct::new(b"", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    if !place.slides {
        return false;
    }
    let text = &*place.line().text;
    let before = || place.lines[..place.at].iter().rev().find(|l| !l.is_blank());
    let starts_slide = || before().is_none_or(|l| is_break(&l.text));
    is_break(text)
        || text.trim_end() == NOTES
        || text.starts_with("@@")
        || INDEX.is_match(text)
        || BOX.is_match(text)
        || (PROPERTY.is_match(text) && starts_slide())
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let (line, at) = (place.line(), place.at);
    match line.text.trim_end() {
        "---" => {
            nodes.push(Node { kind: NodeKind::Rule, span: line.span, line: line.number });
            at + 1
        }
        NOTES => notes(parser, place, nodes),
        text if BOX.is_match(text) => boxed(parser, place, nodes),
        text if PROPERTY.is_match(text) => {
            at + place.lines[at..].iter().take_while(|l| PROPERTY.is_match(&l.text)).count()
        }
        _ => at + 1,
    }
}

/// What the speaker says, up to the next slide.
fn notes<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let from = place.at + 1;
    let end = place.lines[from..].iter().position(|l| l.text.trim_end() == "---");
    let end = end.map_or(place.lines.len(), |i| from + i);
    let children = parser.nested(&place.lines[from..end]);
    if !children.is_empty() {
        let mut made = callout::named(TEACHERS, Some(""), children);
        made.collapsed = true;
        nodes.push(super::callout_node(made, span_of(&place.lines[place.at..end]), place.line().number));
    }
    end
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let text = &*line.text;
    if line.trimmed() == "]" {
        return Some(Mark::Closes(""));
    }
    (BOX.is_match(text) && !is_closed(text)).then_some(Mark::Opens(""))
}

/// The box ends on the line it begins on.
fn is_closed(text: &str) -> bool {
    text.matches('[').count() <= text.matches(']').count()
}

/// Classes that say what a box tells; the others set type and colour only.
const TELLING: &[&str] = &["warning", "info", "tip", "note", "danger", "caution"];

/// A box; what it holds belongs to the slide, where its class does not say what it tells.
fn boxed<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let text = place.line().trimmed();
    let class = text.strip_prefix('.').and_then(|rest| rest.split(['.', '[']).next()).unwrap_or_default();
    if !TELLING.contains(&class) {
        return unboxed(parser, place, nodes);
    }
    let mut children = Vec::new();
    let next = unboxed(parser, place, &mut children);
    let span = span_of(&place.lines[place.at..next]);
    nodes.push(super::callout_node(callout::named(class, Some(""), children), span, place.line().number));
    next
}

/// A line of slides without the classes of words in it: `.red[stop]` is `stop`.
pub fn without_classes(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    // What of the line goes, and the brackets that are open, with whether theirs is one of a class.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut open: Vec<(bool, usize, usize)> = Vec::new();
    let (mut at, mut in_code) = (0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'`' => in_code = !in_code,
            _ if in_code => {}
            b'.' if at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'(' | b'>' | b'*' | b'[') => {
                let name = bytes[at + 1..].iter().take_while(|b| is_of_class(**b)).count();
                if name > 0 && bytes[at + 1].is_ascii_lowercase() && bytes.get(at + 1 + name) == Some(&b'[') {
                    open.push((true, at, at + name + 2));
                    at += name + 1;
                }
            }
            b'[' => open.push((false, at, at + 1)),
            b']' => {
                if let Some((true, from, to)) = open.pop() {
                    gone.extend([(from, to), (at, at + 1)]);
                }
            }
            _ => {}
        }
        at += 1;
    }
    if gone.is_empty() {
        return None;
    }
    gone.sort_unstable();
    let (mut out, mut kept) = (String::with_capacity(text.len()), 0);
    for (from, to) in gone {
        out.push_str(text.get(kept..from).unwrap_or_default());
        kept = to;
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Some(out)
}

fn is_of_class(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
}

/// So many lines of a paragraph may stand in a box that ends behind its last word.
const MAX_LINES: usize = 12;

/// The last line of a box whose text begins on its first line and goes on to a bracket behind the last word.
fn last_line(place: &Place<'_, '_>, start: usize) -> Option<usize> {
    let first = &place.line().text[start..];
    let mut open = 1_i32;
    let lines = place.lines[place.at..].iter().take(MAX_LINES).take_while(|line| !line.is_blank());
    for (i, line) in lines.enumerate().filter(|_| !first.trim().is_empty()) {
        let text = if i == 0 { first } else { &*line.text };
        if text.trim_start().starts_with("```") {
            return None;
        }
        for (at, byte) in text.bytes().enumerate() {
            open += i32::from(byte == b'[') - i32::from(byte == b']');
            if open == 0 {
                return (i > 0 && text[at + 1..].trim().is_empty()).then_some(place.at + i);
            }
        }
    }
    None
}

/// So many lines a slide has at most.
const MAX_SLIDE: usize = 200;

/// Whether the bracket that is open behind a place in a line is closed on the same slide, wherever that is.
fn is_closed_below(place: &Place<'_, '_>, start: usize) -> bool {
    let (mut open, mut in_code) = (1_i32, false);
    let lines = place.lines[place.at..].iter().take(MAX_SLIDE).take_while(|line| !is_break(&line.text));
    for (i, line) in lines.enumerate() {
        let text = if i == 0 { line.text.get(start..).unwrap_or_default() } else { &*line.text };
        let is_fence = text.trim_start().starts_with("```");
        in_code ^= is_fence;
        for byte in text.bytes().filter(|_| !(in_code || is_fence)) {
            open += i32::from(byte == b'[') - i32::from(byte == b']');
            if open == 0 {
                return true;
            }
        }
    }
    false
}

fn unboxed<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let start = line.text.find('[').map_or(0, |i| i + 1);
    if is_closed(&line.text) {
        let end = line.text.rfind(']').unwrap_or(line.text.len()).max(start);
        let rest = line.after((end + 1).min(line.text.len()));
        nodes.extend(parser.nested(&[line.slice(start..end)]));
        if !rest.is_blank() {
            nodes.extend(parser.nested(&[rest]));
        }
        return place.at + 1;
    }
    let first = line.after(start);
    if let Some(last) = last_line(place, start) {
        let text = &place.lines[last];
        let end = text.text.rfind(']').unwrap_or(text.text.len());
        let between = place.lines[place.at + 1..last].iter().cloned();
        let body: Vec<Line<'s>> = std::iter::once(first).chain(between).chain([text.slice(0..end)]).collect();
        nodes.extend(parser.nested(&body));
        return last + 1;
    }
    let Some(end) = parser.end_of("slide", place, edge) else {
        if !is_closed_below(place, start) {
            let name = line.text[..start].trim();
            let message = format!("this `{name}` box is never closed");
            parser.warn("L0115", line.span, message, "close it with `]` before the next slide begins");
        }
        nodes.extend(parser.nested(&[first]));
        return place.at + 1;
    };
    let body: Vec<Line<'s>> =
        std::iter::once(first).chain(dedent_common(&place.lines[place.at + 1..end]).into_owned()).collect();
    nodes.extend(parser.nested(&body));
    end + 1
}

#[cfg(test)]
mod tests {
    use crate::document::{NodeKind, walk};
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let text = format!("class: title\n\n# A\n\n---\n\n{text}\n\n---\n\n# B\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", text.as_str()));
        let mut found = Vec::new();
        walk(&document.nodes, &mut |node| match &node.kind {
            NodeKind::Callout(callout) => found.push(format!("{}:", callout.kind)),
            NodeKind::Paragraph(text) => found.push(crate::document::plain_text(text)),
            _ => {}
        });
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn boxes_without_an_end_are_told() {
        for (slide, want) in [
            (".lab[\n\n- Do it:\n  ```bash\n  echo ]\n  ```\n", "5 this `.lab[` box is never closed"),
            (".lab[\n\n- Do it.\n\n---\n\n.small[\n\nSo.\n\n]\n", "5 this `.lab[` box is never closed"),
            (".lab[\n\n- Do it.\n\nAnd that [once](x) more.]\n", ""),
            (".lab[\n\n- Do it.\n\n]\n", ""),
            (".small[So.]\n", ""),
        ] {
            let text = format!("class: title\n\n---\n\n{slide}\n---\n\n# B\n");
            let (_, found) = crate::reader::read(&Source::new("x.md", text.as_str()));
            let found: Vec<_> = found.iter().map(|d| format!("{} {}", d.line, d.message)).collect();
            assert_eq!(found.join("; "), want, "{text}");
        }
    }

    #[test]
    fn boxes_that_tell_what_they_are() {
        check(".warning[Take care.]\n\nText", &["warning:", "Take care.", "Text"]);
        check(".warning[Take\ncare of [it](a).]\n\nText", &["warning:", "Take care of it.", "Text"]);
        check(".small[It is\nso.]", &["It is so."]);
        check(".tip[\n\nTry it.\n\n]", &["tip:", "Try it."]);
        check(
            "Now .red[stop *it*] and .b.big[go .i[on]] `.x[y]` [a.b[c]].\n\n<br/>.small[(so)]",
            &["Now stop it and go on .x[y] [a.b[c]].", " (so)"],
        );
        check(".small[a] [ [b]\nc] d", &["a] [ [b]", "c] d"]);
    }
}

//! Fenced code. Its indentation decides nothing: authors indent opener, body and closer as they like.

use super::super::dialect;
use super::super::dialect::Dialect;
use super::super::lines::{Line, begun};
use super::super::raw::{RawBlock, Role};
use super::super::scan::{has_byte, trimmed};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::{attribute, here_document, is_heading, liquid};
use crate::document::Node;
use crate::source::Span;

/// An opening fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence<'t> {
    /// A backtick or a tilde.
    pub mark: u8,
    /// How many.
    pub length: usize,
    /// What follows.
    pub info: &'t str,
}

/// A search that found no closing fence: from here to the end of the container there is none.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclosed {
    depth: usize,
    last_line: usize,
    mark: u8,
    length: usize,
}

/// The opening fence on a line.
pub fn opening(text: &str) -> Option<Fence<'_>> {
    let text = begun(text);
    let mark = text.bytes().next().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    if length < 3 {
        return None;
    }
    let info = trimmed(&text[length..]);
    // A backtick in the info string means that this is code within a line.
    (mark != b'`' || !has_byte(info, b'`')).then_some(Fence { mark, length, info })
}

/// The same, known to be none by the line's sign for most.
pub fn of_line<'l>(line: &'l Line<'_>) -> Option<Fence<'l>> {
    if matches!(line.sign(), Some(b'`' | b'~')) { opening(&line.text) } else { None }
}

/// Whether a line closes a fence; returns what follows it (`{{exec}}`), with a blank between or without.
pub fn closing(text: &str, mark: u8, length: usize) -> Option<&str> {
    let text = begun(text);
    let marks = text.bytes().take_while(|b| *b == mark).count();
    let rest = trimmed(&text[marks..]);
    (marks > 0 && marks >= length && (rest.is_empty() || (rest.starts_with("{{") && rest.ends_with("}}"))))
        .then_some(rest)
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[
        Dialect::new("play-with-docker", "fences for a terminal: .term1").on(&["pwd"]),
        Dialect::new("labspace", "fences with save-as= and no-run-button").on(&["labspaces"]),
    ],
    everywhere: true,
    holds_code: true,
    ..Construct::new(b"`~", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    place.fence.is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(fence) = place.fence else { return place.at + 1 };
    let from = place.at + 1;
    let (end, next) = body_end(parser, place, fence);
    let closer = place.lines.get(end).and_then(|l| closing(&l.text, fence.mark, 3)).unwrap_or_default();
    // A command that slipped onto the line of the fence.
    let slipped = fence.info.starts_with("$ ");
    let mut raw = RawBlock {
        info: if slipped { "".into() } else { parser.source.kept(fence.info) },
        closer: closer.to_owned(),
        line: place.line().number,
        end_line: place.lines[next - 1].number,
        tab: parser.tab,
        ..RawBlock::default()
    };
    parser.vote(dialect::of_fence(fence.info, closer));
    let body = &place.lines[from..end];
    let code = without_options(body, fence.info);
    if let Some(name) = captioned(&body[..body.len() - code.len()]) {
        raw.info = format!("{} title=\"{name}\"", raw.info).into();
    }
    raw.take_body(code);
    raw.set_in = raw.set_in.saturating_sub(place.line().indent());
    if parser.source.text.get(raw.body.start..raw.body.end).is_none_or(|body| has_byte(body, b'{')) {
        raw.lines.iter_mut().for_each(|(_, text)| liquid::unescape(text));
    }
    if let Some(words) = key_pressed(&raw) {
        (raw.role, raw.action) = (Role::Page, Some(words));
    }
    if slipped {
        raw.lines.insert(0, (raw.line, fence.info.to_owned().into()));
    }
    if from == end {
        raw.body = Span::new(place.line().span.end, place.line().span.end);
    }
    let span = Span::new(place.line().span.start, place.lines[next - 1].span.end);
    let attributes = place.lines.get(next).filter(|l| attribute::is_attribute_list(&l.text));
    raw.attributes = attributes.map_or_else(String::new, |l| l.trimmed().to_owned());
    parser.code(raw, span, nodes);
    next + usize::from(attributes.is_some())
}

/// A body without the options that it has at its top: `:linenos:` of `MyST`, `#| eval: false` of Quarto.
fn without_options<'l, 's>(body: &'l [Line<'s>], info: &str) -> &'l [Line<'s>] {
    if info.starts_with('{') && !info.starts_with("{.") && body.first().is_some_and(is_chunk_option) {
        return &body[body.iter().take_while(|line| is_chunk_option(line)).count()..];
    }
    if !(info.starts_with("{code") || info.starts_with("{literal") || info.starts_with("{sourcecode")) {
        return body;
    }
    &body[super::directive::options(body)..]
}

/// The file that an option at the top of a body names: `:caption: web/app.py`.
fn captioned<'l>(options: &'l [Line<'_>]) -> Option<&'l str> {
    let name = super::directive::option(options, "caption").filter(|_| !options.is_empty())?;
    let name = name.trim_matches(['`', '"', '\'']);
    let is_file = name.rsplit_once('.').is_some_and(|(_, ending)| (1..=5).contains(&ending.len()));
    (is_file && !name.contains(char::is_whitespace) && !name.contains(['"', '}'])).then_some(name)
}

fn is_chunk_option(line: &Line<'_>) -> bool {
    line.sign() == Some(b'#') && line.trimmed().starts_with("#|")
}

/// The key that a block of Educates presses: `<ctrl+c>`.
fn key_pressed(raw: &RawBlock<'_>) -> Option<String> {
    let terminal = raw.info.strip_prefix("execute")?.trim_start_matches('-');
    let [(_, text)] = &*raw.lines else { return None };
    let key = text.trim().strip_prefix("<ctrl")?.strip_suffix('>')?.strip_prefix(['+', '-'])?;
    let key =
        key.strip_prefix(|c: char| c.is_ascii_alphabetic()).is_some_and(str::is_empty).then(|| key.to_uppercase())?;
    Some(if matches!(terminal, "" | "1") {
        format!("Press Ctrl-{key}.")
    } else {
        format!("Press Ctrl-{key} in terminal {terminal}.")
    })
}

/// The index of the line after the body, and of the line after the whole block.
pub fn body_end(parser: &mut Parser<'_>, place: &Place<'_, '_>, fence: Fence<'_>) -> (usize, usize) {
    // A longer fence that stays open was most likely meant to be closed by a shorter one.
    for length in [fence.length, 3] {
        if let Some(end) = find_closing(parser, place, fence.mark, length) {
            let (end, from) = here_document::past(place.lines, place.at + 1, end, fence);
            if let Some(heading) = forgotten(&place.lines[..end], from, fence) {
                return unclosed(parser, place, Some(heading));
            }
            return (end, end + 1);
        }
    }
    unclosed(parser, place, heading_from(place.lines, place.at + 1))
}

/// The first heading of a section at or after an index.
fn heading_from(lines: &[Line<'_>], from: usize) -> Option<usize> {
    let rest = lines.get(from..)?;
    rest.iter().position(|l| l.text.starts_with("## ") && is_heading(&l.text)).map(|i| from + i)
}

/// Whether what closes a fence is another's end: a heading stands in between, and below it a fence with a language
/// opens. Returns where the heading stands.
pub fn forgotten(lines: &[Line<'_>], from: usize, fence: Fence<'_>) -> Option<usize> {
    let nested = with_language(lines, from, fence)?;
    heading_from(&lines[..nested], from).or_else(|| deep_heading(&lines[..nested], from))
}

/// The first fence with a language that opens before another one is closed; none where that one shows Markdown.
pub fn with_language(lines: &[Line<'_>], from: usize, fence: Fence<'_>) -> Option<usize> {
    let opens = |l: &Line<'_>| {
        l.sign() == Some(fence.mark) && opening(&l.text).is_some_and(|f| f.length >= fence.length && !f.info.is_empty())
    };
    let nested = lines.get(from..)?.iter().position(opens)?;
    let is_text = ["markdown", "md", "mdx"].iter().any(|name| fence.info.starts_with(name));
    (!is_text).then_some(from + nested)
}

/// The first heading below an empty line that is deeper than a section's: alone it is a comment as often.
fn deep_heading(lines: &[Line<'_>], from: usize) -> Option<usize> {
    let is_deep = |l: &Line<'_>| l.text.starts_with("### ") || l.text.starts_with("#### ");
    let found = lines.get(from..)?.windows(2).position(|pair| pair[0].is_blank() && is_deep(&pair[1]))?;
    Some(from + found + 1)
}

/// Takes a fence that nobody closed up to a heading, else to the end, and says so.
fn unclosed(parser: &mut Parser<'_>, place: &Place<'_, '_>, heading: Option<usize>) -> (usize, usize) {
    let (line, count) = (place.line(), place.lines.len());
    let end = heading.unwrap_or(count);
    let taken = match heading.and_then(|_| place.lines.get(end)) {
        Some(heading) => format!("before the heading on line {}", heading.number),
        None => format!("with line {}", place.lines.last().map_or(line.number, |l| l.number)),
    };
    let message = format!("this code block is never closed; it is taken to end {taken}");
    let body = place.lines.get(place.at + 1..end).unwrap_or_default();
    let is_bare = place.fence.is_some_and(|fence| fence.info.is_empty());
    let help = match body.iter().find(|l| !l.is_blank()) {
        None => "remove it: nothing stands behind it",
        Some(first) if is_bare && reads_as_prose(&first.text) => {
            "remove it, if what stands behind it is no code; else close it with the same fence"
        }
        Some(_) => "close it with the same fence it is opened with",
    };
    parser.warn("L0103", line.span, message, help);
    (end, end)
}

/// Words as in a sentence, a heading, a list or a link, which no code begins with.
fn reads_as_prose(text: &str) -> bool {
    let text = text.trim();
    let is_sentence = text.starts_with(char::is_uppercase) && text.split_whitespace().count() > 3;
    is_sentence || ["## ", "### ", "[", "!["].iter().any(|sign| text.starts_with(sign))
}

fn find_closing(parser: &mut Parser<'_>, place: &Place<'_, '_>, mark: u8, length: usize) -> Option<usize> {
    let last_line = place.lines.last().map_or(0, |l| l.number);
    let depth = parser.depth();
    let same = |u: &Unclosed| (u.depth, u.last_line, u.mark) == (depth, last_line, mark) && u.length <= length;
    if parser.unclosed.iter().any(same) {
        return None;
    }
    let found = position_of_closing(place.lines, place.at + 1, mark, length);
    if found.is_none() {
        parser.unclosed.retain(|u| u.depth < depth || (u.depth == depth && u.last_line == last_line));
        parser.unclosed.retain(|u| !(u.depth == depth && u.mark == mark));
        parser.unclosed.push(Unclosed { depth, last_line, mark, length });
    }
    found
}

/// The line that closes a fence, at or after an index.
pub fn position_of_closing(lines: &[Line<'_>], from: usize, mark: u8, length: usize) -> Option<usize> {
    let rest = lines.get(from..)?;
    let closes = |l: &Line<'_>| l.sign() == Some(mark) && closing(&l.text, mark, length).is_some();
    rest.iter().position(closes).map(|i| from + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_fences() {
        let info = |text| opening(text).map(|f| (f.mark, f.length, f.info));
        for (text, want) in [
            ("```bash", Some((b'`', 3, "bash"))),
            ("\t~~~~ x y ", Some((b'~', 4, "x y"))),
            ("``` ", Some((b'`', 3, ""))),
            ("```CMD``` now", None),
            ("``x", None),
            ("text", None),
        ] {
            assert_eq!(info(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_fence_that_was_forgotten_ends_at_the_next_heading() {
        let read = |text: &str| {
            let (document, found) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let lines: Vec<_> = document.blocks().iter().map(|b| (b.line, b.end_line)).collect();
            (lines, found.iter().map(|d| d.code).collect::<Vec<_>>())
        };
        let text = "```bash\ndocker ps\n\n## Then\n\n```yaml\na: b\n```\n";
        assert_eq!(read(text), (vec![(1, 3), (6, 8)], vec!["L0103"]));
        assert_eq!(read(&text.replace("## Then", "### then")), (vec![(1, 3), (6, 8)], vec!["L0103"]));
        assert_eq!(read(&text.replace("\n## Then", "### then")), (vec![(1, 7)], vec![]));
        assert_eq!(read(&text.replace("## Then", "# then")), (vec![(1, 8)], vec![]));
        assert_eq!(read(&text.replace("bash", "markdown")), (vec![(1, 8)], vec![]));
        assert_eq!(read(&text.replace("```y", "``y")), (vec![(1, 8)], vec![]));
    }

    #[test]
    fn closing_fences() {
        for (text, length, want) in [
            ("```", 3, Some("")),
            ("  `````   ", 3, Some("")),
            ("```{{exec}}", 3, Some("{{exec}}")),
            ("``` {{execute T2}} ", 3, Some("{{execute T2}}")),
            ("``` {bash}", 3, None),
            ("```", 4, None),
            ("```bash", 3, None),
            ("~~~", 3, None),
        ] {
            assert_eq!(closing(text, b'`', length), want, "{text:?}");
        }
    }
}

//! Step 3: running text between containers. The only place that calls the Markdown parser.

use super::construct::{unescape, without_classes};
use super::cursor::{Cursor, in_word};
use super::inline::{Collector, is_element};
use super::lines::{Line, span_of};
use super::markup::{linked, with_links};
use super::pattern::Pattern;
use super::plain::{self, Found};
use super::raw::RawBlock;
use super::scan::{find_part, has_part, parted};
use super::tree::Parser;
use super::understand::is_complete_command;
use crate::document::{Form, Inline, Node, NodeKind};
use crate::source::Span;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// `{{open}}` shows a file and is no block.
static ACTION: Pattern = Pattern::new(r"^\{\{\s*(?:exec(?:ute)?|copy|T\d)\b[^{}]*\}\}");

/// Reference links by their label.
pub type Links = BTreeMap<String, String>;

/// The reference links of a whole file: a definition may stand far from its use.
pub fn links(lines: &[Line<'_>]) -> Links {
    let bracket = |l: &&Line<'_>| l.sign() == Some(b'[') && l.text.contains("]:");
    let definitions = lines.iter().filter(bracket).filter_map(|l| definition(&l.text));
    definitions.map(|(label, url)| (label.to_lowercase(), url.to_owned())).collect()
}

/// `[label]: url`, also `<url>`
fn definition(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start();
    let (label, rest) = rest.strip_prefix('[')?.split_once(']')?;
    let rest = rest.strip_prefix(':')?.trim_start();
    let url = rest.strip_prefix('<').unwrap_or(rest);
    let url = url.split(|c: char| c.is_whitespace() || c == '>').next().filter(|url| !url.is_empty())?;
    let white = text.chars().take_while(|c| c.is_whitespace()).count();
    (white <= 3 && !label.is_empty()).then_some((label, url))
}

/// Reads a run of lines that holds no containers: what is plain at once, the rest with the Markdown parser.
pub fn read<'s>(parser: &mut Parser<'s>, lines: &[Line<'s>], nodes: &mut Vec<Node>) {
    let plain = if parser.slides { without_classes_of_slides(lines) } else { None };
    let lines = plain.as_deref().unwrap_or(lines);
    let Some(mut at) = lines.iter().position(|l| !l.is_blank()) else { return };
    // White space of other scripts is the Markdown parser's.
    if !lines[..at].iter().all(|l| l.text.is_ascii()) {
        at = 0;
    }
    while let Some(line) = lines.get(at) {
        if line.is_blank() && line.text.is_ascii() {
            at += 1;
            continue;
        }
        if let Some(count) = indented_calls(parser, &lines[at..]) {
            let body = &lines[at..at + count];
            let raw = RawBlock { form: Form::Indented, ..RawBlock::default() };
            parser.code(indented(raw, body), span_of(body), nodes);
            at += count;
            continue;
        }
        let count = match plain::read(parser, &lines[at..], nodes) {
            Found::Read(count) => {
                at += count;
                continue;
            }
            Found::Doubtful(count) => count,
            Found::Unknown => lines.len() - at,
        };
        parse(parser, &lines[at..at + count], nodes);
        at += count;
    }
}

/// The lines without the classes of words in them, if any has some.
fn without_classes_of_slides<'s>(lines: &[Line<'s>]) -> Option<Vec<Line<'s>>> {
    let mut plain = None;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| has_part(&line.text, "[")) {
        if let Some(text) = without_classes(&line.text) {
            let all = plain.get_or_insert_with(|| lines.to_vec());
            all[at] = Line::new(line.number, line.span, text.into());
        }
    }
    plain
}

/// An indented paragraph of an item stands at least so far to the right in the file: the author meant code.
const CODE_COLUMN: usize = 4;

/// Calls of the engine that stand as a paragraph of their own in an item, set in like code, but not far enough for it.
/// How many lines they take.
fn indented_calls(parser: &Parser<'_>, lines: &[Line<'_>]) -> Option<usize> {
    let is_set_in = |line: &Line<'_>| {
        let before = parser.source.text.get(..line.span.start).unwrap_or_default();
        let white = before.bytes().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let columns = before[before.len() - white..].bytes().map(|b| if b == b'\t' { 4 } else { 1 }).sum::<usize>();
        before[..before.len() - white].bytes().next_back().is_none_or(|b| b == b'\n')
            && (CODE_COLUMN - columns.min(CODE_COLUMN)..CODE_COLUMN).contains(&line.indent())
    };
    let begins =
        |line: &Line<'_>| matches!(line.sign(), Some(b'd' | b's' | b'$')) && line.text.starts_with([' ', '\t']);
    let called = |line: &Line<'_>| {
        let text = line.trimmed();
        let text = text.strip_prefix("$ ").unwrap_or(text);
        (text.starts_with("docker ") || text.starts_with("sudo docker ")) && is_complete_command(text)
    };
    let is_call = |line: &&Line<'_>| begins(line) && called(line) && is_set_in(line);
    let count = lines.iter().take_while(is_call).count();
    (count > 0 && lines.get(count).is_none_or(Line::is_blank)).then_some(count)
}

/// A block that its indentation alone marks.
fn indented<'s>(raw: RawBlock<'s>, lines: &[Line<'s>]) -> RawBlock<'s> {
    let (line, end_line) = (lines[0].number, lines[lines.len() - 1].number);
    let mut raw = RawBlock { line, end_line, ..raw };
    raw.take_body(lines);
    raw
}

/// Reads lines with the Markdown parser.
pub fn parse<'s>(parser: &mut Parser<'s>, lines: &[Line<'s>], nodes: &mut Vec<Node>) {
    let prose = Run::new(parser, lines);
    let targets = std::mem::take(&mut parser.links);
    let mut resolve = |link: BrokenLink<'_>| {
        let url = targets.get(&link.reference.to_lowercase())?;
        Some((CowStr::from(url.clone()), CowStr::from("")))
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = pulldown_cmark::Parser::new_with_broken_link_callback(&prose.text, options, Some(&mut resolve));
    let mut builder = Builder { run: &prose, inline: Collector::default(), found: Vec::new(), state: State::default() };
    for (event, range) in events.into_offset_iter() {
        builder.take(event, range);
    }
    builder.end_loose_text(prose.text.len());
    let found = builder.found;
    parser.links = targets;
    for piece in found {
        match piece {
            Piece::Node(node) => nodes.push(node),
            Piece::Code(raw, span) => {
                parser.vote((raw.form == Form::Inline).then_some("katacoda"));
                parser.code(RawBlock { tab: parser.tab, ..raw }, span, nodes);
            }
        }
    }
}

/// Lines as one text, and where each began.
struct Run<'l, 's> {
    lines: &'l [Line<'s>],
    text: String,
    starts: Vec<usize>,
}

impl<'l, 's> Run<'l, 's> {
    fn new(parser: &Parser<'_>, lines: &'l [Line<'s>]) -> Self {
        let bytes = lines.iter().map(|l| l.text.len() + 2).sum();
        let (mut text, mut starts) = (String::with_capacity(bytes), Vec::with_capacity(lines.len()));
        for line in lines {
            starts.push(text.len());
            // Older Markdown took `##Title##` for a heading, and so do its authors.
            match unspaced_hashes(&line.text).or_else(|| unspaced_title(parser, line)) {
                Some(end) => {
                    text.push_str(&line.text[..end]);
                    text.push(' ');
                    text.push_str(line.text[end..].trim_end_matches(['#', ' ', '\t']));
                }
                None => text.push_str(&line.text),
            }
            text.push('\n');
        }
        Self { lines, text, starts }
    }

    /// The lines that a range of the text touches.
    fn lines(&self, range: &Range<usize>) -> &'l [Line<'s>] {
        let index = |at: usize| self.starts.partition_point(|s| *s <= at).saturating_sub(1);
        let trimmed = self.text[range.clone()].trim_end().len();
        let first = index(range.start);
        &self.lines[first..=index(range.start + trimmed.saturating_sub(1)).max(first)]
    }
}

/// Where the hashes of a heading end that no space follows: `##Title`.
fn unspaced_hashes(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(' ');
    let title = rest.trim_start_matches('#');
    let (white, hashes) = (text.len() - rest.len(), rest.len() - title.len());
    let spaced = title.chars().next().is_none_or(char::is_whitespace);
    (white <= 3 && (2..=6).contains(&hashes) && !spaced).then_some(white + hashes)
}

/// The same of the title that a file begins with, of one hash: `#Title`. Elsewhere it is as often a number or a comment.
fn unspaced_title(parser: &Parser<'_>, line: &Line<'_>) -> Option<usize> {
    let title = line.text.strip_prefix('#').filter(|title| title.starts_with(char::is_alphanumeric))?;
    let is_first = line.span.start == parser.begin;
    (is_first && !title.ends_with([';', '{', ','])).then_some(1)
}

/// The words of an HTML block; pictures among them are told by their description, links keep their address.
fn with_images(words: &str) -> Vec<Inline> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(start) = words[at..].find("![").map(|i| at + i) {
        let Some((alt, url, after)) = image(Cursor(&words[start..])) else {
            at = start + 1;
            continue;
        };
        let between = &words[from..start];
        out.extend(linked(between));
        out.push(Inline::Image { alt: alt.into(), url: url.into() });
        from = words.len() - after.0.len();
        at = from;
    }
    out.extend(linked(&words[from..]));
    out
}

/// The description and the address of the picture that stands at a place, and where it ends: `![a](b.png "c")`.
fn image(here: Cursor<'_>) -> Option<(&str, &str, Cursor<'_>)> {
    let start = here.past("![")?;
    let end = start.skip(|c| !matches!(c, '[' | ']'));
    let address = end.past("](")?.white().maybe("<");
    let after = address.skip(|c| !(matches!(c, '(' | ')') || c.is_whitespace()));
    let last = after.skip(|c| !matches!(c, '(' | ')')).past(")")?;
    Some((end.since(start), after.since(address), last))
}

/// What an HTML block says, if anything.
pub fn words_of_html(html: String) -> Option<Vec<Inline>> {
    let is_markup = is_element(html.trim());
    let html = with_pictures(&html).unwrap_or(html);
    let html = with_links(&html).unwrap_or(html);
    let words = if is_markup { without_markup(&html) } else { html };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| with_images(&words))
}

/// An HTML block with its pictures as Markdown has them, if any of them says what it shows.
fn with_pictures(html: &str) -> Option<String> {
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while let Some(start) = find_part(&html[at..], "<img").map(|i| at + i) {
        let attributes = Cursor(&html[start + "<img".len()..]);
        at = html.len() - attributes.0.len();
        if !attributes.ends_word() {
            continue;
        }
        let Some((attributes, after)) = parted(attributes.0, b'>') else { break };
        at = html.len() - after.len();
        if let Some(alt) = description(attributes) {
            out.extend([&html[from..start], "![", alt, "]()"]);
            from = at;
        }
    }
    (from > 0).then(|| out + &html[from..])
}

/// What the attributes of a picture say that it shows.
fn description(attributes: &str) -> Option<&str> {
    let is_quote = |c: char| matches!(c, '"' | '\'');
    let value = |(at, key): (usize, &str)| {
        let begins = !attributes[..at].ends_with(in_word);
        let value = Cursor(&attributes[at + key.len()..]).white().past("=")?.white().one(is_quote)?;
        let end = value.some(|c| !(is_quote(c) || matches!(c, '[' | ']')))?;
        (begins && end.0.starts_with(is_quote)).then(|| end.since(value))
    };
    attributes.match_indices("alt").find_map(value)
}

/// An HTML block without its comments and tags.
fn without_markup(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some((before, inner)) = parted(rest, b'<') {
        let comment = inner.strip_prefix("!--").and_then(|comment| comment.split_once("-->"));
        let Some((_, after)) = comment.or_else(|| parted(inner, b'>')) else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

enum Piece<'s> {
    Node(Node),
    Code(RawBlock<'s>, Span),
}

#[derive(Default)]
struct State<'s> {
    html: String,
    header: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    row: Vec<Vec<Inline>>,
    heading_id: String,
    loose_from: Option<usize>,
    in_table: bool,
    /// Commands with a button, to stand below their paragraph.
    actions: Vec<Piece<'s>>,
    /// Where the last of them ends, its mark included.
    action_end: Option<usize>,
}

struct Builder<'r, 'l, 's> {
    run: &'r Run<'l, 's>,
    inline: Collector,
    found: Vec<Piece<'s>>,
    state: State<'s>,
}

impl Builder<'_, '_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Rule => self.node(NodeKind::Rule, &range),
            Event::Html(html) => self.state.html.push_str(&html),
            inline => {
                if let Event::Code(code) = &inline {
                    self.action(code, &range);
                }
                // Text right within a construct that is too deep to be read as one.
                self.state.loose_from.get_or_insert(range.start);
                self.inline.take(inline);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { id, .. } => self.state.heading_id = id.map_or_else(String::new, CowStr::into_string),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.code(range),
            Tag::Table(_) => self.state.in_table = true,
            Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::List(_)
            | Tag::Item
            | Tag::BlockQuote(_) => self.end_loose_text(range.start),
            inline => drop(self.inline.take(Event::Start(inline))),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::HtmlBlock => self.html(range),
            TagEnd::CodeBlock => drop(self.inline.finish()),
            TagEnd::TableCell => {
                let cell = self.inline.finish();
                self.state.row.push(cell);
            }
            TagEnd::TableHead => self.state.header = std::mem::take(&mut self.state.row),
            TagEnd::TableRow => self.state.rows.push(std::mem::take(&mut self.state.row)),
            TagEnd::Table => {
                let (header, rows) = (std::mem::take(&mut self.state.header), std::mem::take(&mut self.state.rows));
                self.state.in_table = false;
                self.node(NodeKind::Table { header, rows }, range);
            }
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) => self.end_loose_text(range.end),
            inline => drop(self.inline.take(Event::End(inline))),
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) {
            self.state.loose_from = None;
        }
    }

    fn end_loose_text(&mut self, at: usize) {
        if self.state.in_table {
            return;
        }
        if let Some(from) = self.state.loose_from.take() {
            self.paragraph(&(from..at.max(from)));
        }
    }

    /// `` `ls`{{execute}} ``, with a blank between or without: a button on its page, a block to us.
    fn action(&mut self, code: &str, range: &Range<usize>) {
        let after = self.run.text.get(range.end..).unwrap_or_default();
        let begun = after.trim_start_matches(' ');
        let blanks = after.len() - begun.len();
        let mark = if begun.starts_with("{{") { begun.find("}}").and_then(|end| begun.get(..end + 2)) } else { None };
        let Some(mark) = mark.and_then(|mark| ACTION.group(mark, 0)) else { return };
        let lines = self.run.lines(range);
        let raw = RawBlock {
            closer: mark.to_owned(),
            line: lines[0].number,
            end_line: lines[lines.len() - 1].number,
            body: span_of(lines),
            lines: self.action_lines(code, range, lines),
            form: Form::Inline,
            between: self.state.action_end.and_then(|end| self.run.text.get(end..range.start)).map(str::to_owned),
            ..RawBlock::default()
        };
        self.state.action_end = Some(range.end + blanks + mark.len());
        self.state.actions.push(Piece::Code(raw, span_of(lines)));
    }

    /// The lines of a button's code: where it is broken in the source, a line is entered.
    fn action_lines(&self, code: &str, range: &Range<usize>, lines: &[Line<'_>]) -> Vec<(usize, Cow<'static, str>)> {
        let whole = |text: &str| {
            let mut text = Cow::Borrowed(text);
            unescape(&mut text);
            Cow::Owned(text.into_owned())
        };
        let source = self.run.text.get(range.clone()).filter(|_| lines.len() > 1);
        let Some(source) = source else { return vec![(lines[0].number, whole(code.trim()))] };
        let text = source.trim_matches('`').trim_end();
        text.split('\n').zip(lines).map(|(text, line)| (line.number, whole(text.trim_end()))).collect()
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let (text, id) = (self.inline.finish(), std::mem::take(&mut self.state.heading_id));
        self.node(NodeKind::Heading { level: level as u8, id, text: text.into() }, range);
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        let text = self.inline.finish();
        if !text.is_empty() {
            self.node(NodeKind::Paragraph(text.into()), range);
        }
    }

    fn html(&mut self, range: &Range<usize>) {
        if let Some(text) = words_of_html(std::mem::take(&mut self.state.html)) {
            self.node(NodeKind::Paragraph(text.into()), range);
        }
    }

    fn code(&mut self, range: &Range<usize>) {
        let lines = self.run.lines(range);
        let (line, end_line) = (lines[0].number, lines[lines.len() - 1].number);
        let mut raw = RawBlock { line, end_line, form: Form::Indented, ..RawBlock::default() };
        raw.take_body(lines);
        self.found.push(Piece::Code(raw, span_of(lines)));
    }

    fn node(&mut self, kind: NodeKind, range: &Range<usize>) {
        let lines = self.run.lines(range);
        self.found.push(Piece::Node(Node { kind, span: span_of(lines), line: lines[0].number }));
        self.found.append(&mut self.state.actions);
        self.state.action_end = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static IMG: Pattern = Pattern::new(r#"<img\b[^>]*?\balt\s*=\s*["']([^"'\[\]>]+)["'][^>]*>"#);

    proptest! {
        #[test]
        fn pictures_as_a_pattern_has_them(pieces in prop::collection::vec(prop::sample::select(vec![
            "<img", "<img ", ">", "alt", " alt=\"", "=", "\"", "'", " ", "a", "é", "[", "<img alt=\"b\" />", "\n",
        ]), 0..16)) {
            let text = pieces.concat();
            prop_assert_eq!(with_pictures(&text).unwrap_or(text.clone()), IMG.replace(&text, "![$1]()"));
        }
    }
}

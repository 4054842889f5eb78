//! Running text that needs no Markdown parser: paragraphs and headings in which signs have one meaning only. What is
//! read here is read to the same nodes by the parser, which a test holds; whatever is doubtful is left to it.

mod block;
mod sign;

use super::construct::may_be_escaped;
use super::inline::{begins_icon, clean, is_component, is_element};
use super::lines::{Line, span_of, unindented};
use super::markup;
use super::prose::Links;
use super::scan::{has_byte, parted};
use super::tree::Parser;
use crate::document::{Inline, Inlines, Node, NodeKind, Words, plain_text};
use block::{element, is_rule, paragraph, table, up_to_blank};
use memchr::memchr;
use sign::{CODE_ENDS, SIGNS, address, begins_mark, has_control, next_of, tag};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What stands at the beginning of some lines.
pub enum Found {
    /// A paragraph or heading of so many lines, which is among the nodes now.
    Read(usize),
    /// A paragraph of so many lines, with signs that need the parser.
    Doubtful(usize),
    /// Nothing that is known here.
    Unknown,
}

/// Reads what begins on the first of some lines, which must not be blank; no paragraph may stand right above.
pub fn read(parser: &mut Parser<'_>, lines: &[Line<'_>], nodes: &mut Vec<Node>) -> Found {
    let Some(first) = lines.first() else { return Found::Unknown };
    let white = first.text.bytes().take_while(|b| *b == b' ').count();
    if white > 3 || first.text.as_bytes().get(white) == Some(&b'\t') {
        return Found::Unknown;
    }
    if first.text.as_bytes().get(white) == Some(&b'#') {
        return heading(parser, first, white, nodes);
    }
    if is_rule(first.text.as_bytes()) {
        nodes.push(node(NodeKind::Rule, std::slice::from_ref(first)));
        return Found::Read(1);
    }
    let Some(count) = paragraph(lines) else { return other(parser, lines, nodes) };
    let lines = &lines[..count];
    let mut scan = Scan::new(&parser.source.text, &parser.links, &mut parser.pieces);
    let whole = span_of(lines);
    scan.room = whole.end - whole.start;
    let all = lines.iter().enumerate().try_for_each(|(i, line)| scan.line(Piece::of(line), i + 1 == count));
    let text = all.and_then(|()| scan.finish());
    match text {
        Some(text) if !text.is_empty() => {
            nodes.push(node(NodeKind::Paragraph(text), lines));
            Found::Read(count)
        }
        _ => Found::Doubtful(count),
    }
}

fn node(kind: NodeKind, lines: &[Line<'_>]) -> Node {
    Node { kind, span: span_of(lines), line: lines.first().map_or(0, |l| l.number) }
}

/// What is no paragraph: an element, a table, or what the parser is needed for.
fn other(parser: &mut Parser<'_>, lines: &[Line<'_>], nodes: &mut Vec<Node>) -> Found {
    let found = match lines[0].sign() {
        Some(b'<') => element(lines),
        Some(b'|') => table(parser, lines).map(|(count, table)| (count, Some(table))),
        _ => None,
    };
    let Some((count, kind)) = found else { return up_to_blank(lines) };
    nodes.extend(kind.map(|kind| node(kind, &lines[..count])));
    Found::Read(count)
}

/// The text of a title or a cell.
fn one_line(parser: &mut Parser<'_>, piece: Piece<'_>) -> Option<Inlines> {
    let mut scan = Scan::new(&parser.source.text, &parser.links, &mut parser.pieces);
    scan.line(piece, true)?;
    scan.finish()
}

/// `## Title`, without attributes or hashes at its end.
fn heading(parser: &mut Parser<'_>, line: &Line<'_>, white: usize, nodes: &mut Vec<Node>) -> Found {
    let hashes = line.text.bytes().skip(white).take_while(|b| *b == b'#').count();
    let title = &line.text[white + hashes..];
    let ends_plain = !title.trim_end().ends_with(['#', '}']);
    let plain = hashes <= 6 && title.starts_with(' ') && ends_plain && !has_byte(title, b'\t');
    let spaced = hashes <= 6 && (title.is_empty() || title.starts_with([' ', '\t']));
    let doubt = if spaced { Found::Doubtful(1) } else { Found::Unknown };
    let (Some(level), true) = (u8::try_from(hashes).ok(), plain) else { return doubt };
    let title = Piece::of(line).part(white + hashes, line.text.len());
    let Some(text) = one_line(parser, title).filter(|text| !text.is_empty()) else { return doubt };
    let kind = NodeKind::Heading { level, id: String::new(), text };
    nodes.push(node(kind, std::slice::from_ref(line)));
    Found::Read(1)
}

/// A piece of a line, and where it stands in the text that is shared, if it stands there.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: Option<usize>,
}

impl<'t> Piece<'t> {
    fn of(line: &'t Line<'_>) -> Self {
        let at = matches!(line.text, Cow::Borrowed(_)).then_some(line.span.start);
        Self { text: &line.text, at }
    }

    fn part(self, start: usize, end: usize) -> Self {
        Self { text: &self.text[start..end], at: self.at.map(|at| at + start) }
    }
}

/// Inline text that is being read. At most one emphasis is open.
struct Scan<'p> {
    /// The text that is shared.
    words: &'p Arc<String>,
    links: &'p Links,
    done: &'p mut Vec<Inline>,
    /// Plain text behind all that, where it stands in the text that is shared: a piece of its own only when it ends.
    run: Range<usize>,
    open: Option<Open>,
    /// Code that has begun on a line above.
    code: Option<Words>,
    /// A tilde was met, which means nothing as long as none follows that may end what it may begin.
    has_tilde: bool,
    /// These are the words of a link, in which emphasis is left to the parser.
    in_link: bool,
    /// Bytes of the lines that are still to come.
    room: usize,
    /// There may be an icon or an attribute list to be taken away.
    marked: bool,
}

/// Emphasis that is not closed yet.
struct Open {
    /// Which sign opened it, how often, and where in the text that is shared.
    mark: u8,
    times: usize,
    at: Option<usize>,
    inner: Vec<Inline>,
}

/// So many bytes at most are kept free for what follows in a run of words.
const MAX_ROOM: usize = 512;

impl<'p> Scan<'p> {
    /// Collects in a list, which is emptied first.
    fn new(words: &'p Arc<String>, links: &'p Links, done: &'p mut Vec<Inline>) -> Self {
        done.clear();
        let (open, code) = (None, None);
        Self { words, links, done, run: 0..0, open, code, in_link: false, room: 0, marked: false, has_tilde: false }
    }

    /// Takes a line; `None` where it needs the parser.
    fn line(&mut self, whole: Piece<'_>, last: bool) -> Option<()> {
        self.room = self.room.saturating_sub(whole.text.len() + 1);
        let line = unindented(whole.text);
        let text = if line.ends_with(' ') { line.trim_end_matches(' ') } else { line };
        let white = whole.text.len() - line.len();
        let here = Piece { text, at: whole.at.map(|at| at + white) };
        if text.ends_with('\t') {
            return None;
        }
        let (mut at, mut plain) = (0, 0);
        if let Some(code) = self.code.take() {
            at = self.end_code(code, here, white)?;
            plain = at;
        }
        while let Some(sign) = next_of(&SIGNS, text.as_bytes(), at) {
            let length = self.sign(here, plain, sign)?;
            at = sign + length.0;
            if length.1 {
                plain = at;
            }
        }
        if self.code.is_some() {
            return (!last && line.len() == text.len()).then_some(());
        }
        self.text(here.part(plain, text.len()));
        match line.len() - text.len() {
            _ if last => {}
            0 | 1 => self.text(Piece { text: " ", at: None }),
            _ => self.push(Inline::Break),
        }
        Some(())
    }

    /// Takes the sign at a place, before which plain text stands from `plain` on. Returns how many bytes that was, and
    /// whether it was more than plain text.
    fn sign(&mut self, line: Piece<'_>, plain: usize, at: usize) -> Option<(usize, bool)> {
        let text = line.text;
        let bytes = text.as_bytes();
        let (before, after) = (at.checked_sub(1).map(|i| bytes[i]), bytes.get(at + 1).copied());
        match bytes[at] {
            b'_' if [before, after].iter().all(|b| b.is_some_and(|b| b.is_ascii_alphanumeric())) => Some((1, false)),
            b'!' => {
                let Some(b'[') = after else { return Some((1, false)) };
                let (words, url, length) = self.link(line.part(at + 1, text.len()))?;
                self.text(line.part(plain, at));
                self.push(Inline::Image { alt: plain_text(&words).into(), url });
                Some((length + 1, true))
            }
            b'\\' if after?.is_ascii_punctuation() => {
                self.text(line.part(plain, at));
                self.text(line.part(at + 1, at + 2));
                self.marked |= matches!(after, Some(b':' | b'{'));
                Some((2, true))
            }
            b'\\' => Some((1, false)),
            b'<' if !after.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) => {
                Some((1, false))
            }
            // A tilde behind white space ends nothing.
            b'~' if after != Some(b'~')
                && !self.in_link
                && (!self.has_tilde || before.is_none_or(|b| b == b' ' || b == b'\t')) =>
            {
                self.has_tilde = true;
                Some((1, false))
            }
            b'<' => self.angle(line, plain, at),
            b'&' if !after.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'#') => Some((1, false)),
            b':' | b'{' => {
                self.marked |= bytes[at] == b'{' || after.is_some_and(begins_icon);
                Some((1, false))
            }
            b'`' => self.backtick(line, plain, at),
            b'[' => {
                if self.in_link {
                    return None;
                }
                if self.is_no_link(&text[at + 1..]) {
                    return Some((1, false));
                }
                let (words, url, length) = self.link(line.part(at, text.len()))?;
                self.text(line.part(plain, at));
                self.push(Inline::Link { text: words, url });
                Some((length, true))
            }
            mark @ (b'*' | b'_') if !self.in_link => {
                let length = bytes[at..].iter().take_while(|b| **b == mark).count();
                let after = bytes.get(at + length).copied();
                self.text(line.part(plain, at));
                self.emphasis(line.part(at, at + length), before, after)?;
                Some((length, true))
            }
            _ => None,
        }
    }

    /// Code between single backticks, on one line or more, no button behind it.
    fn backtick(&mut self, line: Piece<'_>, plain: usize, at: usize) -> Option<(usize, bool)> {
        let bytes = line.text.as_bytes();
        let Some(end) = next_of(&CODE_ENDS, bytes, at + 1) else {
            self.text(line.part(plain, at));
            self.begin_code(line.part(at + 1, bytes.len()))?;
            return Some((bytes.len() - at, true));
        };
        let (code, after) = (&bytes[at + 1..end], &bytes[end + 1..]);
        // Blanks on both sides are no part of it.
        let padded = code.starts_with(b" ") && code.ends_with(b" ");
        if bytes[end] != b'`' || code.is_empty() || padded || after.starts_with(b"`") || begins_mark(after) {
            return None;
        }
        if may_be_escaped(&line.text[at + 1..end]) {
            return None;
        }
        self.text(line.part(plain, at));
        let words = self.part(line.part(at + 1, end));
        self.push(Inline::Code(words));
        Some((end + 1 - at, true))
    }

    /// An element or an address.
    fn angle(&mut self, line: Piece<'_>, plain: usize, at: usize) -> Option<(usize, bool)> {
        let rest = &line.text[at..];
        if let Some(length) = tag(rest) {
            // A link or a picture in an element is the parser's.
            if markup::address(&rest[..length]).is_some() || markup::picture(&rest[..length]).is_some() {
                return None;
            }
            self.text(line.part(plain, at));
            self.html(line.part(at, at + length));
            return Some((length, true));
        }
        let length = address(rest).filter(|_| !self.in_link)?.len();
        self.text(line.part(plain, at));
        let url = self.part(line.part(at + 1, at + 1 + length));
        self.push(Inline::Link { text: vec![Inline::Text(url.clone())], url });
        Some((length + 2, true))
    }

    /// Opens or closes emphasis, by what stands on both sides of its signs.
    fn emphasis(&mut self, run: Piece<'_>, before: Option<u8>, after: Option<u8>) -> Option<()> {
        let white = |b: Option<u8>| b.is_none_or(|b| b == b' ' || b == b'\t');
        let sign = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_punctuation() && b != b'*' && b != b'_');
        let word = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
        let (mark, times) = (run.text.as_bytes()[0], run.text.len());
        self.end_run();
        match self.open.take() {
            None if times <= 2 && (word(after) && (white(before) || sign(before)) || sign(after) && white(before)) => {
                self.open = Some(Open { mark, times, at: run.at, inner: Vec::with_capacity(1) });
                Some(())
            }
            Some(open) if (open.mark, open.times) == (mark, times) && !open.inner.is_empty() => {
                let closes = (word(before) || sign(before)) && (white(after) || sign(after));
                let inner = if self.marked { clean(open.inner) } else { open.inner };
                let made = if times == 1 { Inline::Emphasis(inner) } else { Inline::Strong(inner) };
                self.push(made);
                closes.then_some(())
            }
            _ => None,
        }
    }

    /// Signs that nothing closes are text, as what stands behind them is.
    fn give_up(&mut self, open: Open) {
        let signs = if open.mark == b'*' { "**" } else { "__" };
        self.text(Piece { text: &signs[..open.times], at: open.at });
        self.end_run();
        for inline in open.inner {
            match (self.done.last_mut(), inline) {
                (Some(Inline::Text(last)), Inline::Text(text)) => last.append(&text),
                (_, inline) => self.done.push(inline),
            }
        }
    }

    /// A piece as words of their own.
    fn part(&self, piece: Piece<'_>) -> Words {
        match piece.at {
            Some(at) => Words::part(self.words, at, at + piece.text.len()),
            None => piece.text.into(),
        }
    }

    fn text(&mut self, piece: Piece<'_>) {
        if piece.text.is_empty() {
            return;
        }
        let from_run = self.run.len();
        if let Some(at) = piece.at {
            if from_run > 0 && self.run.end == at {
                self.run.end += piece.text.len();
                return;
            }
            if from_run == 0 && !matches!(self.into().last(), Some(Inline::Text(_))) {
                self.run = at..at + piece.text.len();
                return;
            }
        }
        self.end_run();
        let room = self.room.min(MAX_ROOM);
        if let Some(Inline::Text(last)) = self.into().last_mut() {
            if !piece.at.is_some_and(|at| last.grow(at, at + piece.text.len())) {
                last.push_str(piece.text, room);
            }
            return;
        }
        let words = self.part(piece);
        self.into().push(Inline::Text(words));
    }

    /// Makes a piece of the plain text that was met last.
    fn end_run(&mut self) {
        if !self.run.is_empty() {
            let words = self.take_run();
            self.into().push(Inline::Text(words));
        }
    }

    fn take_run(&mut self) -> Words {
        let run = std::mem::take(&mut self.run);
        Words::part(self.words, run.start, run.end)
    }

    fn push(&mut self, inline: Inline) {
        self.end_run();
        self.into().push(inline);
    }

    /// Where what is read goes.
    fn into(&mut self) -> &mut Vec<Inline> {
        self.open.as_mut().map_or(&mut *self.done, |open| &mut open.inner)
    }

    /// The whole text, if nothing is open.
    fn finish(&mut self) -> Option<Inlines> {
        if self.code.is_some() {
            return None;
        }
        // Mostly there is nothing but plain text.
        if !self.run.is_empty() && self.done.is_empty() && self.open.is_none() {
            let text = Inlines::from(Inline::Text(self.take_run()));
            return Some(if self.marked { clean(text.into_vec()).into() } else { text });
        }
        self.end_run();
        if let Some(open) = self.open.take() {
            self.give_up(open);
        }
        if self.done.len() == 1
            && !self.marked
            && let Some(one) = self.done.pop()
        {
            return Some(one.into());
        }
        let mut text = Vec::with_capacity(self.done.len());
        text.append(self.done);
        Some(if self.marked { clean(text).into() } else { text.into() })
    }

    /// Code that goes on below.
    fn begin_code(&mut self, code: Piece<'_>) -> Option<()> {
        if self.in_link || code.text.is_empty() || code.text.starts_with(' ') || has_control(code.text) {
            return None;
        }
        self.code = Some(self.part(code));
        Some(())
    }

    /// The rest of code that began above, on a line without so many blanks at its start; how many bytes it is, with
    /// the sign at its end.
    fn end_code(&mut self, mut code: Words, line: Piece<'_>, white: usize) -> Option<usize> {
        let end = memchr(b'`', line.text.as_bytes()).unwrap_or(line.text.len());
        let (rest, after) = (&line.text[..end], line.text[end..].strip_prefix('`'));
        if white > 0 || rest.ends_with(' ') || rest.is_empty() || has_control(rest) {
            return None;
        }
        code.push_str(" ", rest.len());
        code.push_str(rest, 0);
        match after {
            Some(after) if after.starts_with('`') || begins_mark(after.as_bytes()) => return None,
            Some(_) if may_be_escaped(&code) => return None,
            Some(_) => self.push(Inline::Code(code)),
            None => self.code = Some(code),
        }
        Some(end + usize::from(after.is_some()))
    }

    /// An element: a break, formatting, or words in angle brackets.
    fn html(&mut self, tag: Piece<'_>) {
        if tag.text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
            self.push(Inline::Break);
        } else if !(is_element(tag.text) || is_component(tag.text)) {
            self.text(tag);
        }
    }

    /// Whether what stands behind a bracket makes no link, whatever follows.
    fn is_no_link(&self, text: &str) -> bool {
        let Some((label, rest)) = parted(text, b']') else { return false };
        let known = || self.links.contains_key(&label.to_lowercase());
        !rest.starts_with(['(', '[', ':'])
            && !label.contains(['\\', '[', '`', '<'])
            && (self.links.is_empty() || !known())
    }

    /// The words and the address of `[words](url)` or `[words][label]` without title or emphasis in its words; and its
    /// length.
    fn link(&self, piece: Piece<'_>) -> Option<(Vec<Inline>, Words, usize)> {
        let (words, rest) = parted(piece.text.strip_prefix('[')?, b']')?;
        let (closes, named) = if rest.starts_with('[') { (b']', true) } else { (b')', false) };
        let (target, _) = parted(rest.strip_prefix(['(', '['])?, closes)?;
        let from = words.len() + 3;
        let address = if named {
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
            let url = self.links.get(&target.to_lowercase()).filter(|_| target.bytes().all(plain))?;
            Words::from(url.as_str())
        } else {
            self.part(piece.part(from, from + target.len()))
        };
        if address.is_empty()
            || address.bytes().any(|b| ODD[usize::from(b)])
            || words.trim().len() != words.len()
            || words.is_empty()
        {
            return None;
        }
        let mut within = Vec::new();
        let mut scan = Scan { in_link: true, ..Scan::new(self.words, self.links, &mut within) };
        scan.line(piece.part(1, 1 + words.len()), true)?;
        Some((scan.finish()?.into_vec(), address, from + target.len() + 1))
    }
}

/// Bytes with which an address needs the parser.
static ODD: [bool; 256] = {
    let (mut odd, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        let sign = matches!(byte, b'(' | b'[' | b']' | b'`' | b'<' | b'>' | b'\\' | b'&' | b'"' | b'\'' | b'{' | 0x7f);
        odd[byte as usize] = byte <= b' ' || sign;
        byte += 1;
    }
    odd
};

#[cfg(test)]
mod tests {
    use super::super::{lines, prose};
    use super::*;
    use crate::source::Source;
    use proptest::prelude::*;

    /// The nodes of a text without containers: by whichever way is fit, and by the parser alone.
    fn both(text: &str) -> [Vec<Node>; 2] {
        let source = Source::new("x.md", text);
        let lines = lines::split(&source, &mut Vec::new());
        let (mut found, mut parsed) = (Vec::new(), Vec::new());
        prose::read(&mut Parser::new(&source, prose::links(&lines), None), &lines, &mut found);
        if !lines.iter().all(Line::is_blank) {
            prose::parse(&mut Parser::new(&source, prose::links(&lines), None), &lines, &mut parsed);
        }
        [found, parsed]
    }

    #[test]
    fn plain_text_is_read_as_the_parser_reads_it() {
        for text in [
            "# A title\nSome words  \nand `code`, **more** of *it*.\n\nSee [this](a/b.md).\n",
            "**Note:** a_b is `x`.\nB [`c`](d) e\n",
            "   a\n      b \t\nc\n",
            "a\n\u{a0}\nb",
            "a (*b*) **c**d *e\n",
            "x `a``b` y ` z\n",
            "  \tx\n",
            "---\na\n\n***\n\n_b_ and __c d__, (_e.g._ f) g_h_ i.\n",
            "*a*\n_b\nc_ ![x: y](z.png) <http://a.b:80/c> \\* d \\e <- f\n",
            "[`a` b: c](d) [e_f](g) [_h_](i) [](j) ![k `l`](m)\n",
            "| a | b |\n|---|---|\n| c | d |\n\n<br>\n<br>\n\ne\n===\n\n## f # g\n\nh\n- i\n\n  j\n",
            "# a #6: b {c} d\nwrapped `code\nis` read, `a\n b` or `c \nd` or `e\n",
            "[x] a [b] c ~10 and <i>d</i><a name=\"e\"></a><br/>f <g h> <IMAGE>\n**:a-b: c** {d} [e][f]\n",
            "(_a._) *b.*, **c:**; _d_. `e`_f!_`g` ~1 to ~2 ~ ~\n\n~1 a~ b ~c\n",
            "a [b\nc] d `e\nf``\ng` h\n\n:octicons-a-24: b ~c~ ~d\n",
            "<pre>\na\n\nb\n</pre>\n\nc\n<!-- d\n\ne -->\n",
            "a & b {target=_blank} *c `d` [e](f)\ng **h\n\n`i ` and ` j` ` k `\n",
            "[a][b-c] ![d `e`][f] [g][H] [i][j k]\n\n[b-c]: http://d.e/f_g\n[F]: <h>\n[h]: i&j\n[j k]: l\n",
            "<figure markdown>\n  ![a](b.png){ c=\"d\" }\n  <p>e <img src=\"f\" alt=\"g\"></p>\n</figure>\n\n<p>\n##h\n",
            "|| a | `b|c` |\n|:-:|---|-|-|\n| **d** <br> e |\tf &mdash;\n|g|h|i| j | k |\n| l \\| m |\n\n|n|\n|o|\n",
            "|| a | b |  \n|:-:|---| - |\n| **d** <br> e |\tf\t| [g](h) |\n|i|j & k|l|m|\n|n|\n\no\n",
            "|a|\n|---\t|\n|b|\n\n|a|\n| --- |\n|\tb\t|\n",
        ] {
            let [found, parsed] = both(text);
            assert_eq!(found, parsed, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_read_in_two_ways(pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "word", " ", "  ", "\n", "\n\n", "*", "**", "_", "`", "``", "[", "](", ")", "[a](b)", "`c`", "![", "__", "<http://a.b>", "---", "***", "<br>", "<b>", "</i >", "<x y=\"z\">", "<c/>", "~~", "| a |\n|---|\n", "]", "][a]", "\n[a]: b\n",
            "\n| ", " |\n", "|\n|-|-|\n|", "|\n|-\t|\n|", "|", "\n|  \n", "& ", "\n<figure>", "\n\n<p ", "<pre>", "# ", "## ",
            "1. ", ".", ":", "!", "&", "&amp;", "<", ">", "\\", "~", "{", "}", "\t", "é", "\u{a0}", "(", "\"", "|", "-", "=",
        ]), 0..24)) {
            let text = pieces.concat();
            let [found, parsed] = both(&text);
            prop_assert_eq!(found, parsed, "{:?}", text);
        }
    }
}

//! Running text that needs no Markdown parser: paragraphs and headings in which signs have one meaning only. What is
//! read here is read to the same nodes by the parser, which a test holds; whatever is doubtful is left to it.

use super::inline::{begins_icon, clean};
use super::lines::{Line, span_of, unindented};
use crate::document::{Inline, Node, NodeKind};

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
pub fn read(lines: &[Line<'_>], nodes: &mut Vec<Node>) -> Found {
    let Some(first) = lines.first() else { return Found::Unknown };
    let white = first.text.bytes().take_while(|b| *b == b' ').count();
    if white > 3 || first.text.as_bytes().get(white) == Some(&b'\t') {
        return Found::Unknown;
    }
    if first.text.as_bytes().get(white) == Some(&b'#') {
        return heading(first, white, nodes);
    }
    let Some(count) = paragraph(lines) else { return Found::Unknown };
    let lines = &lines[..count];
    let mut scan = Scan { room: lines.iter().map(|l| l.text.len() + 1).sum(), ..Scan::default() };
    let all = lines.iter().enumerate().try_for_each(|(i, line)| scan.line(&line.text, i + 1 == count));
    match all.and_then(|()| scan.finish()) {
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

/// `## Title`, without attributes or hashes at its end.
fn heading(line: &Line<'_>, white: usize, nodes: &mut Vec<Node>) -> Found {
    let hashes = line.text.bytes().skip(white).take_while(|b| *b == b'#').count();
    let title = &line.text[white + hashes..];
    let plain = hashes <= 6 && title.starts_with(' ') && !title.contains(['#', '{', '\t']);
    let (Some(level), true) = (u8::try_from(hashes).ok(), plain) else { return Found::Unknown };
    let mut scan = Scan::default();
    let text = scan.line(title, true).and_then(|()| scan.finish()).filter(|text| !text.is_empty());
    let Some(text) = text else { return Found::Unknown };
    let kind = NodeKind::Heading { level, id: String::new(), text };
    nodes.push(node(kind, std::slice::from_ref(line)));
    Found::Read(1)
}

/// How many lines a paragraph takes; `None` where a line might be anything but its text.
fn paragraph(lines: &[Line<'_>]) -> Option<usize> {
    let mut count = 0;
    for line in lines {
        let text = unindented(&line.text);
        let Some(first) = text.bytes().next() else { break };
        let digits = || text.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_text = match first {
            b'A'..=b'Z' | b'a'..=b'z' | b'(' | b'"' | b'\'' | b'.' | b',' | b'/' | b'$' | b'@' => true,
            b'0'..=b'9' => !digits().starts_with(['.', ')']),
            b'`' => !text.starts_with("```"),
            b'*' => text.starts_with("**") && text.as_bytes().get(2).is_some_and(u8::is_ascii_alphanumeric),
            b'[' => !text.contains("]:"),
            _ => first >= 0x80 && !line.is_blank(),
        };
        if !is_text {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Bytes that may mean something within a line.
static SIGNS: [bool; 256] = signs();

const fn signs() -> [bool; 256] {
    let (mut found, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        found[byte as usize] = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'~' | b'[' | b'<' | b'&' | b'!' | b':' | b'{' => true,
            _ => byte.is_ascii_control() && byte != b'\t',
        };
        byte += 1;
    }
    found
}

/// Inline text that is being read. At most one emphasis is open.
#[derive(Default)]
struct Scan {
    done: Vec<Inline>,
    /// How many asterisks opened the emphasis, and what it holds.
    open: Option<(usize, Vec<Inline>)>,
    /// Bytes of the lines that are still to come.
    room: usize,
    /// There may be an icon or an attribute list to be taken away.
    marked: bool,
}

/// So many bytes at most are kept free for what follows in a run of words.
const MAX_ROOM: usize = 256;

impl Scan {
    /// Takes a line; `None` where it needs the parser.
    fn line(&mut self, line: &str, last: bool) -> Option<()> {
        self.room = self.room.saturating_sub(line.len() + 1);
        let line = unindented(line);
        let text = line.trim_end_matches(' ');
        if text.ends_with('\t') {
            return None;
        }
        let (mut at, mut plain) = (0, 0);
        let bytes = text.as_bytes();
        while let Some(sign) = bytes[at..].iter().position(|b| SIGNS[usize::from(*b)]).map(|i| at + i) {
            let length = self.sign(text, plain, sign)?;
            at = sign + length.0;
            if length.1 {
                plain = at;
            }
        }
        self.text(&text[plain..]);
        match line.len() - text.len() {
            _ if last => {}
            0 | 1 => self.text(" "),
            _ => self.push(Inline::Break),
        }
        Some(())
    }

    /// Takes the sign at a place, before which plain text stands from `plain` on. Returns how many bytes that was, and
    /// whether it was more than plain text.
    fn sign(&mut self, text: &str, plain: usize, at: usize) -> Option<(usize, bool)> {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).map(|i| bytes[i]);
        let after = bytes.get(at + 1).copied();
        match bytes[at] {
            b'_' if before?.is_ascii_alphanumeric() && after?.is_ascii_alphanumeric() => Some((1, false)),
            b'!' if after != Some(b'[') => Some((1, false)),
            b'&' if after.is_none_or(|b| b == b' ') => Some((1, false)),
            b':' | b'{' => {
                self.marked |= bytes[at] == b'{' || after.is_some_and(begins_icon);
                Some((1, false))
            }
            b'`' => {
                let code = code(&text[at..])?;
                self.text(&text[plain..at]);
                self.push(Inline::Code(code.to_owned()));
                Some((code.len() + 2, true))
            }
            b'[' => {
                let (link, length) = link(&text[at..])?;
                self.text(&text[plain..at]);
                self.push(link);
                Some((length, true))
            }
            b'*' => {
                let length = bytes[at..].iter().take_while(|b| **b == b'*').count();
                let after = bytes.get(at + length).copied();
                self.text(&text[plain..at]);
                self.emphasis(length, before, after)?;
                Some((length, true))
            }
            _ => None,
        }
    }

    /// Opens or closes emphasis, by what stands on both sides of the asterisks.
    fn emphasis(&mut self, length: usize, before: Option<u8>, after: Option<u8>) -> Option<()> {
        let white = |b: Option<u8>| b.is_none_or(|b| b == b' ' || b == b'\t');
        let sign = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_punctuation() && b != b'*');
        let word = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
        match self.open.take() {
            None if length <= 2 && white(before) && (word(after) || sign(after)) => {
                self.open = Some((length, Vec::new()));
                Some(())
            }
            Some((opened, inner)) if opened == length && !inner.is_empty() => {
                let closes = (word(before) && (white(after) || sign(after))) || (sign(before) && white(after));
                let inner = if self.marked { clean(inner) } else { inner };
                let made = if length == 1 { Inline::Emphasis(inner) } else { Inline::Strong(inner) };
                self.push(made);
                closes.then_some(())
            }
            _ => None,
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let into = self.open.as_mut().map_or(&mut self.done, |(_, inner)| inner);
        if let Some(Inline::Text(last)) = into.last_mut() {
            last.push_str(text);
            return;
        }
        let mut words = String::with_capacity(text.len() + self.room.min(MAX_ROOM));
        words.push_str(text);
        into.push(Inline::Text(words));
    }

    fn push(&mut self, inline: Inline) {
        self.open.as_mut().map_or(&mut self.done, |(_, inner)| inner).push(inline);
    }

    /// The whole text, if nothing is open.
    fn finish(self) -> Option<Vec<Inline>> {
        match self.open {
            Some(_) => None,
            None if self.marked => Some(clean(self.done)),
            None => Some(self.done),
        }
    }
}

/// Code between single backticks on one line, no button behind it.
fn code(text: &str) -> Option<&str> {
    let (code, rest) = text.strip_prefix('`')?.split_once('`')?;
    let plain = !code.is_empty() && !code.starts_with(' ') && !code.ends_with(' ') && !rest.starts_with('`');
    let clean = !rest.starts_with("{{") && !code.bytes().any(|b| b.is_ascii_control());
    (plain && clean).then_some(code)
}

/// `[words](url)` without title or any sign in its words, or with code for words; and its length.
fn link(text: &str) -> Option<(Inline, usize)> {
    let (words, rest) = text.strip_prefix('[')?.split_once(']')?;
    let (url, _) = rest.strip_prefix('(')?.split_once(')')?;
    let odd =
        |b: u8| b <= b' ' || matches!(b, b'(' | b'[' | b']' | b'`' | b'<' | b'>' | b'\\' | b'&' | b'"' | b'\'' | 0x7f);
    if url.is_empty() || url.bytes().any(odd) || words.trim().len() != words.len() || words.is_empty() {
        return None;
    }
    let inner = match code(words) {
        Some(code) if code.len() + 2 == words.len() => Inline::Code(code.to_owned()),
        _ if words.bytes().any(|b| SIGNS[usize::from(b)]) => return None,
        _ => Inline::Text(words.to_owned()),
    };
    let length = words.len() + url.len() + 4;
    Some((Inline::Link { text: vec![inner], url: url.to_owned() }, length))
}

#[cfg(test)]
mod tests {
    use super::super::{lines, prose, tree::Parser};
    use super::*;
    use crate::source::Source;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The nodes of a text without containers: by whichever way is fit, and by the parser alone.
    fn both(text: &str) -> [Vec<Node>; 2] {
        let source = Source::new("x.md", text);
        let lines = lines::split(&source, &mut Vec::new());
        let (mut found, mut parsed) = (Vec::new(), Vec::new());
        prose::read(&mut Parser::new(&source, BTreeMap::new(), None), &lines, &mut found);
        if !lines.iter().all(Line::is_blank) {
            prose::parse(&mut Parser::new(&source, BTreeMap::new(), None), &lines, &mut parsed);
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
        ] {
            let [found, parsed] = both(text);
            assert_eq!(found, parsed, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_read_in_two_ways(pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "word", " ", "  ", "\n", "\n\n", "*", "**", "_", "`", "``", "[", "](", ")", "[a](b)", "`c`", "# ", "## ",
            "1. ", ".", ":", "!", "&", "&amp;", "<", ">", "\\", "~", "{", "}", "\t", "é", "\u{a0}", "(", "\"", "|", "-", "=",
        ]), 0..24)) {
            let text = pieces.concat();
            let [found, parsed] = both(&text);
            prop_assert_eq!(found, parsed, "{:?}", text);
        }
    }
}

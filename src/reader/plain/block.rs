//! What lines of running text are as a whole: paragraphs, rules, elements and tables.

use super::super::lines::{Line, unindented};
use super::super::prose::words_of_html;
use super::super::scan::has_byte;
use super::super::tree::Parser;
use super::{Found, Piece, one_line};
use crate::document::{Inline, NodeKind};

/// `---`, `* * *`
pub fn is_rule(text: &[u8]) -> bool {
    let Some(mark) = text.iter().find(|b| **b != b' ').filter(|b| matches!(**b, b'-' | b'*' | b'_')) else {
        return false;
    };
    text.iter().all(|b| b == mark || *b == b' ') && text.iter().filter(|b| *b == mark).nth(2).is_some()
}

/// Lines up to the next blank one are a piece of their own, unless something may begin among them that goes on.
pub fn up_to_blank(lines: &[Line<'_>]) -> Found {
    let held = lines[0].text.starts_with('<') && lines.iter().find(|l| l.is_blank()).is_some_and(|l| l.text.is_empty());
    let goes_on = |line: &Line<'_>| {
        let text = unindented(&line.text).as_bytes();
        let after = text.get(1).copied();
        let raw = |name: &str| text.get(1..=name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes()));
        match text.first() {
            Some(b'-' | b'+' | b'*') => after.is_none_or(|b| b == b' ' || b == b'\t') && !is_rule(text),
            // The parser takes blanks before an element for text of what follows, but not within another.
            Some(b'<') if line.text.len() > text.len() && !held => true,
            Some(b'<') => {
                matches!(after, Some(b'!' | b'?')) || ["pre", "script", "style", "textarea"].into_iter().any(raw)
            }
            Some(b'`' | b'~') => after == text.first().copied(),
            Some(b'|' | b'!' | b'[' | b'{' | b':' | b'=' | b'_' | b'&' | b'%' | b';' | b'(' | b'"') | None => false,
            Some(byte) => !byte.is_ascii_alphabetic(),
        }
    };
    match lines.iter().position(|l| l.is_blank() && l.text.is_ascii()) {
        // Breaks between paragraphs leave nothing.
        Some(count) if lines[..count].iter().all(|l| l.text == "<br>") => Found::Read(count),
        Some(count) if !lines[..count].iter().any(goes_on) => Found::Doubtful(count),
        _ => Found::Unknown,
    }
}

/// How many lines a paragraph takes; `None` where a line might be anything but its text.
pub fn paragraph(lines: &[Line<'_>]) -> Option<usize> {
    let mut count = 0;
    for line in lines {
        let text = unindented(&line.text);
        let Some(first) = text.bytes().next() else { break };
        let digits = || text.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_text = match first {
            b'A'..=b'Z' | b'a'..=b'z' | b'(' | b'"' | b'\'' | b'.' | b',' | b'/' | b'$' | b'@' | b'{' | b'?' | b')' => {
                true
            }
            b'0'..=b'9' => !digits().starts_with(['.', ')']),
            b'`' => !text.starts_with("```"),
            b'*' => {
                let stressed = text.strip_prefix("**").or(text.strip_prefix('*')).unwrap_or_default();
                stressed.bytes().next().is_some_and(|b| !matches!(b, b' ' | b'\t' | b'*'))
            }
            b'_' => text.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric),
            b'!' => text.starts_with("!["),
            b':' => text.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b':'),
            b'<' => text.starts_with("<http"),
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

/// Elements with which a piece of HTML begins that goes on to the next blank line.
const BLOCKS: [&str; 7] = ["figure", "iframe", "center", "div", "p", "section", "table"];

/// The words of an element that begins on the first of some lines, if it has any; and how many lines it takes.
pub fn element(lines: &[Line<'_>]) -> Option<(usize, Option<NodeKind>)> {
    let rest = lines.first()?.text.strip_prefix('<')?;
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let after = rest.as_bytes().get(name.len());
    if !BLOCKS.contains(&name) || !after.is_none_or(|b| matches!(b, b' ' | b'>')) {
        return None;
    }
    let lines = up_to(lines)?;
    // The parser is given a blank behind the hashes of a title.
    if lines.iter().any(|l| l.sign() == Some(b'#')) {
        return None;
    }
    let mut html = String::with_capacity(lines.iter().map(|l| l.text.len() + 1).sum());
    for line in lines {
        html.push_str(&line.text);
        html.push('\n');
    }
    Some((lines.len(), words_of_html(html).map(|words| NodeKind::Paragraph(words.into()))))
}

/// The lines before the next blank one; `None` where that has white space of other scripts, which ends nothing.
fn up_to<'l, 's>(lines: &'l [Line<'s>]) -> Option<&'l [Line<'s>]> {
    let end = lines.iter().position(Line::is_blank).unwrap_or(lines.len());
    lines.get(end).is_none_or(|blank| blank.text.is_ascii()).then(|| &lines[..end])
}

/// A table of more cells is left to the parser, which has a limit for those that are missing.
const MAX_CELLS: usize = 1 << 16;

/// A table whose rows all begin and end with a pipe, and how many lines it takes.
pub fn table(parser: &mut Parser<'_>, lines: &[Line<'_>]) -> Option<(usize, NodeKind)> {
    let is_row = |l: &Line<'_>| {
        let row = l.text.trim_end_matches(' ');
        row.len() > 1 && row.starts_with('|') && row.ends_with('|')
    };
    let ([first, second, ..], true) = (lines, lines.iter().take(2).all(is_row)) else { return None };
    let columns = cells(second).map(is_delimiter).try_fold(0, |count, is| is.then_some(count + 1))?;
    let lines = up_to(lines)?;
    let fits = cells(first).count() == columns && columns * lines.len() <= MAX_CELLS;
    // An escaped pipe parts nothing, and only blanks may stand around the dashes.
    let is_plain = |l: &Line<'_>| is_row(l) && !has_byte(&l.text, b'\\');
    if !fits || has_byte(&second.text, b'\t') || !lines.iter().all(is_plain) {
        return None;
    }
    let mut row = |line| -> Option<Vec<Vec<Inline>>> {
        let mut row = Vec::with_capacity(columns);
        for cell in cells(line).take(columns) {
            row.push(one_line(parser, cell)?.into_vec());
        }
        row.resize(columns, Vec::new());
        Some(row)
    };
    let header = row(first)?;
    let rows = lines[2..].iter().map(row).collect::<Option<_>>()?;
    Some((lines.len(), NodeKind::Table { header, rows }))
}

/// `---`, `:-:`
fn is_delimiter(cell: Piece<'_>) -> bool {
    let dashes = cell.text.strip_prefix(':').unwrap_or(cell.text);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
}

/// The cells of a row that begins and ends with a pipe.
fn cells<'l>(row: &'l Line<'_>) -> impl Iterator<Item = Piece<'l>> {
    let whole = Piece::of(row);
    let end = row.text.trim_end_matches(' ').len() - 1;
    let mut from = 1;
    row.text[1..end.max(1)].split('|').map(move |cell| {
        let start = from + (cell.len() - cell.trim_start_matches([' ', '\t']).len());
        let piece = whole.part(start, start + cell.trim_matches([' ', '\t']).len());
        from += cell.len() + 1;
        piece
    })
}

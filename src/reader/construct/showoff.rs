//! Showoff decks: `!SLIDE` begins a slide, `@@@ Sh` is the first line of set-in code and names its language, and
//! `~~~SECTION:notes~~~` … `~~~ENDSECTION~~~` is the speaker's.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::span_of;
use super::super::raw::RawBlock;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::{Node, TEACHERS};
use crate::source::Span;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("showoff", "slides below !SLIDE, code below @@@ Sh")],
    holds_code: true,
    ..Construct::new(b"@!~", opens, read)
};

/// How a section of the speaker's begins, and how any ends.
const SECTION: &str = "~~~SECTION:";
const END: &str = "~~~ENDSECTION~~~";
/// Columns that make code.
const CODE_COLUMNS: usize = 4;

/// The language of `@@@ Sh`.
fn language<'t>(place: &'t Place<'_, '_>) -> Option<&'t str> {
    let name = place.line().trimmed().strip_prefix("@@@ ")?;
    let is_word = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'_'));
    (is_word && place.line().indent() >= CODE_COLUMNS).then_some(name)
}

fn is_slide(text: &str) -> bool {
    text.strip_prefix("!SLIDE").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    match text.as_bytes().first() {
        Some(b'@') => language(place).is_some(),
        Some(b'!') => is_slide(text),
        _ => text.starts_with(SECTION) || text == END,
    }
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    if let Some(language) = language(place) {
        let language = language.to_ascii_lowercase();
        return code(parser, place, language, nodes);
    }
    let from = place.at + 1;
    let Some(name) = place.line().trimmed().strip_prefix(SECTION) else { return from };
    let end = place.lines[from..].iter().position(|line| line.trimmed() == END);
    let (Some(end), true) = (end.map(|end| from + end), name.starts_with("notes")) else { return from };
    let children = parser.nested(&place.lines[from..end]);
    let mut made = callout::named(TEACHERS, Some(""), children);
    made.collapsed = true;
    nodes.push(super::callout_node(made, span_of(&place.lines[place.at..=end]), place.line().number));
    end + 1
}

/// The lines that are set in below a mark.
fn code<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, info: String, nodes: &mut Vec<Node>) -> usize {
    let (first, from) = (place.line(), place.at + 1);
    let within = place.lines[from..].iter().take_while(|line| line.is_blank() || line.indent() >= CODE_COLUMNS).count();
    let blank = place.lines[from..from + within].iter().rev().take_while(|line| line.is_blank()).count();
    let body = &place.lines[from..from + within - blank];
    let last = body.last().unwrap_or(first);
    let mut raw = RawBlock {
        info: info.into(),
        line: first.number,
        end_line: last.number,
        tab: parser.tab,
        ..RawBlock::default()
    };
    raw.take_body(body);
    if body.is_empty() {
        raw.body = Span::new(first.span.end, first.span.end);
    }
    parser.code(raw, Span::new(first.span.start, last.span.end), nodes);
    from + body.len()
}

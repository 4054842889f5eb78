//! Fences and headings that readers understand in different ways.

use super::given::{Given, short};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, NodeKind, walk};
use crate::source::{Source, Span};
use regex::Regex;
use std::sync::LazyLock;

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in &given.blocks {
        found.extend(shorter_closer(given, block));
        found.extend(opener_within(given, block));
    }
    no_space(given, found);
    not_utf8(given, found);
    not_indented(given, found);
    unclosed_div(given, found);
    stray_details(given, found);
}

/// The columns that a line is indented by; a tab goes on to the next fourth one.
fn indent(line: &str) -> usize {
    let blank = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
    blank.fold(0, |at, c| if c == '\t' { at / BOX_INDENT * BOX_INDENT + BOX_INDENT } else { at + 1 })
}

/// The line after `!!! note` that its author takes for the box's text.
fn not_indented(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<&str> = given.text.lines().collect();
    for (at, pair) in lines.windows(2).enumerate() {
        let marker = BOX.as_ref().is_some_and(|b| b.is_match(pair[0]));
        let more = indent(pair[1]).saturating_sub(indent(pair[0]));
        if !marker || pair[1].trim().is_empty() || more >= BOX_INDENT {
            continue;
        }
        let how =
            if more == 0 { "not indented".to_owned() } else { format!("indented by {more}, not by {BOX_INDENT}") };
        let message = format!("this line is {how}, so it stands below the box of line {} and not in it", at + 1);
        let help = "indent the box's text by four blanks";
        found.push(given.finding("L0113", given.line_span(at + 2), message).help(help));
    }
}

/// The last `<div>` that no `</div>` ends, and the first `</div>` that ends none. Where a template brings tags of its own,
/// nobody can tell.
fn unclosed_div(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let (mut open, mut stray) = (Vec::new(), None);
    let has_template = given.text.contains("{%") || given.text.contains("{{");
    for tag in DIV.iter().flat_map(|d| d.find_iter(&given.prose)) {
        match tag.as_str() {
            closer if closer.starts_with("</") => {
                if open.pop().is_none() {
                    stray.get_or_insert(Span::new(tag.start(), tag.end()));
                }
            }
            tag if tag.ends_with("/>") => {}
            _ => open.push(Span::new(tag.start(), tag.end())),
        }
    }
    if let Some(span) = stray.filter(|_| !has_template) {
        let message = "this `</div>` closes nothing";
        found.push(
            given.finding("L0114", span, message).help("remove it, or open its `<div>` where its content begins"),
        );
    }
    let lines: Vec<usize> = open.iter().rev().map(|span| given.source.line(span.start)).collect();
    if let Some(span) = open.pop() {
        let message = format!("this `<div>` is never closed{}", Given::more(&lines));
        found.push(given.finding("L0114", span, message).help("close it with `</div>`"));
    }
}

/// The first `</details>` that ends none.
fn stray_details(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let (mut open, has_template) = (0_usize, given.text.contains("{%") || given.text.contains("{{"));
    for tag in DETAILS.iter().flat_map(|d| d.find_iter(&given.prose)).filter(|_| !has_template) {
        let is_closer = tag.as_str().starts_with("</");
        if is_closer && open == 0 {
            let span = Span::new(tag.start(), tag.end());
            let help = "remove it, or open its `<details>` where its content begins";
            found.push(given.finding("L0106", span, "this `</details>` closes nothing").help(help));
            return;
        }
        open = if is_closer { open - 1 } else { open + 1 };
    }
}

/// Bytes that were no UTF-8 and of which reading made a sign.
fn not_utf8(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let text = &given.source.text;
    let places = text.match_indices(UNREADABLE).map(|(at, _)| (at, given.source.line(at)));
    let places: Vec<(usize, usize)> = places.filter(|(_, line)| !given.allowances.hold("L0112", *line)).collect();
    let mut lines: Vec<usize> = places.iter().map(|(_, line)| *line).collect();
    lines.dedup();
    if let Some((at, _)) = places.first().copied() {
        let message = format!("this character cannot be read: it is not UTF-8{}", Given::also(&lines));
        let span = Span::new(at, at + UNREADABLE.len_utf8());
        found.push(given.finding("L0112", span, message).help("save the file as UTF-8"));
    }
}

/// The finding about the first character of a text that could not be read, with the lines of all.
pub fn unreadable(source: &Source) -> Option<Diagnostic> {
    let at = source.text.find(UNREADABLE)?;
    let mut lines: Vec<usize> = source.text.match_indices(UNREADABLE).map(|(at, _)| source.line(at)).collect();
    lines.dedup();
    let message = format!("this character cannot be read: it is not UTF-8{}", Given::also(&lines));
    let span = Span::new(at, at + UNREADABLE.len_utf8());
    Some(Diagnostic::warning("L0112", source, span, message).help("save the file as UTF-8"))
}

/// `MkDocs` takes what is indented so far for a box's or a tab's text.
const BOX_INDENT: usize = 4;
/// How a box or a tab of `MkDocs` begins.
static BOX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^\s*(?:(?:!!!|\?\?\?\+?) +[A-Za-z][\w-]*(?: +[a-z]+)*(?: +(?:".*"|'.*'))?|===[!+]? +".*")\s*$"#).ok()
});
static DIV: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</?div\b[^>]*>").ok());
static DETAILS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</?details\b[^>]*>").ok());
/// Stands in a text for bytes that are no character.
const UNREADABLE: char = '\u{fffd}';

/// The first run of three and more backticks or tildes in a line: its place, its sign, its length.
fn fence(line: &str) -> Option<(usize, char, usize)> {
    let at = line.find("```").into_iter().chain(line.find("~~~")).min()?;
    let mark = line[at..].chars().next()?;
    Some((at, mark, line[at..].chars().take_while(|c| *c == mark).count()))
}

fn shorter_closer(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let (_, mark, opened) = fence(given.source.line_text(block.line))?;
    let (_, other, length) = fence(given.source.line_text(block.end_line)).filter(|_| block.end_line > block.line)?;
    if mark != other || length >= opened {
        return None;
    }
    let message = format!(
        "this fence is shorter than the one of line {} that opened the block; it is taken to end it",
        block.line
    );
    let help = format!("give it {opened} signs too: other readers take all that follows for code");
    Some(given.finding("L0108", given.line_span(block.end_line), message).help(help))
}

fn repeat(mark: char, count: usize) -> String {
    std::iter::repeat_n(mark, count).collect()
}

/// An opening fence in a block's body: the block was most likely to end before it.
fn opener_within(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let (_, mark, length) = fence(given.source.line_text(block.line))?;
    let language = block.tag.to_lowercase();
    if length > 3 || ["text", "html"].contains(&language.as_str()) {
        return None;
    }
    let opens = |text: &str| {
        let info = text.trim().trim_start_matches(mark);
        let is_word = info.starts_with(|c: char| c.is_alphabetic() || c == '{' || c == '.') && !info.contains(mark);
        text.trim().starts_with(&repeat(mark, 3)) && is_word
    };
    let line = block.text.lines().position(opens)? + block.line + 1;
    let taken = format!("its line is read as a part of that block, which is taken to end with line {}", block.end_line);
    let message = format!("a code block begins here, and the one of line {} is still open; {taken}", block.line);
    let help = if ["md", "markdown", "mdx"].contains(&language.as_str()) {
        "open the block that shows Markdown with a longer fence, and close it with that"
    } else {
        "close the block above with its own fence, or open it with a longer one if it shows Markdown"
    };
    Some(given.finding("L0108", given.line_span(line), message).help(help))
}

/// `##Title`, which today's Markdown takes for text.
fn no_space(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    walk(&given.document.nodes, &mut |node| {
        let NodeKind::Heading { level, .. } = &node.kind else { return };
        let span = given.line_span(node.line);
        let text = &given.source.text[span.start..span.end];
        let hashes = text.len() - text.trim_start_matches('#').len();
        if hashes > 0 && !text[hashes..].starts_with(char::is_whitespace) && hashes < text.len() {
            let help = format!("write `{} {}`", repeat('#', usize::from(*level)), short(text[hashes..].trim()));
            let mark = Span::new(span.start, span.start + hashes + 1);
            found.push(given.finding("L0109", mark, "there is no space after the heading's `#`").help(help));
        }
    });
}

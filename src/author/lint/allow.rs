//! `<!-- ropewalk: allow L0207 -->`: the author knows better, for the next block or, at the top, for the file.

use super::given::outside_of_code;
use super::rule::{rule, rules, severity};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, walk};
use crate::source::{Source, Span};
use crate::text::did_you_mean;
use regex::Regex;
use std::sync::LazyLock;

static ALLOW: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<!--\s*ropewalk:\s*allow\s+([A-Z0-9,\s]+?)\s*-->").ok());

/// Codes that are switched off for some lines.
struct Allowed {
    codes: Vec<(String, Span)>,
    /// First and last line.
    lines: (usize, usize),
}

/// The findings without those that comments in the lesson switch off.
pub fn without_allowed(source: &Source, document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let allowed = allowed(source, document);
    let is_allowed = |d: &Diagnostic| {
        let here = |a: &Allowed| (a.lines.0..=a.lines.1).contains(&d.line) && a.codes.iter().any(|(c, _)| c == d.code);
        d.file == source.name && allowed.iter().any(here)
    };
    found.into_iter().filter(|d| !is_allowed(d)).collect()
}

/// Comments that switch off what does not exist.
pub fn unknown_codes(source: &Source, document: &Document) -> Vec<Diagnostic> {
    let codes = allowed(source, document).into_iter().flat_map(|a| a.codes).filter(|(code, _)| rule(code).is_none());
    let finding = |(code, span): (String, Span)| {
        let severity = severity("L0110");
        let message = format!("there is no rule `{code}`, so nothing is allowed");
        let near = did_you_mean(&code, rules().map(|r| r.code));
        let help = near.map_or_else(|| "docs/lint.md lists the rules".into(), |n| format!("did you mean `{n}`?"));
        Diagnostic { severity, ..Diagnostic::warning("L0110", source, span, message) }.help(help)
    };
    codes.map(finding).collect()
}

fn allowed(source: &Source, document: &Document) -> Vec<Allowed> {
    let Some(pattern) = ALLOW.as_ref().filter(|_| source.text.contains("ropewalk:")) else { return Vec::new() };
    let outside = outside_of_code(source, document);
    let (blocks, extents) = (document.blocks(), extents(source, document));
    let mut found = Vec::new();
    for captures in pattern.captures_iter(&source.text) {
        let (Some(whole), Some(listed)) = (captures.get(0), captures.get(1)) else { continue };
        // In a code block it is an example; in the text comments are blanked, so only code differs here.
        let line = source.line(whole.start());
        let next = blocks.partition_point(|b| b.line <= line);
        let is_example = next.checked_sub(1).is_some_and(|i| line <= blocks[i].end_line);
        let is_quoted = outside[..whole.start()].ends_with('`');
        if !is_example && !is_quoted {
            let lines = lines_after(&extents, source.line(whole.end()));
            found.push(Allowed { codes: codes(listed.as_str(), listed.start()), lines });
        }
    }
    found
}

fn codes(listed: &str, start: usize) -> Vec<(String, Span)> {
    let words = listed.split(|c: char| c == ',' || c.is_whitespace()).filter(|w| !w.is_empty());
    let place = |word: &str| {
        // `word` is a part of `listed`, so the distance of their beginnings is its place.
        let at = start + (word.as_ptr() as usize - listed.as_ptr() as usize);
        (word.to_owned(), Span::new(at, at + word.len()))
    };
    words.map(place).collect()
}

/// First and last line of every node, in the order of the text.
fn extents(source: &Source, document: &Document) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    walk(&document.nodes, &mut |node| {
        found.push((node.line, source.line(node.span.end.saturating_sub(1).max(node.span.start))));
    });
    found
}

/// The lines of what stands after a line; all of them where nothing stands before it.
fn lines_after(extents: &[(usize, usize)], line: usize) -> (usize, usize) {
    let next = extents.partition_point(|(first, _)| *first <= line);
    if next == 0 { (1, usize::MAX) } else { extents.get(next).copied().unwrap_or((line, line)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(String, (usize, usize))> {
        let source = Source::new("x.md", text);
        let (document, _) = crate::reader::read(&source);
        let codes = |a: &Allowed| a.codes.iter().map(|(c, _)| c.as_str()).collect::<Vec<_>>().join(" ");
        allowed(&source, &document).iter().map(|a| (codes(a), a.lines)).collect()
    }

    #[test]
    fn for_the_next_block_or_the_file() {
        let one = |codes: &str, lines| vec![(codes.to_owned(), lines)];
        assert_eq!(lines("a\n\n<!-- ropewalk: allow L0207, L0208 -->\n```\nb\n```\n\nc\n"), one("L0207 L0208", (4, 6)));
        assert_eq!(lines("---\ntitle: x\n---\n<!-- ropewalk: allow L0206 -->\n\n# a\n"), one("L0206", (1, usize::MAX)));
        assert_eq!(lines("a\n\n```html\n<!-- ropewalk: allow L0206 -->\n```\n"), []);
        assert_eq!(lines("write `<!-- ropewalk: allow L0206 -->` above it\n"), []);
    }
}

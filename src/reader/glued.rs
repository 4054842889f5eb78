//! Closing fences that stand at the end of a line of the code they close: `$ docker ps` and three backticks right behind
//! it.
//!
//! Read strictly, such a block goes on to the next fence, which was meant to open another one, and from there on text is
//! taken for code and code for text. So a lesson that has some is looked through twice, with them and without: where it
//! is whole only with them, they close their blocks.

use super::construct::fence::{Fence, closing, opening};
use super::construct::is_heading;
use super::lines::{Line, begun};
use super::scan::{has_part, trimmed_end};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use std::ops::Range;

/// Fences have so many marks at least.
const LEAST: usize = 3;

/// Sets such fences on lines of their own, which keep the number of the line they stood on, and says so.
pub fn part<'s>(source: &'s Source, lines: &mut Vec<Line<'s>>, diagnostics: &mut Vec<Diagnostic>) {
    if !lines.iter().any(|line| glued(line).is_some()) {
        return;
    }
    let (strict, lenient) = (Scan::of(lines, false), Scan::of(lines, true));
    if lenient.closed.is_empty() || lenient.faults >= strict.faults {
        return;
    }
    let (mut closed, mut all) = (lenient.closed.iter().peekable(), Vec::with_capacity(lines.len() + 8));
    for (at, line) in std::mem::take(lines).into_iter().enumerate() {
        let Some((_, marks)) = closed.next_if(|(closed, _)| *closed == at) else {
            all.push(line);
            continue;
        };
        let (code, fence) = (trimmed_end(&line.text[..marks.start]).len(), line.slice(marks.clone()));
        let message = "the fence that closes this code block stands behind its last line";
        let help = "write it on a line of its own: other readers take what follows for code";
        diagnostics.push(Diagnostic::warning("L0103", source, fence.span, message).help(help));
        all.extend([line.slice(0..code), fence]);
    }
    *lines = all;
}

/// Where the marks of a fence stand that ends a line with something else before it, and no other marks as many.
fn glued(line: &Line<'_>) -> Option<Range<usize>> {
    let text = trimmed_end(&line.text);
    let mark = text.bytes().next_back().filter(|b| matches!(b, b'`' | b'~'))?;
    let code = text.trim_end_matches(char::from(mark));
    let (start, end) = (code.len(), text.len());
    let is_alone =
        || !begun(code).is_empty() && !["```", "~~~"].iter().any(|m| has_part(code, m)) && !code.ends_with('\\');
    (end - start >= LEAST && is_alone()).then_some(start..end)
}

/// What a reader finds who knows of nothing but fences.
#[derive(Default)]
struct Scan {
    /// The lines with a fence at their end that close a block, and where its marks stand.
    closed: Vec<(usize, Range<usize>)>,
    /// How much speaks against it: fences that stay open or open within others, headings and items in code.
    faults: usize,
}

impl Scan {
    fn of(lines: &[Line<'_>], lenient: bool) -> Self {
        let (mut scan, mut open, mut after_blank) = (Self::default(), None::<Fence<'_>>, false);
        for (at, line) in lines.iter().enumerate() {
            let text = behind_item(line);
            match open {
                None => open = opening(text),
                Some(fence) if closing(text, fence.mark, fence.length).is_some() => open = None,
                Some(fence) => {
                    let closes = |marks: &Range<usize>| {
                        marks.len() >= fence.length && line.text.as_bytes()[marks.start] == fence.mark
                    };
                    if let Some(marks) = glued(line).filter(|marks| lenient && closes(marks)) {
                        scan.closed.push((at, marks));
                        open = None;
                    } else {
                        let is_text = after_blank && is_of_text(text);
                        scan.faults += usize::from(is_text || opening(text).is_some_and(|f| !f.info.is_empty()));
                    }
                }
            }
            after_blank = line.is_blank();
        }
        scan.faults += usize::from(open.is_some());
        scan
    }
}

/// A line without the mark of a list's item, behind which a fence may open.
fn behind_item<'l>(line: &'l Line<'_>) -> &'l str {
    let text = begun(&line.text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if digits > 0 { text[digits..].strip_prefix(['.', ')']) } else { text.strip_prefix(['-', '*', '+']) };
    rest.filter(|rest| has_part(rest, "```")).and_then(|rest| rest.strip_prefix(' ')).map_or(text, begun)
}

/// A heading of a section, or an item with a number and a sentence: below an empty line no code has them.
fn is_of_text(text: &str) -> bool {
    let is_title = |text: &str| text.starts_with("## ") && is_heading(text);
    let is_item = || {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let item =
            rest.strip_prefix(". ").filter(|item| rest.len() < text.len() && item.starts_with(char::is_uppercase));
        item.is_some_and(|item| item.split_whitespace().nth(3).is_some())
    };
    is_title(text) || is_title(text.strip_prefix('#').unwrap_or(text)) || is_item()
}

#[cfg(test)]
mod tests {
    fn blocks(text: &str) -> (Vec<(usize, usize, String)>, Vec<&'static str>) {
        let (document, found) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let blocks = document.blocks().iter().map(|b| (b.line, b.end_line, b.text.to_string())).collect();
        (blocks, found.iter().map(|d| d.code).collect())
    }

    #[test]
    fn a_fence_at_the_end_of_a_line_closes() {
        let three = |text: &str| (1, 2, text.to_owned());
        let text = "```\n$ docker ps```\nThen look at it:\n```\n$ ls\n```\n";
        assert_eq!(blocks(text), (vec![three("$ docker ps"), (4, 6, "$ ls".into())], vec!["L0103"]));
        // Two of them, so that no fence stays open; a section between them tells.
        let two = format!("{text}\n## Next\n\n{text}");
        assert_eq!(blocks(&two).0.len(), 4);
        assert_eq!(blocks(&text.replace("ps```", "ps ````")).0[0], three("$ docker ps"));
        let listed = "1. See:\n   ```\n   $ docker ps```\n2. Then:\n   ```\n   $ ls\n   ```\n";
        assert_eq!(blocks(listed).0, [(2, 3, "$ docker ps".into()), (5, 7, "$ ls".into())]);
    }

    #[test]
    fn a_fence_at_the_end_of_a_line_may_be_code() {
        // Nothing is amiss without it.
        let text = "```\necho '```\nls\n```\n\n```\nls\n```\n";
        assert_eq!(blocks(text).0, [(1, 4, "echo '```\nls".into()), (6, 8, "ls".into())]);
        let within = "Text ```ls```\n\n```\nls\n";
        assert_eq!(blocks(within).0.len(), 1);
        assert_eq!(blocks("```\necho ```ls```\n").0.len(), 1);
        assert_eq!(blocks("````\na```\nb\n````\n").0, [(1, 4, "a```\nb".into())]);
        // Marks of slides stand on both sides of a word.
        assert_eq!(blocks("~~~NOTES~~~\n\nTie it.\n\n~~~ENDNOTES~~~\n").1, blocks("~~~NOTES~~~\n\nTie it.\n").1);
    }
}

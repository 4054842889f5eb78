//! `<!-- ropewalk: allow L0207 -->`: the author knows better, for the next block or, at the top, for the file. MDX knows no
//! comments of HTML; there it is `{/* ropewalk: allow L0207 */}`.

use super::given::outside_of_code;
use super::rule::{rule, rules, severity};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, walk};
use crate::source::{Source, Span};
use crate::text::did_you_mean;
use regex::Regex;
use std::sync::LazyLock;

/// A comment to us, and what it says.
static COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:<!--+|\{/\*)\s*ropewalk\b:?([\s\S]*?)(?:-->|\*/\})").ok());
static ALLOW: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)^\s*allow\b:?").ok());

/// What a comment switches off for some lines.
struct Allowed {
    /// By their codes.
    rules: Vec<&'static str>,
    /// Words that name no rule; all that it says where it does not allow anything.
    unknown: Vec<(String, Span)>,
    /// First and last line.
    lines: (usize, usize),
}

/// All that a lesson's comments switch off.
pub struct Allowances(Vec<Allowed>);

impl Allowances {
    /// Reads the comments of a lesson.
    pub fn of(source: &Source, document: &Document) -> Self {
        Self(allowed(source, document))
    }

    /// Whether a rule is switched off on a line.
    pub fn hold(&self, code: &str, line: usize) -> bool {
        self.0.iter().any(|a| (a.lines.0..=a.lines.1).contains(&line) && a.rules.contains(&code))
    }

    /// Comments that switch off what does not exist, or nothing at all.
    pub fn unknown(&self, source: &Source) -> Vec<Diagnostic> {
        let finding = |(word, span): &(String, Span)| {
            let message = match word.as_str() {
                "" => "this comment allows nothing".to_owned(),
                word => format!("there is no rule `{word}`, so nothing is allowed"),
            };
            let near = did_you_mean(word, rules().flat_map(|r| [r.code, r.name])).filter(|_| !word.is_empty());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if word.is_empty() => "write it so: `ropewalk: allow L0206`".to_owned(),
                None => "docs/lint.md lists the rules".to_owned(),
            };
            Diagnostic { severity: severity("L0110"), ..Diagnostic::warning("L0110", source, *span, message) }
                .help(help)
        };
        self.0.iter().flat_map(|a| &a.unknown).map(finding).collect()
    }
}

/// The findings without those that comments in the lesson switch off.
pub fn without_allowed(source: &Source, document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let allowances = Allowances::of(source, document);
    found.into_iter().filter(|d| d.file != source.name || !allowances.hold(d.code, d.line)).collect()
}

fn allowed(source: &Source, document: &Document) -> Vec<Allowed> {
    let Some(pattern) = COMMENT.as_ref().filter(|p| p.is_match(&source.text)) else { return Vec::new() };
    let outside = outside_of_code(source, document);
    let (blocks, extents) = (document.blocks(), extents(source, document));
    let mut found = Vec::new();
    for captures in pattern.captures_iter(&source.text) {
        let (Some(whole), Some(said)) = (captures.get(0), captures.get(1)) else { continue };
        // In a code block it is an example; in the text comments are blanked, so only code differs here.
        let line = source.line(whole.start());
        let next = blocks.partition_point(|b| b.line <= line);
        let is_example = next.checked_sub(1).is_some_and(|i| line <= blocks[i].end_line);
        let is_quoted = outside[..whole.start()].ends_with('`');
        if !is_example && !is_quoted {
            let (rules, mut unknown) = named(said.as_str(), said.start());
            if rules.is_empty() && unknown.is_empty() {
                unknown.push((String::new(), Span::new(whole.start(), whole.end())));
            }
            found.push(Allowed { rules, unknown, lines: lines_after(&extents, source.line(whole.end())) });
        }
    }
    found
}

/// The rules that a comment allows by their codes or names, and words that name none. Reasons may follow.
fn named(said: &str, start: usize) -> (Vec<&'static str>, Vec<(String, Span)>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let Some(allow) = ALLOW.as_ref().and_then(|p| p.find(said)) else { return (known, unknown) };
    for word in said[allow.end()..].split(|c: char| c == ',' || c.is_whitespace()).filter(|w| !w.is_empty()) {
        let name = word.trim_end_matches([':', ';', '.']);
        // `word` is a part of `said`, so the distance of their beginnings is its place.
        let at = start + (word.as_ptr() as usize - said.as_ptr() as usize);
        match rule(name) {
            Some(rule) => known.push(rule.code),
            None if !is_rule_like(name) && !known.is_empty() => break,
            None => unknown.push((name.to_owned(), Span::new(at, at + name.len()))),
        }
        if name.len() < word.len() {
            break;
        }
    }
    (known, unknown)
}

/// Whether a word looks like a code or a name of a rule: a letter and digits, or words joined by hyphens.
fn is_rule_like(word: &str) -> bool {
    let is_code = word.len() > 2 && word[1..].chars().all(|c| c.is_ascii_digit());
    word.is_ascii() && (is_code || (word.len() > 2 && word[1..word.len() - 1].contains('-')))
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
        allowed(&source, &document).iter().map(|a| (a.rules.join(" "), a.lines)).collect()
    }

    #[test]
    fn every_comment_to_us_is_applied_or_told_of() {
        for (text, known, unknown) in [
            (" allow l0206", vec!["L0206"], vec![]),
            (": allow untagged-image, L0207", vec!["L0206", "L0207"], vec![]),
            (" allow L0206: because", vec!["L0206"], vec![]),
            (": allow L0206 since it is so", vec!["L0206"], vec![]),
            (": allow L9206 untaged-image", vec![], vec!["L9206", "untaged-image"]),
            (": allow that", vec![], vec!["that"]),
            (": alow L0206", vec![], vec![""]),
        ] {
            for text in
                [format!("a\n\n<!-- ropewalk{text} -->\n\nb\n"), format!("a\n\n{{/* ropewalk{text} */}}\n\nb\n")]
            {
                let source = Source::new("x.md", text.as_str());
                let (document, _) = crate::reader::read(&source);
                let found = allowed(&source, &document);
                let words: Vec<&str> = found[0].unknown.iter().map(|(w, _)| w.as_str()).collect();
                assert_eq!((found.len(), &found[0].rules, words), (1, &known, unknown.clone()), "{text}");
            }
        }
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

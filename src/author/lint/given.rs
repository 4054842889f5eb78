//! A lesson as the finders look at it.

use super::allow::Allowances;
use super::rule::severity;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Command, Document, Form, Location, Node, NodeKind, walk};
use crate::lesson::Lesson;
use crate::reader::front_matter_lines;
use crate::source::{Source, Span};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<!--[\s\S]*?(?:-->|\z)").ok());
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"``[^\n]*?``|`[^`\n]*`").ok());

/// So many other lines are named where a finding holds for several.
const ALSO_LIMIT: usize = 8;

/// So many characters of a title or a line stand in a message.
const SHOWN: usize = 100;

/// A title or a line as a message has it: nobody reads a thousand words of it.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What lies beside a lesson, by paths relative to its folder.
pub struct Files<'f> {
    /// Whether a path exists.
    pub exist: &'f dyn Fn(&str) -> bool,
    /// The text of a file.
    pub text: &'f dyn Fn(&str) -> Option<String>,
}

impl<'f> Files<'f> {
    /// Files that exist and that nobody reads.
    pub fn unread(exist: &'f dyn Fn(&str) -> bool) -> Self {
        Self { exist, text: &|_| None }
    }
}

/// A lesson, read, and its text in the forms that finders search.
pub struct Given<'a> {
    /// The author's file.
    pub source: &'a Source,
    /// What the reader understood of it.
    pub document: &'a Document,
    /// Its steps.
    pub lesson: &'a Lesson,
    /// Its sidecar's file.
    pub sidecar: Option<&'a Source>,
    /// What lies beside it.
    pub files: &'a Files<'a>,
    /// The source with front matter, code blocks and comments blanked; every byte keeps its place.
    pub text: String,
    /// [`Given::text`] with code in lines blanked too.
    pub prose: String,
    /// What the author switched off.
    pub allowances: Allowances,
    /// The code blocks with their nodes, in the order of the text.
    pub blocks: Vec<(&'a Node, &'a Block)>,
    /// The commands that sentences ask for.
    sentences: Vec<Command>,
}

/// A command that the learner is asked to type, and what stands around it.
pub struct Typed<'g> {
    /// The command.
    pub command: &'g Command,
    /// The line above which it is announced, and the one below which it is spoken of again.
    pub above: usize,
    pub below: usize,
}

impl<'a> Given<'a> {
    /// Prepares a lesson.
    pub fn new(
        source: &'a Source,
        document: &'a Document,
        lesson: &'a Lesson,
        sidecar: Option<&'a Source>,
        files: &'a Files<'a>,
    ) -> Self {
        let mut blocks = Vec::new();
        walk(&document.nodes, &mut |node| {
            if let NodeKind::Block(block) = &node.kind {
                blocks.push((node, &**block));
            }
        });
        let text = outside_of_code(source, document);
        let prose = blank(&text, CODE.as_ref());
        let allowances = Allowances::of(source, document);
        let sentences = document.suggested.iter().map(|suggested| Command {
            line: suggested.line,
            text: suggested.text.clone(),
            straight: None,
            location: Location::Host,
            interactive: false,
            placeholders: suggested.placeholders.clone(),
        });
        let sentences = sentences.collect();
        Self { source, document, lesson, sidecar, files, text, prose, allowances, blocks, sentences }
    }

    /// Every command with its block.
    pub fn commands(&self) -> impl Iterator<Item = (&'a Block, &'a Command)> {
        self.blocks.iter().flat_map(|(_, block)| block.commands.iter().map(|command| (*block, command)))
    }

    /// Every command of a block, and those that sentences ask for.
    pub fn typed(&self) -> impl Iterator<Item = Typed<'_>> {
        let in_blocks =
            self.commands().map(|(block, command)| Typed { command, above: block.line, below: block.end_line });
        // What its own sentence says of it belongs to both.
        let in_sentences =
            self.sentences.iter().map(|command| Typed { command, above: command.line + 1, below: command.line - 1 });
        in_blocks.chain(in_sentences)
    }

    /// The commands that sentences ask for.
    pub fn sentences(&self) -> &[Command] {
        &self.sentences
    }

    /// A finding of a rule, with the severity that the table gives it.
    pub fn finding(&self, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        let severity = severity(code);
        Diagnostic { severity, ..Diagnostic::warning(code, self.source, span, message) }
    }

    /// How a finding tells that it holds for later lines too: `, as are 2 others, on lines 7, 12`; empty for one line.
    pub fn also(lines: &[usize]) -> String {
        let others: Vec<String> = lines.iter().skip(1).take(ALSO_LIMIT).map(ToString::to_string).collect();
        let more = if lines.len() > ALSO_LIMIT + 1 { ", …" } else { "" };
        let shown = others.join(", ");
        match lines.len().saturating_sub(1) {
            0 => String::new(),
            1 => format!(", as is another on line {shown}"),
            n => format!(", as are {n} others, on lines {shown}{more}"),
        }
    }

    /// How a finding tells of more places of the same: `; also on lines 7, 12`; empty for one line.
    pub fn more(lines: &[usize]) -> String {
        let mut lines = lines.to_vec();
        lines.dedup();
        let others: Vec<String> = lines.iter().skip(1).take(ALSO_LIMIT).map(ToString::to_string).collect();
        let shown = others.join(", ");
        match lines.len().saturating_sub(1) {
            0 => String::new(),
            1 => format!("; also on line {shown}"),
            n if n <= ALSO_LIMIT => format!("; also on lines {shown}"),
            n => format!("; also on lines {shown} and {} more", n - ALSO_LIMIT),
        }
    }

    /// The paragraph above a line, in lower case.
    pub fn paragraph_above(&self, line: usize) -> String {
        let above = (1..line).rev().map(|l| self.source.line_text(l).trim());
        let mut lines: Vec<&str> = above.skip_while(|l| l.is_empty()).take_while(|l| !l.is_empty()).collect();
        lines.reverse();
        lines.join(" ").to_lowercase()
    }

    /// The words between the last heading above a line, it included, and the line.
    pub fn section_above(&self, line: usize) -> &str {
        let mut start = 1;
        walk(&self.document.nodes, &mut |node| {
            if matches!(node.kind, NodeKind::Heading { .. }) && node.line <= line {
                start = start.max(node.line);
            }
        });
        let (from, to) = (self.source.offset(start, 1), self.source.offset(line, 1));
        self.text.get(from..to).unwrap_or_default()
    }

    /// The bytes of a line without its indentation.
    pub fn line_span(&self, line: usize) -> Span {
        let text = self.source.line_text(line);
        let start = self.source.offset(line, 1) + text.len() - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    }

    /// The bytes in the file of a place in a command's text; its first line where the file has it otherwise.
    pub fn span_at(&self, command: &Command, place: Range<usize>) -> Span {
        let exact = || {
            let before = command.text.get(..place.start)?;
            let (row, start) = (before.matches('\n').count(), before.rfind('\n').map_or(0, |at| at + 1));
            let text = command.text.get(start..)?.lines().next()?;
            let line = command.line + row;
            let at = self.source.offset(line, 1) + self.source.line_text(line).find(text.trim())?;
            let from = at + (place.start - start).checked_sub(text.len() - text.trim_start().len())?;
            // A word over several lines is shown up to the end of its first.
            let part = command.text.get(place.clone())?.lines().next()?;
            let span = Span::new(from, from + part.len());
            (self.source.text.get(span.start..span.end) == Some(part)).then_some(span)
        };
        exact().unwrap_or_else(|| self.span_in(command, command.text.get(place.clone()).unwrap_or_default()))
    }

    /// The bytes of a part of a command: the first place in its lines where `part` stands as a word, else where it stands
    /// at all, else its first line.
    pub fn span_in(&self, command: &Command, part: &str) -> Span {
        let first = part.lines().next().unwrap_or_default().trim_end_matches('\\').trim_end();
        let count = command.text.lines().count().max(1);
        let place = |line: usize, whole: bool| {
            let text = self.source.line_text(line);
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "_-.".contains(c));
            let is_word = |at: usize| {
                !is_part(text[..at].chars().next_back()) && !is_part(text[at + first.len()..].chars().next())
            };
            let (at, _) = text.match_indices(first).find(|(at, _)| !whole || is_word(*at))?;
            let start = self.source.offset(line, 1) + at;
            Some(Span::new(start, start + first.len()))
        };
        let lines = command.line..command.line + count;
        let found = lines.clone().find_map(|l| place(l, true)).or_else(|| lines.clone().find_map(|l| place(l, false)));
        found.filter(|_| !first.is_empty()).unwrap_or_else(|| self.line_span(command.line))
    }

    /// What follows the opening fence of a block.
    pub fn info(&self, block: &Block) -> &str {
        let line = self.source.line_text(block.line);
        let fence = line.find("```").or_else(|| line.find("~~~"));
        fence.map_or("", |at| line[at..].trim_start_matches(['`', '~']).trim())
    }
}

/// The source with front matter, code blocks and comments as blanks.
pub fn outside_of_code(source: &Source, document: &Document) -> String {
    let mut is_code = vec![false; source.line_count() + 1];
    let last = is_code.len() - 1;
    // There nothing is code by its indentation alone.
    let is_mdx = source.name.rsplit_once('.').is_some_and(|(_, end)| end == "mdx");
    walk(&document.nodes, &mut |node| {
        if let NodeKind::Block(block) = &node.kind
            && !(is_mdx && block.form == Form::Indented)
        {
            is_code[block.line.min(last)..=block.end_line.min(last)].fill(true);
        }
    });
    is_code[..=front_matter_lines(source).min(last)].fill(true);
    let lines = source.text.split_inclusive('\n').enumerate();
    let text: String = lines.map(|(i, l)| if is_code[(i + 1).min(last)] { blanks(l) } else { l.to_owned() }).collect();
    blank(&text, COMMENT.as_ref())
}

/// The text with every match as blanks.
fn blank(text: &str, pattern: Option<&Regex>) -> String {
    pattern.map_or_else(|| text.to_owned(), |p| p.replace_all(text, |c: &regex::Captures<'_>| blanks(&c[0])).into())
}

/// As many bytes of blanks; line breaks stay.
fn blanks(text: &str) -> String {
    text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_places_are_told() {
        let many: Vec<usize> = (1..13).collect();
        for (lines, want) in [
            (&many[..1], ""),
            (&[3, 3], ""),
            (&many[..2], "; also on line 2"),
            (&many[..3], "; also on lines 2, 3"),
            (&many, "; also on lines 2, 3, 4, 5, 6, 7, 8, 9 and 3 more"),
        ] {
            assert_eq!(Given::more(lines), want);
        }
    }

    #[test]
    fn code_and_comments_are_blanked_in_place() {
        let source = Source::new("x.md", "---\ntitle: a\n---\n\né `b` <!-- c\nd --> e\n\n```\nf\n```\ng\n");
        let (document, _) = crate::reader::read(&source);
        let lesson = Lesson::default();
        let files = Files::unread(&|_| true);
        let given = Given::new(&source, &document, &lesson, None, &files);
        assert_eq!(given.text.len(), source.text.len());
        assert_eq!(given.prose.split_whitespace().collect::<String>(), "éeg");
        assert_eq!(given.text.split_whitespace().collect::<String>(), "é`b`eg");
        assert_eq!(given.text.find('g'), source.text.find("g\n"));
    }
}

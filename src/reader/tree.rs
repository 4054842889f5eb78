//! Step 2: the tree of containers, by recursive descent on lines.

use super::construct::{self, CONSTRUCTS, Construct};
use super::limits::MAX_DEPTH;
use super::lines::{Line, span_of};
use super::prose::{self, Links};
use super::raw::RawBlock;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Node, NodeKind};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// Where a construct might begin.
pub struct Place<'p, 's> {
    /// The lines of the container.
    pub lines: &'p [Line<'s>],
    /// The line in question.
    pub at: usize,
    /// Whether running text stands directly above.
    pub after_text: bool,
}

impl<'p, 's> Place<'p, 's> {
    /// The line in question.
    pub fn line(&self) -> &'p Line<'s> {
        &self.lines[self.at]
    }
}

/// Reads lines to nodes. One per lesson.
pub struct Parser<'s> {
    /// What is read.
    pub source: &'s Source,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The code blocks, in the order of the text, as the fences tell them.
    pub raw: Vec<RawBlock>,
    /// How often a dialect's construct was met.
    pub votes: BTreeMap<&'static str, usize>,
    /// Reference links of the whole file.
    pub links: Links,
    /// Fences that have no end: not looked for twice.
    pub unclosed: Vec<construct::fence::Unclosed>,
    /// The tab that is being read, and how many groups there were.
    pub tab: Option<super::raw::Tab>,
    /// How many groups of tabs were met.
    pub tab_groups: usize,
    /// For each container's lines (depth, first, last) where its boxes of colons end.
    div_ends: BTreeMap<(usize, usize, usize), BTreeMap<usize, usize>>,
    depth: usize,
}

impl<'s> Parser<'s> {
    /// A parser that has read nothing yet.
    pub fn new(source: &'s Source, links: Links) -> Self {
        Self {
            source,
            links,
            diagnostics: Vec::new(),
            raw: Vec::new(),
            votes: BTreeMap::new(),
            unclosed: Vec::new(),
            tab: None,
            tab_groups: 0,
            div_ends: BTreeMap::new(),
            depth: 0,
        }
    }

    /// The nodes of a container's lines (or the file's).
    pub fn parse(&mut self, lines: &[Line<'s>]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let (mut at, mut prose_from) = (0, 0);
        while at < lines.len() {
            let place = Place { lines, at, after_text: at > prose_from && !lines[at - 1].is_blank() };
            let Some(found) = self.construct(&place) else {
                at += 1;
                continue;
            };
            prose::read(self, &lines[prose_from..at], &mut nodes);
            if let Some(dialect) = found.dialect {
                *self.votes.entry(dialect).or_default() += 1;
            }
            at = (found.read)(self, &place, &mut nodes).max(at + 1);
            prose_from = at;
        }
        prose::read(self, &lines[prose_from..], &mut nodes);
        nodes
    }

    /// The nodes of a container within the present one.
    pub fn nested(&mut self, lines: &[Line<'s>]) -> Vec<Node> {
        self.depth += 1;
        if self.depth == MAX_DEPTH {
            let message =
                format!("more than {MAX_DEPTH} containers within each other; the inner ones are read as text");
            self.warn("L0102", span_of(lines), message, "nest less deeply");
        }
        let nodes = self.parse(lines);
        self.depth -= 1;
        nodes
    }

    /// The line that closes the box of colons at a place.
    pub fn div_end(&mut self, place: &Place<'_, 's>) -> Option<usize> {
        let number = |l: Option<&Line<'_>>| l.map_or(0, |l| l.number);
        let key = (self.depth, number(place.lines.first()), number(place.lines.last()));
        let ends = self.div_ends.entry(key).or_insert_with(|| construct::div::ends(place.lines));
        ends.get(&place.at).copied()
    }

    /// How many containers the present lines stand in.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The construct that begins here. Too deep within others only fences do.
    fn construct(&self, place: &Place<'_, 's>) -> Option<&'static Construct> {
        let deep = self.depth >= MAX_DEPTH;
        CONSTRUCTS.iter().find(|c| (!deep || c.holds_code) && (c.opens)(place))
    }

    /// Notes a code block: its node now, its meaning later.
    pub fn code(&mut self, raw: RawBlock, span: Span, nodes: &mut Vec<Node>) {
        let block = Block {
            line: raw.line,
            end_line: raw.end_line,
            kind: BlockKind::Other,
            language: raw.info.split_whitespace().next().unwrap_or_default().to_owned(),
            text: raw.text(),
            body: raw.body,
            path: None,
            terminal: 1,
            commands: Vec::new(),
            output: false,
            expected: None,
            placeholders: Vec::new(),
            alternative_of: None,
        };
        nodes.push(Node { kind: NodeKind::Block(block), span, line: raw.line });
        self.raw.push(raw);
    }

    /// Adds a warning with a way to mend it.
    pub fn warn(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::warning(code, self.source, span, message).help(help));
    }
}

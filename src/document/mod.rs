//! The dialect-neutral tree of a lesson's text. The reader makes it; nobody else parses Markdown.
//!
//! Every node keeps the span of bytes it was read from, so that findings point into the author's file.

mod answer;
mod block;
mod inline;
mod language;
mod quiz;
mod teacher;
mod titles;
mod ways;
mod words;

pub use block::{Block, BlockKind, Command, Confidence, Form, Location, Tab};
pub use inline::{FEW_WORDS, Inline, Inlines, plain_text, push_plain};
pub use language::is_for_powershell;
pub use quiz::{Choice, Quiz, QuizKind};
pub use teacher::TEACHERS;
pub use ways::{OtherWay, is_lone_or};
pub use words::Words;

use crate::source::Span;
use serde::Serialize;

/// A lesson's text, read.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The names of the dialects that were recognised, the strongest first.
    pub dialects: Vec<&'static str>,
    /// From the front matter or the first heading of level one.
    pub title: Option<String>,
    /// What the learner will be able to do, as plain text.
    pub objectives: Vec<String>,
    /// The questions that the lesson answers.
    pub questions: Stated,
    /// What the learner must have or know first.
    pub prerequisites: Stated,
    /// What there is to remember.
    pub key_points: Stated,
    /// How long it takes.
    pub minutes: Minutes,
    /// The text itself, without front matter and comments.
    pub nodes: Vec<Node>,
    /// Hints the author wrote for the learner, in order.
    pub hints: Vec<AuthorHint>,
    /// Commands that a sentence asks for ("leave it with `exit`"): suggested, never typed by themselves.
    pub suggested: Vec<Suggested>,
    /// Questions found in the text (their nodes stay in [`Document::nodes`] as callouts).
    pub quizzes: Vec<Quiz>,
}

/// What an author states of a lesson in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its items, as they are written.
    pub items: Vec<String>,
    /// Whether it is found in the text, and so read there; else it is in the front matter only.
    pub in_text: bool,
}

impl Stated {
    /// What nobody reads in the text.
    pub fn beside_text(&self) -> &[String] {
        if self.in_text { &[] } else { &self.items }
    }
}

/// Minutes as the author estimates them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Minutes {
    /// Reading and listening, or the whole where only one number is given.
    pub teaching: Option<u32>,
    /// Doing.
    pub exercises: Option<u32>,
}

/// A hint in the lesson's own text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorHint {
    /// 1-based line.
    pub line: usize,
    /// Plain text.
    pub text: String,
}

/// A command in the running text that the learner is asked to type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// 1-based line.
    pub line: usize,
    /// The command as written.
    pub text: String,
    /// Where it would be typed, for all that is open there.
    #[serde(rename = "where")]
    pub location: Location,
    /// What is typed instead, where a word processor bent its signs.
    pub straight: Option<String>,
    /// The parts of it that the learner must replace, as written, each once.
    pub placeholders: Vec<String>,
}

impl Suggested {
    /// What is typed.
    pub fn typed(&self) -> &str {
        self.straight.as_deref().unwrap_or(&self.text)
    }
}

/// A piece of text and where it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The bytes of the source it covers.
    pub span: Span,
    /// 1-based first line.
    pub line: usize,
}

/// The kinds of text.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A section's heading. Headings that are titles of callouts are not here but in [`Callout::title`].
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its slug or the explicit `{#id}`; unique in the document.
        id: String,
        /// What it says.
        text: Inlines,
    },
    /// Running text.
    Paragraph(Inlines),
    /// A list; each item is a list of nodes.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Node>>,
    },
    /// A quotation that is no callout.
    Quote(Vec<Node>),
    /// A note, tip, challenge, solution, question …
    Callout(Callout),
    /// A table: header cells, then rows of cells.
    Table {
        /// The first row.
        header: Vec<Vec<Inline>>,
        /// The other rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A code block. It is many times larger than all others, which are many more.
    Block(Box<Block>),
    /// A thematic break.
    Rule,
}

/// A box set apart from the running text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Callout {
    /// Folded to few words: `note` `tip` `warning` `objectives` `challenge` `solution` `question` `hint` …
    pub kind: String,
    /// As the source says it.
    pub title: String,
    /// Shown folded until it is opened.
    pub collapsed: bool,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Callout {
    /// Whether it holds the answer to a question or a challenge: a solution, or a folded box whose title says so.
    pub fn is_answer(&self) -> bool {
        let folded = self.collapsed && matches!(self.kind.as_str(), "success" | "note" | "tip");
        self.kind == "solution" || folded && answer::is_title(&self.title)
    }
}

impl Callout {
    /// Whether its title asks and what is folded below it answers: `??? question "What is an image?"`.
    pub fn answers_itself(&self) -> bool {
        self.kind == "question" && self.collapsed && asks(&self.title) && !self.children.iter().any(holds_answer)
    }

    /// Whether a box in it answers what it asks, folded or not and whatever its colour.
    pub fn is_answered_by(&self, inner: &Self) -> bool {
        let asks = matches!(self.kind.as_str(), "question" | "challenge");
        asks && (inner.is_answer() || inner.kind == "success" || answer::is_title(&inner.title))
    }

    /// Whether it is folded until somebody asks for help: a hint, or what shows how it is done.
    pub fn is_folded_help(&self) -> bool {
        self.collapsed && (self.kind == "hint" || self.is_way_out())
    }

    /// Whether it is folded with a title that only bids to open it: `Click to reveal`.
    pub fn bids_to_open(&self) -> bool {
        self.collapsed && self.kind == "note" && answer::bids_to_open(&self.title)
    }

    /// Whether it shows what is to be done to whoever does not find it: an answer, or a folded box "Not sure how?".
    pub fn is_way_out(&self) -> bool {
        let title = || self.title.trim().trim_end_matches(['?', '!', '.', '…']).to_lowercase();
        let asks =
            |title: &str| ["not sure how", "not sure", "stuck", "need help", "show me how", "show me"].contains(&title);
        self.is_answer() || self.collapsed && self.kind == "note" && asks(&title())
    }
}

/// Whether a node is a box that answers, or a list that has one in an item.
fn holds_answer(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Callout(c) => c.is_answer() || matches!(c.kind.as_str(), "success" | "failure"),
        NodeKind::List { items, .. } => items.iter().flatten().any(holds_answer),
        _ => false,
    }
}

/// Whether a title is a question of its own: `Where is it?`, `How to stop it`.
fn asks(title: &str) -> bool {
    let end = title.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ')' | '"' | '`'));
    let first = title.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default().to_lowercase();
    let asking = ["what", "why", "how", "which", "where", "when", "who"];
    end.ends_with(['?', '？']) || asking.contains(&first.as_str())
}

impl Document {
    /// Every code block, in the order of the text, also within lists and callouts.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut found = Vec::new();
        walk(&self.nodes, &mut |node| {
            if let NodeKind::Block(block) = &node.kind {
                found.push(&**block);
            }
        });
        found
    }

    /// Every callout with its line, in the order of the text.
    pub fn callouts(&self) -> Vec<(usize, &Callout)> {
        let mut found = Vec::new();
        walk(&self.nodes, &mut |node| {
            if let NodeKind::Callout(callout) = &node.kind {
                found.push((node.line, callout));
            }
        });
        found
    }
}

/// Visits nodes in the order of the text, parents first.
pub fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        match &node.kind {
            NodeKind::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            NodeKind::Quote(children) => walk(children, visit),
            NodeKind::Callout(callout) => walk(&callout.children, visit),
            _ => {}
        }
    }
}

/// The same, for whoever changes them.
pub fn walk_mut(nodes: &mut [Node], visit: &mut impl FnMut(&mut Node)) {
    for node in nodes {
        visit(node);
        match &mut node.kind {
            NodeKind::List { items, .. } => items.iter_mut().for_each(|item| walk_mut(item, visit)),
            NodeKind::Quote(children) => walk_mut(children, visit),
            NodeKind::Callout(callout) => walk_mut(&mut callout.children, visit),
            _ => {}
        }
    }
}

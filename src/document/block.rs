//! A code block and the commands in it.

use super::Words;
use crate::source::Span;
use serde::Serialize;

/// What a code block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Every line belongs to a command for the host.
    Command,
    /// Commands with output or a container's prompt between them.
    Session,
    /// What a program printed.
    Output,
    /// The content of a file.
    File,
    /// A command's general form: never run.
    Synopsis,
    /// Input for another program's prompt (Python, SQL …).
    Repl,
    /// A diagram, a glossary, prose.
    Other,
}

/// How sure the reader is of what a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The author's marks or prompts say it.
    #[default]
    Certain,
    /// Its words or its shape say it.
    Likely,
    /// Nothing but what stands around it says it.
    Guess,
}

/// How a block is marked in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Between fences.
    #[default]
    Fence,
    /// Within a line, with a mark that says what to do with it (`` `ls`{{execute}} ``).
    Inline,
    /// A `<pre>` element.
    Pre,
    /// By its indentation alone.
    Indented,
}

/// Where a command is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// The sandbox's own shell.
    #[default]
    Host,
    /// A shell in a container that an earlier command opened.
    Container,
    /// The prompt of another program (SQL, Python …). Programs that read the outline see it as `container`: both are
    /// not the host, and only we have to know that no shell reads the line.
    #[serde(rename = "container")]
    Program,
}

/// A tab of a group of which the learner needs only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tab {
    /// The group.
    pub group: usize,
    /// Which tab of the group, from 0.
    pub index: usize,
    /// 1-based line of its head. Where it has a title, a paragraph begins there.
    pub line: usize,
    /// The tab around it, as its group and place.
    pub outer: Option<(usize, usize)>,
}

/// A code block, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// 1-based line of the opening fence.
    pub line: usize,
    /// 1-based line of the closing fence.
    pub end_line: usize,
    /// What it is for.
    pub kind: BlockKind,
    /// How sure that is.
    pub confidence: Confidence,
    /// How it is marked.
    pub form: Form,
    /// The first word of the info string, as written; for the language see [`Block::language`].
    pub tag: Words,
    /// The body as the author sees it: without the indentation of what it stands in.
    pub text: Words,
    /// The bytes of the body in the source.
    pub body: Span,
    /// Target of a file block.
    pub path: Option<String>,
    /// The path is what such a file is usually called; nothing in the text says it.
    pub usual_path: bool,
    /// What an action of the lesson's own page means, in words; empty where it means nothing here.
    pub action: Option<String>,
    /// The text is added to the file's end; else it is the whole file.
    pub append: bool,
    /// Which terminal it is typed in, from 1.
    pub terminal: u32,
    /// The commands, in order.
    pub commands: Vec<Command>,
    /// Whether the block itself shows output.
    pub output: bool,
    /// What the commands are expected to print, from this block or the one after.
    pub expected: Option<String>,
    /// Metavariables of a synopsis.
    pub placeholders: Vec<String>,
    /// The line of the block that this one may replace.
    pub alternative_of: Option<usize>,
    /// The tab it stands in.
    pub tab: Option<Tab>,
}

/// One command as it is typed; continuation lines are joined by `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// 1-based line.
    pub line: usize,
    /// Without its prompt, as the author wrote it.
    pub text: String,
    /// What is typed instead, where a word processor has left quotes or spaces that no shell knows.
    pub straight: Option<String>,
    /// Host or container.
    pub location: Location,
    /// Needs a person or a script at its prompt.
    pub interactive: bool,
    /// Parts the learner must replace, as written (`<container id>`).
    pub placeholders: Vec<String>,
}

impl Command {
    /// What is typed.
    pub fn typed(&self) -> &str {
        self.straight.as_deref().unwrap_or(&self.text)
    }
}

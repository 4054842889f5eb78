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
}

/// Commands of a block that do what others of it do too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherWay {
    /// The comment that tells what it is; empty for the first way where none does.
    pub name: String,
    /// The lines of its commands.
    pub lines: Vec<usize>,
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

impl Block {
    /// Commands that stand for others above them in the same block, below a comment that says so: `# or`, `# Option 2`,
    /// `# Windows (PowerShell)`, `# Podman`; or with a remark behind that they are the same: `# is equivalent`. Each choice
    /// has its ways, the first one first.
    pub fn choices(&self) -> Vec<Vec<OtherWay>> {
        let mut choices = self.choices_below_comments();
        self.add_remarked(&mut choices);
        choices
    }

    /// Adds the commands that are the same as the one before, as a remark behind them says.
    fn add_remarked(&self, choices: &mut Vec<Vec<OtherWay>>) {
        let has = |choices: &[Vec<OtherWay>], line| choices.iter().flatten().any(|way| way.lines.contains(&line));
        for (i, command) in self.commands.iter().enumerate().skip(1) {
            let before = &self.commands[i - 1];
            let program = |text: &str| text.split_whitespace().next().map(str::to_owned);
            let Some(remark) = same_as_before(&command.text) else { continue };
            if program(&command.text) != program(&before.text) || has(choices, command.line) {
                continue;
            }
            let way = |name: &str, line| OtherWay { name: name.to_owned(), lines: vec![line] };
            let is_known = has(choices, before.line);
            match choices.iter_mut().find(|ways| ways.last().is_some_and(|way| way.lines == [before.line])) {
                Some(ways) => ways.push(way(remark, command.line)),
                None if is_known => {}
                None => choices.push(vec![way("", before.line), way(remark, command.line)]),
            }
        }
        choices.sort_by_key(|ways| ways.first().and_then(|way| way.lines.first().copied()));
    }

    fn choices_below_comments(&self) -> Vec<Vec<OtherWay>> {
        let mut choices: Vec<Vec<OtherWay>> = Vec::new();
        // The commands below the last comment, and whether they are another way.
        let mut part = OtherWay::default();
        let mut is_other = false;
        let mut commands = self.commands.iter().map(|c| c.line).peekable();
        for (line, text) in (self.line + 1..).zip(self.text.lines()) {
            part.lines.extend(std::iter::from_fn(|| commands.next_if(|at| *at <= line)));
            // Within a command over several lines it is no comment.
            let Some(comment) = text.trim_start().strip_prefix("# ").filter(|_| !part.lines.contains(&line)) else {
                continue;
            };
            let is_other_now = || is_other_way(comment) || is_example(comment) && self.is_pattern(&part);
            let (before, after) = (is_other, (is_other || !part.lines.is_empty()) && is_other_now());
            if after && !before {
                choices.push(vec![std::mem::take(&mut part)]);
            } else if before && let Some(choice) = choices.last_mut() {
                choice.push(std::mem::take(&mut part));
            }
            (part, is_other) = (OtherWay { name: comment.trim().to_owned(), lines: Vec::new() }, after);
        }
        if is_other && let Some(choice) = choices.last_mut() {
            choice.push(part);
        }
        choices.iter_mut().for_each(|choice| choice.retain(|way| !way.lines.is_empty()));
        choices.iter_mut().for_each(|choice| shorten(choice));
        choices.retain(|choice| choice.len() > 1);
        choices
    }

    /// Whether the last command of a part has something to fill in.
    fn is_pattern(&self, part: &OtherWay) -> bool {
        let last = part.lines.last().and_then(|line| self.commands.iter().find(|c| c.line == *line));
        last.is_some_and(|command| !command.placeholders.is_empty())
    }
}

/// Without a comment that says where it begins, the first way has as many commands as the second.
fn shorten(choice: &mut [OtherWay]) {
    if let [first, second, ..] = choice
        && first.name.is_empty()
        && first.lines.len() > second.lines.len()
    {
        first.lines.drain(..first.lines.len() - second.lines.len());
    }
}

/// Whether a comment says that an example follows, and nothing else.
fn is_example(comment: &str) -> bool {
    let words = comment.trim_matches(|c: char| !c.is_alphanumeric());
    ["e.g", "eg", "example", "for example", "for instance"].iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// The remark behind a command that says that it is the one before in other words.
fn same_as_before(text: &str) -> Option<&str> {
    let remark = text.rsplit_once(" # ").filter(|(_, remark)| !remark.contains('\n'))?.1.trim();
    let lower = remark.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    while words.next_if(|word| matches!(*word, "this" | "it" | "is" | "the" | "does" | "an" | "exactly")).is_some() {}
    let (first, second, third) = (words.next(), words.next(), words.next());
    let above = |word: Option<&str>| matches!(word, Some("above" | "before" | "previous" | "first" | "the" | "last"));
    let is_same = match first? {
        "or" | "alternatively" | "alternative" => second.is_none(),
        "equivalent" | "identical" => second.is_none_or(|word| !matches!(word, "of" | "to" | "with")) || above(third),
        "same" => match second {
            Some("as") => above(third),
            other => matches!(other, None | Some("thing" | "command" | "effect" | "result")),
        },
        _ => false,
    };
    is_same.then_some(remark)
}

fn is_other_way(comment: &str) -> bool {
    let comment = comment.to_lowercase();
    let mut words = comment.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match first {
        "or" | "alternatively" | "alternative" | "windows" | "powershell" | "podman" => true,
        "on" | "for" | "with" | "using" => matches!(second, "windows" | "powershell" | "podman"),
        "option" | "method" | "way" => matches!(second, "2" | "3" | "4" | "b" | "c" | "two" | "three"),
        _ => false,
    }
}

//! A code block as its fences tell it, before anybody asked what it is for.

use super::lines::{Line, common_indent, span_of};
use crate::document::{Form, Tab};
use crate::source::{Source, Span};
use std::borrow::Cow;

/// What an action's name says of its block, whatever it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing.
    #[default]
    Unknown,
    /// To be run.
    Run,
    /// A file.
    File,
    /// Lines that go between or in the place of those of a file: they are not all of it.
    Part,
    /// For the page it stands on: nothing to run.
    Page,
}

/// A code block, not yet understood.
#[derive(Debug, Clone, Default)]
pub struct RawBlock<'s> {
    /// What follows the opening fence.
    pub info: Cow<'s, str>,
    /// What follows the closing fence (`{{exec}}`).
    pub closer: String,
    /// An attribute list on the line after the block (`{: .output}`).
    pub attributes: String,
    /// 1-based line of the opening fence.
    pub line: usize,
    /// 1-based line of the closing fence.
    pub end_line: usize,
    /// The bytes of the body.
    pub body: Span,
    /// The body: line numbers and text without the common indentation.
    pub lines: Vec<(usize, Cow<'s, str>)>,
    /// How far the body is set in behind its fence.
    pub set_in: usize,
    /// How it is marked. Indentation alone is too weak a sign for anything to be run.
    pub form: Form,
    /// What the mark says for sure.
    pub role: Role,
    /// What an action of the page means, in words; empty where it means nothing here.
    pub action: Option<String>,
    /// The file that the mark names.
    pub path: Option<String>,
    /// The text is added to the file.
    pub append: bool,
    /// The terminal that the mark names.
    pub terminal: Option<u32>,
    /// It stands in a quote that holds nothing else.
    pub is_quoted: bool,
    /// It stands on a slide, where backticks and `*` only make code stand out.
    pub on_slide: bool,
    /// The tab it stands in.
    pub tab: Option<Tab>,
    /// What stands between it and the one before, where both stand in one paragraph.
    pub between: Option<String>,
}

impl<'s> RawBlock<'s> {
    /// Takes a body's lines.
    pub fn take_body(&mut self, lines: &[Line<'s>]) {
        self.body = span_of(lines);
        self.set_in = common_indent(lines);
        self.lines = match self.set_in {
            0 => lines.iter().map(|l| (l.number, l.text.clone())).collect(),
            columns => lines.iter().map(|l| (l.number, l.dedent(columns).text)).collect(),
        };
    }

    /// The body where it stands in the source, if nothing of it was taken away and nothing put in its place.
    pub fn whole(&self, source: &'s Source) -> Option<&'s str> {
        let borrowed = |(_, text): &(usize, Cow<'s, str>)| match text {
            Cow::Borrowed(text) => Some(text.len() + 1),
            Cow::Owned(_) => None,
        };
        let bytes = self.lines.iter().map(borrowed).try_fold(0, |sum, bytes| Some(sum + bytes?))?;
        let body = source.text.get(self.body.start..self.body.end)?;
        (bytes == body.len() + 1).then_some(body)
    }

    /// The body as one text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.lines.iter().map(|(_, t)| t.len() + 1).sum());
        for (i, (_, line)) in self.lines.iter().enumerate() {
            if i > 0 {
                text.push('\n');
            }
            text.push_str(line);
        }
        text
    }
}

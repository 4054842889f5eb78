//! Builds that stand only in a sentence, above the block that needs their image: "After building it with `docker build -t
//! web .`, we run it:". They are typed like a button's command; nothing else would make the image.

use super::limits::MAX_BLOCKS;
use super::raw::{RawBlock, Role};
use super::scan::{has_part, has_word_any_case};
use super::understand::Said;
use crate::document::{Block, BlockKind, Confidence, Form, Inline, Node, NodeKind, Words};
use crate::source::{Source, Span};
use memchr::memmem;

/// Whether a piece of a paragraph is a build: asked of all of them, before any is looked at.
pub fn is_build(inline: &Inline) -> bool {
    matches!(inline, Inline::Code(code) if code.starts_with("docker build ") || code.starts_with("docker image build "))
}

/// Gives every such build a block of its own, above its sentence.
pub fn add_builds<'s>(source: &'s Source, nodes: &mut Vec<Node>, raw: &mut Vec<RawBlock<'s>>, said: &mut Said) {
    let blocks = raw.len();
    Search { source, raw, at: 0 }.nodes(nodes);
    if raw.len() > blocks {
        *said = Said::of(nodes, raw.len().min(MAX_BLOCKS), |_, _| ());
    }
}

struct Search<'r, 's> {
    source: &'s Source,
    raw: &'r mut Vec<RawBlock<'s>>,
    /// The place of the next block among all.
    at: usize,
}

impl Search<'_, '_> {
    fn nodes(&mut self, nodes: &mut Vec<Node>) {
        let mut i = 0;
        while i < nodes.len() {
            match &mut nodes[i].kind {
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.nodes(item)),
                NodeKind::Quote(children) => self.nodes(children),
                NodeKind::Callout(callout) => self.nodes(&mut callout.children),
                NodeKind::Block(_) => self.at += 1,
                _ => {}
            }
            if let Some(build) = self.build(&nodes[i], nodes.get(i + 1)) {
                let node = self.block(&nodes[i], &build);
                nodes.insert(i, node);
                i += 1;
            }
            i += 1;
        }
    }

    /// The build that a paragraph speaks of, if the block below runs its image and nothing else makes that.
    fn build(&self, node: &Node, next: Option<&Node>) -> Option<String> {
        let NodeKind::Paragraph(text) = &node.kind else { return None };
        let next = matches!(next?.kind, NodeKind::Block(_)).then(|| self.raw.get(self.at))??;
        let code = text.iter().find(|inline| is_build(inline));
        let Some(Inline::Code(code)) = code else { return None };
        // More is left out.
        let code = Some(&**code).filter(|code| !has_part(code, "...") && !has_part(code, "…"))?;
        let image = image_of(code).filter(|image| !image.contains(['<', '$', '{']))?;
        let runs = |line: &str| has_part(line, "docker ") && has_part(line, " run ") && names(line, image);
        let is_needed = next.lines.iter().any(|(_, line)| runs(line)) && !self.is_made(image);
        (is_needed && !is_past(text)).then(|| code.trim().to_owned())
    }

    /// Whether a block makes the image.
    fn is_made(&self, image: &str) -> bool {
        let ways = ["build", "tag ", "commit", "pull ", "load", "import", "image:"];
        let makes = |line: &str| ways.iter().any(|way| has_part(line, way)) && names(line, image);
        // A build may go on over several lines.
        let is_cut = |line: &str| line.trim_end().ends_with('\\');
        let mut lines = self.raw.iter().flat_map(|raw| &raw.lines);
        lines.any(|(_, line)| makes(line) || is_cut(line) && names(line, image) && has_part(line, "-t "))
    }

    /// The node of a build, noted among the blocks.
    fn block(&mut self, said: &Node, build: &str) -> Node {
        let text = self.source.text.get(said.span.start..said.span.end).unwrap_or_default();
        let from = said.span.start + memmem::find(text.as_bytes(), build.as_bytes()).unwrap_or_default();
        let line = self.source.line(from);
        let body = Span::new(said.span.start, said.span.start);
        let raw = RawBlock {
            info: "bash".into(),
            line,
            end_line: line,
            body,
            lines: vec![(line, build.to_owned().into())],
            form: Form::Inline,
            role: Role::Run,
            ..RawBlock::default()
        };
        self.raw.insert(self.at, raw);
        self.at += 1;
        let block = Block {
            line,
            end_line: line,
            kind: BlockKind::Other,
            confidence: Confidence::Guess,
            form: Form::Inline,
            language: Words::from(String::new()),
            text: build.to_owned().into(),
            body,
            path: None,
            append: false,
            terminal: 1,
            commands: Vec::new(),
            output: false,
            expected: None,
            placeholders: Vec::new(),
            alternative_of: None,
            tab: None,
            usual_path: false,
            action: None,
        };
        Node { kind: NodeKind::Block(Box::new(block)), span: body, line }
    }
}

/// The image that a build names, if it also says where it builds.
fn image_of(build: &str) -> Option<&str> {
    let words: Vec<&str> = build.split_whitespace().collect();
    let at = words.iter().position(|word| matches!(*word, "-t" | "--tag"))?;
    let context = words.last().filter(|word| !word.starts_with('-'))?;
    words.get(at + 1).copied().filter(|image| image != context && words.len() > at + 2)
}

/// Whether a line has an image among its words, with the tag that is taken where none is said or without it.
fn names(line: &str, image: &str) -> bool {
    let plain = |name: &'_ str| name.strip_suffix(":latest").unwrap_or(name).len();
    let is_it = |word: &str| word[..plain(word)] == image[..plain(image)];
    line.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=')).any(is_it)
}

/// Whether a paragraph speaks of what was built elsewhere.
fn is_past(text: &[Inline]) -> bool {
    let said = crate::document::plain_text(text);
    ["previous", "previously", "earlier", "last lesson", "last chapter", "last section", "already"]
        .iter()
        .any(|word| has_word_any_case(&said, word))
}

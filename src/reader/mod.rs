//! Reads a lesson in any dialect of Markdown to a [`Document`]. Never fails: what cannot be understood is shown as
//! text, and said in a diagnostic.
//!
//! # The pipeline
//! 1. [`lines`] splits the file into lines with their numbers and bytes (CRLF, byte order mark, tabs), and
//!    [`front_matter`] takes the keys at its start.
//! 2. [`tree`] finds the containers by recursive descent on lines: each [`construct`] (quote, list, admonition, tab,
//!    div, directive, details …) takes its markers and indentation away and hands the lines, which keep their
//!    numbers, to the same parser. Code fences are looked for in what is left, so indentation never hides one.
//!    HTML comments and template tags go here too, since within a fence they are code.
//! 3. [`prose`] gives the runs of text between constructs to `pulldown-cmark` and makes them our nodes; [`plain`] reads
//!    what has no sign of two meanings without it, which is most.
//! 4. [`understand`] tells what each block is for, by evidence: explicit mark, tag, prompts, the sentence before,
//!    command words, shape.
//! 5. It keeps, for each terminal and over the whole lesson, the stack of shells that are open, and so tells the host
//!    from a container and from a program's own prompt.
//! 6. It marks placeholders, attaches expected output to commands; [`ids`] makes the ids of steps unique; [`meta`],
//!    [`overview`], [`hints`] and [`quiz`] find title, objectives, minutes, hints and questions, [`suggest`] the commands that sentences ask for.
//!
//! # Dialects
//! [`dialects`] gives them, each declared by the file that reads what is its own. They are recognised by their
//! constructs and mix in one file; [`read_as`] forces one.
//!
//! ## A new dialect
//! It is one file in `construct/` (with its `mod`, as every file) and one line in `construct::CONSTRUCTS`. Nothing else
//! has to know of it: the line makes it recognised, read, forced by `--dialect` and named in outlines. Say, somebody
//! writes boxes like this one, with any Markdown in it:
//! ```text
//! %%% tip Stop it first
//! A container that runs is not removed.
//! %%%
//! ```
//! Then `construct/example.rs` is all of what follows, and its line in the table is `example::CONSTRUCT`. This one is
//! compiled for the tests, which read a lesson with it.
//! ```text
#![doc = include_str!("construct/example.rs")]
//! ```
//! Where a dialect only has marks on fences, a line in `dialect::of_fence` and the words in `understand::tag` are all.
//!
//! # Invariants
//! - A command that is not certain is shown, never typed.
//! - Nothing but the files in `construct/` and `understand::tag` knows of dialects.
//! - Every limit is a constant in [`limits`] and ends in a diagnostic. The time is linear in the size of the file.
//! - Text is kept as it is, with control characters: whoever shows it takes them away.

mod bent;
mod callout;
mod construct;
mod cursor;
mod dialect;
mod durations;
mod facts;
mod front_matter;
mod glued;
mod heading;
mod hints;
mod ids;
mod inline;
mod inline_text;
mod limits;
mod lines;
mod markup;
mod meta;
mod names;
mod overview;
mod pattern;
mod plain;
mod prose;
mod quiz;
mod raw;
mod scan;
mod solutions;
mod suggest;
mod tree;
mod understand;

pub use bent::{Bent, bent, meant, unbent};
pub use dialect::{Dialect, dialects};
pub use understand::{opens_container, starts_program, starts_program_inside};

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Node, NodeKind, walk};
use crate::source::Source;
use front_matter::FrontMatter;
use limits::MAX_BLOCKS;
use raw::RawBlock;
use std::collections::BTreeMap;
use tree::Parser;
use understand::Said;

/// Reads a lesson, understands it, and says what is wrong with it.
pub fn read(source: &Source) -> (Document, Vec<Diagnostic>) {
    read_as(source, None)
}

/// Reads a lesson in one dialect only, should the signs of several be in the way of each other.
pub fn read_as(source: &Source, dialect: Option<Dialect>) -> (Document, Vec<Diagnostic>) {
    Tree::read(source, dialect).understood()
}

/// The lines of a lesson that are its front matter, from the first: how many; zero where there is none.
pub fn front_matter_lines(source: &Source) -> usize {
    front_matter::read(&lines::split(source, &mut Vec::new())).1
}

/// A lesson as it is written (steps 1 to 3): every node with its span, code blocks as their fences tell them. Nobody has
/// asked yet what any of it means.
pub struct Tree<'s> {
    source: &'s Source,
    dialects: Vec<&'static str>,
    front: FrontMatter<'s>,
    nodes: Vec<Node>,
    raw: Vec<RawBlock<'s>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'s> Tree<'s> {
    /// Reads a lesson, in one dialect only where one is given.
    pub fn read(source: &'s Source, dialect: Option<Dialect>) -> Self {
        let mut diagnostics = Vec::new();
        let mut lines = lines::split(source, &mut diagnostics);
        glued::part(source, &mut lines, &mut diagnostics);
        let (front, taken) = front_matter::read(&lines);
        if front_matter::is_unclosed(&lines, taken) {
            let message = format!("this front matter is never closed; it is taken to end with line {taken}");
            let help = "write `---` on a line of its own below its last key";
            diagnostics.push(Diagnostic::warning("L0117", source, lines[0].span, message).help(help));
        }
        let text = &lines[taken.min(lines.len())..];
        let mut parser = Parser::new(source, prose::links(&lines), dialect);
        parser.begin = text.iter().find(|line| !line.is_blank()).map_or(0, |line| line.span.start);
        parser.slides = dialect.map_or_else(|| dialect::is_slides(text), |d| d.name == "remark");
        parser.percents = dialect.map_or_else(|| dialect::has_percents(text), |d| d.name == "myst");
        let nodes = parser.parse(text);
        diagnostics.append(&mut parser.diagnostics);
        let dialects = dialect.map_or_else(|| recognised(&parser.votes), |d| vec![d.name]);
        Self { source, dialects, front, nodes, raw: parser.raw, diagnostics }
    }

    /// The nodes, in the order of the text.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// What it means (steps 4 to 6).
    pub fn understood(self) -> (Document, Vec<Diagnostic>) {
        let Self { source, dialects, front, mut nodes, mut raw, mut diagnostics } = self;
        solutions::tell(&mut nodes, &mut raw);
        let mut traits = quiz::Traits::default();
        let said = Said::of(&nodes, raw.len().min(MAX_BLOCKS), |paragraph| traits.take(paragraph));
        traits.take_all(said.text());
        let quizzes = quiz::wrap(&source.text, &mut nodes, traits);
        ids::assign(source, &mut nodes);
        understand::blocks(source, &mut nodes, raw, &said, &mut diagnostics);
        diagnostics.sort_by_key(|d| (d.line, d.column));
        let mut boxes = Vec::with_capacity(nodes.len());
        walk(&nodes, &mut |node| {
            if matches!(node.kind, NodeKind::Callout(_) | NodeKind::Block(_)) {
                boxes.push(node);
            }
        });
        let objectives = meta::objectives(&front, &nodes, &boxes);
        let key_points = overview::key_points(&front, &nodes, &boxes);
        let mut suggested = suggest::without_others(
            suggest::find(source, &nodes, &boxes),
            source,
            &boxes,
            &[&objectives, &key_points.items],
        );
        suggest::place(&mut suggested, &nodes);
        understand::mark_suggested(&mut suggested, &boxes, &said);
        let document = Document {
            dialects,
            title: meta::title(&front, &nodes, &source.text),
            objectives,
            questions: overview::questions(&front, &nodes, &boxes),
            prerequisites: overview::prerequisites(&front, &nodes, &boxes),
            key_points,
            minutes: meta::minutes(&front, &nodes, &source.text),
            hints: hints::find(&nodes, &boxes, traits.hints),
            quizzes: quiz::find(&nodes, &boxes, quizzes),
            suggested,
            nodes,
        };
        (document, diagnostics)
    }
}

/// The dialects by how often they showed, the strongest first.
fn recognised(votes: &BTreeMap<&'static str, usize>) -> Vec<&'static str> {
    let mut found: Vec<_> = votes.iter().collect();
    found.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), **name));
    if found.is_empty() { vec!["gfm"] } else { found.into_iter().map(|(name, _)| *name).collect() }
}

#[cfg(test)]
mod growth;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod rules_typed;
#[cfg(test)]
mod tests;

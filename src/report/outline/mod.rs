//! What was understood of a lesson: for programs, and for authors who want to see it.

mod boxes;
mod schema;
mod shown;
mod text;

pub use schema::outline_schema;
pub use text::{outline_on_screen, outline_text};

use crate::document::{Block, Command, Document, NodeKind, plain_text, walk};
use crate::lesson::{endless, failing};
use crate::source::Source;
use serde_json::{Value, json};
use shown::{Figure, Link, Shown, Table};
use std::collections::BTreeSet;

/// Raised when a key changes its meaning or goes.
const VERSION: u32 = 1;

/// A section with something to do or to answer.
#[derive(Default)]
struct Step {
    id: String,
    title: String,
    line: usize,
    blocks: Vec<usize>,
    quizzes: usize,
    /// The lines of the commands that its sentences ask for.
    suggested: Vec<usize>,
}

/// How commands end, by their lines.
struct Fates {
    failing: BTreeSet<usize>,
    endless: BTreeSet<usize>,
}

impl Fates {
    fn of(document: &Document) -> Self {
        Self { failing: failing(&document.nodes), endless: endless(&document.nodes) }
    }
}

/// The outline as JSON. Line numbers are 1-based; a block's is that of its opening fence.
pub fn outline_json(source: &Source, document: &Document) -> Value {
    let (steps, fates, shown) = (steps(document), Fates::of(document), Shown::of(document));
    json!({
        "version": VERSION,
        "source": source.name,
        "dialects": document.dialects,
        "title": document.title,
        "objectives": document.objectives,
        "questions": document.questions.items,
        "prerequisites": document.prerequisites.items,
        "key_points": document.key_points.items,
        "minutes": document.minutes,
        "steps": steps.iter().map(|s| json!({
            "id": s.id, "title": s.title, "line": s.line, "blocks": s.blocks, "suggested": s.suggested,
        })).collect::<Vec<_>>(),
        "blocks": document.blocks().into_iter().map(|block| block_json(block, &fates)).collect::<Vec<_>>(),
        "quizzes": document.quizzes,
        "callouts": boxes::boxes(document).into_iter().map(callout_json).collect::<Vec<_>>(),
        "hints": document.hints,
        "suggested": document.suggested,
        "tables": shown.tables.iter().map(Table::json).collect::<Vec<_>>(),
        "figures": shown.figures.iter().map(Figure::json).collect::<Vec<_>>(),
        "links": shown.links.iter().map(Link::json).collect::<Vec<_>>(),
    })
}

fn callout_json(nested: boxes::Nested<'_>) -> Value {
    let boxes::Nested { line, parent, callout, .. } = nested;
    json!({
        "line": line,
        "kind": callout.kind,
        "title": callout.title,
        "collapsed": callout.collapsed,
        "parent": parent,
    })
}

fn block_json(block: &Block, fates: &Fates) -> Value {
    json!({
        "line": block.line,
        "end_line": block.end_line,
        "kind": block.kind,
        "confidence": block.confidence,
        "form": block.form,
        "language": block.language(),
        "tag": &*block.tag,
        "path": block.path,
        "append": block.append,
        "terminal": block.terminal,
        "commands": block.commands.iter().map(|command| command_json(command, fates)).collect::<Vec<_>>(),
        "output": block.output,
        "expected": block.expected,
        "placeholders": block.placeholders,
        "alternative_of": block.alternative_of,
    })
}

fn command_json(command: &Command, fates: &Fates) -> Value {
    json!({
        "line": command.line,
        "text": command.text,
        "straight": command.straight,
        "where": command.location,
        "interactive": command.interactive,
        "endless": fates.endless.contains(&command.line),
        "fails": fates.failing.contains(&command.line),
        "placeholders": command.placeholders,
    })
}

/// The sections that hold a block or a question.
fn steps(document: &Document) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    let mut titles = document.titles();
    for node in &document.nodes {
        if let NodeKind::Heading { id, text, .. } = &node.kind {
            let title = titles.remove(&node.line).unwrap_or_else(|| plain_text(text).trim().to_owned());
            all.push(Step { id: id.clone(), title, line: node.line, ..Step::default() });
            continue;
        }
        if all.is_empty() {
            let title = document.title.clone().unwrap_or_default();
            all.push(Step { id: document.first_id(), title, line: node.line, ..Step::default() });
        }
        let Some(step) = all.last_mut() else { continue };
        walk(std::slice::from_ref(node), &mut |n| {
            if let NodeKind::Block(block) = &n.kind {
                step.blocks.push(block.line);
            }
        });
    }
    for quiz in &document.quizzes {
        if let Some(step) = all.iter_mut().rev().find(|s| s.line <= quiz.line) {
            step.quizzes += 1;
        }
    }
    for line in document.suggested.iter().map(|s| s.line) {
        let at = all.partition_point(|s| s.line <= line);
        if let Some(step) = at.checked_sub(1).and_then(|i| all.get_mut(i)) {
            step.suggested.push(line);
        }
    }
    all.retain(|s| s.quizzes > 0 || !s.blocks.is_empty() || !s.suggested.is_empty());
    all
}

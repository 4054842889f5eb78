//! What was understood of a lesson: for programs, and for authors who want to see it.

use crate::document::{
    Block, BlockKind, Command, Confidence, Document, Location, NodeKind, Quiz, QuizKind, Suggested, plain_text, walk,
};
use crate::source::Source;
use crate::text::{count, printable};
use serde_json::{Value, json};
use std::fmt::Write as _;

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

/// The outline as JSON. Line numbers are 1-based; a block's is that of its opening fence.
pub fn outline_json(source: &Source, document: &Document) -> Value {
    let steps = steps(document);
    json!({
        "version": VERSION,
        "source": source.name,
        "dialects": document.dialects,
        "title": document.title,
        "objectives": document.objectives,
        "minutes": document.minutes,
        "steps": steps.iter().map(|s| json!({
            "id": s.id, "title": s.title, "line": s.line, "blocks": s.blocks, "suggested": s.suggested,
        })).collect::<Vec<_>>(),
        "blocks": document.blocks().into_iter().map(block_json).collect::<Vec<_>>(),
        "quizzes": document.quizzes,
        // A box of the kind `quiz` is the reader's own, around a question that is listed as such.
        "callouts": document.callouts().into_iter().filter(|(_, c)| c.kind != "quiz").map(|(line, c)| json!({
            "line": line, "kind": c.kind, "title": c.title, "collapsed": c.collapsed,
        })).collect::<Vec<_>>(),
        "hints": document.hints,
        "suggested": document.suggested,
    })
}

fn block_json(block: &Block) -> Value {
    json!({
        "line": block.line,
        "end_line": block.end_line,
        "kind": block.kind,
        "confidence": block.confidence,
        "form": block.form,
        "language": block.language,
        "path": block.path,
        "append": block.append,
        "terminal": block.terminal,
        "commands": block.commands.iter().map(command_json).collect::<Vec<_>>(),
        "output": block.output,
        "expected": block.expected,
        "placeholders": block.placeholders,
        "alternative_of": block.alternative_of,
    })
}

fn command_json(command: &Command) -> Value {
    json!({
        "line": command.line,
        "text": command.text,
        "straight": command.straight,
        "where": command.location,
        "interactive": command.interactive,
        "placeholders": command.placeholders,
    })
}

/// The sections that hold a block or a question.
fn steps(document: &Document) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    for node in &document.nodes {
        if let NodeKind::Heading { id, text, .. } = &node.kind {
            let title = plain_text(text).trim().to_owned();
            all.push(Step { id: id.clone(), title, line: node.line, ..Step::default() });
            continue;
        }
        if all.is_empty() {
            let title = document.title.clone().unwrap_or_default();
            all.push(Step { id: "start".to_owned(), title, line: node.line, ..Step::default() });
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

/// The outline as indented text: steps, their blocks and commands, boxes and questions, and a summary.
pub fn outline_text(source: &Source, document: &Document) -> String {
    let mut out = format!("{}: {}\n", source.name, document.title.as_deref().unwrap_or("no title"));
    push_facts(&mut out, document);
    let blocks = document.blocks();
    for step in steps(document) {
        let _ = writeln!(out, "\n{:>5}  {}  #{}", step.line, step.title, step.id);
        push_step(&mut out, &step, document, &blocks);
    }
    push_boxes(&mut out, document);
    push_quizzes(&mut out, &document.quizzes);
    out.push('\n');
    out.push_str(&summary(document, &blocks));
    printable(&out)
}

fn push_facts(out: &mut String, document: &Document) {
    let _ = writeln!(out, "  dialects: {}", document.dialects.join(", "));
    let minutes = document.minutes.teaching.unwrap_or(0).saturating_add(document.minutes.exercises.unwrap_or(0));
    if minutes > 0 {
        let _ = writeln!(out, "  time: {}", count(minutes as usize, "minute"));
    }
    for objective in &document.objectives {
        let _ = writeln!(out, "  objective: {objective}");
    }
}

/// A step's blocks and the commands that its sentences ask for, by their lines.
fn push_step(out: &mut String, step: &Step, document: &Document, blocks: &[&Block]) {
    let own = |line: usize| step.suggested.binary_search(&line).is_ok();
    let mut suggested = document.suggested.iter().filter(|s| own(s.line)).peekable();
    for block in blocks.iter().filter(|b| step.blocks.contains(&b.line)) {
        while let Some(said) = suggested.next_if(|s| s.line < block.line) {
            push_suggested(out, said);
        }
        push_block(out, block);
    }
    suggested.for_each(|said| push_suggested(out, said));
}

fn push_suggested(out: &mut String, said: &Suggested) {
    let _ = writeln!(out, "{:>7}  suggested\n           $ {}", said.line, said.text);
}

fn push_block(out: &mut String, block: &Block) {
    let _ = write!(out, "{:>7}  {}", block.line, kind_name(block.kind));
    if let Some(path) = &block.path {
        let _ = write!(out, " {path}");
    }
    let terminal = if block.terminal > 1 { format!("terminal {}", block.terminal) } else { String::new() };
    let instead = block.alternative_of.map_or_else(String::new, |line| format!("instead of {line}"));
    let sure = match block.confidence {
        Confidence::Certain => "",
        Confidence::Likely => "likely",
        Confidence::Guess => "a guess",
    };
    let append = if block.append { "added" } else { "" };
    for remark in [append, &terminal, &instead, sure].into_iter().filter(|r| !r.is_empty()) {
        let _ = write!(out, ", {remark}");
    }
    out.push('\n');
    block.commands.iter().for_each(|command| push_command(out, command));
    if let Some(expected) = &block.expected {
        let _ = writeln!(out, "           output: {}", count(expected.lines().count(), "line"));
    }
}

fn push_command(out: &mut String, command: &Command) {
    let sign = match command.location {
        Location::Host => "$",
        Location::Container => "container $",
        Location::Program => "program >",
    };
    let text = command.text.replace('\n', "\n             ");
    let asks = if command.interactive { "   (interactive)" } else { "" };
    let _ = writeln!(out, "           {sign} {text}{asks}");
    if !command.placeholders.is_empty() {
        let _ = writeln!(out, "             to fill in: {}", command.placeholders.join(", "));
    }
}

fn push_boxes(out: &mut String, document: &Document) {
    let boxes: Vec<_> = document.callouts().into_iter().filter(|(_, c)| c.kind != "quiz").collect();
    if !boxes.is_empty() {
        out.push_str("\nboxes\n");
    }
    for (line, callout) in boxes {
        let folded = if callout.collapsed { ", folded" } else { "" };
        let _ = writeln!(out, "{}", format!("{line:>7}  {}{folded}  {}", callout.kind, callout.title).trim_end());
    }
}

fn push_quizzes(out: &mut String, quizzes: &[Quiz]) {
    if !quizzes.is_empty() {
        out.push_str("\nquestions\n");
    }
    for quiz in quizzes {
        let question = quiz.question.lines().next().unwrap_or_default();
        let answer = quiz.answer.lines().next().unwrap_or("none");
        let kind = quiz_name(quiz.kind);
        let _ = writeln!(out, "{:>7}  {kind}  {question}\n           answer: {answer}", quiz.line);
    }
}

/// `5 steps, 12 blocks (7 command, 5 output), 9 commands, 2 questions`
fn summary(document: &Document, blocks: &[&Block]) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for kind in KINDS {
        let n = blocks.iter().filter(|b| b.kind == kind).count();
        if n > 0 {
            kinds.push(format!("{n} {}", kind_name(kind)));
        }
    }
    let of_kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let commands = blocks.iter().map(|b| b.commands.len()).sum();
    let unsure = blocks.iter().filter(|b| b.confidence == Confidence::Guess).count();
    let mut parts = vec![
        count(steps(document).len(), "step"),
        count(blocks.len(), "block") + &of_kinds,
        count(commands, "command"),
        count(document.quizzes.len(), "question"),
    ];
    if unsure > 0 {
        parts.push(count(unsure, "guess").replace("guesss", "guesses"));
    }
    parts.join(", ") + "\n"
}

const KINDS: [BlockKind; 7] = [
    BlockKind::Command,
    BlockKind::Session,
    BlockKind::Output,
    BlockKind::File,
    BlockKind::Synopsis,
    BlockKind::Repl,
    BlockKind::Other,
];

fn quiz_name(kind: QuizKind) -> &'static str {
    match kind {
        QuizKind::Reveal => "reveal",
        QuizKind::Single => "single",
        QuizKind::Multiple => "multiple",
        QuizKind::TrueFalse => "true or false",
        QuizKind::Text => "text",
        QuizKind::Number => "number",
    }
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Command => "command",
        BlockKind::Session => "session",
        BlockKind::Output => "output",
        BlockKind::File => "file",
        BlockKind::Synopsis => "synopsis",
        BlockKind::Repl => "repl",
        BlockKind::Other => "other",
    }
}

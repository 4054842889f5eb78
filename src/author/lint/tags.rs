//! What a block says it is, against what it is.

use super::command::unquoted;
use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command, NodeKind};
use regex::Regex;
use std::sync::LazyLock;

/// Languages of files.
const FILES: &[&str] = &[
    "vim",
    "docker",
    "dockerfile",
    "yaml",
    "yml",
    "json",
    "python",
    "py",
    "javascript",
    "js",
    "typescript",
    "ts",
    "html",
    "css",
    "toml",
    "ini",
    "xml",
    "java",
    "go",
    "rust",
    "c",
    "cpp",
    "ruby",
    "php",
    "sql",
    "nginx",
    "makefile",
    "r",
];
/// Languages of shell scripts; `console` and its like are for transcripts and hold output by right.
const SHELLS: &[&str] = &["bash", "sh", "shell", "zsh"];
/// Words of an info string that say that a block is not to be run.
const SHOWN: &[&str] = &["output", "no-run", "no-copy", "stdout", "eval=false", "norun"];

/// The notation of a command's general form.
static GENERAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\[(?:OPTIONS?|options?|--?[A-Za-z][^\]]*|COMMAND|ARG|:\w+)[^\]]*\]|\b[A-Z]{2,}\s?\.\.\.|[A-Z]\[[:@]")
        .ok()
});

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in &given.blocks {
        found.extend(other_language(given, block));
        found.extend(output_as_shell(given, block));
        found.extend(synopsis_to_run(given, block));
    }
    file_without_target(given, found);
}

/// The language as one word: `{.bash}` is `bash`.
fn language(block: &Block) -> String {
    block.language.trim_matches(|c: char| "{}.,".contains(c)).to_lowercase()
}

fn other_language(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let language = language(block);
    if !FILES.contains(&language.as_str()) {
        return None;
    }
    let span = given.line_span(block.line);
    let help = "tag it `console` where lines begin with `$`, else `bash`";
    let first = block.text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    match block.kind {
        BlockKind::Command | BlockKind::Session => {
            let message = format!("this block holds commands and is tagged `{language}`");
            Some(given.finding("L0201", span, message).help(help))
        }
        BlockKind::File if first.starts_with("$ ") || first.starts_with("docker ") => {
            let message = format!("this reads like commands and is tagged `{language}`, so it is shown and not typed");
            Some(given.finding("L0201", span, message).help(help))
        }
        _ => None,
    }
}

fn output_as_shell(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let language = language(block);
    let info = given.info(block);
    // An attribute list below a kramdown block says what it is.
    let after = given.source.line_text(block.end_line + 1);
    let is_shown = SHOWN.iter().any(|word| info.contains(word) || after.contains(word));
    if block.kind != BlockKind::Output || !SHELLS.contains(&language.as_str()) || is_shown {
        return None;
    }
    let message = format!("this is what a program prints, and it is tagged `{language}`");
    let help = "tag it `output` or `text`, so that nobody types it";
    Some(given.finding("L0202", given.line_span(block.line), message).help(help))
}

/// Whether a block is marked as one to run with a click.
fn is_run(given: &Given<'_>, block: &Block) -> bool {
    let info = given.info(block);
    let closer = given.source.line_text(block.end_line);
    let labspace = given.document.dialects.contains(&"labspace") && SHELLS.contains(&language(block).as_str());
    let marked = info.starts_with(".term") || info.starts_with("execute") || closer.contains("{{exec");
    (marked || labspace) && !SHOWN.iter().any(|word| info.contains(word))
}

fn is_general(text: &str) -> bool {
    GENERAL.as_ref().is_some_and(|g| g.is_match(&unquoted(text)))
}

fn synopsis_to_run(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let is_prompted = block.text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.starts_with("$ "));
    let general = |c: &&Command| is_general(&c.text);
    let line = match block.kind {
        BlockKind::Synopsis if (is_prompted || is_run(given, block)) && is_general(&block.text) => block.line + 1,
        BlockKind::Command | BlockKind::Session if is_run(given, block) => block.commands.iter().find(general)?.line,
        _ => return None,
    };
    let help = "show it without a prompt in a block that is not to be run, and give an example to type";
    Some(given.finding("L0205", given.line_span(line), "this is a command's general form in a block to run").help(help))
}

/// Only where the lesson itself speaks of making a file: an excerpt for reading has no target.
fn file_without_target(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (node, block) in &given.blocks {
        let NodeKind::Block(_) = &node.kind else { continue };
        if block.kind != BlockKind::File || block.path.is_some() {
            continue;
        }
        if asks_for_file(given, block.line) {
            let message = "nothing tells the name of this file, so it cannot be written for the learner";
            let help = "name it in the sentence before (create a file called `app.py`) or with `title=\"app.py\"`";
            found.push(given.finding("L0211", given.line_span(block.line), message).help(help));
        }
    }
}

/// Whether the paragraph above a line tells the learner to write something.
fn asks_for_file(given: &Given<'_>, line: usize) -> bool {
    let above = (1..line).rev().map(|l| given.source.line_text(l).trim());
    let paragraph: Vec<&str> = above.skip_while(|l| l.is_empty()).take_while(|l| !l.is_empty()).collect();
    let words = paragraph.join(" ").to_lowercase();
    let writes = ["create", "write", "save", "paste", "copy the", "copy and", "put the", "add the", "make a"];
    let is_told = writes.iter().any(|w| words.contains(w));
    is_told && (words.contains("file") || words.contains("content"))
}

//! Files that nobody can write because they have no name, and files that two blocks are for.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind};
use crate::lesson::Examples;
use regex::Regex;
use std::sync::LazyLock;

/// A file that is named, with an ending, with a folder or as everybody knows it.
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b[\w-]{2,}\.[a-z][a-z0-9]{0,5}\b|`[^`\s]*[/.][^`\s]*`|(?:docker|make)file").ok());
/// What is said where a file is to be written.
static WRITES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:create|write|save|paste|copy (?:the|this|and)|put the|add the|make a)\b").ok());
/// What is said where one is to be written anew.
static CHANGES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:change|edit|update|replace|modify)\b").ok());
/// What lines of a Dockerfile begin with; without a `FROM` they are a part of one.
const INSTRUCTIONS: &[&str] = &[
    "RUN",
    "COPY",
    "ADD",
    "CMD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "WORKDIR",
    "VOLUME",
    "USER",
    "LABEL",
    "ARG",
    "HEALTHCHECK",
    "ONBUILD",
    "SHELL",
    "STOPSIGNAL",
];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    without_name(given, found);
    overwritten(given, found);
}

/// Only where the lesson itself speaks of making a file: an excerpt for reading has no name.
fn without_name(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File && b.path.is_none()) {
        if asks_for_nameless(&given.paragraph_above(block.line)) && !is_part_of_dockerfile(block) {
            let message = "nothing tells the name of this file, so it cannot be written for the learner";
            let help = "name it in the sentence before (create a file called `app.py`) or with `title=\"app.py\"`";
            found.push(given.finding("L0211", given.line_span(block.line), message).help(help));
        }
    }
}

fn says(pattern: &LazyLock<Option<Regex>>, paragraph: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(paragraph))
}

/// Whether a paragraph tells the learner to write something, and not what it is called.
fn asks_for_nameless(paragraph: &str) -> bool {
    let has_name = NAMED.as_ref().is_some_and(|n| n.is_match(paragraph));
    let speaks_of_file = ["file", "content"].iter().any(|w| paragraph.contains(w));
    says(&WRITES, paragraph) && speaks_of_file && !has_name
}

fn is_part_of_dockerfile(block: &Block) -> bool {
    let first = block.text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or_default();
    INSTRUCTIONS.contains(&first.split_whitespace().next().unwrap_or_default())
}

/// Only where the learner is told to write it: two forms that are compared are both for reading.
fn overwritten(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (line, other) in Examples::of(given.document).overwritten() {
        let paragraph = given.paragraph_above(line);
        if !says(&WRITES, &paragraph) && !says(&CHANGES, &paragraph) {
            continue;
        }
        let message = format!("line {other} writes the same file before anything uses this one: it is only shown");
        let help = "give it a name of its own, or say what to do with it first";
        found.push(given.finding("L0212", given.line_span(line), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::asks_for_nameless;

    #[test]
    fn who_is_told_to_write_a_file_without_a_name() {
        for (paragraph, want) in [
            ("create a file with this content:", true),
            ("copy the following content into a new file.", true),
            ("create the **app.py** with this content:", false),
            ("copy the content into index.js file.", false),
            ("create `/etc/motd` file:", false),
            ("add the lines to the dockerfile of this content", false),
            ("the file that we created has this content:", false),
            ("this file is what a builder reads:", false),
            ("create an image, e.g. with this content:", true),
        ] {
            assert_eq!(asks_for_nameless(paragraph), want, "{paragraph}");
        }
    }
}

//! Words that stand for a longer command: a call of the engine without its name, or what was typed above.

use super::super::scan::has_any_case;
use crate::document::{Block, Inline, Node, NodeKind};

/// Programs whose name is what the engine is told to do, too.
const BOTH: &[&str] = &["ps", "rm", "top", "history", "kill", "cp", "diff", "wait"];

/// Whether a block types the call of the engine for which a word or two are short: `docker ps -a` or `docker compose ps`
/// below "use `ps`".
pub fn is_typed_in_full(block: &Block, short: &str) -> bool {
    let Some(word) = verb(short) else { return false };
    let is_it = |text: &str| {
        let mut words = text.split_ascii_whitespace().filter(|word| !matches!(*word, "sudo" | "container"));
        match words.next() {
            Some("docker" | "podman") => words.find(|word| *word != "compose") == Some(word),
            Some("docker-compose" | "podman-compose") => words.next() == Some(word),
            _ => false,
        }
    };
    block.commands.iter().any(|command| is_it(&command.text))
}

/// Whether a paragraph says so itself: "`ps -a` (the full command is `docker ps -a`)".
pub fn is_told_in_full(text: &[Inline], short: &str) -> bool {
    if verb(short).is_none() {
        return false;
    }
    let says = |inline: &Inline| matches!(inline, Inline::Text(said) if has_any_case(said, "full command") || has_any_case(said, "short for"));
    let is_it = |inline: &Inline| matches!(inline, Inline::Code(code) if full(code).is_some_and(|rest| rest.starts_with(short)));
    text.iter().any(says) && text.iter().any(is_it)
}

fn verb(short: &str) -> Option<&'static str> {
    let first = short.split(' ').next()?;
    BOTH.iter().find(|word| **word == first).copied()
}

fn full(code: &str) -> Option<&str> {
    code.strip_prefix("docker ").or_else(|| code.strip_prefix("podman "))
}

/// Whether "the `ls` command again" means a longer one, which was typed above.
pub fn is_repeated(code: &str, after: Option<&Inline>, line: usize, blocks: &[&Node]) -> bool {
    let Some(Inline::Text(rest)) = after else { return false };
    if code.contains(' ') || !rest.trim_start().trim_start_matches("command ").starts_with("again") {
        return false;
    }
    let above = blocks[..blocks.partition_point(|node| node.line < line)].iter().rev();
    let mut typed = above.flat_map(|node| match &node.kind {
        NodeKind::Block(block) => block.commands.as_slice(),
        _ => &[],
    });
    let same = typed.find(|command| command.text.split_ascii_whitespace().next() == Some(code));
    same.is_some_and(|command| command.text.contains(' '))
}

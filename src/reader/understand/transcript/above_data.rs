//! Remarks at the start of a file that read like root's prompt and a command: `# docker compose override`.

use super::super::super::scan::{has_part, trimmed};
use super::super::alone::Alone;
use super::super::prompt::Prompt;
use super::Item;

/// Whether the first of some commands is the remark above data: the block's tag names a language whose comments begin
/// with `#`, or in which nobody but an author writes one.
pub fn is_above_data(alone: &Alone<'_>, items: &[Item<'_>]) -> bool {
    let Some(Item::Command { line, prompt: Some(Prompt::Root), .. }) = items.first() else { return false };
    // Root's prompt with a name is told by that.
    let begins = || alone.lines.iter().find(|(n, _)| n == line).is_some_and(|(_, text)| trimmed(text).starts_with('#'));
    is_tagged_data(&alone.block.info) && begins()
}

fn is_tagged_data(info: &str) -> bool {
    let tag = info.trim_start_matches(['{', '.']);
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    ["yaml", "yml", "json", "jsonc", "json5"].iter().any(|name| tag[..end].eq_ignore_ascii_case(name))
}

/// Keys with a value that files begin with, and nothing that a program prints.
const KEYS: &[&str] = &["version", "name", "kind", "apiVersion", "image", "build", "include"];

/// Whether a line is of a Dockerfile or of a file with keys, and of nobody's output: `RUN make`, `services:`,
/// `version: "3.8"`.
pub fn is_of_file(line: &str) -> bool {
    const INSTRUCTIONS: &[&str] = &["FROM", "RUN", "COPY", "ADD", "ENV", "CMD", "ENTRYPOINT", "WORKDIR", "EXPOSE"];
    let is_instruction = || line.split_once(' ').is_some_and(|(first, _)| INSTRUCTIONS.contains(&first));
    let in_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    let is_key = || line.strip_suffix(':').is_some_and(|key| key.bytes().all(in_name));
    let has_value = || line.split_once(": ").is_some_and(|(key, _)| KEYS.contains(&key));
    is_instruction() || is_key() || has_value()
}

/// Commands of `docker compose`.
const OF_COMPOSE: &[&str] = &[
    "alpha", "attach", "bridge", "build", "commit", "config", "convert", "cp", "create", "down", "events", "exec",
    "export", "help", "images", "kill", "logs", "ls", "pause", "port", "ps", "publish", "pull", "push", "restart",
    "rm", "run", "scale", "start", "stats", "stop", "top", "unpause", "up", "version", "volumes", "wait", "watch",
];

/// Whether what stands behind `#` names Compose and goes on with a word that it does not know: `docker compose example`.
pub fn names_compose(text: &str) -> bool {
    if !has_part(text, "compose") {
        return false;
    }
    let rest = ["docker compose ", "docker-compose "].iter().find_map(|name| text.strip_prefix(name));
    let word = rest.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()) && !OF_COMPOSE.contains(&word)
}

//! What is told of printed text, and of where it was printed.

use super::super::scan::{has_part, is_blank};
use super::cue::Cue;
use super::prompt;

/// Whether what follows may be printed, or something else.
pub fn is_only_possible(cue: &Cue<'_>) -> bool {
    ["may see", "might see", "f you see", "may get", "might get", "f you get"].iter().any(|words| cue.tells_of(words))
}

/// Whether the engine says that a container did not start.
pub fn is_no_start(printed: &str) -> bool {
    has_part(printed, "docker: Error response from daemon")
}

/// Whether a shell says that there is no such program.
pub fn is_not_found(printed: &str) -> bool {
    let first = printed.trim_start().lines().next().unwrap_or_default().trim_end();
    first.ends_with(": not found") || first.ends_with(": command not found")
}

/// What was printed, without the prompt that stands below it, or before a path alone, which nobody types.
pub fn without_prompt(text: &str) -> &str {
    let text = text.trim_end();
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let is_bare = !before.is_empty() && prompt::split(last).is_some_and(|(_, rest)| is_blank(rest));
    let is_path = |rest: &&str| rest.starts_with('/') && !rest.contains(char::is_whitespace);
    if is_bare { before.trim_end() } else { text.strip_prefix("$ ").filter(is_path).unwrap_or(text) }
}

//! Programs that are talked to: assistants that write code, and runners of models. What is typed into them is no shell's.

use super::super::lines::begun;
use super::engine::Call;
use super::known::{Likeness, likeness};
use super::reading::Context;
use super::shape;
use super::tag::Tag;
use super::words::first_word;

/// Assistants that are started by their name alone.
const ASSISTANTS: &[&str] = &["claude", "codex", "gemini", "opencode", "aider", "cursor-agent", "cagent"];
/// Flags with which they answer once, or tell of themselves.
const ONCE: &[&str] =
    &["-p", "--print", "--prompt", "-h", "--help", "-v", "-V", "--version", "-d", "--detach", "--message", "-m"];

/// Whether a program is one that may be talked to.
pub fn is_agent(program: &str) -> bool {
    let may_be = program.starts_with(['a', 'c', 'g', 'o', 's']);
    may_be && (matches!(program, "ollama" | "sbx") || ASSISTANTS.contains(&program))
}

/// Whether a call of such a program leaves it waiting for what is said to it.
pub fn waits<S: AsRef<str>>(program: &str, rest: &[S]) -> bool {
    let words = || rest.iter().map(AsRef::as_ref);
    if words().any(|word| ONCE.contains(&word)) {
        return false;
    }
    let mut operands = words().filter(|word| !word.starts_with('-'));
    match (program, operands.next()) {
        ("sbx", Some("run")) => true,
        // Who, and nothing to answer.
        ("cagent" | "ollama", Some("run")) => operands.count() == 1,
        ("ollama" | "sbx" | "cagent", _) | (_, Some(_)) => false,
        (_, None) => ASSISTANTS.contains(&program),
    }
}

/// The same for a call of the engine: `docker model run ai/small`, `docker sandbox run claude`.
pub fn engine_waits(call: &Call<'_>) -> bool {
    let once = || call.has('d', "--detach") || call.has('h', "--help");
    match &*call.command {
        "model run" | "agent run" => call.operands.len() == 1 && !once(),
        "sandbox run" => !call.operands.is_empty() && !once(),
        _ => false,
    }
}

/// Whether a block is said to the program that is open: sentences, or what it gives to a shell of its own (`! ls`).
pub fn is_said(text: &str, context: &Context<'_>) -> bool {
    let first = begun(text).lines().next().unwrap_or_default();
    let may_be = matches!(context.tag, Tag::Shell | Tag::None | Tag::Run) && !context.cue.is_output();
    let is_words =
        || shape::is_prose(text) && first_word(first).is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic()));
    may_be && (first.starts_with("! ") || first.starts_with('/') && !first.contains([' ', '.']))
        || may_be && is_words() && likeness(first) < Likeness::Known
}

//! Files with another content than the solution gives them.

use super::{Kind, Way};
use crate::check::shell::split;

/// How many lines of a file are left out in turn.
const LINE_LIMIT: usize = 4;

/// The ways to get a file wrong that a command writes.
pub fn ways(text: &str) -> Vec<Way> {
    let writes: Vec<String> =
        split(text).iter().flat_map(|s| &s.writes).filter(|w| !w.unknown).map(|w| w.text.clone()).collect();
    let Some(path) = writes.first() else { return Vec::new() };
    let mut ways = heredoc(text, path);
    ways.extend(printed(text, path));
    ways
}

/// A here document without one of its lines.
fn heredoc(text: &str, path: &str) -> Vec<Way> {
    let lines: Vec<&str> = text.lines().collect();
    if !text.contains("<<") || lines.len() < 3 {
        return Vec::new();
    }
    let body = 1..lines.len() - 1;
    let told = body.filter(|&at| !lines[at].trim().is_empty() && !lines[at].trim_start().starts_with('#'));
    let without = |at: usize| {
        let kept: Vec<&str> = lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, l)| *l).collect();
        Way::new(Kind::Content, format!("`{path}` without the line `{}`", lines[at].trim()), kept.join("\n"))
    };
    told.take(LINE_LIMIT).map(without).collect()
}

/// `echo hello > x` with another text.
fn printed(text: &str, path: &str) -> Option<Way> {
    let simples = split(text);
    let [simple] = simples.as_slice() else { return None };
    let program = simple.words.first().map(|w| w.text.as_str());
    let last = simple.words.last().filter(|w| !w.unknown && simple.words.len() > 1)?;
    if !matches!(program, Some("echo" | "printf")) {
        return None;
    }
    let what = format!("another text in `{path}`");
    let new = [&text[..last.span.start], "other", &text[last.span.end..]].concat();
    Some(Way::new(Kind::Content, what, new))
}

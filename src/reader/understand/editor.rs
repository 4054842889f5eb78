//! Editors, and what is to be put into the file that they open.

use super::super::lines::begun;
use super::super::scan::{is_blank, trimmed};
use super::alone::Alone;
use super::transcript::Item;
use super::typed::Typed;

/// Whether a command opens a file in an editor.
pub fn edits(command: &str) -> bool {
    let mut words = command.trim_start_matches("sudo ").split(' ');
    words.next().is_some_and(|word| matches!(word, "vi" | "vim" | "nano" | "emacs" | "pico")) && words.next().is_some()
}

/// What a comment tells the learner to do in the editor.
const VERBS: &[&str] =
    &["add", "append", "change", "insert", "paste", "put", "replace", "set", "write", "edit", "update", "enter"];

/// The call of an editor on a block's first line, where a comment below says that the lines behind it go into the file:
/// `vi a.conf`, `# add this line`. Nobody types these in the shell.
pub fn with_lines<'r>(raw: &Alone<'r>, text: &str) -> Option<Vec<Item<'r>>> {
    if !begun(text).starts_with(['v', 'n', 'e', 'p', 's']) {
        return None;
    }
    let mut lines = raw.lines.iter().filter(|(_, t)| !is_blank(t));
    let (line, first) = lines.next()?;
    let names_one = trimmed(first).trim_start_matches("sudo ").split(' ').count() == 2;
    let (_, comment) = lines.next().filter(|_| names_one && edits(trimmed(first)))?;
    let words = begun(comment).strip_prefix('#')?.trim_start().to_lowercase();
    let is_told = VERBS.contains(&words.split(' ').next().unwrap_or_default());
    (is_told && lines.next().is_some())
        .then(|| vec![Item::Command { line: *line, prompt: None, typed: Typed::new(trimmed(first)) }])
}

//! Files that a lesson shows and that nothing uses: the same file is written anew before, or its name was guessed and no
//! command wants it.

use crate::check::shell::{Command, split};
use crate::document::{Block, Document};
use std::collections::BTreeMap;

/// The blocks of files that are examples, each by its line with the line of another block for the same file.
#[derive(Debug, Clone, Default)]
pub struct Examples(BTreeMap<usize, usize>);

impl Examples {
    /// Those of a lesson.
    pub fn of(document: &Document) -> Self {
        let mut found = BTreeMap::new();
        // What was written and not used yet, and the last block for each file.
        let mut open: BTreeMap<&str, &Block> = BTreeMap::new();
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for block in document.blocks() {
            let path = block.path.as_deref().filter(|_| !block.append && block.alternative_of.is_none());
            if let Some(path) = path {
                if let Some(before) = open.insert(path, block) {
                    found.insert(before.line, block.line);
                } else if let Some(line) = last.get(path) {
                    // If nothing uses it the one before is meant to stay.
                    found.entry(block.line).or_insert(*line);
                }
                last.insert(path, block.line);
            }
            for command in &block.commands {
                open.retain(|path, written| {
                    let is_used = uses(command.typed(), path);
                    if is_used && found.get(&written.line).is_some_and(|line| *line < written.line) {
                        found.remove(&written.line);
                    }
                    !is_used
                });
            }
        }
        let guessed = |line: &usize| document.blocks().iter().any(|block| block.line == *line && block.usual_path);
        // Who is told to write a file writes it, though nothing comes of it.
        found.retain(|line, other| line < other || guessed(line));
        Self(found)
    }

    /// The line of another block for the same file, where the one at this line is an example.
    pub fn other(&self, line: usize) -> Option<usize> {
        self.0.get(&line).copied()
    }

    /// The lines of those that are overwritten before anything uses them.
    pub fn overwritten(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().map(|(line, other)| (*line, *other)).filter(|(line, other)| line < other)
    }
}

/// Whether a command may read a file.
fn uses(text: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_recipe = name.to_lowercase().contains("dockerfile");
    text.contains(name)
        || split(text).iter().filter_map(Command::read).any(|command| {
            let verb = command.verb.as_str();
            match command.program.as_str() {
                "docker" if matches!(verb, "run" | "create") => {
                    !is_recipe && (command.has("volume") || command.has("mount") || command.has("env-file"))
                }
                "docker" => ["build", "compose", "bake", "stack", "cp"].iter().any(|word| verb.contains(word)),
                "cd" | "mkdir" | "ls" | "pwd" | "touch" | "echo" => false,
                _ => !is_recipe || matches!(command.program.as_str(), "make" | "sh" | "bash" | "git"),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &[(usize, usize)]) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let found = Examples::of(&document);
        assert_eq!(found.0.into_iter().collect::<Vec<_>>(), want, "{text}");
    }

    const A: &str = "```dockerfile\nFROM alpine\nRUN ls\n```\n\n";
    const BUILD: &str = "```bash\ndocker build -t a .\n```\n\n";

    #[test]
    fn a_file_that_is_written_anew_before_anything_uses_it_is_an_example() {
        check(&format!("Bad:\n\n{A}Good:\n\n{A}{BUILD}"), &[(3, 10)]);
        check(&format!("{A}{BUILD}Change it:\n\n{A}{BUILD}"), &[]);
        check(&format!("{A}```bash\ndocker pull alpine\nls\n```\n\n{A}{BUILD}"), &[(1, 11)]);
        check(&format!("{A}```bash\ncat Dockerfile\n```\n\n{A}{BUILD}"), &[]);
        let named = "Create `a.py`:\n\n```python\nprint(1)\n```\n\n";
        check(&format!("{named}{A}{BUILD}"), &[]);
        check(&format!("{named}{named}{BUILD}"), &[(3, 9)]);
    }

    #[test]
    fn what_nobody_is_told_to_write_and_nothing_uses_does_not_overwrite() {
        check(&format!("{A}{BUILD}A better one:\n\n{A}"), &[(12, 1)]);
        check(&format!("{A}{BUILD}Change `Dockerfile` to this:\n\n{A}"), &[]);
        check(A, &[]);
    }
}

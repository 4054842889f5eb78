//! Containers' shells that a sentence asks to open, and those that are needed in another terminal while they are open.

use super::replies::leaves;
use crate::check::shell::{self, split};
use crate::document::{Block, Command, Document, Location, Suggested};
use crate::reader::opens_container;
use std::collections::{BTreeMap, BTreeSet};

/// What opens and keeps containers' shells, by lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Openers {
    /// The calls in sentences, by the line of the block that is typed into them.
    told: BTreeMap<usize, Command>,
    /// Commands whose container is needed in another terminal while its shell is open.
    kept: BTreeSet<usize>,
}

impl Openers {
    /// Finds them in a whole lesson.
    pub fn of(document: &Document) -> Self {
        let mut openers = Self::default();
        // The line and the terminal of the command whose shell is open, and where the block before ends.
        let (mut open, mut before): (Option<(usize, u32)>, usize) = (None, 0);
        let mut removed = false;
        for block in document.blocks().into_iter().filter(|block| !block.commands.is_empty()) {
            let is_inside = block.commands[0].location == Location::Container;
            if open.is_none()
                && is_inside
                && let Some(asked) = asked(document, before, block)
            {
                (open, removed) = (Some((asked.line, block.terminal)), asked.text.contains("--rm"));
                openers.told.insert(block.line, asked);
            }
            for command in &block.commands {
                match (command.location, open) {
                    (Location::Host, Some((line, terminal))) if terminal != block.terminal => {
                        openers.kept.extend((removed && needs_container(command.typed())).then_some(line));
                    }
                    (Location::Host, _) => {
                        open = opens_container(command.typed()).then_some((command.line, block.terminal));
                        removed = command.typed().contains("--rm");
                    }
                    (_, Some(_)) if leaves(command.typed()) => open = None,
                    _ => {}
                }
            }
            before = block.line;
        }
        openers
    }

    /// The call in a sentence that opens the shell into which a block is typed.
    pub fn before(&self, block: &Block) -> Option<Command> {
        self.told.get(&block.line).cloned()
    }

    /// Whether the container that a command starts is needed elsewhere while its shell is open.
    pub fn is_kept(&self, line: usize) -> bool {
        self.kept.contains(&line)
    }
}

/// Whether a command does something with a container that must still be there.
fn needs_container(text: &str) -> bool {
    let verbs = ["commit", "cp", "diff", "export", "inspect", "logs", "exec", "port", "stats", "top"];
    split(text)
        .iter()
        .filter_map(shell::Command::read)
        .any(|c| c.program == "docker" && verbs.contains(&c.verb.as_str()))
}

/// The last call that the sentences between two blocks ask for, if it opens a shell and nothing is left to be filled in.
fn asked(document: &Document, before: usize, block: &Block) -> Option<Command> {
    let mut between = document.suggested.iter().rev().filter(|s| (before..block.line).contains(&s.line));
    let Suggested { line, text } = between.next()?;
    let is_whole = opens_container(text) && !text.contains(['<', '[', '{']);
    let (line, text, location) = (*line, text.clone(), Location::Host);
    is_whole.then(|| Command { line, text, straight: None, location, interactive: true, placeholders: Vec::new() })
}

#[cfg(test)]
mod tests {
    use crate::lesson::{Task, compile};
    use crate::source::Source;

    /// What is typed in a lesson, each with what is typed into it.
    fn typed(text: &str) -> Vec<String> {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let (lesson, _) = compile("x", &document, None);
        let shown = |task: &Task| match task {
            Task::Type(typed) => Some(format!("{} < {}", typed.text, typed.replies.join("|"))),
            _ => None,
        };
        lesson.steps.iter().flat_map(|step| &step.tasks).filter_map(shown).collect()
    }

    #[test]
    fn a_shell_that_a_sentence_opens_is_typed_into() {
        let inside = "List:\n\n```\n# ls /\nbin\n```\n\nAnd:\n\n```\n# whoami\nroot\n```\n";
        let run = "docker container run -ti alpine";
        assert_eq!(
            typed(&format!("# A\n\nSpin up the container with `{run}`\n\n{inside}")),
            [format!("{run} < ls /|whoami")]
        );
        // One is open, or the sentence asks for none.
        let open = format!("```\n$ {run}\n```\n\n");
        assert_eq!(typed(&format!("# A\n\n{open}Enter it with `docker exec -it a sh`.\n\n{inside}")).len(), 1);
        assert_eq!(typed("# A\n\nSpin it up with `docker run -ti alpine`.\n\n```\ndocker ps\n```\n"), ["docker ps < "]);
    }

    #[test]
    fn a_container_that_is_needed_beside_its_shell_goes_on() {
        let text = |flag: &str| {
            let run = format!("docker run -it{flag} --name web debian bash");
            format!("# A\n\n```\n$ {run}\nroot@8a0081aaf7b5:/# ls\n```\n\n```\n$ docker commit web me/web\n```\n")
        };
        let last = |text: &str| typed(text)[0].rsplit(['<', '|']).next().unwrap().trim().to_owned();
        assert_eq!((last(&text(" --rm")), last(&text(""))), ("Ctrl-P Ctrl-Q".to_owned(), "ls".to_owned()));
    }
}

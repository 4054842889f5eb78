//! Containers' shells that are needed in another terminal while they are open.

use super::replies::leaves;
use crate::check::shell::{self, split};
use crate::document::{Document, Location};
use crate::reader::opens_container;
use std::collections::BTreeSet;

/// What keeps containers' shells open, by lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Openers {
    /// Commands whose container is needed in another terminal while its shell is open.
    kept: BTreeSet<usize>,
}

impl Openers {
    /// Finds them in a whole lesson.
    pub fn of(document: &Document) -> Self {
        let mut openers = Self::default();
        // The line and the terminal of the command whose shell is open.
        let mut open: Option<(usize, u32)> = None;
        let mut removed = false;
        for block in document.blocks().into_iter().filter(|block| !block.commands.is_empty()) {
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
        }
        openers
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
    fn a_container_that_is_needed_beside_its_shell_goes_on() {
        let text = |flag: &str| {
            let run = format!("docker run -it{flag} --name web debian bash");
            format!("# A\n\n```\n$ {run}\nroot@8a0081aaf7b5:/# ls\n```\n\n```\n$ docker commit web me/web\n```\n")
        };
        let last = |text: &str| typed(text)[0].rsplit(['<', '|']).next().unwrap().trim().to_owned();
        assert_eq!((last(&text(" --rm")), last(&text(""))), ("Ctrl-P Ctrl-Q".to_owned(), "ls".to_owned()));
    }
}

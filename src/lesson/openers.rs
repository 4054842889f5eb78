//! Containers' shells that are open while something is typed in another terminal. A sandbox has one terminal: a shell that
//! is needed later is left running, and found again by a command.

use super::bindings::{LAST, last_of};
use super::replies::leaves;
use crate::check::shell::{self, split};
use crate::document::{Block, Command, Document, Location};
use crate::reader::opens_container;
use std::collections::{BTreeMap, BTreeSet};

/// What keeps containers' shells open, and what leads back into them, by lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Openers {
    /// Commands whose container is needed while its shell is open: by another terminal, or by who comes back.
    kept: BTreeSet<usize>,
    /// The first lines of containers' shells that are typed after something in another terminal: the command that opened
    /// the shell, and the one that leads back.
    back: BTreeMap<usize, (usize, String)>,
    /// The commands among them that were typed.
    typed: BTreeSet<usize>,
}

/// A shell that is open.
struct Open<'d> {
    opener: &'d Command,
    /// The containers that were made since, so that the last one is not this shell's.
    since: Since,
}

/// Which containers were made since a shell was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Since {
    /// None.
    None,
    /// Others of other images.
    Others,
    /// Perhaps one of the same image.
    Same,
}

impl Openers {
    /// Finds them in a whole lesson.
    pub fn of(document: &Document) -> Self {
        let mut openers = Self::default();
        let mut open = BTreeMap::new();
        let mut last = None;
        for block in document.blocks().into_iter().filter(|block| !block.commands.is_empty()) {
            for command in &block.commands {
                openers.see(block, command, &mut open, last);
                last = Some(block.terminal);
            }
        }
        openers
    }

    /// The next command, with the shells that are open by their terminals and the terminal of the command before it.
    fn see<'d>(&mut self, block: &Block, command: &'d Command, open: &mut BTreeMap<u32, Open<'d>>, last: Option<u32>) {
        let terminal = block.terminal;
        if command.location == Location::Host {
            open.remove(&terminal);
            for other in open.values_mut() {
                self.kept.extend(needs(command.typed(), other.opener.typed()).then_some(other.opener.line));
                other.since = other.since.max(made(command.typed(), other.opener.typed()));
            }
            if opens_container(command.typed()) {
                open.insert(terminal, Open { opener: command, since: Since::None });
            }
            return;
        }
        let Some(shell) = open.get(&terminal) else { return };
        if last != Some(terminal)
            && command.location == Location::Container
            && let Some(back) = way_back(shell)
        {
            self.kept.extend(is_main(shell.opener.typed()).then_some(shell.opener.line));
            self.back.insert(command.line, (shell.opener.line, back));
        }
        if leaves(command.typed()) {
            open.remove(&terminal);
        }
    }

    /// Whether the container that a command starts is needed while its shell is not looked at.
    pub fn is_kept(&self, line: usize) -> bool {
        self.kept.contains(&line)
    }

    /// A command is typed, and nothing is in its way.
    pub fn is_typed(&mut self, line: usize) {
        self.typed.insert(line);
    }

    /// The command that leads back into the shell that a line is for, where another terminal was used since.
    pub fn back(&self, line: usize) -> Option<&str> {
        self.back.get(&line).filter(|(opener, _)| self.typed.contains(opener)).map(|(_, back)| &**back)
    }
}

/// The containers' command that opens a shell.
fn opening(text: &str) -> Option<shell::Command> {
    split(text).iter().filter_map(shell::Command::read).find(|c| c.program == "docker")
}

/// Whether the shell is what its container runs for: it ends with it.
fn is_main(text: &str) -> bool {
    opening(text).is_some_and(|c| matches!(c.verb.as_str(), "run" | "start" | "attach"))
}

/// The command that leads back into a shell.
fn way_back(shell: &Open<'_>) -> Option<String> {
    let text = shell.opener.typed();
    if !shell.opener.placeholders.is_empty() {
        return None;
    }
    let command = opening(text)?;
    match command.verb.as_str() {
        "run" => {
            let name = match (command.value("name"), &shell.since) {
                (Some(name), _) => name.to_owned(),
                (None, Since::None) => LAST.to_owned(),
                (None, Since::Others) => last_of(command.args.first()?)?,
                (None, Since::Same) => return None,
            };
            Some(format!("docker attach {name}"))
        }
        "start" | "attach" => command.args.first().map(|name| format!("docker attach {name}")),
        // Another shell in the same container.
        "exec" | "compose exec" => Some(text.to_owned()),
        _ => None,
    }
}

/// What a command makes beside a shell that another one opened.
fn made(text: &str, opener: &str) -> Since {
    let image = |command: &shell::Command| {
        let image = command.args.first()?;
        Some(image.strip_suffix(":latest").unwrap_or(image).to_owned())
    };
    let own = opening(opener).and_then(|opener| image(&opener));
    let of_one = |command: shell::Command| match command.verb.as_str() {
        "run" | "create" if own.is_some() && image(&command) != own => Since::Others,
        "run" | "create" | "compose up" | "compose run" => Since::Same,
        _ => Since::None,
    };
    let of_docker =
        split(text).iter().filter_map(shell::Command::read).filter(|c| c.program == "docker").collect::<Vec<_>>();
    of_docker.into_iter().map(of_one).max().unwrap_or(Since::None)
}

/// Whether a command does something with the container of a shell that has another name, or ended with it, otherwise.
fn needs(text: &str, opener: &str) -> bool {
    const THERE: [&str; 10] = ["commit", "cp", "diff", "export", "inspect", "logs", "exec", "port", "stats", "top"];
    const RUNNING: [&str; 5] = ["exec", "port", "stats", "top", "pause"];
    let Some(opener) = opening(opener).filter(|c| c.verb == "run") else { return false };
    let verbs = if opener.has("rm") { &THERE[..] } else { &RUNNING };
    let is_other = |c: &shell::Command| {
        opener.value("name").is_some_and(|name| !c.args.iter().any(|arg| arg.split(':').next() == Some(name)))
    };
    split(text)
        .iter()
        .filter_map(shell::Command::read)
        .any(|c| c.program == "docker" && verbs.contains(&c.verb.as_str()) && !is_other(&c))
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

    #[test]
    fn who_was_in_another_terminal_comes_back_into_the_shell() {
        let tab = |terminal: u32, text: &str| format!("```.term{terminal}\n{text}\n```\n\n");
        let check = |blocks: &[(u32, &str)], want: &[&str]| {
            let text = blocks.iter().map(|(terminal, text)| tab(*terminal, text)).collect::<String>();
            assert_eq!(typed(&format!("# A\n\n{text}")), want, "{blocks:?}");
        };
        let keys = "Ctrl-P Ctrl-Q";
        let opened = |name: &str| format!("docker run -it{name} alpine sh < ls|{keys}");
        check(
            &[(1, "docker run -it --name box alpine sh"), (1, "ls"), (2, "docker diff box"), (1, "pwd\nexit")],
            &[&opened(" --name box"), "docker diff box < ", "docker attach box < pwd|exit"],
        );
        // Nobody gave it a name.
        let last = "docker attach $(docker ps -lq) < pwd|Ctrl-P Ctrl-Q";
        check(
            &[(1, "docker run -it alpine sh"), (1, "ls"), (2, "docker ps"), (1, "pwd")],
            &[&opened(""), "docker ps < ", last],
        );
        check(
            &[(1, "docker run -it alpine sh"), (1, "ls"), (2, "docker run -d nginx"), (1, "pwd")],
            &[
                &opened(""),
                "docker run -d nginx < ",
                "docker attach $(docker ps -lq --filter ancestor=alpine) < pwd|Ctrl-P Ctrl-Q",
            ],
        );
        check(
            &[(1, "docker run -it alpine sh"), (1, "ls"), (2, "docker run -d alpine:latest top"), (1, "pwd")],
            &["docker run -it alpine sh < ls", "docker run -d alpine:latest top < "],
        );
        // Each terminal has a shell of its own.
        check(
            &[(1, "docker exec -it a sh"), (2, "docker exec -it b sh"), (1, "ls"), (2, "pwd\nexit"), (1, "exit")],
            &[
                "docker exec -it a sh < exit",
                "docker exec -it b sh < exit",
                "docker exec -it a sh < ls",
                "docker exec -it b sh < pwd|exit",
                "docker exec -it a sh < exit",
            ],
        );
        // Another terminal asks for what runs.
        check(
            &[(1, "docker run -it --name box alpine sh"), (1, "ls"), (2, "docker exec box ps"), (2, "docker ps")],
            &[&opened(" --name box"), "docker exec box ps < ", "docker ps < "],
        );
    }
}

//! What cannot be typed because the sandbox does not have the program: a lesson may use what its author's computer or
//! a cluster has.

use super::compile::derive_again;
use super::tasks::fetches_packages;
use super::{Lesson, Task, Why};
use crate::check::shell::{Command, split};
use crate::document::is_for_powershell;
use std::collections::BTreeSet;

impl Lesson {
    /// The same where only some programs can be had: what wants another one is shown and not typed. A sidecar's
    /// solutions are its author's, and stay.
    #[must_use]
    pub fn with_programs(mut self, has: &dyn Fn(&str) -> bool) -> Self {
        if self.has_sidecar {
            return self;
        }
        let mut own = Own::default();
        for step in &mut self.steps {
            let others = step.choices.iter_mut().flat_map(|choice| &mut choice.ways).flat_map(|way| &mut way.tasks);
            for task in step.tasks.iter_mut().chain(others) {
                if let Task::Leave { text, why: why @ Why::Unsure, .. } = task
                    && let Some(shell) = other_shell(text).filter(|shell| !has(shell))
                {
                    *why = Why::Program(shell.to_owned());
                }
                let Task::Type(typed) = task else { continue };
                own.learn(&typed.text);
                let shell = other_shell(&typed.text).map(str::to_owned).into_iter();
                let lacking = shell.chain(programs(&typed.text)).find(|name| !has(name) && !own.has(name));
                if let Some(name) = lacking {
                    *task = Task::Leave { line: typed.line, text: typed.text.clone(), why: Why::Program(name) };
                }
            }
        }
        derive_again(&mut self.steps);
        self
    }
}

/// The shell of another system that a command is written for, by what no other shell takes: `$name = 'x'`, `.\run.ps1`,
/// a grave accent or a caret where a line goes on.
fn other_shell(text: &str) -> Option<&'static str> {
    let begins = ["$Env:", "$env:", ".\\"].iter().any(|begin| text.starts_with(begin));
    if begins || is_for_powershell(text) {
        return Some("powershell");
    }
    text.contains(" ^\n").then_some("cmd")
}

/// The programs that a command line starts by their names.
fn programs(text: &str) -> impl Iterator<Item = String> {
    let simples = split(text).into_iter().filter(|simple| simple.words.first().is_some_and(|word| !word.unknown));
    simples.filter_map(|simple| Command::read(&simple)).map(|command| command.program).filter(|name| is_name(name))
}

fn is_name(word: &str) -> bool {
    let ok = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    word.chars().all(ok) && word.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// What a lesson brings itself.
#[derive(Default)]
struct Own {
    /// Aliases and functions.
    names: BTreeSet<String>,
    /// Command lines that install packages or put files where programs are.
    installs: Vec<String>,
}

impl Own {
    fn learn(&mut self, text: &str) {
        for command in split(text).iter().filter_map(Command::read) {
            match command.program.as_str() {
                "alias" => self.names.extend(command.args.iter().filter_map(|a| Some(a.split_once('=')?.0.to_owned()))),
                "function" => self.names.extend(command.args.first().map(|a| a.trim_end_matches("()").to_owned())),
                name => self.names.extend(name.strip_suffix("()").map(str::to_owned)),
            }
        }
        if fetches_packages(text) || text.contains("bin/") {
            self.installs.push(text.to_owned());
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name) || self.installs.iter().any(|text| text.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::lesson::{Task, compile};
    use crate::source::Source;

    /// What is left of a lesson's commands where there are `docker`, `ls`, `cat` and words of the shell.
    #[track_caller]
    fn check(commands: &str, want: &[&str]) {
        let text = format!("# A lesson\n\n## A step\n\n```console\n{commands}```\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let has = |name: &str| ["docker", "ls", "cat", "alias", "for", "do", "done", "apt-get"].contains(&name);
        let lesson = compile("x", &document, None).0.with_programs(&has);
        let left = lesson.steps.iter().flat_map(|s| &s.tasks).filter_map(|task| match task {
            Task::Leave { text, why, .. } => Some(format!("{text}: {why}")),
            _ => None,
        });
        assert_eq!(left.collect::<Vec<_>>(), want, "{commands}");
    }

    #[test]
    fn what_wants_another_program_is_left() {
        check("$ docker ps\n$ ls | cat\n$ ./own.sh\n$ /opt/x/run\n$ A=1 ls\n", &[]);
        check("$ squeue\n$ docker ps\n", &["squeue: the sandbox has no `squeue`"]);
        check("$ docker inspect a | yq .x\n", &["docker inspect a | yq .x: the sandbox has no `yq`"]);
        check("$ sudo lsof\n", &["sudo lsof: the sandbox has no `lsof`"]);
        check("$ for i in 1 2; do docker ps; done\n", &[]);
        check("$ ls .\\web\n", &["ls .\\web: the sandbox has no `powershell`"]);
        check("$ $Env:A = 1\n", &["$Env:A = 1: the sandbox has no `powershell`"]);
        check("$ docker run ^\n  -d a\n", &["docker run ^\n  -d a: the sandbox has no `cmd`"]);
        check("$ docker run `\n  -d a\n", &["docker run `\n  -d a: the sandbox has no `powershell`"]);
    }

    #[test]
    fn what_the_lesson_brings_itself_is_there() {
        check("$ alias dps='docker ps'\n$ dps\n", &[]);
        check("$ sudo apt-get install -y sl\n$ sl\n", &[]);
    }
}

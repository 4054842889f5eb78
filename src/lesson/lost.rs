//! Files, folders and ports that are not there because the command that brings them was not typed.

use crate::check::shell::{Command, Simple, split};
use std::collections::BTreeSet;

/// Programs that read the files they are given.
const READERS: &[&str] = &[
    "cat", "cp", "mv", "head", "tail", "less", "more", "grep", "sed", "wc", "sort", "gunzip", "gzip", "tar", "unzip",
    "sh", "bash", "make", "chmod",
];

/// What a lesson lost so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Lost {
    /// Names of files and folders.
    names: BTreeSet<String>,
    /// The ports of containers that were not started.
    ports: BTreeSet<String>,
    /// The folders, one in the other, that the shell should be in and that are not there.
    astray: Vec<String>,
    /// Something was left that may bring files of any name.
    anything: bool,
}

impl Lost {
    /// A command was left.
    pub fn left(&mut self, text: &str) {
        for command in split(text).iter().filter_map(Command::read) {
            match command.program.as_str() {
                "git" if command.args.first().is_some_and(|verb| verb == "clone") => {
                    self.anything = true;
                    let folder = command.args.get(2).or(command.args.get(1));
                    self.names.extend(folder.map(|name| last_part(name).trim_end_matches(".git").to_owned()));
                }
                "curl" | "wget" => {
                    let file = ["output", "o", "O"].iter().find_map(|flag| command.value(flag));
                    let file = file.or_else(|| command.args.last().map(String::as_str));
                    self.names.extend(file.map(|name| last_part(name).to_owned()));
                }
                "gunzip" | "tar" | "unzip" => self.anything = true,
                "cd" => self.goes(command.args.first().map_or("", String::as_str)),
                "docker" if matches!(command.verb.as_str(), "run" | "create") => {
                    let ports = command.values("publish").filter_map(|port| port.rsplit(':').nth(1));
                    self.ports.extend(ports.map(str::to_owned));
                }
                _ => {}
            }
        }
        self.names.extend(written(text));
    }

    /// A command was typed.
    pub fn done(&mut self, text: &str) {
        let commands: Vec<Command> = split(text).iter().filter_map(Command::read).collect();
        if commands.iter().any(|command| command.program == "cd") {
            self.astray.clear();
        }
        let made = commands.iter().filter(|command| command.program == "mkdir").flat_map(|command| &command.args);
        for part in made.flat_map(|path| path.split('/')) {
            self.names.remove(part);
        }
        for name in written(text) {
            self.names.remove(&name);
        }
        for command in commands.iter().filter(|c| c.program == "docker" && c.verb == "run") {
            command.values("publish").filter_map(|port| port.rsplit(':').nth(1)).for_each(|port| {
                self.ports.remove(port);
            });
        }
    }

    /// The shell would have gone to another folder.
    fn goes(&mut self, path: &str) {
        for part in path.split('/').filter(|part| !matches!(*part, "" | "." | "~")) {
            if part == ".." {
                self.astray.pop();
            } else {
                self.astray.push(part.to_owned());
            }
        }
    }

    /// Whether a command was left that would have brought files or gone to a folder.
    pub fn is_any(&self) -> bool {
        self.is_open() || !self.names.is_empty()
    }

    /// What a command wants that is not there, by all that was typed and written before.
    pub fn wanted(&self, text: &str, told: &str) -> Option<String> {
        split(text).iter().find_map(|simple| self.wanted_by(simple, text, told))
    }

    fn wanted_by(&self, simple: &Simple, text: &str, told: &str) -> Option<String> {
        let command = Command::read(simple).filter(|_| !simple.words.iter().any(|word| word.unknown))?;
        match command.program.as_str() {
            "cd" => {
                let path = command.args.first()?;
                self.folder(path, told).or_else(|| Some(path.clone()).filter(|path| self.is_lost(path)))
            }
            "curl" | "wget" => self.ports.iter().map(|port| format!("localhost:{port}")).find(|at| text.contains(at)),
            "docker" if matches!(command.verb.as_str(), "build" | "buildx build") => recipe(&command, text, told),
            "docker" if command.group == "compose" && !command.has("file") => {
                let is_there = !self.is_open() || told.contains("compose.y");
                (!is_there).then(|| "compose.yaml".to_owned())
            }
            "docker" if command.verb == "cp" => {
                command.args.first().filter(|path| !path.contains(':') && self.is_unknown(path, told)).cloned()
            }
            program if READERS.contains(&program) => {
                let is_file = |path: &str| path.contains(['.', '/']) || matches!(path, "Dockerfile" | "Makefile");
                let of_file = |path: &&String| !path.starts_with(['/', '-', '.']) && is_file(path);
                command.args.iter().filter(of_file).find(|path| self.is_unknown(path, told)).cloned()
            }
            // A script of the folder that is not there.
            program if program.contains('/') && self.is_unknown(program, told) => Some(program.to_owned()),
            _ => None,
        }
    }

    /// The folder that is not there, where the shell is told to go to it, further in it or out of it.
    fn folder(&self, path: &str, told: &str) -> Option<String> {
        let last = self.astray.last()?;
        let is_out = path.starts_with("..") || path == "-";
        let is_further = !path.starts_with(['/', '~']) && !told.contains(last_part(path));
        if is_out { Some(last.clone()) } else { is_further.then(|| path.to_owned()) }
    }

    /// Whether a file of any name may be missing.
    fn is_open(&self) -> bool {
        !self.astray.is_empty() || self.anything
    }

    /// Whether a file was not brought, or may not have been and nothing told of it.
    fn is_unknown(&self, path: &str, told: &str) -> bool {
        let is_own = !path.starts_with(['/', '~']);
        self.is_lost(path) || (is_own && self.is_open() && !told.contains(last_part(path)))
    }

    fn is_lost(&self, path: &str) -> bool {
        path.split('/').any(|part| self.names.contains(part))
    }
}

/// The Dockerfile that a build reads, where nothing before names it.
fn recipe(command: &Command, text: &str, told: &str) -> Option<String> {
    let folder = command.args.first()?;
    if folder == "-" || folder.contains("://") || text.contains('<') {
        return None;
    }
    let name = command.value("file").map_or("Dockerfile", last_part);
    // A command that makes a file by itself does not name it.
    let made = ["docker init", "git clone", "curl ", "wget ", "tar ", "unzip ", "docker cp "];
    (!told.contains(name) && !made.iter().any(|made| told.contains(made))).then(|| name.to_owned())
}

fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

/// The files that a command line writes its output to.
fn written(text: &str) -> Vec<String> {
    split(text).iter().flat_map(|simple| &simple.writes).map(|word| last_part(&word.text).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &[&str], told: &str, text: &str, want: Option<&str>) {
        let mut lost = Lost::default();
        left.iter().for_each(|text| lost.left(text));
        lost.done(told);
        assert_eq!(lost.wanted(text, told).as_deref(), want, "{left:?} {told} {text}");
    }

    #[test]
    fn what_a_left_command_brings_is_not_there() {
        let clone = "git clone https://example.org/me/app.git";
        check(&[clone], "", "cd ~/app", Some("~/app"));
        check(&[clone], "", "cd other", None);
        check(&["git clone https://example.org/me/app here"], "", "cd here/src", Some("here/src"));
        check(&[clone, "cd app"], "", "cp new.html index.html", Some("new.html"));
        check(&[clone, "cd app"], "", "cat Dockerfile", Some("Dockerfile"));
        check(&[clone, "cd app"], "", "cd src", Some("src"));
        check(&[clone, "cd app"], "", "cd ..", Some("app"));
        check(&[clone, "cd app", "cd .."], "mkdir boats", "cd boats", None);
        check(&[clone], "mkdir app", "cd app", None);
        check(&[clone, "cd app"], "", "docker compose up -d", Some("compose.yaml"));
        check(&[clone, "cd app"], "touch compose.yaml", "docker compose up -d", None);
        check(&[], "", "docker compose up -d", None);
        check(&[clone, "cd app"], "cd", "cat notes.md", Some("notes.md"));
        check(&[clone], "echo hi > notes.md", "cat notes.md", None);
        check(&["curl -o a.gz https://example.org/a.gz"], "", "gunzip -c a.gz", Some("a.gz"));
        check(&["wget https://example.org/a.tgz"], "", "tar xf a.tgz", Some("a.tgz"));
        check(
            &["docker run -d -p 8080:80 --name web me/app"],
            "",
            "curl http://localhost:8080/",
            Some("localhost:8080"),
        );
        check(&["docker run -d -p 8080:80 me/app"], "docker run -d -p 8080:80 nginx", "curl localhost:8080", None);
        check(&[clone], "", "./app/start.sh --now", Some("./app/start.sh"));
        check(&[clone, "cd app"], "", "./start.sh", Some("./start.sh"));
        check(&[clone], "echo true > start.sh; chmod +x start.sh", "./start.sh", None);
        check(&[clone], "", "/bin/true", None);
        check(&[clone, "cd app"], "", "docker cp notes.md web:/", Some("notes.md"));
        check(&[clone, "cd app"], "", "docker cp web:/notes.md .", None);
        check(&[], "", "./start.sh", None);
        check(&[], "", "cat notes.md", None);
        check(&[clone], "", "cat /etc/hosts", None);
    }

    #[test]
    fn a_build_wants_its_dockerfile() {
        check(&[], "", "docker build -t a .", Some("Dockerfile"));
        check(&[], "Dockerfile", "docker build -t a .", None);
        check(&[], "touch app/Dockerfile.dev", "docker build -f Dockerfile.dev -t a .", None);
        check(&[], "", "docker build -t a - < Other", None);
        check(&[], "", "docker build -t a https://example.org/a.git", None);
        check(&[], "docker init", "docker build -t a .", None);
    }
}

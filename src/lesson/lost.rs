//! Files, folders and ports that are not there because the command that brings them was not typed.

use super::operands::{copied_by, found_by, is_file, is_recipe};
use crate::check::shell::{Command, Simple, split};
use std::collections::{BTreeMap, BTreeSet};

/// What a lesson lost so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Lost {
    /// Names of files and folders.
    names: BTreeSet<String>,
    /// The ports of containers that were not started.
    ports: BTreeSet<String>,
    /// The folders, one in the other, that the shell should be in and that are not there.
    astray: Vec<String>,
    /// Nothing was written since the shell should have gone there.
    is_bare: bool,
    /// The folder of the repository that was not cloned.
    repository: Option<String>,
    /// By the name of a Dockerfile that was written: what it copies.
    copied: BTreeMap<String, Vec<String>>,
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
                    self.repository = folder.map(|name| last_part(name).trim_end_matches(".git").to_owned());
                    self.names.extend(self.repository.clone());
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
                "docker" if matches!(command.verb.as_str(), "save" | "export") => {
                    self.names.extend(command.value("output").map(|name| last_part(name).to_owned()));
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
            self.is_bare = false;
        }
        for command in commands.iter().filter(|c| c.program == "docker" && c.verb == "run") {
            command.values("publish").filter_map(|port| port.rsplit(':').nth(1)).for_each(|port| {
                self.ports.remove(port);
            });
        }
    }

    /// A file was written.
    pub fn wrote(&mut self, path: &str, content: &str, append: bool) {
        self.is_bare = false;
        self.names.remove(last_part(path));
        if is_recipe(path) {
            let copied = self.copied.entry(last_part(path).to_owned()).or_default();
            if !append {
                copied.clear();
            }
            copied.extend(copied_by(content));
        }
    }

    /// The shell would have gone to another folder.
    fn goes(&mut self, path: &str) {
        self.is_bare = true;
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
        let command = Command::read(simple)?;
        let is_known = !simple.words.iter().any(|word| word.unknown);
        match command.program.as_str() {
            "cd" => {
                let path = command.args.first().filter(|_| is_known)?;
                self.folder(path, told).or_else(|| Some(path.clone()).filter(|path| self.is_lost(path)))
            }
            "git" => self.repository.clone().filter(|_| wants_repository(&command, told)),
            "curl" | "wget" => self.ports.iter().map(|port| format!("localhost:{port}")).find(|at| text.contains(at)),
            "docker" if matches!(command.verb.as_str(), "build" | "buildx build") => {
                self.by_build(&command, told).filter(|_| !text.contains(" - <"))
            }
            "docker" if command.group == "compose" && !command.has("file") => {
                let is_there = !self.is_open() || told.contains("compose.y");
                (!is_there).then(|| "compose.yaml".to_owned())
            }
            // What would be listed is another folder's.
            "ls" | "tree" if command.args.iter().all(|path| path == ".") && self.is_bare => self.astray.last().cloned(),
            // A script of the folder that is not there.
            program if program.contains('/') && is_known && self.is_unknown(program, told) => Some(program.to_owned()),
            "cp" | "mv" if self.is_into_lost(&command) => command.args.last().cloned(),
            _ => self.file(found_by(&command).into_iter(), told),
        }
    }

    /// Whether a file is put into a folder that is not there.
    fn is_into_lost(&self, command: &Command) -> bool {
        command.args.last().and_then(|path| path.rsplit_once('/')).is_some_and(|(folder, _)| self.is_lost(folder))
    }

    /// The first file that is not there.
    fn file<'p>(&self, mut paths: impl Iterator<Item = &'p str>, told: &str) -> Option<String> {
        let is_gone = |path: &&str| self.is_lost(path) || is_file(path) && self.is_unknown(path, told);
        paths.find(is_gone).map(str::to_owned)
    }

    /// The folder, the Dockerfile or the file to be copied that a build wants and does not find.
    fn by_build(&self, command: &Command, told: &str) -> Option<String> {
        let folder = command.args.first().filter(|folder| *folder != "-" && !folder.contains("://"))?;
        let file = command.value("file").unwrap_or("Dockerfile");
        let is_plain = |path: &&str| !path.contains('$') && !path.chars().all(|c| matches!(c, '.' | '/'));
        let folders =
            [Some((folder.as_str(), folder.as_str())), file.rsplit_once('/').map(|(within, _)| (within, file))];
        let mut named = folders.into_iter().flatten().filter(|(within, _)| is_plain(within));
        let gone = named.find(|(within, _)| self.is_unknown(within, told)).map(|(_, path)| path.to_owned());
        let copied = self.copied.get(last_part(file)).filter(|_| self.is_any()).into_iter().flatten();
        let copied = || copied.map(String::as_str).find(|path| !tells_of(told, last_part(path)) || self.is_lost(path));
        gone.or_else(|| recipe(file, told)).or_else(|| copied().map(str::to_owned))
    }

    /// The folder that is not there, where the shell is told to go to it, further in it or out of it.
    fn folder(&self, path: &str, told: &str) -> Option<String> {
        let last = self.astray.last()?;
        let is_out = path.starts_with("..") || path == "-";
        let is_further = !path.starts_with(['/', '~']) && !tells_of(told, last_part(path));
        if is_out { Some(last.clone()) } else { is_further.then(|| path.to_owned()) }
    }

    /// Whether a file of any name may be missing.
    fn is_open(&self) -> bool {
        !self.astray.is_empty() || self.anything
    }

    /// Whether a file was not brought, or may not have been and nothing told of it.
    fn is_unknown(&self, path: &str, told: &str) -> bool {
        let is_own = !path.starts_with(['/', '~']);
        self.is_lost(path) || (is_own && self.is_open() && !tells_of(told, last_part(path)))
    }

    fn is_lost(&self, path: &str) -> bool {
        path.split('/').any(|part| self.names.contains(part))
    }
}

/// The file of variables that a container is started with, where nothing before names it.
pub(super) fn env_file(command: &Command, told: &str) -> Option<String> {
    let starts = command.program == "docker" && matches!(command.verb.as_str(), "run" | "create");
    let mut files = command.values("env-file").filter(|path| starts && !path.starts_with(['/', '$', '<']));
    files.find_map(|path| recipe(path, told).map(|_| path.to_owned()))
}

/// The Dockerfile, or another file, that nothing before names.
fn recipe(file: &str, told: &str) -> Option<String> {
    let name = last_part(file);
    // A command that makes a file by itself does not name it.
    let made = ["docker init", "git clone", "curl ", "wget ", "tar ", "unzip ", "docker cp "];
    (!tells_of(told, name) && !made.iter().any(|made| told.contains(made))).then(|| name.to_owned())
}

/// Whether `git` does something that only goes within a repository, and none was made.
fn wants_repository(command: &Command, told: &str) -> bool {
    const WITHIN: &[&str] = &[
        "add",
        "branch",
        "checkout",
        "commit",
        "diff",
        "fetch",
        "log",
        "merge",
        "mv",
        "pull",
        "push",
        "rebase",
        "remote",
        "reset",
        "restore",
        "rm",
        "show",
        "stash",
        "status",
        "submodule",
        "switch",
        "tag",
    ];
    let is_there = ["git init", "git clone"].iter().any(|made| told.contains(made));
    !is_there && command.args.first().is_some_and(|verb| WITHIN.contains(&verb.as_str()))
}

/// Whether what was typed and written so far has a name, and not only as a part of a longer one.
fn tells_of(told: &str, name: &str) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    told.match_indices(name)
        .any(|(at, _)| !goes_on(told[..at].chars().next_back()) && !goes_on(told[at + name.len()..].chars().next()))
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
    fn a_file_of_variables_is_made_before() {
        let missing = |told: &str, text: &str| {
            let command = Command::read(&split(text)[0]).unwrap();
            env_file(&command, told)
        };
        let run = "docker run --env-file .env alpine env";
        assert_eq!(missing("", run).as_deref(), Some(".env"));
        assert_eq!(missing("echo A=1 > .env\n", run), None);
        assert_eq!(missing("git clone https://example.org/a\n", run), None);
        assert_eq!(missing("", "docker run --env-file \"$F\" alpine env"), None);
        assert_eq!(missing("", "docker run alpine env --env-file .env"), None);
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
        check(&[clone], "", "git checkout v1", Some("app"));
        check(&[clone], "git init .", "git status", None);
        check(&[clone], "", "git config --global user.name x", None);
        check(&[], "", "git checkout v1", None);
        check(&[clone, "cd app"], "", "tree .", Some("app"));
        check(&[clone, "cd app"], "", "ls -la", Some("app"));
        check(&[clone, "cd app"], "", "ls -la src/tools", Some("src/tools"));
        check(&[clone, "cd app"], "echo hi > notes.md", "ls", None);
        check(&[clone, "cd app"], "docker run --interactive x", "ls tools/interactive", Some("tools/interactive"));
        check(&[clone, "cd app"], "mkdir -p tools/interactive", "ls tools/interactive", None);
        check(&[clone], "", "ls", None);
        check(&[clone, "cd app"], "", "docker stack deploy -c stack.yml bb", Some("stack.yml"));
        check(&[clone, "cd app"], "touch stack.yml", "docker stack deploy -c stack.yml bb", None);
        check(&[clone, "cd app"], "", "docker compose -f dev.yml up", Some("dev.yml"));
        check(&[clone], "", "docker images | grep me/app", None);
        check(&[clone], "mkdir a; touch a/b", "cp a/b ~/app/conf/", Some("~/app/conf/"));
        check(&[clone], "mkdir a; touch a/b", "cp a/b app", None);
        check(&["wget https://example.org/a.tgz", "tar xf a.tgz"], "mkdir b", "rm a.tgz", Some("a.tgz"));
        check(&["wget https://example.org/a.tgz"], "mkdir b", "rm -f a.tgz", None);
        check(&["docker save -o a.tar me/app"], "", "docker load -i a.tar", Some("a.tar"));
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
        let left = &["git clone https://example.org/me/app", "cd app"];
        check(left, "touch Dockerfile", "docker build -t a ./server", Some("./server"));
        check(left, "touch Dockerfile", "docker build -t $ME/a --file server/Dockerfile .", Some("server/Dockerfile"));
        check(left, "mkdir server; touch server/Dockerfile", "docker build -t a server/", None);
        check(left, "touch Dockerfile", "docker build -t a $PWD", None);
    }

    #[test]
    fn a_build_wants_what_its_dockerfile_copies() {
        let wanted = |left: &[&str], told: &str| {
            let mut lost = Lost::default();
            left.iter().for_each(|text| lost.left(text));
            lost.wrote("app/Dockerfile", "FROM a\nCOPY conf/app.ini /", false);
            lost.wrote("app/Dockerfile", "COPY run.sh /", true);
            lost.wanted("docker build -t a .", told)
        };
        let left = &["git clone https://example.org/me/app"];
        assert_eq!(wanted(left, "app/Dockerfile").as_deref(), Some("conf/app.ini"));
        assert_eq!(wanted(left, "app/Dockerfile app.ini").as_deref(), Some("run.sh"));
        assert_eq!(wanted(left, "app/Dockerfile app.ini run.sh"), None);
        assert_eq!(wanted(&[], "app/Dockerfile"), None, "somebody may have made it");
    }
}

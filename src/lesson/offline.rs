//! A lesson without what it cannot have here: commands that fetch packages where there is no network, or one that a
//! stand-in cannot do, are shown and not typed, and so is what builds on them.

use super::bindings::LOOKS_UP_LAST;
use super::compile::derive_again;
use super::lost::{Lost, env_file};
use super::network::fetches_files;
use super::operands::is_recipe;
use super::tasks::fetches_packages;
use super::{Lesson, Step, Task, Typed, Why};
use crate::check::normal_reference;
use crate::check::shell::{Command, Simple, split};
use std::collections::{BTreeMap, BTreeSet};

/// Goes through a lesson step by step; knows what its left commands did not make.
#[derive(Debug, Clone, Default)]
pub(super) struct Offline {
    /// Files of the lesson by their paths, in the order they were written: whether a build from it fetches.
    files: BTreeMap<String, bool>,
    /// The file that was written last, by the name behind the last slash.
    last_of_name: BTreeMap<String, bool>,
    /// Images that no typed command made.
    images: BTreeSet<String>,
    /// Containers and stacks, by name, that no typed command made.
    containers: BTreeSet<String>,
    /// Images that were not pushed to where others pull them, and registries that nobody logged in to.
    unpushed: BTreeSet<String>,
    registries: BTreeSet<String>,
    /// The container that the lesson made last was not made here.
    no_last: bool,
    /// What else was not brought here, or could not be for want of it.
    lost: Lost,
    /// All that was typed and written so far: what it names may be there.
    told: String,
    /// Nothing can be fetched.
    no_network: bool,
    /// A command that does not go here, and why.
    dead: Option<(String, Why)>,
}

impl Offline {
    /// For a lesson that can fetch nothing.
    pub fn without_network() -> Self {
        Self { no_network: true, ..Self::default() }
    }

    /// For what rests on commands that are never typed, with a network or without.
    pub fn never_typed() -> Self {
        Self::default()
    }

    /// For a lesson in which a command does not go.
    pub fn without(text: &str, why: Why) -> Self {
        Self { dead: Some((text.to_owned(), why)), ..Self::default() }
    }

    /// Makes all steps do without, and judges each by what is left of it.
    pub fn lesson(&mut self, lesson: &mut Lesson) {
        for step in &mut lesson.steps {
            self.step(step);
        }
        derive_again(&mut lesson.steps);
    }

    /// Makes a step do without what it cannot have.
    fn step(&mut self, step: &mut Step) {
        for way in step.choices.iter_mut().flat_map(|choice| &mut choice.ways) {
            self.clone().tasks(&mut way.tasks);
        }
        self.tasks(&mut step.tasks);
    }

    fn tasks(&mut self, tasks: &mut [Task]) {
        for task in tasks {
            match task {
                Task::Write { path, content, append, .. } => {
                    self.told.extend([path.as_str(), "\n"]);
                    self.writes(path, content, *append);
                }
                Task::Type(typed) | Task::Ask { typed, .. } => {
                    if let Some(why) = self.why_left(typed) {
                        self.lacks(&typed.text);
                        self.lost.left(&typed.text);
                        *task = Task::Leave { line: typed.line, text: typed.text.clone(), why };
                    } else {
                        self.makes(&typed.text);
                        self.lost.done(&typed.text);
                        self.told.extend([telling(&typed.text).as_str(), "\n"]);
                    }
                }
                Task::Leave {
                    text, why: Why::Network | Why::Depends(_) | Why::StandIn(_) | Why::NoFile(_), ..
                } => {
                    self.lacks(text);
                    self.lost.left(text);
                }
                Task::Leave { .. } => {}
            }
        }
    }

    fn writes(&mut self, path: &str, content: &str, append: bool) {
        self.lost.wrote(path, content, append);
        let path = plain_path(path);
        let before = append && self.files.get(&path).copied().unwrap_or_default();
        let fetches = before || fetches_at_build(content);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        self.last_of_name.insert(name, fetches);
        self.files.insert(path, fetches);
    }

    fn why_left(&self, typed: &Typed) -> Option<Why> {
        if let Some((_, why)) = self.dead.as_ref().filter(|(text, _)| *text == typed.text) {
            return Some(why.clone());
        }
        if self.no_network && self.fetches(typed) {
            return Some(Why::Network);
        }
        let commands: Vec<Command> = split(&typed.text).iter().filter_map(Command::read).collect();
        if self.no_last && typed.text.contains(LOOKS_UP_LAST) {
            return Some(Why::Network);
        }
        if let Some(name) = commands.iter().find_map(|c| self.missing(c)) {
            return Some(Why::Depends(name));
        }
        if let Some(name) = self.listed(&commands) {
            return Some(Why::Depends(name));
        }
        if commands.iter().any(|c| self.is_pull_of_unpushed(c)) {
            return Some(Why::Network);
        }
        if let Some(path) = commands.iter().find_map(|c| env_file(c, &self.told)) {
            return Some(Why::NoFile(path));
        }
        // With a network, files that nothing tells of may have been fetched, but not by what was left.
        let wanted = || self.lost.wanted(&typed.text, &self.told).map(Why::NoFile);
        (self.no_network || self.lost.is_any()).then(wanted).flatten()
    }

    fn fetches(&self, typed: &Typed) -> bool {
        let simples = split(&typed.text);
        // What is only written down is fetched when somebody builds from it.
        let writes_only = simples.iter().all(|s| written_by(s).is_some());
        typed.replies.iter().any(|r| fetches_packages(r))
            || (!writes_only && fetches_packages(&typed.text))
            || simples.iter().filter_map(Command::read).any(|c| self.build_fetches(&c))
    }

    fn build_fetches(&self, command: &Command) -> bool {
        if !is_build(command) {
            return false;
        }
        let folder = command.args.first().map_or(".", String::as_str);
        let path = command.value("file").map_or_else(|| format!("{folder}/Dockerfile"), str::to_owned);
        let path = plain_path(&path);
        // After a `cd` the path is another one; the file that was written last is meant then.
        let name = path.rsplit('/').next().unwrap_or_default();
        self.files.get(&path).or_else(|| self.last_of_name.get(name)).copied().unwrap_or_default()
    }

    /// The image or container that a command needs and that was not made.
    fn missing(&self, command: &Command) -> Option<String> {
        if command.program != "docker" {
            return None;
        }
        let (images, containers): (&[String], &[String]) = match command.verb.as_str() {
            // What only wants an image of that name is content with a stand-in.
            "run" | "create" | "history" => (command.args.get(..1).unwrap_or(&[]), &[]),
            "inspect" => (&command.args, &command.args),
            "exec" | "logs" | "attach" | "commit" | "diff" | "export" | "port" | "top" | "rename" => {
                (&[], command.args.get(..1).unwrap_or(&[]))
            }
            "stop" | "start" | "restart" | "rm" | "kill" | "pause" | "unpause" | "wait" | "stack services"
            | "stack ps" | "stack rm" => (&[], &command.args),
            "cp" => return command.args.iter().find_map(|a| self.container(a.split_once(':')?.0)),
            _ => return None,
        };
        let image = images.iter().find(|name| self.images.contains(&normal_reference(name))).cloned();
        image.or_else(|| containers.iter().find_map(|name| self.container(name)))
    }

    /// The image that is looked for among all and that was not made: `docker images | grep boats`.
    fn listed(&self, commands: &[Command]) -> Option<String> {
        let [list, .., search] = commands else { return None };
        let is_list = list.program == "docker" && list.verb == "images" && search.program == "grep";
        let wanted = search.args.first().filter(|_| is_list)?;
        self.images.iter().any(|image| image.contains(wanted.as_str())).then(|| wanted.clone())
    }

    /// Whether an image is pulled that was not pushed, or from a registry that the lesson logs in to.
    fn is_pull_of_unpushed(&self, command: &Command) -> bool {
        let is_unpushed = |image: &String| {
            let of = registry(image).is_some_and(|registry| self.registries.contains(registry));
            of || self.unpushed.contains(&normal_reference(image))
        };
        command.program == "docker" && command.verb == "pull" && command.args.iter().any(is_unpushed)
    }

    fn container(&self, name: &str) -> Option<String> {
        self.containers.contains(name).then(|| name.to_owned())
    }

    /// What a command that is left would have made is not there.
    fn lacks(&mut self, text: &str) {
        for command in split(text).iter().filter_map(Command::read) {
            self.images.extend(images_of(&command));
            self.no_last |= makes_container(&command);
            self.containers.extend(name_of(&command).or_else(|| stack_of(&command)));
            let first = command.args.first().filter(|_| command.program == "docker");
            match (command.verb.as_str(), first) {
                ("push", Some(image)) => {
                    self.unpushed.insert(normal_reference(image));
                    self.registries.extend(registry(image).map(str::to_owned));
                }
                ("login", Some(registry)) => self.registries.extend(Some(registry.clone())),
                _ => {}
            }
        }
    }

    fn makes(&mut self, text: &str) {
        for simple in split(text) {
            if let Some(path) = written_by(&simple) {
                self.writes(&path, text, text.contains(">>") || text.contains(" -a "));
            }
            let Some(command) = Command::read(&simple) else { continue };
            // Another name for an image that is not there is a name of its stand-in.
            let of_missing = command.args.first().is_some_and(|a| self.images.contains(&normal_reference(a)));
            for image in images_of(&command) {
                if of_missing {
                    self.images.insert(image)
                } else {
                    self.images.remove(&image)
                };
            }
            if makes_container(&command) {
                self.no_last = false;
            }
            if let Some(name) = name_of(&command).or_else(|| stack_of(&command)) {
                self.containers.remove(&name);
            }
        }
    }
}

/// The host of an image's name, where it has one of its own.
fn registry(image: &str) -> Option<&str> {
    let (host, _) = image.split_once('/')?;
    (host.contains(['.', ':']) && host != "docker.io").then_some(host)
}

fn is_build(command: &Command) -> bool {
    command.program == "docker" && matches!(command.verb.as_str(), "build" | "buildx build")
}

/// The names that a command gives to the images it makes.
fn images_of(command: &Command) -> Vec<String> {
    match command.verb.as_str() {
        _ if is_build(command) => command.values("tag").map(normal_reference).collect(),
        "tag" | "commit" | "import" if command.program == "docker" => {
            command.args.get(1).map(|name| normal_reference(name)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn makes_container(command: &Command) -> bool {
    command.program == "docker" && matches!(command.verb.as_str(), "run" | "create")
}

fn name_of(command: &Command) -> Option<String> {
    command.value("name").filter(|_| makes_container(command)).map(str::to_owned)
}

fn stack_of(command: &Command) -> Option<String> {
    command.args.last().filter(|_| command.verb == "stack deploy").cloned()
}

/// What of a command may tell of files that are there: what a Dockerfile copies must be there before.
fn telling(text: &str) -> String {
    let simples = split(text);
    if !simples.iter().filter_map(written_by).any(|path| is_recipe(&path)) {
        return text.to_owned();
    }
    let words = simples.iter().flat_map(|simple| &simple.words).map(|word| word.text.clone());
    let words = words.filter(|word| !word.contains('\n'));
    words.chain(simples.iter().filter_map(written_by)).map(|word| word + " ").collect()
}

/// The file that a command does nothing but write.
fn written_by(simple: &Simple) -> Option<String> {
    let command = Command::read(simple)?;
    match command.program.as_str() {
        "cat" | "echo" | "printf" => simple.writes.first().map(|file| file.text.clone()),
        "tee" => command.args.first().cloned(),
        _ => None,
    }
}

/// Whether a Dockerfile has something from the network put into its image.
fn fetches_at_build(dockerfile: &str) -> bool {
    let mut lines = dockerfile.lines().filter(|l| !l.trim_start().starts_with('#'));
    lines.any(|line| fetches_packages(line) || fetches_files(line) || adds_from_web(line))
}

/// `ADD https://…`
fn adds_from_web(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|w| w.eq_ignore_ascii_case("ADD")) && words.any(|w| w.contains("://"))
}

fn plain_path(path: &str) -> String {
    let parts: Vec<&str> = path.trim_start_matches("~/").split('/').filter(|p| !matches!(*p, "" | ".")).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// What is typed of a lesson without a network, and what is left for which reason.
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        same(&lesson(text).offline(), want);
    }

    fn lesson(text: &str) -> Lesson {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        crate::lesson::compile("x", &document, None).0
    }

    #[track_caller]
    fn same(lesson: &Lesson, want: &[&str]) {
        let shown = |task: &Task| match task {
            Task::Type(typed) => format!("$ {}", typed.text.lines().next().unwrap_or_default()),
            Task::Write { path, .. } => format!("writes {path}"),
            Task::Ask { typed, .. } => format!("? {}", typed.text),
            Task::Leave { text, why, .. } => format!("{}: {why}", text.lines().next().unwrap_or_default()),
        };
        let found: Vec<String> = lesson.steps.iter().flat_map(|s| &s.tasks).map(shown).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn what_builds_on_a_command_that_cannot_go_is_left_with_it() {
        let whole = lesson(
            "# B\n\n## Build\n\n```dockerfile\nFROM ubuntu:16.04\nRUN apt-get install -y sl\n```\n\n```console\n\
             $ docker build -t b:1 .\n$ docker pull alpine\n```\n\n## Run\n\n```console\n$ docker run --name row b:1\n\
             $ docker rm row\n$ docker run --rm alpine true\n$ docker build -t c fetched/\n```\n",
        );
        let expected = |lesson: &Lesson| lesson.steps.iter().map(|s| s.expect.len()).collect::<Vec<_>>();
        assert_eq!(expected(&whole), [3, 4]);
        let smaller = whole.without("docker build -t b:1 .", Why::StandIn("sl".into()));
        let want = [
            "writes Dockerfile",
            "docker build -t b:1 .: a stand-in has no package `sl`",
            "$ docker pull alpine",
            "docker run --name row b:1: it needs `b:1`, which is not made here",
            "docker rm row: it needs `row`, which is not made here",
            "$ docker run --rm alpine true",
            "$ docker build -t c fetched/",
        ];
        same(&smaller, &want);
        assert_eq!(expected(&smaller), [2, 2], "no check of what is left");
        same(
            &smaller.without("docker build -t c fetched/", Why::StandIn("sl".into())),
            &[&want[..6], &["docker build -t c fetched/: a stand-in has no package `sl`"]].concat(),
        );
    }

    #[test]
    fn a_build_that_fetches_is_left_with_what_needs_its_image() {
        check(
            "# Boats\n\n## Build\n\n```dockerfile\nFROM debian\nRUN apt-get update && \\\n    apt-get install -y sl\n```\n\n\
             ```console\n$ docker build -t boats:1 .\n$ docker images\n```\n\n## Run\n\n```console\n\
             $ docker run --name row boats:1\n$ docker logs row\n$ docker tag boats:1 boats:old\n$ docker run boats:old\n\
             $ docker run --name row alpine\n$ docker logs row\n```\n",
            &[
                "writes Dockerfile",
                "docker build -t boats:1 .: it needs a network",
                "$ docker images",
                "docker run --name row boats:1: it needs `boats:1`, which is not made here",
                "docker logs row: it needs `row`, which is not made here",
                "$ docker tag boats:1 boats:old",
                "docker run boats:old: it needs `boats:old`, which is not made here",
                "$ docker run --name row alpine",
                "$ docker logs row",
            ],
        );
    }

    #[test]
    fn what_rests_on_a_command_that_is_never_typed_is_left_with_it() {
        let text = "# B\n\n## Do\n\n```console\n$ git clone https://example.org/me/app.git\n$ cd app\n$ cat Dockerfile\n\
            $ docker build -t boat .\n$ docker run boat\n$ docker login hub.example.org\n$ docker pull hub.example.org/a\n\
            $ docker pull quay.io/a\n$ docker push me/tug\n$ docker pull me/tug\n$ docker pull me/raft\n```\n";
        let want = [
            "git clone https://example.org/me/app.git: it needs a network",
            "cd app: it needs `app`, which nothing makes here",
            "cat Dockerfile: it needs `Dockerfile`, which nothing makes here",
            "docker build -t boat .: it needs `Dockerfile`, which nothing makes here",
            "docker run boat: it needs `boat`, which is not made here",
            "docker login hub.example.org: it needs a network",
            "docker pull hub.example.org/a: it needs a network",
            "$ docker pull quay.io/a",
            "docker push me/tug: it needs a network",
            "docker pull me/tug: it needs a network",
            "$ docker pull me/raft",
        ];
        same(&lesson(text), &want);
    }

    #[test]
    fn what_a_dockerfile_copies_is_not_there_for_that() {
        let clone = "git clone https://example.org/me/app.git";
        let writes = "echo 'FROM debian\nCOPY app.ini /' | tee Dockerfile";
        let lesson =
            |before: &str| format!("# B\n\n## Build\n\n```bash\n{clone}\n{before}{writes}\ndocker build -t b .\n```\n");
        let left = format!("{clone}: it needs a network");
        let first = "$ echo 'FROM debian";
        check(&lesson(""), &[&left, first, "docker build -t b .: it needs `app.ini`, which nothing makes here"]);
        check(&lesson("touch app.ini\n"), &[&left, "$ touch app.ini", first, "$ docker build -t b ."]);
    }

    #[test]
    fn what_rests_on_an_image_or_a_stack_is_left_with_it() {
        let text = "# B\n\n## Do\n\n```console\n$ git clone https://example.org/me/app.git\n$ cd app\n$ docker build -t me/boat:1 .\n\
            $ docker images | grep me/boat\n$ docker images | grep raft\n$ docker history me/boat:1\n$ docker stack deploy -c a.yml bb\n\
            $ docker stack services bb\n$ docker stack ls\n```\n";
        let want = [
            "git clone https://example.org/me/app.git: it needs a network",
            "cd app: it needs `app`, which nothing makes here",
            "docker build -t me/boat:1 .: it needs `Dockerfile`, which nothing makes here",
            "docker images | grep me/boat: it needs `me/boat`, which is not made here",
            "$ docker images | grep raft",
            "docker history me/boat:1: it needs `me/boat:1`, which is not made here",
            "docker stack deploy -c a.yml bb: it needs `a.yml`, which nothing makes here",
            "docker stack services bb: it needs `bb`, which is not made here",
            "$ docker stack ls",
        ];
        same(&lesson(text), &want);
    }

    #[test]
    fn a_build_is_judged_by_the_file_it_reads() {
        let lesson = |writes: &str, build: &str| format!("# B\n\n## Build\n\n```bash\n{writes}\n{build}\n```\n");
        let fetching = "cat > Dockerfile << 'EOF'\nFROM debian\nRUN pip3 install numpy\nEOF";
        let first = "$ cat > Dockerfile << 'EOF'";
        check(&lesson(fetching, "docker build -t b ."), &[first, "docker build -t b .: it needs a network"]);
        check(&lesson(fetching, "docker build -t b ~/app/"), &[first, "docker build -t b ~/app/: it needs a network"]);
        let other = "docker build -f Other -t b .: it needs `Other`, which nothing makes here";
        check(&lesson(fetching, "docker build -f Other -t b ."), &[first, other]);
        let local = "cat > Dockerfile << 'EOF'\nFROM debian\n# RUN pip3 install numpy\nRUN echo hi > /hi\nEOF";
        check(&lesson(local, "docker build -t b ."), &[first, "$ docker build -t b ."]);
        let added = format!("{local}\necho 'RUN apk --no-cache add tree' >> Dockerfile");
        check(
            &lesson(&added, "docker build -t b ."),
            &[first, "$ echo 'RUN apk --no-cache add tree' >> Dockerfile", "docker build -t b .: it needs a network"],
        );
        let web = "cat > Dockerfile << 'EOF'\nFROM debian\nADD https://example.org/a.tgz /a\nEOF";
        check(&lesson(web, "docker build -t b ."), &[first, "docker build -t b .: it needs a network"]);
    }

    #[test]
    fn the_last_container_is_the_last_one_made_here() {
        check(
            "# C\n\n## Change\n\n```console\n$ docker run -it debian bash\nroot@0a1b2c:/# apt-get install -y sl\nroot@0a1b2c:/# exit\n\
             $ docker commit <container-id> sl:1\n$ docker save -o sl.tar sl:1\n$ docker run -it debian true\n\
             $ docker commit <container-id> sl:2\n```\n",
            &[
                "docker run -it debian bash: it needs a network",
                "docker commit $(docker ps -lq) sl:1: it needs a network",
                "$ docker save -o sl.tar sl:1",
                "$ docker run -it debian true",
                "$ docker commit $(docker ps -lq) sl:2",
            ],
        );
    }
}

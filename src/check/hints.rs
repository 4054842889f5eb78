//! Hints that nobody wrote: what an assertion says tells which object differs, which of Docker's commands is about
//! that, which flag, and in the end the command.

use super::plain::meant;
use super::shell::{Command, quote, split};
use super::{
    ArchiveKind, Assertion, CommandLine, ContainerCheck, FileCheck, Finding, ImageCheck, Look, NetworkCheck, Pattern,
    RanCheck, VolumeCheck, derive,
};
use crate::state::Place;

/// What brings an assertion about.
#[derive(Debug, Default, PartialEq, Eq)]
struct Way {
    /// `docker tag`; a program of the shell for a file.
    tool: String,
    /// Its flags, each with what it is for.
    flags: Vec<(&'static str, String)>,
    /// The words behind the flags.
    rest: Vec<String>,
    /// Whether more words are needed than are known.
    is_part: bool,
    /// The container in which it is done from outside.
    inside: Option<String>,
}

impl Way {
    fn new(tool: &str, rest: &[&str]) -> Self {
        let rest = rest.iter().map(|word| (*word).to_owned()).collect();
        Self { tool: tool.to_owned(), rest, ..Self::default() }
    }

    fn flag(mut self, flag: &'static str, value: impl Into<String>) -> Self {
        self.flags.push((flag, value.into()));
        self
    }

    /// Done in what a file is in. Nothing is known to change a file of an image, or of a volume alone.
    fn within(self, place: Option<&Place>) -> Self {
        match place {
            None => self,
            Some(Place::Container(_)) if self.tool.is_empty() => self,
            Some(Place::Container(name)) => {
                let script = self.command();
                let needs_shell = script.contains(['>', '\'', '|']);
                let rest = if needs_shell { format!("sh -c {}", quote_script(&script)) } else { script };
                Self { inside: Some(name.clone()), ..Self::new("docker exec", &[name, &rest]) }
            }
            Some(Place::Image(_) | Place::Volume(_)) => Self::default(),
        }
    }

    fn command(&self) -> String {
        let flags = self.flags.iter().flat_map(|(flag, value)| [(*flag).to_owned(), value.clone()]);
        let words = std::iter::once(self.tool.clone()).chain(flags).chain(self.rest.iter().cloned());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The ladder for one assertion that does not hold, from vague to exact: the object, the command that is about it,
/// its flags, the whole of it. The last is a command of the solution if one of them does it.
pub fn hints(assertion: &Assertion, finding: &Finding, solution: &[String]) -> Vec<String> {
    let mut ladder = vec![object(finding)];
    let way = way(assertion);
    // What is known by looking alone may have come about in any way.
    if way.tool.is_empty() {
        return ladder;
    }
    let command = solution.iter().find(|command| way.inside.is_none() && does(command, assertion, &way)).cloned();
    let tool = command.as_deref().and_then(tool_of).unwrap_or_else(|| way.tool.clone());
    // A program of the shell is no riddle to be solved in two steps.
    if tool.starts_with("docker ") {
        ladder.push(format!("`{tool}` is about that: look at `{tool} --help`."));
    }
    let flags: Vec<String> = way.flags.iter().map(|(flag, _)| format!("`{flag}`")).collect();
    if !flags.is_empty() && tool == way.tool {
        ladder.push(format!("The part that matters: {}.", flags.join(", ")));
    }
    // What is typed inside a program belongs to the way too, and is no command of its own.
    let exact = if way.is_part { command } else { Some(command.unwrap_or_else(|| way.command())) };
    let only = way.inside.as_ref().map(|container| format!(", while `{container}` runs")).unwrap_or_default();
    ladder.extend(exact.map(|command| format!("This does it: `{command}`{only}")));
    ladder
}

fn object(finding: &Finding) -> String {
    match &finding.why {
        Some(why) => format!("Wanted: {}. But {why}.", finding.what),
        None => format!("Wanted: {}.", finding.what),
    }
}

/// Whether a command is about the very thing that an assertion is about.
pub fn is_about(command: &str, assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Output(check) => check.command.as_ref().is_some_and(|meant| meant.is_match(command)),
        Assertion::Exit(check) => check.command.as_ref().is_some_and(|meant| meant.is_match(command)),
        _ => has_effect(command, assertion),
    }
}

fn has_effect(command: &str, assertion: &Assertion) -> bool {
    derive(command).iter().any(|effect| about(effect) == about(assertion) && about(effect).1.is_some())
}

/// Whether a command of the solution brings this about: by its effect, or at least by its name.
fn does(command: &str, assertion: &Assertion, way: &Way) -> bool {
    has_effect(command, assertion) || tool_of(command).is_some_and(|tool| tool == way.tool)
}

/// The kind of object an assertion is about, and its name.
fn about(assertion: &Assertion) -> (&'static str, Option<&str>) {
    match assertion {
        Assertion::Image(check) => ("image", check.reference.as_deref()),
        Assertion::Container(check) => ("container", check.name.as_deref()),
        Assertion::Volume(check) => ("volume", check.name.as_deref()),
        Assertion::Network(check) => ("network", check.name.as_deref()),
        Assertion::File(check) if check.place.is_none() => ("file", Some(&check.path)),
        Assertion::File(_) => ("inside", None),
        Assertion::Output(_) => ("output", None),
        Assertion::Exit(_) => ("exit", None),
        Assertion::Ran(_) => ("ran", None),
        Assertion::Look(look) => match look.as_ref() {
            Look::Archive(check) => ("file", Some(&check.path)),
            Look::Dockerfile(check) => ("file", Some(&check.path)),
            _ => ("look", None),
        },
        Assertion::Absent(inner) => match about(inner).0 {
            "image" => ("no image", about(inner).1),
            "container" => ("no container", about(inner).1),
            _ => ("nothing", about(inner).1),
        },
        // What leads to the first of them leads on.
        Assertion::All(parts) | Assertion::Any(parts) => parts.first().map_or(("nothing", None), about),
        Assertion::Not(inner) => ("nothing", about(inner).1),
        Assertion::Count(check) => about(&check.of),
    }
}

fn tool_of(command: &str) -> Option<String> {
    let command = split(command).iter().find_map(Command::read)?;
    let verb = command.verb.as_str();
    Some(if verb.is_empty() || command.program != "docker" { command.program } else { format!("docker {verb}") })
}

fn way(assertion: &Assertion) -> Way {
    match assertion {
        Assertion::Image(check) => image(check),
        Assertion::Container(check) => container(check),
        Assertion::Volume(check) => volume(check),
        Assertion::Network(check) => network(check),
        Assertion::File(check) => file(check),
        Assertion::Output(check) => typed(check.command.as_ref()),
        Assertion::Exit(check) => typed(check.command.as_ref()),
        Assertion::Ran(RanCheck { command, .. }) => {
            let tool = tool_of(command).unwrap_or_else(|| command.clone());
            let rest = command.strip_prefix(&tool).map_or_else(String::new, |rest| rest.trim().to_owned());
            Way { tool, rest: vec![rest], ..Way::default() }
        }
        Assertion::Look(check) => look(check),
        Assertion::Absent(inner) | Assertion::Not(inner) => removal(inner),
        Assertion::All(parts) | Assertion::Any(parts) => parts.first().map_or_else(|| Way::new("docker", &[]), way),
        Assertion::Count(check) => way(&check.of),
    }
}

/// By a command that a pattern means: its first words are a way to begin, and never the whole of it.
fn typed(command: Option<&Pattern>) -> Way {
    let meant = command.and_then(meant).unwrap_or_default();
    match meant.as_slice() {
        [only] => Way { is_part: true, ..Way::new(only, &[]) },
        _ => Way::default(),
    }
}

/// What a look shows tells its way only where one command is made for it.
fn look(look: &Look) -> Way {
    match look {
        Look::Archive(check) => match check.kind {
            ArchiveKind::Image => {
                Way::new("docker save", &[or(check.tags.first(), "IMAGE")]).flag("--output", &check.path)
            }
            ArchiveKind::Filesystem => Way::new("docker export", &["CONTAINER"]).flag("--output", &check.path),
            ArchiveKind::Any => Way::default(),
        },
        Look::Compose(_) => Way::new("docker compose up", &[]).flag("--detach", ""),
        Look::Registry(check) => Way::new("docker push", &[&check.reference]),
        Look::Dockerfile(_) | Look::Exec(_) | Look::Http(_) | Look::Script(_) => Way::default(),
    }
}

fn removal(inner: &Assertion) -> Way {
    match inner {
        Assertion::Image(check) => Way::new("docker rmi", &[or(check.reference.as_ref(), "IMAGE")]),
        Assertion::Container(check) => Way::new("docker rm", &[or(check.name.as_ref(), "CONTAINER")]),
        Assertion::Volume(check) => Way::new("docker volume rm", &[or(check.name.as_ref(), "VOLUME")]),
        Assertion::Network(check) => Way::new("docker network rm", &[or(check.name.as_ref(), "NETWORK")]),
        Assertion::File(check) => Way::new("rm", &[&check.path]).within(check.place.as_ref()),
        Assertion::Look(look) => match look.as_ref() {
            Look::Archive(check) => Way::new("rm", &[&check.path]),
            Look::Compose(_) => Way::new("docker compose down", &[]),
            _ => Way::default(),
        },
        Assertion::Not(inner) | Assertion::Absent(inner) => way(inner),
        Assertion::All(parts) | Assertion::Any(parts) => parts.first().map_or_else(|| Way::new("docker", &[]), removal),
        Assertion::Count(check) => removal(&check.of),
        Assertion::Output(_) | Assertion::Exit(_) | Assertion::Ran(_) => way(inner),
    }
}

// A decision is made for every key: the checks are taken apart, so that a new key does not compile without one.

/// An image with a label, a user or a command is built; one with an author or a comment is committed.
fn image(check: &ImageCheck) -> Way {
    let ImageCheck {
        reference,
        same_as,
        differs_from,
        labels,
        env,
        cmd,
        entrypoint,
        user,
        workdir,
        author,
        comment,
        ports,
        dangling,
        base,
        parent,
        // No flag gives an image its size, layers or identity.
        size: _,
        layers: _,
        digest: _,
    } = check;
    let name = or(reference.as_ref(), "IMAGE");
    if let Some(other) = same_as {
        return Way::new("docker tag", &[other, name]);
    }
    if author.is_some() || comment.is_some() {
        let way = one(Way::new("docker commit", &["CONTAINER", name]), "--author", author.as_ref());
        return one(way, "--message", comment.as_ref());
    }
    let is_built = !(labels.is_empty() && env.is_empty() && ports.is_empty())
        || [differs_from, user, workdir, base, parent].iter().any(|text| text.is_some())
        || cmd.is_some()
        || entrypoint.is_some();
    match (is_built, dangling) {
        (true, _) => pairs(Way::new("docker build", &["."]).flag("--tag", name), "--label", labels),
        (false, true) => Way::new("docker build", &["."]),
        (false, false) => Way::new("docker pull", &[name]),
    }
}

fn container(check: &ContainerCheck) -> Way {
    let name = or(check.name.as_ref(), "CONTAINER");
    let act = |tool| Way::new(tool, &[name]);
    let within = !check.changed.is_empty() || !check.processes.is_empty();
    match check {
        ContainerCheck { removed: true, ran: false, .. } => return act("docker rm"),
        ContainerCheck { paused: Some(true), .. } => return act("docker pause"),
        ContainerCheck { paused: Some(false), .. } => return act("docker unpause"),
        ContainerCheck { running: Some(false), .. }
        | ContainerCheck { exited: Some(true), exit_code: None, image: None, .. } => return act("docker stop"),
        ContainerCheck { ran: true, image: None, .. } if check.name.is_some() => return act("docker start"),
        ContainerCheck { image: None, ran: false, .. } if within => {
            return Way::new("docker exec", &[name, "sh"]).flag("--interactive", "").flag("--tty", "");
        }
        _ => {}
    }
    made(check)
}

/// By making it with all that it must have.
fn made(check: &ContainerCheck) -> Way {
    let ContainerCheck {
        name,
        image,
        running,
        exited,
        exit_code,
        ran,
        labels,
        env,
        ports,
        mounts,
        networks,
        command,
        restart,
        health,
        memory,
        milli_cpus,
        user,
        workdir,
        hostname,
        stable_for,
        logs,
        changed,
        processes,
        // What is done to it later, and what follows from how it ends.
        paused: _,
        removed: _,
        restarting: _,
        created: _,
    } = check;
    let tells = !logs.is_open() || !changed.is_empty() || !processes.is_empty();
    let lives = *running == Some(true) || stable_for.is_some() || !processes.is_empty();
    let runs = *ran || lives || tells || health.is_some() || exited.is_some() || exit_code.is_some();
    let mut way = Way::new(if runs { "docker run" } else { "docker create" }, &[or(image.as_ref(), "IMAGE")]);
    if *running == Some(true) {
        way = way.flag("--detach", "");
    }
    way = pairs(pairs(one(way, "--name", name.as_ref()), "--label", labels), "--env", env);
    for (inner, host) in ports {
        let inner = inner.trim_end_matches("/tcp");
        way = way.flag("--publish", host.map_or_else(|| inner.to_owned(), |host| format!("{host}:{inner}")));
    }
    for (target, source) in mounts.iter().filter_map(|(target, mount)| Some((target, mount.source.as_ref()?))) {
        way = way.flag("--volume", quote(&format!("{source}:{target}")));
    }
    way = networks.iter().fold(way, |way, network| way.flag("--network", quote(network)));
    way = one(way, "--restart", restart.as_ref());
    way = one(way, "--memory", memory.filter(|bytes| *bytes > 0).map(mebibytes).as_ref());
    let cpus = milli_cpus.filter(|cpus| *cpus > 0).map(processors);
    way = one(one(way, "--cpus", cpus.as_ref()), "--user", user.as_ref());
    way = one(one(way, "--workdir", workdir.as_ref()), "--hostname", hostname.as_ref());
    way.rest.extend(command.as_ref().map(|command| match command {
        CommandLine::Text(text) => text.clone(),
        CommandLine::Words(words) => words.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" "),
    }));
    way
}

/// As `--memory` takes it: "64m"; what is no whole number of them in bytes.
fn mebibytes(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) { format!("{}m", bytes >> 20) } else { bytes.to_string() }
}

/// As `--cpus` takes thousandths: "0.5".
fn processors(thousandths: u64) -> String {
    let number = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn volume(check: &VolumeCheck) -> Way {
    let VolumeCheck { name, driver, labels } = check;
    let way = pairs(Way::new("docker volume create", &[or(name.as_ref(), "NAME")]), "--label", labels);
    one(way, "--driver", driver.as_ref())
}

fn network(check: &NetworkCheck) -> Way {
    let NetworkCheck { name, driver, labels, members } = check;
    if let (Some(name), Some(member)) = (name, members.first()) {
        return Way::new("docker network connect", &[name, member]);
    }
    let way = pairs(Way::new("docker network create", &[or(name.as_ref(), "NAME")]), "--label", labels);
    one(way, "--driver", driver.as_ref())
}

fn file(check: &FileCheck) -> Way {
    let FileCheck {
        path,
        kind,
        contains,
        equals,
        mode,
        owner,
        place,
        // A pattern, a size or a part of a text names no text to write.
        matches,
        min_size,
        max_size: _,
        json,
    } = check;
    let way = match (mode, equals, contains.first(), kind) {
        (Some(mode), ..) => Way::new("chmod", &[&format!("{mode:o}"), path]),
        (_, Some(text), ..) | (_, None, Some(text), _) => written(text, path),
        (.., Some(crate::state::FileKind::Directory)) => Way::new("mkdir", &[path]),
        _ if place.is_none() && std::path::Path::new(path).extension().is_some_and(|end| end == "tar") => {
            Way::new("docker save", &["IMAGE"]).flag("--output", path)
        }
        _ => match owner {
            Some(owner) => Way::new("chown", &[&quote(owner), path]),
            None if matches.is_some() || min_size.is_some() || !json.is_empty() => Way::default(),
            None => Way::new("touch", &[path]),
        },
    };
    way.within(place.as_ref())
}

/// As a learner quotes commands that have quotes themselves.
fn quote_script(script: &str) -> String {
    let is_safe = script.contains('\'') && !script.contains(['"', '$', '`', '!']);
    if is_safe { format!("\"{script}\"") } else { quote(script) }
}

/// By writing a text, a line or several.
fn written(text: &str, path: &str) -> Way {
    let lines: Vec<String> = text.trim_end().lines().map(quote).collect();
    match lines.as_slice() {
        [] => Way::new(":", &[">", path]),
        [line] => Way::new("echo", &[line, ">", path]),
        lines => Way::new("printf", &["'%s\\n'", &lines.join(" "), ">", path]),
    }
}

fn or<'v>(value: Option<&'v String>, otherwise: &'v str) -> &'v str {
    value.map_or(otherwise, String::as_str)
}

fn one(way: Way, flag: &'static str, value: Option<&String>) -> Way {
    match value {
        Some(value) => way.flag(flag, quote(value)),
        None => way,
    }
}

fn pairs(way: Way, flag: &'static str, pairs: &std::collections::BTreeMap<String, String>) -> Way {
    pairs.iter().fold(way, |way, (key, value)| way.flag(flag, quote(&format!("{key}={value}"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Verdict, describe, parse};
    use crate::source::Source;

    fn ladder(yaml: &str, solution: &[&str]) -> Vec<String> {
        let source = Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}\n"));
        let (sidecar, found) = parse(&source);
        assert!(found.is_empty(), "{yaml}: {found:?}");
        let assertion = &sidecar.unwrap().steps[0].expect[0].assertion;
        let finding = Finding::new(Verdict::NotYet, describe(assertion), None);
        let solution: Vec<String> = solution.iter().map(|s| (*s).to_owned()).collect();
        hints(assertion, &finding, &solution)
    }

    #[test]
    fn the_last_rung_is_a_command_for_every_kind() {
        let cases = [
            ("image: alpine:3", "docker pull alpine:3"),
            ("image: {ref: a, same_as: b}", "docker tag b a"),
            (
                "image: {ref: a, author: Ada L, comment: one}",
                "docker commit --author 'Ada L' --message one CONTAINER a",
            ),
            ("image: {ref: a, label: {k: v}}", "docker build --tag a --label k=v ."),
            ("image: {ref: a, user: me}", "docker build --tag a ."),
            ("image: {dangling: true}", "docker build ."),
            ("container: web", "docker create --name web IMAGE"),
            (
                "container: {name: web, image: nginx, running: true, port: {80: 8080}, env: {A: b c}, network: front}",
                "docker run --detach --name web --env 'A=b c' --publish 8080:80 --network front nginx",
            ),
            (
                "container: {image: a, ran: true, mount: {/d: v}, label: {t: f}, command: [sh, -c, ls]}",
                "docker run --label t=f --volume v:/d a sh -c ls",
            ),
            (
                "container: {name: a, running: true, image: b, restart: always}",
                "docker run --detach --name a --restart always b",
            ),
            ("container: {name: a, ran: true}", "docker start a"),
            ("container: {name: a, running: false}", "docker stop a"),
            ("container: {name: a, exited: true}", "docker stop a"),
            ("container: {name: a, image: b, exit_code: 3}", "docker run --name a b"),
            ("container: {name: a, paused: true}", "docker pause a"),
            ("container: {name: a, paused: false}", "docker unpause a"),
            ("container: {name: a, removed: true}", "docker rm a"),
            (
                "container: {name: a, image: b, memory: 64m, cpus: 0.5, user: me, workdir: /w, hostname: h}",
                "docker create --name a --memory 64m --cpus 0.5 --user me --workdir /w --hostname h b",
            ),
            ("container: {name: a, image: b, logs: hi}", "docker run --name a b"),
            ("container: {name: a, changed: A /x}", "docker exec --interactive --tty a sh"),
            ("container: {name: a, processes: top}", "docker exec --interactive --tty a sh"),
            ("file: {path: f, owner: me}", "chown me f"),
            ("volume: {name: data, label: {a: b}}", "docker volume create --label a=b data"),
            ("network: {name: n, driver: bridge}", "docker network create --driver bridge n"),
            ("network: {name: n, members: [a]}", "docker network connect n a"),
            ("file: {path: d, kind: directory}", "mkdir d"),
            ("file: {path: f, equals: hi you}", "echo 'hi you' > f"),
            ("file: {path: f, mode: 0644}", "chmod 644 f"),
            ("file: a.tar", "docker save --output a.tar IMAGE"),
            ("archive: {path: a.tar, is: image, tags: 'b:1'}", "docker save --output a.tar b:1"),
            ("archive: {path: a.tar, is: filesystem}", "docker export --output a.tar CONTAINER"),
            ("registry: localhost:5000/a", "docker push localhost:5000/a"),
            ("compose: {services: web}", "docker compose up --detach"),
            ("absent: {compose: {project: shop}}", "docker compose down"),
            ("absent: {archive: a.tar}", "rm a.tar"),
            ("file: notes", "touch notes"),
            ("ran: docker ps -a", "docker ps -a"),
            ("file: {path: f, equals: \"a b\\nc\"}", "printf '%s\\n' 'a b' c > f"),
            ("file: {path: f, equals: ''}", ": > f"),
            ("absent: {image: a}", "docker rmi a"),
            ("absent: {container: a}", "docker rm a"),
            ("absent: {volume: a}", "docker volume rm a"),
            ("absent: {network: a}", "docker network rm a"),
            ("absent: {file: a}", "rm a"),
        ];
        for (yaml, want) in cases {
            let ladder = ladder(yaml, &[]);
            assert_eq!(ladder.last().map(String::as_str), Some(format!("This does it: `{want}`").as_str()), "{yaml}");
            assert!(ladder.len() >= 2, "{ladder:?}");
        }
    }

    #[test]
    fn what_is_in_a_container_is_done_in_it() {
        for (yaml, want) in [
            (
                "file: {path: /l, in: web, equals: \"a b\\nc\"}",
                Some("docker exec web sh -c \"printf '%s\\n' 'a b' c > /l\"`, while `web` runs"),
            ),
            ("file: {path: /l, in: web, contains: $x}", Some("docker exec web sh -c 'echo '\\''$x'\\'' > /l'")),
            ("file: {path: /l, in: web, mode: 0600}", Some("docker exec web chmod 600 /l`, while `web` runs")),
            ("absent: {file: {path: /l, in: web}}", Some("docker exec web rm /l`, while `web` runs")),
            ("file: {path: /l, in: web, matches: x}", None),
            ("file: {path: /l, in: {image: app}, contains: x}", None),
            ("file: {path: /l, in: {volume: data}, contains: x}", None),
        ] {
            let ladder = ladder(yaml, &["echo x > /l", "docker exec web cat /l"]);
            match want {
                Some(want) => assert!(ladder.last().is_some_and(|last| last.contains(want)), "{ladder:?}"),
                None => assert_eq!(ladder.len(), 1, "{ladder:?}"),
            }
        }
    }

    #[test]
    fn a_pattern_makes_no_command() {
        let of = |yaml: &str, solution: &[&str]| ladder(yaml, solution)[1..].join(" ");
        let about = "`docker ps` is about that: look at `docker ps --help`.";
        assert_eq!(of("output: {contains: x, command: ^docker ps}", &[]), about);
        let known = format!("{about} This does it: `docker ps -a`");
        assert_eq!(of("exit: {status: 0, command: ^docker ps}", &["docker pull a", "docker ps -a"]), known);
        assert_eq!(of("output: {contains: x, command: ^docker .*(run|start)}", &["docker run a"]), "");
        assert_eq!(of("output: {contains: x}", &[]), "");
        assert_eq!(of("exit: 0", &[]), "");
    }

    #[test]
    fn from_vague_to_exact_with_the_lessons_own_command() {
        let yaml = "container: {name: web, image: nginx, running: true, port: {80: 8080}}";
        let want = [
            "Wanted: container `web` of `nginx` is running with port 80 on 8080.",
            "`docker run` is about that: look at `docker run --help`.",
            "The part that matters: `--detach`, `--name`, `--publish`.",
            "This does it: `docker run -d --name web -p 8080:80 nginx`",
        ];
        assert_eq!(ladder(yaml, &["docker pull nginx", "docker run -d --name web -p 8080:80 nginx"]), want);
        let built = ladder("image: me/app", &["docker build -t me/app ."]);
        assert_eq!(
            built[1..],
            [
                "`docker build` is about that: look at `docker build --help`.",
                "This does it: `docker build -t me/app .`"
            ]
        );
    }
}

//! Expectations in words.

mod look;

use super::plain;
use super::{
    Assertion, Bounds, ChangeKind, CommandLine, ContainerCheck, CountCheck, ExitCheck, ExitStatus, FileChange,
    FileCheck, ImageCheck, MountCheck, NetworkCheck, OutputCheck, Pattern, RanCheck, VolumeCheck,
};
use crate::state::{FileKind, Place};
use crate::text::{count, printable};
use std::collections::BTreeMap;

/// An expectation in words: "image `devops/mysql:snapshot` exists".
pub fn describe(assertion: &Assertion) -> String {
    match assertion {
        Assertion::Image(check) => image(check),
        Assertion::Container(check) => container(check),
        Assertion::Volume(check) => volume(check),
        Assertion::Network(check) => network(check),
        Assertion::File(check) => file(check),
        Assertion::Output(check) => output(check),
        Assertion::Exit(check) => exit(check),
        Assertion::Ran(check) => ran(check),
        Assertion::Look(check) => look::look(check),
        Assertion::Absent(inner) => absent(inner),
        Assertion::All(parts) => several(parts, "; "),
        Assertion::Any(parts) => several(parts, "; or "),
        Assertion::Not(inner) => disconnected(inner).unwrap_or_else(|| negated(&describe(inner))),
        Assertion::Count(check) => counted(check),
    }
}

fn several(parts: &[Assertion], between: &str) -> String {
    let part = |part: &Assertion| match part {
        Assertion::All(_) | Assertion::Any(_) => format!("({})", describe(part)),
        _ => describe(part),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(between)
}

/// Of a network that does not have some members, and of which nothing else is said.
fn disconnected(inner: &Assertion) -> Option<String> {
    let Assertion::Network(check) = inner else { return None };
    let bare = NetworkCheck { name: check.name.clone(), members: check.members.clone(), ..NetworkCheck::default() };
    let is_plain = bare == *check && !check.members.is_empty();
    let name = check.name.as_ref().filter(|_| is_plain)?;
    let members: Vec<String> = check.members.iter().map(|member| code(member)).collect();
    Some(format!("network {} does not connect {}", code(name), members.join(" or ")))
}

/// The opposite of a sentence; only of a plain one can it be told without "not so".
fn negated(words: &str) -> String {
    if let Some(subject) = words.strip_suffix(" exists") {
        return format!("there is no {}", subject.trim_start_matches("a ").trim_start_matches("an "));
    }
    // What stands between back-quotes is nobody's verb.
    let outside: Vec<&str> = words.split('`').step_by(2).collect();
    let is_plain = !outside.iter().any(|part| part.contains(" and ") || part.contains(" with ") || part.contains(';'));
    let verbs = outside.iter().filter(|part| part.contains(" is ") || part.starts_with("is ")).count();
    if is_plain && verbs == 1 && !words.contains(" is not ") {
        let at = words.find("` is ").map(|at| at + 1).or_else(|| words.find(" is "));
        if let Some(at) = at {
            return format!("{} is not {}", &words[..at], &words[at + 4..]);
        }
    }
    format!("it is not so that {words}")
}

/// "2 or more containers of `nginx` exist".
fn counted(check: &CountCheck) -> String {
    let number = bounds(check.bounds, |number| number.to_string()).unwrap_or_default();
    let of = describe(&check.of);
    let one = of.strip_prefix("a ").or_else(|| of.strip_prefix("an ")).unwrap_or(&of);
    if check.bounds.max == Some(1) { format!("{number} {one}") } else { format!("{number} {}", plural(one)) }
}

/// What is said of a thing, said of several: "containers `w-*` are running".
fn plural(words: &str) -> String {
    let (noun, rest) = words.split_once(' ').unwrap_or((words, ""));
    let verbs = [(" exists", " exist"), (" is ", " are "), (" has ", " have "), (" was ", " were ")];
    let several = |(at, part): (usize, &str)| match at % 2 {
        0 => verbs.iter().fold(part.to_owned(), |part, (one, many)| part.replace(one, many)),
        // What stands between back-quotes is nobody's verb.
        _ => part.to_owned(),
    };
    let rest = format!(" {rest}");
    let parts: Vec<String> = rest.split('`').enumerate().map(several).collect();
    format!("{noun}s{}", parts.join("`"))
}

/// A value between back-quotes on one line.
pub(super) fn code(text: &str) -> String {
    let words: Vec<String> = printable(text).split_whitespace().map(str::to_owned).collect();
    format!("`{}`", words.join(" "))
}

/// "a", "a and b", "a, b and c".
fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A subject, what it does, and what it has: "container `web` is running with label `a=b`".
fn sentence(subject: &str, does: &[String], otherwise: &str, has: &[String]) -> String {
    let does = if does.is_empty() { otherwise.to_owned() } else { join(does) };
    let has = if has.is_empty() { String::new() } else { format!(" with {}", join(has)) };
    format!("{subject} {does}{has}")
}

fn pairs(noun: &str, pairs: &BTreeMap<String, String>) -> Vec<String> {
    pairs.iter().map(|(key, value)| format!("{noun} {}", code(&format!("{key}={value}")))).collect()
}

fn one(noun: &str, value: Option<&String>) -> Option<String> {
    value.map(|value| format!("{noun} {}", code(value)))
}

fn line(noun: &str, command: Option<&CommandLine>) -> Option<String> {
    command.map(|command| match command {
        CommandLine::Text(text) => format!("{noun} {}", code(text)),
        CommandLine::Words(words) => format!("{noun} {}", code(&words.join(" "))),
    })
}

fn image(check: &ImageCheck) -> String {
    let subject = match &check.reference {
        Some(reference) => format!("image {}", code(reference)),
        None if check.dangling => "an image without a name".to_owned(),
        None => "an image".to_owned(),
    };
    let does: Vec<String> = [
        check.same_as.as_ref().map(|other| format!("is the same image as {}", code(other))),
        check.base.as_ref().map(|base| format!("is built from {}", code(base))),
        check.parent.as_ref().map(|parent| format!("is made from {}", code(parent))),
        check.commit_of.as_ref().map(|container| format!("is a commit of container {}", code(container))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut has = pairs("label", &check.labels);
    has.extend(pairs("variable", &check.env));
    has.extend(line("command", check.cmd.as_ref()));
    has.extend(line("entrypoint", check.entrypoint.as_ref()));
    has.extend(one("user", check.user.as_ref()));
    has.extend(one("working directory", check.workdir.as_ref()));
    has.extend(one("author", check.author.as_ref()));
    has.extend(one("comment", check.comment.as_ref()));
    has.extend(check.ports.iter().map(|port| format!("exposed port {}", port.trim_end_matches("/tcp"))));
    has.extend(bounds(check.size, human_size).map(|size| format!("a size of {size}")));
    has.extend(layers(check.layers));
    has.extend(one("digest", check.digest.as_ref()));
    let comma = if has.is_empty() { "" } else { "," };
    let other = check.differs_from.as_ref().map(|other| format!("{comma} and is not {}", code(other)));
    format!("{}{}", sentence(&subject, &does, "exists", &has), other.unwrap_or_default())
}

fn container(check: &ContainerCheck) -> String {
    let of = check.image.as_ref().map(|image| format!(" of {}", code(image))).unwrap_or_default();
    let subject = match &check.name {
        Some(name) => format!("container {}{of}", code(name)),
        None => format!("a container{of}"),
    };
    let mut has = pairs("label", &check.labels);
    has.extend(pairs("variable", &check.env));
    has.extend(check.ports.iter().map(|(inner, host)| published(inner, *host)));
    has.extend(check.mounts.iter().map(|(at, wanted)| mounted(at, wanted)));
    has.extend(check.networks.iter().map(|network| format!("network {}", code(network))));
    has.extend(line("command", check.command.as_ref()));
    has.extend(one("restart policy", check.restart.as_ref()));
    has.extend(limits(check));
    has.extend(one("user", check.user.as_ref()));
    has.extend(one("working directory", check.workdir.as_ref()));
    has.extend(one("host name", check.hostname.as_ref()));
    has.extend(details(check));
    let (mut does, last) = conditions(check);
    if has.is_empty() {
        does.extend(last);
        return sentence(&subject, &does, "exists", &has);
    }
    // What comes after all that it is made with: "was created with port 80 on 8080, and never started".
    let last = last.map(|last| format!(", and {last}")).unwrap_or_default();
    format!("{}{last}", sentence(&subject, &does, "exists", &has))
}

fn details(check: &ContainerCheck) -> Vec<String> {
    let logs = &check.logs;
    let mut has: Vec<String> = logs.contains.iter().map(|text| format!("{} in its logs", code(text))).collect();
    has.extend(logs.matches.as_ref().map(|pattern| {
        plain::asked(pattern)
            .map_or("what the step asks for in its logs".to_owned(), |asked| format!("{asked} in its logs"))
    }));
    has.extend(logs.excludes.iter().map(|text| format!("no {} in its logs", code(text))));
    let word = |change: &FileChange| change.kind.unwrap_or(ChangeKind::Changed).word();
    has.extend(check.changed.iter().map(|change| format!("{} {}", code(&change.path), word(change))));
    has.extend(check.processes.iter().map(|text| format!("a process {}", code(text))));
    has
}

fn mounted(at: &str, wanted: &MountCheck) -> String {
    let source = wanted.source.as_ref().map(|source| code(source));
    let what = match (source, &wanted.kind) {
        (Some(source), Some(kind)) => format!("the {kind} {source}"),
        (Some(source), None) => source,
        (None, Some(kind)) => format!("a {kind}"),
        (None, None) => "something".to_owned(),
    };
    let how = wanted.read_only.map(|on| if on { " for reading only" } else { " for writing" });
    format!("{what} mounted at {}{}", code(at), how.unwrap_or_default())
}

fn limits(check: &ContainerCheck) -> Vec<String> {
    let memory = check.memory.map(|bytes| match bytes {
        0 => "no memory limit".to_owned(),
        bytes => format!("a memory limit of {}", binary_size(bytes)),
    });
    let cpus = check.milli_cpus.map(|cpus| match cpus {
        0 => "no processor limit".to_owned(),
        cpus => format!("a limit of {}", processors(cpus)),
    });
    memory.into_iter().chain(cpus).collect()
}

/// "3", "3 or more", "at most 5", "3 to 5".
pub(super) fn bounds(bounds: Bounds, words: impl Fn(u64) -> String) -> Option<String> {
    match (bounds.min, bounds.max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(words(min)),
        (Some(min), Some(max)) => Some(format!("{} to {}", words(min), words(max))),
        (Some(min), None) => Some(format!("{} or more", words(min))),
        (None, Some(max)) => Some(format!("at most {}", words(max))),
    }
}

/// "1 layer", "2 to 5 layers".
pub(super) fn layers(wanted: Bounds) -> Option<String> {
    let noun = if wanted == Bounds::just(1) { "layer" } else { "layers" };
    bounds(wanted, |number| number.to_string()).map(|words| format!("{words} {noun}"))
}

/// Bytes as `docker images` shows them: "7.34 MB".
pub(super) fn human_size(bytes: u64) -> String {
    scaled(bytes, 1000, &["bytes", "kB", "MB", "GB", "TB"])
}

/// Bytes as `docker run --memory` takes them: "512 MiB".
pub(super) fn binary_size(bytes: u64) -> String {
    scaled(bytes, 1024, &["bytes", "KiB", "MiB", "GiB", "TiB"])
}

/// With up to two digits behind the point, rounded down, so that no bound is met in words only.
fn scaled(bytes: u64, step: u64, units: &[&str]) -> String {
    let mut factor = 1;
    let mut at = 0;
    while bytes / factor >= step && at + 1 < units.len() {
        factor *= step;
        at += 1;
    }
    let hundredths = u128::from(bytes) * 100 / u128::from(factor);
    let number = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{} {}", number.trim_end_matches('0').trim_end_matches('.'), units[at])
}

/// Thousandths of a processor: "0.5 processors".
pub(super) fn processors(thousandths: u64) -> String {
    let number = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number} processor{}", if number == "1" { "" } else { "s" })
}

fn published(inner: &str, host: Option<u16>) -> String {
    let inner = inner.trim_end_matches("/tcp");
    host.map_or_else(|| format!("port {inner} published"), |host| format!("port {inner} on {host}"))
}

/// What it does, and what is said of it last.
fn conditions(check: &ContainerCheck) -> (Vec<String>, Option<String>) {
    let exited = match (check.exited, check.exit_code) {
        (Some(false), _) => Some("has not exited".to_owned()),
        (_, Some(status)) => Some(format!("has exited with status {status}")),
        (Some(true), None) => Some("has exited".to_owned()),
        (None, None) => None,
    };
    let is = |flag: Option<bool>, word: &str| {
        flag.map(|on| if on { format!("is {word}") } else { format!("is not {word}") })
    };
    let conditions = [
        check.ran.then(|| "has run".to_owned()),
        is(check.running, "running"),
        is(check.paused, "paused"),
        is(check.restarting, "restarting"),
        check.created.map(|on| if on { "was created".to_owned() } else { "was started".to_owned() }),
        check.health.as_ref().map(|health| match health.as_str() {
            "none" => "has no health check".to_owned(),
            health => format!("is {health}"),
        }),
        check.stable_for.map(|time| format!("keeps running for {}", count(time as usize, "second"))),
        exited,
    ];
    let mut does: Vec<String> = conditions.into_iter().flatten().collect();
    let last = match (check.removed, check.created) {
        (true, _) if does.is_empty() => {
            does.push("is removed".to_owned());
            None
        }
        (true, _) => Some("is removed".to_owned()),
        (false, Some(true)) => Some("never started".to_owned()),
        _ => None,
    };
    (does, last)
}

fn volume(check: &VolumeCheck) -> String {
    let subject = check.name.as_ref().map_or("a volume".to_owned(), |name| format!("volume {}", code(name)));
    let mut has: Vec<String> = one("driver", check.driver.as_ref()).into_iter().collect();
    has.extend(pairs("label", &check.labels));
    sentence(&subject, &[], "exists", &has)
}

fn network(check: &NetworkCheck) -> String {
    let subject = check.name.as_ref().map_or("a network".to_owned(), |name| format!("network {}", code(name)));
    let mut has: Vec<String> = one("driver", check.driver.as_ref()).into_iter().collect();
    has.extend(pairs("label", &check.labels));
    let members: Vec<String> = check.members.iter().map(|member| code(member)).collect();
    let does: Vec<String> = (!members.is_empty()).then(|| format!("connects {}", join(&members))).into_iter().collect();
    sentence(&subject, &does, "exists", &has)
}

fn file(check: &FileCheck) -> String {
    let noun = match check.kind {
        Some(FileKind::Directory) => "directory",
        Some(FileKind::Link) => "link",
        _ => "file",
    };
    let mut does: Vec<String> = check.contains.iter().map(|text| format!("contains {}", code(text))).collect();
    does.extend(check.equals.as_ref().map(|text| equals("says just", text)));
    does.extend(check.matches.as_ref().map(|pattern| plain::does("contains", pattern)));
    let mut has: Vec<String> = Vec::new();
    has.extend(
        check.min_size.map(|size| format!("{} or more", count(usize::try_from(size).unwrap_or(usize::MAX), "byte"))),
    );
    has.extend(
        check.max_size.map(|size| format!("{} or less", count(usize::try_from(size).unwrap_or(usize::MAX), "byte"))),
    );
    has.extend(check.mode.map(|mode| format!("mode {mode:04o}")));
    has.extend(one("owner", check.owner.as_ref()));
    has.extend(check.json.iter().map(|(pointer, value)| format!("{} at {}", code(value), code(pointer))));
    sentence(&format!("{noun} {}{}", code(&check.path), within(check.place.as_ref())), &does, "exists", &has)
}

fn within(place: Option<&Place>) -> String {
    match place {
        None => String::new(),
        Some(Place::Container(name)) => format!(" in {}", code(name)),
        Some(Place::Image(reference)) => format!(" in image {}", code(reference)),
        Some(Place::Volume(name)) => format!(" in volume {}", code(name)),
    }
}

fn equals(verb: &str, text: &str) -> String {
    if text.trim().is_empty() { format!("{verb} nothing") } else { format!("{verb} {}", code(text)) }
}

fn like(command: Option<&Pattern>, otherwise: &str) -> String {
    command.and_then(plain::commands).unwrap_or_else(|| otherwise.to_owned())
}

fn output(check: &OutputCheck) -> String {
    let mut does: Vec<String> = check.contains.iter().map(|text| format!("prints {}", code(text))).collect();
    does.extend(check.matches.as_ref().map(|pattern| plain::does("prints", pattern)));
    does.extend(check.equals.as_ref().map(|text| equals("prints just", text)));
    does.extend(check.like.as_ref().map(|text| equals("prints something like", text)));
    does.extend(check.excludes.iter().map(|text| format!("does not print {}", code(text))));
    sentence(&like(check.command.as_ref(), "a command"), &does, "prints something", &[])
}

fn exit(check: &ExitCheck) -> String {
    let otherwise = if check.command.is_some() { "a command" } else { "the last command" };
    let subject = like(check.command.as_ref(), otherwise);
    match check.status {
        ExitStatus::Is(status) => format!("{subject} ends with status {status}"),
        ExitStatus::Nonzero => format!("{subject} fails"),
        ExitStatus::Any => format!("{subject} ends"),
    }
}

fn ran(check: &RanCheck) -> String {
    let command = code(&open_words(&check.command.replace("\\\n", " ")));
    match check.status {
        ExitStatus::Is(0) => format!("{command} is run"),
        ExitStatus::Is(status) => format!("{command} is run and ends with status {status}"),
        ExitStatus::Nonzero => format!("{command} is run and fails"),
        ExitStatus::Any => format!("{command} is run, however it ends"),
    }
}

/// A command with `…` for a word that may be any: `*` is the shell's.
pub(super) fn open_words(command: &str) -> String {
    command.split(' ').map(|word| if word == "*" { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

fn absent(inner: &Assertion) -> String {
    let words = describe(inner);
    words.strip_suffix(" exists").map_or_else(|| format!("no longer: {words}"), |subject| format!("{subject} is gone"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::parse;
    use crate::source::Source;

    #[track_caller]
    fn check(yaml: &str, want: &str) {
        let source = Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}\n"));
        let (sidecar, found) = parse(&source);
        assert!(found.is_empty(), "{yaml}: {found:?}");
        assert_eq!(describe(&sidecar.unwrap().steps[0].expect[0].assertion), want, "{yaml}");
    }

    #[test]
    fn images_and_containers_in_words() {
        let cases = [
            ("image: devops/mysql:snapshot", "image `devops/mysql:snapshot` exists"),
            ("image: {ref: a, same_as: b}", "image `a` is the same image as `b`"),
            (
                "image: {ref: a, differs_from: b, label: {k: v}, env: {E: x}, cmd: [ls, -l], user: me}",
                "image `a` exists with label `k=v`, variable `E=x`, command `ls -l` and user `me`, and is not `b`",
            ),
            (
                "image: {ref: a, entrypoint: /go, workdir: /w, author: Ada, comment: one, port: 80}",
                "image `a` exists with entrypoint `/go`, working directory `/w`, author `Ada`, comment `one` and \
                 exposed port 80",
            ),
            ("image: {dangling: true}", "an image without a name exists"),
            ("image: {ref: a, commit_of: web}", "image `a` is a commit of container `web`"),
            ("image: {label: {k: v}}", "an image exists with label `k=v`"),
            ("container: web", "container `web` exists"),
            (
                "container: {name: web, image: nginx, running: true, port: {80: 8080}, network: front}",
                "container `web` of `nginx` is running with port 80 on 8080 and network `front`",
            ),
            ("container: {image: alpine, ran: true}", "a container of `alpine` has run"),
            ("container: {ran: true, removed: true}", "a container has run and is removed"),
            (
                "container: {image: a, ran: true, removed: true, command: [ls, -l]}",
                "a container of `a` has run with command `ls -l`, and is removed",
            ),
            ("container: {name: a, created: true}", "container `a` was created and never started"),
            (
                "container: {name: a, created: true, port: {80: 8080}}",
                "container `a` was created with port 80 on 8080, and never started",
            ),
            ("container: {name: a, exited: true, exit_code: 3}", "container `a` has exited with status 3"),
            ("container: {name: a, running: false, exited: false}", "container `a` is not running and has not exited"),
            ("container: {name: a, exited: true}", "container `a` has exited"),
            ("container: {name: a, paused: true}", "container `a` is paused"),
            (
                "container: {mount: {/d: vol}, port: {53/udp: any}, command: sleep, restart: always, env: {A: b}}",
                "a container exists with variable `A=b`, port 53/udp published, `vol` mounted at `/d`, command `sleep` \
                 and restart policy `always`",
            ),
        ];
        cases.iter().for_each(|(yaml, want)| check(yaml, want));
    }

    #[test]
    fn all_other_kinds_in_words() {
        let cases = [
            ("volume: data", "volume `data` exists"),
            ("volume: {driver: local, label: {a: b}}", "a volume exists with driver `local` and label `a=b`"),
            ("network: {name: n, members: [a, b]}", "network `n` connects `a` and `b`"),
            ("network: {driver: bridge}", "a network exists with driver `bridge`"),
            ("file: notes.txt", "file `notes.txt` exists"),
            ("file: {path: d, kind: directory}", "directory `d` exists"),
            ("file: {path: d, kind: link}", "link `d` exists"),
            (
                "file: {path: f, contains: x, matches: y, min_size: 1, mode: 0644}",
                "file `f` contains `x` and contains `y` with 1 byte or more and mode 0644",
            ),
            ("file: {path: /etc/motd, in: web, owner: app}", "file `/etc/motd` in `web` exists with owner `app`"),
            (
                "file: {path: a.json, in: {image: app}, max_size: 9, json: {/a/b: 1}}",
                "file `a.json` in image `app` exists with 9 bytes or less and `1` at `/a/b`",
            ),
            ("file: {path: a, in: {volume: data}, contains: x}", "file `a` in volume `data` contains `x`"),
            ("file: {path: f, equals: ''}", "file `f` says just nothing"),
            ("output: {contains: [a, b]}", "a command prints `a` and prints `b`"),
            (
                "output: {matches: a, equals: \"b\\nc\", excludes: d, command: ps}",
                "`ps` prints `a`, prints just `b c` and does not print `d`",
            ),
            ("output: {like: \"a\\nb\"}", "a command prints something like `a b`"),
            ("exit: 0", "the last command ends with status 0"),
            ("exit: {status: nonzero, command: run}", "`run` fails"),
            ("exit: any", "the last command ends"),
            ("ran: docker ps", "`docker ps` is run"),
            ("ran: {command: a, status: 2}", "`a` is run and ends with status 2"),
            ("ran: {command: a, status: nonzero}", "`a` is run and fails"),
            ("ran: {command: a, status: any}", "`a` is run, however it ends"),
            ("absent: {image: a}", "image `a` is gone"),
            ("not: {file: {path: /f, in: {image: a}}}", "there is no file `/f` in image `a`"),
            ("not: {container: {image: a}}", "there is no container of `a`"),
            ("not: {container: {name: a, running: true}}", "container `a` is not running"),
            ("not: {container: {name: a, running: false}}", "it is not so that container `a` is not running"),
            (
                "not: {container: {name: a, running: true, user: b}}",
                "it is not so that container `a` is running with user `b`",
            ),
            ("not: {output: {contains: x is y}}", "it is not so that a command prints `x is y`"),
            ("not: {image: {ref: a, differs_from: b}}", "it is not so that image `a` exists and is not `b`"),
            ("absent: {container: {name: a, running: true}}", "no longer: container `a` is running"),
        ];
        cases.iter().for_each(|(yaml, want)| check(yaml, want));
    }
}

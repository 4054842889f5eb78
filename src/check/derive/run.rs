//! The effect of `docker run` and `docker create`.

use crate::check::read::amount::{BINARY, bytes, decimal};
use crate::check::shell::{Command, quote};
use crate::check::{Assertion, CommandLine, ContainerCheck, ExitStatus, MountCheck, RanCheck, reference};
use std::collections::BTreeMap;

/// Programs that do their work and end.
const SHORT_LIVED: &[&str] = &[
    "cat", "date", "df", "echo", "env", "false", "hostname", "id", "ls", "printenv", "printf", "ps", "pwd", "true",
    "uname", "uptime", "whoami",
];
/// Images whose own command ends at once, or when it has no terminal to read from.
const ENDS_ALONE: &[&str] =
    &["alpine", "bash", "busybox", "centos", "debian", "fedora", "hello-world", "python", "ubuntu"];
/// A shorter sleep may well have ended by the time it is looked at.
const LONG_SLEEP: u64 = 60;

/// What a container is like that was run or created so.
pub(super) fn effects(command: &Command) -> Option<Vec<Assertion>> {
    let (image, words) = command.args.split_first()?;
    if reference::fault(image).is_some() || super::docker::is_identity(image) {
        return None;
    }
    let made = ContainerCheck {
        name: command.value("name").map(str::to_owned),
        image: Some(image.clone()),
        command: own_command(command, words),
        ..kept(command)
    };
    let check = if command.verb == "create" {
        ContainerCheck { created: Some(true), ..made }
    } else if command.has("detach") && !ends_soon(command, image, words) {
        ContainerCheck { running: Some(true), ..made }
    } else {
        ContainerCheck { ran: true, removed: is_to_go(command), ..made }
    };
    Some([Assertion::Container(check)].into_iter().chain(read_variables(command)).collect())
}

/// Whether the container is gone once the command has ended. One with a terminal and a name may be left running, for
/// other commands to find it.
fn is_to_go(command: &Command) -> bool {
    command.has("rm") && !command.has("detach") && !(command.has("tty") && command.value("name").is_some())
}

/// What it is made with.
fn kept(command: &Command) -> ContainerCheck {
    let text = |flag: &str| command.value(flag).map(str::to_owned);
    ContainerCheck {
        labels: pairs(command, "label"),
        env: pairs(command, "env"),
        ports: published(command),
        mounts: mounts(command),
        networks: command.values("network").filter(|name| !name.contains([':', '='])).map(str::to_owned).collect(),
        restart: policy(command),
        user: text("user"),
        workdir: text("workdir").filter(|path| path.starts_with('/') && !path.ends_with('/')),
        hostname: text("hostname"),
        ..limits(command)
    }
}

/// The limits that are given; 0 is none for the engine too.
pub(super) fn limits(command: &Command) -> ContainerCheck {
    ContainerCheck {
        memory: command.value("memory").and_then(|size| bytes(size, BINARY)),
        milli_cpus: command.value("cpus").and_then(|cpus| decimal(cpus, 1000)),
        ..ContainerCheck::default()
    }
}

/// What is to run in it, if the image's own command is not. What the learner's shell would make other words of is
/// not known here.
fn own_command(command: &Command, words: &[String]) -> Option<CommandLine> {
    let entrypoint = command.value("entrypoint").filter(|entrypoint| !entrypoint.is_empty());
    let line: Vec<String> = entrypoint.map(str::to_owned).into_iter().chain(words.iter().cloned()).collect();
    let is_plain = |word: &String| !word.starts_with('~') && !word.contains(['*', '?', '{']);
    (!line.is_empty() && line.iter().all(is_plain)).then_some(CommandLine::Words(line))
}

/// The variables of a file are known only where it is: that the file was given has to do.
fn read_variables(command: &Command) -> Option<Assertion> {
    let files: Vec<&str> = command.values("env-file").collect();
    let ran = |verb: &str| {
        let flags: Vec<String> = files.iter().map(|file| format!("--env-file {}", quote(file))).collect();
        Assertion::Ran(RanCheck { command: format!("docker {verb} {}", flags.join(" ")), status: ExitStatus::Any })
    };
    (!files.is_empty()).then(|| Assertion::Any(vec![ran(&command.verb), ran(other(&command.verb))]))
}

fn other(verb: &str) -> &'static str {
    if verb == "run" { "create" } else { "run" }
}

/// The restart policy without how often it holds.
pub(super) fn policy(command: &Command) -> Option<String> {
    command.value("restart").map(|policy| policy.split(':').next().unwrap_or(policy).to_owned())
}

/// The ports that `--publish` names, in the container and of the host.
pub fn published(command: &Command) -> BTreeMap<String, Option<u16>> {
    command.values("publish").filter_map(port).collect()
}

fn ends_soon(command: &Command, image: &str, words: &[String]) -> bool {
    match words.first().map(String::as_str) {
        None => {
            let name = reference::normal_reference(image);
            let known = ENDS_ALONE.contains(&reference::split(&name).0);
            let waits = command.has("tty") && !name.starts_with("hello-world");
            known && !waits && command.value("entrypoint").is_none()
        }
        Some("sleep") => words.get(1).and_then(|time| time.parse::<u64>().ok()).is_some_and(|time| time < LONG_SLEEP),
        Some(program) => SHORT_LIVED.contains(&program),
    }
}

pub(super) fn pairs(command: &Command, flag: &str) -> BTreeMap<String, String> {
    // `-e NAME` takes its value from the shell, which is not known here; `-l name` has an empty one.
    let pair = |text: &str| match text.split_once('=') {
        Some((key, value)) => Some((key.to_owned(), value.to_owned())),
        None => (flag == "label").then(|| (text.to_owned(), String::new())),
    };
    command.values(flag).filter_map(pair).collect()
}

/// `80`, `8080:80`, `127.0.0.1:8080:80`, each with `/udp` or without; ranges are left out.
fn port(text: &str) -> Option<(String, Option<u16>)> {
    let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    let mut numbers = ports.rsplit(':');
    let inner: u16 = numbers.next()?.parse().ok()?;
    let host = match numbers.next() {
        None | Some("") => None,
        Some(host) => Some(host.parse().ok()?),
    };
    Some((format!("{inner}/{protocol}"), host))
}

/// What is mounted, by its path in the container.
fn mounts(command: &Command) -> BTreeMap<String, MountCheck> {
    let tmpfs = |text: &str| {
        let target = text.split(':').next().unwrap_or(text).to_owned();
        (target, MountCheck { kind: Some("tmpfs".to_owned()), ..MountCheck::default() })
    };
    let long = command.values("mount").filter_map(long_mount);
    command.values("volume").filter_map(mount).chain(long).chain(command.values("tmpfs").map(tmpfs)).collect()
}

/// `data:/path` or `./site:/path:ro`; a path alone makes a volume without a name.
fn mount(text: &str) -> Option<(String, MountCheck)> {
    let mut parts = text.split(':');
    let (source, target) = (parts.next()?, parts.next());
    let read_only = parts.next().is_some_and(|options| options.split(',').any(|option| option == "ro"));
    let (source, target) = match target {
        Some(target) => (Some(source.to_owned()), target),
        None => (None, source),
    };
    let kind = source.is_none().then(|| "volume".to_owned());
    let check = MountCheck { source, kind, read_only: read_only.then_some(true) };
    let is_known = check.source.as_ref().is_none_or(|source| !source.is_empty());
    (is_known && target.starts_with('/')).then(|| (target.to_owned(), check))
}

/// `type=volume,source=data,target=/path,readonly`; what has no source is not looked at.
fn long_mount(text: &str) -> Option<(String, MountCheck)> {
    let value = |names: [&str; 3]| {
        let mut pairs = text.split(',').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| names.contains(key)).map(|(_, value)| value.to_owned())
    };
    let (source, target) = (value(["source", "src", "src"])?, value(["target", "destination", "dst"])?);
    let read_only = text.split(',').any(|word| matches!(word, "readonly" | "ro" | "readonly=true" | "ro=true"));
    Some((target, MountCheck { source: Some(source), kind: None, read_only: read_only.then_some(true) }))
}

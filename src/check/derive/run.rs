//! The effect of `docker run` and `docker create`.

use crate::check::shell::Command;
use crate::check::{Assertion, ContainerCheck, MountCheck, reference};
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
        labels: pairs(command, "label"),
        env: pairs(command, "env"),
        ..ContainerCheck::default()
    };
    let check = if command.verb == "create" {
        ContainerCheck { created: Some(true), ..kept(command, made) }
    } else if command.has("detach") && !ends_soon(command, image, words) {
        running(command, made)
    } else {
        ContainerCheck { ran: true, ..made }
    };
    Some(vec![Assertion::Container(check)])
}

/// What the engine knows of a container as long as it is there.
fn kept(command: &Command, made: ContainerCheck) -> ContainerCheck {
    let text = |flag: &str| command.value(flag).map(str::to_owned);
    ContainerCheck {
        mounts: command
            .values("volume")
            .filter_map(mount)
            .chain(command.values("mount").filter_map(long_mount))
            .collect(),
        restart: policy(command),
        user: text("user"),
        workdir: text("workdir").filter(|path| path.starts_with('/') && !path.ends_with('/')),
        hostname: text("hostname"),
        ..made
    }
}

/// The restart policy without how often it holds.
pub(super) fn policy(command: &Command) -> Option<String> {
    command.value("restart").map(|policy| policy.split(':').next().unwrap_or(policy).to_owned())
}

/// Of a running container the engine knows its ports and networks too.
fn running(command: &Command, made: ContainerCheck) -> ContainerCheck {
    ContainerCheck {
        running: Some(true),
        ports: command.values("publish").filter_map(port).collect(),
        networks: command.values("network").filter(|name| !name.contains(':')).map(str::to_owned).collect(),
        ..kept(command, made)
    }
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

/// `data:/path` or `./site:/path:ro`; a path alone makes a volume without a name.
fn mount(text: &str) -> Option<(String, MountCheck)> {
    let mut parts = text.split(':');
    let (source, target) = (parts.next()?, parts.next()?);
    let check = MountCheck { source: Some(source.to_owned()), ..MountCheck::default() };
    (!source.is_empty() && target.starts_with('/')).then(|| (target.to_owned(), check))
}

/// `type=volume,source=data,target=/path`; what has no source is not looked at.
fn long_mount(text: &str) -> Option<(String, MountCheck)> {
    let value = |names: [&str; 3]| {
        let mut pairs = text.split(',').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| names.contains(key)).map(|(_, value)| value.to_owned())
    };
    let (source, target) = (value(["source", "src", "src"])?, value(["target", "destination", "dst"])?);
    Some((target, MountCheck { source: Some(source), ..MountCheck::default() }))
}

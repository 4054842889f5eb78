//! Commands that reach the learner's own machine: power over the host, the administrator's rights.

use super::command::{base, calls, flag_place, simple_commands, whole_place};
use super::given::Given;
use crate::check::shell::{self, Simple};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command, Location};
use crate::source::Span;
use regex::Regex;
use std::sync::LazyLock;

static COMPOSE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(privileged:\s*true|-\s*\S*/var/run/docker\.sock\S*)").ok());
/// Programs that only look: with the administrator's rights they change nothing either.
const READS: &[&str] = &[
    "ls",
    "cat",
    "du",
    "df",
    "lsof",
    "netstat",
    "ss",
    "ps",
    "top",
    "htop",
    "lspci",
    "lsblk",
    "lsns",
    "find",
    "grep",
    "head",
    "tail",
    "less",
    "more",
    "stat",
    "file",
    "which",
    "id",
    "whoami",
    "journalctl",
    "dmesg",
    "pstree",
    "tree",
    "bpftool",
    "tcpdump",
    "strace",
    "git",
    "echo",
    "wc",
    "diff",
    "jq",
    "hexdump",
];
/// Words of a call of `systemctl`, `service`, `ip`, `iptables` and `brctl` that only looks.
const LOOKS: &[&str] = &[
    "status",
    "is-active",
    "is-enabled",
    "show",
    "list",
    "list-units",
    "addr",
    "a",
    "route",
    "-L",
    "-S",
    "-nL",
    "-nvL",
    "-vnL",
];
/// Words of such a call that change something all the same.
const ACTS: &[&str] = &["add", "del", "set", "delete", "flush", "-A", "-D", "-I", "-F"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_sudo = BySudo::default();
    for typed in given.typed().filter(|typed| typed.command.location == Location::Host) {
        opens_host(given, typed.command, found);
    }
    for (block, command) in given.commands() {
        sudo(given, block, command, &mut by_sudo);
    }
    by_sudo.tell(given, found);
    for (node, _) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File) {
        compose(given, node.span, found);
    }
}

fn opens_host(given: &Given<'_>, command: &Command, found: &mut Vec<Diagnostic>) {
    for (simple, call) in calls(command) {
        if let Some((flag, value, message)) = privilege(&call) {
            let help = "say why the lesson needs it and what it allows, or do without; a sandbox may refuse it";
            let span = match flag_place(&simple, flag, value.as_deref()) {
                Some(place) => given.span_at(command, place),
                None => given.span_in(command, value.as_deref().unwrap_or(flag)),
            };
            found.push(given.finding("L0209", span, message).help(help));
        }
    }
}

/// The flag of a command that gives a container power over its host, its value, and what it gives.
fn privilege(call: &shell::Command) -> Option<(&'static str, Option<String>, String)> {
    if call.program != "docker" || !matches!(call.verb.as_str(), "run" | "create" | "exec") {
        return None;
    }
    if call.has("privileged") {
        return Some(("privileged", None, "`--privileged` gives the container the whole host".into()));
    }
    let mounts = call.values("volume").map(|m| ("volume", m)).chain(call.values("mount").map(|m| ("mount", m)));
    for (flag, mount) in mounts {
        if mount.contains("docker.sock") {
            return Some((flag, Some(mount.into()), "who holds the engine's socket holds the host".into()));
        }
        if mount.starts_with("/:") {
            return Some((flag, Some(mount.into()), "this mounts the host's whole file system".into()));
        }
    }
    let shares = [("pid", "host"), ("userns", "host"), ("security-opt", "unconfined")];
    for (flag, value) in shares {
        if let Some(found) = call.values(flag).find(|v| v.ends_with(value)) {
            let message = format!("`--{flag} {found}` takes away what keeps the container apart from its host");
            return Some((flag, Some(found.into()), message));
        }
    }
    let capability = call.values("cap-add").find(|c| matches!(c.to_uppercase().as_str(), "ALL" | "SYS_ADMIN"));
    let message = |c: &str| format!("the capability `{c}` is nearly as much as `--privileged`");
    capability.map(|c| ("cap-add", Some(c.to_owned()), message(c)))
}

fn compose(given: &Given<'_>, span: Span, found: &mut Vec<Diagnostic>) {
    let text = given.source.text.get(span.start..span.end).unwrap_or_default();
    let Some(pattern) = COMPOSE.as_ref() else { return };
    for part in pattern.captures_iter(text).filter_map(|c| c.get(1)) {
        let span = Span::new(span.start + part.start(), span.start + part.end());
        let help = "say why the lesson needs it and what it allows, or do without; a sandbox may refuse it";
        let message = if part.as_str().contains("docker.sock") {
            "who holds the engine's socket holds the host"
        } else {
            "`privileged` gives the container the whole host"
        };
        found.push(given.finding("L0209", span, message).help(help));
    }
}

/// What is done with the administrator's rights. Both are habits, or what a guide to an installation is about: each is told
/// once.
#[derive(Default)]
struct BySudo {
    docker: Vec<(Span, usize)>,
    machine: Vec<(Span, usize)>,
}

impl BySudo {
    fn tell(&self, given: &Given<'_>, found: &mut Vec<Diagnostic>) {
        let lines = |places: &[(Span, usize)]| places.iter().map(|(_, line)| *line).collect::<Vec<_>>();
        if let Some((span, _)) = self.docker.first() {
            let message =
                format!("`sudo` is not needed here, and not there in a sandbox{}", Given::also(&lines(&self.docker)));
            let help = "leave it out, and say once how to get Docker's rights";
            found.push(given.finding("L0210", *span, message).help(help));
        }
        if let Some((span, _)) = self.machine.first() {
            let message = format!("this changes the learner's own machine{}", Given::more(&lines(&self.machine)));
            let help = "do it in a container, or say that it is only to be read";
            found.push(given.finding("L0210", *span, message).help(help));
        }
    }
}

/// One place a block, since a list of such lines has one reason.
fn sudo(given: &Given<'_>, block: &Block, command: &Command, found: &mut BySudo) {
    let by_sudo = |c: &Command| {
        let is_sudo = |s: &Simple| s.words.first().is_some_and(|w| w.text == "sudo") || changes_machine(s);
        let simple = simple_commands(&c.text).into_iter().filter(|s| !only_looks(s)).find(is_sudo);
        let simple = simple.filter(|_| c.location == Location::Host)?;
        Some((shell::Command::read(&simple)?.program, whole_place(&simple)?))
    };
    let is_told = |c: &Command| !given.allowances.hold("L0210", c.line) && by_sudo(c).is_some();
    if block.commands.iter().find(|c| is_told(c)) != Some(command) {
        return;
    }
    let Some((program, place)) = by_sudo(command) else { return };
    let places = if program.starts_with("docker") { &mut found.docker } else { &mut found.machine };
    places.push((given.span_at(command, place), command.line));
}

/// `sudo ls`, `sudo systemctl status docker`: nothing is changed.
fn only_looks(simple: &Simple) -> bool {
    let words: Vec<&str> = simple.words.iter().map(|w| w.text.as_str()).filter(|w| *w != "sudo").collect();
    let Some((program, rest)) = words.split_first() else { return true };
    let has = |known: &[&str]| rest.iter().any(|word| known.contains(word));
    simple.writes.is_empty()
        && match base(program) {
            "systemctl" | "service" | "ip" | "iptables" | "brctl" => has(LOOKS) && !has(ACTS),
            program => READS.contains(&program),
        }
}

/// Whether a command without `sudo` changes the machine that Docker runs on: its services, its settings.
fn changes_machine(simple: &Simple) -> bool {
    let words: Vec<&str> = simple.words.iter().map(|w| w.text.as_str()).collect();
    match words.as_slice() {
        ["service", "docker", action] | ["systemctl", action, "docker" | "docker.service"] => *action != "status",
        ["vi" | "vim" | "nano" | "emacs" | "tee", rest @ ..] => rest.iter().any(|w| w.starts_with("/etc/docker")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shell::split;

    fn call(text: &str) -> shell::Command {
        shell::Command::read(&split(text)[0]).unwrap()
    }

    #[test]
    fn what_changes_the_machine() {
        for (text, want) in [
            ("service docker restart", true),
            ("systemctl stop docker", true),
            ("systemctl status docker", false),
            ("vi /etc/docker/daemon.json", true),
            ("vi Dockerfile", false),
        ] {
            assert_eq!(changes_machine(&split(text)[0]), want, "{text}");
        }
    }

    #[test]
    fn what_only_looks() {
        for (text, want) in [
            ("sudo systemctl status docker", true),
            ("sudo systemctl restart docker", false),
            ("sudo ls /var/lib/docker", true),
            ("sudo ip addr add 10.0.0.1/24 dev x", false),
            ("sudo iptables -nvL", true),
            ("sudo cat a > /etc/b", false),
            ("sudo apt-get install docker.io", false),
        ] {
            assert_eq!(only_looks(&split(text)[0]), want, "{text}");
        }
    }

    #[test]
    fn what_opens_the_host() {
        for (text, want) in [
            ("docker run --privileged alpine", true),
            ("docker run -v /var/run/docker.sock:/var/run/docker.sock x", true),
            ("docker run -v /:/host alpine", true),
            ("docker run --cap-add=SYS_ADMIN alpine", true),
            ("docker run --pid=host alpine", true),
            ("docker run --security-opt seccomp=unconfined alpine", true),
            ("docker run --cap-add NET_ADMIN alpine", false),
            ("docker run -v /tmp:/tmp alpine", false),
        ] {
            assert_eq!(privilege(&call(text)).is_some(), want, "{text}");
        }
    }
}

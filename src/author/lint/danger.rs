//! Commands that do harm where they meet anything but a throw-away engine.

use super::command::{calls, flag_place, whole_place};
use super::given::Given;
use crate::check::shell::{self, Simple, split};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command, Location};
use crate::source::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static FORK_BOMB: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(\w+|:)\s*\(\s*\)\s*\{\s*(\w+|:)\s*\|\s*(\w+|:)\s*&").ok());
static COMPOSE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(privileged:\s*true|-\s*\S*/var/run/docker\.sock\S*)").ok());
/// Folders whose loss is the loss of the machine or of all that its user has.
const ROOTS: &[&str] = &["/", "/*", "~", "~/", "~/*", "$HOME", "${HOME}", "/etc", "/usr", "/home", "/var", "/boot"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut docker_by_sudo = Vec::new();
    for (block, command) in given.commands() {
        destroys(given, command, found);
        if command.location == Location::Host {
            opens_host(given, command, found);
        }
        sudo(given, block, command, found, &mut docker_by_sudo);
    }
    let lines: Vec<usize> = docker_by_sudo.iter().map(|(_, line)| *line).collect();
    if let Some((span, _)) = docker_by_sudo.first() {
        let message = format!("`sudo` is not needed here, and not there in a sandbox{}", Given::also(&lines));
        let help = "leave it out, and say once how to get Docker's rights";
        found.push(given.finding("L0210", *span, message).help(help));
    }
    for (node, _) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File) {
        compose(given, node.span, found);
    }
}

fn destroys(given: &Given<'_>, command: &Command, found: &mut Vec<Diagnostic>) {
    let mut report = |place: Range<usize>, message: &str, help: &str| {
        found.push(given.finding("L0208", given.span_at(command, place), message).help(help));
    };
    // A container does not limit it by itself.
    let is_limited = |at: usize| given.commands().any(|(_, c)| c.line < at && c.text.contains("--pids-limit"));
    if FORK_BOMB.as_ref().is_some_and(|p| p.is_match(&command.text)) && !is_limited(command.line) {
        report(
            0..command.text.len(),
            "this is a fork bomb: it stops the machine",
            "limit it: `docker run --pids-limit 64 …`",
        );
    }
    // In a container the worst that can be lost is the container.
    if command.location == Location::Container {
        return;
    }
    for (simple, call) in calls(command) {
        if let (Some((message, help)), Some(place)) = (harm(&call), whole_place(&simple)) {
            report(place, &message, help);
        }
    }
}

/// What a simple command on the host destroys, and a milder way.
fn harm(call: &shell::Command) -> Option<(String, &'static str)> {
    let recursive = call.has("r") || call.has("R") || call.has("recursive");
    if call.program == "rm" && recursive {
        let root = call.args.iter().find(|a| ROOTS.contains(&a.as_str()))?;
        return Some((format!("this deletes all of `{root}`"), "name the folder that the lesson made"));
    }
    if call.program.starts_with("mkfs") || (call.program == "dd" && call.args.iter().any(|a| a.starts_with("of=/dev/")))
    {
        return Some(("this overwrites a disk".into(), "show it, but do not let it be typed"));
    }
    if call.program != "docker" {
        return None;
    }
    if is_prune(call) {
        let message = format!("`docker {}` removes more than this lesson made", call.verb);
        let help = "remove what the lesson made by name, or leave out the flags so that Docker asks";
        return Some(if call.has("force") {
            (message + ", without asking", help)
        } else {
            (message, "remove what the lesson made by name, or leave out `--all`")
        });
    }
    let sweep = call.args.iter().find(|a| sweeps(call, a))?;
    let message = format!("`docker {} {sweep}` removes things that this lesson did not make", call.verb);
    Some((message, "name what the lesson made, or narrow the list with `--filter label=…`"))
}

fn is_prune(call: &shell::Command) -> bool {
    match call.verb.as_str() {
        "system prune" => call.has("force") || call.has("all"),
        "volume prune" => call.has("force"),
        "image prune" => call.has("force") && call.has("all"),
        _ => false,
    }
}

/// `rm $(docker ps -aq)`: everything there is. One that is narrowed (`-l`, a filter, a name) is not meant.
fn sweeps(call: &shell::Command, word: &str) -> bool {
    if !matches!(call.verb.as_str(), "rm" | "rmi" | "volume rm" | "network rm" | "kill") {
        return false;
    }
    let inner = word.strip_prefix("$(").and_then(|w| w.strip_suffix(')'));
    let Some(inner) = inner.or_else(|| word.strip_prefix('`').and_then(|w| w.strip_suffix('`'))) else { return false };
    let simple = split(inner);
    let [only] = simple.as_slice() else { return false };
    shell::Command::read(only).is_some_and(|list| {
        let narrow = ["latest", "last", "filter"].iter().any(|f| list.has(f)) || !list.args.is_empty();
        matches!(list.verb.as_str(), "ps" | "images" | "volume ls" | "network ls") && !narrow
    })
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

/// One finding a block, since a list of such lines has one reason. Docker by `sudo` is a habit: it is told once.
fn sudo(
    given: &Given<'_>,
    block: &Block,
    command: &Command,
    found: &mut Vec<Diagnostic>,
    docker: &mut Vec<(Span, usize)>,
) {
    let by_sudo = |c: &Command| {
        let is_sudo = |s: &Simple| s.words.first().is_some_and(|w| w.text == "sudo") || changes_machine(s);
        let simple = split(&c.text).into_iter().find(is_sudo).filter(|_| c.location == Location::Host)?;
        Some((shell::Command::read(&simple)?.program, whole_place(&simple)?))
    };
    let is_told = |c: &Command| !given.allowances.hold("L0210", c.line) && by_sudo(c).is_some();
    if block.commands.iter().find(|c| is_told(c)) != Some(command) {
        return;
    }
    let Some((program, place)) = by_sudo(command) else { return };
    let span = given.span_at(command, place);
    if program.starts_with("docker") {
        return docker.push((span, command.line));
    }
    let help = "do it in a container, or say that it is only to be read";
    let message = "this changes the learner's own machine";
    found.push(given.finding("L0210", span, message).help(help));
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

    fn call(text: &str) -> shell::Command {
        shell::Command::read(&split(text)[0]).unwrap()
    }

    #[test]
    fn what_destroys() {
        for (text, want) in [
            ("rm -rf /", true),
            ("rm -fr ~", true),
            ("rm -r ./build", false),
            ("docker system prune -af", true),
            ("docker system prune", false),
            ("docker image prune --force", false),
            ("docker volume prune -f", true),
            ("docker rm -f $(docker ps -aq)", true),
            ("docker rm -f $(docker ps -lq)", false),
            ("docker rm $(docker ps -aq --filter name=web)", false),
            ("docker rmi $(docker images -q alpine)", false),
            ("docker rmi `docker images -q`", true),
            ("docker stop $(docker ps -q)", false),
            ("docker volume rm web", false),
        ] {
            assert_eq!(harm(&call(text)).is_some(), want, "{text}");
        }
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

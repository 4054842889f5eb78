//! Commands that destroy more than the lesson made, where they meet anything but a throw-away engine.

use super::command::{calls, simple_commands, whole_place};
use super::given::{Given, Typed, short};
use crate::check::shell::{self, Simple};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Command, Location};
use crate::source::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static FORK_BOMB: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(\w+|:)\s*\(\s*\)\s*\{\s*(\w+|:)\s*\|\s*(\w+|:)\s*&").ok());
/// Folders whose loss is the loss of the machine, of all that its user has, or of all that Docker keeps.
const ROOTS: &[&str] = &[
    "/",
    "/*",
    "~",
    "~/*",
    "$HOME",
    "${HOME}",
    "$HOME/*",
    "/etc",
    "/usr",
    "/home",
    "/var",
    "/boot",
    "/var/lib",
    "/var/lib/docker",
    "/var/lib/docker/*",
    "../*",
    "$PWD/../*",
    "$(pwd)/../*",
];
/// Devices that are disks.
const DISKS: &[&str] = &["/dev/sd", "/dev/hd", "/dev/vd", "/dev/nvme", "/dev/disk"];
/// What a text says where it is aware of what it shows.
const AWARE: &[&str] = &["all ", "everything", "every ", "careful", "caution", "warning", "danger", "irreversib"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for typed in given.typed() {
        let is_aware = is_aware(given, &typed);
        for (place, message, help) in destroys(given, typed.command) {
            let finding = given.finding("L0208", given.span_at(typed.command, place), message).help(help);
            // Whoever writes that everything goes knows what the line does.
            let severity = if is_aware { Severity::Note } else { finding.severity };
            found.push(Diagnostic { severity, ..finding });
        }
    }
    bombs_without_prompt(given, found);
}

/// Whether the paragraph above a command, or a comment above it in its block, says how much is lost.
fn is_aware(given: &Given<'_>, typed: &Typed<'_>) -> bool {
    let lines = (typed.above + 1..=typed.command.line).map(|line| given.source.line_text(line));
    let comments = lines.filter_map(|line| line.split_once("# ").map(|(_, comment)| comment.to_lowercase()));
    let above = given.paragraph_above(typed.above);
    comments.chain([above]).any(|text| AWARE.iter().any(|words| text.contains(words)))
}

/// A fork bomb that the reader took for no command: it has no word that any command has.
fn bombs_without_prompt(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in given.blocks.iter().filter(|(_, block)| has_bomb(&block.text)) {
        let is_typed = |line: usize| {
            block
                .commands
                .iter()
                .any(|c| has_bomb(&c.text) && (c.line..c.line + c.text.lines().count()).contains(&line))
        };
        let lines = block.line..=block.end_line;
        let mut bombs = lines.filter(|line| has_bomb(given.source.line_text(*line)) && !is_typed(*line));
        if let Some(line) = bombs.next().filter(|line| !is_limited(given, *line)) {
            found.push(bomb(given, given.line_span(line)));
        }
    }
}

/// Whether a text defines a function that calls itself twice and does not wait.
pub fn has_bomb(text: &str) -> bool {
    if !(text.contains('|') && text.contains('&') && text.contains('{')) {
        return false;
    }
    let all = FORK_BOMB.iter().flat_map(|p| p.captures_iter(text));
    let mut names = all.map(|c| [1, 2, 3].map(|at| c.get(at).map_or("", |m| m.as_str())));
    names.any(|[defined, first, second]| defined == first && first == second)
}

/// Whether a container is told above not to start so many processes. By itself it does not limit them.
fn is_limited(given: &Given<'_>, at: usize) -> bool {
    given.commands().any(|(_, c)| c.line < at && c.text.contains("--pids-limit"))
}

fn bomb(given: &Given<'_>, span: Span) -> Diagnostic {
    given.finding("L0208", span, BOMB.0).help(BOMB.1)
}

/// Where a harmful part stands in a command, what it does, and a milder way.
type Harm = (Range<usize>, String, &'static str);

fn destroys(given: &Given<'_>, command: &Command) -> Vec<Harm> {
    let mut found = Vec::new();
    if has_bomb(&command.text) && !is_limited(given, command.line) {
        found.push((0..command.text.len(), BOMB.0.to_owned(), BOMB.1));
    }
    // In a container the worst that can be lost is the container.
    if command.location != Location::Container {
        found.extend(harms(&command.text, calls(command)));
    }
    found
}

fn harms(text: &str, calls: Vec<(Simple, shell::Command)>) -> Vec<Harm> {
    let mut found = Vec::new();
    let mut before: Option<Simple> = None;
    for (simple, call) in calls {
        let swept = before.as_ref().is_some_and(|before| is_swept(before, &simple));
        let harm = if swept { Some(SWEEPS) } else { harm(&simple, &call) };
        if let (Some((what, help)), Some(place)) = (harm, whole_place(&simple)) {
            // With the list that it is about.
            let start = before.as_ref().filter(|_| swept).and_then(whole_place).map_or(place.start, |p| p.start);
            let place = start..place.end;
            found.push((place.clone(), format!("{} {what}", quoted(text.get(place).unwrap_or_default())), help));
        }
        before = Some(simple);
    }
    found
}

/// A command as code in a sentence: its first line, in longer marks where it has such marks itself.
fn quoted(command: &str) -> String {
    let line = short(command.lines().next().unwrap_or_default());
    if line.contains('`') { format!("`` {line} ``") } else { format!("`{line}`") }
}

type What = (&'static str, &'static str);

const BOMB: What = ("this is a fork bomb: it stops the machine", "limit it: `docker run --pids-limit 64 …`");

const SWEEPS: What = (
    "removes things that this lesson did not make",
    "name what the lesson made, or narrow the list with `--filter label=…`",
);

/// What a simple command on the host destroys, and a milder way.
fn harm(simple: &Simple, call: &shell::Command) -> Option<What> {
    let recursive = call.has("r") || call.has("R") || call.has("recursive");
    let is_root = |a: &String| ROOTS.contains(&if a.len() > 1 { a.trim_end_matches('/') } else { a.as_str() });
    if recursive && call.args.iter().any(is_root) {
        match call.program.as_str() {
            "rm" => return Some(("deletes far more than this lesson made", "name the folder that the lesson made")),
            "chmod" | "chown" => {
                return Some(("changes the rights of the whole machine", "name the folder that the lesson made"));
            }
            _ => {}
        }
    }
    let is_disk = |path: &str| DISKS.iter().any(|disk| path.starts_with(disk));
    let is_target = |a: &String| a.strip_prefix("of=").is_some_and(is_disk);
    let writes_disk = simple.writes.iter().any(|file| is_disk(&file.text));
    if call.program.starts_with("mkfs") || writes_disk || (call.program == "dd" && call.args.iter().any(is_target)) {
        return Some(("overwrites a disk", "show it, but do not let it be typed"));
    }
    if call.program != "docker" {
        return None;
    }
    if let Some(help) = prunes(call) {
        let force = "removes more than this lesson made, without asking";
        return Some((if call.has("force") { force } else { "removes more than this lesson made" }, help));
    }
    (is_removal(call) && call.args.iter().any(|a| is_list_of_all(a))).then_some(SWEEPS)
}

/// A milder way than a `prune`, where it takes what the lesson did not make.
fn prunes(call: &shell::Command) -> Option<&'static str> {
    let (force, all, volumes) = (call.has("force"), call.has("all"), call.has("volumes"));
    let is_harmful = match call.verb.as_str() {
        "system prune" => force || all || volumes,
        "volume prune" | "container prune" | "network prune" => force,
        "image prune" => force && all,
        _ => false,
    };
    let is_narrow = call.has("filter");
    (is_harmful && !is_narrow).then_some(match (force, all, volumes) {
        (true, ..) => "remove what the lesson made by name, or leave out the flags so that Docker asks",
        (_, true, true) => "remove what the lesson made by name, or leave out `--all` and `--volumes`",
        (_, true, _) => "remove what the lesson made by name, or leave out `--all`",
        _ => "remove what the lesson made by name, or leave out `--volumes`",
    })
}

fn is_removal(call: &shell::Command) -> bool {
    call.program == "docker" && matches!(call.verb.as_str(), "rm" | "rmi" | "volume rm" | "network rm" | "kill")
}

/// `docker ps -aq | xargs docker rm`, `for c in $(docker ps -aq); do docker rm $c`: what the first prints reaches the second.
fn is_swept(list: &Simple, simple: &Simple) -> bool {
    let words = |simple: &Simple| simple.words.iter().map(|w| w.text.clone()).collect::<Vec<_>>();
    let (given, taken) = (words(list), words(simple));
    let removes = |from: usize| {
        let rest: Vec<&str> = taken.get(from..).unwrap_or_default().iter().map(String::as_str).collect();
        shell::Command::of_words(&rest).is_some_and(|call| is_removal(&call))
    };
    let docker = taken.iter().position(|word| word == "docker").unwrap_or(taken.len());
    match taken.first().map(String::as_str) {
        Some("xargs") => {
            let is_all = shell::Command::read(list).is_some_and(|call| lists_all(&call));
            simple.piped && is_all && removes(docker)
        }
        Some("do") => {
            given.first().is_some_and(|w| w == "for") && given.iter().any(|w| is_list_of_all(w)) && removes(1)
        }
        _ => false,
    }
}

/// `$(docker ps -aq)`: everything there is. One that is narrowed (`-l`, a filter, a name) is not meant.
fn is_list_of_all(word: &str) -> bool {
    let inner = word.strip_prefix("$(").and_then(|w| w.strip_suffix(')'));
    let Some(inner) = inner.or_else(|| word.strip_prefix('`').and_then(|w| w.strip_suffix('`'))) else { return false };
    let simple = simple_commands(inner);
    let [only] = simple.as_slice() else { return false };
    shell::Command::read(only).is_some_and(|list| lists_all(&list))
}

fn lists_all(list: &shell::Command) -> bool {
    let narrow = ["latest", "last", "filter"].iter().any(|f| list.has(f)) || !list.args.is_empty();
    list.program == "docker" && matches!(list.verb.as_str(), "ps" | "images" | "volume ls" | "network ls") && !narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_destroys() {
        for (text, want) in [
            ("rm -rf /", true),
            ("rm -fr ~", true),
            ("rm -r ./build", false),
            ("rm -rf /var/lib/docker/", true),
            ("rm -rf $PWD/../*", true),
            ("chmod -R 777 /", true),
            ("chmod -R 755 src", false),
            ("echo > /dev/sda", true),
            ("echo > /dev/null", false),
            ("docker system prune -af", true),
            ("docker system prune", false),
            ("docker image prune --force", false),
            ("docker volume prune -f", true),
            ("docker container prune -f", true),
            ("docker container prune -f --filter label=a", false),
            ("docker rm -f $(docker ps -aq)", true),
            ("docker rm -f $(docker ps -lq)", false),
            ("docker rm $(docker ps -aq --filter name=web)", false),
            ("docker rmi $(docker images -q alpine)", false),
            ("docker rmi `docker images -q`", true),
            ("docker stop $(docker ps -q)", false),
            ("docker volume rm web", false),
            ("docker network prune -f", true),
            ("podman system prune -af", true),
            ("podman rm -f $(podman ps -aq)", true),
            ("podman ps -aq | xargs podman rm -f", true),
            ("podman rm -f web", false),
            ("docker ps -aq | xargs docker rm -f", true),
            ("docker ps -aq | xargs docker stop", false),
            ("docker ps -aq -f name=a | xargs docker rm", false),
            ("for c in $(docker ps -aq); do docker rm -f $c; done", true),
            ("for c in a b; do docker rm -f $c; done", false),
        ] {
            let calls =
                simple_commands(text).into_iter().filter_map(|s| shell::Command::read(&s).map(|c| (s, c))).collect();
            assert_eq!(!harms(text, calls).is_empty(), want, "{text}");
        }
    }

    #[test]
    fn the_author_s_words_are_quoted() {
        for (text, want) in [("docker rm\nx", "`docker rm`"), ("rm `ls`", "`` rm `ls` ``")] {
            assert_eq!(quoted(text), want);
        }
    }
}

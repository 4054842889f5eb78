//! Commands that only read.

use crate::check::shell::{Command, split};

/// Docker's commands that change nothing.
const DOCKER: &[&str] = &[
    "ps",
    "images",
    "inspect",
    "logs",
    "history",
    "version",
    "info",
    "top",
    "port",
    "diff",
    "stats",
    "search",
    "events",
    "volume ls",
    "volume inspect",
    "network ls",
    "network inspect",
    "system df",
    "compose ps",
    "compose logs",
    "compose config",
    "compose ls",
    "context ls",
    "buildx ls",
    "wait",
];

/// Other programs that change nothing.
const PROGRAMS: &[&str] = &[
    "ls", "cat", "echo", "printf", "pwd", "date", "head", "tail", "grep", "wc", "whoami", "id", "true", "less", "more",
    "sort", "uniq", "file", "stat", "du", "df", "find", "which", "uname", "hostname", "sleep", "diff", "cut", "ps",
];

/// Whether all commands of a text only read: they leave nothing behind but what they print.
pub fn is_reader(text: &str) -> bool {
    let simples = split(text);
    let reads = |command: Command| match command.program.as_str() {
        "docker" => DOCKER.contains(&command.verb.as_str()),
        // `find` can remove.
        "find" => !command.flags.iter().any(|f| f.name == "delete" || f.name == "exec") && !text.contains("-delete"),
        "curl" | "wget" => true,
        program => PROGRAMS.contains(&program),
    };
    let only_reads = |simple: &crate::check::shell::Simple| {
        simple.writes.is_empty() && !runs_another(simple) && Command::read(simple).is_some_and(reads)
    };
    !simples.is_empty() && simples.iter().all(only_reads)
}

/// Whether a word is made by a command, which may do anything.
fn runs_another(simple: &crate::check::shell::Simple) -> bool {
    let inner = |text: &str| text.trim_start_matches("$(").trim_end_matches(')').to_owned();
    let made = simple.words.iter().filter(|w| w.unknown && (w.text.contains("$(") || w.text.contains('`')));
    made.into_iter().any(|w| !(w.text.starts_with("$(") && is_reader(&inner(&w.text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_told_from_what_changes_something() {
        for text in [
            "docker ps -a",
            "docker container ls",
            "docker images | grep x",
            "ls -la && pwd",
            "docker logs $(docker ps -lq)",
            "curl localhost:8080",
        ] {
            assert!(is_reader(text), "{text}");
        }
        for text in [
            "docker run alpine",
            "docker ps > list",
            "cd x",
            "docker images; docker rm web",
            "echo $(docker rm web)",
            "find . -delete",
            "",
            "docker image prune",
        ] {
            assert!(!is_reader(text), "{text}");
        }
    }
}

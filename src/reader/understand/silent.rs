//! Commands that print no document: what is tagged as one right below them was not printed by them.

use super::super::scan::has_part;
use super::alone::Alone;
use super::engine;
use super::reading::Context;
use super::tag::Tag;

/// What the engine and Compose do of which they tell in a line or in a table.
const DONE: &[&str] = &[
    "build", "create", "deploy", "df", "down", "images", "init", "join", "kill", "leave", "load", "login", "ls",
    "prune", "ps", "pull", "push", "restart", "rm", "rmi", "scale", "stop", "tag", "up", "update",
];
/// What is made, listed and thrown away by a word behind it.
const OBJECTS: &[&str] = &[
    "builder",
    "compose",
    "config",
    "container",
    "context",
    "image",
    "network",
    "node",
    "secret",
    "service",
    "stack",
    "swarm",
    "system",
    "volume",
];
/// Programs that print nothing, or names alone.
const SILENT: &[&str] = &["mkdir", "cd", "touch", "ls", "mv", "cp", "rm", "rmdir", "export", "chmod", "chown"];

/// Whether a block that is tagged as YAML cannot be what the command right above printed: an example of a file follows
/// `docker volume create` as well as what that makes.
pub fn is_not_printed(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    context.tag == Tag::Loose && raw.block.info.starts_with('y') && context.after.is_some_and(prints_no_document)
}

/// Whether a command prints no document.
fn prints_no_document(command: &str) -> bool {
    if command.contains(['|', '\n', '`']) && !has_part(command, "\\\n") || has_part(command, " -o") {
        return false;
    }
    let last = command.rsplit("&& ").next().unwrap_or(command);
    let mut words = last.split_whitespace().skip_while(|word| *word == "sudo");
    let Some(first) = words.next() else { return false };
    match first {
        "kubectl" => matches!(words.next(), Some("apply" | "delete" | "scale" | "label")),
        "docker-compose" => does(words),
        _ if engine::is_engine(first) => does(words),
        _ => SILENT.contains(&first),
    }
}

/// Whether the first word that is neither a flag, an object nor a flag's file is one of [`DONE`].
fn does<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut is_value = false;
    for word in words {
        if std::mem::take(&mut is_value) || OBJECTS.contains(&word) {
            continue;
        }
        if !word.starts_with('-') {
            return DONE.contains(&word);
        }
        is_value = matches!(word, "-f" | "-p" | "-H" | "-c" | "--file" | "--project-name" | "--context" | "--profile");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::prints_no_document;

    #[test]
    fn what_prints_documents_and_what_does_not() {
        for (command, want) in [
            ("docker volume create --driver local hold", true),
            ("docker compose up -d", true),
            ("sudo docker-compose -f hold.yml up --build", true),
            ("docker network create a && docker network ls", true),
            ("docker run -d \\\n  -p 80:80 web", false),
            ("docker build \\\n  -t web .", true),
            ("mkdir hold", true),
            ("kubectl apply -f hold.yaml", true),
            ("docker compose config", false),
            ("docker config inspect a", false),
            ("docker compose ps --format json | jq", false),
            ("docker run web", false),
            ("docker exec web cat a.yml", false),
            ("kubectl get pod a -o yaml", false),
            ("kubectl create deployment a --dry-run=client -o yaml", false),
            ("./hold.sh", false),
            ("curl localhost", false),
        ] {
            assert_eq!(prints_no_document(command), want, "{command}");
        }
    }
}

//! What needs a network: registries, accounts, web sites, other computers. Containers and the sandbox itself answer
//! without one.

use super::computer::calls_other_computer;
use crate::check::shell::{Command, split};

/// Programs that fetch pages.
const FETCHERS: &[&str] = &["curl", "wget"];
/// Their flags with a value that is no address.
const VALUED: &[&str] = &["-o", "-O", "-H", "-d", "-X", "-w", "-u", "-A", "-m", "-T", "-t", "-e", "-b", "-c", "-F"];

/// What needs a registry, an account or a web site.
pub(super) fn needs_internet(text: &str) -> bool {
    let commands: Vec<Command> = split(text).iter().filter_map(Command::read).collect();
    // A tunnel has two ends.
    if commands.iter().any(calls_other_computer) {
        return true;
    }
    if is_local(text) {
        return false;
    }
    let has_account = |c: &Command| {
        let verb = c.verb.split(' ').next().unwrap_or_default();
        c.program == "docker" && matches!(verb, "push" | "login" | "search" | "logout" | "scout")
    };
    commands.first().is_some_and(has_account)
        || fetches_files(text)
        || (text.contains("docker build") && (text.contains("://") || text.contains("github.com")))
}

fn is_local(text: &str) -> bool {
    ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|h| text.contains(h))
}

/// Whether a command fetches files from a web site.
pub(super) fn fetches_files(text: &str) -> bool {
    ["git clone", "wget ", "curl http", "curl -"].iter().any(|c| text.contains(c))
        && !is_local(text)
        && !asks_containers(text)
        && !asks_whom_the_lesson_says(text)
}

/// Whether a command asks other containers, by addresses that only a network of Docker's knows: names without a dot.
fn asks_containers(text: &str) -> bool {
    let mut hosts = text.split("://").skip(1).map(host).peekable();
    let are_named = hosts.peek().is_some() && hosts.all(is_label);
    text.contains("docker") && are_named || split(text).iter().filter_map(Command::read).any(|c| asks_from_inside(&c))
}

/// Whether a command has a container ask another one, by its name alone: `docker exec web wget -qO- api/things`.
fn asks_from_inside(command: &Command) -> bool {
    let is_inside = matches!(command.verb.as_str(), "exec" | "run" | "compose exec" | "compose run" | "exec compose");
    let at = command.args.iter().position(|word| FETCHERS.contains(&word.as_str()));
    let inside = at.filter(|_| is_inside && command.program == "docker");
    inside.and_then(|at| asked(&command.args[at + 1..])).is_some_and(|address| is_label(host(address)))
}

/// Whether pages are fetched on the host from an address that is a variable's: whoever set it knows where that is.
fn asks_whom_the_lesson_says(text: &str) -> bool {
    let commands: Vec<Command> = split(text).iter().filter_map(Command::read).collect();
    let mut fetching = commands.iter().filter(|c| FETCHERS.contains(&c.program.as_str())).peekable();
    let is_variable = |c: &Command| asked(&c.args).is_some_and(|address| host(address).starts_with('$'));
    fetching.peek().is_some() && fetching.all(is_variable) && !text.contains("git clone")
}

/// The address among the words behind `curl` or `wget`.
fn asked(words: &[String]) -> Option<&str> {
    let is_value = |at: usize| at > 0 && VALUED.contains(&words[at - 1].as_str());
    let mut addresses = (0..words.len()).filter(|at| !words[*at].starts_with('-') && !is_value(*at));
    addresses.next().map(|at| words[at].as_str())
}

/// The host of an address, which may lack its scheme.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = rest.find(|c: char| c.is_whitespace() || "/:'\"`);".contains(c)).unwrap_or(rest.len());
    &rest[..end]
}

/// Whether a host is a container's or a service's name.
fn is_label(host: &str) -> bool {
    host.starts_with(|c: char| c.is_ascii_lowercase())
        && host.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_network() {
        for local in [
            "docker exec web wget -qO- api/things",
            "docker compose exec web wget -qO- api:8080",
            "docker run --rm --network n curlimages/curl curl -s -o /dev/null web",
            "curl -sf \"$APP_URL\"",
            "curl http://$HOST:8080/",
            "curl -s http://${HOST}/ | grep -q up",
            "docker images push",
            "ssh localhost",
        ] {
            assert!(!needs_internet(local), "{local}");
        }
        for web in [
            "sudo docker login",
            "sudo docker image push me/x",
            "docker exec web wget -qO- example.org/a",
            "docker exec web wget -qO- http://example.org/a",
            "docker run --rm curlimages/curl curl -s -H a example.org",
            "wget -qO- api/things",
            "curl -sf \"$APP_URL\" && curl -O https://example.org/a",
            "ssh -L 8850:localhost:8850 me@one.example.org",
        ] {
            assert!(needs_internet(web), "{web}");
        }
    }
}

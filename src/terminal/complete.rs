//! What Tab offers: docker's words, the names of what is in the sandbox, and the tutor's own words.

use super::docker::{self, Verb};
use crate::session::WORDS;

/// The names that can be completed; whoever knows the sandbox keeps them up to date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// `name:tag` of every image.
    pub images: Vec<String>,
    /// Container names.
    pub containers: Vec<String>,
    /// Volume names.
    pub volumes: Vec<String>,
    /// Network names.
    pub networks: Vec<String>,
}

/// Where the word at the cursor begins, and what it may become.
pub(super) fn complete(line: &str, cursor: usize, names: &Names) -> (usize, Vec<String>) {
    let typed = line.get(..cursor).unwrap_or(line);
    let start =
        typed.rfind(char::is_whitespace).map_or(0, |at| at + typed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &typed[start..];
    let mut found: Vec<String> = if start == 0 && word.starts_with(':') {
        WORDS.iter().map(|word| format!(":{}", word.name)).collect()
    } else {
        candidates(&typed[..start], word, names)
    };
    found.retain(|candidate| candidate.starts_with(word) && candidate != word);
    found.sort();
    found.dedup();
    (start, found)
}

/// What may come after the words before, in the last command of a pipe or list.
fn candidates(before: &str, word: &str, names: &Names) -> Vec<String> {
    let command = before.rsplit(['|', ';', '&', '(']).next().unwrap_or(before);
    let words: Vec<&str> = command.split_whitespace().skip_while(|w| *w == "sudo" || *w == "time").collect();
    match words.split_first() {
        None if word.is_empty() => Vec::new(),
        None => owned(&["docker"]),
        Some((&"docker", [])) => top_level(),
        Some((&"docker", [group])) if docker::groups().contains(group) => in_group(group),
        Some((&"docker", words)) => match docker::find(words) {
            Some((verb, length)) => after_verb(verb, &words[length..], word, names),
            None => Vec::new(),
        },
        Some(_) => Vec::new(),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn top_level() -> Vec<String> {
    docker::VERBS.iter().filter_map(|v| v.short).chain(docker::groups()).map(str::to_owned).collect()
}

fn in_group(group: &str) -> Vec<String> {
    docker::VERBS.iter().filter(|v| v.group == group).map(|v| v.name.to_owned()).collect()
}

/// A flag, the value of a flag, or a name, by what stands before.
fn after_verb(verb: &Verb, words: &[&str], word: &str, names: &Names) -> Vec<String> {
    let place = place(verb, words);
    match place {
        Place::Value(flag) => named(docker::value_of(flag), names),
        Place::Word(at) => {
            let kind = verb.words.get(at).or(verb.words.last()).copied().unwrap_or(docker::Names::Nothing);
            // Past its own words, `run` and `exec` hold a command of the container: its flags are not docker's.
            let inside = at > 0 && kind == docker::Names::Nothing;
            if word.starts_with('-') && !inside {
                return verb.flags.split_whitespace().map(|f| f.trim_end_matches('=').to_owned()).collect();
            }
            let mut found = named(kind, names);
            found.retain(|name| !words.contains(&name.as_str()));
            if verb.name == "cp" {
                found = found.into_iter().map(|name| name + ":").collect();
            }
            found
        }
    }
}

/// Where in a command the cursor is.
enum Place<'a> {
    /// At the value of this flag.
    Value(&'a str),
    /// At the word of this number, flags and their values not counted.
    Word(usize),
}

fn place<'a>(verb: &Verb, words: &[&'a str]) -> Place<'a> {
    let takes_value = |flag: &str| verb.flags.split_whitespace().any(|f| f.strip_suffix('=') == Some(flag));
    let mut at = 0;
    let mut rest = words.iter();
    while let Some(&word) = rest.next() {
        if !word.starts_with('-') {
            at += 1;
        } else if takes_value(word) && rest.next().is_none() {
            return Place::Value(word);
        }
    }
    Place::Word(at)
}

fn named(kind: docker::Names, names: &Names) -> Vec<String> {
    let Names { images, containers, volumes, networks } = names;
    match kind {
        docker::Names::Nothing => Vec::new(),
        docker::Names::Images => images.clone(),
        docker::Names::Containers => containers.clone(),
        docker::Names::Volumes => volumes.clone(),
        docker::Names::Networks => networks.clone(),
        docker::Names::Anything => [images, containers, volumes, networks].into_iter().flatten().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let owned = |words: &[&str]| super::owned(words);
        Names {
            images: owned(&["alpine:latest", "nginx:1.27", "nginx:latest"]),
            containers: owned(&["db", "web"]),
            volumes: owned(&["data"]),
            networks: owned(&["bridge", "front"]),
        }
    }

    const CASES: &[(&str, &[&str])] = &[
        ("", &[]),
        ("do", &["docker"]),
        ("sudo do", &["docker"]),
        ("docker ru", &["run"]),
        ("docker st", &["start", "stats", "stop"]),
        ("docker im", &["image", "images", "import"]),
        ("docker volume ", &["create", "inspect", "ls", "prune", "rm"]),
        ("docker run ng", &["nginx:1.27", "nginx:latest"]),
        ("docker run -it --name web -p 80:80 al", &["alpine:latest"]),
        ("docker run --de", &["--detach"]),
        ("docker run --network f", &["front"]),
        ("docker run -v d", &["data"]),
        ("docker run --name d", &[]),
        ("docker run alpine d", &[]),
        ("docker run alpine ls -", &[]),
        ("docker container run al", &["alpine:latest"]),
        ("docker rmi nginx:latest ", &["alpine:latest", "nginx:1.27"]),
        ("docker image rm a", &["alpine:latest"]),
        ("docker tag al", &["alpine:latest"]),
        ("docker stop ", &["db", "web"]),
        ("docker stop web ", &["db"]),
        ("docker logs -f w", &["web"]),
        ("docker exec -it w", &["web"]),
        ("docker exec -it web w", &[]),
        ("docker commit web ng", &["nginx:1.27", "nginx:latest"]),
        ("docker cp w", &["web:"]),
        ("docker network connect front ", &["db", "web"]),
        ("docker volume rm ", &["data"]),
        ("docker inspect d", &["data", "db"]),
        ("docker ps && docker rm d", &["db"]),
        ("docker ps | gr", &["docker"; 0]),
        (
            "docker rm $(docker ps -",
            &[
                "--all",
                "--filter",
                "--format",
                "--last",
                "--latest",
                "--no-trunc",
                "--quiet",
                "--size",
                "-a",
                "-f",
                "-l",
                "-n",
                "-q",
                "-s",
            ],
        ),
        (
            "docker compose up -",
            &["--build", "--detach", "--force-recreate", "--no-deps", "--remove-orphans", "--scale", "-d"],
        ),
        ("docker nonsense x", &[]),
        ("cat Dock", &[]),
        (
            ":",
            &[
                ":back",
                ":check",
                ":help",
                ":hint",
                ":next",
                ":other",
                ":quit",
                ":quiz",
                ":redo",
                ":reset",
                ":set",
                ":skip",
                ":solution",
                ":steps",
            ],
        ),
        (":hi", &[":hint"]),
        ("echo :hi", &[]),
    ];

    #[test]
    fn what_tab_offers() {
        for (line, want) in CASES {
            let (start, found) = complete(line, line.len(), &names());
            assert_eq!(found, *want, "{line:?}");
            assert!(found.iter().all(|f| f.starts_with(&line[start..])), "{line:?}");
        }
    }

    #[test]
    fn only_the_text_before_the_cursor_counts() {
        assert_eq!(complete("docker st web", 9, &names()), (7, owned(&["start", "stats", "stop"])));
        assert_eq!(complete("docker stop wé", 14, &names()), (12, vec![]));
        assert_eq!(complete("é", 1, &names()).1, Vec::<String>::new());
    }
}

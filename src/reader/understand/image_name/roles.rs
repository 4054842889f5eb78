//! Operands that are called by what they are: `docker push image`, `docker logs container`, `docker tag src dst`. A sheet
//! of commands tells them so; no lesson has such an image or container unless it makes one.

use super::super::engine::Call;
use super::super::known::without_prefixes;
use super::super::words::simple_commands;

/// What is done with an image, and with a container.
const OF_IMAGES: &[&str] = &["run", "create", "push", "pull", "rmi", "image rm", "history", "save", "image inspect"];
const OF_CONTAINERS: &[&str] = &[
    "start", "stop", "restart", "rm", "kill", "logs", "attach", "exec", "pause", "unpause", "top", "port", "stats",
    "diff", "inspect", "wait",
];

/// Where such names stand. `is_made` tells whether the lesson makes what is called so.
pub fn find(text: &str, is_made: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let commands = simple_commands(text);
    let Some(call) = commands.first().and_then(|words| Call::read(without_prefixes(words))) else { return Vec::new() };
    let first = call.operands.first().copied().unwrap_or_default();
    let command = &*call.command;
    let wanted: &[&str] = match () {
        () if first == "image" && OF_IMAGES.contains(&command) => &["image"],
        () if first == "container" && OF_CONTAINERS.contains(&command) => &["container"],
        () if command == "tag" && call.operands == ["src", "dst"] => &["src", "dst"],
        () if command == "build" && text.split_whitespace().any(|word| word == "name:tag") => &["name", "tag"],
        () => return Vec::new(),
    };
    if is_made(wanted[0]) {
        return Vec::new();
    }
    let code = text.split(" #").next().unwrap_or_default();
    wanted.iter().filter_map(|name| Some((place(code, name)?, (*name).to_owned()))).collect()
}

/// Where a name stands last as a word, or as a part of `name:tag`.
fn place(code: &str, name: &str) -> Option<usize> {
    let is_end = |c: char| c.is_whitespace() || c == ':';
    let stands =
        |at: &usize| code[..*at].ends_with(is_end) && code[at + name.len()..].chars().next().is_none_or(is_end);
    // The group may be called so, too: `docker image rm image`.
    code.match_indices(name).map(|(at, _)| at).filter(stands).last()
}

/// Whether a line makes what has a name: `docker build -t image .`, `docker run --name container a`.
pub fn makes(line: &str, name: &str) -> bool {
    if !line.contains(name) {
        return false;
    }
    let line = line.split(" #").next().unwrap_or_default();
    let own = |word: &str| word.split(':').next().is_some_and(|word| word == name);
    let mut before = "";
    line.split_whitespace().any(|word| {
        let flag = std::mem::replace(&mut before, word);
        let is_named = matches!(flag, "-t" | "--tag" | "--name" | "-n" | "container_name:" | "image:");
        is_named && own(word) && word != "name:tag"
            || ["--name=", "--tag="].iter().any(|flag| word.strip_prefix(flag).is_some_and(own))
    }) || line.split_whitespace().next_back().is_some_and(own) && [" tag ", " commit "].iter().any(|t| line.contains(t))
}

#[cfg(test)]
mod tests {
    use super::{find, makes};

    #[test]
    fn operands_called_by_what_they_are() {
        for (text, want) in [
            ("docker push image          # to the hub", "12 image"),
            ("docker run -d image", "14 image"),
            ("docker image rm image", "16 image"),
            ("docker exec -it container sh", "16 container"),
            ("docker logs container", "12 container"),
            ("docker tag src dst", "11 src, 15 dst"),
            ("docker build -t name:tag .", "16 name, 21 tag"),
            ("docker run web cat image", ""),
            ("docker logs web", ""),
            ("docker volume create image", ""),
        ] {
            let found = find(text, |_| false).into_iter().map(|(at, word)| format!("{at} {word}"));
            assert_eq!(found.collect::<Vec<_>>().join(", "), want, "{text}");
        }
        assert!(find("docker push image", |name| name == "image").is_empty());
        for line in ["docker build -t image .", "docker run --name image a", "docker tag a image", "  image: image:1"] {
            assert!(makes(line, "image"), "{line}");
        }
        assert!(!makes("docker tag src dst   # Tag image", "image"));
        assert!(!makes("docker build -t web .  # build the image", "image"));
    }
}

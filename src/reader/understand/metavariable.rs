//! Words in capitals, or with underscores, that stand for a value in a call of the engine: `docker rm NAME`, `docker run
//! -p HOST_PORT:80 web`, `docker cp file_name container_ID:path_to_it`.

mod any;
mod built;

use super::super::names::Names;
use super::super::scan::has_byte;
use super::engine::Call;
use super::known::without_prefixes;
use super::words::simple_commands;

/// What such words are made of.
static WORDS: Names<66> = Names::new([
    "NAME",
    "ID",
    "IMAGE",
    "CONTAINER",
    "TAG",
    "PORT",
    "HOSTPORT",
    "CONTAINERPORT",
    "HOST",
    "HOSTNAME",
    "DIR",
    "DIRECTORY",
    "PATH",
    "FOLDER",
    "FILE",
    "FILENAME",
    "NETWORK",
    "VOLUME",
    "REGISTRY",
    "REPOSITORY",
    "REPO",
    "USER",
    "USERNAME",
    "SRC",
    "DEST",
    "DST",
    "SOURCE",
    "TARGET",
    "DESTINATION",
    "PACKAGE",
    "URL",
    "IP",
    "ADDRESS",
    "VERSION",
    "SERVICE",
    "STACK",
    "NODE",
    "PROJECT",
    "YOUR",
    "MY",
    "THE",
    "HUB",
    "DOCKER",
    "DOCKERHUB",
    "LOCAL",
    "REMOTE",
    "NEW",
    "OLD",
    "PASSWORD",
    "EMAIL",
    "TOKEN",
    "SERVER",
    "DOMAIN",
    "ORG",
    "ORGANIZATION",
    "OWNER",
    "ACCOUNT",
    "NUMBER",
    "MANAGER",
    "WORKER",
    "HASH",
    "DIGEST",
    "NAMESPACE",
    "CTR",
    "APP",
    "SHELL",
]);

/// Flags whose value is the name of a setting, of a signal or of a right: all of them are written in capitals.
const NAMING: &[&str] = &[
    "-e",
    "--env",
    "-l",
    "--label",
    "--build-arg",
    "-s",
    "--signal",
    "--stop-signal",
    "--cap-add",
    "--cap-drop",
    "--log-opt",
    "--env-add",
    "--env-rm",
];

/// Where such words stand, and those that the page's builder left.
pub fn find(text: &str) -> Vec<(usize, String)> {
    let built = built::find(text);
    if built.is_empty() { of_words(text) } else { built }
}

/// What belongs to the program in the container is its own.
fn of_words(text: &str) -> Vec<(usize, String)> {
    let has_run = text.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_uppercase));
    // Most words with underscores are names.
    let has_snake = || {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | ':' | '@' | '=' | ',');
        has_byte(text, b'_') && text.split(is_end).any(is_snake)
    };
    if !(has_run || has_snake()) || text.contains(['"', '\'', '\n']) {
        return if has_run { any::find(text) } else { Vec::new() };
    }
    let commands = simple_commands(text);
    let Some(words) = commands.first().map(|words| without_prefixes(words)) else { return any::find(text) };
    let Some(call) = Call::read(words) else { return any::find(text) };
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    // What is set for the call alone has a name of its own: `TAG=2 docker compose build`.
    let begin = words.first().and_then(|word| text.find(&**word)).unwrap_or(0);
    let runs = matches!(&*call.command, "run" | "create" | "exec" | "compose exec" | "compose run");
    let end = match call.operands.as_slice() {
        [first, ..] if runs => place(first) + first.len(),
        _ => text.find(['|', ';', '&', '#', '>']).unwrap_or(text.len()),
    };
    let (mut found, mut before) = (Vec::new(), "");
    for word in text.get(..end).unwrap_or(text).split_whitespace() {
        let named = NAMING.contains(&std::mem::replace(&mut before, word));
        let value = word.split_once('=').filter(|_| word.starts_with('-') || named || place(word) < begin);
        let value = value.map_or(word, |(_, value)| value);
        if (named || word.starts_with('-')) && value.len() == word.len() || value.contains(['$', '<', '[', '{']) {
            continue;
        }
        if !value.bytes().any(|b| b.is_ascii_uppercase() || b == b'_') {
            continue;
        }
        let parts = value.split(['/', ':', '@', '=', ',']).filter(|part| is_metavariable(part) || is_snake(part));
        found.extend(parts.map(|part| (place(part), part.to_owned())));
        // `--name web-YOURNAME`
        let own = value.split(['/', ':', '@', '=', ',', '-']).filter(|part| is_learners(part));
        found.extend(own.map(|part| (place(part), part.to_owned())));
    }
    found
}

/// Whether a text is nothing but such words: `NAME`, `HOST_PORT`, `SRC-PATH`, `__NAME__`.
pub fn is_metavariable(part: &str) -> bool {
    let part = part.strip_prefix("__").and_then(|inner| inner.strip_suffix("__")).unwrap_or(part);
    part.len() > 1 && part.split(['_', '-']).all(|word| WORDS.has(word))
}

/// `YOURNAME`, `YOUR_ID`
fn is_learners(part: &str) -> bool {
    let noun = part.strip_prefix("YOUR").map(|noun| noun.trim_start_matches('_'));
    noun.is_some_and(|noun| WORDS.has(noun))
}

/// What a word in small letters begins with that only tells what belongs there, and what it ends with.
const TELLING: &[&str] = &["path_to_", "path_of_", "name_to_", "name_of_", "id_of_"];
const ENDINGS: &[&str] = &["name", "id", "tag", "path", "dir", "directory", "folder"];

/// Whether a text with underscores names a kind of value, in small letters or not: `file_name`, `container_ID`,
/// `path_to_the_file`. A thing's own name is not made of such words alone.
fn is_snake(part: &str) -> bool {
    let Some((_, last)) = part.rsplit_once('_') else { return false };
    let tells = |begin: &&str| part.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin));
    let ends = || ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(last));
    let is_plain = part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_plain && (TELLING.iter().any(tells) || ends() && is_metavariable(&part.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn words_in_capitals() {
        for (text, want) in [
            ("docker rm NAME", "10 NAME"),
            ("sudo docker build -t NAME:TAG .", "21 NAME, 26 TAG"),
            ("docker run -p HOST_PORT:80 -v HOST_DIR:/x web ID", "14 HOST_PORT, 30 HOST_DIR"),
            ("docker run --name=CONTAINER_NAME IMAGE", "18 CONTAINER_NAME, 33 IMAGE"),
            ("docker cp SRC_PATH CONTAINER:DEST_PATH | cat ID", "10 SRC_PATH, 19 CONTAINER, 29 DEST_PATH"),
            ("docker stop container_ID", "12 container_ID"),
            ("docker build --tag name_to_give_image .", "19 name_to_give_image"),
            (
                "docker cp file_name container_ID:path_to_put_it/file_name",
                "10 file_name, 20 container_ID, 33 path_to_put_it, 48 file_name",
            ),
            ("docker run -v /my_data:/x -e file_name=a web_image", ""),
            ("docker run web cat file_name", ""),
            ("docker run -e USER -e HOST=ID --cap-add NET_ADMIN web", "27 ID"),
            ("docker exec web printenv PATH", ""),
            ("docker volume create DATA", ""),
            ("docker cp README.md web:/LICENSE", ""),
            ("docker inspect -f '{{.ID}}' NAME", ""),
            ("echo NAME", ""),
        ] {
            let found: Vec<String> = find(text).into_iter().map(|(at, word)| format!("{at} {word}")).collect();
            assert_eq!(found.join(", "), want, "{text}");
        }
    }
}

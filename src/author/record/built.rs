//! The files that a build puts into an image, by its Dockerfile.

use crate::check::dockerfile::{self, Instruction};
use crate::check::shell::{Command, split};

/// The images that commands build, each with the paths that its last stage writes; `files` are the learner's files
/// with their texts. A path may turn out to be a folder, or not to be there.
pub fn put_in(commands: &str, files: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for command in split(commands).iter().filter_map(Command::read) {
        if command.program != "docker" || !matches!(command.verb.as_str(), "build" | "buildx build") {
            continue;
        }
        let Some(image) = command.values("tag").next() else { continue };
        let Some((folder, text)) = recipe(&command, files) else { continue };
        let context: Vec<&str> = files.iter().filter_map(|(path, _)| below(path, &folder)).collect();
        found.extend(written(text, &context).into_iter().map(|path| (image.to_owned(), path)));
    }
    found
}

/// The Dockerfile that a command builds from, and the folder it stands in. After a `cd` its path goes on before what
/// the command says.
fn recipe<'f>(command: &Command, files: &[(&str, &'f str)]) -> Option<(String, &'f str)> {
    let folder = command.args.first().map_or(".", String::as_str);
    let path = command.value("file").map_or_else(|| format!("{folder}/Dockerfile"), str::to_owned);
    let path = plain(&path);
    let is_it = |known: &str| known == path || known.strip_suffix(path.as_str()).is_some_and(|r| r.ends_with('/'));
    let (known, text) = files.iter().filter(|(known, _)| is_it(known)).min_by_key(|(known, _)| known.len())?;
    Some((known.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned()), text))
}

/// A path within a folder, from there.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// What the last stage of a Dockerfile writes.
fn written(text: &str, context: &[&str]) -> Vec<String> {
    let (mut paths, mut folder) = (Vec::new(), "/".to_owned());
    for instruction in dockerfile::parse(text).instructions {
        match instruction.name.as_str() {
            "FROM" => (paths, folder) = (Vec::new(), "/".to_owned()),
            "WORKDIR" => folder = joined(&folder, &instruction.text),
            "COPY" | "ADD" => paths.extend(copied(&instruction, &folder, context)),
            "RUN" => {
                let simples = split(&instruction.text);
                let writes = simples.iter().flat_map(|simple| &simple.writes).filter(|word| !word.unknown);
                paths.extend(writes.map(|word| joined(&folder, &word.text)));
            }
            _ => {}
        }
    }
    paths.retain(|path| !path.contains(['$', '*', '?']) && !path.starts_with("/dev/"));
    paths
}

fn copied(instruction: &Instruction, folder: &str, context: &[&str]) -> Vec<String> {
    let words: Vec<&str> = instruction.words.iter().map(String::as_str).filter(|w| !w.starts_with("--")).collect();
    let Some((to, from)) = words.split_last() else { return Vec::new() };
    let is_folder = to.ends_with(['/', '.']) || from.len() > 1;
    let place = joined(folder, to);
    let mut paths = Vec::new();
    for source in from {
        let source = plain(source);
        // Of a folder what is in it is copied.
        let inner = context.iter().filter_map(|path| below(path, &source)).filter(|path| *path != "Dockerfile");
        let inner: Vec<String> = inner.map(|path| joined(&place, path)).collect();
        if inner.is_empty() {
            let name = source.rsplit('/').next().unwrap_or_default();
            paths.extend((!is_folder).then(|| place.clone()));
            paths.push(joined(&place, name));
        }
        paths.extend(inner);
    }
    paths
}

/// A path as it is from another one.
fn joined(folder: &str, path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") };
    format!("/{}", plain(&whole))
}

/// Without `./`, `//` and a slash at either end.
fn plain(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "~")).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(commands: &str, files: &[(&str, &str)], want: &[&str]) {
        let found: Vec<String> =
            put_in(commands, files).iter().map(|(image, path)| format!("{image} {path}")).collect();
        assert_eq!(found, want, "{commands}");
    }

    #[test]
    fn what_is_copied_and_what_a_command_writes() {
        let file = "FROM alpine AS one\nCOPY x /x\nFROM alpine\nRUN echo hi > /hi\nWORKDIR /opt\nCOPY greet.sh .\n\
                    COPY --from=one /x y\nRUN date >now && seq 3 > $F 2> /dev/null\nCOPY a b /two/\n";
        let files = [("app/Dockerfile", file), ("app/greet.sh", "#")];
        let want = ["/hi", "/opt/greet.sh", "/opt/y", "/opt/y/x", "/opt/now", "/two/a", "/two/b"];
        let want: Vec<String> = want.iter().map(|path| format!("me/app:1 {path}")).collect();
        let want: Vec<&str> = want.iter().map(String::as_str).collect();
        check("docker build -t me/app:1 app", &files, &want);
        check("cd app && docker image build -t me/app:1 .", &files, &want);
        check("docker build -t me/app:1 -f app/Dockerfile .", &files, &want);
        check("docker build app; docker build -t x other", &files, &[]);
    }

    #[test]
    fn a_folder_is_copied_with_what_is_in_it() {
        let files = [("Dockerfile", "FROM alpine\nCOPY . /app\n"), ("main.py", ""), ("lib/x.py", "")];
        check("docker build . -t a", &files, &["a /app/main.py", "a /app/lib/x.py"]);
        let files = [("s/Dockerfile", "FROM nginx\nCOPY html /www"), ("s/html/index.html", ""), ("t/html/b", "")];
        check("docker build -t a s", &files, &["a /www/index.html"]);
    }
}

//! The files and folders that a command must find, as far as its words tell.

use crate::check::shell::Command;

/// Programs that read the files they are given.
const READERS: &[&str] = &[
    "cat", "head", "tail", "less", "more", "wc", "sort", "gunzip", "gzip", "tar", "unzip", "sh", "bash", "make",
    "chmod", "ls", "tree",
];
/// Programs whose first operand is what they look for or what they do, and no file.
const SEEKERS: &[&str] = &["grep", "egrep", "fgrep", "zgrep", "sed", "awk"];

/// What a command must find, relative to the shell's folder or to the home. What only a shell knows is left out.
pub(super) fn found_by(command: &Command) -> Vec<&str> {
    let args = command.args.iter().map(String::as_str);
    let found: Vec<&str> = match command.program.as_str() {
        "docker" => of_docker(command),
        "cp" | "mv" => args.take(command.args.len().saturating_sub(1).max(1)).collect(),
        "rm" if !["f", "force"].iter().any(|flag| command.has(flag)) => args.collect(),
        program if SEEKERS.contains(&program) => args.skip(1).collect(),
        program if READERS.contains(&program) => args.collect(),
        _ => Vec::new(),
    };
    found.into_iter().filter(|path| is_told_by_words(path)).collect()
}

fn of_docker(command: &Command) -> Vec<&str> {
    let operand = |n: usize| command.args.get(n).map(String::as_str).filter(|path| *path != "-");
    let of_host = |path: &&str| !path.contains(':');
    match command.verb.as_str() {
        "cp" | "import" => operand(0).filter(of_host).into_iter().collect(),
        "config create" | "secret create" => operand(1).into_iter().collect(),
        "stack deploy" => command.values("compose-file").collect(),
        "load" => command.value("input").into_iter().collect(),
        "run" | "create" => command.values("env-file").collect(),
        _ if command.group == "compose" => command.values("file").collect(),
        _ => Vec::new(),
    }
}

/// Whether a word is a path by itself: no pattern, no variable, no `.`, and nothing that every computer has.
fn is_told_by_words(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['$', '`', '*', '?', '[', '{', '<'])
        && !path.chars().all(|c| matches!(c, '.' | '/'))
}

/// Whether a word can be nothing but a file's path.
pub(super) fn is_file(path: &str) -> bool {
    path.contains(['.', '/']) || matches!(path, "Dockerfile" | "Makefile")
}

/// Whether a file of this name says how an image is built.
pub(super) fn is_recipe(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    name.starts_with("dockerfile") || name.starts_with("containerfile") || name.ends_with(".dockerfile")
}

/// What a Dockerfile copies from the folder that it is built in.
pub(super) fn copied_by(dockerfile: &str) -> Vec<String> {
    dockerfile.lines().flat_map(copied_in_line).filter(|path| is_told_by_words(path)).map(str::to_owned).collect()
}

fn copied_in_line(line: &str) -> Vec<&str> {
    let (first, rest) = line.trim().split_once(char::is_whitespace).unwrap_or_default();
    let is_copy = first.eq_ignore_ascii_case("COPY") || first.eq_ignore_ascii_case("ADD");
    // From another image, from the lines below, from the web.
    if !is_copy || ["--from=", "<<", "://"].iter().any(|sign| rest.contains(sign)) {
        return Vec::new();
    }
    let mut operands: Vec<&str> = match rest.split_once('[') {
        Some((_, list)) => list.split('"').skip(1).step_by(2).collect(),
        // The command that writes the file may end in the line.
        None => own(rest).split_whitespace().filter(|word| !word.starts_with("--") && *word != "\\").collect(),
    };
    operands.pop();
    operands
}

/// What of a line stands before the end of the command that writes it.
fn own(line: &str) -> &str {
    line.split(['\'', '"', '|', '>']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shell::split;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let command = Command::read(&split(text)[0]).unwrap();
        assert_eq!(found_by(&command), want, "{text}");
    }

    #[test]
    fn what_is_looked_for_is_no_file() {
        check("grep me/app", &[]);
        check("grep -i me/app notes.txt", &["notes.txt"]);
        check("sed -i 's/a/b/' conf/a.ini", &["conf/a.ini"]);
        check("awk '{print $1}' log.txt", &["log.txt"]);
        check("cat a.txt ./b.txt /etc/hosts *.md . $X/y", &["a.txt", "./b.txt"]);
        check("cp new.html index.html", &["new.html"]);
        check("mv a b c/", &["a", "b"]);
        check("rm a.tar.gz", &["a.tar.gz"]);
        check("rm -f a.tar.gz", &[]);
        check("ls -l tools/x", &["tools/x"]);
        check("echo a.txt", &[]);
    }

    #[test]
    fn docker_reads_files_by_options_and_operands() {
        check("docker stack deploy -c stack.yml bb", &["stack.yml"]);
        check("docker stack deploy --compose-file=stack.yml bb", &["stack.yml"]);
        check("docker-compose -f a.yml -f b.yml up -d", &["a.yml", "b.yml"]);
        check("docker compose up", &[]);
        check("docker cp notes.md web:/", &["notes.md"]);
        check("docker cp web:/notes.md .", &[]);
        check("docker run --env-file web.env nginx", &["web.env"]);
        check("docker secret create key key.pem", &["key.pem"]);
        check("docker secret create key -", &[]);
        check("docker load -i a.tar", &["a.tar"]);
        check("docker ps -a", &[]);
    }

    #[test]
    fn a_dockerfile_copies_files_of_its_folder() {
        let file = "FROM a AS b\nCOPY --chown=1 app.py src/ /app/\ncopy [\"x y.txt\", \"/x\"]\nADD https://example.org/a /a\n\
            COPY --from=b /out /out\nCOPY . .\nCOPY *.json ./\nADD rootfs.tar /' > Dockerfile\nRUN cp a b\n";
        assert_eq!(copied_by(file), ["app.py", "src/", "x y.txt", "rootfs.tar"]);
        assert!(is_recipe("app/Dockerfile.dev") && is_recipe("web.dockerfile") && !is_recipe("docker.md"));
    }
}

//! Is a piece of code in a sentence a whole command, rather than a program's name, a flag or a file?

use super::super::names::Names;
use super::super::scan::has_part;
use super::engine::{Call, is_engine, is_group};
use super::known::{Likeness, likeness_of, without_prefixes};
use super::synopsis::{is_synopsis_of, is_synopsis_of_call, lacks_image};
use super::words::{Word, simple_commands};

/// Programs that do something useful without another word; the names of all others are only mentioned.
static ALONE: Names<27> = Names::new([
    "bash", "clear", "date", "df", "dmesg", "env", "exit", "free", "groups", "history", "hostname", "htop", "id",
    "ifconfig", "logout", "ls", "mount", "printenv", "ps", "pwd", "sh", "top", "tree", "uname", "uptime", "who",
    "whoami",
]);

/// Whether a piece of code may be a whole command, as far as is seen at once: most within a sentence are one word.
pub fn may_be_command(code: &str) -> bool {
    !code.bytes().all(|b| b.is_ascii_graphic()) || is_whole_word(code)
}

/// Whether a single word is a whole command: a program that needs no more, or a script by its path (`./build.sh`).
fn is_whole_word(word: &str) -> bool {
    let script = word.strip_prefix("./").and_then(|path| path.strip_suffix(".sh"));
    ALONE.has(word) || script.is_some_and(|path| !path.is_empty() && !path.contains(['<', '*', '{', '[']))
}

/// Whether a piece of code within a sentence is a whole command of a known program.
pub fn is_complete_command(code: &str) -> bool {
    let code = code.trim();
    if !code.contains(char::is_whitespace) {
        return is_whole_word(code);
    }
    // More follows.
    if code.ends_with('…') || code.ends_with(" ...") {
        return false;
    }
    let commands = simple_commands(code);
    // `node ls` and `service rm` are the engine's, without its name.
    if let Some([group, verb, ..]) = commands.first()
        && is_group(group)
        && matches!(
            &**verb,
            "ls" | "rm" | "ps" | "update" | "scale" | "create" | "inspect" | "prune" | "promote" | "demote"
        )
    {
        return false;
    }
    if commands.only().is_some_and(|words| is_bare_verb(words)) {
        return false;
    }
    // Which of them the learner says.
    if has_part(code, " <command> ") && code.ends_with("--help") {
        return false;
    }
    // What runs an image wants one.
    if commands.only().is_some_and(|words| lacks_image(words)) {
        return false;
    }
    if likeness_of(code, &commands) != Likeness::Known {
        return false;
    }
    // The engine tells of itself.
    if let Some([first, flag]) = commands.only().filter(|w| w.len() == 2)
        && is_engine(first)
        && matches!(&**flag, "--version" | "-v" | "--help")
    {
        return true;
    }
    match commands.first().and_then(|first| Call::read(without_prefixes(first))) {
        Some(call) => !call.stops_short() && !is_synopsis_of_call(code, &call, &commands),
        None => !is_synopsis_of(code, &commands),
    }
}

/// What programs are told to do, and to what is wanted behind it.
const VERBS: &[(&str, &[&str])] = &[
    ("docker-compose", &["exec", "run"]),
    ("docker-machine", &["create", "ssh", "scp"]),
    ("podman", &["build"]),
    ("nerdctl", &["build"]),
    ("git", &["clone", "checkout", "merge", "rebase", "switch", "mv", "rm"]),
    ("helm", &["install", "upgrade", "uninstall", "pull", "template"]),
    (
        "kubectl",
        &[
            "annotate",
            "apply",
            "attach",
            "cordon",
            "cp",
            "create",
            "delete",
            "describe",
            "drain",
            "edit",
            "exec",
            "explain",
            "expose",
            "get",
            "label",
            "logs",
            "patch",
            "port-forward",
            "rollout",
            "run",
            "scale",
            "set",
            "wait",
        ],
    ),
];

/// `git clone`, `kubectl config set-context`, `docker swarm update`: nothing is done by that much.
fn is_bare_verb(words: &[Word<'_>]) -> bool {
    match words {
        [program, verb] => VERBS.iter().any(|(name, verbs)| program == name && verbs.contains(&&**verb)),
        [program, group, verb] if program == "kubectl" && group == "config" => {
            matches!(&**verb, "set-context" | "use-context" | "set-cluster" | "set-credentials" | "set")
        }
        [program, group, verb] if is_engine(program) => matches!(
            (&**group, &**verb),
            ("swarm", "update" | "join") | ("compose", "exec" | "run") | ("image" | "builder" | "buildx", "build")
        ),
        [program, trust, key, verb] => {
            is_engine(program) && trust == "trust" && key == "key" && matches!(&**verb, "load" | "generate")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_complete_command;

    #[test]
    fn whole_commands() {
        for (code, want) in [
            ("docker ps", true),
            ("docker volume ls", true),
            ("docker run --help", true),
            ("node ls", false),
            ("git clone", false),
            ("git clone https://example.org/a", true),
            ("git status", true),
            ("kubectl config set-context", false),
            ("kubectl config view", true),
            ("docker swarm update", false),
            ("docker swarm init", true),
            ("./up.sh", true),
            ("./<name>.sh", false),
            ("up.sh", false),
            ("docker image build", false),
            ("podman image build", false),
            ("podman image build .", true),
            ("docker compose exec", false),
            ("docker trust key load", false),
            ("docker trust key load key.pem", true),
            ("docker-compose run", false),
            ("docker-machine ssh", false),
            ("docker-machine ssh web", true),
            ("docker compose build", true),
            ("docker <command> --help", false),
            ("node app.js", true),
            ("docker --version", true),
            ("exit", true),
            ("ls -l", true),
            ("cat notes.txt", true),
            ("docker", false),
            ("docker image", false),
            ("docker volume inspect", false),
            ("docker run", false),
            ("apptainer inspect", false),
            ("apptainer inspect a.sif", true),
            ("singularity version", true),
            ("curl", false),
            ("dmesg", true),
            ("--rm", false),
            ("Dockerfile", false),
            ("", false),
        ] {
            assert_eq!(is_complete_command(code), want, "{code}");
        }
    }
}

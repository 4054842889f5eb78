//! The container engine's command line: what is called, with which flags and operands.

use super::super::names::Names;
use super::known::without_prefixes;
use super::words::{Commands, Word};
use std::borrow::Cow;

/// Commands that group others.
static GROUPS: Names<36> = Names::new([
    "agent",
    "dev",
    "generate",
    "kube",
    "play",
    "unshare",
    "offload",
    "sandbox",
    "builder",
    "buildx",
    "checkpoint",
    "compose",
    "config",
    "container",
    "context",
    "extension",
    "image",
    "init",
    "manifest",
    "mcp",
    "model",
    "network",
    "node",
    "plugin",
    "scout",
    "secret",
    "service",
    "stack",
    "swarm",
    "system",
    "trust",
    "volume",
    "app",
    "desktop",
    "machine",
    "pod",
]);

/// Commands of their own and how many operands they need at least.
const COMMANDS: [(&str, usize); 44] = [
    ("attach", 1),
    ("build", 1),
    ("commit", 1),
    ("cp", 2),
    ("create", 1),
    ("debug", 1),
    ("diff", 1),
    ("events", 0),
    ("exec", 2),
    ("export", 1),
    ("help", 0),
    ("history", 1),
    ("images", 0),
    ("import", 1),
    ("info", 0),
    ("inspect", 1),
    ("kill", 1),
    ("load", 0),
    ("login", 0),
    ("logout", 0),
    ("logs", 1),
    ("pause", 1),
    ("port", 1),
    ("ps", 0),
    ("pull", 1),
    ("push", 1),
    ("remove", 1),
    ("rename", 2),
    ("restart", 1),
    ("rm", 1),
    ("rmi", 1),
    ("run", 1),
    ("save", 1),
    ("scan", 1),
    ("search", 1),
    ("start", 1),
    ("stats", 0),
    ("stop", 1),
    ("tag", 2),
    ("top", 1),
    ("unpause", 1),
    ("update", 1),
    ("version", 0),
    ("wait", 1),
];

/// Their names, in the same order.
static NAMES: Names<{ COMMANDS.len() }> = Names::new({
    let (mut names, mut index) = ([""; COMMANDS.len()], 0);
    while index < names.len() {
        names[index] = COMMANDS[index].0;
        index += 1;
    }
    names
});

/// Flags that take a value in the next word, by command; `*` stands for all.
const VALUED: &[(&str, &[&str])] = &[
    (
        "build",
        &[
            "-f",
            "-t",
            "--file",
            "--tag",
            "--build-arg",
            "--target",
            "--platform",
            "--output",
            "-o",
            "--network",
            "--label",
            "--secret",
            "--progress",
            "--ssh",
        ],
    ),
    ("ps", &["-f", "--filter", "-n", "--last", "--format"]),
    ("images", &["-f", "--filter", "--format"]),
    ("logs", &["-n", "--tail", "--since", "--until"]),
    ("stop", &["-t", "--time", "-s", "--signal"]),
    ("restart", &["-t", "--time", "-s", "--signal"]),
    ("kill", &["-s", "--signal"]),
    ("save", &["-o", "--output", "--platform"]),
    ("export", &["-o", "--output"]),
    ("load", &["-i", "--input", "--platform"]),
    ("inspect", &["-f", "--format", "--type"]),
    ("commit", &["-a", "-m", "-c", "--author", "--message", "--change"]),
    ("search", &["-f", "--filter", "--limit", "--format"]),
    ("login", &["-u", "-p", "--username", "--password"]),
    ("import", &["-c", "-m", "--change", "--message", "--platform"]),
    ("pull", &["--platform"]),
    ("push", &["--platform"]),
    ("update", &["-c", "-m", "--cpus", "--memory", "--restart", "--cpu-shares", "--memory-swap"]),
    ("start", &["--detach-keys"]),
    ("debug", &["-c", "--command", "--shell"]),
    ("stats", &["--format"]),
    ("events", &["-f", "--filter", "--since", "--until", "--format"]),
];

/// Flags of `run`, `create` and `exec` that take no value; all others do.
static RUN_SWITCHES: Names<17> = Names::new([
    "--detach",
    "--interactive",
    "--tty",
    "--rm",
    "--init",
    "--privileged",
    "--read-only",
    "--publish-all",
    "--quiet",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--sig-proxy",
    "--disable-content-trust",
    "--help",
    "--use-api-socket",
    // A slip for `-it`: the engine says so, and nobody means more.
    "--it",
    "--ti",
]);
const RUN_SHORT_SWITCHES: &str = "ditPq";

/// A flag without its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag<'w> {
    /// `--rm`, with its dashes.
    Long(&'w str),
    /// `i` of `-it`.
    Short(char),
}

/// A call of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call<'w> {
    /// The program's name.
    pub engine: &'w str,
    /// The command in its old, short form (`run` for `container run`), or group and command (`volume create`).
    pub command: Cow<'w, str>,
    /// Flags, short ones one by one (`-i`, `-t`), without their values.
    pub flags: Vec<Flag<'w>>,
    /// The words that are not flags, after the command.
    pub operands: Vec<&'w str>,
    /// Set where the last flag has no value although it takes one.
    pub value_missing: bool,
    /// What runs in the place of the image's own program.
    pub entrypoint: Option<&'w str>,
}

/// Commands of groups that act on something they must be given.
const ACTS: &[&str] = &[
    "service create",
    "service update",
    "service scale",
    "service rm",
    "service logs",
    "service inspect",
    "service ps",
    "stack deploy",
    "stack rm",
    "stack ps",
    "stack services",
    "secret create",
    "secret rm",
    "config create",
    "config rm",
    "node update",
    "node promote",
    "node demote",
    "network create",
    "network connect",
    "network disconnect",
    "network rm",
    "volume rm",
];

/// Whether a word is the name of a program that speaks Docker's command line.
pub fn is_engine(word: &str) -> bool {
    matches!(word, "docker" | "podman" | "nerdctl")
}

/// Whether a word is the name of a group of the engine's commands.
pub fn is_group(word: &str) -> bool {
    GROUPS.has(word)
}

/// Whether words that begin with an engine's name call it, rather than talk of it.
pub fn is_call(words: &[Word<'_>]) -> bool {
    let Some(second) = words.get(1) else { return true };
    let second = &**second;
    second.starts_with('-') || GROUPS.has(second) || NAMES.has(second) || asks_help_of_any(words)
}

/// `docker <command> --help`: the learner says of which.
fn asks_help_of_any(words: &[Word<'_>]) -> bool {
    words.len() <= 4
        && words[1].starts_with('<')
        && words.last().is_some_and(|last| last == "--help")
        && words[1..words.len() - 1].iter().all(|word| word.starts_with('<'))
}

/// Whether the last of some commands calls the engine.
pub fn calls(commands: &Commands<'_>) -> bool {
    commands.last().is_some_and(|words| Head::read(without_prefixes(words)).is_some())
}

/// Whether any of some commands calls the engine: `docker images | grep web`.
pub fn has_call(commands: &Commands<'_>) -> bool {
    commands.iter().any(|words| Head::read(without_prefixes(words)).is_some())
}

/// Whether the last of some commands prints a name that it was given: `docker rm web`, `docker volume create data`.
pub fn names_again(commands: &Commands<'_>, name: &str) -> bool {
    let again = ["start", "stop", "restart", "kill", "rm", "pause", "unpause", "volume create"];
    commands.last().is_some_and(|words| {
        let words = without_prefixes(words);
        let head = || {
            Head::read(words).is_some_and(|head| {
                let command = head.command.strip_prefix("container ").unwrap_or(&head.command);
                again.contains(&command) || command.ends_with(" rm")
            })
        };
        words.iter().skip(2).any(|word| word == name) && head()
    })
}

/// The name that a call gives to its container, or nothing.
pub fn name_of(text: &str) -> &str {
    let given = text.split_once("--name").map(|(_, rest)| rest.trim_start_matches(['=', ' ']));
    given.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default()
}

/// Whether the first of some commands does something with a container that has a name, or with one that is told by an id
/// or as the last: `docker commit 8a0081aaf7b5 me/web`.
pub fn acts_on(commands: &Commands<'_>, name: &str) -> bool {
    let words = commands.first().map(|words| without_prefixes(words)).unwrap_or_default();
    let Some(call) = Call::read(words) else { return false };
    let acts = matches!(
        &*call.command,
        "commit" | "cp" | "diff" | "export" | "inspect" | "logs" | "pause" | "port" | "rename" | "stats" | "top"
    );
    let is_meant = |word: &&str| {
        let own = word.split(':').next().unwrap_or(word);
        let is_id = own.len() == 12 && own.bytes().all(|b| b.is_ascii_hexdigit());
        own == name || is_id || word.starts_with("$(docker ps -") && word.contains('l')
    };
    acts && call.operands.iter().any(is_meant)
}

/// Whether the last of some commands lists names or ids without a title: `docker volume ls -q`.
pub fn lists(commands: &Commands<'_>) -> bool {
    let quiet = |w: &Word<'_>| matches!(&**w, "-q" | "-aq" | "-qa" | "--quiet") || w.starts_with("--format");
    commands.last().is_some_and(|words| {
        let words = without_prefixes(words);
        words.iter().any(quiet) && Head::read(words).is_some()
    })
}

/// Whether the last of some commands prints a container's logs.
pub fn is_logs(commands: &Commands<'_>) -> bool {
    let head = commands.last().and_then(|words| Head::read(without_prefixes(words)));
    head.is_some_and(|head| head.command.ends_with("logs"))
}

/// What a call does, before anybody asked for its flags and operands: most rules are told by it.
pub struct Head<'w, 't> {
    /// The command, as in [`Call`].
    pub command: Cow<'w, str>,
    engine: &'w str,
    arguments: &'w [Word<'t>],
}

impl<'w, 't> Head<'w, 't> {
    /// Reads the words of a simple command without its prefixes.
    pub fn read(words: &'w [Word<'t>]) -> Option<Self> {
        let (first, rest) = words.split_first()?;
        let compose = &**first == "docker-compose";
        if !(compose || (is_engine(first) && is_call(words))) {
            return None;
        }
        let start = rest.iter().position(|w| !w.starts_with('-')).unwrap_or(rest.len());
        let rest = &rest[start..];
        let (command, used) = if compose { named("compose", rest, 0) } else { command(rest) };
        Some(Self { command, engine: first, arguments: &rest[used.min(rest.len())..] })
    }

    /// The whole call.
    pub fn call(self) -> Call<'w> {
        let (flags, operands) = (Vec::new(), Vec::with_capacity(self.arguments.len()));
        let (engine, command) = (self.engine, self.command);
        let mut call = Call { engine, command, flags, operands, value_missing: false, entrypoint: None };
        call.take_arguments(self.arguments);
        call
    }
}

impl<'w> Call<'w> {
    /// Reads the words of a simple command without its prefixes.
    pub fn read(words: &'w [Word<'_>]) -> Option<Self> {
        Head::read(words).map(Head::call)
    }

    /// Whether a flag is set, by its short or long form.
    pub fn has(&self, short: char, long: &str) -> bool {
        self.flags.iter().any(|f| matches!(f, Flag::Short(s) if *s == short) || *f == Flag::Long(long))
    }

    /// Whether an operand is missing that the command needs.
    pub fn lacks_operands(&self) -> bool {
        // Others than docker build what is in the folder at hand.
        if self.has('\0', "--help") || self.engine != "docker" && self.command == "build" && !self.value_missing {
            return false;
        }
        let acts = || ACTS.contains(&&*self.command);
        let needed = NAMES.position(&self.command).map_or_else(|| usize::from(acts()), |at| COMMANDS[at].1);
        // What stands in the place of a command is none: `docker -v <folder>:<folder> <image>`.
        self.value_missing || self.operands.len() < needed || self.command.starts_with('<') || self.is_glossed()
    }

    /// Whether words on what the flags are for stand where the image should: `docker run -v a:b for the logs`.
    fn is_glossed(&self) -> bool {
        let [first, second, ..] = &*self.operands else { return false };
        self.command == "run"
            && !self.flags.is_empty()
            && matches!(*first, "for" | "to" | "with" | "if" | "when")
            && second.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && !second.starts_with('-')
    }

    /// Whether it names a group of commands and none of it, or a command of a group without what it acts on:
    /// `docker volume`, `docker volume inspect`.
    pub fn stops_short(&self) -> bool {
        let bare = GROUPS.has(&self.command) || self.command.is_empty();
        let acts = ["inspect", "rm", "use", "connect", "disconnect"];
        let lacks = self.operands.is_empty()
            && acts.iter().any(|verb| self.command.strip_suffix(verb).is_some_and(|group| group.ends_with(' ')));
        (bare || lacks) && !self.has('\0', "--help")
    }

    /// Whether flags end with the first operand, as what follows belongs to another program.
    fn runs_a_program(&self) -> bool {
        matches!(&*self.command, "run" | "create" | "exec" | "compose exec" | "compose run")
    }

    fn take_arguments(&mut self, words: &'w [Word<'_>]) {
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "-" || !word.starts_with('-') {
                self.operands.push(word);
                if self.runs_a_program() {
                    self.operands.extend(words.map(|w| &**w));
                    return;
                }
                continue;
            }
            let behind = self.take_flag(word);
            let value = if behind { words.next().map(|w| &**w) } else { word.split_once('=').map(|(_, value)| value) };
            self.value_missing |= behind && value.is_none();
            if word.starts_with("--entrypoint") {
                self.entrypoint = value;
            }
        }
    }

    /// Notes a flag; returns whether its value is the next word.
    fn take_flag(&mut self, word: &'w str) -> bool {
        let name = &word[..word.bytes().position(|b| b == b'=').unwrap_or(word.len())];
        if name.starts_with("--") {
            let flag = Flag::Long(name);
            self.flags.push(flag);
            return name == word && self.takes_value(flag);
        }
        for (i, letter) in name.char_indices().skip(1) {
            let flag = Flag::Short(letter);
            self.flags.push(flag);
            if self.takes_value(flag) {
                // `-dp 80:80` has its value in the next word, `-p80:80` in its own.
                return i + letter.len_utf8() == word.len();
            }
        }
        false
    }

    fn takes_value(&self, flag: Flag<'_>) -> bool {
        if self.runs_a_program() {
            let switch = match flag {
                Flag::Short('T') => self.command.starts_with("compose"),
                Flag::Short(letter) => RUN_SHORT_SWITCHES.contains(letter),
                Flag::Long(name) => RUN_SWITCHES.has(name),
            };
            return !switch;
        }
        let is = |listed: &str| match flag {
            Flag::Long(name) => listed == name,
            Flag::Short(letter) => listed.len() == 2 && listed.ends_with(letter),
        };
        VALUED.iter().any(|(c, flags)| *c == self.command && flags.iter().copied().any(is))
    }
}

/// The command in its short form, and how many words it took.
fn command<'w>(words: &'w [Word<'_>]) -> (Cow<'w, str>, usize) {
    let Some(first) = words.first().map(|w| &**w) else { return (Cow::Borrowed(""), 0) };
    if !GROUPS.has(first) {
        return (Cow::Borrowed(if first == "remove" { "rm" } else { first }), 1);
    }
    named(first, words, 1)
}

fn named<'w>(group: &'w str, words: &'w [Word<'_>], from: usize) -> (Cow<'w, str>, usize) {
    let rest = words.get(from..).unwrap_or_default();
    let skipped = if group == "compose" { compose_options(rest) } else { 0 };
    let Some(second) = rest.get(skipped).filter(|w| !w.starts_with('-')) else { return (Cow::Borrowed(group), from) };
    let used = from + skipped + 1;
    let short = match (group, &**second) {
        ("container", "ls" | "list" | "ps") => "ps",
        ("container", "remove") => "rm",
        ("image", "ls" | "list") => "images",
        ("image", "rm" | "remove") => "rmi",
        ("container", "prune") => return (Cow::Borrowed("container prune"), used),
        ("image", "prune") => return (Cow::Borrowed("image prune"), used),
        ("container" | "image", other) => other,
        ("builder" | "buildx", "build") => "build",
        (group, other) => return (Cow::Owned([group, other].join(" ")), used),
    };
    (Cow::Borrowed(short), used)
}

fn compose_options(words: &[Word<'_>]) -> usize {
    let valued = |w: &str| matches!(w, "-f" | "--file" | "-p" | "--project-name" | "--profile" | "--env-file");
    let mut at = 0;
    while let Some(word) = words.get(at).filter(|w| w.starts_with('-')) {
        at += 1 + usize::from(valued(word));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::words::simple_commands;
    use super::*;

    fn shown(flag: &Flag<'_>) -> String {
        match flag {
            Flag::Long(name) => (*name).to_owned(),
            Flag::Short(letter) => format!("-{letter}"),
        }
    }

    #[test]
    fn calls() {
        for (text, command, flags, operands, lacks) in [
            ("docker run -it --name a alpine sh -c x", "run", "-i -t --name", "alpine sh -c x", false),
            ("docker container run -dp 80:80 nginx", "run", "-d -p", "nginx", false),
            ("docker run -p80:80 nginx", "run", "-p", "nginx", false),
            ("docker run -u \"$(id -u)\"", "run", "-u", "", true),
            ("docker run -u", "run", "-u", "", true),
            ("docker rmi", "rmi", "", "", true),
            ("docker image ls -a", "images", "-a", "", false),
            ("docker search --help", "search", "--help", "", false),
            ("docker tag a b", "tag", "", "a b", false),
            ("docker build -t a .", "build", "-t", ".", false),
            ("docker logs -f web", "logs", "-f", "web", false),
            ("docker compose -f a.yml exec web sh", "compose exec", "", "web sh", false),
            ("docker-compose up -d", "compose up", "-d", "", false),
            ("docker volume create x", "volume create", "", "x", false),
            ("docker --help", "", "", "", false),
            ("docker", "", "", "", false),
        ] {
            let commands = simple_commands(text);
            let got = Call::read(commands.first().unwrap()).unwrap();
            assert_eq!(got.command, command, "{text}");
            assert_eq!(got.flags.iter().map(shown).collect::<Vec<_>>().join(" "), flags, "{text}");
            assert_eq!(got.operands.join(" "), operands, "{text}");
            assert_eq!(got.lacks_operands(), lacks, "{text}");
        }
        for text in ["docker is good", "ls"] {
            assert_eq!(Call::read(simple_commands(text).first().unwrap()), None, "{text}");
        }
    }
}

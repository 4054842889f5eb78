//! Does a line start like a command?

mod forms;
mod own;
mod powershell;
mod told;
mod tools;

pub use own::{installed, own_programs};
pub use powershell::{is_cmdlet, is_piped_text, keeps_value};
pub use told::is_path_of_program;

use super::super::names::Names;
use super::super::scan::{has_part, trimmed};
use super::engine;
use super::words::{Commands, Word, simple_commands};
use tools::{is_condition, is_subshell, is_tool};

/// How sure it is that a line is a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is not, or nobody can tell.
    None,
    /// It could be: enough where the author marked the block as shell.
    Plausible,
    /// Its first word is a command's.
    Known,
}

/// Commands that lessons use.
static COMMANDS: Names<222> = Names::new([
    "udocker",
    "sbatch",
    "srun",
    "squeue",
    "scancel",
    "condor_submit",
    "condor_q",
    "qsub",
    "qdel",
    "vagrant",
    "choco",
    "gedit",
    "jupyter",
    "flask",
    "uvicorn",
    "gunicorn",
    "nodemon",
    "ngrok",
    "ansible-playbook",
    "dmesg",
    "wsl",
    "pg_isready",
    "vite",
    "ab",
    "sqlmap",
    "crontab",
    "firefox",
    "google-chrome",
    "k9s",
    "tasklist",
    "taskkill",
    "xdg-open",
    "apt-cache",
    "apt-key",
    "aws",
    "awslocal",
    "dockerd",
    "eksctl",
    "gcloud",
    "lspci",
    "modprobe",
    "mongosh",
    "apk",
    "apt",
    "apt-get",
    "awk",
    "base64",
    "bash",
    "brew",
    "bundle",
    "bzip2",
    "cargo",
    "cd",
    "chmod",
    "chown",
    "clear",
    "composer",
    "conda",
    "cp",
    "crane",
    "ctr",
    "curl",
    "df",
    "diff",
    "dig",
    "dnf",
    "docker-compose",
    "docker-machine",
    "dotnet",
    "dpkg",
    "du",
    "echo",
    "egrep",
    "env",
    "ethtool",
    "exit",
    "export",
    "fgrep",
    "free",
    "gem",
    "getent",
    "git",
    "go",
    "gradle",
    "grep",
    "groupadd",
    "groups",
    "gunzip",
    "gzip",
    "hadolint",
    "helm",
    "hostname",
    "hostnamectl",
    "htop",
    "http",
    "httpie",
    "id",
    "ifconfig",
    "ip",
    "iptables",
    "java",
    "journalctl",
    "jq",
    "k3d",
    "kind",
    "kubectl",
    "lamp",
    "ln",
    "logout",
    "ls",
    "lsb_release",
    "lscpu",
    "lsof",
    "lsns",
    "minikube",
    "mkdir",
    "mount",
    "mv",
    "mvn",
    "mysql",
    "nano",
    "nc",
    "netstat",
    "newgrp",
    "nginx",
    "nmap",
    "node",
    "npm",
    "npx",
    "nslookup",
    "nsenter",
    "openssl",
    "pip",
    "pip3",
    "pkill",
    "pnpm",
    "printenv",
    "printf",
    "ps",
    "psql",
    "pwd",
    "python",
    "python3",
    "readlink",
    "redis-cli",
    "rm",
    "rmdir",
    "rsync",
    "ruby",
    "scp",
    "sed",
    "seq",
    "service",
    "sh",
    "singularity",
    "apptainer",
    "skopeo",
    "sleep",
    "snakemake",
    "ss",
    "ssh",
    "ssh-keygen",
    "stat",
    "strace",
    "stress",
    "su",
    "systemctl",
    "tail",
    "tar",
    "tee",
    "telnet",
    "terraform",
    "tmux",
    "top",
    "tr",
    "traceroute",
    "trivy",
    "umount",
    "uname",
    "unset",
    "unzip",
    "useradd",
    "usermod",
    "vi",
    "vim",
    "visudo",
    "wc",
    "wget",
    "whoami",
    "xargs",
    "yarn",
    "yq",
    "yum",
    "zcat",
    "zip",
    "zsh",
    "ping",
    "unshare",
    "capsh",
    "getcap",
    "setcap",
    "filecap",
    "pscap",
    "dive",
    "cosign",
    "syft",
    "grype",
    "act",
    "ansible",
    "adduser",
    "addgroup",
    "passwd",
    "ash",
    "dash",
    "bat",
    "tree",
    "rustc",
    "gcc",
    "g++",
    "php",
    "perl",
    "Rscript",
]);

/// Commands that are English words as well.
static AMBIGUOUS: Names<37> = Names::new([
    "alias", "at", "cat", "cut", "date", "file", "find", "head", "history", "kill", "less", "make", "man", "more",
    "sort", "source", "test", "time", "touch", "type", "watch", "which", "who", "set", "read", "wait", "cal", "open",
    "install", "split", "uptime", "true", "false", "help", "jobs", "fg", "bg",
]);

/// Commands that do nothing without a word behind them: alone they are names in a list.
static WANTING: Names<24> = Names::new([
    "apk", "apt", "apt-get", "chmod", "chown", "cp", "curl", "git", "grep", "gzip", "ln", "mkdir", "mv", "nginx",
    "openssl", "ping", "rm", "rsync", "scp", "sed", "tar", "unzip", "wget", "zip",
]);

/// Words that stand before the command proper.
static PREFIXES: Names<8> = Names::new(["sudo", "time", "exec", "nohup", "command", "env", "winpty", "!"]);

/// Whether a word is the name of a program or of a shell's command.
pub fn is_program(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    let called = word.starts_with("./") || word.starts_with("../") || word.starts_with("~/");
    called
        || COMMANDS.has(name)
        || is_tool(name)
        || AMBIGUOUS.has(name)
        || PREFIXES.has(name)
        || engine::is_engine(name)
}

/// Whether a command's name is an English word as well.
pub fn is_ambiguous(word: &str) -> bool {
    AMBIGUOUS.has(word)
}

/// How sure it is that a text is a command.
pub fn likeness(text: &str) -> Likeness {
    likeness_of(text, &simple_commands(text))
}

/// The same for a text whose words are known.
pub fn likeness_of(text: &str, commands: &Commands<'_>) -> Likeness {
    // A loop may run in a shell of its own.
    let looping = text.strip_prefix('(').unwrap_or(text);
    if looping.starts_with("for ") && has_part(text, " in ")
        || (looping.starts_with("while ") || looping.starts_with("if ") || looping.starts_with("until "))
            && (has_part(text, "; do") || has_part(text, "; then") || text.contains('['))
    {
        return Likeness::Known;
    }
    if is_piped_text(text) || forms::may_be(text) && forms::is_form(text, commands) {
        return Likeness::Known;
    }
    if ["eval $(", "eval \"$(", "eval `", "time (", "start http"].iter().any(|begin| text.starts_with(begin)) {
        return Likeness::Known;
    }
    if text.ends_with(')') && has_remark(text) || text.starts_with("&&") {
        return Likeness::None;
    }
    if text.starts_with('(') && is_subshell(text) || text.starts_with('[') && is_condition(text) {
        return Likeness::Known;
    }
    let Some(words) = commands.first().map(|w| without_prefixes(w)) else { return Likeness::None };
    let Some(first) = words.first() else {
        // Alone it shows the variables.
        let shows = text.trim_end() == "env" || text.starts_with("env |");
        // What is set may be for the command behind it: `a=b && curl $a`.
        let next = commands.iter().nth(1).and_then(|words| without_prefixes(words).first());
        let calls = next.is_some_and(|next| COMMANDS.has(next) || engine::is_engine(next));
        let is_root = || commands.only().is_some_and(asks_for_root);
        return if shows || calls || is_root() { Likeness::Known } else { assignment_only(text) };
    };
    // A group is as likely as what is in it.
    if &**first == "{" && words.len() == 1 {
        let inner = commands.iter().nth(1).and_then(|words| without_prefixes(words).first());
        return if inner.is_some_and(|first| is_program(first)) { Likeness::Known } else { Likeness::None };
    }
    // `/usr/bin/python: can't open file`
    let says = first.len() > 1 && first.ends_with(':');
    if says || words.get(1).is_some_and(|second| says_of_itself(second, words)) || told::is_told(first, words) {
        return Likeness::None;
    }
    if engine::is_engine(first) {
        // A name and what its output is written to: a prompt of its own.
        let calls = engine::is_call(words) && !(words.len() == 1 && text.contains('>'));
        return match calls {
            true => Likeness::Known,
            false if may_call_plugin(words, text) => Likeness::Plausible,
            false => Likeness::None,
        };
    }
    match word_likeness(first, words, text) {
        // Nobody puts that before anything else.
        Likeness::Plausible if text.starts_with("sudo ") => Likeness::Known,
        like => like,
    }
}

/// Whether the engine may be called for what a plug-in adds to it: `docker hello --name me`. What has more words before
/// its flags is a sentence on the engine.
fn may_call_plugin(words: &[Word<'_>], text: &str) -> bool {
    let plain = words[1..].iter().take_while(|w| !w.starts_with('-')).count();
    let name = |w: &Word<'_>| w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let named = words.get(1).is_some_and(|w| name(w) && !matches!(&**w, "is" | "has" | "can" | "and" | "or" | "will"));
    named && (plain == 1 || plain == 2 && words.len() == 3) && !is_sentence(text) && !text.contains(['(', ':'])
}

/// What a program says, not what it is told: `podman version 4.3.1`, `psql (12.1)`, `web scaled to 5`,
/// `box-a $ ls`.
fn says_of_itself(second: &str, words: &[Word<'_>]) -> bool {
    match second {
        "version" => words.get(2).is_some_and(|w| w.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit())),
        "scaled" => words.get(2).is_some_and(|w| w == "to"),
        // A prompt of two words.
        "$" => true,
        // `psql (12.1)`
        second => {
            second.strip_prefix('(').is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()) && v.contains('.'))
        }
    }
}

/// Whether a text ends with a remark in brackets, which no shell takes: `kill 12 (or your number)`. What PowerShell
/// takes there is a command.
fn has_remark(text: &str) -> bool {
    let Some((before, remark)) = text.split_once(" (") else { return false };
    let quoted = before.bytes().filter(|b| matches!(b, b'\'' | b'"')).count() % 2 == 1;
    let first = remark.split([' ', ')']).next().unwrap_or_default();
    let called = engine::is_engine(first) || is_cmdlet(remark) || COMMANDS.has(first);
    before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && !quoted
        && !called
        && !has_part(before, " #")
        && !remark.contains('\n')
        && remark.trim_end_matches(')').contains(' ')
}

fn assignment_only(text: &str) -> Likeness {
    let Some((_, value)) = text.split_once('=') else { return Likeness::None };
    // Files of settings have no values that a shell has to find out.
    let is_shells =
        ["$(", "\"$(", "`", "$PWD", "\"$PWD", "${PWD}", "\"${PWD}"].iter().any(|begin| value.starts_with(begin));
    if is_shells { Likeness::Known } else { Likeness::Plausible }
}

fn word_likeness(first: &str, words: &[Word<'_>], text: &str) -> Likeness {
    let prose = is_sentence(text);
    if COMMANDS.has(first) && words.len() == 1 && WANTING.has(first) {
        return Likeness::Plausible;
    }
    if COMMANDS.has(first) {
        // What ends like a sentence is none where it has signs that no sentence has.
        let names_file = || words.iter().any(|w| w.trim_end_matches(['.', '!', '?', ':']).contains('.'));
        let told = prose
            && !names_file()
            && !first.contains(['-', '_'])
            && words.len() > 5
            && !text.contains(['/', '=', '"', '$', '|', '_']);
        return if told { Likeness::None } else { Likeness::Known };
    }
    if AMBIGUOUS.has(first) {
        // What is given in a document below is not among the words.
        let bare = words.len() == 1 && !has_part(text, "<<");
        // `watch docker compose ps` has as many words as the call that is repeated.
        let repeats = first == "watch" && words.get(1).is_some_and(|w| engine::is_engine(w) || COMMANDS.has(w));
        return if prose || is_wordy(words) && !repeats {
            Likeness::None
        } else if bare {
            Likeness::Plausible
        } else {
            Likeness::Known
        };
    }
    if prose || is_wordy(words) {
        return Likeness::None;
    }
    if words.len() > 1 && is_tool(first) {
        return Likeness::Known;
    }
    // A name and at once a flag, and no columns: `squeue -u me`.
    let flagged = words.get(1).is_some_and(|w| is_flag(w)) && !has_part(text, "  ");
    let installed = told::is_installed(words);
    // A folder alone, and a name with a remark in brackets: no shell takes that.
    if words.len() == 1 && first.ends_with('/')
        || words.get(1).is_some_and(|w| w.starts_with('(')) && has_part(text, " (")
    {
        return Likeness::None;
    }
    // A program in a folder that a variable names: `${SRC}/configure --prefix=/opt`.
    let in_folder = first.starts_with('$') && first.contains('/') && !first.contains('(');
    let in_folder = in_folder && (words.len() > 1 || told::is_script(first));
    let script =
        installed || in_folder || first.starts_with("./") || first.starts_with("../") || first.starts_with("~/");
    let path = first.starts_with('/') && first.len() > 1 && words.len() > 1;
    // Few programs are called by a capital: R's is alone.
    let name = (first.starts_with(|c: char| c.is_ascii_lowercase()) || first == "R" && flagged)
        && first.chars().all(|c| c.is_ascii_alphanumeric() || "-_.+".contains(c))
        && !first.ends_with("...");
    match (script || (name && flagged), path || name) {
        (true, _) => Likeness::Known,
        (_, true) => Likeness::Plausible,
        _ => Likeness::None,
    }
}

/// The words after `sudo`, `A=b` and their like.
pub fn without_prefixes<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    // Most words begin with the engine's name.
    if words.first().is_some_and(|first| engine::is_engine(first)) {
        return words;
    }
    let skipped = words.iter().take_while(|w| PREFIXES.has(w) || is_assignment(w)).count();
    let mut rest = &words[skipped..];
    while skipped > 0
        && let Some((flag, behind)) = rest.split_first().filter(|(flag, _)| flag.starts_with('-'))
    {
        // `sudo -u me`, `exec -a name`
        let named = matches!(&**flag, "-u" | "-g" | "-a") && behind.len() > 1;
        rest = &behind[usize::from(named)..];
    }
    rest
}

/// Whether a command opens root's shell: `sudo -i`.
pub fn asks_for_root(words: &[Word<'_>]) -> bool {
    matches!(words, [sudo, flag] if sudo == "sudo" && matches!(&**flag, "-i" | "-s" | "--login" | "--shell"))
}

/// `-n`, `--name=value`
fn is_flag(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else { return false };
    let (name, value) = rest.strip_prefix('-').unwrap_or(rest).split_once('=').unwrap_or((rest, ""));
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !value.contains(char::is_whitespace)
}

fn is_assignment(word: &str) -> bool {
    let name = word.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    word.as_bytes().get(name) == Some(&b'=') && name > 0 && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// Four and more words of letters alone: no command has that.
fn is_wordy(words: &[Word<'_>]) -> bool {
    let plain = |w: &&Word<'_>| w.chars().all(|c| c.is_alphabetic() || ",'’".contains(c));
    words.len() >= 4 && words.iter().filter(plain).count() == words.len()
}

/// Whether a text ends or runs like a sentence.
pub fn is_sentence(text: &str) -> bool {
    let text = trimmed(text);
    let ends = text.ends_with(['.', ':', '?', '!']) && ![" .", "..", "/."].iter().any(|end| text.ends_with(end));
    // A remark behind a command may end as it likes.
    let code = |(code, _)| is_sentence(code);
    ends && text.split_whitespace().nth(3).is_some() && text.split_once(" # ").is_none_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn likeness_of_lines() {
        use Likeness::{Known, None, Plausible};
        for (text, want) in [
            ("docker ps -a", Known),
            ("docker", Known),
            ("docker is a platform", None),
            ("docker: Error response from daemon", None),
            ("sudo usermod -aG wheel $USER", Known),
            ("A=1 make all", Known),
            ("kill 12 (or your number)", None),
            ("docker stop web (or its id)", None),
            ("docker rm -f (docker ps -aq)", Known),
            ("echo 'a (b c)'", Known),
            ("ls && (cd /x && ls)", Known),
            ("&& apt-get install -y curl", None),
            ("${SRC}/configure --prefix=/opt", Known),
            ("$HOME/data", None),
            ("A=1", Plausible),
            ("A=1 &&\ncurl $A", Known),
            ("env", Known),
            ("env | grep A", Known),
            ("docker run -p 80:80 x  # works (with a port > 1024)", Known),
            ("podman version 4.3.1", None),
            ("docker-compose version 1.25.0, build 1a2b", None),
            ("podman version", Known),
            ("web scaled to 5", None),
            ("/usr/bin/python2: can't open file 'a.py': No such file", None),
            ("{\n  echo a\n} > b.txt", Known),
            ("{\n  \"a\": 1\n}", None),
            ("docker > ls", None),
            ("box-a $ docker ps", None),
            ("find all the small things", None),
            ("find . -name x", Known),
            ("snakemake -s x", Known),
            ("mytool run", Plausible),
            ("curl", Plausible),
            ("ls", Known),
            ("mytool -n 8 -t 02:00", Known),
            ("mytool -- and more", Plausible),
            ("./run.sh", Known),
            ("/home/me/data", None),
            ("~/Library/x/", None),
            ("mygem (1.13.1-x86)", None),
            ("apptainer exec docker://alpine echo Hello you World!", Known),
            ("git is what you will use for it.", None),
            ("apptainer exec a-b.sif echo Hello Mars!", Known),
            ("/etc/init.d/docker start", Known),
            ("/opt/a/bin/x --all", Known),
            ("/bin/sh", None),
            ("Hello from Docker!", None),
            ("make sure that it works", None),
            ("for i in 1 2; do echo; done", Known),
            ("(while true; do ls; done) &", Known),
            ("(if you have one)", None),
            ("eval $(docker-machine env a)", Known),
            ("watch docker compose ps", Known),
            ("watch out for wet paint", None),
            ("sudo reboot", Known),
            ("sudo -i", Known),
            ("sudo -V", None),
            ("pidof web", Known),
            ("cat a   # the shell and cat, which is better than all of it!", Known),
            ("(exec -a web sleep 420)", Known),
            ("(make sure that it is there)", None),
            ("(cd /x && ls)", Known),
            ("[ -f a ] && cat a", Known),
            ("[[ $(nproc) -gt 1 ]] && \\\n  echo many || echo one", Known),
            ("[ $A = b ]", None),
            ("[ info ] && so on", None),
            ("[web] started", None),
            ("docker <command> --help", Known),
            ("docker <command> <subcommand> --help  # of one", Known),
            ("docker <command> and more", None),
            ("sudo is what you need for it.", None),
            ("NAME   STATUS", None),
            ("", None),
        ] {
            assert_eq!(likeness(text), want, "{text:?}");
        }
    }
}

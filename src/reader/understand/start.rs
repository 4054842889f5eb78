//! Which commands need a person, and which open a shell or another program's prompt.

use super::super::names::Names;
use super::agents;
use super::asks;
use super::engine::{Call, Head};
use super::known::{asks_for_root, without_prefixes};
use super::words::{Commands, Word};
use memchr::memrchr;

/// What a command opens for the commands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A shell in a container.
    Shell,
    /// A program with a prompt of its own (Python, SQL …).
    Repl,
    /// A program that is talked to.
    Agent,
}

static SHELLS: Names<15> = Names::new([
    "sh",
    "bash",
    "ash",
    "zsh",
    "dash",
    "fish",
    "su",
    "login",
    "tini",
    "tmux",
    "cmd",
    "cmd.exe",
    "powershell",
    "powershell.exe",
    "pwsh",
]);
static REPLS: Names<22> = Names::new([
    "python",
    "python3",
    "ipython",
    "irb",
    "node",
    "mysql",
    "mariadb",
    "psql",
    "sqlite3",
    "redis-cli",
    "mongo",
    "mongosh",
    "julia",
    "R",
    "ruby",
    "ghci",
    "lua",
    "jshell",
    "php",
    "perl",
    "cypher-shell",
    "cqlsh",
]);
/// Images whose own command is a program with a prompt.
const REPL_IMAGES: &[&str] = &[
    "python", "node", "julia", "r-base", "r-ver", "drd", "ruby", "clojure", "erlang", "elixir", "jshell", "pypy",
    "perl", "php", "haskell", "swipl", "groovy",
];
/// Images whose own command is a server, or says something and ends.
static SERVER_IMAGES: Names<19> = Names::new([
    "nginx",
    "httpd",
    "apache",
    "redis",
    "memcached",
    "mysql",
    "mariadb",
    "postgres",
    "mongo",
    "rabbitmq",
    "traefik",
    "caddy",
    "haproxy",
    "registry",
    "tomcat",
    "jenkins",
    "elasticsearch",
    "wordpress",
    "hello-world",
]);
static EDITORS: Names<20> = Names::new([
    "vi",
    "vim",
    "nano",
    "emacs",
    "pico",
    "gedit",
    "less",
    "more",
    "man",
    "top",
    "htop",
    "watch",
    "ssh",
    "su",
    "passwd",
    "visudo",
    "tmux",
    "ctop",
    "dive",
    "lazydocker",
]);

/// Whether a command needs a person or a script at its prompt.
pub fn is_interactive(commands: &Commands<'_>) -> bool {
    commands.iter().any(|words| {
        if asks_for_root(words) {
            return true;
        }
        let words = without_prefixes(words);
        match Head::read(words) {
            Some(head) => engine_may_ask(&head.command) && engine_asks(&head.call()),
            None => other_asks(words) && !asks::is_answered(commands),
        }
    })
}

/// Whether a call of another program than the engine needs a person.
pub fn other_asks(words: &[Word<'_>]) -> bool {
    words.first().is_some_and(|first| program_asks(base(first), &words[1..]))
}

/// Whether a command of the engine needs a person with some flags and operands.
fn engine_may_ask(command: &str) -> bool {
    matches!(
        command,
        "run"
            | "exec"
            | "create"
            | "attach"
            | "debug"
            | "start"
            | "login"
            | "init"
            | "compose exec"
            | "compose run"
            | "compose rm"
            | "model run"
            | "agent run"
            | "sandbox run"
    ) || command.ends_with(" prune")
}

/// Whether a call of the engine needs a person.
pub fn engine_asks(call: &Call<'_>) -> bool {
    match &*call.command {
        "run" | "exec" | "create" => has_terminal(call),
        "attach" => true,
        "init" => call.flags.is_empty() && call.operands.is_empty(),
        "debug" => !call.has('c', "--command"),
        "start" => call.has('i', "--interactive"),
        "login" => !call.has('\0', "--password-stdin") && !call.has('p', "--password"),
        "compose exec" | "compose run" => {
            !call.has('T', "--no-TTY") && !call.has('d', "--detach") && engine_opens(call).is_some()
        }
        "model run" | "agent run" | "sandbox run" => agents::engine_waits(call),
        command => {
            let asks = command.ends_with(" prune") || command == "compose rm";
            asks && !call.has('f', "--force") && !call.has('\0', "--help")
        }
    }
}

fn program_asks(first: &str, rest: &[Word<'_>]) -> bool {
    if EDITORS.has(first) {
        return true;
    }
    match first {
        "kubectl" => return cluster_opens(rest).is_some() || asks::asks(first, rest),
        "apt" | "apt-get" | "aptitude" | "yum" | "dnf" | "microdnf" | "add-apt-repository" | "systemctl"
        | "crontab" | "git" | "doctl" | "gh" | "az" | "gcloud" | "pipenv" | "poetry" | "ssh-keygen" | "htpasswd"
        | "rm" | "read" | "nc" | "ncat" | "netcat" => return asks::asks(first, rest),
        "singularity" | "apptainer" => return runtime_opens(rest).is_some() || asks_to_clean(rest),
        "openssl" => return asks_who_signs(rest),
        // Without a query or a file it shows its prompt.
        "sqlcmd" => return !rest.iter().any(|word| ["-Q", "-i", "-?"].iter().any(|flag| word.starts_with(flag))),
        "aa-genprof" | "aa-logprof" => return !rest.iter().any(|word| word == "-h" || word == "--help"),
        _ if agents::is_agent(first) => return agents::waits(first, rest),
        "unshare" | "nsenter" | "chroot" => return program_opens(first, rest).is_some(),
        _ => {}
    }
    let asks_password = matches!(first, "mysql" | "mariadb") && rest.iter().any(|w| w == "-p" || w == "--password");
    let waits = REPLS.has(first) && opens_prompt(first, rest);
    asks_password || waits || (matches!(first, "psql") && !rest.iter().any(|w| w == "--version"))
}

/// Whether `apptainer cache clean` asks whether to go on.
fn asks_to_clean(rest: &[Word<'_>]) -> bool {
    let cleans = matches!(rest, [cache, clean, ..] if cache == "cache" && clean == "clean");
    cleans && !rest.iter().any(|word| ["-f", "--force", "-n", "--dry-run"].contains(&&**word))
}

/// Whether `openssl` asks for a name, a country and so on: a certificate is asked for, and nothing answers.
fn asks_who_signs(rest: &[Word<'_>]) -> bool {
    let told = ["-subj", "-batch", "-config", "-help"];
    rest.first().is_some_and(|word| word == "req") && !rest.iter().any(|word| told.contains(&&**word))
}

/// `-i` and `-t`, and not detached.
fn has_terminal(call: &Call<'_>) -> bool {
    call.has('i', "--interactive") && call.has('t', "--tty") && !call.has('d', "--detach")
}

/// Whether a call starts a container's shell with nothing to do and without `-t`: it reads what is typed all the same,
/// unless it is given something to read.
pub fn is_bare_shell(text: &str, call: &Call<'_>) -> bool {
    let is_run = matches!(&*call.command, "exec" | "run") && call.entrypoint.is_none();
    let open = is_run && call.has('i', "--interactive") && !call.has('d', "--detach");
    open && !text.contains('<') && matches!(&call.operands[..], [_, shell] if SHELLS.has(base(shell)))
}

fn base(program: &str) -> &str {
    memrchr(b'/', program.as_bytes()).map_or(program, |at| &program[at + 1..])
}

/// Whether a program with a prompt is started for its prompt, not with a script or a query.
fn opens_prompt<S: AsRef<str>>(program: &str, rest: &[S]) -> bool {
    let query = |w: &str| {
        let name = w.split('=').next().unwrap_or(w);
        matches!(
            name,
            "-c" | "-e" | "-m" | "--version" | "--help" | "-V" | "-v" | "-h" | "--eval" | "--execute" | "--command"
        )
    };
    let database =
        matches!(program, "mysql" | "mariadb" | "psql" | "sqlite3" | "redis-cli" | "mongo" | "mongosh" | "cqlsh");
    if database {
        let help_is_meant = program != "mysql" && program != "psql";
        let asks_once = rest.iter().any(|w| query(w.as_ref()) && (help_is_meant || w.as_ref() != "-h"));
        let has_command = program == "redis-cli" && rest.iter().any(|w| !w.as_ref().starts_with('-'));
        return !(asks_once || has_command);
    }
    rest.is_empty() || (!rest.iter().any(|w| query(w.as_ref())) && rest.iter().all(|w| w.as_ref().starts_with('-')))
}

/// What a command leaves open. On the host only a container's shell or prompt counts.
pub fn opened(commands: &Commands<'_>) -> Option<Opened> {
    let words = without_prefixes(commands.last()?);
    if let Some(head) = Head::read(words) {
        let may_open = matches!(
            &*head.command,
            "attach"
                | "debug"
                | "start"
                | "run"
                | "exec"
                | "compose exec"
                | "compose run"
                | "model run"
                | "agent run"
                | "sandbox run"
        );
        return if may_open { engine_opens(&head.call()) } else { None };
    }
    other_opens(words)
}

/// What a call of another program than the engine leaves open.
pub fn other_opens(words: &[Word<'_>]) -> Option<Opened> {
    let (first, rest) = words.split_first()?;
    match base(first) {
        "singularity" | "apptainer" => runtime_opens(rest),
        "kubectl" => cluster_opens(rest),
        program => program_opens(program, rest),
    }
}

/// What `apptainer shell web.sif` and `apptainer exec web.sif python3` leave open.
fn runtime_opens(rest: &[Word<'_>]) -> Option<Opened> {
    match rest {
        [verb, ..] if verb == "shell" => Some(Opened::Shell),
        [verb, _, .., program] if verb == "exec" => program_opens(base(program), &[] as &[&str]),
        _ => None,
    }
}

/// What a call of the engine leaves open.
pub fn engine_opens(call: &Call<'_>) -> Option<Opened> {
    match &*call.command {
        "attach" => Some(Opened::Shell),
        "debug" => (!call.has('c', "--command")).then_some(Opened::Shell),
        "model run" | "agent run" | "sandbox run" => agents::engine_waits(call).then_some(Opened::Agent),
        "start" => call.has('i', "--interactive").then_some(Opened::Shell),
        "run" if has_terminal(call) => match call.operands.get(1..) {
            Some(rest) if let Some(program) = call.entrypoint => program_opens(base(program), rest),
            Some([program, rest @ ..]) => program_opens(base(program), rest),
            // A published port without a command: a server that stays in the foreground.
            _ if call.has('p', "--publish") => None,
            _ => image_opens(call.operands.first()?),
        },
        "exec" if has_terminal(call) => program_opens(base(call.operands.get(1)?), &call.operands[2..]),
        "compose exec" | "compose run" => program_opens(base(call.operands.get(1)?), &call.operands[2..]),
        _ => None,
    }
}

/// What `kubectl exec -it pod -- sh` leaves open.
fn cluster_opens(rest: &[Word<'_>]) -> Option<Opened> {
    let short = |w: &&Word<'_>| w.starts_with('-') && !w.starts_with("--");
    let flag = |letter: char, name: &str| {
        rest.iter().any(|w| w == name) || rest.iter().filter(short).any(|w| w.contains(letter))
    };
    if !rest.iter().any(|w| w == "exec") || !flag('i', "--stdin") || !flag('t', "--tty") {
        return None;
    }
    let typed = match rest.iter().position(|w| w == "--") {
        Some(end) => &rest[end + 1..],
        None => &rest[rest.len() - 1..],
    };
    program_opens(base(typed.first()?), &typed[1..])
}

/// Images that are there for their shell.
static SHELL_IMAGES: Names<13> = Names::new([
    "ubuntu",
    "debian",
    "alpine",
    "busybox",
    "centos",
    "fedora",
    "bash",
    "rockylinux",
    "almalinux",
    "amazonlinux",
    "archlinux",
    "leap",
    "ubi",
]);

/// Whether a command opens what nobody knows: the program of somebody's own image, which may be a shell, or say
/// something and end.
pub fn opens_own_image(commands: &Commands<'_>) -> bool {
    let call = commands.only().and_then(|words| Call::read(without_prefixes(words)));
    call.filter(|call| call.command == "run" && has_terminal(call)).is_some_and(|call| match &call.operands[..] {
        [image] => !SHELL_IMAGES.has(base(image).split([':', '@']).next().unwrap_or_default()),
        _ => false,
    })
}

fn image_opens(image: &str) -> Option<Opened> {
    let name = base(image).split([':', '@']).next().unwrap_or_default();
    match name {
        name if REPL_IMAGES.contains(&name) => Some(Opened::Repl),
        name if SERVER_IMAGES.has(name) => None,
        _ => Some(Opened::Shell),
    }
}

fn program_opens<S: AsRef<str>>(program: &str, rest: &[S]) -> Option<Opened> {
    if program == "telnet" {
        return Some(Opened::Repl);
    }
    if agents::is_agent(program) {
        return agents::waits(program, rest).then_some(Opened::Agent);
    }
    if matches!(program, "unshare" | "nsenter" | "chroot") {
        return apart_opens(program, rest);
    }
    if SHELLS.has(program) {
        let once = |word: &S| ["-c", "/c", "/C", "-Command"].contains(&word.as_ref());
        // A script's name: what it does is done, and no shell is left open.
        let script = rest.first().map(S::as_ref).filter(|_| matches!(program, "sh" | "bash" | "ash" | "zsh" | "dash"));
        let is_script = script.is_some_and(|name| !name.starts_with('-') && name.contains(['.', '/']));
        return (!is_script && !rest.iter().any(once)).then_some(Opened::Shell);
    }
    (REPLS.has(program) && opens_prompt(program, rest)).then_some(Opened::Repl)
}

/// What is left open by a program that runs another one apart from the rest of the system: a shell, where it is given
/// nothing to run.
fn apart_opens<S: AsRef<str>>(program: &str, rest: &[S]) -> Option<Opened> {
    let valued = |flag: &str| matches!(flag, "-t" | "--target" | "-S" | "-G" | "-R" | "-w");
    let word = |at: usize| rest.get(at).map(AsRef::as_ref);
    let mut at = 0;
    while let Some(flag) = word(at).filter(|word| word.starts_with('-')) {
        at += 1 + usize::from(valued(flag));
    }
    if program == "chroot" {
        word(at)?;
        at += 1;
    }
    match word(at) {
        Some(inner) => program_opens(base(inner), &rest[at + 1..]),
        None => Some(Opened::Shell),
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::simple_commands;
    use super::*;

    #[test]
    fn who_needs_a_person_and_what_is_opened() {
        use Opened::{Repl, Shell};
        for (text, interactive, want) in [
            ("docker run -it alpine sh", true, Some(Shell)),
            ("docker debug web", true, Some(Shell)),
            ("docker run -it --net n nginx:alpine", true, None),
            ("docker run -it nginx:alpine sh", true, Some(Shell)),
            ("docker debug -c ls web", false, None),
            ("docker run -t -i debian:12 /bin/bash", true, Some(Shell)),
            ("docker run -it alpine ls -l", true, None),
            ("docker run -it alpine sh -c 'ls'", true, None),
            ("docker run -dit busybox sh", false, None),
            ("docker run -it alpine sh /run.sh", true, None),
            ("docker run -it nano cmd.exe", true, Some(Shell)),
            ("docker run -it nano cmd.exe /s /c dir", true, None),
            ("bash setup.sh &", false, None),
            ("bash", false, Some(Shell)),
            ("docker run alpine sh", false, None),
            ("docker run --interactive --tty alpine", true, Some(Shell)),
            ("docker run -it python:3", true, Some(Repl)),
            ("docker run -it -p 80:80 nginx", true, None),
            ("docker exec -it db mysql -p", true, Some(Repl)),
            ("docker exec db ls", false, None),
            ("docker attach web", true, Some(Shell)),
            ("docker start -ai web", true, Some(Shell)),
            ("docker start web", false, None),
            ("docker login", true, None),
            ("docker system prune", true, None),
            ("docker system prune -af", false, None),
            ("docker compose exec web sh", true, Some(Shell)),
            ("docker compose exec web ls", false, None),
            ("docker exec -it db mongosh --eval 'db.x.find()'", true, None),
            ("docker compose exec db mysql --execute='SELECT 1'", false, None),
            ("psql -h localhost -c \"SELECT 1\"", true, None),
            ("python app.py", false, None),
            ("python", true, Some(Repl)),
            ("vim Dockerfile", true, None),
            ("docker compose rm", true, None),
            ("docker-compose rm -f", false, None),
            ("openssl req -newkey rsa:4096 -nodes -x509 -out a.crt", true, None),
            ("openssl req -x509 -subj /CN=a -out a.crt", false, None),
            ("openssl version", false, None),
            ("apptainer shell web.sif", true, Some(Shell)),
            ("apptainer exec web.sif ls", false, None),
            ("singularity cache clean", true, None),
            ("apptainer cache clean --force", false, None),
            ("apptainer cache list", false, None),
            ("apptainer exec --cleanenv web.sif python3", true, Some(Repl)),
            ("singularity exec web.sif bash", true, Some(Shell)),
            ("apptainer exec web.sif python3 a.py", false, None),
            ("kubectl exec -it web -- sh", true, Some(Shell)),
            ("kubectl exec web -c side -it bash", true, Some(Shell)),
            ("kubectl exec -it web -- ls /", false, None),
            ("kubectl exec web ls", false, None),
            ("ls", false, None),
        ] {
            check(text, interactive, want);
        }
    }

    #[test]
    fn who_asks_before_something_is_done() {
        for (text, interactive) in [
            ("sudo apt install curl", true),
            ("apt-get update && apt-get install nano", true),
            ("apt-get install -y nano", false),
            ("apt-get -qy install nano", false),
            ("apt-get -o A=b --yes install nano", false),
            ("apt update", false),
            ("apt list --installed", false),
            ("apt-get upgrade", true),
            ("sudo yum update", true),
            ("dnf install epel-release", true),
            ("dnf install --assumeyes epel-release", false),
            ("yes | apt-get install nano", false),
            ("sudo add-apt-repository ppa:a/b", true),
            ("sudo systemctl edit docker.service", true),
            ("sudo systemctl restart docker", false),
            ("crontab -e", true),
            ("crontab -l", false),
            ("kubectl edit deployment web", true),
            ("kubectl get edit", false),
            ("git commit", true),
            ("git commit -am 'Start'", false),
            ("git commit --amend --no-edit", false),
            ("doctl auth init", true),
        ] {
            check(text, interactive, None);
        }
    }

    fn check(text: &str, interactive: bool, want: Option<Opened>) {
        let commands = simple_commands(text);
        assert_eq!((is_interactive(&commands), opened(&commands)), (interactive, want), "{text}");
    }

    #[test]
    fn what_is_opened_apart_from_the_system_and_what_is_talked_to() {
        use Opened::{Agent, Repl, Shell};
        for (text, interactive, want) in [
            ("sudo -i", true, None),
            ("claude", true, Some(Agent)),
            ("claude -p 'Tell me'", false, None),
            ("claude mcp list", false, None),
            ("sbx run --name a claude --kit ./a", true, Some(Agent)),
            ("sbx ls", false, None),
            ("ollama run llama3", true, Some(Agent)),
            ("ollama run llama3 'Why?'", false, None),
            ("docker exec -it ai ollama run llama3", true, Some(Agent)),
            ("docker model run ai/small", true, Some(Agent)),
            ("docker model run ai/small 'Why?'", false, None),
            ("docker model run -d ai/small", false, None),
            ("docker sandbox run claude", true, Some(Agent)),
            ("sudo -u postgres psql", true, Some(Repl)),
            ("unshare -mnupf --mount-proc /bin/bash", true, Some(Shell)),
            ("unshare -r id", false, None),
            ("sudo nsenter -a -t 1 bash", true, Some(Shell)),
            ("nsenter -t 1 -n ip a", false, None),
            ("sudo chroot rootfs", true, Some(Shell)),
            ("chroot rootfs ls", false, None),
            ("docker run -it --pid=host debian nsenter -t 1 -a bash", true, Some(Shell)),
        ] {
            check(text, interactive, want);
        }
    }
}

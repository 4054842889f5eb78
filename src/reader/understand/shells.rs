//! Step 5: which shell is open in each terminal, over the whole lesson.

mod asked;

pub use asked::Seats;

use super::super::lines::begun;
use super::super::raw::RawBlock;
use super::super::scan::has_part;
use super::engine::{self, Call};
use super::known::{Likeness, asks_for_root, without_prefixes};
use super::phrase;
use super::prompt::Prompt;
use super::start::Opened;
use super::tag;
use super::transcript::Item;
use super::typed::Typed;
use super::words::{Commands, Word, first_word};
use crate::document::Location;

/// What leaves a shell or another program's prompt.
const LEAVES: &[&str] = &[
    "exit", "exit;", "logout", "quit", "quit;", "exit()", "quit()", "q()", "\\q", ".exit", ".quit", "\\quit", "/exit",
    "/quit", "/bye",
];

/// Whether the last line of what is typed at a program's prompt leaves it.
pub fn leaves(text: &str) -> bool {
    let last = text.trim_end().lines().next_back().map(|l| l.trim().trim_end_matches(';'));
    last.is_some_and(|last| LEAVES.iter().any(|leaves| leaves.eq_ignore_ascii_case(last)))
}

/// Where something is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// The sandbox's own shell.
    Host,
    /// A container's shell.
    Container,
    /// Another program's prompt.
    Repl,
}

impl Seat {
    /// The place of a command that is typed there.
    pub fn location(self) -> Location {
        match self {
            Self::Host => Location::Host,
            Self::Container => Location::Container,
            Self::Repl => Location::Program,
        }
    }
}

/// A terminal: what is open in it, the innermost last; nothing is the host.
#[derive(Debug, Default, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Terminal {
    stack: Vec<Opened>,
    /// The container showed a prompt of its own, so that a plain `$` is the host's again.
    own_prompt: bool,
    /// That prompt is `#` and no more, so that this is not the host's.
    own_root: bool,
    /// It was opened behind a plain `$`, so that `#` alone is its own.
    behind_sign: bool,
    /// The container is removed once it is left; its name, if it was given one.
    removed: Option<String>,
    /// What is open was opened in a cluster: lessons hardly ever say that it is left.
    in_cluster: bool,
    /// The container that is open has an engine of its own or the host's, and no heading stood since.
    has_engine: bool,
    /// Shells of the host's own that were opened in its shell: `sudo -i`.
    own_shells: usize,
    last: Last,
}

/// What the command before did to what is open.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing that matters here.
    #[default]
    Other,
    /// It left the last of them.
    Left,
}

/// What is open in each terminal.
#[derive(Debug, Default, Clone)]
pub struct Shells {
    terminals: Vec<(u32, Terminal)>,
    /// The terminal that the text named last, if that is not the first.
    latest: Option<u32>,
    /// The one that it named where nothing is open, beside a container's shell, and whether the lesson went on there.
    beside: Option<(u32, bool)>,
}

impl Shells {
    /// The terminal beside the one with a container's shell, in which the lesson goes on.
    pub fn beside(&self) -> Option<(u32, bool)> {
        self.beside
    }

    /// The lesson goes on beside a container's shell, or no longer.
    pub fn go_beside(&mut self, terminal: Option<(u32, bool)>) {
        self.beside = terminal;
    }

    /// What is open in a terminal, the innermost last.
    fn stack(&self, number: u32) -> &[Opened] {
        self.terminals.iter().find(|(known, _)| *known == number).map_or(&[], |(_, terminal)| &terminal.stack)
    }

    /// A terminal, which may be a new one. There are few.
    fn terminal(&mut self, number: u32) -> &mut Terminal {
        let at = self.terminals.iter().position(|(known, _)| *known == number).unwrap_or(self.terminals.len());
        if at == self.terminals.len() {
            self.terminals.push((number, Terminal::default()));
        }
        &mut self.terminals[at].1
    }

    /// What is open in a terminal.
    pub fn top(&self, terminal: u32) -> Option<Opened> {
        self.stack(terminal).last().copied()
    }

    /// How many shells and programs are open in a terminal.
    pub fn depth(&self, terminal: u32) -> usize {
        self.stack(terminal).len()
    }

    /// The terminal in which commands are typed that only leave what is open: the one in which it is, where no mark names
    /// another one.
    pub fn terminal_left(&self, number: u32, items: &[Item<'_>], raw: &RawBlock<'_>) -> u32 {
        let leaves = || matches!(items, [Item::Command { prompt: None, typed, .. }] if matches!(typed.text(), "exit" | "logout"));
        if self.terminals.is_empty() || !self.stack(number).is_empty() || !leaves() || tag::names_terminal(raw) {
            return number;
        }
        let mut open =
            self.terminals.iter().filter(|(_, terminal)| !terminal.stack.is_empty()).map(|(number, _)| *number);
        open.next().filter(|_| open.next().is_none()).unwrap_or(number)
    }

    /// Whether nothing is open anywhere.
    pub fn is_idle(&self) -> bool {
        self.terminals.iter().all(|(_, terminal)| terminal.stack.is_empty())
    }

    /// The terminal that the text named last, as long as something is open there.
    pub fn latest(&self) -> Option<u32> {
        self.latest.filter(|number| self.depth(*number) > 0)
    }

    /// The text named a terminal, or what follows is typed in the first again.
    pub fn go_to(&mut self, terminal: Option<u32>) {
        self.latest = terminal;
    }

    /// The prose said to leave the innermost shell.
    pub fn leave(&mut self, terminal: u32) {
        self.terminal(terminal).stack.pop();
    }

    /// What follows is the host's, without a word on leaving what is open.
    pub fn close(&mut self, terminal: u32) {
        self.terminal(terminal).stack.clear();
    }

    /// Another block begins, below a heading or not: what was opened in a cluster is left.
    pub fn end_block(&mut self, terminal: u32, heading: bool) {
        let Some((_, terminal)) = self.terminals.iter_mut().find(|(number, _)| *number == terminal) else { return };
        terminal.last = Last::Other;
        terminal.has_engine &= !heading;
        if terminal.in_cluster {
            *terminal = Terminal::default();
        }
    }

    /// The prose said that a plain prompt is the container's still.
    pub fn stay(&mut self, terminal: u32) {
        self.terminal(terminal).own_prompt = false;
    }

    /// What is open showed `#` and no more as its own prompt.
    pub fn show_root(&mut self, terminal: u32) {
        let terminal = self.terminal(terminal);
        terminal.own_root = !terminal.stack.is_empty();
    }

    /// Whether what is open in a terminal showed such a prompt.
    pub fn shows_root(&self, terminal: u32) -> bool {
        self.terminals.iter().any(|(number, t)| *number == terminal && t.own_root && !t.stack.is_empty())
    }

    /// Whether a call of the engine needs the container of the shell that is open, and that is gone once it is left.
    pub fn is_needed(&self, terminal: u32, typed: &Typed<'_>) -> bool {
        let open = self.terminals.iter().find(|(number, t)| *number == terminal && !t.stack.is_empty());
        let name = open.and_then(|(_, t)| t.removed.as_deref());
        name.is_some_and(|name| typed.ask(|_, commands| engine::acts_on(commands, name)))
    }

    /// The prose said that the learner is in a container that an earlier lesson opened.
    pub fn enter(&mut self, terminal: u32) {
        let stack = &mut self.terminal(terminal).stack;
        if stack.is_empty() {
            stack.push(Opened::Shell);
        }
    }

    /// Where a command is typed; afterwards the terminal is as the command leaves it. `elsewhere` tells whether the
    /// text sends the learner to another terminal, so that the container stays open in this one.
    pub fn place(
        &mut self,
        terminal: u32,
        prompt: Option<Prompt>,
        typed: &Typed<'_>,
        elsewhere: impl Fn() -> bool,
    ) -> Seat {
        let text = typed.text();
        let Terminal { stack, own_prompt, own_root, behind_sign, removed, in_cluster, has_engine, own_shells, last } =
            self.terminal(terminal);
        let leaves = || first_word(text).is_some_and(|w| LEAVES.contains(&w));
        // The terminal itself is closed.
        if std::mem::take(last) == Last::Left && stack.is_empty() && leaves() {
            return Seat::Host;
        }
        // Who became root before ends that, and no container.
        if *own_shells > 0 && stack.is_empty() && prompt != Some(Prompt::Container) && leaves() {
            *own_shells -= 1;
            return Seat::Host;
        }
        *own_prompt = !stack.is_empty() && *own_prompt || prompt == Some(Prompt::Container);
        *own_root = !stack.is_empty() && *own_root;
        if prompt == Some(Prompt::Root) && *behind_sign && !(*own_prompt || stack.is_empty()) {
            (*own_prompt, *own_root) = (true, true);
        }
        // Whoever installs something without being root is where they are root.
        if prompt == Some(Prompt::Shell) && !stack.is_empty() && typed.ask(|_, words| installs(words)) {
            *own_prompt = false;
        }
        let other = prompt == Some(Prompt::Shell) || prompt == Some(Prompt::Root) && !*own_root;
        let back_on_host = *own_prompt && other && stack.len() <= 1;
        let seat = match seat(stack, prompt, typed) {
            _ if back_on_host => Seat::Host,
            Seat::Host if *has_engine && is_shells(prompt) && !stack.is_empty() && !elsewhere() => Seat::Container,
            seat => seat,
        };
        match seat {
            Seat::Host if !stack.is_empty() && !elsewhere() => stack.clear(),
            Seat::Container if stack.is_empty() => stack.push(Opened::Shell),
            Seat::Container if stack.last().is_some_and(|opened| *opened != Opened::Shell) => drop(stack.pop()),
            _ => {}
        }
        if seat != Seat::Host && leaves() {
            stack.pop();
            *last = if stack.is_empty() { Last::Left } else { Last::Other };
        } else if let Some(opened) = opens(seat, typed) {
            if stack.is_empty() {
                *has_engine = has_engine_inside(typed);
                *behind_sign = prompt == Some(Prompt::Shell);
                *removed = has_part(text, "--rm").then(|| engine::name_of(text).to_owned());
            }
            stack.push(opened);
            *in_cluster = has_part(text, "kubectl ");
        } else if seat == Seat::Host && typed.ask(|_, commands| commands.last().is_some_and(opens_own)) {
            *own_shells += 1;
        }
        seat
    }
}

/// Whether the learner is told to open a container's shell by a command in a sentence: "spin it up with
/// `docker run -ti alpine`".
pub fn are_told_open(said: &str) -> bool {
    let verbs = ["run", "start", "spin", "launch", "execute", "type", "enter", "use", "using", "with", "try"];
    let opens = |code: &str| {
        let is_call = code.split(' ').next().is_some_and(engine::is_engine) && has_part(code, " -");
        is_call && Typed::new(code).opened() == Some(Opened::Shell)
    };
    let mut at = 0;
    for (number, part) in said.split('`').enumerate() {
        if number % 2 == 1 && opens(part) {
            let before = said[..at - 1].rsplit(['.', '\n']).next().unwrap_or_default();
            let is_asked =
                before.split_whitespace().rev().take(4).any(|w| verbs.iter().any(|v| v.eq_ignore_ascii_case(w)));
            let goes_on = !said[at + part.len()..].contains("exit");
            return is_asked && goes_on && !phrase::supposes(before);
        }
        at += part.len() + 1;
    }
    false
}

/// Whether a command opens another shell of the host: `sudo -i`, `su - ada`, `bash`, `newgrp docker`.
fn opens_own(words: &[Word<'_>]) -> bool {
    let shell = match words {
        [sudo, rest @ ..] if sudo == "sudo" => rest,
        words => words,
    };
    let is_plain = |rest: &[Word<'_>]| rest.iter().all(|word| matches!(&**word, "-" | "-l" | "-i" | "--login"));
    match shell {
        [first, rest @ ..] if matches!(&**first, "bash" | "sh" | "zsh") => is_plain(rest),
        [first, rest @ ..] if first == "su" => !rest.iter().any(|word| word == "-c"),
        [first, _] if first == "newgrp" => true,
        _ => asks_for_root(words),
    }
}

/// Whether a prompt is that of any shell, or there is none.
fn is_shells(prompt: Option<Prompt>) -> bool {
    prompt.is_none_or(|prompt| matches!(prompt, Prompt::Shell | Prompt::Root))
}

/// Whether a container that is run has an engine in it: it is one's image, or the host's socket is mounted.
fn has_engine_inside(typed: &Typed<'_>) -> bool {
    let is_engines = |image: &&str| image.split([':', '@']).next() == Some("docker");
    typed.calls_engine()
        && (has_part(typed.text(), "docker.sock:")
            || typed.ask(|_, commands| {
                let call = commands.last().and_then(|words| Call::read(without_prefixes(words)));
                call.is_some_and(|call| call.command == "run" && call.operands.first().is_some_and(is_engines))
            }))
}

/// Programs with which root installs others.
const INSTALLERS: &[&str] = &["apt", "apt-get", "apk", "yum", "dnf", "microdnf", "zypper"];

/// Whether a command installs something, and not by `sudo`.
fn installs(commands: &Commands<'_>) -> bool {
    commands.first().and_then(<[_]>::first).is_some_and(|first| INSTALLERS.contains(&&**first))
}

/// Programs beside the engine that are called on the host and start what runs in containers.
const RUNTIMES: &[&str] = &[
    "docker-compose",
    "podman-compose",
    "singularity",
    "apptainer",
    "kubectl",
    "minikube",
    "sbx",
    "brew",
    "choco",
    "winget",
    "wsl",
];

/// Whether a program is the engine, or one of these.
fn starts_containers(program: &str) -> bool {
    engine::is_engine(program) || RUNTIMES.contains(&program)
}

/// What opens a shell that has its own names, processes or files, as a container's has, without the engine.
const SHUT_OFF: &[&str] = &["unshare", "nsenter", "chroot"];

/// Whether a command, typed on the host, leaves a container's shell open for the lines below it.
pub fn opens_container(text: &str) -> bool {
    opens(Seat::Host, &Typed::new(text)) == Some(Opened::Shell)
}

/// Whether a command that is typed on the host starts a program with a prompt of its own in a container.
pub fn starts_program(text: &str) -> bool {
    let typed = Typed::new(text);
    let is_started = |words: &[Word<'_>]| without_prefixes(words).first().is_some_and(|first| starts_containers(first));
    opens(Seat::Host, &typed) == Some(Opened::Repl) && typed.ask(|_, commands| commands.last().is_some_and(is_started))
}

/// Whether a line typed in a container's shell starts a program with a prompt of its own.
pub fn starts_program_inside(text: &str) -> bool {
    opens(Seat::Container, &Typed::new(text)) == Some(Opened::Repl)
}

fn opens(seat: Seat, typed: &Typed<'_>) -> Option<Opened> {
    let opened = typed.opened()?;
    let is_started = |words: &[Word<'_>]| without_prefixes(words).first().is_some_and(|first| starts_containers(first));
    // A shell in the host's shell changes nothing; a prompt of its own does, and what shuts it off from the host.
    let shuts_off =
        |words: &[Word<'_>]| without_prefixes(words).first().is_some_and(|first| SHUT_OFF.contains(&&**first));
    let matters = seat == Seat::Container
        || opened != Opened::Shell
        || typed.ask(|_, commands| commands.last().is_some_and(|last| is_started(last) || shuts_off(last)));
    matters.then_some(opened)
}

fn seat(stack: &[Opened], prompt: Option<Prompt>, typed: &Typed<'_>) -> Seat {
    let exits = || {
        let first = || first_word(typed.text()).map(|word| word.trim_end_matches(';'));
        begun(typed.text()).starts_with(['e', 'l']) && matches!(first(), Some("exit" | "logout"))
    };
    match prompt {
        Some(Prompt::Host | Prompt::Machine) => Seat::Host,
        Some(Prompt::Container) => Seat::Container,
        Some(Prompt::Repl) => Seat::Repl,
        // Nobody leaves the host.
        _ if stack.is_empty() => {
            if exits() {
                Seat::Container
            } else {
                Seat::Host
            }
        }
        _ if typed.ask(|_, words| is_for_engine(words)) => Seat::Host,
        _ if stack.last().is_some_and(|opened| *opened != Opened::Shell) && prompt.is_none() => {
            if typed.likeness() < Likeness::Known || exits() { Seat::Repl } else { after_repl(stack) }
        }
        _ => Seat::Container,
    }
}

/// A shell's command although a program's prompt was open: the learner has left that.
fn after_repl(stack: &[Opened]) -> Seat {
    if stack.contains(&Opened::Shell) { Seat::Container } else { Seat::Host }
}

/// The engine is called on the host, whatever was open.
pub fn is_for_engine(commands: &Commands<'_>) -> bool {
    commands.first().and_then(|words| without_prefixes(words).first()).is_some_and(|first| starts_containers(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(commands: &[(Option<Prompt>, &str, Seat)]) {
        let mut shells = Shells::default();
        for (prompt, text, want) in commands {
            assert_eq!(shells.place(1, *prompt, &Typed::new(*text), || false), *want, "{text}");
        }
    }

    #[test]
    fn a_container_is_entered_and_left() {
        use Seat::{Container, Host, Repl};
        check(&[
            (None, "ls", Host),
            (None, "docker run -it alpine sh", Host),
            (None, "ls", Container),
            (None, "bash", Container),
            (None, "exit", Container),
            (None, "ls", Container),
            (None, "exit", Container),
            (None, "ls", Host),
            (Some(Prompt::Container), "ls", Container),
            (Some(Prompt::Shell), "docker ps", Host),
            (Some(Prompt::Shell), "ls", Host),
        ]);
        check(&[
            (None, "docker run -it python", Host),
            (Some(Prompt::Repl), "print(1)", Repl),
            (None, "exit()", Repl),
            (None, "ls", Host),
            (None, "exit", Container),
        ]);
    }

    #[test]
    fn a_plain_prompt_after_the_containers_own_is_the_hosts() {
        let (shell, own) = (Some(Prompt::Shell), Some(Prompt::Container));
        check(&[
            (shell, "docker run -it alpine sh", Seat::Host),
            (shell, "ls", Seat::Container),
            (own, "ls", Seat::Container),
            (shell, "ls", Seat::Host),
            (shell, "ls", Seat::Host),
        ]);
        check(&[
            (shell, "docker run -it alpine sh", Seat::Host),
            (own, "ls", Seat::Container),
            (Some(Prompt::Root), "ls", Seat::Host),
        ]);
        check(&[
            (shell, "docker run -it alpine sh", Seat::Host),
            (own, "curl x", Seat::Container),
            (shell, "apk add curl", Seat::Container),
            (shell, "curl x", Seat::Container),
            (shell, "sudo apt-get update", Seat::Container),
            (shell, "docker ps", Seat::Host),
            (shell, "apk add curl", Seat::Host),
        ]);
    }

    #[test]
    fn a_container_may_have_an_engine_in_it() {
        use Seat::{Container, Host};
        for opens in [
            "docker run -it --privileged docker:dind sh",
            "docker run -it -v /var/run/docker.sock:/var/run/docker.sock web sh",
        ] {
            check(&[
                (None, opens, Host),
                (None, "docker run -it alpine sh", Container),
                (None, "exit", Container),
                (None, "docker ps", Container),
                (None, "exit", Container),
                (None, "docker ps", Host),
            ]);
            check(&[
                (None, opens, Host),
                (Some(Prompt::Container), "ls", Container),
                (Some(Prompt::Shell), "docker ps", Host),
            ]);
        }
        check(&[(None, "docker run -it dockerx/web sh", Host), (None, "docker ps", Host)]);
        let mut shells = Shells::default();
        shells.place(1, None, &Typed::new("docker run -it docker sh"), || false);
        assert_eq!(shells.clone().place(1, None, &Typed::new("docker ps"), || true), Host);
        shells.end_block(1, true);
        assert_eq!(shells.place(1, None, &Typed::new("docker ps"), || false), Host);
    }

    #[test]
    fn a_shell_of_the_hosts_own_is_left_on_the_host() {
        use Seat::{Container, Host};
        for opens in ["sudo -i", "sudo su -", "su - ada", "bash", "newgrp docker"] {
            check(&[(None, opens, Host), (None, "whoami", Host), (None, "exit", Host), (None, "exit", Container)]);
        }
        check(&[(None, "bash a.sh", Host), (None, "exit", Container)]);
        check(&[(None, "su -c ls", Host), (None, "exit", Container)]);
        check(&[
            (None, "sudo -i", Host),
            (None, "docker run -it alpine sh", Host),
            (None, "exit", Container),
            (None, "exit", Host),
        ]);
    }

    #[test]
    fn another_terminal_leaves_the_container_open() {
        let mut shells = Shells::default();
        shells.place(1, None, &Typed::new("docker run -it alpine sh"), || false);
        assert_eq!(shells.place(1, None, &Typed::new("docker ps"), || true), Seat::Host);
        assert_eq!(shells.place(1, None, &Typed::new("ls"), || false), Seat::Container);
        assert_eq!(shells.place(2, None, &Typed::new("ls"), || false), Seat::Host);
    }
}

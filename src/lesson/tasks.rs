//! What of a section is typed, and by which keys; what is left, and why.

use super::again::Again;
use super::aside::Aside;
use super::bindings::{Bindings, LAST, LOOKS_UP_LAST};
use super::computer::sets_up_computer;
use super::endless::endless;
use super::network::needs_internet;
use super::openers::Openers;
use super::placeholders::{Placeholder, Role, assigned, unset_variables};
use super::recalled::Recalled;
use super::replies::{DETACH, default_replies, is_detaching, is_for_program, is_in_program, of_container, of_program};
use super::touched::Touched;
use super::unset::Variables;
use super::warned::Warned;
use super::ways::{Choice, Seat, Ways};
use super::which::Which;
use super::written::write;
use super::{Examples, Shown, Task, Typed, Why};
use crate::check::shell::{self, split};
use crate::document::{Block, BlockKind, Command, Confidence, Location, Node, NodeKind, plain_text, walk};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// A command with so many placeholders is a general form: it shows what goes where.
const GENERAL_FORM: usize = 3;

/// Goes through a lesson section by section; knows whether a container's shell is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Tasks {
    /// Whether this lesson made a container whose name nobody chose, so that "the last one" is meant.
    has_container: bool,
    /// Whether that one ended because its shell was left.
    has_ended: bool,
    /// What its tables showed so far.
    bindings: Bindings,
    /// The shell's variables that its commands set.
    set: BTreeSet<String>,
    /// The same, and those that commands set which are asked about.
    variables: Variables,
    /// Files that are only shown.
    examples: Examples,
    /// What is shown as the way not to do it.
    warned: Warned,
    /// What is given twice.
    again: Again,
    /// What is for whoever needs it.
    aside: Aside,
    /// The lines of what goes on until somebody stops it.
    endless: BTreeSet<usize>,
    /// What it only looks back at.
    recalled: Recalled,
    /// Which containers were made, and which is spoken of.
    which: Which,
    /// Shells that stay open.
    openers: Openers,
    /// Files that are still to be filled.
    touched: Touched,
}

impl Tasks {
    /// Before the first section of a lesson.
    pub fn new(nodes: &[Node], examples: Examples, openers: Openers) -> Self {
        Self {
            examples,
            openers,
            bindings: Bindings::of(nodes),
            warned: Warned::of(nodes),
            again: Again::of(nodes),
            aside: Aside::of(nodes),
            recalled: Recalled::of(nodes),
            endless: endless(nodes),
            ..Self::default()
        }
    }

    /// The same outputs, each with the command that is typed.
    pub fn of_typed(&self, mut outputs: Vec<Shown>) -> Vec<Shown> {
        for shown in &mut outputs {
            shown.line = self.again.instead_of(shown.line).unwrap_or(shown.line);
        }
        outputs
    }

    /// The tasks of a section, the lines of those that a challenge asks for (they stand in boxes with answers and
    /// hints), and other ways to do the same.
    pub fn of_section(&mut self, nodes: &[Node]) -> (Vec<Task>, BTreeSet<usize>, Vec<Choice>) {
        let answers = lines_of_answers(nodes);
        let mut tasks = Vec::new();
        let mut ways = Ways::of(nodes);
        walk(nodes, &mut |node| match &node.kind {
            NodeKind::Block(block) => self.of_block(block, &mut ways, &mut tasks),
            NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => self.which.hear(&plain_text(text)),
            _ => {}
        });
        let given = |line: &usize| answers.iter().any(|lines| lines.contains(line));
        let lines = tasks.iter().filter_map(Task::offered).map(|typed| typed.line).filter(given).collect();
        (tasks, lines, ways.into_choices())
    }

    /// A block, in the place that it has among other ways to do the same.
    fn of_block(&mut self, block: &Block, ways: &mut Ways, tasks: &mut Vec<Task>) {
        match ways.seat(block) {
            Seat::Alone => self.of_chosen(block, ways, tasks),
            Seat::Chosen => {
                let from = tasks.len();
                self.of_lone_block(block, tasks);
                ways.keep(block, &tasks[from..]);
            }
            Seat::Other { line, before, tasks: other } => {
                let text = first_line(block);
                tasks.push(Task::Leave { line: block.line, text, why: Why::Alternative(line) });
                before.get_or_insert_with(|| self.clone()).of_lone_block(block, other);
            }
            Seat::Elsewhere { line } => {
                let text = first_line(block);
                tasks.push(Task::Leave { line: block.line, text, why: Why::Alternative(line) });
            }
        }
    }

    /// The commands of a block; of several ways to do the same the first is chosen.
    fn of_chosen(&mut self, block: &Block, ways: &mut Ways, tasks: &mut Vec<Task>) {
        let choices = block.choices();
        if choices.is_empty() {
            return self.of_lone_block(block, tasks);
        }
        self.bindings.see(block);
        ways.within(&choices);
        for command in &block.commands {
            let alone = std::slice::from_ref(command);
            match ways.seat_of_line(command.line) {
                Seat::Other { line, before, tasks: other } => {
                    let (at, text) = (command.line, command.text.clone());
                    tasks.push(Task::Leave { line: at, text, why: Why::Alternative(line) });
                    before.get_or_insert_with(|| self.clone()).of_commands(alone, other);
                }
                Seat::Elsewhere { line } => {
                    let (at, text) = (command.line, command.text.clone());
                    tasks.push(Task::Leave { line: at, text, why: Why::Alternative(line) });
                }
                Seat::Alone | Seat::Chosen => self.of_commands(alone, tasks),
            }
        }
    }

    fn of_lone_block(&mut self, block: &Block, tasks: &mut Vec<Task>) {
        let leave = |why| Task::Leave { line: block.line, text: first_line(block), why };
        // Also what stands between its own commands: an id is typed below the table that shows it.
        self.bindings.see(block);
        if let Some(path) = &block.path {
            self.touched.fill(path);
        }
        match block.kind {
            BlockKind::Command | BlockKind::Session if self.recalled.has(block.line) => {
                tasks.push(leave(Why::Recalled));
            }
            BlockKind::Command | BlockKind::Session if self.aside.has(block.line) => tasks.push(leave(Why::Aside)),
            BlockKind::Command | BlockKind::Session if block.confidence == Confidence::Guess => {
                let left = |c: &Command| Task::Leave { line: c.line, text: c.text.clone(), why: Why::Unsure };
                tasks.extend(block.commands.iter().map(left));
            }
            BlockKind::Command | BlockKind::Session => {
                if let Some((path, content)) = self.touched.shown(block, self.which.said()) {
                    self.touched.fill(&path);
                    tasks.push(Task::Write { line: block.line, path, content, append: false });
                }
                self.of_commands(&block.commands, tasks);
            }
            BlockKind::File if self.warned.has(block.line) => tasks.push(leave(Why::Warned)),
            BlockKind::File => tasks.push(match (&block.path, self.examples.other(block.line)) {
                (_, Some(other)) => leave(Why::Example(other)),
                (Some(path), None) => write(block, path),
                (None, None) => leave(Why::NoPath),
            }),
            BlockKind::Synopsis => tasks.push(leave(Why::Synopsis)),
            BlockKind::Repl if is_for_program(block) && is_in_program(tasks) => {
                self.of_commands(&block.commands, tasks);
            }
            BlockKind::Repl => tasks.push(leave(Why::Repl)),
            // Output below its own command explains itself.
            BlockKind::Output => {}
            BlockKind::Other => tasks.push(leave(Why::NoCommand)),
        }
    }

    fn of_commands(&mut self, commands: &[Command], tasks: &mut Vec<Task>) {
        for command in commands {
            if let Some(typed) = self.again.instead_of(command.line) {
                let (line, text) = (command.line, command.text.clone());
                tasks.push(Task::Leave { line, text, why: Why::Again(typed) });
                continue;
            }
            match command.location {
                _ if self.warned.has(command.line) => {
                    let (line, text) = (command.line, command.text.clone());
                    tasks.push(Task::Leave { line, text, why: Why::Warned });
                }
                Location::Host => tasks.push(self.of_host(command)),
                Location::Container => {
                    self.has_ended &= !is_detaching(command.typed());
                    tasks.extend(self.back(command));
                    of_container(command, self.endless.contains(&command.line), tasks);
                }
                Location::Program => of_program(command, tasks),
            }
        }
    }

    /// The way back into the container's shell that a line is for, where another terminal was used since.
    fn back(&mut self, command: &Command) -> Option<Task> {
        let text = self.openers.back(command.line)?.to_owned();
        let (location, interactive) = (Location::Host, true);
        let way = Command { line: command.line, text, straight: None, location, interactive, placeholders: Vec::new() };
        Some(self.of_host(&way)).filter(|task| matches!(task, Task::Type(_)))
    }

    fn of_host(&mut self, command: &Command) -> Task {
        let line = command.line;
        let leave = |why| Task::Leave { line, text: command.text.clone(), why };
        let (text, unknown) = self.filled(command);
        if needs_internet(&text) {
            return leave(Why::Network);
        }
        if needs_person(&text) {
            return leave(Why::Person);
        }
        if sets_up_computer(&text) {
            return leave(Why::Computer);
        }
        if self.has_ended && self.which.other().is_none() && wants_last_running(&text) {
            return leave(Why::Ended);
        }
        self.variables.see(&text);
        let is_kept = self.openers.is_kept(line);
        let replies = if is_kept { vec![DETACH.to_owned()] } else { default_replies(&text) };
        let endless = self.endless.contains(&line);
        if unknown.len() >= GENERAL_FORM {
            return leave(Why::Placeholder(unknown.into_iter().map(|p| p.written).collect()));
        }
        if !unknown.is_empty() {
            // The learner's own name is known then, also where nobody is asked.
            if unknown.iter().all(|placeholder| placeholder.role() == Role::User) {
                self.set.extend(assigned(&text));
            }
            return Task::Ask { typed: Typed { line, text, replies, endless }, placeholders: unknown };
        }
        self.has_container |= makes_container(&text);
        self.which.see(&text);
        self.touched.see(&text);
        self.has_ended = !is_kept && ends_last(&text).unwrap_or(self.has_ended);
        self.set.extend(assigned(&text));
        self.openers.is_typed(line);
        Task::Type(Typed { line, text, replies, endless })
    }

    /// The command with its placeholders filled where something tells their value, and those that stay.
    fn filled(&self, command: &Command) -> (String, Vec<Placeholder>) {
        let mut text = command.typed().to_owned();
        let placeholders = command.placeholders.iter().map(|name| Placeholder::new(name));
        let (containers, mut unknown): (Vec<_>, Vec<_>) = placeholders.partition(|p| p.is_container_in(&text));
        match containers.as_slice() {
            // Which container is looked up.
            [placeholder] if self.has_container && !self.which.is_earlier(&placeholder.written) => {
                let meant = self.which.named(&placeholder.written).or_else(|| self.which.other());
                text = placeholder.filled(&text, meant.as_deref().unwrap_or(LAST));
            }
            _ => unknown.splice(..0, containers).for_each(drop),
        }
        let learners = unset_variables(&text, |name| self.set.contains(name));
        for placeholder in learners.into_iter().chain(self.variables.missing(&text)) {
            if !unknown.contains(&placeholder) {
                unknown.push(placeholder);
            }
        }
        let text = self.bindings.bound(&text, self.has_container);
        unknown.extend(Bindings::unbound(&text).iter().map(|(id, name)| Placeholder::of_author(id, name)));
        (text, unknown)
    }
}

fn first_line(block: &Block) -> String {
    block.text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

/// The lines of the blocks in boxes with answers and hints.
fn lines_of_answers(nodes: &[Node]) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    walk(nodes, &mut |node| {
        let NodeKind::Callout(callout) = &node.kind else { return };
        if callout.is_way_out() || callout.kind == "hint" || callout.answers_itself() {
            add_lines(&callout.children, &mut found);
        }
        for inner in &callout.children {
            if matches!(&inner.kind, NodeKind::Callout(inner) if callout.is_answered_by(inner)) {
                add_lines(std::slice::from_ref(inner), &mut found);
            }
        }
    });
    found
}

fn add_lines(nodes: &[Node], found: &mut Vec<RangeInclusive<usize>>) {
    walk(nodes, &mut |inner| {
        if let NodeKind::Block(block) = &inner.kind {
            found.push(block.line..=block.end_line);
        }
    });
}

fn makes_container(text: &str) -> bool {
    ["docker run", "docker container run", "docker create", "docker container create"].iter().any(|c| text.contains(c))
}

/// What nobody but a person can do: editors, pagers, passwords, lines that are typed into a file.
fn needs_person(text: &str) -> bool {
    let first = text.trim_start_matches("sudo ").split_whitespace().next().unwrap_or_default();
    let writes = |rest: &str| rest.trim_start().starts_with('>') && !rest.contains(['<', '\n', ';', '&']);
    text.strip_prefix("cat").is_some_and(writes)
        || matches!(first, "vi" | "vim" | "nano" | "emacs" | "less" | "more" | "top" | "htop" | "code")
}

/// Whether the last container, if this command made or started it, has ended when the next one is typed; none where
/// the command does neither.
fn ends_last(text: &str) -> Option<bool> {
    let commands = split(text);
    let of_docker = commands.iter().filter_map(shell::Command::read).filter(|c| c.program == "docker");
    let makes = of_docker.rev().find(|c| matches!(c.verb.as_str(), "run" | "create" | "start" | "restart"));
    makes.map(|c| matches!(c.verb.as_str(), "run" | "start") && c.has("interactive") && !c.has("detach"))
}

/// Whether a command looks the last container up and can do nothing with one that ended.
fn wants_last_running(text: &str) -> bool {
    let wants = |c: &shell::Command| {
        c.program == "docker" && matches!(c.verb.as_str(), "attach" | "exec" | "top" | "pause" | "kill")
    };
    text.contains(LOOKS_UP_LAST) && split(text).iter().filter_map(shell::Command::read).any(|c| wants(&c))
}

/// Whether a command fetches packages, so that its sandbox needs a network.
pub(super) fn fetches_packages(text: &str) -> bool {
    [
        "apt-get update",
        "apt update",
        "apt-get install",
        "apt install",
        "apk add",
        "apk --no-cache add",
        "apk --update add",
        "add-apt-repository",
        "yum install",
        "dnf install",
        "pip install",
        "pip3 install",
        "npm install",
        "npm ci",
        "yarn install",
        "yarn add",
        "conda install",
        "gem install",
        "bundle install",
        "go mod download",
        "install.packages(",
    ]
    .iter()
    .any(|c| text.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::replies::opens_shell;

    fn command(text: &str, location: Location, placeholders: &[&str]) -> Command {
        let placeholders = placeholders.iter().map(|p| (*p).to_owned()).collect();
        Command { line: 1, text: text.into(), straight: None, location, interactive: opens_shell(text), placeholders }
    }

    #[test]
    fn lines_typed_in_a_container_go_with_the_command_that_opened_it() {
        let mut tasks = Vec::new();
        let commands = [
            command("docker run -t -i ubuntu:14.04 /bin/bash", Location::Host, &[]),
            command("apt-get update", Location::Container, &[]),
            command("exit", Location::Container, &[]),
            command("docker commit <your container_id> a/b", Location::Host, &["<your container_id>"]),
        ];
        Tasks::default().of_commands(&commands, &mut tasks);
        let Task::Type(first) = &tasks[0] else { panic!("{tasks:?}") };
        assert_eq!(first.replies, ["apt-get update", "exit"]);
        for (inside, want) in [
            (&["ls"][..], &["ls", DETACH][..]),
            (&["ls", "exit"], &["ls", "exit"]),
            (&["ls", DETACH], &["ls", DETACH]),
            (&[], &[DETACH]),
        ] {
            let inside = inside.iter().map(|text| command(text, Location::Container, &[]));
            let commands: Vec<_> =
                [command("docker attach web", Location::Host, &[])].into_iter().chain(inside).collect();
            let mut tasks = Vec::new();
            Tasks::default().of_commands(&commands, &mut tasks);
            assert!(matches!(&tasks[..], [Task::Type(typed)] if typed.replies == want), "{tasks:?}");
        }
        let Task::Type(second) = &tasks[1] else { panic!("{tasks:?}") };
        assert_eq!(second.text, "docker commit $(docker ps -lq) a/b");
    }

    #[test]
    fn the_container_that_the_text_speaks_of_is_meant() {
        let text = "## Do\n\n```bash\ndocker run -d nginx\ndocker run -d redis\n```\n\nStop the nginx container:\n\n\
            ```bash\ndocker stop <container-id>\n```\n\nAnd then:\n\n```bash\ndocker logs <container-id>\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let (tasks, _, _) = Tasks::default().of_section(&document.nodes);
        let typed: Vec<String> = tasks.iter().filter_map(Task::offered).map(|typed| typed.text).collect();
        assert_eq!(
            typed[2..],
            ["docker stop $(docker ps -lq --filter ancestor=nginx)", "docker logs $(docker ps -lq)"]
        );
    }

    #[test]
    fn another_container_is_no_web_site() {
        for local in [
            "docker run --rm --network back busybox wget -qO- http://stage/",
            "docker exec asker curl -s http://web:8080/health",
            "docker exec a sh -c 'wget -q http://web && wget http://api_2/x'",
            "curl http://localhost:8080/",
        ] {
            assert!(!needs_internet(local), "{local}");
        }
        for web in [
            "wget http://stage/",
            "docker run --rm busybox wget -qO- http://example.org/",
            "docker exec a sh -c 'wget http://web && wget http://example.org/x'",
            "docker run --rm alpine wget http://$HOST/",
            "docker run --rm alpine git clone me@host:repo",
        ] {
            assert!(needs_internet(web), "{web}");
        }
    }

    #[test]
    fn what_a_challenge_asks_for_is_known_from_what_is_done_together() {
        let text = "## Try\n\n```bash\nls\n```\n\n::: challenge\n## Do\n\n```bash\nid\n```\n\n::: solution\n```bash\npwd\n```\n:::\n:::\n\n<details>\n<summary>Hint</summary>\n\n```bash\ndate\n```\n</details>\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let (tasks, answers, _) = Tasks::default().of_section(&document.nodes);
        let asked: Vec<_> = tasks.iter().filter_map(Task::typed).map(|t| (answers.contains(&t.line), t.text)).collect();
        let want = [(false, "ls"), (false, "id"), (true, "pwd"), (true, "date")];
        assert_eq!(asked, want.map(|(asked, text)| (asked, text.to_owned())));
    }

    #[test]
    fn what_answers_a_question_is_not_typed_before_somebody_thought() {
        let asked = |text: &str| {
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let (tasks, answers, _) = Tasks::default().of_section(&document.nodes);
            tasks.iter().filter_map(Task::typed).map(|t| answers.contains(&t.line)).collect::<Vec<_>>()
        };
        let boxed = |head: &str, inner: &str| {
            format!("{head}\n\n    Think.\n\n    {inner}\n\n        ```bash\n        docker ps\n        ```\n")
        };
        for head in ["??? question \"How?\"", "!!! question \"How?\"", "!!! question"] {
            for inner in ["!!! success \"Answer\"", "??? success", "!!! success \"Solution\"", "!!! note \"Answer\""] {
                assert_eq!(asked(&boxed(head, inner)), [true], "{head} {inner}");
            }
            // Folded below its title, all of it answers.
            assert_eq!(asked(&boxed(head, "!!! note \"Mind\"")), [head.starts_with('?')], "{head}");
        }
        assert_eq!(asked(&boxed("!!! note \"Do\"", "!!! success \"Well done\"")), [false]);
    }

    #[test]
    fn input_for_a_program_goes_with_the_command_that_starts_it() {
        let replies = |text: &str| {
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let (tasks, ..) = Tasks::default().of_section(&document.nodes);
            let shown = |task: &Task| match task {
                Task::Type(typed) => format!("{}: {}", typed.text, typed.replies.join("|")),
                Task::Leave { text, .. } => format!("left {text}"),
                task => format!("{task:?}"),
            };
            tasks.iter().map(shown).collect::<Vec<_>>()
        };
        let open = "## Do\n\n```bash\ndocker exec -it db psql -U me\n```\n\n";
        let sql = "```sql\nSELECT 1;\n```\n\nLeave:\n\n```\n\\q\n```\n\n```bash\ndocker ps\n```\n";
        assert_eq!(replies(&format!("{open}{sql}")), ["docker exec -it db psql -U me: SELECT 1;|\\q", "docker ps: "]);
        let session =
            "```bash\napptainer shell a.sif\nApptainer> python3\n>>> for i in a:\n...     f(i)\n...\n>>> exit()\n```\n";
        let inside = "apptainer shell a.sif: python3|for i in a:\n    f(i)\n|exit()";
        assert_eq!(replies(&format!("## Do\n\n{session}")), [inside]);
        // Nothing opened the program here.
        assert_eq!(
            replies("## Do\n\n```bash\nls\n```\n\n```\nmysql> SELECT 1;\n```\n"),
            ["ls: ", "left mysql> SELECT 1;"]
        );
    }

    #[test]
    fn the_way_not_to_do_it_is_left() {
        let text = "## Bad\n\n```bash\nls\n```\n\n```dockerfile\nFROM a\n```\n\n## Good\n\n```bash\nid\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let mut all = Tasks::new(&document.nodes, Examples::default(), Openers::default());
        let (tasks, _, _) = all.of_section(&document.nodes);
        let left = |t: &Task| matches!(t, Task::Leave { why: Why::Warned, .. });
        assert_eq!(tasks.iter().map(left).collect::<Vec<_>>(), [true, true, false], "{tasks:?}");
    }

    #[test]
    fn what_cannot_be_typed_says_why() {
        let cases = [
            ("docker push nginx", Why::Network),
            ("docker build -t a https://example.org/Dockerfile", Why::Network),
            ("nano Dockerfile", Why::Person),
            ("cat > notes.txt", Why::Person),
            ("sudo groupadd docker", Why::Computer),
            ("sudo usermod -aG docker $USER", Why::Computer),
            ("sudo service docker start", Why::Computer),
            ("sudo apt-get install -y docker-ce", Why::Computer),
            ("scp -i key a.sif me@hpc.example.org:", Why::Network),
        ];
        for (text, want) in cases {
            let Task::Leave { why, .. } = Tasks::default().of_host(&command(text, Location::Host, &[])) else {
                panic!("{text} would be typed")
            };
            assert_eq!(why, want);
        }
    }

    #[test]
    fn a_container_whose_shell_was_left_does_not_answer() {
        let left = |lines: &[(&str, Location)]| {
            let commands: Vec<_> = lines.iter().map(|(text, at)| command(text, *at, &[])).collect();
            let (mut tasks, mut all) = (Vec::new(), Tasks::default());
            all.of_commands(&commands, &mut tasks);
            let is_left = |t: &&Task| matches!(t, Task::Leave { why: Why::Ended, .. });
            tasks.iter().filter(is_left).count()
        };
        let (host, inside) = (Location::Host, Location::Container);
        let attach = ("docker attach 0db38ea51a48", host);
        let run = ("docker run -it alpine sh", host);
        assert_eq!(left(&[run, ("exit", inside), ("docker ps", host), attach]), 1);
        assert_eq!(left(&[run, attach, ("docker stop 0db38ea51a48", host)]), 1);
        assert_eq!(left(&[run, ("Ctrl-P Ctrl-Q", inside), attach]), 0);
        assert_eq!(left(&[run, ("docker start 0db38ea51a48", host), attach]), 0);
        assert_eq!(left(&[("docker run -dit alpine sh", host), attach]), 0);
        assert_eq!(left(&[("docker run -d nginx", host), ("docker exec -it 0db38ea51a48 sh", host), attach]), 0);
        assert_eq!(left(&[run, ("docker attach web", host)]), 0);
    }

    #[test]
    fn an_id_that_nothing_tells_is_asked_for() {
        let ids = |made: bool| {
            let tasks = Tasks { has_container: made, ..Tasks::default() };
            let (text, wanted) = tasks.filled(&command("docker rm 9c698655416a", Location::Host, &[]));
            (text, wanted.into_iter().map(|p| (p.written.clone(), p.role())).collect::<Vec<_>>())
        };
        let id = || "9c698655416a".to_owned();
        assert_eq!(ids(false), (format!("docker rm {}", id()), vec![(id(), Role::Container)]));
        assert_eq!(ids(true), (format!("docker rm {LAST}"), Vec::new()));
    }

    #[test]
    fn an_authors_random_name_means_the_last_container() {
        let mut tasks = Tasks { has_container: true, ..Tasks::default() };
        let filled = |tasks: &mut Tasks, text| tasks.filled(&command(text, Location::Host, &[])).0;
        assert_eq!(
            filled(&mut tasks, "docker inspect jolly_euclid | grep my_label"),
            "docker inspect $(docker ps -lq) | grep my_label"
        );
        assert_eq!(filled(&mut tasks, "docker run my_image_name"), "docker run my_image_name");
        assert_eq!(filled(&mut tasks, "docker commit web my_image"), "docker commit web my_image");
        assert_eq!(
            filled(&mut tasks, "docker commit jolly_euclid my_image"),
            "docker commit $(docker ps -lq) my_image"
        );
    }
}

//! What can be observed of a sandbox, as plain data: no engine, no clock.

mod blame;
mod bound;
mod delta;
mod history;
mod moment;
mod probe;
mod shape;
mod watch;

pub use blame::{Blame, DEED_LIMIT, Deed};
pub use bound::{Bindings, Bound, BoundKind};
pub use delta::{Change, Delta};
pub use history::{History, Seen};
pub use probe::{Answer, Answers, Archive, Detail, Output, Place, Probe};
pub use shape::Shape;
pub use watch::{Glance, Watched};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// The sandbox at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Seconds since the epoch by the sandbox's clock.
    pub taken: i64,
    /// How many seconds the learner's clock on the wall is ahead of UTC.
    #[serde(default)]
    pub utc_offset: i32,
    /// All images, also dangling ones.
    pub images: Vec<Image>,
    /// All containers, also stopped ones.
    pub containers: Vec<Container>,
    /// All named and anonymous volumes.
    pub volumes: Vec<Volume>,
    /// All networks, also `bridge`, `host` and `none`.
    pub networks: Vec<Network>,
    /// What was looked up for checks that asked for it.
    #[serde(default, with = "probe::pairs")]
    pub answers: Answers,
    /// Of a path of the learner's machine at which nothing was found, what is there instead.
    #[serde(default)]
    pub beside: Beside,
}

/// Names of the files beside one that is not there, by its path as it was asked for.
pub type Beside = BTreeMap<String, Vec<String>>;

/// An image of the inner engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// `sha256:…`.
    pub id: String,
    /// `name:tag` as the engine lists them; empty for a dangling image.
    pub tags: Vec<String>,
    /// The layers' digests, the lowest first.
    pub layers: Vec<String>,
    /// `LABEL`s.
    pub labels: BTreeMap<String, String>,
    /// `ENV`s, `NAME=value`.
    pub env: Vec<String>,
    /// `CMD`.
    pub cmd: Vec<String>,
    /// `ENTRYPOINT`.
    pub entrypoint: Vec<String>,
    /// `USER`.
    pub user: String,
    /// `WORKDIR`.
    pub workdir: String,
    /// `EXPOSE`d ports, `80/tcp`.
    pub ports: Vec<String>,
    /// Who made it, by `commit --author` or `MAINTAINER`.
    pub author: String,
    /// The commit message.
    pub comment: String,
    /// Bytes.
    pub size: i64,
    /// The digests of its manifest in registries, `name@sha256:…`.
    #[serde(default)]
    pub digests: Vec<String>,
    /// The identities of the images it was made from, by the engine's own record, the nearest first; empty where it keeps
    /// none.
    #[serde(default)]
    pub ancestors: Vec<String>,
}

/// A container of the inner engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// 64 hexadecimal digits.
    pub id: String,
    /// Without the leading slash.
    pub name: String,
    /// The image as it was named at creation.
    pub image: String,
    /// `sha256:…` of the image.
    pub image_id: String,
    /// `created` `running` `paused` `restarting` `exited` `dead`.
    pub status: String,
    /// The status it exited with; meaningful when `exited`.
    pub exit_code: i64,
    /// When it last started, seconds since the epoch; 0 if never.
    pub started: i64,
    /// When it last stopped, seconds since the epoch; 0 if it never did.
    pub finished: i64,
    /// What runs in it: entrypoint and arguments.
    pub command: Vec<String>,
    /// Labels, those of the image included.
    pub labels: BTreeMap<String, String>,
    /// `NAME=value`, those of the image included.
    pub env: Vec<String>,
    /// Published ports: `80/tcp` in the container to host ports.
    pub ports: BTreeMap<String, Vec<u16>>,
    /// The ports it is made to publish as long as it runs, in the same way; none of the host's where the engine chooses.
    #[serde(default)]
    pub bindings: BTreeMap<String, Vec<u16>>,
    /// Mounts by their path in the container.
    pub mounts: BTreeMap<String, Mount>,
    /// The names of the networks it is in.
    pub networks: Vec<String>,
    /// `no` `always` `on-failure` `unless-stopped`.
    pub restart: String,
    /// Removed by the engine when it exits (`--rm`).
    pub auto_remove: bool,
    /// `healthy` `unhealthy` `starting`; empty without a health check.
    #[serde(default)]
    pub health: String,
    /// How often the engine started it again because it had ended.
    #[serde(default)]
    pub restarts: i64,
    /// The most memory it may take, in bytes; 0 for no limit.
    #[serde(default)]
    pub memory: i64,
    /// The most processor time it may take, in thousandths of a processor; 0 for no limit.
    #[serde(default)]
    pub milli_cpus: i64,
    /// The user its processes run as; empty for the engine's choice.
    #[serde(default)]
    pub user: String,
    /// Its working directory.
    #[serde(default)]
    pub workdir: String,
    /// Its host name.
    #[serde(default)]
    pub hostname: String,
}

/// What is mounted in a container.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mount {
    /// A volume's name or a path of the host; empty for `tmpfs`.
    pub source: String,
    /// `volume` `bind` `tmpfs` …
    pub kind: String,
    /// The container may only read it.
    pub read_only: bool,
}

impl Network {
    /// Whether this is its name or its identity.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || is_identity(name, &self.id)
    }
}

impl Container {
    /// Whether this is its name, its identity, or the beginning of its identity as the engine shows it.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || is_identity(name, &self.id)
    }

    /// Whether a process of it runs (paused counts: it holds its processes).
    pub fn is_running(&self) -> bool {
        matches!(self.status.as_str(), "running" | "paused" | "restarting")
    }

    /// Whether a process of it runs at this very moment: only then it has addresses, and ports of the machine.
    pub fn holds_processes(&self) -> bool {
        matches!(self.status.as_str(), "running" | "paused")
    }
}

/// How many digits of an identity the engine shows.
pub const SHORT_ID: usize = 12;

/// Whether a word is an identity, or the beginning of it as the engine shows it.
pub fn is_identity(word: &str, id: &str) -> bool {
    word.len() >= SHORT_ID && id.starts_with(word)
}

/// A volume of the inner engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// Its name; 64 hexadecimal digits for an anonymous one.
    pub name: String,
    /// `local` mostly.
    pub driver: String,
    /// Labels.
    pub labels: BTreeMap<String, String>,
}

/// A network of the inner engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `bridge` `host` `null` …
    pub driver: String,
    /// Labels.
    pub labels: BTreeMap<String, String>,
}

/// A file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// What it is.
    pub kind: FileKind,
    /// Permission bits.
    pub mode: u32,
    /// The number of the user it belongs to, as it is known where the file is.
    pub uid: u32,
    /// That user's name; empty where only the number is known.
    pub owner: String,
    /// Bytes.
    pub size: u64,
    /// The first [`FILE_CONTENT_LIMIT`] bytes, as text.
    pub content: String,
    /// When its content, mode or owner last changed, in nanoseconds since the epoch by the sandbox's clock; 0 where that
    /// is not known.
    #[serde(default)]
    pub changed: i64,
    /// When its content last changed, in the same way.
    #[serde(default)]
    pub written: i64,
    /// Where it leads if it is a link; mode, owner, size and content are then those of what is there.
    #[serde(default)]
    pub link: Option<Link>,
}

/// Where a symbolic link leads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// As it is written in the link.
    pub to: String,
    /// What is at its end; none where nothing is.
    pub end: Option<FileKind>,
}

impl File {
    /// What is read where it is opened; none where a link leads nowhere.
    pub fn end(&self) -> Option<FileKind> {
        self.link.as_ref().map_or(Some(self.kind), |link| link.end)
    }

    /// Where a link leads at whose end nothing is.
    pub fn dangling(&self) -> Option<&str> {
        self.link.as_ref().filter(|link| link.end.is_none()).map(|link| link.to.as_str())
    }
}

/// How much of a file is read for checks on its content, in bytes.
pub const FILE_CONTENT_LIMIT: usize = 64 * 1024;

/// Kinds of files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A regular file.
    #[default]
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Link,
    /// Anything else.
    Other,
}

/// Something the inner engine said it did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineEvent {
    /// Seconds since the epoch by the sandbox's clock.
    pub time: i64,
    /// The same in nanoseconds; 0 where only seconds are known.
    #[serde(default)]
    pub nanoseconds: i64,
    /// `image` `container` `volume` `network` …
    pub kind: String,
    /// `create` `start` `die` `destroy` `pull` `tag` `untag` `delete` …
    pub action: String,
    /// The object's identity (an image's reference for `pull`).
    pub id: String,
    /// `name`, `image`, `exitCode`, labels …
    pub attributes: BTreeMap<String, String>,
}

/// A command that ended in the learner's shell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandRecord {
    /// As typed.
    pub text: String,
    /// Its exit status.
    pub exit: i32,
    /// What it printed, standard output and error together, as it stands on the screen in the end: progress bars that
    /// drew over themselves are there once. Only the end of it where it is long.
    pub output: String,
    /// When it began, in nanoseconds since the epoch by the sandbox's clock; 0 where nobody looked.
    pub started: i64,
    /// When it ended.
    pub ended: i64,
}

impl CommandRecord {
    /// Whether the container runtime lost the process that it was about to start (opencontainers/runc#2662): a fault of the
    /// machine, which nothing in a lesson can bring about.
    pub fn was_lost(&self) -> bool {
        let lost = ["OCI runtime ", "read init-p: connection reset by peer"];
        self.exit != 0 && lost.iter().all(|words| self.output.contains(words))
    }
}

/// What to type into the learner's shell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// A shell command; may have several lines.
    pub text: String,
    /// The command hands the terminal to a shell in a container, which waits at a prompt of its own.
    pub interactive: bool,
    /// Lines to type at that prompt, as a model learner does.
    pub replies: Vec<String>,
    /// When to stop a command that does not end; none for a person at the keyboard.
    pub limit: Option<Duration>,
    /// When to stop one that prints nothing and, as far as can be seen, has nothing done for it.
    pub idle: Option<Duration>,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ran {
    /// The command, its exit status and its output.
    pub record: CommandRecord,
    /// It was stopped because it ran longer than [`Run::limit`].
    pub stopped: bool,
    /// The shell itself ended (`exit`); the next command gets a fresh one.
    pub shell_ended: bool,
    /// The shell's working directory afterwards.
    pub cwd: String,
}

/// The state, and how it came to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    /// The state now.
    pub snapshot: Snapshot,
    /// What the engine did since the last observation.
    pub events: Vec<EngineEvent>,
    /// Containers that were made since then, as they were made.
    pub made: Vec<Container>,
    /// Why some of that is not known, if it is not.
    pub lost: Option<String>,
}

/// Everything a check may look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Before the step began.
    pub before: Snapshot,
    /// Now.
    pub now: Snapshot,
    /// What was ever seen in this sandbox.
    pub history: History,
    /// The step's commands so far.
    pub commands: Vec<CommandRecord>,
    /// What steps before gave a name to.
    pub bindings: Bindings,
}

/// How `docker load` says the name of what it loaded.
const LOADED: &str = "Loaded image: ";

impl State {
    /// Takes in what was observed.
    pub fn take_in(&mut self, observation: Observation) {
        for event in &observation.events {
            self.history.heard(event);
        }
        observation.made.into_iter().for_each(|container| self.history.made(container));
        self.history.saw(&observation.snapshot);
        self.learn_loaded(&observation.events);
        self.watch(&observation.snapshot);
        self.history.lost = observation.lost.or(self.history.lost.take());
        self.now = observation.snapshot;
        self.refresh_names();
    }

    /// Of an image that was loaded the engine tells no name, and one that went in the same line was seen by nobody: the
    /// command that loaded it said it.
    fn learn_loaded(&mut self, events: &[EngineEvent]) {
        let is_load = |event: &&EngineEvent| event.kind == "image" && event.action == "load";
        let Some(last) = self.commands.last().filter(|_| events.iter().any(|event| is_load(&event))) else { return };
        let names = last.output.lines().filter_map(|line| line.trim().strip_prefix(LOADED));
        self.history.images.extend(names.map(str::to_owned));
    }
}

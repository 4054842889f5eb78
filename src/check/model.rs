//! What a sidecar says, read and checked: plain data that the judge and the tutor work on.

use super::bind::Names;
use super::{Look, Prediction, TextCheck, Values, Variable};
use crate::document::Quiz;
use crate::source::Span;
use crate::state::{FileKind, Place};
use regex::{Regex, RegexBuilder};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A lesson's sidecar, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sidecar {
    /// The stem of the lesson it belongs to, where the sidecar names it.
    pub lesson: Option<String>,
    /// The images that must be pullable.
    pub images: Vec<String>,
    /// Whether the sandbox may reach the network.
    pub network: bool,
    /// The steps with checks, in the order of the file.
    pub steps: Vec<StepChecks>,
    /// The variables with their values, in the order of the file.
    pub variables: Vec<Variable>,
}

impl Sidecar {
    /// The values of its variables.
    pub fn values(&self) -> Values {
        self.variables.iter().map(|variable| (variable.name.clone(), variable.value.clone())).collect()
    }
}

/// What a sidecar says of one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepChecks {
    /// The step's id: its heading's slug or an explicit `{#id}`.
    pub id: String,
    /// Where the sidecar names it.
    pub span: Span,
    /// What must hold for the step to be done.
    pub expect: Vec<Check>,
    /// What must not come to hold: the step can then no longer be done.
    pub impossible: Vec<Check>,
    /// From vague to exact.
    pub hints: Vec<String>,
    /// The model commands.
    pub solution: Vec<String>,
    /// Other command sequences that must pass too.
    pub also: Vec<Vec<String>>,
    /// Command sequences that must not pass.
    pub wrong: Vec<Vec<String>>,
    /// Mutants whose result is meant.
    pub explained: Vec<Explained>,
    /// Questions of the step.
    pub quizzes: Vec<Quiz>,
    /// Questions that come before one of its commands.
    pub predictions: Vec<Prediction>,
    /// The digest of the lesson's text that the step was recorded from, `sha256:` and 64 hexadecimal digits.
    pub recorded: Option<String>,
}

/// Why a wrong way may pass, or a right way need not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The mutant's commands as the report names them; `*` stands for any text.
    pub mutant: String,
    /// The author's reason.
    pub because: String,
}

impl Explained {
    /// Whether these commands are meant. White space does not matter.
    pub fn means(&self, commands: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (pattern, text) = (plain(&self.mutant), plain(commands));
        let mut parts = pattern.split('*');
        let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

/// One expectation on the state, and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is expected.
    pub assertion: Assertion,
    /// 1-based line in the sidecar; none for a check derived from a command.
    pub line: Option<usize>,
    /// The names it gives and uses.
    pub names: Names,
    /// The author's words for it, where the learner is to read others than those that are made from it.
    pub say: Option<String>,
}

impl Check {
    /// A check that gives and uses no names.
    pub fn new(assertion: Assertion, line: Option<usize>) -> Self {
        Self { assertion, line, names: Names::default(), say: None }
    }
}

/// The kinds of expectation.
#[derive(Debug, Clone, PartialEq)]
pub enum Assertion {
    /// An image is there and looks like this.
    Image(ImageCheck),
    /// A container is, ran or was removed like this.
    Container(ContainerCheck),
    /// A volume is there.
    Volume(VolumeCheck),
    /// A network is there.
    Network(NetworkCheck),
    /// A file is there and looks like this.
    File(FileCheck),
    /// A command printed this.
    Output(OutputCheck),
    /// A command ended like this.
    Exit(ExitCheck),
    /// Such a command was run.
    Ran(RanCheck),
    /// Something that the engine does not list.
    Look(Box<Look>),
    /// Something was there once and is gone.
    Absent(Box<Assertion>),
    /// Each of them holds.
    All(Vec<Assertion>),
    /// At least one of them holds.
    Any(Vec<Assertion>),
    /// It does not hold.
    Not(Box<Assertion>),
    /// There are so many of them.
    Count(Box<CountCheck>),
}

impl Assertion {
    /// Whether it keeps a step from going too far rather than asking for something: then it holds from the beginning.
    pub fn is_guard(&self) -> bool {
        match self {
            Self::Not(_) => true,
            Self::Count(check) => check.bounds.min.is_none_or(|min| min == 0),
            Self::All(parts) => parts.iter().all(Self::is_guard),
            Self::Any(parts) => parts.iter().any(Self::is_guard),
            _ => false,
        }
    }
}

/// An expectation on how many there are of something.
#[derive(Debug, Clone, PartialEq)]
pub struct CountCheck {
    /// What is counted: an image, container, volume or network.
    pub of: Assertion,
    /// How many there may be.
    pub bounds: Bounds,
}

/// An expectation on one image.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImageCheck {
    /// Its reference as the author wrote it; without one any image will do.
    pub reference: Option<String>,
    /// The reference of the image it must be identical with.
    pub same_as: Option<String>,
    /// The reference of an image it must not be.
    pub differs_from: Option<String>,
    /// Labels it must have.
    pub labels: BTreeMap<String, String>,
    /// Environment it must set.
    pub env: BTreeMap<String, String>,
    /// Its default command.
    pub cmd: Option<CommandLine>,
    /// Its entrypoint.
    pub entrypoint: Option<CommandLine>,
    /// The user its processes run as.
    pub user: Option<String>,
    /// Its working directory.
    pub workdir: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Its commit message.
    pub comment: Option<String>,
    /// Ports it exposes, `80/tcp`.
    pub ports: Vec<String>,
    /// An image without a name.
    pub dangling: bool,
    /// Its size in bytes.
    pub size: Bounds,
    /// How many layers its file system has.
    pub layers: Bounds,
    /// The reference of the image whose layers its own begin with.
    pub base: Option<String>,
    /// The reference of the image that it was made from.
    pub parent: Option<String>,
    /// The container that it is a commit of.
    pub commit_of: Option<String>,
    /// Its identity, or its manifest's digest in a registry; the first digits are enough.
    pub digest: Option<String>,
}

/// An expectation on one container.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContainerCheck {
    /// Its name; without one any container that fits will do.
    pub name: Option<String>,
    /// The reference of its image.
    pub image: Option<String>,
    /// Whether it runs.
    pub running: Option<bool>,
    /// Whether it is paused.
    pub paused: Option<bool>,
    /// Whether it has exited.
    pub exited: Option<bool>,
    /// The status it exited with.
    pub exit_code: Option<i64>,
    /// It started since the step began, and may be gone again.
    pub ran: bool,
    /// It was there once and is gone.
    pub removed: bool,
    /// Labels it must have.
    pub labels: BTreeMap<String, String>,
    /// Environment it must have.
    pub env: BTreeMap<String, String>,
    /// Ports in the container (`80/tcp`) to ports of the host; none where any will do.
    pub ports: BTreeMap<String, Option<u16>>,
    /// Paths in the container to what must be mounted there.
    pub mounts: BTreeMap<String, MountCheck>,
    /// Networks it must be in.
    pub networks: Vec<String>,
    /// What runs in it.
    pub command: Option<CommandLine>,
    /// Its restart policy.
    pub restart: Option<String>,
    /// Whether the engine is starting it again after it ended.
    pub restarting: Option<bool>,
    /// Whether it was created and never started.
    pub created: Option<bool>,
    /// What its health check says: `healthy` `unhealthy` `starting` `none`.
    pub health: Option<String>,
    /// The most memory it may take, in bytes; 0 for no limit.
    pub memory: Option<u64>,
    /// The most processor time it may take, in thousandths of a processor; 0 for no limit.
    pub milli_cpus: Option<u64>,
    /// The user its processes run as.
    pub user: Option<String>,
    /// Its working directory.
    pub workdir: Option<String>,
    /// Its host name.
    pub hostname: Option<String>,
    /// How many seconds it must have been running without being started again.
    pub stable_for: Option<u32>,
    /// What its logs must say.
    pub logs: TextCheck,
    /// Its files that must not be as in its image.
    pub changed: Vec<FileChange>,
    /// Parts of command lines; each must be in one of its processes'.
    pub processes: Vec<String>,
}

/// An expectation on a container's file that is not as in its image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Where it is in the container.
    pub path: String,
    /// What became of it; none where it does not matter.
    pub kind: Option<ChangeKind>,
}

/// What became of a file, in the letters of `docker diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// `A`
    Added,
    /// `C`
    Changed,
    /// `D`
    Deleted,
}

impl ChangeKind {
    /// By its letter.
    pub fn of(letter: &str) -> Option<Self> {
        match letter {
            "A" => Some(Self::Added),
            "C" => Some(Self::Changed),
            "D" => Some(Self::Deleted),
            _ => None,
        }
    }

    /// "added".
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
        }
    }
}

/// An expectation on one mount of a container.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MountCheck {
    /// A volume's name or a path of the host; without it any source will do.
    pub source: Option<String>,
    /// `volume` `bind` `tmpfs`.
    pub kind: Option<String>,
    /// Whether the container may only read it.
    pub read_only: Option<bool>,
}

/// How much there may be; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The least; none for 0.
    pub min: Option<u64>,
    /// The most; none for any.
    pub max: Option<u64>,
}

impl Bounds {
    /// Just this much.
    pub fn just(amount: u64) -> Self {
        Self { min: Some(amount), max: Some(amount) }
    }

    /// Whether an amount lies within.
    pub fn holds(self, amount: u64) -> bool {
        self.min.is_none_or(|min| amount >= min) && self.max.is_none_or(|max| amount <= max)
    }

    /// Whether every amount does.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }
}

/// An expectation on one volume.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VolumeCheck {
    /// Its name; without one any volume that fits will do.
    pub name: Option<String>,
    /// Its driver.
    pub driver: Option<String>,
    /// Labels it must have.
    pub labels: BTreeMap<String, String>,
}

/// An expectation on one network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetworkCheck {
    /// Its name; without one any network of the learner's that fits will do.
    pub name: Option<String>,
    /// Its driver.
    pub driver: Option<String>,
    /// Labels it must have.
    pub labels: BTreeMap<String, String>,
    /// The names of containers that must be in it.
    pub members: Vec<String>,
}

/// An expectation on one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileCheck {
    /// Where it is, as the author wrote it.
    pub path: String,
    /// What it is in; none for the learner's machine itself.
    pub place: Option<Place>,
    /// File, directory or link.
    pub kind: Option<FileKind>,
    /// Texts it must contain.
    pub contains: Vec<String>,
    /// Its whole text; white space at the end does not matter.
    pub equals: Option<String>,
    /// What its text must match.
    pub matches: Option<Pattern>,
    /// Its least size in bytes.
    pub min_size: Option<u64>,
    /// Its greatest size in bytes.
    pub max_size: Option<u64>,
    /// Its permission bits.
    pub mode: Option<u32>,
    /// The user it belongs to: a name or a number.
    pub owner: Option<String>,
    /// JSON pointers (`/a/0/b`) to what its text has there, as it is written.
    pub json: BTreeMap<String, String>,
    /// Those of them at which no text must be: their value is a number, `true` or `false` without quotes.
    pub unquoted: BTreeSet<String>,
}

/// An expectation on what a command printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutputCheck {
    /// Texts it must contain.
    pub contains: Vec<String>,
    /// What it must match.
    pub matches: Option<Pattern>,
    /// The whole of it; white space at the end does not matter.
    pub equals: Option<String>,
    /// What it must be like: the same but for ids, times and the like, and for what is left out as `...`.
    pub like: Option<String>,
    /// Texts it must not contain.
    pub excludes: Vec<String>,
    /// Which commands are meant; without it any command of the step.
    pub command: Option<Pattern>,
}

/// An expectation on how a command ended.
#[derive(Debug, Clone, PartialEq)]
pub struct ExitCheck {
    /// The status.
    pub status: ExitStatus,
    /// Which commands are meant; without it the last command of the step.
    pub command: Option<Pattern>,
}

/// An expectation that a command was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RanCheck {
    /// The command's first words; `*` stands for any one word.
    pub command: String,
    /// How it must have ended.
    pub status: ExitStatus,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// With this status.
    Is(i32),
    /// With any status but 0.
    Nonzero,
    /// It does not matter how.
    Any,
}

/// A command as the author wrote it: one string, or its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandLine {
    /// `cmd: python app.py`
    Text(String),
    /// `cmd: [python, app.py]`
    Words(Vec<String>),
}

/// A regular expression; `^` and `$` mean the ends of a line.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

/// How much memory a compiled [`Pattern`] may take, in bytes.
pub const PATTERN_SIZE_LIMIT: usize = 1 << 20;

impl Pattern {
    /// Compiles one; the error is the regex crate's own.
    pub fn new(text: &str) -> Result<Self, regex::Error> {
        RegexBuilder::new(text).multi_line(true).size_limit(PATTERN_SIZE_LIMIT).build().map(Self)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold yet.
    #[serde(rename = "not yet")]
    NotYet,
    /// It can no longer come to hold from here.
    Impossible,
    /// It could not be looked at; not the learner's doing.
    Unknown,
}

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What came of it.
    pub verdict: Verdict,
    /// The expectation: "image `devops/mysql:snapshot` exists".
    pub what: String,
    /// What was found instead; none where it passed.
    pub why: Option<String>,
    /// Since when that is so, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
}

impl Finding {
    /// A finding of which is not known since when it is so.
    pub fn new(verdict: Verdict, what: impl Into<String>, why: Option<String>) -> Self {
        Self { verdict, what: what.into(), why, since: None }
    }

    /// Whether two findings differ by nothing but the time that passed between them.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same_why = match (&self.why, &other.why) {
            (Some(a), Some(b)) => super::judge::says_the_same(a, b),
            (a, b) => a == b,
        };
        same_why && self.verdict == other.verdict && self.what == other.what
    }
}

/// When something came to be as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Since {
    /// By RFC 3339, with the offset of the learner's zone.
    pub time: String,
    /// The command that did it, as typed; none where it happened by itself, or is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_means_its_mutant() {
        let cases = [
            ("docker ps", "docker ps", true),
            ("docker ps", "docker ps -a", false),
            ("docker  run *; docker ps", "docker run x; docker ps", true),
            ("*prune*", "docker image prune -f", true),
            ("*a*b", "ab", true),
            ("a*a", "a", false),
        ];
        for (mutant, text, want) in cases {
            let explained = Explained { mutant: mutant.into(), because: String::new() };
            assert_eq!(explained.means(text), want, "{mutant} {text}");
        }
    }

    #[test]
    fn a_pattern_is_for_lines_and_has_a_limit() {
        let pattern = Pattern::new("^b$").unwrap();
        assert!(pattern.is_match("a\nb\nc"));
        assert!(!pattern.is_match("ab"));
        assert_eq!(pattern, Pattern::new("^b$").unwrap());
        assert_ne!(pattern, Pattern::new("^c$").unwrap());
        assert!(Pattern::new("[a-z]{1000}").is_ok());
        assert!(Pattern::new("[a-z]{1000}{100}").is_err_and(|error| error.to_string().contains("size limit")));
    }
}

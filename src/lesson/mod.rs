//! A lesson that can be played: steps with tasks, checks, hints and quizzes.
//!
//! [`compile`] joins what the reader understood with what the sidecar says. A lesson without a sidecar gets
//! its checks from its own commands.

mod again;
mod aside;
mod bindings;
mod compile;
mod computer;
pub mod course;
mod digest;
mod endless;
mod examples;
mod expected;
mod failing;
mod folder;
mod generated;
mod grade;
mod ground;
mod idle;
mod lacking;
mod lost;
mod names;
mod needs;
mod network;
mod offline;
mod openers;
mod operands;
mod placeholders;
mod platform;
mod programs;
mod recalled;
mod remedy;
mod replies;
mod sections;
mod shown;
mod supersede;
mod tasks;
mod touched;
mod unset;
mod variables;
mod warned;
mod ways;
mod which;
mod written;

pub use compile::{NO_STEP, compile};
pub use digest::{digest, moved_on};
pub use endless::endless;
pub use examples::Examples;
pub use expected::Shown;
pub use failing::failing;
pub use folder::Folder;
pub use grade::{Grade, folded, grade};
pub use ground::Ground;
pub use lacking::missing_package;
pub use needs::{Need, needs};
pub use placeholders::{Placeholder, Role, STAND_IN_USER, answers};
pub use platform::{lacking_program, page_scripts};
pub use replies::{INTERRUPT, opens_shell};
pub use variables::document_for;
pub use ways::{Choice, Way};

use crate::check::shell::{only_waits, runs_for_ever};
use crate::check::{Check, Explained, Prediction, Values, bound_text, probes};
use crate::document::{Document, Minutes, Node, Quiz};
use crate::state::{Bindings, Probe, Run};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long a command of a solution may take before it is stopped.
pub const TASK_LIMIT: Duration = Duration::from_secs(180);

/// How long what only waits for others may do so before it is stopped: it has no work of its own.
pub const WAITING_LIMIT: Duration = Duration::from_secs(45);
/// How long what follows or watches something may run before it is stopped.
pub const WATCH_LIMIT: Duration = Duration::from_secs(5);
/// How long what serves in the foreground may run before it is stopped: its image may have to come first.
pub const SERVE_LIMIT: Duration = Duration::from_secs(20);

/// How long a command may run with nobody at the keyboard who could stop it; none where it ends by itself.
pub fn endless_limit(text: &str) -> Option<Duration> {
    runs_for_ever(text).then(|| watch_limit(text))
}

/// How long a command may run that does not end by itself.
fn watch_limit(text: &str) -> Duration {
    let makes = ["run", "up", "build"].iter().any(|verb| text.split_whitespace().any(|word| word == *verb));
    if makes { SERVE_LIMIT } else { WATCH_LIMIT }
}

/// How long a command may run with nobody at the keyboard.
pub fn limit(text: &str) -> Duration {
    let patience = if only_waits(text) { WAITING_LIMIT } else { TASK_LIMIT };
    endless_limit(text).unwrap_or(patience)
}

/// Words of commands that let time go by on purpose.
const PAUSES: &[&str] = &["sleep", "until", "while", "wait", "timeout"];

/// Words of commands that may wait for a slow network, and say nothing of it with `-q`.
const FETCHES: &[&str] = &["pull", "push", "build", "install", "update", "curl", "wget", "clone", "compose"];

/// How long a command may do nothing at all with nobody at the keyboard, before it is taken for one that never ends; none
/// where it may do so on purpose.
pub fn idle_limit(text: &str) -> Option<Duration> {
    (!PAUSES.iter().chain(FETCHES).any(|word| text.contains(word))).then_some(WAITING_LIMIT)
}

/// What an author states of a lesson beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// The questions that it answers.
    pub questions: Vec<String>,
    /// What the learner must have or know first.
    pub prerequisites: Vec<String>,
    /// What there is to remember.
    pub key_points: Vec<String>,
}

impl Overview {
    /// What of a document's overview nobody reads in its text.
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            questions: document.questions.beside_text().to_vec(),
            prerequisites: document.prerequisites.beside_text().to_vec(),
            key_points: document.key_points.beside_text().to_vec(),
        }
    }
}

/// A lesson, ready to be played.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lesson {
    /// The file's stem.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What the learner will be able to do.
    pub objectives: Vec<String>,
    /// The questions that it answers, what is needed first and what there is to remember, where the text does not say it.
    pub stated: Overview,
    /// How long it takes.
    pub minutes: Minutes,
    /// Images that must be pullable, as the sidecar names them.
    pub images: Vec<String>,
    /// Whether its sandbox may reach the internet, because its commands fetch packages or its sidecar says so.
    pub network: bool,
    /// Whether its checks come from a sidecar.
    pub has_sidecar: bool,
    /// In order.
    pub steps: Vec<Step>,
    /// What was drawn for the sidecar's variables.
    pub variables: Values,
}

/// A section with something to do or to answer, and the reading before it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// The heading's id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// 1-based line of the heading.
    pub line: usize,
    /// What the learner reads.
    pub nodes: Vec<Node>,
    /// What can be typed, and what cannot and why; in the order of the text.
    pub tasks: Vec<Task>,
    /// The lines of those tasks that a challenge asks for: nobody is offered them before they ask for the solution.
    pub answers: BTreeSet<usize>,
    /// The lines of those that are meant to fail: they bring nothing about.
    pub failing: BTreeSet<usize>,
    /// Other ways to do what some of them do.
    pub choices: Vec<Choice>,
    /// What the text shows as the output of commands.
    pub outputs: Vec<Shown>,
    /// What the lesson's commands before the step have left.
    pub ground: Ground,
    /// What must hold for the step to be done.
    pub expect: Vec<Check>,
    /// The script by which its platform judges it; then it alone is derived.
    pub script: Option<Check>,
    /// What makes it impossible.
    pub impossible: Vec<Check>,
    /// From vague to exact.
    pub hints: Vec<String>,
    /// Hints that are folded in the text.
    pub folded_hints: Vec<String>,
    /// What is folded in the text as its solution.
    pub folded_solution: Vec<Node>,
    /// The model commands; empty where the sidecar has none, then the tasks are the solution.
    pub solution: Vec<Typed>,
    /// Other solutions.
    pub also: Vec<Vec<String>>,
    /// What must not pass.
    pub wrong: Vec<Vec<String>>,
    /// Wrong ways that pass, and right ways that do not, with the author's reason.
    pub explained: Vec<Explained>,
    /// Questions after the step.
    pub quizzes: Vec<Quiz>,
    /// Questions before its commands.
    pub predictions: Vec<Prediction>,
    /// What stands for placeholders in its commands: as written, and by what.
    pub given: Vec<(String, String)>,
    /// The digest of the text that its checks were recorded from; none where they were not recorded.
    pub recorded: Option<String>,
}

/// Something to type: a command, and what to type into the program it starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// 1-based line in the lesson; 0 for a sidecar's solution.
    pub line: usize,
    /// The shell command.
    pub text: String,
    /// Lines for the program's own prompt (a shell in a container), as a model learner types them; `Ctrl-P Ctrl-Q` is
    /// keys.
    pub replies: Vec<String>,
    /// Whether it goes on until somebody stops it, by what it is or by what the lesson says.
    pub endless: bool,
}

/// One runnable snippet or file of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// A command to type.
    Type(Typed),
    /// A file to write.
    Write {
        /// 1-based line of its block.
        line: usize,
        /// Where, relative to the learner's home.
        path: String,
        /// What.
        content: String,
        /// Whether it is added to what the file holds.
        append: bool,
    },
    /// A command to type as soon as the learner has said what stands for its placeholders.
    Ask {
        /// With its placeholders.
        typed: Typed,
        /// Each once, in order.
        placeholders: Vec<Placeholder>,
    },
    /// A block or command that is shown only.
    Leave {
        /// 1-based line.
        line: usize,
        /// The first line of it.
        text: String,
        /// Why it is not typed.
        why: Why,
    },
}

/// Why something is shown and not typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is a command's general form.
    Synopsis,
    /// It has parts to be replaced that nothing tells.
    Placeholder(Vec<String>),
    /// It needs the internet or an account, which a sandbox without a registry has not.
    Network,
    /// It needs an image or a container, by this name, that is not made here.
    Depends(String),
    /// It sets up one's own computer, which the sandbox is already.
    Computer,
    /// It needs the last container to run, and the lesson has left that one's shell.
    Ended,
    /// It starts a program, by this name, that the sandbox does not have.
    Program(String),
    /// It needs a file or a folder, by this name, that nothing here makes.
    NoFile(String),
    /// It was typed, and failed because what stands in for an image has no package of this name.
    StandIn(String),
    /// It needs somebody at its own prompt.
    Person,
    /// The lesson shows it as the way not to do it.
    Warned,
    /// It replaces another block.
    Alternative(usize),
    /// It is for whoever needs it: in a box beside the text, or below "If that fails, try:".
    Aside,
    /// The lesson only looks back at it.
    Recalled,
    /// The reader is not sure that it is typed, or typed here.
    Unsure,
    /// It is the same as what stands at this line, which is typed.
    Again(usize),
    /// It is typed in a container that nothing typed here has opened.
    NoContainer,
    /// It is no command: output, a diagram, prose.
    NoCommand,
    /// It is input for another program's prompt.
    Repl,
    /// A file whose name nothing tells.
    NoPath,
    /// A file that another block, at this line, is for; nothing uses what this one would write.
    Example(usize),
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Synopsis => f.write_str("a synopsis"),
            Self::Placeholder(names) => write!(f, "for its placeholder {}", names.join(", ")),
            Self::Network => f.write_str("it needs a network"),
            Self::Depends(name) => write!(f, "it needs `{name}`, which is not made here"),
            Self::Computer => f.write_str("it sets up a computer, and the sandbox is set up"),
            Self::Ended => f.write_str("it needs a running container, and the last one's shell was left"),
            Self::Program(name) => write!(f, "the sandbox has no `{name}`"),
            Self::NoFile(name) => write!(f, "it needs `{name}`, which nothing makes here"),
            Self::StandIn(package) => write!(f, "a stand-in has no package `{package}`"),
            Self::Warned => f.write_str("the lesson shows it as the way not to do it"),
            Self::Person => f.write_str("it needs a person"),
            Self::Alternative(line) => write!(f, "an alternative to line {line}"),
            Self::Aside => f.write_str("only for whoever needs it"),
            Self::Recalled => f.write_str("the lesson only looks back at it"),
            Self::Unsure => f.write_str("it may be for another shell or machine"),
            Self::Again(line) => write!(f, "the same as line {line}"),
            Self::NoContainer => f.write_str("it belongs into a container that is not open"),
            Self::NoCommand => f.write_str("no command"),
            Self::Repl => f.write_str("input for another program"),
            Self::Example(line) => write!(f, "an example: line {line} has the file that is used"),
            Self::NoPath => f.write_str("a file that nobody names, or a part of one"),
        }
    }
}

impl Lesson {
    /// The same without any network: commands that fetch packages are shown and not typed.
    #[must_use]
    pub fn offline(mut self) -> Self {
        self.network = false;
        if !self.has_sidecar {
            offline::Offline::without_network().lesson(&mut self);
        }
        self
    }

    /// The same without a command that cannot go here for no fault of the lesson, and without what builds on it. A
    /// sidecar is its author's, and stays.
    #[must_use]
    pub fn without(mut self, text: &str, why: Why) -> Self {
        if !self.has_sidecar {
            offline::Offline::without(text, why).lesson(&mut self);
        }
        self
    }
}

impl Typed {
    /// Whether the lesson says what is typed into the program that it starts.
    pub fn is_told(&self) -> bool {
        !self.replies.is_empty() && self.replies != replies::default_replies(&self.text)
    }

    /// The same with what names mean by now.
    #[must_use]
    pub fn bound(&self, bindings: &Bindings) -> Self {
        self.with_words(&|text| bound_text(text, bindings))
    }

    /// The same with other texts.
    fn with_words(&self, of: &dyn Fn(&str) -> String) -> Self {
        let replies = self.replies.iter().map(|reply| of(reply)).collect();
        Self { line: self.line, text: of(&self.text), replies, endless: self.endless }
    }

    /// How long it may run with nobody at the keyboard who could stop it; none where it ends by itself.
    pub fn endless_limit(&self) -> Option<Duration> {
        if self.endless { Some(watch_limit(&self.text)) } else { endless_limit(&self.text) }
    }

    /// To be typed as a model learner does, with nobody at the keyboard.
    pub fn scripted(self) -> Run {
        let interactive = !self.replies.is_empty();
        let limit = self.endless_limit().unwrap_or_else(|| limit(&self.text));
        let (limit, idle) = (Some(limit), idle_limit(&self.text));
        Run { text: self.text, interactive, replies: self.replies, limit, idle }
    }
}

impl Step {
    /// What a model learner types: the sidecar's solution, else the step's own tasks.
    pub fn solution(&self) -> Vec<Typed> {
        if !self.solution.is_empty() {
            return self.solution.clone();
        }
        self.tasks.iter().filter_map(Task::typed).collect()
    }

    /// What must be looked up before its checks can be judged.
    pub fn probes(&self) -> Vec<Probe> {
        let mut all = probes(&self.expect);
        all.extend(probes(&self.impossible));
        all.extend(self.predictions.iter().flat_map(|asked| probes(&asked.expect)));
        all.sort();
        all.dedup();
        all
    }

    /// A sidecar's commands for this step, each with what is typed into the program it starts. One without such lines
    /// that the lesson's text has too is typed with the replies that stand there.
    pub fn sequence(&self, commands: &[String]) -> Vec<Typed> {
        let answered = |typed: Typed| if typed.replies.is_empty() { self.as_in_lesson(&typed.text) } else { typed };
        replies::sequence(commands).into_iter().map(answered).collect()
    }

    fn as_in_lesson(&self, text: &str) -> Typed {
        let same = self.tasks.iter().filter_map(Task::typed).find(|typed| typed.text == text);
        let replies = || replies::default_replies(text);
        same.unwrap_or_else(|| Typed { text: text.to_owned(), replies: replies(), ..Typed::default() })
    }

    /// A command that stands in for another: what it opens is answered in the same way.
    pub fn typed_like(&self, other: &Typed, text: &str) -> Typed {
        let typed = self.as_in_lesson(text);
        let as_before = !other.replies.is_empty() && opens_shell(text);
        if as_before { Typed { replies: other.replies.clone(), ..typed } } else { typed }
    }

    /// The same with what the names of steps before mean by now, in its text, checks, hints, commands and questions.
    #[must_use]
    pub fn bound(&self, bindings: &Bindings) -> Self {
        let mut step = self.clone();
        let foreseen = step.predictions.iter_mut().flat_map(|asked| &mut asked.expect);
        let checks = step.expect.iter_mut().chain(&mut step.impossible).chain(foreseen);
        checks.for_each(|check| *check = check.bound(bindings));
        step.hints.iter_mut().chain(&mut step.folded_hints).for_each(|hint| *hint = bound_text(hint, bindings));
        step.solution.iter_mut().for_each(|typed| *typed = typed.bound(bindings));
        let foreseen = step.predictions.iter_mut().map(|asked| &mut asked.quiz);
        step.quizzes.iter_mut().chain(foreseen).for_each(|quiz| names::in_quiz(quiz, bindings));
        if !bindings.is_empty() {
            names::in_text(&mut step, bindings);
        }
        step
    }

    /// Whether there is nothing to do and nothing to judge.
    pub fn is_reading(&self) -> bool {
        self.expect.is_empty() && self.solution().is_empty() && !self.asks()
    }
}

impl Task {
    /// The command that does it; a file is written by a here document.
    pub fn typed(&self) -> Option<Typed> {
        match self {
            Self::Type(typed) => Some(typed.clone()),
            Self::Write { line, path, content, append } => {
                let text = written::write_command(path, content, *append);
                Some(Typed { line: *line, text, ..Typed::default() })
            }
            Self::Ask { .. } | Self::Leave { .. } => None,
        }
    }

    /// The command that is offered for it, perhaps with placeholders.
    pub fn offered(&self) -> Option<Typed> {
        match self {
            Self::Ask { typed, .. } => Some(typed.clone()),
            task => task.typed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_nothing_on_purpose_is_waited_for() {
        for text in ["docker start -a web", "docker run web", "make"] {
            assert_eq!(idle_limit(text), Some(WAITING_LIMIT), "{text}");
        }
        for text in [
            "sleep 100",
            "until curl -s localhost; do :; done",
            "docker wait job",
            "timeout 90 ./serve",
            "docker pull -q big",
        ] {
            assert_eq!(idle_limit(text), None, "{text}");
        }
    }
}

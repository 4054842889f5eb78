//! Whether a step's checks can fail: ways to do a step wrong, which must not pass, and other ways to do it right,
//! which must. All are made from the step's own solution.
//!
//! 1. [`mutants`] makes them; nothing here runs anything.
//! 2. Each is typed in a sandbox that is where the step begins, which gives a [`Trial`].
//! 3. [`judge_trials`] tells killed ones from survivors, and from those that come to the same as the solution.

mod content;
mod edit;
mod reader;
mod same;
mod strength;
mod undo;
mod wrong;

pub use reader::is_reader;
pub use strength::{Judged, SUM, Strength, Trial, Verdict, judge_trials};
pub use undo::{reaches_containers, undo, upsets};

use crate::check::normal_reference;
use crate::check::shell::{Command, split};
use crate::lesson::{INTERRUPT, Lesson, Step, Typed};
use std::collections::BTreeMap;

/// How many mutants a step has at most; where there are more, each kind has as many as the others.
pub const MUTANT_LIMIT: usize = 80;

/// In which way a mutant differs from the solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nothing was typed since the lesson began.
    Nothing,
    /// Only the steps before were done.
    OnlyPrevious,
    /// The sidecar says that it is wrong.
    Author,
    /// The sidecar says that it is right too.
    Also,
    /// A command of the solution is left out.
    LeftOut,
    /// Another tag.
    Tag,
    /// Another name.
    Name,
    /// Another port.
    Port,
    /// Another image.
    Image,
    /// A flag is left out, or has another value.
    Flag,
    /// It does not run in the end.
    Stopped,
    /// A file has another content.
    Content,
    /// More is removed than was asked for.
    TooMuch,
    /// Another spelling of a command or of a flag.
    Spelling,
    /// The flags in another order.
    Order,
    /// One command as two.
    Split,
}

impl Kind {
    /// Whether a step's checks must pass after it.
    pub fn must_pass(self) -> bool {
        matches!(self, Self::Also | Self::Spelling | Self::Order | Self::Split)
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing typed",
            Self::OnlyPrevious => "only the steps before",
            Self::Author => "wrong by the sidecar",
            Self::LeftOut => "a command left out",
            Self::Tag => "wrong tag",
            Self::Name => "wrong name",
            Self::Port => "wrong port",
            Self::Image => "wrong image",
            Self::Flag => "wrong flag",
            Self::Stopped => "stopped instead of running",
            Self::Content => "wrong file content",
            Self::TooMuch => "removed too much",
            Self::Also => "right by the sidecar",
            Self::Spelling => "another spelling",
            Self::Order => "another order",
            Self::Split => "split command",
        }
    }
}

/// Another way to do a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// In which way it differs.
    pub kind: Kind,
    /// What was changed: "`web2` for `web`".
    pub what: String,
    /// What to type.
    pub commands: Vec<Typed>,
    /// The command of the solution that was changed or left out; none where it is not one alone.
    pub of: Option<String>,
}

impl Mutant {
    /// Its commands in one line, as the sidecar names it to explain it.
    pub fn text(&self) -> String {
        if self.commands.is_empty() {
            return "(nothing)".to_owned();
        }
        let replies = |typed: &Typed| typed.replies.iter().map(|r| format!("> {r}")).collect::<Vec<_>>();
        let lines = self.commands.iter().flat_map(|typed| std::iter::once(typed.text.clone()).chain(replies(typed)));
        lines.map(|line| line.replace('\n', " ⏎ ")).collect::<Vec<_>>().join("; ")
    }
}

/// What else a lesson speaks of: what a learner could mix up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Setting {
    /// Images that can be pulled, by the sidecar.
    pullable: Vec<String>,
    /// Images that were spoken of.
    images: Vec<String>,
    /// Names that images were given.
    made: Vec<String>,
    /// Names of containers.
    names: Vec<String>,
    /// Names of volumes and networks.
    others: Vec<String>,
}

impl Setting {
    /// All that the solutions of the lesson up to this step speak of.
    fn of(lesson: &Lesson, at: usize) -> Self {
        let pullable = lesson.images.clone();
        let mut setting = Self { images: pullable.clone(), pullable, ..Self::default() };
        let solutions = lesson.steps.iter().take(at + 1).flat_map(Step::solution);
        for command in solutions.flat_map(|t| split(&t.text)).filter_map(|simple| Command::read(&simple)) {
            let image = command.args.first().filter(|_| matches!(command.verb.as_str(), "pull" | "run" | "create"));
            setting.images.extend(image.cloned());
            // What was made here can be mixed up too.
            let made = command.args.get(1).filter(|_| matches!(command.verb.as_str(), "tag" | "commit" | "import"));
            setting.made.extend(made.cloned());
            setting.made.extend(command.values("tag").filter(|_| command.verb == "build").map(ToOwned::to_owned));
            let other =
                command.args.first().filter(|_| matches!(command.verb.as_str(), "volume create" | "network create"));
            setting.others.extend(other.cloned());
            setting.names.extend(command.value("name").filter(|_| command.program == "docker").map(ToOwned::to_owned));
        }
        setting
    }

    /// Another image than this one, the nearest to it first.
    fn other_image(&self, image: &str) -> Option<&str> {
        let same = |other: &&String| normal_reference(other) == normal_reference(image);
        self.images.iter().rev().chain(&self.made).find(|other| !same(other)).map(String::as_str)
    }

    /// Another volume's or network's name.
    fn other_thing(&self, name: &str) -> Option<&str> {
        self.others.iter().rev().find(|other| *other != name).map(String::as_str)
    }

    /// Another container's name.
    fn other_name(&self, name: &str) -> Option<&str> {
        self.names.iter().rev().find(|other| *other != name).map(String::as_str)
    }
}

/// The mutants of a lesson's step, without doubles: the sidecar's own first, then a kind after the other; and how many
/// there are beyond [`MUTANT_LIMIT`].
pub fn mutants(lesson: &Lesson, at: usize) -> (Vec<Mutant>, usize) {
    let Some(step) = lesson.steps.get(at) else { return (Vec::new(), 0) };
    let solution = step.solution();
    let setting = Setting::of(lesson, at);
    let mut all =
        vec![Mutant { kind: Kind::OnlyPrevious, what: "nothing typed".into(), commands: Vec::new(), of: None }];
    all.extend(by_author(step));
    all.extend(left_out(&solution));
    for number in 0..solution.len() {
        let changed = wrong::ways(&solution[number].text, &setting).into_iter();
        let changed =
            changed.chain(content::ways(&solution[number].text)).chain(same::ways(&solution[number].text, &setting));
        all.extend(changed.map(|way| way.in_place_of(&solution, number, step)));
    }
    all.sort_by_key(|mutant| mutant.kind);
    let keys = |commands: &[Typed]| commands.iter().map(|t| (t.text.clone(), t.replies.clone())).collect::<Vec<_>>();
    let mut known = vec![keys(&solution)];
    all.retain(|mutant| {
        let text = keys(&mutant.commands);
        let is_new = !known.contains(&text);
        known.push(text);
        is_new
    });
    limited(all)
}

/// The first of every kind, the second of every kind … as many as there may be.
fn limited(all: Vec<Mutant>) -> (Vec<Mutant>, usize) {
    let beyond = all.len().saturating_sub(MUTANT_LIMIT);
    let mut count = BTreeMap::new();
    let number = |kind: Kind| {
        let n: &mut usize = count.entry(kind).or_default();
        *n += 1;
        // What the sidecar itself says is always tried first.
        if matches!(kind, Kind::Author | Kind::Also | Kind::OnlyPrevious) { 0 } else { *n }
    };
    let numbers: Vec<usize> = all.iter().map(|mutant| mutant.kind).map(number).collect();
    let mut order: Vec<(usize, Mutant)> = numbers.into_iter().zip(all).collect();
    order.sort_by_key(|(number, mutant)| (*number, mutant.kind));
    order.truncate(MUTANT_LIMIT);
    let mut kept: Vec<Mutant> = order.into_iter().map(|(_, mutant)| mutant).collect();
    kept.sort_by_key(|mutant| mutant.kind);
    (kept, beyond)
}

/// One command, changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Way {
    kind: Kind,
    what: String,
    /// What is typed instead of it.
    texts: Vec<String>,
}

impl Way {
    fn new(kind: Kind, what: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, what: what.into(), texts: vec![text.into()] }
    }

    fn in_place_of(self, solution: &[Typed], number: usize, step: &Step) -> Mutant {
        let mut commands = solution.to_vec();
        commands.splice(number..=number, self.texts.iter().map(|text| step.typed_like(&solution[number], text)));
        Mutant { kind: self.kind, what: self.what, commands, of: Some(solution[number].text.clone()) }
    }
}

impl Mutant {
    /// Whether its first commands begin with a right way, looks apart: what comes after it undoes it, and may pass before
    /// it does.
    pub fn is_right_by(&self, step: &Step, count: usize) -> bool {
        let needed = |commands: &[Typed]| -> Vec<(String, Vec<String>)> {
            let needed = commands.iter().filter(|typed| !is_reader(&typed.text));
            needed.map(|typed| (typed.text.clone(), typed.replies.clone())).collect()
        };
        let so_far = needed(self.commands.get(..count).unwrap_or_default());
        let ways = step.also.iter().map(|way| step.sequence(way)).chain([step.solution()]);
        let is_begun = |way: Vec<_>| !way.is_empty() && so_far.starts_with(&way);
        self.kind == Kind::Author && ways.map(|way| needed(&way)).any(is_begun)
    }
}

fn by_author(step: &Step) -> impl Iterator<Item = Mutant> {
    let of = |kind: Kind, all: &[Vec<String>]| -> Vec<Mutant> {
        let what = || kind.name().to_owned();
        let mutant =
            |commands: &Vec<String>| Mutant { kind, what: what(), commands: step.sequence(commands), of: None };
        all.iter().map(mutant).collect()
    };
    of(Kind::Author, &step.wrong).into_iter().chain(of(Kind::Also, &step.also))
}

fn left_out(solution: &[Typed]) -> impl Iterator<Item = Mutant> {
    let without = |number: usize| {
        let mut commands = solution.to_vec();
        let gone = commands.remove(number);
        let first = gone.text.lines().next().unwrap_or_default();
        Mutant { kind: Kind::LeftOut, what: format!("without `{first}`"), commands, of: Some(gone.text.clone()) }
    };
    // Without its only command a solution is nothing typed.
    let commands = (0..solution.len()).filter(|_| solution.len() > 1).map(without);
    commands.chain((0..solution.len()).flat_map(move |number| replies_left_out(solution, number)))
}

/// Each line for a program's own prompt left out, but for the one that leaves it, whose end comes anyway, and the key without which it would go on.
fn replies_left_out(solution: &[Typed], number: usize) -> impl Iterator<Item = Mutant> {
    let without = move |line: usize| {
        let mut commands = solution.to_vec();
        let gone = commands[number].replies.remove(line);
        let of = Some(commands[number].text.clone());
        Mutant { kind: Kind::LeftOut, what: format!("without `> {gone}`"), commands, of }
    };
    let replies = &solution[number].replies;
    let goes_on = |line: &usize| replies[*line] == INTERRUPT;
    (0..replies.len().saturating_sub(1)).filter(move |line| !goes_on(line)).map(without)
}

#[cfg(test)]
mod tests;

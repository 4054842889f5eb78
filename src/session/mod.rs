//! The tutor, as a machine without clock, terminal or engine: [`Session::apply`] takes what happened and says
//! what to do. Front ends perform the [`Effect`]s in order and feed back [`Event`]s.
//!
//! ```text
//! Begin ─▶ arrive at a step: Show, Provide, Observe ─▶ Observed (before) ─▶ Ask
//! Ask ─▶ Line ─▶ Run ─▶ Ran ─▶ Log, Observe ─▶ Observed (after) ─▶ judge ─▶ Show findings ─▶ Ask | quiz | next step
//! ```

mod commands;
mod entry;
mod event;
mod judging;
mod offer;
mod placeholders;
mod predict;
mod quiz;
mod resume;
mod view;
mod ways;

pub use commands::{WORDS, Word};
pub use entry::{Entry, Reached, reached};
pub use event::{Ask, Effect, Event};
pub use placeholders::VALUE_LIMIT;
pub use predict::Guess;
pub use view::{Next, Screen, StepLine};

use crate::check::shell::{Command, split};
use crate::check::{Finding, Verdict};
use crate::lesson::{Lesson, Placeholder, Step, Typed, needs, opens_shell};
use crate::state::{CommandRecord, History, Observation, Probe, Ran, Run, Snapshot, State};
use offer::Offers;
use std::collections::{BTreeMap, VecDeque};

#[derive(Debug, Clone, PartialEq)]
enum Phase {
    /// The state before the step is being read.
    Arriving,
    /// At the prompt.
    Waiting,
    /// A command of the learner's runs.
    Running,
    /// The state after a command is being read.
    Judging,
    /// The solution is being played; the rest of it.
    Skipping(VecDeque<Typed>),
    /// Earlier steps are being played in a fresh sandbox.
    Rebuilding { to: usize, step: usize, rest: VecDeque<Typed> },
    /// A question was asked: its number, and how often it was answered wrongly.
    Quizzing { at: usize, tries: usize },
    /// What will come of a command was asked: the question's number, and the line that is taken up then.
    Predicting { at: usize, line: String },
    /// A value for this placeholder was asked for.
    Filling(Placeholder),
    /// Over; perhaps because the input ended before the lesson did.
    Over { cut_off: bool },
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Not done.
    #[default]
    Open,
    /// Its checks passed.
    Done,
    /// Its solution was played.
    Skipped,
}

/// What was asked for and comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owed {
    /// The solution, as soon as the fresh sandbox is there.
    Solution,
    /// All findings, also those that are known: `:check` was said.
    Everything,
    /// The step's questions: it was done by itself while the learner was typing.
    Quiz,
}

/// After so many seconds of waiting for a container to be steady or healthy the learner is asked again.
pub const WAIT_LIMIT: u32 = 15;

/// One learner working through one lesson.
#[derive(Debug)]
pub struct Session {
    lesson: Lesson,
    /// The steps as they were written, with names in the place of what they mean.
    written: Vec<Step>,
    at: usize,
    phase: Phase,
    standing: Vec<Standing>,
    state: State,
    findings: Vec<Finding>,
    /// The hints that were given in this step.
    told: Vec<String>,
    /// What Enter runs.
    offers: Offers,
    /// `:next` was said once on a step that is not done.
    warned: bool,
    /// The checks of this step passed already: no second celebration.
    passed: bool,
    /// The last command was the one on offer.
    followed: bool,
    /// What was asked for and comes later.
    owed: Option<Owed>,
    /// The lesson's images for which others stand in.
    stand_ins: Vec<String>,
    /// How many seconds were waited for since the last command.
    waited: u32,
    /// What stands for placeholders, by their keys.
    given: BTreeMap<String, String>,
    /// What the learner foresaw, by step and question.
    guesses: BTreeMap<(String, usize), Guess>,
    /// The lesson that comes next.
    next: Option<Next>,
}

impl Session {
    /// A session at the beginning of a lesson, which must have a step.
    pub fn new(lesson: Lesson) -> Self {
        let standing = vec![Standing::Open; lesson.steps.len()];
        Self {
            written: lesson.steps.clone(),
            lesson,
            at: 0,
            phase: Phase::Arriving,
            standing,
            state: State::default(),
            findings: Vec::new(),
            told: Vec::new(),
            offers: Offers::default(),
            warned: false,
            passed: false,
            followed: false,
            owed: None,
            stand_ins: Vec::new(),
            waited: 0,
            given: BTreeMap::new(),
            guesses: BTreeMap::new(),
            next: None,
        }
    }

    /// The same, with the lesson that is named at the end.
    #[must_use]
    pub fn before(self, next: Option<Next>) -> Self {
        Self { next, ..self }
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// The state as it was last seen.
    pub fn snapshot(&self) -> &Snapshot {
        &self.state.now
    }

    /// How the steps stand.
    pub fn standing(&self) -> &[Standing] {
        &self.standing
    }

    fn step(&self) -> &Step {
        &self.lesson.steps[self.at]
    }

    /// Takes what happened; gives what to do.
    pub fn apply(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Begin(reached) => self.begin(&reached),
            Event::Line(line) => self.line(&line),
            Event::Interrupted => self.interrupted(),
            Event::Ended => self.ended(),
            Event::Ran(ran) => self.ran(ran),
            Event::Observed(observation) => self.observed(observation),
            Event::Changed(observation) => self.changed(observation),
            Event::Failed(why) => self.failed(why),
            Event::Waited => vec![self.observe()],
            Event::Renewed => self.renewed(),
            Event::Provided(declared) => self.provided(declared),
        }
    }

    /// Goes to a step: shows it and looks at the state before it.
    fn arrive(&mut self, at: usize) -> Vec<Effect> {
        self.at = at;
        self.bind_step(at);
        self.reset_step();
        let mut effects = vec![Effect::Log(Entry::Arrived { step: self.step().id.clone() }), self.show_step()];
        effects.extend(self.tell_ways());
        effects.extend(self.look_before());
        effects
    }

    /// Puts what names mean by now into a step.
    fn bind_step(&mut self, at: usize) {
        self.lesson.steps[at] = self.written[at].bound(&self.state.bindings);
        self.fill_step(at);
    }

    fn reset_step(&mut self) {
        self.phase = Phase::Arriving;
        self.state.commands.clear();
        self.findings.clear();
        self.told.clear();
        (self.warned, self.passed) = (false, false);
        self.offers = Offers::default();
        self.owed = self.owed.filter(|owed| *owed == Owed::Solution);
    }

    /// Provides what the step supposes and reads the state before it; a step to read needs neither.
    fn look_before(&mut self) -> Vec<Effect> {
        if self.step().is_reading() {
            self.phase = Phase::Waiting;
            return vec![self.prompt()];
        }
        vec![Effect::Provide(needs(&self.lesson, self.at))]
    }

    fn provided(&mut self, declared: Vec<String>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.stand_ins.extend(declared.iter().filter_map(|text| text.split_whitespace().next()).map(str::to_owned));
        if !declared.is_empty() {
            let asks = !matches!(self.phase, Phase::Rebuilding { .. });
            effects.push(Effect::Show(Screen::Provided { declared, asks }));
        }
        if let Phase::Rebuilding { .. } = self.phase {
            effects.extend(self.rebuild_next());
        } else {
            effects.push(self.observe());
        }
        effects
    }

    fn observe(&self) -> Effect {
        Effect::Observe(match self.phase {
            Phase::Rebuilding { step, .. } => self.lesson.steps[step].probes(),
            _ => self.probes(),
        })
    }

    /// What the checks of this step look up.
    pub fn probes(&self) -> Vec<Probe> {
        let mut probes = self.step().probes();
        probes.extend(self.placeholder_probes());
        probes
    }

    fn prompt(&self) -> Effect {
        if self.step().is_reading() || self.passed {
            return Effect::Ask(Ask::Continue);
        }
        Effect::Ask(Ask::Command { offer: self.offer().map(|t| t.text.clone()) })
    }

    pub(super) fn ask(&mut self) -> Vec<Effect> {
        match &self.phase {
            Phase::Over { .. } => Vec::new(),
            Phase::Quizzing { .. } | Phase::Predicting { .. } => vec![Effect::Ask(Ask::Answer)],
            Phase::Filling(placeholder) => vec![self.ask_value_again(placeholder)],
            _ => vec![self.prompt()],
        }
    }

    fn line(&mut self, line: &str) -> Vec<Effect> {
        let line = line.trim_end();
        if let Some(word) = line.trim_start().strip_prefix(':') {
            return self.word(word);
        }
        match self.phase.clone() {
            Phase::Quizzing { at, tries } => self.answer(at, tries, line),
            Phase::Predicting { at, line: held } => self.foresee(at, &held, line),
            Phase::Filling(placeholder) => self.take_value(&placeholder, line),
            _ if self.is_late_answer(line) => self.show(Screen::Answered),
            _ if line.trim().is_empty() => self.enter(),
            _ => self.type_command(line),
        }
    }

    /// Enter alone: read on, or run what is offered.
    fn enter(&mut self) -> Vec<Effect> {
        if self.passed || self.step().is_reading() {
            return self.leave_step();
        }
        if self.wanting().is_some() {
            return self.ask_value();
        }
        if let Some(asked) = self.offer().and_then(|typed| self.predict(&typed.text, "")) {
            return asked;
        }
        match self.take_offer() {
            Some(typed) => {
                self.followed = true;
                let shown = Effect::Show(Screen::Typed(typed.text.clone()));
                let mut effects = vec![shown];
                effects.extend(self.run(&typed, None));
                effects
            }
            None => self.nothing_offered(),
        }
    }

    /// Enter where all commands are typed: what is still missing is said again, and the way out where there is no way on.
    fn nothing_offered(&mut self) -> Vec<Effect> {
        if self.is_impossible() && !self.passed {
            let mut effects = self.tell_impossible();
            effects.push(self.prompt());
            return effects;
        }
        let open: Vec<Finding> = self.findings.iter().filter(|f| f.verdict != Verdict::Pass).cloned().collect();
        let mut effects = Vec::new();
        if !open.is_empty() {
            effects.push(Effect::Show(Screen::Findings(open)));
        }
        effects.push(Effect::Show(Screen::NothingOffered {
            can_check: !self.step().expect.is_empty(),
            challenge: self.is_challenged(),
            typed: self.step().tasks.iter().any(|task| task.offered().is_some()),
        }));
        effects.push(self.prompt());
        effects
    }

    fn type_command(&mut self, line: &str) -> Vec<Effect> {
        // Copied from a lesson with its prompt.
        let line = line.trim_start().strip_prefix("$ ").unwrap_or(line);
        // Who types what is offered goes on to the next offer.
        if self.wanting().is_some_and(|(text, _)| same_command(&text, line)) {
            return self.ask_value();
        }
        if let Some(asked) = self.predict(line, line) {
            return asked;
        }
        let mut effects: Vec<Effect> = self.take_way_of(line).into_iter().collect();
        effects.extend(self.learn_values(line).unwrap_or_default());
        self.followed = self.follows(line);
        let typed = Typed { text: line.to_owned(), endless: self.goes_on(line), ..Typed::default() };
        effects.extend(self.run(&typed, None));
        effects
    }

    fn run(&mut self, typed: &Typed, limit: Option<std::time::Duration>) -> Vec<Effect> {
        self.phase = Phase::Running;
        // The learner has the keyboard: nothing is typed for them.
        let run = Run {
            text: typed.text.clone(),
            interactive: opens_shell(&typed.text),
            replies: Vec::new(),
            limit,
            idle: None,
        };
        let told = typed.endless_limit().map(|_| Effect::Show(Screen::Endless { detachable: can_detach(&run.text) }));
        told.into_iter().chain([Effect::Run { run, quiet: false }]).collect()
    }

    fn ran(&mut self, ran: Ran) -> Vec<Effect> {
        let Ran { record, stopped, shell_ended, .. } = ran;
        match &self.phase {
            Phase::Skipping(_) => self.skip_next(Some(record)),
            Phase::Rebuilding { .. } => {
                self.state.remember(&record);
                self.rebuild_next()
            }
            _ => self.ran_by_learner(record, stopped, shell_ended),
        }
    }

    fn ran_by_learner(&mut self, record: CommandRecord, stopped: bool, shell_ended: bool) -> Vec<Effect> {
        let step = self.step().id.clone();
        let mut effects = vec![Effect::Log(Entry::Ran { step, command: record.text.clone(), exit: record.exit })];
        if stopped {
            effects.push(Effect::Show(Screen::Stopped));
        }
        if shell_ended {
            effects.push(Effect::Show(Screen::ShellEnded));
        }
        if let Some(advice) = self.advice(&record) {
            effects.push(Effect::Show(Screen::Advice(advice)));
        }
        let unlike = self.unlike(&record);
        self.offers.failed = self.followed && record.exit != 0 && !self.shows_failure(&record);
        effects.extend(unlike.map(Effect::Show));
        self.state.ran(record);
        self.waited = 0;
        self.phase = Phase::Judging;
        effects.push(self.observe());
        effects
    }

    fn observed(&mut self, observation: Observation) -> Vec<Effect> {
        self.state.take_in(observation);
        match self.phase {
            Phase::Arriving => self.arrived(),
            Phase::Skipping(_) => self.skipped(),
            Phase::Rebuilding { to, step, .. } => self.rebuilt_step(step, to),
            _ => self.judge(),
        }
    }

    fn arrived(&mut self) -> Vec<Effect> {
        self.state.before = self.state.now.clone();
        self.state.history.begin_step();
        self.phase = Phase::Waiting;
        if self.owed.take() == Some(Owed::Solution) { self.skip() } else { vec![self.prompt()] }
    }

    /// Reads on behind a step that is done or has nothing to do.
    fn leave_step(&mut self) -> Vec<Effect> {
        if self.owed.take_if(|owed| *owed == Owed::Quiz).is_some() {
            return self.ask_quiz(0);
        }
        let step = self.step().id.clone();
        let mut effects = Vec::new();
        if self.standing[self.at] == Standing::Open && self.step().is_reading() {
            self.standing[self.at] = Standing::Done;
            effects.push(Effect::Log(Entry::Passed { step }));
            self.passed = true;
            if !self.step().quizzes.is_empty() {
                effects.extend(self.ask_quiz(0));
                return effects;
            }
        }
        effects.extend(self.next_step());
        effects
    }

    fn next_step(&mut self) -> Vec<Effect> {
        if self.at + 1 < self.lesson.steps.len() {
            return self.arrive_again(self.at + 1);
        }
        let steps = self.lesson.steps.iter().zip(&self.standing);
        let open = steps.filter(|(_, s)| **s == Standing::Open).map(|(step, _)| step.title.clone()).collect();
        self.phase = Phase::Over { cut_off: false };
        let (title, steps, next) = (self.lesson.title.clone(), self.lesson.steps.len(), self.next.clone());
        let key_points = self.lesson.stated.key_points.clone();
        let finished = Screen::Finished { title, steps, open, key_points, next };
        vec![Effect::Log(Entry::Finished), Effect::Show(finished), Effect::Quit]
    }

    fn quit(&mut self) -> Vec<Effect> {
        self.phase = Phase::Over { cut_off: false };
        let done = self.standing[self.at] != Standing::Open;
        let next = if done { (self.at + 1).min(self.lesson.steps.len() - 1) } else { self.at };
        vec![Effect::Show(Screen::Goodbye { step: self.lesson.steps[next].title.clone() }), Effect::Quit]
    }

    /// No more input: behind the last step that is the end of the lesson, else a pause.
    fn ended(&mut self) -> Vec<Effect> {
        let is_last = self.at + 1 == self.lesson.steps.len();
        if self.passed && is_last {
            return self.next_step();
        }
        let effects = self.quit();
        self.phase = Phase::Over { cut_off: true };
        effects
    }

    /// Whether the input ended before the lesson did: a script is then incomplete.
    pub fn is_cut_off(&self) -> bool {
        self.phase == Phase::Over { cut_off: true }
    }

    /// The sandbox failed. Where a fresh one may help it is offered, never forced.
    fn failed(&mut self, why: String) -> Vec<Effect> {
        self.phase = Phase::Waiting;
        self.owed = None;
        vec![Effect::Show(Screen::Fault(why)), self.prompt()]
    }

    fn show_step(&self) -> Effect {
        let step = self.step();
        Effect::Show(Screen::Step {
            number: self.at + 1,
            done: self.standing.iter().map(|standing| *standing != Standing::Open).collect(),
            title: step.title.clone(),
            lesson: self.lesson.title.clone(),
            nodes: step.nodes.clone(),
        })
    }

    /// A fresh sandbox has no past.
    fn forget_state(&mut self) {
        self.state = State { history: History::default(), ..State::default() };
    }
}

/// Whether a command could do its work in the background.
fn can_detach(text: &str) -> bool {
    let runs = |c: &Command| c.program == "docker" && matches!(c.verb.as_str(), "run" | "compose up");
    split(text).iter().filter_map(Command::read).any(|command| runs(&command))
}

/// Whether two lines are the same command but for white space.
fn same_command(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

#[cfg(test)]
mod tests;

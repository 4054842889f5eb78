//! Plays a lesson from its first step to its last. A sandbox that dies on the way is replaced by another one, which the
//! steps before bring to where the first one was: one fault of ours costs one step and not the rest of the lesson. So is
//! one in which the container runtime broke a step's command, and the step is played once more.

use super::play::{begin_step, excused, look, play_step, type_all, wait};
use super::progress::Bar;
use crate::app::play::Machines;
use crate::app::provide::{Provider, provide_all};
use crate::author::verify::{Outcome, Played, StepReport, judge_after};
use crate::check::bind;
use crate::lesson::{Lesson, Step, needs};
use crate::sandbox::{Sandbox, SandboxError};
use crate::state::{CommandRecord, State};
use std::borrow::Cow;
use std::time::{Duration, Instant};

/// How many sandboxes a lesson gets in one run: one that kills them all is not played for ever.
pub const SANDBOX_LIMIT: usize = 3;

/// Said of the first step in another sandbox.
const ANOTHER: &str = "played in another sandbox, which the steps before brought here";

/// Why a step is not known to hold.
const LOST: &str = "the container runtime lost a process that it was about to start";

/// Plays one lesson; its sandboxes are removed in every case. Where there is none, no step is known.
pub async fn play_lesson<M: Machines>(
    lesson: &Lesson,
    machines: &mut M,
    provider: &Provider,
    bar: &Bar,
) -> (Vec<StepReport>, Duration) {
    let begun = Instant::now();
    let lesson = Cow::Borrowed(lesson);
    let state = State::default();
    let mut whole =
        Whole { lesson, machines, provider, bar, machine: None, state, has_stand_ins: false, started: 0, lost: None };
    let mut reports = Vec::new();
    for at in 0..whole.lesson.steps.len() {
        reports.push(whole.step(at).await);
    }
    whole.leave().await;
    bar.end();
    (reports, begun.elapsed())
}

/// A lesson on its way.
struct Whole<'a, M: Machines> {
    /// Without what turned out to be impossible with stand-ins.
    lesson: Cow<'a, Lesson>,
    machines: &'a mut M,
    provider: &'a Provider,
    bar: &'a Bar,
    machine: Option<M::Machine>,
    /// What is known of that machine.
    state: State,
    has_stand_ins: bool,
    /// How many sandboxes were started.
    started: usize,
    /// Why no other sandbox is started.
    lost: Option<String>,
}

impl<M: Machines> Whole<'_, M> {
    /// Plays a step. One that fails for our reasons does not end the lesson.
    async fn step(&mut self, at: usize) -> StepReport {
        let (mut step, mut played, mut took) = self.once(at).await;
        if is_lost(&played) && self.started < SANDBOX_LIMIT {
            self.leave().await;
            (step, played, took) = self.once(at).await;
        }
        if is_lost(&played) {
            self.leave().await;
            played.outcome = Outcome::Unknown(LOST.to_owned());
        }
        StepReport::new(&step, played, took)
    }

    /// Plays a step in the sandbox there is, or in another one.
    async fn once(&mut self, at: usize) -> (Step, Played, Duration) {
        let is_another = self.machine.is_none() && self.started > 0;
        let reached = self.reach(at).await;
        // What it takes to start a sandbox is the lesson's time, not the step's.
        let begun = Instant::now();
        let mut step = self.lesson.steps[at].bound(&self.state.bindings);
        self.bar.at(at, &step.title);
        let played = match reached {
            Ok(()) => self.play(at, &mut step).await.map_err(|error| error.to_string()),
            Err(why) => Err(why),
        };
        let mut played = match played {
            Ok(played) => played,
            Err(why) => {
                self.leave_if_dead().await;
                Played { outcome: Outcome::Unknown(why), ..Played::default() }
            }
        };
        if is_another && self.lost.is_none() {
            played.declared.insert(0, ANOTHER.to_owned());
        }
        (step, played, begun.elapsed())
    }

    /// Plays a step where it begins; the step is another one afterwards where a stand-in excuses a part of it.
    async fn play(&mut self, at: usize, step: &mut Step) -> Result<Played, SandboxError> {
        let Some(machine) = &mut self.machine else { return Err(gone()) };
        let mut declared = provide_all(machine, &needs(&self.lesson, at), self.provider).await?;
        self.has_stand_ins |= !declared.is_empty();
        declared.extend(step.given.iter().map(|(wanted, value)| format!("`{wanted}` is a stand-in: `{value}`")));
        let mut played = play_step(step, machine, &mut self.state).await?;
        played.declared.splice(0..0, declared);
        if let Some(smaller) =
            Some(&mut played).filter(|_| self.has_stand_ins).and_then(|p| excused(&self.lesson, at, p))
        {
            *step = smaller.steps[at].bound(&self.state.bindings);
            self.lesson = Cow::Owned(smaller);
            played.outcome = judge_after(step, &self.state, Vec::new());
        }
        Ok(played)
    }

    /// Sees to a sandbox in which the step can begin: the one there is, or another one.
    async fn reach(&mut self, at: usize) -> Result<(), String> {
        if self.machine.is_none() && self.lost.is_none() {
            self.lost = self.start(at).await.err().map(|error| error.to_string());
            if self.lost.is_some() {
                self.leave().await;
            }
        }
        self.lost.clone().map_or(Ok(()), Err)
    }

    /// Starts a sandbox and does there what comes before a step.
    async fn start(&mut self, at: usize) -> Result<(), SandboxError> {
        if self.started == SANDBOX_LIMIT {
            return Err(SandboxError::Inner(format!("{SANDBOX_LIMIT} of them died in this lesson")));
        }
        self.bar.says("starting a sandbox");
        self.started += 1;
        self.state = State::default();
        let started = self.machines.start().await?;
        let machine = self.machine.insert(started);
        machine.ready().await?;
        for before in 0..at {
            self.bar.says("bringing another sandbox there");
            provide_all(machine, &needs(&self.lesson, before), self.provider).await?;
            let step = self.lesson.steps[before].bound(&self.state.bindings);
            begin_step(&step, machine, &mut self.state).await?;
            type_all(&step.solution(), None, machine, &mut self.state).await?;
            look(&step, machine, &mut self.state).await?;
            wait(&step, machine, &mut self.state).await?;
            bind(&step.expect, &mut self.state);
        }
        Ok(())
    }

    /// After a failure: a sandbox that does not answer any more is of no use to the next step.
    async fn leave_if_dead(&mut self) {
        if let Some(machine) = &mut self.machine
            && machine.observe(&[]).await.is_err()
        {
            self.leave().await;
        }
    }

    /// What cannot be removed now is swept by the next start; the lesson's result stands.
    async fn leave(&mut self) {
        if let Some(mut machine) = self.machine.take() {
            machine.remove().await.ok();
        }
    }
}

/// Whether a step is not done because the container runtime broke one of its commands.
fn is_lost(played: &Played) -> bool {
    matches!(played.outcome, Outcome::Failed { .. }) && played.commands.iter().any(CommandRecord::was_lost)
}

fn gone() -> SandboxError {
    SandboxError::Inner("it is gone".to_owned())
}

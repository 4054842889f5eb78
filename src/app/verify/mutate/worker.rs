//! One sandbox after the other, in which mutants of a lesson's steps are typed.
//!
//! A sandbox is brought to where a step begins by the solutions of the steps before. After a mutant it is put back
//! ([`Stand::go_back`]), to the beginning of that step or of one before; where it cannot be, it is thrown away and the
//! next one is brought there. So a verdict never rests on what an earlier mutant left.

use super::stand::{CONTENTS, LIST, Stand, said};
use crate::app::play::Machines;
use crate::app::provide::{Provider, provide_all};
use crate::app::verify::play::{begin_step, look, type_all, wait};
use crate::author::mutate::{Kind, Mutant, SUM, Trial};
use crate::check::{Finding, Verdict, judge_step};
use crate::lesson::{Lesson, Step, Typed, needs};
use crate::sandbox::{Sandbox, SandboxError};
use crate::state::{Shape, State};
use std::time::{Duration, Instant};

/// Types mutants, in as few sandboxes as can be.
pub struct Worker<'a, M: Machines> {
    lesson: &'a Lesson,
    provider: &'a Provider,
    machines: M,
    stand: Option<Stand<M::Machine>>,
    sandboxes: usize,
}

impl<'a, M: Machines> Worker<'a, M> {
    /// A worker that has no sandbox yet.
    pub fn new(lesson: &'a Lesson, provider: &'a Provider, machines: M) -> Self {
        Self { lesson, provider, machines, stand: None, sandboxes: 0 }
    }

    /// Judges steps in a sandbox in which nothing is ever typed.
    pub async fn nothing_typed(&mut self, is_wanted: impl Fn(usize) -> bool) -> Vec<(usize, Trial)> {
        let mutant =
            || Mutant { kind: Kind::Nothing, what: "nothing ever typed".into(), commands: Vec::new(), of: None };
        let mut trials = Vec::new();
        let mut begun = Instant::now();
        let mut started = self.start().await;
        let mut state = State::default();
        for at in (0..self.lesson.steps.len()).filter(|at| is_wanted(*at)) {
            let findings = match &mut started {
                Ok(machine) => self.judge_here(at, machine, &mut state).await.map_err(|e| e.to_string()),
                Err(error) => Err(error.to_string()),
            };
            let shape = Shape::of(&state, &|_| true);
            trials.push((at, Trial { mutant: mutant(), findings, shape, took: begun.elapsed() }));
            begun = Instant::now();
        }
        if let Ok(mut machine) = started {
            machine.remove().await.ok();
        }
        trials
    }

    async fn judge_here(
        &self,
        at: usize,
        machine: &mut M::Machine,
        state: &mut State,
    ) -> Result<Vec<Finding>, SandboxError> {
        let step = &self.lesson.steps[at].bound(&state.bindings);
        provide_all(machine, &needs(self.lesson, at), self.provider).await?;
        begin_step(step, machine, state).await?;
        Ok(judge_step(&step.expect, &step.impossible, state))
    }

    /// Types a mutant where its step begins, each command for at most so long.
    pub async fn try_out(&mut self, at: usize, mutant: Mutant, limit: Duration) -> Trial {
        let begun = Instant::now();
        let (findings, shape) = match self.typed(at, &mutant, limit).await {
            Ok((findings, shape)) => (Ok(findings), shape),
            Err(error) => {
                self.give_up().await;
                (Err(error.to_string()), Shape::default())
            }
        };
        Trial { mutant, findings, shape, took: begun.elapsed() }
    }

    async fn typed(
        &mut self,
        at: usize,
        mutant: &Mutant,
        limit: Duration,
    ) -> Result<(Vec<Finding>, Shape), SandboxError> {
        self.reach(at).await?;
        let Some(stand) = &mut self.stand else { return Err(SandboxError::Inner("it is gone".into())) };
        let mut state = stand.state();
        let step = &self.lesson.steps[at].bound(&state.bindings);
        let commands: Vec<Typed> = mutant.commands.iter().map(|typed| typed.bound(&state.bindings)).collect();
        let done = if mutant.of.is_none() && mutant.commands.len() > 1 {
            type_and_judge(step, (mutant, &commands), limit, &mut stand.machine, &mut state).await?
        } else {
            type_all(&commands, Some(limit), &mut stand.machine, &mut state).await?;
            None
        };
        look(step, &mut stand.machine, &mut state).await?;
        wait(step, &mut stand.machine, &mut state).await?;
        let findings = done.unwrap_or_else(|| judge_step(&step.expect, &step.impossible, &state));
        let files = said(LIST, &mut stand.machine).await?.0;
        let contents = said(CONTENTS, &mut stand.machine).await?.0;
        let shape = self.shape(at, mutant, &state, [&files, &contents]);
        let Some(stand) = &mut self.stand else { return Ok((findings, shape)) };
        if !stand.go_back(self.lesson, mutant, state.now).await? {
            self.give_up().await;
        }
        Ok((findings, shape))
    }

    fn shape(&self, at: usize, mutant: &Mutant, state: &State, [names, contents]: [&str; 2]) -> Shape {
        let solutions = self.lesson.steps.iter().take(at + 1).flat_map(crate::lesson::Step::solution);
        let texts: Vec<String> = solutions.chain(mutant.commands.iter().cloned()).map(|t| t.text).collect();
        let is_word = |text: &str, name: &str| {
            text.split(|c: char| !(c.is_alphanumeric() || "._-".contains(c))).any(|w| w == name)
        };
        let mut shape = Shape::of(state, &|name| texts.iter().any(|text| is_word(text, name)));
        // What a file holds says the second list: the first one counts every byte.
        let is_sum = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
        let names = names.lines().filter(|line| !is_sum(line));
        names.for_each(|line| shape.add(format!("file {line}")));
        for line in contents.lines() {
            let (sum, path) = line.split_once(" ./").or(line.split_once(" /")).unwrap_or((line, ""));
            shape.add(format!("{SUM}{path}`: {sum}"));
        }
        shape
    }

    /// Brings a sandbox to where a step begins: the one there is, if it is at that step or before.
    async fn reach(&mut self, at: usize) -> Result<(), SandboxError> {
        if self.stand.as_ref().is_some_and(|stand| stand.at() > Some(at)) {
            self.give_up().await;
        }
        if self.stand.is_none() {
            self.stand = Some(Stand::new(self.start().await?));
        }
        let Some(stand) = &mut self.stand else { return Ok(()) };
        while stand.at() < Some(at) {
            stand.advance(self.lesson, self.provider).await?;
        }
        Ok(())
    }

    async fn start(&mut self) -> Result<M::Machine, SandboxError> {
        self.sandboxes += 1;
        let mut machine = self.machines.start().await?;
        match machine.ready().await {
            Ok(()) => Ok(machine),
            Err(error) => {
                machine.remove().await.ok();
                Err(error)
            }
        }
    }

    /// Removes the sandbox; what cannot be removed is swept by the next start.
    async fn give_up(&mut self) {
        if let Some(mut stand) = self.stand.take() {
            stand.machine.remove().await.ok();
        }
    }

    /// The work is done; gives how many sandboxes it took.
    pub async fn end(mut self) -> usize {
        self.give_up().await;
        self.sandboxes
    }
}

/// Types a way that the sidecar has and judges it after every command, as a learner is judged: what was done once is
/// done, whatever comes after it. But what begins with a right way is meant to be judged by its end. Gives what was
/// found then; none where it was never done.
async fn type_and_judge(
    step: &Step,
    (mutant, commands): (&Mutant, &[Typed]),
    limit: Duration,
    machine: &mut impl Sandbox,
    state: &mut State,
) -> Result<Option<Vec<Finding>>, SandboxError> {
    let mut done = None;
    for (at, typed) in commands.iter().enumerate() {
        type_all(std::slice::from_ref(typed), Some(limit), machine, state).await?;
        if mutant.is_right_by(step, at + 1) {
            continue;
        }
        look(step, machine, state).await?;
        let findings = judge_step(&step.expect, &step.impossible, state);
        let is_done = !findings.is_empty() && findings.iter().all(|found| found.verdict == Verdict::Pass);
        done = done.or(Some(findings).filter(|_| is_done));
    }
    Ok(done)
}

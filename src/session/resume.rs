//! Going on where an earlier session stopped, and starting a step again: a fresh sandbox is brought to the
//! step by the solutions of the steps before.

use super::{Effect, Entry, Phase, Reached, Screen, Session, Standing};
use crate::check::bind;
use crate::lesson::needs;
use std::collections::VecDeque;

impl Session {
    pub(super) fn begin(&mut self, reached: &Reached) -> Vec<Effect> {
        for (step, standing) in self.lesson.steps.iter().zip(&mut self.standing) {
            *standing = match step.id.as_str() {
                _ if reached.finished => Standing::Open,
                id if reached.passed.iter().any(|p| p == id) => Standing::Done,
                id if reached.skipped.iter().any(|p| p == id) => Standing::Skipped,
                _ => Standing::Open,
            };
        }
        self.given = reached.given.clone();
        self.guesses = reached.guesses.clone();
        for ((id, choice), way) in &reached.ways {
            // The lesson may have changed: a way that is none any more changes nothing.
            let steps = self.written.iter_mut().filter(|step| step.id == *id);
            steps.for_each(|step| step.choose(*choice, *way));
        }
        let to = self.place(reached);
        let mut effects = vec![Effect::Log(Entry::Began { title: self.lesson.title.clone() })];
        effects.push(Effect::Show(self.welcome()));
        if to == 0 {
            effects.extend(self.arrive(0));
            return effects;
        }
        let title = self.lesson.steps[to].title.clone();
        effects.push(Effect::Show(Screen::Resuming { number: to + 1, title }));
        effects.extend(self.rebuild(to));
        effects
    }

    fn welcome(&self) -> Screen {
        let lesson = &self.lesson;
        Screen::Welcome {
            title: lesson.title.clone(),
            objectives: lesson.objectives.clone(),
            stated: lesson.stated.clone(),
            minutes: lesson.minutes,
            steps: lesson.steps.len(),
            network: lesson.network,
        }
    }

    /// The step to go on with: where the learner last was, or behind it if that was done. A lesson that was
    /// finished begins anew.
    fn place(&self, reached: &Reached) -> usize {
        if reached.finished {
            return 0;
        }
        let last = reached.at.as_ref().and_then(|id| self.lesson.steps.iter().position(|s| s.id == *id));
        let Some(last) = last else { return 0 };
        let is_done = self.standing[last] != Standing::Open;
        if is_done { (last + 1).min(self.lesson.steps.len() - 1) } else { last }
    }

    /// A new sandbox is there after `:reset`.
    pub(super) fn renewed(&mut self) -> Vec<Effect> {
        self.forget_state();
        self.rebuild(self.at)
    }

    fn rebuild(&mut self, to: usize) -> Vec<Effect> {
        // If the sandbox fails on the way the learner is at the right step all the same.
        self.at = to;
        self.reset_step();
        self.phase = Phase::Rebuilding { to, step: 0, rest: VecDeque::new() };
        self.enter_rebuilt_step(0, to)
    }

    fn enter_rebuilt_step(&mut self, step: usize, to: usize) -> Vec<Effect> {
        if step >= to {
            self.phase = Phase::Arriving;
            return self.arrive(to);
        }
        self.bind_step(step);
        self.waited = 0;
        let rest = self.lesson.steps[step].solution().into();
        self.phase = Phase::Rebuilding { to, step, rest };
        vec![Effect::Provide(needs(&self.lesson, step))]
    }

    /// Plays the next command of the steps before.
    pub(super) fn rebuild_next(&mut self) -> Vec<Effect> {
        let Phase::Rebuilding { to, step, rest } = &mut self.phase else { return Vec::new() };
        let (to, step) = (*to, *step);
        match rest.pop_front() {
            Some(typed) => {
                let run = typed.scripted();
                vec![Effect::Run { run, quiet: true }]
            }
            None if self.gives_names(step) => vec![self.observe()],
            None => self.enter_rebuilt_step(step + 1, to),
        }
    }

    fn gives_names(&self, step: usize) -> bool {
        self.lesson.steps[step].expect.iter().any(|check| check.names.gives.is_some())
    }

    /// A step before was played and the state read: later steps may mean what it made.
    pub(super) fn rebuilt_step(&mut self, step: usize, to: usize) -> Vec<Effect> {
        if let Some(wait) = self.wait_for(step) {
            return vec![wait];
        }
        bind(&self.lesson.steps[step].expect, &mut self.state);
        self.enter_rebuilt_step(step + 1, to)
    }
}

//! `verify --mutate`: types the mutants of every step, several sandboxes side by side.

mod stand;
mod worker;

use self::worker::Worker;
use super::progress::Bar;
use crate::app::play::Machines;
use crate::app::provide::Provider;
use crate::author::mutate::{Kind, Mutant, Trial, judge_trials, mutants};
use crate::author::verify::{Outcome, StepReport};
use crate::lesson::{Lesson, Step};
use crate::report::verify::{Mutation, StepMutation};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// How long a command of a mutant may take beyond three times what the solution's slowest took: a container that was
/// forgotten in the foreground would never end.
const SLACK: Duration = Duration::from_secs(3);
/// The same of a way that is right: it ends as the solution does, and where it takes longer the machine is busy.
const SLACK_OF_RIGHT: Duration = Duration::from_secs(30);

/// What is still to be tried, and what came of it.
struct Bench<'a> {
    lesson: &'a Lesson,
    played: &'a [StepReport],
    queue: RefCell<VecDeque<(usize, Mutant)>>,
    trials: RefCell<Vec<(usize, Trial)>>,
    bar: &'a Bar,
    total: usize,
}

/// Tries all mutants of the steps whose solution passed.
pub async fn mutate<M: Machines>(
    lesson: &Lesson,
    played: &[StepReport],
    machines: Vec<M>,
    provider: &Provider,
    bar: &Bar,
) -> Mutation {
    let begun = Instant::now();
    let queue = queue(lesson, played);
    let total = queue.len();
    let bench = Bench { lesson, played, queue: queue.into(), trials: RefCell::default(), bar, total };
    bar.counts(total);
    let jobs = machines.len();
    let workers = machines.into_iter().enumerate().map(|(number, machines)| {
        let worker = Worker::new(lesson, provider, machines);
        bench.work(worker, number == 0)
    });
    let sandboxes = futures_util::future::join_all(workers).await.into_iter().sum();
    bar.end();
    let steps = steps(lesson, played, bench.trials.into_inner());
    Mutation { steps, took: begun.elapsed(), jobs, sandboxes, least_percent: 0 }
}

/// The solution itself comes first: its end is what others are held against.
fn queue(lesson: &Lesson, played: &[StepReport]) -> VecDeque<(usize, Mutant)> {
    let proven = |at: &usize| is_proven(&played[*at]);
    let steps = (0..lesson.steps.len().min(played.len())).filter(proven);
    let all = |at: usize| [solution(&lesson.steps[at])].into_iter().chain(mutants(lesson, at).0);
    steps.flat_map(|at| all(at).map(move |mutant| (at, mutant))).collect()
}

fn is_proven(played: &StepReport) -> bool {
    matches!(played.played.outcome, Outcome::Passed(_))
}

fn solution(step: &Step) -> Mutant {
    Mutant { kind: Kind::Also, what: "the solution".into(), commands: step.solution(), of: None }
}

impl Bench<'_> {
    /// Takes mutants until none is left; gives how many sandboxes that took.
    async fn work<M: Machines>(&self, mut worker: Worker<'_, M>, is_first: bool) -> usize {
        if is_first {
            let trials = worker.nothing_typed(|at| is_proven(&self.played[at])).await;
            self.trials.borrow_mut().extend(trials);
        }
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some((at, mutant)) = next else { break };
            self.bar.at(self.trials.borrow().len().min(self.total), &self.lesson.steps[at].title);
            let slowest = self.played[at].played.times.iter().max().copied().unwrap_or_default();
            let slack = if mutant.kind.must_pass() { SLACK_OF_RIGHT } else { SLACK };
            let trial = worker.try_out(at, mutant, slowest * 3 + slack).await;
            self.trials.borrow_mut().push((at, trial));
        }
        worker.end().await
    }
}

fn steps(lesson: &Lesson, played: &[StepReport], mut trials: Vec<(usize, Trial)>) -> Vec<StepMutation> {
    let mut steps = Vec::new();
    // Side by side they end in any order.
    trials.sort_by_key(|(at, trial)| (*at, trial.mutant.kind));
    for (at, step) in lesson.steps.iter().enumerate().filter(|(at, _)| played.get(*at).is_some_and(is_proven)) {
        let own = trials.iter().filter(|(of, _)| *of == at).map(|(_, trial)| trial.clone());
        let (model, others): (Vec<Trial>, Vec<Trial>) =
            own.partition(|trial| trial.mutant.kind == Kind::Also && trial.mutant.commands == step.solution());
        let end = model.first().map(|trial| trial.shape.clone()).unwrap_or_default();
        let judged = judge_trials(step, &end, others);
        let unused = step.explained.iter().filter(|e| !judged.iter().any(|j| e.means(&j.mutant.text())));
        let unused = unused.map(|e| e.mutant.clone()).collect();
        let (id, title, line, untried) = (step.id.clone(), step.title.clone(), step.line, mutants(lesson, at).1);
        steps.push(StepMutation { id, title, line, judged, unused, untried });
    }
    steps
}

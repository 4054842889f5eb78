//! Which command Enter runs: those of the step, in order; what a challenge asks for only once the solution was shown.

use super::{Session, same_command};
use crate::lesson::{Task, Typed};
use std::collections::BTreeSet;

/// What of a step's commands is behind the learner.
#[derive(Debug, Default)]
pub(super) struct Offers {
    /// Which of its commands were typed.
    typed: BTreeSet<usize>,
    /// The solution was shown.
    pub(super) solved: bool,
}

impl Session {
    /// The step's commands that were not typed yet, each with its number and whether a challenge asks for it.
    fn open(&self) -> impl Iterator<Item = (usize, bool, Typed)> {
        let step = self.step();
        let typed = step.tasks.iter().filter_map(Task::offered).enumerate();
        let open = typed.filter(|(number, _)| !self.offers.typed.contains(number));
        open.map(|(number, typed)| (number, step.answers.contains(&typed.line), typed))
    }

    fn next(&self) -> Option<(usize, Typed)> {
        let next = self.open().find(|(_, asked_for, _)| self.offers.solved || !asked_for);
        next.map(|(number, _, typed)| (number, typed))
    }

    /// The step's next command that Enter runs.
    pub(super) fn offer(&self) -> Option<Typed> {
        self.next().map(|(_, typed)| typed)
    }

    /// Those of them that still want a value: the next one, or any.
    pub(super) fn wanting_tasks(&self) -> impl Iterator<Item = (bool, &Task)> {
        let next = self.next().map(|(number, _)| number);
        let offered = self.step().tasks.iter().filter(|task| task.offered().is_some()).enumerate();
        let open = offered.filter(|(number, _)| !self.offers.typed.contains(number));
        let wanting = open.filter(|(_, task)| matches!(task, Task::Ask { .. }));
        wanting.map(move |(number, task)| (Some(number) == next, task))
    }

    /// The same, which is about to be typed.
    pub(super) fn take_offer(&mut self) -> Option<Typed> {
        let (number, typed) = self.next()?;
        self.offers.typed.insert(number);
        Some(typed)
    }

    /// Whether nothing but a challenge is left.
    pub(super) fn is_challenged(&self) -> bool {
        self.next().is_none() && self.open().next().is_some()
    }

    /// Whether a line is what is offered or what a challenge asks for; then the next offer is another one.
    pub(super) fn follows(&mut self, line: &str) -> bool {
        let offered = self.next().map(|(number, _)| number);
        let same = self.open().find(|(number, asked_for, typed)| {
            (*asked_for || Some(*number) == offered) && same_command(&typed.text, line)
        });
        let number = same.map(|(number, ..)| number);
        self.offers.typed.extend(number);
        number.is_some()
    }
}

//! Blocks that are typed on a machine which the words before them name. The first that is named is the learner's; what is
//! typed on another one is only shown, as below the prompt of another machine.

use super::super::raw::RawBlock;
use super::super::scan::has_part;
use super::cue::{Cue, Machine, Role};
use super::transcript::Item;
use super::{Pass, server, tag};

/// The learner's machine, once one is named.
#[derive(Debug, Default)]
pub struct Learners(Option<Machine>);

impl Learners {
    /// Whether a machine is another one. `is_first` tells that nothing was typed before, `is_swarm` that the learner's
    /// manages a swarm.
    fn is_away(&mut self, machine: Machine, is_first: bool, is_swarm: bool) -> bool {
        if machine.is_other {
            return !is_first;
        }
        let number = machine.number.unwrap_or(1);
        // What was typed before it was typed on the first.
        let first = match machine.role {
            Role::Worker if is_swarm => Machine { role: Role::Manager, number: None, ..machine },
            _ if number > 1 && !is_first => Machine { number: Some(1), ..machine },
            _ => machine,
        };
        let first = *self.0.get_or_insert(first);
        if first.role == machine.role {
            return number != first.number.unwrap_or(1);
        }
        // Nobody knows which number the manager has, if not the first.
        matches!((first.role, machine.role), (_, Role::Worker) | (Role::Worker, Role::Manager)) || number > 1
    }
}

impl Pass<'_> {
    /// Whether the words right before a block name a machine that is not the learner's. Where marks tell of several
    /// terminals, each may be a machine's, and the learner has them all.
    pub(super) fn is_told_machine(&mut self, raw: &RawBlock<'_>, items: &[Item<'_>], cue: &Cue<'_>) -> bool {
        let Some(machine) = cue.machine_told().filter(|_| self.terminals == 1 && !tag::names_terminal(raw)) else {
            return false;
        };
        // What makes a machine or leads there is typed here.
        let leads = |item: &Item<'_>| {
            matches!(item, Item::Command { typed, .. }
                if has_part(typed.text(), "docker-machine ") || server::opens_machine(typed))
        };
        self.learners.is_away(machine, self.last.is_none(), self.swarm.is_some()) && !items.iter().any(leads)
    }
}

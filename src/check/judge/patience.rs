//! What only time can bring about.

use super::{container, detail, why_not};
use crate::check::{Assertion, Check, ContainerCheck};
use crate::state::State;

/// How many seconds from now a step's checks may all hold though nobody does anything: a container that must be steady
/// runs, a health check is on its way. None where something else is missing, or nothing.
pub fn patience(expect: &[Check], state: &State) -> Option<u32> {
    parts(expect.iter().map(|check| &check.assertion), state)
}

fn parts<'a>(assertions: impl Iterator<Item = &'a Assertion>, state: &State) -> Option<u32> {
    let open = assertions.filter(|assertion| why_not(assertion, state).is_some());
    open.map(|assertion| remaining(assertion, state)).collect::<Option<Vec<u32>>>()?.into_iter().max()
}

fn remaining(assertion: &Assertion, state: &State) -> Option<u32> {
    match assertion {
        Assertion::Container(check) => of_container(check, state),
        Assertion::All(all) => parts(all.iter(), state),
        _ => None,
    }
}

/// How many seconds after its start a container may still come to print, write or start what is asked for.
const START_LIMIT: u32 = 5;

fn of_container(check: &ContainerCheck, state: &State) -> Option<u32> {
    let hasty = ContainerCheck { stable_for: None, health: None, ..detail::without(check) };
    let found = container::matching(&hasty, &state.now).find(|found| found.status == "running")?;
    let since = u32::try_from(state.now.taken - found.started).unwrap_or_default();
    let steady = check.stable_for.map_or(0, |time| time.saturating_sub(since));
    let speechless = !detail::misses(check, found, &state.now).is_empty();
    if speechless && since >= START_LIMIT {
        return None;
    }
    let steady = if speechless { steady.max(1) } else { steady };
    let waits = check.health.as_ref().is_some_and(|wanted| *wanted != found.health);
    match (waits, found.health.as_str()) {
        (false, _) if steady == 0 => None,
        (false, _) => Some(steady),
        // A health check tells its result when it likes: looked at again soon.
        (true, "starting") => Some(steady.max(1)),
        (true, _) => None,
    }
}

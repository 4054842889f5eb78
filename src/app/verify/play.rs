//! Plays a step's solution in a sandbox and judges it before and after.

use crate::author::verify::{
    Foreseen, Outcome, Played, judge_after, judge_before, judge_foreseen, never_asked, with_foreseen,
};
use crate::check::shell::only_waits;
use crate::check::{bind, patience};
use crate::lesson::{Lesson, Step, Task, Typed, Why, missing_package};
use crate::sandbox::{Nobody, Sandbox, SandboxError};
use crate::state::{CommandRecord, Delta, Ran, Run, State};
use std::time::{Duration, Instant};

/// Where a step failed for a package that a stand-in does not have: the lesson without the commands that wanted it and
/// without what builds on them. The step says so.
pub(super) fn excused(lesson: &Lesson, at: usize, played: &mut Played) -> Option<Lesson> {
    if lesson.has_sidecar || !matches!(played.outcome, Outcome::Failed { .. }) {
        return None;
    }
    let mut smaller = None;
    for record in played.commands.iter().filter(|record| record.exit != 0) {
        let Some(package) = missing_package(&record.output) else { continue };
        let typed = lesson.steps[at].tasks.iter().filter_map(Task::typed).find(|typed| typed.text == record.text);
        let Some(typed) = typed else { continue };
        let why = Why::StandIn(package.to_owned());
        let first = typed.text.lines().next().unwrap_or_default();
        played.declared.push(format!("line {} fails here, {why}; it is not judged: `{first}`", typed.line));
        smaller = Some(smaller.unwrap_or_else(|| lesson.clone()).without(&typed.text, why));
    }
    smaller
}

/// Does a step and judges it.
pub(super) async fn play_step(
    step: &Step,
    machine: &mut impl Sandbox,
    state: &mut State,
) -> Result<Played, SandboxError> {
    begin_step(step, machine, state).await?;
    let early = judge_before(step, state);
    let ((times, stopped), foreseen) = type_asked(step, machine, state).await?;
    look(step, machine, state).await?;
    wait(step, machine, state).await?;
    let (commands, delta) = (state.commands.clone(), Delta::of_step(state));
    let outcome = with_foreseen(judge_after(step, state, early), &foreseen);
    bind(&step.expect, state);
    let declared = stopped.iter().map(|(text, took)| said_of_stopped(text, *took)).collect();
    let foreseen = foreseen.into_iter().map(|(line, _)| line).collect();
    Ok(Played { outcome, commands, times, delta, declared, foreseen })
}

/// Types a step's solution, and looks where a question comes before a command whether its answer is what came.
async fn type_asked(
    step: &Step,
    machine: &mut impl Sandbox,
    state: &mut State,
) -> Result<(Typing, Foreseen), SandboxError> {
    let (solution, mut foreseen) = (step.solution(), never_asked(step));
    let is_asked = |typed: &Typed| step.predictions.iter().any(|asked| asked.is_before(&typed.text));
    let mut typing = Typing::default();
    for part in solution.split_inclusive(is_asked) {
        let (times, stopped) = type_all(part, None, machine, state).await?;
        typing.0.extend(times);
        typing.1.extend(stopped);
        if let Some(record) = state.commands.last().filter(|_| part.last().is_some_and(is_asked)).cloned() {
            look(step, machine, state).await?;
            foreseen.extend(judge_foreseen(step, &record, state));
        }
    }
    Ok((typing, foreseen))
}

/// From here on the state is judged for this step.
pub async fn begin_step(step: &Step, machine: &mut impl Sandbox, state: &mut State) -> Result<(), SandboxError> {
    state.commands.clear();
    look(step, machine, state).await?;
    state.before = state.now.clone();
    state.history.begin_step();
    Ok(())
}

/// Types a command with nobody there. What the container runtime broke before anything of it ran is typed once more.
pub async fn typed_by_nobody(run: &Run, machine: &mut impl Sandbox) -> Result<Ran, SandboxError> {
    let ran = machine.run(run, &mut Nobody).await?;
    if never_ran(&ran.record) { machine.run(run, &mut Nobody).await } else { Ok(ran) }
}

/// Whether nothing of it ran, and nothing is left of it: a program for a container that runs.
fn never_ran(record: &CommandRecord) -> bool {
    record.exit == 126 && record.was_lost() && record.output.contains("OCI runtime exec failed")
}

/// What each command took, and those that had to be stopped although nothing told that they do not end.
pub type Typing = (Vec<Duration>, Vec<(String, Duration)>);

fn said_of_stopped(text: &str, took: Duration) -> String {
    let first = text.lines().next().unwrap_or_default();
    let help = "what is to go on is started in the background (`-d`, `&`)";
    format!("`{first}` did not end and was stopped after {} seconds; {help}", took.as_secs())
}

/// Types commands one after the other, each at most as long as the limit where one is given.
pub async fn type_all(
    commands: &[Typed],
    limit: Option<Duration>,
    machine: &mut impl Sandbox,
    state: &mut State,
) -> Result<Typing, SandboxError> {
    let (mut times, mut stopped) = (Vec::new(), Vec::new());
    for typed in commands {
        let begun = Instant::now();
        let mut run = typed.clone().scripted();
        run.limit = limit.or(run.limit);
        let ran = typed_by_nobody(&run, machine).await?;
        let took = begun.elapsed();
        if ran.stopped && typed.endless_limit().is_none() && !only_waits(&run.text) {
            stopped.push((run.text, took));
        }
        state.ran(ran.record);
        times.push(took);
    }
    Ok((times, stopped))
}

/// After so many seconds of waiting for a container to be steady or healthy it is judged as it is.
const WAIT_LIMIT: u32 = 60;

/// Gives what only time can bring about the time it asks for.
pub async fn wait(step: &Step, machine: &mut impl Sandbox, state: &mut State) -> Result<(), SandboxError> {
    let mut waited = 0;
    while let Some(seconds) = patience(&step.expect, state).filter(|_| waited < WAIT_LIMIT) {
        tokio::time::sleep(Duration::from_secs(seconds.into())).await;
        waited += seconds;
        look(step, machine, state).await?;
    }
    Ok(())
}

/// Looks at all that a step's checks want to know.
pub async fn look(step: &Step, machine: &mut impl Sandbox, state: &mut State) -> Result<(), SandboxError> {
    state.take_in(machine.observe(&step.probes()).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runtime_lost_never_ran() {
        let record = |exit, output: &str| CommandRecord { exit, output: output.into(), ..CommandRecord::default() };
        let lost = "OCI runtime exec failed: exec failed: unable to start container process: waiting for init preliminary \
                    setup: read init-p: connection reset by peer: unknown\n";
        assert!(never_ran(&record(126, lost)));
        assert!(!never_ran(&record(0, lost)), "a log that tells of it");
        let created = lost.replace("exec failed", "create failed");
        assert!(!never_ran(&record(125, &created)) && record(125, &created).was_lost(), "a container is left");
        assert!(!never_ran(&record(
            126,
            "OCI runtime exec failed: exec: \"curl\": executable file not found in $PATH"
        )));
    }
}

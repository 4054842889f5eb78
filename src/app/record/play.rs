//! Plays the model run, and looks after every command.

use crate::app::provide::{Provider, provide_all};
use crate::app::verify::play::{typed_by_nobody, wait};
use crate::app::verify::progress::Bar;
use crate::author::record::{Moment, New, PlayedStep, ROUNDS, Watch, spread};
use crate::check::{bind, patience};
use crate::lesson::{Lesson, Step, Typed, digest, needs};
use crate::sandbox::{Sandbox, SandboxError};
use crate::source::Source;
use crate::state::{Answer, Delta, Observation, Probe, Snapshot, State};
use std::time::Duration;

/// How long a container that was left running is watched: what ends at once is not asserted to run.
const SETTLE: Duration = Duration::from_secs(1);

/// A lesson to be played.
pub struct Player<'a> {
    /// As it is to be played.
    pub lesson: &'a Lesson,
    /// Its text.
    pub source: &'a Source,
    /// Whence its images come.
    pub provider: Provider,
}

impl Player<'_> {
    /// All steps, one after the other.
    pub async fn play(&self, machine: &mut impl Sandbox, bar: &Bar) -> Result<Vec<PlayedStep>, SandboxError> {
        machine.ready().await?;
        let mut state = State::default();
        let mut played = Vec::new();
        for (at, step) in self.lesson.steps.iter().enumerate() {
            bar.at(at, &step.title);
            played.push(self.step(at, machine, &mut state).await?);
        }
        Ok(played)
    }

    async fn step(&self, at: usize, machine: &mut impl Sandbox, state: &mut State) -> Result<PlayedStep, SandboxError> {
        let step = &self.lesson.steps[at].bound(&state.bindings);
        provide_all(machine, &needs(self.lesson, at), &self.provider).await?;
        let typed = step.solution();
        let mut eyes = Eyes { watch: Watch::new(&typed), probes: step.probes() };
        state.commands.clear();
        let (seen, _) = eyes.look(machine).await?;
        state.take_in(seen);
        state.before = state.now.clone();
        state.history.begin_step();
        let mut begin = state.clone();
        let mut moments = Vec::new();
        for typed in &typed {
            let record = typed_by_nobody(&typed.clone().scripted(), machine).await?.record;
            let (seen, new) = eyes.look(machine).await?;
            for earlier in [&mut state.before, &mut state.now, &mut begin.before, &mut begin.now] {
                add(earlier, &new);
            }
            let mut alone = State { before: state.now.clone(), ..state.clone() };
            alone.history.begin_step();
            alone.take_in(seen.clone());
            state.take_in(seen);
            let (command, replies) = (record.text.clone(), typed.replies.clone());
            moments.push(Moment { command, replies, exit: record.exit, delta: Delta::of_step(&alone) });
            state.ran(record);
        }
        if state.now.containers.iter().any(|c| c.is_running() && !begin.now.containers.contains(c)) {
            tokio::time::sleep(SETTLE).await;
            settle(&mut eyes, machine, state).await?;
        }
        if patience(&step.expect, state).is_some() {
            wait(step, machine, state).await?;
            let (seen, _) = eyes.look(machine).await?;
            state.take_in(seen);
        }
        let digest = digest(self.source, step);
        let shown = step.outputs.iter().flat_map(|shown| shown.output.lines()).map(str::to_owned).collect();
        let solution = lines(step, &typed);
        let end = state.clone();
        bind(&step.expect, state);
        let (id, expect) = (step.id.clone(), step.expect.clone());
        Ok(PlayedStep { id, digest, moments, solution, shown, expect, begin, end })
    }
}

/// Looks again: a page that now answers otherwise has no answer.
async fn settle(eyes: &mut Eyes, machine: &mut impl Sandbox, state: &mut State) -> Result<(), SandboxError> {
    let (mut seen, _) = eyes.look(machine).await?;
    let is_page = |probe: &Probe| matches!(probe, Probe::Http { .. });
    let unsteady = |(probe, answer): (&Probe, &Answer)| is_page(probe) && state.now.answers.get(probe) != Some(answer);
    let unsteady: Vec<Probe> =
        seen.snapshot.answers.iter().filter(|page| unsteady(*page)).map(|(p, _)| p.clone()).collect();
    let silent = |probe| (probe, Answer::Silent("it answers otherwise every time".to_owned()));
    seen.snapshot.answers.extend(unsteady.into_iter().map(silent));
    state.take_in(seen);
    Ok(())
}

/// What is looked at while a step is played.
struct Eyes {
    watch: Watch,
    /// What the step's own checks ask.
    probes: Vec<Probe>,
}

impl Eyes {
    /// Looks, and looks again where that shows that there is more to look at; with what is new.
    async fn look(&mut self, machine: &mut impl Sandbox) -> Result<(Observation, Vec<New>), SandboxError> {
        let mut all = Vec::new();
        let mut seen = machine.observe(&self.asked()).await?;
        for _ in 0..ROUNDS {
            let new = self.watch.discover(&seen.snapshot);
            if new.is_empty() {
                break;
            }
            all.extend(new);
            let more = machine.observe(&self.asked()).await?;
            let events = [seen.events, more.events].concat();
            let made = [seen.made, more.made].concat();
            seen = Observation { snapshot: more.snapshot, events, made, lost: seen.lost.or(more.lost) };
        }
        spread(&mut seen.snapshot);
        Ok((seen, all))
    }

    fn asked(&self) -> Vec<Probe> {
        let mut all = [self.probes.clone(), self.watch.probes()].concat();
        all.sort();
        all.dedup();
        all
    }
}

/// Tells an earlier snapshot what is known of it now.
fn add(earlier: &mut Snapshot, new: &[New]) {
    let known = new.iter().filter_map(|(probe, was)| Some((probe.clone(), was.clone()?)));
    for (probe, was) in known {
        earlier.answers.entry(probe).or_insert(was);
    }
}

/// A solution as a sidecar has it: what is typed into programs stands there only where the lesson does not tell it.
fn lines(step: &Step, typed: &[Typed]) -> Vec<String> {
    let plain: Vec<String> = typed.iter().map(|typed| typed.text.clone()).collect();
    let again = step.sequence(&plain);
    if again.iter().map(|t| (&t.text, &t.replies)).eq(typed.iter().map(|t| (&t.text, &t.replies))) {
        return plain;
    }
    let replies =
        |typed: &Typed| typed.replies.iter().map(|r| format!("> {r}").trim_end().to_owned()).collect::<Vec<_>>();
    typed.iter().flat_map(|typed| [vec![typed.text.clone()], replies(typed)].concat()).collect()
}

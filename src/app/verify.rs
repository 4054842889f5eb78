//! `ropewalk verify`: plays lessons as a perfect learner would, and says whether every step still works.

use super::course::expand;
use super::play::Machines;
use super::provide::{Provider, provide_all};
use super::run::DockerMachines;
use super::setup::{Ready, prepare};
use super::signals::{Live, unless_stopped};
use super::{Context, Failure, INTERRUPTED, Loaded, load};
use crate::author::verify::{Outcome, Played, StepReport, judge_after, judge_before};
use crate::lesson::{Lesson, Step, needs};
use crate::report::verify::{LessonReport, lesson_json, lesson_text, summary_text};
use crate::sandbox::{Console, Input, Sandbox, SandboxError};
use crate::state::{CommandRecord, Observation, State};
use std::path::PathBuf;
use std::time::Instant;

/// What `verify` was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyOptions {
    /// Do not ask before installing.
    pub yes: bool,
    /// Sandboxes never reach the internet.
    pub offline: bool,
    /// `NAME=IMAGE` pairs.
    pub stand_ins: Vec<(String, String)>,
    /// Lesson ids and paths.
    pub lessons: Vec<String>,
}

/// `ropewalk verify`. Every lesson is read before the first one is played, so that no finding comes late.
pub async fn verify(context: &Context, options: &VerifyOptions) -> Result<(), Failure> {
    let loaded: Vec<Result<Loaded, Failure>> =
        names(&options.lessons)?.iter().map(|name| load(context, name)).collect();
    let lessons = loaded.into_iter().collect::<Result<Vec<_>, _>>()?;
    let ready = prepare(context, options.yes).await?;
    let live = Live::default();
    let docker = ready.engine.docker.clone();
    match unless_stopped(&docker, &live, verify_all(context, lessons, options, &ready, &live)).await? {
        Some(done) => done,
        None => Err(Failure::new(INTERRUPTED, "")),
    }
}

/// Ids as they are; folders and patterns as the lessons in them.
fn names(given: &[String]) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for name in given {
        let path = PathBuf::from(name);
        if path.is_dir() || name.contains('*') {
            names.extend(expand(&[path])?.iter().map(|p| p.display().to_string()));
        } else {
            names.push(name.clone());
        }
    }
    Ok(names)
}

async fn verify_all(
    context: &Context,
    lessons: Vec<Loaded>,
    options: &VerifyOptions,
    ready: &Ready,
    live: &Live,
) -> Result<(), Failure> {
    let mut reports = Vec::new();
    for loaded in lessons {
        let lesson = if options.offline { loaded.lesson.offline() } else { loaded.lesson };
        let provider = Provider { chosen: options.stand_ins.clone(), has_registry: ready.has_registry };
        let mut machines = DockerMachines::new(&ready.engine, ready.plan(lesson.network), live.clone());
        let report = verify_lesson(&lesson, &loaded.source.name, &mut machines, &provider).await?;
        if !context.json {
            context.print(&lesson_text(&report, &context.theme));
        }
        reports.push(report);
    }
    if context.json {
        let lessons: Vec<_> = reports.iter().map(lesson_json).collect();
        context.print_json(&serde_json::json!({ "version": 1, "lessons": lessons }));
    } else {
        context.print(&summary_text(&reports, &context.theme));
    }
    if reports.iter().any(LessonReport::failed) { Err(Failure::failed()) } else { Ok(()) }
}

/// Plays one lesson in a fresh sandbox, which is removed in every case.
async fn verify_lesson<M: Machines>(
    lesson: &Lesson,
    path: &str,
    machines: &mut M,
    provider: &Provider,
) -> Result<LessonReport, SandboxError> {
    let begun = Instant::now();
    let mut machine = machines.start().await?;
    let played = play_steps(lesson, &mut machine, provider).await;
    machine.remove().await?;
    let steps = played?;
    Ok(LessonReport { path: path.to_owned(), title: lesson.title.clone(), steps, took: begun.elapsed() })
}

async fn play_steps(
    lesson: &Lesson,
    machine: &mut impl Sandbox,
    provider: &Provider,
) -> Result<Vec<StepReport>, SandboxError> {
    machine.ready().await?;
    let mut state = State::default();
    let mut reports = Vec::new();
    for (at, step) in lesson.steps.iter().enumerate() {
        let begun = Instant::now();
        let declared = provide_all(machine, &needs(lesson, at), provider).await;
        let played = match declared {
            Ok(declared) => play_step(step, machine, &mut state).await.map(|p| Played { declared, ..p }),
            Err(error) => Err(error),
        };
        let outcome = match played {
            Ok(played) => played,
            // A step that fails for our reasons does not end the lesson; the next one may go.
            Err(error) => Played { outcome: Outcome::Unknown(error.to_string()), ..Played::default() },
        };
        reports.push(StepReport::new(step, outcome, begun.elapsed()));
    }
    Ok(reports)
}

async fn play_step(step: &Step, machine: &mut impl Sandbox, state: &mut State) -> Result<Played, SandboxError> {
    let probes = step.probes();
    state.commands.clear();
    take_in(state, machine.observe(&probes).await?);
    state.before = state.now.clone();
    state.history.begin_step();
    let early = judge_before(step, state);
    let mut commands: Vec<CommandRecord> = Vec::new();
    for typed in step.solution() {
        let ran = machine.run(&typed.scripted(), &mut Nobody).await?;
        state.commands.push(ran.record.clone());
        commands.push(ran.record);
    }
    take_in(state, machine.observe(&probes).await?);
    Ok(Played { outcome: judge_after(step, state, early), commands, declared: Vec::new() })
}

fn take_in(state: &mut State, observation: Observation) {
    for event in &observation.events {
        state.history.heard(event);
    }
    state.history.saw(&observation.snapshot);
    state.now = observation.snapshot;
}

/// A terminal with nobody at it.
pub struct Nobody;

impl Console for Nobody {
    fn output(&mut self, _bytes: &[u8]) {}

    async fn input(&mut self) -> Input {
        std::future::pending().await
    }

    async fn more(&mut self) -> Option<String> {
        None
    }

    fn size(&self) -> (u16, u16) {
        (80, 24)
    }
}

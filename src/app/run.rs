//! `ropewalk run`: a learner takes a lesson.

use super::builtin::BUILTINS;
use super::pipe::Pipe;
use super::play::{Machines, play};
use super::provide::Provider;
use super::setup::{Ready, prepare};
use super::signals::{Live, unless_stopped};
use super::tty::Tty;
use super::{Context, FAILED, Failure, INTERRUPTED, Loaded, fresh_seed};
use crate::check::Seed;
use crate::lesson::Lesson;
use crate::progress::{FileStore, Store, SystemClock};
use crate::sandbox::container::{Plan, new_session};
use crate::sandbox::docker::DockerSandbox;
use crate::sandbox::{SandboxError, engine};
use crate::session::{Entry, Next, Session};
use crate::source::Source;
use bollard::Docker;
use std::io::IsTerminal;
use tokio::task::JoinHandle;

/// What `run` was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Do not ask before installing.
    pub yes: bool,
    /// The sandbox never reaches the internet.
    pub offline: bool,
    /// `NAME=IMAGE` pairs.
    pub stand_ins: Vec<(String, String)>,
}

/// Starts sandboxes on the outer engine; the first one while the learner already reads.
pub struct DockerMachines {
    outer: Docker,
    plan: Plan,
    live: Live,
    early: Option<JoinHandle<Result<DockerSandbox, SandboxError>>>,
}

impl DockerMachines {
    /// Begins to start the first sandbox in the background.
    pub fn new(engine: &engine::OuterEngine, plan: Plan, live: Live) -> Self {
        let mut machines = Self { outer: engine.docker.clone(), plan, live, early: None };
        machines.early = Some(machines.begin());
        machines
    }

    fn begin(&self) -> JoinHandle<Result<DockerSandbox, SandboxError>> {
        let (outer, plan, live) = (self.outer.clone(), self.plan.clone(), self.live.clone());
        tokio::spawn(async move {
            let session = new_session();
            let _making = live.add(&session).await;
            DockerSandbox::start_as(&outer, &plan, session).await
        })
    }
}

impl Machines for DockerMachines {
    type Machine = DockerSandbox;

    async fn start(&mut self) -> Result<DockerSandbox, SandboxError> {
        let started = match self.early.take() {
            Some(early) => early,
            None => self.begin(),
        };
        started.await.map_err(|e| SandboxError::Inner(format!("its start was cut off: {e}")))?
    }
}

/// `ropewalk run`.
pub async fn run(context: &Context, loaded: Loaded, options: &RunOptions) -> Result<(), Failure> {
    let ready = prepare(context, options.yes).await?;
    let live = Live::default();
    let docker = ready.engine.docker.clone();
    let work = Box::pin(learn(context, loaded, options, &ready, &live));
    match unless_stopped(&docker, &live, work).await? {
        Some(done) => done,
        None => Err(Failure::new(INTERRUPTED, "")),
    }
}

/// The seed that a learner's lesson was drawn from; a fresh one where there is none yet.
pub fn kept_seed(context: &Context, key: &str) -> Seed {
    let store = FileStore::new(context.progress_path(), SystemClock);
    store.reached(key).ok().and_then(|reached| reached.seed).unwrap_or_else(fresh_seed)
}

/// Remembers what the values of a lesson were drawn from, so that they are the same next time.
fn keep_seed(store: &mut impl Store, key: &str, seed: Seed, lesson: &Lesson) {
    let is_kept = store.reached(key).is_ok_and(|reached| reached.seed == Some(seed));
    if !lesson.variables.is_empty() && !is_kept {
        // A log that cannot be written is told as soon as the session begins.
        store.append(key, &Entry::Drew { seed }).ok();
    }
}

async fn learn(
    context: &Context,
    loaded: Loaded,
    options: &RunOptions,
    ready: &Ready,
    live: &Live,
) -> Result<(), Failure> {
    let lesson = if options.offline { loaded.lesson.offline() } else { loaded.lesson };
    let plan = ready.plan(lesson.network);
    let provider = Provider { chosen: options.stand_ins.clone(), has_registry: ready.has_registry };
    let mut machines = DockerMachines::new(&ready.engine, plan, live.clone());
    let mut session = Session::new(provider.fit(lesson)).before(next_after(&loaded.key));
    let mut store = FileStore::new(context.progress_path(), SystemClock);
    keep_seed(&mut store, &loaded.key, loaded.seed, session.lesson());
    let (key, provider) = (loaded.key.as_str(), &provider);
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        let history = context.state_folder.join("history");
        let mut front = Tty::new(context.plain, &history)?;
        play(&mut session, &mut machines, &mut front, &mut store, key, provider).await?;
        return Ok(());
    }
    let mut front = Pipe::new(context.plain)?;
    play(&mut session, &mut machines, &mut front, &mut store, key, provider).await?;
    if session.is_cut_off() {
        return Err(
            Failure::new(FAILED, "the input ended before the lesson did").help("end a script on purpose with `:quit`")
        );
    }
    Ok(())
}

/// The lesson behind one that comes with the program.
fn next_after(key: &str) -> Option<Next> {
    let at = BUILTINS.iter().position(|b| b.id == key)?;
    let next = BUILTINS.get(at + 1)?;
    let (document, _) = crate::reader::read(&Source::new(format!("lessons/{}.md", next.id), next.text));
    let name = next.id.split('-').next().unwrap_or(next.id).to_owned();
    Some(Next { name, title: document.title.unwrap_or_else(|| next.id.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_names_the_one_behind_it() {
        let next = next_after(BUILTINS[0].id).unwrap();
        assert_eq!((next.name.as_str(), next.title.is_empty()), ("02", false));
        assert_eq!(next_after(BUILTINS[BUILTINS.len() - 1].id), None);
        assert_eq!(next_after("lessons/own.md"), None);
    }
}

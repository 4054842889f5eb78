//! `ropewalk verify`: plays lessons as a perfect learner would, and says whether every step still works.

mod mutate;
pub(super) mod play;
pub(super) mod progress;
pub(super) mod whole;

use self::mutate::mutate;
use self::progress::Progress;
use self::whole::play_lesson;
use super::course::expand;
use super::provide::Provider;
use super::run::DockerMachines;
use super::setup::{Ready, prepare};
use super::signals::{Live, unless_stopped};
use super::{Context, Failure, INTERRUPTED, Loaded, NO_SANDBOX, USAGE, fresh_seed, load};
use crate::author::verify::StepReport;
use crate::check::Seed;
use crate::lesson::{Lesson, moved_on};
use crate::report::verify::{Drawn, LessonReport, Mutation, Run, junit, lesson_text, lessons_json, summary_text};
use futures_util::StreamExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What `verify` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyOptions {
    /// Do not ask before installing.
    pub yes: bool,
    /// Sandboxes never reach the internet.
    pub offline: bool,
    /// `NAME=IMAGE` pairs.
    pub stand_ins: Vec<(String, String)>,
    /// Lesson ids and paths.
    pub lessons: Vec<String>,
    /// How many sandboxes there are at a time.
    pub jobs: usize,
    /// How often each lesson is played.
    pub repeat: usize,
    /// Whether wrong and equal ways are tried too.
    pub mutate: bool,
    /// Of a hundred wrong ways so many must not pass.
    pub least_percent: usize,
    /// What variables are drawn from; a fresh seed where none is given.
    pub seed: Option<Seed>,
    /// Where the results go as JSON, besides the text.
    pub json: Option<PathBuf>,
    /// Where the results go as JUnit's XML, besides the text.
    pub junit: Option<PathBuf>,
}

/// How strong a lesson's checks must be where nobody says otherwise.
pub const LEAST_PERCENT: usize = 95;

impl Default for VerifyOptions {
    fn default() -> Self {
        Self {
            yes: false,
            offline: false,
            stand_ins: Vec::new(),
            lessons: Vec::new(),
            jobs: 1,
            repeat: 1,
            mutate: false,
            least_percent: LEAST_PERCENT,
            seed: None,
            json: None,
            junit: None,
        }
    }
}

/// `ropewalk verify`. Every lesson is read before the first one is played, so that no finding comes late.
pub async fn verify(context: &Context, options: &VerifyOptions) -> Result<(), Failure> {
    let seed = options.seed.unwrap_or_else(fresh_seed);
    let loaded: Vec<Result<Loaded, Failure>> =
        names(context, &options.lessons)?.iter().map(|name| load(context, name, |_| seed)).collect();
    let lessons = loaded.into_iter().collect::<Result<Vec<_>, _>>()?;
    for path in options.json.iter().chain(&options.junit) {
        writable(path)?;
    }
    let ready = prepare(context, options.yes).await?;
    let live = Live::default();
    let docker = ready.engine.docker.clone();
    match unless_stopped(&docker, &live, verify_all(context, &lessons, options, &ready, &live)).await? {
        Some(done) => done,
        None => Err(Failure::new(INTERRUPTED, "")),
    }
}

/// Ids as they are; folders and patterns as the lessons in them.
fn names(context: &Context, given: &[String]) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for name in given {
        let path = PathBuf::from(name);
        if path.is_dir() || name.contains('*') {
            names.extend(expand(context, &[path])?.iter().map(|f| f.path.display().to_string()));
        } else {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        return Err(Failure::new(USAGE, "no lesson was named").help("`ropewalk list` shows the lessons"));
    }
    Ok(names)
}

async fn verify_all(
    context: &Context,
    lessons: &[Loaded],
    options: &VerifyOptions,
    ready: &Ready,
    live: &Live,
) -> Result<(), Failure> {
    let begun = Instant::now();
    let progress = Progress::new(context);
    let bench = Bench { options, ready, live, progress: &progress };
    // Side by side, but told in the order they were named.
    let tasks = lessons.iter().flat_map(|loaded| (0..options.repeat).map(|_| bench.play(loaded)));
    let mut played = std::pin::pin!(futures_util::stream::iter(tasks).buffered(options.jobs));
    let mut reports = Vec::new();
    for loaded in lessons {
        let mut runs = Vec::new();
        while runs.len() < options.repeat {
            runs.extend(played.next().await);
        }
        let mut report = LessonReport::new(&loaded.source.name, loaded.sidecar.as_deref(), &loaded.lesson.title, runs);
        report.moved_on = moved_on(&loaded.source, &loaded.lesson).iter().map(|step| step.id.clone()).collect();
        report.drawn = drawn(loaded);
        if !options.mutate {
            bench.tell(context, &report);
        }
        reports.push(report);
    }
    // One lesson after the other: each has mutants enough for all sandboxes.
    for (loaded, report) in lessons.iter().zip(&mut reports).filter(|_| options.mutate) {
        report.mutation = Some(bench.mutate(loaded, &report.steps).await);
        bench.tell(context, report);
    }
    if context.json {
        context.print_json(&lessons_json(&reports));
    } else {
        context.print(&summary_text(&reports, begun.elapsed(), &context.theme));
    }
    write_reports(options, &reports)?;
    verdict(&reports)
}

/// What was drawn for a lesson's variables; none where it has none.
fn drawn(loaded: &Loaded) -> Option<Drawn> {
    let values = loaded.lesson.variables.clone();
    (!values.is_empty()).then_some(Drawn { seed: loaded.seed, values })
}

/// What all lessons are played with.
struct Bench<'a> {
    options: &'a VerifyOptions,
    ready: &'a Ready,
    live: &'a Live,
    progress: &'a Progress,
}

impl Bench<'_> {
    async fn play(&self, loaded: &Loaded) -> Run {
        let lesson = self.lesson(loaded);
        let (provider, mut machines) = (self.provider(), self.machines(&lesson));
        let bar = self.progress.bar(&lesson.title, lesson.steps.len());
        play_lesson(&lesson, &mut machines, &provider, &bar).await
    }

    fn tell(&self, context: &Context, report: &LessonReport) {
        if !context.json {
            let text = lesson_text(report, &context.theme);
            self.progress.print(|| context.print(&text));
        }
    }

    async fn mutate(&self, loaded: &Loaded, played: &[StepReport]) -> Mutation {
        let lesson = self.lesson(loaded);
        let machines = (0..self.options.jobs).map(|_| self.machines(&lesson)).collect();
        let bar = self.progress.bar(&lesson.title, lesson.steps.len());
        let tried = mutate(&lesson, played, machines, &self.provider(), &bar).await;
        Mutation { least_percent: self.options.least_percent, ..tried }
    }

    fn provider(&self) -> Provider {
        Provider { chosen: self.options.stand_ins.clone(), has_registry: self.ready.has_registry }
    }

    fn machines(&self, lesson: &Lesson) -> DockerMachines {
        DockerMachines::new(&self.ready.engine, self.ready.plan(lesson.network), self.live.clone())
    }

    fn lesson(&self, loaded: &Loaded) -> Lesson {
        let lesson = loaded.lesson.clone().with_stand_ins();
        self.provider().fit(if self.options.offline { lesson.offline() } else { lesson })
    }
}

fn write_reports(options: &VerifyOptions, reports: &[LessonReport]) -> Result<(), Failure> {
    if let Some(path) = &options.json {
        write(path, &format!("{:#}\n", lessons_json(reports)))?;
    }
    if let Some(path) = &options.junit {
        let text = junit(reports).map_err(|why| Failure::new(USAGE, format!("{}: {why}", path.display())))?;
        write(path, &text)?;
    }
    Ok(())
}

/// Finds out whether results can be written there before anything is played. What is in the file stays until there are
/// new ones, and none is left where none was.
fn writable(path: &Path) -> Result<(), Failure> {
    let found = path.metadata();
    // A pipe is opened once: its reader would take the first end for the last.
    if found.as_ref().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return Ok(());
    }
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(path);
    opened.map_err(|e| no_file(path, &e))?;
    if found.is_ok() { Ok(()) } else { std::fs::remove_file(path).map_err(|e| no_file(path, &e)) }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|e| no_file(path, &e))
}

fn no_file(path: &Path, error: &std::io::Error) -> Failure {
    let message = format!("{}: {error}", path.display());
    Failure::new(USAGE, message).help("name a file in a folder that exists and that you may write to")
}

/// A lesson that failed counts more than one that could not be looked at.
fn verdict(reports: &[LessonReport]) -> Result<(), Failure> {
    if reports.iter().any(|report| report.failed() || report.is_weak()) {
        return Err(Failure::failed());
    }
    if reports.iter().any(|report| report.is_unknown() || report.is_untried()) {
        Err(Failure::new(NO_SANDBOX, "").help("`ropewalk doctor` looks closer"))
    } else {
        Ok(())
    }
}

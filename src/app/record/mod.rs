//! `ropewalk record`: plays a lesson's model run and writes down what it changed.
//!
//! A new sidecar is written at once, since nothing can be lost. An old one is never written to: what would change goes
//! to a file beside it, and takes its place at `--accept`.

mod play;

use self::play::Player;
use super::load::{load_as, sidecar_of};
use super::provide::Provider;
use super::read::read_file;
use super::run::DockerMachines;
use super::setup::{Ready, prepare};
use super::signals::{Live, unless_stopped};
use super::verify::progress::Progress;
use super::verify::whole::play_lesson;
use super::{Context, FAILED, Failure, INTERRUPTED, INVALID, Loaded, USAGE, fresh_seed};
use crate::app::play::Machines;
use crate::author::record::{
    Names, PlayedStep, RecordedStep, Stale, Updated, has_own_solution, names, propose, renamed, stale, update,
    with_variables, write_sidecar,
};
use crate::check::{Values, parse, parse_for};
use crate::diagnostic::Severity;
use crate::lesson::{Lesson, Need, Step, Task, compile, moved_on, needs};
use crate::report::verify::{LessonReport, lesson_text};
use crate::sandbox::Sandbox;
use crate::source::Source;
use crate::terminal::Role;
use crate::text::count;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How often a new sidecar is played to prove it; what does not hold the first time is left out.
const PROOFS: usize = 3;

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordOptions {
    /// Do not ask before installing.
    pub yes: bool,
    /// The sandbox never reaches the internet.
    pub offline: bool,
    /// `NAME=IMAGE` pairs.
    pub stand_ins: Vec<(String, String)>,
    /// The lesson.
    pub path: PathBuf,
    /// What to do about the sidecar.
    pub aim: Aim,
}

/// What to do about the sidecar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aim {
    /// Write one where there is none.
    #[default]
    New,
    /// Show what is stale in the one there is.
    Update,
    /// Put what is pending in its place.
    Accept,
}

/// `ropewalk record PATH`.
pub async fn record(context: &Context, options: &RecordOptions) -> Result<(), Failure> {
    let path = &options.path;
    if !path.is_file() {
        let message = format!("there is no file `{}`", path.display());
        return Err(Failure::new(USAGE, message).help("`record` takes the path of a Markdown file"));
    }
    let sidecar = sidecar_of(path);
    match (&sidecar, options.aim) {
        (_, Aim::Accept) => return accept(context, path, sidecar),
        (Some(there), Aim::New) => {
            let help = format!("`ropewalk record --update {}` changes only what is stale in it", path.display());
            return Err(Failure::new(FAILED, format!("{} is there already", there.display())).help(help));
        }
        (None, Aim::Update) => {
            let help = format!("`ropewalk record {}` writes one", path.display());
            return Err(Failure::new(USAGE, format!("{} has no sidecar to update", path.display())).help(help));
        }
        _ => {}
    }
    let mut old = None;
    let change = |source: Source, lesson: &Lesson| {
        let (now, moved) = renamed(&source, lesson);
        old = Some(Old { source, now: now.clone(), moved });
        now
    };
    let loaded = load_as(context, &path.display().to_string(), |_| fresh_seed(), change)?;
    if old.as_ref().is_some_and(|old| is_by_hand(&loaded, old)) {
        let said = "Nothing to do: every step has checks, and all of them were written by hand.";
        context.say(Role::Pass, said);
        context.say(Role::Text, &format!("`ropewalk verify {}` says whether they hold.", path.display()));
        return Ok(());
    }
    let ready = prepare(context, options.yes).await?;
    let (live, docker) = (Live::default(), ready.engine.docker.clone());
    let recorder = Recorder { context, options, loaded: &loaded, ready: &ready, live: &live };
    match Box::pin(unless_stopped(&docker, &live, recorder.record(old.as_ref()))).await? {
        Some(done) => done,
        None => Err(Failure::new(INTERRUPTED, "")),
    }
}

/// A sidecar that is there.
struct Old {
    /// As it is.
    source: Source,
    /// With the entries of renamed steps under their new names.
    now: Source,
    /// Old names and new ones.
    moved: Vec<(String, String)>,
}

/// Whether the recorder wrote nothing of a sidecar, and has nothing to add.
fn is_by_hand(loaded: &Loaded, old: &Old) -> bool {
    let known: Vec<String> = parse(&old.now).0.map(|s| s.steps.into_iter().map(|s| s.id).collect()).unwrap_or_default();
    let is_own = |step: &Step| step.recorded.is_some() || !known.contains(&step.id) && !step.solution().is_empty();
    old.moved.is_empty() && !loaded.lesson.steps.iter().any(is_own)
}

/// Where a new sidecar goes: beside the folder of all lessons, else beside the lesson.
fn new_sidecar(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let folder = absolute.parent()?;
    let beside = folder.parent().map(|f| f.join("checks"));
    let is_lessons = folder.file_name().is_some_and(|n| n == "lessons");
    let home = beside.filter(|checks| is_lessons || checks.is_dir()).unwrap_or_else(|| folder.join("checks"));
    let file = home.join(format!("{}.yaml", path.file_stem()?.to_string_lossy()));
    let here = std::env::current_dir().ok()?;
    Some(file.strip_prefix(&here).map(Path::to_owned).unwrap_or(file))
}

fn pending_of(sidecar: &Path) -> PathBuf {
    PathBuf::from(format!("{}.new", sidecar.display()))
}

/// Puts what is pending in the sidecar's place.
fn accept(context: &Context, path: &Path, sidecar: Option<PathBuf>) -> Result<(), Failure> {
    let help = format!("`ropewalk record --update {}` looks for what is stale", path.display());
    let nothing = || Failure::new(FAILED, "nothing is pending").help(help.clone());
    let sidecar = sidecar.ok_or_else(nothing)?;
    let pending = pending_of(&sidecar);
    let changed = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified());
    let Ok(proposed) = changed(&pending) else { return Err(nothing()) };
    if changed(&sidecar)? > proposed {
        let message = format!("{} was changed after {} was written", sidecar.display(), pending.display());
        return Err(Failure::new(FAILED, message).help(help));
    }
    let (_, found) = parse(&read_file(&pending)?);
    if found.iter().any(|d| d.severity == Severity::Error) {
        return Err(Failure::new(INVALID, format!("{} is no valid sidecar any more", pending.display())).help(help));
    }
    std::fs::rename(&pending, &sidecar)?;
    context.say(Role::Pass, &format!("{} is up to date.", sidecar.display()));
    Ok(())
}

/// The lesson, played.
struct Played {
    /// What each step did, and what is to be written of it.
    steps: Vec<(PlayedStep, RecordedStep)>,
    /// What would have been written of the lesson as it was.
    former: Vec<RecordedStep>,
}

struct Recorder<'a> {
    context: &'a Context,
    options: &'a RecordOptions,
    loaded: &'a Loaded,
    ready: &'a Ready,
    live: &'a Live,
}

impl Recorder<'_> {
    async fn record(&self, old: Option<&Old>) -> Result<(), Failure> {
        let lesson = self.model(old.map(|old| &old.now));
        let former = self.former(&lesson, old.is_some()).await;
        let runs = self.play(&lesson).await?;
        let Some(old) = old else {
            let names = names(&runs, &|_| true);
            return self.write_new(&lesson, proposed(&runs, &names)).await;
        };
        // A name that an old step would have to give is of use only where that step is written anew.
        let known = self.loaded.lesson.steps.iter().filter_map(|step| Some((&step.id, step.recorded.as_ref()?)));
        let known: BTreeMap<&String, &String> = known.collect();
        let is_new = |run: &PlayedStep| known.get(&run.id).is_none_or(|digest| **digest != run.digest);
        let new = proposed(&runs, &names(&runs, &is_new));
        let played = Played { steps: runs.into_iter().zip(new).collect(), former };
        self.update(old, &played).await
    }

    /// The lesson as it is to be played: where the text of a step moved on, its own commands count again.
    fn model(&self, old: Option<&Source>) -> Lesson {
        let mut lesson = self.loaded.lesson.clone().without_asking();
        let moved: Vec<String> = moved_on(&self.loaded.source, &lesson).iter().map(|s| s.id.clone()).collect();
        for step in lesson.steps.iter_mut().filter(|step| moved.contains(&step.id)) {
            if old.is_some_and(|old| has_own_solution(old, &step.id)) {
                step.solution = step.tasks.iter().filter_map(Task::typed).collect();
            }
        }
        if self.options.offline { lesson.offline() } else { lesson }
    }

    /// What the recorder would have written of the lesson as it was, by the commands that it wrote down: so what an
    /// author deleted is told from what is new. Nothing where no command is another.
    async fn former(&self, model: &Lesson, has_sidecar: bool) -> Vec<RecordedStep> {
        let lesson = self.loaded.lesson.clone().without_asking();
        let lesson = if self.options.offline { lesson.offline() } else { lesson };
        let is_same = lesson.steps.iter().zip(&model.steps).all(|(was, is)| was.solution() == is.solution());
        if !has_sidecar || is_same {
            return Vec::new();
        }
        match self.play(&lesson).await {
            Ok(runs) => proposed(&runs, &names(&runs, &|_| true)),
            Err(_) => Vec::new(),
        }
    }

    /// What was drawn, but for what the lesson's own text says too: there it may be meant as it is.
    fn own_values(&self) -> Values {
        let mut values = self.loaded.lesson.variables.clone();
        values.retain(|_, value| !self.loaded.source.text.contains(value.as_str()));
        values
    }

    fn provider(&self) -> Provider {
        Provider { chosen: self.options.stand_ins.clone(), has_registry: self.ready.has_registry }
    }

    fn machines(&self, lesson: &Lesson) -> DockerMachines {
        DockerMachines::new(&self.ready.engine, self.ready.plan(lesson.network), self.live.clone())
    }

    async fn play(&self, lesson: &Lesson) -> Result<Vec<PlayedStep>, Failure> {
        let progress = Progress::new(self.context);
        let bar = progress.bar(&lesson.title, lesson.steps.len());
        let mut machine = self.machines(lesson).start().await?;
        let player = Player { lesson, source: &self.loaded.source, provider: self.provider() };
        let runs = player.play(&mut machine, &bar).await;
        machine.remove().await.ok();
        bar.end();
        Ok(runs?)
    }

    async fn write_new(&self, lesson: &Lesson, mut steps: Vec<RecordedStep>) -> Result<(), Failure> {
        let path = new_sidecar(&self.options.path)
            .ok_or_else(|| Failure::new(FAILED, "there is no place for a sidecar beside this file"))?;
        let images = images(lesson);
        let mut report = None;
        let mut text = String::new();
        for _ in 0..PROOFS {
            text = write_sidecar(&lesson.id, &images, lesson.network, &steps);
            let proof = self.prove(&path, &text).await?;
            let dropped = if proof.failed() { drop_failing(&mut steps, &proof, &text) } else { Vec::new() };
            report = Some(proof);
            for (step, check) in &dropped {
                let said = format!("{step}: did not hold in a second run, and is left out or asks for less: {check}");
                self.context.say(Role::Muted, &said);
            }
            if dropped.is_empty() {
                break;
            }
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &text)?;
        self.tell(&steps);
        self.tell_left(report.as_ref());
        self.context.say(Role::Text, &format!("{}: written. Hints and questions are yours to add.", path.display()));
        self.verdict(report)
    }

    /// Plays the lesson with this sidecar as `verify` does.
    async fn prove(&self, path: &Path, text: &str) -> Result<LessonReport, Failure> {
        let source = Source::new(path.display().to_string(), text);
        let (checks, _) = parse_for(&source, self.loaded.seed);
        let (lesson, _) = compile(&self.loaded.lesson.id, &self.loaded.document, checks.map(|c| (&source, c)));
        let lesson = lesson.without_asking();
        let progress = Progress::new(self.context);
        let bar = progress.bar(&lesson.title, lesson.steps.len());
        let run = play_lesson(&lesson, &mut self.machines(&lesson), &self.provider(), &bar).await;
        Ok(LessonReport::new(&self.loaded.source.name, Some(&source.name), &lesson.title, vec![run]))
    }

    fn verdict(&self, report: Option<LessonReport>) -> Result<(), Failure> {
        match report {
            Some(report) if report.failed() || report.is_unknown() => {
                self.context.print(&lesson_text(&report, &self.context.theme));
                Err(Failure::failed())
            }
            _ => Ok(()),
        }
    }

    /// A line a step: how much of it is judged.
    fn tell(&self, steps: &[RecordedStep]) {
        for step in steps {
            let checks = count(step.entries.len(), "check");
            let (role, said) = match (step.entries.is_empty(), step.only_typed, step.solution.is_empty()) {
                (true, _, true) => (Role::Muted, "to read".to_owned()),
                (true, ..) => (Role::NotYet, "nothing to judge: what was typed changed nothing that stays".to_owned()),
                (_, true, _) => (Role::Muted, format!("{checks}, on what was typed only: nothing changed that stays")),
                _ => (Role::Pass, checks),
            };
            self.context.say(role, &format!("{}: {said}", step.id));
        }
    }

    /// What the lesson has and nobody typed: no check is about it.
    fn tell_left(&self, report: Option<&LessonReport>) {
        for step in report.iter().flat_map(|report| &report.steps) {
            for (line, text, why) in &step.left {
                self.context.say(Role::Muted, &format!("{}: line {line} is not typed, {why}: `{text}`", step.id));
            }
        }
    }

    async fn update(&self, old: &Old, played: &Played) -> Result<(), Failure> {
        let Old { source: old, now, moved } = old;
        let steps = &played.steps;
        let pending = pending_of(Path::new(&old.name));
        let stale = stale(now, steps);
        let mut broken: Vec<String> = stale.iter().filter(|s| s.own && !s.unknown).map(|s| s.step.clone()).collect();
        let mut updated = self.updated(now, played, &broken)?;
        let mut report = None;
        if updated.text != *old.text {
            let proof = self.prove(&pending, &updated.text).await?;
            // What a step before does otherwise now may break the checks of a step whose own text is as it was.
            broken.extend(failing_steps(&proof));
            let again = self.updated(now, played, &broken)?;
            report = Some(if again.text == updated.text { proof } else { self.prove(&pending, &again.text).await? });
            updated = again;
        }
        self.tell_stale(now, &stale, &updated);
        for (was, is) in moved {
            self.context.say(Role::Text, &format!("`{was}` is called `{is}` now: its entry moves with it"));
        }
        for left in &updated.left {
            self.context.say(Role::NotYet, left);
        }
        if updated.text == *old.text {
            return self.tell_fresh(&stale, &updated);
        }
        std::fs::write(&pending, &updated.text)?;
        self.show_diff(&updated.diff(old, &pending.display().to_string()));
        let accept = format!("`ropewalk record --accept {}` makes it so.", self.options.path.display());
        self.context.say(Role::Text, &format!("Pending in {}: {accept}", pending.display()));
        self.verdict(report)
    }

    /// Each check that the model run speaks against.
    fn tell_stale(&self, now: &Source, stale: &[Stale], updated: &Updated) {
        for Stale { line, own, unknown, why, .. } in stale {
            let at = format!("{}:{line}: ", now.name);
            let said = match (unknown, own) {
                (true, _) => "could not be judged, and is left as it is",
                (false, true) => "recorded, and does not hold any more",
                (false, false) => "written by hand, and does not hold; it is left as it is",
            };
            if !updated.left.iter().any(|left| left.starts_with(&at)) || *own {
                self.context.say(Role::NotYet, &format!("{at}{said}: {why}"));
            }
        }
    }

    /// Nothing is to be changed; that fails where something does not hold all the same.
    fn tell_fresh(&self, stale: &[Stale], updated: &Updated) -> Result<(), Failure> {
        if !stale.is_empty() || !updated.left.is_empty() {
            return Err(Failure::failed());
        }
        let said = "Nothing is stale: the lesson's text is what its checks were recorded from, and all of them hold.";
        self.context.say(Role::Pass, said);
        Ok(())
    }

    /// The sidecar with what is stale in it changed.
    fn updated(&self, now: &Source, played: &Played, broken: &[String]) -> Result<Updated, Failure> {
        let mut updated = update(now, self.loaded.seed, &played.steps, broken, &played.former).ok_or_else(|| {
            let message =
                format!("{}: its steps are not written a line each, and cannot be changed one by one", now.name);
            Failure::new(FAILED, message).help("write `steps:` on a line of its own, each step below it")
        })?;
        updated.text = with_variables(&now.text, &updated.text, &self.own_values());
        Ok(updated)
    }

    fn show_diff(&self, diff: &str) {
        for line in diff.lines() {
            let role = match line.as_bytes().first() {
                Some(b'+') => Role::Pass,
                Some(b'-') => Role::Impossible,
                Some(b'@') => Role::Muted,
                _ => Role::Text,
            };
            self.context.print(&format!("{}\n", self.context.theme.paint(role, line)));
        }
    }
}

/// The steps whose checks did not hold.
fn failing_steps(report: &LessonReport) -> Vec<String> {
    report.steps.iter().filter(|step| !step.check_lines.is_empty()).map(|step| step.id.clone()).collect()
}

fn proposed(runs: &[PlayedStep], names: &Names) -> Vec<RecordedStep> {
    let mut said = String::new();
    let propose = |run: &PlayedStep| {
        run.moments.iter().for_each(|moment| said.extend([moment.text().as_str(), "\n"]));
        propose(run, &said, names)
    };
    runs.iter().map(propose).collect()
}

/// The images that must be pullable, as people write them.
fn images(lesson: &Lesson) -> Vec<String> {
    let all = (0..lesson.steps.len()).flat_map(|at| needs(lesson, at));
    let mut images: Vec<String> = all
        .filter_map(|need| match need {
            Need::Pullable(name) => Some(name.strip_suffix(":latest").unwrap_or(&name).to_owned()),
            _ => None,
        })
        .collect();
    images.sort();
    images.dedup();
    images
}

/// Takes out or weakens the checks that did not hold; gives them with their steps.
fn drop_failing(steps: &mut [RecordedStep], proof: &LessonReport, text: &str) -> Vec<(String, String)> {
    let mut dropped = Vec::new();
    for report in &proof.steps {
        let lines = report.check_lines.iter().filter_map(|line| text.lines().nth(line.saturating_sub(1)));
        let failing: Vec<&str> = lines.map(|line| line.trim().trim_start_matches("- ")).collect();
        for step in steps.iter_mut().filter(|step| step.id == report.id) {
            let changed = step.weaken(&failing);
            dropped.extend(changed.into_iter().map(|check| (step.id.clone(), check)));
        }
    }
    dropped
}

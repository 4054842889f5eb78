//! `ropewalk setup`: from a computer with nothing to a sandbox that starts.

use super::{Context, Failure, NO_SANDBOX};
use crate::sandbox::container::{Plan, Way, sweep};
use crate::sandbox::engine::{OuterEngine, find};
use crate::sandbox::image::{self, Progress};
use crate::sandbox::install::{Computer, Remedy, advice, bring};
use crate::sandbox::probe::{choose_way, registry_answers};
use crate::terminal::Role;
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, IsTerminal, Write};
use std::time::Duration;

/// All that is needed to start sandboxes.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The outer engine.
    pub engine: OuterEngine,
    /// The sandbox image.
    pub image: String,
    /// The way that works here.
    pub way: Way,
    /// Whether a sandbox's engine is reached by its socket.
    pub direct: bool,
    /// Whether the registry answers.
    pub has_registry: bool,
}

impl Ready {
    /// How a sandbox is to be for a lesson.
    pub fn plan(&self, network: bool) -> Plan {
        // With a registry the inner engine pulls the real images itself, for which it needs the network.
        let network = network || self.has_registry;
        Plan { image: self.image.clone(), way: self.way, network, mirror: !self.has_registry, direct: self.direct }
    }
}

/// What was found out once and holds for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    version: u32,
    endpoint: String,
    recipe: String,
    way_a: bool,
    direct: bool,
    registry: bool,
    /// When the registry was asked.
    asked: jiff::Timestamp,
}

/// Of what is remembered; another version's is found out anew.
const MEMORY_VERSION: u32 = 2;
/// How long the registry's answer is believed.
const REGISTRY_MEMORY: Duration = Duration::from_secs(600);

/// `ropewalk setup`.
pub async fn setup(context: &Context, yes: bool) -> Result<(), Failure> {
    let begun = std::time::Instant::now();
    let ready = prepare(context, yes).await?;
    let images =
        if ready.has_registry { "the registry's images" } else { "stand-ins, because no registry can be reached" };
    context.say(
        Role::Pass,
        &format!(
            "Ready after {:.1} s: Docker at {} ({}), sandbox image `{}`, images: {images}.",
            begun.elapsed().as_secs_f64(),
            ready.engine.endpoint,
            ready.engine.found_by,
            ready.image
        ),
    );
    context.say(Role::Text, "`ropewalk run 01` takes the first lesson.");
    Ok(())
}

/// Makes sure that sandboxes can be started; quick where that was done before.
pub async fn prepare(context: &Context, yes: bool) -> Result<Ready, Failure> {
    let mut shown = Shown::new(context);
    let engine = match find(&context.surroundings).await {
        Ok(engine) => engine,
        // Who names an engine does not want another.
        Err(error) if context.surroundings.is_named() || error.is_denied() => return Err(error.into()),
        Err(error) => {
            let remedy = Computer::this().remedy();
            consent(context, remedy, &error.to_string(), yes)?;
            let log = context.state_folder.join("dockerd.log");
            bring(remedy, &context.surroundings, &log, &mut |p| shown.report(p)).await?
        }
    };
    let swept = sweep(&engine.docker).await?;
    if swept > 0 {
        shown.line(&format!(
            "removed what {} left that ended without cleaning up",
            crate::text::count(swept, "session")
        ));
    }
    let (image, _) = image::ensure(&engine.docker, &mut |p| shown.report(p)).await?;
    let remembered = recall(context).filter(|r| r.endpoint == engine.endpoint && r.recipe == image::recipe_digest());
    let (way, direct) = if let Some(known) = &remembered {
        (if known.way_a { Way::A } else { Way::B }, known.direct)
    } else {
        let works = choose_way(&engine.docker, &image, &mut |p| shown.report(p)).await?;
        (works.way, works.direct)
    };
    let now = jiff::Timestamp::now();
    let fresh = remembered.filter(|r| now.duration_since(r.asked).unsigned_abs() < REGISTRY_MEMORY);
    let (has_registry, asked) = match fresh {
        Some(known) => (known.registry, known.asked),
        None => (registry_answers(&engine.docker).await, now),
    };
    shown.done();
    let remembered = Remembered {
        version: MEMORY_VERSION,
        endpoint: engine.endpoint.clone(),
        recipe: image::recipe_digest(),
        way_a: way == Way::A,
        direct,
        registry: has_registry,
        asked,
    };
    remember(context, &remembered);
    Ok(Ready { engine, image, way, direct, has_registry })
}

fn path(context: &Context) -> std::path::PathBuf {
    context.state_folder.join("setup.json")
}

fn recall(context: &Context) -> Option<Remembered> {
    let remembered: Remembered = serde_json::from_slice(&std::fs::read(path(context)).ok()?).ok()?;
    (remembered.version == MEMORY_VERSION).then_some(remembered)
}

/// Only spares the next start some time: where it cannot be written nothing is lost.
fn remember(context: &Context, remembered: &Remembered) {
    let text = serde_json::to_vec(remembered).unwrap_or_default();
    drop(std::fs::create_dir_all(&context.state_folder).and_then(|()| std::fs::write(path(context), text)));
}

fn consent(context: &Context, remedy: Remedy, why: &str, yes: bool) -> Result<(), Failure> {
    let what = match remedy {
        Remedy::Install => "install Docker (Debian's package docker.io, by apt-get) and start it",
        Remedy::Start => "start the Docker that is installed here (dockerd)",
        Remedy::Advise => return Err(Failure::new(NO_SANDBOX, why).help(advice())),
    };
    if yes {
        return Ok(());
    }
    context.say(Role::Text, &format!("{why}\nRopewalk can {what}."));
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(NO_SANDBOX, "nobody is there to say yes").help("`ropewalk setup --yes` does it"));
    }
    print!("Do it now? [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
        return Ok(());
    }
    Err(Failure::new(NO_SANDBOX, "there is no Docker Engine, so there can be no sandbox").help(advice()))
}

/// Progress of the set-up on the screen: what is happening, how long it takes, a sign of life.
struct Shown {
    bar: Option<ProgressBar>,
    plain: bool,
    step: String,
    since: std::time::Instant,
}

impl Shown {
    fn new(context: &Context) -> Self {
        let plain = context.plain || !std::io::stderr().is_terminal();
        Self { bar: None, plain, step: String::new(), since: std::time::Instant::now() }
    }

    fn report(&mut self, progress: Progress) {
        match progress {
            Progress::Step(step) => self.begin(&step),
            Progress::Detail(detail) => {
                if let Some(bar) = &self.bar {
                    let detail: String = detail.chars().take(60).collect();
                    bar.set_message(format!("{} · {detail}", self.step));
                }
            }
        }
    }

    fn begin(&mut self, step: &str) {
        self.end();
        step.clone_into(&mut self.step);
        self.since = std::time::Instant::now();
        if self.plain {
            eprintln!("{step} …");
            return;
        }
        let style = ProgressStyle::with_template("{spinner:.cyan} {elapsed:>4} {wide_msg}");
        let bar = ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_message(step.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.bar = Some(bar);
    }

    /// The step is over: its time stays on the screen.
    fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !self.step.is_empty() {
            let mark = if self.plain { "done:" } else { "✓" };
            eprintln!("{mark} {} ({:.1} s)", self.step, self.since.elapsed().as_secs_f64());
            self.step.clear();
        }
    }

    fn line(&mut self, text: &str) {
        self.end();
        eprintln!("{text}");
    }

    fn done(&mut self) {
        self.end();
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        // A step that failed is not ticked off.
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

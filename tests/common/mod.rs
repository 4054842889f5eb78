//! What the tests against a real engine share. Each test program uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

pub mod program;
pub mod terminal;

use bollard::Docker;
use ropewalk::sandbox::container::{Plan, Way, name_of, new_session, remove};
use ropewalk::sandbox::docker::DockerSandbox;
use ropewalk::sandbox::engine::{Surroundings, find};
use ropewalk::sandbox::stream::output_of;
use ropewalk::sandbox::{Console, Input, Sandbox, image};
use ropewalk::state::{File, Observation, Probe, Ran, Run, Snapshot};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// The outer engine. Without one the tests fail: a test that is skipped says nothing.
pub async fn engine() -> Docker {
    match find(&Surroundings::of_process()).await {
        Ok(engine) => engine.docker,
        Err(error) => panic!("{error}\nthese tests need a Docker Engine: `ropewalk setup --yes` brings one"),
    }
}

/// A sandbox without a network, with stand-ins.
pub async fn plan(outer: &Docker, way: Way) -> Plan {
    let is_built = image::is_built(outer).await.unwrap();
    assert!(is_built, "the sandbox image is not built for this version: `ropewalk setup --yes` builds it");
    Plan { image: image::reference(), way, network: false, mirror: true, direct: true }
}

/// Does something on the engine, then is done with it; for `Drop`, where nothing can be awaited.
pub fn on_engine<W: Future<Output = ()>>(work: impl FnOnce(Docker) -> W + Send + 'static) {
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { work(engine().await).await });
    });
    let _ = thread.join();
}

/// A session that is removed when the test ends, however it ends.
pub struct Gone(pub String);

impl Drop for Gone {
    fn drop(&mut self) {
        let session = self.0.clone();
        on_engine(|outer| async move { remove(&outer, &session).await.unwrap() });
    }
}

/// A sandbox of a test's own.
pub struct Machine {
    pub outer: Docker,
    pub sandbox: DockerSandbox,
    pub took: Duration,
    _gone: Gone,
}

impl Machine {
    pub async fn start() -> Self {
        Self::start_in(Way::B).await
    }

    pub async fn start_in(way: Way) -> Self {
        let outer = engine().await;
        let plan = plan(&outer, way).await;
        Self::start_as(outer, &plan).await
    }

    /// One whose engine is reached as where the outer engine runs in a virtual machine.
    pub async fn start_over_exec() -> Self {
        let outer = engine().await;
        let plan = Plan { direct: false, ..plan(&outer, Way::B).await };
        Self::start_as(outer, &plan).await
    }

    pub async fn start_as(outer: Docker, plan: &Plan) -> Self {
        let session = new_session();
        let gone = Gone(session.clone());
        let begun = Instant::now();
        let mut sandbox = DockerSandbox::start_as(&outer, plan, session).await.unwrap();
        sandbox.ready().await.unwrap();
        Self { outer, sandbox, took: begun.elapsed(), _gone: gone }
    }

    /// The container's name on the outer engine.
    pub fn container(&self) -> String {
        name_of(self.sandbox.session())
    }

    /// Types a command at a terminal with nobody at it.
    pub async fn run(&mut self, text: &str) -> Ran {
        self.run_at(text, &mut Script::default()).await
    }

    pub async fn run_at(&mut self, text: &str, console: &mut Script) -> Ran {
        self.perform(&Run { text: text.into(), ..Run::default() }, console).await
    }

    pub async fn perform(&mut self, run: &Run, console: &mut Script) -> Ran {
        let ran = tokio::time::timeout(PATIENCE, self.sandbox.run(run, console)).await;
        let Ok(ran) = ran else { panic!("`{}` does not end; it printed:\n{}", run.text, console.text()) };
        ran.unwrap()
    }

    /// Runs a command that must succeed; gives its output.
    pub async fn good(&mut self, text: &str) -> String {
        let ran = self.run(text).await;
        assert_eq!(ran.record.exit, 0, "`{text}` printed:\n{}", ran.record.output);
        ran.record.output
    }

    pub async fn observe(&mut self, files: &[&str]) -> Observation {
        let probes: Vec<Probe> = files.iter().map(|f| Probe::File((*f).to_owned())).collect();
        self.sandbox.observe(&probes).await.unwrap()
    }

    /// Runs a script as the sandbox's root; gives its status and what it printed.
    pub async fn as_root(&self, script: &str) -> (i64, String) {
        let argv = ["--root", "sh", "-c", script];
        let (status, out, err) = output_of(&self.outer, &self.container(), &argv).await.unwrap();
        (status, String::from_utf8_lossy(&[out, err].concat()).into_owned())
    }
}

/// A file of the sandbox that was looked for.
pub fn file<'s>(snapshot: &'s Snapshot, path: &str) -> Option<&'s File> {
    snapshot.file(&Probe::File(path.to_owned()))
}

/// A terminal whose person acts on what they see: when these words appear, this is what they do.
#[derive(Default)]
pub struct Script {
    pub output: Vec<u8>,
    size: Option<(u16, u16)>,
    more: VecDeque<String>,
    /// How often a further line was asked for.
    pub asked: usize,
    acts: VecDeque<(String, Input)>,
    read: usize,
}

impl Script {
    /// A window of so many columns and rows.
    pub fn sized(columns: u16, rows: u16) -> Self {
        Self { size: Some((columns, rows)), ..Self::default() }
    }

    /// A person with further lines for an unfinished command.
    pub fn with_lines(lines: &[&str]) -> Self {
        Self { more: lines.iter().map(|l| (*l).to_owned()).collect(), ..Self::default() }
    }

    pub fn when(mut self, words: &str, input: Input) -> Self {
        self.acts.push_back((words.into(), input));
        self
    }

    pub fn keys(self, words: &str, keys: &[u8]) -> Self {
        self.when(words, Input::Bytes(keys.to_vec()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.output).into_owned()
    }
}

impl Console for Script {
    fn output(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    /// Is asked anew after every piece of output, so it need not wait for more.
    async fn input(&mut self) -> Input {
        if let Some((words, _)) = self.acts.front() {
            let seen = &self.output[self.read..];
            if let Some(at) = seen.windows(words.len().max(1)).position(|w| w == words.as_bytes()) {
                self.read += at + words.len();
                return self.acts.pop_front().unwrap().1;
            }
            if words.is_empty() {
                return self.acts.pop_front().unwrap().1;
            }
        }
        std::future::pending().await
    }

    async fn more(&mut self) -> Option<String> {
        self.asked += 1;
        self.more.pop_front()
    }

    fn size(&self) -> (u16, u16) {
        self.size.unwrap_or((80, 24))
    }
}

/// Waits until something holds.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < PATIENCE, "in vain: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

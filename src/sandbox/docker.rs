//! The real sandbox: a container of the outer engine.

use super::ask::Asker;
use super::container::{Plan, name_of, new_session, remove, start};
use super::direct::Direct;
use super::image::is_stocked;
use super::look::{Looker, Memory, OUTPUT_LIMIT, look};
use super::observe::Observer;
use super::shell::Shell;
use super::stream::inner_engine;
use super::{Console, Sandbox, SandboxError};
use crate::check::shell::{Simple, split};
use crate::lesson::Need;
use crate::state::{Observation, Probe, Ran, Run};
use bollard::Docker;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How long the inner engine may take until it answers.
const READY_LIMIT: Duration = Duration::from_secs(60);

/// Columns and rows of a terminal that nobody looks at.
const SIZE: (u16, u16) = (80, 24);

/// Whether a command may build an image: of one without a name the engine tells nothing.
fn may_build(command: &str) -> bool {
    let is_script = |word: &str| matches!(word, "make" | "sh" | "bash" | "." | "source") || word.starts_with("./");
    let runs_script = |simple: &Simple| simple.words.first().is_some_and(|word| is_script(&word.text));
    command.contains("build") || split(command).iter().any(runs_script)
}

/// An image of an earlier lesson: `$1` is made of `$2`, with a file of its own so that it is an image of its own.
const MAKE_IMAGE: &str = r#"docker image inspect "$1" > /dev/null 2>&1 && exit
name=$1; base=$2
printf 'FROM %s\nLABEL ropewalk.stand-in="%s"\n' "$base" "$name" | DOCKER_BUILDKIT=0 docker build -q -t "$name" - > /dev/null 2>&1"#;

/// A container of an earlier lesson: it runs and has a changed file to look at.
const MAKE_CONTAINER: &str = r#"docker container inspect "$1" > /dev/null 2>&1 && exit
docker run -d --name "$1" --label ropewalk.stand-in="$1" "$2" sh -c 'echo "$0" > /etc/motd; exec sleep 2147483647' "$1" > /dev/null"#;
const MAKE_FOLDER: &str = r#"mkdir -p -- "$HOME/$1""#;

/// A learner's machine on the outer engine.
pub struct DockerSandbox {
    outer: Docker,
    session: String,
    container: String,
    /// What leads to its engine without a process in it.
    direct: Arc<Direct>,
    /// What runs programs in it.
    asker: Asker,
    observer: Option<Observer>,
    memory: Memory,
    shell: Option<Shell>,
    /// The first shell, which starts while the engine does.
    first: Option<JoinHandle<Result<Shell, SandboxError>>>,
    /// A command was typed since the state was read last.
    ran: bool,
    /// Its container was seen to have stopped: nothing in it will ever answer again.
    stopped: bool,
}

impl DockerSandbox {
    /// Makes and starts the container; the engine inside is still starting when this returns.
    pub async fn start(outer: &Docker, plan: &Plan) -> Result<Self, SandboxError> {
        Self::start_as(outer, plan, new_session()).await
    }

    /// The same under an identity chosen before, so that a signal can remove what is half made.
    pub async fn start_as(outer: &Docker, plan: &Plan, session: String) -> Result<Self, SandboxError> {
        let direct = if plan.direct { Direct::new() } else { Direct::default() };
        start(outer, &session, plan, direct.folder().as_deref()).await?;
        let container = name_of(&session);
        let asker = Asker::new(outer, &container);
        Ok(Self {
            outer: outer.clone(),
            session,
            container,
            direct: Arc::new(direct),
            asker,
            observer: None,
            memory: Memory::default(),
            shell: None,
            first: None,
            ran: false,
            stopped: false,
        })
    }

    /// The session's identity.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// A client of the inner engine.
    pub fn engine(&self) -> Result<Docker, SandboxError> {
        inner_engine(&self.outer, &self.container, &self.direct)
    }

    /// Whether its engine is reached by a socket that this machine sees.
    pub fn is_direct(&self) -> bool {
        self.direct.leads()
    }

    async fn connect(&self) -> Result<Observer, SandboxError> {
        let inner = self.engine()?;
        let inner = inner.negotiate_version().await.map_err(|e| SandboxError::inner(&e))?;
        Observer::new(inner).await
    }

    /// Whether its container runs, after something in it has ended that should not.
    async fn runs(&mut self) -> Result<(), SandboxError> {
        let seen = self.outer.inspect_container(&self.container, None).await.map_err(|e| SandboxError::outer(&e))?;
        self.stopped = !seen.state.and_then(|state| state.running).unwrap_or_default();
        if self.stopped { Err(has_stopped()) } else { Ok(()) }
    }

    /// The container's last words, for an engine that does not start.
    async fn last_words(&self) -> String {
        use futures_util::StreamExt;
        let options = bollard::query_parameters::LogsOptions {
            stdout: true,
            stderr: true,
            tail: "5".into(),
            ..bollard::query_parameters::LogsOptions::default()
        };
        let lines = self.outer.logs(&self.container, Some(options)).filter_map(|l| async { l.ok() });
        let said: Vec<String> = lines.map(|l| l.to_string()).collect().await;
        crate::text::printable(said.concat().trim())
    }

    async fn shell(&mut self, size: (u16, u16)) -> Result<&mut Shell, SandboxError> {
        let first = match self.first.take() {
            Some(first) => first.await.ok().and_then(Result::ok),
            None => None,
        };
        let shell = match self.shell.take().or(first) {
            Some(shell) => shell,
            None => Shell::start(&self.outer, &self.container, size).await?,
        };
        Ok(self.shell.insert(shell))
    }

    async fn script(&self, script: &str, args: &[&str]) -> Result<(), SandboxError> {
        let command_line: Vec<&str> =
            ["--root", "sh", "-euc", script, "sh"].into_iter().chain(args.iter().copied()).collect();
        self.inside(&command_line).await
    }

    /// Runs a program: as the learner's own root where the first word is `--root`, else as the learner.
    async fn inside(&self, argv: &[&str]) -> Result<(), SandboxError> {
        let said = self.asker.run(argv, &[], OUTPUT_LIMIT).await.map_err(|e| SandboxError::outer(&e))?;
        if said.status == 0 {
            return Ok(());
        }
        Err(SandboxError::Inner(crate::text::printable((said.out + &said.err).trim())))
    }
}

impl Sandbox for DockerSandbox {
    async fn ready(&mut self) -> Result<(), SandboxError> {
        if self.stopped {
            return Err(has_stopped());
        }
        if self.observer.is_some() {
            return Ok(());
        }
        if self.first.is_none() {
            let (outer, container) = (self.outer.clone(), self.container.clone());
            // It takes the terminal's size with its first command.
            self.first = Some(tokio::spawn(async move { Shell::start(&outer, &container, SIZE).await }));
        }
        match tokio::time::timeout(READY_LIMIT, self.connect()).await {
            Ok(Ok(observer)) => {
                self.observer = Some(observer);
                Ok(())
            }
            Ok(Err(error)) => {
                Err(SandboxError::Inner(format!("its engine did not start: {error}\n{}", self.last_words().await)))
            }
            Err(_) => Err(SandboxError::Inner(format!(
                "its engine did not answer within {} seconds\n{}",
                READY_LIMIT.as_secs(),
                self.last_words().await
            ))),
        }
    }

    async fn run(&mut self, run: &Run, console: &mut impl Console) -> Result<Ran, SandboxError> {
        self.ready().await?;
        let size = console.size();
        self.ran = true;
        if let Some(observer) = self.observer.as_mut().filter(|_| may_build(&run.text)) {
            observer.doubt_images();
        }
        let started = self.observer.as_ref().map_or(0, Observer::now);
        let mut ran = self.shell(size).await?.run(run, console).await;
        if let Ok(ran) = &mut ran {
            (ran.record.started, ran.record.ended) = (started, self.observer.as_ref().map_or(0, Observer::now));
        }
        if !matches!(&ran, Ok(ran) if !ran.shell_ended) {
            self.shell = None;
            // The shell may have been left, or have gone down with all the rest.
            self.runs().await?;
        }
        ran
    }

    async fn observe(&mut self, probes: &[Probe]) -> Result<Observation, SandboxError> {
        self.ready().await?;
        let Some(observer) = &mut self.observer else {
            return Err(SandboxError::Inner("its engine is not connected".into()));
        };
        let looker =
            Looker { asker: &self.asker, inner: observer.engine(), memory: &self.memory, beside: RefCell::default() };
        let (mut snapshot, taken) = Box::pin(observer.read(self.ran, look(&looker, probes))).await?;
        snapshot.beside = looker.beside.into_inner();
        self.ran = false;
        Ok(Observation { snapshot, events: taken.events, made: taken.made, lost: taken.lost })
    }

    async fn changed(&mut self) {
        match &self.observer {
            Some(observer) => observer.changed().await,
            None => std::future::pending().await,
        }
    }

    async fn provide(&mut self, needs: &[(&Need, &str)]) -> Result<(), SandboxError> {
        self.ready().await?;
        // Each program that is started in the sandbox takes a tenth of a second; names to pull go together.
        let mut pullable = vec!["--root", "/usr/local/lib/ropewalk/add-stand-in"];
        let given = pullable.len();
        for (need, base) in needs {
            if let Need::Pullable(name) = need
                && !is_itself(name, base)
            {
                pullable.extend([name.as_str(), base]);
            }
        }
        if pullable.len() > given {
            self.inside(&pullable).await?;
        }
        for (need, base) in needs {
            match need {
                Need::Pullable(_) => {}
                Need::Image(name) => self.script(MAKE_IMAGE, &[name, base]).await?,
                Need::Container(name) => self.script(MAKE_CONTAINER, &[name, base]).await?,
                Need::Folder(name) => self.inside(&["sh", "-euc", MAKE_FOLDER, "sh", name]).await?,
            }
        }
        Ok(())
    }

    async fn remove(&mut self) -> Result<(), SandboxError> {
        self.shell = None;
        if let Some(first) = self.first.take() {
            first.abort();
        }
        self.observer = None;
        remove(&self.outer, &self.session).await
    }
}

/// Whether what stands in for a name is what the sandbox's registry has under that name anyway.
fn is_itself(name: &str, base: &str) -> bool {
    name.split(':').next() == Some(base) && is_stocked(name)
}

fn has_stopped() -> SandboxError {
    SandboxError::Inner("it has stopped by itself, or something stopped it".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_registry_has_is_not_made() {
        for (name, base, want) in [
            ("alpine", "alpine", true),
            ("alpine:latest", "alpine", true),
            ("ubuntu:22.04", "ubuntu", true),
            ("alpine:2.6", "alpine", false),
            ("alpine", "busybox", false),
            ("mysql:8", "debian", false),
            ("docker.io/alpine", "alpine", false),
        ] {
            assert_eq!(is_itself(name, base), want, "{name} of {base}");
        }
    }

    #[test]
    fn what_may_build_an_image() {
        for (text, want) in [
            ("docker build -q .", true),
            ("printf 'FROM alpine' | docker buildx build -", true),
            ("cd app && make", true),
            ("./build.sh", true),
            ("sh up", true),
            ("docker run alpine sh", false),
            ("ls", false),
        ] {
            assert_eq!(may_build(text), want, "{text}");
        }
    }
}

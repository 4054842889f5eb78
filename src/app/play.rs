//! The loop: performs the tutor's effects and feeds back events.

use super::front::{Answer, Front};
use super::provide::{Provider, provide_all};
use crate::lesson::endless_limit;
use crate::progress::Store;
use crate::sandbox::{Console as _, Sandbox, SandboxError};
use crate::session::{Ask, Effect, Entry, Event, Session};
use crate::state::Run;
use std::collections::VecDeque;

/// Where sandboxes come from.
pub trait Machines {
    /// A learner's machine.
    type Machine: Sandbox;
    /// Starts one; may return before its engine answers.
    fn start(&mut self) -> impl Future<Output = Result<Self::Machine, SandboxError>>;
}

/// Plays a lesson with a person (or a script) to its end. The sandbox is removed in every case.
pub async fn play<M: Machines, F: Front, S: Store>(
    session: &mut Session,
    machines: &mut M,
    front: &mut F,
    store: &mut S,
    key: &str,
    provider: &Provider,
) -> Result<(), SandboxError> {
    let reached = match store.reached(key) {
        Ok(reached) => reached,
        Err(error) => {
            front.warn(&format!("your progress cannot be read: {error}"));
            crate::session::Reached::default()
        }
    };
    let mut player = Player { machines, machine: None, front, store, key, provider, warned: false };
    let mut effects: VecDeque<Effect> = session.apply(Event::Begin(reached)).into();
    while let Some(effect) = effects.pop_front() {
        if effect == Effect::Quit {
            break;
        }
        if let Some(event) = Box::pin(player.perform(session, effect)).await {
            effects.extend(session.apply(event));
        }
    }
    player.remove().await
}

/// Said while time must pass.
const WAITING: &str = "seeing whether it stays so (Ctrl-C: wait no longer)";

struct Player<'a, M: Machines, F, S> {
    machines: &'a mut M,
    machine: Option<M::Machine>,
    front: &'a mut F,
    store: &'a mut S,
    key: &'a str,
    provider: &'a Provider,
    warned: bool,
}

impl<M: Machines, F: Front, S: Store> Player<'_, M, F, S> {
    async fn perform(&mut self, session: &mut Session, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Show(screen) => {
                let answer = self.front.pause_before(&screen).await;
                self.front.show(&screen);
                return (answer == Answer::Ended).then_some(Event::Ended);
            }
            Effect::Log(entry) => self.log(&entry),
            Effect::Ask(ask) => {
                self.front.names(session.snapshot());
                return Some(match self.ask(session, &ask).await {
                    Answer::Line(line) => Event::Line(line),
                    Answer::Interrupted => Event::Interrupted,
                    Answer::Ended => Event::Ended,
                });
            }
            Effect::Quit => {}
            Effect::Wait(time) => {
                self.front.waiting(WAITING);
                let event = tokio::select! {
                    () = tokio::time::sleep(time) => Event::Waited,
                    () = self.front.interrupted() => Event::Interrupted,
                };
                self.front.ready();
                return Some(event);
            }
            effect => return Some(self.use_machine(effect).await.unwrap_or_else(|e| Event::Failed(e.to_string()))),
        }
        None
    }

    fn log(&mut self, entry: &Entry) {
        if let Err(error) = self.store.append(self.key, entry) {
            self.warn_once(&format!("your progress could not be written: {error}"));
        }
    }

    /// Asks for a line. What changes by itself meanwhile is judged at once, and told without touching the line.
    async fn ask(&mut self, session: &mut Session, ask: &Ask) -> Answer {
        loop {
            let Some(machine) = self.machine.as_mut().filter(|_| self.front.is_watched()) else {
                return self.front.ask(ask).await;
            };
            tokio::select! {
                biased;
                answer = self.front.ask(ask) => return answer,
                () = machine.changed() => {}
            }
            // A look that fails is said when the learner's next command is judged: it fails again then.
            let Ok(seen) = machine.observe(&session.probes()).await else {
                return self.front.ask(ask).await;
            };
            for effect in session.apply(Event::Changed(seen)) {
                match effect {
                    Effect::Show(screen) => self.front.interject(&screen),
                    Effect::Log(entry) => self.log(&entry),
                    _ => {}
                }
            }
            self.front.names(session.snapshot());
        }
    }

    /// A full disk stays full: told once, it is known.
    fn warn_once(&mut self, what: &str) {
        if !std::mem::replace(&mut self.warned, true) {
            self.front.warn(what);
        }
    }

    async fn use_machine(&mut self, effect: Effect) -> Result<Event, SandboxError> {
        if effect == Effect::Renew {
            self.remove().await?;
            self.machine().await?;
            return Ok(Event::Renewed);
        }
        let provider = self.provider;
        self.machine().await?;
        let Some(machine) = self.machine.as_mut() else { return Err(SandboxError::Inner("it is gone".into())) };
        match effect {
            Effect::Run { run, quiet } => {
                if quiet {
                    let first = run.text.lines().next().unwrap_or_default();
                    self.front.waiting(&format!("bringing your sandbox there: {first}"));
                }
                // A script cannot press Ctrl-C.
                let is_scripted = self.front.console(quiet).is_scripted();
                let limit = run.limit.or_else(|| endless_limit(&run.text).filter(|_| is_scripted));
                let ran = machine.run(&Run { limit, ..run }, &mut self.front.console(quiet)).await;
                if quiet {
                    self.front.ready();
                }
                Ok(Event::Ran(ran?))
            }
            Effect::Observe(probes) => Ok(Event::Observed(machine.observe(&probes).await?)),
            Effect::Provide(needs) => Ok(Event::Provided(provide_all(machine, &needs, provider).await?)),
            other => Err(SandboxError::Inner(format!("cannot do {other:?}"))),
        }
    }

    /// Starts a sandbox where there is none, and waits until its engine answers.
    async fn machine(&mut self) -> Result<(), SandboxError> {
        if self.machine.is_some() {
            return Ok(());
        }
        self.front.waiting("starting your sandbox");
        let started = self.machines.start().await;
        let ready = match started {
            Ok(machine) => self.machine.insert(machine).ready().await,
            Err(error) => Err(error),
        };
        self.front.ready();
        if ready.is_err() {
            // A sandbox that never answered is of no use to the next command either.
            if let Some(mut machine) = self.machine.take() {
                machine.remove().await?;
            }
        }
        ready
    }

    async fn remove(&mut self) -> Result<(), SandboxError> {
        match self.machine.take() {
            Some(mut machine) => machine.remove().await,
            None => Ok(()),
        }
    }
}

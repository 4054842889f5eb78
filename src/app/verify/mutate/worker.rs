//! One sandbox after the other, in which mutants of a lesson's steps are typed.
//!
//! A sandbox is brought to where a step begins by the solutions of the steps before. After a mutant it is put back
//! by undoing what changed, and looked at again; where anything is not exactly as before, it is thrown away and the
//! next one is brought there. So a verdict never rests on what an earlier mutant left.

use crate::app::play::Machines;
use crate::app::provide::{Provider, provide_all};
use crate::app::verify::play::{begin_step, look, type_all, wait};
use crate::author::mutate::{Kind, Mutant, SUM, Trial, undo, upsets};
use crate::check::{Finding, Verdict, bind, judge_step};
use crate::lesson::{Lesson, Step, Typed, needs};
use crate::sandbox::{Nobody, Sandbox, SandboxError};
use crate::state::{Delta, Observation, Run, Shape, Snapshot, State};
use std::time::{Duration, Instant};

/// How long putting a sandbox back may take before it is thrown away instead.
const BACK_LIMIT: Duration = Duration::from_secs(20);

/// Every file of the learner's with its mode, and the sum of small ones; docker's own and the shell's left out.
const LIST: &str = r" (cd && find . /tmp -mindepth 1 \( -name .bash_history -o -path ./.docker -o -path ./.cache -o -path ./.local -o -name '.ropewalk*' \) -prune -o -printf '%y %m %p\n' -type f -size -64k -exec cksum {} + 2> /dev/null | LC_ALL=C sort)";
/// What files hold, without identities, dates and times, archives by the names in them: two runs that came to the same
/// say the same here.
const CONTENTS: &str = r#" (cd && find . /tmp -mindepth 1 \( -name .bash_history -o -path ./.docker -o -path ./.cache -o -path ./.local -o -name '.*' -o -path '/tmp/.*' \) -prune -o -type f -size -64k -print | LC_ALL=C sort | while IFS= read -r f; do case $f in *.tar|*.tgz|*.tar.gz) tar -tf "$f" 2> /dev/null ;; *) cat -- "$f" ;; esac | sed -E 's/[0-9a-f]{12,}/ID/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/g; s/[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?/TIME/g' | cksum | tr -d "\n"; printf " %s\n" "$f"; done)"#;
/// Keeps the learner's files beside them.
const KEEP: &str = r" tar -C ~ --exclude=./.bash_history --exclude=./.docker --exclude=./.cache --exclude=./.local -cf /tmp/.ropewalk-kept.tar .";
/// Puts them back.
const PUT_BACK: &str = r" (cd && find . -mindepth 1 -maxdepth 1 ! -name .bash_history ! -name .docker ! -name .cache ! -name .local -exec rm -rf {} + ; tar -C ~ -xpf /tmp/.ropewalk-kept.tar)";

/// Types mutants, in as few sandboxes as can be.
pub struct Worker<'a, M: Machines> {
    lesson: &'a Lesson,
    provider: &'a Provider,
    machines: M,
    stand: Option<Stand<M::Machine>>,
    sandboxes: usize,
}

/// A sandbox where a step begins.
struct Stand<S> {
    machine: S,
    /// The step's number.
    at: usize,
    /// What is known there.
    state: State,
    /// What [`LIST`] says there.
    files: String,
    /// The shell's working directory there.
    cwd: String,
}

impl<'a, M: Machines> Worker<'a, M> {
    /// A worker that has no sandbox yet.
    pub fn new(lesson: &'a Lesson, provider: &'a Provider, machines: M) -> Self {
        Self { lesson, provider, machines, stand: None, sandboxes: 0 }
    }

    /// Judges steps in a sandbox in which nothing is ever typed.
    pub async fn nothing_typed(&mut self, is_wanted: impl Fn(usize) -> bool) -> Vec<(usize, Trial)> {
        let mutant =
            || Mutant { kind: Kind::Nothing, what: "nothing ever typed".into(), commands: Vec::new(), of: None };
        let mut trials = Vec::new();
        let mut begun = Instant::now();
        let mut started = self.start().await;
        let mut state = State::default();
        for at in (0..self.lesson.steps.len()).filter(|at| is_wanted(*at)) {
            let findings = match &mut started {
                Ok(machine) => self.judge_here(at, machine, &mut state).await.map_err(|e| e.to_string()),
                Err(error) => Err(error.to_string()),
            };
            let shape = Shape::of(&state, &|_| true);
            trials.push((at, Trial { mutant: mutant(), findings, shape, took: begun.elapsed() }));
            begun = Instant::now();
        }
        if let Ok(mut machine) = started {
            machine.remove().await.ok();
        }
        trials
    }

    async fn judge_here(
        &self,
        at: usize,
        machine: &mut M::Machine,
        state: &mut State,
    ) -> Result<Vec<Finding>, SandboxError> {
        let step = &self.lesson.steps[at].bound(&state.bindings);
        provide_all(machine, &needs(self.lesson, at), self.provider).await?;
        begin_step(step, machine, state).await?;
        Ok(judge_step(&step.expect, &step.impossible, state))
    }

    /// Types a mutant where its step begins, each command for at most so long.
    pub async fn try_out(&mut self, at: usize, mutant: Mutant, limit: Duration) -> Trial {
        let begun = Instant::now();
        let (findings, shape) = match self.typed(at, &mutant, limit).await {
            Ok((findings, shape)) => (Ok(findings), shape),
            Err(error) => {
                self.give_up().await;
                (Err(error.to_string()), Shape::default())
            }
        };
        Trial { mutant, findings, shape, took: begun.elapsed() }
    }

    async fn typed(
        &mut self,
        at: usize,
        mutant: &Mutant,
        limit: Duration,
    ) -> Result<(Vec<Finding>, Shape), SandboxError> {
        self.reach(at).await?;
        let Some(stand) = &mut self.stand else { return Err(SandboxError::Inner("it is gone".into())) };
        let mut state = stand.state.clone();
        let step = &self.lesson.steps[at].bound(&state.bindings);
        let commands: Vec<Typed> = mutant.commands.iter().map(|typed| typed.bound(&state.bindings)).collect();
        let done = if mutant.of.is_none() && mutant.commands.len() > 1 {
            type_and_judge(step, (mutant, &commands), limit, &mut stand.machine, &mut state).await?
        } else {
            type_all(&commands, Some(limit), &mut stand.machine, &mut state).await?;
            None
        };
        look(step, &mut stand.machine, &mut state).await?;
        wait(step, &mut stand.machine, &mut state).await?;
        let findings = done.unwrap_or_else(|| judge_step(&step.expect, &step.impossible, &state));
        let files = said(LIST, &mut stand.machine).await?.0;
        let contents = said(CONTENTS, &mut stand.machine).await?.0;
        let shape = self.shape(at, mutant, &state, [&files, &contents]);
        if !self.is_back(mutant, &state, &files).await? {
            self.give_up().await;
        }
        Ok((findings, shape))
    }

    fn shape(&self, at: usize, mutant: &Mutant, state: &State, [names, contents]: [&str; 2]) -> Shape {
        let solutions = self.lesson.steps.iter().take(at + 1).flat_map(crate::lesson::Step::solution);
        let texts: Vec<String> = solutions.chain(mutant.commands.iter().cloned()).map(|t| t.text).collect();
        let is_word = |text: &str, name: &str| {
            text.split(|c: char| !(c.is_alphanumeric() || "._-".contains(c))).any(|w| w == name)
        };
        let mut shape = Shape::of(state, &|name| texts.iter().any(|text| is_word(text, name)));
        // What a file holds says the second list: the first one counts every byte.
        let is_sum = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
        let names = names.lines().filter(|line| !is_sum(line));
        names.for_each(|line| shape.add(format!("file {line}")));
        for line in contents.lines() {
            let (sum, path) = line.split_once(" ./").or(line.split_once(" /")).unwrap_or((line, ""));
            shape.add(format!("{SUM}{path}`: {sum}"));
        }
        shape
    }

    /// Puts the sandbox back to where the step begins; whether it is there.
    async fn is_back(&mut self, mutant: &Mutant, state: &State, files: &str) -> Result<bool, SandboxError> {
        let Some(stand) = &mut self.stand else { return Ok(false) };
        if mutant.commands.iter().any(|typed| upsets(&typed.text)) {
            return Ok(false);
        }
        let delta = Delta::between(&stand.state.now, &state.now);
        let Some(commands) = undo(&delta) else { return Ok(false) };
        if !commands.is_empty() {
            said(&format!(" ({}) > /dev/null 2>&1", commands.join("; ")), &mut stand.machine).await?;
        }
        if files != stand.files {
            said(PUT_BACK, &mut stand.machine).await?;
        }
        let cwd = format!(" cd {}", crate::check::shell::quote(&stand.cwd));
        said(&cwd, &mut stand.machine).await?;
        let (files, cwd) = said(LIST, &mut stand.machine).await?;
        let mut now = State::default();
        let step = self.lesson.steps[stand.at].bound(&stand.state.bindings);
        look(&step, &mut stand.machine, &mut now).await?;
        let is_same = files == stand.files && cwd == stand.cwd && is_same(&stand.state.now, &now.now);
        if is_same {
            // A container that was started again has another time to begin with.
            stand.state.take_in(Observation { snapshot: now.now, ..Observation::default() });
            stand.state.before = stand.state.now.clone();
            stand.state.history.begin_step();
        }
        Ok(is_same)
    }

    /// Brings a sandbox to where a step begins: the one there is, if it is at that step or before.
    async fn reach(&mut self, at: usize) -> Result<(), SandboxError> {
        if self.stand.as_ref().is_some_and(|stand| stand.at > at) {
            self.give_up().await;
        }
        if self.stand.is_none() {
            let machine = self.start().await?;
            self.stand =
                Some(Stand { machine, at: 0, state: State::default(), files: String::new(), cwd: String::new() });
            self.begin(0).await?;
        }
        while let Some(stand) = self.stand.as_mut().filter(|stand| stand.at < at) {
            let step = &self.lesson.steps[stand.at].bound(&stand.state.bindings);
            type_all(&step.solution(), None, &mut stand.machine, &mut stand.state).await?;
            look(step, &mut stand.machine, &mut stand.state).await?;
            wait(step, &mut stand.machine, &mut stand.state).await?;
            bind(&step.expect, &mut stand.state);
            let next = stand.at + 1;
            self.begin(next).await?;
        }
        if let Some(stand) = &mut self.stand.as_mut().filter(|stand| stand.files.is_empty()) {
            said(KEEP, &mut stand.machine).await?;
            (stand.files, stand.cwd) = said(LIST, &mut stand.machine).await?;
        }
        Ok(())
    }

    /// The sandbox is where this step begins, from here on.
    async fn begin(&mut self, at: usize) -> Result<(), SandboxError> {
        let Some(stand) = &mut self.stand else { return Ok(()) };
        stand.at = at;
        stand.files.clear();
        provide_all(&mut stand.machine, &needs(self.lesson, at), self.provider).await?;
        let step = self.lesson.steps[at].bound(&stand.state.bindings);
        begin_step(&step, &mut stand.machine, &mut stand.state).await
    }

    async fn start(&mut self) -> Result<M::Machine, SandboxError> {
        self.sandboxes += 1;
        let mut machine = self.machines.start().await?;
        match machine.ready().await {
            Ok(()) => Ok(machine),
            Err(error) => {
                machine.remove().await.ok();
                Err(error)
            }
        }
    }

    /// Removes the sandbox; what cannot be removed is swept by the next start.
    async fn give_up(&mut self) {
        if let Some(mut stand) = self.stand.take() {
            stand.machine.remove().await.ok();
        }
    }

    /// The work is done; gives how many sandboxes it took.
    pub async fn end(mut self) -> usize {
        self.give_up().await;
        self.sandboxes
    }
}

/// Types a way that the sidecar has and judges it after every command, as a learner is judged: what was done once is
/// done, whatever comes after it. But what begins with a right way is meant to be judged by its end. Gives what was
/// found then; none where it was never done.
async fn type_and_judge(
    step: &Step,
    (mutant, commands): (&Mutant, &[Typed]),
    limit: Duration,
    machine: &mut impl Sandbox,
    state: &mut State,
) -> Result<Option<Vec<Finding>>, SandboxError> {
    let mut done = None;
    for (at, typed) in commands.iter().enumerate() {
        type_all(std::slice::from_ref(typed), Some(limit), machine, state).await?;
        if mutant.is_right_by(step, at + 1) {
            continue;
        }
        look(step, machine, state).await?;
        let findings = judge_step(&step.expect, &step.impossible, state);
        let is_done = !findings.is_empty() && findings.iter().all(|found| found.verdict == Verdict::Pass);
        done = done.or(Some(findings).filter(|_| is_done));
    }
    Ok(done)
}

/// Whether a sandbox is as it was, but for when its containers started and ended.
fn is_same(was: &Snapshot, now: &Snapshot) -> bool {
    let timeless = |snapshot: &Snapshot| {
        let mut snapshot = snapshot.clone();
        for container in &mut snapshot.containers {
            (container.started, container.finished) = (i64::from(container.started > 0), 0);
            // Of a container that runs nothing tells how it ended before.
            if container.is_running() {
                container.exit_code = 0;
            }
        }
        snapshot
    };
    Delta::between(&timeless(was), &timeless(now)).is_empty()
}

/// Types a command of ours; gives what it printed, and where the shell is then.
async fn said(text: &str, machine: &mut impl Sandbox) -> Result<(String, String), SandboxError> {
    let run = Run { text: text.to_owned(), limit: Some(BACK_LIMIT), ..Run::default() };
    let ran = machine.run(&run, &mut Nobody).await?;
    // Where nothing is there, something is said all the same: an empty list stands for none taken yet.
    Ok((format!("{}\n", ran.record.output.trim_end()), ran.cwd))
}

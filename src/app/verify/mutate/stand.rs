//! A sandbox where a step begins, and the way back there.

use crate::app::provide::{Provider, provide_all};
use crate::app::verify::play::{begin_step, look, type_all, wait};
use crate::author::mutate::{Mutant, reaches_containers, undo, upsets};
use crate::check::bind;
use crate::check::shell::quote;
use crate::lesson::{Lesson, needs};
use crate::sandbox::{Nobody, Sandbox, SandboxError};
use crate::state::{Delta, Observation, Run, Snapshot, State};
use std::time::Duration;

/// How long putting a sandbox back may take before it is thrown away instead.
const BACK_LIMIT: Duration = Duration::from_secs(20);

/// Every file of the learner's with its mode, and the sum of all but very large ones, of which the size must do; docker's
/// own and the shell's left out.
pub const LIST: &str = r" (cd && find . /tmp -mindepth 1 \( -name .bash_history -o -path ./.docker -o -path ./.cache -o -path ./.local -o -name '.ropewalk*' \) -prune -o -printf '%y %m %p\n' -type f \( -size +65536k -printf '%s %p\n' -o -exec cksum {} + \) 2> /dev/null | LC_ALL=C sort)";
/// What files hold, without identities, dates and times, archives by the names in them: two runs that came to the same
/// say the same here.
pub const CONTENTS: &str = r#" (cd && find . /tmp -mindepth 1 \( -name .bash_history -o -path ./.docker -o -path ./.cache -o -path ./.local -o -name '.*' -o -path '/tmp/.*' \) -prune -o -type f -size -64k -print | LC_ALL=C sort | while IFS= read -r f; do case $f in *.tar|*.tgz|*.tar.gz) tar -tf "$f" 2> /dev/null ;; *) cat -- "$f" ;; esac | sed -E 's/[0-9a-f]{12,}/ID/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/g; s/[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?/TIME/g' | cksum | tr -d "\n"; printf " %s\n" "$f"; done)"#;
/// What containers hold beyond their images: the files that are not as in the image with their sums, those in mounted
/// folders and volumes too, and what runs in them. Of more than a hundred files of one container only names are told.
const LAYERS: &str = r#" docker ps -aq --no-trunc | while read -r c; do
d=$(docker diff "$c"); printf '%s\n' "$c" "$d"; docker top "$c" -eo args 2> /dev/null | LC_ALL=C sort
{ [ -z "$d" ] || printf '%s\n' "$d" | awk '{ p = substr($0, 3); kind[p] = $1; d = p; sub("/[^/]*$", "", d); inner[d] = 1 } END { for (p in kind) if (!(p in inner) && kind[p] != "D") print p }' | LC_ALL=C sort | head -n 100
docker inspect -f '{{range .Mounts}}{{println .Destination}}{{end}}' "$c"; } | while IFS= read -r p; do
[ -z "$p" ] || docker cp "$c:$p" - 2> /dev/null | cksum; done; done"#;

/// A sandbox where a step begins.
pub struct Stand<S> {
    /// The sandbox.
    pub machine: S,
    /// Where the steps began that led here, the last one being where it stands.
    marks: Vec<Mark>,
    /// How often the learner's files were kept.
    kept: usize,
}

/// What there was where a step began.
struct Mark {
    /// The step's number.
    at: usize,
    /// What is known there.
    state: State,
    /// What [`LIST`] says there.
    files: String,
    /// Which of the kept files are those.
    kept: usize,
    /// The shell's working directory there.
    cwd: String,
    /// What [`LAYERS`] says there.
    layers: String,
}

impl<S: Sandbox> Stand<S> {
    /// A sandbox in which no step has begun.
    pub fn new(machine: S) -> Self {
        Self { machine, marks: Vec::new(), kept: 0 }
    }

    /// The number of the step that begins here; none before the first.
    pub fn at(&self) -> Option<usize> {
        self.marks.last().map(|mark| mark.at)
    }

    /// What is known here.
    pub fn state(&self) -> State {
        self.marks.last().map(|mark| mark.state.clone()).unwrap_or_default()
    }

    /// Does the step that begins here, and begins the next one.
    pub async fn advance(&mut self, lesson: &Lesson, provider: &Provider) -> Result<(), SandboxError> {
        let mut state = self.state();
        let machine = &mut self.machine;
        if let Some(mark) = self.marks.last() {
            let step = &lesson.steps[mark.at].bound(&state.bindings);
            type_all(&step.solution(), None, machine, &mut state).await?;
            look(step, machine, &mut state).await?;
            wait(step, machine, &mut state).await?;
            bind(&step.expect, &mut state);
        }
        let at = self.marks.last().map_or(0, |mark| mark.at + 1);
        provide_all(machine, &needs(lesson, at), provider).await?;
        let step = lesson.steps[at].bound(&state.bindings);
        begin_step(&step, machine, &mut state).await?;
        let (files, cwd) = said(LIST, machine).await?;
        let kept = match self.marks.last().filter(|mark| mark.files == files) {
            Some(mark) => mark.kept,
            None => self.keep().await?,
        };
        let layers = match state.now.containers.as_slice() {
            [] => String::new(),
            _ => said(LAYERS, &mut self.machine).await?.0,
        };
        self.marks.push(Mark { at, state, files, kept, cwd, layers });
        Ok(())
    }

    /// Keeps the learner's files beside them; gives which ones they are.
    async fn keep(&mut self) -> Result<usize, SandboxError> {
        self.kept += 1;
        let out = "--exclude=./.bash_history --exclude=./.docker --exclude=./.cache --exclude=./.local";
        said(&format!(" tar -C ~ {out} -cf {} .", archive(self.kept)), &mut self.machine).await?;
        Ok(self.kept)
    }

    /// Puts the sandbox back to where its step begins, by undoing what changed; where docker cannot do that, to where an
    /// earlier step began, before there was what cannot be undone. A container that has ended cannot end in the same
    /// way again, but it can be removed, and its step done again. Whether that is so is looked at each time; false where
    /// it is nowhere as it was.
    pub async fn go_back(&mut self, lesson: &Lesson, mutant: &Mutant, mut now: Snapshot) -> Result<bool, SandboxError> {
        if mutant.commands.iter().any(|typed| upsets(&typed.text)) {
            return Ok(false);
        }
        let reaches = mutant.commands.iter().any(|typed| reaches_containers(&typed.text));
        while let Some(mark) = self.marks.last_mut() {
            let delta = Delta::between(&mark.state.now, &now);
            if let Some(commands) = undo(&delta).filter(|_| !mark.has_volume_of(mutant)) {
                now = mark.restore(lesson, &commands, &mut self.machine).await?;
                let (files, cwd) = said(LIST, &mut self.machine).await?;
                let is_back = files == mark.files && cwd == mark.cwd && is_same(&mark.state.now, &now);
                let reaches = reaches || commands.iter().any(|command| reaches_containers(command));
                let is_apart = !reaches || now.containers.is_empty();
                if is_back && (is_apart || said(LAYERS, &mut self.machine).await?.0 == mark.layers) {
                    // A container that was started again has another time to begin with.
                    mark.state.take_in(Observation { snapshot: now, ..Observation::default() });
                    mark.state.before = mark.state.now.clone();
                    mark.state.history.begin_step();
                    return Ok(true);
                }
            }
            self.marks.pop();
        }
        Ok(false)
    }
}

impl Mark {
    /// Whether a mutant names a volume that was there: what it left in it is not seen where no container has it.
    fn has_volume_of(&self, mutant: &Mutant) -> bool {
        let texts = || mutant.commands.iter().flat_map(|typed| std::iter::once(&typed.text).chain(&typed.replies));
        self.state.now.volumes.iter().any(|volume| texts().any(|text| text.contains(&volume.name)))
    }

    /// Undoes what changed since; gives what there is then.
    async fn restore(
        &self,
        lesson: &Lesson,
        commands: &[String],
        machine: &mut impl Sandbox,
    ) -> Result<Snapshot, SandboxError> {
        if !commands.is_empty() {
            said(&format!(" ({}) > /dev/null 2>&1", commands.join("; ")), machine).await?;
        }
        if said(LIST, machine).await?.0 != self.files {
            let others = "! -name .bash_history ! -name .docker ! -name .cache ! -name .local";
            let clear = format!("find . -mindepth 1 -maxdepth 1 {others} -exec rm -rf {{}} +");
            said(&format!(" (cd && {clear}; tar -C ~ -xpf {})", archive(self.kept)), machine).await?;
        }
        said(&format!(" cd {}", quote(&self.cwd)), machine).await?;
        let mut now = State::default();
        look(&lesson.steps[self.at].bound(&self.state.bindings), machine, &mut now).await?;
        Ok(now.now)
    }
}

/// Where the learner's files are kept.
fn archive(number: usize) -> String {
    format!("/tmp/.ropewalk-kept-{number}.tar")
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
pub async fn said(text: &str, machine: &mut impl Sandbox) -> Result<(String, String), SandboxError> {
    let run = Run { text: text.to_owned(), limit: Some(BACK_LIMIT), ..Run::default() };
    let ran = machine.run(&run, &mut Nobody).await?;
    Ok((ran.record.output.trim_end().to_owned(), ran.cwd))
}

//! `ropewalk preview`: a lesson as the learner will see it, again at every save.
//!
//! Files are looked at every [`INTERVAL`] instead of being watched by the system: two `stat` calls cost nothing
//! that one could measure, and they see a change on every file system (network shares, folders mounted into a
//! container) and however the editor saves: in place, or by renaming another file onto it.

use super::lint::{Look, look, summary};
use super::load::sidecar_of;
use super::{Context, Failure, INTERRUPTED};
use crate::author::preview::pages;
use crate::diagnostic::Severity;
use crate::terminal::diagnostics::diagnostics;
use crate::terminal::pager::{CLOSE, Key, OPEN, Pager, fit, keys};
use crate::terminal::raw::{RawMode, StdinPump, window_size};
use crate::terminal::{Role, Theme};
use crate::text::{count, printable};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::signal::unix::{SignalKind, signal};

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// What the command line asks for.
#[derive(Debug, Clone, Default)]
pub struct PreviewOptions {
    /// The lesson.
    pub path: PathBuf,
    /// With the author's notes.
    pub notes: bool,
}

/// `ropewalk preview PATH`. On a terminal until the author leaves it; else the lesson is printed once, and the
/// findings about it decide the exit status as those of `ropewalk lint` do.
pub async fn preview(context: &Context, options: &PreviewOptions) -> Result<(), Failure> {
    let looked = look(context, &options.path)?;
    if context.plain || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return once(context, options, &looked);
    }
    let mut previewer = Previewer::open(context, options, looked)?;
    previewer.watch().await
}

fn once(context: &Context, options: &PreviewOptions, looked: &Look) -> Result<(), Failure> {
    pages(&looked.lesson, options.notes, &context.theme).iter().for_each(|page| context.print(page));
    context.print("\n");
    for file in looked.files.iter().filter(|f| !f.found.is_empty()) {
        context.print(&diagnostics(&file.found, &file.source, &context.theme));
    }
    let (role, words) = summary(&looked.files);
    context.say(role, &words);
    if looked.worst() >= Some(Severity::Warning) { Err(Failure::failed()) } else { Ok(()) }
}

/// A file as it was last seen: where, when written, how long, which one.
type Seen = Option<(PathBuf, SystemTime, u64, u64)>;

fn seen(path: Option<PathBuf>) -> Seen {
    let path = path?;
    let data = std::fs::metadata(&path).ok()?;
    Some((path, data.modified().ok()?, data.len(), data.ino()))
}

fn stamp(lesson: &Path) -> [Seen; 2] {
    [seen(Some(lesson.to_owned())), seen(sidecar_of(lesson))]
}

/// A person who reads and writes.
struct Previewer<'c> {
    context: &'c Context,
    path: PathBuf,
    notes: bool,
    looked: Look,
    /// Why the lesson could not be read at the last save; what was read before stays on the screen.
    fault: Option<String>,
    stamp: [Seen; 2],
    pager: Pager,
    theme: Theme,
    _raw: RawMode,
}

impl<'c> Previewer<'c> {
    fn open(context: &'c Context, options: &PreviewOptions, looked: Look) -> Result<Self, Failure> {
        let raw = RawMode::enter()?;
        write(OPEN);
        let PreviewOptions { path, notes } = options.clone();
        let (stamp, pager) = (stamp(&path), Pager::default());
        let theme = context.theme;
        let mut new = Self { context, path, notes, looked, fault: None, stamp, pager, theme, _raw: raw };
        new.resized();
        Ok(new)
    }

    async fn watch(&mut self) -> Result<(), Failure> {
        let (_pump, mut input) = StdinPump::start()?;
        let mut resize = signal(SignalKind::window_change())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        let mut tick = tokio::time::interval(INTERVAL);
        loop {
            tokio::select! {
                chunk = input.recv() => match chunk.map(|bytes| self.press(&bytes)) {
                    Some(true) => {}
                    Some(false) | None => return Ok(()),
                },
                _ = resize.recv() => self.resized(),
                _ = tick.tick() => self.look_again(),
                _ = terminate.recv() => return Err(Failure::new(INTERRUPTED, "")),
                _ = hang_up.recv() => return Err(Failure::new(INTERRUPTED, "")),
            }
        }
    }

    /// Whether to go on.
    fn press(&mut self, bytes: &[u8]) -> bool {
        for key in keys(bytes) {
            match key {
                Key::Quit => return false,
                Key::Notes => {
                    self.notes = !self.notes;
                    self.fill();
                }
                key => self.pager.press(key),
            }
        }
        self.draw();
        true
    }

    fn resized(&mut self) {
        let (columns, rows) = window_size().unwrap_or((80, 24));
        self.theme = Theme::detect(self.context.plain);
        self.pager.resize(columns.into(), rows.into());
        write("\x1b[2J");
        self.fill();
        self.draw();
    }

    /// Reads what was saved since the last look.
    fn look_again(&mut self) {
        let now = stamp(&self.path);
        if now == self.stamp {
            return;
        }
        self.stamp = now;
        match look(self.context, &self.path) {
            Ok(looked) => (self.looked, self.fault) = (looked, None),
            Err(failure) => self.fault = Some(failure.message),
        }
        self.fill();
        self.draw();
    }

    fn fill(&mut self) {
        self.pager.show(&pages(&self.looked.lesson, self.notes, &self.theme));
    }

    fn draw(&mut self) {
        self.pager.foot(self.foot());
        write(&self.pager.draw());
    }

    /// What lint found, and a line that says where the author is.
    fn foot(&self) -> Vec<String> {
        let columns = self.pager.columns();
        let line = |role, text: &str| fit(role, text, columns, &self.theme);
        let mut out = vec![line(Role::Muted, &"─".repeat(columns.saturating_sub(1)))];
        if let Some(why) = &self.fault {
            out.push(line(Role::Impossible, &printable(why)));
        }
        let mut found: Vec<_> = self.looked.files.iter().flat_map(|f| &f.found).collect();
        found.sort_by_key(|d| std::cmp::Reverse(d.severity));
        for d in &found {
            let role = if d.severity == Severity::Note { Role::Note } else { Role::NotYet };
            out.push(line(role, &format!("{}:{}: {}[{}]: {}", d.file, d.line, d.severity, d.code, d.message)));
        }
        let (step, steps) = (self.pager.page() + 1, self.looked.lesson.steps.len());
        let place = if steps == 0 { "no step".to_owned() } else { format!("step {step} of {steps}") };
        let findings = if found.is_empty() { "nothing to mend".to_owned() } else { count(found.len(), "finding") };
        out.push(line(
            Role::Muted,
            &format!("{place} · {findings} · n/p step, arrows and space scroll, a author's notes, q leaves"),
        ));
        out
    }
}

impl Drop for Previewer<'_> {
    fn drop(&mut self) {
        write(CLOSE);
    }
}

/// A terminal that went away is no error of ours: the loop ends with its input.
fn write(text: &str) {
    let mut out = io::stdout().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

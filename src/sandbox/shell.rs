//! The learner's shell: one long-lived bash in the sandbox, on a terminal of its own.

use super::keys::keystrokes;
use super::marks::{Mark, Piece, Scanner};
use super::stream::{Attached, attach, output_of};
use super::{Console, Input, SandboxError, random_hex};
use crate::state::{CommandRecord, Ran, Run};
use crate::text::{printable, settled};
use bollard::Docker;
use bollard::exec::ResizeExecOptions;
use bollard::query_parameters::StatsOptions;
use futures_util::StreamExt;
use std::collections::VecDeque;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;

/// How much of a command's output is kept for checks, in bytes; the end is kept.
pub const OUTPUT_LIMIT: usize = 256 * 1024;
/// How long a program must be silent before a scripted reply is typed at its prompt.
const QUIET: Duration = Duration::from_millis(150);
/// How long a program may take to answer a scripted reply by any sign; one that hides what is typed may show none.
const UNHEARD: Duration = Duration::from_secs(2);
/// The key of a script that stops what goes on in a container's shell: nothing there shows a prompt for it.
const INTERRUPT: &str = "Ctrl-C";
/// How long what a script interrupts may go on before.
const WATCHED: Duration = Duration::from_secs(5);
/// How long the shell must be silent behind a command that got keys, before the next one is typed.
const SETTLED: Duration = Duration::from_millis(150);
/// The line editor's keys for the end of the line and for erasing it.
const ERASE_LINE: &[u8] = b"\x05\x15";
/// How long a shell that waits for a further line may take to leave it. An interrupt that comes just before its line
/// editor begins to read is only seen with the next one (`rl_getc` of readline looks for it, and then waits).
const LEAVE: Duration = Duration::from_millis(500);
/// How long a shell may take to show its first prompt.
const START_LIMIT: Duration = Duration::from_secs(20);
/// How long a command that was asked to stop may take to do so.
const STOP_GRACE: Duration = Duration::from_secs(5);

/// Field 8 of a process's status is the group in the foreground of its terminal (proc(5)).
const KILL_FOREGROUND: &str = r#"kill -9 "-$(cut -d' ' -f8 "/proc/$1/stat")""#;

/// A silent command is looked at twice, so far apart.
const IDLE_SPAN: Duration = Duration::from_secs(10);
/// Who has the processors for less than this in between does nothing: the engine alone needs a part of it.
const IDLE_WORK: Duration = Duration::from_millis(500);

/// A shell that waits for commands.
pub struct Shell {
    outer: Docker,
    container: String,
    attached: Attached,
    scanner: Scanner,
    pending: VecDeque<Piece>,
    size: (u16, u16),
    cwd: String,
    /// Its process number in the sandbox.
    pid: u32,
    /// Keys were passed on to the command that ran last.
    keyed: bool,
}

impl Shell {
    /// Starts a shell in the sandbox and waits for its first prompt.
    pub async fn start(outer: &Docker, container: &str, size: (u16, u16)) -> Result<Self, SandboxError> {
        let nonce = random_hex(32);
        let env = [format!("ROPEWALK_NONCE={nonce}"), "TERM=xterm-256color".to_owned()];
        let argv = ["bash", "--rcfile", "/usr/local/lib/ropewalk/shell.bash", "-i"];
        let attached = attach(outer, container, &argv, &env, true).await.map_err(|e| SandboxError::outer(&e))?;
        let scanner = Scanner::new(&nonce);
        let mut shell = Self {
            outer: outer.clone(),
            container: container.to_owned(),
            attached,
            scanner,
            pending: VecDeque::new(),
            size: (0, 0),
            cwd: String::new(),
            pid: 0,
            keyed: false,
        };
        shell.resize(size).await;
        let first = tokio::time::timeout(START_LIMIT, shell.first_prompt()).await;
        first.map_err(|_| SandboxError::Inner("its shell shows no prompt".into()))??;
        Ok(shell)
    }

    async fn first_prompt(&mut self) -> Result<(), SandboxError> {
        let mut said = Vec::new();
        loop {
            match self.next_piece().await? {
                Some(Piece::Mark(Mark::Prompt)) => return Ok(()),
                Some(Piece::Mark(Mark::End { cwd, pid, .. })) => (self.cwd, self.pid) = (cwd, pid),
                Some(Piece::Bytes(bytes)) => said.extend(bytes),
                Some(Piece::Mark(_)) => {}
                None => {
                    let said = printable(&String::from_utf8_lossy(&said));
                    return Err(SandboxError::Inner(format!("its shell ended at once: {}", said.trim())));
                }
            }
        }
    }

    async fn next_piece(&mut self) -> Result<Option<Piece>, SandboxError> {
        loop {
            if let Some(piece) = self.pending.pop_front() {
                return Ok(Some(piece));
            }
            match self.attached.output.next().await {
                None => return Ok(None),
                Some(Err(error)) => return Err(SandboxError::outer(&error)),
                Some(Ok(chunk)) => self.pending.extend(self.scanner.feed(chunk.as_ref())),
            }
        }
    }

    async fn type_bytes(&mut self, bytes: &[u8]) -> Result<(), SandboxError> {
        self.attached.input.write_all(bytes).await?;
        self.attached.input.flush().await.map_err(Into::into)
    }

    /// Tells the sandbox's terminal the window's size; failing is harmless.
    async fn resize(&mut self, (width, height): (u16, u16)) {
        if (width, height) != self.size && width > 0 && height > 0 {
            self.size = (width, height);
            drop(self.outer.resize_exec(&self.attached.id, ResizeExecOptions { height, width }).await);
        }
    }

    /// Keys that were typed while the last command ran and that it did not read have reached the shell. What it did
    /// with them belongs to no command: it is passed over, what still runs is stopped, and a begun line is erased.
    async fn settle(&mut self) -> Result<(), SandboxError> {
        let (mut is_free, mut stops) = (true, 0);
        while stops <= 2 {
            let patience = if stops == 0 { SETTLED } else { STOP_GRACE };
            match tokio::time::timeout(patience, self.next_piece()).await {
                Ok(Ok(Some(Piece::Mark(Mark::Prompt)))) => (is_free, stops) = (true, 0),
                Ok(Ok(Some(Piece::Mark(Mark::Start | Mark::More)))) => is_free = false,
                Ok(Ok(Some(_))) => {}
                // The shell is gone: so says the command that is typed next.
                Ok(Ok(None)) => return Ok(()),
                Ok(Err(error)) => return Err(error),
                Err(_) if is_free => return self.type_bytes(ERASE_LINE).await,
                Err(_) => {
                    stops += 1;
                    self.type_bytes(b"\x03").await?;
                }
            }
        }
        Err(SandboxError::Inner("a command that was typed ahead could not be stopped".into()))
    }

    /// Types a command and waits for its end.
    pub async fn run(&mut self, run: &Run, console: &mut impl Console) -> Result<Ran, SandboxError> {
        self.resize(console.size()).await;
        if std::mem::take(&mut self.keyed) {
            self.settle().await?;
        }
        let mut lines: VecDeque<&str> = run.text.split('\n').collect();
        let mut running = Running::new(run, console.is_scripted());
        let first = lines.pop_front().unwrap_or_default();
        self.type_line(first, &mut running).await?;
        loop {
            let step = tokio::select! {
                biased;
                piece = self.next_piece() => Step::Piece(piece?),
                () = tokio::time::sleep_until(running.wake()) => Step::Wake,
                input = console.input() => Step::Input(input),
            };
            match step {
                Step::Piece(None) => return Ok(running.finish(true, &self.cwd)),
                Step::Piece(Some(Piece::Bytes(bytes))) => running.output(&bytes, console),
                // A new window size makes the shell draw its prompt again, marks and all: that asks for nothing.
                Step::Piece(Some(Piece::Mark(Mark::More))) if running.asked_again() => {}
                Step::Piece(Some(Piece::Mark(Mark::Prompt))) if running.place != Place::Ended => {}
                Step::Piece(Some(Piece::Mark(Mark::More))) => match lines.pop_front() {
                    Some(line) => self.type_line(line, &mut running).await?,
                    None => self.ask_for_more(&mut running, console).await?,
                },
                Step::Piece(Some(Piece::Mark(Mark::Prompt))) => match lines.pop_front() {
                    Some(line) => self.type_line(line, &mut running).await?,
                    None => return Ok(running.finish(false, &self.cwd)),
                },
                Step::Piece(Some(Piece::Mark(Mark::Start))) => running.start(),
                Step::Piece(Some(Piece::Mark(Mark::End { status, cwd, .. }))) => {
                    running.end(status, console);
                    self.cwd = cwd;
                }
                Step::Piece(Some(Piece::Mark(Mark::Input))) => {}
                Step::Input(Input::Bytes(bytes)) => {
                    self.keyed = true;
                    self.type_bytes(&bytes).await?;
                }
                Step::Input(Input::Resize(width, height)) => self.resize((width, height)).await,
                Step::Input(Input::Kill) => {
                    running.stops += 1;
                    self.kill().await?;
                }
                Step::Wake => match running.woken() {
                    Wake::Type(bytes) => self.type_bytes(&bytes).await?,
                    Wake::Reply => self.reply(console).await?,
                    Wake::Leave => {
                        // Should it have left by now, the prompt is drawn once more, which the next command passes over.
                        self.keyed = true;
                        self.type_bytes(b"\x03").await?;
                    }
                    Wake::Kill => self.kill().await?,
                    Wake::Look => running.looked(self.work().await),
                    Wake::Wait => {}
                    Wake::GiveUp => return Err(SandboxError::Inner("a command could not be stopped".into())),
                },
            }
        }
    }

    /// Ends what runs in the foreground, whether it wants to or not.
    async fn kill(&self) -> Result<(), SandboxError> {
        let pid = self.pid.to_string();
        let ended = output_of(&self.outer, &self.container, &["sh", "-c", KILL_FOREGROUND, "sh", &pid]).await;
        ended.map(drop).map_err(|e| SandboxError::outer(&e))
    }

    /// How long the sandbox has had the processors so far; none where that cannot be told.
    async fn work(&self) -> Option<Duration> {
        let once = StatsOptions { stream: false, one_shot: true };
        let mut seen = std::pin::pin!(self.outer.stats(&self.container, Some(once)));
        let seen = tokio::time::timeout(IDLE_SPAN, seen.next()).await.ok()??.ok()?;
        seen.cpu_stats?.cpu_usage?.total_usage.filter(|used| *used > 0).map(Duration::from_nanos)
    }

    /// Types the script's next line; at its end, end of input closes a shell that was left open.
    async fn reply(&mut self, console: &mut impl Console) -> Result<(), SandboxError> {
        match console.reply().await {
            Some(line) => self.type_bytes(&keystrokes(&line)).await,
            None => self.type_bytes(&[0x04]).await,
        }
    }

    async fn type_line(&mut self, line: &str, running: &mut Running<'_>) -> Result<(), SandboxError> {
        running.typed();
        // A control character would be a key of the line editor; a tab inserts itself.
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        self.type_bytes(format!("{line}\n").as_bytes()).await
    }

    async fn ask_for_more(
        &mut self,
        running: &mut Running<'_>,
        console: &mut impl Console,
    ) -> Result<(), SandboxError> {
        if let Some(line) = console.more().await {
            running.add_line(&line);
            return self.type_line(&line, running).await;
        }
        running.leave = Some(Instant::now() + LEAVE);
        self.type_bytes(b"\x03").await
    }
}

enum Step {
    Piece(Option<Piece>),
    Input(Input),
    Wake,
}

enum Wake {
    Type(Vec<u8>),
    /// Nothing is prepared: the console's script may have a line.
    Reply,
    /// The shell still waits for a further line.
    Leave,
    Kill,
    /// Whether anything is being done.
    Look,
    Wait,
    GiveUp,
}

/// How far the line that was typed last has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The shell reads it.
    Typed,
    /// Behind the mark C: the command runs.
    Started,
    /// Behind the mark D.
    Ended,
}

/// A command on its way: what it printed, and when to type or to stop it.
struct Running<'a> {
    text: String,
    replies: VecDeque<&'a str>,
    scripted: bool,
    status: i32,
    place: Place,
    /// A line was typed since the shell last asked for more.
    answered: bool,
    /// What came before mark C: the echo of the line, or the shell's own complaint about it.
    echo: Vec<u8>,
    output: Vec<u8>,
    quiet_since: Instant,
    /// When a reply was typed that nothing followed yet.
    unheard: Option<Instant>,
    /// When the last one was typed.
    replied: Instant,
    deadline: Option<Instant>,
    /// How long it may do nothing.
    idle: Option<Duration>,
    /// When something was printed last.
    heard: Instant,
    /// When it was looked at since then, and how much had been done.
    seen: Option<(Instant, Duration)>,
    /// The line was given up: when to do so again.
    leave: Option<Instant>,
    stops: u8,
}

impl<'a> Running<'a> {
    fn new(run: &'a Run, has_script: bool) -> Self {
        Self {
            text: run.text.clone(),
            replies: run.replies.iter().map(String::as_str).collect(),
            scripted: !run.replies.is_empty() || (run.interactive && has_script),
            status: 0,
            place: Place::Typed,
            answered: false,
            echo: Vec::new(),
            output: Vec::new(),
            quiet_since: Instant::now(),
            unheard: None,
            replied: Instant::now(),
            deadline: run.limit.map(|limit| Instant::now() + limit),
            idle: run.idle,
            heard: Instant::now(),
            seen: None,
            leave: None,
            stops: 0,
        }
    }

    fn add_line(&mut self, line: &str) {
        self.text.push('\n');
        self.text.push_str(line);
    }

    fn typed(&mut self) {
        self.echo.clear();
        (self.place, self.answered) = (Place::Typed, true);
        self.quiet_since = Instant::now();
    }

    /// The shell asks for more; whether it had asked before and still waits.
    fn asked_again(&mut self) -> bool {
        !std::mem::take(&mut self.answered)
    }

    fn start(&mut self) {
        self.place = Place::Started;
        self.quiet_since = Instant::now();
        (self.heard, self.seen) = (Instant::now(), None);
    }

    fn output(&mut self, bytes: &[u8], console: &mut impl Console) {
        (self.quiet_since, self.unheard) = (Instant::now(), None);
        (self.heard, self.seen) = (Instant::now(), None);
        if self.place == Place::Started {
            console.output(bytes);
            self.keep(bytes);
        } else {
            self.echo.extend_from_slice(bytes);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
        // Cutting only at twice the limit keeps the cost of long output linear.
        if self.output.len() > 2 * OUTPUT_LIMIT {
            self.output.drain(..self.output.len() - OUTPUT_LIMIT);
        }
    }

    /// A command that never started was refused by the shell: what follows the echoed line is why.
    fn end(&mut self, status: i32, console: &mut impl Console) {
        if self.place != Place::Started {
            let complaint =
                self.echo.iter().position(|&b| b == b'\n').map_or(&[][..], |at| &self.echo[at + 1..]).to_vec();
            console.output(&complaint);
            self.keep(&complaint);
        }
        (self.place, self.leave) = (Place::Ended, None);
        self.status = status;
    }

    /// When there is something to do without any input: a reply to type, or a command to stop.
    fn wake(&self) -> Instant {
        let reply = (self.place == Place::Started && self.scripted).then(|| self.quiet_since + QUIET);
        let far = Instant::now() + Duration::from_secs(3600);
        let others = [self.deadline, self.leave, self.look(), self.interrupt()];
        reply.into_iter().chain(others.into_iter().flatten()).min().unwrap_or(far)
    }

    /// When to press the script's next key, if that is the one which stops what runs.
    fn interrupt(&self) -> Option<Instant> {
        let is_next = self.place == Place::Started && self.replies.front() == Some(&INTERRUPT);
        is_next.then(|| self.replied + WATCHED)
    }

    /// When to look whether a silent command has anything done.
    fn look(&self) -> Option<Instant> {
        let idle = self.idle.filter(|_| self.place == Place::Started && self.stops == 0)?;
        Some(self.seen.map_or(self.heard + idle.saturating_sub(IDLE_SPAN), |(at, _)| at + IDLE_SPAN))
    }

    /// It was looked at: where nothing was done since it was looked at before, it is stopped.
    fn looked(&mut self, work: Option<Duration>) {
        let now = Instant::now();
        match (self.seen, work) {
            (Some((_, before)), Some(work)) if work.saturating_sub(before) < IDLE_WORK => self.deadline = Some(now),
            (_, Some(work)) => self.seen = Some((now, work)),
            (_, None) => self.idle = None,
        }
    }

    fn woken(&mut self) -> Wake {
        let now = Instant::now();
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            return self.stop(now);
        }
        if self.leave.is_some_and(|leave| leave <= now) {
            self.leave = Some(now + LEAVE);
            return Wake::Leave;
        }
        if self.look().is_some_and(|look| look <= now) {
            return Wake::Look;
        }
        self.quiet_since = now;
        let is_unheard = self.unheard.is_some_and(|since| now < since + UNHEARD);
        let interrupts = self.interrupt().is_some_and(|at| at <= now);
        if !interrupts && (is_unheard || !self.waits_at_a_prompt()) {
            return Wake::Wait;
        }
        (self.unheard, self.replied) = (Some(now), now);
        match self.replies.pop_front() {
            Some(reply) => Wake::Type(keystrokes(reply)),
            None => Wake::Reply,
        }
    }

    /// First Ctrl-C, then Ctrl-\, then the detach keys and end of input, then the kernel; then it is our fault.
    fn stop(&mut self, now: Instant) -> Wake {
        self.stops += 1;
        self.deadline = Some(now + STOP_GRACE);
        match self.stops {
            1 => Wake::Type(vec![0x03]),
            2 => Wake::Type(vec![0x03, 0x1c]),
            3 => Wake::Type(vec![0x10, 0x11, 0x04]),
            4 => Wake::Kill,
            _ => Wake::GiveUp,
        }
    }

    /// Whether the last line on the screen looks like a prompt (`/ # `, `mysql> `, `Password: `, `[y/N] `).
    fn waits_at_a_prompt(&self) -> bool {
        let tail = &self.output[self.output.len().saturating_sub(400)..];
        let text = printable(&String::from_utf8_lossy(tail));
        let last = text.rsplit('\n').next().unwrap_or_default().trim_end();
        last.ends_with(['#', '$', '>', '%', ':', '?', ']'])
    }

    fn finish(self, shell_ended: bool, cwd: &str) -> Ran {
        let kept = &self.output[self.output.len().saturating_sub(OUTPUT_LIMIT)..];
        let output = settled(&String::from_utf8_lossy(kept));
        let record = CommandRecord { text: self.text, exit: self.status, output, ..CommandRecord::default() };
        Ran { record, stopped: self.stops > 0, shell_ended, cwd: cwd.to_owned() }
    }
}

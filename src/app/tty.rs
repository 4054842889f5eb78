//! The learner at a terminal: rustyline for the prompt, raw pass-through while a command runs.

use super::front::{Answer, Front};
use super::interrupts::{Interrupts, Meant};
use crate::sandbox::{Console, Input};
use crate::session::{Ask, Screen};
use crate::state::Snapshot;
use crate::terminal::prompt::{Above, LinePrompt, ReadLine};
use crate::terminal::raw::{RawMode, StdinPump, window_size};
use crate::terminal::screen::screen;
use crate::terminal::{Names, Role, Theme, view};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc as blocking;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::Receiver;
use tokio::sync::oneshot;

/// To the beginning of the line above, which is cleared.
const LINE_UP: &[u8] = b"\x1b[A\r\x1b[K";

type Request = (String, Option<String>, oneshot::Sender<ReadLine>);

/// A person at a terminal.
pub struct Tty {
    theme: Theme,
    plain: bool,
    names: Arc<Mutex<Names>>,
    /// To the thread that reads lines, because rustyline blocks.
    lines: blocking::Sender<Request>,
    /// Writes above a line that is being typed; none where the terminal cannot.
    above: Option<Above>,
    /// The line that is being typed.
    asked: Option<oneshot::Receiver<ReadLine>>,
    spinner: Option<ProgressBar>,
    /// The last line was Enter alone: the prompt stands empty above.
    left_empty: bool,
    /// That something is waited for was said, and nothing since.
    is_waiting: bool,
    /// How many lines the welcome took, if it was the last that was shown.
    welcomed: Option<usize>,
}

/// The lines that a step needs below its text: what was provided for it, and the prompt.
const BELOW_STEP: usize = 4;

impl Tty {
    /// Takes the terminal; the history of typed lines is kept in a file.
    pub fn new(plain: bool, history: &Path) -> io::Result<Self> {
        let theme = Theme::detect(plain);
        let names = Arc::<Mutex<Names>>::default();
        let mut prompt = LinePrompt::new(Some(history), Arc::clone(&names), theme)?;
        let above = prompt.writer().ok();
        let (lines, requests) = blocking::channel::<Request>();
        std::thread::Builder::new().name("prompt".into()).spawn(move || {
            for (text, offer, answer) in requests {
                // Nobody waits for the answer any more when the program is ending.
                drop(answer.send(prompt.read(&text, offer.as_deref())));
            }
        })?;
        Ok(Self {
            theme,
            plain,
            names,
            lines,
            above,
            asked: None,
            spinner: None,
            left_empty: false,
            is_waiting: false,
            welcomed: None,
        })
    }

    /// The window may have changed since the last screen.
    fn theme(&mut self) -> Theme {
        self.theme = Theme::detect(self.plain);
        self.theme
    }

    fn request(&self, prompt: &str, offer: Option<&str>) -> oneshot::Receiver<ReadLine> {
        let (answer, answered) = oneshot::channel();
        // A thread that is gone drops the request, and with it the answer.
        drop(self.lines.send((prompt.to_owned(), offer.map(ToOwned::to_owned), answer)));
        answered
    }
}

impl Front for Tty {
    type Console<'a> = TtyConsole<'a>;

    fn show(&mut self, what: &Screen) {
        let theme = self.theme();
        // The command that Enter runs takes the place of the empty prompt, and so does what is asked before it.
        if self.left_empty && !self.plain && matches!(what, Screen::Typed(_) | Screen::Predict { .. }) {
            print(LINE_UP);
        }
        (self.left_empty, self.is_waiting) = (false, false);
        let text = screen(what, &theme);
        self.welcomed = matches!(what, Screen::Welcome { .. }).then(|| text.lines().count());
        print(text.as_bytes());
    }

    /// Where title, goals and the first step do not fit in the window together, each is read in its turn.
    async fn pause_before(&mut self, what: &Screen) -> Answer {
        let go_on = Answer::Line(String::new());
        let (Some(welcome), Screen::Step { .. }) = (self.welcomed, what) else { return go_on };
        let needed = welcome + screen(what, &self.theme()).lines().count() + BELOW_STEP;
        if window_size().is_none_or(|(_, height)| needed <= usize::from(height)) {
            return go_on;
        }
        let prompt = if self.plain { "Enter to begin > " } else { "Enter to begin ▸ " };
        print(b"\n");
        loop {
            match self.request(prompt, None).await.unwrap_or(ReadLine::End) {
                ReadLine::Line(line) if line.trim().is_empty() => return go_on,
                ReadLine::Line(line) if line.trim() != ":quit" => {
                    let text = "The lesson has not begun yet: Enter shows its first step, `:quit` leaves.";
                    print(view::message(Role::Muted, text, &self.theme()).as_bytes());
                }
                ReadLine::Interrupted => {}
                ReadLine::Line(_) | ReadLine::End => return Answer::Ended,
            }
        }
    }

    fn interject(&mut self, what: &Screen) {
        let theme = self.theme();
        let text = screen(what, &theme);
        if let Some(above) = self.above.as_mut().filter(|_| !text.is_empty()) {
            // A terminal that is gone ends the session at the next line.
            drop(above.print(&text));
        }
    }

    fn is_watched(&self) -> bool {
        self.above.is_some()
    }

    async fn ask(&mut self, ask: &Ask) -> Answer {
        self.is_waiting = false;
        let (prompt, offer) = match ask {
            Ask::Command { offer } => ("$ ", offer.as_deref()),
            Ask::Continue => ("Enter to go on ▸ ", None),
            Ask::Answer => ("answer ▸ ", None),
            Ask::Value { offer } => ("value ▸ ", offer.as_deref()),
        };
        let prompt = if self.plain { prompt.replace('▸', ">") } else { prompt.to_owned() };
        let asked = match self.asked.take() {
            Some(asked) => asked,
            None => self.request(&prompt, offer),
        };
        let read = self.asked.insert(asked).await;
        self.asked = None;
        match read.unwrap_or(ReadLine::End) {
            ReadLine::Line(line) => {
                self.left_empty = line.is_empty();
                Answer::Line(line)
            }
            ReadLine::Interrupted => Answer::Interrupted,
            ReadLine::End => Answer::Ended,
        }
    }

    fn console(&mut self, quiet: bool) -> TtyConsole<'_> {
        TtyConsole::new(self, quiet)
    }

    fn waiting(&mut self, what: &str) {
        if self.plain {
            // Looked at again and again, it is said once.
            if !std::mem::replace(&mut self.is_waiting, true) {
                print(format!("{what} …\n").as_bytes());
            }
            return;
        }
        let style = ProgressStyle::with_template("{spinner:.cyan} {msg} {elapsed:.dim}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let spinner = ProgressBar::new_spinner().with_style(style).with_message(format!("{what} …"));
        spinner.enable_steady_tick(std::time::Duration::from_millis(100));
        self.spinner = Some(spinner);
    }

    fn ready(&mut self) {
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
        }
    }

    async fn interrupted(&mut self) {
        super::signals::interrupted().await;
    }

    fn names(&mut self, snapshot: &Snapshot) {
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = Names {
            images: snapshot.images.iter().flat_map(|i| i.tags.iter().cloned()).collect(),
            containers: snapshot.containers.iter().map(|c| c.name.clone()).collect(),
            volumes: snapshot.volumes.iter().map(|v| v.name.clone()).collect(),
            networks: snapshot.networks.iter().map(|n| n.name.clone()).collect(),
        };
    }

    fn warn(&mut self, what: &str) {
        let theme = self.theme();
        print(view::message(Role::Impossible, what, &theme).as_bytes());
    }
}

/// Writes to the terminal; where it is gone there is nobody to tell.
fn print(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    drop(out.write_all(bytes).and_then(|()| out.flush()));
}

/// The terminal, handed to a command.
pub struct TtyConsole<'a> {
    tty: &'a Tty,
    quiet: bool,
    raw: Option<RawMode>,
    pump: Option<(StdinPump, Receiver<Vec<u8>>)>,
    resized: Option<Signal>,
    /// The last byte printed: the next prompt must begin a line.
    last: u8,
    interrupts: Interrupts,
}

impl<'a> TtyConsole<'a> {
    fn new(tty: &'a Tty, quiet: bool) -> Self {
        let (raw, pump) = if quiet { (None, None) } else { (RawMode::enter().ok(), StdinPump::start().ok()) };
        let (resized, interrupts) = (signal(SignalKind::window_change()).ok(), Interrupts::default());
        Self { tty, quiet, raw, pump, resized, last: b'\n', interrupts }
    }

    /// Gives the keyboard back to the line editor.
    fn release(&mut self) {
        self.pump = None;
        self.raw = None;
    }

    /// A program may ignore Ctrl-C, as the first process of a container does: the learner is never locked out.
    fn pressed(&mut self, bytes: Vec<u8>) -> Input {
        match self.interrupts.keys(&bytes, Instant::now()) {
            Meant::Program => Input::Bytes(bytes),
            Meant::Kill => Input::Kill,
        }
    }

    fn tell_ignored(&mut self) {
        if self.interrupts.is_ignored() {
            let lead = if self.last == b'\n' { "" } else { "\r\n" };
            print(
                format!("{lead}This program does not react to Ctrl-C. Press it once more to stop it.\r\n").as_bytes(),
            );
            self.last = b'\n';
        }
    }

    fn take_back(&mut self) {
        self.raw = RawMode::enter().ok();
        self.pump = StdinPump::start().ok();
    }
}

impl Drop for TtyConsole<'_> {
    fn drop(&mut self) {
        self.release();
        if self.last != b'\n' {
            print(b"\n");
        }
    }
}

async fn resize(signal: &mut Option<Signal>) -> Option<(u16, u16)> {
    match signal {
        Some(signal) => signal.recv().await,
        None => std::future::pending().await,
    };
    window_size()
}

async fn keys(pump: &mut Option<(StdinPump, Receiver<Vec<u8>>)>) -> Vec<u8> {
    if let Some((_, keys)) = pump
        && let Some(bytes) = keys.recv().await
    {
        return bytes;
    }
    // No keyboard, or it is gone: the command goes on without.
    std::future::pending().await
}

async fn until(due: Option<Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due.into()).await,
        None => std::future::pending().await,
    }
}

impl Console for TtyConsole<'_> {
    fn output(&mut self, bytes: &[u8]) {
        if !self.quiet {
            self.interrupts.shown(bytes);
            self.last = bytes.last().copied().unwrap_or(self.last);
            print(bytes);
        }
    }

    async fn input(&mut self) -> Input {
        loop {
            let due = self.interrupts.due();
            tokio::select! {
                bytes = keys(&mut self.pump) => return self.pressed(bytes),
                () = until(due) => self.tell_ignored(),
                size = resize(&mut self.resized) => if let Some((width, height)) = size {
                    return Input::Resize(width, height);
                },
            }
        }
    }

    async fn more(&mut self) -> Option<String> {
        self.release();
        let line = match self.tty.request("> ", None).await.unwrap_or(ReadLine::End) {
            ReadLine::Line(line) => Some(line),
            ReadLine::Interrupted | ReadLine::End => None,
        };
        self.take_back();
        line
    }

    fn size(&self) -> (u16, u16) {
        window_size().unwrap_or((80, 24))
    }
}

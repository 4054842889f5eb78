//! The learner at a terminal: rustyline for the prompt, raw pass-through while a command runs.

use super::front::{Answer, Front};
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
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::Receiver;
use tokio::sync::oneshot;

/// To the beginning of the line above, which is cleared.
const LINE_UP: &[u8] = b"\x1b[A\r\x1b[K";

/// The key Ctrl-C.
const CTRL_C: u8 = 0x03;

/// After so many of them a program is said to ignore them.
const PATIENT_INTERRUPTS: usize = 3;

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
}

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
        Ok(Self { theme, plain, names, lines, above, asked: None, spinner: None, left_empty: false })
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
        // The command that Enter runs takes the place of the empty prompt.
        if self.left_empty && !self.plain && matches!(what, Screen::Typed(_)) {
            print(LINE_UP);
        }
        self.left_empty = false;
        print(screen(what, &theme).as_bytes());
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
            print(format!("{what} …\n").as_bytes());
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
    /// How often Ctrl-C was pressed since the command began.
    interrupts: usize,
}

impl<'a> TtyConsole<'a> {
    fn new(tty: &'a Tty, quiet: bool) -> Self {
        let (raw, pump) = if quiet { (None, None) } else { (RawMode::enter().ok(), StdinPump::start().ok()) };
        Self { tty, quiet, raw, pump, resized: signal(SignalKind::window_change()).ok(), last: b'\n', interrupts: 0 }
    }

    /// Gives the keyboard back to the line editor.
    fn release(&mut self) {
        self.pump = None;
        self.raw = None;
    }

    /// A program may ignore Ctrl-C, as the first process of a container does: the learner is never locked out.
    fn pressed(&mut self, bytes: Vec<u8>) -> Input {
        self.interrupts += bytes.split(|&b| b == CTRL_C).count() - 1;
        match self.interrupts {
            PATIENT_INTERRUPTS if bytes.contains(&CTRL_C) => {
                print(b"\r\nThis program ignores Ctrl-C. Press it once more to stop it.\r\n");
                Input::Bytes(bytes)
            }
            n if n > PATIENT_INTERRUPTS && bytes.contains(&CTRL_C) => Input::Kill,
            _ => Input::Bytes(bytes),
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

impl Console for TtyConsole<'_> {
    fn output(&mut self, bytes: &[u8]) {
        if !self.quiet {
            self.last = bytes.last().copied().unwrap_or(self.last);
            print(bytes);
        }
    }

    async fn input(&mut self) -> Input {
        loop {
            tokio::select! {
                bytes = keys(&mut self.pump) => return self.pressed(bytes),
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

//! Commands from a pipe or a file, line by line, so that a lesson can be scripted.

use super::front::{Answer, Front};
use crate::sandbox::{Console, Input};
use crate::session::{Ask, Screen};
use crate::state::Snapshot;
use crate::terminal::screen::screen;
use crate::terminal::{Role, Theme, view};
use crate::text::{printable, settled};
use std::io::{self, BufRead, Write};
use tokio::sync::mpsc::{Receiver, channel};

/// How much output is held back, in bytes.
const HELD_LIMIT: usize = 64 * 1024;

/// A script on standard input.
pub struct Pipe {
    theme: Theme,
    lines: Receiver<String>,
    /// That something is waited for was said, and nothing since.
    is_waiting: bool,
}

impl Pipe {
    /// Takes standard input; its lines are read on a thread, because reading blocks.
    pub fn new(plain: bool) -> io::Result<Self> {
        let (sender, lines) = channel(16);
        std::thread::Builder::new().name("lines".into()).spawn(move || {
            for line in io::stdin().lock().lines().map_while(Result::ok) {
                if sender.blocking_send(line).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { theme: Theme::detect(plain), lines, is_waiting: false })
    }
}

fn print(text: &str) {
    let mut out = io::stdout().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

impl Front for Pipe {
    type Console<'a> = PipeConsole<'a>;

    fn show(&mut self, what: &Screen) {
        self.is_waiting = false;
        print(&screen(what, &self.theme));
    }

    fn interject(&mut self, what: &Screen) {
        self.show(what);
    }

    /// A script says the same every time it is run.
    fn is_watched(&self) -> bool {
        false
    }

    async fn ask(&mut self, ask: &Ask) -> Answer {
        self.is_waiting = false;
        let Some(line) = self.lines.recv().await else { return Answer::Ended };
        // The script's own lines are part of the record.
        if !line.is_empty() {
            let lead = if matches!(ask, Ask::Command { .. }) { "$ " } else { "> " };
            print(&format!("{lead}{}\n", printable(&line)));
        }
        Answer::Line(line)
    }

    fn console(&mut self, quiet: bool) -> PipeConsole<'_> {
        PipeConsole { pipe: self, quiet, held: Vec::new() }
    }

    fn waiting(&mut self, what: &str) {
        // Looked at again and again, it is said once.
        if !std::mem::replace(&mut self.is_waiting, true) {
            print(&format!("{what} …\n"));
        }
    }

    fn ready(&mut self) {}

    fn names(&mut self, _snapshot: &Snapshot) {}

    fn warn(&mut self, what: &str) {
        print(&view::message(Role::Impossible, what, &self.theme));
    }
}

/// A command's output on the way to a file: what stands on the screen in the end, without control sequences.
pub struct PipeConsole<'a> {
    pipe: &'a mut Pipe,
    quiet: bool,
    held: Vec<u8>,
}

impl PipeConsole<'_> {
    fn flush(&mut self) {
        let text = settled(&String::from_utf8_lossy(&self.held));
        self.held.clear();
        if !text.is_empty() {
            print(&format!("{}\n", text.trim_end_matches('\n')));
        }
    }
}

impl Drop for PipeConsole<'_> {
    fn drop(&mut self) {
        self.flush();
    }
}

impl Console for PipeConsole<'_> {
    fn output(&mut self, bytes: &[u8]) {
        if self.quiet {
            return;
        }
        self.held.extend_from_slice(bytes);
        // Progress bars are redrawn until the end; what is longer than they can be is shown as it comes.
        if self.held.len() > HELD_LIMIT {
            self.flush();
        }
    }

    async fn input(&mut self) -> Input {
        std::future::pending().await
    }

    async fn more(&mut self) -> Option<String> {
        self.pipe.lines.recv().await
    }

    fn is_scripted(&self) -> bool {
        true
    }

    async fn reply(&mut self) -> Option<String> {
        self.pipe.lines.recv().await
    }

    fn size(&self) -> (u16, u16) {
        (80, 24)
    }
}

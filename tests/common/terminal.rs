//! The program on a real terminal: a screen to read and keys to press.

use super::PATIENCE;
use super::program::{Home, PROGRAM};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use regex::Regex;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub const ENTER: &str = "\r";
pub const CTRL_C: &str = "\u{3}";

/// What the program drew: as a screen, and byte by byte.
struct Drawn {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// The near side of a pty.
pub struct Terminal {
    drawn: Arc<Mutex<Drawn>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    pub fn start(home: &Home, args: &[&str], cols: u16, rows: u16) -> Self {
        Self::start_with(home, args, cols, rows, &[])
    }

    pub fn start_with(home: &Home, args: &[&str], cols: u16, rows: u16, env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        command.cwd(home.path());
        command.env_remove("NO_COLOR");
        command.env("TERM", "xterm-256color");
        home.env().into_iter().for_each(|(name, value)| command.env(name, value));
        env.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = vt100::Parser::new(nonzero(rows), nonzero(cols), 0);
        let drawn = Arc::new(Mutex::new(Drawn { screen, bytes: Vec::new() }));
        let mut output = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&drawn);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                let mut drawn = seen.lock().unwrap();
                drawn.screen.process(&buffer[..n]);
                drawn.bytes.extend_from_slice(&buffer[..n]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { drawn, keys, master: pair.master, child }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn type_line(&mut self, line: &str) {
        self.press(&format!("{line}\r"));
    }

    /// The screen, row by row, without blanks at the right.
    pub fn rows(&self) -> Vec<String> {
        let drawn = self.drawn.lock().unwrap();
        let screen = drawn.screen.screen();
        let (_, cols) = screen.size();
        screen.rows(0, cols.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The screen as one text, without empty rows at the end.
    pub fn text(&self) -> String {
        self.rows().join("\n").trim_end().to_owned()
    }

    /// Everything the program ever wrote.
    pub fn bytes(&self) -> Vec<u8> {
        self.drawn.lock().unwrap().bytes.clone()
    }

    /// The screen with what differs from run to run masked.
    pub fn masked(&self) -> String {
        let masks =
            [(r"sha256:[0-9a-f]{64}", "sha256:DIGEST"), (r"\b[0-9a-f]{12,64}\b", "ID"), (r"\d\d:\d\d:\d\d", "TIME")];
        masks.iter().fold(self.text(), |text, (pattern, mask)| {
            Regex::new(pattern).unwrap().replace_all(&text, *mask).into_owned()
        })
    }

    pub fn wait_until(&self, what: &str, holds: impl Fn(&[String]) -> bool) {
        let begun = Instant::now();
        while !holds(&self.rows()) {
            assert!(begun.elapsed() < PATIENCE, "no {what} on the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits for words anywhere on the screen.
    pub fn wait_for(&self, words: &str) {
        self.wait_until(&format!("{words:?}"), |rows| rows.iter().any(|row| row.contains(words)));
    }

    /// Waits until words are nowhere on the screen.
    pub fn wait_for_gone(&self, words: &str) {
        self.wait_until(&format!("screen without {words:?}"), |rows| rows.iter().all(|row| !row.contains(words)));
    }

    /// Waits until the last row with anything on it is this: a prompt that waits for the learner.
    pub fn wait_for_last(&self, line: &str) {
        self.wait_until(&format!("last row {line:?}"), |rows| {
            rows.iter().rev().find(|row| !row.is_empty()).is_some_and(|row| row == line)
        });
    }

    /// Answers the prompt with a line and waits for the prompt that comes next.
    pub fn answer(&mut self, line: &str, next: &str) {
        let last = self.text().lines().last().unwrap_or_default().to_owned();
        let prompt = last.split_once('▸').map_or("$".to_owned(), |(before, _)| format!("{before}▸"));
        // Enter alone: the offered command takes the prompt's place.
        let offer = last.strip_prefix("$ ⏎ ").filter(|_| line.is_empty());
        let echoed = format!("{prompt} {}", offer.unwrap_or(line)).trim_end().to_owned();
        let count = |rows: &[String]| rows.iter().filter(|row| **row == echoed).count();
        // The prompt that is being answered does not count yet.
        let before = count(&self.rows()) - usize::from(self.text().lines().last() == Some(&echoed));
        self.type_line(line);
        self.wait_until(&format!("row {echoed:?}"), |rows| count(rows) > before);
        self.wait_for_last(next);
    }

    pub fn resize(&self, cols: u16, rows: u16) {
        self.drawn.lock().unwrap().screen.screen_mut().set_size(nonzero(rows), nonzero(cols));
        self.master.resize(size(cols, rows)).unwrap();
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }

    fn signal(&self, signal: Signal) {
        let _ = kill_process(Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap(), signal);
    }

    /// The program's exit status, once it ended by itself.
    pub fn end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.child.try_wait().unwrap().is_some() {
            return;
        }
        self.signal(Signal::TERM);
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if self.child.try_wait().unwrap().is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The `ropewalk` program itself, in a home of its own.

use super::PATIENCE;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ropewalk");

/// Where a home remembers that everything is set up.
const REMEMBERS: &str = "state/ropewalk/setup.json";

/// How long a program that was asked to end may take: it removes its sandbox first.
const END: Duration = Duration::from_secs(30);

/// A folder for everything a person keeps; gone with the test.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home where everything is set up, so that the program has nothing to say about it.
    pub fn ready() -> Self {
        static REMEMBERED: OnceLock<String> = OnceLock::new();
        let remembered = REMEMBERED.get_or_init(|| {
            let home = Self::new();
            let said = home.run(&["setup", "--yes"]);
            assert_eq!(said.code, Some(0), "no sandbox can be started: {said:?}");
            std::fs::read_to_string(home.path().join(REMEMBERS)).unwrap()
        });
        let home = Self::new();
        home.write(REMEMBERS, remembered);
        home
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn state(&self) -> PathBuf {
        self.path().join("state")
    }

    /// Writes a file below the home.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The variables that make this home the program's; the engine stays the one of the tests.
    pub fn env(&self) -> Vec<(&'static str, PathBuf)> {
        vec![("HOME", self.path().into()), ("XDG_STATE_HOME", self.state())]
    }

    /// The program, about to be started here.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.path()).envs(self.env());
        for name in ["NO_COLOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end, with nothing to read.
    pub fn run(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).stdin(Stdio::null()).output().unwrap())
    }

    /// Starts the program with its input kept open.
    pub fn start(&self, args: &[&str]) -> Program {
        Program::start(self.command(args))
    }
}

/// How a program ended and what it said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

/// A running program with a script on its standard input.
pub struct Program {
    child: Child,
    input: Option<ChildStdin>,
    said: Arc<Mutex<String>>,
}

impl Program {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::default();
        collect(child.stdout.take().unwrap(), &said);
        collect(child.stderr.take().unwrap(), &said);
        let input = child.stdin.take();
        Self { child, input, said }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it said so far, errors included.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn wait_for(&self, words: &str) {
        self.wait_for_nth(words, 1);
    }

    pub fn wait_for_nth(&self, words: &str, n: usize) {
        let begun = Instant::now();
        while self.said().matches(words).count() < n {
            assert!(begun.elapsed() < PATIENCE, "no {words:?} ({n}) in:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn type_line(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap(), signal).unwrap();
    }

    /// Its end, without any further input.
    pub fn end(mut self) -> (ExitStatus, String) {
        drop(self.input.take());
        let status = self.ended(PATIENCE).unwrap_or_else(|| panic!("it does not end:\n{}", self.said()));
        (status, self.said())
    }

    /// Its end while its input stays open.
    pub fn ended(&mut self, limit: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < limit {
            if let Some(status) = self.child.try_wait().unwrap() {
                // The last words may still be on their way to the collecting threads.
                std::thread::sleep(Duration::from_millis(20));
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.child.try_wait().unwrap().is_some() {
            return;
        }
        // It removes its sandbox itself; where it cannot, the next start does.
        self.signal(Signal::TERM);
        if self.ended(END).is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn collect(mut from: impl Read + Send + 'static, said: &Arc<Mutex<String>>) {
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        let mut held = Vec::new();
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            held.extend_from_slice(&buffer[..n]);
            let whole = match std::str::from_utf8(&held) {
                Ok(_) => held.len(),
                Err(error) => error.valid_up_to(),
            };
            let text: Vec<u8> = held.drain(..whole).collect();
            said.lock().unwrap().push_str(&String::from_utf8(text).unwrap());
        }
    });
}

//! The prompt and the raw terminal on a real terminal: this test program starts itself on the far side of a pty.

use super::super::prompt::{LinePrompt, ReadLine};
use super::super::raw::{self, RawMode, StdinPump};
use super::super::{Names, Theme};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::termios::{LocalModes, tcgetattr};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Set on the far side: the test that started it plays its part there instead of testing.
const FAR_SIDE: &str = "ROPEWALK_TEST_FAR_SIDE";

/// How long to wait for the screen to show what it should.
const PATIENCE: Duration = Duration::from_secs(20);

/// The near side: a screen, and keys.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

impl Terminal {
    fn start(test: &str) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", &format!("terminal::tests::pty::{test}"), "--nocapture", "--test-threads=1"]);
        command.env(FAR_SIDE, "1");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(nonzero(24), nonzero(80), 0)));
        let mut output = pair.master.try_clone_reader().unwrap();
        let drawn = Arc::clone(&screen);
        thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                drawn.lock().unwrap().process(&buffer[..n]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { screen, keys, master: pair.master, child }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait_for(&self, words: &str) {
        let began = Instant::now();
        while !self.text().contains(words) {
            assert!(began.elapsed() < PATIENCE, "no {words:?} in:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn resize(&self, cols: u16) {
        self.master.resize(PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.lock().unwrap().screen_mut().set_size(nonzero(24), nonzero(cols));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this is the program on the far side, which a test here started.
fn is_far_side() -> bool {
    std::env::var_os(FAR_SIDE).is_some()
}

fn prompt() -> LinePrompt {
    let names = Names { containers: vec!["web".into(), "worker".into()], ..Names::default() };
    LinePrompt::new(None, Arc::new(Mutex::new(names)), Theme::detect(false)).unwrap()
}

fn prompt_part() {
    let mut prompt = prompt();
    for n in 1.. {
        match prompt.read(&format!("{n}> "), Some("docker ps")) {
            ReadLine::Line(line) => println!("got {line:?}"),
            ReadLine::Interrupted => println!("interrupted, terminal cooked: {}", cooked()),
            ReadLine::End => return println!("the end"),
        }
    }
}

/// Whether the terminal gathers lines and echoes, as it does for a shell.
fn cooked() -> bool {
    tcgetattr(rustix::stdio::stdin()).unwrap().local_modes.contains(LocalModes::ICANON | LocalModes::ECHO)
}

fn raw_part() {
    println!("before: {} {:?}", cooked(), raw::window_size());
    let mode = RawMode::enter().unwrap();
    let (pump, mut chunks) = StdinPump::start().unwrap();
    print!("raw: {}\r\nready\r\n", !cooked());
    let mut typed = Vec::new();
    while !typed.ends_with(b"q") {
        typed.extend(chunks.blocking_recv().unwrap());
    }
    let began = Instant::now();
    pump.stop();
    let quick = began.elapsed() < Duration::from_millis(50);
    drop(mode);
    raw::restore_terminal();
    println!("typed {typed:?}, quick: {quick}, after: {}", cooked());
    println!("line {:?}", prompt().read("> ", None));
}

#[test]
fn the_prompt_offers_completes_and_outlives_a_resize() {
    if is_far_side() {
        return prompt_part();
    }
    let mut terminal = Terminal::start("the_prompt_offers_completes_and_outlives_a_resize");
    terminal.wait_for("1> ⏎ docker ps");
    terminal.press("\r");
    terminal.wait_for("got \"\"");
    terminal.wait_for("2> ⏎ docker ps");
    assert!(!terminal.text().contains("1> ⏎"), "the offer goes when the line is done");
    terminal.press("docker sto\tw\t");
    terminal.wait_for("worker");
    terminal.press("e\t");
    terminal.wait_for("docker stop web");
    terminal.resize(100);
    terminal.press("\r");
    terminal.wait_for("got \"docker stop web \"");
    terminal.wait_for("3> ⏎ docker ps");
    terminal.press("\u{1b}[C -a\r");
    terminal.wait_for("got \"docker ps -a\"");
    terminal.wait_for("4> ");
    terminal.press("half a li\u{3}");
    terminal.wait_for("interrupted, terminal cooked: true");
    terminal.wait_for("5> ");
    // Pasted in one by a terminal that does not say so.
    terminal.press("one\rtwo\rthr");
    terminal.wait_for("got \"one\"");
    terminal.wait_for("got \"two\"");
    terminal.press("ee\r");
    terminal.wait_for("got \"three\"");
    terminal.wait_for("8> ");
    terminal.press("\u{4}");
    terminal.wait_for("the end");
}

#[test]
fn a_raw_terminal_passes_every_key_and_comes_back() {
    if is_far_side() {
        return raw_part();
    }
    let mut terminal = Terminal::start("a_raw_terminal_passes_every_key_and_comes_back");
    terminal.wait_for("before: true Some((80, 24))");
    terminal.wait_for("raw: true");
    terminal.wait_for("ready");
    terminal.press("a\u{3}\u{4}\rq");
    terminal.wait_for("typed [97, 3, 4, 13, 113], quick: true, after: true");
    terminal.wait_for("> ");
    terminal.press("docker ps\r");
    terminal.wait_for("line Line(\"docker ps\")");
}

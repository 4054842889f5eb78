//! The terminal handed through to a program: raw mode, the window's size, and standard input as a stream.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::{Errno, read, write};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// The mode the terminal had before it was given away, to a program or to the line editor.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// What a program may have switched on and left on when it was cut off: cursor keys and keypad for applications,
/// mouse reports, bracketed paste, a hidden cursor, colours.
const SWITCH_OFF: &[u8] = b"\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[0m";

/// The columns and rows of the terminal that standard output (or else input) is.
pub fn window_size() -> Option<(u16, u16)> {
    let size = tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(stdin())).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

/// Gives the terminal back its own mode if a program or the line editor has it. May be called at any time, more than once, from any thread,
/// and from a panic hook.
pub fn restore_terminal() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(before) = before else { return };
    // Neither can be mended here, and the caller is on its way out.
    let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
    if isatty(stdout()) {
        let _ = write(stdout(), SWITCH_OFF);
    }
}

/// The terminal on standard input in raw mode, for as long as this lives.
#[derive(Debug)]
pub struct RawMode(());

impl RawMode {
    /// Makes the terminal raw; does nothing where there is none, or where it is raw already.
    pub fn enter() -> io::Result<Self> {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_some() || !isatty(stdin()) {
            return Ok(Self(()));
        }
        let old = tcgetattr(stdin())?;
        let mut raw = old.clone();
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        *before = Some(old);
        Ok(Self(()))
    }
}

/// Keeps in mind the terminal's mode while the line editor has it, so that [`restore_terminal`] can bring it back
/// if the program ends in between. The editor itself restores it in every other case.
#[derive(Debug)]
pub(super) struct Remembered(());

impl Remembered {
    pub(super) fn now() -> Self {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_none() {
            *before = tcgetattr(stdin()).ok();
        }
        Self(())
    }
}

impl Drop for Remembered {
    fn drop(&mut self) {
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        restore_terminal();
    }
}

/// How many chunks wait for their reader before standard input waits.
const CHUNKS: usize = 16;

/// The most bytes of a chunk.
const CHUNK_BYTES: usize = 4096;

/// How long the thread waits for room in the channel before it looks again.
const ROOM_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };

/// A thread that reads standard input until it is stopped. It takes a byte from the terminal only when there is
/// room for it, and only while it has not been told to stop: what it does not take is there for the next reader.
#[derive(Debug)]
pub struct StdinPump {
    /// A byte in here, or its end, tells the thread to stop.
    wake: Option<OwnedFd>,
    thread: Option<JoinHandle<()>>,
}

impl StdinPump {
    /// Starts to read standard input. The receiver ends when the input ends or the pump is stopped.
    pub fn start() -> io::Result<(Self, Receiver<Vec<u8>>)> {
        Self::over(stdin().try_clone_to_owned()?)
    }

    fn over(input: OwnedFd) -> io::Result<(Self, Receiver<Vec<u8>>)> {
        let (asleep, wake) = pipe_with(PipeFlags::CLOEXEC)?;
        let (sender, receiver) = mpsc::channel(CHUNKS);
        let run = move || pump(input.as_fd(), asleep.as_fd(), &sender);
        let thread = thread::Builder::new().name("stdin".to_owned()).spawn(run)?;
        Ok((Self { wake: Some(wake), thread: Some(thread) }, receiver))
    }

    /// Ends the thread and waits for it. What it has read is in the channel; nothing is read any more.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // The other end of the pipe sees that this one is closed.
        drop(self.wake.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for StdinPump {
    fn drop(&mut self) {
        self.end();
    }
}

/// Moves bytes until the input ends, the receiver is gone, or `stop` says so.
fn pump(input: BorrowedFd, stop: BorrowedFd, sender: &Sender<Vec<u8>>) {
    let mut buffer = [0; CHUNK_BYTES];
    loop {
        let room = match sender.try_reserve() {
            Ok(room) => room,
            Err(TrySendError::Closed(())) => return,
            Err(TrySendError::Full(())) => match wait(None, stop, Some(&ROOM_WAIT)) {
                Ready::Stop => return,
                _ => continue,
            },
        };
        match wait(Some(input), stop, None) {
            Ready::Stop => return,
            Ready::Nothing => {}
            Ready::Input => match read(input, &mut buffer) {
                Ok(0) => return,
                Ok(n) => room.send(buffer[..n].to_vec()),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return,
            },
        }
    }
}

/// What a wait ended with. Where both are ready, the stop comes first.
enum Ready {
    Stop,
    Input,
    Nothing,
}

fn wait(input: Option<BorrowedFd>, stop: BorrowedFd, limit: Option<&Timespec>) -> Ready {
    let mut fds = vec![PollFd::from_borrowed_fd(stop, PollFlags::IN)];
    fds.extend(input.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
    match poll(&mut fds, limit) {
        Err(Errno::INTR) => Ready::Nothing,
        Err(_) => Ready::Stop,
        Ok(_) if !fds[0].revents().is_empty() => Ready::Stop,
        Ok(_) if fds.get(1).is_some_and(|fd| !fd.revents().is_empty()) => Ready::Input,
        Ok(_) => Ready::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::pipe::pipe;
    use std::time::{Duration, Instant};

    #[test]
    fn a_stopped_pump_leaves_what_comes_later() {
        let (input, typed) = pipe().unwrap();
        let (pump, mut chunks) = StdinPump::over(input.try_clone().unwrap()).unwrap();
        write(&typed, b"docker ps\r").unwrap();
        assert_eq!(chunks.blocking_recv().unwrap(), b"docker ps\r");
        let began = Instant::now();
        pump.stop();
        assert!(began.elapsed() < Duration::from_millis(50));
        write(&typed, b"later").unwrap();
        assert_eq!(chunks.blocking_recv(), None);
        let mut buffer = [0; 16];
        assert_eq!(read(&input, &mut buffer).unwrap(), 5);
    }

    #[test]
    fn a_pump_stops_though_nobody_receives() {
        let (input, typed) = pipe().unwrap();
        let (pump, mut chunks) = StdinPump::over(input.try_clone().unwrap()).unwrap();
        let sent = CHUNK_BYTES * CHUNKS / 4 + 3 * CHUNK_BYTES;
        let mut left = vec![b'x'; sent];
        while !left.is_empty() {
            let n = write(&typed, &left[..left.len().min(97)]).unwrap();
            left.drain(..n);
        }
        let began = Instant::now();
        pump.stop();
        assert!(began.elapsed() < Duration::from_millis(50));
        drop(typed);
        let mut got = 0;
        while let Some(chunk) = chunks.blocking_recv() {
            got += chunk.len();
        }
        let mut buffer = [0; CHUNK_BYTES];
        while let Ok(n @ 1..) = read(&input, &mut buffer) {
            got += n;
        }
        assert_eq!(got, sent, "every byte is with one reader or the other");
    }

    #[test]
    fn the_end_of_the_input_ends_the_channel() {
        let (input, typed) = pipe().unwrap();
        let (_pump, mut chunks) = StdinPump::over(input).unwrap();
        drop(typed);
        assert_eq!(chunks.blocking_recv(), None);
    }

    #[test]
    fn restoring_without_raw_mode_does_nothing() {
        restore_terminal();
        restore_terminal();
    }
}

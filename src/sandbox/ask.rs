//! Programs that are run in a sandbox for an answer. To start one over `exec` takes a tenth of a second; so one is
//! started that starts the others (`ask.pl`), which takes some milliseconds each.

use super::stream::{Attached, attach};
use bollard::Docker;
use bollard::container::LogOutput;
use bollard::errors::Error;
use futures_util::StreamExt;
use std::sync::{Mutex, PoisonError};
use tokio::io::AsyncWriteExt;

/// What starts the others, and how it is spoken to.
const PROGRAM: &str = include_str!("ask.pl");

/// Of a frame: its kind and its length.
const HEAD: usize = 5;
/// The kinds of frames.
const END: u8 = 0;
const STDOUT: u8 = 1;
const STDERR: u8 = 2;

/// What a program printed, and how it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Its exit status; 128 and the signal's number where one ended it.
    pub status: i64,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// Runs programs in one sandbox.
pub struct Asker {
    outer: Docker,
    container: String,
    /// Those that wait for the next program.
    idle: Mutex<Vec<Line>>,
}

/// To one that starts others.
struct Line {
    /// As the learner's own root, or as the learner.
    root: bool,
    attached: Attached,
    /// What came of the next frame.
    held: Vec<u8>,
}

impl Asker {
    /// Nothing is started yet.
    pub fn new(outer: &Docker, container: &str) -> Self {
        Self { outer: outer.clone(), container: container.to_owned(), idle: Mutex::default() }
    }

    /// Runs a program to its end: as the learner's own root where the first word is `--root`, else as the learner, in
    /// their home. Of what it prints, on each stream, what is beyond `keep` bytes is read and forgotten.
    ///
    /// # Errors
    /// Where the outer engine starts nothing, or what was started ended too soon.
    pub async fn run(&self, argv: &[&str], input: &[u8], keep: usize) -> Result<Said, Error> {
        let (root, words) = match argv {
            ["--root", words @ ..] => (true, words),
            words => (false, words),
        };
        let request = request(words, input);
        // One that waited may have been ended meanwhile, by whatever was typed.
        while let Some(mut line) = self.idle(root) {
            if line.send(&request).await.is_ok() && matches!(line.frame().await, Ok(Some(_))) {
                return self.read(line, keep).await;
            }
        }
        let mut line = self.open(root).await?;
        line.send(&request).await?;
        match line.frame().await? {
            Some(_) => self.read(line, keep).await,
            None => Err(ended()),
        }
    }

    fn idle(&self, root: bool) -> Option<Line> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let at = idle.iter().position(|line| line.root == root)?;
        Some(idle.swap_remove(at))
    }

    async fn open(&self, root: bool) -> Result<Line, Error> {
        let argv: &[&str] = if root { &["--root", "perl", "-e", PROGRAM] } else { &["perl", "-e", PROGRAM] };
        let attached = attach(&self.outer, &self.container, argv, &[], false).await?;
        Ok(Line { root, attached, held: Vec::new() })
    }

    /// Reads an answer to its end; what gave it is free again.
    async fn read(&self, mut line: Line, keep: usize) -> Result<Said, Error> {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        while let Some((kind, bytes)) = line.frame().await? {
            let kept = match kind {
                STDOUT => &mut out,
                STDERR => &mut err,
                END => {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                    let status = bytes.try_into().map_or(-1, |status| i64::from(u32::from_be_bytes(status)));
                    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
                    return Ok(Said { status, out: text(out), err: text(err) });
                }
                _ => continue,
            };
            let room = keep.saturating_sub(kept.len());
            kept.extend(bytes.into_iter().take(room));
        }
        Err(ended())
    }
}

impl Line {
    async fn send(&mut self, request: &[u8]) -> Result<(), Error> {
        self.attached.input.write_all(request).await?;
        Ok(self.attached.input.flush().await?)
    }

    /// The next frame; none where it ended.
    async fn frame(&mut self) -> Result<Option<(u8, Vec<u8>)>, Error> {
        loop {
            if let Some(frame) = take(&mut self.held) {
                return Ok(Some(frame));
            }
            match self.attached.output.next().await.transpose()? {
                Some(LogOutput::StdErr { .. }) => {}
                Some(chunk) => self.held.extend(chunk.into_bytes()),
                None => return Ok(None),
            }
        }
    }
}

fn ended() -> Error {
    Error::IOError { err: std::io::Error::other("what runs programs in it has ended") }
}

/// Two lengths, the words, the input.
fn request(words: &[&str], input: &[u8]) -> Vec<u8> {
    let words: Vec<u8> = words.iter().flat_map(|word| word.bytes().chain([0])).collect();
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
    [&length(&words), &length(input), words.as_slice(), input].concat()
}

/// A whole frame from the beginning of what came.
fn take(held: &mut Vec<u8>) -> Option<(u8, Vec<u8>)> {
    let (&[kind, ref length @ ..], rest) = held.split_first_chunk::<HEAD>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let bytes = rest.get(..length)?.to_vec();
    held.drain(..HEAD + length);
    Some((kind, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_how_long_its_parts_are() {
        assert_eq!(request(&["a", ""], b"xyz"), b"\0\0\0\x03\0\0\0\x03a\0\0xyz");
    }

    #[test]
    fn frames_come_in_pieces() {
        let mut held = Vec::new();
        let mut taken = Vec::new();
        for byte in b"\x01\0\0\0\x02hi\x00\0\0\0\x00\x02\0" {
            held.push(*byte);
            taken.extend(take(&mut held));
        }
        assert_eq!(taken, [(STDOUT, b"hi".to_vec()), (END, Vec::new())]);
        assert_eq!(held, b"\x02\0");
    }
}

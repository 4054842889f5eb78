//! What is remembered over sessions: an append-only log, one JSON object a line.
//!
//! ```json
//! {"version":1,"time":"2026-11-21T10:02:03Z","lesson":"01-first-container","event":"passed","step":"run"}
//! ```
//! Nothing is ever rewritten. A line that was cut by a crash or a full disk is passed over when read, and the
//! next one begins on a line of its own.

use crate::session::{Entry, Reached, reached};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The version of the log's format.
pub const VERSION: u32 = 1;

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The format's version.
    pub version: u32,
    /// When, in UTC.
    pub time: jiff::Timestamp,
    /// Which lesson: an id, or an absolute path.
    pub lesson: String,
    /// What.
    #[serde(flatten)]
    pub entry: Entry,
}

/// The seam to what is remembered.
pub trait Store {
    /// Remembers an entry; when this returns it survives a crash.
    fn append(&mut self, lesson: &str, entry: &Entry) -> io::Result<()>;
    /// All that is remembered, oldest first.
    fn read(&self) -> io::Result<Vec<Logged>>;

    /// Where a learner is in a lesson.
    fn reached(&self, lesson: &str) -> io::Result<Reached> {
        let logged = self.read()?;
        Ok(reached(logged.iter().filter(|l| l.lesson == lesson).map(|l| &l.entry)))
    }
}

/// The seam to the time.
pub trait Clock {
    /// Now.
    fn now(&self) -> jiff::Timestamp;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}

/// A log in a file.
#[derive(Debug)]
pub struct FileStore<C = SystemClock> {
    path: PathBuf,
    clock: C,
}

impl<C: Clock> FileStore<C> {
    /// A log at this path; it and its folder are made when the first entry is written.
    pub fn new(path: impl Into<PathBuf>, clock: C) -> Self {
        Self { path: path.into(), clock }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl<C: Clock> Store for FileStore<C> {
    fn append(&mut self, lesson: &str, entry: &Entry) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let logged =
            Logged { version: VERSION, time: self.clock.now(), lesson: lesson.to_owned(), entry: entry.clone() };
        let mut line = serde_json::to_string(&logged)?;
        line.push('\n');
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(&self.path)?;
        if ends_within_a_line(&mut file)? {
            line.insert(0, '\n');
        }
        file.write_all(line.as_bytes())?;
        file.sync_data()
    }

    fn read(&self) -> io::Result<Vec<Logged>> {
        let bytes = match std::fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let logged = text.lines().filter_map(|line| serde_json::from_str::<Logged>(line).ok());
        Ok(logged.filter(|l| l.version == VERSION).collect())
    }
}

fn ends_within_a_line(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != [b'\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;
    impl Clock for Fixed {
        fn now(&self) -> jiff::Timestamp {
            jiff::Timestamp::UNIX_EPOCH
        }
    }

    fn arrived(step: &str) -> Entry {
        Entry::Arrived { step: step.into() }
    }

    #[test]
    fn what_was_appended_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = FileStore::new(folder.path().join("a/progress.jsonl"), Fixed);
        assert_eq!(store.read().unwrap(), []);
        store.append("x", &arrived("one")).unwrap();
        store.append("x", &Entry::Passed { step: "one".into() }).unwrap();
        store.append("y", &arrived("two")).unwrap();
        let text = std::fs::read_to_string(store.path()).unwrap();
        assert_eq!(
            text.lines().next().unwrap(),
            r#"{"version":1,"time":"1970-01-01T00:00:00Z","lesson":"x","event":"arrived","step":"one"}"#
        );
        let reached = store.reached("x").unwrap();
        assert_eq!((reached.at.as_deref(), reached.passed.as_slice()), (Some("one"), &["one".to_owned()][..]));
    }

    #[test]
    fn a_cut_line_harms_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = FileStore::new(folder.path().join("progress.jsonl"), Fixed);
        store.append("x", &arrived("one")).unwrap();
        let whole = std::fs::read(store.path()).unwrap();
        for cut in 1..whole.len() {
            std::fs::write(store.path(), [&whole[..], &whole[..cut]].concat()).unwrap();
            store.append("x", &arrived("two")).unwrap();
            let steps: Vec<Entry> = store.read().unwrap().into_iter().map(|l| l.entry).collect();
            let want: &[Entry] = if cut == whole.len() - 1 {
                &[arrived("one"), arrived("one"), arrived("two")]
            } else {
                &[arrived("one"), arrived("two")]
            };
            assert_eq!(steps, want, "cut at {cut}");
        }
    }

    #[test]
    fn a_later_format_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::new(folder.path().join("progress.jsonl"), Fixed);
        std::fs::write(
            store.path(),
            "{\"version\":2,\"time\":\"1970-01-01T00:00:00Z\",\"lesson\":\"x\",\"event\":\"finished\"}\n",
        )
        .unwrap();
        assert_eq!(store.read().unwrap(), []);
    }
}

//! Which command wrote or removed a file: its own time of change, and between which two looks it became another.

use super::blame::{Blame, Deed};
use super::{Answer, Archive, File, Probe, Snapshot, State};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How far the clock of a file system may lie beside the one by which commands are timed, in nanoseconds.
const COARSE: i64 = 10_000_000;

/// A moment at which was looked: what had been done by then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glance {
    /// How many commands there had been.
    deeds: u64,
    /// Seconds since the epoch by the sandbox's clock.
    time: i64,
}

/// A file that is looked at again and again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// What it was like the last time; none where it was not there.
    gist: Option<u64>,
    /// When that was.
    last: Glance,
    /// The looks between which it became as it is; none where it always was.
    turned: Option<(Glance, Glance)>,
}

impl State {
    /// Takes in which of the files are others than when they were looked at last.
    pub(super) fn watch(&mut self, snapshot: &Snapshot) {
        let now = Glance { deeds: self.history.deeds_ever, time: snapshot.taken };
        for (probe, answer) in &snapshot.answers {
            let gist = match answer {
                Answer::File(file) => Some(gist(file)),
                Answer::Archive(archive) => Some(gist_of_archive(archive)),
                Answer::Missing => None,
                _ => continue,
            };
            let is_new = !self.history.watched.contains_key(probe);
            let watched = self.history.watched.entry(probe.clone()).or_default();
            if !is_new && watched.gist != gist {
                watched.turned = Some((watched.last, now));
            }
            (watched.gist, watched.last) = (gist, now);
        }
    }

    /// When a file came to be as it is, or went, and by which command, as far as both are certain.
    pub fn file_blame(&self, probe: &Probe) -> Option<Blame<'_>> {
        match self.now.file(probe).map(|file| file.changed).filter(|changed| *changed > 0) {
            Some(changed) => Some(self.written_at(probe, changed)),
            None => self.turned(probe),
        }
    }

    /// When its mode or its owner came to be as it is: writing into it tells nothing of that.
    pub fn attribute_blame(&self, probe: &Probe) -> Option<Blame<'_>> {
        let file = self.now.file(probe).filter(|file| file.written > 0);
        match file {
            Some(file) => (file.changed != file.written).then(|| self.written_at(probe, file.changed)),
            None => self.file_blame(probe),
        }
    }

    /// When its content came to be as it is: another mode is no other content.
    pub fn content_blame(&self, probe: &Probe) -> Option<Blame<'_>> {
        match self.now.file(probe).map(|file| file.written).filter(|written| *written > 0) {
            Some(written) => Some(self.written_at(probe, written)),
            None => self.file_blame(probe),
        }
    }

    /// The file system tells the very moment.
    fn written_at(&self, probe: &Probe, moment: i64) -> Blame<'_> {
        let deeds = &self.history.deeds;
        let during =
            |deed: &&Deed| deed.started > 0 && deed.started - COARSE <= moment && moment <= deed.ended + COARSE;
        let deed = deeds.iter().rev().find(during).filter(|deed| self.is_certain(deed, probe));
        let command = deed.map(|deed| deed.text.as_str());
        Blame { command, time: moment / 1_000_000_000, is_last: deed.is_some() && deeds.last() == deed }
    }

    /// It became another between two looks: the command between them did it, if there was but one.
    fn turned(&self, probe: &Probe) -> Option<Blame<'_>> {
        let (before, after) = self.history.watched.get(probe)?.turned?;
        let deeds = &self.history.deeds;
        let newer = usize::try_from(self.history.deeds_ever - after.deeds).ok()?;
        let at = deeds.len().checked_sub(newer + 1);
        let only = at.filter(|_| after.deeds == before.deeds + 1).and_then(|at| deeds.get(at));
        let deed = only.filter(|deed| self.is_certain(deed, probe));
        let command = deed.map(|deed| deed.text.as_str());
        Some(Blame { command, time: after.time, is_last: deed.is_some() && newer == 0 })
    }

    /// A program that is left running may write at any time, also while a command runs: then only a command that names
    /// the file, or the thing that it is in, is known to have done it.
    fn is_certain(&self, deed: &Deed, probe: &Probe) -> bool {
        let (place, path) = match probe {
            Probe::FileIn(place, path) => (Some(place.name()), path),
            Probe::File(path) | Probe::Archive(path) => (None, path),
            _ => return false,
        };
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let names = |word: &str| !word.is_empty() && deed.text.contains(word);
        if names(name) || place.is_some_and(names) {
            return true;
        }
        let shares = |container: &super::Container| {
            let writes = |mount: &super::Mount| mount.kind == "bind" && !mount.read_only;
            container.is_running() && container.mounts.values().any(writes)
        };
        let behind = |deed: &Deed| deed.text.replace("&&", "").contains('&');
        place.is_none() && !self.now.containers.iter().any(shares) && !self.history.deeds.iter().any(behind)
    }
}

/// What makes a file the one it is; touching it makes no other.
fn gist(file: &File) -> u64 {
    let mut hasher = DefaultHasher::new();
    let kind = format!("{:?}", file.kind);
    (kind, file.mode, file.uid, file.size, &file.content).hash(&mut hasher);
    hasher.finish()
}

fn gist_of_archive(archive: &Archive) -> u64 {
    let mut hasher = DefaultHasher::new();
    (archive.entries.len(), &archive.manifest, &archive.index, archive.broken).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{CommandRecord, Container, Mount, Observation, Place};

    const SECOND: i64 = 1_000_000_000;

    fn ran(state: &mut State, text: &str, at: i64) {
        let (started, ended) = (at * SECOND, at * SECOND + SECOND / 2);
        state.ran(CommandRecord { text: text.into(), started, ended, ..CommandRecord::default() });
    }

    fn looked(state: &mut State, probe: &Probe, file: Option<(&str, i64)>, taken: i64) {
        let answer = file.map_or(Answer::Missing, |(content, changed)| {
            Answer::File(File { content: content.into(), changed, ..File::default() })
        });
        let containers = std::mem::take(&mut state.now.containers);
        let snapshot = Snapshot { taken, containers, answers: [(probe.clone(), answer)].into(), ..Snapshot::default() };
        state.take_in(Observation { snapshot, ..Observation::default() });
    }

    fn blamed(state: &State, probe: &Probe) -> Option<(Option<String>, i64)> {
        state.file_blame(probe).map(|blame| (blame.command.map(str::to_owned), blame.time))
    }

    fn by(command: &str, time: i64) -> (Option<String>, i64) {
        (Some(command.to_owned()), time)
    }

    #[test]
    fn a_file_is_written_by_the_command_that_ran_then() {
        let probe = Probe::File("notes.txt".into());
        let mut state = State::default();
        ran(&mut state, "echo a > notes.txt", 10);
        ran(&mut state, "make", 20);
        for (changed, want) in [
            (10 * SECOND, Some(by("echo a > notes.txt", 10))),
            (10 * SECOND - COARSE, Some(by("echo a > notes.txt", 9))),
            (20 * SECOND + 5, Some(by("make", 20))),
            (15 * SECOND, Some((None, 15))),
            (0, None),
        ] {
            looked(&mut state, &probe, Some(("a", changed)), 30);
            assert_eq!(blamed(&state, &probe), want, "{changed}");
        }
    }

    #[test]
    fn what_else_may_write_makes_it_uncertain() {
        let probe = Probe::File("~/site/log".into());
        let mut state = State::default();
        ran(&mut state, "ls", 10);
        looked(&mut state, &probe, Some(("a", 10 * SECOND)), 30);
        assert_eq!(blamed(&state, &probe), Some(by("ls", 10)));
        let mounts = [("/site".to_owned(), Mount { kind: "bind".into(), ..Mount::default() })].into();
        state.now.containers = vec![Container { status: "running".into(), mounts, ..Container::default() }];
        assert_eq!(blamed(&state, &probe), Some((None, 10)), "a container may write there");
        ran(&mut state, "cat x > site/log", 20);
        looked(&mut state, &probe, Some(("x", 20 * SECOND)), 30);
        assert_eq!(blamed(&state, &probe), Some(by("cat x > site/log", 20)), "it names the file");
        state.now.containers.clear();
        ran(&mut state, "sleep 9 && make &", 30);
        ran(&mut state, "ls", 40);
        looked(&mut state, &probe, Some(("y", 40 * SECOND)), 50);
        assert_eq!(blamed(&state, &probe), Some((None, 40)), "a job in the background");
    }

    #[test]
    fn a_file_goes_by_the_only_command_between_two_looks() {
        let probe = Probe::File("notes.txt".into());
        let mut state = State::default();
        looked(&mut state, &probe, None, 1);
        assert_eq!(blamed(&state, &probe), None, "it was never there");
        ran(&mut state, "touch notes.txt", 2);
        looked(&mut state, &probe, Some(("", 0)), 3);
        ran(&mut state, "rm *", 4);
        looked(&mut state, &probe, None, 5);
        ran(&mut state, "ls", 6);
        looked(&mut state, &probe, None, 7);
        assert_eq!(blamed(&state, &probe), Some(by("rm *", 5)));
        assert!(!state.file_blame(&probe).unwrap().is_last);
        looked(&mut state, &probe, Some(("", 0)), 8);
        ran(&mut state, "rm *", 9);
        ran(&mut state, "ls", 10);
        looked(&mut state, &probe, None, 11);
        assert_eq!(blamed(&state, &probe), Some((None, 11)), "one of two");
    }

    #[test]
    fn a_container_writes_by_itself_unless_the_command_is_about_it() {
        let probe = Probe::FileIn(Place::Container("web".into()), "/log".into());
        for (command, want) in
            [("docker exec web rm /tmp/x", Some(by("docker exec web rm /tmp/x", 3))), ("ls", Some((None, 3)))]
        {
            let mut state = State::default();
            looked(&mut state, &probe, Some(("a", 0)), 1);
            ran(&mut state, command, 2);
            looked(&mut state, &probe, Some(("b", 0)), 3);
            assert_eq!(blamed(&state, &probe), want);
        }
    }
}

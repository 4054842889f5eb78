//! What a check must look up beyond the snapshot, and what the look showed.

use super::{File, Snapshot};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A look at something that not every observation reads: it is taken only for a check that asks for it.
///
/// A look changes nothing that is judged. It has a time limit of its own, and its failure is told as
/// [`Answer::Unknown`], so that one look that fails does not spoil the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Probe {
    /// A file of the sandbox, as the learner sees it; relative to the learner's home, or absolute.
    File(String),
    /// A file of a container, an image or a volume; its path begins at their root.
    FileIn(Place, String),
}

/// Where a file is, when not on the learner's machine itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A container by its name or identity; it need not run.
    Container(String),
    /// An image by its reference.
    Image(String),
    /// A volume by its name.
    Volume(String),
}

/// What a look showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What was looked for is not there.
    Missing,
    /// A file.
    File(File),
    /// It could not be looked at, and why: never the learner's doing.
    Unknown(String),
}

/// The answers of one observation.
pub type Answers = BTreeMap<Probe, Answer>;

impl Snapshot {
    /// The file that a look found.
    pub fn file(&self, probe: &Probe) -> Option<&File> {
        match self.answers.get(probe) {
            Some(Answer::File(file)) => Some(file),
            _ => None,
        }
    }

    /// Why a look has no answer; none where it has one.
    pub fn unknown(&self, probe: &Probe) -> Option<&str> {
        match self.answers.get(probe) {
            Some(Answer::Unknown(why)) => Some(why),
            Some(_) => None,
            None => Some("it has not been looked at"),
        }
    }
}

/// Maps of JSON have texts as keys: answers are written as pairs.
pub(super) mod pairs {
    use super::{Answer, Answers, Probe};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(answers: &Answers, serializer: S) -> Result<S::Ok, S::Error> {
        answers.iter().collect::<Vec<(&Probe, &Answer)>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
        Ok(Vec::<(Probe, Answer)>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_written_and_read() {
        let (here, gone) = (Probe::File("notes.txt".into()), Probe::File("gone".into()));
        let answers = [(here.clone(), Answer::File(File { size: 3, ..File::default() })), (gone, Answer::Missing)];
        let snapshot = Snapshot { answers: answers.into(), ..Snapshot::default() };
        let json = serde_json::to_string(&snapshot).unwrap();
        let read: Snapshot = serde_json::from_str(&json).unwrap();
        assert_eq!(read, snapshot);
        assert_eq!(read.file(&here).map(|file| file.size), Some(3));
        assert_eq!(read.unknown(&here), None);
        assert_eq!(read.unknown(&Probe::File("else".into())), Some("it has not been looked at"));
    }
}

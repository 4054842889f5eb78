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
    /// What a command gives in a container, which must run.
    Exec {
        /// The container's name or identity.
        container: String,
        /// The words of the command.
        words: Vec<String>,
    },
    /// What a port of the sandbox answers over HTTP.
    Http {
        /// The port.
        port: u16,
        /// The path with its query.
        path: String,
        /// The host's name that is asked for.
        host: Option<String>,
    },
    /// What is in an archive of the sandbox; a path as of a file.
    Archive(String),
    /// What a registry of the sandbox has under this reference.
    Pushed(String),
    /// What containers tell of themselves beyond what the engine lists.
    Detail {
        /// What of it.
        detail: Detail,
        /// The container's name or identity; none for all of them.
        container: Option<String>,
    },
    /// What a program says that is brought along, run as the learner.
    Script {
        /// What it is called.
        name: String,
        /// The program itself.
        text: String,
        /// What it is called with.
        args: Vec<String>,
        /// How many seconds it may take.
        limit: u32,
    },
}

/// What is looked at, in words: "`/etc/motd` in container `web`".
impl std::fmt::Display for Probe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(f, "`{path}`"),
            Self::FileIn(Place::Container(name), path) => write!(f, "`{path}` in container `{name}`"),
            Self::FileIn(Place::Image(name), path) => write!(f, "`{path}` in image `{name}`"),
            Self::FileIn(Place::Volume(name), path) => write!(f, "`{path}` in volume `{name}`"),
            Self::Exec { container, words } => write!(f, "`{}` in container `{container}`", words.join(" ")),
            Self::Http { port, path, .. } => write!(f, "`{path}` on port {port}"),
            Self::Archive(path) => write!(f, "the archive `{path}`"),
            Self::Pushed(reference) => write!(f, "`{reference}` in its registry"),
            Self::Detail { detail, container: Some(name) } => write!(f, "{detail} container `{name}`"),
            Self::Detail { detail, container: None } => write!(f, "{detail} the containers"),
            Self::Script { name, .. } => write!(f, "the script `{name}`"),
        }
    }
}

/// What a container tells when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// What it printed: standard output and standard error, the end of it where it is long.
    Logs,
    /// Its files that are not as in its image: `A /path` for one that was added, `C` changed, `D` deleted.
    Changes,
    /// The command lines of its processes; none where it does not run.
    Processes,
}

/// With its preposition: "the logs of".
impl std::fmt::Display for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Logs => "the logs of",
            Self::Changes => "the changed files of",
            Self::Processes => "the processes of",
        })
    }
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

impl Place {
    /// What the container, image or volume is called.
    pub fn name(&self) -> &str {
        let (Self::Container(name) | Self::Image(name) | Self::Volume(name)) = self;
        name
    }
}

/// What a look showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What was looked for is not there.
    Missing,
    /// A file.
    File(File),
    /// What a program printed, and how it ended.
    Output(Output),
    /// What was answered over HTTP.
    Reply {
        /// The status.
        status: u16,
        /// The beginning of the body, as text.
        body: String,
    },
    /// What is in an archive.
    Archive(Archive),
    /// A registry has it.
    Pushed {
        /// The digest of its manifest.
        digest: String,
        /// The identity of the image; empty for an index of several.
        config: String,
    },
    /// Lines of text.
    Lines(Vec<String>),
    /// What each container answers, by its identity: lines, or why they are not known.
    Each(BTreeMap<String, Answer>),
    /// Something is there and gives no answer, and how that shows.
    Silent(String),
    /// It could not be looked at, and why: never the learner's doing.
    Unknown(String),
}

impl Answer {
    /// Whether nothing differs but when a file was touched.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one), Self::File(other)) => {
                *one == File { changed: one.changed, written: one.written, ..other.clone() }
            }
            (one, other) => one == other,
        }
    }
}

/// What is in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// The paths of its entries, as they are written.
    pub entries: Vec<String>,
    /// There are more entries than were read.
    pub cut: bool,
    /// Its `manifest.json`; empty where there is none.
    pub manifest: String,
    /// Its `index.json`; empty where there is none.
    pub index: String,
    /// It could not be read to its end.
    pub broken: bool,
}

/// What a program printed, and how it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its exit status.
    pub status: i64,
    /// Standard output, then standard error; the beginning of them where they are long.
    pub text: String,
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

//! What a sidecar says of things that the engine does not list: files that are read as what they are, programs that
//! are asked, services that are told by labels.

use crate::source::Span;

use super::{CommandLine, ExitStatus, Pattern};
use std::collections::BTreeMap;

/// The kinds of expectation that look further than the engine's lists.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// A file is a Dockerfile like this.
    Dockerfile(DockerfileCheck),
    /// Services of a compose project are there.
    Compose(ComposeCheck),
    /// A command in a container gives this.
    Exec(ExecCheck),
    /// A published port answers like this.
    Http(HttpCheck),
    /// A file is an archive like this.
    Archive(ArchiveCheck),
    /// A registry on the machine has this.
    Registry(RegistryCheck),
    /// A program of the author's agrees.
    Script(ScriptCheck),
}

impl Look {
    /// Whether it is a thing that can be there and be gone.
    pub fn can_go(&self) -> bool {
        matches!(self, Self::Compose(_) | Self::Archive(_) | Self::Registry(_))
    }
}

/// An expectation on a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextCheck {
    /// Texts it must contain.
    pub contains: Vec<String>,
    /// What it must match.
    pub matches: Option<Pattern>,
    /// The whole of it; white space at the end does not matter.
    pub equals: Option<String>,
    /// Texts it must not contain.
    pub excludes: Vec<String>,
}

impl TextCheck {
    /// Whether every text will do.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// An expectation on a Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DockerfileCheck {
    /// Where it is.
    pub path: String,
    /// The image that its last stage begins with, other stages and the defaults of `ARG` followed.
    pub from: Option<String>,
    /// Instructions it must have, each with its first words; `*` stands for any one word.
    pub has: Vec<String>,
    /// How many stages it has.
    pub stages: Option<usize>,
}

/// An expectation on services of a compose project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComposeCheck {
    /// The project's name; without it any project.
    pub project: Option<String>,
    /// The folder it was started in; without it any folder.
    pub folder: Option<String>,
    /// The services and what their containers do.
    pub services: BTreeMap<String, ServiceState>,
}

/// What a service's container does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceState {
    /// It runs.
    Running,
    /// It has exited.
    Exited,
    /// It is there.
    Any,
}

/// An expectation on a command in a container.
#[derive(Debug, Clone, PartialEq)]
pub struct ExecCheck {
    /// The container's name or identity.
    pub container: String,
    /// What is run there; a text by its shell.
    pub command: CommandLine,
    /// How it must end.
    pub status: ExitStatus,
    /// What it must print, standard output and error together.
    pub text: TextCheck,
}

impl ExecCheck {
    /// The words that are run.
    pub fn words(&self) -> Vec<String> {
        match &self.command {
            CommandLine::Text(text) => ["sh", "-c", text].map(str::to_owned).into(),
            CommandLine::Words(words) => words.clone(),
        }
    }
}

/// An expectation on an answer over HTTP.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HttpCheck {
    /// The port of the learner's machine.
    pub port: u16,
    /// The path, with its query.
    pub path: String,
    /// The name that is asked for, where one server has several; always on the machine itself.
    pub host: Option<String>,
    /// The status; without it any but a failure (below 400).
    pub status: Option<u16>,
    /// The body.
    pub text: TextCheck,
}

/// An expectation on an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveCheck {
    /// Where it is.
    pub path: String,
    /// What it is an archive of.
    pub kind: ArchiveKind,
    /// Entries it must have; a folder is there if something in it is.
    pub entries: Vec<String>,
    /// References of images that loading it must give.
    pub tags: Vec<String>,
}

/// What an archive is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ArchiveKind {
    /// Anything.
    #[default]
    Any,
    /// Images, as `docker save` writes them: it would load.
    Image,
    /// A whole file system, as `docker export` writes it.
    Filesystem,
}

/// An expectation on a registry of the learner's machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistryCheck {
    /// What it must have, with the registry's name: `localhost:5000/app:1`.
    pub reference: String,
    /// The reference of the engine's image that it must be.
    pub same_as: Option<String>,
    /// The digest of its manifest.
    pub digest: Option<String>,
}

/// A check that is a program: its exit status 0 is a pass, else its last line says why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScriptCheck {
    /// The file, from the sidecar's folder; none for a command that stands in the sidecar.
    pub path: Option<String>,
    /// Where the sidecar names it.
    pub span: Span,
    /// The program's text, once [`super::read_scripts`] has read it.
    pub text: String,
    /// What it is called with.
    pub args: Vec<String>,
    /// How many seconds it may take.
    pub limit: u32,
}

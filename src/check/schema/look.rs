//! Assertions that look further than the engine's lists.

use super::{Status, Texts, Whole};
use schemars::JsonSchema;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum DockerfileForm {
    Path(String),
    Map(Box<Dockerfile>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Dockerfile {
    /// Where it is; `Dockerfile` without this.
    #[schemars(example = &"app/Dockerfile")]
    path: Option<String>,
    /// The image that its last stage begins with.
    #[schemars(example = &"alpine")]
    from: Option<String>,
    /// Instructions it has, each with its first words or settings.
    #[schemars(example = ["LABEL maintainer=Ada", "COPY app.py"])]
    has: Option<Texts>,
    /// How many stages it has.
    #[schemars(example = 2)]
    stages: Option<usize>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Compose {
    /// The project's name; without it any project.
    #[schemars(example = &"shop")]
    project: Option<String>,
    /// The folder it was started in.
    #[schemars(example = &"~/shop")]
    folder: Option<String>,
    /// Its services: names of those that run, or names with `running`, `exited` or `any`.
    #[schemars(example = json!({"web": "running", "setup": "exited"}))]
    services: Option<Services>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Services {
    Running(Texts),
    Each(BTreeMap<String, ServiceState>),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum ServiceState {
    Running,
    Exited,
    Any,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Exec {
    /// The container, which must run.
    #[schemars(example = &"web")]
    container: String,
    /// What is run in it: a text by its shell, or a list of words.
    #[schemars(example = &"cat /etc/motd")]
    command: Texts,
    /// How it ends; 0 without this.
    #[schemars(example = &"nonzero")]
    status: Option<Status>,
    /// Texts it prints.
    #[schemars(example = &"hello")]
    contains: Option<Texts>,
    /// A regular expression for what it prints; `^` and `$` are the ends of a line.
    #[schemars(example = &"^hello")]
    matches: Option<String>,
    /// All that it prints.
    #[schemars(example = &"hello")]
    equals: Option<Whole>,
    /// Texts it does not print.
    #[schemars(example = &"root")]
    excludes: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum HttpForm {
    Port(u16),
    Map(Box<Http>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Http {
    /// The port of the learner's machine.
    #[schemars(example = 8080)]
    port: u16,
    /// The path; `/` without this.
    #[schemars(example = &"/health")]
    path: Option<String>,
    /// The host's name to ask for, where one server has several.
    #[schemars(example = &"shop.example")]
    host: Option<String>,
    /// The status; without this any below 400.
    #[schemars(example = 200)]
    status: Option<u16>,
    /// Texts the answer contains.
    #[schemars(example = &"Welcome")]
    contains: Option<Texts>,
    /// A regular expression for the answer; `^` and `$` are the ends of a line.
    #[schemars(example = &"<h1>")]
    matches: Option<String>,
    /// The whole answer.
    #[schemars(example = &"ok")]
    equals: Option<Whole>,
    /// Texts the answer does not contain.
    #[schemars(example = &"Error")]
    excludes: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum ArchiveForm {
    Path(String),
    Map(Box<Archive>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Archive {
    /// Where it is.
    #[schemars(example = &"app.tar")]
    path: String,
    /// What it is an archive of; `any` without this.
    #[schemars(example = &"image")]
    is: Option<ArchiveKind>,
    /// Entries it has; a folder is there if something in it is.
    #[schemars(example = ["etc/passwd", "app"])]
    entries: Option<Texts>,
    /// References of images that loading it gives.
    #[schemars(example = &"app:1")]
    tags: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum ArchiveKind {
    Any,
    Image,
    Filesystem,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum RegistryForm {
    Reference(String),
    Map(Box<Registry>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Registry {
    /// What was pushed, with the registry's name, which is the learner's machine.
    #[schemars(rename = "ref", example = &"localhost:5000/app:1")]
    reference: String,
    /// It is the same image as this one of the engine's.
    #[schemars(example = &"app:1")]
    same_as: Option<String>,
    /// The digest of its manifest.
    #[schemars(example = &"sha256:9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0")]
    digest: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum ScriptForm {
    Path(String),
    Map(Box<Script>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Script {
    /// An executable file; its path begins at the folder of the sidecar.
    #[schemars(example = &"check-web.sh")]
    path: Option<String>,
    /// A shell command instead of a file.
    #[schemars(example = &"docker ps | grep -q web")]
    command: Option<String>,
    /// What it is called with.
    #[schemars(example = ["web", "8080"])]
    args: Option<Texts>,
    /// How many seconds it may take; 30 without this, 300 at most.
    #[schemars(example = 60)]
    limit: Option<u32>,
}

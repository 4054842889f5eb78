//! The schema of images, containers, volumes and networks.
#![expect(dead_code, reason = "the types are only looked at by the derive")]

use super::{Scalar, Texts, Whole};
use schemars::JsonSchema;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum ImageForm {
    Reference(String),
    Map(Box<Image>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Image {
    /// Its reference; `alpine` is `alpine:latest`.
    #[schemars(rename = "ref", example = &"devops/mysql:snapshot")]
    reference: Option<String>,
    /// It is the same image as this one: another name for it.
    #[schemars(example = &"mysql-custom")]
    same_as: Option<String>,
    /// It is another image than this one.
    #[schemars(example = &"alpine")]
    differs_from: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"maintainer": "Ada"}))]
    label: Option<BTreeMap<String, Whole>>,
    /// Variables it sets.
    #[schemars(example = json!({"MODE": "dev"}))]
    env: Option<BTreeMap<String, Whole>>,
    /// Its default command.
    #[schemars(example = ["python", "app.py"])]
    cmd: Option<Texts>,
    /// Its entrypoint.
    #[schemars(example = &"/entrypoint.sh")]
    entrypoint: Option<Texts>,
    /// The user its processes run as.
    #[schemars(example = &"app")]
    user: Option<Scalar>,
    /// Its working directory.
    #[schemars(example = &"/app")]
    workdir: Option<String>,
    /// Who made it.
    #[schemars(example = &"Ada")]
    author: Option<String>,
    /// Its commit message.
    #[schemars(example = &"with curl")]
    comment: Option<String>,
    /// It is an image without a name.
    #[schemars(example = true)]
    dangling: Option<bool>,
    /// Ports it exposes.
    #[schemars(example = 80)]
    port: Option<Texts>,
    /// Its least size, in bytes or with a unit.
    #[schemars(example = &"1MB")]
    min_size: Option<Scalar>,
    /// Its greatest size, in bytes or with a unit.
    #[schemars(example = &"50MB")]
    max_size: Option<Scalar>,
    /// How many layers its file system has.
    #[schemars(example = json!({"max": 5}))]
    layers: Option<BoundsForm>,
    /// The image it is built from: its layers begin with all of that one's.
    #[schemars(example = &"alpine")]
    base: Option<String>,
    /// The image it was made from, by the engine's own record, from each image to the one before it; where the engine
    /// keeps none, as of an image that `BuildKit` built, by its layers as `base`.
    #[schemars(example = &"alpine")]
    parent: Option<String>,
    /// The container that `docker commit` made it of.
    #[schemars(example = &"web")]
    commit_of: Option<String>,
    /// Its identity, or its digest in a registry; the first seven digits are enough.
    #[schemars(example = &"sha256:4bcff63911fc")]
    digest: Option<String>,
}

/// A number, or the least and the most there may be.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum BoundsForm {
    Just(u64),
    Map(Bounds),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Bounds {
    /// Just so many.
    #[schemars(example = 3)]
    is: Option<u64>,
    /// The least.
    #[schemars(example = 1)]
    min: Option<u64>,
    /// The most.
    #[schemars(example = 5)]
    max: Option<u64>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum ContainerForm {
    Name(String),
    Map(Box<Container>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Container {
    /// Its name; without one any container that fits will do.
    #[schemars(example = &"web")]
    name: Option<String>,
    /// The image it was made from.
    #[schemars(example = &"nginx")]
    image: Option<String>,
    /// Whether it runs, as the engine says it: also while it is paused or is being started again.
    #[schemars(example = true)]
    running: Option<bool>,
    /// Whether it is paused.
    #[schemars(example = true)]
    paused: Option<bool>,
    /// Whether it has exited.
    #[schemars(example = true)]
    exited: Option<bool>,
    /// The status it exited with.
    #[schemars(example = 0)]
    exit_code: Option<i64>,
    /// It started in this step, and may be gone again.
    #[schemars(example = true)]
    ran: Option<bool>,
    /// It was there and is gone.
    #[schemars(example = true)]
    removed: Option<bool>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "front"}))]
    label: Option<BTreeMap<String, Whole>>,
    /// Variables it has.
    #[schemars(example = json!({"MODE": "dev"}))]
    env: Option<BTreeMap<String, Whole>>,
    /// Its ports to the ports of the host, or to `any`.
    #[schemars(example = json!({"80": 8080}))]
    port: Option<BTreeMap<String, Scalar>>,
    /// Paths in it to a volume or a path of the host, or to what the mount is like.
    #[schemars(example = json!({"/data": "my-volume", "/tmp": {"kind": "tmpfs"}}))]
    mount: Option<BTreeMap<String, MountForm>>,
    /// Networks it is in.
    #[schemars(example = &"front")]
    network: Option<Texts>,
    /// What runs in it: a part of the command as a text, or its last words as a list, the program with its folder or
    /// without.
    #[schemars(example = &"sleep")]
    command: Option<Texts>,
    /// Its restart policy.
    #[schemars(example = &"always")]
    restart: Option<Restart>,
    /// Whether the engine is starting it again after it ended.
    #[schemars(example = false)]
    restarting: Option<bool>,
    /// Whether it was created and never started.
    #[schemars(example = true)]
    created: Option<bool>,
    /// What its health check says.
    #[schemars(example = &"healthy")]
    health: Option<Health>,
    /// Its memory limit, in bytes or as `docker run --memory` takes it; 0 for none.
    #[schemars(example = &"512m")]
    memory: Option<Scalar>,
    /// Its processor limit; 0 for none.
    #[schemars(example = 0.5)]
    cpus: Option<f64>,
    /// The user its processes run as.
    #[schemars(example = &"app")]
    user: Option<Scalar>,
    /// Its working directory.
    #[schemars(example = &"/app")]
    workdir: Option<String>,
    /// Its host name.
    #[schemars(example = &"box")]
    hostname: Option<String>,
    /// It has been running for this time without being started again; at most 60s.
    #[schemars(example = &"5s")]
    stable_for: Option<Scalar>,
    /// Texts in its logs, or what its logs are like; the last 1000 lines are read.
    #[schemars(example = &"ready to accept connections")]
    logs: Option<LogsForm>,
    /// Files of it that are not as in its image, as `docker diff` shows them: paths, each with `A` (added), `C` (changed)
    /// or `D` (deleted) before it or without.
    #[schemars(example = ["A /data/x", "/etc/motd"])]
    changed: Option<Texts>,
    /// Parts of the command lines of its processes, as `docker top` shows them.
    #[schemars(example = &"nginx: worker")]
    processes: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum LogsForm {
    Texts(Texts),
    Map(Logs),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Logs {
    /// Texts they contain.
    #[schemars(example = &"ready")]
    contains: Option<Texts>,
    /// A regular expression for them; `^` and `$` are the ends of a line.
    #[schemars(example = &"^ready")]
    matches: Option<String>,
    /// Texts they do not contain.
    #[schemars(example = &"error")]
    excludes: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum MountForm {
    Source(String),
    Map(Mount),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Mount {
    /// A volume or a path of the host; without it any will do.
    #[schemars(example = &"my-volume")]
    source: Option<String>,
    /// What it is.
    #[schemars(example = &"volume")]
    kind: Option<MountKind>,
    /// Whether the container may only read it.
    #[schemars(example = true)]
    read_only: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum MountKind {
    Volume,
    Bind,
    Tmpfs,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Health {
    Healthy,
    Unhealthy,
    Starting,
    None,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Restart {
    No,
    Always,
    OnFailure,
    UnlessStopped,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum VolumeForm {
    Name(String),
    Map(Volume),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Volume {
    /// Its name; without one any volume that fits will do.
    #[schemars(example = &"data")]
    name: Option<String>,
    /// Its driver.
    #[schemars(example = &"local")]
    driver: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "back"}))]
    label: Option<BTreeMap<String, Whole>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum NetworkForm {
    Name(String),
    Map(Network),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Network {
    /// Its name; without one any network but Docker's own that fits will do.
    #[schemars(example = &"front")]
    name: Option<String>,
    /// Its driver.
    #[schemars(example = &"bridge")]
    driver: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "back"}))]
    label: Option<BTreeMap<String, Whole>>,
    /// The names of containers that are in it.
    #[schemars(example = ["web", "db"])]
    members: Option<Texts>,
}

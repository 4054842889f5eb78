//! Starts, lists and removes sandbox containers. Everything made on the outer engine carries labels, and
//! nothing without them is ever listed, changed or removed.

use super::stream::output_of;
use super::{SandboxError, direct, random_hex};
use bollard::Docker;
use bollard::models::{ContainerCreateBody, DeviceMapping, HostConfig, Mount, MountType, VolumeCreateRequest};
use bollard::query_parameters::{
    CreateContainerOptions, ListContainersOptions, ListVolumesOptions, RemoveContainerOptions, RemoveVolumeOptions,
};
use serde::Serialize;
use std::collections::HashMap;
use std::path::Path;

/// The label with the session's identity; on containers, volumes.
pub const SESSION_LABEL: &str = "ropewalk.session";
/// The label that says which process made it: see [`Owner`].
pub const OWNER_LABEL: &str = "ropewalk.owner";
/// The label of the sandbox image: the digest of what it was built from.
pub const RECIPE_LABEL: &str = "ropewalk.recipe";

/// Memory of a sandbox, in bytes.
pub const MEMORY_LIMIT: i64 = 2 * 1024 * 1024 * 1024;
/// Processes and threads of a sandbox.
pub const PROCESS_LIMIT: i64 = 2048;
/// How long a sweep waits for one leftover to go.
const SWEEP_LIMIT: std::time::Duration = std::time::Duration::from_secs(5);
/// Processors of a sandbox, in units of 10⁻⁹.
pub const CPU_LIMIT: i64 = 2_000_000_000;

/// The ways to start an inner engine without privileges; see the README on what each can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// `dockerd-rootless.sh`: the fall-back. No cgroup limits for inner containers, no `pause`, no `top`.
    A,
    /// Own namespaces and delegated cgroups under a normal `dockerd`.
    #[default]
    B,
}

/// How a sandbox is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The image to start.
    pub image: String,
    /// How the inner engine is started.
    pub way: Way,
    /// Whether it may reach the internet.
    pub network: bool,
    /// Whether the stand-ins are served; off where the real registry can be reached.
    pub mirror: bool,
    /// Whether this machine can see its engine's socket: where the outer engine shares this machine's files.
    pub direct: bool,
}

/// A process on a computer, recognisable after its end: the kernel reuses process numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Process number.
    pub pid: u32,
    /// When it started (field 22 of `/proc/PID/stat`), empty where that is not known.
    pub started: String,
    /// The computer's boot, or its name where there is no boot identity.
    pub machine: String,
}

impl Owner {
    /// This process.
    pub fn this() -> Self {
        let pid = std::process::id();
        Self { pid, started: start_of(pid).unwrap_or_default(), machine: machine() }
    }

    /// Reads a label's value.
    pub fn parse(label: &str) -> Option<Self> {
        let mut fields = label.splitn(3, '/');
        let pid = fields.next()?.parse().ok()?;
        Some(Self { pid, started: fields.next()?.to_owned(), machine: fields.next()?.to_owned() })
    }

    /// Whether it is known to be gone. A process of another computer may well be alive.
    pub fn is_gone(&self) -> bool {
        if self.machine != machine() {
            // After a restart of this computer nothing of before is alive, but a sandbox of another computer
            // on a shared engine looks the same: leave it to `ropewalk clean --all`.
            return false;
        }
        match start_of(self.pid) {
            Some(started) => !self.started.is_empty() && started != self.started,
            None => !is_alive(self.pid),
        }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.pid, self.started, self.machine)
    }
}

fn start_of(pid: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field, the program's name, may hold spaces and brackets: count from behind it.
    let (_, after) = stat.rsplit_once(')')?;
    after.split_whitespace().nth(19).map(ToOwned::to_owned)
}

fn is_alive(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| !matches!(rustix::process::test_kill_process(pid), Err(rustix::io::Errno::SRCH)))
}

fn machine() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map(|id| id.trim().to_owned());
    boot.unwrap_or_else(|_| rustix::system::uname().nodename().to_string_lossy().into_owned())
}

/// A new identity for a session.
pub fn new_session() -> String {
    random_hex(12)
}

/// The name of a session's container and of its volume.
pub fn name_of(session: &str) -> String {
    format!("ropewalk-{session}")
}

/// Makes and starts a session's container; what was made is removed again where that fails.
pub async fn start(outer: &Docker, session: &str, plan: &Plan, shared: Option<&Path>) -> Result<(), SandboxError> {
    let mut started = make(outer, session, plan, shared).await;
    if started.is_err() {
        remove(outer, session).await.ok();
    }
    // An outer engine that does not see this machine's files has no such folder.
    if started.is_err() && shared.is_some() {
        started = Box::pin(make(outer, session, plan, None)).await;
        if started.is_err() {
            remove(outer, session).await.ok();
        }
    }
    started.map_err(|e| SandboxError::outer(&e))
}

async fn make(outer: &Docker, session: &str, plan: &Plan, shared: Option<&Path>) -> Result<(), bollard::errors::Error> {
    let name = name_of(session);
    let volume = VolumeCreateRequest {
        name: Some(name.clone()),
        labels: Some(labels(session)),
        ..VolumeCreateRequest::default()
    };
    outer.create_volume(volume).await?;
    let options = CreateContainerOptions { name: Some(name.clone()), ..CreateContainerOptions::default() };
    outer.create_container(Some(options), body(session, plan, shared)).await?;
    outer.start_container(&name, None).await
}

fn labels(session: &str) -> HashMap<String, String> {
    let owner = Owner::this().to_string();
    [(SESSION_LABEL, session), (OWNER_LABEL, &owner)].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
}

fn body(session: &str, plan: &Plan, shared: Option<&Path>) -> ContainerCreateBody {
    let on_off = |on: bool| if on { "on" } else { "off" };
    let mut env = vec![
        format!("ROPEWALK_WAY={}", if plan.way == Way::A { "a" } else { "b" }),
        format!("ROPEWALK_NETWORK={}", on_off(plan.network)),
        format!("ROPEWALK_MIRROR={}", on_off(plan.mirror)),
    ];
    env.extend(shared.map(|_| format!("ROPEWALK_SHARED={}", direct::INSIDE)));
    ContainerCreateBody {
        image: Some(plan.image.clone()),
        hostname: Some("ropewalk".into()),
        env: Some(env),
        labels: Some(labels(session)),
        host_config: Some(HostConfig {
            mounts: shared.map(|folder| vec![mount(folder)]),
            ..host_config(session, plan)
        }),
        ..ContainerCreateBody::default()
    }
}

/// The seccomp profile, measured: what a nested engine needs and no more.
const SECCOMP: &str = include_str!("image/seccomp.json");

fn host_config(session: &str, plan: &Plan) -> HostConfig {
    let strings = |list: &[&str]| Some(list.iter().map(|s| (*s).to_owned()).collect());
    let needs_tun = plan.network || plan.way == Way::A;
    // Way A maps users by newuidmap's file capabilities, which no-new-privileges would take away, and its
    // rootlesskit makes system calls that the measured profile does not hold.
    let security = match plan.way {
        Way::A => vec!["seccomp=unconfined".to_owned(), "apparmor=unconfined".to_owned()],
        Way::B => vec!["no-new-privileges".to_owned(), format!("seccomp={SECCOMP}"), "apparmor=unconfined".to_owned()],
    };
    HostConfig {
        cap_drop: strings(&["ALL"]),
        cap_add: strings(&["SETUID", "SETGID", "CHOWN"]),
        security_opt: Some(security),
        readonly_rootfs: Some(true),
        // An inner engine mounts its own /proc and /sys, which the kernel refuses below masked ones.
        masked_paths: Some(Vec::new()),
        readonly_paths: Some(Vec::new()),
        binds: Some(vec![format!("{}:/data", name_of(session))]),
        tmpfs: Some([("/run", "exec,mode=755"), ("/tmp", "exec,mode=1777")].map(|(k, v)| (k.into(), v.into())).into()),
        network_mode: Some(if needs_tun { "bridge" } else { "none" }.to_owned()),
        devices: needs_tun.then(|| vec![tun_device()]),
        memory: Some(MEMORY_LIMIT),
        memory_swap: Some(MEMORY_LIMIT),
        pids_limit: Some(PROCESS_LIMIT),
        nano_cpus: Some(CPU_LIMIT.min(
            i64::try_from(std::thread::available_parallelism().map_or(2, usize::from)).unwrap_or(2) * 1_000_000_000,
        )),
        ..HostConfig::default()
    }
}

/// The folder in which the engine's socket is made.
fn mount(folder: &Path) -> Mount {
    Mount {
        typ: Some(MountType::BIND),
        source: Some(folder.display().to_string()),
        target: Some(direct::INSIDE.to_owned()),
        ..Mount::default()
    }
}

fn tun_device() -> DeviceMapping {
    let path = Some("/dev/net/tun".to_owned());
    DeviceMapping { path_on_host: path.clone(), path_in_container: path, cgroup_permissions: Some("rwm".into()) }
}

/// Removes a session's container and volume; what is not there is no error.
pub async fn remove(outer: &Docker, session: &str) -> Result<(), SandboxError> {
    let name = name_of(session);
    thaw(outer, &name).await;
    let options = RemoveContainerOptions { force: true, v: true, ..RemoveContainerOptions::default() };
    let removed = outer.remove_container(&name, Some(options)).await;
    if removed.as_ref().is_err_and(is_under_way) {
        return Ok(());
    }
    gone(removed)?;
    gone(outer.remove_volume(&name, Some(RemoveVolumeOptions { force: true })).await)
}

/// What is frozen cannot be killed where control groups are of the first version: a sandbox with a paused container
/// in it would neither end nor go.
const THAW: &str = r#"p=$(docker ps -q --filter status=paused) && [ -n "$p" ] && docker unpause $p"#;

/// How long the engine of a sandbox that is to go may take to let go of what it paused.
const THAW_LIMIT: std::time::Duration = std::time::Duration::from_secs(3);

/// Lets paused containers run again. Where there is no engine any more, there is nothing to be done.
async fn thaw(outer: &Docker, name: &str) {
    let told = output_of(outer, name, &["--root", "sh", "-c", THAW]);
    tokio::time::timeout(THAW_LIMIT, told).await.ok();
}

/// Another program of ours removes the same session, its volume included.
fn is_under_way(error: &bollard::errors::Error) -> bool {
    matches!(error, bollard::errors::Error::DockerResponseServerError { status_code: 409, message }
        if message.contains("already in progress"))
}

fn gone(result: Result<(), bollard::errors::Error>) -> Result<(), SandboxError> {
    match result {
        Err(bollard::errors::Error::DockerResponseServerError { status_code: 404, .. }) | Ok(()) => Ok(()),
        Err(error) => Err(SandboxError::outer(&error)),
    }
}

/// A session's container or volume on the outer engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leftover {
    /// The session's identity.
    pub session: String,
    /// The process that made it, as in its label.
    pub owner: String,
    /// Whether that process is known to be gone.
    pub abandoned: bool,
}

/// All sessions that have something on the outer engine, running ones included.
pub async fn sessions(outer: &Docker) -> Result<Vec<Leftover>, SandboxError> {
    let filters: HashMap<String, Vec<String>> = [("label".to_owned(), vec![SESSION_LABEL.to_owned()])].into();
    let containers =
        ListContainersOptions { all: true, filters: Some(filters.clone()), ..ListContainersOptions::default() };
    let containers = outer.list_containers(Some(containers)).await.map_err(|e| SandboxError::outer(&e))?;
    let volumes = outer.list_volumes(Some(ListVolumesOptions { filters: Some(filters) })).await;
    let volumes = volumes.map_err(|e| SandboxError::outer(&e))?.volumes.unwrap_or_default();
    let labels = containers.into_iter().filter_map(|c| c.labels).chain(volumes.into_iter().map(|v| v.labels));
    let mut found: Vec<Leftover> = labels.filter_map(|labels| leftover(&labels)).collect();
    found.sort_by(|a, b| a.session.cmp(&b.session));
    found.dedup_by(|a, b| a.session == b.session);
    Ok(found)
}

fn leftover(labels: &HashMap<String, String>) -> Option<Leftover> {
    let session = labels.get(SESSION_LABEL)?.clone();
    let owner = labels.get(OWNER_LABEL).cloned().unwrap_or_default();
    let abandoned = Owner::parse(&owner).is_some_and(|o| o.is_gone());
    Some(Leftover { session, owner, abandoned })
}

/// Removes what sessions left whose process is gone; gives how many.
///
/// What an engine cannot remove now (a process that the kernel is still ending) is left to the next sweep: nobody
/// who wants to start has to wait for it.
pub async fn sweep(outer: &Docker) -> Result<usize, SandboxError> {
    let mut removed = 0;
    for leftover in sessions(outer).await?.into_iter().filter(|l| l.abandoned) {
        // One that the engine cannot kill must not keep everybody from starting; `clean` and `doctor` tell of it.
        let done = tokio::time::timeout(SWEEP_LIMIT, remove(outer, &leftover.session)).await;
        removed += usize::from(matches!(done, Ok(Ok(()))));
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_survives_its_label() {
        let owner = Owner::this();
        assert_eq!(Owner::parse(&owner.to_string()), Some(owner.clone()));
        assert!(!owner.is_gone());
        assert_eq!(Owner::parse("not an owner"), None);
    }

    #[test]
    fn a_dead_process_is_gone_and_a_reused_number_too() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let pid = child.id();
        child.wait().unwrap();
        let dead = Owner { pid, started: "1".into(), machine: machine() };
        assert!(dead.is_gone());
        let reused = Owner { pid: std::process::id(), started: "1".into(), machine: machine() };
        assert!(reused.is_gone());
        let elsewhere = Owner { machine: "another".into(), ..dead };
        assert!(!elsewhere.is_gone());
    }

    #[test]
    fn a_sandbox_is_never_privileged() {
        let plan = Plan { image: "i".into(), way: Way::B, network: false, mirror: true, direct: true };
        let config = host_config("s", &plan);
        assert_eq!(config.privileged, None);
        assert_eq!(config.network_mode.as_deref(), Some("none"));
        assert_eq!(config.cap_drop, Some(vec!["ALL".to_owned()]));
        assert!(config.security_opt.unwrap().contains(&"no-new-privileges".to_owned()));
    }
}

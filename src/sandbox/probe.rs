//! What the outer engine can do for sandboxes: measured, not guessed.

use super::container::{Plan, Way};
use super::docker::DockerSandbox;
use super::image::{Progress, Report};
use super::{Sandbox, SandboxError};
use bollard::Docker;
use std::time::Duration;

/// How long the registry may take to answer a question about one small image.
const REGISTRY_LIMIT: Duration = Duration::from_secs(4);

/// Whether the outer engine reaches its registry: asks it about an image without pulling it.
pub async fn registry_answers(outer: &Docker) -> bool {
    let asked = tokio::time::timeout(REGISTRY_LIMIT, outer.inspect_registry_image("hello-world", None)).await;
    matches!(asked, Ok(Ok(_)))
}

/// What [`Engine facts`](facts) tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Facts {
    /// The engine's version.
    pub version: String,
    /// `1` or `2`.
    pub cgroups: String,
    /// `overlay2` …
    pub storage_driver: String,
    /// What it runs on.
    pub system: String,
    /// Where it keeps its data.
    pub data_folder: String,
    /// Processors and bytes of memory it may use.
    pub processors: i64,
    /// Bytes.
    pub memory: i64,
    /// `AppArmor` confines containers there.
    pub apparmor: bool,
}

/// What the outer engine says of itself.
pub async fn facts(outer: &Docker) -> Result<Facts, SandboxError> {
    let info = outer.info().await.map_err(|e| SandboxError::outer(&e))?;
    let security = info.security_options.unwrap_or_default();
    Ok(Facts {
        version: info.server_version.unwrap_or_default(),
        cgroups: info.cgroup_version.map(|v| v.to_string()).unwrap_or_default(),
        storage_driver: info.driver.unwrap_or_default(),
        system: info.operating_system.unwrap_or_default(),
        data_folder: info.docker_root_dir.unwrap_or_default(),
        processors: info.ncpu.unwrap_or_default(),
        memory: info.mem_total.unwrap_or_default(),
        apparmor: security.iter().any(|s| s.contains("apparmor")),
    })
}

/// How sandboxes work with an outer engine, as one was seen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Works {
    /// How the inner engine is started.
    pub way: Way,
    /// Whether its socket was seen on this machine.
    pub direct: bool,
    /// How long it took to be ready.
    pub took: Duration,
}

/// Whether the outer engine runs on this machine's kernel and under its name: else it does not see its files.
async fn is_here(outer: &Docker) -> bool {
    let ours = rustix::system::uname();
    let is = |theirs: Option<String>, ours: &std::ffi::CStr| theirs.is_some_and(|t| t.as_bytes() == ours.to_bytes());
    let info = outer.info().await.unwrap_or_default();
    is(info.kernel_version, ours.release()) && is(info.name, ours.nodename())
}

/// Starts a sandbox in way B, else in way A; tells how the first works that does.
pub async fn choose_way(outer: &Docker, image: &str, report: Report<'_>) -> Result<Works, SandboxError> {
    let direct = is_here(outer).await;
    let mut whys = Vec::new();
    for way in [Way::B, Way::A] {
        let words = match way {
            Way::B => "checking that sandboxes work here",
            Way::A => "checking another way to start sandboxes",
        };
        report(Progress::Step(words.to_owned()));
        let plan = Plan { image: image.to_owned(), way, network: false, mirror: true, direct };
        match try_out(outer, &plan).await {
            Ok((direct, took)) => return Ok(Works { way, direct, took }),
            Err(why) => whys.push(format!("way {way:?}: {why}")),
        }
    }
    Err(SandboxError::Inner(format!("no sandbox can be started here\n  {}", whys.join("\n  "))))
}

async fn try_out(outer: &Docker, plan: &Plan) -> Result<(bool, Duration), SandboxError> {
    let begun = std::time::Instant::now();
    let mut sandbox = DockerSandbox::start(outer, plan).await?;
    let ready = sandbox.ready().await;
    let works = (sandbox.is_direct(), begun.elapsed());
    sandbox.remove().await?;
    ready.map(|()| works)
}

//! Brings an outer engine to a computer that has none: Debian and Ubuntu, as root or with sudo.

use super::SandboxError;
use super::engine::{OuterEngine, Surroundings, find};
use super::image::{Progress, Report};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;

/// What has to be done so that an engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Install `docker.io` with apt and start it.
    Install,
    /// It is installed; start it.
    Start,
    /// Only the user can do it: see [`advice`].
    Advise,
}

/// What the computer is like; read once at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computer {
    /// Debian or one that says it is like it.
    pub is_debian: bool,
    /// Root, or sudo is there.
    pub may_install: bool,
    /// `dockerd` is on the path.
    pub has_dockerd: bool,
}

impl Computer {
    /// Looks at this computer.
    pub fn this() -> Self {
        let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let is_debian = cfg!(target_os = "linux") && names_debian(&release) && on_path("apt-get");
        Self { is_debian, may_install: is_root() || on_path("sudo"), has_dockerd: on_path("dockerd") }
    }

    /// The way to an engine.
    pub fn remedy(self) -> Remedy {
        match self {
            Self { has_dockerd: true, may_install: true, .. } => Remedy::Start,
            Self { is_debian: true, may_install: true, .. } => Remedy::Install,
            _ => Remedy::Advise,
        }
    }
}

fn names_debian(os_release: &str) -> bool {
    let values = os_release.lines().filter_map(|l| l.strip_prefix("ID=").or_else(|| l.strip_prefix("ID_LIKE=")));
    values.flat_map(|v| v.trim_matches('"').split(' ')).any(|id| id == "debian" || id == "ubuntu")
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(system).any(|folder| folder.join(program).is_file())
}

/// What to install where this program does not do it itself.
pub fn advice() -> &'static str {
    if cfg!(target_os = "macos") {
        "install Docker Desktop, Colima or Podman and start it, then run `ropewalk setup` again"
    } else if cfg!(windows) {
        "install Docker Desktop with WSL 2 and start it, then run `ropewalk setup` again"
    } else {
        "install Docker Engine with your package manager (Debian, Ubuntu: docker.io; Fedora: moby-engine; Arch: docker), \
         start it (systemctl start docker), then run `ropewalk setup` again"
    }
}

/// A command as root: as it is for root, through sudo for others.
fn as_root(program: &str) -> Command {
    if is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.arg(program);
    command
}

async fn succeed(command: &mut Command, what: &str) -> Result<(), SandboxError> {
    let output = command.stdin(Stdio::inherit()).output().await?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let lines: Vec<&str> = said.lines().collect();
    let last = lines[lines.len().saturating_sub(8)..].join("\n  ");
    Err(SandboxError::Outer(format!("{what} failed ({})\n  {}", output.status, crate::text::printable(&last))))
}

async fn apt_install(packages: &[&str], report: Report<'_>) -> Result<(), SandboxError> {
    report(Progress::Step("reading the package lists (apt-get update)".into()));
    succeed(as_root("apt-get").args(["update", "-q"]), "apt-get update").await?;
    report(Progress::Step(format!("installing {} (apt-get install)", packages.join(" "))));
    let mut install = as_root("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "-q", "-y", "--no-install-recommends"]).args(packages);
    succeed(&mut install, "apt-get install").await
}

/// Installs mmdebstrap where it is missing and may be installed.
pub async fn ensure_mmdebstrap(report: Report<'_>) -> Result<(), SandboxError> {
    if on_path("mmdebstrap") {
        return Ok(());
    }
    let computer = Computer::this();
    if !(computer.is_debian && computer.may_install) {
        return Err(SandboxError::Image(
            "no registry can be reached, and a base can only be made here on Debian or Ubuntu, with mmdebstrap\n  \
             help: run `ropewalk setup` where the registry can be reached, or install mmdebstrap"
                .into(),
        ));
    }
    apt_install(&["mmdebstrap"], report).await
}

/// Installs and starts an engine as [`Computer::remedy`] says, and waits until it answers.
pub async fn bring(
    remedy: Remedy,
    surroundings: &Surroundings,
    log: &Path,
    report: Report<'_>,
) -> Result<OuterEngine, SandboxError> {
    if remedy == Remedy::Advise {
        return Err(SandboxError::Outer(advice().to_owned()));
    }
    if remedy == Remedy::Install {
        apt_install(&["docker.io", "iptables"], report).await?;
        // Where its service is enabled the package has started it already.
        if let Ok(engine) = wait(surroundings, Duration::from_secs(3)).await {
            return Ok(engine);
        }
    }
    start(log, report).await?;
    wait(surroundings, Duration::from_secs(30)).await.map_err(|why| {
        SandboxError::Outer(format!(
            "dockerd was started and does not answer: {why}\n  help: read its log, {}",
            log.display()
        ))
    })
}

/// The folder that is there where systemd runs (`sd_booted(3)`).
const SYSTEMD: &str = "/run/systemd/system";

async fn start(log: &Path, report: Report<'_>) -> Result<(), SandboxError> {
    if Path::new(SYSTEMD).exists() {
        report(Progress::Step("starting Docker (systemctl start docker)".into()));
        return succeed(as_root("systemctl").args(["start", "docker"]), "systemctl start docker").await;
    }
    report(Progress::Step(format!("starting dockerd (its log: {})", log.display())));
    let folder = log.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let file = std::fs::File::options().create(true).append(true).open(log)?;
    // A session of its own: it must outlive this program and its terminal.
    let mut dockerd = if is_root() { Command::new("setsid") } else { Command::new("sudo") };
    if !is_root() {
        dockerd.arg("setsid");
    }
    dockerd.args(["--fork", "dockerd"]).stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let status = dockerd.status().await?;
    if status.success() { Ok(()) } else { Err(SandboxError::Outer(format!("dockerd could not be started ({status})"))) }
}

async fn wait(surroundings: &Surroundings, limit: Duration) -> Result<OuterEngine, String> {
    let deadline = tokio::time::Instant::now() + limit;
    loop {
        match find(surroundings).await {
            Ok(engine) => return Ok(engine),
            Err(error) if tokio::time::Instant::now() > deadline => return Err(error.to_string()),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_kin_are_known() {
        for (release, want) in [
            ("ID=debian\n", true),
            ("NAME=x\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true),
            ("ID=fedora\n", false),
            ("", false),
        ] {
            assert_eq!(names_debian(release), want, "{release:?}");
        }
    }

    #[test]
    fn the_gentlest_remedy_is_chosen() {
        let computer = |is_debian, may_install, has_dockerd| Computer { is_debian, may_install, has_dockerd };
        assert_eq!(computer(true, true, true).remedy(), Remedy::Start);
        assert_eq!(computer(true, true, false).remedy(), Remedy::Install);
        assert_eq!(computer(false, true, false).remedy(), Remedy::Advise);
        assert_eq!(computer(true, false, true).remedy(), Remedy::Advise);
    }
}

//! The outer engine: the Docker (or Podman) the user already has.

use bollard::Docker;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A connection to the outer engine and how it was found.
#[derive(Debug, Clone)]
pub struct OuterEngine {
    /// The API.
    pub docker: Docker,
    /// `unix:///var/run/docker.sock`, `tcp://…`.
    pub endpoint: String,
    /// Why this one: `DOCKER_HOST`, `context desktop-linux`, `default socket` …
    pub found_by: String,
}

/// A place where an engine may answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Where.
    pub endpoint: String,
    /// Why there.
    pub found_by: String,
}

/// What the environment says about engines; read once at the edge.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// `DOCKER_HOST`.
    pub docker_host: Option<String>,
    /// `DOCKER_CONTEXT`.
    pub docker_context: Option<String>,
    /// `DOCKER_CONFIG`, or `~/.docker`.
    pub config_folder: Option<PathBuf>,
    /// `XDG_RUNTIME_DIR`.
    pub runtime_folder: Option<PathBuf>,
    /// `HOME`.
    pub home: Option<PathBuf>,
}

impl Surroundings {
    /// Reads the process's environment.
    pub fn of_process() -> Self {
        let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let home = var("HOME").map(PathBuf::from);
        Self {
            docker_host: var("DOCKER_HOST").and_then(|v| v.into_string().ok()),
            docker_context: var("DOCKER_CONTEXT").and_then(|v| v.into_string().ok()),
            config_folder: var("DOCKER_CONFIG").map(PathBuf::from).or_else(|| home.as_ref().map(|h| h.join(".docker"))),
            runtime_folder: var("XDG_RUNTIME_DIR").map(PathBuf::from),
            home,
        }
    }

    /// Whether the user names one engine, which excludes all others.
    pub fn is_named(&self) -> bool {
        self.docker_host.is_some() || self.docker_context.is_some()
    }

    /// Where to look, the most explicit first. `DOCKER_HOST` and `DOCKER_CONTEXT` exclude all else, as they
    /// do for the docker command: who names an engine does not want another.
    pub fn candidates(&self) -> Vec<Candidate> {
        let candidate = |endpoint: String, found_by: &str| Candidate { endpoint, found_by: found_by.to_owned() };
        if let Some(host) = &self.docker_host {
            return vec![candidate(host.clone(), "DOCKER_HOST")];
        }
        let mut all = Vec::new();
        if let Some((name, endpoint)) = self.context() {
            let named = candidate(endpoint, &format!("context {name}"));
            if self.docker_context.is_some() {
                return vec![named];
            }
            all.push(named);
        }
        all.push(candidate("unix:///var/run/docker.sock".into(), "default socket"));
        let unix = |folder: &Option<PathBuf>, tail: &str| {
            folder.as_ref().map(|f| format!("unix://{}", f.join(tail).display()))
        };
        all.extend(unix(&self.runtime_folder, "docker.sock").map(|e| candidate(e, "rootless socket")));
        all.extend(unix(&self.home, ".docker/run/docker.sock").map(|e| candidate(e, "Docker Desktop socket")));
        all.extend(unix(&self.runtime_folder, "podman/podman.sock").map(|e| candidate(e, "Podman socket")));
        all.push(candidate("unix:///run/podman/podman.sock".into(), "Podman socket"));
        all
    }

    /// The current docker context and its endpoint, if it is not `default`.
    fn context(&self) -> Option<(String, String)> {
        let folder = self.config_folder.as_deref()?;
        let name = self.docker_context.clone().or_else(|| current_context(folder))?;
        (name != "default").then_some(())?;
        endpoint_of_context(folder, &name).map(|endpoint| (name, endpoint))
    }
}

fn current_context(folder: &Path) -> Option<String> {
    let config: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("config.json")).ok()?).ok()?;
    config["currentContext"].as_str().map(ToOwned::to_owned)
}

/// Context metadata lies in `contexts/meta/<digest of the name>/meta.json`; the name stands in the file too.
fn endpoint_of_context(folder: &Path, name: &str) -> Option<String> {
    let entries = std::fs::read_dir(folder.join("contexts/meta")).ok()?;
    entries.flatten().find_map(|entry| {
        let meta: serde_json::Value =
            serde_json::from_slice(&std::fs::read(entry.path().join("meta.json")).ok()?).ok()?;
        (meta["Name"] == name).then(|| meta["Endpoints"]["docker"]["Host"].as_str().map(ToOwned::to_owned))?
    })
}

/// How long a request to an engine may take, in seconds, before it counts as gone.
pub const TIMEOUT_SECONDS: u64 = 120;
/// How long an engine may take to answer the first call, in seconds.
const PROBE_SECONDS: u64 = 5;

/// Tries the candidates in order; the first engine that answers wins.
///
/// # Errors
/// What each candidate answered, where none did.
pub async fn find(surroundings: &Surroundings) -> Result<OuterEngine, NoEngine> {
    let mut tried = Vec::new();
    for Candidate { endpoint, found_by } in surroundings.candidates() {
        match probe(&endpoint).await {
            Ok(docker) => return Ok(OuterEngine { docker, endpoint, found_by }),
            Err(why) => tried.push((endpoint, found_by, why)),
        }
    }
    Err(NoEngine { tried })
}

async fn probe(endpoint: &str) -> Result<Docker, String> {
    let docker = connect(endpoint)?;
    let answer = tokio::time::timeout(std::time::Duration::from_secs(PROBE_SECONDS), docker.negotiate_version());
    match answer.await {
        Ok(Ok(docker)) => Ok(docker),
        Ok(Err(error)) => Err(deepest(&error)),
        Err(_) => Err(format!("no answer within {PROBE_SECONDS} seconds")),
    }
}

fn connect(endpoint: &str) -> Result<Docker, String> {
    let version = bollard::API_DEFAULT_VERSION;
    if let Some(path) = endpoint.strip_prefix("unix://") {
        if !Path::new(path).exists() {
            return Err("there is no such socket".into());
        }
        return Docker::connect_with_unix(path, TIMEOUT_SECONDS, version).map_err(|e| deepest(&e));
    }
    if endpoint.starts_with("tcp://") || endpoint.starts_with("http://") {
        return Docker::connect_with_http(endpoint, TIMEOUT_SECONDS, version).map_err(|e| deepest(&e));
    }
    #[cfg(windows)]
    if endpoint.starts_with("npipe://") {
        return Docker::connect_with_named_pipe(endpoint, TIMEOUT_SECONDS, version).map_err(|e| deepest(&e));
    }
    Err("only unix:// and tcp:// endpoints without TLS are supported".into())
}

/// The innermost cause of an error: `permission denied` rather than `client error (Connect)`.
pub fn deepest(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string().trim().trim_end_matches('.').to_owned()
}

/// No engine answered.
#[derive(Debug, Clone)]
pub struct NoEngine {
    /// Endpoint, how it was found, what happened.
    pub tried: Vec<(String, String, String)>,
}

impl NoEngine {
    /// Whether a socket is there that this user may not open.
    pub fn is_denied(&self) -> bool {
        self.tried.iter().any(|(_, _, why)| why.to_lowercase().contains("permission denied"))
    }
}

impl std::fmt::Display for NoEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no Docker Engine answers")?;
        let worth_saying =
            |(_, by, why): &&(String, String, String)| !(by.contains("Podman") && why.contains("no such socket"));
        for (endpoint, by, why) in self.tried.iter().filter(worth_saying) {
            write!(f, "\n  {endpoint} ({by}): {why}")?;
        }
        Ok(())
    }
}

impl std::error::Error for NoEngine {}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoints(s: &Surroundings) -> Vec<String> {
        s.candidates().into_iter().map(|c| c.endpoint).collect()
    }

    #[test]
    fn a_named_engine_excludes_all_others() {
        let s = Surroundings { docker_host: Some("tcp://127.0.0.1:9".into()), ..Surroundings::default() };
        assert_eq!(endpoints(&s), ["tcp://127.0.0.1:9"]);
    }

    #[test]
    fn the_current_context_comes_before_the_default_socket() {
        let folder = tempfile::tempdir().unwrap();
        let meta = folder.path().join("contexts/meta/abc");
        std::fs::create_dir_all(&meta).unwrap();
        std::fs::write(folder.path().join("config.json"), r#"{"currentContext":"desktop"}"#).unwrap();
        std::fs::write(
            meta.join("meta.json"),
            r#"{"Name":"desktop","Endpoints":{"docker":{"Host":"unix:///d.sock"}}}"#,
        )
        .unwrap();
        let mut s = Surroundings { config_folder: Some(folder.path().into()), ..Surroundings::default() };
        assert_eq!(endpoints(&s)[..2], ["unix:///d.sock", "unix:///var/run/docker.sock"]);
        s.docker_context = Some("default".into());
        assert_eq!(endpoints(&s)[0], "unix:///var/run/docker.sock");
    }

    #[tokio::test]
    async fn an_engine_that_is_not_there_is_named() {
        let s = Surroundings { docker_host: Some("unix:///nowhere.sock".into()), ..Surroundings::default() };
        let error = find(&s).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "no Docker Engine answers\n  unix:///nowhere.sock (DOCKER_HOST): there is no such socket"
        );
    }
}

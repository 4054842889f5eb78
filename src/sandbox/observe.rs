//! Reads the inner engine's state over its API into plain data. What was read once is kept; [`feed`](super::feed)
//! tells what of it is stale.

use super::SandboxError;
use super::dirty::{Dirty, List};
use super::feed::{Feed, Taken};
use super::stock::Stock;
use crate::state::{Answers, Container, EngineEvent, Mount, Snapshot};
use bollard::Docker;
use bollard::models::{ContainerInspectResponse, EventMessage, HostConfig, MountPoint, PortBinding, PortMap};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long the end of a container that is no longer there may take to be told.
const FAREWELL_LIMIT: Duration = Duration::from_secs(1);

/// Looks at one sandbox again and again; remembers what did not change.
pub struct Observer {
    feed: Feed,
    stock: Stock,
    /// The sandbox's clock minus ours, in nanoseconds (a virtual machine's clock may differ).
    clock_offset: i64,
}

pub(super) type Result<T> = std::result::Result<T, bollard::errors::Error>;

impl Observer {
    /// Begins to listen: events from now on are reported.
    pub async fn new(inner: Docker) -> std::result::Result<Self, SandboxError> {
        let before = now_nanoseconds();
        let info = inner.info().await.map_err(|e| SandboxError::inner(&e))?;
        let theirs = info.system_time.as_deref().map_or(0, nanoseconds);
        let clock_offset = clock_offset(before, theirs, now_nanoseconds());
        let feed = Feed::new(inner.clone(), theirs);
        Ok(Self { feed, stock: Stock::new(inner), clock_offset })
    }

    /// A client of the engine that is looked at.
    pub fn engine(&self) -> Docker {
        self.stock.inner.clone()
    }

    /// Nanoseconds since the epoch by the sandbox's clock.
    pub fn now(&self) -> i64 {
        now_nanoseconds() + self.clock_offset
    }

    /// What images there are may be otherwise without an event.
    pub fn doubt_images(&mut self) {
        let mut dirty = Dirty::default();
        dirty.list(List::Images);
        self.stock.doubt(dirty);
    }

    /// Waits until the state may be another than it was when it was read last.
    pub async fn changed(&self) {
        self.feed.changed().await;
    }

    /// What the engine did since the last call, and everything as it is now, with the answers of a look. Who comes
    /// because of an event, and of nothing else that the engine was asked to do, need not `ask` whether there were more:
    /// they would come as this one did.
    pub async fn read(
        &mut self,
        ask: bool,
        look: impl Future<Output = Answers>,
    ) -> std::result::Result<(Snapshot, Taken), SandboxError> {
        let ask = ask || !self.feed.is_ahead();
        self.feed.look_begins(self.now());
        let (read, answers) = tokio::join!(Box::pin(self.read_known(ask)), Box::pin(look));
        self.feed.look_ends(self.now());
        let taken = read?;
        let (taken_at, utc_offset) = (self.now() / 1_000_000_000, utc_offset());
        Ok((Snapshot { taken: taken_at, utc_offset, answers, ..self.stock.known.clone() }, taken))
    }

    /// What was heard of is read at once; meanwhile the engine is asked whether that was all.
    async fn read_known(&mut self, ask: bool) -> std::result::Result<Taken, SandboxError> {
        let mut taken = self.feed.heard();
        self.stock.doubt(std::mem::take(&mut taken.dirty));
        let now = self.now();
        let caught_up = async { if ask { self.feed.catch_up(now).await } else { Ok(()) } };
        let (caught_up, missing) = tokio::join!(caught_up, self.stock.refresh());
        caught_up.map_err(SandboxError::Inner)?;
        let mut missing = missing.map_err(|e| SandboxError::inner(&e))?;
        self.hear(&mut taken);
        missing.extend(self.refresh().await?);
        // The engine lets go of who waits for a removal a moment before it tells of it, and of who stops a container
        // that goes with its end before it has gone.
        missing.extend(self.stock.known.containers.iter().filter(|c| is_going(c)).map(|c| c.id.clone()));
        if !missing.is_empty() {
            drop(tokio::time::timeout(FAREWELL_LIMIT, self.farewell(&missing, &mut taken)).await);
            self.refresh().await?;
        }
        Ok(taken)
    }

    async fn refresh(&mut self) -> std::result::Result<Vec<String>, SandboxError> {
        self.stock.refresh().await.map_err(|e| SandboxError::inner(&e))
    }

    /// Takes in what came over the stream by now.
    fn hear(&mut self, taken: &mut Taken) {
        let more = self.feed.heard();
        self.stock.doubt(more.dirty);
        taken.events.extend(more.events);
        taken.made.extend(more.made);
        taken.lost = more.lost.or(taken.lost.take());
    }

    /// Waits until the removal of all of them was told.
    async fn farewell(&mut self, missing: &[String], taken: &mut Taken) {
        let told = |taken: &Taken, id: &String| taken.events.iter().any(|e| e.action == "destroy" && e.id == *id);
        while !missing.iter().all(|id| told(taken, id)) {
            self.changed().await;
            self.hear(taken);
        }
    }
}

/// Whether the engine is about to remove a container, or will be at once.
fn is_going(container: &Container) -> bool {
    let has_ended = matches!(container.status.as_str(), "exited" | "dead");
    container.status == "removing" || (container.auto_remove && has_ended)
}

/// Their clock minus ours, when they told theirs between two readings of ours. Rather too much than too little: by a
/// clock that is believed to be behind, what happened a moment ago has not happened yet.
fn clock_offset(before: i64, theirs: i64, after: i64) -> i64 {
    if theirs == 0 || (before..=after).contains(&theirs) { 0 } else { theirs - before }
}

/// Seconds and nanoseconds as the events API takes them.
pub(super) fn stamp(nanoseconds: i64) -> String {
    format!("{}.{:09}", nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000)
}

/// Of this computer's zone, in seconds.
fn utc_offset() -> i32 {
    jiff::tz::TimeZone::system().to_offset(jiff::Timestamp::now()).seconds()
}

fn now_nanoseconds() -> i64 {
    i64::try_from(jiff::Timestamp::now().as_nanosecond()).unwrap_or(i64::MAX)
}

fn nanoseconds(text: &str) -> i64 {
    let parsed: std::result::Result<jiff::Timestamp, _> = text.parse();
    parsed.ok().and_then(|t| i64::try_from(t.as_nanosecond()).ok()).unwrap_or(0)
}

/// Seconds since the epoch; the engine's "never" (year 1) is 0.
fn seconds(text: Option<&str>) -> i64 {
    (text.map_or(0, nanoseconds) / 1_000_000_000).max(0)
}

pub(super) fn is_gone(error: &bollard::errors::Error) -> bool {
    matches!(error, bollard::errors::Error::DockerResponseServerError { status_code: 404 | 409, .. })
}

pub(super) fn container_of(id: String, c: ContainerInspectResponse) -> Container {
    let state = c.state.unwrap_or_default();
    let config = c.config.unwrap_or_default();
    let host = c.host_config.unwrap_or_default();
    let milli_cpus = milli_cpus(&host);
    let network = c.network_settings.unwrap_or_default();
    let published = ports_of(network.ports).into_iter();
    let mounts = c.mounts.unwrap_or_default().into_iter().filter_map(mount_of);
    let mounts = mounts.chain(host.tmpfs.unwrap_or_default().into_iter().map(tmpfs_of)).collect();
    Container {
        id,
        name: c.name.unwrap_or_default().trim_start_matches('/').to_owned(),
        image: config.image.unwrap_or_default(),
        image_id: c.image.unwrap_or_default(),
        status: state.status.map(|s| s.to_string()).unwrap_or_default(),
        exit_code: state.exit_code.unwrap_or_default(),
        started: seconds(state.started_at.as_deref()),
        finished: seconds(state.finished_at.as_deref()),
        command: c.path.into_iter().chain(c.args.unwrap_or_default()).collect(),
        labels: config.labels.unwrap_or_default().into_iter().collect(),
        env: config.env.unwrap_or_default(),
        ports: published.filter(|(_, hosts)| !hosts.is_empty()).collect(),
        bindings: ports_of(host.port_bindings),
        mounts,
        networks: network.networks.unwrap_or_default().into_keys().collect(),
        restart: host.restart_policy.and_then(|p| p.name).map(|n| n.to_string()).unwrap_or_default(),
        auto_remove: host.auto_remove.unwrap_or_default(),
        health: state.health.and_then(|h| h.status).map(|s| s.to_string()).filter(|s| s != "none").unwrap_or_default(),
        restarts: c.restart_count.unwrap_or_default(),
        memory: host.memory.unwrap_or_default(),
        milli_cpus,
        user: config.user.unwrap_or_default(),
        workdir: config.working_dir.unwrap_or_default(),
        hostname: config.hostname.unwrap_or_default(),
    }
}

/// A limit in processors, as `--cpus` or as `--cpu-quota` and `--cpu-period` set it.
fn milli_cpus(host: &HostConfig) -> i64 {
    match (host.nano_cpus.unwrap_or_default(), host.cpu_quota.unwrap_or_default()) {
        (0, quota) if quota > 0 => {
            let period = host.cpu_period.filter(|period| *period > 0).unwrap_or(CPU_PERIOD);
            (quota * 1000 + period / 2) / period
        }
        (nano, _) => nano / 1_000_000,
    }
}

/// The kernel's period where none is said, in microseconds.
const CPU_PERIOD: i64 = 100_000;

/// Ports in the container to those of the host; a port that is not a number is the engine's choice.
fn ports_of(map: Option<PortMap>) -> BTreeMap<String, Vec<u16>> {
    let hosts = |bindings: Vec<PortBinding>| {
        let ports = bindings.into_iter().filter_map(|binding| binding.host_port?.parse().ok());
        ports.collect::<BTreeSet<u16>>().into_iter().collect()
    };
    map.unwrap_or_default().into_iter().map(|(port, bindings)| (port, hosts(bindings.unwrap_or_default()))).collect()
}

fn mount_of(mount: MountPoint) -> Option<(String, Mount)> {
    let source = mount.name.filter(|n| !n.is_empty()).or(mount.source).unwrap_or_default();
    let kind = mount.typ.unwrap_or_default();
    Some((mount.destination?, Mount { source, kind, read_only: mount.rw == Some(false) }))
}

/// `--tmpfs` is a setting of its own, beside the other mounts.
fn tmpfs_of((target, options): (String, String)) -> (String, Mount) {
    let read_only = options.split(',').any(|option| option == "ro");
    (target, Mount { source: String::new(), kind: "tmpfs".to_owned(), read_only })
}

pub(super) fn event_of(message: EventMessage) -> EngineEvent {
    let actor = message.actor.unwrap_or_default();
    EngineEvent {
        time: message.time.unwrap_or_default(),
        nanoseconds: message.time_nano.unwrap_or_default(),
        kind: message.typ.map(|t| t.to_string()).unwrap_or_default(),
        action: message.action.unwrap_or_default(),
        id: actor.id.unwrap_or_default(),
        attributes: actor.attributes.unwrap_or_default().into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_s_way_is_no_difference_of_clocks() {
        for (before, theirs, after, want) in [(10, 12, 19, 0), (10, 0, 19, 0), (10, 25, 19, 15), (10, 5, 19, -5)] {
            assert_eq!(clock_offset(before, theirs, after), want, "{theirs}");
        }
    }

    #[test]
    fn engine_times() {
        assert_eq!(seconds(Some("2026-11-21T10:00:00.5Z")), 1_795_255_200);
        assert_eq!(seconds(Some("0001-01-01T00:00:00Z")), 0);
        assert_eq!(stamp(1_500_000_001), "1.500000001");
    }
}

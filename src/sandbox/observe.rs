//! Reads the inner engine's state over its API into plain data.

use super::SandboxError;
use super::look::{LOOK_LABEL, is_trace};
use crate::state::{Answers, Container, EngineEvent, Image, Network, Snapshot, Volume};
use bollard::Docker;
use bollard::models::{ContainerInspectResponse, EventMessage, ImageInspect};
use bollard::query_parameters::{EventsOptions, ListContainersOptions, ListImagesOptions};
use futures_util::StreamExt;
use std::collections::HashMap;

/// Looks at one sandbox again and again; remembers what cannot change.
pub struct Observer {
    inner: Docker,
    /// An image's configuration never changes under its identity.
    images: HashMap<String, Image>,
    /// Where the engine's events were read up to, nanoseconds since the epoch by the sandbox's clock.
    heard_until: i64,
    /// The sandbox's clock minus ours, in nanoseconds (a virtual machine's clock may differ).
    clock_offset: i64,
}

type Result<T> = std::result::Result<T, bollard::errors::Error>;

impl Observer {
    /// Begins to listen: events from now on are reported.
    pub async fn new(inner: Docker) -> std::result::Result<Self, SandboxError> {
        let before = now_nanoseconds();
        let info = inner.info().await.map_err(|e| SandboxError::inner(&e))?;
        let theirs = info.system_time.as_deref().map_or(0, nanoseconds);
        let offset = clock_offset(before, theirs, now_nanoseconds());
        Ok(Self { inner, images: HashMap::new(), heard_until: theirs, clock_offset: offset })
    }

    /// A client of the engine that is looked at.
    pub fn engine(&self) -> Docker {
        self.inner.clone()
    }

    /// Nanoseconds since the epoch by the sandbox's clock.
    pub fn now(&self) -> i64 {
        now_nanoseconds() + self.clock_offset
    }

    /// Everything but what is looked up.
    pub async fn snapshot(&mut self) -> std::result::Result<Snapshot, SandboxError> {
        self.read().await.map_err(|e| SandboxError::inner(&e))
    }

    async fn read(&mut self) -> Result<Snapshot> {
        let images = self.read_images().await?;
        let containers = self.read_containers().await?;
        let volumes = self
            .inner
            .list_volumes(None::<bollard::query_parameters::ListVolumesOptions>)
            .await?
            .volumes
            .unwrap_or_default();
        let networks = self.inner.list_networks(None::<bollard::query_parameters::ListNetworksOptions>).await?;
        Ok(Snapshot {
            taken: self.now() / 1_000_000_000,
            images,
            containers,
            volumes: volumes
                .into_iter()
                .map(|v| Volume { name: v.name, driver: v.driver, labels: v.labels.into_iter().collect() })
                .collect(),
            networks: networks
                .into_iter()
                .map(|n| Network {
                    id: n.id.unwrap_or_default(),
                    name: n.name.unwrap_or_default(),
                    driver: n.driver.unwrap_or_default(),
                    labels: n.labels.unwrap_or_default().into_iter().collect(),
                })
                .collect(),
            answers: Answers::new(),
        })
    }

    async fn read_images(&mut self) -> Result<Vec<Image>> {
        let listed = self.inner.list_images(None::<ListImagesOptions>).await?;
        let mut images = Vec::with_capacity(listed.len());
        for summary in listed {
            let mut image = match self.images.get(&summary.id) {
                Some(known) => known.clone(),
                None => match self.inner.inspect_image(&summary.id).await {
                    Ok(inspected) => image_of(&summary.id, inspected),
                    Err(error) if is_gone(&error) => continue,
                    Err(error) => return Err(error),
                },
            };
            self.images.insert(summary.id.clone(), image.clone());
            image.tags = summary.repo_tags.into_iter().filter(|t| !t.contains("<none>")).collect();
            images.push(image);
        }
        Ok(images)
    }

    async fn read_containers(&self) -> Result<Vec<Container>> {
        let all = ListContainersOptions { all: true, ..ListContainersOptions::default() };
        let mut containers = Vec::new();
        for summary in self.inner.list_containers(Some(all)).await? {
            if summary.labels.as_ref().is_some_and(|labels| labels.contains_key(LOOK_LABEL)) {
                continue;
            }
            let id = summary.id.unwrap_or_default();
            match self.inner.inspect_container(&id, None).await {
                Ok(inspected) => containers.push(container_of(id, inspected)),
                // It went while we looked (`--rm`): the events tell of it.
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(containers)
    }

    /// What the engine did since the last call, but for what comes from our looks since `looked`, a time as of
    /// [`Observer::now`]. It keeps the last 256 events for this.
    pub async fn events(&mut self, looked: i64) -> std::result::Result<Vec<EngineEvent>, SandboxError> {
        let until = self.now();
        let options = EventsOptions {
            since: Some(stamp(self.heard_until + 1)),
            until: Some(stamp(until)),
            ..EventsOptions::default()
        };
        let mut stream = std::pin::pin!(self.inner.events(Some(options)));
        let mut events = Vec::new();
        let mut last = self.heard_until;
        while let Some(message) = stream.next().await {
            let message = message.map_err(|e| SandboxError::inner(&e))?;
            let time = message.time_nano.unwrap_or_default();
            last = last.max(time);
            let event = event_of(message);
            if !is_trace(&event, time >= looked) {
                events.push(event);
            }
        }
        self.heard_until = last;
        Ok(events)
    }
}

/// Their clock minus ours, when they told theirs between two readings of ours. Rather too much than too little: by a
/// clock that is believed to be behind, what happened a moment ago has not happened yet.
fn clock_offset(before: i64, theirs: i64, after: i64) -> i64 {
    if theirs == 0 || (before..=after).contains(&theirs) { 0 } else { theirs - before }
}

/// Seconds and nanoseconds as the events API takes them.
fn stamp(nanoseconds: i64) -> String {
    format!("{}.{:09}", nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000)
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

fn is_gone(error: &bollard::errors::Error) -> bool {
    matches!(error, bollard::errors::Error::DockerResponseServerError { status_code: 404 | 409, .. })
}

fn image_of(id: &str, image: ImageInspect) -> Image {
    let config = image.config.unwrap_or_default();
    Image {
        id: id.to_owned(),
        tags: Vec::new(),
        layers: image.root_fs.and_then(|r| r.layers).unwrap_or_default(),
        labels: config.labels.unwrap_or_default().into_iter().collect(),
        env: config.env.unwrap_or_default(),
        cmd: config.cmd.unwrap_or_default(),
        entrypoint: config.entrypoint.unwrap_or_default(),
        user: config.user.unwrap_or_default(),
        workdir: config.working_dir.unwrap_or_default(),
        ports: config.exposed_ports.unwrap_or_default(),
        author: image.author.unwrap_or_default(),
        comment: image.comment.unwrap_or_default(),
        size: image.size.unwrap_or_default(),
    }
}

fn container_of(id: String, c: ContainerInspectResponse) -> Container {
    let state = c.state.unwrap_or_default();
    let config = c.config.unwrap_or_default();
    let host = c.host_config.unwrap_or_default();
    let network = c.network_settings.unwrap_or_default();
    let published = network.ports.unwrap_or_default().into_iter().filter_map(|(port, bindings)| {
        let hosts = bindings?
            .into_iter()
            .filter_map(|b| b.host_port?.parse().ok())
            .collect::<std::collections::BTreeSet<u16>>();
        Some((port, hosts.into_iter().collect()))
    });
    let mounts = c.mounts.unwrap_or_default().into_iter();
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
        ports: published.collect(),
        mounts: mounts.filter_map(|m| Some((m.destination?, m.name.filter(|n| !n.is_empty()).or(m.source)?))).collect(),
        networks: network.networks.unwrap_or_default().into_keys().collect(),
        restart: host.restart_policy.and_then(|p| p.name).map(|n| n.to_string()).unwrap_or_default(),
        auto_remove: host.auto_remove.unwrap_or_default(),
    }
}

fn event_of(message: EventMessage) -> EngineEvent {
    let actor = message.actor.unwrap_or_default();
    EngineEvent {
        time: message.time.unwrap_or_default(),
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

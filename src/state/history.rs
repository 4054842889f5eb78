//! What was ever seen in a sandbox: snapshots and engine events folded together, so that a container
//! which ran with `--rm` and is gone is still known to have run.

use super::{Answer, Container, Deed, EngineEvent, Probe, Snapshot, Watched};
use std::collections::{BTreeMap, BTreeSet};

/// A container that exists or existed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// The image as it was named at creation.
    pub image: String,
    /// Whether a process of it ever started.
    pub started: bool,
    /// When it last started, seconds since the epoch.
    pub started_at: i64,
    /// Whether it started since [`History::begin_step`]: seconds are too coarse to tell.
    pub started_in_step: bool,
    /// The last exit status, once it ended.
    pub exit_code: Option<i64>,
    /// When it was removed, seconds since the epoch.
    pub removed_at: Option<i64>,
    /// What it was made with, where the engine could be asked in time; its state is none of that.
    pub made: Option<Box<Container>>,
}

/// All that was ever seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Containers by identity.
    pub containers: BTreeMap<String, Seen>,
    /// Image references (`name:tag`) and identities.
    pub images: BTreeSet<String>,
    /// Volume names.
    pub volumes: BTreeSet<String>,
    /// Network names.
    pub networks: BTreeSet<String>,
    /// The looks that once found something.
    pub found: BTreeSet<Probe>,
    /// When references, containers and volumes were last touched by which action, newest last.
    pub events: Vec<EngineEvent>,
    /// Why some of what happened since [`History::begin_step`] is not known, if it is not.
    pub lost: Option<String>,
    /// The commands so far, those of steps before included; newest last.
    pub deeds: Vec<Deed>,
    /// How many there ever were.
    pub deeds_ever: u64,
    /// How many events there ever were.
    pub events_ever: u64,
    /// The last image of each name, and how many events there had been when it was last seen.
    pub named: BTreeMap<String, (String, u64)>,
    /// The container that had a port of the learner's machine last.
    pub published: BTreeMap<u16, String>,
    /// The files that were looked at.
    pub watched: BTreeMap<Probe, Watched>,
}

/// How many engine events are kept; the oldest go first.
pub const EVENT_LIMIT: usize = 10_000;

impl History {
    /// From here on it is another step.
    pub fn begin_step(&mut self) {
        self.lost = None;
        self.containers.values_mut().for_each(|seen| seen.started_in_step = false);
    }

    /// Takes in what a snapshot shows.
    pub fn saw(&mut self, snapshot: &Snapshot) {
        for c in &snapshot.containers {
            let seen = self.containers.entry(c.id.clone()).or_default();
            seen.name.clone_from(&c.name);
            seen.image.clone_from(&c.image);
            seen.started |= c.started > 0;
            seen.started_in_step |= c.started > seen.started_at;
            seen.started_at = seen.started_at.max(c.started);
            self.published.extend(c.ports.values().flatten().map(|port| (*port, c.id.clone())));
            if c.status == "exited" {
                seen.exit_code = Some(c.exit_code);
            }
        }
        for image in &snapshot.images {
            let seen = || (image.id.clone(), self.events_ever);
            self.named.extend(image.tags.iter().map(|tag| (tag.clone(), seen())));
            self.images.insert(image.id.clone());
            self.images.extend(image.tags.iter().cloned());
        }
        self.volumes.extend(snapshot.volumes.iter().map(|v| v.name.clone()));
        self.networks.extend(snapshot.networks.iter().map(|n| n.name.clone()));
        let found = snapshot
            .answers
            .iter()
            .filter(|(_, a)| !matches!(a, Answer::Missing | Answer::Unknown(_) | Answer::Silent(_)));
        self.found.extend(found.map(|(probe, _)| probe.clone()));
    }

    /// Takes in what a container was made with.
    pub fn made(&mut self, container: Container) {
        let seen = self.containers.entry(container.id.clone()).or_default();
        seen.made = Some(Box::new(container));
    }

    /// Takes in what the engine said it did.
    pub fn heard(&mut self, event: &EngineEvent) {
        match event.kind.as_str() {
            "container" => self.heard_container(event),
            "volume" => drop(self.volumes.insert(event.id.clone())),
            "network" => drop(event.attributes.get("name").map(|n| self.networks.insert(n.clone()))),
            "image" => drop(self.images.insert(event.id.clone())),
            _ => {}
        }
        self.events.push(event.clone());
        self.events_ever += 1;
        if self.events.len() > EVENT_LIMIT {
            self.events.remove(0);
        }
    }

    fn heard_container(&mut self, event: &EngineEvent) {
        let seen = self.containers.entry(event.id.clone()).or_default();
        let attribute = |name: &str| event.attributes.get(name).cloned();
        if let Some(name) = attribute("name") {
            seen.name = name;
        }
        if let Some(image) = attribute("image") {
            seen.image = image;
        }
        match event.action.as_str() {
            "start" => (seen.started, seen.started_at, seen.started_in_step) = (true, event.time, true),
            "die" => seen.exit_code = attribute("exitCode").and_then(|c| c.parse().ok()),
            "destroy" => seen.removed_at = Some(event.time),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(action: &str, time: i64, attributes: &[(&str, &str)]) -> EngineEvent {
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        EngineEvent {
            time,
            kind: "container".into(),
            action: action.into(),
            id: "c1".into(),
            attributes,
            nanoseconds: 0,
        }
    }

    #[test]
    fn a_container_that_is_gone_is_known_to_have_run() {
        let mut history = History::default();
        history.heard(&event("create", 1, &[("name", "web"), ("image", "alpine")]));
        assert!(!history.containers["c1"].started);
        history.heard(&event("start", 2, &[("name", "web")]));
        history.heard(&event("die", 3, &[("exitCode", "7")]));
        history.heard(&event("destroy", 4, &[]));
        let want = Seen {
            name: "web".into(),
            image: "alpine".into(),
            started: true,
            started_at: 2,
            started_in_step: true,
            exit_code: Some(7),
            removed_at: Some(4),
            made: None,
        };
        assert_eq!(history.containers["c1"], want);
        history.begin_step();
        assert!(!history.containers["c1"].started_in_step);
    }

    #[test]
    fn events_are_bounded() {
        let mut history = History::default();
        for time in 0..=i64::try_from(EVENT_LIMIT).unwrap() {
            history.heard(&event("start", time, &[]));
        }
        assert_eq!((history.events.len(), history.events[0].time), (EVENT_LIMIT, 1));
    }
}

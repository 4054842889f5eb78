//! What an event of the engine makes stale: an observation re-reads that and nothing else.

use crate::state::EngineEvent;
use std::collections::{BTreeMap, BTreeSet};

/// What the engine tells as a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// All images.
    Images,
    /// All volumes.
    Volumes,
    /// All networks.
    Networks,
}

/// What must be read again before the state is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dirty {
    /// Everything: nothing is known yet, or events may have been missed.
    pub all: bool,
    /// Whole lists.
    pub lists: BTreeSet<List>,
    /// Images, each as its event names it: by its identity, or by the reference it was pulled or pushed under; and the
    /// container that it was made of, if it was.
    pub images: BTreeMap<String, Option<String>>,
    /// Names of volumes.
    pub volumes: BTreeSet<String>,
    /// Identities of networks.
    pub networks: BTreeSet<String>,
    /// Identities of containers, in the order of their first event.
    pub containers: Vec<String>,
    /// Identities of containers that are removed.
    pub gone: BTreeSet<String>,
}

/// What a container may do without being another afterwards.
const HARMLESS: &[&str] = &[
    "archive-path",
    "attach",
    "copy",
    "detach",
    "exec_create",
    "exec_detach",
    "exec_die",
    "exec_start",
    "export",
    "extract-to-dir",
    "resize",
    "top",
];

/// What happens to one image alone.
const ONE_IMAGE: &[&str] = &["delete", "import", "load", "pull", "push", "tag", "untag"];

impl Dirty {
    /// Nothing is known.
    pub fn everything() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Both together.
    pub fn add(&mut self, later: Self) {
        self.all |= later.all;
        self.lists.extend(later.lists);
        later.images.into_iter().for_each(|(image, origin)| self.touch_image(image, origin));
        self.volumes.extend(later.volumes);
        self.networks.extend(later.networks);
        self.containers.retain(|id| !later.gone.contains(id));
        self.gone.extend(later.gone);
        later.containers.iter().for_each(|id| self.touch(id));
    }

    /// A list is stale.
    pub fn list(&mut self, list: List) {
        self.lists.insert(list);
    }

    /// Whether a list must be read again.
    pub fn needs(&self, list: List) -> bool {
        self.all || self.lists.contains(&list)
    }

    /// Takes in an event; says whether anything is stale by it.
    pub fn mark(&mut self, event: &EngineEvent) -> bool {
        let action = event.action.split(':').next().unwrap_or_default();
        match event.kind.as_str() {
            "container" if HARMLESS.contains(&action) => return false,
            "container" => self.mark_container(event, action),
            // A push gives the image a digest in the registry.
            "image" if action == "save" => return false,
            "image" if ONE_IMAGE.contains(&action) && !event.id.is_empty() => {
                self.touch_image(event.id.clone(), None);
            }
            "image" | "builder" => self.list(List::Images),
            "volume" if matches!(action, "mount" | "unmount") => return false,
            "volume" if matches!(action, "create" | "destroy") && !event.id.is_empty() => {
                self.volumes.insert(event.id.clone());
            }
            "volume" => self.list(List::Volumes),
            "network" => self.mark_network(event, action),
            // The daemon itself was reconfigured, or a kind that came later: nothing is known of its effect.
            _ => self.all = true,
        }
        true
    }

    fn mark_container(&mut self, event: &EngineEvent, action: &str) {
        let id = &event.id;
        match action {
            "destroy" => {
                self.containers.retain(|known| known != id);
                self.gone.insert(id.clone());
            }
            // A prune names no container; each it removed has an event of its own.
            "prune" => {}
            _ => {
                match event.attributes.get("imageID") {
                    Some(image) if action == "commit" => self.touch_image(image.clone(), Some(id.clone())),
                    None if action == "commit" => self.list(List::Images),
                    _ => {}
                }
                self.touch(id);
            }
        }
    }

    /// A container's networks are part of the container.
    fn mark_network(&mut self, event: &EngineEvent, action: &str) {
        match event.attributes.get("container") {
            Some(container) if matches!(action, "connect" | "disconnect") => self.touch(container),
            _ if matches!(action, "create" | "destroy") && !event.id.is_empty() => {
                self.networks.insert(event.id.clone());
            }
            _ => self.list(List::Networks),
        }
    }

    /// What an image was made of is told by one event of several.
    fn touch_image(&mut self, image: String, origin: Option<String>) {
        let known = self.images.entry(image).or_default();
        *known = origin.or(known.take());
    }

    fn touch(&mut self, id: &str) {
        if !self.gone.contains(id) && !self.containers.iter().any(|known| known == id) {
            self.containers.push(id.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, action: &str, id: &str) -> EngineEvent {
        EngineEvent { kind: kind.into(), action: action.into(), id: id.into(), ..EngineEvent::default() }
    }

    #[test]
    fn what_an_event_makes_stale() {
        let clean = Dirty::default;
        let touched = |id: &str| Dirty { containers: vec![id.to_owned()], ..clean() };
        let mut committed = event("container", "commit", "c");
        committed.attributes.insert("imageID".into(), "i".into());
        let an_image = || Dirty { images: [("i".to_owned(), None)].into(), ..clean() };
        let cases = [
            (event("container", "start", "c"), touched("c")),
            (event("container", "health_status: healthy", "c"), touched("c")),
            (event("container", "commit", "c"), Dirty { lists: [List::Images].into(), ..touched("c") }),
            (committed, Dirty { images: [("i".to_owned(), Some("c".to_owned()))].into(), ..touched("c") }),
            (event("container", "exec_create: ls", "c"), clean()),
            (event("container", "top", "c"), clean()),
            (event("container", "prune", ""), clean()),
            (event("container", "destroy", "c"), Dirty { gone: ["c".to_owned()].into(), ..clean() }),
            (event("image", "tag", "i"), an_image()),
            (event("image", "prune", ""), Dirty { lists: [List::Images].into(), ..clean() }),
            (event("image", "save", "i"), clean()),
            (event("image", "push", "i"), an_image()),
            (event("volume", "create", "v"), Dirty { volumes: ["v".to_owned()].into(), ..clean() }),
            (event("volume", "prune", ""), Dirty { lists: [List::Volumes].into(), ..clean() }),
            (event("volume", "mount", "v"), clean()),
            (event("network", "create", "n"), Dirty { networks: ["n".to_owned()].into(), ..clean() }),
            (event("daemon", "reload", "d"), Dirty::everything()),
        ];
        for (event, want) in cases {
            let mut dirty = clean();
            dirty.mark(&event);
            assert_eq!(dirty, want, "{event:?}");
        }
    }

    #[test]
    fn a_connected_container_is_another_and_a_removed_one_is_not_read() {
        let mut dirty = Dirty::default();
        let mut connect = event("network", "connect", "n");
        connect.attributes.insert("container".into(), "c".into());
        for event in [event("container", "create", "c"), connect.clone(), event("container", "destroy", "c"), connect] {
            dirty.mark(&event);
        }
        assert_eq!(dirty, Dirty { gone: ["c".to_owned()].into(), ..Dirty::default() });
    }
}

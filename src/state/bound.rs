//! Things that a sidecar gave a name: what they are, and what was last known of them.

use super::{Snapshot, State};
use std::collections::BTreeMap;

/// The things that have a name, by it.
pub type Bindings = BTreeMap<String, Bound>;

/// The kinds of thing that can get a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundKind {
    /// An image.
    Image,
    /// A container.
    Container,
    /// A volume.
    Volume,
    /// A network.
    Network,
}

impl BoundKind {
    /// What can be asked of such a thing: `id` in `${web.id}`.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Image | Self::Network => &["id", "name"],
            Self::Container => &["id", "name", "image", "image_id"],
            Self::Volume => &["name"],
        }
    }
}

/// One thing, told by its identity: it stays the same when it is renamed, and another of its name is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// What it is.
    pub kind: BoundKind,
    /// Its identity; a volume's name.
    pub id: String,
    /// What it was called when it was last seen.
    pub name: String,
    /// Of a container: the image as it was named at creation.
    pub image: String,
    /// Of a container: its image's identity.
    pub image_id: String,
}

impl Bound {
    /// The value of a field; none for one that its kind does not have.
    pub fn field(&self, field: &str) -> Option<&str> {
        let value = match field {
            "id" => &self.id,
            "name" => &self.name,
            "image" => &self.image,
            "image_id" => &self.image_id,
            _ => return None,
        };
        self.kind.fields().contains(&field).then_some(value.as_str())
    }

    /// The engine writes `alpine` as `alpine:latest`.
    fn is_tag(&self, tag: &str) -> bool {
        tag == self.name || tag.strip_suffix(":latest") == Some(&self.name)
    }

    fn refresh(&mut self, now: &Snapshot) {
        let name = match self.kind {
            BoundKind::Container => now.containers.iter().find(|c| c.id == self.id).map(|c| &c.name),
            BoundKind::Network => now.networks.iter().find(|n| n.id == self.id).map(|n| &n.name),
            // An image may have several names: the one it was known by stays, as long as it has it.
            BoundKind::Image => {
                let tags = now.images.iter().find(|i| i.id == self.id).map(|i| &i.tags);
                tags.filter(|tags| !tags.iter().any(|tag| self.is_tag(tag))).and_then(|tags| tags.first())
            }
            BoundKind::Volume => None,
        };
        if let Some(name) = name.filter(|name| !name.starts_with("<none>")) {
            self.name.clone_from(name);
        }
    }
}

impl State {
    /// What the thing with this identity was last called, if a sidecar gave it a name; else the identity itself.
    pub fn last_name<'n>(&'n self, id: &'n str) -> &'n str {
        self.bindings.values().find(|bound| bound.id == id).map_or(id, |bound| &bound.name)
    }

    /// Takes in what things are called now.
    pub(super) fn refresh_names(&mut self) {
        let Self { bindings, now, .. } = self;
        bindings.values_mut().for_each(|bound| bound.refresh(now));
    }
}

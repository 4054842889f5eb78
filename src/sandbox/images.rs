//! The images of the inner engine: the whole list, or only what events tell of.

use super::dirty::{Dirty, List};
use super::observe::Result;
use super::stock::{Stock, side_by_side, there};
use crate::state::Image;
use bollard::models::{ImageInspect, ImageSummary};
use bollard::query_parameters::ListImagesOptions;
use std::collections::{BTreeMap, HashMap};

/// How many images are read one by one; of more the whole list is.
const ONE_BY_ONE: usize = 8;

/// What was read of the images that events named.
pub(super) enum Found {
    /// Nothing: the whole list must be.
    Unsought,
    /// Each as it was named, with what it was made of; none for one that is gone.
    Named(Vec<(String, Option<String>, Option<ImageInspect>)>),
}

impl Stock {
    /// Reads these alone, unless they are many.
    pub(super) async fn read_named(&self, named: &BTreeMap<String, Option<String>>) -> Result<Found> {
        if named.len() > ONE_BY_ONE {
            return Ok(Found::Unsought);
        }
        let jobs = named.iter().map(|(name, origin)| async move {
            Ok((name.clone(), origin.clone(), there(self.inner.inspect_image(name).await)?))
        });
        side_by_side(jobs).await.map(Found::Named)
    }

    /// Takes in what was read of the images; the whole list where that does not tell what is there.
    pub(super) async fn take_images(&mut self, found: Found, stale: &Dirty) -> Result<()> {
        let is_told = match found {
            Found::Unsought => !stale.needs(List::Images) && stale.images.is_empty(),
            Found::Named(read) => self.take_named(read).await?,
        };
        if !is_told {
            self.known.images = self.read_images().await?;
        }
        Ok(())
    }

    async fn take_named(&mut self, read: Vec<(String, Option<String>, Option<ImageInspect>)>) -> Result<bool> {
        for (name, origin, inspected) in read {
            let is_told = match inspected {
                Some(inspected) => self.take_one(&name, origin.as_deref(), inspected),
                None => self.forget(&name).await?,
            };
            if !is_told {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// An image has these names now, and nobody else has. False where it is new and what it was made from is not told.
    fn take_one(&mut self, name: &str, origin: Option<&str>, inspected: ImageInspect) -> bool {
        let id = inspected.id.clone().unwrap_or_default();
        let tags = inspected.repo_tags.clone().unwrap_or_default();
        let digests = inspected.repo_digests.clone().unwrap_or_default();
        if !self.known.images.iter().any(|image| image.id == id) {
            let Some(ancestors) = self.made_from(name, origin, &id) else { return false };
            let image = Image { ancestors, ..image_of(&id, inspected) };
            self.images.insert(id.clone(), image.clone());
            self.known.images.insert(0, image);
        }
        for image in &mut self.known.images {
            if image.id == id {
                (image.tags, image.digests) = (tags.clone(), digests.clone());
            } else {
                image.tags.retain(|tag| !tags.contains(tag));
            }
        }
        self.hide();
        true
    }

    /// What a new image was made from, where that is known: one that was pulled comes alone, and a commit is made from its
    /// container's image.
    fn made_from(&self, name: &str, origin: Option<&str>, id: &str) -> Option<Vec<String>> {
        if let Some(known) = self.images.get(id) {
            return Some(known.ancestors.clone());
        }
        let Some(origin) = origin else { return (!name.starts_with("sha256:")).then(Vec::new) };
        let parent = &self.known.containers.iter().find(|container| container.id == origin)?.image_id;
        let above = &self.images.get(parent)?.ancestors;
        Some(std::iter::once(parent).chain(above).cloned().collect())
    }

    /// The engine does not list an image that has no name and from which another one is made.
    fn hide(&mut self) {
        let images = &self.known.images;
        let has_children = |id: &String| images.iter().any(|image| image.ancestors.contains(id));
        let is_hidden = |image: &Image| image.tags.is_empty() && image.digests.is_empty() && has_children(&image.id);
        let hidden: Vec<String> =
            images.iter().filter(|image| is_hidden(image)).map(|image| image.id.clone()).collect();
        self.known.images.retain(|image| !hidden.contains(&image.id));
    }

    /// An image is gone. False where what it was made from may be listed now.
    async fn forget(&mut self, id: &str) -> Result<bool> {
        self.known.images.retain(|image| image.id != id);
        for parent in self.images.get(id).map(|image| image.ancestors.as_slice()).unwrap_or_default() {
            let is_told = |image: &Image| image.id == *parent || image.ancestors.contains(parent);
            if self.known.images.iter().any(is_told) {
                break;
            }
            if there(self.inner.inspect_image(parent).await)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn read_images(&mut self) -> Result<Vec<Image>> {
        let listed = self.inner.list_images(None::<ListImagesOptions>).await?;
        let new: Vec<&ImageSummary> = listed.iter().filter(|image| !self.images.contains_key(&image.id)).collect();
        let parents = self.parents(&new).await?;
        let inner = &self.inner;
        let jobs = new
            .into_iter()
            .map(|summary| async move { Ok((summary.id.clone(), there(inner.inspect_image(&summary.id).await)?)) });
        for (id, inspected) in side_by_side(jobs).await? {
            let Some(inspected) = inspected else { continue };
            let ancestors = ancestors(&id, &parents);
            let image = Image { ancestors, ..image_of(&id, inspected) };
            self.images.insert(id, image);
        }
        let known = |summary: ImageSummary| {
            let image = self.images.get(&summary.id)?.clone();
            // The same image may come to a registry, or under another name, later.
            let tags = summary.repo_tags.into_iter().filter(|t| !t.contains("<none>")).collect();
            Some(Image { tags, digests: summary.repo_digests, ..image })
        };
        Ok(listed.into_iter().filter_map(known).collect())
    }

    /// Each image's parent, those that are not listed included; only where a new image has one.
    async fn parents(&self, new: &[&ImageSummary]) -> Result<HashMap<String, String>> {
        if new.iter().all(|image| image.parent_id.is_empty()) {
            return Ok(HashMap::new());
        }
        let all = ListImagesOptions { all: true, ..ListImagesOptions::default() };
        let listed = self.inner.list_images(Some(all)).await?;
        let with_parent = listed.into_iter().filter(|image| !image.parent_id.is_empty());
        Ok(with_parent.map(|image| (image.id, image.parent_id)).collect())
    }
}

/// From parent to parent.
fn ancestors(id: &str, parents: &HashMap<String, String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = parents.get(id);
    while let Some(parent) = at.filter(|parent| !found.contains(parent)) {
        found.push(parent.clone());
        at = parents.get(parent);
    }
    found
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
        digests: image.repo_digests.unwrap_or_default(),
        ancestors: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_parent_to_parent() {
        let pairs = [("c", "b"), ("b", "a"), ("x", "y"), ("y", "x")];
        let parents = pairs.iter().map(|(id, parent)| ((*id).to_owned(), (*parent).to_owned())).collect();
        for (id, want) in [("c", &["b", "a"][..]), ("a", &[]), ("x", &["y", "x"])] {
            assert_eq!(ancestors(id, &parents), want);
        }
    }
}

//! The images of the inner engine: the whole list, or only what events tell of.

use super::observe::{Observer, Result, is_gone};
use crate::state::Image;
use bollard::models::{ImageInspect, ImageSummary};
use bollard::query_parameters::ListImagesOptions;
use std::collections::{BTreeSet, HashMap};

/// How many images are read one by one; of more the whole list is.
const ONE_BY_ONE: usize = 8;

impl Observer {
    /// Reads what is stale of the images.
    pub(super) async fn refresh_images(&mut self, all: bool, named: &BTreeSet<String>) -> Result<()> {
        if all || named.len() > ONE_BY_ONE || !self.refresh_named(named).await? {
            self.known.images = self.read_images().await?;
        }
        Ok(())
    }

    /// Reads these alone; false where only the whole list can tell what is there.
    async fn refresh_named(&mut self, named: &BTreeSet<String>) -> Result<bool> {
        for name in named {
            let is_known = match self.inner.inspect_image(name).await {
                Ok(inspected) => self.retag(inspected),
                Err(error) if is_gone(&error) => self.forget(name),
                Err(error) => return Err(error),
            };
            if !is_known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// An image that is listed has these names now, and nobody else has. An image that is new, or that keeps no name, may
    /// be hidden behind others or hide some: the list tells.
    fn retag(&mut self, inspected: ImageInspect) -> bool {
        let tags = inspected.repo_tags.unwrap_or_default();
        let at = self.known.images.iter().position(|image| Some(&image.id) == inspected.id.as_ref());
        let Some(at) = at.filter(|_| !tags.is_empty()) else { return false };
        let mut others = self.known.images.iter_mut().enumerate().filter(|(other, _)| *other != at);
        let took_last = |(_, image): (usize, &mut Image)| {
            let had = image.tags.len();
            image.tags.retain(|tag| !tags.contains(tag));
            had > 0 && image.tags.is_empty()
        };
        let is_bared = others.by_ref().map(took_last).fold(false, |any, one| any | one);
        let image = &mut self.known.images[at];
        (image.tags, image.digests) = (tags, inspected.repo_digests.unwrap_or_default());
        !is_bared
    }

    /// An image is gone. What it was made from may be listed now.
    fn forget(&mut self, id: &str) -> bool {
        self.known.images.retain(|image| image.id != id);
        self.images.get(id).is_none_or(|image| image.ancestors.is_empty())
    }

    async fn read_images(&mut self) -> Result<Vec<Image>> {
        let listed = self.inner.list_images(None::<ListImagesOptions>).await?;
        let new: Vec<&ImageSummary> = listed.iter().filter(|image| !self.images.contains_key(&image.id)).collect();
        let parents = self.parents(&new).await?;
        // One after the other: each request in flight would cost a connection of its own, and with it a process.
        for summary in new {
            if let Some(image) = self.inspect_image(&summary.id).await? {
                let ancestors = ancestors(&image.id, &parents);
                self.images.insert(image.id.clone(), Image { ancestors, ..image });
            }
        }
        let known = |summary: ImageSummary| {
            let image = self.images.get(&summary.id)?.clone();
            // The same image may come to a registry, or under another name, later.
            let tags = summary.repo_tags.into_iter().filter(|t| !t.contains("<none>")).collect();
            Some(Image { tags, digests: summary.repo_digests, ..image })
        };
        Ok(listed.into_iter().filter_map(known).collect())
    }

    async fn inspect_image(&self, id: &str) -> Result<Option<Image>> {
        match self.inner.inspect_image(id).await {
            Ok(inspected) => Ok(Some(image_of(id, inspected))),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => Err(error),
        }
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

//! What is known of the inner engine's objects. Of it only what events named is read again, side by side, and put in
//! its place; whole lists where nothing is known, or where events name nothing.

use super::dirty::{Dirty, List};
use super::images::Found;
use super::look::LOOK_LABEL;
use super::observe::{Result, container_of, is_gone};
use crate::state::{Container, Image, Network, Snapshot, Volume};
use bollard::Docker;
use bollard::models::ContainerSummary;
use bollard::query_parameters::{ListContainersOptions, ListNetworksOptions, ListVolumesOptions};
use futures_util::{StreamExt, TryStreamExt};
use std::collections::HashMap;

/// How many requests of one kind are under way at once.
const SIDE_BY_SIDE: usize = 4;
/// How many volumes or networks are read one by one; of more the whole list is.
const ONE_BY_ONE: usize = 8;

/// Everything that is known, and what of it is stale.
pub struct Stock {
    pub(super) inner: Docker,
    /// What is known, but for what is stale.
    pub(super) known: Snapshot,
    stale: Dirty,
    /// An image's configuration never changes under its identity.
    pub(super) images: HashMap<String, Image>,
}

/// Objects as they were read.
enum News<T> {
    /// All there are.
    All(Vec<T>),
    /// Some by their names or identities; none for one that is gone.
    Some(Vec<(String, Option<T>)>),
}

impl Stock {
    /// Nothing is known yet.
    pub fn new(inner: Docker) -> Self {
        Self { inner, known: Snapshot::default(), stale: Dirty::everything(), images: HashMap::new() }
    }

    /// More is stale.
    pub fn doubt(&mut self, dirty: Dirty) {
        self.stale.add(dirty);
    }

    /// Reads what is stale; gives the containers that are not there although nobody told of their removal.
    pub async fn refresh(&mut self) -> Result<Vec<String>> {
        if self.stale == Dirty::default() {
            return Ok(Vec::new());
        }
        let stale = self.stale.clone();
        let (images, volumes, networks, containers) = futures_util::try_join!(
            Box::pin(self.seek_images(&stale)),
            self.seek_volumes(&stale),
            self.seek_networks(&stale),
            self.seek_containers(&stale),
        )?;
        self.take_images(images, &stale).await?;
        put(&mut self.known.volumes, volumes, |volume| &volume.name);
        put(&mut self.known.networks, networks, |network| &network.id);
        let missing = match &containers {
            News::All(_) => Vec::new(),
            News::Some(read) => read.iter().filter(|(_, c)| c.is_none()).map(|(id, _)| id.clone()).collect(),
        };
        put(&mut self.known.containers, containers, |container| &container.id);
        self.known.containers.retain(|c| !stale.gone.contains(&c.id));
        self.stale = Dirty::default();
        Ok(missing)
    }

    /// Of the images, what must be read before anything is known.
    async fn seek_images(&self, stale: &Dirty) -> Result<Found> {
        if stale.needs(List::Images) { Ok(Found::Unsought) } else { self.read_named(&stale.images).await }
    }

    async fn seek_volumes(&self, stale: &Dirty) -> Result<News<Volume>> {
        let volume = |v: bollard::models::Volume| Volume {
            name: v.name,
            driver: v.driver,
            labels: v.labels.into_iter().collect(),
        };
        if stale.needs(List::Volumes) || stale.volumes.len() > ONE_BY_ONE {
            let listed = self.inner.list_volumes(None::<ListVolumesOptions>).await?.volumes.unwrap_or_default();
            return Ok(News::All(listed.into_iter().map(volume).collect()));
        }
        each(stale.volumes.iter().cloned(), async |name| Ok(there(self.inner.inspect_volume(&name).await)?.map(volume)))
            .await
    }

    async fn seek_networks(&self, stale: &Dirty) -> Result<News<Network>> {
        if stale.needs(List::Networks) || stale.networks.len() > ONE_BY_ONE {
            let listed = self.inner.list_networks(None::<ListNetworksOptions>).await?;
            let network = |n: bollard::models::Network| Network {
                id: n.id.unwrap_or_default(),
                name: n.name.unwrap_or_default(),
                driver: n.driver.unwrap_or_default(),
                labels: n.labels.unwrap_or_default().into_iter().collect(),
            };
            return Ok(News::All(listed.into_iter().map(network).collect()));
        }
        each(stale.networks.iter().cloned(), async |id| {
            let network = |n: bollard::models::NetworkInspect| Network {
                id: n.id.unwrap_or_default(),
                name: n.name.unwrap_or_default(),
                driver: n.driver.unwrap_or_default(),
                labels: n.labels.unwrap_or_default().into_iter().collect(),
            };
            Ok(there(self.inner.inspect_network(&id, None).await)?.map(network))
        })
        .await
    }

    async fn seek_containers(&self, stale: &Dirty) -> Result<News<Container>> {
        if !stale.all {
            return each(stale.containers.iter().cloned(), async |id| self.inspect(&id).await).await;
        }
        let all = ListContainersOptions { all: true, ..ListContainersOptions::default() };
        let is_look = |c: &ContainerSummary| c.labels.as_ref().is_some_and(|labels| labels.contains_key(LOOK_LABEL));
        let listed = self.inner.list_containers(Some(all)).await?.into_iter().filter(|c| !is_look(c));
        let ids = listed.map(|summary| summary.id.unwrap_or_default());
        // One that went while we looked (`--rm`) is told of by the events.
        match each(ids, async |id| self.inspect(&id).await).await? {
            News::Some(read) => Ok(News::All(read.into_iter().filter_map(|(_, container)| container).collect())),
            all @ News::All(_) => Ok(all),
        }
    }

    async fn inspect(&self, id: &str) -> Result<Option<Container>> {
        Ok(there(self.inner.inspect_container(id, None).await)?.map(|found| container_of(id.to_owned(), found)))
    }
}

/// Reads each of them, some at once, and gives them in their order.
async fn each<T>(
    ids: impl Iterator<Item = String>,
    read: impl AsyncFn(String) -> Result<Option<T>>,
) -> Result<News<T>> {
    let read = &read;
    let jobs = ids.map(|id| async move { Ok((id.clone(), read(id).await?)) });
    side_by_side(jobs).await.map(News::Some)
}

/// Does some at once; gives what they found in their order.
pub(super) async fn side_by_side<T>(jobs: impl Iterator<Item = impl Future<Output = Result<T>>>) -> Result<Vec<T>> {
    futures_util::stream::iter(jobs).buffered(SIDE_BY_SIDE).try_collect().await
}

/// None for what is gone.
pub(super) fn there<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The newest come first, as the engine lists them.
fn put<T>(known: &mut Vec<T>, news: News<T>, key: impl Fn(&T) -> &String) {
    let read = match news {
        News::All(all) => {
            *known = all;
            return;
        }
        News::Some(read) => read,
    };
    for (id, object) in read {
        let at = known.iter().position(|object| *key(object) == id);
        match (at, object) {
            (Some(at), Some(object)) => known[at] = object,
            (Some(at), None) => drop(known.remove(at)),
            (None, Some(object)) => known.insert(0, object),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_again_takes_its_place() {
        let object = |name: &str, value: u8| (name.to_owned(), value);
        let mut known = vec![object("c", 1), object("b", 1), object("a", 1)];
        let some = [("b", Some(2)), ("c", None), ("d", Some(2)), ("x", None)];
        let some = some.map(|(name, value)| (name.to_owned(), value.map(|value| object(name, value))));
        put(&mut known, News::Some(some.into()), |object| &object.0);
        assert_eq!(known, [object("d", 2), object("b", 2), object("a", 1)]);
        put(&mut known, News::All(vec![object("z", 3)]), |object| &object.0);
        assert_eq!(known, [object("z", 3)]);
    }
}

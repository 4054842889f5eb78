//! Nothing of the user's own engine is listed, changed or removed, whatever is typed into a sandbox.

use crate::STARTS;
use crate::common::program::Home;
use crate::common::{engine, on_engine};
use bollard::Docker;
use bollard::models::{ContainerCreateBody, NetworkCreateRequest, VolumeCreateRequest};
use bollard::query_parameters::{
    CreateContainerOptions, CreateImageOptions, ListContainersOptions, ListImagesOptions, ListNetworksOptions,
    ListVolumesOptions, RemoveContainerOptions, RemoveImageOptions, RemoveVolumeOptions,
};
use futures_util::StreamExt;
use ropewalk::sandbox::container::{SESSION_LABEL, sessions};
use std::collections::{BTreeMap, HashMap};

/// What somebody has on their engine, all by the same name.
struct Belongings {
    name: String,
}

impl Belongings {
    async fn make(outer: &Docker) -> Self {
        let name = format!("ropewalk-test-own-{}", ropewalk::sandbox::random_hex(8));
        let mine = Self { name: name.clone() };
        let labels: HashMap<String, String> = [("ropewalk-test".to_owned(), name.clone())].into();
        import(outer, &name).await;
        let volume =
            VolumeCreateRequest { name: Some(name.clone()), labels: Some(labels.clone()), ..Default::default() };
        outer.create_volume(volume).await.unwrap();
        let network = NetworkCreateRequest { name: name.clone(), labels: Some(labels.clone()), ..Default::default() };
        outer.create_network(network).await.unwrap();
        let body = ContainerCreateBody {
            image: Some(name.clone()),
            cmd: Some(vec!["/program".into()]),
            labels: Some(labels),
            ..Default::default()
        };
        let options = CreateContainerOptions { name: Some(name), ..Default::default() };
        outer.create_container(Some(options), body).await.unwrap();
        mine
    }
}

impl Drop for Belongings {
    fn drop(&mut self) {
        let name = self.name.clone();
        on_engine(|outer| async move {
            let container = RemoveContainerOptions { force: true, ..Default::default() };
            let _ = outer.remove_container(&name, Some(container)).await;
            let _ = outer.remove_volume(&name, None::<RemoveVolumeOptions>).await;
            let _ = outer.remove_network(&name).await;
            let _ = outer.remove_image(&name, None::<RemoveImageOptions>, None).await;
        });
    }
}

/// An image of a single file.
async fn import(outer: &Docker, name: &str) {
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(name.len() as u64);
    header.set_mode(0o755);
    archive.append_data(&mut header, "program", name.as_bytes()).unwrap();
    let body = bollard::body_full(archive.into_inner().unwrap().into());
    let options = CreateImageOptions { from_src: Some("-".into()), repo: Some(name.into()), ..Default::default() };
    let mut imported = std::pin::pin!(outer.create_image(Some(options), Some(body), None));
    while let Some(said) = imported.next().await {
        said.unwrap();
    }
}

/// All that is on an engine, but for sandboxes: identity to name and all else that must stay.
async fn inventory(outer: &Docker) -> BTreeMap<String, String> {
    let is_ours = |labels: &HashMap<String, String>| labels.contains_key(SESSION_LABEL);
    let mut all = BTreeMap::new();
    let images = ListImagesOptions { all: true, ..Default::default() };
    for image in outer.list_images(Some(images)).await.unwrap() {
        all.insert(format!("image {}", image.id), format!("{:?} {}", image.repo_tags, image.created));
    }
    let containers = ListContainersOptions { all: true, ..Default::default() };
    for container in outer.list_containers(Some(containers)).await.unwrap() {
        if !container.labels.as_ref().is_some_and(is_ours) {
            let what = format!("{:?} {:?} {:?}", container.names, container.created, container.state);
            all.insert(format!("container {}", container.id.unwrap()), what);
        }
    }
    let volumes = outer.list_volumes(None::<ListVolumesOptions>).await.unwrap().volumes;
    for volume in volumes.unwrap_or_default() {
        if !is_ours(&volume.labels) {
            all.insert(format!("volume {}", volume.name), format!("{:?}", volume.created_at));
        }
    }
    for network in outer.list_networks(None::<ListNetworksOptions>).await.unwrap() {
        all.insert(format!("network {}", network.id.unwrap()), format!("{:?} {:?}", network.name, network.created));
    }
    all
}

const LESSON: &str =
    "# Tidy up\n\n## Remove everything {#remove}\n\n```console\n$ docker run --name hello hello-world\n```\n";

const DESTROY: &[&str] = &[
    "docker images -a; docker ps -a; docker volume ls; docker network ls; docker info; docker system df -v",
    "docker run -d nginx; docker rm -f $(docker ps -aq)",
    "docker rmi -f $(docker images -aq)",
    "docker run -d --name web -v data:/data nginx; docker network create front",
    "docker system prune -af --volumes",
    "docker volume prune -af; docker network prune -f; docker builder prune -af",
    "docker kill $(docker ps -q); docker container prune -f; docker volume rm $(docker volume ls -q)",
    "docker -H unix:///var/run/docker.sock rm -f $(docker ps -aq)",
];

/// Plays the lesson that destroys everything; gives what its sandbox printed.
async fn destroy(outer: &Docker, own: &str) {
    let home = Home::ready();
    home.write("tidy.md", LESSON);
    let mut program = home.start(&["run", "tidy.md"]);
    program.wait_for("is a stand-in");
    let owner = format!("{}/", program.pid());
    let mine =
        |all: Vec<ropewalk::sandbox::container::Leftover>| all.iter().filter(|s| s.owner.starts_with(&owner)).count();
    assert_eq!(mine(sessions(outer).await.unwrap()), 1);
    for line in DESTROY {
        program.type_line(line);
    }
    let (status, said) = program.end();
    assert_eq!(status.code(), Some(1), "a script that ends before its lesson:\n{said}");
    assert!(said.contains("Total reclaimed space"), "the commands ran:\n{said}");
    assert!(!said.contains(own), "the user's own things are named:\n{said}");
    assert!(!said.contains("ropewalk-sandbox"), "the outer engine's images are named:\n{said}");
    assert_eq!(mine(sessions(outer).await.unwrap()), 0);
}

#[tokio::test]
async fn what_the_user_has_on_their_engine_stays_as_it_is() {
    let _together = STARTS.read().await;
    let outer = engine().await;
    let own = Belongings::make(&outer).await;
    // Somebody else may work on this engine too: what of theirs goes while we look is looked at once more.
    for attempt in 1.. {
        let before = inventory(&outer).await;
        destroy(&outer, &own.name).await;
        let after = inventory(&outer).await;
        let changed: Vec<_> = before.iter().filter(|(id, what)| after.get(*id) != Some(*what)).collect();
        let came: Vec<_> = after.iter().filter(|(id, _)| !before.contains_key(*id)).collect();
        if changed.is_empty() && came.is_empty() {
            break;
        }
        let is_own = changed.iter().any(|(id, what)| id.contains(&own.name) || what.contains(&own.name));
        assert!(attempt < 3 && !is_own, "changed: {changed:#?}\ncame: {came:#?}");
    }
}

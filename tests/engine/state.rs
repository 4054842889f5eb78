//! What is observed right after a command.

use crate::common::{Machine, file};
use ropewalk::state::{Container, FileKind, History, Image, Observation};
use std::collections::BTreeMap;

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn container<'a>(seen: &'a Observation, name: &str) -> &'a Container {
    seen.snapshot.containers.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no {name}: {seen:#?}"))
}

fn image<'a>(seen: &'a Observation, tag: &str) -> &'a Image {
    let has_tag = |i: &&Image| i.tags.iter().any(|t| t == tag);
    seen.snapshot.images.iter().find(has_tag).unwrap_or_else(|| panic!("no {tag}: {seen:#?}"))
}

#[tokio::test]
async fn containers_volumes_and_networks_with_all_their_fields() {
    let mut machine = Machine::start().await;
    let empty = machine.observe(&[]).await;
    assert_eq!((empty.snapshot.images.len(), empty.snapshot.containers.len()), (0, 0));
    let mut networks: Vec<_> = empty.snapshot.networks.iter().map(|n| n.name.as_str()).collect();
    networks.sort_unstable();
    assert_eq!(networks, ["bridge", "host", "none"]);

    machine.good("docker volume create --label tier=back data").await;
    machine.good("docker network create --label tier=front front").await;
    machine.good("mkdir site").await;
    machine
        .good(
            "docker run -d --name web --label tier=front -e MODE=dev -p 8080:80 -p 127.0.0.1:5353:53/udp \
             -v data:/data -v ~/site:/site --network front --restart on-failure nginx",
        )
        .await;
    let seen = machine.observe(&[]).await;
    let web = container(&seen, "web");
    assert_eq!((web.image.as_str(), web.status.as_str(), web.is_running()), ("nginx", "running", true));
    assert_eq!(web.image_id, image(&seen, "nginx:latest").id);
    assert_eq!(web.labels.get("tier").map(String::as_str), Some("front"));
    assert!(web.env.contains(&"MODE=dev".to_owned()), "{:?}", web.env);
    assert_eq!(web.ports, [("53/udp".to_owned(), vec![5353]), ("80/tcp".to_owned(), vec![8080])].into());
    let sources = web.mounts.iter().map(|(at, mount)| (at.clone(), mount.source.clone()));
    assert_eq!(sources.collect::<BTreeMap<_, _>>(), map(&[("/data", "data"), ("/site", "/home/learner/site")]));
    let kinds: Vec<&str> = web.mounts.values().map(|mount| mount.kind.as_str()).collect();
    assert_eq!(kinds, ["volume", "bind"]);
    assert_eq!((web.networks.as_slice(), web.restart.as_str()), (&["front".to_owned()][..], "on-failure"));
    assert_eq!(web.command, ["nginx", "-g", "daemon off;"]);
    assert!(web.started > 0 && (seen.snapshot.taken - web.started).abs() < 60 && !web.auto_remove);
    let volume = seen.snapshot.volumes.iter().find(|v| v.name == "data").unwrap();
    assert_eq!((volume.driver.as_str(), &volume.labels), ("local", &map(&[("tier", "back")])));
    let network = seen.snapshot.networks.iter().find(|n| n.name == "front").unwrap();
    assert_eq!((network.driver.as_str(), &network.labels), ("bridge", &map(&[("tier", "front")])));
    assert!(machine.good("curl -s localhost:8080").await.contains("<h1>"), "the published port answers");

    machine.good("docker pause web").await;
    let seen = machine.observe(&[]).await;
    assert_eq!(container(&seen, "web").status, "paused");
    machine.good("docker unpause web && docker stop -t 1 web").await;
    let seen = machine.observe(&[]).await;
    let web = container(&seen, "web");
    assert!(web.status == "exited" && web.finished >= web.started && !web.is_running(), "{web:?}");

    machine.good("docker create --name never alpine true").await;
    assert_eq!(machine.run("docker run --name job alpine sh -c 'exit 7'").await.record.exit, 7);
    let seen = machine.observe(&[]).await;
    assert_eq!((container(&seen, "never").status.as_str(), container(&seen, "never").started), ("created", 0));
    let job = container(&seen, "job");
    assert_eq!(
        (job.status.as_str(), job.exit_code, job.networks.as_slice()),
        ("exited", 7, &["bridge".to_owned()][..])
    );
}

#[tokio::test]
async fn images_with_all_their_fields() {
    let mut machine = Machine::start().await;
    let dockerfile = "FROM alpine\\nLABEL maintainer=Ada\\nENV MODE=dev\\nUSER nobody\\nWORKDIR /srv\\nEXPOSE 80 53/udp\\n\
                      RUN echo built > /tmp/built\\nENTRYPOINT [\"echo\"]\\nCMD [\"hello\", \"world\"]\\n";
    machine.good(&format!("mkdir app && printf '{dockerfile}' > app/Dockerfile")).await;
    machine.good("docker build -t me/app:1 app && docker tag me/app:1 app").await;
    let seen = machine.observe(&[]).await;
    let app = image(&seen, "app:latest");
    let mut tags = app.tags.clone();
    tags.sort();
    assert_eq!(tags, ["app:latest", "me/app:1"]);
    assert_eq!(app.labels.get("maintainer").map(String::as_str), Some("Ada"));
    assert!(app.env.contains(&"MODE=dev".to_owned()), "{:?}", app.env);
    assert_eq!((app.user.as_str(), app.workdir.as_str()), ("nobody", "/srv"));
    let mut ports = app.ports.clone();
    ports.sort();
    assert_eq!(ports, ["53/udp", "80/tcp"]);
    assert_eq!(
        (&app.entrypoint[..], &app.cmd[..]),
        (&["echo".to_owned()][..], &["hello".to_owned(), "world".into()][..])
    );
    assert!(app.layers.len() >= 2 && app.id.starts_with("sha256:") && app.size > 0);

    machine.good("docker run --name changed alpine touch /new").await;
    machine.good("docker commit --author Ada --message 'with a file' changed copy").await;
    let seen = machine.observe(&[]).await;
    let copy = image(&seen, "copy:latest");
    assert_eq!((copy.author.as_str(), copy.comment.as_str()), ("Ada", "with a file"));
    let base = image(&seen, "alpine:latest");
    assert_eq!((copy.layers.len(), &copy.layers[..base.layers.len()]), (base.layers.len() + 1, &base.layers[..]));

    // The same name for another image: what had it before stays, without a name.
    machine.good("docker commit changed app").await;
    machine.good("docker rmi me/app:1 copy && docker build -q -t copy app && docker commit changed copy").await;
    let seen = machine.observe(&[]).await;
    let tagless = seen.snapshot.images.iter().filter(|i| i.tags.is_empty()).count();
    assert_eq!(tagless, 1, "{:#?}", seen.snapshot.images);
}

#[tokio::test]
async fn a_container_that_removed_itself_is_known_to_have_run() {
    let mut machine = Machine::start().await;
    machine.good("docker pull alpine").await;
    let mut history = History::default();
    machine.observe(&[]).await.events.iter().for_each(|e| history.heard(e));
    // Again and again: the events must be there as soon as the command has ended.
    for n in 0..8_i64 {
        history.begin_step();
        let ran = machine.run(&format!("docker run --rm --name quick{n} alpine sh -c 'exit {n}'")).await;
        assert_eq!(i64::from(ran.record.exit), n);
        let seen = machine.observe(&[]).await;
        assert_eq!(seen.snapshot.containers, []);
        seen.events.iter().for_each(|e| history.heard(e));
        let name = format!("quick{n}");
        let quick = history.containers.values().find(|c| c.name == name).unwrap_or_else(|| panic!("{n}: {seen:#?}"));
        assert!(quick.started && quick.started_in_step && quick.removed_at.is_some(), "{n}: {quick:?}");
        assert_eq!((quick.exit_code, quick.image.as_str()), (Some(n), "alpine"));
    }
    let again = machine.observe(&[]).await;
    assert_eq!(again.events, [], "no event is told twice");
}

#[tokio::test]
async fn files_as_the_learner_sees_them() {
    let mut machine = Machine::start().await;
    machine.good("mkdir -m 750 site; printf 'one\\ntwo\\n' > notes.txt; chmod 640 notes.txt").await;
    machine.good("ln -s notes.txt link; : > empty; echo tmp > '/tmp/with space'; mkfifo pipe").await;
    machine.good("head -c 100000 /dev/zero | tr '\\0' x > big").await;
    let paths = ["notes.txt", "~/site", "link", "empty", "/tmp/with space", "pipe", "big", "missing", "/root/x", "-n"];
    let seen = machine.observe(&paths).await.snapshot;
    let files = |path: &str| file(&seen, path).unwrap();
    let notes = &files("notes.txt");
    assert_eq!((notes.kind, notes.mode, notes.size, notes.content.as_str()), (FileKind::File, 0o640, 8, "one\ntwo\n"));
    assert_eq!((files("~/site").kind, files("~/site").mode), (FileKind::Directory, 0o750));
    assert_eq!((files("link").kind, files("link").content.as_str()), (FileKind::Link, "one\ntwo\n"));
    assert_eq!((files("empty").kind, files("empty").size), (FileKind::File, 0));
    assert_eq!(files("/tmp/with space").content, "tmp\n");
    assert_eq!(files("pipe").kind, FileKind::Other);
    assert_eq!((files("big").size, files("big").content.len()), (100_000, ropewalk::state::FILE_CONTENT_LIMIT));
    assert!(file(&seen, "missing").is_none() && file(&seen, "/root/x").is_none() && file(&seen, "-n").is_none());
}

//! How sandboxes come and go.

use crate::STARTS;
use crate::common::program::Home;
use crate::common::{Machine, PATIENCE, engine, plan};
use bollard::query_parameters::{ListContainersOptions, ListVolumesOptions};
use ropewalk::sandbox::container::{Owner, Plan, SESSION_LABEL, Way, name_of, sessions};
use ropewalk::sandbox::direct::INSIDE;
use ropewalk::sandbox::docker::DockerSandbox;
use ropewalk::sandbox::stream::output_of;
use ropewalk::sandbox::{Sandbox, probe};
use std::collections::HashMap;
use std::time::Duration;

/// What is on the outer engine of a session: containers, volumes.
async fn remains(outer: &bollard::Docker, session: &str) -> (usize, usize) {
    let filters: HashMap<String, Vec<String>> =
        [("label".to_owned(), vec![format!("{SESSION_LABEL}={session}")])].into();
    let all = ListContainersOptions { all: true, filters: Some(filters.clone()), ..ListContainersOptions::default() };
    let containers = outer.list_containers(Some(all)).await.unwrap();
    let volumes = outer.list_volumes(Some(ListVolumesOptions { filters: Some(filters) })).await.unwrap();
    (containers.len(), volumes.volumes.unwrap_or_default().len())
}

#[tokio::test]
async fn a_sandbox_is_ready_soon_and_leaves_nothing() {
    let mut machine = Machine::start().await;
    assert!(machine.took < Duration::from_secs(15), "ready after {:?}", machine.took);
    let session = machine.sandbox.session().to_owned();
    assert_eq!(remains(&machine.outer, &session).await, (1, 1));
    machine.good("docker run -d -v /anonymous --name web nginx").await;
    machine.sandbox.remove().await.unwrap();
    assert_eq!(remains(&machine.outer, &session).await, (0, 0));
    machine.sandbox.remove().await.unwrap();
    assert!(!sessions(&machine.outer).await.unwrap().iter().any(|s| s.session == session));
}

#[tokio::test]
async fn a_sandbox_with_a_paused_container_in_it_can_be_removed() {
    let mut machine = Machine::start().await;
    let session = machine.sandbox.session().to_owned();
    machine.good("docker run -d --name web nginx && docker pause web").await;
    machine.sandbox.remove().await.unwrap();
    assert_eq!(remains(&machine.outer, &session).await, (0, 0));
}

#[tokio::test]
async fn a_sandbox_that_vanishes_is_our_fault_not_the_learner_s() {
    let mut machine = Machine::start().await;
    machine.good("true").await;
    ropewalk::sandbox::container::remove(&machine.outer, machine.sandbox.session()).await.unwrap();
    assert!(machine.sandbox.observe(&[]).await.is_err());
    let run = ropewalk::state::Run { text: "echo hello".into(), ..ropewalk::state::Run::default() };
    let mut console = crate::common::Script::default();
    for _ in 0..2 {
        match machine.sandbox.run(&run, &mut console).await {
            Ok(ran) => assert!(ran.shell_ended, "{ran:?}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

#[tokio::test]
async fn an_image_that_is_not_there_leaves_nothing_half_made() {
    let outer = engine().await;
    let plan = ropewalk::sandbox::container::Plan { image: "ropewalk-none:0".into(), ..plan(&outer, Way::B).await };
    let session = ropewalk::sandbox::container::new_session();
    let started = DockerSandbox::start_as(&outer, &plan, session.clone()).await;
    let error = started.err().unwrap().to_string();
    assert!(error.contains("ropewalk-none:0"), "{error}");
    assert_eq!(remains(&outer, &session).await, (0, 0));
}

#[tokio::test]
async fn two_sandboxes_do_not_know_each_other() {
    let (mut one, mut two) = tokio::join!(Machine::start(), Machine::start());
    one.good("docker run -d --name web -p 8080:80 nginx; echo one > who").await;
    two.good("docker run -d --name web -p 8080:80 httpd; echo two > who").await;
    assert_eq!((one.good("cat who").await, two.good("cat who").await), ("one\n".into(), "two\n".into()));
    assert!(one.good("curl -s localhost:8080").await.contains("nginx"));
    assert!(two.good("curl -s localhost:8080").await.contains("httpd"));
    one.sandbox.remove().await.unwrap();
    assert_eq!(two.good("docker ps --format '{{.Image}}'").await, "httpd\n");
}

#[tokio::test]
async fn the_fall_back_starts_too() {
    let mut machine = Machine::start_in(Way::A).await;
    assert_eq!(machine.good("docker run --rm alpine echo hello").await.lines().last(), Some("hello"));
    let ran = machine.run("docker run alpine sh -c 'exit 3'").await;
    assert_eq!(ran.record.exit, 3, "{}", ran.record.output);
    let seen = machine.observe(&[]).await;
    assert_eq!(seen.snapshot.containers[0].exit_code, 3);
    let inspected = machine.outer.inspect_container(&machine.container(), None).await.unwrap();
    assert_eq!(inspected.host_config.unwrap().privileged, Some(false));
}

/// Where the outer engine runs in a virtual machine, no socket can be shared.
#[tokio::test]
async fn an_engine_is_reached_by_its_socket_and_without() {
    for direct in [true, false] {
        let outer = engine().await;
        let plan = Plan { direct, ..plan(&outer, Way::B).await };
        let mut machine = Machine::start_as(outer, &plan).await;
        assert_eq!(machine.sandbox.is_direct(), direct);
        machine.good("docker run -d --name web nginx").await;
        let seen = machine.observe(&[]).await;
        assert_eq!(seen.snapshot.containers[0].name, "web");
        // What was shared is gone: nothing of this machine can be written from inside.
        let shared = machine.as_root(&format!("touch {INSIDE}/x 2>&1")).await;
        assert_ne!(shared.0, 0, "{shared:?}");
    }
}

#[tokio::test]
async fn the_better_way_is_chosen_where_it_works() {
    let outer = engine().await;
    let plan = plan(&outer, Way::B).await;
    let mut said = Vec::new();
    let works = probe::choose_way(&outer, &plan.image, &mut |p| said.push(p)).await.unwrap();
    assert_eq!((works.way, said.len()), (Way::B, 1));
    assert!(works.direct);
}

const THREE: &str = "# Three\n\n## Get it {#get}\n\n```console\n$ docker pull alpine\n```\n\n## Name it {#name}\n\n```console\n\
    $ docker tag alpine mine:1\n$ touch /tmp/named\n$ sleep 3\n```\n\n## Name it again {#again}\n\n```console\n\
    $ docker tag mine:1 mine:2\n```\n";

/// The sandbox of a program in which there is this file.
async fn sandbox_with(outer: &bollard::Docker, pid: u32, path: &str) -> String {
    for _ in 0..PATIENCE.as_secs() * 10 {
        let own = |label: &str| Owner::parse(label).is_some_and(|owner| owner.pid == pid);
        for found in sessions(outer).await.unwrap().into_iter().filter(|found| own(&found.owner)) {
            let seen = output_of(outer, &name_of(&found.session), &["test", "-e", path]).await;
            if seen.is_ok_and(|(status, ..)| status == 0) {
                return found.session;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no sandbox of {pid} has {path}");
}

#[tokio::test]
async fn a_lesson_goes_on_in_another_sandbox_where_one_dies() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("three.md", THREE);
    let program = home.start(&["verify", "--json", "three.md"]);
    let outer = engine().await;
    let session = sandbox_with(&outer, program.pid(), "/tmp/named").await;
    ropewalk::sandbox::container::remove(&outer, &session).await.unwrap();
    let (status, said) = program.end();
    // Nothing speaks against the lesson; a part of it was not seen.
    assert_eq!(status.code(), Some(4), "{said}");
    let report: serde_json::Value = serde_json::from_str(&said[..=said.rfind('}').unwrap()]).unwrap();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|step| step["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "unknown", "passed"], "{said}");
    assert!(steps[2].to_string().contains("played in another sandbox"), "{said}");
}

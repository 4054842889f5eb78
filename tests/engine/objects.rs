//! What checks say of real images and containers: limits, health, crash loops, layers, and by which command it came.

use crate::common::Machine;
use ropewalk::check::{Check, Verdict, bind, bound_text, judge, parse, patience};
use ropewalk::sandbox::observe::Observer;
use ropewalk::source::Source;
use ropewalk::state::{Answers, Image, Snapshot, State};
use std::collections::BTreeSet;
use std::time::Duration;

fn checks(yaml: &str) -> Vec<Check> {
    let (sidecar, found) = parse(&Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}")));
    assert!(found.is_empty(), "{yaml}: {found:?}");
    sidecar.unwrap().steps.remove(0).expect
}

/// Why an assertion does not hold; none where it does.
fn why(state: &State, yaml: &str) -> Option<String> {
    let finding = judge(&checks(yaml)[0], state);
    assert_ne!(finding.verdict, Verdict::Unknown, "{finding:?}");
    finding.why
}

fn holds(state: &State, cases: &[&str]) {
    for yaml in cases {
        assert_eq!(why(state, yaml), None, "{yaml}");
    }
}

async fn good(machine: &mut Machine, state: &mut State, text: &str) {
    let ran = machine.run(text).await;
    assert_eq!(ran.record.exit, 0, "`{text}` printed:\n{}", ran.record.output);
    state.ran(ran.record);
    look(machine, state).await;
}

async fn look(machine: &mut Machine, state: &mut State) {
    state.take_in(machine.observe(&[]).await);
}

#[tokio::test]
async fn limits_layers_and_who_removed_it() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    let run = "docker run -d --name web -m 64m --cpus 0.5 -u 1000 -w /tmp -h box --tmpfs /scratch -v data:/data:ro \
               alpine sleep 600";
    good(&mut machine, &mut state, run).await;
    good(&mut machine, &mut state, "docker create --name later alpine true").await;
    let quota = "docker create --name quota --cpu-quota 25000 --cpu-period 50000 alpine true";
    good(&mut machine, &mut state, quota).await;
    good(&mut machine, &mut state, "docker create --name whole --cpu-quota 150000 alpine true").await;
    let build = "printf 'FROM alpine\\nRUN echo a > /a\\nRUN echo b > /b\\n' | docker build -q -t app -";
    good(&mut machine, &mut state, build).await;
    holds(
        &state,
        &[
            "container: {name: web, memory: 64m, cpus: 0.5, user: 1000, workdir: /tmp, hostname: box, health: none}",
            "container: {name: web, mount: {/scratch: {kind: tmpfs}, /data: {source: data, read_only: true}}}",
            "container: {name: later, created: true, user: root}",
            "container: {name: quota, cpus: 0.5}",
            "container: {name: whole, cpus: 1.5}",
            "image: {ref: app, base: alpine, layers: {min: 3}, min_size: 1kB, max_size: 1GB}",
            "count: {of: {container: {image: alpine}}, is: 4}",
            "not: {container: {name: web, running: false}}",
        ],
    );
    let digest = state.now.images.iter().find(|i| i.tags == ["app:latest"]).unwrap().id.clone();
    holds(&state, &[&format!("image: {{ref: app, digest: '{}'}}", &digest[..20])]);
    let other = why(&state, "container: {name: web, memory: 32m}").unwrap();
    assert!(
        other.starts_with(
            "the memory limit of `web` is 64 MiB; the step asks for 32 MiB; last changed by `docker run -d --name web"
        ),
        "{other}"
    );
    good(&mut machine, &mut state, "docker rm -f web").await;
    let gone = why(&state, "container: {name: web, running: true}").unwrap();
    assert!(gone.starts_with("`web` was removed by `docker rm -f web` "), "{gone}");
}

/// Names that move, are taken away and come back are read image by image: the whole list says the same.
#[tokio::test]
async fn parents_and_names_of_images() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    good(&mut machine, &mut state, "docker create --name box alpine touch /x && docker pull -q busybox").await;
    good(&mut machine, &mut state, "docker commit box mine:1").await;
    let classic = "printf 'FROM alpine\nLABEL a=b\nENV A=b\n' | DOCKER_BUILDKIT=0 docker build -q -t old -";
    good(&mut machine, &mut state, classic).await;
    good(&mut machine, &mut state, "printf 'FROM alpine\nRUN echo a > /a\n' | docker build -q -t new -").await;
    holds(&state, &["image: {ref: 'mine:1', parent: alpine}", "image: {ref: old, parent: alpine}"]);
    holds(&state, &["image: {ref: new, parent: alpine}", "image: {ref: new, base: 'mine:1'}"]);
    let other = why(&state, "image: {ref: old, parent: 'mine:1'}").unwrap();
    assert!(other.starts_with("`old` is made from `alpine:latest`; the step asks for `mine:1`"), "{other}");
    for text in [
        "docker tag busybox a:1",
        "docker tag alpine a:1",
        "docker tag mine:1 b:1 && docker rmi b:1",
        "docker tag busybox old",
        "docker rmi old",
        "docker rmi -f mine:1",
        "docker rmi a:1 busybox",
        "docker pull -q busybox",
        "docker save -o b.tar busybox && docker rmi busybox && docker load -q -i b.tar",
        "docker image prune -f",
        "docker rmi new",
        "printf 'FROM alpine\nLABEL no=name\n' | docker build -q -",
        "docker commit box kept:1 && docker create --name second kept:1 touch /y",
        "docker commit second && docker commit second child:1",
        "docker rmi -f kept:1",
        "docker commit box kept:1",
        "docker commit second child:1",
        "docker rmi child:1",
        "docker rm second box && docker image prune -f",
        "docker volume create vol && docker network create net1",
        "docker volume rm vol && docker volume create won && docker network rm net1 && docker network create net2",
        "docker run --rm -v xvol:/x --network net2 alpine true",
        "docker network prune -f && docker volume prune -a -f",
    ] {
        good(&mut machine, &mut state, text).await;
        let fresh =
            Observer::new(machine.sandbox.engine().unwrap()).await.unwrap().read(true, async { Answers::new() }).await;
        let sorted = |mut images: Vec<Image>| {
            images.iter_mut().for_each(|image| image.tags.sort());
            images.sort_by(|a, b| a.id.cmp(&b.id));
            images
        };
        let fresh = fresh.unwrap().0;
        assert_eq!(sorted(state.now.images.clone()), sorted(fresh.images.clone()), "{text}");
        let names = |now: &Snapshot| {
            let volumes = now.volumes.iter().map(|v| v.name.clone()).collect::<BTreeSet<_>>();
            (volumes, now.networks.iter().map(|n| (n.id.clone(), n.name.clone())).collect::<BTreeSet<_>>())
        };
        assert_eq!(names(&state.now), names(&fresh), "{text}");
    }
}

#[tokio::test]
async fn health_and_crash_loops() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    let well = "docker run -d --name well --health-cmd true --health-interval 1s alpine sleep 600";
    let ill = "docker run -d --name ill --health-cmd false --health-interval 1s --health-retries 1 alpine sleep 600";
    for text in [well, ill, "docker run -d --name loop --restart always alpine false"] {
        good(&mut machine, &mut state, text).await;
    }
    let steady = "container: {name: well, health: healthy, stable_for: 3s}";
    // Longer than a busy machine needs for the two commands behind it.
    let long = "container: {name: well, stable_for: 60s}";
    assert!(patience(&checks(long), &state).is_some(), "{:?}", why(&state, long));
    let mut turns = 0;
    while let Some(seconds) = patience(&checks(steady), &state) {
        turns += 1;
        assert!(turns < 30, "{:?}", why(&state, steady));
        tokio::time::sleep(Duration::from_secs(seconds.into())).await;
        look(&mut machine, &mut state).await;
    }
    holds(&state, &[steady]);
    tokio::time::sleep(Duration::from_secs(2)).await;
    look(&mut machine, &mut state).await;
    holds(&state, &["container: {name: ill, health: unhealthy}"]);
    let crashes = why(&state, "container: {name: loop, stable_for: 3s}").unwrap();
    assert!(crashes.starts_with("`loop` keeps restarting: "), "{crashes}");
    assert!(!crashes.contains("status") || crashes.contains("last exit status 1"), "{crashes}");
}

#[tokio::test]
async fn a_name_means_the_same_container_and_no_other() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    let yaml = "steps:\n  a:\n    expect:\n      - container: {name: web, running: true}\n        as: web\n  b:\n    expect:\n      \
                - container: {name: '${web.id}', running: true}\n";
    let (sidecar, found) = parse(&Source::new("x.yaml", yaml));
    assert!(found.is_empty(), "{found:?}");
    let steps = sidecar.unwrap().steps;
    good(&mut machine, &mut state, "docker run -d --name web alpine sleep 600").await;
    bind(&steps[0].expect, &mut state);
    good(&mut machine, &mut state, "docker rename web front").await;
    good(&mut machine, &mut state, "docker run -d --name web alpine sleep 600").await;
    let later = |state: &State| judge(&steps[1].expect[0].bound(&state.bindings), state);
    let finding = later(&state);
    assert_eq!((finding.what.as_str(), finding.why), ("container `front` is running", None));
    let stop = bound_text("docker stop -t 0 ${web.id}", &state.bindings);
    good(&mut machine, &mut state, &stop).await;
    let why = later(&state).why.unwrap();
    assert!(why.starts_with("`front` is not running; it exited with status "), "{why}");

    good(&mut machine, &mut state, "docker rm -f web && docker rename front web").await;
    good(&mut machine, &mut state, "docker rm -f web").await;
    good(&mut machine, &mut state, "docker run -d --name web alpine sleep 600").await;
    let why = later(&state).why.unwrap();
    assert!(why.starts_with("`web` was removed by `docker rm -f web` "), "{why}");
    assert!(why.ends_with("; the `web` that is there now is another container"), "{why}");
}

#[tokio::test]
async fn an_image_that_was_loaded_and_removed_in_one_line_was_there() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    let save =
        "docker pull -q alpine && docker tag alpine kept:1 && docker save -o kept.tar kept:1 && docker rmi kept:1";
    machine.good(save).await;
    look(&mut machine, &mut state).await;
    assert_eq!(why(&state, "absent: {image: 'other:1'}").as_deref(), Some("`other:1` was never there"));
    let mut state = State::default();
    look(&mut machine, &mut state).await;
    good(&mut machine, &mut state, "docker load -i kept.tar && docker rmi kept:1").await;
    holds(&state, &["absent: {image: 'kept:1'}"]);
    assert_eq!(why(&state, "absent: {image: 'kept:2'}").as_deref(), Some("`kept:2` was never there"));
}

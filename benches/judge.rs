//! What a verdict costs, in a small sandbox and in a full one: `cargo bench --bench judge`.
//! Needs a Docker Engine and the sandbox image: `ropewalk setup --yes`.
//!
//! First a step of ten checks of different kinds, observed and judged after one change, against the same ten asked by
//! the docker command line in bash, in the same sandbox. Then how long after a change its verdict is there, without
//! anything typed: from the moment by the engine's clock that its last event bears.

mod common;

use bollard::Docker;
use bollard::models::{ContainerCreateBody, VolumeCreateRequest};
use bollard::query_parameters::{
    CreateContainerOptions, CreateImageOptions, EventsOptions, ListContainersOptions, ListImagesOptions,
    RemoveContainerOptions, RemoveImageOptions, RemoveVolumeOptions, TagImageOptions,
};
use common::{median, percentile, print_load, row, sandbox, typed};
use futures_util::StreamExt;
use ropewalk::check::{Check, Verdict, judge_step, parse, probes};
use ropewalk::sandbox::Sandbox;
use ropewalk::sandbox::docker::DockerSandbox;
use ropewalk::source::Source;
use ropewalk::state::State;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Changes of each kind before the ten checks.
const ROUNDS: usize = 11;
/// How often the bash script runs: it takes long.
const BASH_ROUNDS: usize = 11;
/// Changes whose verdict is awaited.
const CHANGES: usize = 200;

/// Five containers and five images.
const SCENE: &str = "docker pull -q alpine; docker pull -q nginx; docker pull -q busybox; docker pull -q hello-world; \
    docker tag alpine mine:1; docker volume create data; docker network create front; docker pull -q debian; \
    docker run -d --name web -p 8080:80 nginx; docker network connect front web; docker run hello-world; \
    docker run --name job alpine sh -c 'exit 3' || true; docker create --name old alpine; docker rm old; \
    docker create --name spare alpine; docker create --name other busybox; \
    docker run --rm -v data:/d alpine sh -c 'echo hello > /d/note'; docker exec web sh -c 'echo hello > /etc/note'";

const TEN_CHECKS: &str = r"
steps:
  s:
    expect:
      - image: { ref: 'mine:1', same_as: alpine }
      - image: { ref: alpine, cmd: /bin/sh }
      - container: { name: web, running: true, port: { 80: 8080 } }
      - container: { name: job, exited: true, exit_code: 3 }
      - container: { image: hello-world, exited: true }
      - volume: { name: data, driver: local }
      - network: { name: front, members: [web] }
      - file: { path: /etc/note, in: web, contains: hello }
      - absent: { container: old }
      - container: { name: spare, image: alpine }
";

/// The same ten, each one call of the docker command line; the first that does not hold ends it.
const TEN_CALLS: &str = r#"(set -e
[ "$(docker image inspect -f '{{.Id}}' mine:1 alpine | uniq | wc -l)" = 1 ]
docker image inspect -f '{{.Config.Cmd}}' alpine | grep -qx '\[/bin/sh\]'
docker ps --format '{{.Names}} {{.Ports}}' | grep -q '^web .*:8080->80/tcp'
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' job | grep -qx 'exited 3'
docker ps -a --format '{{.Image}} {{.Status}}' | grep -q '^hello-world Exited'
docker volume inspect -f '{{.Driver}}' data | grep -qx local
docker network inspect -f '{{range .Containers}}{{.Name}} {{end}}' front | grep -qw web
docker cp web:/etc/note - | grep -aq hello
if docker ps -a --format '{{.Names}}' | grep -qx old; then exit 1; fi
docker ps -a --format '{{.Names}} {{.Image}}' | grep -qx 'spare alpine')"#;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let begun = Instant::now();
    let mut sandbox = sandbox().await;
    let inner = sandbox.engine().expect("an inner engine").negotiate_version().await.expect("a version");
    typed(&mut sandbox, SCENE).await;
    print_load();
    let mut state = State::default();
    for many in [5, 500] {
        fill(&inner, many).await;
        println!("\nwith {}", census(&inner).await);
        ten(&mut sandbox, &inner, &mut state).await;
        latency(&mut sandbox, &inner, &mut state).await;
    }
    print_load();
    println!("the bench took {} s", begun.elapsed().as_secs());
    sandbox.remove().await.expect("removed");
}

fn checks(text: &str) -> Vec<Check> {
    let (sidecar, found) = parse(&Source::new("bench.yaml", text));
    assert!(found.is_empty(), "{found:?}");
    sidecar.expect("a sidecar").steps.remove(0).expect
}

async fn census(inner: &Docker) -> String {
    let all = ListContainersOptions { all: true, ..ListContainersOptions::default() };
    let containers = inner.list_containers(Some(all)).await.expect("containers").len();
    let images = inner.list_images(None::<ListImagesOptions>).await.expect("images").len();
    format!("{containers} containers and {images} images")
}

/// Adds containers that were created and never started, and imported images of one tiny file each, to so many.
async fn fill(inner: &Docker, many: usize) {
    let all = ListContainersOptions { all: true, ..ListContainersOptions::default() };
    let containers = inner.list_containers(Some(all)).await.expect("containers").len();
    let images = inner.list_images(None::<ListImagesOptions>).await.expect("images").len();
    let jobs = |range: std::ops::Range<usize>| futures_util::stream::iter(range);
    jobs(containers..many).for_each_concurrent(4, |n| create(inner, format!("more-{n}"))).await;
    jobs(images..many).for_each_concurrent(4, |n| import(inner, n)).await;
}

async fn create(inner: &Docker, name: String) {
    let body = ContainerCreateBody { image: Some("alpine".into()), ..ContainerCreateBody::default() };
    let options = CreateContainerOptions { name: Some(name), ..CreateContainerOptions::default() };
    inner.create_container(Some(options), body).await.expect("created");
}

async fn import(inner: &Docker, n: usize) {
    let text = format!("{n}\n");
    let mut header = tar::Header::new_ustar();
    header.set_size(text.len() as u64);
    header.set_mode(0o644);
    let mut archive = tar::Builder::new(Vec::new());
    archive.append_data(&mut header, "number", text.as_bytes()).expect("a tar");
    let bytes = archive.into_inner().expect("a tar");
    let options = CreateImageOptions {
        from_src: Some("-".into()),
        repo: Some(format!("more{n}")),
        tag: Some("1".into()),
        ..CreateImageOptions::default()
    };
    let body = bollard::body_full(bytes.into());
    inner.create_image(Some(options), Some(body), None).for_each(|said| async { drop(said.expect("imported")) }).await;
}

/// What changes before a look; each is undone by the next one.
#[derive(Clone, Copy)]
enum Change {
    Container,
    Image,
    Volume,
}

impl Change {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Container, "a container"), (Self::Image, "an image's name"), (Self::Volume, "a volume")];

    async fn make(self, inner: &Docker, there: bool) {
        let name = "changed";
        match (self, there) {
            (Self::Container, true) => create(inner, name.into()).await,
            (Self::Container, false) => {
                inner.remove_container(name, None::<RemoveContainerOptions>).await.expect("removed");
            }
            (Self::Image, true) => {
                let options = TagImageOptions { repo: Some(name.into()), tag: Some("1".into()) };
                inner.tag_image("alpine", Some(options)).await.expect("tagged");
            }
            (Self::Image, false) => {
                inner.remove_image("changed:1", None::<RemoveImageOptions>, None).await.expect("untagged");
            }
            (Self::Volume, true) => {
                let body = VolumeCreateRequest { name: Some(name.into()), ..VolumeCreateRequest::default() };
                inner.create_volume(body).await.expect("a volume");
            }
            (Self::Volume, false) => {
                inner.remove_volume(name, None::<RemoveVolumeOptions>).await.expect("removed");
            }
        }
    }

    /// A check that passes while the thing is there.
    fn check(self) -> &'static str {
        match self {
            Self::Container => "steps: { s: { expect: [ container: changed ] } }",
            Self::Image => "steps: { s: { expect: [ image: 'changed:1' ] } }",
            Self::Volume => "steps: { s: { expect: [ volume: changed ] } }",
        }
    }
}

/// Observes and judges; gives how many checks pass.
async fn look(sandbox: &mut DockerSandbox, checks: &[Check], state: &mut State) -> usize {
    state.take_in(sandbox.observe(&probes(checks)).await.expect("observed"));
    let findings = judge_step(checks, &[], state);
    findings.iter().filter(|f| f.verdict == Verdict::Pass).count()
}

async fn ten(sandbox: &mut DockerSandbox, inner: &Docker, state: &mut State) {
    let checks = checks(TEN_CHECKS);
    let begun = Instant::now();
    let passed = look(sandbox, &checks, state).await;
    println!("{:<52} {:>8.1} ms", "the first look, all of it read", begun.elapsed().as_secs_f64() * 1000.0);
    assert_eq!(passed, 10, "{:#?}", judge_step(&checks, &[], state));
    let mut theirs = Vec::new();
    for _ in 0..BASH_ROUNDS {
        let begun = Instant::now();
        typed(sandbox, TEN_CALLS).await;
        theirs.push(begun.elapsed());
    }
    let theirs = median(&theirs);
    for (change, what) in Change::ALL {
        let mut ours = Vec::new();
        for round in 0..2 * ROUNDS {
            change.make(inner, round % 2 == 0).await;
            // As after each command, the engine is asked whether its events have all come.
            typed(sandbox, "true").await;
            let begun = Instant::now();
            assert_eq!(look(sandbox, &checks, state).await, 10);
            ours.push(begun.elapsed());
        }
        let what = format!("ten checks judged after {what} changed");
        row(&what, median(&ours), "ten docker calls in bash", theirs, "50 times faster");
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(since.as_nanos()).expect("before 2262")
}

/// How long after a change's event its verdict is there. The sandbox's clock is this machine's: one kernel.
async fn latency(sandbox: &mut DockerSandbox, inner: &Docker, state: &mut State) {
    let (mut since_event, mut since_answer) = (Vec::new(), Vec::new());
    let nanos = |n: i64| Duration::from_nanos(n.try_into().unwrap_or_default());
    for at in 0..CHANGES {
        let (change, _) = Change::ALL[at / 2 % 3];
        let there = at % 2 == 0;
        let checks = checks(change.check());
        let begun = now();
        let changed = async {
            change.make(inner, there).await;
            now()
        };
        let judged = async {
            loop {
                sandbox.changed().await;
                if (look(sandbox, &checks, state).await == 1) == there {
                    return now();
                }
            }
        };
        let (answered, judged) = tokio::join!(changed, judged);
        let told = last_event(inner, begun, now()).await;
        since_event.push(nanos(judged - told));
        since_answer.push(nanos((judged - answered).max(0)));
    }
    for (what, times) in [("its event's own time", &since_event), ("the changing call's answer", &since_answer)] {
        let (p50, p95) = (median(times), percentile(times, 95));
        println!("verdict after {what:<38} p50 {p50:>6.1} ms   p95 {p95:>6.1} ms   of {CHANGES}   aim: p95 < 20 ms");
    }
}

/// The time of the newest event between two times, in nanoseconds, by the engine.
async fn last_event(inner: &Docker, since: i64, until: i64) -> i64 {
    let stamp = |n: i64| Some(format!("{}.{:09}", n / 1_000_000_000, n % 1_000_000_000));
    let options = EventsOptions { since: stamp(since), until: stamp(until), ..EventsOptions::default() };
    let events: Vec<_> = inner.events(Some(options)).collect().await;
    let times = events.into_iter().filter_map(|event| event.expect("an event").time_nano);
    times.max().expect("a change has an event")
}

//! What the sandbox costs, each figure beside its baseline of the same run: `cargo bench --bench sandbox`.
//! Needs a Docker Engine and the sandbox image: `ropewalk setup --yes`.

use bollard::Docker;
use bollard::models::ContainerCreateBody;
use bollard::query_parameters::{CreateContainerOptions, RemoveContainerOptions, WaitContainerOptions};
use futures_util::StreamExt;
use ropewalk::check::{judge_step, parse, probes};
use ropewalk::sandbox::container::{Plan, Way};
use ropewalk::sandbox::docker::DockerSandbox;
use ropewalk::sandbox::engine::{Surroundings, find};
use ropewalk::sandbox::stream::attach;
use ropewalk::sandbox::{Nobody, Sandbox, image};
use ropewalk::source::Source;
use ropewalk::state::{Run, State};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;

const ROUNDS: usize = 11;

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn row(what: &str, ours: f64, against: &str, theirs: f64, aim: &str) {
    println!("{what:<52} {ours:>8.1} ms   {against:<34} {theirs:>8.1} ms   ratio {:>6.2}   aim: {aim}", ours / theirs);
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let engine = find(&Surroundings::of_process()).await.expect("a Docker Engine: `ropewalk setup --yes`");
    let docker = engine.docker;
    let plan = Plan { image: image::reference(), way: Way::B, network: false, mirror: true, direct: true };
    start(&docker, &plan).await;
    let mut sandbox = DockerSandbox::start(&docker, &plan).await.expect("the sandbox image: `ropewalk setup --yes`");
    sandbox.ready().await.expect("an inner engine");
    typed(&docker, &mut sandbox).await;
    judged(&mut sandbox).await;
    sandbox.remove().await.expect("removed");
    memory();
}

/// From nothing to "the inner engine answers" against `docker run` of the same image.
async fn start(docker: &Docker, plan: &Plan) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let mut sandbox = DockerSandbox::start(docker, plan).await.expect("a sandbox");
        sandbox.ready().await.expect("an inner engine");
        ours.push(begun.elapsed());
        sandbox.remove().await.expect("removed");
        let begun = Instant::now();
        run_true(docker, &plan.image).await;
        theirs.push(begun.elapsed());
    }
    row(
        "sandbox: from nothing to its engine answers",
        median(ours),
        "docker run --rm IMAGE true",
        median(theirs),
        "< 2000 ms",
    );
}

async fn run_true(docker: &Docker, image: &str) {
    let name = "ropewalk-bench-true";
    let body = ContainerCreateBody {
        image: Some(image.to_owned()),
        entrypoint: Some(vec!["true".into()]),
        ..ContainerCreateBody::default()
    };
    let options = CreateContainerOptions { name: Some(name.into()), ..CreateContainerOptions::default() };
    docker.create_container(Some(options), body).await.expect("created");
    docker.start_container(name, None).await.expect("started");
    let _ = docker.wait_container(name, None::<WaitContainerOptions>).next().await;
    docker.remove_container(name, None::<RemoveContainerOptions>).await.expect("removed");
}

/// One typed `true`, observed and judged, against the same through a plain shell over an exec.
async fn typed(docker: &Docker, sandbox: &mut DockerSandbox) {
    let run = Run { text: "true".into(), ..Run::default() };
    let mut plain = PlainShell::start(docker, sandbox.session()).await;
    let (mut typed, mut whole, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=2 * ROUNDS {
        let begun = Instant::now();
        sandbox.run(&run, &mut Nobody).await.expect("ran");
        let ran = begun.elapsed();
        sandbox.observe(&[]).await.expect("observed");
        let observed = begun.elapsed();
        let begun = Instant::now();
        plain.run_true(round).await;
        // The first round starts the shell.
        if round > 0 {
            typed.push(ran);
            whole.push(observed);
            theirs.push(begun.elapsed());
        }
    }
    let theirs = median(theirs);
    row(
        "`true` typed, its end and status known",
        median(typed),
        "`true` in a plain exec shell",
        theirs,
        "< 10 ms more",
    );
    row("`true` typed, and the state observed", median(whole), "`true` in a plain exec shell", theirs, "< 10 ms more");
}

struct PlainShell {
    attached: ropewalk::sandbox::stream::Attached,
}

impl PlainShell {
    async fn start(docker: &Docker, session: &str) -> Self {
        let container = ropewalk::sandbox::container::name_of(session);
        let argv = ["bash", "--norc", "--noediting", "-i"];
        let attached = attach(docker, &container, &argv, &[], true).await.expect("attached");
        Self { attached }
    }

    async fn run_true(&mut self, round: usize) {
        let line = format!("true; echo end''{round}end\n");
        self.attached.input.write_all(line.as_bytes()).await.expect("typed");
        let mut said = String::new();
        while let Some(Ok(chunk)) = self.attached.output.next().await {
            said.push_str(&chunk.to_string());
            if said.contains(&format!("end{round}end")) {
                return;
            }
        }
    }
}

const TEN_CHECKS: &str = r"
steps:
  s:
    expect:
      - image: alpine
      - image: { ref: 'mine:1', same_as: alpine }
      - image: { ref: hello-world }
      - container: { name: web, running: true, port: { 80: 8080 } }
      - container: { name: job, exited: true, exit_code: 3 }
      - container: { image: hello-world, ran: true }
      - volume: data
      - network: { name: front, members: [web] }
      - absent: { container: { name: old } }
      - image: { ref: nothing }
";

const SCENE: &str = "docker pull -q alpine; docker tag alpine mine:1; docker run hello-world; docker run -d --name web -p 8080:80 nginx; \
    docker run --name job alpine sh -c 'exit 3'; docker volume create data; docker network create front; \
    docker network connect front web; docker create --name old alpine; docker rm old";

/// Reading the state and judging ten checks against the ten docker calls that a shell script would make.
async fn judged(sandbox: &mut DockerSandbox) {
    let run = |text: &str| Run { text: text.into(), ..Run::default() };
    sandbox.run(&run(SCENE), &mut Nobody).await.expect("the scene");
    let (sidecar, found) = parse(&Source::new("ten.yaml", TEN_CHECKS));
    assert!(found.is_empty(), "{found:?}");
    let step = &sidecar.expect("a sidecar").steps[0];
    let mut state = State::default();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let script = "for i in 1 2 3 4 5 6 7 8 9 10; do docker ps -a --format '{{.Names}}' | grep -q web; done";
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let observation = sandbox.observe(&probes(&step.expect)).await.expect("observed");
        observation.events.iter().for_each(|e| state.history.heard(e));
        state.history.saw(&observation.snapshot);
        state.now = observation.snapshot;
        let findings = judge_step(&step.expect, &step.impossible, &state);
        ours.push(begun.elapsed());
        assert_eq!(findings.len(), 10);
        let begun = Instant::now();
        sandbox.run(&run(script), &mut Nobody).await.expect("ran");
        theirs.push(begun.elapsed());
    }
    row(
        "a step of ten checks: state read and judged",
        median(ours),
        "ten `docker ps | grep` in bash",
        median(theirs),
        "< 30 ms",
    );
}

/// The most memory that `ropewalk run` had, of a session with a few commands.
fn memory() {
    let state = std::env::temp_dir().join("ropewalk-bench");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ropewalk"))
        .args(["run", "01"])
        .env("XDG_STATE_HOME", &state)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let (mut stdin, stdout) = (child.stdin.take().expect("stdin"), child.stdout.take().expect("stdout"));
    stdin.write_all(b"docker pull hello-world\n1\n\ndocker run hello-world\n:quit\n").expect("typed");
    let done = BufReader::new(stdout).lines().map_while(Result::ok).filter(|l| l.contains("Step done")).nth(1);
    assert!(done.is_some(), "the lesson went on");
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let kib: f64 = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
        .unwrap_or(f64::NAN);
    drop(stdin);
    child.wait().expect("ended");
    let _ = std::fs::remove_dir_all(state);
    println!("{:<52} {:>8.1} MB   aim: < 30 MB", "memory of `ropewalk run`, at most", kib / 1024.0);
}

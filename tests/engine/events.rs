//! What happens in the sandbox is heard of: all of it, at once, and whatever breaks.

use crate::common::{Machine, on_engine, until};
use ropewalk::check::{Verdict, judge_step, parse};
use ropewalk::sandbox::Sandbox;
use ropewalk::sandbox::stream::output_of;
use ropewalk::source::Source;
use ropewalk::state::{History, State};
use std::time::{Duration, Instant};

/// How many of the containers named `prefix…` are known to have run, ended and gone.
fn gone(history: &History, prefix: &str) -> usize {
    let seen = history.containers.values().filter(|c| c.name.starts_with(prefix));
    seen.filter(|c| c.started && c.exit_code == Some(3) && c.removed_at.is_some()).count()
}

#[tokio::test]
async fn fifty_quick_containers_are_each_known_when_their_command_has_ended() {
    let mut machine = Machine::start().await;
    machine.good("docker pull alpine").await;
    let mut state = State::default();
    state.take_in(machine.observe(&[]).await);
    for n in 1..=50 {
        machine.run(&format!("docker run --rm --network none --name quick{n} alpine sh -c 'exit 3'")).await;
        state.take_in(machine.observe(&[]).await);
        assert_eq!((gone(&state.history, "quick"), &state.now.containers), (n, &vec![]), "after command {n}");
    }
    assert_eq!(state.history.lost, None);
}

#[tokio::test]
async fn more_events_than_the_engine_remembers_are_all_heard() {
    let mut machine = Machine::start().await;
    machine.good("docker pull alpine && docker create --name old alpine").await;
    let mut state = State::default();
    state.take_in(machine.observe(&[]).await);
    machine.run("docker run --rm --network none --name first alpine sh -c 'exit 3'").await;
    machine.good("for i in $(seq 320); do docker volume create v$i; done > /dev/null").await;
    let seen = machine.observe(&[]).await;
    let volumes = seen.events.iter().filter(|e| e.kind == "volume" && e.action == "create").count();
    assert_eq!((volumes, seen.snapshot.volumes.len(), seen.lost.as_deref()), (320, 320, None));
    state.take_in(seen);
    assert_eq!(gone(&state.history, "first"), 1);
    assert_eq!(machine.observe(&[]).await.events, [], "no event is told twice");
}

#[tokio::test]
async fn a_change_by_itself_is_told_and_read_at_once() {
    let mut machine = Machine::start().await;
    machine.good("docker pull alpine && docker run -d --name job alpine sh -c 'sleep 4; exit 4'").await;
    let before = machine.observe(&[]).await;
    assert_eq!(before.snapshot.containers[0].status, "running");
    let begun = Instant::now();
    let wait = async {
        loop {
            machine.sandbox.changed().await;
            let seen = machine.observe(&[]).await.snapshot;
            if !seen.containers[0].is_running() {
                return seen;
            }
        }
    };
    let seen = tokio::time::timeout(Duration::from_secs(20), wait).await.expect("it ends by itself");
    assert_eq!((seen.containers[0].status.as_str(), seen.containers[0].exit_code), ("exited", 4));
    assert!(begun.elapsed() < Duration::from_secs(8));
    machine.observe(&[]).await;
    let quiet = tokio::time::timeout(Duration::from_millis(500), machine.sandbox.changed()).await;
    assert!(quiet.is_err(), "where nothing changes nothing is told");
}

#[tokio::test]
async fn a_stream_that_is_cut_is_taken_up_again_without_a_gap() {
    let mut machine = Machine::start_over_exec().await;
    machine.good("docker pull alpine").await;
    let mut state = State::default();
    state.take_in(machine.observe(&[]).await);
    // The programs that carry our requests into the sandbox, and so the stream of events.
    for n in 1..=3 {
        let cut = machine.as_root("pkill -f 'docker system dial-stdi[o]'").await;
        assert_eq!(cut.0, 0, "nothing was cut");
        machine.run(&format!("docker run --rm --network none --name cut{n} alpine sh -c 'exit 3'")).await;
        state.take_in(machine.observe(&[]).await);
        assert_eq!((gone(&state.history, "cut"), state.history.lost.as_deref()), (n, None));
    }
}

#[tokio::test]
async fn what_happened_while_nobody_could_hear_is_unknown() {
    let mut machine = Machine::start_over_exec().await;
    machine.good("docker pull alpine").await;
    let mut state = State::default();
    state.take_in(machine.observe(&[]).await);
    // The stream is cut, and until it can be taken up again more is done than the engine remembers.
    let burst =
        "pkill -f 'docker system dial-stdi[o]'; for i in $(seq 300); do docker volume create w$i; done; touch end";
    machine.good(&format!("nohup sh -c \"{}\" > /dev/null 2>&1 &", burst.replace('$', "\\$"))).await;
    let container = machine.container();
    on_engine(|outer| async move {
        until("the burst ends", async || {
            let argv = ["test", "-e", "/home/learner/end"];
            output_of(&outer, &container, &argv).await.unwrap().0 == 0
        })
        .await;
    });
    let yaml = "steps: {s: {expect: [{container: {name: never, ran: true}}, {volume: w300}]}}";
    let sidecar = parse(&Source::new("x.yaml", yaml)).0.unwrap();
    state.take_in(machine.observe(&[]).await);
    let found = judge_step(&sidecar.steps[0].expect, &[], &state);
    let lost = state.history.lost.clone().expect("events are missing");
    assert_eq!((found[0].verdict, found[0].why.as_ref()), (Verdict::Unknown, Some(&lost)));
    assert_eq!((found[1].verdict, state.now.volumes.len()), (Verdict::Pass, 300));
}

#[tokio::test]
async fn what_a_container_was_made_with_is_known_when_it_is_gone() {
    for mut machine in [Machine::start().await, Machine::start_over_exec().await] {
        machine.good("docker pull alpine; docker volume create data").await;
        let mut state = State::default();
        state.take_in(machine.observe(&[]).await);
        machine.run("docker run --rm -e MODE=dev -v data:/data:ro -w /tmp alpine ls /nonexist").await;
        state.take_in(machine.observe(&[]).await);
        let judged = |settings: &str| {
            let yaml = format!("steps: {{s: {{expect: [{{container: {{image: alpine, ran: true, {settings}}}}}]}}}}");
            let sidecar = parse(&Source::new("x.yaml", yaml)).0.unwrap();
            judge_step(&sidecar.steps[0].expect, &[], &state)[0].verdict
        };
        for (settings, verdict) in [
            ("env: {MODE: dev}, mount: {/data: {source: data, read_only: true}}", Verdict::Pass),
            ("command: ls /nonexist, workdir: /tmp, removed: true", Verdict::Pass),
            ("env: {MODE: test}", Verdict::NotYet),
            ("mount: {/data: {read_only: false}}", Verdict::NotYet),
            ("command: echo hello", Verdict::NotYet),
        ] {
            assert_eq!(judged(settings), verdict, "{settings}: {:?}", state.history.containers);
        }
    }
}

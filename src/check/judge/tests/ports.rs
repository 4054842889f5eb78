//! Why nothing answers on a port.

use super::*;
use crate::state::{Observation, Snapshot};

fn server(id: &str, name: &str, port: u16, status: &str) -> Container {
    let all = BTreeMap::from([("80/tcp".to_owned(), vec![port])]);
    let ports = if status == "exited" { BTreeMap::new() } else { all.clone() };
    Container { ports, bindings: all, finished: NOW - 12, ..container(id, name, "nginx", status) }
}

fn see(state: &mut State, containers: Vec<Container>) {
    let snapshot = Snapshot { taken: NOW, utc_offset: 3600, containers, ..Snapshot::default() };
    state.take_in(Observation { snapshot, ..Observation::default() });
}

fn event(id: &str, name: &str, action: &str, at: i64) -> EngineEvent {
    EngineEvent {
        time: at,
        nanoseconds: at * 1_000_000_000 + 5,
        kind: "container".into(),
        action: action.into(),
        id: id.into(),
        attributes: map(&[("name", name)]),
    }
}

fn did(state: &mut State, text: &str, at: i64, event: &EngineEvent) {
    let (started, ended) = (at * 1_000_000_000, (at + 1) * 1_000_000_000);
    state.ran(CommandRecord { text: text.into(), started, ended, ..CommandRecord::default() });
    state.history.heard(event);
}

#[test]
fn the_container_that_had_the_port_is_named() {
    let (web, api) = ("w".repeat(64), "a".repeat(64));
    let mut state = State::default();
    see(&mut state, vec![server(&web, "web", 8080, "running"), server(&api, "api", 9090, "running")]);
    check_all(
        &state,
        &[
            ("http: 8080", "nothing answers on port 8080; `web` publishes it, but nothing in it takes the call"),
            ("http: 7070", "nothing answers on port 7070; `web` is published on 8080"),
        ],
    );
    did(&mut state, "docker stop web", NOW - 200, &event(&web, "web", "die", NOW - 200));
    did(&mut state, "docker ps", NOW - 100, &EngineEvent::default());
    see(&mut state, vec![server(&web, "web", 8080, "exited"), server(&api, "api", 9090, "running")]);
    let stopped = "nothing answers on port 8080: `web`, which publishes it, is not running; it exited with status 0 twelve \
                   seconds ago; last changed by `docker stop web`";
    check_all(&state, &[("http: 8080", stopped), ("http: {port: 8080, contains: x}", stopped)]);
    did(&mut state, "docker rm web", NOW - 90, &event(&web, "web", "destroy", NOW - 90));
    see(&mut state, vec![server(&api, "api", 9090, "running")]);
    let gone = "nothing answers on port 8080: `web`, which published it, was removed by `docker rm web` at 10:02";
    check_all(&state, &[("http: 8080", gone)]);
}

#[test]
fn a_container_that_never_had_the_port_is_told_too() {
    let mut state = State::default();
    see(&mut state, vec![Container { ports: BTreeMap::new(), ..server(&"w".repeat(64), "web", 8080, "created") }]);
    let never =
        "nothing answers on port 8080: `web`, which publishes it, is not running; it was created but never started";
    check_all(&state, &[("http: 8080", never)]);
    see(&mut state, vec![server("w", "web", 8080, "paused")]);
    state.now.answers.insert(
        Probe::Http { port: 8080, path: "/".into(), host: None },
        Answer::Silent("no answer within 3 seconds".into()),
    );
    check_all(&state, &[("http: 8080", "port 8080 does not answer: no answer within 3 seconds; `web` is paused")]);
}

#[test]
fn a_registry_that_went_is_told_with_its_container() {
    let registry = "r".repeat(64);
    let mut state = State::default();
    see(&mut state, vec![server(&registry, "reg", 5000, "exited")]);
    let silent = || Answer::Silent("is not there: no registry answers".into());
    let asked = |state: &mut State| {
        for port in [5000, 5001] {
            state.now.answers.insert(Probe::Pushed(format!("localhost:{port}/app")), silent());
        }
    };
    asked(&mut state);
    let ended = "`localhost:5000` is not there: no registry answers; `reg`, which publishes it, is not running; it exited with \
                 status 0 twelve seconds ago";
    let none = "`localhost:5001` is not there: no registry answers";
    check_all(&state, &[("registry: localhost:5000/app", ended), ("registry: localhost:5001/app", none)]);
}

#[test]
fn what_bars_a_step_is_told_with_who_did_it() {
    let web = "w".repeat(64);
    let mut state = State::default();
    see(&mut state, vec![server(&web, "web", 8080, "running")]);
    did(&mut state, "docker rm -f web", NOW - 200, &event(&web, "web", "destroy", NOW - 200));
    did(&mut state, "docker ps", NOW - 100, &EngineEvent::default());
    see(&mut state, Vec::new());
    let found = judge_step(&checks("image: x"), &checks("absent: {container: web}"), &state);
    let why = "`web` was removed by `docker rm -f web` at 10:00; as it stands this step cannot be done";
    assert_eq!((found[0].verdict, found[0].why.as_deref()), (Verdict::Impossible, Some(why)));
}

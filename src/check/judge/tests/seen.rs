//! What came and went between two looks, and what does not run.

use super::*;

fn told(kind: &str, action: &str, id: &str, attributes: &[(&str, &str)]) -> EngineEvent {
    EngineEvent { kind: kind.into(), ..event(id, action, NOW - 30, attributes) }
}

#[test]
fn an_image_that_came_and_went_within_a_line_was_there() {
    let mut state = containers(Vec::new());
    state.now.images = vec![image("a", &["alpine:latest"])];
    for action in ["tag", "untag"] {
        let name = if action == "tag" { "tt:1" } else { "sha256:a" };
        let said = told("image", action, "sha256:a", &[("name", name)]);
        state.history.heard(&said);
    }
    state.ran(CommandRecord {
        started: (NOW - 31) * 1_000_000_000,
        ended: (NOW - 29) * 1_000_000_000,
        ..record("docker tag alpine tt:1; docker rmi tt:1", 0, "")
    });
    let by = "`tt:1` was removed by `docker tag alpine tt:1; docker rmi tt:1` at 10:03";
    check_all(
        &state,
        &[
            ("absent: {image: 'tt:1'}", "pass"),
            ("image: 'tt:1'", by),
            ("absent: {image: 'tt:2'}", "`tt:2` was never there"),
        ],
    );
}

#[test]
fn a_project_that_went_is_told_with_its_command() {
    let mut state = containers(Vec::new());
    let (project, folder) = ("com.docker.compose.project", "com.docker.compose.project.working_dir");
    let labels = [(project, "shop"), (folder, "/home/learner/shop"), ("com.docker.compose.service", "web")];
    for action in ["create", "start", "destroy"] {
        state.history.heard(&told("container", action, "c1", &labels));
    }
    let (started, ended) = ((NOW - 31) * 1_000_000_000, (NOW - 29) * 1_000_000_000);
    state.ran(CommandRecord { started, ended, ..record("docker compose down", 0, "") });
    let went = "the compose project `shop` was removed by `docker compose down` at 10:03";
    check_all(
        &state,
        &[
            ("absent: {compose: {project: shop}}", "pass"),
            ("absent: {compose: {folder: ~/shop}}", "pass"),
            ("absent: {compose: {project: shop, services: [db]}}", "the compose project `shop` was never there"),
            ("absent: {compose: {project: ship}}", "the compose project `ship` was never there"),
            ("compose: {services: [web]}", went),
            ("compose: {project: shop, services: {web: running}}", went),
            ("compose: {folder: ~/other, services: [web]}", "no compose project was started in `~/other`"),
        ],
    );
}

#[test]
fn what_no_registry_told_of_was_not_pushed() {
    let mut state = State::default();
    let probe = Probe::Pushed("localhost:5000/app".into());
    let mut look = |answer: Answer| {
        let answers = [(probe.clone(), answer)].into();
        let snapshot = crate::state::Snapshot { answers, ..crate::state::Snapshot::default() };
        state.take_in(crate::state::Observation { snapshot, ..crate::state::Observation::default() });
        [why("absent: {registry: localhost:5000/app}", &state), why("registry: localhost:5000/app", &state)]
    };
    let silent = || Answer::Silent("is not there: no registry answers".into());
    let none = "`localhost:5000` is not there: no registry answers";
    assert_eq!(look(silent()), ["`localhost:5000/app` was never there", none]);
    let empty = ["`localhost:5000/app` was never there", "the registry has no `localhost:5000/app`"];
    assert_eq!(look(Answer::Missing), empty);
    assert_eq!(look(Answer::Pushed { digest: String::new(), config: String::new() })[1], "pass");
    let gone = "`localhost:5000/app` was pushed and is gone from the registry";
    assert_eq!(look(Answer::Missing), ["pass", gone]);
    assert_eq!(look(silent()), [none, none]);
}

#[test]
fn what_does_not_run_is_judged_by_the_ports_it_was_made_with() {
    let bindings = BTreeMap::from([("80/tcp".into(), vec![8080]), ("90/tcp".into(), Vec::new())]);
    let state = containers(vec![
        Container { bindings: bindings.clone(), ..container("1", "new", "nginx", "created") },
        Container { bindings, ..container("2", "web", "nginx", "running") },
    ]);
    check_all(
        &state,
        &[
            ("container: {name: new, port: {80: 8080}}", "pass"),
            ("container: {name: new, port: {80: 81}}", "`new` publishes 80 on 8080; the step asks for 81"),
            (
                "container: {name: new, port: {90: 81}}",
                "`new` publishes 90 on a port that the engine chooses; the step asks for 81",
            ),
            (
                "container: {name: new, running: true, port: {80: 8080}}",
                "`new` is not running; it was created but never started",
            ),
            ("container: {name: web, port: {80: 8080}}", "`web` does not publish 80"),
        ],
    );
}

#[test]
fn what_does_not_run_is_no_member_of_a_network() {
    let on = |container: Container| Container { networks: strings(&["front"]), ..container };
    let mut state = containers(vec![
        on(container("1", "web", "nginx", "created")),
        on(container("2", "held", "nginx", "paused")),
        container("3", "out", "nginx", "running"),
    ]);
    state.now.networks = vec![Network { id: "n".into(), name: "front".into(), ..Network::default() }];
    check_all(
        &state,
        &[
            ("network: {name: front, members: [held]}", "pass"),
            ("network: {name: front, members: [web]}", "`web` is in the network `front` but does not run"),
            ("network: {name: front, members: [out]}", "`out` is not in the network `front`"),
        ],
    );
}

#[test]
fn an_image_is_told_by_its_digest_or_the_beginning_of_its_identity() {
    let (id, digest) = ("0123456789abcdef".repeat(4), "fedcba9876543210".repeat(4));
    let digests = vec![format!("alpine@sha256:{digest}")];
    let state = images(vec![Image { digests, ..image(&id, &["alpine:latest"]) }]);
    let not_that = format!("image: 'alpine@sha256:{}'", "0".repeat(64));
    check_all(
        &state,
        &[
            (&format!("image: 'alpine@sha256:{digest}'"), "pass"),
            (&format!("image: 'docker.io/library/alpine:3@sha256:{digest}'"), "pass"),
            (
                &format!("image: 'nginx@sha256:{digest}'"),
                &format!("no image is named {}", say::code(&format!("nginx@sha256:{digest}"))),
            ),
            (
                &not_that,
                &format!("`alpine:latest` exists; the step asks for {}", say::code(&not_that[8..not_that.len() - 1])),
            ),
            ("image: '0123456789ab'", "pass"),
            ("image: 'sha256:0123456789abcdef'", "pass"),
            ("image: '0123456789ac'", "no image has the identity `0123456789ac`"),
        ],
    );
}

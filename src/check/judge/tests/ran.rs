//! What ran: commands, and containers that are gone.

use super::*;

#[test]
fn commands_within_others_are_seen() {
    let within = [
        "for i in 1 2; do docker run alpine true; done",
        "bash -c 'docker run alpine'",
        "if true; then docker run a; fi",
    ];
    for text in within {
        let state = State { commands: vec![record(text, 0, "")], ..State::default() };
        check_all(&state, &[("ran: docker run", "pass")]);
    }
}

#[test]
fn what_a_container_was_made_with_is_known_when_it_is_gone() {
    let mut state = containers(Vec::new());
    passing(&mut state, "4", "gone", NOW - 100, "7");
    let made = Container {
        command: strings(&["ls", "/none"]),
        bindings: [("80/tcp".to_owned(), vec![8080]), ("90/tcp".to_owned(), Vec::new())].into(),
        ..container("4", "gone", "alpine", "created")
    };
    state.history.made(made);
    let joined = [("container", "4"), ("name", "front")];
    state.history.heard(&EngineEvent { kind: "network".into(), ..event("n", "connect", NOW - 99, &joined) });
    check_all(
        &state,
        &[
            ("container: {image: alpine, ran: true, removed: true, command: ls /none}", "pass"),
            (
                "container: {name: gone, ran: true, command: echo hello}",
                "`gone` runs `ls /none`; the step asks for `echo hello`",
            ),
            ("container: {name: gone, ran: true, port: {80: 8080, 90: 9090}, network: front}", "pass"),
            (
                "container: {name: gone, ran: true, network: back}",
                "`gone` is not in the network `back`; it is in `front`",
            ),
            (
                "container: {name: gone, ran: true, port: {80: 8081}}",
                "`gone` publishes 80 on 8080; the step asks for 8081",
            ),
            ("container: {name: gone, ran: true, env: {A: 1}}", "`gone` has no variable `A`"),
        ],
    );
}

/// One that goes with its end has exited, also where it came in the same step.
#[test]
fn who_came_ended_and_went_has_exited() {
    let mut state = containers(Vec::new());
    passing(&mut state, "4", "gone", NOW - 100, "137");
    let exited = [("container: {name: gone, exited: true}", "pass")];
    let made = container("4", "gone", "alpine", "created");
    state.history.made(made.clone());
    let by_hand = why(exited[0].0, &state);
    assert!(by_hand.contains("`gone` was removed"), "{by_hand}");
    state.history.made(Container { auto_remove: true, ..made });
    check_all(&state, &exited);
    check_all(
        &state,
        &[
            ("container: {name: gone, image: alpine, exited: true}", "pass"),
            ("container: {image: alpine, exited: true}", "pass"),
        ],
    );
    assert_ne!(why("container: {name: gone, image: nginx, exited: true}", &state), "pass");
    assert_ne!(why("container: {name: gone, exited: true, env: {A: 1}}", &state), "pass");
    state.history.begin_step();
    assert_ne!(why(exited[0].0, &state), "pass", "that was another step");
}

/// What was typed is not always what was run.
#[test]
fn a_command_that_the_engine_saw_nothing_of() {
    const SECOND: i64 = 1_000_000_000;
    let typed = |text: &str| CommandRecord { started: 100 * SECOND, ended: 101 * SECOND, ..record(text, 0, "") };
    let seen = |action: &str, at: i64| EngineEvent {
        nanoseconds: at * SECOND,
        ..event("1", action, at, &[("name", "web"), ("image", "alpine")])
    };
    let state = |text: &str, events: &[EngineEvent]| {
        let mut state = State { commands: vec![typed(text)], ..State::default() };
        events.iter().for_each(|event| state.history.heard(event));
        state
    };
    let unseen = "`true || docker run alpine` ended well, but the engine saw no `docker run`";
    for (events, want) in
        [(vec![], unseen), (vec![seen("create", 50), seen("die", 100)], unseen), (vec![seen("create", 100)], "pass")]
    {
        check_all(&state("true || docker run alpine", &events), &[("ran: docker run alpine", want)]);
    }
    check_all(&state("docker ps", &[]), &[("ran: docker ps", "pass")]);
    check_all(&state("docker exec web ls", &[seen("exec_create: ls", 100)]), &[("ran: docker exec web", "pass")]);
    let mut lost = state("docker run alpine", &[]);
    lost.history.lost = Some("cut".to_owned());
    check_all(&lost, &[("ran: {command: docker run alpine}", "pass")]);
}

#[test]
fn who_leaves_by_the_detach_keys_has_attached() {
    let commands =
        vec![record("docker attach web", 1, "/ # read escape sequence\n"), record("docker attach no", 1, "")];
    check_all(
        &State { commands, ..State::default() },
        &[
            ("ran: docker attach web", "pass"),
            ("exit: {status: 0, command: web}", "`docker attach web` ended with status 1"),
            ("ran: docker attach no", "`docker attach no` ended with status 1"),
        ],
    );
}

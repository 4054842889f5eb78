//! What containers tell of themselves.

use super::*;

fn machine() -> State {
    let gone = |id: &str, name: &str| container(id, name, "nginx", "running");
    let mut state = containers(vec![gone("w", "web"), gone("d", "db")]);
    tells(&mut state, "web", Detail::Logs, &["starting", "ready in 3 ms", "GET /"]);
    tells(&mut state, "web", Detail::Changes, &["C /data", "A /data/x", "D /etc/motd"]);
    tells(&mut state, "web", Detail::Processes, &["nginx: master process", "nginx: worker process"]);
    tells(&mut state, "db", Detail::Logs, &[]);
    state
}

#[test]
fn logs_changes_and_processes() {
    check_all(
        &machine(),
        &[
            ("container: {name: web, logs: [starting, ready]}", "pass"),
            ("container: {name: web, logs: {matches: '^ready in [0-9]+', excludes: error}}", "pass"),
            ("container: {name: web, logs: {excludes: GET}}", "the logs of `web` contain `GET`"),
            ("container: {name: web, logs: bye}", "the logs of `web` do not contain `bye`; their last line is `GET /`"),
            ("container: {name: db, logs: bye}", "the logs of `db` do not contain `bye`; they are empty"),
            ("container: {name: web, changed: [A /data/x, /data, D /etc/motd]}", "pass"),
            (
                "container: {name: web, changed: C /data/x}",
                "`/data/x` in `web` was added; the step asks that it is changed",
            ),
            ("container: {name: web, changed: /data/y}", "`/data/y` in `web` is as in its image; `/data/x` was added"),
            ("container: {name: web, processes: [worker, master]}", "pass"),
            (
                "container: {name: web, processes: redis}",
                "`web` has no process `redis`; it runs `nginx: master process` and `nginx: worker process`",
            ),
            ("container: {name: web, running: false, logs: bye}", "`web` is still running (and 1 more: logs)"),
            ("container: {name: nobody, logs: bye}", "no container is named `nobody`"),
            ("not: {container: {name: web, logs: bye}}", "pass"),
        ],
    );
}

#[test]
fn what_one_container_does_not_tell_does_not_decide_for_others() {
    let mut state = machine();
    let each = |web: Answer, db: Answer| Answer::Each([("w".to_owned(), web), ("d".to_owned(), db)].into());
    let (says, silent) = (Answer::Lines(strings(&["ready"])), Answer::Unknown("its driver keeps none".into()));
    state.now.answers.insert(Probe::Detail { detail: Detail::Logs, container: None }, each(silent, says));
    for (yaml, want) in [
        ("container: {image: nginx, logs: ready}", Verdict::Pass),
        ("container: {image: nginx, logs: bye}", Verdict::Unknown),
        ("container: {image: redis, logs: bye}", Verdict::NotYet),
        ("count: {of: {container: {logs: ready}}, is: 1}", Verdict::Unknown),
        ("not: {container: {logs: bye}}", Verdict::Unknown),
        ("absent: {container: {name: web, logs: ready}}", Verdict::NotYet),
        ("container: {name: db, processes: x}", Verdict::Unknown),
    ] {
        assert_eq!(judge(&checks(yaml)[0], &state).verdict, want, "{yaml}");
    }
}

#[test]
fn a_container_that_just_started_is_given_time() {
    let mut state = machine();
    assert_eq!(crate::check::patience(&checks("container: {name: web, logs: bye}"), &state), None);
    state.now.containers[0].started = NOW - 2;
    assert_eq!(crate::check::patience(&checks("container: {name: web, logs: bye}"), &state), Some(1));
    assert_eq!(crate::check::patience(&checks("container: {name: web, logs: ready}"), &state), None);
}

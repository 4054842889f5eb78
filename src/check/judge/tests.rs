use super::*;
use crate::state::{
    Answer, CommandRecord, Container, Detail, EngineEvent, File, FileKind, Image, Mount, Network, Probe, Volume,
};
use crate::{check::parse, source::Source};
use std::collections::BTreeMap;

mod beyond;
mod details;
mod golden;
mod images;
mod ladders;
mod looks;
mod patience;
mod ports;
mod property;
mod ran;
mod seen;
mod several;

/// 2026-11-21 10:04:05 in a zone an hour ahead of UTC.
const NOW: i64 = 1_795_251_845;

/// The assertions of a YAML list in flow style: `image: a` or `- …` lines.
fn checks(yaml: &str) -> Vec<Check> {
    let source = Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}\n"));
    let (sidecar, found) = parse(&source);
    assert!(found.is_empty(), "{yaml}: {found:?}");
    sidecar.unwrap().steps.remove(0).expect
}

/// What comes of the assertion. What the state does not tell of was looked for in vain.
fn finding(yaml: &str, state: &State) -> Finding {
    let (checks, mut state) = (checks(yaml), state.clone());
    for probe in probes(&checks) {
        state.now.answers.entry(probe).or_insert(Answer::Missing);
    }
    let finding = judge(&checks[0], &state);
    assert_eq!(finding.verdict == Verdict::Pass, finding.why.is_none(), "{yaml}");
    finding
}

/// Why the assertion does not hold; "pass" where it does.
fn why(yaml: &str, state: &State) -> String {
    finding(yaml, state).why.unwrap_or_else(|| "pass".to_owned())
}

fn check_all(state: &State, cases: &[(&str, &str)]) {
    for (yaml, want) in cases {
        assert_eq!(why(yaml, state), *want, "{yaml}");
    }
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn image(id: &str, tags: &[&str]) -> Image {
    Image { id: format!("sha256:{id}"), tags: strings(tags), ..Image::default() }
}

fn container(id: &str, name: &str, image: &str, status: &str) -> Container {
    let text = str::to_owned;
    let started = if status == "created" { 0 } else { NOW - 20 };
    Container {
        id: text(id),
        name: text(name),
        image: text(image),
        status: text(status),
        started,
        ..Container::default()
    }
}

fn mount(kind: &str, source: &str) -> Mount {
    Mount { kind: kind.into(), source: source.into(), read_only: false }
}

fn images(all: Vec<Image>) -> State {
    let mut state = State::default();
    state.now.images = all;
    state
}

fn containers(all: Vec<Container>) -> State {
    let mut state = State::default();
    (state.now.taken, state.now.utc_offset) = (NOW, 3600);
    state.before.taken = NOW - 100;
    state.now.containers = all;
    state
}

fn found(state: &mut State, path: &str, file: File) {
    state.now.answers.insert(Probe::File(path.to_owned()), Answer::File(file));
}

/// A container that has told of itself.
fn tells(state: &mut State, name: &str, detail: Detail, lines: &[&str]) {
    let id = state.now.containers.iter().find(|c| c.name == name).map_or_else(String::new, |c| c.id.clone());
    let answer = Answer::Each([(id, Answer::Lines(strings(lines)))].into());
    state.now.answers.insert(Probe::Detail { detail, container: Some(name.to_owned()) }, answer);
}

fn record(text: &str, exit: i32, output: &str) -> CommandRecord {
    CommandRecord { text: text.to_owned(), exit, output: output.to_owned(), ..CommandRecord::default() }
}

#[test]
fn a_container_and_what_it_does() {
    let exited = Container { exit_code: 1, finished: NOW - 12, ..container("1", "web", "nginx", "exited") };
    let state = containers(vec![
        exited,
        container("2", "run", "nginx", "running"),
        container("3", "held", "nginx", "paused"),
        container("4", "new", "nginx", "created"),
        container("5", "loop", "nginx", "restarting"),
        Container { started: NOW - 5, ..container("6", "wev", "nginx", "running") },
    ]);
    check_all(
        &state,
        &[
            ("container: web", "pass"),
            (
                "container: {name: web, running: true}",
                "`web` is not running; it exited with status 1 twelve seconds ago",
            ),
            ("container: {name: new, running: true}", "`new` is not running; it was created but never started"),
            ("container: {name: held, running: true, paused: true}", "pass"),
            ("container: {name: run, running: false}", "`run` is still running"),
            ("container: {name: run, paused: true}", "`run` is not paused; it is running"),
            ("container: {name: held, paused: false}", "`held` is still paused"),
            ("container: {name: web, exited: true, exit_code: 1}", "pass"),
            ("container: {name: held, exited: true}", "`held` has not exited; it is paused"),
            (
                "container: {name: loop, exited: true}",
                "`loop` has not exited; it is restarting after it exited with status 0",
            ),
            ("container: {name: web, exited: false}", "`web` exited with status 1 twelve seconds ago"),
            ("container: {name: web, exit_code: 0}", "`web` exited with status 1; the step asks for 0"),
            ("container: {name: run, exit_code: 0}", "`run` has not exited; it is running"),
            ("container: {name: webb}", "no container is named `webb`; `web` exited with status 1 twelve seconds ago"),
            ("container: {name: wevv}", "no container is named `wevv`; `wev` is running"),
            ("container: {name: zzz, image: nginx}", "no container is named `zzz`; `wev` is running"),
            ("container: {name: zzz}", "no container is named `zzz`"),
            ("container: {image: redis}", "no container was made from `redis`"),
            ("container: {name: web, image: redis}", "`web` was made from `nginx`; the step asks for `redis`"),
            ("container: {image: nginx, exit_code: 0}", "`wev` has not exited; it is running"),
        ],
    );
    check_all(&containers(Vec::new()), &[("container: {running: true}", "there are no containers yet")]);
}

#[test]
fn a_container_and_how_it_was_made() {
    let web = Container {
        image_id: "sha256:7".into(),
        command: strings(&["docker-entrypoint.sh", "nginx", "-g"]),
        labels: map(&[("tier", "front")]),
        env: strings(&["A=b"]),
        ports: BTreeMap::from([("80/tcp".into(), vec![8081, 8082]), ("90/tcp".into(), Vec::new())]),
        mounts: [("/data".into(), mount("volume", "vol")), ("/site".into(), mount("bind", "/home/learner/site"))]
            .into(),
        networks: strings(&["bridge"]),
        restart: "no".into(),
        ..container("1", "web", "sha256:7", "running")
    };
    let bare = container("2", "bare", "nginx", "running");
    let mut state = containers(vec![web, bare]);
    state.now.images = vec![image("7", &["nginx:1"])];
    check_all(
        &state,
        &[
            ("container: {name: web, image: 'nginx:1', label: {tier: front}, env: {A: b}, port: {80: 8082}}", "pass"),
            ("container: {name: web, mount: {/data/: vol, /site: ./site}, network: bridge, restart: no}", "pass"),
            ("container: {name: web, mount: {/site: ~/site/}, command: [nginx, -g]}", "pass"),
            ("container: {name: web, command: sh nginx}", "pass"),
            ("container: {name: web, port: {80: any}}", "pass"),
            ("container: {name: web, port: {80: 8080}}", "`web` publishes 80 on 8081; the step asks for 8080"),
            ("container: {name: web, port: {90: 8080}}", "`web` does not publish 90; it publishes 80"),
            ("container: {name: web, port: {53/udp: any}}", "`web` does not publish 53/udp; it publishes 80"),
            ("container: {name: bare, port: {80: 8080}}", "`bare` does not publish 80"),
            (
                "container: {name: web, label: {tier: back}}",
                "the label `tier` of `web` is `front`; the step asks for `back`",
            ),
            ("container: {name: web, env: {C: d}}", "`web` has no variable `C`"),
            ("container: {name: web, mount: {/x: vol}}", "nothing is mounted at `/x` in `web`"),
            (
                "container: {name: web, mount: {/data: other}}",
                "`vol` is mounted at `/data` in `web`; the step asks for `other`",
            ),
            (
                "container: {name: web, mount: {/site: ./te}}",
                "`/home/learner/site` is mounted at `/site` in `web`; the step asks for `./te`",
            ),
            ("container: {name: web, network: front}", "`web` is not in the network `front`; it is in `bridge`"),
            ("container: {name: bare, network: front}", "`bare` is not in the network `front`"),
            (
                "container: {name: web, command: redis}",
                "`web` runs `docker-entrypoint.sh nginx -g`; the step asks for `redis`",
            ),
            (
                "container: {name: web, command: [nginx]}",
                "`web` runs `docker-entrypoint.sh nginx -g`; the step asks for `nginx`",
            ),
            (
                "container: {name: web, restart: always}",
                "the restart policy of `web` is `no`; the step asks for `always`",
            ),
            ("container: {label: {tier: front}}", "pass"),
            (
                "container: {label: {tier: back}, running: true}",
                "the label `tier` of `web` is `front`; the step asks for `back`",
            ),
        ],
    );
}

fn event(id: &str, action: &str, time: i64, attributes: &[(&str, &str)]) -> EngineEvent {
    let attributes = map(attributes);
    EngineEvent { time, kind: "container".into(), action: action.into(), id: id.into(), attributes, nanoseconds: 0 }
}

/// A container that ran with `--rm`: started, ended with a status, and went.
fn passing(state: &mut State, id: &str, name: &str, start: i64, status: &str) {
    let attributes = [("name", name), ("image", "alpine"), ("tier", "front"), ("exitCode", status)];
    for (action, time) in [("create", start), ("start", start), ("die", start + 1), ("destroy", start + 1)] {
        state.history.heard(&event(id, action, time, &attributes));
    }
}

#[test]
fn a_container_that_ran() {
    let old = Container { started: NOW - 500, ..container("1", "old", "alpine", "running") };
    let again = Container { started: NOW - 500, ..container("2", "again", "alpine", "exited") };
    let mut state = containers(vec![old.clone(), Container { started: NOW - 3, ..again.clone() }]);
    state.now.containers.push(container("3", "new", "nginx", "created"));
    state.before.containers = vec![old, again];
    state.history.saw(&state.before);
    // In the same second as the step begins: only the order tells.
    passing(&mut state, "5", "bygone", NOW - 100, "0");
    state.history.begin_step();
    state.history.saw(&state.now);
    passing(&mut state, "4", "gone", NOW - 100, "7");
    check_all(
        &state,
        &[
            ("container: {name: gone, ran: true}", "pass"),
            ("container: {name: gone, ran: true, removed: true, image: alpine, exit_code: 7}", "pass"),
            ("container: {name: gone, ran: true, label: {tier: front}, port: {80: any}}", "pass"),
            (
                "container: {name: gone, ran: true, label: {tier: back}}",
                "the label `tier` of `gone` is `front`; the step asks for `back`",
            ),
            ("container: {name: gone, ran: true, exit_code: 0}", "`gone` exited with status 7; the step asks for 0"),
            (
                "container: {name: gone, ran: true, image: nginx}",
                "`gone` was made from `alpine`; the step asks for `nginx`",
            ),
            ("container: {name: gone, ran: true, running: true}", "`gone` was removed at 10:02"),
            ("container: {name: again, ran: true}", "pass"),
            ("container: {name: again, ran: true, removed: true}", "`again` is still there; it exited with status 0"),
            ("container: {name: old, ran: true}", "`old` last started before this step"),
            ("container: {name: bygone, ran: true}", "`bygone` last started before this step"),
            ("container: {name: new, ran: true}", "`new` was created but never started"),
            ("container: {name: none, ran: true}", "no container named `none` has run in this step"),
            ("container: {name: none, image: alpine, ran: true}", "`again` has run; the step asks for the name `none`"),
            ("container: {image: redis, ran: true}", "no container of `redis` has run in this step"),
            ("container: {image: nginx, ran: true}", "`new` was created but never started"),
            ("container: {image: alpine, ran: true}", "pass"),
            ("container: {image: alpine, ran: true, removed: true}", "pass"),
            (
                "container: {name: gone, image: alpine, ran: true, removed: true, exit_code: 0}",
                "`gone` exited with status 7; the step asks for 0",
            ),
            ("container: {ran: true, exit_code: 7}", "pass"),
            // What came and went is one container; that others are there does not matter.
            ("container: {image: alpine, ran: true, removed: true, exit_code: 7}", "pass"),
        ],
    );
    check_all(&containers(Vec::new()), &[("container: {ran: true}", "no container has run in this step")]);
    let untold = containers(vec![container("1", "web", "nginx", "running")]);
    check_all(&untold, &[("container: {image: nginx, ran: true}", "pass")]);
}

#[test]
fn a_container_that_was_removed() {
    let mut state = containers(vec![container("1", "web", "nginx", "running")]);
    state.before.containers = vec![container("2", "db", "redis", "exited")];
    passing(&mut state, "3", "gone", NOW - 50, "0");
    state.before.containers.push(Container { auto_remove: true, ..container("4", "tmp", "busybox", "running") });
    check_all(
        &state,
        &[
            ("container: {name: gone, removed: true}", "pass"),
            ("container: {name: db, removed: true}", "pass"),
            ("container: {image: redis, removed: true}", "pass"),
            ("container: {name: web, removed: true}", "`web` is still there; it is running"),
            ("container: {image: nginx, removed: true}", "a container of `nginx` is still there; it is running"),
            ("container: {removed: true}", "a container is still there; it is running"),
            ("container: {name: nobody, removed: true}", "`nobody` was never there"),
            ("container: {name: db, running: true}", "`db` was there and was removed"),
            ("container: {name: gone}", "`gone` was removed 49 seconds ago"),
            ("container: {name: tmp, exited: true}", "pass"),
            ("container: {name: db, exited: true}", "`db` was there and was removed"),
        ],
    );
}

#[test]
fn volumes_and_networks() {
    let mut state = containers(vec![
        Container { networks: strings(&["front"]), ..container("1", "web", "nginx", "running") },
        container("2", "db", "redis", "running"),
    ]);
    state.now.volumes = vec![Volume { name: "data".into(), driver: "local".into(), labels: map(&[("a", "b")]) }];
    let network = |name: &str, driver: &str| Network {
        name: name.into(),
        driver: driver.into(),
        labels: BTreeMap::new(),
        id: name.into(),
    };
    state.now.networks = vec![network("bridge", "bridge"), network("front", "bridge")];
    state.history.volumes.insert("old".into());
    state.history.networks.insert("past".into());
    check_all(
        &state,
        &[
            ("volume: data", "pass"),
            ("volume: {driver: local, label: {a: b}}", "pass"),
            ("volume: dta", "no volume is named `dta`; there is `data`"),
            ("volume: zzz", "no volume is named `zzz`"),
            ("volume: old", "`old` was there and was removed"),
            ("volume: {name: data, driver: nfs}", "the driver of `data` is `local`; the step asks for `nfs`"),
            ("volume: {label: {a: c}}", "the label `a` of `data` is `b`; the step asks for `c`"),
            ("network: bridge", "pass"),
            ("network: {name: front, driver: bridge, members: [web]}", "pass"),
            ("network: {name: front, members: [web, db]}", "`db` is not in the network `front`"),
            ("network: {name: front, members: [nobody]}", "no container is named `nobody`"),
            ("network: {driver: overlay}", "the driver of `front` is `bridge`; the step asks for `overlay`"),
            ("network: {name: front, label: {x: y}}", "`front` has no label `x`"),
            ("network: frnt", "no network is named `frnt`; there is `front`"),
            ("network: past", "`past` was there and was removed"),
        ],
    );
    check_all(
        &State::default(),
        &[
            ("volume: {label: {a: b}}", "there is no volume of your own yet"),
            ("network: {driver: bridge}", "there is no network of your own yet"),
        ],
    );
}

#[test]
fn files_by_their_path() {
    let mut state = State::default();
    let file = |content: &str, mode: u32| File {
        kind: FileKind::File,
        mode,
        size: content.len() as u64,
        content: content.to_owned(),
        ..File::default()
    };
    found(&mut state, "~/notes.txt", file("one\r\ntwo\n", 0o100_644));
    found(&mut state, "dir", File { kind: FileKind::Directory, mode: 0o755, ..File::default() });
    found(&mut state, "big", File { size: 1_000_000, ..file("start", 0o600) });
    state.history.found.insert(Probe::File("past".into()));
    check_all(
        &state,
        &[
            ("file: {path: ~/notes.txt, kind: file, contains: [\"one\\ntwo\"], matches: '^two', mode: '0644'}", "pass"),
            ("file: {path: ~/notes.txt, equals: \"one\\ntwo\", min_size: 9}", "pass"),
            ("file: {path: dir, kind: directory}", "pass"),
            ("file: other", "`other` is not there"),
            ("file: past", "`past` was there and was removed"),
            ("file: {path: dir, kind: file}", "`dir` is a directory; the step asks for a file"),
            ("file: {path: dir, contains: x}", "`dir` is a directory, which has no text"),
            ("file: {path: ~/notes.txt, contains: three}", "`~/notes.txt` does not contain `three`"),
            ("file: {path: big, contains: three}", "the beginning of `big` does not contain `three`"),
            (
                "file: {path: ~/notes.txt, equals: one}",
                "line 2 of `~/notes.txt` is `two`; the step asks for no more lines",
            ),
            (
                "file: {path: ~/notes.txt, matches: ^three}",
                "`~/notes.txt` does not contain a line that begins with `three`",
            ),
            ("file: {path: ~/notes.txt, min_size: 10}", "`~/notes.txt` has 9 bytes; the step asks for 10 or more"),
            ("file: {path: ~/notes.txt, mode: '0755'}", "the mode of `~/notes.txt` is 0644; the step asks for 0755"),
        ],
    );
}

#[test]
fn what_commands_printed_and_ended_with() {
    let commands = vec![
        record("docker ps -a", 0, "CONTAINER ID\nweb  Up\n"),
        record("docker run --name web nginx", 125, "Conflict"),
    ];
    let state = State { commands, ..State::default() };
    check_all(
        &state,
        &[
            ("output: {contains: web, command: ps}", "pass"),
            ("output: {contains: web}", "pass"),
            ("output: {contains: [Conflict, web]}", "`docker run --name web nginx` did not print `web`"),
            ("output: {contains: db, command: ps}", "`docker ps -a` did not print `db`"),
            ("output: {matches: '^web.*Up$', excludes: db}", "pass"),
            ("output: {matches: ^db, command: ps}", "`docker ps -a` did not print a line that begins with `db`"),
            ("output: {equals: Conflict}", "pass"),
            (
                "output: {equals: x, command: run}",
                "line 1 of the output of `docker run --name web nginx` is `Conflict`; the step asks for `x`",
            ),
            ("output: {like: Conflict, command: run}", "pass"),
            ("output: {like: '<snip>', command: run}", "pass"),
            (
                "output: {like: \"Conflict\\n8f3ac1d0be52\", command: run}",
                "the output of `docker run --name web nginx` has no line like `8f3ac1d0be52` (ids were not compared)",
            ),
            (
                "output: {like: Conflicts, command: run}",
                "a line of the output of `docker run --name web nginx` is `Conflict`; the step asks for one like `Conflicts`",
            ),
            ("output: {excludes: web, command: ps}", "`docker ps -a` still printed `web`"),
            ("output: {contains: a, command: pull}", "no command like `pull` has been run yet"),
            ("exit: 125", "pass"),
            ("exit: nonzero", "pass"),
            ("exit: any", "pass"),
            ("exit: 0", "`docker run --name web nginx` ended with status 125"),
            ("exit: {status: 0, command: ps}", "pass"),
            ("exit: {status: nonzero, command: ps}", "`docker ps -a` ended with status 0"),
            ("exit: {status: 0, command: pull}", "no command like `pull` has been run yet"),
            ("ran: docker container ls --all", "pass"),
            ("ran: docker ps", "pass"),
            ("ran: docker ps -q", "`docker ps -a` was run; the step asks for `--quiet` too"),
            ("ran: docker run nginx", "`docker run --name web nginx` ended with status 125"),
            ("ran: {command: docker run nginx, status: any}", "pass"),
            ("ran: {command: docker run nginx, status: nonzero}", "pass"),
            ("ran: {command: docker container run *, status: 125}", "pass"),
            ("ran: docker images", "`docker images` has not been run yet"),
            ("ran: ls", "`ls` has not been run yet"),
        ],
    );
    check_all(
        &State::default(),
        &[("output: {contains: a}", "no command has been run yet"), ("exit: 0", "no command has been run yet")],
    );
    let joined = State { commands: vec![record("cd x && docker ps -a | grep web; ls", 0, "")], ..State::default() };
    check_all(
        &joined,
        &[
            ("ran: docker ps -a", "pass"),
            ("ran: ls", "pass"),
            ("ran: docker ps -a | grep web", "pass"),
            ("ran: docker ps -a | wc", "`docker ps -a | wc` has not been run yet"),
        ],
    );
}

#[test]
fn the_last_command_alone_counts_for_exit() {
    let commands = vec![record("true", 0, ""), record("false", 1, "")];
    check_all(&State { commands, ..State::default() }, &[("exit: 0", "`false` ended with status 1")]);
}

#[test]
fn what_is_absent_was_there_once() {
    let mut state = containers(vec![container("1", "web", "nginx", "exited")]);
    state.now.images = vec![image("1", &["alpine:latest"])];
    found(&mut state, "f", File::default());
    state.now.volumes = vec![Volume { name: "data".into(), ..Volume::default() }];
    state.now.networks = vec![Network { name: "front".into(), ..Network::default() }];
    state.before.images = vec![image("2", &[])];
    state.before.containers = vec![container("1", "web", "nginx", "running")];
    state.history.images.insert("old:latest".into());
    state.history.volumes.insert("v".into());
    state.history.networks.insert("n".into());
    state.history.found.insert(Probe::File("gone.txt".into()));
    passing(&mut state, "4", "gone", NOW - 50, "0");
    check_all(
        &state,
        &[
            ("absent: {image: old}", "pass"),
            ("absent: {image: alpine}", "`alpine` is still there"),
            ("absent: {image: nope}", "`nope` was never there"),
            ("absent: {image: {dangling: true}}", "pass"),
            ("absent: {container: gone}", "pass"),
            ("absent: {container: web}", "`web` is still there"),
            ("absent: {container: {name: web, running: true}}", "pass"),
            ("absent: {container: nobody}", "`nobody` was never there"),
            ("absent: {container: {image: redis}}", "such a container was never there"),
            ("absent: {container: {image: nginx}}", "such a container is still there"),
            ("absent: {volume: v}", "pass"),
            ("absent: {volume: data}", "`data` is still there"),
            ("absent: {volume: {label: {a: b}}}", "such a volume was never there"),
            ("absent: {network: n}", "pass"),
            ("absent: {network: front}", "`front` is still there"),
            ("absent: {network: back}", "`back` was never there"),
            ("absent: {file: gone.txt}", "pass"),
            ("absent: {file: f}", "`f` is still there"),
            ("absent: {file: never.txt}", "`never.txt` was never there"),
        ],
    );
}

#[test]
fn a_step_shows_what_helps_most_first() {
    let mut state = images(vec![image("1", &["a:1"])]);
    state.history.images.insert("base:latest".into());
    let expect = checks("image: 'a:1'\n      - image: 'a:2'");
    let impossible = checks("absent: {image: base}");
    let shown = |findings: Vec<Finding>| -> Vec<String> {
        findings.iter().map(|f| format!("{:?}: {}: {}", f.verdict, f.what, f.why.as_deref().unwrap_or("-"))).collect()
    };
    assert_eq!(
        shown(judge_step(&expect, &impossible, &state)),
        [
            "Impossible: image `base` is gone: as it stands this step cannot be done",
            "NotYet: image `a:2` exists: `a:1` exists; the step asks for the tag `2`",
            "Pass: image `a:1` exists: -",
        ]
    );
    assert_eq!(shown(judge_step(&expect[..1], &impossible, &state)), ["Pass: image `a:1` exists: -"]);
    let possible = checks("absent: {image: 'a:1'}");
    assert_eq!(judge_step(&expect, &possible, &state).len(), 2);
    assert_eq!(judge_step(&[], &impossible, &state)[0].verdict, Verdict::Impossible);
}

#[test]
fn verdicts_in_json() {
    let names: Vec<String> = [Verdict::Pass, Verdict::NotYet, Verdict::Impossible, Verdict::Unknown]
        .iter()
        .map(|verdict| serde_json::to_string(verdict).unwrap())
        .collect();
    assert_eq!(names, [r#""pass""#, r#""not yet""#, r#""impossible""#, r#""unknown""#]);
}

#[test]
fn what_must_be_looked_up() {
    let checks = checks("file: b\n      - absent: {file: a}\n      - file: b\n      - image: c");
    assert_eq!(probes(&checks), [Probe::File("a".into()), Probe::File("b".into())]);
}

#[test]
fn what_could_not_be_looked_at_is_unknown() {
    let mut state = State::default();
    state.history.found.insert(Probe::File("f".into()));
    state.now.answers.insert(Probe::File("f".into()), Answer::Unknown("no answer in time".into()));
    for yaml in ["file: f", "absent: {file: f}"] {
        let finding = judge(&checks(yaml)[0], &state);
        assert_eq!((finding.verdict, finding.why.as_deref()), (Verdict::Unknown, Some("no answer in time")));
        assert!(judge_step(&[], &checks(yaml), &state).is_empty(), "nothing is barred by what is not known");
    }
    let unasked = judge(&checks("file: g")[0], &state);
    assert_eq!((unasked.verdict, unasked.why.as_deref()), (Verdict::Unknown, Some("it has not been looked at")));
}

#[test]
fn what_is_unknown_within_others() {
    let mut state = images(vec![image("1", &["a:latest"])]);
    state.now.answers.insert(Probe::File("f".into()), Answer::Unknown("no answer in time".into()));
    let cases = [
        ("any: [{file: f}, {image: a}]", Verdict::Pass),
        ("any: [{file: f}, {image: b}]", Verdict::Unknown),
        ("all: [{file: f}, {image: a}]", Verdict::Unknown),
        ("all: [{file: f}, {image: b}]", Verdict::NotYet),
        ("not: {file: f}", Verdict::Unknown),
        ("any: [{not: {file: f}}, {image: b}]", Verdict::Unknown),
        ("all: [{any: [{file: f}, {image: a}]}, {image: a}]", Verdict::Pass),
        ("not: {all: [{file: f}, {image: b}]}", Verdict::Pass),
    ];
    for (yaml, want) in cases {
        assert_eq!(judge(&checks(yaml)[0], &state).verdict, want, "{yaml}");
    }
    let surely = judge(&checks("all: [{file: f}, {image: b}]")[0], &state).why;
    assert_eq!(surely.as_deref(), Some("no image is named `b` (and 1 more)"));
    state.history.lost = Some("cut off".to_owned());
    for (yaml, want) in [
        ("not: {absent: {image: b}}", Verdict::Unknown),
        ("any: [{absent: {image: b}}, {image: a}]", Verdict::Pass),
        ("all: [{container: {name: x, ran: true}}, {image: a}]", Verdict::Unknown),
    ] {
        assert_eq!(judge(&checks(yaml)[0], &state).verdict, want, "{yaml}");
    }
}

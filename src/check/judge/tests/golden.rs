//! Every explanation in one file, to be read as a learner reads them: `explanations.txt` beside this one.
//! `UPDATE=1 cargo test --lib golden` writes it anew.

use super::*;
use crate::check::{Since, schema};
use crate::state::{Observation, Snapshot};
use std::fmt::Write;

/// What stands between two cases of the file.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/judge/tests/explanations.txt");

fn layers(image: Image, layers: &[&str]) -> Image {
    Image { layers: strings(layers), ..image }
}

/// A machine with a bit of everything.
pub(super) fn workshop() -> State {
    let app = Image {
        labels: map(&[("tier", "back")]),
        env: strings(&["MODE=dev"]),
        cmd: strings(&["python", "app.py"]),
        user: "root".into(),
        author: "Ada".into(),
        comment: "first".into(),
        size: 58_300_000,
        digests: strings(&["app@sha256:aaaaaaaaaaaaaaaa"]),
        ancestors: strings(&["sha256:unnamed", "sha256:33333333333333"]),
        ..image("11111111111111", &["app:1"])
    };
    let base = layers(Image { size: 7_340_000, ..image("22222222222222", &["alpine:latest"]) }, &["l1"]);
    let web = Container {
        restarts: 0,
        memory: 256 << 20,
        milli_cpus: 500,
        hostname: "box".into(),
        command: strings(&["nginx", "-g"]),
        labels: map(&[("tier", "front")]),
        ports: BTreeMap::from([("80/tcp".into(), vec![8081])]),
        mounts: [("/data".into(), mount("volume", "data")), ("/tmp".into(), mount("tmpfs", ""))].into(),
        networks: strings(&["bridge"]),
        restart: "no".into(),
        started: NOW - 2,
        ..container("w", "web", "nginx", "running")
    };
    let sick =
        |name: &str, health: &str| Container { health: health.into(), ..container(name, name, "app:1", "running") };
    let mut state = containers(vec![
        web,
        Container { exit_code: 1, finished: NOW - 12, ..container("j", "job", "alpine", "exited") },
        Container { restarts: 3, exit_code: 1, ..container("l", "loop", "alpine", "restarting") },
        container("n", "new", "alpine", "created"),
        container("p", "held", "alpine", "paused"),
        sick("sick", "unhealthy"),
        sick("young", "starting"),
    ]);
    state.now.images =
        vec![layers(app, &["l1", "l2", "l3"]), base, layers(image("33333333333333", &["other:1"]), &["o1"])];
    state.now.volumes = vec![Volume { name: "data".into(), driver: "local".into(), labels: map(&[("a", "b")]) }];
    let network = |name: &str| Network { name: name.into(), driver: "bridge".into(), ..Network::default() };
    state.now.networks = vec![network("bridge"), network("front")];
    state.history.saw(&state.now);
    state.history.begin_step();
    let committed = [("name", "job"), ("imageID", "sha256:33333333333333")];
    state.history.heard(&event("j", "commit", NOW - 8, &committed));
    passing(&mut state, "g", "gone", NOW - 100, "7");
    state.commands =
        vec![record("docker ps -a", 0, "CONTAINER ID   NAMES\nweb\n"), record("docker run nope", 125, "no such image")];
    did(&mut state, "docker volume rm old", NOW - 125, &[event_of("volume", "old", "destroy")]);
    did(&mut state, "docker rm -f api", NOW - 124, &[event("a", "destroy", 0, &[("name", "api")])]);
    did(&mut state, "docker stop job", NOW - 12, &[event("j", "die", 0, &[("name", "job")])]);
    removed(&mut state, "old.txt", &["rm old.txt"]);
    removed(&mut state, "lost.txt", &["make clean", "make"]);
    did(&mut state, "echo hello > notes.txt", NOW - 200, &[]);
    did(&mut state, "docker ps", NOW - 1, &[]);
    let changed = (NOW - 200) * 1_000_000_000 + 7;
    let file =
        File { mode: 0o644, size: 5, content: "hello\n".into(), owner: "root".into(), changed, ..File::default() };
    found(&mut state, "notes.txt", file);
    let (content, changed) = ("{\"port\": 80}\n".into(), (NOW - 90_000) * 1_000_000_000);
    found(&mut state, "data.json", File { size: 13, content, changed, ..File::default() });
    tells(&mut state, "web", Detail::Logs, &["starting", "error: no port"]);
    tells(&mut state, "web", Detail::Changes, &["C /data", "A /data/y"]);
    tells(&mut state, "web", Detail::Processes, &["nginx: master", "nginx: worker"]);
    tells(&mut state, "job", Detail::Processes, &[]);
    found(&mut state, "site", File { kind: FileKind::Directory, mode: 0o755, ..File::default() });
    state
}

/// A command that took a second, and what the engine did during it.
fn did(state: &mut State, text: &str, at: i64, events: &[EngineEvent]) {
    let started = at * 1_000_000_000;
    state.remember(&CommandRecord { started, ended: started + 1_000_000_000, ..record(text, 0, "") });
    for event in events {
        state.history.heard(&EngineEvent { time: at, nanoseconds: started + 5, ..event.clone() });
    }
}

/// A file that was looked at, and again after these commands, when it was gone.
fn removed(state: &mut State, path: &str, commands: &[&str]) {
    let look = |state: &mut State, taken: i64| {
        let observation = Observation { snapshot: Snapshot { taken, ..state.now.clone() }, ..Observation::default() };
        state.take_in(observation);
        state.now.taken = NOW;
    };
    found(state, path, File::default());
    look(state, NOW - 300);
    commands.iter().for_each(|command| did(state, command, NOW - 290, &[]));
    state.now.answers.insert(Probe::File(path.into()), Answer::Missing);
    look(state, NOW - 280);
}

fn event_of(kind: &str, id: &str, action: &str) -> EngineEvent {
    EngineEvent { kind: kind.into(), ..event(id, action, 0, &[]) }
}

/// Assertions that do not hold in the workshop, kind by kind; none of them may be missing a key of the language.
pub(super) const CASES: &[(&str, &[&str])] = &[
    (
        "image",
        &[
            "image: {ref: redis}",
            "image: {ref: 'app:2'}",
            "image: {ref: alpin}",
            "image: {ref: 'app:1', same_as: alpine}",
            "image: {ref: 'app:1', same_as: redis}",
            "image: {ref: 'app:1', differs_from: 'app:1'}",
            "image: {ref: 'app:1', label: {tier: front}}",
            "image: {ref: 'app:1', env: {MODE: live}}",
            "image: {ref: 'app:1', cmd: node}",
            "image: {ref: 'app:1', entrypoint: /go}",
            "image: {ref: 'app:1', user: app}",
            "image: {ref: 'app:1', workdir: /app}",
            "image: {ref: 'app:1', author: Bob}",
            "image: {ref: 'app:1', comment: second}",
            "image: {dangling: true}",
            "image: {ref: 'app:1', port: 80}",
            "image: {ref: 'app:1', min_size: 1GB}",
            "image: {ref: 'app:1', max_size: 50MB}",
            "image: {ref: 'app:1', min_size: 1MB, max_size: 50MB}",
            "image: {ref: 'app:1', layers: 2}",
            "image: {ref: 'app:1', layers: {max: 2}}",
            "image: {ref: 'app:1', layers: {min: 4, max: 9}}",
            "image: {ref: 'app:1', base: 'other:1'}",
            "image: {ref: 'app:1', base: redis}",
            "image: {ref: 'alpine', base: alpine}",
            "image: {ref: 'app:1', parent: 'alpine'}",
            "image: {ref: 'app:1', parent: redis}",
            "image: {ref: 'other:1', parent: 'app:1'}",
            "image: {ref: 'other:1', commit_of: web}",
            "image: {ref: 'app:1', digest: 'sha256:bbbbbbbbbbbb'}",
        ],
    ),
    (
        "container",
        &[
            "container: {name: nobody}",
            "container: {name: web2}",
            "container: {name: gone}",
            "container: {name: api}",
            "container: {name: web, image: redis}",
            "container: {name: job, running: true}",
            "container: {name: web, running: false}",
            "container: {name: web, paused: true}",
            "container: {name: web, exited: true}",
            "container: {name: job, exit_code: 0}",
            "container: {name: web, exit_code: 0}",
            "container: {name: loop, restarting: false}",
            "container: {name: web, restarting: true}",
            "container: {name: web, created: true}",
            "container: {name: new, created: false}",
            "container: {name: new, running: true}",
            "container: {name: web, ran: true}",
            "container: {name: gone, ran: true, exit_code: 0}",
            "container: {image: redis, ran: true}",
            "container: {name: web, removed: true}",
            "container: {name: nobody, removed: true}",
            "container: {name: web, label: {tier: back}}",
            "container: {name: web, env: {MODE: dev}}",
            "container: {name: web, port: {80: 8080}}",
            "container: {name: web, port: {443: any}}",
            "container: {name: web, mount: {/site: data}}",
            "container: {name: web, mount: {/data: other}}",
            "container: {name: web, mount: {/tmp: data}}",
            "container: {name: web, mount: {/data: {kind: bind}}}",
            "container: {name: web, mount: {/data: {source: data, read_only: true}}}",
            "container: {name: web, network: front}",
            "container: {name: web, command: redis}",
            "container: {name: web, restart: always}",
            "container: {name: web, health: healthy}",
            "container: {name: sick, health: healthy}",
            "container: {name: young, health: healthy}",
            "container: {name: sick, health: none}",
            "container: {name: web, memory: 512m}",
            "container: {name: job, memory: 512m}",
            "container: {name: web, cpus: 1}",
            "container: {name: web, cpus: 0}",
            "container: {name: web, user: app}",
            "container: {name: web, workdir: /app}",
            "container: {name: web, hostname: other}",
            "container: {name: web, stable_for: 5s}",
            "container: {name: loop, stable_for: 5s}",
            "container: {name: job, stable_for: 5s}",
            "container: {name: web, logs: ready}",
            "container: {name: web, logs: {matches: '^ready'}}",
            "container: {name: web, logs: {excludes: error}}",
            "container: {name: gone, ran: true, logs: ready}",
            "container: {name: web, changed: /data/x}",
            "container: {name: web, changed: [/data/y, C /data/y]}",
            "container: {name: web, processes: redis}",
            "container: {name: job, processes: sh}",
        ],
    ),
    (
        "volume",
        &[
            "volume: {name: dta}",
            "volume: {name: old}",
            "volume: {name: data, driver: nfs}",
            "volume: {name: data, label: {a: c}}",
        ],
    ),
    (
        "network",
        &[
            "network: {name: frnt}",
            "network: {name: front, driver: overlay}",
            "network: {name: front, label: {a: b}}",
            "network: {name: front, members: [web]}",
            "network: {name: front, members: [nobody]}",
        ],
    ),
    (
        "file",
        &[
            "file: {path: other.txt}",
            "file: {path: old.txt}",
            "file: {path: lost.txt}",
            "file: {path: notes.txt, kind: directory}",
            "file: {path: notes.txt, contains: bye}",
            "file: {path: notes.txt, equals: bye}",
            "file: {path: notes.txt, matches: '^b'}",
            "file: {path: notes.txt, min_size: 9}",
            "file: {path: notes.txt, max_size: 2}",
            "file: {path: notes.txt, mode: '0755'}",
            "file: {path: notes.txt, owner: app}",
            "file: {path: data.json, json: {/port: 8080}}",
            "file: {path: f, in: {container: web}}",
            "file: {path: f, in: {image: 'app:1'}}",
            "file: {path: f, in: {volume: data}}",
        ],
    ),
    (
        "output",
        &[
            "output: {contains: api}",
            "output: {matches: '^api'}",
            "output: {matches: '^[0-9a-f]{12}$', command: '^docker .*(run|start)'}",
            "output: {matches: '^web .*Up', command: '^docker .*(logs|[a-z]+)'}",
            "output: {equals: web}",
            "output: {command: '^docker ps', like: web is up}",
            "output: {command: '^docker ps', excludes: web}",
            "output: {command: '^docker logs', contains: x}",
        ],
    ),
    ("exit", &["exit: {status: 0}", "exit: {command: '^docker pull', status: 0}"]),
    (
        "ran",
        &[
            "ran: {command: docker ps -q}",
            "ran: {command: docker images}",
            "ran: {command: docker run nope, status: 0}",
        ],
    ),
    (
        "absent",
        &[
            "absent: {container: web}",
            "absent: {container: nobody}",
            "absent: {image: 'app:1'}",
            "absent: {volume: data}",
            "absent: {network: front}",
            "absent: {file: notes.txt}",
        ],
    ),
    ("all", &["all: [{image: 'app:1'}, {image: redis}]", "all: [{volume: x}, {image: redis}, {network: y}]"]),
    (
        "any",
        &[
            "any: [{container: nobody}, {container: {name: job, running: true}}]",
            "any: [{all: [{image: redis}, {volume: x}]}, {image: redis}]",
            "any: [{container: {name: web, label: {tier: back}, restart: always}}, {container: nobody}]",
            "all: [{any: [{image: redis}, {volume: x}]}, {volume: y}]",
        ],
    ),
    (
        "not",
        &[
            "not: {container: {name: web, running: true}}",
            "not: {container: {image: alpine}}",
            "not: {file: {path: /x, in: {image: nothing}}}",
            "not: {file: {path: /x, in: {container: nobody}}}",
            "not: {container: {name: gone, running: true}}",
            "not: {image: {ref: redis, label: {a: b}}}",
            "not: {file: notes.txt}",
            "not: {absent: {container: gone}}",
        ],
    ),
    (
        "count",
        &[
            "count: {of: {container: {image: alpine}}, is: 2}",
            "count: {of: {container: {image: nginx}}, min: 2}",
            "count: {of: {container: {running: true}}, max: 1}",
            "count: {of: {image: {label: {x: y}}}, is: 1}",
            "count: {of: {network: {driver: bridge}}, min: 2, max: 3}",
            "count: {of: {volume: {driver: local}}, is: 2}",
            "count: {of: {container: {name: '*e*', running: true}}, is: 1}",
            "count: {of: {image: 'ap*:*'}, min: 2}",
        ],
    ),
];

/// A step that gives names, in a machine where all that it names is there.
const NAMES: &str = "steps:\n  a:\n    expect:\n      - container: web\n        as: web\n      - container: api\n        as: api\n      \
    - image: 'tool:1'\n        as: tool\n      - network: lan\n        as: lan\n      - volume: data\n        as: data\n";

/// What a later step wants of these very things.
const BOUND: &[&str] = &[
    "container: {name: '${web.id}', running: true}",
    "container: {name: '${web.id}', image: '${tool.name}'}",
    "container: {name: '${api.id}', running: true}",
    "absent: {container: {name: '${web.id}'}}",
    "image: '${tool.id}'",
    "image: {ref: 'fork:1', same_as: '${tool.id}'}",
    "network: {name: '${lan.id}', members: [db]}",
    "volume: '${data.name}'",
];

/// The machine after it: `web` is called `front` and has ended, `api` is another one, `tool:1` and `data` are gone.
fn renamed() -> (State, Vec<Check>) {
    let id = |c: &str| c.repeat(64);
    let mut before = containers(vec![
        container(&id("a"), "web", "nginx", "running"),
        container(&id("b"), "api", "nginx", "running"),
    ]);
    before.now.images = vec![image(&id("c"), &["tool:1"]), image(&id("d"), &["fork:1"])];
    before.now.networks = vec![Network { id: id("e"), name: "lan".into(), ..Network::default() }];
    before.now.volumes = vec![Volume { name: "data".into(), ..Volume::default() }];
    before.history.saw(&before.now);
    let cases: Vec<String> = BOUND.iter().map(|yaml| format!("      - {yaml}\n")).collect();
    let text = format!("{NAMES}  b:\n    expect:\n{}", cases.concat());
    let (sidecar, found) = parse(&Source::new("x.yaml", text));
    assert_eq!(found, []);
    let steps = sidecar.unwrap().steps;
    crate::check::bind(&steps[0].expect, &mut before);
    assert_eq!(before.bindings.len(), 5);
    let mut state = before;
    did(&mut state, "docker rename web front", NOW - 60, &[]);
    did(&mut state, "docker stop front", NOW - 50, &[event(&id("a"), "die", 0, &[("name", "front")])]);
    did(&mut state, "docker rm -f api", NOW - 40, &[event(&id("b"), "destroy", 0, &[("name", "api")])]);
    did(&mut state, "docker volume rm data", NOW - 30, &[event_of("volume", "data", "destroy")]);
    let mut now = state.now.clone();
    now.containers = vec![
        Container { finished: NOW - 50, ..container(&id("a"), "front", "nginx", "exited") },
        container(&id("f"), "api", "nginx", "running"),
    ];
    now.images.remove(0);
    now.volumes.clear();
    state.take_in(crate::state::Observation { snapshot: now, ..crate::state::Observation::default() });
    let bound = steps[1].expect.iter().map(|check| check.bound(&state.bindings)).collect();
    (state, bound)
}

fn explanations() -> String {
    let state = workshop();
    let mut text =
        "What is said of the workshop of golden.rs. Written by its test; read it as a learner would. `since` is in JSON only.\n".to_owned();
    for (kind, cases) in CASES {
        let _ = write!(text, "\n== {kind}\n");
        for yaml in *cases {
            write_case(&mut text, yaml, finding(yaml, &state));
        }
    }
    text += "\n== of what an earlier step gave a name\n";
    let (state, bound) = renamed();
    for (yaml, check) in BOUND.iter().zip(&bound) {
        write_case(&mut text, yaml, judge(check, &state));
    }
    text
}

fn write_case(text: &mut String, yaml: &str, finding: Finding) {
    let Finding { what, why, since, .. } = finding;
    let _ = write!(text, "\n{yaml}\n  expected: {what}\n  found:    {}\n", why.unwrap_or("pass".into()));
    if let Some(Since { time, command }) = since {
        let _ = writeln!(text, "  since:    {time}{}", command.map(|c| format!(" by {c}")).unwrap_or_default());
    }
}

const HINTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/judge/tests/hints.txt");

/// What only a look tells, one case a kind and more where the hints differ.
pub(super) const LOOKS: &[&str] = &[
    "dockerfile: {from: 'alpine:3', has: [LABEL tier, EXPOSE 443]}",
    "dockerfile: {path: app/Dockerfile, stages: 2}",
    "compose: {services: web}",
    "compose: {project: shop, folder: '~/shop', services: {db: exited}}",
    "exec: {container: web, command: [cat, /etc/my file], contains: x}",
    "exec: {container: web, command: ls, status: nonzero, matches: '^a', equals: b, excludes: c}",
    "exec: {container: job, command: ls}",
    "http: {port: 8080, path: /a, host: shop.test, status: 200}",
    "http: {port: 8080, contains: hi, matches: '^hi', equals: hi, excludes: no}",
    "http: {port: 8081, contains: hi}",
    "archive: {path: a.tar, is: image, tags: 'b:1'}",
    "archive: {path: a.tar, is: filesystem}",
    "archive: {path: a.tar, entries: etc/passwd}",
    "registry: localhost:5000/a",
    "registry: {ref: 'localhost:5000/a', same_as: 'app:1', digest: 'sha256:9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0'}",
    "script: {path: check.sh, args: [a], limit: 9}",
    "script: {command: 'false'}",
];

/// Every ladder of hints that nobody wrote, for the same cases and the looks.
#[test]
fn golden_hints() {
    let state = workshop();
    let mut text = "What is made as hints for all that explanations.txt tells; the first rung is the explanation, and \
                    stands there. Written by golden.rs.\n"
        .to_owned();
    for yaml in CASES.iter().flat_map(|(_, cases)| *cases).chain(LOOKS) {
        let check = &checks(yaml)[0];
        let ladder = crate::check::hints(&check.assertion, &judge(check, &state), &[], &state);
        let _ = writeln!(text, "\n{yaml}");
        for hint in ladder.iter().skip(1) {
            let _ = writeln!(text, "  {hint}");
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(HINTS, &text).unwrap();
    }
    let golden = std::fs::read_to_string(HINTS).unwrap_or_default();
    let differs = text.lines().zip(golden.lines()).find(|(now, golden)| now != golden);
    assert_eq!(differs, None, "now, and in hints.txt; run with UPDATE=1 if it is meant");
    assert_eq!(text.lines().count(), golden.lines().count());
    assert!(!text.contains("`docker` is about that"), "a rung that tells nothing");
    for kind in ELSEWHERE {
        assert!(LOOKS.iter().any(|yaml| yaml.starts_with(kind)), "{kind}");
    }
}

#[test]
fn golden_explanations() {
    let text = explanations();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    let golden = std::fs::read_to_string(FILE).unwrap_or_default();
    let differs = text.lines().zip(golden.lines()).find(|(now, golden)| now != golden);
    assert_eq!(differs, None, "now, and in explanations.txt; run with UPDATE=1 if it is meant");
    assert_eq!(text.lines().count(), golden.lines().count());
    assert!(!text.contains("found:    pass"), "a case that holds explains nothing");
    let long = text.lines().filter(|line| line.starts_with("  found:") && line.chars().count() > 170);
    assert_eq!(long.collect::<Vec<_>>(), [""; 0], "an explanation is short");
}

/// The kinds whose explanations stand in `beyond.rs`.
pub(super) const ELSEWHERE: &[&str] = &["dockerfile", "compose", "exec", "http", "archive", "registry", "script"];

/// Walks the language as its schema tells it: each kind and each key must be in some case.
#[test]
fn golden_explanations_cover_the_language() {
    let schema = schema();
    let kinds = schema["$defs"]["Assertion"]["oneOf"].as_array().unwrap();
    let mut lacking = Vec::new();
    for kind in kinds.iter().flat_map(|kind| kind["required"].as_array().unwrap()).filter_map(|kind| kind.as_str()) {
        let cases = CASES.iter().find(|(name, _)| *name == kind).map_or(String::new(), |(_, cases)| cases.join("\n"));
        // What is looked up is explained with the answers of the looks.
        if ELSEWHERE.contains(&kind) {
            assert!(include_str!("beyond.rs").contains(&format!("{kind}: ")), "{kind}");
            continue;
        }
        if cases.is_empty() {
            lacking.push(kind.to_owned());
        }
        let definition = kind[..1].to_uppercase() + &kind[1..];
        let keys = schema["$defs"][definition]["properties"].as_object();
        let keys = keys.into_iter().flat_map(serde_json::Map::keys).filter(|key| !cases.contains(&format!("{key}:")));
        lacking.extend(keys.map(|key| format!("{kind}.{key}")));
    }
    assert_eq!(lacking, [""; 0], "add a case to CASES in golden.rs that does not hold because of this");
}

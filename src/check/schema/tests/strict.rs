//! The schema refuses what the reader refuses, and takes what the reader takes.

use super::super::{of_types, schema, tight};
use super::validator::is_valid;
use crate::check::parse;
use crate::source::Source;
use serde_json::Value;
use std::sync::LazyLock;

/// What the schema says, and what the reader says.
#[track_caller]
fn both(yaml: &str) -> (bool, Vec<String>) {
    static SCHEMA: LazyLock<Value> = LazyLock::new(schema);
    let value: Value = serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"));
    let schema = &*SCHEMA;
    let (_, found) = parse(&Source::new("x.yaml", yaml));
    (is_valid(&value, schema, schema), found.into_iter().map(|found| found.message).collect())
}

/// A sidecar with one check.
fn with(check: &str) -> String {
    format!(
        "variables:\n  port: {{random_port: true}}\n  size: {{text: 64m}}\nsteps:\n  s:\n    hints: '${{port}} ${{size}}'\n    expect:\n      - {check}\n"
    )
}

/// What is wrong, unless both refuse it.
fn refused(yaml: &str) -> Option<String> {
    match both(yaml) {
        (_, found) if found.is_empty() => Some(format!("the reader takes {yaml}")),
        (true, found) => Some(format!("the schema takes {yaml}, of which the reader says: {found:?}")),
        (false, _) => None,
    }
}

/// What is wrong, unless both take it.
fn taken(yaml: &str) -> Option<String> {
    match both(yaml) {
        (false, _) => Some(format!("the schema refuses {yaml}")),
        (true, found) => (!found.is_empty()).then(|| format!("the reader refuses {yaml}: {found:?}")),
    }
}

#[track_caller]
fn check(yaml: impl IntoIterator<Item = impl AsRef<str>>, judge: fn(&str) -> Option<String>) {
    let wrong: Vec<String> = yaml.into_iter().filter_map(|yaml| judge(yaml.as_ref())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const BAD: &[&str] = &[
    // Texts of a form.
    "file: {path: a, json: {server.port: 80}}",
    "file: {path: a, mode: 89}",
    "file: {path: a, mode: rwx}",
    "file: ' '",
    "file: {path: ''}",
    "container: {name: web, stable_for: soon}",
    "container: {name: web, stable_for: 0}",
    "container: {name: web, stable_for: 61s}",
    "container: {name: web, stable_for: 2m}",
    "container: {name: web, memory: much}",
    "container: {name: web, memory: -1}",
    "container: {name: web, memory: true}",
    "container: {name: web, cpus: -1}",
    "container: {name: web, port: {http: 80}}",
    "container: {name: web, port: {80: 0}}",
    "container: {name: web, port: {80: 65536}}",
    "container: {name: web, port: {80/icmp: 80}}",
    "container: {name: web, changed: data/x}",
    "container: {name: web, changed: [X /data]}",
    "image: Alpine",
    "image: a b",
    "image: {ref: 'me/App:1'}",
    "image: {ref: a, same_as: 'b:'}",
    "image: {ref: a, port: 70000}",
    "image: {ref: a, port: [80/http]}",
    "image: {ref: a, max_size: big}",
    "image: {ref: a, digest: 'sha256:12'}",
    "image: {ref: a, digest: xyzxyzxyz}",
    "http: 0",
    "http: 70000",
    "http: {port: 80, path: health}",
    "http: {port: 80, path: '/a b'}",
    "http: {port: 80, host: 'a b'}",
    "registry: me/app",
    "registry: {ref: 'example.com/app'}",
    "script: {path: a, limit: 0}",
    "script: {path: a, limit: 301}",
    "script: {path: a, limit: 30s}",
    "exit: 256",
    "exit: some",
    // Keys that go together, or not.
    "script: {path: a, command: b}",
    "script: {args: [a]}",
    "image: {same_as: a}",
    "image: {ref: a, dangling: true}",
    "image: {dangling: false}",
    "image: {ref: a, layers: {}}",
    "image: {ref: a, layers: {is: 1, min: 1}}",
    "container: {ran: false}",
    "container: {name: web, removed: false}",
    "container: {name: web, removed: true, running: true}",
    "container: {name: web, running: true, exited: true}",
    "container: {name: web, running: true, exit_code: 0}",
    "container: {name: web, paused: true, running: false}",
    "container: {name: web, created: true, running: true}",
    "container: {name: web, created: true, ran: true}",
    "container: {name: web, stable_for: 5s, running: false}",
    "container: {name: web, removed: true, logs: x}",
    "container: {name: web, logs: {}}",
    "file: {path: a, kind: directory, contains: x}",
    "file: {path: a, in: {container: a, image: b}}",
    "file: {contains: x}",
    "output: {command: ls}",
    "exit: {command: ls}",
    "ran: {status: any}",
    "exec: {container: a}",
    "http: {path: /}",
    "archive: {path: a, is: filesystem, tags: 'a:1'}",
    "archive: {path: a, is: zip}",
    "compose: {services: {web: up}}",
    // What expects nothing.
    "image: {}",
    "container: {}",
    "volume: {}",
    "compose: {}",
    "all: []",
    "{}",
    // What stands within what.
    "absent: {output: {contains: x}}",
    "absent: {script: a}",
    "absent: {absent: {image: a}}",
    "absent: {http: 80}",
    "count: {of: {file: a}, is: 1}",
    "count: {of: {image: a}}",
    "count: {of: {image: a}, is: 1, max: 2}",
    "count: {is: 1}",
    "not: {container: web, as: web}",
    "any: [{image: a, say: x}]",
    "{image: a, container: b}",
    "{output: {contains: x}, as: web}",
];

const GOOD: &[&str] = &[
    "file: {path: a, json: {/server/port: 80, '': x, '/empty': ''}}",
    "file: {path: a, mode: '0644'}",
    "file: {path: a, mode: 755}",
    "file: {path: a, equals: ''}",
    "file: {path: a, in: web}",
    "container: {name: web, stable_for: 5}",
    "container: {name: web, stable_for: 60s}",
    "container: {name: web, stable_for: 1m}",
    "container: {name: web, memory: 512m, cpus: 0.5}",
    "container: {name: web, memory: 0}",
    "container: {name: web, memory: 1.5GiB}",
    "container: {name: web, memory: '${size}'}",
    "container: {name: web, port: {80: 8080, 53/udp: any, 443: '8443', 81: '${port}'}}",
    "container: {name: web, ran: true, removed: true}",
    "container: {name: web, ran: true, running: true}",
    "container: {name: web, ran: true, exited: true, exit_code: 0}",
    "container: {name: web, changed: [A /data/x, /etc/motd]}",
    "container: {name: web, label: {empty: ''}, env: {N: 3, OFF: false}}",
    "container: {image: 'localhost:5000/me/app:1', exit_code: 3}",
    "image: 'Reg.example:5000/me/app@sha256:12'",
    "image: {ref: 'a:Latest', same_as: 'sha256:1234', port: [80, 53/udp], max_size: 50 MB, layers: {min: 2, max: 5}}",
    "image: {dangling: true}",
    "image: {digest: 4bcff63}",
    "http: 8080",
    "http: '${port}'",
    "http: {port: '${port}', path: '/a?b=c', host: shop.example}",
    "registry: 'localhost:5000/app'",
    "script: a.sh",
    "script: {command: 'true', args: [web, 8080], limit: 300}",
    "exit: {command: '^ls', status: nonzero}",
    "absent: {registry: 'localhost:5000/app'}",
    "count: {of: {image: 'me/app:*'}, min: 2}",
    "count: {of: {container: {image: a}}, is: 0}",
    "{image: a, as: base, say: x}",
    "{absent: {image: a}, say: x}",
    "any: [{all: [{image: a}]}, {not: {container: {running: true}}}]",
    "archive: {path: a.tar, is: image, tags: 'a:1'}",
    "output: {command: ls, like: x}",
];

#[test]
fn a_bad_check_is_refused_by_both() {
    check(BAD.iter().map(|check| with(check)), refused);
}

#[test]
fn a_good_check_is_taken_by_both() {
    check(GOOD.iter().map(|check| with(check)), taken);
}

#[test]
fn a_bad_sidecar_is_refused_by_both() {
    let bad = [
        "steps: {s: {}}",
        "steps: {s: {expect: []}}",
        "steps: {s: {impossible: []}}",
        "steps: {s: {impossible: [{image: a, as: x}]}}",
        "steps: {s: {expect: [{image: a}], recorded: 'sha256:12'}}",
        "steps: {s: {quiz: [{question: q}]}}",
        "steps: {s: {quiz: [{answer: a}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, choices: [a]}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, choices: [a, a]}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: single}]}}",
        "steps: {s: {quiz: [{question: q, answer: [a, b]}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: reveal, pattern: b}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: text, tolerance: 1}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: guess}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: predict}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, command: ' '}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: text, command: ls}]}}",
        "steps: {s: {quiz: [{question: q, answer: 1, command: ls, tolerance: 1}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, expect: [{image: a}]}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, command: ls, expect: []}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, command: ls, expect: [{image: a, as: x}]}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, command: ls, choices: [a, b], pattern: a}]}}",
        "steps: {s: {hints: ' '}}",
        "steps: {s: {explained: [{mutant: a}]}}",
        "images: [A]\nsteps: {s: {hints: x}}",
        "network: 'yes'\nsteps: {s: {hints: x}}",
        "variables: {HOME: {text: a}}\nsteps: {s: {hints: x}}",
        "variables: {n: {}}\nsteps: {s: {hints: x}}",
        "variables: {n: {text: a, one_of: [a, b]}}\nsteps: {s: {hints: '${n}'}}",
        "variables: {n: {one_of: [a]}}\nsteps: {s: {hints: '${n}'}}",
        "variables: {n: {random_name: false}}\nsteps: {s: {hints: '${n}'}}",
        "variables: {n: {random_name: Big}}\nsteps: {s: {hints: '${n}'}}",
        "variables: {n: {random_port: false}}\nsteps: {s: {hints: '${n}'}}",
        "variables: {n: {random_port: {from: 70000}}}\nsteps: {s: {hints: '${n}'}}",
        "stepps: {}",
    ];
    check(bad, refused);
}

#[test]
fn a_prediction_is_taken_by_both() {
    let good = [
        "steps: {s: {quiz: [{question: q, answer: a, command: ^ls}]}}",
        "steps: {s: {quiz: [{question: q, answer: [a, b], command: ^ls}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, kind: predict, command: ^ls, pattern: 'a+'}]}}",
        "steps: {s: {quiz: [{question: q, answer: a, choices: [a, b], command: ls, expect: [{exit: 0, say: x}]}]}}",
    ];
    check(good, taken);
}

#[test]
fn our_own_sidecars_are_taken_by_both() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/checks");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 6);
    check(files.iter().map(|file| std::fs::read_to_string(file).unwrap()), taken);
}

#[test]
fn all_that_is_made_stricter_is_there() {
    let types = of_types();
    for (pointer, _) in tight::maps().into_iter().chain(tight::values()) {
        assert!(types.pointer(pointer).is_some(), "{pointer}");
    }
}

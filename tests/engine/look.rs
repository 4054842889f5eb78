//! What only some checks look up: the looks tell the truth, and leave nothing behind.

use crate::common::Machine;
use ropewalk::check::{Check, Verdict, judge, parse, probes};
use ropewalk::sandbox::Sandbox;
use ropewalk::source::Source;
use ropewalk::state::{EngineEvent, Observation, State};

/// The assertions of YAML lines, each `- …`.
fn checks(yaml: &str) -> Vec<Check> {
    let lines: Vec<&str> = yaml.lines().map(str::trim).collect();
    let lines = lines.join("\n      ");
    let (sidecar, found) = parse(&Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      {lines}")));
    assert!(found.is_empty(), "{yaml}: {found:?}");
    sidecar.unwrap().steps.remove(0).expect
}

async fn look(machine: &mut Machine, checks: &[Check]) -> (State, Vec<EngineEvent>) {
    let Observation { snapshot, events, .. } = machine.sandbox.observe(&probes(checks)).await.unwrap();
    let mut state = State { now: snapshot, ..State::default() };
    state.history.saw(&state.now);
    (state, events)
}

/// All of these hold, and looking left nothing behind.
async fn all_hold(machine: &mut Machine, yaml: &str) {
    let before = machine.observe(&[]).await.snapshot;
    let checks = checks(yaml);
    let (state, events) = look(machine, &checks).await;
    for check in &checks {
        let finding = judge(check, &state);
        assert_eq!(finding.verdict, Verdict::Pass, "{finding:?}\n{:#?}", state.now.answers);
    }
    assert_eq!(events, [], "a look is no event");
    let after = machine.observe(&[]).await;
    assert_eq!(after.events, [], "nor does one come late");
    assert_eq!((after.snapshot.containers, after.snapshot.volumes), (before.containers, before.volumes));
    assert_eq!((after.snapshot.images, after.snapshot.networks), (before.images, before.networks));
}

/// Each of these does not hold, for this reason.
async fn none_holds(machine: &mut Machine, cases: &[(&str, &str)]) {
    let lines: Vec<String> = cases.iter().map(|(yaml, _)| format!("- {yaml}")).collect();
    let checks = checks(&lines.join("\n"));
    let (state, _) = look(machine, &checks).await;
    for (check, (yaml, want)) in checks.iter().zip(cases) {
        let finding = judge(check, &state);
        assert_eq!((finding.verdict, finding.why.as_deref()), (Verdict::NotYet, Some(*want)), "{yaml}");
    }
}

#[tokio::test]
async fn files_in_containers_images_and_volumes() {
    let mut machine = Machine::start().await;
    let dockerfile = r#"FROM alpine
VOLUME /data
RUN echo app:x:1234:1234::/:/bin/sh >> /etc/passwd; mkdir /app; echo '{"port": 80}' > /app/c.json
RUN chown 1234 /app/c.json; ln -s c.json /app/link; head -c 100000 /dev/zero > /app/big"#;
    machine.good(&format!("docker build -q -t app - <<'END'\n{dockerfile}\nEND")).await;
    machine.good("docker run --name old app sh -c 'echo made > /made; chmod 600 /made'").await;
    machine.good("docker volume create data && docker run --rm -v data:/v alpine sh -c 'echo kept > /v/f; ln -s /etc/passwd /v/out'").await;
    machine.good("echo '{\"a\": {\"b\": [1, \"x\"]}}' > own.json; chmod 640 own.json").await;
    all_hold(
        &mut machine,
        "- file: { path: own.json, json: { /a/b/1: x, /a/b/0: 1 }, owner: learner, mode: '0640' }
         - file: { path: /made, in: old, equals: made, mode: '0600', owner: root, kind: file }
         - file: { path: /app/c.json, in: old, owner: app, json: { /port: 80 } }
         - file: { path: app/link, in: { image: app }, kind: link, contains: port }
         - file: { path: /app/big, in: { image: app }, min_size: 100000, max_size: 100000 }
         - file: { path: /app, in: { image: app }, kind: directory }
         - file: { path: /, in: { image: app }, kind: directory }
         - file: { path: f, in: { volume: data }, equals: kept, owner: root }
         - file: { path: /, in: { volume: data }, kind: directory }
         - file: { path: out, in: { volume: data }, kind: link }",
    )
    .await;
    none_holds(
        &mut machine,
        &[
            ("file: { path: /made, in: { image: app } }", "`/made` in `app` is not there"),
            ("file: { path: /made, in: web }", "no container is named `web`"),
            (
                "file: { path: /app/c.json, in: old, owner: root }",
                "`/app/c.json` in `old` belongs to `app`; the step asks for `root`",
            ),
            ("file: { path: out, in: { volume: data }, contains: root }", "`out` in `data` does not contain `root`"),
            ("file: { path: ../../../x, in: { volume: data } }", "`../../../x` in `data` is not there"),
            ("file: { path: x, in: { volume: ../data } }", "no volume is named `../data`"),
        ],
    )
    .await;
}

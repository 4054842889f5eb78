//! What only some checks look up: the looks tell the truth, and leave nothing behind.

use crate::common::Machine;
use ropewalk::check::{Check, Verdict, judge, parse, probes};
use ropewalk::sandbox::Sandbox;
use ropewalk::sandbox::ask::Asker;
use ropewalk::source::Source;
use ropewalk::state::{EngineEvent, Observation, Probe, Snapshot, State};

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
    assert_eq!(everything(after.snapshot), everything(before));
}

/// A snapshot without its time, in an order of its own.
fn everything(mut snapshot: Snapshot) -> Snapshot {
    snapshot.taken = 0;
    snapshot.images.sort_by(|a, b| a.id.cmp(&b.id));
    snapshot.containers.sort_by(|a, b| a.id.cmp(&b.id));
    snapshot.volumes.sort_by(|a, b| a.name.cmp(&b.name));
    snapshot.networks.sort_by(|a, b| a.name.cmp(&b.name));
    snapshot
}

/// Each of these does not hold, for this reason; when a file was last changed is another every time.
async fn none_holds(machine: &mut Machine, cases: &[(&str, &str)]) {
    let lines: Vec<String> = cases.iter().map(|(yaml, _)| format!("- {yaml}")).collect();
    let checks = checks(&lines.join("\n"));
    let (state, _) = look(machine, &checks).await;
    for (check, (yaml, want)) in checks.iter().zip(cases) {
        let finding = judge(check, &state);
        let why = finding.why.as_deref().and_then(|why| why.split("; last changed").next());
        assert_eq!((finding.verdict, why), (Verdict::NotYet, Some(*want)), "{yaml}");
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
    machine
        .good(
            "echo '{\"a\": {\"b\": [1, \"x\"]}}' > own.json; chmod 640 own.json; ln -s own.json soft; ln -s none lost",
        )
        .await;
    let near = [
        ("file: own.jsn", "`own.jsn` is not there; there is `own.json`"),
        ("archive: ~/owns.json", "`~/owns.json` is not there; there is `~/own.json`"),
        ("file: nowhere/own.json", "`nowhere/own.json` is not there"),
    ];
    none_holds(&mut machine, &near).await;
    all_hold(
        &mut machine,
        "- file: { path: own.json, json: { /a/b/1: x, /a/b/0: 1 }, owner: learner, mode: '0640' }
         - file: { path: /made, in: old, equals: made, mode: '0600', owner: root, kind: file }
         - file: { path: /app/c.json, in: old, owner: app, json: { /port: 80 } }
         - file: { path: app/link, in: { image: app }, kind: link, contains: port, owner: app, min_size: 13, mode: '0644' }
         - file: { path: soft, kind: link, json: { /a/b/0: 1 }, mode: '0640', owner: learner, min_size: 22 }
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
            (
                "file: { path: out, in: { volume: data }, contains: root }",
                "`out` in `data` is a link to `/etc/passwd`, which is not there",
            ),
            ("file: { path: ../../../x, in: { volume: data } }", "`../../../x` in `data` is not there"),
            ("file: { path: lost, mode: '0777' }", "`lost` is a link to `none`, which is not there"),
            ("file: { path: x, in: { volume: ../data } }", "no volume is named `../data`"),
        ],
    )
    .await;
}

#[tokio::test]
async fn programs_that_are_asked() {
    let mut machine = Machine::start().await;
    machine
        .good("docker run -d --name web -p 8080:80 nginx && docker run -d --name idle -p 8081:80 alpine sleep 600")
        .await;
    machine.good("mkdir app && printf 'FROM alpine\\nLABEL a=b\\n' > app/Dockerfile").await;
    machine.good("until curl -s localhost:8080 > /dev/null; do sleep 0.1; done").await;
    all_hold(
        &mut machine,
        "- exec: { container: web, command: 'echo out; echo err >&2; exit 3', status: 3, contains: [out, err] }
         - exec: { container: idle, command: [echo, '$HOME'], equals: $HOME }
         - exec: { container: idle, command: [no-such-program], status: 127 }
         - exec: { container: idle, command: no-such-program -v, status: 127 }
         - exec: { container: idle, command: 'false', status: nonzero }
         - exec: { container: idle, command: 'head -c 300000 /dev/zero | tr \"\\0\" x', contains: xxx }
         - http: { port: 8080, status: 200, contains: '<h1>' }
         - http: { port: 8080, path: '/no?[a]{b}', status: 404, host: shop.example }
         - dockerfile: { path: app/Dockerfile, from: alpine, has: LABEL a=b }",
    )
    .await;
    none_holds(
        &mut machine,
        &[
            ("http: 8090", "nothing answers on port 8090; `idle` is published on 8081"),
            (
                "http: 8081",
                "port 8081 does not answer: the connection was closed at once; perhaps nothing listens behind it",
            ),
            ("exec: { container: web, command: [no-such-program] }", "`web` has no program `no-such-program`"),
            (
                "exec: { container: web, command: [no-such-program], status: any }",
                "`web` has no program `no-such-program`",
            ),
            (
                "exec: { container: idle, command: no-such-program, status: nonzero }",
                "`no-such-program` in `idle` ended with status 127: `sh: no-such-program: not found`",
            ),
            ("exec: { container: --help, command: ls }", "no container is named `--help`"),
        ],
    )
    .await;
    let slow = checks("- exec: { container: idle, command: sleep 60 }");
    let (state, _) = look(&mut machine, &slow).await;
    let finding = judge(&slow[0], &state);
    assert_eq!(finding.verdict, Verdict::Unknown, "{finding:?}");
    assert_eq!(finding.why.unwrap(), "what was run in `idle` did not end within 10 seconds");
}

#[tokio::test]
async fn archives_and_a_registry() {
    let mut machine = Machine::start().await;
    machine.good("docker pull -q alpine && docker tag alpine app:1 && docker create --name box alpine true").await;
    machine.good("docker save -o image.tar app:1 && docker export box > root.tar && gzip -k image.tar").await;
    machine
        .good("mkdir d && echo x > d/f && tar cf d.tar d && head -c 100000 image.tar > half.tar && echo no > text")
        .await;
    machine
        .good("mkdir x && tar xf image.tar -C x && rm x/$(grep -o 'blobs/sha256/[0-9a-f]*' x/manifest.json | head -1)")
        .await;
    machine.good("tar cf torn.tar -C x manifest.json blobs").await;
    let config = "version: 0.1\\nstorage: {filesystem: {rootdirectory: /tmp/reg}}\\nhttp: {addr: 127.0.0.1:5000}\\n";
    machine.good(&format!("printf '{config}' > reg.yml; (docker-registry serve reg.yml > /dev/null 2>&1 &)")).await;
    machine.good("until curl -s localhost:5000/v2/ > /dev/null; do sleep 0.1; done").await;
    machine.good("docker tag app:1 localhost:5000/me/app:1 && docker push -q localhost:5000/me/app:1").await;
    machine.good("docker build -q -t other - <<< 'FROM alpine\nLABEL a=b'").await;
    all_hold(
        &mut machine,
        "- archive: { path: image.tar, is: image, tags: 'app:1', entries: manifest.json }
         - archive: { path: image.tar.gz, is: image }
         - archive: { path: root.tar, is: filesystem, entries: [bin/sh, etc] }
         - archive: { path: ~/d.tar, entries: d/f }
         - registry: { ref: 'localhost:5000/me/app:1', same_as: 'app:1' }",
    )
    .await;
    let loads = machine.run("docker load -i torn.tar").await;
    assert_ne!(loads.record.exit, 0, "docker is of the same mind");
    none_holds(
        &mut machine,
        &[
            (
                "archive: { path: root.tar, is: image }",
                "`root.tar` is no image archive: it has no `manifest.json`; it is an exported file system, which `docker import` takes",
            ),
            ("archive: half.tar", "`half.tar` is broken: it ends too early"),
            ("archive: text", "`text` is no tar archive"),
            ("archive: d", "`d` is a directory, not an archive"),
            ("archive: none", "`none` is not there"),
            ("registry: 'localhost:5000/me/app:2'", "the registry has no `localhost:5000/me/app:2`"),
            ("registry: 'localhost:5009/app'", "`localhost:5009` is not there: no registry answers"),
            (
                "registry: { ref: 'localhost:5000/me/app:1', same_as: other }",
                "`localhost:5000/me/app:1` in the registry is another image than `other`; push it again",
            ),
        ],
    )
    .await;
    machine.good("mkdir e && echo y > e/g && tar cf d.tar e").await;
    all_hold(&mut machine, "- archive: { path: d.tar, entries: e/g }").await;
    none_holds(&mut machine, &[("archive: { path: d.tar, entries: d/f }", "`d.tar` has no entry `d/f`")]).await;
    let torn = checks("- archive: { path: torn.tar, is: image }");
    let (state, _) = look(&mut machine, &torn).await;
    assert!(judge(&torn[0], &state).why.unwrap().starts_with("`torn.tar` would not load: its part `blobs/sha256/"));
}

/// A check of each kind for the same thing, the script first.
async fn agree(machine: &mut Machine, step: &str, script: &str, own: &str, want: bool) {
    let mut both = checks(&format!("- script: {{ command: {script:?} }}\n- {own}"));
    both.truncate(2);
    let (state, _) = look(machine, &both).await;
    let verdicts: Vec<Verdict> = both.iter().map(|check| judge(check, &state).verdict).collect();
    let want = if want { Verdict::Pass } else { Verdict::NotYet };
    assert_eq!(verdicts, [want, want], "{step}: {:#?}", state.now.answers);
}

#[tokio::test]
async fn scripts_and_our_own_checks_agree_over_several_steps() {
    let mut machine = Machine::start().await;
    let steps = [
        ("docker pull -q alpine", "docker image inspect alpine > /dev/null 2>&1", "image: alpine"),
        (
            "docker tag alpine me/app:1",
            "[ \"$(docker images -q me/app:1)\" ]",
            "image: { ref: 'me/app:1', same_as: alpine }",
        ),
        (
            "docker run -d --name web -p 8080:80 nginx && sleep 1",
            "curl -sf localhost:8080 | grep -q h1",
            "http: { port: 8080, contains: h1 }",
        ),
        (
            "docker exec web sh -c 'echo hi > /note'",
            "test \"$(docker exec web cat /note)\" = hi",
            "file: { path: /note, in: web, equals: hi }",
        ),
        (
            "docker save -o a.tar alpine",
            "tar tf a.tar 2>/dev/null | grep -qx manifest.json",
            "archive: { path: a.tar, is: image }",
        ),
        (
            "docker stop -t 1 web",
            "[ \"$(docker inspect -f '{{.State.Status}}' web)\" = exited ]",
            "container: { name: web, exited: true }",
        ),
        ("docker network create front", "docker network ls --format '{{.Name}}' | grep -qx front", "network: front"),
    ];
    for (command, script, own) in steps {
        agree(&mut machine, command, script, own, false).await;
        machine.good(command).await;
        agree(&mut machine, command, script, own, true).await;
    }
    // How a script that is no answer is told.
    let odd = checks(
        "- script: { command: \"echo one; echo why >&2; echo; exit 4\" }
         - script: { command: \"#!/no/such/shell\" }
         - script: { command: sleep 60, limit: 1 }
         - script: { command: \"#!/bin/bash\\n[[ $1 == a && $PWD == ~ && -z $(cat) && $USER == learner ]]\", args: [a] }
         - script: { command: \"head -c 300000 /dev/zero | tr '\\\\0' x; echo; echo end; exit 1\" }
         - script: { command: exit 3 }
         - script: { command: \"printf '\\\\377\\\\376 odd\\\\n'; exit 1\" }
         - script: { command: no-such-program }
         - script: { command: \"docker ps --no-such-flag > /dev/null 2>&1 || echo so; exit 1\" }",
    );
    let (state, _) = look(&mut machine, &odd).await;
    let found: Vec<_> =
        odd.iter().map(|check| judge(check, &state)).map(|f| (f.verdict, f.why.unwrap_or_default())).collect();
    assert_eq!(found[0], (Verdict::NotYet, "why".to_owned()));
    assert_eq!(found[1].0, Verdict::Unknown);
    assert_eq!(found[1].1, "`#!/no/such/shell` could not be started: no such file or directory");
    assert_eq!(found[2], (Verdict::Unknown, "`sleep 60` did not end within 1 seconds".to_owned()));
    assert_eq!(found[3], (Verdict::Pass, String::new()));
    assert_eq!(found[4], (Verdict::NotYet, "end".to_owned()));
    assert_eq!(found[5], (Verdict::NotYet, "`exit 3` ended with status 3".to_owned()));
    assert_eq!(found[6], (Verdict::NotYet, "\u{fffd}\u{fffd} odd".to_owned()));
    let missing = "`no-such-program` could not do its work, status 127: no-such-program: 1: no-such-program: not found";
    assert_eq!(found[7], (Verdict::Unknown, missing.to_owned()));
    assert_eq!(found[8], (Verdict::NotYet, "so".to_owned()));
    assert_eq!(machine.good("ls -A /tmp").await.trim(), "", "nothing of a script is left");
}

#[tokio::test]
async fn what_containers_tell() {
    let mut machine = Machine::start().await;
    machine
        .good("docker run -d --name web alpine sh -c 'echo ready; sleep 0.2; echo oops >&2; echo x > /made; rm /etc/passwd; sleep 600'")
        .await;
    machine.good("docker run -t --name done alpine echo hello && docker create --name later alpine true").await;
    machine
        .good("until docker logs web 2>&1 | grep -q oops && ! docker exec web test -e /etc/passwd; do sleep 0.1; done")
        .await;
    all_hold(
        &mut machine,
        "- container: { name: web, logs: { contains: [ready, oops], matches: ^ready$, excludes: hello } }
         - container: { name: web, changed: [A /made, /etc/passwd, D /etc/passwd], processes: sleep 600 }
         - container: { image: alpine, exited: true, logs: { matches: ^hello$ } }
         - not: { container: { name: later, changed: /made } }
         - count: { of: { container: { processes: sleep } }, is: 1 }",
    )
    .await;
    none_holds(
        &mut machine,
        &[
            (
                "container: { name: web, logs: bye }",
                "the logs of `web` do not contain `bye`; their last line is `oops`",
            ),
            ("container: { name: later, logs: bye }", "the logs of `later` do not contain `bye`; they are empty"),
            ("container: { name: done, processes: echo }", "`done` has no processes; the step asks for `echo`"),
            (
                "container: { name: web, changed: C /made }",
                "`/made` in `web` was added; the step asks that it is changed",
            ),
        ],
    )
    .await;
    machine.good("docker run -d --name mute --log-driver none alpine sleep 600").await;
    let mute = checks("- container: { name: mute, logs: x }");
    let (state, _) = look(&mut machine, &mute).await;
    assert_eq!(judge(&mute[0], &state).verdict, Verdict::Unknown, "{:#?}", state.now.answers);
}

/// What runs programs for a look waits for the next look: it is a process of the learner's like any other.
#[tokio::test]
async fn what_looks_may_be_ended() {
    let mut machine = Machine::start().await;
    for (typed, content) in [
        ("echo one > note", "one\n"),
        ("echo two > note", "two\n"),
        ("pkill -9 perl; echo three > note", "three\n"),
        ("pkill perl; echo four > note", "four\n"),
    ] {
        machine.good(typed).await;
        let seen = machine.observe(&["note", "gone"]).await.snapshot;
        let file = |path: &str| seen.file(&Probe::File(path.to_owned()));
        assert_eq!(file("note").map(|file| file.content.as_str()), Some(content), "{typed}");
        assert!(file("gone").is_none());
    }
}

#[tokio::test]
async fn programs_are_run_with_their_words_input_and_end() {
    let machine = Machine::start().await;
    let asker = Asker::new(&machine.outer, &machine.container());
    let large = vec![b'x'; 300_000];
    for (argv, input, want) in [
        (&["sh", "-c", "id -un; echo $HOME; pwd"][..], &b""[..], (0, "learner\n/home/learner\n/home/learner\n", "")),
        (&["--root", "id", "-un"], b"", (0, "root\n", "")),
        (&["sh", "-c", "echo \"$1|$2\"; echo no >&2; exit 3", "sh", "a b", ""], b"", (3, "a b|\n", "no\n")),
        (&["cat"], b"a\0b", (0, "a\0b", "")),
        (&["true"], &large, (0, "", "")),
        (&["wc", "-c"], &large, (0, "300000\n", "")),
        (&["sh", "-c", "kill -9 $$"], b"", (137, "", "")),
        (&["sh", "-c", "sleep 100 & echo x"], b"", (0, "x\n", "")),
        (&["nothing"], b"", (127, "", "nothing: No such file or directory\n")),
        (&["seq", "100000"], b"", (0, "1\n2\n3\n4\n5\n", "")),
    ] {
        let said = asker.run(argv, input, 40).await.unwrap();
        assert_eq!(said.status, want.0, "{argv:?}");
        assert!(said.out.starts_with(want.1) && said.err == want.2, "{argv:?}: {said:?}");
        assert!(said.out.len() <= 40, "{argv:?}");
    }
}

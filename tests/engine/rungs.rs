//! The last rung of a computed ladder of hints, typed as it is shown, brings about what the assertion asks for.

use crate::common::Machine;
use ropewalk::check::{Check, Verdict, hints, judge, parse, probes};
use ropewalk::sandbox::Sandbox;
use ropewalk::source::Source;
use ropewalk::state::State;

/// What is typed before, and an assertion that does not hold then.
type Case = (&'static str, &'static str);

/// Files and folders of the learner's own machine, and of containers and volumes.
const FILES: &[Case] = &[
    ("", "file: {path: my notes.txt, contains: \"it's $HOME & more\"}"),
    ("", "file: {path: deep/down/a.txt, equals: hello}"),
    ("", "file: {path: ~/deep down/b.txt, equals: \"a b\\nc\"}"),
    ("", "file: {path: far/off/empty.txt}"),
    ("", "file: {path: one/two/three, kind: directory}"),
    ("", "file: {path: old/link, kind: link}"),
    ("echo x > plain; echo", "file: {path: plain, kind: link}"),
    ("echo x > 'run me.sh'", "file: {path: run me.sh, mode: '0750'}"),
    ("", "file: {path: bin/tool.sh, mode: '0755', contains: '#!/bin/sh'}"),
    ("", "file: {path: box, kind: directory, mode: '0700'}"),
    ("mkdir taken", "file: {path: taken, kind: file}"),
    ("mkdir full; echo x > full/x", "file: {path: full, equals: hi}"),
    ("echo x > flat", "file: {path: flat, kind: directory}"),
    ("", "file: {path: conf/c.json, json: {/server/port: 80}}"),
    ("printf one > no-newline", "file: {path: no-newline, contains: [one, \"two\"], matches: '^two$'}"),
    ("", "file: {path: lines, contains: [first, second]}"),
    ("", "file: {path: min, min_size: 3}"),
    ("echo long text > short", "file: {path: short, max_size: 3}"),
    ("echo x > 'go away'", "absent: {file: go away}"),
    ("mkdir away; echo x > away/x", "absent: {file: away}"),
    ("", "absent: {file: never/was}"),
    ("docker run -d --name fbox alpine sleep 1000", "file: {path: /a b/c, in: fbox, equals: \"it's\"}"),
    ("", "file: {path: /srv/l, in: fbox, kind: link}"),
    ("", "file: {path: /etc/motd, in: fbox, mode: '0600', owner: nobody}"),
    ("", "absent: {file: {path: /etc/os-release, in: fbox}}"),
    ("docker stop -t 0 fbox", "file: {path: /etc/motd, in: fbox, contains: hi}"),
    ("docker volume create fvol", "file: {path: sub/x y, in: {volume: fvol}, equals: kept}"),
];

/// Containers, from nothing or from what is there.
const CONTAINERS: &[Case] = &[
    ("", "container: {name: sleepy, image: alpine, running: true}"),
    ("", "container: {name: shell, image: busybox, running: true, stable_for: 2s}"),
    ("docker run --name ended alpine true", "container: {name: ended, running: true}"),
    (
        "docker run -d --name other alpine sleep 1000",
        "container: {name: other, label: {'a.b': \"it's\"}, running: true}",
    ),
    ("", "container: {name: env, image: alpine, running: true, env: {A: 'b $c'}, label: {k: 'x y'}}"),
    ("", "container: {name: three, image: alpine, exit_code: 3}"),
    ("docker run --name four alpine true", "container: {name: four, exit_code: 4}"),
    ("docker run -d --name five alpine sleep 1000", "container: {name: five, exited: true, exit_code: 5}"),
    ("docker run -d --name srv nginx", "container: {name: srv, exited: true, exit_code: 0}"),
    ("", "container: {name: ok, image: alpine, exited: true, exit_code: 0}"),
    ("", "container: {image: alpine, ran: true, removed: true}"),
    ("", "container: {name: idle, image: alpine, created: true}"),
    ("", "container: {name: held, image: alpine, paused: true}"),
    ("", "container: {name: mounts, image: alpine, running: true, mount: {/data: 'my-vol', '/a b': './my dir'}}"),
    ("", "container: {name: homed, image: alpine, running: true, mount: {/data: ~/some dir}}"),
    ("", "container: {name: tmp, image: alpine, running: true, mount: {/scratch: {kind: tmpfs}}}"),
    ("", "container: {name: roots, image: alpine, running: true, mount: {/src: {kind: bind, read_only: true}}}"),
    ("", "container: {name: cmd, image: alpine, running: true, command: [sh, -c, 'sleep 1000; echo a b']}"),
    ("", "container: {name: netted, image: alpine, running: true, network: [made-up, second]}"),
    ("", "container: {name: limits, image: alpine, running: true, memory: 64m, cpus: 0.5, restart: on-failure}"),
    ("", "container: {name: who, image: alpine, running: true, user: nobody, workdir: '/a b', hostname: box}"),
    ("", "container: {name: saying, image: alpine, logs: \"it's ready\"}"),
    ("docker run -d --name silent alpine sleep 1000", "container: {name: silent, logs: hello you}"),
    ("", "container: {name: healthy, image: alpine, health: healthy}"),
    ("docker run -d --name nocheck alpine sleep 1000", "container: {name: nocheck, health: healthy}"),
    ("", "container: {name: touched, image: alpine, changed: [A /a b]}"),
    (
        "docker run -d --name clean alpine sleep 1000",
        "container: {name: clean, changed: [A /data/x, D /etc/os-release]}",
    ),
    ("", "container: {name: procs, image: alpine, processes: sleep 77}"),
    ("docker run -d --name noproc alpine sleep 1000", "container: {name: noproc, processes: sleep 78}"),
    ("", "container: {name: looping, image: alpine, restarting: true}"),
    // Until it has ended for the first time, it is right to wait for it.
    (
        "docker run -d --name crashing --restart always alpine false; \
         until docker inspect --format 'again={{.RestartCount}}' crashing | grep -q 'again=[1-9]'; do sleep 0.1; done",
        "container: {name: crashing, running: true, stable_for: 3s}",
    ),
    ("docker create --name fresh alpine sleep 1000", "container: {name: fresh, paused: true}"),
    ("docker run -d --name web -p 8080:80 nginx", "container: {name: web, port: {80: 8081}}"),
    ("", "not: {container: {name: web, running: true}}"),
    ("docker run -d --name gone1 alpine sleep 1000", "absent: {container: gone1}"),
    ("", "count: {of: {container: {name: 'many-*', image: alpine, running: true}}, is: 1}"),
];

/// Images, volumes, networks and what only a look tells.
const OTHERS: &[Case] = &[
    ("", "network: {name: net1, driver: bridge, label: {'a.b': 'c d'}}"),
    ("docker network create net2; docker run -d --name m1 alpine sleep 1000", "network: {name: net2, members: [m1]}"),
    ("docker run -d --name m2 alpine sleep 1000", "network: {name: net3, members: [m1, m2]}"),
    ("docker create --name m3 alpine sleep 1000", "network: {name: net4, members: [m3]}"),
    ("docker network create net5; docker network connect net5 m1", "network: {name: net5, label: {x: y}}"),
    ("", "absent: {network: net5}"),
    ("", "not: {network: {name: net2, members: [m1]}}"),
    ("", "absent: {network: neverwas}"),
    ("", "volume: {name: v1, label: {'a.b': \"it's\"}}"),
    ("docker run -d --name uses -v v2:/d alpine sleep 1000", "volume: {name: v2, label: {a: b}}"),
    ("", "absent: {volume: v1}"),
    ("", "absent: {volume: neverwas}"),
    ("", "image: {ref: 'mine:1', same_as: alpine}"),
    ("", "image: {ref: 'mine:2', label: {'k': 'a b'}, env: {A: 'b c'}, base: alpine}"),
    ("", "image: {ref: 'mine:3', base: alpine, cmd: [sh, -c, 'echo \"hi\"'], workdir: /w, user: nobody, port: [80]}"),
    (
        "docker run --name src alpine touch /x",
        "image: {ref: 'mine:4', author: Ada L, comment: \"it's me\", parent: alpine}",
    ),
    ("docker tag alpine many:1", "absent: {image: 'many:1'}"),
    ("docker run -d --name user busybox sleep 1000", "absent: {image: busybox}"),
    ("docker build -q -t untold - <<< $'FROM alpine\\nENV x=y'", "image: {dangling: true}"),
    ("docker pull -q alpine", "archive: {path: out/a b.tar, is: image, tags: alpine}"),
    ("", "archive: {path: 'far/root.tar', is: filesystem, entries: etc/passwd}"),
    ("echo x > 'in it'", "archive: {path: my things.tar.gz, entries: in it}"),
    ("", "archive: {path: old/things.tar, is: filesystem}"),
    ("", "dockerfile: {path: app/Dockerfile, from: alpine, has: ['LABEL a=b', 'RUN echo hi']}"),
    (
        "mkdir shop; printf 'services:\\n  web:\\n    image: alpine\\n    command: sleep 1000\\n' > shop/compose.yaml",
        "compose: {folder: ~/shop, services: [web]}",
    ),
    ("", "absent: {compose: {folder: ~/shop}}"),
    (
        "docker run -d --name stopped alpine sleep 1000; docker stop -t 0 stopped",
        "exec: {container: stopped, command: true}",
    ),
    ("", "ran: docker ps -a --no-trunc"),
];

#[tokio::test]
async fn files_are_made_and_changed_by_the_last_rung() {
    all_lead(FILES).await;
}

#[tokio::test]
async fn containers_come_to_be_as_asked_by_the_last_rung() {
    all_lead(CONTAINERS).await;
}

#[tokio::test]
async fn all_else_comes_to_be_as_asked_by_the_last_rung() {
    all_lead(OTHERS).await;
}

async fn all_lead(cases: &[Case]) {
    let mut machine = Machine::start().await;
    machine.good("docker pull -q alpine; docker pull -q busybox; docker pull -q nginx").await;
    let mut wrong = Vec::new();
    for (before, yaml) in cases {
        if !before.is_empty() {
            machine.good(before).await;
        }
        if let Err(why) = leads(&mut machine, yaml).await {
            wrong.push(format!("{yaml}\n{why}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

/// Types the last rung; what is wrong if the assertion does not hold then.
async fn leads(machine: &mut Machine, yaml: &str) -> Result<(), String> {
    let (sidecar, found) = parse(&Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}")));
    assert!(found.is_empty(), "{yaml}: {found:?}");
    let check = sidecar.unwrap().steps.remove(0).expect.remove(0);
    let mut state = State::default();
    look(machine, &check, &mut state).await;
    state.before = state.now.clone();
    state.history.begin_step();
    let finding = judge(&check, &state);
    if finding.verdict != Verdict::NotYet {
        return Err(format!("  before: {finding:?}"));
    }
    let ladder = hints(&check.assertion, &finding, &[], &state);
    let mut said = ladder.iter().map(|rung| format!("  | {rung}")).collect::<Vec<_>>();
    let last = ladder.last().cloned().unwrap_or_default();
    if let Some(lines) = dockerfile(&last) {
        machine.good(&format!("printf '%s\\n' {lines} > Dockerfile")).await;
    }
    for command in commands(&last) {
        // Who is led into a program or an editor finds their own way there.
        if command.contains("--tty") || command.starts_with("nano ") {
            said.push(format!("  leads inside: {command}"));
            return Err(said.join("\n"));
        }
        let ran = machine.run(&command).await;
        said.push(format!(
            "  $ {command} -> {}\n    {}",
            ran.record.exit,
            ran.record.output.trim().replace('\n', "\n    ")
        ));
        state.ran(ran.record);
        look(machine, &check, &mut state).await;
    }
    let begun = std::time::Instant::now();
    loop {
        let finding = judge(&check, &state);
        if finding.verdict == Verdict::Pass {
            return Ok(());
        }
        if begun.elapsed().as_secs() > 8 {
            said.push(format!("  after: {:?} {}", finding.verdict, finding.why.unwrap_or_default()));
            return Err(said.join("\n"));
        }
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        look(machine, &check, &mut state).await;
    }
}

async fn look(machine: &mut Machine, check: &Check, state: &mut State) {
    let seen = machine.sandbox.observe(&probes(std::slice::from_ref(check))).await.unwrap();
    state.take_in(seen);
}

/// What stands between back-quotes: `a`, then `b`.
fn commands(rung: &str) -> Vec<String> {
    let (_, typed) = rung.split_once(": `").unwrap_or_default();
    let typed = typed.split("`, while `").next().unwrap_or_default().trim_end_matches('`');
    typed.split("`, then `").filter(|command| !command.is_empty()).map(ToOwned::to_owned).collect()
}

/// The lines that are to be in the Dockerfile, as words of a shell.
fn dockerfile(rung: &str) -> Option<String> {
    let (_, lines) = rung.split_once(", with `")?;
    let (lines, _) = lines.split_once("` in the Dockerfile: ")?;
    let quoted = lines.split("`, `").map(|line| format!("'{}'", line.replace('\'', r"'\''")));
    Some(quoted.collect::<Vec<_>>().join(" "))
}

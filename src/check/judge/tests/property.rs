//! The command that is named has to do with what is otherwise.

use super::*;
use crate::state::{Link, Snapshot};

/// A command, and the event that it brought about: of what kind, which, with what.
type Done<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)]);

/// A container and the commands that it went through, a minute apart, each with its event.
fn after(commands: &[Done<'_>]) -> State {
    let mut state = containers(vec![Container {
        labels: map(&[("tier", "front")]),
        restart: "no".into(),
        ..container("c1", "web", "nginx", "running")
    }]);
    state.now.networks =
        vec![Network { name: "front".into(), id: "n1".into(), driver: "bridge".into(), ..Network::default() }];
    for (at, (text, kind, action, attributes)) in commands.iter().enumerate() {
        let begun = NOW - 1000 + 60 * i64::try_from(at).unwrap();
        let id = if *kind == "container" { "c1" } else { "n1" };
        let said = EngineEvent { kind: (*kind).into(), ..event(id, action, begun, attributes) };
        state.history.heard(&said);
        let (started, ended) = ((begun - 1) * 1_000_000_000, (begun + 1) * 1_000_000_000);
        state.ran(CommandRecord { started, ended, ..record(text, 0, "") });
    }
    state.ran(record("docker ps", 0, ""));
    state
}

#[test]
fn who_did_something_else_to_it_is_not_named() {
    let state = after(&[
        ("docker run -d --name web nginx", "container", "create", &[]),
        ("docker network connect front web", "network", "connect", &[("name", "front"), ("container", "c1")]),
        ("docker network disconnect front web", "network", "disconnect", &[("name", "front"), ("container", "c1")]),
        ("docker update -m 64m web", "container", "update", &[]),
        ("docker pause web", "container", "pause", &[]),
        ("docker rename old web", "container", "rename", &[]),
    ]);
    for (yaml, by) in [
        ("container: {name: web, label: {tier: back}}", Some("docker run -d --name web nginx")),
        ("container: {name: web, env: {A: b}}", Some("docker run -d --name web nginx")),
        ("container: {name: web, network: front}", Some("docker network disconnect front web")),
        ("container: {name: web, network: back}", Some("docker run -d --name web nginx")),
        ("container: {name: web, memory: 32m}", Some("docker update -m 64m web")),
        ("container: {name: web, restart: always}", Some("docker update -m 64m web")),
        ("container: {name: web, running: false}", Some("docker pause web")),
        ("absent: {container: web}", Some("docker rename old web")),
        ("not: {container: {name: web, running: true}}", Some("docker pause web")),
        ("network: {name: front, label: {a: b}}", None),
        ("network: {name: front, members: [web]}", Some("docker network disconnect front web")),
    ] {
        let said = finding(yaml, &state);
        assert_eq!(said.since.as_ref().and_then(|since| since.command.as_deref()), by, "{yaml}: {said:?}");
        let told = by.is_none_or(|by| said.why.as_ref().is_some_and(|why| why.contains(&format!("by `{by}`"))));
        assert!(told, "{yaml}: {said:?}");
    }
}

#[test]
fn a_files_mode_and_its_text_are_changed_by_commands_of_their_own() {
    let mut state = State::default();
    let second = 1_000_000_000;
    for (at, text) in [(100, "echo x > f"), (200, "chmod 600 f"), (300, "ls")] {
        let (started, ended) = ((NOW - 1000 + at) * second, (NOW - 990 + at) * second);
        state.ran(CommandRecord { started, ended, ..record(text, 0, "") });
    }
    let at = |at: i64| (NOW - 995 + at) * second;
    let file =
        |changed, written| File { mode: 0o600, content: "x\n".into(), size: 2, changed, written, ..File::default() };
    found(&mut state, "f", file(at(200), at(100)));
    found(&mut state, "g", file(at(100), at(100)));
    let command = |yaml: &str| finding(yaml, &state).since.and_then(|since| since.command);
    assert_eq!(command("file: {path: f, equals: y}").as_deref(), Some("echo x > f"));
    assert_eq!(command("file: {path: f, mode: '0755'}").as_deref(), Some("chmod 600 f"));
    assert_eq!(command("file: {path: g, mode: '0755'}"), None, "who wrote it need not have given it its mode");
    assert_eq!(command("file: {path: g, equals: y}").as_deref(), Some("echo x > f"));
}

#[test]
fn a_link_is_judged_by_what_it_leads_to() {
    let mut state = State::default();
    let link = |to: &str, end| Some(Link { to: to.into(), end });
    let text =
        File { mode: 0o640, size: 3, content: "hi\n".into(), owner: "learner".into(), uid: 1000, ..File::default() };
    found(&mut state, "l", File { kind: FileKind::Link, link: link("real", Some(FileKind::File)), ..text });
    found(
        &mut state,
        "d",
        File { kind: FileKind::Link, link: link("dir", Some(FileKind::Directory)), ..File::default() },
    );
    found(&mut state, "lost", File { kind: FileKind::Link, mode: 0o777, link: link("gone", None), ..File::default() });
    check_all(
        &state,
        &[
            ("file: {path: l, kind: link, mode: '0640', min_size: 3, max_size: 3, owner: learner, equals: hi}", "pass"),
            ("file: {path: l, kind: file}", "`l` is a link; the step asks for a file"),
            ("file: {path: l, mode: '0777'}", "the mode of `l` is 0640; the step asks for 0777"),
            ("file: {path: d, contains: x}", "`d` is a link to `dir`, a directory, which has no text"),
            ("file: lost", "pass"),
            ("file: {path: lost, kind: link}", "pass"),
            ("file: {path: lost, mode: '0777'}", "`lost` is a link to `gone`, which is not there"),
            ("file: {path: lost, kind: link, contains: x}", "`lost` is a link to `gone`, which is not there"),
            ("file: {path: lost, max_size: 9}", "`lost` is a link to `gone`, which is not there"),
            ("absent: {file: lost}", "`lost` is still there"),
        ],
    );
}

#[test]
fn root_has_many_names() {
    for user in ["", "root", "0", "0:0", "root:root"] {
        let app = Image { user: user.into(), ..image("1", &["app:latest"]) };
        let web = Container { user: user.into(), ..container("1", "web", "app", "running") };
        let mut state = containers(vec![web]);
        state.now.images = vec![app];
        for wanted in ["root", "0", "'0:0'"] {
            check_all(
                &state,
                &[
                    (format!("container: {{name: web, user: {wanted}}}").as_str(), "pass"),
                    (format!("image: {{ref: app, user: {wanted}}}").as_str(), "pass"),
                ],
            );
        }
        assert!(why("container: {name: web, user: me}", &state).ends_with("; the step asks for `me`"));
    }
    let other = containers(vec![Container { user: "0:7".into(), ..container("1", "web", "app", "running") }]);
    check_all(
        &other,
        &[("container: {name: web, user: root}", "the user of `web` is `0:7`; the step asks for `root`")],
    );
}

#[test]
fn a_number_is_no_text_that_looks_like_it() {
    let mut state = State::default();
    let text = r#"{"text": "1", "number": 1, "yes": true, "word": "true"}"#;
    found(&mut state, "c.json", File { size: 60, content: text.into(), ..File::default() });
    check_all(
        &state,
        &[
            ("file: {path: c.json, json: {/number: 1, /yes: true}}", "pass"),
            ("file: {path: c.json, json: {/number: '1', /text: '1', /word: 'true', /yes: 'true'}}", "pass"),
            (
                "file: {path: c.json, json: {/text: 1}}",
                "`c.json` has the text `1` at `/text`; the step asks for `1`, which is no text",
            ),
            (
                "file: {path: c.json, json: {/word: true}}",
                "`c.json` has the text `true` at `/word`; the step asks for `true`, which is no text",
            ),
        ],
    );
}

#[test]
fn a_container_that_is_gone_is_known_by_its_image_as_one_that_is_there() {
    let mut state = containers(Vec::new());
    state.now.images = vec![image("1", &["alpine:1.0", "alpine:latest"]), image("2", &["alpine:2.0"])];
    for (id, name, tag, image) in [("c1", "one", "alpine:1.0", "sha256:1"), ("c2", "two", "alpine:2.0", "sha256:2")] {
        let made = Container { image_id: image.into(), ..container(id, name, tag, "created") };
        state
            .history
            .saw(&Snapshot { containers: vec![Container { started: NOW - 9, ..made.clone() }], ..Snapshot::default() });
        state.history.made(made);
    }
    check_all(
        &state,
        &[
            ("container: {name: one, image: alpine, ran: true}", "pass"),
            ("container: {image: alpine, ran: true}", "pass"),
            ("container: {image: alpine, removed: true}", "pass"),
            (
                "container: {name: two, image: alpine, ran: true}",
                "`two` was made from `alpine:2.0`; the step asks for `alpine`",
            ),
        ],
    );
}

//! Assertions that need a look beyond the engine's lists.

use super::*;
use crate::check::{ComposeCheck, DockerfileCheck, ExecCheck, HttpCheck, Look, ServiceState, TextCheck};
use crate::state::Place;

/// What is said of an assertion that is wrong; each has one mistake.
fn check_wrong(cases: &[(&str, &str)]) {
    for (yaml, want) in cases {
        let (sidecar, found) = read(&step_with(&format!("expect:\n  - {yaml}")));
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        assert!(said_as(found[0].split_once(' ').unwrap().1, want), "{yaml}: {found:?}");
        assert!(sidecar.unwrap().steps[0].expect.is_empty(), "{yaml}: a broken assertion is not judged");
    }
}

#[test]
fn files_and_what_they_are_in() {
    let inside = |place| FileCheck { path: "f".into(), place: Some(place), ..FileCheck::default() };
    check_read(vec![
        ("file: {path: f, in: web}", Assertion::File(inside(Place::Container("web".into())))),
        ("file: {path: f, in: {container: web}}", Assertion::File(inside(Place::Container("web".into())))),
        ("file: {path: f, in: {image: 'app:1'}}", Assertion::File(inside(Place::Image("app:1".into())))),
        (
            "file: {path: f, in: {volume: data}, owner: 1000, max_size: 9, json: {/a: true, '': ''}}",
            Assertion::File(FileCheck {
                owner: Some("1000".into()),
                max_size: Some(9),
                json: map([("/a", "true"), ("", "")]),
                unquoted: ["/a".to_owned()].into(),
                ..inside(Place::Volume("data".into()))
            }),
        ),
    ]);
    check_wrong(&[
        ("file: {path: f, in: {box: x}}", "C0103 `in` has no key `box` (it may have `container`, `image`, `volume`)"),
        ("file: {path: f, in: {image: a, volume: b}}", "C0111 `in` names 2 places (name one place)"),
        ("file: {path: f, in: {}}", "C0111 `in` names 0 places (name one place)"),
        ("file: {path: f, json: {a.b: 1}}", "C0111 `a.b` is no JSON pointer (a pointer begins with `/`: `/a/b`)"),
        ("file: {path: f, kind: directory, equals: x}", "C0111 a directory has no text (keep one of the two)"),
        ("file: {path: f, min_size: 2, max_size: 1}", "C0111 `min_size` is more than `max_size` (keep one of the two)"),
    ]);
}

#[test]
fn what_the_engine_does_not_list() {
    let look = |look| Assertion::Look(Box::new(look));
    let file = |path: &str| DockerfileCheck { path: path.into(), ..DockerfileCheck::default() };
    let services = |states: &[(&str, ServiceState)]| ComposeCheck {
        services: states.iter().map(|(name, state)| ((*name).to_owned(), *state)).collect(),
        ..ComposeCheck::default()
    };
    let running = ServiceState::Running;
    check_read(vec![
        ("dockerfile: a/Dockerfile", look(Look::Dockerfile(file("a/Dockerfile")))),
        (
            "dockerfile: {from: alpine, has: LABEL a=b, stages: 2}",
            look(Look::Dockerfile(DockerfileCheck {
                from: Some("alpine".into()),
                has: strings(&["LABEL a=b"]),
                stages: Some(2),
                ..file("Dockerfile")
            })),
        ),
        ("compose: {services: web}", look(Look::Compose(services(&[("web", running)])))),
        ("compose: {services: [a, b]}", look(Look::Compose(services(&[("a", running), ("b", running)])))),
        ("compose: {services: {a: any}}", look(Look::Compose(services(&[("a", ServiceState::Any)])))),
        (
            "exec: {container: web, command: ls, status: any, contains: x}",
            look(Look::Exec(ExecCheck {
                container: "web".into(),
                command: CommandLine::Text("ls".into()),
                status: ExitStatus::Any,
                text: TextCheck { contains: strings(&["x"]), ..TextCheck::default() },
            })),
        ),
        ("http: 8080", look(Look::Http(HttpCheck { port: 8080, path: "/".into(), ..HttpCheck::default() }))),
        (
            "http: {port: 80, path: /a, host: b.c, status: 404}",
            look(Look::Http(HttpCheck {
                port: 80,
                path: "/a".into(),
                host: Some("b.c".into()),
                status: Some(404),
                ..HttpCheck::default()
            })),
        ),
    ]);
}

#[test]
fn what_is_wrong_beyond_the_engine_s_lists() {
    check_wrong(&[
        ("archive: {is: image}", "C0112 `archive` without `path` (say which file is meant)"),
        ("archive: {path: a, is: zip}", "C0111 there is no archive of `zip` (write `image`, `filesystem` or `any`)"),
        ("archive: {path: a, tags: A}", "C0111 `A` is no image reference (write `name:tag`)"),
        ("archive: {path: a, is: filesystem, tags: a}", "C0111 a file system has no `tags` (keep one of the two)"),
        ("registry: {same_as: a}", "C0112 `registry` without `ref` (say what was pushed)"),
        (
            "registry: me/app",
            "C0111 `me/app` is in no registry of the learner's machine (begin it with `localhost:` and the registry's port)",
        ),
        ("script: {args: a}", "C0112 `script` without `path` or `command` (say what is run)"),
        ("script: {path: a, command: b}", "C0111 `path` and `command` in one `script` (keep one of the two)"),
        ("script: {path: a, limit: 301}", "C0111 a script cannot take 301 seconds (write a number up to 300)"),
    ]);
    check_wrong(&[
        (
            "dockerfile: {has: LABLE a=b}",
            "C0111 `has` begins with `LABLE`, which is no instruction; did you mean `LABEL`? (write it as in a Dockerfile)",
        ),
        ("dockerfile: {has: \"RUN a\\nRUN b\"}", "C0111 `has` is not one instruction (write a list of instructions)"),
        ("compose: {services: {web: up}}", "C0111 a service is not `up` (write `running`, `exited` or `any`)"),
        ("exec: {command: ls}", "C0112 `exec` without `container` (say in which container)"),
        ("exec: {container: web}", "C0112 `exec` without `command` (say what is run there)"),
        ("http: {path: /}", "C0112 `http` without `port` (say which port of the learner's machine is meant)"),
        ("http: {port: 0}", "C0111 `0` is no port (write a number up to 65535)"),
        ("http: {port: 80, path: a}", "C0111 `a` is no path of a page (begin it with `/`, without spaces)"),
        ("http: {port: 80, host: 'a b'}", "C0111 `a b` is no host name (write a name such as `shop.example`)"),
        ("absent: {http: 80}", "C0106 only these can be absent: image, container, …"),
    ]);
}

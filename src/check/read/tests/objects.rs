//! The later keys of images and containers.

use super::*;
use crate::check::{Bounds, ChangeKind, FileChange, TextCheck};

/// Each has one mistake, on line 4.
fn check_wrong(cases: &[(&str, &str)]) {
    for (yaml, want) in cases {
        let (sidecar, found) = read(&step_with(&format!("expect:\n  - {yaml}")));
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        assert_eq!(found[0].split_once(' ').unwrap().1, *want, "{yaml}");
        assert!(sidecar.unwrap().steps[0].expect.is_empty(), "{yaml}: a broken assertion is not judged");
    }
}

#[test]
fn sizes_layers_and_digests() {
    let image = |check: ImageCheck| Assertion::Image(ImageCheck { reference: Some("a".into()), ..check });
    let size = |min, max| ImageCheck { size: Bounds { min, max }, ..ImageCheck::default() };
    let layers = |min, max| ImageCheck { layers: Bounds { min, max }, ..ImageCheck::default() };
    check_read(vec![
        ("image: {ref: a, max_size: 50MB}", image(size(None, Some(50_000_000)))),
        ("image: {ref: a, min_size: 1024, max_size: 1 GiB}", image(size(Some(1024), Some(1 << 30)))),
        ("image: {ref: a, layers: 3}", image(layers(Some(3), Some(3)))),
        ("image: {ref: a, layers: {is: 3}}", image(layers(Some(3), Some(3)))),
        ("image: {ref: a, layers: {min: 2}}", image(layers(Some(2), None))),
        ("image: {ref: a, base: b}", image(ImageCheck { base: Some("b".into()), ..ImageCheck::default() })),
        (
            "image: {ref: a, digest: 'sha256:4BCFF63'}",
            image(ImageCheck { digest: Some("4bcff63".into()), ..ImageCheck::default() }),
        ),
    ]);
    check_wrong(&[
        (
            "image: {ref: a, max_size: big}",
            "C0104 `max_size` is the text `big` (it must be a number of bytes, or one with a unit such as `50MB`)",
        ),
        (
            "image: {ref: a, min_size: 2MB, max_size: 1MB}",
            "C0111 `min_size` is greater than `max_size` (change one of the two)",
        ),
        ("image: {ref: a, layers: {min: 3, max: 2}}", "C0111 `min` is greater than `max` (change one of the two)"),
        ("image: {ref: a, layers: {is: 3, max: 2}}", "C0111 `is` beside `min` or `max` (keep one of the two)"),
        ("image: {ref: a, layers: {}}", "C0112 `layers` without a bound (add `is`, `min` or `max`)"),
        ("image: {ref: a, layers: {most: 2}}", "C0103 `layers` has no key `most` (it may have `is`, `min`, `max`)"),
        (
            "image: {ref: a, layers: many}",
            "C0104 `layers` is the text `many` (it must be a number, or a map with `min` and `max`)",
        ),
        ("image: {ref: a, digest: 4bc}", "C0111 `4bc` is no digest (write `sha256:` and 7 to 64 hexadecimal digits)"),
        (
            "image: {ref: a, base: Big}",
            "C0111 `Big` is no image reference: a repository's name has no capital letters (write `name:tag`)",
        ),
    ]);
}

#[test]
fn limits_health_and_mounts() {
    let mount = |source: Option<&str>, kind: Option<&str>, read_only| MountCheck {
        source: source.map(str::to_owned),
        kind: kind.map(str::to_owned),
        read_only,
    };
    check_read(vec![
        (
            "container: {memory: 512m, cpus: 0.5, user: 1000, workdir: /w, hostname: box, health: healthy}",
            Assertion::Container(ContainerCheck {
                memory: Some(512 << 20),
                milli_cpus: Some(500),
                user: Some("1000".into()),
                workdir: Some("/w".into()),
                hostname: Some("box".into()),
                health: Some("healthy".into()),
                ..ContainerCheck::default()
            }),
        ),
        (
            "container: {restarting: false, created: true, memory: 0}",
            Assertion::Container(ContainerCheck {
                restarting: Some(false),
                created: Some(true),
                memory: Some(0),
                ..ContainerCheck::default()
            }),
        ),
        (
            "container: {running: true, stable_for: 5s}",
            Assertion::Container(ContainerCheck {
                running: Some(true),
                stable_for: Some(5),
                ..ContainerCheck::default()
            }),
        ),
        (
            "container: {mount: {/a: vol, /b: {source: vol, kind: volume, read_only: true}, /c: {kind: tmpfs}}}",
            Assertion::Container(ContainerCheck {
                mounts: [
                    ("/a".into(), mount(Some("vol"), None, None)),
                    ("/b".into(), mount(Some("vol"), Some("volume"), Some(true))),
                    ("/c".into(), mount(None, Some("tmpfs"), None)),
                ]
                .into(),
                ..ContainerCheck::default()
            }),
        ),
    ]);
}

#[test]
fn what_is_wrong_with_them() {
    let limit = STABLE_LIMIT + 1;
    let too_long = format!("container: {{stable_for: {limit}s}}");
    check_wrong(&[
        (
            "container: {health: good}",
            "C0111 `good` is no state of health (write `healthy`, `unhealthy`, `starting`, `none`)",
        ),
        ("container: {cpus: many}", "C0104 `cpus` is the text `many` (it must be a number such as `0.5`)"),
        ("container: {stable_for: long}", "C0104 `stable_for` is the text `long` (it must be a time such as `5s`)"),
        (&too_long, "C0111 `stable_for` is too short or too long (write 1s to 60s)"),
        ("container: {stable_for: 0}", "C0111 `stable_for` is too short or too long (write 1s to 60s)"),
        (
            "container: {running: false, stable_for: 5s}",
            "C0111 `stable_for` is for a container that runs (keep one of the two)",
        ),
        (
            "container: {created: true, running: true}",
            "C0111 a container that was only created never started (keep one of the two)",
        ),
        (
            "container: {mount: {/a: {kind: disk}}}",
            "C0111 `disk` is no kind of mount (write `volume`, `bind`, `tmpfs`)",
        ),
        (
            "container: {mount: {/a: {from: x}}}",
            "C0103 `/a` has no key `from` (it may have `source`, `kind`, `read_only`)",
        ),
    ]);
}

#[test]
fn what_a_container_tells() {
    let web = |check: ContainerCheck| Assertion::Container(ContainerCheck { name: Some("web".into()), ..check });
    let logs = |logs| web(ContainerCheck { logs, ..ContainerCheck::default() });
    let changed = |path: &str, kind| FileChange { path: path.into(), kind };
    check_read(vec![
        ("container: {name: web, logs: a}", logs(TextCheck { contains: strings(&["a"]), ..TextCheck::default() })),
        (
            "container: {name: web, logs: {contains: [a, b], matches: ^c, excludes: d}}",
            logs(TextCheck {
                contains: strings(&["a", "b"]),
                matches: Pattern::new("^c").ok(),
                excludes: strings(&["d"]),
                equals: None,
            }),
        ),
        (
            "container: {name: web, changed: [A /a b, /c, D /d], processes: sh}",
            web(ContainerCheck {
                changed: vec![
                    changed("/a b", Some(ChangeKind::Added)),
                    changed("/c", None),
                    changed("/d", Some(ChangeKind::Deleted)),
                ],
                processes: strings(&["sh"]),
                ..ContainerCheck::default()
            }),
        ),
    ]);
    check_wrong(&[
        (
            "container: {name: web, changed: X /a}",
            "C0111 `X /a` is no path in a container (write it from the container's root, as `docker diff` shows it: \
             `/data/x`, or `A /data/x`)",
        ),
        (
            "container: {name: web, logs: {has: a}}",
            "C0103 `logs` has no key `has` (it may have `contains`, `matches`, `excludes`)",
        ),
        (
            "container: {name: web, removed: true, logs: a}",
            "C0111 a removed container has no logs, files or processes (keep one of the two)",
        ),
        ("container: {name: web, logs: {}}", "C0112 `logs` without a text (add `contains`, `matches` or `excludes`)"),
    ]);
}

//! Assertions that need a look beyond the engine's lists.

use super::*;
use crate::state::Place;

/// What is said of an assertion that is wrong; each has one mistake.
fn check_wrong(cases: &[(&str, &str)]) {
    for (yaml, want) in cases {
        let (sidecar, found) = read(&step_with(&format!("expect:\n  - {yaml}")));
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        assert_eq!(found[0].split_once(' ').unwrap().1, *want, "{yaml}");
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

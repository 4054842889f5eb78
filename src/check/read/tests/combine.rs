//! Assertions made of others.

use super::*;
use crate::check::{Bounds, CountCheck};

fn image(name: &str) -> Assertion {
    Assertion::Image(ImageCheck { reference: Some(name.into()), ..ImageCheck::default() })
}

fn found(yaml: &str) -> Vec<String> {
    let (sidecar, found) = read(&step_with(&format!("expect:\n  - {yaml}")));
    assert_eq!(sidecar.unwrap().steps[0].expect.len(), usize::from(found.is_empty()), "{yaml}");
    found.iter().map(|said| said.split_once(' ').unwrap().1.to_owned()).collect()
}

#[test]
fn assertions_made_of_others() {
    let count = |min, max| Assertion::Count(Box::new(CountCheck { of: image("a"), bounds: Bounds { min, max } }));
    let cases = [
        ("all: [image: a, image: b]", Assertion::All(vec![image("a"), image("b")])),
        (
            "any: [{image: a}, {not: {image: b}}]",
            Assertion::Any(vec![image("a"), Assertion::Not(Box::new(image("b")))]),
        ),
        ("count: {of: {image: a}, is: 2}", count(Some(2), Some(2))),
        ("count: {of: {image: a}, min: 1, max: 3}", count(Some(1), Some(3))),
    ];
    for (yaml, want) in cases {
        assert_eq!(step(&format!("expect:\n  - {yaml}")).expect.remove(0).assertion, want, "{yaml}");
    }
}

#[test]
fn what_is_wrong_with_them() {
    let cases = [
        ("all: []", "C0105 `all` is empty (add an assertion, or leave the key out)"),
        ("any: {image: a}", "C0104 `any` is a map (it must be a list of assertions, each with a `-` before it)"),
        ("all: [{image: a}, {imgae: b}]", "C0106 there is no assertion `imgae` (did you mean `image`?)"),
        ("count: {of: {image: a}}", "C0112 `count` without a number (add `is`, `min` or `max`)"),
        (
            "count: {is: 2}",
            "C0112 `count` without `of` (say what is to be counted: `of: { container: { image: alpine } }`)",
        ),
        (
            "count: {of: {file: f}, is: 2}",
            "C0106 only images, containers, volumes and networks can be counted (count what is there now)",
        ),
        (
            "count: {of: {container: {ran: true}}, is: 2}",
            "C0106 a container that ran or was removed cannot be counted (count what is there now)",
        ),
    ];
    for (yaml, want) in cases {
        assert_eq!(found(yaml), [want], "{yaml}");
    }
}

#[test]
fn they_nest_only_so_deep() {
    let nested = |depth: usize| format!("{}{{image: a}}{}", "{not: ".repeat(depth), "}".repeat(depth));
    assert_eq!(found(&nested(NEST_LIMIT)), [""; 0]);
    let want = "C0110 assertions stand in each other more than 4 deep (write them side by side)";
    assert_eq!(found(&nested(NEST_LIMIT + 1)), [want]);
}

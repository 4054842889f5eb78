//! Which of several expectations to tell of first: what others need comes before them.

use crate::check::{Assertion, Check, Look, normal_reference};
use crate::state::Place;

/// What an expectation is about, or needs.
#[derive(Debug, PartialEq, Eq)]
enum Thing {
    Image(String),
    Container(String),
    Volume(String),
    Network(String),
    Port(u16),
}

/// How far one need may lead to the next; things that need each other stay in their author's order.
const DEPTH_LIMIT: usize = 4;

/// For each check how many of those that are open have to be done before it, one after the other.
pub(super) fn depths(checks: &[Check], is_open: &[bool]) -> Vec<usize> {
    let made: Vec<Vec<Thing>> = checks.iter().map(|check| made(&check.assertion)).collect();
    let needed: Vec<Vec<Thing>> = checks.iter().map(|check| needed(&check.assertion)).collect();
    let mut depths = vec![0; checks.len()];
    for _ in 0..DEPTH_LIMIT {
        let before = depths.clone();
        for (at, depth) in depths.iter_mut().enumerate() {
            let is_before = |other: &usize| {
                *other != at && is_open[*other] && needed[at].iter().any(|thing| made[*other].contains(thing))
            };
            let deepest = (0..checks.len()).filter(is_before).map(|other| before[other] + 1).max();
            *depth = deepest.unwrap_or_default();
        }
    }
    depths
}

fn image(reference: &str) -> Thing {
    Thing::Image(normal_reference(reference))
}

/// The things that are there when an expectation holds.
fn made(assertion: &Assertion) -> Vec<Thing> {
    match assertion {
        Assertion::Image(check) => check.reference.iter().map(|name| image(name)).collect(),
        Assertion::Container(check) => {
            let ports = check.ports.values().flatten().map(|port| Thing::Port(*port));
            check.name.clone().map(Thing::Container).into_iter().chain(ports).collect()
        }
        Assertion::Volume(check) => check.name.clone().map(Thing::Volume).into_iter().collect(),
        Assertion::Network(check) => check.name.clone().map(Thing::Network).into_iter().collect(),
        Assertion::All(parts) => parts.iter().flat_map(made).collect(),
        _ => Vec::new(),
    }
}

/// The things without which it cannot hold.
fn needed(assertion: &Assertion) -> Vec<Thing> {
    match assertion {
        Assertion::Image(check) => {
            [&check.same_as, &check.base, &check.parent].into_iter().flatten().map(|name| image(name)).collect()
        }
        Assertion::Container(check) => {
            let volumes = check.mounts.values().filter_map(|mount| mount.source.clone()).map(Thing::Volume);
            let networks = check.networks.iter().cloned().map(Thing::Network);
            check.image.iter().map(|name| image(name)).chain(volumes).chain(networks).collect()
        }
        Assertion::Network(check) => check.members.iter().cloned().map(Thing::Container).collect(),
        Assertion::File(check) => check.place.iter().map(of_place).collect(),
        Assertion::Look(look) => match look.as_ref() {
            Look::Exec(check) => vec![Thing::Container(check.container.clone())],
            Look::Http(check) => vec![Thing::Port(check.port)],
            Look::Archive(check) => check.tags.iter().map(|name| image(name)).collect(),
            Look::Registry(check) => check.same_as.iter().map(|name| image(name)).collect(),
            Look::Compose(_) | Look::Dockerfile(_) | Look::Script(_) => Vec::new(),
        },
        Assertion::Count(check) => needed(&check.of),
        Assertion::All(parts) => parts.iter().flat_map(needed).collect(),
        Assertion::Any(_)
        | Assertion::Not(_)
        | Assertion::Absent(_)
        | Assertion::Volume(_)
        | Assertion::Output(_)
        | Assertion::Exit(_)
        | Assertion::Ran(_) => Vec::new(),
    }
}

fn of_place(place: &Place) -> Thing {
    match place {
        Place::Container(name) => Thing::Container(name.clone()),
        Place::Image(reference) => image(reference),
        Place::Volume(name) => Thing::Volume(name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::parse;
    use crate::source::Source;

    #[track_caller]
    fn check(checks: &[&str], open: &[usize], want: &[usize]) {
        let list = checks.join("\n      - ");
        let (sidecar, found) = parse(&Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {list}\n")));
        assert_eq!(found, []);
        let is_open: Vec<bool> = (0..checks.len()).map(|at| open.contains(&at)).collect();
        assert_eq!(depths(&sidecar.unwrap().steps[0].expect, &is_open), want, "{checks:?}");
    }

    #[test]
    fn what_others_need_comes_first() {
        let exec = "exec: {container: web, command: ls}";
        let web = "container: {name: web, image: 'app:1', port: {80: 8080}, network: front, mount: {/d: data}}";
        check(&[exec, "http: 8080", web], &[0, 1, 2], &[1, 1, 0]);
        check(&[exec, "http: 9090", web], &[0, 1], &[0, 0, 0]);
        check(&[exec, web, "image: 'app:1'", "network: front"], &[0, 1, 2, 3], &[2, 1, 0, 0]);
        check(&["file: {path: /x, in: {volume: data}}", web, "volume: data"], &[0, 1, 2], &[1, 1, 0]);
        check(&["image: {ref: b, same_as: a}", "image: 'a:latest'"], &[0, 1], &[1, 0]);
        // Things that need each other do not take turns for ever.
        check(&["network: {name: front, members: [web]}", web], &[0, 1], &[4, 4]);
    }
}

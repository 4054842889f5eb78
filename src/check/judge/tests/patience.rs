//! What only time can bring about.

use super::*;

#[test]
fn what_may_come_to_hold_by_waiting() {
    let fresh = Container { started: NOW - 2, ..container("1", "web", "nginx", "running") };
    let state = containers(vec![
        Container { health: "starting".into(), ..fresh.clone() },
        Container { restarts: 2, ..container("2", "loop", "nginx", "restarting") },
        Container { name: "sick".into(), health: "unhealthy".into(), ..fresh },
    ]);
    let cases = [
        ("container: {name: web, stable_for: 5s}", Some(3)),
        ("container: {name: web, stable_for: 2s}", None),
        ("container: {name: web, health: healthy}", Some(1)),
        ("container: {name: web, health: healthy, stable_for: 5s}", Some(3)),
        ("container: {name: sick, health: healthy}", None),
        ("container: {name: loop, stable_for: 5s}", None),
        ("container: {name: web, image: redis, stable_for: 5s}", None),
        ("container: web\n      - container: {name: web, stable_for: 5s}", Some(3)),
        ("image: redis\n      - container: {name: web, stable_for: 5s}", None),
        ("all: [{container: {name: web, stable_for: 9s}}, {container: web}]", Some(7)),
    ];
    for (yaml, want) in cases {
        assert_eq!(patience(&checks(yaml), &state), want, "{yaml}");
    }
}

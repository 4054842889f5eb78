//! Which command wrote or removed a file, and which made an image what it is.

use crate::common::Machine;
use ropewalk::check::{Check, Finding, judge, parse, probes};
use ropewalk::sandbox::Sandbox;
use ropewalk::source::Source;
use ropewalk::state::State;

fn check(yaml: &str) -> Check {
    let (sidecar, found) = parse(&Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}")));
    assert!(found.is_empty(), "{yaml}: {found:?}");
    sidecar.unwrap().steps.remove(0).expect.remove(0)
}

/// Types the commands, looks after each, and judges in the end.
async fn judged(machine: &mut Machine, state: &mut State, yaml: &str, commands: &[&str]) -> Finding {
    let check = check(yaml);
    for command in commands {
        let ran = machine.run(command).await;
        assert_eq!(ran.record.exit, 0, "`{command}` printed:\n{}", ran.record.output);
        state.ran(ran.record);
        let seen = machine.sandbox.observe(&probes(std::slice::from_ref(&check))).await.unwrap();
        state.take_in(seen);
    }
    judge(&check, state)
}

#[tokio::test]
async fn the_command_that_wrote_or_removed_it_is_told() {
    let (mut machine, mut state) = (Machine::start().await, State::default());
    let cases: [(&str, &[&str], &str); 9] = [
        ("file: {path: c, equals: x}", &["echo y > c", "chmod 640 c", "ls"], "; last changed by `echo y > c` at "),
        ("file: {path: c, mode: 0600}", &["ls"], "; last changed by `chmod 640 c` at "),
        (
            "container: {name: new, label: {a: b}}",
            &["docker create --name old -l a=c alpine", "docker rename old new", "ls"],
            "; last changed by `docker create --name old -l a=c alpine` at ",
        ),
        ("file: {path: a, equals: x}", &["echo y > a", "true"], "; last changed by `echo y > a` at "),
        ("file: {path: a, mode: 0600}", &["chmod 640 a", "cat a", "ls"], "; last changed by `chmod 640 a` at "),
        ("file: a", &["ls", "rm *", "ls"], "`a` was removed by `rm *` at "),
        (
            "dockerfile: {path: D, from: debian}",
            &["echo FROM alpine > D", "ls"],
            "; last changed by `echo FROM alpine > D` at ",
        ),
        (
            "image: {ref: mine, user: me}",
            &["docker pull -q alpine", "docker tag alpine mine", "ls"],
            "; last changed by `docker tag alpine mine` at ",
        ),
        ("image: {ref: mine}", &["docker rmi mine", "ls"], "`mine` was removed by `docker rmi mine` at "),
    ];
    for (yaml, commands, want) in cases {
        let finding = judged(&mut machine, &mut state, yaml, commands).await;
        let why = finding.why.unwrap_or_default();
        assert!(why.contains(want), "{yaml}: {why}");
        let since = finding.since.unwrap();
        let command = since.command.unwrap_or_default();
        assert!(want.contains(&format!("`{command}`")), "{command}");
        assert!(since.time.parse::<jiff::Timestamp>().is_ok(), "{}", since.time);
    }
    let why =
        judged(&mut machine, &mut state, "file: {path: b, equals: x}", &["(sleep 1; echo y > b) & sleep 2"]).await;
    assert_eq!(why.since.and_then(|since| since.command).as_deref(), Some("(sleep 1; echo y > b) & sleep 2"));
}

//! Several things that are otherwise, in one expectation and in several.

use super::*;

fn shop() -> State {
    let web = Container {
        ports: BTreeMap::from([("80/tcp".into(), vec![8081])]),
        labels: map(&[("tier", "front")]),
        restart: "no".into(),
        ..container("w", "web", "nginx", "running")
    };
    let job = Container { exit_code: 1, finished: NOW - 12, ..container("j", "job", "alpine", "exited") };
    let mut state = containers(vec![web, job]);
    state.now.images = vec![Image { user: "root".into(), author: "Ada".into(), ..image("1", &["app:1"]) }];
    state.now.volumes = vec![Volume { name: "data".into(), driver: "local".into(), ..Volume::default() }];
    let file = File { mode: 0o644, size: 5, content: "hello".into(), ..File::default() };
    state.now.answers.insert(Probe::File("notes.txt".into()), Answer::File(file));
    state.commands.push(CommandRecord { text: "docker ps".into(), output: "web\n".into(), ..CommandRecord::default() });
    state
}

#[test]
fn the_first_is_told_in_full_and_the_others_are_named() {
    check_all(
        &shop(),
        &[
            (
                "container: {name: web, running: true, port: {80: 8080}, label: {tier: back}, restart: always, mount: {/d: x}}",
                "the label `tier` of `web` is `front`; the step asks for `back` (and 3 more: port, mount, restart policy)",
            ),
            (
                "container: {name: job, image: nginx, running: true}",
                "`job` was made from `alpine`; the step asks for `nginx` (and 1 more: state)",
            ),
            // That it does not run is why it is not healthy and has no processes; its ports were never asked for.
            (
                "container: {name: job, running: true, port: {80: 80}, health: healthy, stable_for: 5s}",
                "`job` is not running; it exited with status 1 twelve seconds ago (and 1 more: port)",
            ),
            (
                "container: {name: job, running: true, label: {a: b}}",
                "`job` is not running; it exited with status 1 twelve seconds ago (and 1 more: label)",
            ),
            (
                "image: {ref: 'app:1', user: app, author: Bob, port: 80}",
                "the user of `app:1` is `root`; the step asks for `app` (and 2 more: author, port)",
            ),
            (
                "file: {path: notes.txt, contains: [a, b, o], mode: '0600'}",
                "`notes.txt` does not contain `a`; it is `hello` (and 2 more: `b`, mode)",
            ),
            ("file: {path: notes.txt, kind: directory}", "`notes.txt` is a file; the step asks for a directory"),
            ("output: {contains: [x, web, y]}", "`docker ps` did not print `x` (and 1 more: `y`)"),
            (
                "volume: {name: data, driver: nfs, label: {a: b}}",
                "the driver of `data` is `local`; the step asks for `nfs` (and 1 more: label)",
            ),
        ],
    );
}

#[test]
fn what_others_need_is_told_first() {
    let mut state = shop();
    let yaml = "exec: {container: db, command: ls}\n      - container: {name: db, image: 'me/db:1', running: true}\n      \
                - image: app:1\n      - image: me/db:1";
    let checks = checks(yaml);
    for probe in probes(&checks) {
        state.now.answers.entry(probe).or_insert(Answer::Missing);
    }
    let told: Vec<String> = judge_step(&checks, &[], &state).into_iter().map(|finding| finding.what).collect();
    let want = ["image `me/db:1` exists", "container `db` of `me/db:1` is running", "`ls` in `db` works"];
    assert_eq!(told[..3], want);
    let open: Vec<String> = open_checks(&checks, &state).into_iter().map(|(check, _)| check.words()).collect();
    assert_eq!(open, want, "what holds is none of them");
}

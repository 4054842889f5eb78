//! Containers that came and went within a step.

use super::*;
use crate::state::{Change, Delta};

fn seen(name: &str) -> Seen {
    Seen {
        name: name.into(),
        image: "alpine".into(),
        started: true,
        started_in_step: true,
        exit_code: Some(0),
        removed_at: Some(1),
        ..Seen::default()
    }
}

/// What is asserted of one that a command of these ran, and printed that; in the second list the comments.
fn recorded(seen: &Seen, commands: &[&str], output: &str) -> (Vec<String>, Vec<String>) {
    let none = containers(vec![]);
    let states = vec![none; commands.len() + 1];
    let mut step = played(&states, commands, &[("1", seen.clone())]);
    let passed = Change::ContainerPassed(seen.clone());
    step.moments[0].delta = Delta { changes: vec![passed] };
    step.end.commands[0].output = output.into();
    let new = propose(&step, &commands.join("\n"), &Names::new());
    new.entries.into_iter().map(|entry| (entry.text, entry.why)).unzip()
}

#[test]
fn of_one_that_nobody_asked_about_its_events_are_told() {
    let (texts, _) = recorded(&seen("quick"), &["docker run --rm --name quick alpine date"], "");
    assert_eq!(texts, ["container: { name: quick, image: alpine, ran: true, removed: true, exit_code: 0 }"]);
}

#[test]
fn what_one_was_made_with_and_printed_is_told() {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let made = Container {
        command: words(&["echo", "hello"]),
        env: words(&["PATH=/bin", "MODE=dev"]),
        bindings: [("80/tcp".to_owned(), vec![8080]), ("90/tcp".to_owned(), Vec::new())].into(),
        networks: words(&["front"]),
        ..container("1", "jolly_euclid", "created")
    };
    let made = Seen { made: Some(Box::new(made)), ..seen("jolly_euclid") };
    let run = "docker run --rm -e MODE=dev -p 8080:80 -p 90 --network front alpine echo hello";
    let (texts, why) = recorded(
        &made,
        &[run, "docker ps"],
        "Digest: sha256:00\nUnable to find image 'alpine:latest' locally\nhello\n",
    );
    let want = "container: { image: alpine, command: [echo, hello], ran: true, removed: true, exit_code: 0, \
                env: { MODE: dev }, port: { 80: 8080, 90: any }, network: [front] }";
    assert_eq!(texts, [want, "output: { contains: [hello] }"]);
    assert!(why.iter().all(|why| why.starts_with("`docker run --rm")), "{why:?}");
    // What another command prints is not the container's.
    let (texts, _) = recorded(&made, &["docker run -d --rm alpine echo hello; docker stop x"], "hello");
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[test]
fn an_image_that_came_with_a_container_has_its_other_names() {
    let both = image("sha256:a", &["alpine:latest", "own:1"], &["1"]);
    let fetched = containers(vec![container("1", "web", "running")]);
    let tagged = Snapshot { images: vec![both], ..fetched.clone() };
    let step = played(
        &[Snapshot::default(), fetched, tagged],
        &["docker run -d --name web alpine", "docker tag alpine own:1"],
        &[],
    );
    let texts: Vec<String> = propose(&step, "web own", &Names::new()).entries.into_iter().map(|e| e.text).collect();
    assert_eq!(texts[1..], ["image: { ref: \"own:1\", same_as: alpine }"], "{texts:?}");
}

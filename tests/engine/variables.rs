//! Two learners take the same exam with values of their own, and each is judged by theirs.

use crate::STARTS;
use crate::common::program::{Home, Said};

const LESSON: &str = "# Exam\n\n## Start a box {#start}\n\nStart a box called ${name} that says $$word$$.\n\n```console\n\
    $ docker run --name ${name} alpine echo ${word} at ${port}\n```\n\n## Name it {#name}\n\n```console\n\
    $ docker rename ${name} ${name}-done\n```\n";

const CHECKS: &str = "\
images: [alpine]
variables:
  name: { random_name: box- }
  port: { random_port: { from: 8200, to: 8999 } }
  word: { one_of: [red, blue] }
steps:
  start:
    expect:
      - container: { name: \"${name}\", exited: true, exit_code: 0, logs: \"${word} at ${port}\" }
    solution: docker run --name ${name} alpine echo ${word} at ${port}
    wrong: docker run --name ${name} alpine echo ${word}
    quiz: [{ question: \"What does ${name} say?\", choices: [red, blue], answer: \"${word}\" }]
  name:
    expect: [{ container: \"${name}-done\" }]
    hints: \"Its name is ${name} now.\"
    solution: docker rename ${name} ${name}-done
";

fn home() -> Home {
    let home = Home::ready();
    home.write("exam.md", LESSON);
    home.write("checks/exam.yaml", CHECKS);
    home
}

/// Runs the lesson with a script.
fn learn(home: &Home, lines: &[&str]) -> String {
    let mut program = home.start(&["--plain", "run", "exam.md"]);
    lines.iter().for_each(|line| program.type_line(line));
    program.end().1
}

/// The name that this learner's text says.
fn name(said: &str) -> String {
    let (_, rest) = said.split_once("box called ").unwrap_or_else(|| panic!("{said}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn two_learners_have_their_own_values_and_are_judged_by_them() {
    let _together = STARTS.read().await;
    let (ada, ben) = (home(), home());
    let first = name(&learn(&ada, &[":quit"]));
    assert!(first.starts_with("box-") && !first.contains('$'), "{first}");
    assert_eq!(name(&learn(&ada, &[":quit"])), first, "a resumed lesson keeps its values");
    let copied = learn(&ben, &[&format!("docker run --name {first} alpine echo red at 8200"), ":quit"]);
    let second = name(&copied);
    assert_ne!(first, second);
    assert!(!copied.contains("is done") && copied.contains(&format!("`{second}`")), "{copied}");
    // Enter alone types what is offered: the learner's own.
    let done = learn(&ada, &["", "1", "", ":hint", ":quit"]);
    assert!(done.contains(&format!("What does {first} say?")), "{done}");
    assert!(done.contains(&format!("Its name is {first} now.")), "{done}");
    ada.run(&["reset", "exam.md"]);
    assert_ne!(name(&learn(&ada, &[":quit"])), first, "a reset draws again");
}

fn drawn(said: &Said) -> (u64, String) {
    let report = said.json();
    let lesson = &report["lessons"][0];
    let typed = lesson["steps"][0]["typed"][0]["command"].as_str().unwrap().to_owned();
    assert!(typed.contains(lesson["variables"]["name"].as_str().unwrap()), "{typed}");
    (lesson["seed"].as_u64().unwrap(), typed)
}

#[tokio::test]
async fn verify_says_its_seed_and_repeats_it() {
    let _together = STARTS.read().await;
    let home = home();
    let said = home.run(&["verify", "--json", "exam.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let (seed, typed) = drawn(&said);
    let again = home.run(&["verify", "--json", "--mutate", "--seed", &seed.to_string(), "exam.md"]);
    assert_eq!((again.code, drawn(&again)), (Some(0), (seed, typed)), "{again:?}");
    let text = home.run(&["verify", "--seed", "7", "exam.md"]).out;
    assert!(text.contains("`--seed 7` draws") && text.contains("name = box-"), "{text}");
}

#[tokio::test]
async fn record_writes_the_variable_and_not_its_value() {
    let _together = STARTS.read().await;
    let home = home();
    let without = CHECKS.split("  name:\n    expect").next().unwrap();
    home.write("checks/exam.yaml", without);
    let said = home.run(&["record", "--update", "exam.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let text = std::fs::read_to_string(home.path().join("checks/exam.yaml.new")).unwrap();
    let added = text.strip_prefix(without).unwrap_or_else(|| panic!("{text}"));
    assert!(
        added.contains("\"${name}-done\"") && added.contains("solution: docker rename ${name} ${name}-done"),
        "{added}"
    );
    assert!(!added.contains("box-"), "{added}");
}

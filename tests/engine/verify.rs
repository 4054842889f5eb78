//! `verify` proves lessons, and finds the one that does not hold.

use crate::STARTS;
use crate::common::program::Home;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/lessons/{name}.md", env!("CARGO_MANIFEST_DIR"))
}

#[tokio::test]
async fn our_own_lessons_and_one_about_archives_hold() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let said = home.run(&["verify", "--json", "01", "02", &fixture("archives")]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let report = said.json();
    let lessons = report["lessons"].as_array().unwrap();
    assert_eq!(lessons.len(), 3);
    let archives = lessons[2]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = archives.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed"; 5]);
    // The failure to load what is no image is the engine's own.
    let refused = archives[4]["typed"][1]["output"].as_str().unwrap();
    assert!(refused.contains("unexpected EOF") || refused.contains("invalid tar header"), "{refused}");
}

#[tokio::test]
async fn the_same_lesson_without_a_sidecar_is_judged_by_its_own_commands() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write(
        "bare.md",
        &std::fs::read_to_string(fixture("archives")).unwrap().replace("## A file that is no image", "## Last"),
    );
    let said = home.run(&["verify", "--json", "bare.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    // Nothing says that the last command is meant to fail.
    assert_eq!(outcomes, ["passed", "passed", "passed", "passed", "failed"], "{said:?}");
    assert_eq!(said.code, Some(1));
}

#[tokio::test]
async fn a_check_that_cannot_fail_and_one_that_cannot_pass_are_found() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("weak.md", "# Weak\n\n## Pull {#pull}\n\n```console\n$ docker pull alpine\n```\n\n## Tag {#tag}\n\n```console\n$ docker tag alpine a:1\n```\n");
    home.write(
        "checks/weak.yaml",
        "images: [alpine]\nsteps:\n  pull: { expect: [ { image: alpine } ], solution: docker pull alpine }\n  tag:\n    expect:\n      \
         - image: alpine\n      - image: { ref: 'a:2', same_as: alpine }\n    solution: docker tag alpine a:1\n",
    );
    let said = home.run(&["verify", "weak.md"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let out = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("passes before anything is typed: image `alpine` exists"), "{said:?}");
    assert!(out.contains("`a:1` exists; the step asks for the tag `2`"), "{said:?}");
}

#[tokio::test]
async fn a_question_before_a_command_whose_answer_is_not_what_comes_is_found() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("guess.md", "# Guess\n\n## Say {#say}\n\n```console\n$ echo one\n$ echo two\n```\n");
    home.write(
        "checks/guess.yaml",
        "steps:\n  say:\n    expect: [ { output: { contains: two } } ]\n    solution: [ echo one, echo two ]\n    quiz:\n      \
         - { question: q1, command: ^echo one, choices: [one, two], answer: one }\n      \
         - { question: q2, command: ^echo one, choices: [one, two], answer: two }\n      \
         - { question: q3, command: ^docker ps, answer: nothing }\n",
    );
    let said = home.run(&["verify", "guess.md"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let out = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("what is foreseen before `echo one`: two: `echo one` did not print `two`"), "{out}");
    assert!(out.contains("this is asked: q3: no command of the solution matches `^docker ps`"), "{out}");
    assert!(out.contains("guess.yaml:7 and") && out.contains("guess.yaml:8"), "{out}");
    assert!(!out.contains("q1") && !out.contains("`echo one`: one"), "{out}");
}

#[tokio::test]
async fn a_package_that_a_stand_in_lacks_is_no_fault_of_the_lesson() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write(
        "old.md",
        "# Old\n\n## Build\n\n```dockerfile\nFROM an-old-lesson-base\nRUN apt-get install -y no-such-package\n```\n\n\
         ```console\n$ docker build -t old:1 .\n$ docker volume create box\n```\n\n## Run\n\n```console\n\
         $ docker run --name older old:1\n$ docker run --name newer debian true\n```\n",
    );
    let said = home.run(&["verify", "--json", "old.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    assert!(steps[0].to_string().contains("a stand-in has no package `no-such-package`"), "{said:?}");
    let typed: Vec<&str> =
        steps[1]["typed"].as_array().unwrap().iter().map(|t| t["command"].as_str().unwrap()).collect();
    assert_eq!(typed, ["docker run --name newer debian true"]);
}

#[tokio::test]
async fn a_new_lesson_holds_as_it_is() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    assert_eq!(home.run(&["new", "fresh"]).code, Some(0));
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let outcomes =
        said.json()["lessons"][0]["steps"].as_array().unwrap().iter().map(|s| s["outcome"].clone()).collect::<Vec<_>>();
    assert_eq!(outcomes, ["passed", "passed"], "{said:?}");
}

#[tokio::test]
async fn lessons_side_by_side_and_again_are_reported_in_files() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("a.md", "# A\n\n## Pull {#pull}\n\n```console\n$ docker pull busybox\n```\n");
    home.write(
        "b.md",
        "# B\n\n## Fail {#fail}\n\n```console\n$ docker run --name job alpine sh -c 'echo why; exit 3'\n```\n",
    );
    home.write(
        "checks/b.yaml",
        "images: [alpine]\nsteps:\n  fail:\n    expect:\n      - container: { name: job, running: true }\n    \
         solution: docker run --name job alpine sh -c 'echo why; exit 3'\n",
    );
    let said =
        home.run(&["verify", "--jobs", "2", "--repeat", "2", "--json", "r.json", "--junit", "r.xml", "a.md", "b.md"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    for words in [
        "$ docker run --name job alpine sh -c 'echo why; exit 3' (exit 3)",
        "│ why",
        "changed: image alpine:latest is new",
        "look at b.md:3 and checks/b.yaml:5",
    ] {
        assert!(said.out.replace('`', "").contains(words), "{words}: {}", said.out);
    }
    let report: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(home.path().join("r.json")).unwrap()).unwrap();
    assert_eq!(report["lessons"][0]["passed"], true);
    assert_eq!(report["lessons"][1]["runs"], 2);
    assert_eq!(report["lessons"][1]["unsteady"], serde_json::json!([]));
    let junit = std::fs::read_to_string(home.path().join("r.xml")).unwrap();
    assert!(junit.contains(r#"tests="2""#) && junit.contains(r#"failures="1""#), "{junit}");
}

#[tokio::test]
async fn a_step_that_goes_another_way_every_time_is_found() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    // What the clock says is another status every time.
    home.write(
        "luck.md",
        "# Luck\n\n## Try {#try}\n\n```console\n$ sh -c 'exit $(( 1$(date +%N | cut -c1-6) % 200 ))'\n```\n",
    );
    home.write(
        "checks/luck.yaml",
        "steps:\n  try:\n    expect: [ { exit: any } ]\n    solution: sh -c 'exit $(( 1$(date +%N | cut -c1-6) % 200 ))'\n",
    );
    let said = home.run(&["verify", "--repeat", "3", "luck.md"]);
    assert!(said.out.contains("not the same in every run: Try"), "{said:?}");
}

#[tokio::test]
async fn later_steps_mean_what_an_earlier_one_named() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write(
        "named.md",
        "# Named\n\n## Run {#run}\n\nA.\n\n## Rename {#rename}\n\nB.\n\n## Remove {#remove}\n\nC.\n",
    );
    home.write(
        "checks/named.yaml",
        "images: [alpine]\nsteps:\n  run:\n    expect:\n      - container: {image: alpine, running: true}\n        as: web\n    \
         solution: docker run -d alpine sleep 600\n  rename:\n    expect: [{container: front}]\n    solution: docker rename \
         ${web.id} front\n  remove:\n    expect: [{absent: {container: '${web.id}'}}]\n    solution: docker rm -f ${web.name}\n",
    );
    let said = home.run(&["verify", "--mutate", "--json", "named.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "passed", "passed"], "{said:?}");
    assert!(said.out.contains("container `front` is gone"), "{said:?}");
    assert!(!report["lessons"][0]["steps"][2].to_string().contains("${web"), "{said:?}");
}

#[tokio::test]
async fn a_script_is_called_with_what_an_earlier_step_found() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("called.md", "# Called\n\n## Run {#run}\n\nA.\n\n## Rename {#rename}\n\nB.\n");
    home.write(
        "checks/is.sh",
        "name=$(docker inspect -f '{{.Name}}' \"$1\")\necho \"it is $name\"\n[ \"$name\" = \"/$2\" ]\n",
    );
    home.write(
        "checks/called.yaml",
        "images: [alpine]\nsteps:\n  run:\n    expect:\n      - container: {image: alpine, running: true}\n        as: web\n    \
         solution: docker run -d alpine sleep 600\n  rename:\n    expect:\n      - script: {path: is.sh, args: ['${web.id}', front]}\n      \
         - script: {command: 'docker inspect ${web.id} | grep -q /front'}\n    solution: docker rename ${web.id} front\n    wrong: docker run -d \
         --name front alpine sleep 600\n",
    );
    let said = home.run(&["verify", "--mutate", "--json", "called.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "passed"], "{said:?}");
    assert_eq!(report["lessons"][0]["mutation"]["survivors"].as_array().map_or(0, Vec::len), 0, "{said:?}");
}

#[tokio::test]
async fn a_page_of_killercoda_is_judged_by_its_own_script() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let index = r#"{"details": {"steps": [{"text": "one/text.md", "verify": "one/verify.sh"}]}}"#;
    home.write("course/index.json", index);
    home.write(
        "course/one/text.md",
        "# Name it\n\nGive `alpine` another name, `mine:1`.\n\n```\ndocker tag alpine mine:1\n```{{exec}}\n",
    );
    let script = |tag: &str| {
        format!("#!/bin/bash\ndocker image inspect {tag} > /dev/null && exit 0\necho \"{tag} is missing\"\nexit 1\n")
    };
    home.write("course/one/verify.sh", &script("mine:1"));
    let page = "course/one/text.md";
    let said = home.run(&["verify", "--json", page]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("the script `one/verify.sh` agrees"), "{said:?}");
    let mut program = home.start(&["--plain", "run", page]);
    ["docker pull alpine", "docker tag alpine mine:2", "", ":quit"].iter().for_each(|line| program.type_line(line));
    let told = program.end().1;
    assert!(told.contains("mine:1 is missing") && told.contains("Step done"), "{told}");
    home.write("course/one/verify.sh", &script("other"));
    let said = home.run(&["verify", page]);
    assert!(said.code == Some(1) && said.out.contains("other is missing"), "{said:?}");
}

#[tokio::test]
async fn what_the_runtime_lost_is_played_again_and_is_no_failure() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let lost = "OCI runtime create failed: runc create failed: read init-p: connection reset by peer: unknown.";
    home.write("lost.md", "# Lost\n\n## Pull {#pull}\n\nA.\n\n## Run {#run}\n\nB.\n\n## Tag {#tag}\n\nC.\n");
    home.write(
        "checks/lost.yaml",
        &format!(
            "images: [alpine]\nsteps:\n  pull: {{expect: [{{image: alpine}}], solution: docker pull alpine}}\n  run:\n    \
             expect: [{{container: web}}]\n    solution: \"echo '{lost}'; false\"\n  tag: {{expect: [{{image: b}}], \
             solution: docker tag alpine b}}\n"
        ),
    );
    let said = home.run(&["verify", "--json", "lost.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "unknown", "passed"], "{said:?}");
    assert_eq!(said.code, Some(4), "{said:?}");
}

#[tokio::test]
async fn what_the_text_says_to_stop_is_stopped_and_not_waited_for() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write(
        "stop.md",
        "# Stop\n\n## Inside\n\n```\n$ docker run -it --name inner alpine sh\n/ # ping localhost\nPING localhost\n^C\n\
         / # exit\n```\n\n## Outside\n\n```bash\n\
         docker run --name outer alpine sh -c 'trap \"exit 0\" INT; while sleep 1; do date; done'\n```\n\n\
         It tells the time. Press `Ctrl-C` to stop it.\n",
    );
    let said = home.run(&["verify", "--json", "stop.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed", "passed"], "{said:?}");
    // What did not end by itself and was stopped at the limit is told.
    assert!(!said.out.contains("did not end"), "{said:?}");
}

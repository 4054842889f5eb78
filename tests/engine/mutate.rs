//! `verify --mutate` names the checks that cannot tell wrong from right.

use crate::STARTS;
use crate::common::program::{Home, Said};
use serde_json::Value;

const LESSON: &str = "# Names\n\n## Pull {#pull}\n\n```console\n$ docker pull alpine\n```\n\n\
    ## Tag {#tag}\n\n```console\n$ docker tag alpine mine:1\n```\n\n\
    ## Run {#run}\n\n```console\n$ docker run -d --name web nginx\n$ docker ps\n```\n";

/// The lesson with checks for its last two steps.
fn verify(home: &Home, tag: &str, run: &str, flags: &[&str]) -> Said {
    let pull = "pull: { expect: [ { image: alpine } ], solution: docker pull alpine }";
    home.write("names.md", LESSON);
    home.write("checks/names.yaml", &format!("images: [alpine, nginx]\nsteps:\n  {pull}\n  tag:\n{tag}  run:\n{run}"));
    home.run(&[&["verify", "--mutate", "--jobs", "2", "--json", "r.json", "names.md"], flags].concat())
}

fn report(home: &Home) -> Value {
    let text = std::fs::read_to_string(home.path().join("r.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["lessons"][0]["mutation"].clone()
}

/// The commands of the mutants of a step with a verdict.
fn of(report: &Value, step: usize, verdict: &str) -> Vec<String> {
    let mutants = report["steps"][step]["mutants"].as_array().unwrap().iter();
    let meant = mutants.filter(|m| m["verdict"] == verdict);
    let text = |m: &Value| {
        m["commands"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect::<Vec<_>>().join("; ")
    };
    meant.map(text).collect()
}

const STRONG_TAG: &str =
    "    expect: [ { image: { ref: 'mine:1', same_as: alpine } } ]\n    solution: docker tag alpine mine:1\n";
const STRONG_RUN: &str = "    expect: [ { container: { name: web, image: nginx, running: true } } ]\n    \
    solution: [ docker run -d --name web nginx, docker ps ]\n    also: [ docker run -d --name web nginx:latest ]\n";

#[tokio::test]
async fn strong_checks_let_no_wrong_way_pass_and_every_equal_one() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let said = verify(&home, STRONG_TAG, STRONG_RUN, &["--junit", "r.xml", "--min-strength", "100"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let report = report(&home);
    let strength = &report["strength"];
    assert_eq!((&strength["percent"], &strength["refused"]), (&100.into(), &0.into()), "{report:#}");
    assert!(strength["wrong"].as_u64().unwrap() >= 15 && strength["right"].as_u64().unwrap() >= 8, "{strength}");
    // Looking at the list is part of the lesson, but leaves nothing to judge.
    assert_eq!(of(&report, 2, "no effect"), ["docker run -d --name web nginx"]);
    let killed = of(&report, 2, "killed");
    for wrong in ["docker create --name web nginx; docker ps", "docker run --name web nginx; docker ps"] {
        assert!(killed.contains(&wrong.to_owned()), "{wrong}: {killed:#?}");
    }
    assert!(said.out.contains("strength 100 %"), "{}", said.out);
    let junit = std::fs::read_to_string(home.path().join("r.xml")).unwrap();
    assert!(junit.contains("(mutants)") && junit.contains(r#"failures="0""#), "{junit}");
}

#[tokio::test]
async fn a_weak_check_s_survivors_are_named_and_an_explained_one_still_counts() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let tag = "    expect: [ { image: 'mine:1' } ]\n    solution: docker tag alpine mine:1\n";
    let run = "    expect: [ { container: { name: web, ran: true } } ]\n    solution: docker run -d --name web nginx\n    \
               explained: [ { mutant: '*docker kill*', because: it did run } ]\n    also: [ docker run -d --name web2 nginx ]\n";
    let said = verify(&home, tag, run, &[]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let report = report(&home);
    let survived = of(&report, 2, "survived");
    assert!(survived.contains(&"docker run -d --name web alpine".to_owned()), "{survived:?}");
    assert!(of(&report, 2, "explained")[0].contains("docker kill"), "{report:#}");
    assert_eq!(of(&report, 2, "refused"), ["docker run -d --name web2 nginx"]);
    assert!(report["strength"]["percent"].as_u64().unwrap() < 95);
    for words in ["passes and is wrong (wrong image", "does not pass and is right", "it did run"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

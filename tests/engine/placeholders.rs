//! What only the learner knows is asked for; what a lesson shows of its author's machine is looked up on the learner's.

use crate::STARTS;
use crate::common::program::Home;

/// Ids and random names as the author's machine had them, in tables and in commands.
const LOOK_UPS: &str = r#"# Mine and yours

## Start {#start}

```console
$ docker run -d --name anvil nginx
$ docker run -d alpine sleep 1000
```

## Rename {#rename}

```console
$ docker ps
CONTAINER ID   IMAGE     COMMAND         CREATED         STATUS         PORTS     NAMES
3f1c0a9b7d22   alpine    "sleep 1000"    4 seconds ago   Up 3 seconds             brave_tesla
8d02c6e15b90   nginx     "/start"        9 seconds ago   Up 8 seconds   80/tcp    anvil
$ docker rename brave_tesla hammer
```

## Stop {#stop}

```console
$ docker stop -t 0 8d02c6e15b90
```

## Name the image {#name}

```console
$ docker tag alpine forge:1
$ docker images
REPOSITORY   TAG       IMAGE ID       CREATED        SIZE
forge        1         5c0f9d3a7e11   2 weeks ago    4.1MB
$ docker tag 5c0f9d3a7e11 forge:2
```

## Remove {#remove}

```console
$ docker rm -f <container id>
```
"#;

const LOOK_UP_CHECKS: &str = "\
images: [alpine, nginx]
steps:
  start:
    expect: [{ container: { name: anvil, running: true } }, { container: { image: alpine, running: true } }]
  rename:
    expect: [{ container: { name: hammer, image: alpine, running: true } }]
  stop:
    expect: [{ container: { name: anvil, exited: true } }, { not: { container: { name: hammer, exited: true } } }]
  name:
    expect: [{ image: { ref: 'forge:2', same_as: alpine } }]
  remove:
    expect: [{ absent: { container: hammer } }]
    impossible: [{ absent: { container: anvil } }]
";

fn typed(step: &serde_json::Value) -> Vec<&str> {
    step["typed"].as_array().unwrap().iter().map(|c| c["command"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_the_authors_machine_showed_is_looked_up_on_this_one() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("own.md", LOOK_UPS);
    home.write("checks/own.yaml", LOOK_UP_CHECKS);
    let said = home.run(&["verify", "--json", "own.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!((said.code, outcomes), (Some(0), vec!["passed"; 5]), "{said:?}");
    assert_eq!(typed(&steps[1])[1], "docker rename $(docker ps -lq --filter ancestor=alpine) hammer");
    assert_eq!(typed(&steps[2]), ["docker stop -t 0 anvil"]);
    assert_eq!(typed(&steps[3])[2], "docker tag $(docker images -q forge:1) forge:2");
    assert_eq!(typed(&steps[4]), ["docker rm -f $(docker ps -lq)"]);
}

const WANTING: &str = "# Push\n\n## Name it {#name-it}\n\n```console\n$ docker pull alpine\n\
    $ docker tag alpine <your-docker-id>/app\n```\n\n## Again {#again}\n\n```console\n$ docker tag alpine $DOCKERID/app:2\n```\n\n\
    ## Keep {#keep}\n\n```console\n$ docker volume create <volume>\n```\n";

#[tokio::test]
async fn with_nobody_to_ask_a_name_has_a_stand_in() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("push.md", WANTING);
    let said = home.run(&["verify", "--json", "push.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|s| s["outcome"].as_str().unwrap()).collect();
    assert_eq!((said.code, outcomes), (Some(0), vec!["passed", "passed", "nothing typed"]), "{said:?}");
    assert_eq!(typed(&steps[1]), ["docker tag alpine learner/app:2"]);
    let declared = steps[1]["stand_ins"].as_array().unwrap();
    assert_eq!(declared.last().unwrap(), "`$DOCKERID` is a stand-in: `learner`");
    assert_eq!(steps[2]["not_typed"][0]["why"], "for its placeholder <volume>");
}

#[tokio::test]
async fn a_value_is_asked_for_once_and_kept() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("push.md", WANTING);
    let learn = |lines: &[&str]| {
        let mut program = home.start(&["--plain", "run", "push.md"]);
        lines.iter().for_each(|line| program.type_line(line));
        program.end().1
    };
    // Who is logged in at a registry is proposed: Enter alone takes it.
    let config =
        r#"mkdir -p .docker && echo '{"auths":{"localhost:5000":{"auth":"YWRhOnNlY3JldA=="}}}' > .docker/config.json"#;
    let said = learn(&[config, "", "", "", "", ":quit"]);
    assert!(said.contains("Enter takes `ada`"), "{said}");
    assert!(said.contains("Command: docker tag alpine ada/app") && said.contains("Step done."), "{said}");
    let said = learn(&["", "", "", ":quit"]);
    assert!(said.contains("Command: docker tag alpine ada/app:2"), "{said}");
    assert!(said.contains("What stands for `<volume>`"), "{said}");
    let said = learn(&["cargo", "", ":set", ":quit"]);
    assert!(said.contains("`dockerid` is `ada`"), "{said}");
}

//! What a learner is told in the program itself: by checks of an author's, and by those that the lesson's own commands
//! make.

use crate::STARTS;
use crate::common::program::Home;

const PORTS: &str = "# Ports\n\n## Serve {#serve}\n\n```console\n$ docker run -d --name web -p 8080:80 nginx\n```\n\n\
    ## Answer {#answer}\n\n```console\n$ docker restart -t 0 web\n```\n";

const PORT_CHECKS: &str = "\
images: [nginx]
steps:
  serve:
    expect:
      - http: 8080
      - container: { name: web, running: true, stable_for: 4s }
        as: web
    solution: docker run -d --name web -p 8080:80 nginx
  answer:
    expect:
      - output: { contains: \"$${web.id} is ${web.name}\" }
      - http: 8080
    solution: echo '$${web.id} is' ${web.name}
";

#[tokio::test]
async fn the_server_that_had_the_port_is_named_and_a_wait_is_said_once() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("one.md", PORTS);
    home.write("checks/one.yaml", PORT_CHECKS);
    let mut program = home.start(&["--plain", "run", "one.md"]);
    let lines = [
        "",
        "",
        "docker run -d --name other -p 9090:80 nginx",
        "docker stop -t 0 web",
        "docker rm web",
        "docker run -d --name web -p 8080:80 nginx",
        "sleep 1; echo '${web.id} is' web",
        ":quit",
    ];
    lines.iter().for_each(|line| program.type_line(line));
    let said = program.end().1.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said.matches("seeing whether it stays so").count(), 1, "{said}");
    let port = "nothing answers on port 8080";
    assert!(
        said.contains(&format!("{port}: `web`, which publishes it, is not running; it exited with status")),
        "{said}"
    );
    assert!(said.contains(&format!("{port}: `web`, which published it, was removed by `docker rm web` at")), "{said}");
    assert!(said.contains("prints `${web.id} is web`") && said.matches("Step done").count() == 2, "{said}");
}

/// A lesson without checks: each command's effect is taken from itself.
const BARE: &str = "# Bare

## Run

```console
$ docker network create front
$ echo 'MODE=dev' > app.env
$ docker run -d --name box --network front -l tier=back -u 0 -w /srv -m 64m --cpus 0.5 --restart on-failure:3 --env-file app.env -v data:/data:ro --tmpfs /scratch alpine sleep 100
$ docker run --name job -e A=b alpine sh -c 'echo done'
```

## Keep

```console
$ docker commit -a Ada -m kept -c 'ENV A=b' -c 'CMD [\"ls\", \"/\"]' -c 'EXPOSE 80' job mine:1
$ docker export job > y.tar
$ docker import -c 'USER 7' -m flat y.tar flat:1
$ docker save -o both.tar mine:1 flat:1
$ docker tag mine:1 mine:2
```

## Change

```console
$ docker update -m 80m --memory-swap 160m --restart always box
$ docker network disconnect front box
$ docker network connect front box
$ docker pause box
$ docker unpause box
$ docker restart -t 0 box
$ docker run -d --name web -p 8085:80 nginx
$ docker rename web zed
$ docker stop -t 0 zed
```

## Away

```console
$ docker kill box
$ docker rm box job
$ docker volume rm data
```
";

#[tokio::test]
async fn what_a_lessons_own_commands_bring_about_holds_after_them_and_not_before() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("bare.md", BARE);
    let said = home.run(&["verify", "--json", "bare.md"]);
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    let outcomes: Vec<&str> = steps.iter().map(|step| step["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["passed"; 4], "{said:?}");
    let mut program = home.start(&["--plain", "run", "bare.md"]);
    let other = "docker network create front; docker run -d --name box --network front -l tier=back alpine sleep 999";
    [other, ":check", ":quit"].iter().for_each(|line| program.type_line(line));
    let said = program.end().1.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing = "(and 6 more: mount, command, restart policy, limit …)";
    assert!(said.contains(missing) || said.contains("`box` runs `sleep 999`"), "{said}");
}

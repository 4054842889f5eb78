//! `record` writes a sidecar that verifies, and changes in it only what is stale.

use crate::STARTS;
use crate::common::program::{Home, Said};

const LESSON: &str = "# Harbour

## Name an image {#name-it}

```console
$ docker pull alpine
$ docker tag alpine harbour:1.0
```

## Start it {#start-it}

```console
$ docker run -d --name pier -l quay=east harbour:1.0 sleep 1000
$ docker run alpine echo hello
$ docker run --rm -w /tmp alpine pwd
/tmp
```

## Look {#look}

```console
$ docker ps
```

## Keep {#keep}

Write a file `notes.txt`:

```text
a rope has two ends
```

```console
$ docker rm -f pier
$ docker volume create cargo
$ date > now.txt
```

## Wait {#wait}

```console
$ sleep 0
```

## Read on {#read}

That was all.
";

fn read(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.path().join(name)).unwrap()
}

fn outcomes(said: &Said) -> Vec<String> {
    let report = said.json();
    let steps = report["lessons"][0]["steps"].as_array().unwrap();
    steps.iter().map(|s| s["outcome"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_recorded_lesson_verifies_and_follows_its_text() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("lessons/harbour.md", LESSON);
    let said = home.run(&["record", "lessons/harbour.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("wait: nothing to judge") && said.out.contains("look: 1 check, on what was typed only"));
    assert_eq!(read(&home, "lessons/harbour.md"), LESSON);
    let first = read(&home, "checks/harbour.yaml");
    for line in [
        "      # `docker tag alpine harbour:1.0` made this name\n      - image: { ref: \"harbour:1.0\", same_as: alpine }\n",
        "      - container: { name: pier, image: \"harbour:1.0\", running: true, command: [sleep, 1000], label: { quay: east } }\n",
        "      - container: { image: alpine, command: [echo, hello], ran: true, exit_code: 0 }\n",
        "      - container: { image: alpine, command: [pwd], ran: true, removed: true, exit_code: 0, workdir: /tmp }\n",
        "      # `docker run --rm -w /tmp alpine pwd` printed this\n      - output: { contains: [/tmp] }\n",
        "      - ran: docker ps\n",
        "      - file: { path: notes.txt, contains: [\"a rope has two ends\"] }\n",
        "      - container: { name: pier, removed: true }\n",
        "      - volume: cargo\n",
        // Which day it is, is not asserted.
        "      - file: { path: now.txt, min_size: 1 }\n",
    ] {
        assert!(first.contains(line), "no {line} in\n{first}");
    }
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!(outcomes(&said)[..4], ["passed"; 4], "{said:?}");
    assert_eq!(said.code, Some(0));

    // It is there now, and fresh.
    let said = home.run(&["record", "lessons/harbour.md"]);
    assert!(said.code == Some(1) && said.err.contains("is there already") && said.err.contains("--update"), "{said:?}");
    let said = home.run(&["record", "--update", "lessons/harbour.md"]);
    assert!(said.code == Some(0) && said.out.contains("Nothing is stale"), "{said:?}");
    let said = home.run(&["record", "--accept", "lessons/harbour.md"]);
    assert!(said.code == Some(1) && said.err.contains("nothing is pending"), "{said:?}");

    let mine = first.replace("  look:\n", "  # mine\n  look:\n    hints: [ \"Look.\" ]  # mine too\n");
    home.write("checks/harbour.yaml", &mine);
    let moved = LESSON.replace("quay=east", "quay=west");
    home.write("lessons/harbour.md", &moved);
    let said = home.run(&["lint", "lessons"]);
    assert!(said.code == Some(0) && said.out.contains("L0305") && said.out.contains("`start-it`"), "{said:?}");
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!(said.json()["lessons"][0]["moved_on"], serde_json::json!(["start-it"]));

    let said = home.run(&["record", "--update", "lessons/harbour.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let of = |sign: char| -> Vec<String> {
        let diff = said.out.lines().skip_while(|line| !line.starts_with("@@"));
        let changed = diff.filter(|line| line.starts_with(sign));
        changed.map(|l| l[1..].trim().to_owned()).collect()
    };
    let (gone, new) = (of('-'), of('+'));
    assert_eq!((gone.len(), new.len()), (4, 4), "{}", said.out);
    assert!(gone.iter().all(|l| l.contains("quay=east") || l.contains("quay: east") || l.contains("recorded:")));
    assert!(new.iter().all(|l| l.contains("quay=west") || l.contains("quay: west") || l.contains("recorded:")));
    assert_eq!(read(&home, "checks/harbour.yaml"), mine, "it is only pending");

    let said = home.run(&["record", "--accept", "lessons/harbour.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let now = read(&home, "checks/harbour.yaml");
    assert!(now.contains("  # mine\n  look:\n    hints: [ \"Look.\" ]  # mine too\n"));
    assert!(!home.path().join("checks/harbour.yaml.new").exists());
    assert_eq!(read(&home, "lessons/harbour.md"), moved);
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(said.json()["lessons"][0]["moved_on"], serde_json::json!([]));
}

const QUAY: &str = "# Quay

## Build it {#build}

Write a file `Dockerfile`:

```dockerfile
FROM alpine
CMD [\"echo\", \"all hands on deck\"]
```

```console
$ docker build -t quay:1 .
$ docker run --name crew quay:1
```

## Somebody {#somebody}

```console
$ docker run -d alpine sleep 1000
```

## Stop it

```console
$ docker stop -t 0 $(docker ps -lq)
```

## Serve a page {#serve}

```console
$ mkdir site
$ echo Ahoy there > site/index.html
$ docker run -d --name shop -p 8080:80 -v $PWD/site:/usr/share/nginx/html nginx
$ docker exec shop sh -c 'echo fish on friday > /etc/motd'
$ docker run --rm -v hold:/hold alpine sh -c 'echo barrels > /hold/list'
```

## Step inside {#inside}

```console
$ docker exec -it shop sh
/ # rm /etc/motd
/ # exit
```

## Pack it {#pack}

```console
$ docker save -o crew.tar quay:1
$ tar czf site.tgz -C site index.html
$ docker rm shop
```

## Together {#together}

Write a file `compose.yaml`:

```yaml
services:
  lamp:
    image: alpine
    command: sleep 1000
```

```console
$ docker compose up -d
```
";

#[tokio::test]
async fn what_no_command_names_is_recorded_and_a_renamed_step_keeps_its_entry() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("lessons/quay.md", QUAY);
    let said = home.run(&["record", "lessons/quay.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let first = read(&home, "checks/quay.yaml");
    for line in [
        "      - container: { image: alpine, command: [sleep, 1000], running: true }\n        as: alpine\n",
        "      - container: { name: \"${alpine.id}\", exited: true }\n",
        "      - file: { path: site/index.html, contains: [\"Ahoy there\"] }\n",
        "      - http: { port: 8080, contains: [\"Ahoy there\"] }\n",
        "      - file: { path: /etc/motd, in: shop, contains: [\"fish on friday\"] }\n",
        "      - file: { path: list, in: { volume: hold }, contains: [barrels] }\n",
        "      - absent: { file: { path: /etc/motd, in: shop } }\n",
        "      - archive: { path: crew.tar, is: image, tags: [\"quay:1\"] }\n",
        "      - archive: { path: site.tgz, entries: [index.html] }\n",
        "      - ran: { command: \"docker rm shop\", status: nonzero }\n",
        "      - compose: { services: [lamp] }\n",
    ] {
        assert!(first.contains(line), "no {line} in\n{first}");
    }

    // By another name, and with another page: its entry moves, and only what is stale of it is changed.
    let moved = QUAY.replace("## Stop it", "## Let it rest").replace("Ahoy there", "Ahoy you");
    home.write("lessons/quay.md", &moved);
    let said = home.run(&["record", "--update", "lessons/quay.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("`stop-it` is called `let-it-rest` now"), "{}", said.out);
    let said = home.run(&["record", "--accept", "lessons/quay.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let now = read(&home, "checks/quay.yaml");
    let plain = |text: &str| -> Vec<String> {
        let text = text.replace("  stop-it:", "  let-it-rest:").replace("Ahoy there", "Ahoy you");
        text.lines().filter(|line| !line.contains("recorded:")).map(str::to_owned).collect()
    };
    assert_eq!(plain(&now), plain(&first));
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(said.json()["lessons"][0]["moved_on"], serde_json::json!([]));
}

const STORE: &str = "# Store

## Serve images {#serve}

Write a file `registry.yml`:

```yaml
version: 0.1
storage: { filesystem: { rootdirectory: /tmp/images } }
http: { addr: 127.0.0.1:5000 }
```

```console
$ docker-registry serve registry.yml > /tmp/registry.log 2>&1 &
$ until curl -s localhost:5000/v2/ > /dev/null; do sleep 0.1; done
```

## Push one {#push}

```console
$ docker pull alpine
$ docker tag alpine localhost:5000/store/app:1
$ docker push localhost:5000/store/app:1
```

## Describe it {#describe}

Write a file `app.json`:

```json
{\"image\": \"store/app\", \"replicas\": 3, \"tags\": [\"first\"]}
```

```console
$ docker inspect alpine > alpine.json
```
";

#[tokio::test]
async fn what_was_pushed_and_what_json_says_is_recorded() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("lessons/store.md", STORE);
    let said = home.run(&["record", "lessons/store.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let first = read(&home, "checks/store.yaml");
    for line in [
        "      - registry: { ref: \"localhost:5000/store/app:1\", same_as: \"localhost:5000/store/app:1\" }\n",
        "      - file: { path: app.json, json: { /image: store/app, /replicas: 3, /tags/0: first } }\n",
    ] {
        assert!(first.contains(line), "no {line} in\n{first}");
    }
    let said = home.run(&["verify", "--json", "lessons"]);
    assert_eq!((said.code, outcomes(&said)), (Some(0), vec!["passed".to_owned(); 3]), "{said:?}");
    // What was not pushed is told as that.
    let other = first
        .replace("registry: { ref: \"localhost:5000/store/app:1\"", "registry: { ref: \"localhost:5000/store/app:2\"");
    home.write("checks/store.yaml", &other);
    let said = home.run(&["verify", "lessons"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("localhost:5000/store/app:2") && words.contains("not done"), "{}", said.out);
}

#[tokio::test]
async fn recorded_checks_that_hold_no_more_are_renewed_and_other_ones_only_told() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("lessons/harbour.md", LESSON);
    assert_eq!(home.run(&["record", "lessons/harbour.md"]).code, Some(0));
    let first = read(&home, "checks/harbour.yaml");
    // The text is as it was; a line of the recorder's and one by hand say what is not so.
    let broken = first
        .replace("label: { quay: east }", "label: { quay: north }")
        .replace("      - volume: cargo\n", "      - volume: cargo\n\n      # mine\n      - volume: crane\n");
    home.write("checks/harbour.yaml", &broken);
    let said = home.run(&["record", "--update", "lessons/harbour.md"]);
    let line = |text: &str| 1 + broken.lines().position(|line| line.contains(text)).unwrap();
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = format!("checks/harbour.yaml:{}: recorded, and does not hold any more: ", line("quay: north"));
    let hand = format!("checks/harbour.yaml:{}: written by hand, and does not hold", line("volume: crane"));
    assert!(words.contains(&own) && words.contains(&hand), "{}", said.out);
    assert!(words.contains("label: { quay: east }") && words.contains("Pending in"), "{}", said.out);
    assert_eq!(said.code, Some(1), "what was written by hand still fails: {said:?}");
    assert_eq!(read(&home, "checks/harbour.yaml"), broken, "it is only pending");
    assert_eq!(home.run(&["record", "--accept", "lessons/harbour.md"]).code, Some(0));
    let now = read(&home, "checks/harbour.yaml");
    assert_eq!(
        now,
        first.replace("      - volume: cargo\n", "      - volume: cargo\n\n      # mine\n      - volume: crane\n")
    );
    // Nothing is left that the recorder may change.
    let said = home.run(&["record", "--update", "lessons/harbour.md"]);
    assert!(said.code == Some(1) && said.out.contains("written by hand"), "{said:?}");
    assert!(!home.path().join("checks/harbour.yaml.new").exists());
}

const PIER: &str = "# Pier

## Start it {#start-it}

```console
$ docker run -d --name pier -l quay=east alpine sleep 1000
$ docker volume create cargo
$ docker tag alpine harbour:1
```
";

#[tokio::test]
async fn an_update_keeps_what_its_author_made_of_recorded_assertions() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("pier.md", PIER);
    let said = home.run(&["record", "pier.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let first = read(&home, "checks/pier.yaml");
    let volume = "      # `docker volume create cargo` made this volume\n      - volume: cargo\n";
    let mine = first.replace(volume, "").replace("running: true, command", "restart: \"no\",  command");
    assert_eq!(first.len() - mine.len(), volume.len() - 1, "{first}");
    home.write("checks/pier.yaml", &mine);
    let moved = PIER.replace("quay=east", "quay=west -e MODE=dev").replace("create", "create --label x=y");
    home.write("pier.md", &moved.replace("harbour:1", "harbour:2"));
    let said = home.run(&["record", "--update", "pier.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let new = read(&home, "checks/pier.yaml.new");
    let container = "      - container: { name: pier, image: alpine, restart: \"no\", command: [sleep, 1000], \
                     label: { quay: west }, env: { MODE: dev } }\n";
    assert!(new.contains(container) && new.contains("harbour:2\", same_as: alpine"), "{new}");
    assert!(!new.contains("volume: cargo") && !new.contains("harbour:1"), "{new}");
}

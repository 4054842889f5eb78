use super::*;
use crate::check::{Verdict, describe, parse};
use crate::source::Source;
use crate::state::{CommandRecord, Container, EngineEvent, Image, Mount, Network, Snapshot, Volume};

fn ladder(yaml: &str, solution: &[&str]) -> Vec<String> {
    ladder_in(&State::default(), yaml, solution)
}

fn ladder_in(state: &State, yaml: &str, solution: &[&str]) -> Vec<String> {
    let source = Source::new("x.yaml", format!("steps:\n  s:\n    expect:\n      - {yaml}\n"));
    let (sidecar, found) = parse(&source);
    assert!(found.is_empty(), "{yaml}: {found:?}");
    let assertion = &sidecar.unwrap().steps[0].expect[0].assertion;
    let finding = Finding::new(Verdict::NotYet, describe(assertion), None);
    let solution: Vec<String> = solution.iter().map(|s| (*s).to_owned()).collect();
    hints(assertion, &finding, &solution, state)
}

const LAST_RUNGS: &[(&str, &str)] = &[
    ("image: alpine:3", "docker pull alpine:3"),
    ("image: {ref: a, same_as: b}", "docker tag b a"),
    ("image: {ref: a, author: Ada L, comment: one}", "docker commit --author 'Ada L' --message one CONTAINER a"),
    ("image: {ref: a, label: {k: v}}", "docker build --tag a --label k=v ."),
    ("image: {ref: a, user: me}", "docker build --tag a ."),
    ("image: {dangling: true}", "docker build --label again=yes ."),
    ("container: web", "docker run --name web IMAGE"),
    (
        "container: {name: web, image: nginx, running: true, port: {80: 8080}, env: {A: b c}, network: front}",
        "docker network create front`, then `docker run --detach --name web --env 'A=b c' --publish 8080:80 --network \
             front nginx",
    ),
    (
        "container: {image: a, ran: true, mount: {/d: v}, label: {t: f}, command: [sh, -c, ls]}",
        "docker run --label t=f --volume v:/d a sh -c ls",
    ),
    (
        "container: {name: a, running: true, image: b, restart: always}",
        "docker run --detach --name a --restart always b",
    ),
    ("container: {name: a, ran: true}", "docker run --name a IMAGE"),
    ("container: {image: a, ran: true, removed: true}", "docker run --rm a"),
    ("container: {name: a, running: false}", "docker run --detach --name a IMAGE`, then `docker stop a"),
    ("container: {name: a, exited: true}", "docker run --name a IMAGE"),
    ("container: {name: a, image: b, exit_code: 3}", "docker run --name a b sh -c 'exit 3'"),
    ("container: {name: a, paused: true}", "docker run --detach --name a IMAGE`, then `docker pause a"),
    ("container: {name: a, created: true}", "docker create --name a IMAGE"),
    ("container: {name: a, removed: true}", "docker run --name a IMAGE`, then `docker rm a"),
    (
        "container: {name: a, image: b, memory: 64m, cpus: 0.5, user: me, workdir: /w, hostname: h}",
        "docker run --name a --memory 64m --cpus 0.5 --user me --workdir /w --hostname h b",
    ),
    ("container: {name: a, image: b, logs: hi}", "docker run --name a b echo hi"),
    ("container: {name: a, changed: A /x}", "docker run --detach --name a IMAGE`, then `docker exec a touch /x"),
    ("container: {name: a, image: b, processes: top}", "docker run --detach --name a b"),
    ("container: {name: a, image: alpine, processes: top}", "docker run --detach --name a alpine top"),
    ("container: {name: a, image: 'alpine:3', running: true}", "docker run --detach --name a alpine:3 sleep infinity"),
    ("container: {image: nginx, exit_code: 0}", "docker run nginx true"),
    ("file: {path: f, owner: me}", "touch f`, then `chown me f"),
    ("volume: {name: data, label: {a: b}}", "docker volume create --label a=b data"),
    ("network: {name: n, driver: bridge}", "docker network create --driver bridge n"),
    (
        "network: {name: n, members: [a]}",
        "docker network create n`, then `docker run --detach --name a --network n IMAGE",
    ),
    ("file: {path: d, kind: directory}", "mkdir d"),
    ("file: {path: a/d, kind: directory, mode: 0700}", "mkdir -p a/d`, then `chmod 700 a/d"),
    ("file: {path: f, equals: hi you}", "echo 'hi you' > f"),
    ("file: {path: f, mode: 0644}", "touch f`, then `chmod 644 f"),
    ("file: a.tar", "docker save --output a.tar IMAGE"),
    ("archive: {path: a.tar, is: image, tags: 'b:1'}", "docker save --output a.tar b:1"),
    ("archive: {path: a.tar, is: filesystem}", "docker export --output a.tar CONTAINER"),
    ("registry: localhost:5000/a", "docker push localhost:5000/a"),
    ("compose: {services: web}", "docker compose up --detach web"),
    ("absent: {compose: {project: shop}}", "docker compose --project-name shop down"),
    ("absent: {archive: a.tar}", "rm a.tar"),
    ("file: notes", "touch notes"),
    ("ran: docker ps -a", "docker ps -a"),
    ("file: {path: f, equals: \"a b\\nc\"}", "printf '%s\\n' 'a b' c > f"),
    ("file: {path: f, equals: ''}", ": > f"),
    ("absent: {image: a}", "docker pull a`, then `docker rmi a"),
    ("absent: {container: a}", "docker run --name a IMAGE`, then `docker rm a"),
    ("absent: {volume: a}", "docker volume create a`, then `docker volume rm a"),
    ("absent: {network: a}", "docker network create a`, then `docker network rm a"),
    ("absent: {file: a}", "touch a`, then `rm a"),
    ("file: {path: 'a b/c d', contains: '*'}", "mkdir -p 'a b'`, then `echo '*' > 'a b/c d'"),
    ("file: {path: ~/a b/c, kind: link}", "mkdir -p ~/'a b'`, then `ln -s TARGET ~/'a b/c'"),
    ("file: {path: -f, contains: -n}", "printf '%s\\n' -n > ./-f"),
];

#[test]
fn the_last_rung_is_a_command_for_every_kind() {
    for (yaml, want) in LAST_RUNGS {
        let ladder = ladder(yaml, &[]);
        let exact = ladder.last().and_then(|last| last.split_once(": "));
        assert_eq!(exact.map(|(_, exact)| exact), Some(format!("`{want}`").as_str()), "{yaml}");
        assert!(ladder.len() >= 2, "{ladder:?}");
    }
}

#[test]
fn what_is_in_a_container_is_done_in_it() {
    for (yaml, want) in [
        (
            "file: {path: /l, in: web, equals: \"a b\\nc\"}",
            "docker start web`, then `docker exec web sh -c \"printf '%s\\n' 'a b' c > /l\"`",
        ),
        ("file: {path: /l, in: web, contains: $x}", "docker exec web sh -c 'echo '\\''$x'\\'' > /l'"),
        ("file: {path: /l, in: web, mode: 0600}", "docker exec web sh -c 'touch /l && chmod 600 /l'`"),
        (
            "file: {path: /l, in: api, mode: 0600}",
            "docker exec api sh -c 'touch /l && chmod 600 /l'`, while `api` runs",
        ),
        ("absent: {file: {path: /l, in: web}}", "docker start web`, then `docker exec web rm /l`"),
        ("file: {path: /l, in: web, matches: x}", "docker exec web sh -c 'echo x > /l'`"),
        ("file: {path: /l, in: {image: app}, contains: x}", "docker build --tag app ."),
        ("file: {path: /l, in: {image: app}, matches: x}", "docker build --tag app ."),
        (
            "file: {path: /l, in: {volume: data}, contains: x}",
            "docker run --rm --volume data:/look IMAGE sh -c 'echo x > /look/l'",
        ),
        ("file: {path: /l, in: {volume: data}, matches: x}", "sh -c 'echo x > /look/l'"),
        ("file: {path: /l, in: {volume: none}}", "docker volume create none"),
        ("file: {path: /l, in: nobody}", "docker run --detach --name nobody IMAGE"),
        ("file: {path: /l, in: {image: nothing}}", "docker pull nothing"),
    ] {
        let mut state = workshop();
        state.now.images.push(Image { tags: vec!["app:latest".into()], ..Image::default() });
        let ladder = ladder_in(&state, yaml, &["echo x > /l", "docker exec web cat /l"]);
        assert!(ladder.last().is_some_and(|last| last.contains(want)), "{ladder:?}");
    }
}

#[test]
fn a_pattern_makes_no_command() {
    let of = |yaml: &str, solution: &[&str]| ladder(yaml, solution)[1..].join(" ");
    let about = "`docker ps` is about that: look at `docker ps --help`.";
    assert_eq!(of("output: {contains: x, command: ^docker ps}", &[]), format!("{about} It begins with `docker ps`."));
    let known = format!("{about} This does it: `docker ps -a`");
    assert_eq!(of("exit: {status: 0, command: ^docker ps}", &["docker pull a", "docker ps -a"]), known);
    let either = "`docker run` or `docker start` is about that: each has its `--help`.";
    let open = "output: {contains: x, command: ^docker .*(run|start)}";
    assert_eq!(of(open, &["docker run a"]), format!("{either} This does it: `docker run a`"));
    let inside = format!("{either} It begins with `docker run -it a`.");
    assert_eq!(of(open, &["docker run -it a"]), inside, "what is typed inside is not known here");
    let read = "What the last command of the step printed, and how it ended, tells: read it once more.";
    assert_eq!(of("output: {contains: x}", &[]), read);
    assert_eq!(of("exit: 0", &[]), read);
}

#[test]
fn from_vague_to_exact_with_the_lessons_own_command() {
    let yaml = "container: {name: web, image: nginx, running: true, port: {80: 8080}}";
    let want = [
        "Wanted: container `web` of `nginx` is running with port 80 on 8080.",
        "`docker run` is about that: look at `docker run --help`.",
        "The part that matters: `--detach`, `--name`, `--publish`.",
        "This does it: `docker run -d --name web -p 8080:80 nginx`",
    ];
    assert_eq!(ladder(yaml, &["docker pull nginx", "docker run -d --name web -p 8080:80 nginx"]), want);
    let built = ladder("image: me/app", &["docker build -t me/app ."]);
    assert_eq!(
        built[1..],
        ["`docker build` is about that: look at `docker build --help`.", "This does it: `docker build -t me/app .`"]
    );
}

/// A machine in which some things are not as asked.
fn workshop() -> State {
    let container = |id: &str, name: &str, status: &str| Container {
        id: id.repeat(64),
        name: name.into(),
        image: "nginx".into(),
        image_id: "sha256:1".into(),
        status: status.into(),
        started: i64::from(status != "created"),
        networks: vec!["bridge".into()],
        restart: "no".into(),
        ..Container::default()
    };
    let mount = Mount { source: "data".into(), kind: "volume".into(), read_only: false };
    let image = |id: &str, tags: &[&str]| Image {
        id: format!("sha256:{id}"),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Image::default()
    };
    let mut state = State::default();
    state.now.images = vec![image("1", &["nginx:latest"]), image("2", &["old:1"])];
    state.history.saw(&state.now);
    state.now = Snapshot {
        images: vec![image("1", &["nginx:latest"]), image("2", &[])],
        containers: vec![
            container("a", "web", "exited"),
            Container { mounts: [("/d".into(), mount)].into(), ..container("b", "api", "running") },
            container("c", "held", "paused"),
            container("d", "new", "created"),
            container("e", "loop", "restarting"),
        ],
        volumes: vec![Volume { name: "data".into(), driver: "local".into(), ..Volume::default() }],
        networks: vec![Network { name: "front".into(), driver: "bridge".into(), ..Network::default() }],
        ..Snapshot::default()
    };
    state.before.containers = state.now.containers.clone();
    state
}

#[test]
fn what_is_there_is_mended() {
    let state = workshop();
    let solution = ["docker run -d --name web -p 8080:80 nginx", "docker start api", "docker stop web"];
    let made = "docker run -d --name web -p 8080:80 nginx";
    let cases = [
        ("container: {name: web, image: nginx, running: true}", "docker start web".to_owned()),
        ("container: {name: new, running: true}", "docker start new".to_owned()),
        ("container: {name: new, ran: true}", "docker start new".to_owned()),
        ("container: {name: api, ran: true}", "docker restart api".to_owned()),
        ("container: {name: api, running: false}", "docker stop api".to_owned()),
        ("container: {name: api, paused: true}", "docker pause api".to_owned()),
        ("container: {name: web, paused: true}", "docker start web`, then `docker pause web".to_owned()),
        ("container: {name: held, paused: false}", "docker unpause held".to_owned()),
        (
            "container: {name: api, restart: always, memory: 64m}",
            "docker update --restart always --memory 64m api".to_owned(),
        ),
        ("container: {name: api, network: front}", "docker network connect front api".to_owned()),
        ("container: {name: web, running: true, port: {80: 8080}}", format!("docker rm web`, then `{made}")),
        (
            "container: {name: api, label: {a: b}}",
            "docker rm --force api`, then `docker run --detach --name api --label a=b nginx".to_owned(),
        ),
        (
            "container: {name: api, created: true}",
            "docker rm --force api`, then `docker create --name api nginx".to_owned(),
        ),
        ("container: {name: api, removed: true}", "docker rm --force api".to_owned()),
        ("absent: {container: web}", "docker rm web".to_owned()),
        ("absent: {image: nginx}", "docker rm --force web api held new loop`, then `docker rmi nginx".to_owned()),
        ("absent: {volume: data}", "docker rm --force api`, then `docker volume rm data".to_owned()),
        ("image: 'old:1'", "docker tag 2 old:1".to_owned()),
        (
            "volume: {name: data, label: {a: b}}",
            "docker rm --force api`, then `docker volume rm data`, then `docker volume create --label a=b data"
                .to_owned(),
        ),
        ("network: {name: front, members: [api]}", "docker network connect front api".to_owned()),
        ("not: {container: {name: api, running: true}}", "docker stop api".to_owned()),
        ("count: {of: {container: {image: nginx}}, max: 1}", "docker rm web".to_owned()),
        ("all: [{container: web}, {container: {name: new, running: true}}]", "docker start new".to_owned()),
    ];
    for (yaml, want) in cases {
        let ladder = ladder_in(&state, yaml, &solution);
        assert_eq!(ladder.last().map(String::as_str), Some(format!("This does it: `{want}`").as_str()), "{yaml}");
    }
}

#[test]
fn what_only_a_look_tells_has_a_way_too() {
    let state = workshop();
    for (yaml, want) in [
        (
            "container: {name: loop, running: true}",
            "Then: `docker rm --force loop`, then `docker run --detach --name loop nginx COMMAND`",
        ),
        ("container: {name: api, changed: A /x}", "Then: `docker exec api touch /x`"),
        (
            "container: {name: api, logs: hi}",
            "Then: `docker rm --force api`, then `docker run --detach --name api nginx COMMAND`",
        ),
        ("container: {name: web, logs: hi}", "Then: `docker rm web`, then `docker run --name web nginx COMMAND`"),
        (
            "container: {name: api, health: healthy}",
            "Then: `docker rm --force api`, then `docker run --detach --name api --health-cmd true --health-interval 1s nginx`",
        ),
        ("exec: {container: web, command: ls, contains: x}", "This does it: `docker start web`"),
        ("exec: {container: api, command: ls, contains: x}", "Then: `docker exec --interactive --tty api sh`"),
        (
            "count: {of: {container: {name: 'api-*', running: true}}, is: 2}",
            "This does it: `docker run --detach --name api-1 IMAGE`",
        ),
        ("http: 8080", "Then: `docker run --detach --publish 8080:PORT IMAGE`"),
        ("ran: docker exec * ls", "This does it: `docker exec … ls`"),
    ] {
        assert_eq!(ladder_in(&state, yaml, &[]).last().unwrap(), want);
    }
}

#[test]
fn an_image_that_is_gone_is_made_as_it_was() {
    let mut state = workshop();
    let made = CommandRecord {
        text: "docker commit -m x api mine:1".into(),
        started: 1,
        ended: 9,
        ..CommandRecord::default()
    };
    state.remember(&made);
    let attributes = [("imageID".to_owned(), "m".to_owned())].into();
    let commit = EngineEvent {
        kind: "container".into(),
        action: "commit".into(),
        nanoseconds: 5,
        attributes,
        ..EngineEvent::default()
    };
    state.history.heard(&commit);
    state.history.named.insert("mine:1".into(), ("m".into(), 1));
    let last = |yaml: &str| ladder_in(&state, yaml, &[]).pop().unwrap();
    assert_eq!(last("image: 'mine:1'"), "This does it: `docker commit -m x api mine:1`");
    assert_eq!(last("image: 'mine:2'"), "This does it: `docker pull mine:2`");
}

#[test]
fn what_was_made_in_this_step_under_another_name_is_renamed() {
    let mut state = workshop();
    let yaml = "container: {name: shop, image: nginx, running: true}";
    let made = "This does it: `docker run --detach --name shop nginx`";
    assert_eq!(ladder_in(&state, yaml, &[]).last().unwrap(), made, "what was there before is not taken away");
    state.before.containers.retain(|container| container.name != "api" && container.name != "held");
    state.now.containers.retain(|container| container.name != "held");
    assert_eq!(ladder_in(&state, yaml, &[]).last().unwrap(), "This does it: `docker rename api shop`");
}

#[test]
fn a_command_that_ends_again_and_again_is_not_kept() {
    let mut state = workshop();
    state.now.images.push(Image {
        id: "sha256:3".into(),
        tags: vec!["alpine:latest".into()],
        cmd: vec!["sh".into()],
        ..Image::default()
    });
    let looping = |restarts| Container {
        name: "loop".into(),
        image: "alpine".into(),
        image_id: "sha256:3".into(),
        status: "running".into(),
        command: vec!["false".into()],
        started: 1,
        restarts,
        ..Container::default()
    };
    for (restarts, runs) in [(1, "sleep infinity"), (0, "false")] {
        state.now.containers = vec![looping(restarts)];
        // Between two starts the engine says that it runs.
        let yaml = "container: {name: loop, running: true, stable_for: 3s, label: {a: b}}";
        let last = ladder_in(&state, yaml, &[]).pop().unwrap();
        assert!(last.ends_with(&format!("--label a=b alpine {runs}`")), "{last}");
    }
}

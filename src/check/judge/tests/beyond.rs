//! What the engine does not list: Dockerfiles, compose projects, programs that are asked.

use super::*;
use crate::state::{Archive, Output};

fn told(state: &mut State, yaml: &str, answer: &Answer) {
    for probe in probes(&checks(yaml)) {
        state.now.answers.insert(probe, answer.clone());
    }
}

#[test]
fn dockerfiles_by_what_they_mean() {
    let mut state = State::default();
    let text = "ARG V=3\nFROM alpine:${V} AS base\nLABEL maintainer=\"Ada L\" tier=back\nENV MODE dev\n\
                RUN apk update && \\\n  apk add curl\nCOPY --chown=app src/ /app/\nRUN <<END\nmake all\nEND\n\
                FROM base\nEXPOSE 80 443\ncmd [\"python\", \"app.py\"]\nONBUILD RUN true\n";
    let file = |content: &str| Answer::File(File { size: 1, content: content.to_owned(), ..File::default() });
    told(&mut state, "dockerfile: Dockerfile", &file(text));
    told(&mut state, "dockerfile: bad", &file("FROM alpine\nRUM ls\n"));
    told(&mut state, "dockerfile: empty", &file("# nothing\n"));
    told(&mut state, "dockerfile: long", &file(&"#\n".repeat(40_000)));
    told(&mut state, "dockerfile: dir", &Answer::File(File { kind: FileKind::Directory, ..File::default() }));
    check_all(
        &state,
        &[
            ("dockerfile: {from: 'alpine:3', stages: 2}", "pass"),
            ("dockerfile: {has: [LABEL maintainer='Ada L', LABEL tier, ENV MODE=dev, EXPOSE 443]}", "pass"),
            (
                "dockerfile: {has: [RUN apk add *, COPY src /app, RUN make all, CMD python app.py, ONBUILD RUN true]}",
                "pass",
            ),
            ("dockerfile: {has: [copy --chown=app src /app/, RUN]}", "pass"),
            ("dockerfile: {from: alpine}", "`Dockerfile` begins with the image `alpine:3`; the step asks for `alpine`"),
            ("dockerfile: {stages: 3}", "`Dockerfile` has 2 stages; the step asks for 3"),
            ("dockerfile: {has: USER app}", "`Dockerfile` has no `USER`"),
            (
                "dockerfile: {has: LABEL maintainer=Bob}",
                "line 3 of `Dockerfile` is `LABEL maintainer=\"Ada L\" tier=back`; the step asks for `LABEL maintainer=Bob`",
            ),
            (
                "dockerfile: {has: RUN apk add git}",
                "line 5 of `Dockerfile` is `RUN apk update && apk add curl`; the step asks for `RUN apk add git`",
            ),
            (
                "dockerfile: {has: EXPOSE 81}",
                "line 12 of `Dockerfile` is `EXPOSE 80 443`; the step asks for `EXPOSE 81`",
            ),
            ("dockerfile: bad", "line 2 of `bad` begins with `RUM`, which is no instruction; did you mean `RUN`?"),
            ("dockerfile: empty", "`empty` has no `FROM`"),
            ("dockerfile: long", "`long` is too long for a Dockerfile"),
            ("dockerfile: dir", "`dir` is a directory; the Dockerfile may be in it"),
            ("dockerfile: none", "`none` is not there"),
        ],
    );
}

fn service(project: &str, name: &str, status: &str) -> Container {
    let labels = map(&[
        ("com.docker.compose.project", project),
        ("com.docker.compose.service", name),
        ("com.docker.compose.project.working_dir", "/home/learner/shop"),
    ]);
    Container { labels, ..container(&format!("{project}{name}"), &format!("{project}-{name}-1"), "app", status) }
}

#[test]
fn services_of_a_compose_project() {
    let web = Container { exit_code: 2, finished: NOW - 5, ..service("shop", "web", "exited") };
    let mut one_off = service("shop", "job", "running");
    one_off.labels.insert("com.docker.compose.oneoff".into(), "True".into());
    let mut state = containers(vec![web, service("shop", "db", "running"), one_off]);
    check_all(
        &state,
        &[
            ("compose: {project: shop, folder: ~/shop, services: db}", "pass"),
            ("compose: {folder: /home/learner/shop/, services: {web: exited, db: any}}", "pass"),
            ("compose: {services: {}}", "pass"),
            (
                "compose: {services: [db, web]}",
                "service `web`: `shop-web-1` is not running; it exited with status 2 five seconds ago",
            ),
            ("compose: {services: {db: exited}}", "service `db`: `shop-db-1` has not exited; it is running"),
            (
                "compose: {project: shop, services: weeb}",
                "no service `weeb` of the compose project `shop` has a container; there is `web`",
            ),
            ("compose: {services: job}", "no service `job` has a container"),
            ("compose: {project: shopp}", "no compose project is named `shopp`; there is `shop`"),
            ("compose: {folder: store}", "no compose project was started in `store`; there is `shop`"),
            ("absent: {compose: {project: shop}}", "the compose project `shop` is still there"),
            ("absent: {compose: {project: shopp}}", "the compose project `shopp` was never there"),
        ],
    );
    state.before = std::mem::take(&mut state.now);
    check_all(
        &state,
        &[
            ("absent: {compose: {project: shop}}", "pass"),
            ("compose: {services: db}", "no compose project has been started yet"),
        ],
    );
}

#[test]
fn commands_in_containers() {
    let running = container("1", "web", "nginx", "running");
    let mut state = containers(vec![running, container("2", "new", "nginx", "created")]);
    let output = |status, text: &str| Answer::Output(Output { status, text: text.to_owned() });
    told(&mut state, "exec: {container: web, command: cat /f}", &output(0, "hello\nworld\n"));
    told(&mut state, "exec: {container: web, command: [id, -u]}", &output(0, "0\n"));
    let refused = "OCI runtime exec failed: exec: \"curl\": executable file not found in $PATH\n";
    told(&mut state, "exec: {container: web, command: [curl]}", &output(127, refused));
    told(&mut state, "exec: {container: web, command: ls /no}", &output(2, "\nls: no such file\n\n"));
    check_all(
        &state,
        &[
            (
                "exec: {container: web, command: cat /f, equals: \"hello\\nworld\", contains: llo, matches: ^wor}",
                "pass",
            ),
            ("exec: {container: web, command: ls /no, status: nonzero}", "pass"),
            ("exec: {container: web, command: ls /no}", "`ls /no` in `web` ended with status 2: `ls: no such file`"),
            (
                "exec: {container: web, command: cat /f, contains: x}",
                "the output of `cat /f` in `web` does not contain `x`; its last line is `world`",
            ),
            (
                "exec: {container: web, command: [id, -u], contains: 1000}",
                "the output of `id -u` in `web` does not contain `1000`; it is `0`",
            ),
            (
                "exec: {container: web, command: cat /f, excludes: hello}",
                "the output of `cat /f` in `web` still contains `hello`",
            ),
            ("exec: {container: web, command: [curl]}", "`web` has no program `curl`"),
            ("exec: {container: web, command: [curl], status: 127}", "pass"),
            ("exec: {container: web, command: [curl], status: any}", "`web` has no program `curl`"),
            ("exec: {container: web, command: [curl], status: nonzero}", "`web` has no program `curl`"),
            ("exec: {container: new, command: ls}", "`new` is not running; it was created but never started"),
            ("exec: {container: nobody, command: ls}", "no container is named `nobody`"),
        ],
    );
}

#[test]
fn answers_of_a_published_port() {
    let web =
        Container { ports: BTreeMap::from([("80/tcp".into(), vec![8081])]), ..container("1", "web", "n", "running") };
    let mut state = containers(vec![web]);
    let reply = |status, body: &str| Answer::Reply { status, body: body.to_owned() };
    told(&mut state, "http: 8081", &reply(200, "<h1>Welcome</h1>\n"));
    told(&mut state, "http: {port: 8081, path: /no}", &reply(404, ""));
    told(&mut state, "http: 8082", &Answer::Silent("the connection was closed at once".into()));
    check_all(
        &state,
        &[
            ("http: {port: 8081, status: 200, contains: Welcome}", "pass"),
            ("http: {port: 8081, path: /no, status: 404}", "pass"),
            ("http: {port: 8081, path: /no}", "port 8081 answers `/no` with status 404"),
            ("http: {port: 8081, status: 301}", "port 8081 answers `/` with status 200; the step asks for 301"),
            (
                "http: {port: 8081, contains: Hello}",
                "the answer of port 8081 does not contain `Hello`; it is `<h1>Welcome</h1>`",
            ),
            (
                "http: {port: 8081, path: /no, status: 404, contains: a}",
                "the answer of port 8081 does not contain `a`; it is empty",
            ),
            ("http: 8082", "port 8082 does not answer: the connection was closed at once"),
            ("http: 8080", "nothing answers on port 8080; `web` is published on 8081"),
        ],
    );
}

fn archive(entries: &[&str], manifest: &str, index: &str) -> Answer {
    let entries = strings(entries);
    Answer::Archive(Archive { entries, manifest: manifest.into(), index: index.into(), ..Archive::default() })
}

#[test]
fn archives_of_images_and_file_systems() {
    let mut state = State::default();
    let manifest = r#"[{"Config": "blobs/sha256/c", "RepoTags": ["app:1"], "Layers": ["blobs/sha256/l"]}]"#;
    let index = r#"{"manifests": [{"digest": "sha256:m", "annotations": {"io.containerd.image.name": "docker.io/library/app:2"}}]}"#;
    let parts = ["manifest.json", "blobs/sha256/c", "blobs/sha256/l"];
    told(&mut state, "archive: image.tar", &archive(&parts, manifest, ""));
    told(&mut state, "archive: torn.tar", &archive(&parts[..2], manifest, ""));
    told(&mut state, "archive: oci.tar", &archive(&["index.json", "blobs/sha256/m"], "", index));
    told(&mut state, "archive: root.tar", &archive(&["bin/", "bin/sh", "etc/motd"], "", ""));
    told(&mut state, "archive: files.tar", &archive(&["./a/b"], "", ""));
    let broken = Archive { broken: true, ..Archive::default() };
    told(&mut state, "archive: text", &Answer::Archive(broken.clone()));
    told(&mut state, "archive: half.tar", &Answer::Archive(Archive { entries: strings(&["a"]), ..broken }));
    told(&mut state, "archive: folder", &Answer::Silent("is a directory, not an archive".into()));
    check_all(
        &state,
        &[
            ("archive: {path: image.tar, is: image, tags: 'app:1', entries: [manifest.json, blobs]}", "pass"),
            ("archive: {path: oci.tar, is: image, tags: 'app:2'}", "pass"),
            ("archive: {path: root.tar, is: filesystem, entries: [/etc/motd, bin/]}", "pass"),
            ("archive: {path: files.tar, entries: a}", "pass"),
            ("archive: {path: image.tar, tags: 'app:2'}", "`image.tar` holds `app:1`; the step asks for `app:2`"),
            (
                "archive: {path: files.tar, tags: app}",
                "`files.tar` holds no image with a name; the step asks for `app`",
            ),
            ("archive: {path: torn.tar, is: image}", "`torn.tar` would not load: its part `blobs/sha256/l` is missing"),
            (
                "archive: {path: root.tar, is: image}",
                "`root.tar` is no image archive: it has no `manifest.json`; it is an exported file system, which `docker import` takes",
            ),
            (
                "archive: {path: image.tar, is: filesystem}",
                "`image.tar` is an image archive, which `docker load` takes; the step asks for a file system",
            ),
            (
                "archive: {path: files.tar, is: filesystem}",
                "`files.tar` holds no file system: there is no `etc` beside a `bin` or `usr`",
            ),
            ("archive: {path: root.tar, entries: etc/mot}", "`root.tar` has no entry `etc/mot`"),
            ("archive: text", "`text` is no tar archive"),
            ("archive: half.tar", "`half.tar` is broken: it ends too early"),
            ("archive: folder", "`folder` is a directory, not an archive"),
            ("archive: none.tar", "`none.tar` is not there"),
            ("absent: {archive: image.tar}", "`image.tar` is still there"),
            ("absent: {archive: none.tar}", "`none.tar` was never there"),
        ],
    );
    state.history.found.insert(Probe::Archive("none.tar".into()));
    check_all(
        &state,
        &[("absent: {archive: none.tar}", "pass"), ("archive: none.tar", "`none.tar` was there and was removed")],
    );
}

#[test]
fn what_was_pushed() {
    let mut state = images(vec![image("1", &["app:1", "localhost:5000/late:latest"]), image("2", &["other:1"])]);
    let pushed = Answer::Pushed { digest: "sha256:d".into(), config: "sha256:1".into() };
    told(&mut state, "registry: 'localhost:5000/app:1'", &pushed);
    told(&mut state, "registry: localhost:5001/app", &Answer::Silent("is not there: no registry answers".into()));
    check_all(
        &state,
        &[
            ("registry: {ref: 'localhost:5000/app:1', same_as: 'app:1', digest: 'sha256:d'}", "pass"),
            (
                "registry: {ref: 'localhost:5000/app:1', same_as: 'other:1'}",
                "`localhost:5000/app:1` in the registry is another image than `other:1`; push it again",
            ),
            (
                "registry: {ref: 'localhost:5000/app:1', digest: 'sha256:e'}",
                "the digest of `localhost:5000/app:1` is `sha256:d`; the step asks for `sha256:e`",
            ),
            ("registry: localhost:5001/app", "`localhost:5001` is not there: no registry answers"),
            (
                "registry: localhost:5000/late",
                "the registry has no `localhost:5000/late`; an image of that name is here, but was not pushed",
            ),
            ("registry: localhost:5000/no", "the registry has no `localhost:5000/no`"),
            ("absent: {registry: 'localhost:5000/app:1'}", "`localhost:5000/app:1` is still there"),
        ],
    );
}

#[test]
fn scripts_say_why_in_their_last_line() {
    let mut state = State::default();
    let output = |status, text: &str| Answer::Output(Output { status, text: text.to_owned() });
    told(&mut state, "script: good.sh", &output(0, "whatever\n"));
    told(&mut state, "script: bad.sh", &output(1, "looking\n\u{1b}[31mweb is not running\u{1b}[0m  \n\n"));
    told(&mut state, "script: {path: mute.sh, args: [a]}", &output(3, "\n"));
    check_all(
        &state,
        &[
            ("script: good.sh", "pass"),
            ("script: bad.sh", "web is not running"),
            ("script: {path: mute.sh, args: a}", "`mute.sh` ended with status 3"),
        ],
    );
}

//! What is looked up: files in containers, images and volumes.

use super::*;
use crate::state::Place;

fn answer(state: &mut State, probe: Probe, answer: Answer) {
    state.now.answers.insert(probe, answer);
}

fn text(content: &str) -> File {
    File { mode: 0o644, size: content.len() as u64, content: content.to_owned(), ..File::default() }
}

#[test]
fn a_file_of_like_name_is_told() {
    let mut state = State::default();
    let beside = |names: &[&str]| strings(names);
    let seen = [("notes.txt", beside(&["note.txt", ".bashrc"])), ("a/Dockerfile", beside(&["dockerfile"]))];
    state.now.beside = seen.map(|(path, names)| (path.to_owned(), names)).into();
    state.now.beside.insert("app.tar".into(), beside(&["ap.tar", "x"]));
    for path in ["notes.txt", "a/Dockerfile", "none"] {
        answer(&mut state, Probe::File(path.into()), Answer::Missing);
    }
    answer(&mut state, Probe::Archive("app.tar".into()), Answer::Missing);
    check_all(
        &state,
        &[
            ("file: notes.txt", "`notes.txt` is not there; there is `note.txt`"),
            ("file: none", "`none` is not there"),
            ("dockerfile: a/Dockerfile", "`a/Dockerfile` is not there; there is `a/dockerfile`"),
            ("archive: app.tar", "`app.tar` is not there; there is `ap.tar`"),
        ],
    );
}

#[test]
fn files_in_containers_images_and_volumes() {
    let mut state = containers(vec![container("0123456789abcdef", "web", "nginx", "exited")]);
    state.now.images = vec![image("1", &["app:1"])];
    state.now.volumes = vec![Volume { name: "data".into(), ..Volume::default() }];
    let web = || Place::Container("web".into());
    let file = |uid, content: &str| Answer::File(File { uid, ..text(content) });
    answer(&mut state, Probe::FileIn(web(), "/etc/motd".into()), file(1000, "hello"));
    answer(&mut state, Probe::FileIn(web(), "/etc/passwd".into()), file(0, "root:x:0:0\napp:x:1000:1000::/:/bin/sh\n"));
    answer(&mut state, Probe::FileIn(Place::Image("app:1".into()), "/a".into()), file(7, "{\"a\": [1, \"x\"]}"));
    answer(&mut state, Probe::FileIn(Place::Volume("data".into()), "log".into()), file(33, "{"));
    let id = Place::Container("0123456789ab".into());
    answer(&mut state, Probe::FileIn(id, "/x".into()), file(0, "x"));
    check_all(
        &state,
        &[
            ("file: {path: /etc/motd, in: web, equals: hello, owner: app, max_size: 5}", "pass"),
            ("file: {path: /etc/motd, in: {container: web}, owner: 1000}", "pass"),
            (
                "file: {path: /etc/motd, in: web, owner: root}",
                "`/etc/motd` in `web` belongs to `app`; the step asks for `root`",
            ),
            (
                "file: {path: /etc/motd, in: web, max_size: 4}",
                "`/etc/motd` in `web` has 5 bytes; the step asks for 4 or less",
            ),
            ("file: {path: /etc/issue, in: web}", "`/etc/issue` in `web` is not there"),
            ("file: {path: /etc/motd, in: wev}", "no container is named `wev`; `web` exited with status 0"),
            ("file: {path: /x, in: 0123456789ab, owner: root}", "pass"),
            ("file: {path: /a, in: {image: 'app:1'}, json: {/a/1: x, /a/0: 1}}", "pass"),
            ("file: {path: /a, in: {image: 'app:1'}, json: {'': '{\"a\":[1,\"x\"]}'}}", "pass"),
            (
                "file: {path: /a, in: {image: 'app:1'}, json: {/a/0: 2}}",
                "`/a` in `app:1` has `1` at `/a/0`; the step asks for `2`",
            ),
            ("file: {path: /a, in: {image: 'app:1'}, json: {/b: 2}}", "`/a` in `app:1` has nothing at `/b`"),
            ("file: {path: /a, in: {image: 'app:2'}}", "`app:1` exists; the step asks for the tag `2`"),
            ("file: {path: log, in: {volume: data}, owner: 33}", "pass"),
            (
                "file: {path: log, in: {volume: data}, owner: www}",
                "`log` in `data` belongs to user 33; the step asks for `www`",
            ),
            (
                "file: {path: log, in: {volume: data}, json: {/a: 1}}",
                "`log` in `data` is no JSON: line 1 cannot be read",
            ),
            ("file: {path: log, in: {volume: date}}", "no volume is named `date`; there is `data`"),
            ("absent: {file: {path: /etc/motd, in: web}}", "`/etc/motd` in `web` is still there"),
            ("absent: {file: {path: /etc/issue, in: web}}", "`/etc/issue` in `web` was never there"),
        ],
    );
    state.history.found.insert(Probe::FileIn(web(), "/etc/issue".into()));
    check_all(
        &state,
        &[
            ("absent: {file: {path: /etc/issue, in: web}}", "pass"),
            ("file: {path: /etc/issue, in: web}", "`/etc/issue` in `web` was there and was removed"),
        ],
    );
}

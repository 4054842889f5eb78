//! Images.

use super::*;

#[test]
fn an_image_is_made_from_another_by_record_or_by_layers() {
    let layers = |image: Image, layers: &[&str]| Image { layers: strings(layers), ..image };
    let recorded = Image { ancestors: strings(&["sha256:step", "sha256:base"]), ..image("made", &["made:1"]) };
    let state = images(vec![
        layers(image("base", &["base:1"]), &["l1"]),
        layers(image("twin", &["twin:1"]), &["l1"]),
        layers(recorded, &["l1", "l2"]),
        layers(image("built", &["built:1"]), &["l1", "l2"]),
    ]);
    check_all(
        &state,
        &[
            ("image: {ref: 'made:1', parent: 'base:1'}", "pass"),
            ("image: {ref: 'made:1', base: 'twin:1'}", "pass"),
            ("image: {ref: 'made:1', parent: 'twin:1'}", "`made:1` is made from `base:1`; the step asks for `twin:1`"),
            ("image: {ref: 'built:1', parent: 'twin:1'}", "pass"),
            ("image: {ref: 'base:1', parent: 'base:1'}", "`base:1` is `base:1` itself"),
            (
                "image: {ref: 'base:1', parent: 'made:1'}",
                "`base:1` is not built from `made:1`: it shares 1 of its 2 layers",
            ),
        ],
    );
}

#[test]
fn a_commit_is_of_a_container() {
    let mut state =
        containers(vec![container("c1", "web", "alpine", "running"), container("c2", "db", "alpine", "exited")]);
    state.history.saw(&state.now);
    state.now.images =
        vec![image("a", &["alpine:latest", "old:1"]), image("b", &["me/web:1"]), image("c", &["me/lost:1"])];
    state.before.images = vec![image("a", &["alpine:latest"])];
    let said = [("name", "web"), ("imageID", "sha256:b"), ("comment", "x")];
    state.history.heard(&event("c1", "commit", NOW - 9, &said));
    check_all(
        &state,
        &[
            ("image: {ref: 'me/web:1', commit_of: web}", "pass"),
            (
                "image: {ref: 'me/web:1', commit_of: db}",
                "`me/web:1` is a commit of `web`; the step asks for one of `db`",
            ),
            ("image: {ref: 'me/lost:1', commit_of: db}", "pass"),
            ("image: {ref: 'old:1', commit_of: web}", "`old:1` is `alpine:latest`, and no commit of a container"),
        ],
    );
    state.history.heard(&event("c1", "rename", NOW - 8, &[("name", "front")]));
    check_all(
        &state,
        &[("image: {ref: 'me/web:1', commit_of: front}", "pass"), ("image: {ref: 'me/web:1', commit_of: web}", "pass")],
    );
}

#[test]
fn names_are_counted_by_a_pattern() {
    let mut state = containers(vec![
        container("1", "web-1", "nginx", "running"),
        container("2", "web-2", "nginx", "exited"),
        container("3", "my-web-3", "nginx", "running"),
    ]);
    state.now.images =
        vec![image("a", &["me/app:1", "me/app:2"]), image("b", &["me/app:3"]), image("c", &["app:latest"])];
    check_all(
        &state,
        &[
            ("count: {of: {container: 'web-*'}, is: 2}", "pass"),
            ("count: {of: {container: {name: '*web*', running: true}}, is: 2}", "pass"),
            ("count: {of: {container: 'web-*-*'}, is: 0}", "pass"),
            ("count: {of: {container: 'web-1'}, is: 1}", "pass"),
            ("count: {of: {image: 'me/*:*'}, is: 3}", "pass"),
            ("count: {of: {image: 'me/app:1*'}, is: 2}", "there is 1, `me/app:1`; the step asks for 2"),
            ("count: {of: {image: '*app'}, is: 1}", "pass"),
            ("count: {of: {image: '*'}, is: 4}", "pass"),
            ("count: {of: {image: 'me/*'}, is: 3}", "pass"),
            ("count: {of: {image: 'me/app:1'}, is: 1}", "pass"),
            ("count: {of: {container: 'web-*'}, is: 3}", "there are 2, `web-1` and `web-2`; the step asks for 3"),
        ],
    );
}

#[test]
fn an_image_that_is_not_there() {
    let mut state = images(vec![image("1", &["devops/mysql:latest", "alpine:3"]), image("2", &["nginx:latest"])]);
    state.history.images.insert("old:latest".to_owned());
    state.before.images = vec![image("9", &["older:1"])];
    check_all(
        &state,
        &[
            ("image: devops/mysql", "pass"),
            ("image: docker.io/library/nginx", "pass"),
            ("image: {ref: 'sha256:1'}", "pass"),
            ("image: 'nginx@sha256:2'", "pass"),
            ("image: 'devops/mysql:snapshot'", "`devops/mysql:latest` exists; the step asks for the tag `snapshot`"),
            ("image: alpine", "`alpine:3` exists; the step asks for the tag `latest`"),
            ("image: me/nginx", "`nginx:latest` exists; the step asks for `me/nginx`"),
            ("image: ngnix", "`nginx:latest` exists; the step asks for `ngnix`"),
            ("image: redis", "no image is named `redis`"),
            ("image: old", "`old` was there and was removed"),
            ("image: older:1", "`older:1` was there and was removed"),
            ("image: {dangling: true}", "every image has a name"),
        ],
    );
    check_all(
        &State::default(),
        &[("image: {label: {a: b}}", "there are no images yet"), ("image: nginx", "no image is named `nginx`")],
    );
}

#[test]
fn an_image_that_is_another_one() {
    let app = Image {
        labels: map(&[("tier", "back")]),
        env: strings(&["MODE=dev", "EMPTY="]),
        cmd: strings(&["/bin/sh", "-c", "python app.py"]),
        entrypoint: strings(&["/go", "now"]),
        user: "root".into(),
        author: "Ada".into(),
        comment: "first".into(),
        ports: strings(&["80/tcp"]),
        ..image("1", &["a:1", "c:1"])
    };
    let state = images(vec![app, image("2", &["b:1"]), image("3", &[])]);
    check_all(
        &state,
        &[
            ("image: {ref: 'a:1', same_as: 'c:1', differs_from: 'b:1', port: 80, author: Ada, comment: first}", "pass"),
            ("image: {ref: 'a:1', same_as: 'b:1'}", "`a:1` is another image than `b:1`"),
            ("image: {ref: 'a:1', same_as: 'z:1'}", "no image is named `z:1`, which `a:1` is compared with"),
            ("image: {ref: 'a:1', differs_from: 'c:1'}", "`a:1` is still the same image as `c:1`"),
            ("image: {ref: 'a:1', differs_from: 'z:1'}", "pass"),
            (
                "image: {ref: 'a:1', label: {tier: front}}",
                "the label `tier` of `a:1` is `back`; the step asks for `front`",
            ),
            ("image: {ref: 'a:1', label: {vendor: x}}", "`a:1` has no label `vendor`"),
            ("image: {ref: 'a:1', env: {MODE: dev, EMPTY: ''}}", "pass"),
            (
                "image: {ref: 'a:1', env: {MODE: live}}",
                "the variable `MODE` of `a:1` is `dev`; the step asks for `live`",
            ),
            ("image: {ref: 'a:1', env: {MOD: e}}", "`a:1` has no variable `MOD`"),
            ("image: {ref: 'a:1', cmd: python app.py, entrypoint: [/go, now]}", "pass"),
            (
                "image: {ref: 'a:1', cmd: node}",
                "the command of `a:1` is `/bin/sh -c python app.py`; the step asks for `node`",
            ),
            (
                "image: {ref: 'a:1', entrypoint: [/go now]}",
                "the entrypoint of `a:1` is split into other words than `/go now`",
            ),
            ("image: {ref: 'a:1', user: me}", "the user of `a:1` is `root`; the step asks for `me`"),
            ("image: {ref: 'a:1', workdir: /app}", "`a:1` has no working directory; the step asks for `/app`"),
            ("image: {ref: 'a:1', author: Bob}", "the author of `a:1` is `Ada`; the step asks for `Bob`"),
            ("image: {ref: 'a:1', comment: second}", "the comment of `a:1` is `first`; the step asks for `second`"),
            ("image: {ref: 'a:1', port: 53/udp}", "`a:1` does not expose 53/udp"),
            ("image: {ref: 'a:1', port: 81}", "`a:1` does not expose 81"),
            ("image: {label: {tier: back}}", "pass"),
            (
                "image: {label: {tier: front}, user: root}",
                "the label `tier` of `a:1` is `back`; the step asks for `front`",
            ),
            ("image: {dangling: true}", "pass"),
            (
                "image: {dangling: true, user: me}",
                "the user of the image without a name is `root`; the step asks for `me`",
            ),
        ],
    );
}

//! Who removed what a step is about is told so, and each way out leads to its end.

use crate::STARTS;
use crate::common::program::Home;

const LESSON: &str = "# Only one\n\n## Keep it {#keep}\n\n```console\n$ docker run -d --name web alpine sleep 600\n\
    $ docker commit web mine:1\n```\n\n## Stop it {#stop}\n\n```console\n$ docker stop -t 0 web\n```\n\n## Name it \
    {#name}\n\n```console\n$ docker tag mine:1 mine:2\n```\n";

const CHECKS: &str = "\
images: [alpine]
steps:
  keep:
    expect:
      - container: { name: web, running: true }
        as: web
      - image: mine:1
    solution: [ docker run -d --name web alpine sleep 600, docker commit web mine:1 ]
  stop:
    expect: [{ container: { name: \"${web.id}\", exited: true } }]
    impossible: [{ absent: { container: { name: \"${web.id}\" } } }]
    solution: docker stop -t 0 web
  name:
    expect: [{ image: { ref: mine:2, same_as: mine:1 } }]
    impossible: [{ absent: { image: mine:1 } }]
    solution: docker tag mine:1 mine:2
";

const WAY_OUT: &str = "`:reset` takes you back to before that";

#[tokio::test]
async fn each_way_out_of_a_step_that_cannot_be_done_leads_to_its_end() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("one.md", LESSON);
    home.write("checks/one.yaml", CHECKS);
    let mut program = home.start(&["--plain", "run", "one.md"]);
    let lines = [
        // The first step, and on.
        "",
        "",
        "",
        // Back to before the command, and the step done.
        "docker rm -f web",
        ":hint",
        ":reset",
        "",
        "",
        // Its solution in a clean sandbox.
        "docker rmi mine:1",
        ":redo",
        "",
    ];
    lines.iter().for_each(|line| program.type_line(line));
    program.type_line(":quit");
    // Wherever its lines end.
    let said = program.end().1.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = said.split("Starting again with a fresh sandbox").collect();
    let [stopped, renamed, end] = parts.as_slice() else { panic!("{said}") };
    assert!(
        stopped.contains("this step cannot be done") && stopped.contains("`web` was removed by `docker rm -f web`"),
        "{said}"
    );
    assert_eq!(stopped.matches(WAY_OUT).count(), 2, "told, and told again as a hint: {said}");
    assert!(renamed.contains("container `web` has exited") && renamed.contains("Step done"), "{said}");
    assert!(renamed.contains("this step cannot be done") && renamed.contains(WAY_OUT), "{said}");
    assert!(end.contains("Done for you") && end.contains("`mine:2`"), "{said}");
}

const IMAGES: &str = "# Images\n\n## Get it {#get}\n\n```console\n$ docker pull alpine\n```\n\n## Make one {#make}\n\n\
    ```console\n$ docker run --name work alpine touch /x\n$ docker commit work mine:1\n```\n\n## Name it {#name}\n\n```console\n\
    $ docker tag mine:1 mine:2\n```\n";

const IMAGE_CHECKS: &str = "\
images: [alpine]
steps:
  get:
    expect: [{ image: alpine }]
    solution: docker pull alpine
  make:
    expect: [{ image: { ref: mine:1, base: alpine } }]
    solution: [ docker run --name work alpine touch /x, docker commit work mine:1 ]
  name:
    expect: [{ image: { ref: mine:2, same_as: mine:1 } }]
    impossible: [{ absent: { image: mine:1 } }, { absent: { image: alpine } }]
    solution: docker tag mine:1 mine:2
";

#[tokio::test]
async fn an_image_that_is_gone_and_cannot_be_pulled_comes_back_with_a_fresh_sandbox() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    home.write("one.md", IMAGES);
    home.write("checks/one.yaml", IMAGE_CHECKS);
    let mut program = home.start(&["--plain", "run", "one.md"]);
    let parts: [&[&str]; 4] = [
        // The first two steps, and on.
        &["", "", "", "", ""],
        // An image that was made here, which no registry has.
        &["docker rmi mine:1", "docker pull mine:1", ":reset"],
        // The one it was made from too.
        &["docker rm work && docker rmi mine:1 alpine", ":hint", ":reset"],
        &["", "", ":quit"],
    ];
    for (at, lines) in parts.iter().enumerate() {
        if at > 0 {
            program.wait_for_nth("Step 3 of 3", at);
        }
        lines.iter().for_each(|line| program.type_line(line));
    }
    let said = program.end().1;
    let parts: Vec<&str> = said.split("Starting again with a fresh sandbox").collect();
    let [own, base, end] = parts.as_slice() else { panic!("{said}") };
    assert!(own.contains("image `mine:1` is gone") && own.contains("this step cannot be done"), "{said}");
    assert!(own.contains(WAY_OUT), "{said}");
    assert!(base.contains("image `alpine` is gone") && base.contains(WAY_OUT), "{said}");
    assert!(!base.contains("Step done"), "{said}");
    assert!(end.contains("is the same image as `mine:1`") && end.contains("Step done"), "{said}");
}

//! What a lesson supposes is made available, and says what it really is.

use crate::common::{Machine, file};
use ropewalk::lesson::Need;
use ropewalk::sandbox::Sandbox;
use ropewalk::sandbox::image::is_stocked;

#[tokio::test]
async fn names_that_no_registry_has_can_be_pulled() {
    let mut machine = Machine::start().await;
    let ran = machine.run("docker pull mysql:8").await;
    assert_ne!(ran.record.exit, 0, "not there before it is provided");
    let [mysql, tool, other] =
        ["mysql:8", "me/tool:latest", "registry.example.com/a/b:1"].map(|name| Need::Pullable(name.into()));
    machine.sandbox.provide(&[(&mysql, "debian"), (&tool, "alpine"), (&other, "busybox")]).await.unwrap();
    machine.good("docker pull mysql:8 && docker run --rm mysql:8 cat /etc/debian_version").await;
    assert_eq!(machine.good("docker run --rm me/tool echo hello").await.lines().last(), Some("hello"));
    machine.good("docker run --rm registry.example.com/a/b:1 true").await;
    let label = "docker inspect -f '{{index .Config.Labels \"ropewalk.stand-in\"}}' mysql:8";
    assert!(machine.good(label).await.contains("Debian"), "an image says that it is a stand-in");
    let seen = machine.observe(&[]).await;
    let debian = seen.snapshot.images.iter().any(|i| i.tags.iter().any(|t| t.starts_with("busybox")));
    assert!(!debian, "the base does not show up by itself");

    let error = machine.sandbox.provide(&[(&Need::Pullable("x:1".into()), "nothing-like-it")]).await.unwrap_err();
    assert!(error.to_string().contains("no stand-in nothing-like-it:latest"), "{error}");
    let error = machine.sandbox.provide(&[(&Need::Pullable("x; touch /tmp/oops".into()), "alpine")]).await;
    assert!(file(&machine.observe(&["/tmp/oops"]).await.snapshot, "/tmp/oops").is_none(), "{error:?}");
}

#[tokio::test]
async fn images_and_containers_of_an_earlier_lesson_are_there() {
    let mut machine = Machine::start().await;
    let image = Need::Image("earlier/app:1".into());
    let container = Need::Container("web".into());
    machine.sandbox.provide(&[(&image, "alpine")]).await.unwrap();
    machine.sandbox.provide(&[(&container, "alpine")]).await.unwrap();
    machine.sandbox.provide(&[(&Need::Folder("Desktop/an earlier".into()), "")]).await.unwrap();
    machine.good("cd ~/'Desktop/an earlier' && touch mine && cd").await;
    let first = machine.observe(&[]).await.snapshot;
    let app = first.images.iter().find(|i| i.tags.contains(&"earlier/app:1".to_owned())).unwrap();
    let alpine = first.images.iter().find(|i| i.tags.contains(&"alpine:latest".to_owned()));
    assert!(alpine.is_none_or(|a| a.id != app.id), "an image of its own");
    let web = &first.containers[0];
    assert_eq!((web.name.as_str(), web.status.as_str()), ("web", "running"));
    assert!(machine.good("docker diff web").await.contains("/etc/motd"), "there is a change to look at");

    // A second time nothing is made anew.
    machine.sandbox.provide(&[(&image, "alpine")]).await.unwrap();
    machine.sandbox.provide(&[(&container, "alpine")]).await.unwrap();
    let second = machine.observe(&[]).await.snapshot;
    assert_eq!((second.images, second.containers), (first.images, first.containers));
}

#[tokio::test]
async fn the_sandbox_has_the_programs_that_it_says() {
    let mut machine = Machine::start().await;
    let listed = include_str!("../../src/sandbox/image/programs");
    machine.good(&format!("cat > listed << 'EOF'\n{listed}EOF")).await;
    let missing = machine.good("grep -v '^#' listed | while read -r name; do PATH=$PATH:/usr/sbin; type -- $name > /dev/null 2>&1 || echo $name; done").await;
    assert_eq!(missing, "", "listed in src/sandbox/image/programs and not there");
    let more = machine.good("ls /usr/local/bin /usr/bin | grep -x '[A-Za-z0-9_+-]*' | grep -vxFf listed; true").await;
    assert_eq!(more.trim(), "", "there and not listed in src/sandbox/image/programs");
}

#[tokio::test]
async fn the_registry_has_what_it_says() {
    let mut machine = Machine::start().await;
    let listed = machine.good("cut -f 1 /usr/local/share/ropewalk/stand-ins.tsv").await;
    let unknown: Vec<&str> = listed.lines().filter(|name| !is_stocked(name)).collect();
    assert!(listed.lines().count() > 20 && unknown.is_empty(), "{unknown:?} of {listed}");
    machine.good("docker pull -q ubuntu:22.04 && docker pull -q nginx").await;
}

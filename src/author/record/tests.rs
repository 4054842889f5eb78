//! The recorder, without an engine.

mod former;
mod passed;

use super::files::paths;
use super::value::{Value, flow};
use super::*;
use crate::check::{Seed, Verdict, bound_text, judge, parse};
use crate::source::Source;
use crate::state::{
    Answer, Archive, Bindings, Container, Detail, File, FileKind, Image, Network, Place, Probe, Seen, Snapshot, Volume,
};
use proptest::prelude::*;

fn image(id: &str, tags: &[&str], layers: &[&str]) -> Image {
    let words = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect();
    Image { id: id.into(), tags: words(tags), layers: words(layers), ..Image::default() }
}

fn container(id: &str, name: &str, status: &str) -> Container {
    let (image, image_id) = ("alpine".to_owned(), "sha256:a".to_owned());
    Container { id: id.into(), name: name.into(), image, image_id, status: status.into(), ..Container::default() }
}

fn alpine() -> Image {
    Image {
        cmd: vec!["/bin/sh".into()],
        env: vec!["PATH=/bin".into()],
        ..image("sha256:a", &["alpine:latest"], &["1"])
    }
}

/// A step whose commands each lead from one snapshot to the next.
fn played(snapshots: &[Snapshot], commands: &[&str], passed: &[(&str, Seen)]) -> PlayedStep {
    let mut state = State { before: snapshots[0].clone(), now: snapshots[0].clone(), ..State::default() };
    state.history.saw(&snapshots[0]);
    state.history.begin_step();
    let begin = state.clone();
    let mut moments = Vec::new();
    for (command, pair) in commands.iter().zip(snapshots.windows(2)) {
        let delta = Delta::between(&pair[0], &pair[1]);
        moments.push(Moment { command: (*command).into(), delta, ..Moment::default() });
        state.history.saw(&pair[1]);
        state.now = pair[1].clone();
        let (text, output) = ((*command).to_owned(), String::new());
        state.commands.push(crate::state::CommandRecord { text, output, ..crate::state::CommandRecord::default() });
    }
    for (id, seen) in passed {
        state.history.containers.insert((*id).to_owned(), seen.clone());
    }
    let solution = commands.iter().take(moments.len()).map(|c| (*c).to_owned()).collect();
    PlayedStep { id: "step".into(), digest: digest('1'), moments, solution, begin, end: state, ..PlayedStep::default() }
}

fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

#[track_caller]
fn check(before: &Snapshot, now: &Snapshot, command: &str, want: &[&str]) {
    let step = played(&[before.clone(), now.clone()], &[command], &[]);
    let new = propose(&step, command, &Names::new());
    let texts: Vec<&str> = new.entries.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(texts, want, "{command}");
    for entry in &new.entries {
        assert_eq!(judge(&entry.check, &step.end).verdict, Verdict::Pass, "{}", entry.text);
        assert!(is_own(&format!("  # {}", entry.why)), "{}", entry.why);
        assert_ne!(judge(&entry.check, &step.begin).verdict, Verdict::Pass, "{}", entry.text);
    }
}

fn images(images: Vec<Image>) -> Snapshot {
    Snapshot { images, ..Snapshot::default() }
}

fn containers(containers: Vec<Container>) -> Snapshot {
    Snapshot { images: vec![alpine()], containers, ..Snapshot::default() }
}

#[test]
fn images_and_names() {
    let none = Snapshot::default();
    let one = images(vec![alpine()]);
    check(&none, &one, "docker pull alpine", &["image: alpine"]);
    let named = Image { tags: vec!["alpine:latest".into(), "a:1".into()], ..alpine() };
    let named = images(vec![named]);
    check(&one, &named, "docker tag alpine a:1", &[r#"image: { ref: "a:1", same_as: alpine }"#]);
    check(&named, &one, "docker rmi a:1", &[r#"absent: { image: "a:1" }"#]);
    let labels = [("team".to_owned(), "ropes".to_owned()), ("built".to_owned(), "2026-01-02 03:04".to_owned())];
    let built = Image {
        labels: labels.into(),
        workdir: "/srv".into(),
        cmd: vec!["/bin/sh".into()],
        env: vec!["PATH=/bin".into(), "MODE=dev".into()],
        ..image("sha256:b", &["ship:latest"], &["1", "2"])
    };
    // What it has from the image below, and a date, is not asserted.
    let want = "image: { ref: ship, label: { team: ropes }, env: { MODE: dev }, workdir: /srv }";
    check(&one, &images(vec![alpine(), built.clone()]), "docker build -t ship .", &[want]);
    let nameless = images(vec![alpine(), image("sha256:c", &[], &["1", "3"])]);
    check(&one, &nameless, "docker build .", &["image: { dangling: true }"]);
    check(&nameless, &one, "docker image prune -f", &["absent: { image: { dangling: true } }"]);
    let committed = Image { comment: "a table".into(), ..built };
    let want = r#"image: { ref: ship, comment: "a table" }"#;
    check(&one, &images(vec![alpine(), committed]), "docker commit -m 'a table' desk ship", &[want]);
    // Fetched on the way to a container: told by the container.
    check(&none, &one, "docker run alpine", &[]);
}

#[test]
fn containers_by_name_or_by_what_they_run() {
    let none = containers(vec![]);
    let web = Container {
        ports: [("80/tcp".into(), vec![8080]), ("81/tcp".into(), vec![49153])].into(),
        networks: vec!["bridge".into(), "front".into()],
        restart: "always".into(),
        ..container("1", "web", "running")
    };
    check(
        &none,
        &containers(vec![web.clone()]),
        "docker run -d --name web -p 8080:80 -p 81 --network front --restart always alpine",
        &[
            "container: { name: web, image: alpine, running: true, port: { 80: 8080, 81: any }, network: [front], restart: always }",
        ],
    );
    let ended = Container { status: "exited".into(), ..web.clone() };
    check(
        &containers(vec![web.clone()]),
        &containers(vec![ended]),
        "docker stop web",
        &["container: { name: web, exited: true }"],
    );
    check(&containers(vec![web]), &none, "docker rm -f web", &["container: { name: web, removed: true }"]);
    let made_up =
        Container { command: vec!["echo".into(), "hi".into()], started: 5, ..container("2", "jolly_euclid", "exited") };
    let want = "container: { image: alpine, command: [echo, hi], ran: true, exit_code: 0 }";
    check(&none, &containers(vec![made_up]), "docker run alpine echo hi", &[want]);
}

#[test]
fn volumes_networks_and_files() {
    let none = containers(vec![]);
    let volume = |name: &str| Volume { name: name.into(), driver: "local".into(), ..Volume::default() };
    let with = Snapshot { volumes: vec![volume("cargo"), volume(&"0a".repeat(32))], ..none.clone() };
    check(&none, &with, "docker volume create cargo", &["volume: cargo"]);
    check(&with, &none, "docker volume rm cargo", &["absent: { volume: cargo }"]);
    let network = Network { id: "n".into(), name: "canal".into(), driver: "overlay".into(), ..Network::default() };
    let with = Snapshot { networks: vec![network], ..none.clone() };
    check(&none, &with, "docker network create canal", &["network: { name: canal, driver: overlay }"]);
    let probe = || Probe::File("a.txt".into());
    let answered = |answer: Answer| Snapshot { answers: [(probe(), answer)].into(), ..none.clone() };
    let file = |content: &str| {
        let size = content.len() as u64;
        answered(Answer::File(File { kind: FileKind::File, size, content: content.into(), ..File::default() }))
    };
    let gone = answered(Answer::Missing);
    check(&gone, &file("hi\n"), "echo hi > a.txt", &["file: { path: a.txt, contains: [hi] }"]);
    check(&gone, &file("12:00\n"), "date > a.txt", &["file: { path: a.txt, min_size: 1 }"]);
    check(&file("x"), &gone, "rm a.txt", &["absent: { file: a.txt }"]);
    assert_eq!(paths(["rm -f a.txt", "docker save -o b.tar x", "echo $(date) > c", "ls d"]), ["a.txt", "b.tar", "c"]);
}

/// What is written of a step in which looks show something else than before.
fn looked(before: Vec<(Probe, Answer)>, now: Vec<(Probe, Answer)>, base: &Snapshot, command: &str) -> Vec<String> {
    let with = |answers: Vec<(Probe, Answer)>| {
        let mut seen = Snapshot { answers: answers.into_iter().collect(), ..base.clone() };
        spread(&mut seen);
        seen
    };
    let step = played(&[with(before), with(now)], &[command], &[]);
    propose(&step, command, &Names::new()).entries.into_iter().map(|entry| entry.text).collect()
}

#[test]
fn what_looks_show_is_asserted_where_the_lesson_has_it() {
    let hold = Volume { name: "hold".into(), ..Volume::default() };
    let none = Snapshot { volumes: vec![hold], ..containers(vec![]) };
    let new = |probe: Probe, answer: Answer, command: &str| {
        looked(vec![(probe.clone(), Answer::Missing)], vec![(probe, answer)], &none, command)
    };
    let manifest = r#"[{"Config":"c","RepoTags":["a:1"],"Layers":[]}]"#.to_owned();
    let saved = Archive { entries: vec!["c".into(), "manifest.json".into()], manifest, ..Archive::default() };
    let archive = || Probe::Archive("x.tar".into());
    assert_eq!(
        new(archive(), Answer::Archive(saved), "docker save -o x.tar a:1"),
        [r#"archive: { path: x.tar, is: image, tags: ["a:1"] }"#]
    );
    let packed = Archive { entries: vec!["site/".into(), "site/a".into()], ..Archive::default() };
    assert_eq!(
        new(archive(), Answer::Archive(packed), "tar cf x.tar site"),
        ["archive: { path: x.tar, entries: [site] }"]
    );
    let page = || Probe::Http { port: 8080, path: "/".into(), host: None };
    let reply = |status, body: &str| Answer::Reply { status, body: body.into() };
    assert_eq!(
        new(page(), reply(200, "<b>\nAhoy there\n12:00:01"), "echo Ahoy there"),
        ["http: { port: 8080, contains: [\"Ahoy there\"] }"]
    );
    assert_eq!(new(page(), reply(404, ""), "curl localhost:8080"), ["http: { port: 8080, status: 404 }"]);
    let pushed = Answer::Pushed { digest: "sha256:d".into(), config: "sha256:a".into() };
    let reference = || Probe::Pushed("localhost:5000/app:1".into());
    assert_eq!(new(reference(), pushed, "docker push localhost:5000/app:1"), [r#"registry: "localhost:5000/app:1""#]);
    let own = || Probe::File("site.json".into());
    let text = r#"{"port": 8080, "tags": ["blue", "9f3"], "made": "2026-01-01", "id": 17}"#;
    let json = || Answer::File(File { content: text.into(), size: 70, ..File::default() });
    assert_eq!(
        new(own(), json(), "make-site port 8080 tags blue made 2026-01-01 > site.json"),
        ["file: { path: site.json, json: { /port: 8080, /tags/0: blue } }"]
    );
    let inside = || Probe::FileIn(Place::Volume("hold".into()), "list".into());
    let within = "file: { path: list, in: { volume: hold }, json: { /port: 8080 } }";
    assert_eq!(new(inside(), json(), "echo port 8080"), [within]);
    let file = Answer::File(File { content: "barrels\n07:00:00\n".into(), size: 8, ..File::default() });
    assert_eq!(
        new(inside(), file, "echo barrels > /hold/list"),
        ["file: { path: list, in: { volume: hold }, contains: [barrels] }"]
    );
}

#[test]
fn what_a_container_changes_and_prints_is_asserted() {
    let shop = containers(vec![container("1", "shop", "running")]);
    let detail = |detail| Probe::Detail { detail, container: None };
    let lines = |lines: &[&str]| {
        Answer::Each([("1".to_owned(), Answer::Lines(lines.iter().map(|l| (*l).to_owned()).collect()))].into())
    };
    let motd = || Probe::FileIn(Place::Container("shop".into()), "/etc/motd".into());
    let file = |content: &str| Answer::File(File { content: content.into(), ..File::default() });
    let before = || vec![(detail(Detail::Changes), lines(&["C /etc"]))];
    let now = |letter: &str, answer| vec![(detail(Detail::Changes), lines(&["C /etc", letter])), (motd(), answer)];
    let cases = [
        ("C /etc/motd", file("fish\n"), "file: { path: /etc/motd, in: shop, contains: [fish] }"),
        ("C /etc/motd", file("x"), r#"container: { name: shop, changed: ["C /etc/motd"] }"#),
        ("D /etc/motd", Answer::Missing, r#"container: { name: shop, changed: ["D /etc/motd"] }"#),
    ];
    for (letter, answer, want) in cases {
        assert_eq!(looked(before(), now(letter, answer), &shop, "docker exec shop echo fish"), [want], "{letter}");
    }
    let logs = |all: &[&str]| vec![(detail(Detail::Logs), lines(all))];
    let said = looked(logs(&["ready"]), logs(&["ready", "got fish", "12:00:00 fish"]), &shop, "echo got fish");
    assert_eq!(said, [r#"container: { name: shop, logs: ["got fish"] }"#]);
}

#[test]
fn a_container_without_a_name_gets_one_where_a_later_step_means_it() {
    let made = container("a1b2c3d4e5f6a1b2", "jolly_euclid", "running");
    let (none, one) = (containers(vec![]), containers(vec![made.clone()]));
    let ended = containers(vec![Container { status: "exited".into(), ..made.clone() }]);
    let run = played(&[none.clone(), one.clone()], &["docker run -d alpine"], &[]);
    let stop = played(&[one.clone(), ended], &["docker stop $(docker ps -lq)"], &[]);
    let given = names(&[run.clone(), stop.clone()], &|_| true);
    assert_eq!(given, [(made.id.clone(), "alpine".to_owned())].into());
    assert_eq!(names(&[run.clone(), stop.clone()], &|_| false), Names::new());
    let (run_new, stop_new) = (propose(&run, "", &given), propose(&stop, "", &given));
    assert_eq!(stop_new.entries[0].text, r#"container: { name: "${alpine.id}", exited: true }"#);
    let text = write_sidecar("x", &[], false, &[run_new, RecordedStep { id: "stop".into(), ..stop_new }]);
    assert!(text.contains("running: true }\n        as: alpine\n"), "{text}");
    let (_, found) = parse(&Source::new("x.yaml", text.clone()));
    assert_eq!(found, [], "{text}");
    // Two that are alike cannot be told from each other.
    let other = Container { id: "b1b2c3d4e5f6a1b2".into(), name: "calm_hopper".into(), ..made.clone() };
    let two = containers(vec![made, other.clone()]);
    let gone = played(&[two.clone(), containers(vec![other])], &["docker rm -f $(docker ps -q | tail -1)"], &[]);
    let run = played(&[none, two], &["docker run -d alpine"], &[]);
    assert_eq!(names(&[run, gone], &|_| true), Names::new());
}

#[test]
fn services_are_told_together() {
    let labels = [("com.docker.compose.project", "harbour"), ("com.docker.compose.service", "lamp")];
    let labels = || labels.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    let lamp = |status| Container { labels: labels(), ..container("1", "harbour-lamp-1", status) };
    let (none, one) = (containers(vec![]), containers(vec![lamp("running")]));
    check(&none, &one, "docker compose up -d", &["compose: { services: [lamp] }"]);
    check(&none, &one, "docker compose -p harbour up -d", &["compose: { project: harbour, services: [lamp] }"]);
    let stopped = containers(vec![lamp("exited")]);
    check(&one, &stopped, "docker compose stop", &["compose: { services: { lamp: exited } }"]);
    check(&one, &none, "docker compose down", &["absent: { compose: { services: { lamp: any } } }"]);
}

#[test]
fn a_command_that_is_meant_to_fail_is_told() {
    let (none, one) = (containers(vec![]), containers(vec![container("1", "web", "running")]));
    let told = |command: &str, exit: i32| {
        let mut step = played(&[none.clone(), none.clone(), one.clone()], &[command, "docker start web"], &[]);
        (step.moments[0].exit, step.end.commands[0].exit) = (exit, exit);
        let entries = propose(&step, "", &Names::new()).entries;
        entries.into_iter().map(|e| e.text).find(|t| t.starts_with("ran:") || t.starts_with("exit:"))
    };
    let fails = |text: &str| Some(text.to_owned());
    assert_eq!(told("docker rm web", 1), fails(r#"ran: { command: "docker rm web", status: nonzero }"#));
    assert_eq!(told("ls x | grep y", 1), fails(r#"exit: { command: "^ls x \\| grep y", status: nonzero }"#));
    for (command, exit) in [("docker rm web", 0), ("curl x", 7), ("docker run alpine false", 1), ("python", 127)] {
        assert_eq!(told(command, exit), None, "{command}");
    }
}

#[test]
fn what_changed_nothing_is_judged_by_what_was_typed() {
    let one = containers(vec![]);
    let step = played(&[one.clone(), one.clone(), one], &["docker ps -a", "cat notes"], &[]);
    let new = propose(&step, "", &Names::new());
    assert!(new.only_typed);
    assert_eq!(new.entries.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["ran: docker ps -a"]);
}

#[test]
fn a_sidecar_is_written_and_read_back() {
    let none = Snapshot::default();
    let commands = ["cat > f << 'EOF'\n# a: b\n\n  c\nEOF", "docker pull alpine # now: or never"];
    let step = played(&[none.clone(), none, images(vec![alpine()])], &commands, &[]);
    let text = write_sidecar("x", &["alpine".to_owned()], false, &[propose(&step, "", &Names::new())]);
    let source = Source::new("x.yaml", text.clone());
    let (sidecar, found) = parse(&source);
    assert_eq!(found, [], "{text}");
    let read = sidecar.unwrap();
    assert_eq!(read.steps[0].solution, commands, "{text}");
    assert_eq!((read.steps[0].recorded.clone(), read.steps[0].expect.len()), (Some(digest('1')), 1));
    assert!(
        text.contains("      # `docker pull alpine # now: or never` made this image\n      - image: alpine\n"),
        "{text}"
    );
    assert!(
        update(&source, Seed::default(), &[(step.clone(), propose(&step, "", &Names::new()))], &[], &[])
            .is_some_and(|u| u.text == text && u.left.is_empty())
    );
    assert!(write_sidecar("x", &[], true, &[]).ends_with("network: true\nsteps: {}\n"));
}

#[test]
fn what_only_looks_like_a_name_for_a_thing_is_written_so_that_it_is_none() {
    let commands = ["cat > f << 'EOF'\n${project.version} $${A}\nEOF", "docker volume create v"];
    let step = played(&[Snapshot::default(), Snapshot::default()], &commands, &[]);
    let step = PlayedStep { solution: commands.map(str::to_owned).to_vec(), ..step };
    let new = propose(&step, "", &Names::new());
    let value = Value::List(vec![Value::text("a ${project.version} b"), Value::text("$${HOME} ${HOME}")]);
    let text = format!("output: {{ contains: {} }}", flow(&value));
    let check = super::draft::read(&text).unwrap();
    let entry = Entry { text, why: "x".into(), about: "x".into(), check, gives: None, weaker: None };
    let text = write_sidecar("x", &[], false, &[RecordedStep { entries: vec![entry], ..new }]);
    let (sidecar, found) = parse(&Source::new("x.yaml", text.clone()));
    assert_eq!(found, [], "{text}");
    let step = sidecar.unwrap().steps.remove(0);
    let typed: Vec<String> = step.solution.iter().map(|text| bound_text(text, &Bindings::new())).collect();
    assert_eq!(typed, commands, "{text}");
    let what = crate::check::describe(step.expect[0].shown());
    assert!(what.contains("a ${project.version} b") && what.contains("`$${HOME} ${HOME}`"), "{what}");
}

#[test]
fn what_does_not_hold_every_time_asks_for_less() {
    let label = |key: &str, value: &str| (format!("com.docker.compose.{key}"), value.to_owned());
    let service = |id: &str, name: &str| Container {
        labels: [label("project", "shop"), label("service", name)].into(),
        ..container(id, &format!("shop-{name}-1"), "running")
    };
    let web = Container { ports: [("80/tcp".to_owned(), vec![8080])].into(), ..service("1", "web") };
    let now = Snapshot { containers: vec![web, service("2", "once")], ..Snapshot::default() };
    let step = played(&[Snapshot::default(), now], &["docker compose -p shop up -d"], &[]);
    let mut new = propose(&step, "docker compose -p shop up -d", &Names::new());
    let first = new.entries[0].text.clone();
    assert_eq!(first, "compose: { project: shop, services: [once, web] }");
    assert_eq!(new.weaken(&[&first]), [first]);
    let less = "compose: { project: shop, services: { once: any, web: running } }";
    assert_eq!(new.entries[0].text, less);
    assert_eq!(new.weaken(&[less]), [less]);
    assert_eq!(new.entries, []);
}

/// A step that makes these images, with this digest.
fn makes(id: &str, names: &[String], digit: char) -> (PlayedStep, RecordedStep) {
    let all =
        names.iter().enumerate().map(|(at, name)| image(&format!("sha256:{at}"), &[&format!("{name}:latest")], &[]));
    let step = played(&[Snapshot::default(), images(all.collect())], &["docker load -i x"], &[]);
    let step = PlayedStep { id: id.into(), digest: digest(digit), ..step };
    let new = propose(&step, "", &Names::new());
    (step, new)
}

#[test]
fn only_own_lines_of_stale_steps_are_changed() {
    let old = format!(
        "# mine\nsteps:\n  one: # here\n    recorded: {}  # kept\n    expect:\n      # by hand\n      - image: old-by-hand\n      # `x` made this image\n      - image: old\n      - image: still\n    hints: [ a ]\n\n  # about two\n  two:\n    hints: [ b ]\n",
        digest('0')
    );
    let source = Source::new("c.yaml", old.clone());
    let names = ["new".to_owned(), "still".to_owned()];
    let updated = update(
        &source,
        Seed::default(),
        &[makes("one", &names, '1'), makes("three", &["t".to_owned()], '1')],
        &[],
        &[],
    )
    .unwrap();
    let want = old.replace(&digest('0'), &digest('1')).replace(
        "      # `x` made this image\n      - image: old\n",
        "      # `docker load -i x` made this image\n      - image: new\n",
    );
    let (one, rest) = want.split_once("\n  # about two").unwrap();
    assert!(updated.text.starts_with(one), "{}", updated.text);
    assert!(updated.text.ends_with(&format!("\n  # about two{rest}")), "{}", updated.text);
    assert!(updated.text.contains("\n  three:\n    recorded: "), "{}", updated.text);
    assert_eq!(updated.left, ["c.yaml:7: written by hand, and does not hold any more; it is left as it is"]);
    assert!(updated.diff(&source, "c.yaml.new").starts_with("--- c.yaml\n+++ c.yaml.new\n@@"));
    let flow = Source::new("c.yaml", format!("steps:\n  one: {{ recorded: \"{}\", hints: a }}\n", digest('0')));
    let updated = update(&flow, Seed::default(), &[makes("one", &names, '1')], &[], &[]).unwrap();
    assert_eq!(updated.text, *flow.text);
    let left = &updated.left[0];
    assert!(
        left.starts_with("c.yaml:2: the step `one` is not written a key a line") && left.contains("- image: new"),
        "{left}"
    );
    // A step of the same text whose checks broke is changed where that is said of it.
    let same = Source::new("c.yaml", old.replace(&digest('0'), &digest('1')));
    let of =
        |broken: &[String]| update(&same, Seed::default(), &[makes("one", &names, '1')], broken, &[]).unwrap().text;
    assert_eq!(of(&[]), *same.text);
    assert!(of(&["one".to_owned()]).contains("made this image\n      - image: new\n"));
    // Where all of it holds, only the digest is another.
    let held = flow.text.replace("hints: a", "expect: [ { image: new }, { image: still } ]");
    let held = Source::new("c.yaml", held);
    let updated = update(&held, Seed::default(), &[makes("one", &names, '1')], &[], &[]).unwrap();
    assert_eq!((updated.text, updated.left.len()), (held.text.replace(&digest('0'), &digest('1')), 0));
}

#[test]
fn what_an_author_put_into_a_recorded_assertion_stays_and_what_was_deleted_stays_away() {
    let sidecar = |recorded: char, solution: &str| {
        format!(
            "steps:\n  one:\n    recorded: {}\n    expect:\n      # `docker load -i x` made this image\n      - image: \"old\"  # mine # too\n        say: it is there   # my say\n        # a remark\n    # as the lesson types it\n    solution: {solution}\n",
            digest(recorded)
        )
    };
    let updated = |text: &str, names: &[&str], broken: &[String]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let source = Source::new("c.yaml", text.to_owned());
        update(&source, Seed::default(), &[makes("one", &names, '1')], broken, &[]).unwrap()
    };
    let broken = ["one".to_owned()];
    for (old, broken) in [(sidecar('0', "docker load -i x"), &[][..]), (sidecar('1', "docker load -i x"), &broken)] {
        let found = updated(&old, &["new", "deleted"], broken);
        let want = old.replace("\"old\"", "new").replace(&digest('0'), &digest('1'));
        assert_eq!((found.text, found.left), (want, Vec::<String>::new()));
    }
    // What a command brings about that was not there before is new.
    let found = updated(&sidecar('0', "docker load -i y"), &["new", "more"], &[]);
    assert!(found.text.contains("- image: new  # mine # too\n") && found.text.contains("- image: more\n"));
    // Where nothing takes its place, what is hand-written does not go with it.
    let found = updated(&sidecar('0', "docker load -i x"), &[], &[]);
    assert!(found.text.contains("my say"), "{}", found.text);
    assert_eq!(found.left, ["c.yaml:6: recorded and changed by hand, and does not hold any more; it is left as it is"]);
}

#[test]
fn what_a_container_was_made_with_is_asserted() {
    let none = containers(vec![]);
    let mount = |source: &str, kind: &str, read_only| crate::state::Mount {
        source: source.into(),
        kind: kind.into(),
        read_only,
    };
    let app = Container {
        command: vec!["sleep".into(), "1000".into()],
        mounts: [
            ("/data".to_owned(), mount("data", "volume", true)),
            ("/own".to_owned(), mount(&"0a".repeat(32), "volume", false)),
            ("/scratch".to_owned(), mount("", "tmpfs", false)),
        ]
        .into(),
        user: "1000".into(),
        workdir: "/tmp".into(),
        hostname: "box".into(),
        memory: 64 << 20,
        milli_cpus: 500,
        ..container("1", "app", "running")
    };
    let command = "docker run -d --name app -u 1000 -w /tmp -m 64m --cpus 0.5 --hostname box -v data:/data:ro --tmpfs /scratch alpine sleep 1000";
    let want = "container: { name: app, image: alpine, running: true, command: [sleep, 1000], \
                mount: { /data: { source: data, read_only: true }, /scratch: { kind: tmpfs } }, \
                memory: 64m, cpus: 0.5, user: 1000, workdir: /tmp, hostname: box }";
    check(&none, &containers(vec![app.clone()]), command, &[want]);
    let less = Container { memory: 32 << 20, ..app.clone() };
    let want = "container: { name: app, memory: 32m }";
    check(&containers(vec![app]), &containers(vec![less]), "docker update -m 32m app", &[want]);
    let made = Container { hostname: "1".into(), ..container("1", "later", "created") };
    let want = "container: { name: later, image: alpine, created: true }";
    check(&none, &containers(vec![made]), "docker create --name later alpine", &[want]);
    let answered = |answer| Snapshot { answers: [(Probe::File("link".into()), answer)].into(), ..none.clone() };
    let link = Answer::File(File { kind: FileKind::Link, size: 7, ..File::default() });
    check(&answered(Answer::Missing), &answered(link), "ln -s src link", &["file: { path: link, kind: link }"]);
}

/// A line of a list of checks: its comment, whether the recorder's, its image.
type Line = (u8, u8);

fn sidecar(lines: &[Line], before: &str, after: &str, eol: &str) -> String {
    let mut text = format!("# top\n{before}steps:\n  one:\n    recorded: {}\n    expect:\n", digest('0'));
    for (comment, image) in lines {
        text += match comment % 4 {
            0 => "      # `docker pull x` made this image\n",
            1 => "      # by hand\n",
            2 => "\n",
            _ => "",
        };
        text += "      - image: i";
        text += &image.to_string();
        text += "\n";
    }
    text += "    # as the lesson types it\n    solution: docker load -i y\n";
    text += after;
    text.replace('\n', eol)
}

proptest! {
    #[test]
    fn nothing_stale_changes_no_byte(
        lines in prop::collection::vec((0..4_u8, 0..9_u8), 1..6),
        before in prop::sample::select(vec!["", "lesson: x\n\n", "images: [a]   # b\n"]),
        after in prop::sample::select(vec!["", "\n  # two\n  two: { hints: [ a ] }\n", "network: false", "\n\n# end"]),
        crlf in any::<bool>(),
        made in prop::collection::vec(0..9_u8, 0..5),
    ) {
        let text = sidecar(&lines, before, after, if crlf { "\r\n" } else { "\n" });
        let names: Vec<String> = made.iter().map(|n| format!("i{n}")).collect();
        let source = Source::new("x.yaml", text.clone());
        let updated = update(&source, Seed::default(), &[makes("one", &names, '0')], &[], &[]).unwrap();
        prop_assert_eq!(updated.text, text);
    }

    #[test]
    fn what_is_not_the_recorders_stays_in_its_order(
        lines in prop::collection::vec((0..4_u8, 0..9_u8), 1..6),
        before in prop::sample::select(vec!["", "lesson: x\n\n", "images: [a]   # b\n"]),
        after in prop::sample::select(vec!["", "\n  # two\n  two: { hints: [ a ] }\n", "network: false", "\n\n# end"]),
        crlf in any::<bool>(),
        made in prop::collection::vec(0..9_u8, 0..5),
    ) {
        let eol = if crlf { "\r\n" } else { "\n" };
        let text = sidecar(&lines, before, after, eol);
        let names: Vec<String> = made.iter().map(|n| format!("i{n}")).collect();
        let source = Source::new("x.yaml", text.clone());
        let updated = update(&source, Seed::default(), &[makes("one", &names, '1')], &[], &[]).unwrap();
        let old: Vec<&str> = text.lines().collect();
        let owned = |at: usize| is_own(old[at]) || (at > 0 && is_own(old[at - 1])) || old[at].contains("recorded:");
        // A list whose last entry goes takes its key with it.
        let kept = (0..old.len()).filter(|at| !owned(*at) && !old[*at].contains("expect:")).map(|at| old[at]);
        let mut new = updated.text.lines();
        for line in kept {
            prop_assert!(new.any(|l| l == line), "{line:?} is lost in\n{}", updated.text);
        }
        prop_assert_eq!(updated.text.contains("\r\n"), crlf);
        prop_assert!(updated.text.contains(&digest('1')));
        let (_, found) = parse(&Source::new("x.yaml", updated.text.clone()));
        prop_assert!(found.is_empty(), "{found:?}\n{}", updated.text);
        // What was brought up to date once is up to date.
        let again = update(&Source::new("x.yaml", updated.text.clone()), Seed::default(), &[makes("one", &names, '1')], &[], &[]).unwrap();
        prop_assert_eq!(again.text, updated.text);
    }
}

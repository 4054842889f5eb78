use super::*;
use crate::check::{StepChecks, describe, judge_step, parse};
use crate::source::Source;
use crate::state::{CommandRecord, Container, EngineEvent, Image, Observation, Snapshot};

/// The steps of a sidecar with no mistakes.
fn steps(yaml: &str) -> Vec<StepChecks> {
    let (sidecar, found) = parse(&Source::new("x.yaml", yaml));
    assert!(found.is_empty(), "{found:?}");
    sidecar.unwrap().steps
}

/// What is wrong with a second step's check, after a first step that gives the names `web`, `base` and `data`.
fn faults(second: &str) -> Vec<String> {
    let yaml = format!(
        "steps:\n  a:\n    expect:\n      - container: nginx\n        as: web\n      - image: alpine\n        as: base\n      \
         - {{volume: data, as: data}}\n  b:\n    {second}\n"
    );
    let (_, found) = parse(&Source::new("x.yaml", yaml));
    found.iter().map(|d| format!("{} {} ({})", d.code, d.message, d.help.clone().unwrap_or_default())).collect()
}

#[test]
fn scripts_are_called_with_what_names_mean() {
    let yaml = "steps:\n  a:\n    expect:\n      - {container: web, as: web}\n  b:\n    expect:\n      - script: {path: a.sh, args: \
                ['${web.id}', '${web.name}']}\n      - any: [{script: {path: b.sh, args: '${web.id}'}}, {script: {command: \
                'docker top ${web.id} $${x.id}'}}]\n";
    let source = Source::new("x.yaml", yaml);
    let mut sidecar = parse(&source).0.unwrap();
    assert_eq!(
        crate::check::read_scripts(&mut sidecar, &source, &|path| Ok(format!("text of {path} ${{web.id}}"))),
        []
    );
    let called = |bindings: &Bindings| {
        let called: Vec<(String, Vec<String>)> = sidecar.steps[1]
            .expect
            .iter()
            .flat_map(|check| {
                super::super::scripts::scripts(&mut check.bound(bindings).assertion)
                    .into_iter()
                    .map(|s| (s.text.clone(), s.args.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        called
    };
    let bound = Bindings::from([("web".to_owned(), thing(BoundKind::Container, "1234", "web"))]);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let want = [
        // A file is its author's to the letter.
        ("text of a.sh ${web.id}", words(&["1234", "web"])),
        ("text of b.sh ${web.id}", words(&["1234"])),
        ("docker top 1234 ${x.id}", words(&[])),
    ];
    assert_eq!(called(&bound), want.map(|(text, args)| (text.to_owned(), args)));
}

#[test]
fn uses_are_found_and_the_shells_own_are_left() {
    let value = |name: &str, field: &str| (name == "web").then(|| format!("<{field}>"));
    let cases = [
        ("docker rm ${web.id}", "docker rm <id>"),
        ("${web.id}${web.name}", "<id><name>"),
        ("echo ${HOME} ${x.id} $web.id ${web.id", "echo ${HOME} ${x.id} $web.id ${web.id"),
        ("${A:-${web.id}}", "${A:-<id>}"),
        ("${ü.id} ${.id} ${web.} ${}", "${ü.id} ${.id} ${web.} ${}"),
        ("echo $${web.id} $$${web.id} $${x.y} ${web.id}", "echo ${web.id} $${web.id} ${x.y} <id>"),
        ("$${HOME}", "$${HOME}"),
    ];
    for (text, want) in cases {
        assert_eq!(filled(text, &value), want, "{text}");
    }
}

#[test]
fn names_that_nothing_gives_are_reported_where_they_stand() {
    let cases = [
        ("expect: [{container: '${web.id}'}]", ""),
        ("expect: [{image: '${base.id}'}, {image: {ref: x, digest: '${base.id}'}}]", ""),
        (
            "expect: [{output: {matches: '^${web.id}'}}, {file: {path: '${HOME}/a', contains: '${project.version}'}}]",
            "",
        ),
        ("expect: [{container: '$${x.name}'}]\n    solution: echo $${x.id}", ""),
        ("hints: 'try `docker rm ${web.name}`'\n    solution: docker rm ${web.id} ${HOME}", ""),
        (
            "expect: [{container: '${bases.id}'}]",
            "C0114 no step before gives the name `bases` (did you mean `${base.id}`?)",
        ),
        (
            "solution: docker rm ${other.id}",
            "C0114 no step before gives the name `other` (write `as: other` beside a check of a step before; what the shell is to read is written `$${other.id}`)",
        ),
        ("expect: [{container: '${data.id}'}]", "C0114 `data` is a volume and has no `id` (there is `${data.name}`)"),
        (
            "expect: [{container: x, as: y}, {container: '${y.id}'}]",
            "C0114 which one `y` is, is known when this step is done (use `${y.id}` in a later step)",
        ),
        (
            "expect: [{container: x, as: web}]",
            "C0111 the name `web` is given already (take another one: what it means would change on the way)",
        ),
        (
            "expect: [{file: x, as: y}]",
            "C0111 only an image, a container, a volume or a network can get a name (write `as` beside one of them)",
        ),
        (
            "expect: [{image: x, as: a b}]",
            "C0111 `a b` is no name (letters, digits, `_` and `-` make one, with a letter first)",
        ),
        (
            "impossible: [{image: x, as: y}]",
            "C0106 there is no assertion `as` (only a check of `expect` gives a name, beside its kind)",
        ),
        (
            "expect: [{all: [{image: x, say: y}]}]",
            "C0106 there is no assertion `say` (only a check of `expect` or `impossible` has words, beside its kind)",
        ),
    ];
    for (second, want) in cases {
        assert_eq!(faults(second).join("; "), want, "{second}");
    }
}

const FIRST: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const SECOND: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const NANO: i64 = 1_000_000_000;

fn snapshot(containers: &[(&str, &str)]) -> Snapshot {
    let container = |(id, name): &(&str, &str)| Container {
        id: (*id).into(),
        name: (*name).into(),
        status: "running".into(),
        started: 5,
        ..Container::default()
    };
    let image = Image { id: "sha256:1".into(), tags: vec!["alpine:latest".into()], ..Image::default() };
    let containers = containers.iter().map(container).collect();
    Snapshot { taken: 20, containers, images: vec![image], ..Snapshot::default() }
}

fn see(state: &mut State, containers: &[(&str, &str)]) {
    state.take_in(Observation { snapshot: snapshot(containers), ..Observation::default() });
}

/// The verdicts of a step's checks, each with what was expected.
fn told(step: &StepChecks, state: &State) -> Vec<String> {
    let expect: Vec<Check> = step.expect.iter().map(|check| check.bound(&state.bindings)).collect();
    let findings = judge_step(&expect, &[], state);
    findings.iter().map(|f| format!("{}: {}", f.what, f.why.as_deref().unwrap_or("yes"))).collect()
}

fn web() -> Vec<StepChecks> {
    steps(
        "steps:\n  a:\n    expect:\n      - container: {name: web, running: true}\n        as: web\n      - image: alpine\n        \
         as: base\n  b:\n    expect: [{container: {name: '${web.id}', running: true}}, {image: '${base.id}'}]\n  c:\n    \
         expect: [{absent: {container: '${web.id}'}}]\n    solution: docker rm -f ${web.id}\n",
    )
}

#[test]
fn a_name_means_the_same_thing_whatever_it_is_called() {
    let (steps, mut state) = (web(), State::default());
    see(&mut state, &[(FIRST, "web")]);
    let open = "a step before tells which one `web` is, and that step is not done";
    assert_eq!(told(&steps[1], &state)[0], format!("container `web` is running: {open}"));
    bind(&steps[0].expect, &mut state);
    assert_eq!(state.bindings["web"].field("id"), Some(FIRST));
    assert_eq!(bound_text(&steps[2].solution[0], &state.bindings), format!("docker rm -f {FIRST}"));

    see(&mut state, &[(FIRST, "front"), (SECOND, "web")]);
    assert_eq!(told(&steps[1], &state), ["container `front` is running: yes", "image `alpine` exists: yes"]);
    assert_eq!(told(&steps[2], &state), ["container `front` is gone: `front` is still there"]);
}

#[test]
fn another_thing_of_its_name_is_another_thing() {
    let (steps, mut state) = (web(), State::default());
    see(&mut state, &[(FIRST, "web")]);
    bind(&steps[0].expect, &mut state);
    let text = "docker rm -f web".into();
    state.ran(CommandRecord { text, started: 8 * NANO, ended: 9 * NANO, ..CommandRecord::default() });
    let (kind, action, id) = ("container".into(), "destroy".into(), FIRST.into());
    state.history.heard(&EngineEvent {
        time: 8,
        nanoseconds: 8 * NANO + 1,
        kind,
        action,
        id,
        ..EngineEvent::default()
    });
    see(&mut state, &[(SECOND, "web")]);
    assert_eq!(
        told(&steps[1], &state)[0],
        "container `web` is running: `web` was removed by `docker rm -f web` at 00:00; the `web` that is there \
         now is another container"
    );
    assert_eq!(told(&steps[2], &state), ["container `web` is gone: yes"]);
}

#[test]
fn what_does_not_hold_gives_no_name() {
    let (steps, mut state) = (web(), State::default());
    see(&mut state, &[(FIRST, "other")]);
    bind(&steps[0].expect, &mut state);
    assert_eq!(state.bindings.keys().collect::<Vec<_>>(), ["base"]);
    assert_eq!(describe(steps[1].expect[1].shown()), "image `base` exists");
}

#[test]
fn the_authors_words_stand_for_the_check() {
    let text = "steps:\n  one:\n    expect:\n      - container: {image: nginx, running: true}\n        as: web\n        \
                say: A server runs\n  two:\n    expect:\n      - say: \"`${web.name}` is paused\"\n        \
                container: {name: \"${web.id}\", paused: true}\n    impossible:\n      - absent: {container: x}\n        \
                say: The server is gone\n";
    let (sidecar, found) = parse(&Source::new("x.yaml", text));
    assert_eq!(found, []);
    let steps = sidecar.unwrap().steps;
    assert_eq!(steps[0].expect[0].words(), "A server runs");
    assert_eq!(steps[1].impossible[0].words(), "The server is gone");
    let web = thing(BoundKind::Container, "1", "jolly");
    let bound = steps[1].expect[0].bound(&[("web".to_owned(), web)].into());
    assert_eq!(judge(&bound, &State::default()).what, "`jolly` is paused");
}

#[test]
fn what_is_the_shells_stays_so_though_its_name_is_known() {
    let steps = steps(
        "variables: {port: {text: 80}}\nsteps:\n  a:\n    expect:\n      - container: web\n        as: web\n  b:\n    \
         expect:\n      - {output: {contains: '$${web.id} of ${web.name}'}, say: '`$${web.id}` is ${web.name}'}\n      - \
         {output: {contains: '$${web.id}'}}\n      - {output: {contains: '$${project.version}'}}\n    solution: echo \
         '$${web.id}' ${web.name} $${port} $${x.y}\n",
    );
    let bindings: Bindings = [("web".to_owned(), thing(BoundKind::Container, FIRST, "jolly"))].into();
    let step = &steps[1];
    assert_eq!(bound_text(&step.solution[0], &bindings), "echo '${web.id}' jolly ${port} ${x.y}");
    assert_eq!(bound_text(&step.solution[0], &Bindings::new()), "echo '${web.id}' ${web.name} ${port} ${x.y}");
    let shown: Vec<String> = step.expect.iter().map(|check| describe(check.bound(&bindings).shown())).collect();
    let prints = |what: &str| format!("a command prints `{what}`");
    assert_eq!(shown, [prints("${web.id} of jolly"), prints("${web.id}"), prints("${project.version}")]);
    assert_eq!(step.expect[0].bound(&bindings).words(), "`${web.id}` is jolly");
    let open = describe(step.expect[0].shown());
    assert_eq!(open, prints("${web.id} of ${web.name}"), "before the name is known");
    // A lesson's own text may not know of names: there only those that are known are anything.
    assert_eq!(bound_words("$${web.id} ${web.name} $${x.y}", &bindings), "${web.id} jolly $${x.y}");
}

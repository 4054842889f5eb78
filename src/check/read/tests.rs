use super::*;
use crate::check::{
    Assertion, CommandLine, ContainerCheck, ExitCheck, ExitStatus, FileCheck, ImageCheck, MountCheck, NetworkCheck,
    OutputCheck, Pattern, RanCheck, StepChecks, VolumeCheck,
};
use crate::document::QuizKind;
use crate::state::FileKind;
use proptest::prelude::*;

mod combine;
mod looks;
mod objects;
mod predictions;
mod variables;

fn read(yaml: &str) -> (Option<Sidecar>, Vec<String>) {
    let (sidecar, found) = parse(&Source::new("x.yaml", yaml));
    let shown = |d: &Diagnostic| {
        let help = d.help.as_ref().map(|h| format!(" ({h})")).unwrap_or_default();
        format!("{}:{} {} {}{help}", d.line, d.column, d.code, d.message)
    };
    (sidecar, found.iter().map(shown).collect())
}

/// A sidecar with one step of these lines, each below the step's key.
fn step_with(lines: &str) -> String {
    let indented: Vec<String> = lines.lines().map(|line| format!("    {line}")).collect();
    format!("steps:\n  s:\n{}\n", indented.join("\n"))
}

fn step(lines: &str) -> StepChecks {
    let (sidecar, found) = read(&step_with(lines));
    assert_eq!(found, Vec::<String>::new(), "{lines}");
    sidecar.unwrap().steps.remove(0)
}

fn map<const N: usize>(pairs: [(&str, &str); N]) -> std::collections::BTreeMap<String, String> {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn a_whole_sidecar() {
    let yaml = "lesson: 03-images\nimages: [alpine, 'hello-world:latest']\nnetwork: true\nsteps:\n  tag-an-image:\n    \
                expect:\n      - image: { ref: 'devops/mysql:snapshot', same_as: mysql-custom }\n      - absent: { \
                container: { name: old } }\n    impossible: [ { absent: { image: { ref: mysql-custom } } } ]\n    \
                hints: [ vague, exact ]\n    solution: docker tag a b\n    also: [ docker image tag a b, [x, y] ]\n    \
                wrong: [ docker tag a c ]\n  second:\n    hints: one\n";
    let (sidecar, found) = read(yaml);
    assert_eq!(found, Vec::<String>::new());
    let sidecar = sidecar.unwrap();
    assert_eq!(sidecar.lesson.as_deref(), Some("03-images"));
    assert_eq!((sidecar.images.clone(), sidecar.network), (strings(&["alpine", "hello-world:latest"]), true));
    let tag = &sidecar.steps[0];
    assert_eq!((tag.id.as_str(), &yaml[tag.span.start..tag.span.end]), ("tag-an-image", "tag-an-image"));
    assert_eq!(tag.expect.iter().map(|c| c.line).collect::<Vec<_>>(), [Some(7), Some(8)]);
    let image = ImageCheck {
        reference: Some("devops/mysql:snapshot".into()),
        same_as: Some("mysql-custom".into()),
        ..ImageCheck::default()
    };
    assert_eq!(tag.expect[0].assertion, Assertion::Image(image));
    assert!(matches!(&tag.impossible[0].assertion, Assertion::Absent(inner) if matches!(**inner, Assertion::Image(_))));
    assert_eq!(tag.also, [strings(&["docker image tag a b"]), strings(&["x", "y"])]);
    assert_eq!((tag.solution.clone(), tag.hints.len()), (strings(&["docker tag a b"]), 2));
    assert_eq!((sidecar.steps[1].id.as_str(), sidecar.steps[1].hints.clone()), ("second", strings(&["one"])));
}

fn check_read(cases: Vec<(&str, Assertion)>) {
    for (yaml, want) in cases {
        let got = step(&format!("expect:\n  - {yaml}")).expect.remove(0).assertion;
        assert_eq!(got, want, "{yaml}");
        let stays = matches!(&want, Assertion::Look(look) if !look.can_go());
        if !stays && !matches!(want, Assertion::Output(_) | Assertion::Exit(_) | Assertion::Ran(_)) {
            let absent = step(&format!("expect:\n  - absent: {{ {yaml} }}")).expect.remove(0).assertion;
            assert_eq!(absent, Assertion::Absent(Box::new(want)), "{yaml}");
        }
    }
}

#[test]
fn images_with_every_key() {
    check_read(vec![
        ("image: alpine", Assertion::Image(ImageCheck { reference: Some("alpine".into()), ..ImageCheck::default() })),
        ("image: {dangling: true}", Assertion::Image(ImageCheck { dangling: true, ..ImageCheck::default() })),
        (
            "image: {ref: a, differs_from: b, label: {v: 1.10}, env: {E: ''}, user: 1000, workdir: /w, port: [80, 53/udp]}",
            Assertion::Image(ImageCheck {
                reference: Some("a".into()),
                differs_from: Some("b".into()),
                labels: map([("v", "1.10")]),
                env: map([("E", "")]),
                user: Some("1000".into()),
                workdir: Some("/w".into()),
                ports: strings(&["80/tcp", "53/udp"]),
                ..ImageCheck::default()
            }),
        ),
        (
            "image: {ref: a, cmd: [python, app.py], entrypoint: /go, author: Ada, comment: first}",
            Assertion::Image(ImageCheck {
                reference: Some("a".into()),
                cmd: Some(CommandLine::Words(strings(&["python", "app.py"]))),
                entrypoint: Some(CommandLine::Text("/go".into())),
                author: Some("Ada".into()),
                comment: Some("first".into()),
                ..ImageCheck::default()
            }),
        ),
    ]);
}

#[test]
fn containers_with_every_key() {
    check_read(vec![
        (
            "container: web",
            Assertion::Container(ContainerCheck { name: Some("web".into()), ..ContainerCheck::default() }),
        ),
        (
            "container: {image: nginx, running: true, paused: false, port: {80: 8080, 53/udp: any}, network: front}",
            Assertion::Container(ContainerCheck {
                image: Some("nginx".into()),
                running: Some(true),
                paused: Some(false),
                ports: [("80/tcp".into(), Some(8080)), ("53/udp".into(), None)].into(),
                networks: strings(&["front"]),
                ..ContainerCheck::default()
            }),
        ),
        (
            "container: {exited: true, exit_code: 7, label: {a: b}, env: {C: d}, mount: {/data: vol}, restart: always}",
            Assertion::Container(ContainerCheck {
                exited: Some(true),
                exit_code: Some(7),
                labels: map([("a", "b")]),
                env: map([("C", "d")]),
                mounts: [("/data".into(), MountCheck { source: Some("vol".into()), ..MountCheck::default() })].into(),
                restart: Some("always".into()),
                ..ContainerCheck::default()
            }),
        ),
        (
            "container: {name: old, removed: true, ran: true, command: sleep}",
            Assertion::Container(ContainerCheck {
                name: Some("old".into()),
                removed: true,
                ran: true,
                command: Some(CommandLine::Text("sleep".into())),
                ..ContainerCheck::default()
            }),
        ),
    ]);
}

#[test]
fn volumes_networks_and_files_with_every_key() {
    check_read(vec![
        ("volume: data", Assertion::Volume(VolumeCheck { name: Some("data".into()), ..VolumeCheck::default() })),
        (
            "volume: {driver: local, label: {a: b}}",
            Assertion::Volume(VolumeCheck { name: None, driver: Some("local".into()), labels: map([("a", "b")]) }),
        ),
        ("network: front", Assertion::Network(NetworkCheck { name: Some("front".into()), ..NetworkCheck::default() })),
        (
            "network: {name: n, driver: bridge, label: {a: b}, members: [web, db]}",
            Assertion::Network(NetworkCheck {
                name: Some("n".into()),
                driver: Some("bridge".into()),
                labels: map([("a", "b")]),
                members: strings(&["web", "db"]),
            }),
        ),
        ("file: notes.txt", Assertion::File(FileCheck { path: "notes.txt".into(), ..FileCheck::default() })),
        (
            "file: {path: f, kind: file, contains: x, equals: '', matches: '^a', min_size: 3, mode: 0644}",
            Assertion::File(FileCheck {
                path: "f".into(),
                kind: Some(FileKind::File),
                contains: strings(&["x"]),
                equals: Some(String::new()),
                matches: Pattern::new("^a").ok(),
                min_size: Some(3),
                mode: Some(0o644),
                ..FileCheck::default()
            }),
        ),
    ]);
}

#[test]
fn commands_with_every_key() {
    check_read(vec![
        (
            "output: {contains: [a, b], matches: c, equals: d, like: f, excludes: e, command: ps}",
            Assertion::Output(OutputCheck {
                contains: strings(&["a", "b"]),
                matches: Pattern::new("c").ok(),
                equals: Some("d".into()),
                like: Some("f".into()),
                excludes: strings(&["e"]),
                command: Pattern::new("ps").ok(),
            }),
        ),
        ("exit: 0", Assertion::Exit(ExitCheck { status: ExitStatus::Is(0), command: None })),
        (
            "exit: {status: nonzero, command: run}",
            Assertion::Exit(ExitCheck { status: ExitStatus::Nonzero, command: Pattern::new("run").ok() }),
        ),
        ("ran: docker ps -a", Assertion::Ran(RanCheck { command: "docker ps -a".into(), status: ExitStatus::Is(0) })),
        (
            "ran: {command: docker ps, status: any}",
            Assertion::Ran(RanCheck { command: "docker ps".into(), status: ExitStatus::Any }),
        ),
    ]);
}

#[test]
fn the_shape_of_a_question_tells_its_kind() {
    let cases = [
        ("{question: q, answer: a}", QuizKind::Reveal, "", "a"),
        ("{question: q, answer: true}", QuizKind::TrueFalse, "True* False", "True"),
        ("{question: q, kind: truefalse, answer: 'False'}", QuizKind::TrueFalse, "True False*", "False"),
        ("{question: q, choices: [a, b], answer: b}", QuizKind::Single, "a b*", "b"),
        ("{question: q, choices: [true, false], answer: true}", QuizKind::Single, "true* false", "true"),
        ("{question: q, choices: [a, b, c], answer: [a, c]}", QuizKind::Multiple, "a* b c*", "a, c"),
        ("{question: q, kind: single, choices: [1, 2], answer: [2]}", QuizKind::Single, "1 2*", "2"),
        ("{question: q, kind: reveal, answer: false}", QuizKind::Reveal, "", "false"),
    ];
    for (yaml, kind, choices, answer) in cases {
        let quiz = step(&format!("quiz:\n  - {yaml}")).quizzes.remove(0);
        let marked = |c: &crate::document::Choice| format!("{}{}", c.text, if c.correct { "*" } else { "" });
        let shown: Vec<String> = quiz.choices.iter().map(marked).collect();
        assert_eq!(
            (quiz.kind, shown.join(" "), quiz.answer.as_str(), quiz.line),
            (kind, choices.to_owned(), answer, 4)
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_a_way_out() {
    let cases: [(&str, &[&str]); 14] = [
        ("", &["1:1 C0105 the sidecar is empty (begin with `steps:`, or remove the file)"]),
        ("- a", &["1:1 C0104 `the sidecar` is a list (it must be a map with `steps`)"]),
        ("steps: [", &["1:8 C0101 unclosed bracket '['"]),
        ("stps: {}", &["1:1 C0103 `the sidecar` has no key `stps` (did you mean `steps`?)"]),
        (
            "lesson: a\nlesson: b",
            &["2:1 C0102 the key `lesson` is repeated (it stands on line 1 already; keep one of them)"],
        ),
        ("network: yes", &["1:10 C0104 `network` is the text `yes` (it must be `true` or `false`)"]),
        (
            "images: [Alpine]",
            &[
                "1:10 C0111 `Alpine` is no image reference: a repository's name has no capital letters (write `name:tag`)",
            ],
        ),
        ("images: alpine", &["1:9 C0104 `images` is the text `alpine` (it must be a list of image references)"]),
        ("lesson:\n", &["1:7 C0104 `lesson` is empty (it must be text)"]),
        ("steps: [a]", &["1:8 C0104 `steps` is a list (it must be a map from the steps' ids to their checks)"]),
        (
            "steps:\n  a:\n",
            &[
                "2:3 C0105 the step `a` is empty (it may have `expect`, `impossible`, `hints`, `solution`, `also`, `wrong`, `explained`, `quiz`, `recorded`)",
            ],
        ),
        ("steps:\n  a: {hint: x}\n", &["2:7 C0103 `a` has no key `hint` (did you mean `hints`?)"]),
        (
            "steps:\n  a: {hints: x}\n  a: {hints: y}\n",
            &["3:3 C0102 the key `a` is repeated (it stands on line 2 already; keep one of them)"],
        ),
        (
            "network: no\nsteps:\n  a: {hnts: x}\n",
            &[
                "1:10 C0104 `network` is the text `no` (it must be `true` or `false`)",
                "3:7 C0103 `a` has no key `hnts` (did you mean `hints`?)",
            ],
        ),
    ];
    for (yaml, want) in cases {
        assert_eq!(read(yaml).1, want, "{yaml:?}");
    }
}

/// Each stands on line 4 of the file.
const WRONG_ASSERTIONS: &[(&str, &str)] = &[
    ("imgae: x", "C0106 there is no assertion `imgae` (did you mean `image`?)"),
    ("{}", "C0105 an assertion that expects nothing (it may have `image`, `container`, …"),
    (
        "container: {}",
        "C0105 `container` expects nothing (it may have `name`, `image`, `running`, `paused`, `exited`, `exit_code`, `ran`, `removed`, `label`, `env`, `port`, `mount`, `network`, `command`, `restart`, `restarting`, `created`, `health`, `memory`, `cpus`, `user`, `workdir`, `hostname`, `stable_for`, `logs`, `changed`, `processes`)",
    ),
    ("volume: [a]", "C0104 `volume` is a list (it must be a name, or a map with `name`)"),
    ("web", "C0104 `an assertion` is the text `web` (it must be a map such as `image: alpine`)"),
    ("{image: a, file: b}", "C0106 `image` and `file` in one assertion (begin each with its own `-`)"),
    ("{image: a, same_as: b}", "C0106 there is no assertion `same_as` (indent it below `image:`)"),
    (
        "container: {name: a, name: b}",
        "C0102 the key `name` is repeated (it stands on line 4 already; keep one of them)",
    ),
    ("container: {port: {80: 1, 80: 2}}", "C0102 the key `80` is repeated (keep one of them)"),
    ("container: {port: {80: 70000}}", "C0111 `70000` is no port (write a number up to 65535, or `any`)"),
    ("container: {port: {http: 80}}", "C0111 `http` is no port (write a number up to 65535, or `53/udp`)"),
    ("container: {ran: false}", "C0111 `ran: false` expects nothing (leave it out, or expect `running: false`)"),
    (
        "container: {running: true, exited: true}",
        "C0111 a container cannot be both running and exited (keep one of the two)",
    ),
    (
        "container: {name: a, removed: true, running: true}",
        "C0111 a removed container has no state (keep one of the two)",
    ),
    ("container: {paused: true, running: false}", "C0111 a paused container is running too (keep one of the two)"),
    ("container: {exit_code: x}", "C0104 `exit_code` is the text `x` (it must be a number)"),
    (
        "container: {restart: sometimes}",
        "C0111 `sometimes` is no restart policy (write `no`, `always`, `on-failure`, `unless-stopped`)",
    ),
    ("image: {same_as: b}", "C0112 `same_as` without `ref` (say which image is meant)"),
    (
        "image: {ref: a, dangling: true}",
        "C0111 `ref` and `dangling` in one assertion (a dangling image has no name; leave one of them out)",
    ),
    ("image: {ref: a, label: x}", "C0104 `label` is the text `x` (it must be a map of labels)"),
    ("file: {contains: x}", "C0112 `file` without `path` (say which file is meant)"),
    ("file: {path: f, mode: 0999}", "C0111 `0999` is no file mode (write it in octal: `\"0644\"`)"),
    ("file: {path: f, kind: pipe}", "C0111 there is no file of kind `pipe` (write `file`, `directory` or `link`)"),
    ("file: {path: f, min_size: -1}", "C0104 `min_size` is the number `-1` (it must be a number of bytes)"),
    (
        "file: {path: f, matches: 'a(b'}",
        "C0107 `matches` is no regular expression: unclosed group (put a backslash before a character that stands for itself)",
    ),
    ("output: {command: x}", "C0112 `output` that expects nothing of it (add `contains` or `matches`)"),
    ("output: {contain: x, matches: y}", "C0103 `output` has no key `contain` (did you mean `contains`?)"),
    ("exit: 256", "C0104 `status` is the number `256` (it must be a number up to 255, `nonzero` or `any`)"),
    ("exit: {command: x}", "C0112 `exit` without `status` (add `status: 0`)"),
    ("ran: {status: 0}", "C0112 `ran` without `command` (say which command is meant)"),
    ("absent: {ran: ls}", "C0106 only these can be absent: image, container, …"),
    ("absent: {absent: {image: a}}", "C0106 only these can be absent: image, container, …"),
    ("absent:", "C0105 `absent` expects nothing (it may have `image`, `container`, …"),
];

/// Whether it was said so; `…` stands for the rest of it.
fn said_as(said: &str, want: &str) -> bool {
    want.strip_suffix('…').map_or(said == want, |begin| said.starts_with(begin))
}

#[test]
fn what_is_wrong_within_a_step() {
    for (yaml, want) in WRONG_ASSERTIONS {
        let (sidecar, found) = read(&step_with(&format!("expect:\n  - {yaml}")));
        assert_eq!(found.len(), 1, "{yaml}: {found:?}");
        let (place, said) = found[0].split_once(' ').unwrap();
        assert!(said_as(said, want), "{yaml}: {said}");
        assert_eq!(place.split(':').next(), Some("4"), "{yaml}");
        let kept = sidecar.unwrap().steps[0].expect.len();
        // What is read whole is kept: a stray key beside it, and a repetition that only the parser sees.
        let whole = *yaml == "{image: a, same_as: b}" || yaml.contains("80: 1, 80: 2");
        assert_eq!(kept, usize::from(whole), "{yaml}: a broken assertion is not judged");
    }
}

#[test]
fn what_is_wrong_with_a_question() {
    let cases = [
        ("{question: q}", "C0108 a quiz without an `answer` (add `answer:`)"),
        ("{answer: a}", "C0112 a quiz without a `question`"),
        ("{question: q, answer: a, kind: sngle}", "C0111 there is no quiz of kind `sngle` (did you mean `single`?)"),
        (
            "{question: q, answer: a, kind: zzz}",
            "C0111 there is no quiz of kind `zzz` (it may be `reveal`, `single`, `multiple`, `truefalse`, `text`, `number`, `predict`)",
        ),
        (
            "{question: q, answer: volums, choices: [volumes, networks]}",
            "C0109 the answer `volums` is not among the choices (did you mean `volumes`?)",
        ),
        ("{question: q, answer: [], choices: [a, b]}", "C0108 a quiz without an `answer` (name the right choices)"),
        (
            "{question: q, answer: [a, b], kind: single, choices: [a, b]}",
            "C0109 a single choice with 2 answers (use `kind: multiple`)",
        ),
        (
            "{question: q, answer: a, kind: single}",
            "C0109 there are no choices to answer from (add `choices:`, or use `kind: reveal`)",
        ),
        (
            "{question: q, answer: a, choices: [a]}",
            "C0111 a single choice is none (give at least two, or leave them out)",
        ),
        ("{question: q, answer: a, choices: [a, b, a]}", "C0111 the choice `a` is repeated (keep one of them)"),
        (
            "{question: q, answer: maybe, kind: truefalse}",
            "C0104 `answer` is the text `maybe` (it must be `true` or `false`)",
        ),
        ("{question: q, answer: some, kind: number}", "C0104 `answer` is the text `some` (it must be a number)"),
        (
            "{question: q, answer: a, kind: reveal, tolerance: 1}",
            "C0111 `tolerance` means nothing for this kind of question (add `kind: number`, or leave it out)",
        ),
    ];
    for (yaml, want) in cases {
        let (_, found) = read(&step_with(&format!("quiz:\n  - {yaml}")));
        let said: Vec<&str> = found.iter().filter_map(|f| f.split_once(' ').map(|(_, said)| said)).collect();
        assert_eq!(said, [want], "{yaml}");
    }
}

#[test]
fn limits_on_lists_and_findings() {
    let hints = |count: usize| step_with(&format!("hints: [{}]", "a,".repeat(count)));
    assert_eq!(read(&hints(LIST_LIMIT)).1, Vec::<String>::new());
    let (sidecar, found) = read(&hints(LIST_LIMIT + 1));
    assert_eq!(found, ["3:12 C0110 `hints` has 201 entries; at most 200 are read (split the lesson)"]);
    assert_eq!(sidecar.unwrap().steps[0].hints.len(), LIST_LIMIT);
    let lines = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    let steps = lines(LIST_LIMIT + 1, |n| format!("  s{n}: {{hints: x}}\n"));
    let (sidecar, found) = read(&format!("steps:\n{steps}"));
    assert_eq!((found.len(), sidecar.unwrap().steps.len()), (1, LIST_LIMIT));
    let keys = lines(DIAGNOSTIC_LIMIT + 1, |n| format!("k{n}: 1\n"));
    assert_eq!(read(&keys).1.len(), DIAGNOSTIC_LIMIT);
}

/// The YAML of the authors' manual; a list stands for a step's expectations.
fn manual_examples() -> Vec<String> {
    let manual = include_str!("../../../docs/checks.md");
    let blocks = manual.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks
        .map(|yaml| if yaml.starts_with('-') { step_with(&format!("expect:\n{yaml}")) } else { yaml.into() })
        .collect()
}

#[test]
fn the_manual_is_right_and_whole() {
    let examples = manual_examples();
    for yaml in &examples {
        assert_eq!(read(yaml).1, Vec::<String>::new(), "{yaml}");
    }
    let all = examples.concat();
    let keys = [
        SIDECAR_KEYS,
        STEP_KEYS,
        IMAGE_KEYS,
        CONTAINER_KEYS,
        MOUNT_KEYS,
        BOUNDS_KEYS,
        COUNT_KEYS,
        VOLUME_KEYS,
        NETWORK_KEYS,
        FILE_KEYS,
        PLACE_KEYS,
        OUTPUT_KEYS,
    ];
    for key in keys
        .concat()
        .iter()
        .chain(LOOK_KEYS.iter().filter_map(|kind| look_keys(kind)).flatten())
        .chain(EXIT_KEYS)
        .chain(RAN_KEYS)
        .chain(ASSERTION_KEYS)
    {
        assert!(all.contains(&format!("{key}:")), "`{key}` has no example");
    }
    let codes = include_str!("codes.rs").split('"').filter(|word| word.starts_with("C01"));
    for code in codes {
        assert!(include_str!("../../../docs/checks.md").contains(&format!("| {code} |")), "{code} is not explained");
    }
}

#[test]
fn anchors_and_merges_are_followed() {
    let yaml = "steps:\n  a: &a\n    hints: x\n    solution: ls\n  b:\n    <<: *a\n    hints: y\n  c: *a\n";
    let (sidecar, found) = read(yaml);
    assert_eq!(found, Vec::<String>::new());
    let shown: Vec<String> =
        sidecar.unwrap().steps.iter().map(|s| format!("{} {:?} {:?}", s.id, s.hints, s.solution)).collect();
    assert_eq!(shown, [r#"a ["x"] ["ls"]"#, r#"b ["y"] ["ls"]"#, r#"c ["x"] ["ls"]"#]);
}

const WORDS: &[&str] = &[
    "steps:",
    "\n",
    "  ",
    "    ",
    "- ",
    "expect:",
    "image:",
    " {",
    "}",
    "[",
    "]",
    "ref:",
    " a",
    ",",
    ": ",
    "port:",
    "80:",
    "&x",
    "*x",
    "<<:",
    "|\n",
    "'",
    "\"",
    "absent:",
    "file:",
    "quiz:",
    "question:",
    "answer:",
    "choices:",
    "true",
    "é",
    "#",
    "matches:",
    "(",
    "!!int",
    "? ",
    "~",
    "0x1",
    "\t",
    "---",
    "%",
    "\u{0}",
];

proptest! {
    #[test]
    fn reading_any_text_never_panics(text in "\\PC{0,200}") {
        let (sidecar, found) = parse(&Source::new("x.yaml", text));
        prop_assert!(sidecar.is_some() || !found.is_empty());
    }

    #[test]
    fn reading_what_is_almost_a_sidecar_never_panics(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let source = Source::new("x.yaml", words.concat());
        let (sidecar, found) = parse(&source);
        prop_assert!(sidecar.is_some() || !found.is_empty());
        for diagnostic in found {
            prop_assert!(diagnostic.line <= source.line_count());
            prop_assert!(source.text.get(diagnostic.span.start..diagnostic.span.end).is_some());
        }
    }
}

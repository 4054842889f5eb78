//! The command line where no engine is needed: what it says, and its exit status.
#![allow(clippy::unwrap_used)]

mod common;

use common::program::{Home, Said};

/// Runs the program where no engine is: nothing here may need one.
fn run(home: &Home, args: &[&str]) -> Said {
    let mut command = home.command(args);
    command.env("DOCKER_HOST", "unix:///nowhere/docker.sock").stdin(std::process::Stdio::null());
    Said::of(command.output().unwrap())
}

#[test]
fn help_names_every_command_and_the_exit_status() {
    let home = Home::new();
    let help = run(&home, &["--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    for word in [
        "run", "list", "progress", "reset", "new", "preview", "record", "verify", "outline", "schema", "setup",
        "doctor", "clean",
    ] {
        assert!(help.out.lines().any(|l| l.trim_start().starts_with(&format!("{word} "))), "no {word}: {}", help.out);
    }
    let help = help.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for status in ["0 good", "1 a check", "2 wrong usage", "3 a lesson", "4 no sandbox", "130 interrupted"] {
        assert!(help.contains(status), "no {status}");
    }
    assert!(run(&home, &["--version"]).out.starts_with("ropewalk "));
    let bare = run(&home, &[]);
    assert!(bare.code == Some(0) && bare.out.contains("`ropewalk run` goes on with 01-first-container"), "{bare:?}");
}

#[test]
fn wrong_usage_is_2_and_says_what_is_right() {
    let home = Home::new();
    let cases: &[(&[&str], &str)] = &[
        (&["--nope"], "unexpected argument '--nope'"),
        (&["progres"], "'progress'"),
        (&["run", "01", "--stand-in", "mysql"], "NAME=IMAGE"),
        (&["run", "01-first-contaner"], "did you mean `01-first-container`?"),
        (&["run", "nothing-like-it"], "`ropewalk list` shows the lessons"),
        (&["reset", "01"], "there is no progress of `01`"),
        (&["list", "no-such-folder"], "no-such-folder"),
        (&["schema", "nothing"], "checks"),
    ];
    for (args, words) in cases {
        let said = run(&home, args);
        assert!(said.code == Some(2) && said.err.contains(words) && said.out.is_empty(), "{args:?}: {said:?}");
    }
}

#[test]
fn an_invalid_sidecar_is_3_with_its_place_and_a_suggestion() {
    let home = Home::new();
    home.write("one.md", "# One\n\n## Pull {#pull}\n\n```console\n$ docker pull alpine\n```\n");
    let cases = [
        ("steps:\n  pull:\n    expct:\n      - image: alpine\n", "checks/one.yaml:3:5", "did you mean `expect`?"),
        ("steps:\n  pul:\n    expect:\n      - image: alpine\n", "checks/one.yaml:2:3", "did you mean `pull`?"),
        ("steps:\n  pull:\n    expect:\n      - imgae: alpine\n", "checks/one.yaml:4:9", "`image`"),
        ("steps:\n  pull: {}\n  pull: {}\n", "checks/one.yaml:3:3", "pull"),
        ("steps: [\n", "checks/one.yaml:", ""),
    ];
    for (yaml, place, words) in cases {
        home.write("checks/one.yaml", &format!("lesson: one\n{yaml}"));
        let place = shifted(place);
        let said = run(&home, &["run", "one.md"]);
        assert_eq!(said.code, Some(3), "{yaml}: {said:?}");
        assert!(said.err.contains(&place) && said.err.contains(words), "{yaml}: no {place} or {words}:\n{}", said.err);
        assert!(said.out.is_empty() && !said.err.contains('\u{1b}'), "{said:?}");
    }
    std::fs::remove_file(home.path().join("checks/one.yaml")).unwrap();
    home.write("empty.md", "");
    let said = run(&home, &["run", "empty.md"]);
    assert!(said.code == Some(3) && said.err.contains("no step"), "{said:?}");
    let said = run(&home, &["run", "."]);
    assert!(said.code == Some(2) && said.err.contains("this folder holds 2 lessons"), "{said:?}");
    assert!(said.err.contains("`./empty.md` first"), "{said:?}");
    std::fs::remove_file(home.path().join("one.md")).unwrap();
    let said = run(&home, &["run", "."]);
    assert!(said.code == Some(3) && said.err.contains("empty.md: this lesson has no step"), "{said:?}");
}

/// The place one line further down: the cases leave out the first line.
fn shifted(place: &str) -> String {
    let mut parts: Vec<String> = place.split(':').map(ToOwned::to_owned).collect();
    if let Some(line) = parts.get_mut(1).filter(|l| !l.is_empty()) {
        *line = (line.parse::<u32>().unwrap() + 1).to_string();
    }
    parts.join(":")
}

#[test]
fn results_that_cannot_be_written_are_refused_before_anything_is_played() {
    let home = Home::new();
    for flag in ["--junit", "--json"] {
        let said = run(&home, &["verify", "01", flag, "no/such/folder/x.json"]);
        assert_eq!(said.code, Some(2), "{flag}: {said:?}");
        assert!(said.err.contains("no/such/folder/x.json: ") && said.err.contains("help: name a file"), "{said:?}");
    }
    // Nothing is left of the look, and what was there stays: here no engine is found after it.
    home.write("old.xml", "old");
    for name in ["old.xml", "new.xml"] {
        assert_eq!(run(&home, &["verify", "01", "--junit", name]).code, Some(4));
    }
    assert_eq!(std::fs::read_to_string(home.path().join("old.xml")).unwrap(), "old");
    assert!(!home.path().join("new.xml").exists());
}

#[test]
fn no_engine_is_4_with_a_way_out() {
    let home = Home::new();
    for args in [&["run", "01"][..], &["verify", "01"], &["setup", "--yes"], &["clean"]] {
        let said = run(&home, args);
        assert_eq!(said.code, Some(4), "{args:?}: {said:?}");
        assert!(said.err.contains("unix:///nowhere/docker.sock (DOCKER_HOST): there is no such socket"), "{said:?}");
        assert!(said.err.contains("help: unset DOCKER_HOST"), "{args:?}: {said:?}");
    }
    let mut command = home.command(&["clean"]);
    let said = Said::of(command.env("DOCKER_HOST", "ssh://somewhere").output().unwrap());
    assert!(said.code == Some(4) && said.err.contains("only unix:// and tcp://"), "{said:?}");

    let said = run(&home, &["doctor", "--json"]);
    assert_eq!((said.code, &said.json()["usable"]), (Some(4), &false.into()));
    let lines = said.json()["lines"].as_array().unwrap().clone();
    let names: Vec<_> = lines.iter().map(|l| (l["name"].as_str().unwrap(), l["good"].as_bool().unwrap())).collect();
    assert_eq!(names, [("outer engine", false), ("progress", true)]);
}

#[test]
fn a_dead_socket_is_told_apart_from_none() {
    let home = Home::new();
    let path = home.path().join("docker.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let mut command = home.command(&["run", "01"]);
    let said = Said::of(command.env("DOCKER_HOST", format!("unix://{}", path.display())).output().unwrap());
    assert_eq!(said.code, Some(4), "{said:?}");
    assert!(said.err.to_lowercase().contains("connection refused"), "{said:?}");
}

#[test]
fn the_schema_is_one() {
    let schema = run(&Home::new(), &["schema", "checks"]).json();
    assert!(schema["$schema"].as_str().is_some_and(|s| s.starts_with("https://json-schema.org/")), "{schema:#}");
    assert_eq!(schema["type"], "object");
    let keys: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    for key in ["lesson", "images", "network", "steps"] {
        assert!(keys.iter().any(|k| *k == key), "no {key} in {keys:?}");
    }
    let mut references = Vec::new();
    collect_references(&schema, &mut references);
    for reference in references {
        let path = reference.strip_prefix('#').unwrap();
        assert!(schema.pointer(path).is_some(), "{reference} leads nowhere");
    }
}

fn collect_references(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            found.extend(map.get("$ref").and_then(|r| r.as_str()).map(ToOwned::to_owned));
            map.values().for_each(|v| collect_references(v, found));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| collect_references(v, found)),
        _ => {}
    }
}

#[test]
fn the_outline_of_one_file_is_an_object_and_of_several_a_list() {
    let home = Home::new();
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reader/first-container.md");
    let one = run(&home, &["outline", "--json", fixture]);
    assert_eq!(one.code, Some(0), "{one:?}");
    let one = one.json();
    assert_eq!((&one["version"], one["source"].as_str()), (&1.into(), Some(fixture)));
    for key in ["title", "dialects", "objectives", "minutes", "steps", "blocks", "quizzes", "callouts", "hints"] {
        assert!(!one[key].is_null(), "no {key}");
    }
    let lesson = concat!(env!("CARGO_MANIFEST_DIR"), "/lessons/01-first-container.md");
    let two = run(&home, &["outline", "--json", fixture, lesson]).json();
    assert!(two[0] == one && two[1]["title"] == "Your first container", "{two}");
    home.write("course/a.md", "# A\n\nCaf\u{fffd}\n");
    home.write("course/b.md", "Text.\n");
    home.write("course/mkdocs.yml", "docs_dir: .\nnav:\n- First: b.md\n- a.md\n- gone.md\n");
    let course = run(&home, &["outline", "course"]);
    assert!(course.out.contains("b.md: First\n") && course.out.contains("0 questions\n\ncourse/"), "{course:?}");
    assert!(course.err.contains("`gone.md` is named here and is not there"), "{course:?}");
    assert!(course.err.contains("[L0112]"), "{course:?}");
    let list = run(&home, &["list", "--plain", "course"]);
    assert!(list.out.starts_with("In course:\nb.md: First\na.md: A\n"), "{list:?}");
    home.write("mkdocs.yml", "docs_dir: course\nnav: [b.md]\n");
    let list = run(&home, &["list", "--plain", "mkdocs.yml"]);
    assert!(list.out.starts_with("course/b.md: "), "{list:?}");
    let missing = run(&home, &["outline", "missing.md"]);
    assert!(missing.code == Some(2) && missing.err.contains("missing.md"), "{missing:?}");
}

#[test]
fn listings_as_json_tell_what_the_screens_tell() {
    let home = Home::new();
    let log = |lesson: &str, event: &str| {
        format!("{{\"version\":1,\"time\":\"2026-11-21T10:00:00Z\",\"lesson\":\"{lesson}\",{event}}}\n")
    };
    let list = run(&home, &["list", "--json"]).json();
    assert_eq!(list["lessons"][0]["id"], "01-first-container");
    assert_eq!(list["lessons"][0]["title"], "Your first container", "{list:#}");
    let empty = run(&home, &["progress", "--json"]).json();
    assert_eq!(empty, serde_json::json!({ "version": 1, "lessons": [] }));
    assert!(run(&home, &["progress"]).out.contains("Nothing yet"));

    let entries = [
        log("01-first-container", "\"event\":\"began\",\"title\":\"Your first container\""),
        log("01-first-container", "\"event\":\"arrived\",\"step\":\"pull-an-image\""),
        log("01-first-container", "\"event\":\"passed\",\"step\":\"pull-an-image\""),
        "{\"a line that was cut".to_owned(),
    ];
    home.write("state/ropewalk/progress.jsonl", &entries.concat());
    let progress = run(&home, &["progress", "--json"]).json();
    let lesson = &progress["lessons"][0];
    assert_eq!((&lesson["id"], &lesson["title"]), (&"01-first-container".into(), &"Your first container".into()));
    assert_eq!((&lesson["passed"], &lesson["steps"]), (&serde_json::json!(["pull-an-image"]), &10.into()));
    assert!(run(&home, &["progress"]).out.contains("1 of 10 steps"));
    assert!(run(&home, &["list"]).out.contains("1 of 10 steps"));

    let reset = run(&home, &["reset", "01"]);
    assert_eq!(reset.code, Some(0), "{reset:?}");
    assert_eq!(run(&home, &["progress", "--json"]).json()["lessons"], serde_json::json!([]));
    assert!(std::fs::read_to_string(home.state().join("ropewalk/progress.jsonl")).unwrap().starts_with(&entries[0]));
    assert_eq!(run(&home, &["reset", "01"]).code, Some(2), "there is nothing left to forget");
}

#[test]
fn a_title_with_variables_is_listed_with_values_or_names() {
    let home = Home::new();
    let lesson =
        home.write("course/exam.md", "# Exam of ${team} on $$port$$\n\n## Do {#do}\n\n```console\n$ docker ps\n```\n");
    home.write(
        "course/checks/exam.yaml",
        "variables: { team: { one_of: [red, red] }, port: { random_port: { from: 8200, to: 8200 } } }\nsteps: { do: { hints: 'as ${team} on ${port}' } }\n",
    );
    let title = || run(&home, &["list", "--json", "course"]).json()["lessons"][0]["title"].clone();
    assert_eq!(title(), "Exam of <team> on <port>");
    assert!(run(&home, &["list", "course"]).out.contains("Exam of <team>"));
    let key = std::path::absolute(lesson).unwrap();
    let drew =
        serde_json::json!({ "version": 1, "time": "2026-11-21T10:00:00Z", "lesson": key, "event": "drew", "seed": 7 });
    home.write("state/ropewalk/progress.jsonl", &format!("{drew}\n"));
    assert_eq!(title(), "Exam of red on 8200");
}

#[test]
fn completions_are_for_this_program() {
    let said = run(&Home::new(), &["completions", "bash"]);
    assert!(said.code == Some(0) && said.out.contains("complete -F _ropewalk"), "{said:?}");
}

#[test]
fn a_new_lesson_is_made_once_and_changes_nothing_that_is_there() {
    let home = Home::new();
    let said = run(&home, &["new", "05-my-lesson"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let names = ["lessons/05-my-lesson.md", "checks/05-my-lesson.yaml", ".github/workflows/lessons.yml"];
    for name in names {
        assert!(home.path().join(name).is_file() && said.out.contains(name), "no {name}: {said:?}");
    }
    assert!(said.out.contains("ropewalk preview lessons/05-my-lesson.md"), "{said:?}");
    assert!(said.out.contains("ropewalk verify lessons/05-my-lesson.md"), "{said:?}");
    let lint = run(&home, &["lint", "--deny", "notes", "lessons"]);
    assert_eq!(lint.code, Some(0), "{lint:?}");

    let texts = || names.map(|name| std::fs::read_to_string(home.path().join(name)).unwrap());
    home.write(names[0], "mine");
    let before = texts();
    let said = run(&home, &["new", "05-my-lesson"]);
    assert!(said.code == Some(1) && said.err.contains("is there already"), "{said:?}");
    assert_eq!(texts(), before);
    // The workflow is for all lessons.
    let said = run(&home, &["new", "06-next"]);
    assert!(said.code == Some(0) && said.out.contains("lessons.yml: kept as it is"), "{said:?}");
    assert_eq!(texts(), before);
}

#[test]
fn a_name_that_is_none_for_a_lesson_makes_nothing() {
    let home = Home::new();
    let cases = [
        ("My Lesson", "`ropewalk new my-lesson`"),
        ("../x", "`ropewalk new x`"),
        ("", "needs a name"),
        ("é", "hyphens"),
    ];
    for (name, words) in cases {
        let said = run(&home, &["new", name]);
        assert!(said.code == Some(2) && said.err.contains(words) && said.out.is_empty(), "{name}: {said:?}");
    }
    assert!(!home.path().join("lessons").exists() && !home.path().join("checks").exists());
}

#[test]
fn a_preview_that_nobody_sees_is_printed_once_and_ends_as_lint_does() {
    let home = Home::new();
    assert_eq!(run(&home, &["new", "sample"]).code, Some(0));
    let said = run(&home, &["preview", "lessons/sample.md"]);
    assert!(said.code == Some(0) && said.out.contains("$ ⏎ docker pull alpine"), "{said:?}");
    assert!(!said.out.contains("Hint") && said.out.contains("2 files: nothing to mend"), "{said:?}");
    let said = run(&home, &["--plain", "preview", "--notes", "lessons/sample.md"]);
    assert!(said.code == Some(0) && said.out.contains("Enter types: docker pull alpine"), "{said:?}");
    assert!(
        said.out.contains("Look at `docker tag --help`") || said.out.contains("Look at docker tag --help"),
        "{said:?}"
    );
    home.write("bad.md", "# Bad\n\n## Empty\n\n## Pull\n\n```console\n$ docker pull alpine\n```\n");
    let said = run(&home, &["preview", "bad.md"]);
    assert!(said.code == Some(1) && said.out.contains("L0301") && said.out.contains("bad.md:3"), "{said:?}");
    assert_eq!(run(&home, &["preview", "none.md"]).code, Some(2));
}

#[test]
fn record_never_writes_over_a_sidecar() {
    let home = Home::new();
    assert_eq!(run(&home, &["new", "sample"]).code, Some(0));
    home.write("bare.md", "# Bare\n\n```console\n$ docker ps\n```\n");
    let sidecar = home.path().join("checks/sample.yaml");
    let before = std::fs::read_to_string(&sidecar).unwrap();
    let lesson = "lessons/sample.md";
    let cases: &[(&[&str], i32, &str)] = &[
        (&["record", "none.md"], 2, "there is no file `none.md`"),
        (&["record", lesson], 1, "`ropewalk record --update lessons/sample.md`"),
        (&["record", "--update", "bare.md"], 2, "`ropewalk record bare.md` writes one"),
        (&["record", "--accept", lesson], 1, "nothing is pending"),
        (&["record", "--update", "--accept", lesson], 2, "cannot be used with"),
    ];
    for (args, code, words) in cases {
        let said = run(&home, args);
        assert!(said.code == Some(*code) && said.err.contains(words), "{args:?}: {said:?}");
    }
    // Written by hand: nothing to compare, and no engine is needed to say so.
    let said = run(&home, &["record", "--update", lesson]);
    assert!(said.code == Some(0) && said.out.contains("written by hand"), "{said:?}");
    // What is pending must be valid, and newer than the sidecar.
    let pending = home.write("checks/sample.yaml.new", "steps: [\n");
    let said = run(&home, &["record", "--accept", lesson]);
    assert!(said.code == Some(3) && said.err.contains("no valid sidecar"), "{said:?}");
    let old = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().write(true).open(&pending).unwrap().set_modified(old).unwrap();
    let said = run(&home, &["record", "--accept", lesson]);
    assert!(said.code == Some(1) && said.err.contains("was changed after"), "{said:?}");
    assert_eq!(std::fs::read_to_string(&sidecar).unwrap(), before);
}

#[test]
fn a_script_that_cannot_be_read_is_found_without_an_engine() {
    let home = Home::new();
    home.write("lessons/a.md", "# A\n\n## B {#b}\n\n```console\n$ docker ps\n```\n");
    home.write("checks/a.yaml", "steps:\n  b:\n    expect: [ script: b.sh ]\n");
    let lint = |code: i32, words: &str| {
        let said = run(&home, &["lint", "lessons"]);
        let shown = format!("{} {}", said.out, said.err);
        assert!(said.code == Some(code) && shown.contains(words), "{said:?}");
    };
    lint(1, "`b.sh` cannot be read: there is no such file");
    std::fs::write(home.path().join("checks/b.sh"), b"\x7fELF\xff\xfe").unwrap();
    lint(1, "cannot be read: it is no text");
    home.write("checks/b.sh", "exit 1\n");
    lint(0, "");
}

#[test]
fn a_step_whose_checks_cannot_be_read_is_not_said_to_have_none() {
    let home = Home::new();
    home.write("a.md", "# A\n\n## Tag {#tag}\n\n```console\n$ docker tag a b\n```\n");
    let codes = |checks: &str| {
        home.write("checks/a.yaml", checks);
        let said = home.run(&["lint", "--json", "a.md"]).json();
        let found = said["findings"].as_array().unwrap().clone();
        found.iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("steps: {tag: {expect: [{image: {reff: b}}]}}"), ["C0103"]);
    assert_eq!(codes("steps: {tags: {expect: [{image: b}]}}"), ["C0201"]);
    assert_eq!(codes("steps: {tag: {hints: x}}"), ["L0302"]);
}

#[test]
fn lint_names_what_it_left_out() {
    let home = Home::new();
    let typed = "# A\n\n```bash\ndocker ps\n```\n";
    home.write("one/README.md", typed);
    assert!(home.run(&["lint", "one"]).out.contains("1 file: nothing to mend"));
    home.write("one/a.md", typed);
    home.write("one/x/LAB.md", typed);
    let said = home.run(&["lint", "one"]);
    assert!(said.out.contains("1 file") && said.err.contains("one/README.md, one/x/LAB.md"), "{said:?}");
    let named = home.run(&["lint", "one", "one/README.md", "one/x/LAB.md"]);
    assert!(named.out.contains("3 files") && named.err.is_empty(), "{named:?}");
}

#[test]
fn lint_names_what_it_could_not_read() {
    let home = Home::new();
    home.write("a.md", "# A\n\nText.\n");
    let said = home.run(&["lint", "--json", "nope.md", "a.md", "./a.md", "*.zzz"]);
    let json = said.json();
    assert_eq!((said.code, &json["files"]), (Some(2), &serde_json::json!(1)));
    let unread: Vec<&str> =
        json["unreadable"].as_array().unwrap().iter().map(|u| u["file"].as_str().unwrap()).collect();
    assert_eq!(unread, ["*.zzz", "nope.md"]);
    let said = home.run(&["lint", "--sarif", "nope.md"]);
    let run = &said.json()["runs"][0];
    assert_eq!((said.code, &run["invocations"][0]["executionSuccessful"]), (Some(2), &serde_json::json!(false)));
    std::fs::write(home.path().join("u.md"), b"\xff\xfe#\0 \0A\0").unwrap();
    assert_eq!(home.run(&["lint", "u.md"]).code, Some(3));
}

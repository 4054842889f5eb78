//! The program as a learner meets it: on a real terminal, with a real sandbox.
#![allow(clippy::unwrap_used)]

mod common;

use common::program::Home;
use common::terminal::{CTRL_C, ENTER, Terminal};
use std::sync::{PoisonError, RwLock};

/// A program that starts sweeps away what a killed one left: the test that kills must not be helped.
static STARTS: RwLock<()> = RwLock::new(());

const LESSON: &str = r#"---
title: Ropes
---

# Ropes

## Say hello {#hello}

Containers can speak:

```console
$ docker run --name hi alpine echo "Hello, rope"
```

## Look around {#look}

Go into a container, and come back.

```console
$ docker run -it --name look alpine sh
```

## The end {#end}

That was all.
"#;

const CHECKS: &str = r#"lesson: ropes
images: [alpine]
steps:
  hello:
    expect:
      - container: { name: hi, image: alpine, ran: true, exit_code: 0 }
    hints:
      - "A container must have a name of your choice."
      - "Type it as it stands there."
    solution: docker run --name hi alpine echo "Hello, rope"
    quiz:
      - question: "Does the container run still?"
        kind: truefalse
        answer: false
        explanation: "It ended with its program."
  look:
    expect:
      - container: { name: look, exited: true }
    solution: docker run --name look alpine true
"#;

fn ropes() -> Home {
    let home = Home::ready();
    home.write("ropes.md", LESSON);
    home.write("checks/ropes.yaml", CHECKS);
    home
}

const OFFER: &str = "$ ⏎ docker run --name hi alpine echo \"Hello, rope\"";

const LOOK: &str = "$ ⏎ docker run -it --name look alpine sh";

#[track_caller]
fn assert_screen(terminal: &Terminal, want: &str) {
    assert_eq!(terminal.masked().trim_matches('\n'), want.trim_matches('\n'), "\n{}", terminal.text());
}

/// The screen from the last row that begins so.
fn since(terminal: &Terminal, beginning: &str) -> String {
    let text = terminal.masked();
    let at = text.rfind(&format!("\n{beginning}")).unwrap_or_else(|| panic!("no {beginning:?} in:\n{text}"));
    text[at + 1..].to_owned()
}

fn at_the_first_step(home: &Home) -> Terminal {
    let terminal = Terminal::start(home, &["run", "ropes.md"], 80, 24);
    terminal.wait_for_last(OFFER);
    terminal
}

fn at_the_second_step(home: &Home) -> Terminal {
    let mut terminal = at_the_first_step(home);
    terminal.answer("", "answer ▸");
    terminal.answer("false", "Enter to go on ▸");
    terminal.answer("", LOOK);
    terminal
}

#[test]
fn the_first_screens_of_our_own_first_lesson() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = Home::ready();
    let mut terminal = Terminal::start(&home, &["run", "01"], 80, 100);
    terminal.wait_for_last("$ ⏎ docker pull hello-world");
    let rows = terminal.rows();
    let step = "Step 1 of 10 · Fetch an image                   Your first container  ◉○○○○○○○○○";
    let expected = [
        "Your first container",
        "10 steps, about 25 minutes. Enter alone runs the command that the prompt offers;",
        "After this lesson you can:",
        "• Tell an image from a container",
        step,
        "  ╭ bash",
        "  │ $ docker pull hello-world",
        "No registry of images can be reached, so in this sandbox:",
        "• hello-world:latest is a stand-in: a greeting of our own",
        "$ ⏎ docker pull hello-world",
    ];
    let mut rest = rows.iter();
    for line in expected {
        assert!(rest.any(|row| row == line), "no {line:?} in its place:\n{}", rows.join("\n"));
    }
    // A prompt breaks no word at the window's edge, and neither does the text.
    assert!(rows.iter().all(|row| row.chars().count() <= 80) && !rows.iter().any(|row| row.contains('`')));

    terminal.answer("", "answer ▸");
    let screen = since(&terminal, "$ docker pull hello-world");
    let (output, rest) = screen.split_once("✓ ").unwrap();
    assert!(output.contains("Status: Downloaded newer image for hello-world:latest\n"), "{screen}");
    assert!(rest.starts_with("image hello-world exists\nStep done."), "{screen}");
    assert!(rest.contains("▌ Question (choose one: type its number)\n"), "{screen}");
    terminal.answer("2", "answer ▸");
    terminal.wait_for("Not quite. Try once more.");
    terminal.answer("3", "Enter to go on ▸");
    terminal.wait_for("The answer is: An image");
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_step_from_its_text_to_its_question() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    let mut terminal = at_the_first_step(&home);
    assert_screen(
        &terminal,
        r#"
Ropes
3 steps. Enter alone runs the command that the prompt offers; :help tells what
else there is.

Step 1 of 3 · Say hello                                               Ropes  ◉○○

Containers can speak:

  ╭ bash
  │ $ docker run --name hi alpine echo "Hello, rope"

No registry of images can be reached, so in this sandbox:
• alpine:latest is a stand-in: BusyBox from Debian

$ ⏎ docker run --name hi alpine echo "Hello, rope"
"#,
    );
    terminal.answer("docker pull -q alpine", OFFER);
    terminal.answer("docker run --name hi alpine false", OFFER);
    terminal.answer(":hint", OFFER);
    terminal.answer(":hnit", OFFER);
    terminal.answer("docker rm hi", OFFER);
    let screen = since(&terminal, "$ docker run --name hi alpine false");
    let near = r"
$ docker run --name hi alpine false
○ container hi of alpine has run and has exited with status 0
  → hi exited with status 1; the step asks for 0
$ :hint
▌ Hint 1 of 2
▌ A container must have a name of your choice.
$ :hnit
There is no word :hnit; did you mean :hint?
$ docker rm hi
hi
";
    assert!(screen.starts_with(near.trim_start()), "{screen}");
    terminal.answer("", "answer ▸");
    let asked = r#"
$ docker run --name hi alpine echo "Hello, rope"
Hello, rope
✓ container hi of alpine has run and has exited with status 0
Step done.

▌ Question (true or false?)
▌ Does the container run still?
answer ▸"#;
    assert_eq!(since(&terminal, "$ docker run --name hi alpine echo"), asked.trim_start());
    terminal.answer("perhaps", "answer ▸");
    terminal.answer("true", "Enter to go on ▸");
    let told = r"
answer ▸ true
○ Not quite. The answer is: False
  It ended with its program.
Enter to go on ▸";
    assert_eq!(since(&terminal, "answer ▸ true"), told.trim_start());
    terminal.answer("", LOOK);
    let next = r"
Step 2 of 3 · Look around                                             Ropes  ●◉○

Go into a container, and come back.

  ╭ bash
  │ $ docker run -it --name look alpine sh

$ ⏎ docker run -it --name look alpine sh";
    assert_eq!(since(&terminal, "Step 2 of 3"), next.trim_start());
}

#[test]
fn keys_and_the_window_s_size_reach_what_runs() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    let mut terminal = at_the_second_step(&home);
    terminal.type_line("sh -c 'echo go; exec sleep 60'");
    terminal.wait_until("go", |rows| rows.iter().any(|row| row == "go"));
    terminal.press(CTRL_C);
    terminal.wait_for_last(LOOK);
    assert!(since(&terminal, "go").starts_with("go\n^C\n○ container look has exited\n"), "{}", terminal.text());

    terminal.resize(100, 30);
    terminal.answer("stty size", LOOK);
    assert!(since(&terminal, "$ stty size").starts_with("$ stty size\n30 100\n"), "{}", terminal.text());
    // The prompt's own keys: Ctrl-C gives up a line, and what was typed is not run.
    terminal.press("docker rm --force look");
    terminal.wait_for_last("$ docker rm --force look");
    terminal.press(CTRL_C);
    terminal.wait_for_last(LOOK);

    terminal.press(ENTER);
    terminal.wait_for_last("/ #");
    // Docker follows the window only when it has begun to read keys.
    terminal.type_line("echo u''p");
    terminal.wait_until("up", |rows| rows.iter().any(|row| row == "up"));
    terminal.resize(110, 33);
    // What is echoed must not look like the answer.
    terminal.type_line("until [ \"$(stty size)\" = '33 110' ]; do sleep 0.1; done; echo fi''ts; tty");
    terminal.wait_until("fits", |rows| rows.iter().any(|row| row == "fits"));
    terminal.wait_for_last("/ #");
    terminal.type_line("exit");
    terminal.wait_for_last("Enter to go on ▸");
    let left = "/ # exit\n✓ container look has exited\nStep done.\nEnter to go on ▸";
    assert_eq!(since(&terminal, "/ # exit"), left);
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);
    terminal.wait_for("Your place is kept");
}

#[test]
fn ctrl_c_is_the_program_s_own_and_stops_what_ignores_it() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    let mut terminal = at_the_second_step(&home);
    terminal.press(ENTER);
    terminal.wait_for_last("/ #");
    for round in 1..=4 {
        terminal.press("abc");
        terminal.wait_for_last("/ # abc");
        terminal.press(CTRL_C);
        terminal.wait_for_last("/ #");
        terminal.type_line(&format!("echo ro''und {round}"));
        terminal.wait_until("round", |rows| rows.iter().any(|row| *row == format!("round {round}")));
        terminal.wait_for_last("/ #");
    }
    terminal.press(&CTRL_C.repeat(3));
    terminal.type_line("exit");
    terminal.wait_for_last("Enter to go on ▸");
    assert!(!terminal.text().contains("Ctrl-C"), "{}", terminal.text());

    terminal.type_line("docker run --rm alpine sh -c 'echo go; exec sleep 60'");
    terminal.wait_until("go", |rows| rows.iter().any(|row| row == "go"));
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    terminal.wait_for("This program does not react to Ctrl-C. Press it once more to stop it.");
    terminal.press(CTRL_C);
    terminal.wait_for_last("Enter to go on ▸");
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_low_window_shows_the_goals_before_the_first_step() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    let mut terminal = Terminal::start(&home, &["run", "ropes.md"], 80, 12);
    terminal.wait_for_last("Enter to begin ▸");
    assert!(terminal.text().contains("3 steps.") && !terminal.text().contains("Step 1"), "{}", terminal.text());
    terminal.type_line("");
    terminal.wait_for_last(OFFER);
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_lesson_goes_on_where_it_was_left_in_a_fresh_sandbox() {
    let _alone = STARTS.write().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    let mut terminal = at_the_second_step(&home);
    terminal.answer("touch left; docker run --name mine alpine true", LOOK);
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);

    let resumed = r"
Ropes
3 steps. Enter alone runs the command that the prompt offers; :help tells what
else there is.
You were at step 2 (Look around). A fresh sandbox is being brought there by the
solutions of the steps before.
No registry of images can be reached, so in this sandbox:
• alpine:latest is a stand-in: BusyBox from Debian

Step 2 of 3 · Look around                                             Ropes  ●◉○

Go into a container, and come back.

  ╭ bash
  │ $ docker run -it --name look alpine sh

$ ⏎ docker run -it --name look alpine sh
";
    let mut terminal = Terminal::start(&home, &["run", "ropes.md"], 80, 24);
    terminal.wait_for_last(LOOK);
    assert_screen(&terminal, resumed);
    terminal.answer("ls; docker ps -a --format '{{.Names}} {{.Status}}'", LOOK);
    let output = since(&terminal, "$ ls; docker ps");
    let lines: Vec<_> = output.lines().collect();
    assert!(
        lines[1].starts_with("hi Exited (0)") && lines[2].starts_with("○"),
        "only what the steps before did:\n{output}"
    );
    // In the middle of a command; what it left is not in the way of the next start.
    terminal.type_line("echo be''gun; sleep 60");
    terminal.wait_until("begun", |rows| rows.iter().any(|row| row == "begun"));
    terminal.kill();

    let mut terminal = Terminal::start(&home, &["run", "ropes.md"], 80, 24);
    terminal.wait_for_last(LOOK);
    assert_screen(&terminal, &format!("removed what 1 session left that ended without cleaning up\n{resumed}"));
    terminal.type_line(":quit");
    assert_eq!(terminal.end(), 0);
}

/// Escape sequences that colour text; the one that ends all colours, for what a program may leave on, is none.
fn colours(terminal: &Terminal) -> Vec<String> {
    let bytes = terminal.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let colour = regex::Regex::new("\x1b\\[[0-9;]*m").unwrap();
    let found = colour.find_iter(&text).map(|m| m.as_str().escape_default().to_string());
    found.filter(|c| c != "\\u{1b}[0m").collect()
}

#[test]
fn without_colours_and_without_line_art() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = ropes();
    assert!(!colours(&at_the_first_step(&home)).is_empty(), "colours are there to be left out");

    let mut terminal = Terminal::start_with(&home, &["run", "ropes.md"], 80, 24, &[("NO_COLOR", "1")]);
    terminal.wait_for_last(OFFER);
    terminal.answer("", "answer ▸");
    assert_eq!(colours(&terminal), [""; 0]);
    drop(terminal);

    let home = ropes();
    let mut terminal = Terminal::start(&home, &["run", "--plain", "ropes.md"], 80, 30);
    terminal.wait_for("(Enter: docker run --name hi alpine echo");
    terminal.press(ENTER);
    terminal.wait_for_last("answer >");
    assert_eq!(colours(&terminal), [""; 0]);
    let screen = terminal.text();
    assert!(!screen.contains(['╭', '│', '●', '○', '◉', '▌', '✓', '→', '•', '▸', '⏎']), "{screen}");
    for line in ["Step 1 of 3: Say hello (lesson: Ropes)", "Hello, rope"] {
        assert!(screen.lines().any(|row| row == line), "no {line:?}:\n{screen}");
    }
    assert!(screen.contains("pass: container `hi` of `alpine` has run"), "{screen}");
}

#[test]
fn a_script_plays_the_whole_first_lesson() {
    let _together = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    let home = Home::ready();
    let mut program = home.start(&["run", "01"]);
    let script = [
        "docker pull hello-world",
        "1",
        "",
        "docker run hello-world",
        "",
        "",
        "docker ps",
        "docker ps -a",
        "2",
        "",
        "docker run --name greeting alpine echo \"Hello from my container\"",
        "",
        "docker run --name lookup alpine ls /missing",
        "docker ps -a",
        "false",
        "",
        "docker run -d --name web nginx",
        "docker ps",
        "docker logs web",
        "1 2",
        "",
        "docker stop web",
        "",
        "docker rm web greeting",
        "2 3",
        "",
        "docker run --rm --name quick alpine date",
        "",
        "",
    ];
    script.iter().for_each(|line| program.type_line(line));
    let (status, said) = program.end();
    assert_eq!(status.code(), Some(0), "{said}");
    let end = "Lesson finished: Your first container\nAll 10 steps are done.\nNext: `ropewalk run 02` (";
    assert!(said.contains(end), "{said}");
    assert_eq!(said.matches("Step done.").count(), 9, "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains("Not quite"), "{said}");
    let progress = home.run(&["progress", "--json"]).json();
    assert_eq!(progress["lessons"][0]["finished"], true, "{progress}");
    assert_eq!(progress["lessons"][0]["passed"].as_array().unwrap().len(), 10, "{progress}");
}

/// Saves as editors do: another file is put in the place of the old one.
fn save(home: &Home, name: &str, text: &str) {
    let swap = home.write(".swap", text);
    std::fs::rename(swap, home.path().join(name)).unwrap();
}

#[test]
fn a_preview_follows_what_the_author_saves() {
    let home = Home::new();
    home.write("ropes.md", LESSON);
    home.write("checks/ropes.yaml", CHECKS);
    let mut terminal = Terminal::start(&home, &["preview", "ropes.md"], 80, 24);
    terminal.wait_for(OFFER);
    terminal.wait_for("step 1 of 3 · nothing to mend");
    save(&home, "ropes.md", &LESSON.replace("Containers can speak:", "They speak, too:\n\n![](knot.png)"));
    terminal.wait_for("They speak, too:");
    terminal.wait_for("ropes.md:11: ");
    terminal.press("n");
    terminal.wait_for("step 2 of 3");
    terminal.wait_for("Go into a container, and come back.");
    // The reader's place is kept, and a sidecar counts as well.
    terminal.press("a");
    terminal.wait_for("Checked: container look has exited");
    save(&home, "checks/ropes.yaml", &CHECKS.replace("exited: true", "running: true"));
    terminal.wait_for("Checked: container look is running");
    save(&home, "checks/ropes.yaml", &CHECKS.replace("solution:", "solutoin:"));
    terminal.wait_for("C0103");
    std::fs::remove_file(home.path().join("ropes.md")).unwrap();
    terminal.wait_for("there is no such file");
    terminal.wait_for("step 2 of 3");
    save(&home, "ropes.md", LESSON);
    terminal.wait_for_gone("there is no such file");
    terminal.resize(60, 12);
    terminal.wait_for("step 2 of 3");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end(), 0);
    // What was written last may come behind the end.
    let is_back = || String::from_utf8_lossy(&terminal.bytes()).contains("\u{1b}[?1049l");
    let end = std::time::Instant::now();
    while !is_back() && end.elapsed() < common::PATIENCE {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(is_back(), "the screen is given back");
}

//! The program itself and what it leaves on the engine, however it ends.

use crate::STARTS;
use crate::common::program::{Home, Program};
use crate::common::{engine, until};
use ropewalk::sandbox::container::{Leftover, Owner, sessions};
use rustix::process::Signal;
use std::os::unix::process::ExitStatusExt;

const READY: &str = "`nginx:latest` is a stand-in";

/// The sandboxes of a program.
async fn of(pid: u32) -> Vec<Leftover> {
    let all = sessions(&engine().await).await.unwrap();
    all.into_iter().filter(|s| Owner::parse(&s.owner).is_some_and(|o| o.pid == pid)).collect()
}

fn lesson(home: &Home) -> Program {
    let program = home.start(&["run", "01"]);
    program.wait_for(READY);
    program
}

#[tokio::test]
async fn a_signal_removes_the_sandbox_before_the_program_goes() {
    let _together = STARTS.read().await;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = Home::ready();
        let mut program = lesson(&home);
        let pid = program.pid();
        assert_eq!(of(pid).await.len(), 1);
        program.type_line("sleep 100");
        program.wait_for("$ sleep 100");
        program.signal(signal);
        let status = program.ended(crate::common::PATIENCE).unwrap();
        assert_eq!(status.code(), Some(130), "{signal:?}: {}", program.said());
        assert_eq!(of(pid).await, [], "{signal:?}");
    }
}

#[tokio::test]
async fn a_signal_while_the_sandbox_starts_leaves_nothing_either() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let mut program = home.start(&["run", "01"]);
    let pid = program.pid();
    until("its sandbox to appear", async || !of(pid).await.is_empty()).await;
    program.signal(Signal::TERM);
    assert_eq!(program.ended(crate::common::PATIENCE).unwrap().code(), Some(130), "{}", program.said());
    assert_eq!(of(pid).await, []);
}

#[tokio::test]
async fn what_a_killed_program_left_is_listed_and_removed() {
    let _alone = STARTS.write().await;
    let home = Home::ready();
    let mut program = lesson(&home);
    let pid = program.pid();
    assert!(!of(pid).await[0].abandoned);
    program.signal(Signal::KILL);
    assert_eq!(program.ended(crate::common::PATIENCE).unwrap().signal(), Some(9));
    let left = of(pid).await;
    assert!(left.len() == 1 && left[0].abandoned, "{left:?}");

    let doctor = home.run(&["doctor", "--json"]);
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
    let lines = doctor.json()["lines"].as_array().unwrap().clone();
    let line = lines.iter().find(|l| l["name"] == "leftovers").unwrap();
    assert_eq!(line["good"], false, "{line}");
    assert_eq!(line["mend"], "`ropewalk clean` removes them");
    assert_eq!(of(pid).await.len(), 1, "doctor only looks");

    let next = lesson(&home);
    next.wait_for("that ended without cleaning up");
    assert_eq!(of(pid).await, [], "the next start removes it");
    assert_eq!(of(next.pid()).await.len(), 1, "and keeps what is in use");
    let clean = home.run(&["clean", "--json"]);
    assert_eq!((clean.code, &clean.json()["images"]), (Some(0), &0.into()), "{clean:?}");
    assert_eq!(of(next.pid()).await.len(), 1);
    next.end();
}

#[tokio::test]
async fn the_end_of_a_script_removes_the_sandbox() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let mut program = lesson(&home);
    let pid = program.pid();
    program.type_line("docker run -d nginx");
    let (status, said) = program.end();
    assert_eq!(status.code(), Some(1), "a script that ends before its lesson:\n{said}");
    assert!(said.contains("Your place is kept"), "{said}");
    assert_eq!(of(pid).await, []);
}

#[tokio::test]
async fn an_image_that_is_nowhere_is_explained() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let mut program = lesson(&home);
    program.type_line("docker pull no-such-thing");
    program.wait_for("This sandbox has no network: an image that is not here, or not any more");
    program.type_line("docker run no-such-thing/at-all:7");
    program.wait_for_nth("Is the name", 2);
    program.type_line("docker pull registry.example.com/team/app");
    program.wait_for_nth("Is the name", 3);
    program.type_line("docker pull hello-world");
    let (status, said) = program.end();
    assert_eq!(status.code(), Some(1), "a script that ends before its lesson:\n{said}");
    assert_eq!(said.matches("Is the name").count(), 3, "no advice where nothing is wrong:\n{said}");
    assert!(said.contains("Step done"), "{said}");
}

#[tokio::test]
async fn a_sandbox_that_vanishes_can_be_had_anew() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let mut program = lesson(&home);
    let session = of(program.pid()).await.remove(0).session;
    ropewalk::sandbox::container::remove(&engine().await, &session).await.unwrap();
    program.type_line("docker pull hello-world");
    program.wait_for("that is our fault, not yours");
    program.type_line(":reset");
    program.wait_for_nth(READY, 2);
    program.type_line("docker pull hello-world");
    program.wait_for("Step done");
    let pid = program.pid();
    assert_eq!(program.end().0.code(), Some(1), "a script that ends before its lesson");
    assert_eq!(of(pid).await, []);
}

#[tokio::test]
async fn a_sandbox_that_stops_is_our_fault_and_nobody_left_the_shell() {
    let _together = STARTS.read().await;
    let home = Home::ready();
    let mut program = lesson(&home);
    let session = of(program.pid()).await.remove(0).session;
    // What is in it goes down with it, the learner's shell too.
    engine().await.kill_container(&format!("ropewalk-{session}"), None).await.unwrap();
    program.type_line("docker pull hello-world");
    program.wait_for("that is our fault, not yours");
    program.type_line(":reset");
    program.wait_for_nth(READY, 2);
    program.type_line("docker pull hello-world");
    program.wait_for("Step done");
    assert!(!program.said().contains("You left the shell"), "{}", program.said());
    program.end();
}

/// Progress that cannot be kept must not end a lesson, but must not be kept silent either.
#[tokio::test]
async fn progress_that_cannot_be_written_is_told_and_the_lesson_goes_on() {
    let _together = STARTS.read().await;
    let home = Home::new();
    home.write("state", "a file where the folder should be");
    goes_on(lesson(&home));

    if rustix::process::geteuid().is_root() {
        let home = Home::new();
        std::fs::create_dir(home.state()).unwrap();
        let full = "mount -t tmpfs -o size=16k none \"$XDG_STATE_HOME\" && mkdir \"$XDG_STATE_HOME/ropewalk\" && \
                    : > \"$XDG_STATE_HOME/ropewalk/progress.jsonl\" && \
                    { cat /dev/zero > \"$XDG_STATE_HOME/filler\"; } 2>/dev/null; exec \"$0\" run 01";
        let mut command = std::process::Command::new("unshare");
        command.args(["--mount", "sh", "-c", full, crate::common::program::PROGRAM]).envs(home.env());
        let program = Program::start(command);
        program.wait_for(READY);
        assert!(program.said().contains("No space left on device"), "{}", program.said());
        goes_on(program);
    }
}

fn goes_on(mut program: Program) {
    program.wait_for("your progress could not be written");
    program.type_line("docker pull hello-world");
    program.wait_for("Step done");
    program.type_line("1");
    program.wait_for("Right:");
    program.type_line("");
    program.wait_for("Step 2 of");
    let (status, said) = program.end();
    assert_eq!(status.code(), Some(1), "a script that ends before its lesson:\n{said}");
}

//! The learner's shell: where a command begins and ends, and what it printed.

use crate::common::{Machine, Script, file, until};
use ropewalk::sandbox::shell::OUTPUT_LIMIT;
use ropewalk::sandbox::{Input, Sandbox};
use ropewalk::state::Run;
use std::time::Duration;

#[tokio::test]
async fn commands_end_with_their_status_and_their_output() {
    let cases = [
        ("echo hello", 0, "hello\n"),
        ("true", 0, ""),
        ("false", 1, ""),
        ("(exit 42)", 42, ""),
        ("echo out; echo err >&2", 0, "out\nerr\n"),
        ("printf 'no end'", 0, "no end"),
        (r"printf 'a 10%%\nb 0%%\r\033[1A\033[Ka done\nb 7%%'", 0, "a done\nb 7%"),
        ("cat <<E\nE", 0, ""),
        ("cat <<E\none\n\n  two\nE", 0, "one\n\n  two\n"),
        ("for i in 1 2 3; do\n  echo $i\ndone", 0, "1\n2\n3\n"),
        ("say() {\n  echo \"said $1\"\n  return 7\n}\nsay it", 7, "said it\n"),
        ("echo one &&\n\necho two", 0, "one\ntwo\n"),
        ("echo one \\\n  two", 0, "one two\n"),
        ("# nothing but a comment", 0, ""),
        ("echo 'a  \"b\" $HOME !! \\n'", 0, "a  \"b\" $HOME !! \\n\n"),
        ("echo 'ä → 日本'", 0, "ä → 日本\n"),
        ("echo after all", 0, "after all\n"),
    ];
    let mut machine = Machine::start().await;
    for (text, exit, output) in cases {
        let ran = machine.run(text).await;
        assert_eq!((ran.record.exit, ran.record.output.as_str()), (exit, output), "{text}");
        assert_eq!(ran.record.text, text);
        assert!(!ran.stopped && !ran.shell_ended, "{text}");
    }
}

#[tokio::test]
async fn the_shell_refuses_in_its_own_words() {
    let mut machine = Machine::start().await;
    let ran = machine.run("echo )").await;
    assert_eq!(ran.record.exit, 2);
    assert!(ran.record.output.contains("syntax error near unexpected token"), "{}", ran.record.output);
    let ran = machine.run("dokcer ps").await;
    assert_eq!(ran.record.exit, 127);
    assert!(ran.record.output.contains("dokcer: command not found"), "{}", ran.record.output);
    let ran = machine.run("sudo docker ps -q").await;
    assert_eq!((ran.record.exit, ran.record.output.as_str()), (0, ""), "the learner may already do all of it");
}

#[tokio::test]
async fn one_shell_keeps_its_place_and_its_variables_until_it_ends() {
    let mut machine = Machine::start().await;
    assert_eq!(
        machine.good("mkdir -p 'a b/ü' && cd 'a b/ü'; NAME=web; export OTHER=1; ls_() { echo mine; }").await,
        ""
    );
    let ran = machine.run("echo $NAME $OTHER; ls_").await;
    assert_eq!(ran.record.output, "web 1\nmine\n");
    assert_eq!(ran.cwd, "/home/learner/a b/ü");
    let first = machine.good("echo $$").await;
    assert_eq!(machine.good("echo $$").await, first);

    let ran = machine.run("exit 5").await;
    assert!(ran.shell_ended);
    assert_ne!(machine.good("echo $$").await, first);
    let ran = machine.run("echo \"[$NAME]\"").await;
    assert_eq!((ran.record.output.as_str(), ran.cwd.as_str()), ("[]\n", "/home/learner"));
    for ending in ["exec true", "kill -9 $$"] {
        assert!(machine.run(ending).await.shell_ended, "{ending}");
        assert_eq!(machine.good("echo again").await, "again\n");
    }
}

#[tokio::test]
async fn a_megabyte_of_output_arrives_whole_and_its_end_is_kept() {
    let mut machine = Machine::start().await;
    let mut console = Script::default();
    let ran = machine.run_at("seq -w 0 149999; echo the end", &mut console).await;
    assert_eq!(ran.record.exit, 0);
    let shown = console.text();
    let mut lines = shown.lines();
    for n in 0..150_000 {
        assert_eq!(lines.next(), Some(format!("{n:06}").as_str()));
    }
    assert_eq!(lines.next(), Some("the end"));
    assert!(ran.record.output.ends_with("149999\nthe end\n") && ran.record.output.len() <= OUTPUT_LIMIT);
    assert_eq!(machine.good("echo next").await, "next\n");
}

#[tokio::test]
async fn keys_reach_the_program_that_runs() {
    let mut machine = Machine::start().await;
    // The words come from the program itself: it has the terminal by then.
    let mut console = Script::default().keys("ready", b"\x03");
    let ran = machine.run_at("sh -c 'echo ready; exec sleep 100'", &mut console).await;
    assert_eq!(ran.record.exit, 130, "{}", ran.record.output);
    assert_eq!(machine.good("echo next").await, "next\n");

    // The shell reads the answer itself; the echo of the keys is the terminal's.
    let mut console = Script::default().keys("Name? ", b"Ada\r");
    let ran = machine.run_at("read -p 'Name? ' name; echo \"Hello $name\"", &mut console).await;
    assert_eq!(ran.record.output, "Name? Ada\nHello Ada\n");

    let mut console = Script::default().keys("GNU nano", b"hello\x0f").keys("Write", b"\r").keys("Wrote", b"\x18");
    let ran = machine.run_at("nano notes.txt", &mut console).await;
    assert_eq!(ran.record.exit, 0);
    assert!(console.text().contains("\x1b[?1049l"), "the screen of before comes back");
    assert_eq!(machine.good("cat notes.txt").await, "hello\n");
}

#[tokio::test]
async fn a_container_s_shell_is_one_command() {
    let mut machine = Machine::start().await;
    let replies = ["cd /tmp", "echo in $((40 + 2))", "exit 3"].map(str::to_owned).to_vec();
    let run = Run { text: "docker run -it --rm alpine sh".into(), interactive: true, replies, ..Run::default() };
    let ran = machine.perform(&run, &mut Script::default()).await;
    assert_eq!(ran.record.exit, 3, "{}", ran.record.output);
    assert!(ran.record.output.contains("in 42\n"), "{}", ran.record.output);
    assert_eq!(machine.good("pwd").await, "/home/learner\n");

    let mut console = Script::default().keys("/ # ", b"\x10\x11");
    let ran = machine.run_at("docker run -it --name left alpine sh", &mut console).await;
    assert_eq!(ran.record.exit, 0, "{}", ran.record.output);
    assert_eq!(machine.good("docker inspect -f '{{.State.Status}}' left").await, "running\n");
    // A person's fingers are slower: the outer engine sees one key at a time.
    let mut console = Script::default().keys("/ # ", b"\x10").keys("", b"\x11");
    let ran = machine.run_at("docker run -it --name slow alpine sh", &mut console).await;
    assert!(!ran.shell_ended && ran.record.exit == 0, "{}", ran.record.output);
    assert_eq!(machine.good("docker inspect -f '{{.State.Status}}' slow").await, "running\n");
    let mut console = Script::default().keys("", b"exit 4\r");
    let ran = machine.run_at("docker attach left", &mut console).await;
    assert_eq!(ran.record.exit, 4, "{}", ran.record.output);
}

#[tokio::test]
async fn late_output_of_a_background_job_belongs_to_no_command() {
    let mut machine = Machine::start().await;
    machine.good("set +m").await;
    let ran = machine.run("(sleep 0.4; echo late; touch done) &").await;
    assert_eq!(ran.record.exit, 0);
    assert!(!ran.record.output.contains("late"));
    until("the job to end", async || file(&machine.observe(&["done"]).await.snapshot, "done").is_some()).await;
    assert_eq!(machine.good("echo now").await, "now\n");
    let mut console = Script::default();
    let ran = machine.run_at("(sleep 0.2; echo late) & sleep 0.6; echo now", &mut console).await;
    assert!(ran.record.output.ends_with("late\nnow\n"), "{}", ran.record.output);
}

#[tokio::test]
async fn an_unfinished_command_asks_for_more() {
    let mut machine = Machine::start().await;
    let mut console = Script::with_lines(&[" two", "three'"]);
    let ran = machine.run_at("echo 'one", &mut console).await;
    assert_eq!(ran.record.output, "one\n two\nthree\n");
    assert_eq!((ran.record.text.as_str(), console.asked), ("echo 'one\n two\nthree'", 2));

    let mut console = Script::with_lines(&["hidden", "E"]);
    assert_eq!(machine.run_at("cat <<E | wc -l", &mut console).await.record.output, "1\n");

    // An interrupt between the prompt and the read is lost now and then; once would not show it.
    for _ in 0..200 {
        let mut console = Script::default();
        let ran = machine.run_at("docker run \\", &mut console).await;
        assert_eq!((ran.record.exit, console.asked), (130, 1), "given up like with Ctrl-C");
        assert_eq!(machine.good("echo next").await, "next\n");
    }
}

#[tokio::test]
async fn the_window_s_size_reaches_every_program() {
    let mut machine = Machine::start().await;
    assert_eq!(machine.run_at("stty size", &mut Script::sized(80, 24)).await.record.output, "24 80\n");
    assert_eq!(machine.run_at("stty size", &mut Script::sized(100, 30)).await.record.output, "30 100\n");
    let wait = "until [ \"$(stty size)\" = '40 120' ]; do sleep 0.05; done; echo fits";
    let mut console = Script::sized(100, 30).when("wait", Input::Resize(120, 40));
    let ran = machine.run_at(&format!("echo wait; {wait}"), &mut console).await;
    assert_eq!(ran.record.output, "wait\nfits\n");

    let inside = format!("{wait}; exit\r");
    // Docker follows the window only when it has begun to read keys, which is after the first prompt.
    let resized = Script::sized(90, 20).keys("/ # ", b"echo u''p\r").when("up\r\n", Input::Resize(120, 40));
    let mut console = resized.keys("", inside.as_bytes());
    let ran = machine.run_at("docker run -it --rm alpine sh", &mut console).await;
    assert!(ran.record.output.contains("\nfits\n"), "{}", ran.record.output);
}

#[tokio::test]
async fn no_program_can_forge_a_mark() {
    let mut machine = Machine::start().await;
    let forged =
        r"printf '\e]133;D;0;cwd=/;k=00\a\e]133;A;k=00\a\e]133;D;0\a\e]133;A\a'; sleep 0.3; echo still here; false";
    let mut console = Script::default();
    let ran = machine.run_at(forged, &mut console).await;
    assert_eq!((ran.record.exit, ran.record.output.as_str()), (1, "still here\n"));
    assert!(console.text().contains("\x1b]133;A;k=00\x07"), "a mark of somebody else's is output");
    // The shell itself knows it; nothing that a program can read holds it.
    let secret = "n=${PS0#*k=}; n=${n%%\\\\*}; echo ${#n}; \
                  all=$(cat /proc/[0-9]*/{environ,cmdline} 2>/dev/null | tr '\\0' ' '; env); [[ $all == *$n* ]]; echo $?";
    assert_eq!(machine.run(secret).await.record.output, "32\n1\n", "programs cannot read the nonce");
}

#[tokio::test]
async fn a_command_that_does_not_end_is_stopped() {
    let mut machine = Machine::start().await;
    let limit = Some(Duration::from_millis(300));
    let run = Run { text: "sleep 100".into(), limit, ..Run::default() };
    let ran = machine.perform(&run, &mut Script::default()).await;
    assert!(ran.stopped && ran.record.exit == 130, "{ran:?}");
    let run = Run { text: "trap '' INT; sleep 100; trap - INT".into(), limit, ..Run::default() };
    let ran = machine.perform(&run, &mut Script::default()).await;
    assert!(ran.stopped, "{ran:?}");
    machine.sandbox.ready().await.unwrap();
    assert_eq!(machine.good("echo next").await, "next\n");
}

#[tokio::test]
async fn a_silent_command_for_which_nothing_is_done_is_stopped_sooner() {
    let mut machine = Machine::start().await;
    let run = |text: &str| Run {
        text: text.into(),
        limit: Some(Duration::from_secs(120)),
        idle: Some(Duration::from_secs(12)),
        ..Run::default()
    };
    let begun = std::time::Instant::now();
    let ran = machine.perform(&run("tail -f /dev/null"), &mut Script::default()).await;
    assert!(ran.stopped && begun.elapsed() < Duration::from_secs(35), "{ran:?} after {:?}", begun.elapsed());
    let busy = run("timeout 25 sh -c 'while :; do :; done'; echo done");
    let ran = machine.perform(&busy, &mut Script::default()).await;
    assert!(!ran.stopped && ran.record.output.ends_with("done\n"), "{ran:?}");
    let told = run("for n in 1 2 3 4 5; do sleep 5; echo $n; done");
    let ran = machine.perform(&told, &mut Script::default()).await;
    assert!(!ran.stopped && ran.record.exit == 0, "{ran:?}");
}

#[tokio::test]
async fn keys_typed_ahead_belong_to_no_later_command() {
    let mut machine = Machine::start().await;
    for ahead in ["\r", "\r\r\r", "echo ahead\r", "half a line", "echo 'open\r", "echo ahead\rsleep 100\r"] {
        let mut console = Script::default().keys("ready", ahead.as_bytes());
        let ran = machine.run_at("sh -c 'echo ready; sleep 0.3; exit 5'", &mut console).await;
        assert_eq!(ran.record.exit, 5, "{ahead:?}");
        for n in 0..2 {
            let ran = machine.run(&format!("echo mine {n}; (exit {n})")).await;
            assert_eq!((ran.record.exit, ran.record.output), (n, format!("mine {n}\n")), "{ahead:?}");
        }
    }
}

#[tokio::test]
async fn what_ignores_every_key_can_be_ended_all_the_same() {
    let mut machine = Machine::start().await;
    let stubborn = "trap '' INT QUIT TERM HUP; echo deaf; while :; do sleep 0.1; done";
    let mut console = Script::default().when("deaf", Input::Kill);
    let ran = machine.run_at(&format!("bash -c \"{stubborn}\""), &mut console).await;
    assert!(ran.stopped && ran.record.exit == 137, "{ran:?}");
    assert_eq!(machine.run("echo on").await.record.output, "on\n");

    // A container's first process ignores what it has no handler for.
    let mut console = Script::default().when("deaf", Input::Kill);
    let ran = machine.run_at("docker run --rm alpine sh -c 'echo deaf; exec sleep 300'", &mut console).await;
    assert!(ran.stopped, "{ran:?}");
    assert_eq!(machine.run("docker rm -f $(docker ps -q) > /dev/null; echo on").await.record.output, "on\n");
}

#[tokio::test]
async fn a_fresh_shell_reads_what_a_login_shell_reads() {
    let mut machine = Machine::start().await;
    machine.run("echo 'export COURSE=docker' >> ~/.bashrc; exit").await;
    assert_eq!(machine.run("echo $COURSE; type -t iptables > /dev/null; echo $?").await.record.output, "docker\n0\n");
}

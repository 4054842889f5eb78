//! What proving a lesson costs beyond its own commands: `cargo bench --bench verify`.
//! Needs a Docker Engine and the sandbox image: `ropewalk setup --yes`.
//!
//! The baseline has the same commands as one bash script, through one exec, in a fresh sandbox of the same kind.
//! "Steps" leaves the sandbox's start and end out on both sides; "all of it" has both in, and the program's own start.

mod common;

use common::{median, outer, print_load, row, sandbox};
use ropewalk::sandbox::Sandbox;
use ropewalk::sandbox::container::name_of;
use ropewalk::sandbox::stream::output_of;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// Both lessons take longer.
const PAIR_ROUNDS: usize = 3;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let begun = Instant::now();
    print_load();
    let _home = Home::new();
    for lesson in ["01", "02", "04"] {
        one(lesson).await;
    }
    side_by_side();
    print_load();
    println!("the bench took {} s", begun.elapsed().as_secs());
}

/// Where the program keeps its things; it is removed at the end.
struct Home(PathBuf);

impl Home {
    fn path() -> PathBuf {
        std::env::temp_dir().join(format!("ropewalk-bench-{}", std::process::id()))
    }

    fn new() -> Self {
        std::fs::create_dir_all(Self::path()).expect("a folder");
        Self(Self::path())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The report, and how long the program took.
fn verify(arguments: &[&str]) -> (Value, Duration) {
    let begun = Instant::now();
    let said = Command::new(env!("CARGO_BIN_EXE_ropewalk"))
        .args(["verify", "--offline", "--json"])
        .args(arguments)
        .env("XDG_STATE_HOME", Home::path())
        .output()
        .expect("started");
    let took = begun.elapsed();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    (serde_json::from_slice(&said.stdout).expect("JSON"), took)
}

async fn one(lesson: &str) {
    let (mut steps, mut whole, mut bare_steps, mut bare_whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut typed = 0;
    for _ in 0..ROUNDS {
        let (report, took) = verify(&[lesson]);
        let (commands, of_steps) = played(&report);
        typed = commands.len();
        let (alone, with_start) = bare(&commands.join("\n")).await;
        steps.push(of_steps);
        whole.push(took);
        bare_steps.push(alone);
        bare_whole.push(with_start);
    }
    let what = format!("verify {lesson}: its steps, {typed} commands");
    row(&what, median(&steps), "the commands in bash", median(&bare_steps), "<= 1.1");
    let what = format!("verify {lesson}: all of it");
    row(&what, median(&whole), "sandbox, commands in bash, removed", median(&bare_whole), "<= 1.1");
}

/// What was typed, and how long the steps took together.
fn played(report: &Value) -> (Vec<String>, Duration) {
    let steps = report["lessons"][0]["steps"].as_array().expect("steps");
    let typed = steps.iter().flat_map(|step| step["typed"].as_array().expect("commands"));
    let commands = typed.map(|command| command["command"].as_str().expect("a command").to_owned()).collect();
    let took = steps.iter().map(|step| step["milliseconds"].as_u64().expect("a time")).sum();
    (commands, Duration::from_millis(took))
}

/// How long the script took, and how long that was with its sandbox.
async fn bare(script: &str) -> (Duration, Duration) {
    let begun = Instant::now();
    let mut sandbox = sandbox().await;
    let container = name_of(sandbox.session());
    let docker = outer().await;
    let ready = Instant::now();
    let (_, stdout, _) = output_of(&docker, &container, &["bash", "-c", script]).await.expect("ran");
    let alone = ready.elapsed();
    assert!(!stdout.is_empty(), "the script printed something");
    sandbox.remove().await.expect("removed");
    (alone, begun.elapsed())
}

fn side_by_side() {
    let times = |jobs: &str| (0..PAIR_ROUNDS).map(|_| verify(&["--jobs", jobs, "01", "02"]).1).collect::<Vec<_>>();
    let (one, two) = (times("1"), times("2"));
    row("verify 01 and 02 with --jobs 2", median(&two), "with --jobs 1", median(&one), "well under 1");
}

//! What the benches against a real engine share. Each uses a part of it.
#![allow(dead_code, missing_docs)]

use bollard::Docker;
use ropewalk::sandbox::container::{Plan, Way};
use ropewalk::sandbox::docker::DockerSandbox;
use ropewalk::sandbox::engine::{Surroundings, find};
use ropewalk::sandbox::{Nobody, Sandbox, image};
use ropewalk::state::Run;
use std::time::Duration;

/// A sandbox as a lesson without a network has it.
pub fn plan() -> Plan {
    Plan { image: image::reference(), way: Way::B, network: false, mirror: true, direct: true }
}

pub async fn outer() -> Docker {
    find(&Surroundings::of_process()).await.expect("a Docker Engine: `ropewalk setup --yes`").docker
}

pub async fn sandbox() -> DockerSandbox {
    let started = DockerSandbox::start(&outer().await, &plan()).await;
    let mut sandbox = started.expect("the sandbox image: `ropewalk setup --yes`");
    sandbox.ready().await.expect("an inner engine");
    sandbox
}

/// Types a command; it must end with 0.
pub async fn typed(sandbox: &mut DockerSandbox, text: &str) -> String {
    let ran = sandbox.run(&Run { text: text.into(), ..Run::default() }, &mut Nobody).await.expect("ran");
    assert_eq!(ran.record.exit, 0, "{text}\n{}", ran.record.output);
    ran.record.output
}

pub fn median(times: &[Duration]) -> f64 {
    percentile(times, 50)
}

/// In milliseconds: so many of a hundred took at most that long.
pub fn percentile(times: &[Duration], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0
}

pub fn row(what: &str, ours: f64, against: &str, theirs: f64, aim: &str) {
    println!("{what:<52} {ours:>8.1} ms   {against:<34} {theirs:>8.1} ms   ratio {:>6.3}   aim: {aim}", ours / theirs);
}

/// How busy the machine is with other things: figures of a busy one are too high.
pub fn print_load() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load average: {}", load.split(' ').take(3).collect::<Vec<_>>().join(" "));
}

//! Looks up what only some checks need: see [`Probe`]. Looks are taken side by side, each within a limit of its own,
//! and change nothing that is judged.

mod files;

use super::engine::deepest;
use super::stream::output_of;
use crate::state::{Answer, Answers, Probe};
use bollard::Docker;
use std::time::Duration;

/// Answers every probe. Never fails as a whole: what could not be looked at says why.
pub async fn look(outer: &Docker, container: &str, probes: &[Probe]) -> Answers {
    let sandbox = Looker { outer, container };
    sandbox.files(probes).await
}

/// What is asked.
struct Looker<'a> {
    outer: &'a Docker,
    container: &'a str,
}

/// What a program printed, and how it ended.
struct Said {
    status: i64,
    out: String,
    err: String,
}

impl Looker<'_> {
    /// Runs a program in the sandbox; the error says why it has no answer.
    async fn run(&self, argv: &[&str], limit: Duration) -> Result<Said, String> {
        match tokio::time::timeout(limit, output_of(self.outer, self.container, argv)).await {
            Ok(Ok((status, out, err))) => {
                let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
                Ok(Said { status, out: text(out), err: text(err) })
            }
            Ok(Err(error)) => Err(format!("the sandbox could not be asked: {}", deepest(&error))),
            Err(_) => Err(format!("the sandbox did not answer within {} seconds", limit.as_secs())),
        }
    }

    /// All files of the sandbox, in one go.
    async fn files(&self, probes: &[Probe]) -> Answers {
        let (asked, paths): (Vec<&Probe>, Vec<&str>) = probes
            .iter()
            .map(|probe| match probe {
                Probe::File(path) => (probe, path.as_str()),
            })
            .unzip();
        if paths.is_empty() {
            return Answers::new();
        }
        let answers: Vec<Answer> = match files::files(self, &paths).await {
            Ok(found) => found.into_iter().map(|file| file.map_or(Answer::Missing, Answer::File)).collect(),
            Err(why) => vec![Answer::Unknown(why); paths.len()],
        };
        asked.into_iter().cloned().zip(answers).collect()
    }
}

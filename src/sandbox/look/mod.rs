//! Looks up what only some checks need: see [`Probe`]. Looks are taken side by side, each within a limit of its own,
//! and change nothing that is judged. What they leave in the engine's events is known by [`is_trace`].

mod archives;
mod details;
mod files;
mod inside;
mod programs;
mod registry;

pub use inside::{LOOK_LABEL, Memory};

use super::ask::{Asker, Said};
use super::engine::deepest;
use crate::state::{Answer, Answers, Beside, EngineEvent, Place, Probe};
use bollard::Docker;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::Duration;

/// Whom to ask.
pub struct Looker<'a> {
    /// What runs programs in the sandbox.
    pub asker: &'a Asker,
    /// The inner engine.
    pub inner: Docker,
    /// What cannot change and is known from an earlier look.
    pub memory: &'a Memory,
    /// What is beside that which is not there.
    pub beside: RefCell<Beside>,
}

type Look<'a> = Pin<Box<dyn Future<Output = Vec<(Probe, Answer)>> + 'a>>;

/// Answers every probe. Never fails as a whole: what could not be looked at says why.
pub async fn look(looker: &Looker<'_>, probes: &[Probe]) -> Answers {
    let (mut own, mut of_volumes, mut of_images) = (Vec::new(), Vec::new(), BTreeMap::<&str, Vec<&str>>::new());
    let mut looks: Vec<Look<'_>> = Vec::new();
    for probe in probes {
        match probe {
            Probe::File(path) => own.push(path.as_str()),
            Probe::FileIn(Place::Volume(volume), path) => of_volumes.push((volume.as_str(), path.as_str())),
            Probe::FileIn(Place::Image(image), path) => of_images.entry(image).or_default().push(path),
            Probe::Exec { container, words } => looks.push(Box::pin(looker.exec(probe, container, words))),
            Probe::Http { port, path, host } => {
                looks.push(Box::pin(looker.http(probe, *port, path, host.as_deref())));
            }
            Probe::Archive(path) => looks.push(Box::pin(looker.archive(probe, path))),
            Probe::Pushed(reference) => looks.push(Box::pin(looker.pushed(probe, reference))),
            Probe::Detail { detail, container } => {
                looks.push(Box::pin(looker.details(probe, *detail, container.as_deref())));
            }
            Probe::Script { .. } => looks.push(Box::pin(looker.script(probe))),
            Probe::FileIn(Place::Container(name), path) => {
                looks.push(Box::pin(async move { vec![(probe.clone(), looker.in_container(name, path).await)] }));
            }
        }
    }
    if !own.is_empty() {
        looks.push(Box::pin(looker.files(own)));
    }
    if !of_volumes.is_empty() {
        looks.push(Box::pin(looker.in_volumes(of_volumes)));
    }
    looks.extend(of_images.into_iter().map(|(image, paths)| -> Look<'_> { Box::pin(looker.in_image(image, paths)) }));
    futures_util::future::join_all(looks).await.into_iter().flatten().collect()
}

/// What an engine reports of looking, which changes nothing.
const TRACES: &[&str] =
    &["exec_create", "exec_start", "exec_detach", "exec_die", "top", "archive-path", "mount", "unmount"];

/// Whether an event comes from a look and tells nothing of the learner's; `looking` says that it happened while
/// we looked, when the learner's shell waits.
pub fn is_trace(event: &EngineEvent, looking: bool) -> bool {
    let action = event.action.split(':').next().unwrap_or_default();
    event.attributes.contains_key(LOOK_LABEL) || (looking && TRACES.contains(&action))
}

/// How much of what a program prints is kept, in bytes; standard output and standard error each.
pub const OUTPUT_LIMIT: usize = 64 * 1024;

/// Says what is in the folder of the missing `$p`, in one line: no name has a slash in it.
const BESIDE: &str = r#"ls -A -- "$(dirname -- "$p")" 2> /dev/null | head -n 100 | tr '\n' '/'"#;

impl Looker<'_> {
    /// Keeps what [`BESIDE`] said of a path.
    fn keep_beside(&self, path: &str, said: &str) {
        let names: Vec<String> = said.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if !names.is_empty() {
            self.beside.borrow_mut().insert(path.to_owned(), names);
        }
    }

    /// Runs a program in the sandbox; the error says why it has no answer. Of what it prints the beginning is kept.
    async fn run(&self, argv: &[&str], limit: Duration) -> Result<Said, String> {
        self.feed(argv, &[], OUTPUT_LIMIT, limit).await
    }

    /// The same with something to read and another bound on what is kept, in bytes.
    async fn feed(&self, argv: &[&str], input: &[u8], keep: usize, limit: Duration) -> Result<Said, String> {
        match tokio::time::timeout(limit, self.asker.run(argv, input, keep)).await {
            Ok(Ok(said)) => Ok(said),
            Ok(Err(error)) => Err(format!("the sandbox could not be asked: {}", deepest(&error))),
            Err(_) => Err(late(limit)),
        }
    }
}

fn late(limit: Duration) -> String {
    format!("the sandbox did not answer within {} seconds", limit.as_secs())
}

/// Answers for probes that were asked together.
fn each(probes: impl Iterator<Item = Probe>, answers: Result<Vec<Answer>, String>) -> Vec<(Probe, Answer)> {
    match answers {
        Ok(answers) => probes.zip(answers).collect(),
        Err(why) => probes.map(|probe| (probe, Answer::Unknown(why.clone()))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_look_leaves_in_the_events() {
        let event = |action: &str, label: bool| EngineEvent {
            action: action.to_owned(),
            attributes: label.then(|| (LOOK_LABEL.to_owned(), String::new())).into_iter().collect(),
            ..EngineEvent::default()
        };
        let cases = [
            ("create", true, false, true),
            ("create", false, true, false),
            ("exec_create: cat /x:y", false, true, true),
            ("exec_create: cat /x", false, false, false),
            ("archive-path", false, true, true),
            ("die", false, true, false),
        ];
        for (action, label, looking, want) in cases {
            assert_eq!(is_trace(&event(action, label), looking), want, "{action}");
        }
    }
}

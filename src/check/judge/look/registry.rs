//! What was pushed to a registry on the learner's machine.

use super::program;
use crate::check::RegistryCheck;
use crate::check::judge::miss::{self, Miss, about};
use crate::check::judge::{image, say};
use crate::check::{ImageCheck, reference};
use crate::state::{Answer, Probe, Snapshot, State};

/// Why the registry has no such image; none where it has.
pub(super) fn why_not(check: &RegistryCheck, state: &State) -> Option<String> {
    let name = say::code(&check.reference);
    match state.now.answers.get(&probe(check)) {
        Some(Answer::Pushed { digest, config }) => miss::told(misses(check, digest, config, &state.now)),
        Some(Answer::Silent(_)) => silent(check, state),
        _ if state.history.found.contains(&probe(check)) => {
            Some(format!("{name} was pushed and is gone from the registry"))
        }
        _ => {
            let local = ImageCheck { reference: Some(check.reference.clone()), ..ImageCheck::default() };
            let here = image::fits(&local, &state.now);
            let help = if here { "; an image of that name is here, but was not pushed" } else { "" };
            Some(format!("the registry has no {name}{help}"))
        }
    }
}

/// Why the registry says nothing; none where it answers.
pub(super) fn silent(check: &RegistryCheck, state: &State) -> Option<String> {
    let Some(Answer::Silent(why)) = state.now.answers.get(&probe(check)) else { return None };
    let host = registry(&check.reference);
    let port = host.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    let because = port.and_then(|port| program::last_publisher(port, state));
    let because = because.map(|because| format!("; {because}")).unwrap_or_default();
    Some(format!("{} {why}{because}", say::code(host)))
}

/// The look at the registry.
pub(super) fn probe(check: &RegistryCheck) -> Probe {
    Probe::Pushed(check.reference.clone())
}

/// Whether the registry had it.
pub(super) fn fits(check: &RegistryCheck, snapshot: &Snapshot) -> bool {
    match snapshot.answers.get(&probe(check)) {
        Some(Answer::Pushed { digest, config }) => misses(check, digest, config, snapshot).is_empty(),
        _ => false,
    }
}

/// The registry of a reference.
fn registry(reference: &str) -> &str {
    reference::split(reference).0.split('/').next().unwrap_or_default()
}

fn misses(check: &RegistryCheck, digest: &str, config: &str, snapshot: &Snapshot) -> Vec<Miss> {
    let name = say::code(&check.reference);
    let same = check.same_as.as_ref().and_then(|wanted| match image::find(snapshot, wanted) {
        Some(image) if image.id == config => None,
        Some(_) => Some(format!("{name} in the registry is another image than {}; push it again", say::code(wanted))),
        None => Some(format!("no image is named {}, which {name} is compared with", say::code(wanted))),
    });
    let other = check.digest.as_ref().filter(|wanted| *wanted != digest);
    let other = other.map(|wanted| {
        format!("the digest of {name} is {}; the step asks for {}", say::code(digest), say::code(wanted))
    });
    [about("identity", same), about("digest", other)].concat()
}

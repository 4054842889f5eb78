//! Services of compose projects, told by the labels of their containers.

use crate::check::judge::miss::{self, Miss, about};
use crate::check::judge::{blame, container, say};
use crate::check::{ComposeCheck, ContainerCheck, ServiceState};
use crate::state::{Blame, Container, EngineEvent, Snapshot, State};
use crate::text::did_you_mean;
use std::collections::BTreeMap;

const PROJECT: &str = "com.docker.compose.project";
const SERVICE: &str = "com.docker.compose.service";
const FOLDER: &str = "com.docker.compose.project.working_dir";
/// On a container of `docker compose run`, which is no part of the service.
const ONE_OFF: &str = "com.docker.compose.oneoff";

/// Why one of the services is not as was asked for; none where all are.
pub(super) fn why_not(check: &ComposeCheck, state: &State) -> Option<String> {
    let members: Vec<&Container> = members(check, &state.now).collect();
    if members.is_empty() {
        return Some(gone(check, state).unwrap_or_else(|| missing(check, &state.now)));
    }
    let miss = |(service, wanted): (&String, &ServiceState)| {
        about(&say::code(service), service_miss(service, *wanted, &members, check, state))
    };
    let misses: Vec<Miss> = check.services.iter().flat_map(miss).collect();
    miss::told(misses)
}

/// Whether the services are there as was asked for.
pub(super) fn fits(check: &ComposeCheck, snapshot: &Snapshot) -> bool {
    let members: Vec<&Container> = members(check, snapshot).collect();
    let fits = |service: &str, wanted: ServiceState| {
        members.iter().any(|member| label(member, SERVICE) == service && is(member, wanted))
    };
    !members.is_empty() && check.services.iter().all(|(service, wanted)| fits(service, *wanted))
}

/// What it is called.
pub(super) fn name(check: &ComposeCheck) -> String {
    let called = check.project.as_ref().or(check.folder.as_ref());
    called
        .map_or_else(|| "such a compose project".to_owned(), |name| format!("the compose project {}", say::code(name)))
}

fn label<'c>(container: &'c Container, key: &str) -> &'c str {
    container.labels.get(key).map_or("", String::as_str)
}

fn members<'s>(check: &'s ComposeCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Container> {
    snapshot.containers.iter().filter(|container| is_member(check, &container.labels))
}

/// Whether a container with these labels is one of the project's; the engine tells them with what it does to it, too.
fn is_member(check: &ComposeCheck, labels: &BTreeMap<String, String>) -> bool {
    let label = |key: &str| labels.get(key).map_or("", String::as_str);
    let project = label(PROJECT);
    !project.is_empty()
        && !label(ONE_OFF).eq_ignore_ascii_case("true")
        && check.project.as_ref().is_none_or(|wanted| wanted == project)
        && check.folder.as_ref().is_none_or(|wanted| is_folder(wanted, label(FOLDER)))
}

/// Whether an event is about a container of the project.
fn is_of(check: &ComposeCheck, event: &EngineEvent) -> bool {
    event.kind == "container" && is_member(check, &event.attributes)
}

/// Whether all its services, or the project if none is named, once had a container, as the engine told.
pub(super) fn was_there(check: &ComposeCheck, state: &State) -> bool {
    let events = &state.history.events;
    let is_of = |event: &&EngineEvent| is_of(check, event);
    let had =
        |service: &String| events.iter().filter(is_of).any(|event| event.attributes.get(SERVICE) == Some(service));
    events.iter().any(|event| is_of(&event)) && check.services.keys().all(had)
}

/// When the last container of the project went, and by which command; none where none did.
pub(in crate::check::judge) fn loss<'s>(check: &ComposeCheck, state: &'s State) -> Option<Blame<'s>> {
    state.blame(|event| event.action == "destroy" && is_of(check, event))
}

/// What became of a project that was there: "the compose project `shop` was removed by `docker compose down` at 10:02".
fn gone(check: &ComposeCheck, state: &State) -> Option<String> {
    let last = state.history.events.iter().rev().find(|event| event.action == "destroy" && is_of(check, event))?;
    let project = last.attributes.get(PROJECT).cloned();
    let subject = name(&ComposeCheck { project, ..check.clone() });
    Some(blame::removed_by(&subject, loss(check, state)?, state))
}

/// The engine knows whole paths only; an author writes `shop` or `~/shop`.
fn is_folder(wanted: &str, found: &str) -> bool {
    let wanted = wanted.trim_end_matches('/');
    let relative = ["./", "~/"].iter().find_map(|start| wanted.strip_prefix(start)).unwrap_or(wanted);
    found == wanted || (!relative.starts_with('/') && found.ends_with(&format!("/{relative}")))
}

fn is(container: &Container, wanted: ServiceState) -> bool {
    match wanted {
        ServiceState::Running => container.status == "running",
        ServiceState::Exited => container.status == "exited",
        ServiceState::Any => true,
    }
}

fn missing(check: &ComposeCheck, snapshot: &Snapshot) -> String {
    let any = ComposeCheck { services: check.services.clone(), ..ComposeCheck::default() };
    let other = members(&any, snapshot).map(|container| label(container, PROJECT)).next();
    let there = other.map(|project| format!("; there is {}", say::code(project))).unwrap_or_default();
    match (&check.project, &check.folder) {
        (Some(name), _) => format!("no compose project is named {}{there}", say::code(name)),
        (None, Some(folder)) => format!("no compose project was started in {}{there}", say::code(folder)),
        (None, None) => "no compose project has been started yet".to_owned(),
    }
}

fn service_miss(
    service: &str,
    wanted: ServiceState,
    members: &[&Container],
    check: &ComposeCheck,
    state: &State,
) -> Option<String> {
    let own: Vec<&&Container> = members.iter().filter(|member| label(member, SERVICE) == service).collect();
    let Some(first) = own.first() else {
        let names = members.iter().map(|member| label(member, SERVICE));
        let near = did_you_mean(service, names).map(|near| format!("; there is {}", say::code(near)));
        let of = if check.project.is_some() { format!(" of {}", name(check)) } else { String::new() };
        return Some(format!("no service {}{of} has a container{}", say::code(service), near.unwrap_or_default()));
    };
    if own.iter().any(|member| is(member, wanted)) {
        return None;
    }
    let asked = ContainerCheck {
        name: Some(first.name.clone()),
        running: (wanted == ServiceState::Running).then_some(true),
        exited: (wanted == ServiceState::Exited).then_some(true),
        ..ContainerCheck::default()
    };
    let why = container::why_not(&asked, state).unwrap_or_else(|| format!("it is {}", first.status));
    Some(format!("service {}: {why}", say::code(service)))
}

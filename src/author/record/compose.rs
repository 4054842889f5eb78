//! Services of compose projects: their containers are told together, by the names that their author gave them.

use super::change::{Said, draft};
use super::draft::Draft;
use super::value::Value;
use crate::state::{Change, Container, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

const PROJECT: &str = "com.docker.compose.project";
const SERVICE: &str = "com.docker.compose.service";
const ONE_OFF: &str = "com.docker.compose.oneoff";
/// Labels that compose puts on what it makes.
const NETWORK: &str = "com.docker.compose.network";

/// The project and the service of a container; none for one of its own.
fn of(container: &Container) -> Option<(&str, &str)> {
    let label = |key: &str| container.labels.get(key).map(String::as_str);
    let one_off = label(ONE_OFF).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    label(PROJECT).zip(label(SERVICE)).filter(|_| !one_off)
}

/// The container that a change is about.
fn container(change: &Change) -> Option<&Container> {
    match change {
        Change::ContainerMade(container) | Change::ContainerGone(container) => Some(container),
        Change::ContainerChanged { now, .. } => Some(now),
        _ => None,
    }
}

/// What an assertion on a change to a service is about; none for other changes.
pub fn about(change: &Change) -> Option<String> {
    container(change).and_then(of).map(|(project, _)| format!("compose {project}"))
}

/// Whether compose made it besides its services, as a part of them.
pub fn is_part(change: &Change) -> bool {
    match change {
        Change::NetworkMade(network) | Change::NetworkGone(network) => network.labels.contains_key(NETWORK),
        _ => false,
    }
}

/// An assertion for each project that changed.
pub fn drafts(changes: &[Change], now: &Snapshot, said: Said<'_>) -> Vec<Draft> {
    let mut gone: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (project, service) in changes.iter().filter_map(container).filter_map(of) {
        gone.entry(project).or_default().insert(service);
    }
    let draft = |(project, gone): (&str, BTreeSet<&str>)| {
        let members = now.containers.iter().filter_map(|c| Some((of(c)?, c)));
        let there: BTreeMap<&str, &str> =
            members.filter(|((p, _), _)| *p == project).map(|((_, s), c)| (s, c.status.as_str())).collect();
        let deed = if there.is_empty() { "removed these services" } else { "changed these services" };
        let mut draft = draft("compose", "project", format!("compose {project}"), deed);
        // Its name is its folder's, unless a command says another one.
        if said.has(project) {
            draft.needed.push(("project", Value::text(project)));
        }
        let services = if there.is_empty() { gone.iter().map(|s| (*s, "any")).collect() } else { there };
        // One that publishes nothing may do its work and end, sooner or later.
        let serves = |service: &str| {
            let mut own = now.containers.iter().filter(|c| of(c) == Some((project, service)));
            own.any(|c| !c.ports.is_empty())
        };
        let less = services.iter().map(|(s, status)| (*s, if serves(s) { *status } else { "any" })).collect();
        draft.weaker = Some(states(&less));
        draft.needed.push(("services", states(&services)));
        draft.absent = draft.deed.starts_with("removed");
        draft
    };
    gone.into_iter().map(draft).collect()
}

fn states(services: &BTreeMap<&str, &str>) -> Value {
    if services.values().all(|status| *status == "running") {
        return Value::List(services.keys().map(|service| Value::text(*service)).collect());
    }
    let state = |status: &str| match status {
        "running" | "exited" => status.to_owned(),
        _ => "any".to_owned(),
    };
    Value::Map(services.iter().map(|(service, status)| ((*service).to_owned(), Value::Word(state(status)))).collect())
}

//! Volumes and networks.

use super::miss::{self, Miss, about};
use super::{blame, say};
use crate::check::{NetworkCheck, VolumeCheck};
use crate::state::{Container, Network, Snapshot, State, Volume};
use crate::text::did_you_mean;

/// Networks that every engine has.
const BUILT_IN: &[&str] = &["bridge", "host", "none"];

/// Why no volume fits; none where one does.
pub(super) fn volume(check: &VolumeCheck, state: &State) -> Option<String> {
    let candidates: Vec<&Volume> = state.now.volumes.iter().filter(|v| named(check.name.as_ref(), &v.name)).collect();
    if let Some(misses) = miss::nearest(candidates.iter().map(|volume| volume_misses(check, volume))) {
        return miss::told(misses);
    }
    let was_there =
        |name: &str| state.history.volumes.contains(name) || state.before.volumes.iter().any(|v| v.name == name);
    let names = state.now.volumes.iter().map(|v| v.name.as_str());
    Some(missing(("volume", check.name.as_deref()), state, was_there, names))
}

/// Whether a volume of the snapshot fits.
pub(super) fn volume_fits(check: &VolumeCheck, snapshot: &Snapshot) -> bool {
    volumes_matching(check, snapshot).next().is_some()
}

/// The volumes of the snapshot that fit.
pub(super) fn volumes_matching<'s>(check: &'s VolumeCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Volume> {
    let meant = |volume: &&Volume| named(check.name.as_ref(), &volume.name);
    snapshot.volumes.iter().filter(meant).filter(|volume| volume_misses(check, volume).is_empty())
}

fn volume_misses(check: &VolumeCheck, volume: &Volume) -> Vec<Miss> {
    let subject = say::code(&volume.name);
    let driver = check.driver.as_ref().and_then(|wanted| say::differs(&subject, "driver", &volume.driver, wanted));
    let labels = say::labels(&subject, &check.labels, &volume.labels);
    [about("driver", driver), about("label", labels)].concat()
}

/// Why no network fits; none where one does.
pub(super) fn network(check: &NetworkCheck, state: &State) -> Option<String> {
    let candidates: Vec<&Network> = networks(check, &state.now).collect();
    if let Some(misses) = miss::nearest(candidates.iter().map(|network| network_misses(check, network, &state.now))) {
        return miss::told(misses);
    }
    let was_there = |name: &str| {
        state.history.networks.contains(state.last_name(name)) || state.before.networks.iter().any(|n| n.name == name)
    };
    let names = own_networks(&state.now).map(|n| n.name.as_str());
    Some(missing(("network", check.name.as_deref()), state, was_there, names))
}

/// Whether a network of the snapshot fits.
pub(super) fn network_fits(check: &NetworkCheck, snapshot: &Snapshot) -> bool {
    networks_matching(check, snapshot).next().is_some()
}

/// The networks of the snapshot that fit.
pub(super) fn networks_matching<'s>(
    check: &'s NetworkCheck,
    snapshot: &'s Snapshot,
) -> impl Iterator<Item = &'s Network> {
    networks(check, snapshot).filter(|network| network_misses(check, network, snapshot).is_empty())
}

/// Those that may be meant: by name any, without one only the learner's own.
fn networks<'s>(check: &'s NetworkCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Network> {
    let built_in = |network: &&Network| check.name.is_some() || !BUILT_IN.contains(&network.name.as_str());
    snapshot
        .networks
        .iter()
        .filter(built_in)
        .filter(|network| check.name.as_ref().is_none_or(|name| network.is_called(name)))
}

fn own_networks(snapshot: &Snapshot) -> impl Iterator<Item = &Network> {
    snapshot.networks.iter().filter(|network| !BUILT_IN.contains(&network.name.as_str()))
}

fn network_misses(check: &NetworkCheck, network: &Network, snapshot: &Snapshot) -> Vec<Miss> {
    let subject = say::code(&network.name);
    let driver = check.driver.as_ref().and_then(|wanted| say::differs(&subject, "driver", &network.driver, wanted));
    let labels = say::labels(&subject, &check.labels, &network.labels);
    let outside = check.members.iter().filter_map(|member| outside(member, &network.name, snapshot));
    [about("driver", driver), about("label", labels), about("member", outside)].concat()
}

fn outside(member: &str, network: &str, snapshot: &Snapshot) -> Option<String> {
    match snapshot.containers.iter().find(|container| container.is_called(member)) {
        Some(there) if there.networks.iter().any(|name| name == network) => {
            // The engine lists those only that have an address there.
            let lacks = format!("{} is in the network {} but does not run", say::code(&there.name), say::code(network));
            (!there.holds_processes()).then_some(lacks)
        }
        Some(other) => Some(format!("{} is not in the network {}", say::code(&other.name), say::code(network))),
        None => Some(format!("no container is named {}", say::code(member))),
    }
}

/// The members that are not in the network, each with its container where there is one.
pub(super) fn outsiders<'s>(
    check: &'s NetworkCheck,
    network: &'s str,
    snapshot: &'s Snapshot,
) -> impl Iterator<Item = Option<&'s Container>> {
    let of = |member: &String| snapshot.containers.iter().find(|container| container.is_called(member));
    let is_out = move |member: &&String| outside(member, network, snapshot).is_some();
    check.members.iter().filter(is_out).map(of)
}

fn named(wanted: Option<&String>, name: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == name)
}

fn missing<'n>(
    (noun, name): (&str, Option<&str>),
    state: &State,
    was_there: impl Fn(&str) -> bool,
    names: impl Iterator<Item = &'n str>,
) -> String {
    let Some(name) = name else { return format!("there is no {noun} of your own yet") };
    if was_there(name) {
        return blame::removed(noun, name, state);
    }
    match did_you_mean(name, names) {
        Some(near) => format!("no {noun} is named {}; there is {}", say::code(name), say::code(near)),
        None => format!("no {noun} is named {}", say::code(name)),
    }
}

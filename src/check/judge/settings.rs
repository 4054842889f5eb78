//! What a container was made with.

use super::miss::{Miss, about};
use super::say;
use crate::check::describe::{binary_size, processors};
use crate::check::{CommandLine, ContainerCheck, MountCheck};
use crate::state::{Container, Mount};
use std::collections::BTreeMap;

/// What it was made with, as far as the engine still knows it.
pub(super) fn settings(check: &ContainerCheck, container: &Container) -> Vec<Miss> {
    let name = say::code(&container.name);
    // What does not run publishes nothing by now; it is judged by what it was made to publish.
    let runs = container.holds_processes();
    let bound = |(_, hosts): &(&String, &Vec<u16>)| !runs || !hosts.is_empty();
    let found = if runs { &container.ports } else { &container.bindings }.iter().filter(bound).collect();
    let ports = check.ports.iter().filter_map(|(inner, host)| port_miss(&name, inner, *host, &found));
    let mounts = check.mounts.iter().filter_map(|(at, wanted)| mount_miss(&name, at, wanted, &container.mounts));
    let networks = check.networks.iter().filter_map(|network| network_miss(&name, network, &container.networks));
    let command = check.command.as_ref().and_then(|wanted| command_miss(&name, wanted, &container.command));
    let text = |property: &str, wanted: &Option<String>, found: &str| {
        about(property, wanted.as_ref().and_then(|wanted| say::differs(&name, property, found, wanted)))
    };
    [
        about("label", say::labels(&name, &check.labels, &container.labels)),
        about("variable", say::env(&name, &check.env, &container.env)),
        about("port", ports),
        about("mount", mounts),
        about("network", networks),
        about("command", command),
        text("restart policy", &check.restart, &container.restart),
        about("limit", limit_misses(&name, check, container)),
        about("user", check.user.as_ref().and_then(|wanted| say::user(&name, &container.user, wanted))),
        text("working directory", &check.workdir, &container.workdir),
        text("host name", &check.hostname, &container.hostname),
    ]
    .concat()
}

fn limit_misses(name: &str, check: &ContainerCheck, container: &Container) -> Vec<String> {
    let memory = check.memory.and_then(|wanted| limit_miss(name, "memory", container.memory, wanted, binary_size));
    let cpus =
        check.milli_cpus.and_then(|wanted| limit_miss(name, "processor", container.milli_cpus, wanted, processors));
    memory.into_iter().chain(cpus).collect()
}

/// For the engine 0 is no limit.
fn limit_miss(name: &str, noun: &str, found: i64, wanted: u64, words: fn(u64) -> String) -> Option<String> {
    let found = u64::try_from(found).unwrap_or_default();
    match (found, wanted) {
        _ if found == wanted => None,
        (0, _) => Some(format!("{name} has no {noun} limit; the step asks for {}", words(wanted))),
        (_, 0) => Some(format!("the {noun} limit of {name} is {}; the step asks for none", words(found))),
        _ => Some(format!("the {noun} limit of {name} is {}; the step asks for {}", words(found), words(wanted))),
    }
}

fn port_miss(name: &str, inner: &str, host: Option<u16>, found: &BTreeMap<&String, &Vec<u16>>) -> Option<String> {
    let shown = inner.trim_end_matches("/tcp");
    match (found.get(&inner.to_owned()), host) {
        (Some(_), None) => None,
        (Some(ports), Some(host)) if ports.contains(&host) => None,
        (Some(ports), Some(host)) => {
            let on = ports.first().map_or_else(|| "a port that the engine chooses".to_owned(), u16::to_string);
            Some(format!("{name} publishes {shown} on {on}; the step asks for {host}"))
        }
        (None, _) => {
            let other = found.iter().next();
            let also = other.map(|(port, _)| format!("; it publishes {}", port.trim_end_matches("/tcp")));
            Some(format!("{name} does not publish {shown}{}", also.unwrap_or_default()))
        }
    }
}

fn mount_miss(name: &str, target: &str, wanted: &MountCheck, found: &BTreeMap<String, Mount>) -> Option<String> {
    let Some((_, mount)) = found.iter().find(|(at, _)| plain(at) == plain(target)) else {
        return Some(format!("nothing is mounted at {} in {name}", say::code(target)));
    };
    let at = format!("mounted at {} in {name}", say::code(target));
    if let Some(source) = wanted.source.as_ref().filter(|source| !same_source(&mount.source, source)) {
        let found = if mount.source.is_empty() { format!("a {}", mount.kind) } else { say::code(&mount.source) };
        return Some(format!("{found} is {at}; the step asks for {}", say::code(source)));
    }
    if let Some(kind) = wanted.kind.as_ref().filter(|kind| **kind != mount.kind) {
        return Some(format!("a {} is {at}; the step asks for a {kind}", mount.kind));
    }
    let ways = |read_only: bool| if read_only { "for reading only" } else { "for writing" };
    let other = wanted.read_only.filter(|read_only| *read_only != mount.read_only)?;
    Some(format!("what is {at} is {}; the step asks for it {}", ways(mount.read_only), ways(other)))
}

fn plain(path: &str) -> &str {
    path.trim_end_matches('/')
}

/// The engine knows whole paths only; an author writes `./site`.
fn same_source(found: &str, wanted: &str) -> bool {
    let relative = ["./", "~/"].iter().find_map(|start| wanted.strip_prefix(start));
    plain(found) == plain(wanted) || relative.is_some_and(|end| plain(found).ends_with(&format!("/{}", plain(end))))
}

fn network_miss(name: &str, network: &str, found: &[String]) -> Option<String> {
    if found.iter().any(|n| n == network) {
        return None;
    }
    let has = found.first().map(|other| format!("; it is in {}", say::code(other)));
    Some(format!("{name} is not in the network {}{}", say::code(network), has.unwrap_or_default()))
}

fn ends_with(found: &[String], words: &[String]) -> bool {
    let Some(end) = found.len().checked_sub(words.len()).and_then(|at| found.get(at..)) else { return false };
    let is_program = |(found, wanted): (&String, &String)| {
        found == wanted || found.rsplit_once('/').is_some_and(|(_, name)| name == wanted)
    };
    end.iter().zip(words).take(1).all(is_program) && end.iter().skip(1).eq(words.iter().skip(1))
}

/// A text may be a part of the command; words may be its end, as they are given after the image. A program is the same
/// with its folder and without.
fn command_miss(name: &str, wanted: &CommandLine, found: &[String]) -> Option<String> {
    let fits = match wanted {
        CommandLine::Text(text) => found.join(" ").contains(text.as_str()),
        CommandLine::Words(words) => ends_with(found, words),
    };
    let asked = say::code(&say::line_of(wanted));
    (!fits).then(|| format!("{name} runs {}; the step asks for {asked}", say::code(&found.join(" "))))
}

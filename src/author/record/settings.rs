//! What a container was made with, as far as a lesson chose it.

use super::change::{Said, is_volatile};
use super::value::Value;
use crate::state::{Container, Image, Mount};

/// A key of an assertion and its value.
type Field = (&'static str, Value);

/// Units that memory is given in, the largest first.
const UNITS: &[(u64, &str)] = &[(1 << 30, "g"), (1 << 20, "m"), (1 << 10, "k")];

/// All of it that is not the image's own, in the order in which it is written.
pub fn settings(container: &Container, image: &Image, said: Said<'_>) -> Vec<Field> {
    let own = [
        ("user", &container.user, &image.user),
        ("workdir", &container.workdir, &image.workdir),
        ("hostname", &hostname(container, said), &String::new()),
    ];
    let own = own.into_iter().filter(|(_, now, was)| now != was && !now.is_empty());
    let own = own.map(|(key, now, _)| (key, Value::text(now)));
    limits(container, &Container::default()).into_iter().chain(own).collect()
}

/// The limits that are others than before.
pub fn limits(now: &Container, before: &Container) -> Vec<Field> {
    let memory = u64::try_from(now.memory).ok().filter(|_| now.memory != before.memory).map(size);
    let cpus = u64::try_from(now.milli_cpus).ok().filter(|_| now.milli_cpus != before.milli_cpus).map(thousandths);
    let memory = memory.map(|size| ("memory", Value::Word(size)));
    memory.into_iter().chain(cpus.map(|cpus| ("cpus", Value::Word(cpus)))).collect()
}

/// `64m`: in the largest unit that leaves no rest.
fn size(bytes: u64) -> String {
    let unit = UNITS.iter().find(|(unit, _)| bytes > 0 && bytes.is_multiple_of(*unit));
    unit.map_or_else(|| bytes.to_string(), |(unit, letter)| format!("{}{letter}", bytes / unit))
}

/// `0.5`: without needless noughts.
fn thousandths(thousandths: u64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The name that a command gave it: the engine's own is the identity, or that of the machine.
fn hostname(container: &Container, said: Said<'_>) -> String {
    let name = &container.hostname;
    if container.id.starts_with(name.as_str()) || !said.has(name) { String::new() } else { name.clone() }
}

/// What is mounted in it, by where. A volume that nobody named has to be there where a command says the place.
pub fn mounts(container: &Container, said: Said<'_>) -> Option<Field> {
    let mounts: Vec<(String, Value)> =
        container.mounts.iter().filter_map(|(at, mount)| Some((at.clone(), mounted(at, mount, said)?))).collect();
    (!mounts.is_empty()).then_some(("mount", Value::Map(mounts)))
}

fn mounted(at: &str, mount: &Mount, said: Said<'_>) -> Option<Value> {
    let is_known = !mount.source.is_empty() && !is_volatile(&mount.source);
    let mut fields = Vec::new();
    if is_known {
        fields.push(("source".to_owned(), Value::text(from_home(&mount.source))));
    } else if said.has_path(at) {
        fields.push(("kind".to_owned(), Value::text(&mount.kind)));
    } else {
        return None;
    }
    if mount.read_only {
        fields.push(("read_only".to_owned(), Value::yes()));
    }
    match fields.as_slice() {
        [(key, source)] if key == "source" => Some(source.clone()),
        _ => Some(Value::Map(fields)),
    }
}

/// A folder of the learner's as they write it: `./site`.
fn from_home(source: &str) -> String {
    let below = source.strip_prefix("/home/").and_then(|path| path.split_once('/'));
    below.map_or_else(|| source.to_owned(), |(_, path)| format!("./{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_parts_of_processors() {
        let cases = [(64 << 20, "64m"), (1 << 30, "1g"), (1536 << 20, "1536m"), (1000, "1000"), (0, "0")];
        for (bytes, want) in cases {
            assert_eq!(size(bytes), want);
        }
        for (milli, want) in [(500, "0.5"), (2000, "2"), (1250, "1.25"), (10_000, "10"), (0, "0")] {
            assert_eq!(thousandths(milli), want);
        }
    }
}

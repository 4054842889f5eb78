//! Archives: of images, of exported file systems, of anything.

use crate::check::judge::miss::{self, Miss, about};
use crate::check::judge::{blame, file, say};
use crate::check::reference::normal_reference;
use crate::check::{ArchiveCheck, ArchiveKind};
use crate::state::{Answer, Archive, Probe, Snapshot, State};
use serde_json::Value;
use std::collections::BTreeSet;

/// Why the file is no such archive; none where it is.
pub(super) fn why_not(check: &ArchiveCheck, state: &State) -> Option<String> {
    let path = say::code(&check.path);
    let probe = probe(check);
    match state.now.answers.get(&probe) {
        Some(Answer::Archive(archive)) => miss::told(misses(check, archive, &path)),
        Some(Answer::Silent(why)) => Some(format!("{path} {why}")),
        _ if state.history.found.contains(&probe) => Some(blame::removed_file(&path, &probe, state)),
        _ => Some(file::missing(&check.path, &path, &state.now)),
    }
}

/// The look at the archive.
pub(super) fn probe(check: &ArchiveCheck) -> Probe {
    Probe::Archive(check.path.clone())
}

/// Whether the snapshot has the archive and it fits.
pub(super) fn fits(check: &ArchiveCheck, snapshot: &Snapshot) -> bool {
    match snapshot.answers.get(&probe(check)) {
        Some(Answer::Archive(archive)) => misses(check, archive, "it").is_empty(),
        _ => false,
    }
}

fn misses(check: &ArchiveCheck, archive: &Archive, path: &str) -> Vec<Miss> {
    let entries: BTreeSet<&str> = archive.entries.iter().map(|entry| plain(entry)).collect();
    if archive.broken {
        let what = if entries.is_empty() { "is no tar archive" } else { "is broken: it ends too early" };
        return about("form", [format!("{path} {what}")]);
    }
    let kind = match check.kind {
        ArchiveKind::Any => None,
        ArchiveKind::Image => image_miss(archive, &entries, path),
        ArchiveKind::Filesystem => filesystem_miss(archive, &entries, path),
    };
    let mut misses = about("form", kind);
    let tags = tags(archive);
    let named = |wanted: &str| tags.iter().any(|tag| normal_reference(tag) == normal_reference(wanted));
    let unnamed = check.tags.iter().filter(|wanted| !named(wanted));
    // An archive of a file system has no names at all.
    let unnamed = unnamed
        .filter(|_| misses.is_empty())
        .flat_map(|wanted| about(&say::code(wanted), [other_tag(path, &tags, wanted)]));
    let unnamed: Vec<Miss> = unnamed.collect();
    misses.extend(unnamed);
    let lacking = check.entries.iter().filter(|wanted| !has(&entries, plain(wanted)));
    misses.extend(lacking.flat_map(|wanted| {
        let place = if archive.cut { format!("the beginning of {path}") } else { path.to_owned() };
        about(&say::code(wanted), [format!("{place} has no entry {}", say::code(wanted))])
    }));
    misses
}

/// An entry without what writers put around it.
fn plain(entry: &str) -> &str {
    entry.trim_start_matches("./").trim_matches('/')
}

/// Whether an entry, or something within such a folder, is there.
fn has(entries: &BTreeSet<&str>, wanted: &str) -> bool {
    let within = |entry: &&str| entry.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'));
    entries.contains(wanted) || entries.range(wanted..).take_while(|e| e.starts_with(wanted)).any(within)
}

fn other_tag(path: &str, tags: &[String], wanted: &str) -> String {
    match tags {
        [] => format!("{path} holds no image with a name; the step asks for {}", say::code(wanted)),
        [first, ..] => format!("{path} holds {}; the step asks for {}", say::code(first), say::code(wanted)),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn texts<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    value[key].as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The names that loading it gives.
fn tags(archive: &Archive) -> Vec<String> {
    let manifest = json(&archive.manifest);
    let images = manifest.as_array().into_iter().flatten();
    let mut tags: Vec<String> = images.flat_map(|image| texts(image, "RepoTags").map(str::to_owned)).collect();
    if tags.is_empty() {
        let index = json(&archive.index);
        let manifests = index["manifests"].as_array().into_iter().flatten();
        let name = |m: &Value| m["annotations"]["io.containerd.image.name"].as_str().map(str::to_owned);
        tags.extend(manifests.filter_map(name));
    }
    tags
}

/// Why it would not load; none where it would.
fn image_miss(archive: &Archive, entries: &BTreeSet<&str>, path: &str) -> Option<String> {
    if let Some(images) = json(&archive.manifest).as_array().filter(|images| !images.is_empty()) {
        let parts = |image: &Value| -> Vec<String> {
            let config = image["Config"].as_str().into_iter();
            config.chain(texts(image, "Layers")).map(str::to_owned).collect()
        };
        let missing = images.iter().flat_map(parts).find(|part| !has(entries, plain(part)))?;
        return Some(format!("{path} would not load: its part {} is missing", say::code(&missing)));
    }
    if let Some(manifests) = json(&archive.index)["manifests"].as_array().filter(|manifests| !manifests.is_empty()) {
        let blob = |m: &Value| m["digest"].as_str().map(|digest| format!("blobs/{}", digest.replace(':', "/")));
        let missing = manifests.iter().filter_map(blob).find(|blob| !has(entries, blob))?;
        return Some(format!("{path} would not load: its part {} is missing", say::code(&missing)));
    }
    let help = if is_filesystem(entries) { "; it is an exported file system, which `docker import` takes" } else { "" };
    Some(format!("{path} is no image archive: it has no `manifest.json`{help}"))
}

fn filesystem_miss(archive: &Archive, entries: &BTreeSet<&str>, path: &str) -> Option<String> {
    if !archive.manifest.is_empty() || !archive.index.is_empty() {
        return Some(format!("{path} is an image archive, which `docker load` takes; the step asks for a file system"));
    }
    (!is_filesystem(entries)).then(|| format!("{path} holds no file system: there is no `etc` beside a `bin` or `usr`"))
}

fn is_filesystem(entries: &BTreeSet<&str>) -> bool {
    has(entries, "etc") && ["bin", "usr", ".dockerenv"].iter().any(|folder| has(entries, folder))
}

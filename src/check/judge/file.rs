//! Files: of the sandbox, of containers, images and volumes.

use super::look::text;
use super::miss::{self, Miss, about};
use super::{blame, container, image, object, probes, say};
use crate::check::plain;
use crate::check::{ContainerCheck, FileCheck, ImageCheck, VolumeCheck};
use crate::state::{FILE_CONTENT_LIMIT, File, FileKind, Place, Snapshot, State};
use crate::text::did_you_mean;
use serde_json::Value;

/// Why the file does not fit; none where it does.
pub(super) fn why_not(check: &FileCheck, state: &State) -> Option<String> {
    if let Some(why) = check.place.as_ref().and_then(|place| place_missing(place, state)) {
        return Some(why);
    }
    let path = name(check);
    let probe = probes::file(check);
    match state.now.file(&probe) {
        Some(file) => miss::told(misses(check, file, &state.now)),
        None if state.history.found.contains(&probe) || state.before.file(&probe).is_some() => {
            Some(blame::removed_file(&path, &probe, state))
        }
        None if check.place.is_none() => Some(missing(&check.path, &path, &state.now)),
        None => Some(format!("{path} is not there")),
    }
}

/// Of a file that never was there: what there is instead of it, where one of like name is beside it.
pub(super) fn missing(path: &str, shown: &str, now: &Snapshot) -> String {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    let beside = now.beside.get(path).into_iter().flatten().map(String::as_str);
    match did_you_mean(name, beside) {
        Some(near) => format!("{shown} is not there; there is {}", say::code(&format!("{folder}{near}"))),
        None => format!("{shown} is not there"),
    }
}

/// The path and where it is: "`/etc/motd` in `web`".
pub(super) fn name(check: &FileCheck) -> String {
    let path = say::code(&check.path);
    match &check.place {
        None => path,
        Some(Place::Container(name) | Place::Volume(name) | Place::Image(name)) => {
            format!("{path} in {}", say::code(name))
        }
    }
}

/// Why what the file is in is not there; none where it is.
pub(super) fn place_missing(place: &Place, state: &State) -> Option<String> {
    match place {
        Place::Container(name) => container_missing(name, state),
        Place::Image(reference) => {
            let reference = Some(reference.clone());
            image::why_not(&ImageCheck { reference, ..ImageCheck::default() }, state)
        }
        Place::Volume(name) => {
            object::volume(&VolumeCheck { name: Some(name.clone()), ..VolumeCheck::default() }, state)
        }
    }
}

/// Why a container, named or by its identity, is not there; none where it is.
pub(super) fn container_missing(name: &str, state: &State) -> Option<String> {
    if state.now.containers.iter().any(|container| container.is_called(name)) {
        return None;
    }
    container::why_not(&ContainerCheck { name: Some(name.to_owned()), ..ContainerCheck::default() }, state)
}

/// Whether the first thing that is otherwise is its mode or its owner.
pub(super) fn is_about_attributes(check: &FileCheck, snapshot: &Snapshot) -> bool {
    let file = snapshot.file(&probes::file(check));
    let first = file.and_then(|file| misses(check, file, snapshot).into_iter().next());
    let asks = || check.mode.is_some() || check.owner.is_some();
    first.map_or_else(asks, |miss| miss.is_about("mode") || miss.is_about("owner"))
}

/// Whether the snapshot has the file and it fits.
pub(super) fn fits(check: &FileCheck, snapshot: &Snapshot) -> bool {
    snapshot.file(&probes::file(check)).is_some_and(|file| misses(check, file, snapshot).is_empty())
}

fn misses(check: &FileCheck, file: &File, snapshot: &Snapshot) -> Vec<Miss> {
    let path = &name(check);
    let kind = check.kind.filter(|kind| *kind != file.kind);
    let kind = kind.map(|wanted| format!("{path} is a {}; the step asks for a {}", noun(file.kind), noun(wanted)));
    let mut misses = about("kind", kind);
    if let Some(to) = file.dangling() {
        // What it does not lead to has neither a text nor a mode.
        let nowhere = format!("{path} is a link to {}, which is not there", say::code(to));
        misses.extend(about("its end", asks_of_the_end(check).then_some(nowhere)));
        return misses;
    }
    misses.extend(text_misses(check, file, path));
    misses.extend(about("JSON", json_misses(check, file, path)));
    let small = check.min_size.filter(|least| file.size < *least);
    let small = small.map(|least| format!("{path} has {} bytes; the step asks for {least} or more", file.size));
    let large = check.max_size.filter(|most| file.size > *most);
    let large = large.map(|most| format!("{path} has {} bytes; the step asks for {most} or less", file.size));
    misses.extend(about("size", small.into_iter().chain(large)));
    let mode = check.mode.filter(|mode| *mode != file.mode & 0o7777);
    let mode =
        mode.map(|wanted| format!("the mode of {path} is {:04o}; the step asks for {wanted:04o}", file.mode & 0o7777));
    misses.extend(about("mode", mode));
    misses.extend(about("owner", owner_miss(check, file, path, snapshot)));
    misses
}

/// Whether more is asked than that something is at the path, and of which kind.
fn asks_of_the_end(check: &FileCheck) -> bool {
    let (path, place, kind) = (check.path.clone(), check.place.clone(), check.kind);
    *check != FileCheck { path, place, kind, ..FileCheck::default() }
}

fn text_misses(check: &FileCheck, file: &File, path: &str) -> Vec<Miss> {
    let asked =
        !check.contains.is_empty() || check.equals.is_some() || check.matches.is_some() || !check.json.is_empty();
    if asked && file.end() == Some(FileKind::Directory) {
        // That it is no file is said already where the step asks for one.
        let is_told = check.kind.is_some_and(|kind| kind != file.kind);
        let to = file.link.as_ref().map(|link| format!("link to {}, a ", say::code(&link.to))).unwrap_or_default();
        return about("text", (!is_told).then(|| format!("{path} is a {to}directory, which has no text")));
    }
    let place = if is_cut(file) { format!("the beginning of {path}") } else { path.to_owned() };
    let lacking = check.contains.iter().filter(|text| !contains(&file.content, text));
    let there = |text: &str| {
        let whole = Some(file.content.as_str()).filter(|_| !is_cut(file));
        whole.and_then(|whole| text::near(whole, text).or_else(|| text::instead(whole))).unwrap_or_default()
    };
    let lack = |text: &String| match say::alike(&file.content, text) {
        Some((line, text)) => format!("{place} does not contain {text}; it has {line}"),
        None => format!("{place} does not contain {}{}", say::code(text), there(text)),
    };
    let mut misses: Vec<Miss> = lacking.flat_map(|text| about(&say::code(text), [lack(text)])).collect();
    let difference = check.equals.as_ref().and_then(|wanted| say::first_difference(path, &file.content, wanted));
    misses.extend(about("its text", difference));
    let pattern = check.matches.as_ref().filter(|pattern| !pattern.is_match(&file.content));
    let pattern = pattern.map(|pattern| plain::does(&format!("{place} does not contain"), pattern));
    misses.extend(about("what it looks like", pattern));
    misses
}

/// Whether only the beginning of the file was read.
fn is_cut(file: &File) -> bool {
    u64::try_from(FILE_CONTENT_LIMIT).is_ok_and(|limit| file.size > limit)
}

fn json_misses(check: &FileCheck, file: &File, path: &str) -> Vec<String> {
    if check.json.is_empty() || file.end() == Some(FileKind::Directory) {
        return Vec::new();
    }
    let value: Value = match serde_json::from_str(&file.content) {
        Ok(value) => value,
        Err(_) if is_cut(file) => return vec![format!("{path} is larger than what is read as JSON")],
        Err(error) => return vec![format!("{path} is no JSON: line {} cannot be read", error.line())],
    };
    let miss = |(pointer, wanted): (&String, &String)| match value.pointer(pointer) {
        Some(Value::String(found)) if check.unquoted.contains(pointer) => Some(format!(
            "{path} has the text {} at {}; the step asks for {}, which is no text",
            say::code(found),
            say::code(pointer),
            say::code(wanted)
        )),
        Some(found) if as_written(found) == *wanted => None,
        Some(found) => Some(format!(
            "{path} has {} at {}; the step asks for {}",
            say::code(&as_written(found)),
            say::code(pointer),
            say::code(wanted)
        )),
        None => Some(format!("{path} has nothing at {}", say::code(pointer))),
    };
    check.json.iter().filter_map(miss).collect()
}

/// A text without its quotes, everything else as JSON.
fn as_written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn owner_miss(check: &FileCheck, file: &File, path: &str, snapshot: &Snapshot) -> Option<String> {
    let wanted = check.owner.as_ref()?;
    let users = probes::names(check).and_then(|probe| snapshot.file(&probe)).map(|users| users.content.as_str());
    let listed = users.and_then(|users| user_name(users, file.uid));
    let known = listed.unwrap_or(if file.uid == 0 { "root" } else { &file.owner });
    if *wanted == known || *wanted == file.uid.to_string() {
        return None;
    }
    let found = if known.is_empty() { format!("user {}", file.uid) } else { say::code(known) };
    Some(format!("{path} belongs to {found}; the step asks for {}", say::code(wanted)))
}

/// The name of a user in a list like `/etc/passwd`.
fn user_name(users: &str, uid: u32) -> Option<&str> {
    let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    fields.filter(|fields| fields.get(2).and_then(|id| id.parse().ok()) == Some(uid)).find_map(|f| f.first().copied())
}

/// Whether a text is within another; carriage returns do not count.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    text.contains(wanted) || text.replace("\r\n", "\n").contains(wanted)
}

fn noun(kind: FileKind) -> &'static str {
    match kind {
        FileKind::File => "file",
        FileKind::Directory => "directory",
        FileKind::Link => "link",
        FileKind::Other => "special file",
    }
}

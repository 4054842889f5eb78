//! Ways to files: of the learner's own machine, of containers, images and volumes.

use super::program::with_shell;
use super::way::{LOOK_AT, Way, or, path_word, word};
use crate::check::judge::at_hand;
use crate::check::plain::line_of;
use crate::check::shell::quote;
use crate::check::{Assertion, ContainerCheck, FileCheck, ImageCheck, VolumeCheck};
use crate::state::{File, FileKind, Place, Snapshot, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What the file is in comes first, then all that is not as asked.
pub(super) fn file(check: &FileCheck, state: &State) -> Way {
    let around = place(check.place.as_ref(), state);
    // An image that is built has the file already.
    if matches!(check.place, Some(Place::Image(_))) && around.is_some() {
        return around.unwrap_or_default();
    }
    let there = at_hand::file(check, &state.now);
    let shown = shown_path(check);
    let steps = Steps { check, path: &shown, there, now: &state.now };
    let Some(ways) = steps.all() else { return edited(check, &state.now) };
    let within = Way::chain(ways).within(check.place.as_ref(), &state.now);
    match around.or_else(|| awake(check.place.as_ref(), state)) {
        Some(first) => within.behind(first),
        None => within,
    }
}

/// The path as it is typed where the file is looked at.
fn shown_path(check: &FileCheck) -> String {
    match &check.place {
        Some(Place::Volume(_)) => format!("{LOOK_AT}/{}", check.path.trim_start_matches('/')),
        Some(Place::Container(_)) if !check.path.starts_with('/') => format!("/{}", check.path),
        _ => check.path.clone(),
    }
}

/// The steps from a file as it is to one as it is asked.
struct Steps<'a> {
    check: &'a FileCheck,
    path: &'a str,
    there: Option<&'a File>,
    now: &'a Snapshot,
}

impl Steps<'_> {
    /// Each that is needed, in order; none where only an editor helps.
    fn all(&self) -> Option<Vec<Way>> {
        let clear = self.cleared();
        let there = self.there.filter(|_| clear.is_none());
        let content = Self { there, ..*self }.made()?;
        let mut ways: Vec<Way> = clear.into_iter().collect();
        if there.is_none() && !content.iter().any(|way| way.tool.starts_with("mkdir")) {
            ways.extend(self.folder());
        }
        ways.extend(content);
        let path = path_word(self.path);
        // What is made new may have any mode.
        let mode = self.check.mode.filter(|mode| there.is_none_or(|file| file.mode & 0o7777 != *mode));
        ways.extend(mode.map(|mode| Way::new("chmod", &[&format!("{mode:o}"), &path])));
        ways.extend(self.owned(there));
        Some(ways).filter(|ways| !ways.is_empty())
    }

    fn folder(&self) -> Option<Way> {
        folder_of(self.path, self.check.place.is_none().then_some(self.now))
    }

    /// What has another kind than is asked goes.
    fn cleared(&self) -> Option<Way> {
        let there = self.there?;
        let wanted = self.check.kind.unwrap_or(FileKind::File);
        let is_text = !self.check.contains.is_empty() || self.check.equals.is_some() || !self.check.json.is_empty();
        let is_other = match self.check.kind {
            Some(kind) => kind != there.kind,
            None => is_text && there.kind == FileKind::Directory,
        };
        (is_other && wanted != FileKind::Other).then(|| removed(&path_word(self.path), there.kind))
    }

    /// With the content, the kind or the size that is asked; none where nobody but its author knows it.
    fn made(&self) -> Option<Vec<Way>> {
        let check = self.check;
        let there = self.there;
        let path = path_word(self.path);
        let size = there.map_or(0, |file| file.size);
        let text = there.map_or("", |file| file.content.as_str());
        let way = match check.kind {
            Some(FileKind::Directory) if there.is_none() => {
                let tool = if self.folder().is_some() { "mkdir -p" } else { "mkdir" };
                Some(Way::new(tool, &[&path]))
            }
            Some(FileKind::Link) if there.is_none() => Some(Way::new("ln -s", &["TARGET", &path])),
            _ if !self.is_written(text) => Some(self.content(text, &path)?),
            _ if check.min_size.is_some_and(|least| size < least) => Some(match self.archive() {
                Some(way) => way,
                None => resized(check.min_size, &path),
            }),
            _ if check.max_size.is_some_and(|most| size > most) => Some(resized(check.max_size, &path)),
            _ if there.is_none() => Some(self.archive().unwrap_or_else(|| Way::new("touch", &[&path]))),
            _ => None,
        };
        Some(way.into_iter().collect())
    }

    /// Whether it has the text that is asked.
    fn is_written(&self, text: &str) -> bool {
        let check = self.check;
        let whole = check.equals.as_ref().is_none_or(|wanted| text.trim_end() == wanted.trim_end());
        let parts = check.contains.iter().all(|part| text.contains(part.trim_end()));
        let is_json = check.json.is_empty() || {
            let json = FileCheck { json: check.json.clone(), unquoted: check.unquoted.clone(), ..bare(check) };
            at_hand::is_there(&Assertion::File(json), self.now)
        };
        let is_there = self.there.is_some() || check.equals.is_none();
        whole && parts && is_json && is_there && check.matches.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }

    /// What is typed for its text.
    fn content(&self, text: &str, path: &str) -> Option<Way> {
        let check = self.check;
        if let Some(wanted) = &check.equals {
            return Some(written(wanted, ">", path));
        }
        if !check.json.is_empty() && check.contains.is_empty() && check.matches.is_none() {
            return as_json(&check.json, self.there).map(|text| written(&text, ">", path));
        }
        if !check.json.is_empty() {
            return None;
        }
        let mut lines: Vec<String> =
            check.contains.iter().filter(|part| !text.contains(part.trim_end())).cloned().collect();
        if let Some(pattern) = &check.matches {
            let line = line_of(pattern);
            let holds = pattern.is_match(text) || lines.iter().any(|line| pattern.is_match(line));
            match line {
                _ if holds => {}
                Some(line) => lines.push(line),
                None => return None,
            }
        }
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        // What is in it already stays, and its last line may have no end.
        let how = if self.there.is_some() && !text.is_empty() { ">>" } else { ">" };
        let joint = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        Some(written(&format!("{joint}{}", lines.join("\n")), how, path))
    }

    /// An archive by its name, where one of images is all that is known.
    fn archive(&self) -> Option<Way> {
        let is_archive = std::path::Path::new(self.path).extension().is_some_and(|end| end == "tar");
        let way = || Way::new("docker save", &["IMAGE"]).flag("--output", path_word(self.path));
        (self.check.place.is_none() && is_archive).then(way)
    }

    /// The learner owns what they make, and root in a container.
    fn owned(&self, there: Option<&File>) -> Option<Way> {
        let owner = self.check.owner.as_ref()?;
        let maker = if self.check.place.is_none() { ["learner", "1000"] } else { ["root", "0"] };
        let is_so = match there {
            Some(_) => at_hand::is_there(
                &Assertion::File(FileCheck { owner: Some(owner.clone()), ..bare(self.check) }),
                self.now,
            ),
            None => maker.contains(&owner.as_str()),
        };
        (!is_so).then(|| Way::new("chown", &[&word(owner), &path_word(self.path)]))
    }
}

/// The same file, of which nothing is asked.
fn bare(check: &FileCheck) -> FileCheck {
    FileCheck { path: check.path.clone(), place: check.place.clone(), ..FileCheck::default() }
}

/// The folder that a file is to be in, where it may not be there yet.
pub(super) fn folder_of(path: &str, beside: Option<&Snapshot>) -> Option<Way> {
    let (folder, _) = path.trim_end_matches('/').rsplit_once('/')?;
    let is_known =
        matches!(folder, "" | "~" | "." | LOOK_AT) || beside.is_some_and(|now| now.beside.contains_key(path));
    (!is_known).then(|| Way::new("mkdir -p", &[&path_word(folder)]))
}

/// Away with it, whatever it is.
pub(super) fn removal(check: &FileCheck, state: &State) -> Way {
    let path = shown_path(check);
    let there = at_hand::file(check, &state.now);
    let way = removed(&path_word(&path), there.map_or(FileKind::File, |file| file.kind));
    // What never was there cannot be gone.
    let never = there.is_none() && check.place.is_none() && !at_hand::was_there(&Assertion::File(check.clone()), state);
    let way = way.within(check.place.as_ref(), &state.now);
    let first = place(check.place.as_ref(), state).or_else(|| awake(check.place.as_ref(), state));
    match first {
        Some(first) => way.behind(first),
        None if never => way.behind(file(check, state)),
        None => way,
    }
}

pub(super) fn removed(path: &str, kind: FileKind) -> Way {
    Way::new("rm", &[if kind == FileKind::Directory { "-r" } else { "" }, path])
}

/// A container in which something is to be done runs.
fn awake(place: Option<&Place>, state: &State) -> Option<Way> {
    let Place::Container(name) = place? else { return None };
    let running = ContainerCheck {
        name: Some(name.clone()),
        running: Some(true),
        paused: Some(false),
        ..ContainerCheck::default()
    };
    let is_awake = at_hand::is_there(&Assertion::Container(running.clone()), &state.now);
    // Another one in its place would not have what is in this one.
    let stays = |way: &Way| way.mends && !way.before.iter().any(|before| before.starts_with("docker rm "));
    (!is_awake).then(|| super::container::way(&running, state)).filter(stays)
}

/// What nobody but its author can write to the word: where it is opened to be changed.
pub(super) fn edited(check: &FileCheck, now: &Snapshot) -> Way {
    let shell = |tool: &str, rest: &[&str]| Way::mending(tool, rest).flag("--interactive", "").flag("--tty", "");
    let way = match &check.place {
        None => {
            let folder = at_hand::file(check, now).is_none().then(|| folder_of(&check.path, Some(now))).flatten();
            let way = Way::mending("nano", &[&path_word(&check.path)]);
            return folder.map_or_else(|| way.clone(), |folder| way.clone().behind(folder));
        }
        Some(Place::Container(name)) => shell("docker exec", &[name, "sh"]),
        Some(Place::Volume(name)) => {
            let mount = quote(&format!("{name}:{LOOK_AT}"));
            shell("docker run", &[or(with_shell(now), "IMAGE"), "sh"]).flag("--rm", "").flag("--volume", mount)
        }
        Some(Place::Image(name)) => Way::new("docker build", &["."]).flag("--tag", name),
    };
    Way { look_at: Some(opened(check)), ..way }
}

/// How long a whole text may be so that it is told to the letter, in characters.
const TOLD_LIMIT: usize = 100;

/// The file's JSON with what is asked in it, if that can still be typed.
fn as_json(wanted: &BTreeMap<String, String>, there: Option<&File>) -> Option<String> {
    let read = there.and_then(|file| serde_json::from_str(&file.content).ok());
    let mut value: Value = if there.is_some_and(|file| !file.content.trim().is_empty()) { read? } else { json!({}) };
    for (pointer, text) in wanted {
        // A number, a list and `true` are written as such.
        let new = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
        *place_in(&mut value, pointer)? = new;
    }
    Some(value.to_string()).filter(|text| text.chars().count() <= TOLD_LIMIT)
}

/// Where a JSON pointer leads, with the maps that are not there yet; none where it leads into a list beyond its end.
fn place_in<'v>(value: &'v mut Value, pointer: &str) -> Option<&'v mut Value> {
    let mut at = value;
    for key in pointer.split('/').skip(1) {
        let key = key.replace("~1", "/").replace("~0", "~");
        at = match at {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
            Value::Object(map) => map.entry(key).or_insert(Value::Null),
            Value::Null => {
                *at = json!({});
                at.as_object_mut()?.entry(key).or_insert(Value::Null)
            }
            _ => return None,
        };
    }
    Some(at)
}

/// The way to what a file is in, where that is not there. What is done in a container is done while it runs.
pub(super) fn place(place: Option<&Place>, state: &State) -> Option<Way> {
    let named = |name: &String| Some(name.clone());
    let lives = |running| move |name| ContainerCheck { name, running, ..ContainerCheck::default() };
    let (inner, made) = match place? {
        Place::Container(name) => {
            (Assertion::Container(lives(None)(named(name))), Assertion::Container(lives(Some(true))(named(name))))
        }
        Place::Image(name) => {
            let image = Assertion::Image(ImageCheck { reference: named(name), ..ImageCheck::default() });
            (image.clone(), image)
        }
        Place::Volume(name) => {
            let volume = Assertion::Volume(VolumeCheck { name: named(name), ..VolumeCheck::default() });
            (volume.clone(), volume)
        }
    };
    (!at_hand::is_there(&inner, &state.now)).then(|| super::way(&made, state))
}

/// How one sees what is in it.
pub(super) fn opened(check: &FileCheck) -> String {
    let path = path_word(&check.path);
    match &check.place {
        None => format!("`nano {path}` opens it."),
        Some(Place::Container(name)) => format!("`docker exec {name} cat {path}` shows it."),
        Some(Place::Image(name)) => format!("`docker run --rm {name} cat {path}` shows it."),
        Some(Place::Volume(name)) => {
            format!(
                "A container with `--volume {name}:{LOOK_AT}` shows it: `{LOOK_AT}/{}`.",
                check.path.trim_start_matches('/')
            )
        }
    }
}

/// By writing a text, a line or several. Shells differ in what `echo` does to a backslash and to a word like `-n`.
pub(super) fn written(text: &str, how: &str, path: &str) -> Way {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let is_plain = |line: &str| !line.starts_with('-') && !line.contains('\\');
    match lines.as_slice() {
        [] => Way::new(":", &[how, path]),
        [line] if is_plain(line) => Way::new("echo", &[&word(line), how, path]),
        lines => {
            let lines: Vec<String> = lines.iter().map(|line| word(line)).collect();
            Way::new("printf", &["'%s\\n'", &lines.join(" "), how, path])
        }
    }
}

/// By a size alone.
fn resized(size: Option<u64>, path: &str) -> Way {
    Way::new("truncate", &["-s", &size.unwrap_or_default().to_string(), path])
}

//! What a change is worth asserting, and what of it is not the same for every learner.

use super::draft::Draft;
use super::names::Names;
use super::settings;
use super::value::Value;
use crate::state::{Container, Image, Network, Seen, Volume};
use regex::Regex;
use std::sync::LazyLock;

/// Names that the engine makes up: `jolly_euclid`, `jolly_euclid7`.
static MADE_UP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[a-z]+_[a-z]+\d?$").ok());
/// What differs from run to run within a text: identities, dates, times.
static VOLATILE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b[0-9a-f]{12,}\b|\b\d{4}-\d\d-\d\d|\b\d{1,2}:\d\d:\d\d\b").ok());
/// Exit statuses up to this one are a program's own; larger ones tell of signals and of the engine.
const OWN_STATUS: i64 = 125;
/// A key of an assertion and its value.
type Field = (&'static str, Value);

/// Labels that programs put there for themselves.
const FOREIGN_LABELS: &[&str] = &["com.docker.", "org.opencontainers.image.created", "ropewalk."];

/// What the commands of a lesson say, to tell names and ports that the author chose from those made up.
#[derive(Debug, Clone, Copy)]
pub struct Said<'t> {
    /// All commands so far.
    pub text: &'t str,
    /// What the sidecar calls containers that have no chosen name.
    pub names: &'t Names,
}

impl Said<'_> {
    /// Whether a command has this word.
    pub fn has(self, word: &str) -> bool {
        let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        self.text.match_indices(word).any(|(at, _)| {
            let (before, after) = (&self.text[..at], &self.text[at + word.len()..]);
            !before.ends_with(inner) && !after.starts_with(inner)
        })
    }

    /// Whether a command has this path, and not only one that goes on below it.
    pub fn has_path(self, path: &str) -> bool {
        let goes_on = |c: char| c.is_alphanumeric() || "_-/".contains(c);
        self.text.match_indices(path).any(|(at, _)| !self.text[at + path.len()..].starts_with(goes_on))
    }

    /// Whether a container's name is the same for everybody.
    pub fn is_name(self, name: &str) -> bool {
        let made_up = MADE_UP.as_ref().is_some_and(|r| r.is_match(name));
        !is_volatile(name) && (!made_up || self.has(name))
    }
}

/// Whether a text has something in it that is another in every run.
pub fn is_volatile(text: &str) -> bool {
    VOLATILE.as_ref().is_some_and(|r| r.is_match(text))
}

/// An assertion without anything in it.
pub fn draft(kind: &'static str, main: &'static str, about: String, deed: &'static str) -> Draft {
    Draft { kind, absent: false, main, needed: Vec::new(), more: Vec::new(), about, deed, gives: None, weaker: None }
}

/// A name that an image has now; `others` are names it has besides.
pub fn name_of_image(reference: &str, others: &[String]) -> Draft {
    let mut draft = draft("image", "ref", format!("image {reference}"), "made this name");
    draft.needed = vec![("ref", Value::text(short(reference)))];
    draft.more = others.iter().take(1).map(|other| ("same_as", Value::text(short(other)))).collect();
    draft
}

/// An image that was committed: it has its container's settings, which the commit itself did not make.
pub fn image_committed(reference: &str, image: &Image) -> Draft {
    let mut draft = name_of_image(reference, &[]);
    draft.deed = "made this image";
    draft.more = [("author", &image.author), ("comment", &image.comment)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| (key, Value::text(text)))
        .collect();
    draft
}

/// An image that was made, and how it differs from the one below it.
pub fn image_made(reference: &str, image: &Image, below: Option<&Image>) -> Draft {
    let none = Image::default();
    let below = below.unwrap_or(&none);
    let mut draft = name_of_image(reference, &[]);
    draft.deed = "made this image";
    let list = |words: &[String]| Value::List(words.iter().map(Value::text).collect());
    let labels = new_pairs(image.labels.iter(), |key, value| below.labels.get(key) == Some(value));
    let env = new_env(&image.env, &below.env);
    draft.more.extend(pairs("label", labels));
    draft.more.extend(pairs("env", env));
    for (key, now, was) in [("cmd", &image.cmd, &below.cmd), ("entrypoint", &image.entrypoint, &below.entrypoint)] {
        if now != was && !now.is_empty() {
            draft.more.push((key, list(now)));
        }
    }
    for (key, now, was) in [("user", &image.user, &below.user), ("workdir", &image.workdir, &below.workdir)] {
        if now != was && !now.is_empty() {
            draft.more.push((key, Value::text(now)));
        }
    }
    let ports: Vec<Value> = image.ports.iter().filter(|p| !below.ports.contains(p)).map(|p| port(p)).collect();
    if !ports.is_empty() {
        draft.more.push(("port", Value::List(ports)));
    }
    draft
}

/// An image without a name, that is there or is gone.
pub fn nameless(gone: bool) -> Draft {
    let deed = if gone { "removed this image" } else { "made this image" };
    let mut draft = draft("image", "ref", NAMELESS.to_owned(), deed);
    draft.needed = vec![("dangling", Value::yes())];
    draft.absent = gone;
    draft
}

/// What an assertion on an image without a name is about.
pub const NAMELESS: &str = "image without a name";

/// A name that no image has any more.
pub fn name_gone(reference: &str) -> Draft {
    let mut draft = name_of_image(reference, &[]);
    (draft.absent, draft.deed) = (true, "removed this name");
    draft
}

/// What tells a container from others: its name, or its image and command where the engine made its name up.
fn who(container: &Container, image: Option<&Image>, said: Said<'_>) -> Vec<(&'static str, Value)> {
    let of_image = ("image", Value::text(short(&container.image)));
    if said.is_name(&container.name) {
        return vec![("name", Value::text(&container.name)), of_image];
    }
    std::iter::once(of_image).chain(own_command(container, image)).collect()
}

/// The command that was typed, where it is the same for everybody.
fn own_command(container: &Container, image: Option<&Image>) -> Option<(&'static str, Value)> {
    let own = own_words(container, image);
    let own = if own.iter().any(|word| is_volatile(word)) { &[] } else { own };
    list("command", own.iter().map(Value::text).collect())
}

/// Of a container that its name tells apart, a command that the lesson has word for word.
fn command(container: &Container, image: Option<&Image>, said: Said<'_>) -> Option<(&'static str, Value)> {
    let is_said = own_words(container, image).iter().all(|word| said.text.contains(word.as_str()));
    own_command(container, image).filter(|_| is_said)
}

/// The words that were typed behind the image's name; none where the image's own command runs.
fn own_words<'c>(container: &'c Container, image: Option<&Image>) -> &'c [String] {
    let Some(image) = image else { return &container.command };
    let words = container.command.strip_prefix(image.entrypoint.as_slice()).unwrap_or(&container.command);
    if words == image.cmd.as_slice() { &[] } else { words }
}

fn about(container: &Container) -> String {
    format!("container {}", container.name)
}

/// How a container that is there already is meant: by the name it was given, or by the sidecar's name for it, which
/// stands for its identity; none where it has neither.
pub fn called(container: &Container, said: Said<'_>) -> Option<Value> {
    let is_known = said.is_name(&container.name);
    let name =
        is_known.then_some(&container.name).or_else(|| said.names.contains_key(&container.id).then_some(&container.id));
    name.map(Value::text)
}

/// The same in an assertion; one that has no name at all is told by its image and command.
fn who_known(container: &Container, image: Option<&Image>, said: Said<'_>) -> Vec<(&'static str, Value)> {
    called(container, said).map_or_else(|| who(container, image, said), |name| vec![("name", name)])
}

/// A container that is there and was not.
pub fn container_made(container: &Container, image: Option<&Image>, said: Said<'_>) -> Draft {
    let mut draft = draft("container", "name", about(container), "made this container");
    draft.needed = who(container, image, said);
    draft.gives = said.names.get(&container.id).cloned();
    match container.status.as_str() {
        "running" | "restarting" => draft.needed.push(("running", Value::yes())),
        "paused" => draft.needed.push(("paused", Value::yes())),
        "exited" => {
            draft.deed = "ran this container";
            draft.needed.push(("ran", Value::yes()));
            draft.more.extend(status(Some(container.exit_code)));
        }
        "created" => draft.needed.push(("created", Value::yes())),
        _ => {}
    }
    draft.more.extend(made_with(container, image, said));
    draft
}

/// What a container was made with, as far as it is not its image's own.
fn made_with(container: &Container, image: Option<&Image>, said: Said<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> =
        command(container, image, said).filter(|_| said.is_name(&container.name)).into_iter().collect();
    let none = Image::default();
    let image = image.unwrap_or(&none);
    let labels = new_pairs(container.labels.iter(), |key, value| image.labels.get(key) == Some(value));
    fields.extend(pairs("label", labels));
    fields.extend(pairs("env", new_env(&container.env, &image.env)));
    fields.extend(ports(container, said));
    fields.extend(settings::mounts(container, said));
    let networks = container.networks.iter().filter(|name| *name != "bridge");
    fields.extend(list("network", networks.map(Value::text).collect()));
    if !matches!(container.restart.as_str(), "" | "no") {
        fields.push(("restart", Value::text(&container.restart)));
    }
    fields.extend(settings::settings(container, image, said));
    fields
}

/// A container that is in another condition than before; none where nothing of it is worth saying.
pub fn container_changed(before: &Container, now: &Container, image: Option<&Image>, said: Said<'_>) -> Option<Draft> {
    let mut draft = draft("container", "name", about(now), "changed this container");
    // Which image it is made of, the step did not change.
    draft.needed = who_known(now, image, said);
    let known = draft.needed.len();
    let again = now.started != before.started;
    match (before.status.as_str(), now.status.as_str()) {
        ("paused", "running") => {
            draft.needed.extend([("running", Value::yes()), ("paused", Value::Word("false".to_owned()))]);
        }
        (_, "running") if again => draft.needed.extend([("running", Value::yes()), ("ran", Value::yes())]),
        (_, "exited") if again => draft.needed.push(("ran", Value::yes())),
        (was, "exited") if was != "exited" => draft.needed.push(("exited", Value::yes())),
        (was, "paused") if was != "paused" => draft.needed.push(("paused", Value::yes())),
        _ => {}
    }
    let joined: Vec<Value> = now.networks.iter().filter(|n| !before.networks.contains(n)).map(Value::text).collect();
    draft.needed.extend(list("network", joined));
    if now.restart != before.restart {
        draft.needed.push(("restart", Value::text(&now.restart)));
    }
    draft.needed.extend(settings::limits(now, before));
    (draft.needed.len() > known || now.name != before.name).then_some(draft)
}

/// A container that is gone.
pub fn container_gone(container: &Container, image: Option<&Image>, said: Said<'_>) -> Draft {
    let mut draft = draft("container", "name", about(container), "removed this container");
    draft.needed = who_known(container, image, said);
    draft.needed.push(("removed", Value::yes()));
    draft
}

/// What an assertion on a container that came and went is about: the command that made it, whatever came after.
pub fn passed_about(name: &str) -> String {
    format!("run of {name}")
}

/// A container that came and went, with what it was made with where the engine was asked in time.
pub fn container_passed(seen: &Seen, image: Option<&Image>, said: Said<'_>) -> Draft {
    let mut draft = draft("container", "name", passed_about(&seen.name), "ran this container");
    let made = seen.made.as_ref().map(|made| {
        // It ran: it published what it was made to.
        let ports = if made.ports.is_empty() { made.bindings.clone() } else { made.ports.clone() };
        Container { name: seen.name.clone(), ports, ..(**made).clone() }
    });
    let of_image = ("image", Value::text(short(&seen.image)));
    draft.needed = match &made {
        Some(made) => who(made, image, said),
        None if said.is_name(&seen.name) => vec![("name", Value::text(&seen.name)), of_image],
        None => vec![of_image],
    };
    draft.needed.push(("ran", Value::yes()));
    draft.more.extend([("removed", Value::yes())]);
    draft.more.extend(status(seen.exit_code));
    draft.more.extend(made.iter().flat_map(|made| made_with(made, image, said)));
    draft
}

/// A volume that is there or is gone; none where the engine made its name up.
pub fn volume(volume: &Volume, gone: bool) -> Option<Draft> {
    if is_volatile(&volume.name) {
        return None;
    }
    let deed = if gone { "removed this volume" } else { "made this volume" };
    let mut draft = draft("volume", "name", format!("volume {}", volume.name), deed);
    draft.needed = vec![("name", Value::text(&volume.name))];
    draft.absent = gone;
    if !gone {
        draft.more.extend((volume.driver != "local").then(|| ("driver", Value::text(&volume.driver))));
        draft.more.extend(pairs("label", new_pairs(volume.labels.iter(), |_, _| false)));
    }
    Some(draft)
}

/// A network that is there, with its members, or is gone.
pub fn network(network: &Network, members: &[&Container], gone: bool, said: Said<'_>) -> Draft {
    let deed = if gone { "removed this network" } else { "made this network" };
    let mut draft = draft("network", "name", format!("network {}", network.name), deed);
    draft.needed = vec![("name", Value::text(&network.name))];
    draft.absent = gone;
    if !gone {
        draft.more.extend((network.driver != "bridge").then(|| ("driver", Value::text(&network.driver))));
        draft.more.extend(pairs("label", new_pairs(network.labels.iter(), |_, _| false)));
        let members = members.iter().filter(|c| c.networks.contains(&network.name) && said.is_name(&c.name));
        draft.more.extend(list("members", members.map(|c| Value::text(&c.name)).collect()));
    }
    draft
}

/// A reference as people write it: without `:latest`.
pub fn short(reference: &str) -> &str {
    reference.strip_suffix(":latest").filter(|name| !name.is_empty()).unwrap_or(reference)
}

fn status(code: Option<i64>) -> Option<(&'static str, Value)> {
    let code = code.filter(|code| (0..=OWN_STATUS).contains(code))?;
    Some(("exit_code", Value::Word(code.to_string())))
}

fn port(port: &str) -> Value {
    Value::text(port.strip_suffix("/tcp").unwrap_or(port))
}

/// Published ports; one of the host that no command names is another for everybody.
fn ports(container: &Container, said: Said<'_>) -> Option<(&'static str, Value)> {
    let published = container.ports.iter().map(|(inside, outside)| {
        let key = inside.strip_suffix("/tcp").unwrap_or(inside).to_owned();
        let chosen = outside.first().map(u16::to_string).filter(|port| said.has(port));
        (key, Value::Word(chosen.unwrap_or_else(|| "any".to_owned())))
    });
    let published: Vec<_> = published.collect();
    (!published.is_empty()).then_some(("port", Value::Map(published)))
}

fn new_env(now: &[String], was: &[String]) -> Vec<(String, String)> {
    let new = now.iter().filter(|pair| !was.contains(pair) && !pair.starts_with("PATH="));
    let parted = new.filter_map(|pair| pair.split_once('='));
    parted.filter(|(_, value)| !is_volatile(value)).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

fn new_pairs<'m>(
    all: impl Iterator<Item = (&'m String, &'m String)>,
    known: impl Fn(&str, &String) -> bool,
) -> Vec<(String, String)> {
    let foreign = |key: &str| FOREIGN_LABELS.iter().any(|f| key.starts_with(f));
    let new = all.filter(|(key, value)| !known(key, value) && !is_volatile(value) && !foreign(key));
    new.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn pairs(key: &'static str, pairs: Vec<(String, String)>) -> Option<(&'static str, Value)> {
    let values: Vec<_> = pairs.into_iter().map(|(k, v)| (k, Value::Text(v))).collect();
    (!values.is_empty()).then_some((key, Value::Map(values)))
}

/// A list under a key; none of nothing.
pub fn list(key: &'static str, values: Vec<Value>) -> Option<(&'static str, Value)> {
    (!values.is_empty()).then_some((key, Value::List(values)))
}

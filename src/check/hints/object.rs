//! Ways to images, volumes, networks, files, and what only a look can tell.

use super::container;
use super::way::{LOOK_AT, Way, or};
use crate::check::judge::at_hand;
use crate::check::plain::line_of;
use crate::check::reference::{normal_reference, split as split_reference};
use crate::check::shell::{quote, split};
use crate::check::{Assertion, CommandLine, ContainerCheck, FileCheck, ImageCheck, NetworkCheck, VolumeCheck};
use crate::state::{Container, EngineEvent, File, FileKind, Image, Place, Snapshot, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;

// A decision is made for every key: the checks are taken apart, so that a new key does not compile without one.

/// An image with a label, a user or a command is built; one with an author or a comment is committed.
pub(super) fn image(check: &ImageCheck, state: &State) -> Way {
    let ImageCheck {
        reference,
        same_as,
        differs_from,
        labels,
        author,
        comment,
        dangling,
        size,
        layers,
        digest,
        // With the instructions of a Dockerfile.
        env: _,
        cmd: _,
        entrypoint: _,
        user: _,
        workdir: _,
        ports: _,
        base: _,
        parent: _,
    } = check;
    let name = or(reference.as_ref(), "IMAGE");
    if let Some(other) = same_as {
        return Way::new("docker tag", &[other, name]);
    }
    if let Some(way) = reference.as_ref().and_then(|reference| named_again(reference, check, state)) {
        return way;
    }
    if let Some(way) = reference.as_ref().and_then(|reference| made_again(reference, state)) {
        return way;
    }
    if author.is_some() || comment.is_some() {
        // Where there is but one, that one is meant.
        let only = match state.now.containers.as_slice() {
            [only] => only.name.as_str(),
            _ => "CONTAINER",
        };
        let way = Way::new("docker commit", &[only, name]);
        return way.one("--author", author.as_ref()).one("--message", comment.as_ref());
    }
    let lines = instructions(check, state);
    if !lines.is_empty() {
        let words: Vec<String> = lines.iter().map(|line| format!("`{}`", first_word(line))).collect();
        let text = format!(
            "In a Dockerfile this is {}, which `docker build` brings about; `docker commit --change` does so for a \
             container that is there.",
            words.join(", ")
        );
        let way = Way::new("docker build", &["."]).flag("--tag", name).pairs("--label", labels);
        // Labels are given on the command line too.
        let lines = lines.into_iter().filter(|line| !line.starts_with("LABEL")).collect();
        return Way { look_at: Some(text), lines, ..way };
    }
    let is_there = reference.as_ref().is_some_and(|reference| at_hand::image(reference, &state.now).is_some());
    if is_there && !(size.is_open() && layers.is_open()) {
        return rebuilt(name);
    }
    if let Some(digest) = digest.as_ref().filter(|_| is_there) {
        let text = format!("`docker image inspect {name}` shows its identity and its digests.");
        return Way { look_at: Some(text), ..by_digest(name, digest) };
    }
    match (differs_from, dangling) {
        (Some(_), _) => Way::new("docker build", &["."]).flag("--tag", name),
        (None, true) => Way::new("docker build", &["."]),
        (None, false) => Way::new("docker pull", &[name]),
    }
}

/// One whose layers are to be others.
fn rebuilt(name: &str) -> Way {
    let text = format!(
        "`docker history {name}` shows the layers, and what each of them adds; other lines in the Dockerfile make others."
    );
    Way { look_at: Some(text), ..Way::new("docker build", &["."]).flag("--tag", name) }
}

/// An image by its digest in a registry, if that is known to the end; else the newest of its name.
fn by_digest(name: &str, digest: &str) -> Way {
    if digest.len() < DIGEST_DIGITS {
        return Way::new("docker pull", &[name]);
    }
    let from = format!("{}@sha256:{digest}", split_reference(name).0);
    Way::new("docker tag", &[&from, name]).after([format!("docker pull {from}")])
}

/// How many digits a whole digest has.
const DIGEST_DIGITS: usize = 64;

/// The lines of a Dockerfile that give an image what is asked; of one that is there only what it lacks.
fn instructions(check: &ImageCheck, state: &State) -> Vec<String> {
    let none = || ImageCheck { reference: check.reference.clone(), ..ImageCheck::default() };
    let base = check.base.as_ref().or(check.parent.as_ref());
    let all = [
        (base.map(|base| format!("FROM {base}")), {
            ImageCheck { base: check.base.clone(), parent: check.parent.clone(), ..none() }
        }),
        (pairs("LABEL", &check.labels), ImageCheck { labels: check.labels.clone(), ..none() }),
        (pairs("ENV", &check.env), ImageCheck { env: check.env.clone(), ..none() }),
        (ports(&check.ports), ImageCheck { ports: check.ports.clone(), ..none() }),
        (check.user.as_ref().map(|user| format!("USER {user}")), ImageCheck { user: check.user.clone(), ..none() }),
        (
            check.workdir.as_ref().map(|folder| format!("WORKDIR {folder}")),
            ImageCheck { workdir: check.workdir.clone(), ..none() },
        ),
        (words("ENTRYPOINT", check.entrypoint.as_ref()), ImageCheck { entrypoint: check.entrypoint.clone(), ..none() }),
        (words("CMD", check.cmd.as_ref()), ImageCheck { cmd: check.cmd.clone(), ..none() }),
    ];
    let lacking = all.into_iter().filter(|(_, part)| !at_hand::image_fits(part, &state.now));
    lacking.filter_map(|(line, _)| line).collect()
}

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// `ENV MODE=dev PORT=80`
fn pairs(instruction: &str, pairs: &BTreeMap<String, String>) -> Option<String> {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| quote(&format!("{key}={value}"))).collect();
    (!pairs.is_empty()).then(|| format!("{instruction} {}", pairs.join(" ")))
}

fn ports(ports: &[String]) -> Option<String> {
    let ports: Vec<&str> = ports.iter().map(|port| port.trim_end_matches("/tcp")).collect();
    (!ports.is_empty()).then(|| format!("EXPOSE {}", ports.join(" ")))
}

/// `CMD ["sleep", "5"]`
fn words(instruction: &str, command: Option<&CommandLine>) -> Option<String> {
    let words: Vec<String> = match command? {
        CommandLine::Text(text) => split(text).into_iter().flat_map(|part| part.words).map(|word| word.text).collect(),
        CommandLine::Words(words) => words.clone(),
    };
    Some(format!("{instruction} {words:?}"))
}

/// An image that lost this name and is there still, without a name or under another one.
fn named_again(reference: &str, check: &ImageCheck, state: &State) -> Option<Way> {
    let is_there = at_hand::image(reference, &state.now).is_some();
    let wanted = normal_reference(reference);
    let last = || state.history.named.iter().find(|(tag, _)| normal_reference(tag) == wanted);
    let (_, (id, _)) = last().filter(|_| !is_there)?;
    let image = state.now.images.iter().find(|image| image.id == *id)?;
    let fits = at_hand::image_fits(&ImageCheck { reference: Some(id.clone()), ..check.clone() }, &state.now);
    fits.then(|| Way::mending("docker tag", &[&shown(image), reference]))
}

/// An image that the learner made and that is gone: by the command that made it.
fn made_again(reference: &str, state: &State) -> Option<Way> {
    let wanted = normal_reference(reference);
    let is_there = at_hand::image(reference, &state.now).is_some();
    let (_, (id, _)) = state.history.named.iter().find(|(tag, _)| normal_reference(tag) == wanted && !is_there)?;
    let makes = |event: &EngineEvent| match (event.kind.as_str(), event.action.as_str()) {
        ("image", "tag" | "load" | "import") => event.id == *id,
        ("container", "commit") => event.attributes.get("imageID") == Some(id),
        _ => false,
    };
    let command = state.blame(makes)?.command?;
    // The image may have had several names: the one that is meant must be in the command.
    let rest = MAKERS.iter().find_map(|tool| Some((*tool, command.strip_prefix(tool)?.strip_prefix(' ')?)));
    let (tool, rest) = rest.filter(|(_, rest)| rest.contains(reference) && !rest.contains(['\n', ';', '&', '|']))?;
    Some(Way::mending(tool, &[rest]))
}

/// What makes an image and says its name.
const MAKERS: &[&str] = &["docker build", "docker commit", "docker import", "docker tag"];

fn shown(image: &Image) -> String {
    let short = || image.id.trim_start_matches("sha256:").chars().take(12).collect();
    image.tags.first().cloned().unwrap_or_else(short)
}

/// An image that a container is made from goes after it.
pub(super) fn image_removal(check: &ImageCheck, now: &Snapshot) -> Way {
    let there = check.reference.as_ref().and_then(|reference| at_hand::image(reference, now));
    // Of an image with two names one may go at any time.
    let held = there.filter(|image| image.tags.len() < 2);
    let user = held.and_then(|image| now.containers.iter().find(|container| container.image_id == image.id));
    let never = check.reference.as_ref().filter(|reference| there.is_none() && !reference.starts_with("sha256:"));
    let way = Way::new("docker rmi", &[or(check.reference.as_ref(), "IMAGE")]).after(user.map(removed_first));
    // What never was there cannot be gone.
    way.after(never.map(|reference| format!("docker pull {reference}")))
}

/// What takes a container out of the way.
pub(super) fn removed_first(container: &Container) -> String {
    let force = if container.is_running() { "--force " } else { "" };
    format!("docker rm {force}{}", container.name)
}

pub(super) fn volume(check: &VolumeCheck, now: &Snapshot) -> Way {
    let VolumeCheck { name, driver, labels } = check;
    let bare = Assertion::Volume(VolumeCheck { name: name.clone(), ..VolumeCheck::default() });
    let is_there = name.is_some() && at_hand::is_there(&bare, now);
    let way = Way::new("docker volume create", &[or(name.as_ref(), "NAME")]).pairs("--label", labels);
    let before = is_there.then(|| volume_removal(check, now).commands());
    way.one("--driver", driver.as_ref()).after(before.into_iter().flatten())
}

pub(super) fn volume_removal(check: &VolumeCheck, now: &Snapshot) -> Way {
    let has = |container: &&Container| {
        container.mounts.values().any(|mount| mount.kind == "volume" && Some(&mount.source) == check.name.as_ref())
    };
    let user = now.containers.iter().find(has);
    Way::new("docker volume rm", &[or(check.name.as_ref(), "VOLUME")]).after(user.map(removed_first))
}

pub(super) fn network(check: &NetworkCheck, now: &Snapshot) -> Way {
    let NetworkCheck { name, driver, labels, members } = check;
    let there = now.networks.iter().find(|network| name.as_ref().is_some_and(|name| network.is_called(name)));
    let fixed = NetworkCheck { members: Vec::new(), ..check.clone() };
    if let Some(network) = there.filter(|_| at_hand::is_there(&Assertion::Network(fixed), now)) {
        let find = |member: &str| now.containers.iter().find(|container| container.is_called(member));
        let is_in = |container: &Container| container.networks.contains(&network.name);
        let outside = members.iter().find(|member| find(member).is_none_or(|container| !is_in(container)));
        if let Some(member) = outside {
            let networks = vec![network.name.clone()];
            let made = ContainerCheck { name: Some(member.clone()), networks, ..ContainerCheck::default() };
            let connect = |there: &Container| Way::mending("docker network connect", &[&network.name, &there.name]);
            return find(member).map_or_else(|| container::made(&made), connect);
        }
    }
    let way = Way::new("docker network create", &[or(name.as_ref(), "NAME")]).pairs("--label", labels);
    let before = there.map(|_| network_removal(check, now).commands());
    way.one("--driver", driver.as_ref()).after(before.into_iter().flatten())
}

/// A network goes when nobody is in it.
pub(super) fn network_removal(check: &NetworkCheck, now: &Snapshot) -> Way {
    let name = or(check.name.as_ref(), "NETWORK");
    let inside = now.containers.iter().find(|c| c.is_running() && c.networks.iter().any(|network| network == name));
    let before = inside.map(|container| format!("docker network disconnect {name} {}", container.name));
    Way::new("docker network rm", &[name]).after(before)
}

pub(super) fn file(check: &FileCheck, now: &Snapshot) -> Way {
    let FileCheck {
        path,
        kind,
        contains,
        equals,
        mode,
        owner,
        place,
        // A pattern, a size or a part of a text names no text to write.
        matches,
        min_size,
        max_size,
        json,
    } = check;
    let there = at_hand::file(check, now);
    let in_volume =
        matches!(place, Some(Place::Volume(_))).then(|| format!("{LOOK_AT}/{}", path.trim_start_matches('/')));
    let path = in_volume.as_ref().unwrap_or(path);
    let has = |text: &String| there.is_some_and(|file| file.content.contains(text.trim_end()));
    let lacking = contains.iter().find(|text| !has(text));
    let way = match (equals, lacking, kind) {
        (Some(text), ..) if there.is_none_or(|file| file.content.trim_end() != text.trim_end()) => {
            written(text, ">", path)
        }
        // What is in it already stays.
        (_, Some(text), _) => written(text, if there.is_some() { ">>" } else { ">" }, path),
        (.., Some(FileKind::Directory)) if there.is_none_or(|file| file.kind != FileKind::Directory) => {
            Way::new("mkdir", &[path]).after(there.map(|_| format!("rm {}", quote(path))))
        }
        _ => match (mode, owner) {
            (Some(mode), _) if there.is_none_or(|file| file.mode != *mode) => {
                Way::new("chmod", &[&format!("{mode:o}"), path])
            }
            (_, Some(owner)) => Way::new("chown", &[&quote(owner), path]),
            _ if !json.is_empty() => as_json(json, there).map_or_else(Way::default, |text| written(&text, ">", path)),
            _ if matches.is_some() => {
                let line = matches.as_ref().and_then(line_of);
                line.map_or_else(Way::default, |line| written(&line, if there.is_some() { ">>" } else { ">" }, path))
            }
            _ if there.is_some() && (min_size.is_some() || max_size.is_some()) => Way::default(),
            _ => made_file(path, place.as_ref()),
        },
    };
    let way = way.within(place.as_ref());
    if way.tool.is_empty() { edited(check) } else { way }
}

/// What nobody but its author can write to the word: where it is opened to be changed.
pub(super) fn edited(check: &FileCheck) -> Way {
    let shell = |tool: &str, rest: &[&str]| Way::mending(tool, rest).flag("--interactive", "").flag("--tty", "");
    let way = match &check.place {
        None => return Way::mending("nano", &[&quote(&check.path)]),
        Some(Place::Container(name)) => shell("docker exec", &[name, "sh"]),
        Some(Place::Volume(name)) => {
            let mount = quote(&format!("{name}:{LOOK_AT}"));
            shell("docker run", &["IMAGE", "sh"]).flag("--rm", "").flag("--volume", mount)
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

/// The way to what a file is in, where that is not there.
pub(super) fn place(place: Option<&Place>, state: &State) -> Option<Way> {
    let named = |name: &String| Some(name.clone());
    let inner = match place? {
        Place::Container(name) => {
            Assertion::Container(ContainerCheck { name: named(name), ..ContainerCheck::default() })
        }
        Place::Image(name) => Assertion::Image(ImageCheck { reference: named(name), ..ImageCheck::default() }),
        Place::Volume(name) => Assertion::Volume(VolumeCheck { name: named(name), ..VolumeCheck::default() }),
    };
    (!at_hand::is_there(&inner, &state.now)).then(|| super::way(&inner, state))
}

fn made_file(path: &str, place: Option<&Place>) -> Way {
    if place.is_none() && std::path::Path::new(path).extension().is_some_and(|end| end == "tar") {
        return Way::new("docker save", &["IMAGE"]).flag("--output", path);
    }
    Way::new("touch", &[path])
}

/// How one sees what is in it.
pub(super) fn opened(check: &FileCheck) -> String {
    let path = quote(&check.path);
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

/// By writing a text, a line or several.
fn written(text: &str, how: &str, path: &str) -> Way {
    let lines: Vec<String> = text.trim_end().lines().map(quote).collect();
    match lines.as_slice() {
        [] => Way::new(":", &[how, path]),
        [line] => Way::new("echo", &[line, how, path]),
        lines => Way::new("printf", &["'%s\\n'", &lines.join(" "), how, path]),
    }
}

/// A pattern is no name to give.
pub(super) fn without_pattern(of: &Assertion) -> Assertion {
    let mut of = of.clone();
    let name = match &mut of {
        Assertion::Image(check) => &mut check.reference,
        Assertion::Container(check) => &mut check.name,
        Assertion::Volume(check) => &mut check.name,
        Assertion::Network(check) => &mut check.name,
        _ => return of,
    };
    name.take_if(|name| name.contains('*'));
    of
}

/// The same with the next name that fits the pattern: `web-3` of `web-*` where there are two.
pub(super) fn next_of_pattern(of: &Assertion, now: &Snapshot) -> Assertion {
    let mut next = of.clone();
    let name = match &mut next {
        Assertion::Image(check) => &mut check.reference,
        Assertion::Container(check) => &mut check.name,
        Assertion::Volume(check) => &mut check.name,
        Assertion::Network(check) => &mut check.name,
        _ => return next,
    };
    if let Some(pattern) = name.clone().filter(|name| name.contains('*')) {
        let free = |number: &usize| !at_hand::is_named(of, &pattern.replace('*', &number.to_string()), now);
        *name = (1..=NUMBERS).find(free).map(|number| pattern.replace('*', &number.to_string()));
    }
    next
}

/// How many numbers are tried for a name that nothing has yet.
const NUMBERS: usize = 100;

/// One more of them, whatever there is.
pub(super) fn another(of: &Assertion, state: &State) -> Way {
    match of {
        Assertion::Container(check) => container::made(check),
        Assertion::Image(ImageCheck { reference: Some(name), .. }) => Way::new("docker tag", &["IMAGE", name]),
        other => super::way(other, state),
    }
}

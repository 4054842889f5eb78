//! Ways to images, volumes, networks, files, and what only a look can tell.

use super::container;
use super::way::{Way, or};
use crate::check::judge::at_hand;
use crate::check::reference::{normal_reference, split as split_reference};
use crate::check::shell::{quote, split};
use crate::check::{Assertion, CommandLine, ContainerCheck, ImageCheck, NetworkCheck, VolumeCheck};
use crate::state::{Container, EngineEvent, Image, Snapshot, State};
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
        commit_of,
        // With the instructions of a Dockerfile.
        env: _,
        cmd: _,
        entrypoint: _,
        user: _,
        workdir: _,
        ports: _,
        base,
        parent,
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
    if author.is_some() || comment.is_some() || commit_of.is_some() {
        // Of several the newest is what was made for it.
        let base = parent.as_ref().or(base.as_ref()).and_then(|base| at_hand::image(base, &state.now));
        let of_base = |container: &Container| base.is_none_or(|base| container.image_id == base.id);
        let newest = || or(container::newest(&state.now, of_base), "CONTAINER");
        let way = Way::new("docker commit", &[commit_of.as_deref().unwrap_or_else(newest), name]);
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
        (None, true) => unnamed(),
        (None, false) => Way::new("docker pull", &[name]),
    }
}

/// What was built before has its name already: a label makes it another one.
fn unnamed() -> Way {
    let text = "An image that is built without `--tag` has no name, nor has one whose name another one took.";
    Way { look_at: Some(text.to_owned()), ..Way::new("docker build", &["."]).flag("--label", "again=yes") }
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

/// `ENV MODE=dev NOTE="a b"`, quoted as a Dockerfile is.
fn pairs(instruction: &str, pairs: &BTreeMap<String, String>) -> Option<String> {
    let is_plain = |value: &str| !value.is_empty() && quote(value) == *value;
    let value = |value: &str| {
        if is_plain(value) {
            return value.to_owned();
        }
        let escaped = value.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
        format!("\"{escaped}\"")
    };
    let pairs: Vec<String> = pairs.iter().map(|(key, text)| format!("{key}={}", value(text))).collect();
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

/// An image that containers are made from goes after them.
pub(super) fn image_removal(check: &ImageCheck, now: &Snapshot) -> Way {
    let there = check.reference.as_ref().and_then(|reference| at_hand::image(reference, now));
    // Of an image with two names one may go at any time.
    let held = there.filter(|image| image.tags.len() < 2);
    let is_user = |container: &&Container| held.is_some_and(|image| container.image_id == image.id);
    let users = removed_all(now.containers.iter().filter(is_user));
    let never = check.reference.as_ref().filter(|reference| there.is_none() && !reference.starts_with("sha256:"));
    let way = Way::new("docker rmi", &[or(check.reference.as_ref(), "IMAGE")]).after(users);
    // What never was there cannot be gone.
    way.after(never.map(|reference| format!("docker pull {reference}")))
}

/// What takes a container out of the way.
pub(super) fn removed_first(container: &Container) -> String {
    removed_all(std::iter::once(container)).unwrap_or_default()
}

/// What takes several out of the way.
fn removed_all<'c>(containers: impl Iterator<Item = &'c Container>) -> Option<String> {
    let containers: Vec<&Container> = containers.collect();
    let names: Vec<&str> = containers.iter().map(|container| container.name.as_str()).collect();
    let force = if containers.iter().any(|container| container.is_running()) { "--force " } else { "" };
    (!names.is_empty()).then(|| format!("docker rm {force}{}", names.join(" ")))
}

pub(super) fn volume(check: &VolumeCheck, now: &Snapshot) -> Way {
    let VolumeCheck { name, driver, labels } = check;
    let way = Way::new("docker volume create", &[or(name.as_ref(), "NAME")]).pairs("--label", labels);
    // What it was made with stays with it.
    let before = has_volume(check, now).then(|| volume_away(check, now).commands());
    way.one("--driver", driver.as_ref()).after(before.into_iter().flatten())
}

fn has_volume(check: &VolumeCheck, now: &Snapshot) -> bool {
    let bare = Assertion::Volume(VolumeCheck { name: check.name.clone(), ..VolumeCheck::default() });
    check.name.is_some() && at_hand::is_there(&bare, now)
}

pub(super) fn volume_removal(check: &VolumeCheck, state: &State) -> Way {
    let way = volume_away(check, &state.now);
    // What never was there cannot be gone.
    if at_hand::was_there(&Assertion::Volume(check.clone()), state) || check.name.is_none() {
        return way;
    }
    way.behind(volume(check, &state.now))
}

/// Containers that have it mounted go before it.
fn volume_away(check: &VolumeCheck, now: &Snapshot) -> Way {
    let has = |container: &&Container| {
        container.mounts.values().any(|mount| mount.kind == "volume" && Some(&mount.source) == check.name.as_ref())
    };
    let users = removed_all(now.containers.iter().filter(has));
    Way::new("docker volume rm", &[or(check.name.as_ref(), "VOLUME")]).after(users)
}

pub(super) fn network(check: &NetworkCheck, state: &State) -> Way {
    let NetworkCheck { name, driver, labels, members } = check;
    let now = &state.now;
    let there = now.networks.iter().find(|network| name.as_ref().is_some_and(|name| network.is_called(name)));
    let fixed = NetworkCheck { members: Vec::new(), ..check.clone() };
    let is_made = there.is_some() && at_hand::is_there(&Assertion::Network(fixed), now);
    let called = there.map(|network| &network.name).or(name.as_ref());
    let mut ways = Vec::new();
    if !is_made {
        let way = Way::new("docker network create", &[or(name.as_ref(), "NAME")]).pairs("--label", labels);
        let before = there.map(|_| network_away(check, now).commands());
        ways.push(way.one("--driver", driver.as_ref()).after(before.into_iter().flatten()));
    }
    if let Some(called) = called {
        let is_new = !is_made;
        ways.extend(members.iter().filter_map(|member| joined(member, called, is_new, now)));
    }
    Way::chain(ways)
}

/// A container comes into a network; one that does not run is no member yet. None where it is one.
fn joined(member: &str, network: &str, is_new: bool, now: &Snapshot) -> Option<Way> {
    let Some(there) = now.containers.iter().find(|container| container.is_called(member)) else {
        let networks = vec![network.to_owned()];
        let (name, running) = (Some(member.to_owned()), Some(true));
        let check = ContainerCheck { name, running, networks, ..ContainerCheck::default() };
        // The network itself is there by then.
        return Some(Way { before: Vec::new(), ..container::made(&check, now) });
    };
    let is_in = !is_new && there.networks.iter().any(|name| name == network);
    let connect = (!is_in).then(|| Way::mending("docker network connect", &[network, &there.name]));
    let start = (!there.is_running()).then(|| Way::mending("docker start", &[&there.name]));
    Some(Way::chain(connect.into_iter().chain(start).collect())).filter(|way| !way.tool.is_empty())
}

pub(super) fn network_removal(check: &NetworkCheck, state: &State) -> Way {
    let way = network_away(check, &state.now);
    // What never was there cannot be gone.
    if at_hand::was_there(&Assertion::Network(check.clone()), state) || check.name.is_none() {
        return way;
    }
    way.behind(network(&NetworkCheck { members: Vec::new(), ..check.clone() }, state))
}

/// A network goes when nobody is in it.
fn network_away(check: &NetworkCheck, now: &Snapshot) -> Way {
    let name = or(check.name.as_ref(), "NETWORK");
    let is_in = |c: &&Container| c.is_running() && c.networks.iter().any(|network| network == name);
    let inside = now.containers.iter().filter(is_in);
    let before = inside.map(|container| format!("docker network disconnect {name} {}", container.name));
    Way::new("docker network rm", &[name]).after(before)
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
        Assertion::Container(check) => container::made(check, &state.now),
        Assertion::Image(ImageCheck { reference: Some(name), .. }) => Way::new("docker tag", &["IMAGE", name]),
        other => super::way(other, state),
    }
}

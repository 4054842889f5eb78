//! Images.

use super::miss::{self, Miss, about};
use super::{blame, say};
use crate::check::ImageCheck;
use crate::check::describe::{self, human_size};
use crate::check::reference::{normal_reference, split};
use crate::state::{EngineEvent, History, Image, SHORT_ID, Snapshot, State, is_identity};
use crate::text::{count, did_you_mean};

/// Why no image fits; none where one does.
pub(super) fn why_not(check: &ImageCheck, state: &State) -> Option<String> {
    let now = &state.now;
    if let Some(reference) = &check.reference {
        return match find(now, reference) {
            Some(image) => gone_twin(check, image, state)
                .or_else(|| other_commit(check, image, state))
                .or_else(|| miss::told(misses(check, image, now))),
            None => Some(missing(reference, state)),
        };
    }
    if check.dangling && !now.images.iter().any(is_dangling) {
        return Some("every image has a name".to_owned());
    }
    let candidates = now.images.iter().filter(|image| !check.dangling || is_dangling(image));
    match miss::nearest(candidates.map(|image| misses(check, image, now))) {
        Some(misses) => miss::told(misses),
        None => Some("there are no images yet".to_owned()),
    }
}

/// The image that it is compared with was told by its identity, and is not there any more.
fn gone_twin(check: &ImageCheck, image: &Image, state: &State) -> Option<String> {
    let twin = check.same_as.as_deref().filter(|twin| find(&state.now, twin).is_none())?;
    let name = Some(state.last_name(twin)).filter(|name| *name != twin)?;
    Some(format!("{}, which {} is compared with, is gone", say::code(name), say::code(&shown(image))))
}

/// Why an image is no commit of the container that is asked for. The engine tells of each commit; of one that nobody
/// heard of it is not known, unless the image was there before by another name.
fn other_commit(check: &ImageCheck, image: &Image, state: &State) -> Option<String> {
    let wanted = check.commit_of.as_ref()?;
    let subject = say::code(&shown_as(check, image));
    let Some((id, name)) = committed(image, &state.history) else {
        let old = state.before.images.iter().find(|old| old.id == image.id)?;
        let is_new = check.reference.as_deref().is_some_and(|name| !named(name)(old));
        return is_new.then(|| format!("{subject} is {}, and no commit of a container", say::code(&shown(old))));
    };
    let now = state.history.containers.get(id).map_or(name, |seen| seen.name.as_str());
    let fits = wanted == name || wanted == now || is_identity(wanted, id);
    (!fits)
        .then(|| format!("{subject} is a commit of {}; the step asks for one of {}", say::code(now), say::code(wanted)))
}

fn shown_as(check: &ImageCheck, image: &Image) -> String {
    check.reference.clone().filter(|reference| !is_id(reference)).unwrap_or_else(|| shown(image))
}

/// The container that an image is a commit of, by its identity and the name it had.
pub fn committed<'h>(image: &Image, history: &'h History) -> Option<(&'h str, &'h str)> {
    let is_it = |event: &&EngineEvent| {
        (event.kind.as_str(), event.action.as_str()) == ("container", "commit")
            && event.attributes.get("imageID") == Some(&image.id)
    };
    let event = history.events.iter().rev().find(is_it)?;
    Some((event.id.as_str(), event.attributes.get("name").map_or("", String::as_str)))
}

/// Whether an image of the snapshot fits.
pub(super) fn fits(check: &ImageCheck, snapshot: &Snapshot) -> bool {
    matching(check, snapshot).next().is_some()
}

/// The images of the snapshot that fit.
pub(super) fn matching<'s>(check: &'s ImageCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Image> {
    let named = check.reference.as_deref().map(named);
    let meant = move |image: &&Image| named.as_ref().is_none_or(|is_named| is_named(image));
    let dangling = move |image: &&Image| !check.dangling || is_dangling(image);
    snapshot.images.iter().filter(meant).filter(dangling).filter(|image| misses(check, image, snapshot).is_empty())
}

/// Its first name, or the beginning of its identity.
pub(super) fn shown(image: &Image) -> String {
    let named = image.tags.iter().find(|tag| !tag.starts_with("<none>"));
    let short = || image.id.trim_start_matches("sha256:").chars().take(12).collect();
    named.cloned().unwrap_or_else(short)
}

/// The image with a name or an identity.
pub(super) fn find<'s>(snapshot: &'s Snapshot, reference: &str) -> Option<&'s Image> {
    let is_named = named(reference);
    snapshot.images.iter().find(|image| is_named(image))
}

/// Whether an image has this name or this identity.
fn named(reference: &str) -> impl Fn(&Image) -> bool {
    let wanted = normal_reference(reference);
    // With a digest the tag counts for nothing.
    let digest = reference.split_once('@').map(|(_, digest)| (split(&wanted).0.to_owned(), digest.to_owned()));
    let id = is_id(reference).then(|| reference.trim_start_matches(ALGORITHM).to_owned());
    move |image| {
        let is_meant = |known: &String| {
            let (name, found) = known.split_once('@').unwrap_or_default();
            digest.as_ref().is_some_and(|(wanted, digest)| found == digest && repository_of(name) == *wanted)
        };
        image.tags.iter().any(|tag| normal_reference(tag) == wanted)
            || image.digests.iter().any(is_meant)
            || digest.as_ref().is_some_and(|(_, digest)| image.id == *digest)
            || id.as_ref().is_some_and(|id| is_told_by(id, image.id.trim_start_matches(ALGORITHM)))
    }
}

fn is_told_by(wanted: &str, id: &str) -> bool {
    wanted == id || is_identity(wanted, id)
}

/// What stands before an identity that is told in full.
const ALGORITHM: &str = "sha256:";

/// Whether an image is told by its identity, or by the beginning of it as the engine shows it.
pub(super) fn is_id(reference: &str) -> bool {
    let is_digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    reference.starts_with(ALGORITHM) || reference.len() >= SHORT_ID && reference.bytes().all(is_digit)
}

/// The engine lists an image without a name with no tags, or with the tag `<none>:<none>`.
fn is_dangling(image: &Image) -> bool {
    image.tags.iter().all(|tag| tag.starts_with("<none>"))
}

/// The name people know an image by.
fn subject(check: &ImageCheck, image: &Image) -> String {
    let reference = check.reference.as_ref().filter(|reference| !is_id(reference));
    match reference.or(image.tags.iter().find(|tag| !tag.starts_with("<none>"))) {
        Some(name) => say::code(name),
        None => "the image without a name".to_owned(),
    }
}

/// What speaks against it; what it is made from comes before what is written on it.
fn misses(check: &ImageCheck, image: &Image, snapshot: &Snapshot) -> Vec<Miss> {
    let subject = subject(check, image);
    let of = |property: &str, wanted: &Option<String>, found: &str| {
        about(property, wanted.as_ref().and_then(|wanted| say::differs(&subject, property, found, wanted)))
    };
    let digest = check.digest.as_ref().filter(|digest| !has_digest(image, digest));
    let ports = check.ports.iter().filter(|port| !image.ports.contains(port));
    let ports = ports.map(|port| format!("{subject} does not expose {}", port.trim_end_matches("/tcp")));
    [
        about("identity", check.same_as.as_ref().and_then(|other| same(&subject, image, other, snapshot))),
        about("identity", check.differs_from.as_ref().and_then(|other| another(&subject, image, other, snapshot))),
        about("base", check.base.as_ref().and_then(|base| other_base(&subject, image, base, snapshot))),
        about("base", check.parent.as_ref().and_then(|parent| other_parent(&subject, image, parent, snapshot))),
        about("label", say::labels(&subject, &check.labels, &image.labels)),
        about("variable", say::env(&subject, &check.env, &image.env)),
        commands(check, image, &subject),
        about("user", check.user.as_ref().and_then(|wanted| say::user(&subject, &image.user, wanted))),
        of("working directory", &check.workdir, &image.workdir),
        of("author", &check.author, &image.author),
        of("comment", &check.comment, &image.comment),
        amounts(check, image, &subject),
        about("digest", digest.map(|digest| other_digest(&subject, image, digest))),
        about("port", ports),
    ]
    .concat()
}

/// Built from another image: its layers begin with all of the other's.
fn other_base(subject: &str, image: &Image, base: &str, snapshot: &Snapshot) -> Option<String> {
    let Some(parent) = find(snapshot, base) else {
        return Some(format!("no image is named {}, which {subject} is to be built from", say::code(base)));
    };
    let begins = !parent.layers.is_empty() && image.layers.starts_with(&parent.layers);
    let words = || {
        // A base that has moved on since is a common reason.
        let shared = image.layers.iter().zip(&parent.layers).take_while(|(a, b)| a == b).count();
        let of = count(parent.layers.len(), "layer");
        format!("{subject} is not built from {}: it shares {shared} of its {of}", say::code(base))
    };
    (!begins || parent.id == image.id)
        .then(|| if begins { format!("{subject} is {} itself", say::code(base)) } else { words() })
}

/// Made from another image, by the engine's record where it keeps one: a commit and the classic builder write it,
/// `BuildKit` and a pull do not.
fn other_parent(subject: &str, image: &Image, parent: &str, snapshot: &Snapshot) -> Option<String> {
    let Some(wanted) = find(snapshot, parent) else {
        return Some(format!("no image is named {}, which {subject} is to be made from", say::code(parent)));
    };
    if image.ancestors.is_empty() {
        return other_base(subject, image, parent, snapshot);
    }
    let known = || {
        image
            .ancestors
            .iter()
            .find_map(|id| snapshot.images.iter().find(|image| image.id == *id && !is_dangling(image)))
    };
    (!image.ancestors.contains(&wanted.id)).then(|| match known() {
        Some(other) => {
            format!("{subject} is made from {}; the step asks for {}", say::code(&shown(other)), say::code(parent))
        }
        None => format!("{subject} is not made from {}", say::code(parent)),
    })
}

fn amounts(check: &ImageCheck, image: &Image, subject: &str) -> Vec<Miss> {
    let size = u64::try_from(image.size).unwrap_or_default();
    let layers = image.layers.len() as u64;
    let mut misses = Vec::new();
    if !check.size.holds(size) {
        let wanted = describe::bounds(check.size, human_size).unwrap_or_default();
        misses.extend(about("size", [format!("{subject} takes {}; the step asks for {wanted}", human_size(size))]));
    }
    if !check.layers.holds(layers) {
        let wanted = describe::layers(check.layers).unwrap_or_default();
        let found = count(image.layers.len(), "layer");
        misses.extend(about("layers", [format!("{subject} has {found}; the step asks for {wanted}")]));
    }
    misses
}

fn has_digest(image: &Image, digest: &str) -> bool {
    let digits = |text: &str| text.rsplit("sha256:").next().is_some_and(|digits| digits.starts_with(digest));
    digits(&image.id) || image.digests.iter().any(|known| digits(known))
}

fn other_digest(subject: &str, image: &Image, digest: &str) -> String {
    let shown =
        |text: &str| say::code(&text.rsplit("sha256:").next().unwrap_or(text).chars().take(12).collect::<String>());
    let found = image.digests.first().unwrap_or(&image.id);
    format!("the digest of {subject} is {}; the step asks for {}", shown(found), shown(digest))
}

fn commands(check: &ImageCheck, image: &Image, subject: &str) -> Vec<Miss> {
    let wanted = [("command", &check.cmd, &image.cmd), ("entrypoint", &check.entrypoint, &image.entrypoint)];
    let miss = |(property, wanted, found): (&str, &Option<_>, &Vec<String>)| {
        let wanted = wanted.as_ref().filter(|wanted| !say::same_command(wanted, found))?;
        // Words that read alike once they are joined are told apart by their count.
        let asked = say::line_of(wanted);
        let parted = || format!("the {property} of {subject} is split into other words than {}", say::code(&asked));
        let words = say::differs(subject, property, &found.join(" "), &asked).unwrap_or_else(parted);
        Some(about(property, [words]))
    };
    wanted.into_iter().filter_map(miss).flatten().collect()
}

fn same(subject: &str, image: &Image, other: &str, snapshot: &Snapshot) -> Option<String> {
    match find(snapshot, other) {
        Some(twin) if twin.id == image.id => None,
        Some(_) => Some(format!("{subject} is another image than {}", say::code(other))),
        None => Some(format!("no image is named {}, which {subject} is compared with", say::code(other))),
    }
}

fn another(subject: &str, image: &Image, other: &str, snapshot: &Snapshot) -> Option<String> {
    let same = find(snapshot, other).is_some_and(|twin| twin.id == image.id);
    same.then(|| format!("{subject} is still the same image as {}", say::code(other)))
}

/// Whether an image ever had this name, seen or told of by the engine.
pub(super) fn was_named(reference: &str, state: &State) -> bool {
    let wanted = normal_reference(reference);
    let is_name = |known: &str| normal_reference(known) == wanted;
    state.history.images.iter().any(|known| is_name(known)) || state.tagged(is_name).is_some()
}

/// What there is in the place of an image that is not there.
fn missing(reference: &str, state: &State) -> String {
    let wanted = normal_reference(reference);
    if was_named(reference, state) || find(&state.before, reference).is_some() {
        return blame::removed("image", reference, state);
    }
    let (repository, tag) = split(&wanted);
    let tags: Vec<&str> = state.now.images.iter().flat_map(|i| &i.tags).map(String::as_str).collect();
    if let Some(near) = tags.iter().find(|tag| repository_of(tag) == repository) {
        let asked = tag.map_or_else(|| say::code(reference), |tag| format!("the tag {}", say::code(tag)));
        return format!("{} exists; the step asks for {asked}", say::code(near));
    }
    if is_id(reference) {
        return format!("no image has the identity {}", say::code(reference));
    }
    let last = |name: &str| name.rsplit('/').next().map(str::to_owned);
    let namesake = tags.iter().find(|tag| last(&repository_of(tag)) == last(repository));
    let repositories: Vec<String> = tags.iter().map(|tag| repository_of(tag)).collect();
    let similar = || {
        let near = did_you_mean(repository, repositories.iter().map(String::as_str))?;
        tags.iter().find(|tag| repository_of(tag) == near)
    };
    match namesake.or_else(similar) {
        Some(near) => format!("{} exists; the step asks for {}", say::code(near), say::code(reference)),
        None => format!("no image is named {}", say::code(reference)),
    }
}

fn repository_of(tag: &str) -> String {
    split(&normal_reference(tag)).0.to_owned()
}

//! Assertions made of others.

use super::{absent, container, file, image, miss, object, probes, say, told_whole, why_not};
use crate::check::describe::describe;
use crate::check::reference::{normal_reference, split};
use crate::check::{Assertion, ContainerCheck, CountCheck, ImageCheck, Look, NetworkCheck, VolumeCheck};
use crate::state::{Snapshot, State};

/// Why a part does not hold, or why that is not known.
fn open(part: &Assertion, state: &State) -> Option<String> {
    probes::unknown(part, state).or_else(|| why_not(part, state).map(|why| told_whole(part, &why, state)))
}

/// Why not all of them hold: the first that surely does not, and how many more there are.
pub(super) fn all(parts: &[Assertion], state: &State) -> Option<String> {
    let (known, unknown): (Vec<_>, Vec<_>) = parts.iter().partition(|part| probes::unknown(part, state).is_none());
    let mut open = known.into_iter().chain(unknown).filter_map(|part| open(part, state));
    let first = open.next()?;
    Some(miss::and_more(&first, open.count()))
}

/// Why none of them holds: the one that comes nearest.
pub(super) fn any(parts: &[Assertion], state: &State) -> Option<String> {
    if parts.iter().any(|part| open(part, state).is_none()) {
        return None;
    }
    let why = open(nearest(parts, state)?, state)?;
    Some(if parts.len() == 1 { why } else { miss::nearest_of(&why, parts.len()) })
}

/// Of several ways the one that comes nearest.
pub(super) fn nearest<'a>(parts: &'a [Assertion], state: &State) -> Option<&'a Assertion> {
    parts.iter().min_by_key(|part| distance(part, state))
}

/// What is there although it must not be.
pub(super) fn not(inner: &Assertion, state: &State) -> Option<String> {
    if let Some(why) = unseen(inner, state) {
        return Some(why);
    }
    if why_not(inner, state).is_some() {
        return None;
    }
    let mut names = if is_named(inner) { Vec::new() } else { matching(inner, &state.now) };
    names.sort();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", say::names(&names)) };
    let words = describe(inner);
    let asked = if words.ends_with(" exists") { "it does not" } else { "this is not so" };
    Some(format!("{words}{names}; the step asks that {asked}"))
}

/// Why the thing itself is not there, or what it would be in: of a container that is gone it is not known that it is not
/// as it must not be, and of a file in no image not that it is not in it.
fn unseen(inner: &Assertion, state: &State) -> Option<String> {
    match inner {
        Assertion::File(check) => file::place_missing(check.place.as_ref()?, state),
        Assertion::Look(look) => match look.as_ref() {
            Look::Exec(check) => file::container_missing(&check.container, state),
            _ => None,
        },
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter().find_map(|part| unseen(part, state)),
        // Of what came and went it is known what it was.
        Assertion::Container(check) if check.ran || check.removed => None,
        named if is_named(named) && bare(named) != *named => why_not(&bare(named), state),
        _ => None,
    }
}

/// Why there are not as many as asked.
pub(super) fn count(check: &CountCheck, state: &State) -> Option<String> {
    let mut found = counted(&check.of, &state.now);
    // The engine lists the newest first: the order tells nothing of what is too many.
    found.sort();
    if check.bounds.holds(found.len() as u64) {
        return None;
    }
    let wanted = crate::check::describe::bounds(check.bounds, |number| number.to_string()).unwrap_or_default();
    Some(match found.as_slice() {
        [] => format!("there is none; the step asks for {wanted}"),
        [one] => format!("there is 1, {}; the step asks for {wanted}", say::code(one)),
        all => format!("there are {}, {}; the step asks for {wanted}", all.len(), say::names(all)),
    })
}

/// How much is missing, roughly: a thing that is there and is not right is nearer than one that is not there.
fn distance(assertion: &Assertion, state: &State) -> usize {
    if open(assertion, state).is_none() {
        return 0;
    }
    match assertion {
        Assertion::All(parts) => parts.iter().map(|part| distance(part, state)).sum(),
        Assertion::Any(parts) => parts.iter().map(|part| distance(part, state)).min().unwrap_or_default(),
        other if absent::fits(&bare(other), &state.now) => 1,
        _ => 2,
    }
}

/// The thing alone, whatever it is like.
fn bare(assertion: &Assertion) -> Assertion {
    match assertion {
        Assertion::Image(check) => {
            Assertion::Image(ImageCheck { reference: check.reference.clone(), ..ImageCheck::default() })
        }
        Assertion::Container(check) => Assertion::Container(ContainerCheck {
            name: check.name.clone(),
            image: check.image.clone().filter(|_| check.name.is_none()),
            ..ContainerCheck::default()
        }),
        Assertion::Volume(check) => {
            Assertion::Volume(VolumeCheck { name: check.name.clone(), ..VolumeCheck::default() })
        }
        Assertion::Network(check) => {
            Assertion::Network(NetworkCheck { name: check.name.clone(), ..NetworkCheck::default() })
        }
        other => other.clone(),
    }
}

pub(super) fn is_named(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Image(check) => check.reference.is_some(),
        Assertion::Container(check) => check.name.is_some(),
        Assertion::Volume(check) => check.name.is_some(),
        Assertion::Network(check) => check.name.is_some(),
        _ => true,
    }
}

/// The names of all that fits and is called so; `*` in a name stands for any text.
pub(super) fn counted(of: &Assertion, snapshot: &Snapshot) -> Vec<String> {
    let mut any = of.clone();
    let name = match &mut any {
        Assertion::Image(check) => &mut check.reference,
        Assertion::Container(check) => &mut check.name,
        Assertion::Volume(check) => &mut check.name,
        Assertion::Network(check) => &mut check.name,
        _ => return Vec::new(),
    };
    let Some(pattern) = name.take_if(|name| name.contains('*')) else { return matching(of, snapshot) };
    if let Assertion::Image(check) = &any {
        // A star at the end stands for tags, too.
        let is_open = split(&pattern).1.is_none() && pattern.ends_with('*');
        let pattern = normal_reference(&pattern);
        let pattern = if is_open { pattern.trim_end_matches(":latest") } else { &pattern };
        let is_named = |tag: &String| !tag.starts_with("<none>");
        let is_meant = |tag: &&String| is_named(tag) && is_like(pattern, &normal_reference(tag));
        return image::matching(check, snapshot)
            .flat_map(|image| image.tags.iter().filter(is_meant))
            .cloned()
            .collect();
    }
    matching(&any, snapshot).into_iter().filter(|name| is_like(&pattern, name)).collect()
}

/// Whether a name fits a pattern.
fn is_like(pattern: &str, name: &str) -> bool {
    let parts: Vec<&str> = pattern.split('*').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The names of all that fits.
pub(super) fn matching(assertion: &Assertion, snapshot: &Snapshot) -> Vec<String> {
    match assertion {
        Assertion::Image(check) => image::matching(check, snapshot).map(image::shown).collect(),
        Assertion::Container(check) => container::matching(check, snapshot).map(|c| c.name.clone()).collect(),
        Assertion::Volume(check) => object::volumes_matching(check, snapshot).map(|v| v.name.clone()).collect(),
        Assertion::Network(check) => object::networks_matching(check, snapshot).map(|n| n.name.clone()).collect(),
        _ => Vec::new(),
    }
}

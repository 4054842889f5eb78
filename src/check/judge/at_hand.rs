//! What of the state a hint goes by.

use super::{absent, combine, container, image, probes, why_not};
use crate::check::{Assertion, ContainerCheck, CountCheck, FileCheck, ImageCheck};
use crate::state::{Container, File, Image, Snapshot, State};

/// Whether an assertion holds.
pub(in crate::check) fn holds(assertion: &Assertion, state: &State) -> bool {
    why_not(assertion, state).is_none()
}

/// Whether what an assertion asks for is there.
pub(in crate::check) fn is_there(assertion: &Assertion, now: &Snapshot) -> bool {
    absent::fits(assertion, now)
}

/// Whether it was there once.
pub(in crate::check) fn was_there(assertion: &Assertion, state: &State) -> bool {
    absent::was_there(assertion, state) || absent::fits(assertion, &state.now)
}

/// The container that is meant, or comes nearest.
pub(in crate::check) fn container<'s>(check: &'s ContainerCheck, now: &'s Snapshot) -> Option<&'s Container> {
    container::meant(check, now)
}

/// The containers that are as asked.
pub(in crate::check) fn containers<'s>(
    check: &'s ContainerCheck,
    now: &'s Snapshot,
) -> impl Iterator<Item = &'s Container> {
    container::matching(check, now)
}

/// The image of a name.
pub(in crate::check) fn image<'s>(reference: &str, now: &'s Snapshot) -> Option<&'s Image> {
    image::find(now, reference)
}

/// Whether an image is as asked.
pub(in crate::check) fn image_fits(check: &ImageCheck, now: &Snapshot) -> bool {
    image::fits(check, now)
}

/// The file at its place.
pub(in crate::check) fn file<'s>(check: &FileCheck, now: &'s Snapshot) -> Option<&'s File> {
    now.file(&probes::file(check))
}

/// Whether there is a thing of this kind with this name.
pub(in crate::check) fn is_named(of: &Assertion, name: &str, now: &Snapshot) -> bool {
    match of {
        Assertion::Image(_) => image::find(now, name).is_some(),
        Assertion::Container(_) => now.containers.iter().any(|container| container.name == name),
        Assertion::Volume(_) => now.volumes.iter().any(|volume| volume.name == name),
        Assertion::Network(_) => now.networks.iter().any(|network| network.name == name),
        _ => false,
    }
}

/// Whether there are more than asked.
pub(in crate::check) fn too_many(check: &CountCheck, now: &Snapshot) -> bool {
    let found = combine::counted(&check.of, now).len() as u64;
    check.bounds.max.is_some_and(|max| found > max)
}

/// Of several ways the one that comes nearest.
pub(in crate::check) fn nearest<'a>(parts: &'a [Assertion], state: &State) -> Option<&'a Assertion> {
    combine::nearest(parts, state)
}

//! Which thing an assertion that holds is about.

use super::{container, image, object};
use crate::check::Assertion;
use crate::check::bind::thing;
use crate::state::{Bound, BoundKind, State};

/// The thing that fits; of several the newest container, else the first.
pub(in crate::check) fn found(assertion: &Assertion, state: &State) -> Option<Bound> {
    let now = &state.now;
    match assertion {
        Assertion::Image(check) => {
            let image = image::matching(check, now).next()?;
            let name =
                check.reference.clone().filter(|name| !image::is_id(name)).unwrap_or_else(|| image::shown(image));
            Some(thing(BoundKind::Image, &image.id, &name))
        }
        Assertion::Container(check) => container::found(check, state),
        Assertion::Volume(check) => {
            let volume = object::volumes_matching(check, now).next()?;
            Some(thing(BoundKind::Volume, &volume.name, &volume.name))
        }
        Assertion::Network(check) => {
            let network = object::networks_matching(check, now).next()?;
            Some(thing(BoundKind::Network, &network.id, &network.name))
        }
        _ => None,
    }
}

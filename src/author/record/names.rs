//! Containers that nobody gave a name, and that later steps mean: the sidecar names them with `as:`, since the name that
//! the engine made up is another one for every learner.

use super::PlayedStep;
use super::change::{Said, short};
use crate::state::{Change, Container, Delta};
use std::collections::BTreeMap;

/// What containers are called in a sidecar, by their identities.
pub type Names = BTreeMap<String, String>;

/// The names for these steps. One that a sidecar gave already stays; of containers that cannot be told from each other
/// none has one. `gives` says of a step whether its checks are written anew, so that they can give a name.
pub fn names(steps: &[PlayedStep], gives: &dyn Fn(&PlayedStep) -> bool) -> Names {
    let mut names = Names::new();
    let deltas: Vec<Delta> = steps.iter().map(|step| Delta::of_step(&step.end)).collect();
    let mut said = String::new();
    for (at, step) in steps.iter().enumerate() {
        step.moments.iter().for_each(|moment| said.extend([moment.text().as_str(), "\n"]));
        let none = Names::new();
        let known = Said { text: &said, names: &none };
        for change in &deltas[at].changes {
            let Change::ContainerMade(container) = change else { continue };
            let old = steps.iter().flat_map(|s| &s.end.bindings).find(|(_, bound)| bound.id == container.id);
            if let Some((name, _)) = old {
                names.insert(container.id.clone(), name.clone());
                continue;
            }
            let is_meant = deltas[at + 1..].iter().flat_map(|delta| &delta.changes).any(|c| means(c, &container.id));
            let is_told = step.end.now.containers.iter().filter(|other| looks_like(other, container)).count() == 1;
            if is_meant && is_told && gives(step) && !known.is_name(&container.name) {
                let name = unused(&short_name(&container.image), &names);
                names.insert(container.id.clone(), name);
            }
        }
    }
    names
}

fn means(change: &Change, id: &str) -> bool {
    match change {
        Change::ContainerChanged { now, .. } => now.id == id,
        Change::ContainerGone(container) => container.id == id,
        _ => false,
    }
}

fn looks_like(a: &Container, b: &Container) -> bool {
    (&a.image, &a.command, &a.status) == (&b.image, &b.command, &b.status)
}

/// The last part of an image's name, as a name can be written.
fn short_name(image: &str) -> String {
    let image = short(image);
    let last = image.rsplit('/').next().unwrap_or_default().split([':', '@']).next().unwrap_or_default();
    let name: String = last.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { "container".to_owned() }
}

fn unused(name: &str, names: &Names) -> String {
    let is_free = |name: &String| !names.values().any(|used| used == name);
    let numbered = (2..).map(|n| format!("{name}-{n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

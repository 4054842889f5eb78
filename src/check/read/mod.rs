//! From a sidecar's YAML to its checks, with every mistake reported and none of them in the way of the others.

pub mod amount;
mod assertion;
pub mod codes;
mod combine;
mod container;
mod fields;
mod file;
mod image;
mod look;
mod names;
mod quiz;
mod step;
#[cfg(test)]
mod tests;
mod variables;

#[cfg(test)]
pub use amount::BOUNDS_KEYS;
pub use assertion::ABSENT_KEYS;
#[cfg(test)]
pub use assertion::{ASSERTION_KEYS, EXIT_KEYS, NETWORK_KEYS, OUTPUT_KEYS, RAN_KEYS, VOLUME_KEYS};
pub use combine::COUNT_KEYS;
#[cfg(test)]
pub use combine::NEST_LIMIT;
pub use container::{CONTAINER_KEYS, STABLE_LIMIT};
#[cfg(test)]
pub use container::{LOGS_KEYS, MOUNT_KEYS};
pub use fields::{DIAGNOSTIC_LIMIT, LIST_LIMIT};
pub use file::FILE_KEYS;
#[cfg(test)]
pub use file::PLACE_KEYS;
pub use image::IMAGE_KEYS;
#[cfg(test)]
pub use look::{
    ARCHIVE_KEYS, COMPOSE_KEYS, DOCKERFILE_KEYS, EXEC_KEYS, HTTP_KEYS, LOOK_KEYS, REGISTRY_KEYS, SCRIPT_KEYS,
};
pub use look::{SCRIPT_SECONDS, look_keys};
pub use names::{NAME_KEY, SAY_KEY, again};
#[cfg(test)]
pub use quiz::QUIZ_KEYS;
#[cfg(test)]
pub use step::STEP_KEYS;
#[cfg(test)]
pub use variables::{DRAW_KEYS, PORT_KEYS, PREFIX_LIMIT};

use super::yaml::{self, Node, Value};
use super::{Seed, Sidecar, reference};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use fields::{Fields, Reader};

/// The keys of a sidecar.
pub const SIDECAR_KEYS: &[&str] = &["lesson", "images", "network", "variables", "steps"];

/// Reads a sidecar with the values that nobody in particular has. Never panics; none where nothing of it can be used.
pub fn parse(source: &Source) -> (Option<Sidecar>, Vec<Diagnostic>) {
    parse_for(source, Seed::default())
}

/// The same with the values that are drawn from a learner's seed.
pub fn parse_for(source: &Source, seed: Seed) -> (Option<Sidecar>, Vec<Diagnostic>) {
    let mut reader = Reader::new(source);
    let sidecar = match yaml::parse(source) {
        Ok(root) => reader.sidecar(&root, seed),
        Err(fault) => {
            let code = if fault.limit { codes::LIMIT } else { codes::SYNTAX };
            let line = source.line_text(source.line(fault.span.start));
            let help = line
                .contains("${")
                .then(|| "within `[ ]` and `{ }` put quotes around what has `${…}` in it".to_owned());
            reader.error(code, fault.span, fault.message, help);
            None
        }
    };
    reader.hidden_repetition();
    let mut found = reader.found;
    found.sort_by_key(|diagnostic| diagnostic.span);
    (sidecar, found)
}

impl Reader<'_> {
    /// Reports a repeated number key, which the tree does not hold.
    fn hidden_repetition(&mut self) {
        let Some((span, key)) = yaml::repeated_key(self.source) else { return };
        if !self.found.iter().any(|d| d.span.start == span.start) {
            let help = Some("keep one of them".to_owned());
            self.error(codes::REPEATED_KEY, span, format!("the key `{key}` is repeated"), help);
        }
    }

    fn sidecar(&mut self, root: &Node, seed: Seed) -> Option<Sidecar> {
        if root.value == Value::Null {
            let help = Some("begin with `steps:`, or remove the file".to_owned());
            self.error(codes::EMPTY, root.span, "the sidecar is empty".to_owned(), help);
            return None;
        }
        let wanted = "a map with `steps`";
        let fields = self.fields(root, "the sidecar", wanted, SIDECAR_KEYS)?;
        self.variables(&fields, seed);
        let mut sidecar = Sidecar {
            lesson: self.text(&fields, "lesson"),
            images: self.images(&fields),
            network: self.flag(&fields, "network").unwrap_or_default(),
            steps: self.steps(&fields),
            variables: Vec::new(),
        };
        sidecar.variables = std::mem::take(&mut self.variables);
        Some(sidecar)
    }

    fn images(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("images").map(|node| self.with_variables(node)) else { return Vec::new() };
        let items = self.list(&node, "images", "a list of image references");
        items.iter().filter_map(|item| self.reference_of(item, "images")).collect()
    }

    fn steps(&mut self, fields: &Fields<'_>) -> Vec<super::StepChecks> {
        let wanted = "a map from the steps' ids to their checks";
        let Some(map) = fields.get("steps").and_then(|node| self.map(node, "steps", wanted)) else {
            return Vec::new();
        };
        self.limited(map.all().len(), map.span, "steps");
        let entries = map.all().iter().take(LIST_LIMIT);
        entries.filter_map(|(id, node, span)| self.step(id, *span, node)).collect()
    }

    /// An image reference that an engine could have.
    fn reference(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        fields.get(key).and_then(|node| self.reference_of(node, key))
    }

    fn reference_of(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text_of(node, key)?;
        // The stars of a pattern stand for letters.
        let plain = if self.counting { text.replace('*', "a") } else { text.clone() };
        if let Some(reason) = reference::fault(&plain) {
            self.bad_value(node.span, format!("`{text}` is no image reference: {reason}"), "write `name:tag`");
            return None;
        }
        Some(text)
    }

    fn bad_value(&mut self, span: Span, message: String, help: &str) {
        self.error(codes::BAD_VALUE, span, message, Some(help.to_owned()));
    }
}

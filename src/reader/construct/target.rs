//! Lines of `MyST` that are for links and notebooks alone: `(label)=` and `+++`.

use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["myst"], ..Construct::new(b"(+", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    let label = text.strip_prefix('(').and_then(|t| t.strip_suffix(")="));
    let names = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c));
    label.is_some_and(names) || text == "+++" || text.starts_with("+++ {")
}

fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, _: &mut Vec<Node>) -> usize {
    place.at + 1
}

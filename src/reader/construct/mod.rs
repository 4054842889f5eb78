//! The constructs that set lines apart from running text: one file each, one line in [`CONSTRUCTS`].

mod admonition;
mod attribute;
mod comment;
mod details;
mod directive;
pub mod div;
pub mod fence;
mod liquid;
mod list;
mod quote;
mod tab;

pub use attribute::classes;

use super::tree::{Parser, Place};
use crate::document::{Callout, Node, NodeKind};
use crate::source::Span;

/// Reads a construct at a place, adds its nodes, and returns the index of the first line after it.
pub type Read = for<'p, 's> fn(&mut Parser<'s>, &Place<'p, 's>, &mut Vec<Node>) -> usize;

/// One way to set lines apart.
pub struct Construct {
    /// The dialect it speaks for, where it is a sign of one.
    pub dialect: Option<&'static str>,
    /// Whether it is code rather than a container, so that it counts at any depth.
    pub holds_code: bool,
    /// Whether it begins at a place. Cheap, and asked for every line.
    pub opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    /// Reads it.
    pub read: Read,
}

const fn container(
    dialect: Option<&'static str>,
    opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    read: Read,
) -> Construct {
    Construct { dialect, holds_code: false, opens, read }
}

/// Every construct; the first that opens is taken.
pub static CONSTRUCTS: &[Construct] = &[
    container(None, comment::opens, comment::read),
    container(Some("myst"), directive::opens, directive::read),
    Construct { dialect: None, holds_code: true, opens: fence::opens, read: fence::read },
    container(Some("mkdocs-material"), admonition::opens, admonition::read),
    container(Some("mkdocs-material"), tab::opens, tab::read),
    container(Some("fenced-divs"), div::opens, div::read),
    container(None, details::opens, details::read),
    container(Some("kramdown"), attribute::opens, attribute::read),
    container(Some("jekyll"), liquid::opens, liquid::read),
    container(None, quote::opens, quote::read),
    container(None, list::opens, list::read),
];

/// Whether anything but running text begins at a place.
fn anything_opens(place: &Place<'_, '_>) -> bool {
    is_heading(place.line().trimmed()) || CONSTRUCTS.iter().any(|c| (c.opens)(place))
}

/// `# Heading`, also without the space for two hashes and more.
pub fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    let hashes = text.len() - rest.len();
    (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t']) || hashes > 1)
}

fn callout_node(callout: Callout, span: Span, line: usize) -> Node {
    Node { kind: NodeKind::Callout(callout), span, line }
}

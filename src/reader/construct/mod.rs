//! The constructs that set lines apart from running text: one file each, one line in [`CONSTRUCTS`].

mod action;
mod admonition;
mod attribute;
mod comment;
mod component;
mod details;
mod directive;
mod div;
mod element;
pub mod fence;
mod liquid;
mod list;
pub mod pairs;
mod pre;
mod quote;
mod shortcode;
mod slide;
mod tab;

pub use attribute::classes;

use super::tree::{Parser, Place};
use crate::document::{Callout, Node, NodeKind};
use crate::source::Span;

/// Reads a construct at a place, adds its nodes, and returns the index of the first line after it.
pub type Read = for<'p, 's> fn(&mut Parser<'s>, &Place<'p, 's>, &mut Vec<Node>) -> usize;

/// One way to set lines apart.
pub struct Construct {
    /// The dialects that have it, the one it speaks for first; none where all have it.
    pub dialects: &'static [&'static str],
    /// Whether it is code rather than a container, so that it counts at any depth.
    pub holds_code: bool,
    /// Whether it begins at a place. Cheap, and asked for every line.
    pub opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    /// Reads it.
    pub read: Read,
}

const fn container(
    dialects: &'static [&'static str],
    opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    read: Read,
) -> Construct {
    Construct { dialects, holds_code: false, opens, read }
}

const fn code(
    dialects: &'static [&'static str],
    opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    read: Read,
) -> Construct {
    Construct { dialects, holds_code: true, opens, read }
}

/// Every construct; the first that opens is taken.
pub static CONSTRUCTS: &[Construct] = &[
    container(&[], comment::opens, comment::read),
    container(&["remark"], slide::opens, slide::read),
    container(&["myst", "quarto"], directive::opens, directive::read),
    code(&["educates"], action::opens, action::read),
    code(&[], fence::opens, fence::read),
    code(&["katacoda"], pre::opens, pre::read),
    container(&["mkdocs-material"], admonition::opens, admonition::read),
    container(&["mkdocs-material"], tab::opens, tab::read),
    container(&["iximiuz", "labspace"], component::opens, component::read),
    container(&["fenced-divs", "quarto", "myst", "labspace", "iximiuz", "mdx"], div::opens, div::read),
    container(&["hugo", "educates"], shortcode::opens, shortcode::read),
    container(&["mdx"], element::opens, element::read),
    container(&[], details::opens, details::read),
    container(
        &["kramdown", "jekyll", "mkdocs-material", "play-with-docker", "galaxy"],
        attribute::opens,
        attribute::read,
    ),
    container(&["jekyll", "kramdown", "play-with-docker", "galaxy", "educates"], liquid::opens, liquid::read),
    container(&[], quote::opens, quote::read),
    container(&[], list::opens, list::read),
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

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
    /// The signs that its first line may begin with; none where only decks of slides have it, which are asked always.
    pub signs: &'static [u8],
    /// Whether it begins at a place. Cheap, and asked for every line with one of its signs.
    pub opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    /// Reads it.
    pub read: Read,
}

const fn container(
    dialects: &'static [&'static str],
    signs: &'static [u8],
    opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    read: Read,
) -> Construct {
    Construct { dialects, holds_code: false, signs, opens, read }
}

const fn code(
    dialects: &'static [&'static str],
    signs: &'static [u8],
    opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    read: Read,
) -> Construct {
    Construct { dialects, holds_code: true, signs, opens, read }
}

/// Every construct; the first that opens is taken.
pub static CONSTRUCTS: &[Construct] = &[
    container(&[], b"<", comment::opens, comment::read),
    container(&["remark"], b"", slide::opens, slide::read),
    container(&["myst", "quarto"], b"`~", directive::opens, directive::read),
    code(&["educates"], b"`~", action::opens, action::read),
    code(&[], b"`~", fence::opens, fence::read),
    code(&["katacoda"], b"<", pre::opens, pre::read),
    container(&["mkdocs-material"], b"!?", admonition::opens, admonition::read),
    container(&["mkdocs-material"], b"=", tab::opens, tab::read),
    container(&["iximiuz", "labspace"], b":", component::opens, component::read),
    container(&["fenced-divs", "quarto", "myst", "labspace", "iximiuz", "mdx"], b":", div::opens, div::read),
    container(&["hugo", "educates"], b"{", shortcode::opens, shortcode::read),
    container(&["mdx"], b"<i", element::opens, element::read),
    container(&[], b"<", details::opens, details::read),
    container(
        &["kramdown", "jekyll", "mkdocs-material", "play-with-docker", "galaxy"],
        b"{",
        attribute::opens,
        attribute::read,
    ),
    container(&["jekyll", "kramdown", "play-with-docker", "galaxy", "educates"], b"{", liquid::opens, liquid::read),
    container(&[], b">", quote::opens, quote::read),
    container(&[], list::SIGNS, list::opens, list::read),
];

/// For every sign the constructs that it may begin, a bit for each.
static BY_SIGN: [u32; 256] = by_sign();

const fn by_sign() -> [u32; 256] {
    let (mut found, mut construct) = ([0; 256], 0);
    while construct < CONSTRUCTS.len() {
        let (signs, mut sign) = (CONSTRUCTS[construct].signs, 0);
        while sign < signs.len() {
            found[signs[sign] as usize] |= 1 << construct;
            sign += 1;
        }
        construct += 1;
    }
    found
}

/// The constructs that may begin at a place, by the line's first sign.
pub fn candidates(place: &Place<'_, '_>) -> impl Iterator<Item = &'static Construct> {
    let of_sign = place.line().sign().map_or(0, |sign| BY_SIGN[usize::from(sign)]);
    let mut left = if place.slides { u32::MAX } else { of_sign };
    std::iter::from_fn(move || {
        let first = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        CONSTRUCTS.get(usize::try_from(first).ok()?)
    })
}

/// Whether anything but running text begins at a place.
fn anything_opens(place: &Place<'_, '_>) -> bool {
    is_heading(place.line().trimmed()) || candidates(place).any(|c| (c.opens)(place))
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

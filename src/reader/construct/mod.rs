//! The constructs that set lines apart from running text: one file each, one line in [`CONSTRUCTS`].

mod action;
mod admonition;
mod attribute;
mod cell;
mod comment;
mod component;
mod conditional;
pub mod details;
mod directive;
pub mod div;
mod element;
#[cfg(test)]
mod example;
pub mod fence;
mod here_document;
mod html_heading;
mod liquid;
mod list;
pub mod pairs;
mod percent;
mod pre;
mod question;
mod quote;
mod shortcode;
mod showoff;
mod slide;
pub mod snippet;
mod tab;
mod table;
mod tabset;
mod target;
mod titled;
mod visible;

pub use attribute::classes;
pub use directive::is_of_myst;
pub use liquid::{may_be_escaped, unescape};
pub use percent::is_comment;
pub use slide::without_classes;

use super::dialect::Dialect;
use super::lines::Line;
use super::tree::{Parser, Place};
use crate::document::{Callout, Inline, Node, NodeKind};
use crate::source::Span;

/// Reads a construct at a place, adds its nodes, and returns the index of the first line after it.
pub type Read = for<'p, 's> fn(&mut Parser<'s>, &Place<'p, 's>, &mut Vec<Node>) -> usize;

/// One way to set lines apart.
pub struct Construct {
    /// The dialects that its file is the home of; where only these have it, it speaks for the first of them.
    pub dialects: &'static [Dialect],
    /// Other dialects that have it too, by their names.
    pub also: &'static [&'static str],
    /// Whether every dialect has it, so that it speaks for none.
    pub everywhere: bool,
    /// Whether it is code rather than a container, so that it counts at any depth.
    pub holds_code: bool,
    /// The signs that its first line may begin with; none where only decks of slides have it, which are asked always.
    pub signs: &'static [u8],
    /// Whether it begins at a place. Cheap, and asked for every line with one of its signs.
    pub opens: for<'p, 's> fn(&Place<'p, 's>) -> bool,
    /// Reads it.
    pub read: Read,
}

impl Construct {
    /// A container that no dialect has yet.
    const fn new(signs: &'static [u8], opens: for<'p, 's> fn(&Place<'p, 's>) -> bool, read: Read) -> Self {
        Self { dialects: &[], also: &[], everywhere: false, holds_code: false, signs, opens, read }
    }

    /// The dialect that it is a sign of.
    pub fn speaks_for(&self) -> Option<&'static str> {
        let home = self.dialects.first().map(|d| d.name);
        home.or(self.also.first().copied()).filter(|_| !self.everywhere)
    }

    /// Whether a dialect has it.
    pub fn is_of(&self, dialect: Dialect) -> bool {
        self.everywhere || self.dialects.contains(&dialect) || self.also.contains(&dialect.name)
    }
}

/// Every construct, and with them every dialect; the first that opens is taken.
pub static CONSTRUCTS: &[Construct] = &[
    comment::CONSTRUCT,
    slide::CONSTRUCT,
    directive::CONSTRUCT,
    action::CONSTRUCT,
    showoff::CONSTRUCT,
    fence::CONSTRUCT,
    pre::CONSTRUCT,
    admonition::CONSTRUCT,
    tab::CONSTRUCT,
    component::CONSTRUCT,
    conditional::CONSTRUCT,
    visible::CONSTRUCT,
    tabset::CONSTRUCT,
    div::CONSTRUCT,
    shortcode::CONSTRUCT,
    html_heading::CONSTRUCT,
    element::CONSTRUCT,
    details::CONSTRUCT,
    table::CONSTRUCT,
    attribute::CONSTRUCT,
    liquid::CONSTRUCT,
    target::CONSTRUCT,
    percent::CONSTRUCT,
    snippet::CONSTRUCT,
    question::CONSTRUCT,
    quote::CONSTRUCT,
    list::CONSTRUCT,
    #[cfg(test)]
    example::CONSTRUCT,
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

/// Whether a construct may begin on a line. Most lines have a sign that none has.
pub fn may_begin(line: &Line<'_>, slides: bool) -> bool {
    slides || line.sign().is_some_and(|sign| BY_SIGN[usize::from(sign)] != 0)
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
    let line = place.line();
    line.sign() == Some(b'#') && is_heading(line.trimmed()) || candidates(place).any(|c| (c.opens)(place))
}

/// `# Heading`, also without the space for two hashes and more.
pub fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    let hashes = text.len() - rest.len();
    (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t']) || hashes > 1)
}

/// A picture on a line of its own.
fn picture_node(alt: &str, url: &str, line: &Line<'_>) -> Node {
    let picture = Inline::Image { alt: alt.into(), url: url.into() };
    Node { kind: NodeKind::Paragraph(picture.into()), span: line.span, line: line.number }
}

fn callout_node(callout: Callout, span: Span, line: usize) -> Node {
    Node { kind: NodeKind::Callout(callout), span, line }
}

//! Text within a paragraph, heading or cell.

use super::Words;

/// A run of text with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(Words),
    /// `code`.
    Code(Words),
    /// *Stressed*.
    Emphasis(Vec<Inline>),
    /// **Strongly stressed**.
    Strong(Vec<Inline>),
    /// ~~Struck out~~.
    Strike(Vec<Inline>),
    /// A link.
    Link {
        /// What is shown.
        text: Vec<Inline>,
        /// Where it leads.
        url: Words,
    },
    /// A picture, which a terminal shows by its description.
    Image {
        /// The description.
        alt: Words,
        /// Where it is.
        url: Words,
    },
    /// A line break the author asked for.
    Break,
}

/// Bytes that most pieces do not exceed.
pub const FEW_WORDS: usize = 64;

/// The words alone.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::with_capacity(inlines.len() * FEW_WORDS);
    push_plain(inlines, &mut out);
    out
}

/// The same, at the end of another text.
pub fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(t) | Inline::Code(t) => out.push_str(t),
            Inline::Emphasis(c) | Inline::Strong(c) | Inline::Strike(c) | Inline::Link { text: c, .. } => {
                push_plain(c, out);
            }
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::Break => out.push(' '),
        }
    }
}

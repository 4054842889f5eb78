//! Text within a paragraph, heading or cell.

use super::Words;
use std::fmt;
use std::ops::{Deref, DerefMut};

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

/// What a paragraph or a heading says: mostly one piece, which needs no list of its own.
#[derive(Clone)]
pub struct Inlines(Kept);

#[derive(Clone)]
enum Kept {
    One(Inline),
    Many(Vec<Inline>),
}

impl Inlines {
    /// The pieces.
    pub fn as_slice(&self) -> &[Inline] {
        match &self.0 {
            Kept::One(one) => std::slice::from_ref(one),
            Kept::Many(many) => many,
        }
    }

    /// The pieces as a list.
    pub fn into_vec(self) -> Vec<Inline> {
        match self.0 {
            Kept::One(one) => vec![one],
            Kept::Many(many) => many,
        }
    }
}

impl Deref for Inlines {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        self.as_slice()
    }
}

impl DerefMut for Inlines {
    fn deref_mut(&mut self) -> &mut [Inline] {
        match &mut self.0 {
            Kept::One(one) => std::slice::from_mut(one),
            Kept::Many(many) => many,
        }
    }
}

impl From<Inline> for Inlines {
    fn from(one: Inline) -> Self {
        Self(Kept::One(one))
    }
}

impl From<Vec<Inline>> for Inlines {
    fn from(many: Vec<Inline>) -> Self {
        Self(Kept::Many(many))
    }
}

impl PartialEq for Inlines {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Inlines {}

impl fmt::Debug for Inlines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_slice(), f)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_is_as_a_list_of_one() {
        let one = || Inline::Text("a".into());
        let (alone, mut listed) = (Inlines::from(one()), Inlines::from(vec![one()]));
        assert_eq!((&alone, format!("{alone:?}")), (&listed, format!("{listed:?}")));
        assert_eq!(alone.into_vec(), vec![one()]);
        listed.iter_mut().for_each(|inline| *inline = Inline::Break);
        assert_eq!(listed.as_slice(), [Inline::Break]);
        assert!(Inlines::from(Vec::new()).is_empty());
    }
}

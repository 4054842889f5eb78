//! What is said of a block that may be one of several ways.

use super::Cue;

impl Cue<'_> {
    /// The paragraphs since the last heading.
    pub fn paragraphs_of_section(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.said[self.fresh..].lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

//! What is said of a block that may be one of several ways.

use super::super::super::scan::{lines_up, trimmed};
use super::Cue;

impl Cue<'_> {
    /// The paragraphs since the last heading, the last first.
    pub fn paragraphs_up(&self) -> impl Iterator<Item = &str> {
        lines_up(self.fresh()).map(trimmed).filter(|line| !line.is_empty())
    }
}

//! Which file is meant, and what becomes of it.

use super::super::phrase;
use super::Cue;

impl Cue<'_> {
    /// The last paragraph since the last heading.
    fn last_paragraph(&self) -> &str {
        let fresh = self.fresh().trim_end();
        fresh.rsplit_once('\n').map_or(fresh, |(_, last)| last)
    }

    /// The block is a part of a file that is there: "the first few lines of `X`".
    pub fn is_part(&self) -> bool {
        phrase::shows_part(self.last_paragraph())
    }

    /// The file is made here, and not there before.
    pub fn is_made(&self) -> bool {
        phrase::makes(self.sentence())
    }

    /// The block belongs into the midst of a file: "on line 12", "add this function".
    pub fn is_piece(&self) -> bool {
        phrase::tells_of_piece(self.sentence())
    }

    /// What is said behind the block before, up to a heading.
    pub fn behind_before(&self) -> &str {
        if self.heading { &self.said[..self.fresh] } else { self.said }
    }

    /// The Dockerfile to which lines are to be added.
    pub fn added_to_dockerfile(&self) -> Option<&str> {
        phrase::added_to_dockerfile(self.last_paragraph())
    }

    /// The block is to be added to a file, which has lines without an order.
    pub fn is_added_to(&self, path: &str) -> bool {
        phrase::adds_lines(self.sentence(), path)
    }
}

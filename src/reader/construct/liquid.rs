//! `{% include x %}` and its like on lines of their own: a site generator's, not the reader's.

use super::super::tree::{Parser, Place};
use crate::document::Node;

/// A comment that does not end within so many lines is not taken for one.
const MAX_COMMENT: usize = 100;

pub fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    text.starts_with("{%") && text.ends_with("%}")
}

/// What stands between `{% comment %}` and `{% endcomment %}` goes too; of all others only the line itself.
pub fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, _: &mut Vec<Node>) -> usize {
    let says = |text: &str, word: &str| {
        let inner = text.strip_prefix("{%").map(|t| t.trim_start_matches('-').trim_start());
        inner.is_some_and(|t| t.starts_with(word))
    };
    if !says(place.line().trimmed(), "comment") {
        return place.at + 1;
    }
    let rest = &place.lines[place.at..];
    let end = rest.iter().take(MAX_COMMENT).position(|l| says(l.trimmed(), "endcomment"));
    end.map_or(place.at + 1, |i| place.at + i + 1)
}

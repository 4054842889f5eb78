//! What the sections of a lesson are called where several of them have the same heading.

use super::{Document, NodeKind, plain_text};
use std::collections::BTreeMap;

impl Document {
    /// The titles of the headings between which the lesson's steps stand, by their lines. One that stands below several
    /// parts, as "Commands" below each exercise, says which of them it is in: "Exercise 2 – Commands".
    pub fn titles(&self) -> BTreeMap<usize, String> {
        let headings: Vec<_> = self
            .nodes
            .iter()
            .filter_map(|node| match &node.kind {
                NodeKind::Heading { level, text, .. } => Some((node.line, *level, plain_text(text).trim().to_owned())),
                _ => None,
            })
            .collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (.., title) in &headings {
            *counts.entry(title.to_lowercase()).or_default() += 1;
        }
        let is_shared = |title: &str| counts.get(&title.to_lowercase()).is_some_and(|count| *count > 1);
        let mut above: Vec<(u8, &str)> = Vec::new();
        let mut titles = BTreeMap::new();
        for (line, level, title) in &headings {
            while above.last().is_some_and(|(outer, _)| outer >= level) {
                above.pop();
            }
            // The title of the whole lesson tells no part from another.
            let part = above.last().filter(|(outer, part)| is_shared(title) && *outer > 1 && !part.is_empty());
            titles.insert(*line, part.map_or_else(|| title.clone(), |(_, part)| format!("{part} – {title}")));
            above.push((*level, title));
        }
        titles
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::read;
    use crate::source::Source;

    #[test]
    fn a_heading_below_several_parts_says_in_which_it_is() {
        let part = |name: &str| format!("## {name}\n\n### Type\n\n```\nls\n```\n\n### About {name}\n\nText.\n\n");
        let text = format!("# All\n\n{}{}## End\n\n# More\n\n## End\n", part("One"), part("Two"));
        let (document, _) = read(&Source::new("x.md", text.as_str()));
        let titles: Vec<_> = document.titles().into_values().collect();
        let want = ["All", "One", "One – Type", "About One", "Two", "Two – Type", "About Two", "End", "More", "End"];
        assert_eq!(titles, want);
    }
}

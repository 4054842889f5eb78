//! What the sections of a lesson are called where several of them have the same heading.

use super::{Document, NodeKind, plain_text, walk};
use std::collections::{BTreeMap, BTreeSet};

/// What stands before the first heading is called so, unless a heading is.
const FIRST: &str = "start";

impl Document {
    /// The id of what stands before the first heading.
    pub fn first_id(&self) -> String {
        let mut taken = BTreeSet::new();
        walk(&self.nodes, &mut |node| {
            if let NodeKind::Heading { id, .. } = &node.kind {
                taken.extend(id.strip_prefix(FIRST));
            }
        });
        let numbered = (1..=taken.len()).map(|number| format!("-{number}"));
        let end = std::iter::once(String::new()).chain(numbered).find(|end| !taken.contains(end.as_str()));
        format!("{FIRST}{}", end.unwrap_or_default())
    }

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
    fn what_stands_before_the_first_heading_has_an_id_of_its_own() {
        for (text, want) in [
            ("Text.\n", "start"),
            ("Text.\n\n## Start\n", "start-1"),
            ("Text.\n\n## Start\n\n## Start 1\n\n## Start here\n", "start-2"),
        ] {
            assert_eq!(read(&Source::new("x.md", text)).0.first_id(), want, "{text}");
        }
    }

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

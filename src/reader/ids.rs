//! Ids of headings: explicit, else the slug of their words; unique in a lesson.

use super::inline_text::plain;
use crate::document::{Node, NodeKind};
use crate::text::slug;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Ids that were given out, and how often.
#[derive(Default)]
pub struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// Gives every heading its id.
    pub fn assign(&mut self, nodes: &mut [Node]) {
        for node in nodes {
            match &mut node.kind {
                NodeKind::Heading { id, text, .. } => *id = self.unique(id, &plain(text)),
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.assign(item)),
                NodeKind::Quote(children) => self.assign(children),
                NodeKind::Callout(callout) => self.assign(&mut callout.children),
                _ => {}
            }
        }
    }

    fn unique(&mut self, explicit: &str, title: &str) -> String {
        let wanted = if explicit.is_empty() { slug(title) } else { explicit.to_owned() };
        let wanted = if wanted.is_empty() { "step".to_owned() } else { wanted };
        if let Entry::Vacant(free) = self.0.entry(wanted.clone()) {
            free.insert(0);
            return wanted;
        }
        let mut id = wanted.clone();
        while self.0.contains_key(&id) {
            let again = self.0.entry(wanted.clone()).or_default();
            *again += 1;
            id = format!("{wanted}-{again}");
        }
        self.0.insert(id.clone(), 0);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        let got: Vec<_> = [("", "A b"), ("", "A b"), ("a-b", "x"), ("", "A b 1"), ("", "")]
            .map(|(explicit, title)| ids.unique(explicit, title))
            .to_vec();
        assert_eq!(got, ["a-b", "a-b-1", "a-b-2", "a-b-1-1", "step"]);
    }
}

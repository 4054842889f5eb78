//! Ids of headings: the author's own, else the slug of their words; unique in a lesson.
//!
//! An author's id is kept whatever else a heading says. Of several headings with the same words each is named by the part
//! that it stands in ("part-2-exercise"), so that one more of them does not rename the others.

use super::inline_text::plain;
use super::scan::has_part;
use crate::document::{Node, NodeKind, walk, walk_mut};
use crate::source::Source;
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Gives every heading its id.
pub fn assign(source: &Source, nodes: &mut [Node]) {
    let mut wishes = Vec::new();
    // Mostly no id stands beside a heading.
    let source = Some(source).filter(|source| has_part(&source.text, "{:") || has_part(&source.text, ")="));
    for node in nodes.iter() {
        match &node.kind {
            NodeKind::Heading { .. } => wishes.extend(Wish::of(source, node, true)),
            NodeKind::List { .. } | NodeKind::Quote(_) | NodeKind::Callout(_) => {
                walk(std::slice::from_ref(node), &mut |node| wishes.extend(Wish::of(source, node, false)));
            }
            _ => {}
        }
    }
    let mut ids = unique(wishes).into_iter();
    walk_mut(nodes, &mut |node| {
        if let NodeKind::Heading { id, .. } = &mut node.kind {
            *id = ids.next().unwrap_or_default();
        }
    });
}

/// What a heading would be called if it were alone.
struct Wish {
    level: u8,
    name: String,
    /// The author gave it.
    is_given: bool,
    /// A section begins with it: it stands in no box.
    is_section: bool,
}

impl Wish {
    fn of(source: Option<&Source>, node: &Node, is_section: bool) -> Option<Self> {
        let NodeKind::Heading { level, id, text } = &node.kind else { return None };
        let beside = || source.and_then(|source| beside(source, node.line));
        let given = if id.is_empty() { beside() } else { Some(id.clone()) };
        let is_given = given.is_some();
        let name = given.unwrap_or_else(|| slug(&plain(text)));
        let name = if name.is_empty() { "step".to_owned() } else { name };
        Some(Self { level: *level, name, is_given, is_section })
    }
}

/// The id that stands beside a heading: `{: #id}` on the line below, or `(id)=` above.
fn beside(source: &Source, line: usize) -> Option<String> {
    let below = source.line_text(line + 1).trim();
    if let Some(list) = below.strip_prefix("{:").and_then(|list| list.strip_suffix('}')) {
        let mut words = list.split_whitespace();
        return words.find_map(|word| word.strip_prefix('#').filter(|id| !id.is_empty())).map(str::to_owned);
    }
    let mut above = (1..line).rev().map(|line| source.line_text(line).trim()).take(MOST_BLANK);
    let label = above.find(|text| !text.is_empty())?.strip_prefix('(')?.strip_suffix(")=")?;
    let names = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
    (!label.is_empty() && label.chars().all(names)).then(|| label.to_owned())
}

/// A label stands so many lines above its heading at most.
const MOST_BLANK: usize = 2;

/// The ids of headings, in their order. First those that an author gave, then the words that one section has alone.
fn unique(wishes: Vec<Wish>) -> Vec<String> {
    // Mostly they are.
    let mut names = BTreeSet::new();
    if wishes.iter().all(|wish| names.insert(&*wish.name)) {
        return wishes.into_iter().map(|wish| wish.name).collect();
    }
    numbered(&wishes)
}

/// The same where some headings say the same.
fn numbered(wishes: &[Wish]) -> Vec<String> {
    let mut ids = vec![String::new(); wishes.len()];
    let mut taken = BTreeSet::new();
    for (id, wish) in ids.iter_mut().zip(wishes).filter(|(_, wish)| wish.is_given) {
        if taken.insert(wish.name.clone()) {
            id.clone_from(&wish.name);
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for wish in wishes.iter().filter(|wish| wish.is_section && !wish.is_given) {
        *counts.entry(&wish.name).or_default() += 1;
    }
    let is_alone = |wish: &Wish| wish.is_section && !wish.is_given && counts.get(&*wish.name) == Some(&1);
    for (id, wish) in ids.iter_mut().zip(wishes).filter(|(_, wish)| is_alone(wish)) {
        if taken.insert(wish.name.clone()) {
            id.clone_from(&wish.name);
        }
    }
    let parts = parts(wishes);
    let mut again = BTreeMap::new();
    // What stands in boxes comes last: it names no step.
    for is_section in [true, false] {
        for (at, wish) in wishes.iter().enumerate().filter(|(_, wish)| wish.is_section == is_section) {
            if ids[at].is_empty() {
                let is_shared = is_section && counts.get(&*wish.name).is_some_and(|count| *count > 1);
                let part = parts[at].filter(|part| is_shared && wishes[*part].name != wish.name);
                let wanted = part.map_or_else(|| wish.name.clone(), |part| format!("{}-{}", ids[part], wish.name));
                ids[at] = free(&wanted, &mut taken, &mut again);
            }
        }
    }
    ids
}

/// The part that each section stands in, as the number of its heading. The title of the whole lesson tells no part from
/// another.
fn parts(wishes: &[Wish]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let mut parts = vec![None; wishes.len()];
    for (at, wish) in wishes.iter().enumerate().filter(|(_, wish)| wish.is_section) {
        while above.last().is_some_and(|outer| wishes[*outer].level >= wish.level) {
            above.pop();
        }
        parts[at] = above.last().copied().filter(|part| wishes[*part].level > 1);
        above.push(at);
    }
    parts
}

/// The name, with a number where it is taken.
fn free(wanted: &str, taken: &mut BTreeSet<String>, again: &mut BTreeMap<String, usize>) -> String {
    if taken.insert(wanted.to_owned()) {
        return wanted.to_owned();
    }
    let number = again.entry(wanted.to_owned()).or_default();
    loop {
        *number += 1;
        let id = format!("{wanted}-{number}");
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{NodeKind, walk};
    use crate::reader::read;
    use crate::source::Source;

    fn ids(text: &str) -> String {
        let (document, _) = read(&Source::new("x.md", text));
        let mut ids = Vec::new();
        walk(&document.nodes, &mut |node| {
            if let NodeKind::Heading { id, .. } = &node.kind {
                ids.push(id.clone());
            }
        });
        ids.join(" ")
    }

    #[test]
    fn ids_are_unique() {
        for (text, want) in [
            ("# A b\n\n# A b\n\n# x {#a-b}\n\n# A b 1\n\n#\n", "a-b-2 a-b-3 a-b a-b-1 step"),
            ("## Stop\n\n## Last {#stop}\n", "stop-1 stop"),
            ("## A {#x}\n\n## B {#x}\n", "x x-1"),
            ("## Run it\n\n## Run it\n\n## Run it 1\n", "run-it run-it-2 run-it-1"),
            ("## Stop it\n{: .x #end}\n\n(last-one)=\n\n## Go on\n", "end last-one"),
        ] {
            assert_eq!(ids(text), want, "{text}");
        }
    }

    #[test]
    fn equal_headings_are_named_by_their_parts() {
        let part = |name: &str| format!("## {name}\n\n### Task\n\nDo it.\n\n");
        let (one, two) = (part("One"), part("Two"));
        assert_eq!(ids(&format!("# All\n\n{one}{two}")), "all one one-task two two-task");
        let more = part("More");
        assert_eq!(ids(&format!("# All\n\n{more}{one}{two}")), "all more more-task one one-task two two-task");
        let inner = "#### Why\n\nSo.\n\n";
        let want = "all one one-task one-task-why two two-task two-task-why";
        assert_eq!(ids(&format!("# All\n\n{one}{inner}{two}{inner}")), want);
        assert_eq!(ids(&one), "one task");
        assert_eq!(ids(&format!("{one}> ## Task\n>\n> Quoted.\n")), "one task task-1");
        assert_eq!(ids(&format!("> ## Task\n>\n> Quoted.\n\n{one}")), "task-1 one task");
    }
}

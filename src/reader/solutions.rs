//! Several solutions to the same question: the first one is typed, each other may take its place, as tabs may.

use super::cursor::Cursor;
use super::inline_text::{marked, plain};
use super::raw::RawBlock;
use crate::document::{Inline, Node, NodeKind, Tab, walk};

/// Words for what solves something in one way of several.
const WAYS: &[&str] = &["option", "method", "approach", "way", "variant"];
/// How another one is announced.
const OTHERS: &[&str] = &["alternative", "alternate", "another", "different", "second", "third"];
/// A title has so many bytes at most.
const MAX_TITLE: usize = 80;

/// What a title says of the solution below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    /// `Solution 2`: to what is asked, or to its second part.
    Numbered(usize),
    /// `Option 2`: always a way of several.
    Way(usize),
    /// `Alternative solution`
    Other,
}

/// Puts the blocks of several solutions to the same question into a group, as if each were a tab.
pub fn tell(nodes: &mut [Node], raw: &mut [RawBlock<'_>]) {
    let last = raw.iter().filter_map(|block| block.tab).map(|tab| tab.group).max();
    Solutions { raw, group: last.map_or(0, |last| last + 1) }.among(nodes);
}

struct Solutions<'r, 's> {
    raw: &'r mut [RawBlock<'s>],
    /// The next group.
    group: usize,
}

impl Solutions<'_, '_> {
    fn among(&mut self, nodes: &mut [Node]) {
        let mut at = 0;
        while at < nodes.len() {
            if !is_answer(&nodes[at]) {
                match &mut nodes[at].kind {
                    NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.among(item)),
                    NodeKind::Quote(children) => self.among(children),
                    NodeKind::Callout(callout) => self.among(&mut callout.children),
                    _ => {}
                }
                at += 1;
                continue;
            }
            let end = at + nodes[at..].iter().take_while(|node| is_answer(node)).count();
            let (asked, rest) = nodes.split_at_mut(at);
            let has_parts = asks_for_parts(asked);
            let boxes = &mut rest[..end - at];
            let titles: Vec<_> = boxes.iter().map(title_of_box).collect();
            let starts = starts(&titles, true, has_parts);
            if starts.len() > 1 {
                self.group(boxes, &starts);
            } else {
                boxes.iter_mut().for_each(|node| self.within(node, has_parts));
            }
            at = end;
        }
    }

    /// The solutions within one box.
    fn within(&mut self, node: &mut Node, has_parts: bool) {
        let NodeKind::Callout(callout) = &mut node.kind else { return };
        let titles: Vec<_> = callout.children.iter().map(title_of_part).collect();
        let starts = starts(&titles, false, has_parts);
        if starts.len() > 1 {
            self.group(&mut callout.children, &starts);
        } else {
            self.among(&mut callout.children);
        }
    }

    /// Makes a group of the nodes that begin at some indexes, each up to the next.
    fn group(&mut self, nodes: &mut [Node], starts: &[usize]) {
        let ends = starts.iter().skip(1).copied().chain([nodes.len()]);
        let parts: Vec<_> = starts.iter().copied().zip(ends).collect();
        let has_tab = parts.iter().any(|(from, to)| {
            let mut found = false;
            walk(&nodes[*from..*to], &mut |node| found |= matches!(&node.kind, NodeKind::Block(b) if b.tab.is_some()));
            found
        });
        if has_tab {
            return;
        }
        for (index, (from, to)) in parts.into_iter().enumerate() {
            let Some(first) = nodes.get(from) else { continue };
            let tab = Tab { group: self.group, index, line: first.line, outer: None };
            self.put(&mut nodes[from..to], tab);
        }
        self.group += 1;
    }

    /// Puts all blocks in a tab.
    fn put(&mut self, nodes: &mut [Node], tab: Tab) {
        for node in nodes {
            match &mut node.kind {
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.put(item, tab)),
                NodeKind::Quote(children) => self.put(children, tab),
                NodeKind::Callout(callout) => self.put(&mut callout.children, tab),
                NodeKind::Block(block) => {
                    block.tab = Some(tab);
                    let at = self.raw.partition_point(|raw| raw.line < block.line);
                    let same = self.raw[at..].iter_mut().take_while(|raw| raw.line == block.line);
                    same.for_each(|raw| raw.tab = Some(tab));
                }
                _ => {}
            }
        }
    }
}

fn is_answer(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(callout) if callout.is_answer())
}

/// The title of a box.
fn title_of_box(node: &Node) -> Option<Title> {
    if let NodeKind::Callout(callout) = &node.kind { title(&callout.title) } else { None }
}

/// The title that a node in a box is: a heading, bold words, or few words with a colon.
fn title_of_part(node: &Node) -> Option<Title> {
    match &node.kind {
        NodeKind::Heading { text, .. } => title(&plain(text)),
        NodeKind::Paragraph(text) if matches!(text.as_slice(), [Inline::Strong(_)]) => title(&plain(text)),
        NodeKind::Paragraph(text) if matches!(text.as_slice(), [Inline::Text(words)] if words.len() <= MAX_TITLE) => {
            title(plain(text).trim_end().strip_suffix(':')?)
        }
        _ => None,
    }
}

fn title(text: &str) -> Option<Title> {
    let text = text.trim();
    let first = text.bytes().find(u8::is_ascii_alphabetic)?;
    if text.len() > MAX_TITLE || !matches!(first | 0x20, b's' | b'o' | b'm' | b'a' | b'w' | b'v' | b'd' | b't') {
        return None;
    }
    let start = Cursor(text).to_word();
    if let Some(after) = start.past_any_case("solution") {
        return number(after).map(Title::Numbered);
    }
    if let Some(after) = start.past_one_of(WAYS) {
        return number(after).map(Title::Way);
    }
    let after = start.past_one_of(OTHERS).filter(|after| after.ends_word())?.white().maybe("possible ");
    let solves = || after.past_one_of(WAYS).or_else(|| after.past_one_of(&["solution", "answer"]));
    let is_alone = after.0.is_empty() && start.past_any_case("alternative").is_some();
    (is_alone || solves().is_some_and(Cursor::ends_word)).then_some(Title::Other)
}

/// The number behind a word, where nothing but a name follows it: `1`, `#2: with a name`, `B (short)`.
fn number(after: Cursor<'_>) -> Option<usize> {
    let place = after.some(char::is_whitespace)?.maybe("#");
    let words = [("one", 1), ("two", 2), ("three", 3), ("a", 1), ("b", 2), ("c", 3)];
    let in_words = || words.iter().find_map(|(word, number)| Some((*number, place.past_any_case(word)?)));
    let digits = || Some((place.0.chars().next()?.to_digit(10)? as usize, place.one(|c| c.is_ascii_digit())?));
    let (number, rest) = digits().or_else(in_words)?;
    let rest = rest.white().0;
    (rest.is_empty() || rest.starts_with([':', '-', '–', '—', '(', '.'])).then_some(number)
}

/// Where solutions to the same question begin, by the titles of nodes; `is_each` where each node is a solution. What has
/// several parts has a numbered solution for each.
fn starts(titles: &[Option<Title>], is_each: bool, has_parts: bool) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let next = found.len() + 1;
        match title {
            Some(Title::Numbered(number)) if *number == next && !has_parts => found.push(at),
            Some(Title::Way(number)) if *number == next => found.push(at),
            Some(Title::Other) if at > 0 => {
                if found.is_empty() {
                    found.push(if is_each { at - 1 } else { 0 });
                }
                found.push(at);
            }
            // A box that is no further solution answers something else.
            _ if is_each && !found.is_empty() => return if found.len() > 1 { Vec::new() } else { found },
            _ => {}
        }
    }
    found
}

/// Whether what stands above a solution has several parts: below the last heading, and below what was answered before.
fn asks_for_parts(above: &[Node]) -> bool {
    let begins = |node: &&Node| matches!(node.kind, NodeKind::Heading { .. }) || is_answer(node);
    let asks = |item: &Vec<Node>| match item.first().map(|node| &node.kind) {
        Some(NodeKind::Paragraph(text)) => marked(text).trim_end().ends_with('?'),
        _ => false,
    };
    above.iter().rev().take_while(|node| !begins(node)).any(|node| match &node.kind {
        NodeKind::List { start, items } => items.len() > 1 && (start.is_some() || items.iter().all(asks)),
        NodeKind::Paragraph(text) => is_second(&plain(text)),
        _ => false,
    })
}

/// `2. …`, `Part 2: …`
fn is_second(text: &str) -> bool {
    let start = Cursor(text).to_word();
    let named = start.past_one_of(&["part", "task", "question", "exercise", "step"]).map(Cursor::white);
    named.unwrap_or(start).past("2").is_some_and(|c| c.0.starts_with([':', '.', ')']) || c.0.is_empty())
}

//! What the learner must replace in the commands that sentences ask for, found as in those of blocks.

use super::cue::Said;
use super::image_name::Images;
use super::late::{add, add_owners};
use super::placeholder;
use super::to_replace::ToReplace;
use super::variable::Variables;
use crate::document::{Block, Node, NodeKind, Suggested};

/// Finds it for the suggested commands of a lesson, in the order of the text. `parts` are its boxes and blocks, and `said`
/// is what stands between them.
pub fn mark(found: &mut [Suggested], parts: &[&Node], said: &Said) {
    if found.is_empty() {
        return;
    }
    let blocks: Vec<&Block> = parts.iter().filter_map(|node| block(node)).collect();
    let to_replace = ToReplace::of(said.text());
    let ends = if to_replace.has_words() { said.ends() } else { Vec::new() };
    let images = Images::of_texts(blocks.iter().map(|block| &*block.text).collect(), said.text());
    let mut variables = Variables::of(&to_replace, images);
    let mut above = 0;
    for suggested in found {
        while let Some(block) = blocks.get(above).filter(|block| block.line < suggested.line) {
            block.commands.iter().for_each(|command| variables.set_by(command.typed()));
            if block.commands.is_empty() {
                variables.set_by(&block.text);
            }
            above += 1;
        }
        let Suggested { text, straight, placeholders, .. } = suggested;
        let typed = straight.as_deref().unwrap_or(text);
        *placeholders = placeholder::with_variables(typed, Some(&mut variables));
        if to_replace.has_words() {
            let end = ends.get(above).copied().unwrap_or(said.text().len());
            let owners: Vec<String> = to_replace.owners_until(end).map(str::to_owned).collect();
            add(&to_replace.words_until(end).collect::<Vec<_>>(), typed, placeholders);
            add_owners(&owners, typed, placeholders);
        }
        variables.set_by(typed);
    }
}

fn block(node: &Node) -> Option<&Block> {
    match &node.kind {
        NodeKind::Block(block) => Some(block),
        _ => None,
    }
}

//! What blocks are given once all of them are understood: their output, the block that is chosen in their place, and what
//! the learner must replace in their commands.

use super::cue::Said;
use super::image_name::Images;
use super::placeholder;
use super::to_replace::{ToReplace, part};
use super::variable::Variables;
use crate::document::{Block, Command, Location, Node, NodeKind};
use std::collections::BTreeMap;

/// The parts of commands that the learner must replace. No shell reads what is typed in another program: `<` and
/// capitals are the other language's.
fn mark_placeholders<'n>(commands: &'n mut [Command], variables: &mut Variables<'n>, told: &[&str]) {
    for command in commands.iter_mut().filter(|c| c.location != Location::Program) {
        let Command { text, straight, placeholders, .. } = command;
        let typed = straight.as_deref().unwrap_or(text);
        *placeholders = placeholder::with_variables(typed, Some(variables));
        if !told.is_empty() {
            add(told, typed, placeholders);
        }
        variables.set_by(typed);
    }
}

/// Adds the words that the text says are to be replaced, in the order of the command.
fn add(told: &[&str], typed: &str, placeholders: &mut Vec<String>) {
    for word in told.iter().filter(|word| part(typed, word).is_some()) {
        if !placeholders.iter().any(|known| known.contains(word)) {
            placeholders.push((*word).to_owned());
        }
    }
    placeholders.sort_by_key(|name| typed.find(&**name));
}

/// What is found once all blocks are understood.
pub struct Late<'n> {
    /// Their output.
    expected: BTreeMap<usize, String>,
    /// The blocks that are chosen in their place.
    instead: BTreeMap<usize, usize>,
    /// The variables that their commands set.
    variables: Variables<'n>,
    /// What the text says is to be replaced, and where in the text that ends which is said of each block.
    to_replace: &'n ToReplace<'n>,
    said: Vec<usize>,
    block: usize,
}

impl<'n> Late<'n> {
    /// The output and the chosen blocks, by the lines of the blocks they belong to; what the text says is to be replaced,
    /// and what is said between the blocks.
    pub fn new(
        expected: BTreeMap<usize, String>,
        instead: BTreeMap<usize, usize>,
        to_replace: &'n ToReplace<'n>,
        images: Images<'n>,
        said: &Said,
    ) -> Self {
        let variables = Variables::of(to_replace, images);
        let said = if to_replace.has_words() { said.ends() } else { Vec::new() };
        Self { expected, instead, variables, to_replace, said, block: 0 }
    }

    /// Gives it to them, and says what is to be replaced in their commands.
    pub fn attach(&mut self, nodes: &'n mut [Node]) {
        for node in nodes {
            match &mut node.kind {
                NodeKind::Block(block) => self.attach_to(block),
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.attach(item)),
                NodeKind::Quote(children) => self.attach(children),
                NodeKind::Callout(callout) => self.attach(&mut callout.children),
                _ => {}
            }
        }
    }

    fn attach_to(&mut self, block: &'n mut Block) {
        if let Some(text) = self.expected.remove(&block.line) {
            block.expected = Some(text);
        }
        block.alternative_of = block.alternative_of.or_else(|| self.instead.get(&block.line).copied());
        if block.commands.is_empty() {
            self.variables.set_by(&block.text);
        } else {
            let end = self.said.get(self.block).copied();
            let told: Vec<&str> = end.map(|end| self.to_replace.words_until(end).collect()).unwrap_or_default();
            mark_placeholders(&mut block.commands, &mut self.variables, &told);
        }
        self.block += 1;
    }
}

//! What blocks are given once all of them are understood: their output, the block that is chosen in their place, and what
//! the learner must replace in their commands.

use super::placeholder;
use super::variable::Variables;
use crate::document::{Block, Command, Location, Node, NodeKind};
use std::collections::BTreeMap;

/// The parts of commands that the learner must replace. No shell reads what is typed in another program: `<` and
/// capitals are the other language's.
fn mark_placeholders<'n>(commands: &'n mut [Command], variables: &mut Variables<'n>) {
    for command in commands.iter_mut().filter(|c| c.location != Location::Program) {
        let Command { text, straight, placeholders, .. } = command;
        let typed = straight.as_deref().unwrap_or(text);
        *placeholders = placeholder::with_variables(typed, Some(variables));
        variables.set_by(typed);
    }
}

/// What is found once all blocks are understood.
pub struct Late<'n> {
    /// Their output.
    expected: BTreeMap<usize, String>,
    /// The blocks that are chosen in their place.
    instead: BTreeMap<usize, usize>,
    /// The variables that their commands set.
    variables: Variables<'n>,
}

impl<'n> Late<'n> {
    /// The output and the chosen blocks, by the lines of the blocks they belong to, and how many blocks there are.
    pub fn new(expected: BTreeMap<usize, String>, instead: BTreeMap<usize, usize>, blocks: usize) -> Self {
        Self { expected, instead, variables: Variables::of(blocks) }
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
            mark_placeholders(&mut block.commands, &mut self.variables);
        }
    }
}

//! Which of several machines a block is typed on.

use super::super::raw::RawBlock;
use super::super::scan::is_blank;
use super::{Pass, prompt};
use crate::document::{Block, Confidence, Location};

impl Pass<'_> {
    /// Whether a block's prompts name a machine that is not the lesson's first: what is typed there is not the
    /// learner's to type here.
    pub(super) fn is_other_machine(&mut self, raw: &RawBlock<'_>) -> bool {
        let Some(name) = raw.lines.iter().find(|(_, t)| !is_blank(t)).and_then(|(_, t)| prompt::machine(t)) else {
            return false;
        };
        self.machine.get_or_insert_with(|| name.to_owned()) != name
    }

    /// Whoever started a swarm cannot join it: that is done on another machine, and only shown here.
    pub(super) fn join_elsewhere(&mut self, block: &mut Block) {
        for command in block.commands.iter().filter(|c| c.location == Location::Host) {
            let text = command.text.trim_start_matches("sudo ");
            let Some(verb) = text.strip_prefix("docker swarm ") else { continue };
            if verb.starts_with("leave") {
                self.swarm = None;
            } else if verb.starts_with("init") {
                self.swarm = Some(block.terminal);
            } else if verb.starts_with("join ") && self.swarm == Some(block.terminal) {
                block.confidence = Confidence::Guess;
            }
        }
    }
}

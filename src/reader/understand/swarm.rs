//! Machines of a swarm.

use super::Pass;
use crate::document::{Block, Confidence, Location};

impl Pass<'_> {
    /// Whoever started a swarm cannot join it: that is done on another machine, and only shown here. Where marks tell of
    /// more terminals, each that joins is the next one's.
    pub(super) fn join_elsewhere(&mut self, block: &mut Block) {
        for command in block.commands.iter().filter(|c| c.location == Location::Host) {
            let text = command.text.trim_start_matches("sudo ");
            let Some(verb) = text.strip_prefix("docker swarm ") else { continue };
            if verb.starts_with("leave") {
                self.swarm = None;
            } else if verb.starts_with("init") {
                (self.swarm, self.joined) = (Some(block.terminal), 0);
            } else if verb.starts_with("join ") && self.swarm == Some(block.terminal) {
                block.confidence = Confidence::Guess;
                self.joined += 1;
                if block.terminal + self.joined <= self.terminals {
                    block.terminal += self.joined;
                    return;
                }
            }
        }
    }
}

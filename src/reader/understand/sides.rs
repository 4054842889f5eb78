//! Comments within a block that send the learner to a terminal: `# Terminal 2:`, `# In another terminal`.

use super::super::raw::RawBlock;
use super::super::scan::has_part;
use super::cue::terminal_in_comment;
use super::transcript::Item;

/// The comments of a block that name a terminal: their lines and its number, in order.
pub struct Sides {
    named: Vec<(usize, u32)>,
    /// The terminal that a comment above the first command names.
    pub first: Option<u32>,
}

impl Sides {
    /// Those of a block with such commands.
    pub fn of(raw: &RawBlock<'_>, items: &[Item<'_>]) -> Self {
        let mut named = Vec::new();
        let first = items.iter().find_map(|item| match item {
            Item::Command { line, .. } => Some(*line),
            Item::Output(..) => None,
        });
        let first = first.unwrap_or_default();
        for (line, text) in &raw.lines {
            let text = text.trim_start();
            if text.starts_with('#') && may_name(text) {
                named.extend(terminal_in_comment(text).map(|number| (*line, number)));
            }
        }
        let above = named.iter().rev().find(|(line, _)| *line < first);
        Self { first: above.map(|(_, number)| *number), named }
    }

    /// Whether its first command is for another terminal than the first one.
    pub fn is_second(&self) -> bool {
        self.first.is_some_and(|number| number > 1)
    }

    /// The terminal of a line, where comments of the block name several and this one is not the first.
    pub fn other(&self, line: usize) -> Option<u32> {
        let below = self.named.partition_point(|(at, _)| *at < line);
        let (_, above) = *self.named.get(below.checked_sub(1)?)?;
        (above != self.first.unwrap_or(1)).then_some(above)
    }
}

/// Whether letters of the words occur by which a terminal is named.
fn may_name(text: &str) -> bool {
    ["erminal", "indow", "Tab", "tab", "hell"].iter().any(|part| has_part(text, part))
}

//! Which machine a block is typed on.

use super::super::raw::RawBlock;
use super::super::scan::is_blank;
use super::Pass;
use super::prompt;

impl Pass<'_> {
    /// Whether a block's prompts name a machine that is not the lesson's first: what is typed there is not the
    /// learner's to type here.
    pub(super) fn is_other_machine(&mut self, raw: &RawBlock<'_>) -> bool {
        let Some(name) = raw.lines.iter().find(|(_, t)| !is_blank(t)).and_then(|(_, t)| prompt::machine(t)) else {
            return false;
        };
        self.machine.get_or_insert_with(|| name.to_owned()) != name
    }
}

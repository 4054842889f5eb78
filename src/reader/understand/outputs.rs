//! Which command printed what a block shows.

use super::super::raw::RawBlock;
use super::super::scan::{has_any_case, has_part, is_blank};
use super::alone::Alone;
use super::answers::{is_no_start, is_only_possible, without_prompt};
use super::cue::Cue;
use super::told_asks::asks_in;
use super::{Last, Pass, detached, echo, prompt, transcript};
use crate::document::{Block, BlockKind, Callout, Confidence};

/// The last block with commands before a box, at whose side the box stands.
pub(super) struct Beside {
    line: usize,
    place: usize,
    terminal: u32,
    text: String,
}

impl Pass<'_> {
    /// What stands before a box that tells of something on the side: what was printed may be shown below that box.
    pub(super) fn beside_box(&self, callout: &Callout) -> Option<Beside> {
        if !matches!(&*callout.kind, "note" | "tip" | "warning" | "failure") {
            return None;
        }
        let before = |l: &&Last| l.place == self.place && l.adjacent && !l.output;
        let last = self.last.as_ref().filter(before)?;
        Some(Beside { line: last.line, place: last.place, terminal: last.terminal, text: last.text.clone() })
    }

    /// Takes a block for output, and gives it to the command that printed it.
    pub(super) fn output(&mut self, block: &mut Block, raw: &RawBlock<'_>, cue: &Cue<'_>) {
        block.kind = BlockKind::Output;
        block.output = true;
        if is_elision(&block.text) {
            return;
        }
        let near = cue.paragraphs == 0
            || (!cue.heading && (cue.is_output() || cue.is_remark() || self.is_pulled(&block.text)))
            || cue.is_below_output_title();
        // A prompt with nothing behind it is where the learner is, not what was printed.
        let is_printed = !prompt::split(&block.text).is_some_and(|(_, rest)| is_blank(rest)) && !is_prompt(block, cue);
        // "However, you may see:"
        let is_printed = is_printed
            && !(is_only_possible(cue) && has_part(&block.text, "rror"))
            && !(cue.ends_with_colon() && cue.supposes_error());
        let place = if raw.is_quoted { self.around } else { self.place };
        let same = |l: &Last| l.place == place && (block.terminal == 1 || l.terminal == block.terminal);
        let is_its_own = |l: &Last| !(l.is_single && detached::is_not_its_own(&l.text, &block.text));
        let belongs = |l: &&Last| same(l) && l.adjacent && !l.output && !cue.names_other(&l.text) && is_its_own(l);
        if let Some(last) = self.last.as_ref().filter(|l| near && is_printed && belongs(l)) {
            // Below all tabs it is what the chosen one prints, below the other system's way what this system's does.
            let line = last.chosen.filter(|_| block.tab.is_none()).unwrap_or(last.line);
            let this_system = last.this_system.filter(|_| cue.paragraphs > 0 && !cue.is_windows());
            let line = this_system.unwrap_or(line);
            let terminal = last.marked;
            block.terminal = last.terminal;
            if asks_in(&block.text) {
                self.waiting.insert(line);
            }
            self.expected.insert(line, without_prompt(echo::without(&block.text, &last.text)).to_owned());
            if self.shells.top(terminal).is_some() && is_no_start(&block.text) {
                self.shells.leave(terminal);
            }
        } else if is_printed && let Some((line, terminal, text)) = self.printed_by(block, cue) {
            block.terminal = terminal;
            let printed = without_prompt(echo::without(&block.text, text)).to_owned();
            self.expected.entry(line).or_insert(printed);
        }
    }

    /// Whether the engine tells that it had to fetch the image that the last command runs.
    fn is_pulled(&self, printed: &str) -> bool {
        let Some(rest) = printed.trim_start().strip_prefix("Unable to find image '") else { return false };
        let image = rest.split('\'').next().unwrap_or_default();
        let image = image.strip_suffix(":latest").unwrap_or(image);
        let last = self.last.as_ref().filter(|last| has_part(&last.text, " run ") && !image.is_empty());
        last.is_some_and(|last| last.text.split_ascii_whitespace().any(|word| word.starts_with(image)))
    }

    /// Whether the fence of the block at hand opens right below that of the block above: they belong together, though an
    /// item of a list ended between them, since one of the fences drifted to the left.
    pub(super) fn touches_above(&self) -> bool {
        let at = self.all.len() - self.blocks.as_slice().len();
        let own = at.checked_sub(1).and_then(|at| self.all.get(at));
        let is_next =
            |(above, own): (&Alone<'_>, &Alone<'_>)| above.block.line + above.lines.len() + 2 == own.block.line;
        self.above().zip(own).is_some_and(is_next)
    }

    /// The block farther above that printed what one shows: its command is named, or it stands before the box around or
    /// above this one, or in the last item of the list above.
    fn printed_by(&self, block: &Block, cue: &Cue<'_>) -> Option<(usize, u32, &str)> {
        if let Some(beside) = self.beside.as_ref().filter(|beside| beside.place == self.place) {
            let is_told = block.confidence == Confidence::Certain || cue.is_output();
            let belongs = is_told && !cue.heading && !cue.names_other(&beside.text);
            return belongs.then_some((beside.line, beside.terminal, &*beside.text));
        }
        let last = self.last.as_ref().filter(|last| !last.output && !cue.heading)?;
        let boxed = || {
            let is_told = block.confidence == Confidence::Certain || cue.is_output();
            self.in_output_box && is_told && last.adjacent && last.place == self.around && !cue.names_other(&last.text)
        };
        let listed = || {
            let is_below = last.adjacent && last.around == Some(self.place);
            is_below && (cue.is_output() && !cue.names_other(&last.text) || self.touches_above())
        };
        (cue.announces_output_of(&last.text) || boxed() || listed()).then_some((last.line, last.terminal, &*last.text))
    }
}

/// Whether a block only shows how the prompt looks, in a line or two: "You should see a prompt like this one:".
fn is_prompt(block: &Block, cue: &Cue<'_>) -> bool {
    let text = block.text.trim_end();
    text.ends_with(['$', '#', '%']) && text.lines().nth(2).is_none() && cue.has_word("prompt")
}

/// Takes what comments say that the command of a block prints. Of several commands that is the last one, where all of it
/// stands below that.
pub(super) fn take_from_comments(block: &mut Block) {
    if block.expected.is_some() {
        return;
    }
    let printed = match block.commands.as_slice() {
        [] => None,
        [_] => transcript::printed_in_comments(&block.text),
        [.., last] => {
            let end = last.line + last.text.lines().count();
            transcript::printed_below(&block.text, end.saturating_sub(block.line + 1))
        }
    };
    block.expected = printed.filter(|text| !is_elision(text));
}

/// Whether a box is titled for what is printed: "Expected output and discussion".
pub(super) fn is_titled_output(title: &str) -> bool {
    title.len() >= "output".len() && has_any_case(title, "output")
}

/// Whether what is shown only tells that something is left out: `...`, `etc.`, `(many lines here)`.
pub(super) fn is_elision(text: &str) -> bool {
    let is_left_out = |line: &str| {
        let line = line.trim();
        let words = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
        let is_told = |words: &str| words.contains(' ') && !words.bytes().any(|b| b.is_ascii_digit());
        line.bytes().all(|b| b == b'.') || matches!(line, "…" | "etc." | "etc") || words.is_some_and(is_told)
    };
    // Few are as short.
    text.len() < 200 && text.lines().all(is_left_out)
}

#[cfg(test)]
mod tests {
    use super::is_elision;

    #[test]
    fn what_is_left_out_is_not_printed() {
        for (text, want) in [
            ("...", true),
            ("etc.", true),
            ("...\n(many lines of text)\n...", true),
            ("(0 rows)", false),
            ("(none)", false),
            ("web\n...", false),
            ("NAMES", false),
        ] {
            assert_eq!(is_elision(text), want, "{text}");
        }
    }
}

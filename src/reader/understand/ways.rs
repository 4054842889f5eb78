//! Which block may take another one's place: tabs, "or", the other system's, an example of a pattern.

use super::super::raw::RawBlock;
use super::super::scan::{has_byte, has_part};
use super::alone::Alone;
use super::cue::Cue;
use super::{Last, Pass, instead, known, prompt, rephrase, tag, worked};
use crate::document::{Block, Location, is_for_powershell};

impl Pass<'_> {
    /// Finds the block that one may replace, and notes what may be replaced in its turn.
    pub(super) fn alternatives(&mut self, block: &mut Block, raw: &RawBlock<'_>, cue: &Cue<'_>, windows: bool) {
        match raw.tab {
            Some(tab) if self.is_in_other_tab(tab) => {}
            _ if block.path.is_some() => block.alternative_of = self.other_file(block, cue),
            _ if block.commands.is_empty() => {}
            _ if raw.between.as_deref().is_some_and(instead::is_or_alone) => {
                let last = self.last.as_ref().filter(|last| last.adjacent);
                block.alternative_of = last.map(|last| last.replaced.unwrap_or(last.line));
            }
            _ => block.alternative_of = self.replaced(block, cue, windows).or_else(|| self.worked(block, raw, cue)),
        }
        self.stay_with_first(block, raw);
        if let Some(tab) = raw.tab {
            self.tabbed(block, tab, cue, windows);
        }
    }

    /// What replaces a block is typed where that one is, unless its own marks say where.
    fn stay_with_first(&self, block: &mut Block, raw: &RawBlock<'_>) {
        let Some(first) = block.alternative_of.filter(|_| raw.tab.is_none() && block.terminal == 1) else { return };
        let is_first = |last: &&Last| first == last.line || last.replaced == Some(first);
        let Some(last) = self.last.as_ref().filter(is_first) else { return };
        let on_host = block.commands.iter().all(|c| c.location == Location::Host);
        if last.terminal > 1 && on_host && !block.commands.is_empty() && !tag::names_terminal(raw) {
            block.terminal = last.terminal;
        }
    }

    /// The block before, if this one may replace it.
    fn replaced(&self, block: &Block, cue: &Cue<'_>, windows: bool) -> Option<usize> {
        let last = self.last.as_ref().filter(|l| l.adjacent || l.is_latest && cue.paragraphs == 1)?;
        if !last.adjacent {
            // What it prints stands between.
            return (last.place == self.place && !cue.heading && cue.begins_with_or() && cue.says_or())
                .then_some(last.replaced.unwrap_or(last.line));
        }
        // A remark on Windows, or the same in other words, may stand in a box or an item of its own.
        let is_next = last.place + 1 == self.place || last.place == self.around;
        let beside = last.place == self.place || is_next && cue.begins_with_or();
        let says_or = beside && cue.says_or() && !cue.is_windows();
        let same = || {
            let is_alike = |text: &str| instead::may_do_the_same(&last.text, text);
            (windows || block.commands.last().is_none_or(|c| is_alike(&c.text))) && !Self::is_further(block, last, cue)
        };
        let other_installer = || {
            let with = |text: &str| {
                instead::installer(text)
                    .is_some_and(|other| instead::installer(&last.text).is_some_and(|own| own != other))
            };
            block.commands.last().is_some_and(|c| with(&c.text))
        };
        let other_case = || {
            let is_same = || block.commands.last().is_some_and(|c| instead::does_the_same(&last.text, &c.text));
            cue.is_other_case(is_same)
        };
        let rephrased = || {
            let Some(own) = block.commands.last() else { return false };
            let is_single = block.commands.len() == 1 && last.is_single;
            let near = last.place == self.place || is_next;
            let told = if near && !cue.heading { cue.rephrases() } else { None };
            // What stands for a thing may be in all lines.
            let told = told.filter(|told| is_single || matches!(told, rephrase::Told::ByName | rephrase::Told::Gone));
            told.is_some_and(|told| rephrase::is_same(told, &last.text, &own.text))
        };
        let excluded = || {
            let (one, other) = (last.case.as_deref(), cue.case());
            let near = beside && cue.paragraphs == 1 && !cue.heading;
            near && one.zip(other).is_some_and(|(one, other)| rephrase::excludes(one, other))
        };
        let otherwise = || last.is_case && (last.place == self.place || is_next) && !cue.heading && cue.is_otherwise();
        // Both are typed at prompts of Windows, or the first is.
        let stays = || {
            let own = || prompt::is_of_windows(&block.text) || block.commands.iter().any(|c| known::is_cmdlet(&c.text));
            self.above().and_then(|above| above.lines.first()).is_some_and(|(_, line)| prompt::is_of_windows(line))
                && (windows || own())
        };
        let is_second = || last.is_of_two && beside && cue.paragraphs == 0 && !cue.heading;
        let replaces = says_or
            || is_second()
            || rephrased()
            || excluded()
            || otherwise()
            || beside && other_installer()
            || (beside || is_next) && other_case()
            || (beside && cue.is_windows() || is_for_other_system(block, cue, windows)) && same() && !stays();
        // Where all is for the other system, nothing replaces anything.
        let of = last.replaced.filter(|_| !windows).unwrap_or(last.line);
        // What follows commands of PowerShell without a mark goes on with them.
        let is_powershells = || known::is_cmdlet(&last.text) || last.chosen.is_none() && is_for_powershell(&last.text);
        let goes_on = || !(last.windows || says_or) && last.replaced.is_none() && is_powershells();
        (replaces && !(windows && last.windows) && !goes_on()).then_some(of)
    }

    /// Whether a block for Windows does another thing than the one above, which every system's shell knows: calls of the
    /// engine for something else, or below a title of their own.
    fn is_further(block: &Block, last: &Last, cue: &Cue<'_>) -> bool {
        let is_titled = || cue.heading && !cue.says_or() && !instead::titles_windows(cue.title());
        let is_other = || {
            !(block.commands.iter().any(|c| instead::may_do_the_same(&last.text, &c.text)) || block.commands.is_empty())
        };
        // What follows what is only the other system's goes on with that.
        last.replaced.is_none()
            && block.commands.iter().all(|c| instead::is_everywhere(&c.text))
            && (is_titled() || is_other())
    }

    /// The block above with the file in whose place this one's may be taken.
    fn other_file(&self, block: &Block, cue: &Cue<'_>) -> Option<usize> {
        let (_, before) = self.written.split_last().filter(|_| !block.append)?;
        let (_, at) = before.iter().rev().find(|(path, _)| Some(path) == block.path.as_ref())?;
        cue.offers_other_file().then(|| self.all.get(*at).map(|alone| alone.block.line))?
    }

    /// The block before, if this one is a worked example of its pattern and not typed. Where the example is, the pattern
    /// is noted.
    fn worked(&mut self, block: &Block, raw: &RawBlock<'_>, cue: &Cue<'_>) -> Option<usize> {
        let last =
            self.last.as_ref().filter(|last| last.adjacent && last.is_single && !last.output && !block.output)?;
        let is_alike = block.commands.first().is_some_and(|c| worked::begins_alike(&last.text, &c.text));
        if !is_alike || !raw.between.as_deref().map_or_else(|| cue.announces_example(), worked::is_announced) {
            return None;
        }
        let Some(chosen) = worked::chosen(&last.text, block.commands.iter().map(|c| &*c.text)) else {
            // "This is an example of what your command might look like": the one above.
            return (block.commands.len() == 1 && cue.says("example of what your ")).then_some(last.line);
        };
        // What the lesson goes on with is what must be there.
        let chosen = match chosen {
            worked::Chosen::Pattern if self.goes_on_with(block, &last.text) => worked::Chosen::Example,
            chosen => chosen,
        };
        match chosen {
            // Within a sentence the first is always the one.
            worked::Chosen::Example if raw.between.is_none() => {
                self.patterns.insert(last.line, block.line);
                None
            }
            _ => Some(last.line),
        }
    }
}

impl<'s> Pass<'s> {
    /// The block above the one at hand.
    pub(super) fn above(&self) -> Option<&'s Alone<'s>> {
        let at = self.all.len() - self.blocks.as_slice().len();
        at.checked_sub(2).and_then(|at| self.all.get(at))
    }

    /// Whether a block below speaks of an image that an example has in the place of a pattern.
    fn goes_on_with(&self, example: &Block, pattern: &str) -> bool {
        let words = example.commands.iter().flat_map(|c| c.text.split_whitespace());
        let mut own =
            words.filter(|word| has_byte(word, b'/') && !pattern.split_whitespace().any(|other| other == *word));
        let below = || self.blocks.as_slice().iter().flat_map(|alone| alone.lines);
        own.any(|word| below().any(|(_, line)| has_part(line, word)))
    }
}

/// Whether a block is for Windows, as its marks, the prose before or its own words say.
pub(super) fn is_for_other_system(block: &Block, cue: &Cue<'_>, windows: bool) -> bool {
    // Who keeps a value does nothing that could be done in another way.
    let is_own = |text: &str| !known::keeps_value(text) && (instead::is_of_windows(text) || known::is_cmdlet(text));
    // In a container of that system there is no other way.
    if block.commands.iter().any(|c| c.location == Location::Container) {
        return false;
    }
    windows || cue.is_windows() || block.commands.iter().any(|c| is_own(&c.text))
}

//! Tabs, of which the learner follows one.

use super::Pass;
use super::cue::Cue;
use super::shells::Shells;
use super::ways::is_for_other_system;
use crate::document::{Block, BlockKind, Tab};
use std::collections::{BTreeMap, BTreeSet};

/// The groups of tabs met so far.
#[derive(Default)]
pub(super) struct Tabs {
    groups: BTreeMap<usize, Group>,
    /// The groups within a tab, by that tab's group and place.
    within: BTreeMap<(usize, usize), Vec<usize>>,
    /// The tab at hand.
    at: Option<Tab>,
    /// Those that are open, the outermost first.
    open: Vec<Open>,
    /// The blocks that hold commands.
    typed: BTreeSet<usize>,
}

/// A group of tabs.
#[derive(Default)]
struct Group {
    /// The first tab that has blocks that are followed, and they.
    first: Option<usize>,
    chosen: Vec<Chosen>,
    /// How many blocks of each kind each tab had.
    counts: BTreeMap<usize, [usize; KINDS]>,
    /// The group in whose place this one stands, as another outer tab holds it.
    instead: Option<usize>,
}

/// A block that is followed.
struct Chosen {
    line: usize,
    kind: usize,
    path: Option<String>,
}

/// A tab that is open.
struct Open {
    group: usize,
    index: usize,
    /// The shells as the group met them, and as its first tab left them.
    around: Shells,
    left: Option<Shells>,
}

/// What is typed, what a file holds, what is printed, and the rest.
const KINDS: usize = 4;
const TYPED: usize = 0;
const PRINTED: usize = 2;

fn kind_of(block: &Block) -> usize {
    match block.kind {
        _ if !block.commands.is_empty() => TYPED,
        BlockKind::File => 1,
        BlockKind::Output => PRINTED,
        _ => KINDS - 1,
    }
}

impl Tabs {
    /// The line of the block of a group that is followed, where one is meant that is the nth of its tab.
    pub(super) fn chosen(&self, group: usize, nth: usize) -> Option<usize> {
        let chosen = &self.groups.get(&group)?.chosen;
        chosen.get(nth).or(chosen.last()).map(|chosen| chosen.line)
    }

    /// Notes a group that is met for the first time, and in whose place it stands: the tab around it replaces another one,
    /// which has such a group too.
    fn meet(&mut self, tab: Tab) {
        if self.groups.contains_key(&tab.group) {
            return;
        }
        let mut group = Group::default();
        if let Some((outer, index)) = tab.outer {
            let within = self.within.entry((outer, index)).or_default();
            within.push(tab.group);
            let nth = within.len() - 1;
            let first = self.groups.get(&outer).and_then(|outer| outer.first).unwrap_or_default();
            let others = self.within.get(&(outer, first)).filter(|_| first != index);
            group.instead = others.and_then(|others| others.get(nth).or(others.last())).copied();
        }
        self.groups.insert(tab.group, group);
    }

    /// How many blocks the tab had before this one, in all and of its kind.
    fn count(&mut self, tab: Tab, kind: usize) -> (usize, usize) {
        let Some(group) = self.groups.get_mut(&tab.group) else { return (0, 0) };
        let counts = group.counts.entry(tab.index).or_default();
        let before = (counts.iter().sum(), counts[kind]);
        counts[kind] += 1;
        before
    }

    /// The block of the followed tab that one stands for: the one with its file, the nth of its kind, or the last.
    fn replaced(&self, tab: Tab, block: &Block, (all, nth): (usize, usize)) -> Option<&Chosen> {
        let own = self.groups.get(&tab.group)?;
        let group = own.instead.and_then(|other| self.groups.get(&other)).unwrap_or(own);
        let chosen = &group.chosen;
        let kind = kind_of(block);
        let same_path = || chosen.iter().find(|c| c.path.is_some() && c.path == block.path);
        let of_kind = || chosen.iter().filter(|c| c.kind == kind);
        let own = of_kind().nth(nth).filter(|c| c.path.is_none() || block.path.is_none() || c.path == block.path);
        own.or_else(same_path)
            .or_else(|| of_kind().nth(nth))
            .or_else(|| of_kind().next_back())
            .or_else(|| chosen.get(all))
            .or(chosen.last())
    }

    /// Whether something is typed in the tab that is followed.
    fn is_typed(&self, tab: Tab) -> bool {
        let chosen = |group: &Group| group.chosen.iter().any(|c| c.kind == TYPED);
        self.groups.get(&tab.group).is_some_and(chosen)
    }

    /// Whether a tab is one that the learner does not follow.
    fn is_other(&self, tab: Tab) -> bool {
        let of = |group: &Group| group.instead.is_some() || group.first.is_some_and(|first| first != tab.index);
        self.groups.get(&tab.group).is_some_and(of)
    }
}

impl Pass<'_> {
    /// Whether a tab is one that the learner does not follow.
    pub(super) fn is_in_other_tab(&self, tab: Tab) -> bool {
        self.tabs.is_other(tab)
    }

    /// Every tab begins where the first did: only one of them is followed. Below them the first is what was.
    pub(super) fn enter_tab(&mut self, tab: Option<Tab>) {
        let tabs = &mut self.tabs;
        if tabs.at == tab {
            return;
        }
        tabs.at = tab;
        let own = tab.map(|tab| (tab.group, tab.index));
        let chain = [tab.and_then(|tab| tab.outer), own];
        let mut depth = 0;
        for (group, index) in chain.into_iter().flatten() {
            let is_open = |open: &Open| open.group == group;
            // Whoever goes from one tab of it to the next leaves what is within.
            if let Some(at) = tabs.open.iter().skip(depth).position(is_open).map(|at| depth + at) {
                let is_next = tabs.open[at].index != index;
                if is_next || own == Some((group, index)) {
                    close(&mut tabs.open, at + 1, &mut self.shells);
                }
                let open = &mut tabs.open[at];
                if is_next {
                    let left = std::mem::replace(&mut self.shells, open.around.clone());
                    open.left.get_or_insert(left);
                    open.index = index;
                }
                depth = at + 1;
            } else {
                close(&mut tabs.open, depth, &mut self.shells);
                tabs.open.push(Open { group, index, around: self.shells.clone(), left: None });
                depth = tabs.open.len();
            }
        }
        close(&mut tabs.open, depth, &mut self.shells);
        if let Some(tab) = tab {
            tabs.meet(tab);
        }
    }

    /// Finds the block that one in a tab may replace, which was told otherwise where it stands in a tab that is followed;
    /// and notes it.
    pub(super) fn tabbed(&mut self, block: &mut Block, tab: Tab, cue: &Cue<'_>, windows: bool) {
        let tabs = &mut self.tabs;
        let kind = kind_of(block);
        let (all, nth) = tabs.count(tab, kind);
        if tabs.is_other(tab) {
            let replaced = tabs.replaced(tab, block, (all, nth));
            // Tabs that only show different files are no alternatives.
            let shows_other = !tabs.is_typed(tab)
                && replaced.is_some_and(|c| c.path.is_some() && block.path.is_some() && c.path != block.path);
            block.alternative_of = replaced.filter(|_| !shows_other).map(|chosen| chosen.line);
            if shows_other {
                return;
            }
        }
        // A tab with nothing but output shows what the first one's commands print.
        if all == 0 && kind == PRINTED {
            block.alternative_of = block.alternative_of.filter(|line| !tabs.typed.contains(line));
        }
        if !block.commands.is_empty() {
            tabs.typed.insert(block.line);
        }
        if block.alternative_of.is_none() {
            if is_for_other_system(block, cue, windows) {
                // Which tab is chosen is not known yet.
                self.foreign.insert(block.line, (tab.group, all));
            } else if let Some(group) = tabs.groups.get_mut(&tab.group) {
                group.first.get_or_insert(tab.index);
                group.chosen.push(Chosen { line: block.line, kind, path: block.path.clone() });
            }
        }
    }
}

/// Closes all tabs but so many: what their first left is what is open below.
fn close(open: &mut Vec<Open>, but: usize, shells: &mut Shells) {
    while open.len() > but {
        if let Some(left) = open.pop().and_then(|tab| tab.left) {
            *shells = left;
        }
    }
}

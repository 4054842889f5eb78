//! Which of several ways is the learner's, wherever it stands: the way for the sandbox's own system, or the first of
//! those that are counted.
//!
//! One block after the other tells only what may replace the block above it. Here all blocks are looked at together, so
//! that Windows may come first, a tab named for Linux is the one, and sections or counted options are ways too.

mod comments;
mod options;
mod sections;
mod systems;

use super::alone::Alone;
use super::cue::Cue;
use super::instead;
use super::tag::Tag;
use crate::document::{Block, Confidence, Location, Node, NodeKind};
use options::{Way, way};
use std::collections::BTreeMap;
use systems::{Systems, label, parts};

/// A way is named so few paragraphs above its first block.
const NEAR: usize = 3;

/// A block, and what is said of it.
struct Seat<'n, 's> {
    block: &'n mut Block,
    cue: &'s Cue<'s>,
    /// The paragraph right above it.
    said: &'s str,
    /// The systems that its mark, the words above it or its box name, where these say nothing else.
    systems: Option<Systems>,
    /// They are named in words.
    is_told: bool,
    /// The box or the item that it stands in.
    place: usize,
    /// The box is named so that all in it is for other systems.
    in_others_box: bool,
}

impl Seat<'_, '_> {
    /// Whether something is typed on the host.
    fn is_typed(&self) -> bool {
        self.block.commands.first().is_some_and(|c| c.location == Location::Host)
    }

    fn is_others(&self) -> bool {
        self.systems.is_some_and(Systems::is_others)
    }

    fn is_free(&self) -> bool {
        self.is_typed() && self.block.tab.is_none() && self.block.alternative_of.is_none()
    }

    /// Whether two blocks may do the same.
    fn does_the_same(&self, other: &Self) -> bool {
        let last = |seat: &Self| seat.block.commands.last().map(|c| c.text.clone()).unwrap_or_default();
        instead::does_the_same(&last(self), &last(other))
    }
}

/// Chooses among the blocks of a lesson; what is said of them, and which are marked as the other system's, are given in the
/// order of the text.
pub fn choose(nodes: &mut [Node], cues: &[Cue<'_>], alone: &[Alone<'_>]) {
    let mut marked = alone.iter().map(|alone| alone.tag == Tag::Windows);
    let mut seats =
        Collected { cues: cues.iter(), marked: &mut marked, seats: Vec::with_capacity(cues.len()), places: 0 };
    seats.nodes(nodes, None);
    let mut seats = seats.seats;
    let mut changed = tabs(&mut seats);
    changed |= titles(&mut seats);
    changed |= leads(&mut seats);
    changed |= boxes(&mut seats);
    changed |= contrasts(&mut seats);
    changed |= comments::choose(&mut seats);
    changed |= ways(&mut seats);
    changed |= sections::follow_first(&mut seats);
    if changed {
        shorten(&mut seats);
    }
}

/// The blocks, while they are collected.
struct Collected<'n, 's> {
    cues: std::slice::Iter<'s, Cue<'s>>,
    marked: &'s mut dyn Iterator<Item = bool>,
    seats: Vec<Seat<'n, 's>>,
    places: usize,
}

impl<'n> Collected<'n, '_> {
    fn nodes(&mut self, nodes: &'n mut [Node], named: Option<Systems>) {
        self.places += 1;
        let place = self.places;
        for node in nodes {
            match &mut node.kind {
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.nodes(item, named)),
                NodeKind::Quote(children) => self.nodes(children, named),
                NodeKind::Callout(callout) => {
                    let named = label(&callout.title).or(named);
                    self.nodes(&mut callout.children, named);
                }
                NodeKind::Block(block) => {
                    let (Some(cue), Some(is_marked)) = (self.cues.next(), self.marked.next()) else { return };
                    let above = cue.paragraphs_up().next().unwrap_or_default();
                    let said = label(above);
                    let own = || block.commands.iter().any(|c| instead::is_of_windows(&c.text));
                    let systems = said.or(named);
                    let is_told = systems.is_some();
                    let systems = systems.or_else(|| (is_marked || own()).then_some(Systems::WINDOWS));
                    let in_others_box = named.is_some_and(Systems::is_others);
                    self.seats.push(Seat { block, cue, said: above, systems, is_told, place, in_others_box });
                }
                _ => {}
            }
        }
    }
}

/// What a tab is named for, its blocks, and whether something of it is typed.
type Tabbed = (Option<Systems>, Vec<usize>, bool);

/// Of tabs the one for the sandbox's system is chosen, where the first is named for others.
fn tabs(seats: &mut [Seat<'_, '_>]) -> bool {
    // For each group and tab.
    let mut groups: BTreeMap<usize, BTreeMap<usize, Tabbed>> = BTreeMap::new();
    for (at, seat) in seats.iter().enumerate() {
        let Some(tab) = seat.block.tab else { continue };
        let (named, blocks, chosen) = groups.entry(tab.group).or_default().entry(tab.index).or_default();
        if blocks.is_empty() {
            *named = seat.cue.paragraphs_up().find_map(label);
        }
        blocks.push(at);
        *chosen |= seat.is_typed() && seat.block.alternative_of.is_none();
    }
    let mut changed = false;
    for tabs in groups.values() {
        let is_others = |(named, _, chosen): &Tabbed| *chosen && named.is_some_and(Systems::is_others);
        let is_ours = |(named, blocks, chosen): &&Tabbed| {
            !chosen && named.is_some_and(Systems::is_ours) && blocks.iter().any(|at| seats[*at].is_typed())
        };
        let Some((_, ours, _)) = tabs.values().find(is_ours).filter(|_| tabs.values().any(is_others)) else { continue };
        let lines: Vec<(usize, Option<String>)> =
            ours.iter().map(|at| (seats[*at].block.line, seats[*at].block.path.clone())).collect();
        for (_, blocks, _) in tabs.values() {
            let is_own = blocks == ours;
            for (nth, at) in blocks.iter().enumerate() {
                let block = &mut *seats[*at].block;
                let instead = lines
                    .get(nth)
                    .or(lines.last())
                    .filter(|(_, path)| !is_own && (block.path.is_none() || *path == block.path));
                block.alternative_of = instead.map(|(line, _)| *line);
            }
        }
        changed = true;
    }
    changed
}

/// Of sections whose titles differ in nothing but the system's name, that of the sandbox's is followed.
fn titles(seats: &mut [Seat<'_, '_>]) -> bool {
    // Neighbours with the same title: what it names and its other words, and the blocks.
    let mut sections: Vec<(Systems, String, Vec<usize>)> = Vec::new();
    let (mut title, mut goes_on, mut changed) = ("", false, false);
    for at in 0..seats.len() {
        let cue = seats[at].cue;
        let own = cue.title();
        if !std::ptr::eq(own, title) {
            title = own;
            let named = parts(own);
            // Where a system comes again, other sections begin.
            let goes_with = |(systems, rest): &(Systems, String)| {
                sections.iter().all(|(other, r, _)| r == rest && other != systems) && !sections.is_empty()
            };
            let is_next = named.as_ref().is_some_and(goes_with);
            if !is_next {
                changed |= follow_one(seats, &std::mem::take(&mut sections));
            }
            goes_on = named.is_some();
            sections.extend(named.map(|(systems, rest)| (systems, rest, Vec::new())));
        }
        if let Some((.., blocks)) = sections.last_mut().filter(|_| goes_on) {
            blocks.push(at);
        }
    }
    changed | follow_one(seats, &sections)
}

/// Follows the first section for the sandbox's system; what is typed in those for others may replace what is typed there.
fn follow_one(seats: &mut [Seat<'_, '_>], sections: &[(Systems, String, Vec<usize>)]) -> bool {
    let Some((ours, _, blocks)) = sections.iter().find(|(systems, ..)| systems.is_ours()) else { return false };
    let lines: Vec<usize> = blocks.iter().filter(|at| seats[**at].is_free()).map(|at| seats[*at].block.line).collect();
    let Some(last) = lines.last() else { return false };
    let is_other = |systems: &Systems| systems.is_others() && (systems.names_system() == ours.names_system());
    let mut changed = false;
    for (_, _, blocks) in sections.iter().filter(|(systems, ..)| is_other(systems)) {
        let typed: Vec<usize> = blocks.iter().copied().filter(|at| seats[*at].is_free()).collect();
        for (nth, at) in typed.into_iter().enumerate() {
            seats[at].block.alternative_of = lines.get(nth).or(Some(last)).copied();
            changed = true;
        }
    }
    changed
}

/// Of blocks for several systems that follow each other, the sandbox's is chosen, whichever comes first.
fn leads(seats: &mut [Seat<'_, '_>]) -> bool {
    let mut changed = false;
    let typed: Vec<usize> =
        (0..seats.len()).filter(|at| seats[*at].is_typed() && seats[*at].block.tab.is_none()).collect();
    let mut from = 0;
    while from < typed.len() {
        let is_named = |nth: usize| typed.get(nth).is_some_and(|at| seats[*at].systems.is_some());
        if !is_named(from) {
            from += 1;
            continue;
        }
        let is_next = |nth: usize| is_named(nth) && !seats[typed[nth]].cue.heading;
        let mut to = from + 1;
        while is_next(to) {
            to += 1;
        }
        changed |= choose_ours(seats, &typed[from..to]);
        // What nobody names is the sandbox's where it does the same.
        if let Some(plain) = typed.get(to)
            && follows_at_once(&seats[typed[to - 1]], &seats[*plain])
        {
            let line = seats[*plain].block.line;
            for at in &typed[from..to] {
                if seats[*at].is_others() && seats[*at].does_the_same(&seats[*plain]) {
                    seats[*at].block.alternative_of = Some(line);
                    changed = true;
                }
            }
        }
        from = to;
    }
    changed
}

/// Whether a block of which nothing is said stands right below another one, or below the box with it.
fn follows_at_once(others: &Seat<'_, '_>, plain: &Seat<'_, '_>) -> bool {
    others.is_others()
        && !plain.cue.heading
        && plain.cue.paragraphs == 0
        && plain.block.alternative_of.is_none()
        && (others.is_told || others.place == plain.place)
}

/// Chooses among neighbours that are all named for systems: those before the sandbox's wait for it.
fn choose_ours(seats: &mut [Seat<'_, '_>], run: &[usize]) -> bool {
    let is_ours = |seat: &Seat<'_, '_>| {
        seat.is_told
            && seat.systems.is_some_and(|systems| !systems.is_others() && (systems.is_ours() || systems.is_unix()))
    };
    let Some(first) = run.iter().position(|at| is_ours(&seats[*at])) else { return false };
    let mut changed = false;
    let (mut ours, mut waiting): (Option<usize>, Vec<usize>) = (None, Vec::new());
    for at in run {
        if is_ours(&seats[*at]) {
            let line = seats[*at].block.line;
            for other in waiting.drain(..) {
                seats[other].block.alternative_of = Some(line);
                changed = true;
            }
            ours = Some(line);
        } else if seats[*at].is_others() {
            if first > 0 {
                waiting.push(*at);
            } else if seats[*at].is_told && seats[*at].block.alternative_of.is_none() {
                seats[*at].block.alternative_of = ours;
                changed |= ours.is_some();
            }
        }
    }
    changed
}

/// What is named for others replaces the block above where it does the same. Else it is nobody's here where its box says
/// so, and only shown.
fn boxes(seats: &mut [Seat<'_, '_>]) -> bool {
    let mut changed = false;
    for at in 0..seats.len() {
        let seat = &seats[at];
        if !(seat.is_told && seat.is_others() && seat.is_free()) {
            continue;
        }
        let above = seats[..at].iter().rev().find(|seat| seat.is_free() && !seat.is_others());
        let twin = above.filter(|above| above.does_the_same(seat)).map(|above| above.block.line);
        let is_nobodys = seat.in_others_box && twin.is_none();
        seats[at].block.alternative_of = twin;
        changed |= twin.is_some();
        if is_nobodys {
            seats[at].block.confidence = Confidence::Guess;
        }
    }
    changed
}

/// "There are two ways. With docker:", and then "With compose:".
fn contrasts(seats: &mut [Seat<'_, '_>]) -> bool {
    let mut changed = false;
    let mut first: Option<(usize, &str, usize)> = None;
    for seat in seats.iter_mut().filter(|seat| seat.is_free()) {
        let cue = seat.cue;
        let said = seat.said;
        let means = options::means(said);
        match (means, first) {
            (Some(means), Some((line, begin, place))) if means == begin && place == seat.place && !cue.heading => {
                seat.block.alternative_of = Some(line);
                changed = true;
            }
            (Some(means), _) if options::tells_of_several(said) => first = Some((seat.block.line, means, seat.place)),
            _ => first = None,
        }
    }
    changed
}

/// Of counted ways the first is followed that has something to type.
fn ways(seats: &mut [Seat<'_, '_>]) -> bool {
    let mut changed = false;
    // The way at hand and whether a title tells it, the lines of the one that is followed, and how many of it were met.
    let mut now: Option<(Way, bool)> = None;
    let (mut lines, mut nth) = (Vec::new(), 0);
    for seat in seats {
        let title = way(seat.cue.title());
        let told = title.or_else(|| seat.cue.paragraphs_up().take(NEAR).find_map(way));
        let is_titled = title.is_some();
        let is_further = told.is_none() && !seat.cue.heading && now.is_some_and(|(_, titled)| !titled);
        match (told, now) {
            (Some(way), Some((before, titled))) if way == before && titled == is_titled => {}
            (Some(way), Some((before, titled)))
                if way.called == before.called && titled == is_titled && way.number == before.number + 1 =>
            {
                (now, nth) = (Some((way, titled)), 0);
            }
            (Some(way), _) => {
                (now, nth) = (Some((way, is_titled)), 0);
                lines.clear();
            }
            // What follows the last way is not known to be a part of it.
            (None, Some((before, _))) if is_further && before.number == 1 => {}
            (None, _) => now = None,
        }
        let Some((way, _)) = now.filter(|_| seat.is_free()) else { continue };
        match lines.get(nth).or(lines.last()) {
            Some(line) if way.number > 1 => {
                seat.block.alternative_of = Some(*line);
                changed = true;
            }
            _ if way.number == 1 || lines.is_empty() => lines.push(seat.block.line),
            _ => {}
        }
        nth += 1;
    }
    changed
}

/// What may replace a block that may replace another one may replace that.
fn shorten(seats: &mut [Seat<'_, '_>]) {
    let instead: BTreeMap<usize, usize> =
        seats.iter().filter_map(|seat| Some((seat.block.line, seat.block.alternative_of?))).collect();
    for seat in seats {
        for _ in 0..instead.len() {
            let Some(next) = seat.block.alternative_of.and_then(|line| instead.get(&line)) else { break };
            if *next == seat.block.line {
                break;
            }
            seat.block.alternative_of = Some(*next);
        }
    }
}

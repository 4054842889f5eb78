//! Steps 4 to 6: what each block is for, where its commands are typed, and what they should print.

mod agents;
mod alone;
mod answers;
mod aside;
mod asked_in_text;
mod asks;
mod bodies;
mod built;
mod by_hand;
mod by_path;
mod choose;
mod classify;
mod cmdlets;
mod code;
mod complete;
mod cue;
mod detached;
mod drawing;
mod echo;
mod editor;
mod engine;
mod filled;
mod fragment;
mod gap;
mod highlight;
mod image_name;
mod in_program;
mod input;
mod inside;
mod instead;
mod joined_prompt;
mod keys;
mod known;
mod late;
mod listing;
mod machine;
mod marked;
mod metavariable;
mod named_prompt;
mod no_command;
mod numbered;
mod outputs;
mod own_prompt;
mod parts;
mod patch;
mod paths;
mod phrase;
mod placeholder;
mod printed;
mod prompt;
mod quoted_data;
mod reading;
mod rephrase;
mod root_prompt;
mod script;
mod seating;
mod server;
mod shape;
mod share;
mod shells;
mod shown;
mod shows;
mod sides;
mod silent;
mod stand_in;
mod start;
mod start_file;
mod straight;
mod swarm;
mod synopsis;
mod systems;
mod tabs;
mod tag;
mod target;
mod template;
mod to_replace;
mod told_asks;
mod told_machine;
mod topics;
mod transcript;
mod typed;
mod unprompted;
mod value_signs;
mod variable;
mod walked;
mod ways;
mod words;
mod worked;
mod wrapped;

pub use asked_in_text::mark as mark_suggested;
pub use complete::{is_complete_command, may_be_command};
pub use cue::Said;
pub use shells::{Seats, opens_container, starts_program, starts_program_inside};
pub use words::heredoc;

use super::callout::HINT;
use super::limits::MAX_BLOCKS;
use super::raw::RawBlock;
use super::scan::has_part;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Callout, Confidence, Location, Node, NodeKind};
use crate::source::Source;
use alone::Alone;
use aside::{is_aside, is_information, is_note};
use cue::{Cue, Named};
use filled::{command, fill};
use image_name::Images;
use late::Late;
use outputs::Beside;
use prompt::Prompt;
use reading::{Context, Reading};
use seating::Turns;
use shells::Shells;
use sides::Sides;
use start::Opened;
use start_file::StartFile;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::slice::Iter;
use tag::Tag;
use target::Place;
use to_replace::ToReplace;
use told_machine::Learners;
use transcript::Item;
use ways::is_for_other_system;

/// Understands the blocks of a lesson. `raw` are its blocks as the fences tell them, in the order of the text, and
/// `said` is what stands between them.
pub fn blocks(
    source: &Source,
    nodes: &mut [Node],
    mut raw: Vec<RawBlock<'_>>,
    said: &Said,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = raw.get(MAX_BLOCKS) {
        let message = format!("more than {MAX_BLOCKS} code blocks; the blocks from here on are only shown");
        let help = "split the lesson into several files";
        diagnostics.push(Diagnostic::warning("L0107", source, first.body, message).help(help));
    }
    raw.truncate(MAX_BLOCKS);
    if raw.is_empty() {
        return;
    }
    let mut unmarked = alone::take_line_marks(&mut raw);
    unmarked.append(&mut numbered::take(&mut raw));
    unmarked.append(&mut wrapped::take(&mut raw));
    unmarked.sort_unstable();
    named_prompt::take_several(&mut raw);
    joined_prompt::separate_machines(&mut raw);
    own_prompt::take(&mut raw);
    named_prompt::take(&mut raw);
    joined_prompt::take(&mut raw);
    let (blocks, cues) = (alone::all(source, &raw), said.cues());
    let marks_runs = blocks.iter().any(|alone| alone.tag == Tag::Run);
    let terminals = blocks.iter().map(|alone| alone.terminal).max().unwrap_or(1);
    let named = Named::of(said.text());
    let of_all = Pass { terminals, named, all: &blocks, blocks: blocks.iter(), cues: cues.iter(), ..Pass::default() };
    let mut pass = Pass { tail: said.tail(), unmarked, marks_runs, ..of_all };
    pass.nodes(nodes);
    let chosen = |(line, (group, nth)): (&usize, &(usize, usize))| Some((*line, pass.tabs.chosen(*group, *nth)?));
    let instead = pass.foreign.iter().filter_map(chosen);
    let instead = instead.chain(pass.patterns.iter().map(|(pattern, example)| (*pattern, *example)));
    let instead = instead.chain(systems::instead(&blocks, &cues)).collect();
    let (expected, waiting) = (pass.expected, pass.waiting);
    choose::choose(nodes, &cues, &blocks);
    let to_replace = ToReplace::of(said.text());
    let images = Images::of(&blocks, said.text());
    Late::new(expected, instead, &to_replace, images, said).waiting(waiting).attach(nodes);
}

/// The last block that held commands.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Last {
    line: usize,
    /// The line of the block of the chosen tab, where it stands in another one.
    chosen: Option<usize>,
    place: usize,
    /// The place around it, where that is an item of a list.
    around: Option<usize>,
    /// Where it is typed, and where its marks say that.
    terminal: u32,
    marked: u32,
    /// The text of its last command, and whether that is its only one.
    text: String,
    is_single: bool,
    output: bool,
    /// Nothing but prose stood since.
    adjacent: bool,
    /// Nothing but prose and what it prints stood since.
    is_latest: bool,
    /// The words before it say that the next one does the same.
    is_of_two: bool,
    /// It is marked as the other system's.
    windows: bool,
    /// The block that it may replace.
    replaced: Option<usize>,
    /// The block for this system, where this one is for the other.
    this_system: Option<usize>,
    /// The case for which it is told, where that is what the learner uses, and whether it is told for any.
    case: Option<String>,
    is_case: bool,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Pass<'s> {
    all: &'s [Alone<'s>],
    /// Those that are still to come.
    blocks: Iter<'s, Alone<'s>>,
    /// The files that are written, each with the place of its block among all.
    written: Vec<(String, usize)>,
    /// The file that a shell starts with, which is at hand.
    start_file: StartFile<'s>,
    /// What is said before each of them.
    cues: Iter<'s, Cue<'s>>,
    /// What is said below the last.
    tail: &'s str,
    /// The lines of the blocks that lost the marks of slides or the numbers of their lines, in order.
    unmarked: Vec<usize>,
    shells: Shells,
    turns: Turns,
    /// The highest number of a terminal that marks tell.
    terminals: u32,
    /// Where the text speaks of them.
    named: Named<'s>,
    /// The machine that the first prompt with a machine's number names: the learner's.
    machine: Option<String>,
    /// The one that the first words that name one are of.
    learners: Learners,
    /// The terminal in which a swarm was started.
    swarm: Option<u32>,
    /// So many others joined it where the text did not say in which terminal.
    joined: u32,
    /// Which blocks are typed on another one, to which the learner logged in.
    away: std::ops::Range<usize>,
    last: Option<Last>,
    /// The same before the box that ended last, unless something stood below that.
    beside: Option<Beside>,
    /// The terminal in which a section's title has the learner in a container.
    titled: Option<u32>,
    /// In an item of a list, and not in a box within it.
    in_item: bool,
    /// In a box that is titled for what is printed.
    in_output_box: bool,
    /// Lists of siblings met so far: which one a block stands in.
    places: usize,
    place: usize,
    /// The one around it.
    around: usize,
    /// Output found in a later block, by the line of the block it belongs to.
    expected: BTreeMap<usize, String>,
    /// The lines of blocks whose last command waits at a prompt, as a block below shows.
    waiting: BTreeSet<usize>,
    /// Some blocks have a mark that they are to be run.
    marks_runs: bool,
    /// Within a box with a hint.
    in_hint: bool,
    /// Within a folded box that explains an instruction.
    in_glossary: bool,
    /// Within a note in which nothing is run.
    in_note: bool,
    /// On a slide.
    on_slide: bool,
    tabs: tabs::Tabs,
    /// Patterns of which an example is chosen: their lines, and the examples'.
    patterns: BTreeMap<usize, usize>,
    /// Blocks for other systems that stand before the first tab for this one: their group, and which of the tab it is.
    foreign: BTreeMap<usize, (usize, usize)>,
}

impl Pass<'_> {
    fn nodes(&mut self, nodes: &mut [Node]) {
        let outer = (self.place, self.around);
        self.places += 1;
        (self.place, self.around) = (self.places, self.place);
        for node in nodes {
            match &mut node.kind {
                NodeKind::List { items, .. } => {
                    let outer = std::mem::replace(&mut self.in_item, true);
                    items.iter_mut().for_each(|item| self.nodes(item));
                    self.in_item = outer;
                }
                NodeKind::Quote(children) => self.nodes(children),
                NodeKind::Callout(callout) => self.callout(callout),
                NodeKind::Block(block) => self.block(block),
                NodeKind::Heading { .. } => self.beside = None,
                NodeKind::Paragraph(_) | NodeKind::Table { .. } | NodeKind::Rule => {}
            }
        }
        (self.place, self.around) = outer;
    }

    fn callout(&mut self, callout: &mut Callout) {
        let outer = (self.in_hint, self.in_glossary, self.in_item, self.in_output_box, self.in_note);
        let beside = self.beside_box(callout);
        let before = (self.shells.top(1).is_some() || callout.is_for_teacher()).then(|| self.shells.clone());
        self.in_hint |= callout.kind == HINT || is_information(callout);
        self.in_glossary |= callout.collapsed && shape::is_instruction(&callout.title);
        self.in_note = is_note(callout);
        self.in_item = false;
        self.in_output_box = outputs::is_titled_output(&callout.title);
        self.nodes(&mut callout.children);
        (self.in_hint, self.in_glossary, self.in_item, self.in_output_box, self.in_note) = outer;
        self.beside = beside;
        if let Some(before) = before.filter(|_| is_aside(callout, self.shells.top(1).is_none())) {
            self.shells = before;
        }
    }

    fn block(&mut self, block: &mut Block) {
        let (Some(alone), Some(cue)) = (self.blocks.next(), self.cues.next()) else { return };
        let raw = alone.block;
        self.on_slide = raw.on_slide;
        if self.unmarked.binary_search(&raw.line).is_ok() {
            block.text = raw.text().into();
        }
        block.terminal = alone.terminal;
        self.enter_tab(raw.tab);
        let start_file = self.start_file.take(cue, alone);
        let context = Context { start_file, ..self.context(alone, cue) };
        let windows = context.tag == Tag::Windows;
        let (mut reading, confidence) = classify::read(alone, &block.text, &context);
        let may_be_part = !context.after_command && confidence == Confidence::Guess;
        if may_be_part && reading == Reading::Output && self.is_part_of_next(&block.text) {
            reading = Reading::Synopsis;
        }
        block.confidence = if self.is_theory(alone, cue) { Confidence::Guess } else { confidence };
        match reading {
            Reading::Typed(items) if echo::is_echo(&items, cue, self.above()) => self.output(block, raw, cue),
            Reading::Typed(items)
                if self.is_other_machine(raw) || cue.fills_field() || self.is_told_machine(raw, &items, cue) =>
            {
                self.shown(block, raw, items, cue);
            }
            Reading::Typed(items) => self.typed(block, raw, items, cue),
            Reading::Output => self.output(block, raw, cue),
            Reading::File => self.file(block, raw, cue, start_file),
            Reading::Synopsis => {
                block.kind = BlockKind::Synopsis;
                block.placeholders = placeholder::of_synopsis(&block.text);
                if shape::is_dockerfile(&block.text) {
                    block.placeholders.retain(|word| !shape::is_instruction(word));
                }
            }
            Reading::Repl(items) => {
                let apart = !items.is_empty();
                self.typed(block, raw, items, cue);
                block.kind = BlockKind::Repl;
                if !apart && shells::leaves(&block.text) {
                    self.shells.leave(block.terminal);
                }
            }
            Reading::Other => block.kind = BlockKind::Other,
        }
        if block.confidence == Confidence::Guess && block.kind == BlockKind::Output && cue.announces_output() {
            block.confidence = Confidence::Likely;
        }
        self.press(block, raw);
        self.hear_asked(block, raw, cue);
        self.beside = None;
        self.alternatives(block, raw, cue, windows);
        let is_open = matches!(block.kind, BlockKind::Output | BlockKind::Repl) && asks::ends_at_prompt(&block.text);
        if let Some(last) = self.last.as_ref().filter(|last| is_open && asks::runs_image(&last.text)) {
            self.waiting.insert(last.line);
        }
        if block.commands.iter().any(|c| gap::is_doubtful(&c.text)) {
            block.confidence = Confidence::Guess;
        }
        self.join_elsewhere(block);
        self.remember(block, cue, alone.terminal, windows);
    }

    /// Whether a block without a mark only shows something, in a lesson that marks what is to be run: below a title such as
    /// "Bind mounts (theory)".
    fn is_theory(&self, alone: &Alone<'_>, cue: &Cue<'_>) -> bool {
        self.marks_runs && alone.tag != Tag::Run && cue.is_titled_theory()
    }

    /// Whether a block's one line stands again within a line of the next block: a part of the command that is explained
    /// before the whole.
    fn is_part_of_next(&self, text: &str) -> bool {
        let part = text.trim();
        let holds = |line: &str| line.len() > part.len() && has_part(line, part);
        !part.contains('\n')
            && part.contains(' ')
            && known::likeness(part) == known::Likeness::Known
            && self.blocks.as_slice().first().is_some_and(|next| next.block.lines.iter().any(|(_, line)| holds(line)))
    }

    /// Whether a block in a quote of its own, right below a command, is what that prints: nobody quotes what comes next.
    fn answers_in_quote(&self, alone: &Alone<'_>, cue: &Cue<'_>) -> bool {
        let below = |l: &Last| l.adjacent && !l.output && l.place == self.around && cue.paragraphs == 0 && !cue.heading;
        let is_typed = || {
            let first = alone.lines.iter().map(|(_, t)| t.trim()).find(|t| !t.is_empty()).unwrap_or_default();
            prompt::split(first).is_some() || words::first_word(first).is_some_and(engine::is_engine)
        };
        alone.block.is_quoted && self.last.as_ref().is_some_and(below) && !is_typed()
    }

    fn context<'c>(&'c self, alone: &Alone<'_>, cue: &'c Cue<'c>) -> Context<'c> {
        let is_here = |l: &Last| l.place == self.place || l.around == Some(self.place) && self.touches_above();
        let is_near = |l: &&Last| l.adjacent && is_here(l) && !tag::is_to_copy(alone.block);
        let near = self.last.as_ref().filter(is_near);
        let last = near.filter(|_| cue.paragraphs == 0);
        let open = self.shells.top(self.seat(alone.block, alone.terminal, cue));
        Context {
            tag: if self.answers_in_quote(alone, cue) { Tag::Output } else { alone.tag },
            cue,
            after_command: last.is_some_and(|l| !l.output),
            near_command: near.is_some_and(|l| !l.output) && cue.paragraphs == 1 && !cue.heading,
            after_cat: near.is_some_and(|l| (cue.paragraphs == 0 || cue.is_output()) && shows::shows_file(&l.text)),
            after: self.last.as_ref().filter(|l| l.adjacent && !cue.heading).map(|l| &*l.text),
            in_repl: open == Some(Opened::Repl),
            in_agent: open == Some(Opened::Agent),
            next: self.cues.as_slice().first(),
            in_hint: self.in_hint,
            start_file: None,
            editor: self.last.as_ref().and_then(|l| editor::opened_for(alone.block, &l.text)),
        }
    }

    fn typed<'r>(&mut self, block: &mut Block, raw: &'r RawBlock<'_>, mut items: Vec<Item<'r>>, cue: &Cue<'_>) {
        if server::opens(&items) && server::take_away(&mut items, raw) {
            block.confidence = Confidence::Guess;
        }
        let sides = Sides::of(raw, &items);
        let marked = self.shells.terminal_left(block.terminal, &items, raw);
        self.open_anew(raw, marked, cue);
        let mut at = self.at(raw, marked, &items, cue, sides.first);
        if self.shells.shows_root(at.terminal) {
            inside::take_root_above(&mut items, raw);
        }
        let inside = LazyCell::new(|| cue.is_inside());
        self.enter_or_leave(at.terminal, &items, cue, &inside);
        // Who left what was open in another one may as well be in the first.
        if at.told.is_none() && self.shells.is_idle() {
            at.terminal = at.marked;
        }
        let terminal = at.terminal;
        let elsewhere = || !at.is_moved() && (cue.is_other_terminal() || sides.is_second());
        if self.shells.top(terminal).is_none()
            && items.first().is_some_and(inside::is_plain)
            && (*inside
                || cue.opens_shell()
                || inside::ends_inside(&items)
                || cue.enters_shell() && !items.first().is_some_and(inside::enters))
        {
            self.shells.enter(terminal);
        }
        if self.shells.top(terminal) == Some(Opened::Shell) && *inside {
            self.shells.stay(terminal);
        }
        let open = self.shells.depth(terminal);
        let to_server = open == 0 && (self.is_away() || inside::goes_to_server(&items));
        let ended = inside::ended(&items, raw);
        // Where nothing is open, one line leaves nothing.
        let may_leave = !self.shells.is_idle() || raw.lines.len() > 1;
        let (left, is_left) = if may_leave { keys::left(raw, &items) } else { Default::default() };
        let mut is_needed = false;
        let next = self.cues.as_slice().first().zip(self.blocks.as_slice().first());
        let is_way_inside = inside::is_way_inside(&items, cue, next);
        fill(block, items, |line, prompt, typed| {
            if is_way_inside {
                return command(line, typed, Location::Container, self.on_slide);
            }
            let leaves_first = |other| typed.text() == "exit" && self.shells.depth(other) < self.shells.depth(terminal);
            if let Some(other) = sides.other(line).filter(|other| !leaves_first(*other)) {
                let seat = self.shells.place(other, prompt, typed, || false);
                return command(line, typed, seat.location(), self.on_slide);
            }
            if ended.binary_search(&line).is_ok() || left.contains(&line) {
                self.shells.leave(terminal);
            }
            if to_server && typed.text() == "exit" && self.shells.depth(terminal) == 0 {
                return command(line, typed, Location::Host, self.on_slide);
            }
            // The shell that is open is the first terminal's, unless one was opened since.
            let fresh = || self.shells.depth(terminal) <= open && elsewhere() && !*inside && !cue.tells_of("shell");
            let at_first = prompt.is_none_or(|p| p == Prompt::Shell) && open > 0 && fresh();
            if at_first && !typed.calls_engine() {
                return command(line, typed, Location::Host, self.on_slide);
            }
            is_needed |= open > 0 && self.shells.is_needed(terminal, typed);
            let location = self.shells.place(terminal, prompt, typed, elsewhere).location();
            if prompt == Some(Prompt::Container) && inside::is_root_alone(raw, line) {
                self.shells.show_root(terminal);
            }
            command(line, typed, location, self.on_slide)
        });
        self.settle(block, raw, at, is_needed, is_left);
    }

    /// Opens and closes shells as the prose before a block and its commands tell, before the first of them is typed.
    fn enter_or_leave(
        &mut self,
        terminal: u32,
        items: &[Item<'_>],
        cue: &Cue<'_>,
        inside: &impl std::ops::Deref<Target = bool>,
    ) {
        let exits = |i: &Item<'_>| matches!(i, Item::Command { typed, .. } if typed.text().starts_with("exit"));
        self.leave_titled(cue);
        self.shells.end_block(terminal, cue.heading);
        // Where nothing is open, nothing is left.
        if self.shells.top(terminal).is_some() && !items.first().is_some_and(exits) {
            if !**inside && cue.is_leaving() {
                self.shells.leave(terminal);
            } else if inside::prepares_call(items)
                || inside::sets_runtime(items)
                || cue.heading && (items.iter().any(inside::is_hosts) || !**inside && inside::makes_below(items))
                || !**inside && cue.is_on_host() && !inside::has_containers_prompt(items)
            {
                self.shells.close(terminal);
            }
        }
        if self.shells.top(terminal).is_none()
            && items.first().is_some_and(inside::is_plain)
            && (**inside || cue.opens_shell() || inside::ends_inside(items))
        {
            self.shells.enter(terminal);
            self.titled = cue.is_titled_inside().then_some(terminal);
        }
        if self.shells.top(terminal) == Some(Opened::Shell) && **inside {
            self.shells.stay(terminal);
        }
    }

    fn file(&mut self, block: &mut Block, raw: &RawBlock<'_>, cue: &Cue<'_>, start_file: Option<&str>) {
        let whole = |l| Some(l).filter(|l: &&Last| l.adjacent).and_then(|l| editor::opened_whole(&l.text, cue));
        let editor = self.last.as_ref().and_then(|l| whole(l).or_else(|| editor::opened_for(raw, &l.text)));
        let behind = self.cues.as_slice().first().map_or(self.tail, Cue::behind_before);
        let below = self.blocks.as_slice();
        let at = self.all.len() - below.len() - 1;
        let (above, files, next) = (&self.all[..at], &*self.written, self.cues.as_slice());
        let place = Place {
            cue,
            behind,
            next,
            tail: self.tail,
            above,
            below,
            files,
            start_file,
            in_glossary: self.in_glossary,
            in_note: self.in_note,
            // What is edited in a container is no file of the host's.
            editor: editor.filter(|_| self.shells.top(block.terminal).is_none()),
        };
        target::take(block, raw, &place);
        if let Some(path) = block.path.as_ref().filter(|_| !block.append) {
            self.written.push((path.clone(), at));
        }
    }

    fn remember(&mut self, block: &Block, cue: &Cue<'_>, marked: u32, windows: bool) {
        let Some(last) = block.commands.last() else {
            // Only the block right after commands is theirs.
            if let Some(last) = &mut self.last {
                last.adjacent = false;
                last.is_latest &= block.kind == BlockKind::Output;
            }
            return;
        };
        self.turns.take(block.terminal);
        self.log_in(&last.text, self.last.is_none());
        let mut text = self.last.take().map(|last| last.text).unwrap_or_default();
        text.clone_from(&last.text);
        self.last = Some(Last {
            line: block.line,
            chosen: block.alternative_of.filter(|_| block.tab.is_some()),
            place: self.place,
            around: Some(self.around).filter(|_| self.in_item),
            terminal: block.terminal,
            marked,
            text,
            is_single: block.commands.len() == 1,
            output: block.output,
            adjacent: true,
            is_latest: true,
            is_of_two: cue.announces_two(),
            // What follows another way is one too.
            windows: windows && block.alternative_of.is_none(),
            replaced: block.alternative_of.filter(|_| block.tab.is_none()),
            this_system: block
                .alternative_of
                .filter(|_| block.tab.is_none() && is_for_other_system(block, cue, windows)),
            case: cue.case().map(str::to_owned),
            is_case: cue.is_case(),
        });
    }
}

//! Commands that a sentence tells the learner to try: "Exit the container with `exit`".
//!
//! They are suggested, and never typed by themselves: a sentence that only mentions a command ("the `docker ps` command
//! lists containers") looks much the same, and what stands in a block is what the author meant to be done.

mod below;
mod denied;
mod doubt;
mod giving;
mod led;
mod others;
mod passing;
mod past;
mod pieces;
mod places;
mod plainly;
mod roles;
mod short;

pub use doubt::without_others;
pub use places::place;

use super::bent::unbent;
use super::hints;
use super::scan::{has_part, tail};
use super::understand::{is_complete_command, may_be_command};
use crate::document::{Callout, Inline, Location, Node, NodeKind, Suggested, plain_text, push_plain};
use crate::source::Source;
use memchr::{memmem, memrchr2_iter, memrchr3};
use pieces::{begins_with, code_of, first_alone, names_thing, pieces, stands_alone};
use roles::{
    AS, ASKING, ASKS_FOR, AT, BY, COMMAND, CONDITION, DEED, DENIAL, DIRECT, FILLER, FOLLOWS, GERUND, LIKE, MEANS,
    MODAL, OPENER, OTHER_DIRECT, OTHER_NOUN, OTHER_VERB, PLACE, READER, Roles, SO, TO, bare, each_role, each_word,
    roles,
};
use std::borrow::Cow;
use std::cell::OnceCell;

/// How a sentence asks in Chinese.
const CHINESE: &[&str] = &["运行", "执行", "输入", "使用", "运行命令", "执行命令", "使用命令"];

/// How a sentence asks for the command before, in Japanese and Korean.
const BEHIND: &[&str] = &["を実行", "を入力", "と入力", "를 실행", "을 실행"];

/// The suggested commands of a lesson, in the order of the text.
pub fn find(source: &Source, nodes: &[Node], blocks: &[&Node]) -> Vec<Suggested> {
    let mut search = Search {
        source,
        all: blocks,
        found: Vec::new(),
        words: String::with_capacity(MAX_SENTENCE),
        boxes: 0,
        is_past: false,
        ways_out: Vec::new(),
    };
    search.nodes(nodes);
    search.found.retain(|s| !destroys(&s.text));
    if !search.ways_out.is_empty() {
        let ends = passing::Ends::of(blocks);
        search.found.extend(search.ways_out.into_iter().filter(|s| ends.is_in_shell(s.line)));
    }
    search.found.sort_by_key(|s| s.line);
    search.found
}

/// `rm -rf /`: what a sentence tells to try in a container would be gone on the host too. Nobody is led to it.
fn destroys(command: &str) -> bool {
    let mut words = command.split_ascii_whitespace().skip_while(|w| *w == "sudo");
    let program = words.next();
    let mut all = |is: fn(&str) -> bool| words.any(is);
    match program {
        Some("rm") => all(|w| matches!(w, "/" | "/*" | "~" | "~/" | "~/*" | "$HOME" | "--no-preserve-root")),
        Some("dd") => all(|w| w.starts_with("of=/dev/")),
        Some(program) => program.starts_with("mkfs"),
        None => false,
    }
}

/// What was found so far.
struct Search<'s> {
    source: &'s Source,
    /// The blocks of the lesson, and its boxes.
    all: &'s [&'s Node],
    found: Vec<Suggested>,
    /// The words before a command, of one paragraph after the other.
    words: String,
    /// How many boxes are around it.
    boxes: usize,
    /// Whether the part at hand says once more what was done.
    is_past: bool,
    /// Where a container is to be left, if one is open there.
    ways_out: Vec<Suggested>,
}

impl Search<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        // The place of the last piece of code that is a paragraph and suggested: what follows it goes on.
        let mut alone = None;
        for (i, node) in nodes.iter().enumerate() {
            match &node.kind {
                NodeKind::Heading { text, .. } => self.is_past = past::begins(text),
                _ if self.is_past => {}
                NodeKind::Paragraph(text) if !is_footnote(self.source, node) => {
                    if passing::leaves(text) {
                        self.ways_out.push(passing::way_out(node.line));
                    } else if self.told(nodes, i, text, alone == Some(i)) {
                        alone = Some(i + 1);
                    }
                }
                NodeKind::List { items, start } => {
                    let before = i.checked_sub(1).map(|before| &nodes[before].kind);
                    // Hints are for those who ask.
                    if matches!(before, Some(NodeKind::Paragraph(text)) if hints::leads(text))
                        || doubt::lists_requirements(before)
                        || doubt::lists_advice(before)
                        || past::lists(before)
                    {
                        continue;
                    }
                    self.list(before, items, start.is_some());
                }
                NodeKind::Quote(children) => self.boxed(children),
                NodeKind::Callout(callout) if is_told(callout) => {
                    if callout.children.is_empty() && callout.title.contains('`') {
                        self.paragraph(node, &pieces(&callout.title));
                    }
                    self.boxed(&callout.children);
                }
                _ => {}
            }
        }
    }

    /// A paragraph among its siblings, `at` its place. Says whether it is a piece of code that is suggested; `goes_on` is set
    /// below one that is.
    fn told(&mut self, nodes: &[Node], at: usize, text: &[Inline], goes_on: bool) -> bool {
        let (from, node) = (self.found.len(), &nodes[at]);
        self.paragraph(node, text);
        let mut is_alone = false;
        if self.found.len() == from
            && stands_alone(text)
            && let Some(before) = at.checked_sub(1).map(|before| &nodes[before].kind)
            && (goes_on || led::leads_in(before) || matches!(before, NodeKind::Paragraph(text) if announces(text)))
        {
            self.alone(std::slice::from_ref(node));
            is_alone = self.found.len() > from;
        }
        if self.found.len() == from
            && let Some(NodeKind::Block(block)) = nodes.get(at + 1).map(|next| &next.kind)
            && let Some(code) = giving::giver(text, block).and_then(|at| code_of(&text[at]))
            && is_complete_command(code)
            && !self.was_typed(code, node.line)
        {
            self.found.push(suggested(self.source, node, code, &mut 0));
            return false;
        }
        if self.found.len() == from {
            return false;
        }
        let new = match nodes.get(at + 1).map(|next| &next.kind) {
            Some(NodeKind::Block(_) | NodeKind::List { .. }) => self.found.split_off(from),
            _ => return is_alone,
        };
        let is_below = |s: &Suggested| match nodes.get(at + 1).map(|next| &next.kind) {
            // "Use the `docker ps` command:", and there it is.
            Some(NodeKind::Block(block)) => {
                doubt::types(block, &s.text)
                    || short::is_typed_in_full(block, &s.text)
                    || doubt::is_other_way(text) && !block.commands.is_empty()
            }
            // "Let's run `id`. It shows …", and then an item that says where.
            Some(NodeKind::List { items, .. }) => items.iter().any(|item| begins_with(item, &s.text)),
            _ => false,
        };
        self.found.extend(new.into_iter().filter(|s| !is_below(s)));
        is_alone
    }

    /// Whether the last block with commands above a line types a command: what is printed below is its own.
    fn was_typed(&self, code: &str, line: usize) -> bool {
        let above = self.all[..self.all.partition_point(|node| node.line < line)].iter().rev();
        let mut blocks = above.filter_map(|node| match &node.kind {
            NodeKind::Block(block) if !block.commands.is_empty() => Some(block),
            _ => None,
        });
        blocks.next().is_some_and(|block| doubt::types(block, code))
    }

    fn boxed(&mut self, nodes: &[Node]) {
        self.boxes += 1;
        let was_past = self.is_past;
        self.nodes(nodes);
        self.is_past = was_past;
        self.boxes -= 1;
    }

    /// A list, below what may announce that its items are commands: those in an order are to be taken one by one.
    fn list(&mut self, before: Option<&NodeKind>, items: &[Vec<Node>], is_ordered: bool) {
        let lead = OnceCell::new();
        let tells = |text: &[Inline]| leads(text) || is_ordered && ends_with_colon(text);
        // Numbered calls below a title are the steps.
        let are_steps = || {
            let is_call = |item: &Vec<Node>| first_alone(item).is_some_and(calls_engine);
            is_ordered && items.len() > 1 && items.iter().all(is_call)
        };
        let is_led = || {
            *lead.get_or_init(|| match before {
                Some(NodeKind::Paragraph(text)) => tells(text),
                Some(NodeKind::Heading { .. }) => are_steps(),
                _ => false,
            })
        };
        for item in items.iter().filter(|item| !others::is_for_windows(item)) {
            if first_alone(item).is_some() && is_led() {
                self.alone(item);
            }
            let from = self.found.len();
            self.nodes(item);
            if is_ordered && self.found.len() == from {
                self.named(item);
            }
        }
    }

    /// A step that says what is done, and with which call: "Start the container: `docker run web`".
    fn named(&mut self, item: &[Node]) {
        if let [node] = item
            && let NodeKind::Paragraph(text) = &node.kind
            && let [Inline::Text(said), Inline::Code(code)] = text.as_slice()
            && said.trim_end().ends_with(':')
            && said.split_whitespace().nth(1).is_some()
            && calls_engine(code)
            && is_complete_command(code)
        {
            self.found.push(suggested(self.source, node, code, &mut 0));
        }
    }

    /// An item or a paragraph that is a command and nothing else, below a sentence that announces such.
    fn alone(&mut self, item: &[Node]) {
        if let [node, ..] = item
            && let NodeKind::Paragraph(text) = &node.kind
            && let [Inline::Code(code)] = text.as_slice()
            && is_complete_command(code)
        {
            self.found.push(suggested(self.source, node, code, &mut 0));
        }
    }

    fn paragraph(&mut self, node: &Node, text: &[Inline]) {
        // Few sentences ask for a command: only of these the words are put together.
        let asked = |(i, inline): (usize, &Inline)| {
            let cued = || {
                may_ask(&text[..i]) || asks_behind(text.get(i + 1)) || has_own_line(text, i) || may_be_passing(text, i)
            };
            code_of(inline).is_some_and(|code| may_be_command(code) && cued() && is_complete_command(code))
        };
        let Some(first) = text.iter().enumerate().position(asked).filter(|_| !doubt::is_aim(text)) else { return };
        self.words.clear();
        let (mut inherits, mut from, mut is_offer) = (false, 0, false);
        for (i, inline) in text.iter().enumerate() {
            let Some(code) = code_of(inline) else {
                push_plain(std::slice::from_ref(inline), &mut self.words);
                continue;
            };
            let before = || {
                may_ask(&text[..i])
                    && is_cue(&self.words, self.boxes > 0)
                    && !doubt::starts_container_with(tail(&self.words, MAX_SENTENCE), code)
                    && !doubt::is_for_later(tail(&self.words, MAX_SENTENCE), text.get(i + 1))
            };
            let is_part = || is_in_place_of_part(text.get(i + 1));
            let own = || {
                asks_behind(text.get(i + 1))
                    || has_own_line(text, i) && is_complete_command(code)
                    || passing::asks(tail(&self.words, MAX_SENTENCE), code)
                    || plainly::asks(tail(&self.words, MAX_SENTENCE), code, text.get(i + 1))
                    || passing::asks_as_other_way(tail(&self.words, MAX_SENTENCE), code)
                    || passing::asks_in_brackets(tail(&self.words, MAX_SENTENCE), text, i)
            };
            let cued = || (before() && !is_part()) || own() || inherits && joins(&self.words);
            // Nothing is asked for before the first.
            let is_call = || may_be_command(code) && cued() && (i == first || is_complete_command(code));
            let is_other = || {
                names_thing(code, text.get(i + 1))
                    || short::is_told_in_full(text, code)
                    || short::is_repeated(code, text.get(i + 1), node.line, self.all)
                    || denied::is_denied(tail(&self.words, MAX_SENTENCE), &text[i + 1..])
            };
            inherits = i >= first && is_call() && !is_other();
            // "You can type `a`. Use `b` to undo that.": who does not do the one needs not do the other.
            if self.boxes > 0 && !inherits && is_complete_command(code) {
                is_offer |= doubt::offers(tail(&self.words, MAX_SENTENCE));
            }
            inherits &= !is_offer;
            if inherits {
                let is_supposed = passing::is_supposed_way_out(tail(&self.words, MAX_SENTENCE), code);
                let found = if is_supposed { &mut self.ways_out } else { &mut self.found };
                found.push(suggested(self.source, node, code, &mut from));
            }
            // What was said before a command stays its sentence's beginning: "With `a` …, run `b`".
            self.words.push_str(CODE);
        }
    }
}

/// What a footnote says belongs where it is referred to, and not below all else.
fn is_footnote(source: &Source, node: &Node) -> bool {
    source.text.get(node.span.start..).is_some_and(|text| text.starts_with("[^"))
}

/// Answers are nothing to be tried before they are found, and what a lesson says once more at its end was tried.
fn is_told(callout: &Callout) -> bool {
    let sums_up = ["key point", "summary", "recap", "takeaway"];
    let title = || callout.title.to_lowercase();
    match callout.kind.as_str() {
        "quiz" | "question" | "solution" | "success" | "failure" | "keypoints" | "objectives" => false,
        "note" => !sums_up.iter().any(|words| title().contains(words)),
        _ => true,
    }
}

/// Whether a paragraph announces a list of commands: "Try the following commands:".
fn leads(text: &[Inline]) -> bool {
    if !(may_end_with_colon(text) && may_ask(text)) {
        return false;
    }
    let words = plain_text(text);
    let words = words.trim_end();
    words.ends_with(':') && is_cue(words.trim_end_matches(':'), false)
}

fn may_end_with_colon(text: &[Inline]) -> bool {
    match text.last() {
        Some(Inline::Text(last)) => last.trim_end().ends_with(':') || last.trim().is_empty(),
        other => other.is_some(),
    }
}

fn ends_with_colon(text: &[Inline]) -> bool {
    may_end_with_colon(text) && plain_text(text).trim_end().ends_with(':')
}

/// Whether a paragraph announces the command that stands alone below it: "You have to type this command yourself."
fn announces(text: &[Inline]) -> bool {
    let said = plain_text(text);
    let sentence = said.trim_end().trim_end_matches(['.', ':']).rsplit(". ").next().unwrap_or_default();
    let all = each_role(sentence).fold(0, |all, word| all | word);
    leads(text) || all & DIRECT != 0 && all & COMMAND != 0 && all & DENIAL == 0
}

/// Stands for a command in the words before another one.
const CODE: &str = " \u{fffc} ";

/// Whether two commands belong together: "Run `a` and `b`", "run `a` to find it and then `b`".
fn joins(before: &str) -> bool {
    let between = tail(before, MAX_SENTENCE).rsplit(CODE).next().unwrap_or_default();
    let words = between.trim().trim_matches(',').trim();
    let goes_on = || {
        let ends = [" and then", ", then", "and type", "and run", "and enter"];
        let to_do = || words.starts_with("to ") && words.ends_with(" and");
        !words.contains(['.', ';', ':', '(']) && (ends.iter().any(|end| words.ends_with(end)) || to_do())
    };
    matches!(words, "" | "and" | "then" | "and then" | "or" | "followed by" | "and finally" | "/" | "&") || goes_on()
}

/// Whether the words before a command may ask for it, as far as the last one that is no filler tells.
fn may_ask(before: &[Inline]) -> bool {
    // What else than text stands before a command is rare: the whole sentence tells.
    let Some(Inline::Text(text)) = before.last() else { return !before.is_empty() };
    let mut rest = text.as_bytes();
    loop {
        let Some(last) = rest.iter().rposition(|b| !b.is_ascii_whitespace()) else { return true };
        let first = rest[..last].iter().rposition(u8::is_ascii_whitespace).map_or(0, |before| before + 1);
        rest = &rest[..first];
        let word = &text[first..=last];
        let known = roles(bare(word));
        if known & FILLER != 0 || known == 0 && bare(word).is_empty() {
            continue;
        }
        // A word may begin in what is stressed before it, and other scripts have white space of their own.
        let whole = || word.is_ascii() && (before.len() == 1 || !text.starts_with(word));
        return known & ASKING != 0 || !whole();
    }
}

/// Whether what stands right before a call of the engine may ask for it in another way.
fn may_be_passing(text: &[Inline], at: usize) -> bool {
    let Some([Inline::Text(said), code]) = text.get(at.saturating_sub(1)..=at) else { return false };
    let said = said.trim_end().trim_end_matches(':');
    let ends = ["(", "built", "ed", "out", " or"];
    code_of(code).is_some_and(calls_engine) && (ends.iter().any(|end| said.ends_with(end)) || plainly::may_ask(said))
}

/// Whether a call of the engine has a line of its own in a paragraph, below what ends like a sentence.
fn has_own_line(text: &[Inline], at: usize) -> bool {
    let Some([Inline::Text(said), Inline::Break, Inline::Code(code)]) = text.get(at.saturating_sub(2)..=at) else {
        return false;
    };
    let ends = matches!(text.get(at + 1), None | Some(Inline::Break));
    ends && said.trim_end().ends_with(['.', ':', '!']) && calls_engine(code)
}

fn calls_engine(code: &str) -> bool {
    ["docker ", "podman ", "docker-compose "].iter().any(|name| code.starts_with(name))
}

/// Whether what follows a command asks for it.
fn asks_behind(after: Option<&Inline>) -> bool {
    let Some(Inline::Text(text)) = after else { return false };
    let text = text.trim_start();
    !text.as_bytes().first().is_none_or(u8::is_ascii) && BEHIND.iter().any(|verb| text.starts_with(verb))
}

/// "Try it with `id` instead of `uname`": a part of the command before is meant.
fn is_in_place_of_part(after: Option<&Inline>) -> bool {
    matches!(after, Some(Inline::Text(text)) if text.trim_start().starts_with("instead of"))
}

/// So many bytes before a command tell whether it is asked for: a sentence without an end would be read again for each
/// command in it.
const MAX_SENTENCE: usize = 600;

/// Whether the words before a command ask for it.
fn is_cue(before: &str, is_boxed: bool) -> bool {
    let before = tail(before, MAX_SENTENCE);
    let before = before.trim_end().strip_suffix("e.g.").unwrap_or(before);
    let mut start = last_stop(before).map_or(0, |at| ends_sentence(before, at));
    // "Copy it to e.g. `a` and run", "use e.g."
    while let Some(earlier) = before[..start].strip_suffix("e.g.").filter(|_| names_example(&before[start..])) {
        start = last_stop(earlier).map_or(0, |at| ends_sentence(earlier, at));
    }
    let sentence = &before[start..];
    // Of several things one is named: "build a part again, e.g. run …".
    if before[..start].ends_with("e.g.") {
        return false;
    }
    let clause_from = last_pause(sentence).map_or(0, |at| start + at);
    let clause = &before[clause_from.max(start)..];
    let is_asked = asks(clause)
        || asks_in_other_words(clause)
        || asks_by_means(clause)
        || (clause_from > start && asks_by_means(sentence));
    is_asked
        && !each_role(doubt::without_condition(sentence)).any(|word| word & DENIAL != 0)
        && !tells_of_container(sentence)
        && !doubt::only_tells(sentence, is_boxed)
}

/// Whether what follows "e.g." is the name of a thing, and no sentence.
fn names_example(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('\u{fffc}')
}

/// What is told is done by a container: "it will start, execute the `id` command, and exit".
fn tells_of_container(sentence: &str) -> bool {
    ["container will ", "tell it to ", "ell the container to ", "nstruct Docker to "]
        .iter()
        .any(|words| memmem::find(sentence.as_bytes(), words.as_bytes()).is_some())
}

/// Where the last sentence begins; a dot within a name (`x.tar`) ends none, and a colon right before the command
/// neither: "run the following command: `ls`".
fn ends_sentence(before: &str, at: usize) -> usize {
    let rest = &before[at + 1..];
    let ends = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() || before[at..].starts_with('(');
    if ends {
        return at + 1;
    }
    last_stop(&before[..at]).map_or(0, |earlier| earlier + 1)
}

/// The last sign that may end a sentence.
fn last_stop(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let near = memrchr3(b'.', b':', b'(', bytes);
    // The others are rare, and of use only behind these.
    let from = near.map_or(0, |at| at + 1);
    memrchr3(b'!', b'?', b';', &bytes[from..]).map(|at| from + at).or(near)
}

/// The last comma or dash.
fn last_pause(text: &str) -> Option<usize> {
    let is_pause = |at: &usize| text[*at..].starts_with([',', '–', '—']);
    // Both dashes begin with the same byte.
    let pause = memrchr2_iter(b',', 0xe2, text.as_bytes()).find(|at| is_pause(at));
    pause.max(memmem::rfind(text.as_bytes(), b" - "))
}

/// The words of a clause from the end on, without the fillers there: few of them tell whether it asks.
fn core(clause: &str) -> impl Iterator<Item = Roles> {
    each_role(clause).rev().skip_while(|word| word & FILLER != 0)
}

/// "…run", where this is an imperative or asked for.
fn asks(clause: &str) -> bool {
    let mut words = core(clause);
    let verb = match words.next() {
        // "Try typing …"
        Some(doing) if doing & GERUND != 0 && tries(clause) => words.next(),
        verb => verb,
    };
    if verb.is_none_or(|verb| verb & DIRECT == 0) {
        return false;
    }
    let Some(last) = words.next() else { return true };
    let mut follows = |role: Roles| words.next().is_some_and(|word| word & role != 0);
    match last {
        word if word & TO != 0 => follows(ASKS_FOR),
        word if word & MODAL != 0 => follows(READER) && !is_condition(clause),
        // "You can also run", "we can just use"; but not "programs also use".
        word if word & OPENER != 0 => begins(clause) || is_offer(clause),
        word if word & PLACE != 0 => !is_condition(clause),
        // "To see all options run"
        _ => opens_with(clause, TO),
    }
}

/// "Try typing", "try running the command"
fn tries(clause: &str) -> bool {
    let mut words = each_word(clause).rev().skip_while(|word| roles(word) & FILLER != 0);
    words.nth(1).is_some_and(|verb| verb.eq_ignore_ascii_case("try"))
}

/// The same in other languages.
fn asks_in_other_words(clause: &str) -> bool {
    let Some(last) = each_word(clause).next_back() else { return false };
    let role = roles(last);
    let named = || role & OTHER_NOUN != 0 && each_role(clause).any(|word| word & OTHER_VERB != 0);
    role & OTHER_DIRECT != 0 || named() || !last.is_ascii() && CHINESE.iter().any(|end| last.ends_with(end))
}

/// "When you can …" asks for nothing.
fn is_condition(clause: &str) -> bool {
    each_role(clause).next().is_some_and(|word| word & CONDITION != 0)
}

/// Whether the first word that does not only open a clause has a role; one with such a word at its end has others.
fn opens_with(clause: &str, role: Roles) -> bool {
    each_role(clause).find(|word| word & OPENER == 0).is_some_and(|word| word & role != 0)
}

/// What stands before "and run": an imperative of its own, or a place.
fn begins(clause: &str) -> bool {
    opens_with(clause, DEED | DIRECT | AT)
}

fn is_offer(clause: &str) -> bool {
    let mut before = 0;
    let mut can = |word: Roles| std::mem::replace(&mut before, word) & READER != 0 && word & MODAL != 0;
    // "Once it is done, you can list them with", but not "once you can".
    let is_timed = || {
        let mut words = each_word(clause);
        words.next().is_some_and(|first| first.eq_ignore_ascii_case("once"))
            && words.next().is_some_and(|next| roles(next) & READER == 0)
    };
    each_role(clause).any(&mut can) && (!is_condition(clause) || is_timed())
}

/// "Leave the container with", "you can list them by running".
fn asks_by_means(clause: &str) -> bool {
    let mut words = core(clause);
    let (last, before) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if before & LIKE != 0 && last & SO != 0 || before & AS != 0 && last & FOLLOWS != 0 {
        return opens_with(clause, DEED | DIRECT);
    }
    let by_doing = last & GERUND != 0 && before & BY != 0;
    (last & MEANS != 0 || by_doing) && (opens_with(clause, DEED | DIRECT) || is_offer(clause))
}

/// The command with its line: the paragraph's text is looked through from where the last one ended.
fn suggested(source: &Source, node: &Node, code: &str, from: &mut usize) -> Suggested {
    let text = source.text.get(node.span.start..node.span.end).unwrap_or_default();
    let rest = text.get(*from..).unwrap_or_default();
    let find = |code: &str| memmem::find(rest.as_bytes(), code.as_bytes()).map(|at| at + *from);
    let code = code.trim();
    // Where it goes on in the next line, its beginning tells where it is.
    let at = find(code).or_else(|| find(code.split(GOES_ON).next().filter(|begin| begin.len() < code.len())?));
    let line = at.map_or(node.line, |at| source.line(node.span.start + at));
    *from = at.map_or(*from, |at| at + code.len());
    let code = &*in_one_line(code);
    let (text, straight) = (code.to_owned(), unbent(code));
    Suggested { line, text, straight, location: Location::Host, placeholders: Vec::new() }
}

/// How a line of a command ends that goes on in the next: Markdown makes a blank of the line's end within code, and a
/// shell would take that for an argument.
const GOES_ON: &str = " \\ ";

/// A command that goes on in several lines, in one.
fn in_one_line(code: &str) -> Cow<'_, str> {
    if !has_part(code, GOES_ON) {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.split(GOES_ON).map(str::trim).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests;

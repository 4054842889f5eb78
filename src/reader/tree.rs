//! Step 2: the tree of containers, by recursive descent on lines.

use super::callout;
use super::construct::fence::{self, Fence};
use super::construct::{self, Construct, details, div, pairs};
use super::dialect::Dialect;
use super::inline::without_icons;
use super::limits::MAX_DEPTH;
use super::lines::{Line, span_of};
use super::prose::{self, Links};
use super::raw::RawBlock;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Confidence, Inline, Node, NodeKind, Tab, Words};
use crate::source::{Source, Span};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The first word of an info string: `bash` of `bash hl_lines="1"`, `{.bash}` and `{code-block} bash`.
fn language(info: &str) -> &str {
    if info.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return info;
    }
    let code = |name: &str| info.strip_prefix(name).map(str::trim).filter(|rest| !rest.is_empty());
    let info = code("{code-block}").or(code("{code}")).unwrap_or(info);
    let word = info.trim_start_matches(['{', '.']).split(|c: char| c.is_whitespace() || "{}".contains(c)).next();
    // An attribute alone names no language: `title="Dockerfile"`.
    word.filter(|word| word.find('=').is_none_or(|at| at == 0)).unwrap_or_default()
}

/// Where a construct might begin.
pub struct Place<'p, 's> {
    /// The lines of the container.
    pub lines: &'p [Line<'s>],
    /// The line in question.
    pub at: usize,
    /// Whether running text stands directly above.
    pub after_text: bool,
    /// Whether the file is a deck of slides, where `---` and `???` have meanings of their own.
    pub slides: bool,
    /// Whether the file is `MyST`, where `% ` begins a comment.
    pub percents: bool,
    /// The fence that the line opens.
    pub fence: Option<Fence<'p>>,
    /// What follows the colons that the line begins with, once somebody asked.
    colons: OnceCell<Option<&'p str>>,
}

impl<'p, 's> Place<'p, 's> {
    /// A line of a container.
    fn new(lines: &'p [Line<'s>], at: usize, after_text: bool, (slides, percents): (bool, bool)) -> Self {
        // Three kinds of constructs ask for it.
        Self { lines, at, after_text, slides, percents, fence: fence::of_line(&lines[at]), colons: OnceCell::new() }
    }

    /// What follows the colons of a line that opens a box with them. Five kinds of constructs ask for it.
    pub fn colons(&self) -> Option<&'p str> {
        *self.colons.get_or_init(|| div::head(&self.line().text))
    }

    /// The line in question.
    pub fn line(&self) -> &'p Line<'s> {
        &self.lines[self.at]
    }

    /// The same for another line of the container, if running text stood above it.
    pub fn below_text(&self, at: usize) -> Place<'p, 's> {
        Place::new(self.lines, at, true, (self.slides, self.percents))
    }
}

/// A kind of box, and the depth, first and last line of the container it stands in.
type EndsKey = (&'static str, usize, usize, usize);

/// Reads lines to nodes. One per lesson.
pub struct Parser<'s> {
    /// What is read.
    pub source: &'s Source,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The code blocks, in the order of the text, as the fences tell them.
    pub raw: Vec<RawBlock<'s>>,
    /// How often a dialect's construct was met.
    pub votes: BTreeMap<&'static str, usize>,
    /// Reference links of the whole file.
    pub links: Links,
    /// Room for the lines of items.
    pub spare: Vec<Vec<Line<'s>>>,
    /// Room for the pieces of a paragraph.
    pub pieces: Vec<Inline>,
    /// Fences that have no end: not looked for twice.
    pub unclosed: Vec<construct::fence::Unclosed>,
    /// The tab that is being read, and how many groups there were.
    pub tab: Option<Tab>,
    /// How many groups of tabs were met.
    pub tab_groups: usize,
    /// The tabs that are being read: group and how many there were.
    open_tabs: Option<(usize, usize)>,
    /// Where the first line of the text begins.
    pub begin: usize,
    /// Whether the file is a deck of slides.
    pub slides: bool,
    /// The lines on which a folded box may begin behind text.
    beside: Vec<usize>,
    /// Whether the file is `MyST`, and has lines that may be comments.
    pub percents: bool,
    /// The only dialect to be read, where somebody said so.
    only: Option<Dialect>,
    /// For each kind of box and container's lines (depth, first, last) where its boxes end.
    ends: BTreeMap<EndsKey, BTreeMap<usize, usize>>,
    depth: usize,
}

impl<'s> Parser<'s> {
    /// A parser that has read nothing yet.
    pub fn new(source: &'s Source, links: Links, only: Option<Dialect>) -> Self {
        Self {
            source,
            links,
            spare: Vec::new(),
            pieces: Vec::new(),
            only,
            begin: 0,
            slides: false,
            percents: false,
            open_tabs: None,
            diagnostics: Vec::new(),
            raw: Vec::with_capacity(source.line_count() / 16),
            votes: BTreeMap::new(),
            unclosed: Vec::new(),
            beside: details::all_beside(source),
            tab: None,
            tab_groups: 0,
            ends: BTreeMap::new(),
            depth: 0,
        }
    }

    /// The nodes of a container's lines (or the file's).
    pub fn parse(&mut self, lines: &[Line<'s>]) -> Vec<Node> {
        // A paragraph and the blank line below it are two lines at least.
        let mut nodes = Vec::with_capacity(lines.len() / 3 + 1);
        let (mut at, mut prose_from) = (0, 0);
        while let Some(line) = lines.get(at) {
            if !self.beside.is_empty()
                && let Some(next) = self.text_and_box(&lines[prose_from..], at - prose_from, &mut nodes)
            {
                at = prose_from + next;
                prose_from = at;
                continue;
            }
            if !construct::may_begin(line, self.slides) {
                at += 1;
                continue;
            }
            let after_text = at > prose_from && !lines[at - 1].is_blank();
            let place = Place::new(lines, at, after_text, (self.slides, self.percents));
            let Some(found) = self.construct(&place) else {
                at += 1;
                continue;
            };
            prose::read(self, &lines[prose_from..at], &mut nodes);
            self.vote(found.speaks_for());
            at = (found.read)(self, &place, &mut nodes).max(at + 1);
            prose_from = at;
        }
        prose::read(self, &lines[prose_from..], &mut nodes);
        nodes
    }

    /// Reads running text whose last line goes on with a folded box, and the box. The index of the line after that.
    fn text_and_box(&mut self, lines: &[Line<'s>], at: usize, nodes: &mut Vec<Node>) -> Option<usize> {
        self.beside.binary_search(&lines[at].number).ok()?;
        let place = Place::new(lines, at, false, (self.slides, self.percents));
        // An item of a list is read for itself.
        if self.depth >= MAX_DEPTH || self.construct(&place).is_some() {
            return None;
        }
        let (start, next) = details::beside(lines, at)?;
        let mut text = lines[..at].to_vec();
        text.push(lines[at].slice(0..start));
        prose::read(self, &text, nodes);
        let mut held = vec![lines[at].after(start)];
        held.extend_from_slice(&lines[at + 1..next]);
        (details::CONSTRUCT.read)(self, &Place::new(&held, 0, false, (self.slides, self.percents)), nodes);
        Some(next)
    }

    /// The nodes of a container within the present one.
    pub fn nested(&mut self, lines: &[Line<'s>]) -> Vec<Node> {
        self.depth += 1;
        if self.depth == MAX_DEPTH {
            let message = format!(
                "more than {MAX_DEPTH} lists, quotes and boxes within each other; the inner ones are read as text"
            );
            self.warn("L0102", span_of(lines), message, "take some of them away");
        }
        let nodes = self.parse(lines);
        self.depth -= 1;
        nodes
    }

    /// A construct of a dialect was met.
    pub fn vote(&mut self, dialect: Option<&'static str>) {
        if let Some(dialect) = dialect {
            *self.votes.entry(dialect).or_default() += 1;
        }
    }

    /// The line that closes the box at a place. The lines of a container are looked through once for each kind of box.
    pub fn end_of(&mut self, kind: &'static str, place: &Place<'_, 's>, edge: pairs::Edge) -> Option<usize> {
        let number = |l: Option<&Line<'_>>| l.map_or(0, |l| l.number);
        let key = (kind, self.depth, number(place.lines.first()), number(place.lines.last()));
        let ends = self.ends.entry(key).or_insert_with(|| pairs::ends(place.lines, edge));
        ends.get(&place.at).copied()
    }

    /// Reads tabs of which the learner needs one.
    pub fn tabs<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.open_tabs;
        self.tab_groups += 1;
        self.open_tabs = Some((self.tab_groups, 0));
        let read = read(self);
        self.open_tabs = outer;
        read
    }

    /// Reads one of them: its title as a paragraph, then what it holds. One that answers is opened by whoever wants to
    /// see it, as a folded box.
    pub fn one_tab(&mut self, title: &str, head: &Line<'s>, body: &[Line<'s>], nodes: &mut Vec<Node>) {
        let (outer_tab, outer) = (self.tab, self.open_tabs.take());
        if let Some((group, index)) = outer {
            let outer = outer_tab.map(|tab| (tab.group, tab.index));
            self.tab = Some(Tab { group, index, line: head.number, outer });
        }
        let bare = without_icons(title);
        let title = bare.as_deref().unwrap_or(title);
        if callout::is_answer(title) {
            let made = callout::named("solution", Some(title), self.nested(body));
            let span = Span::new(head.span.start, body.last().map_or(head.span, |last| last.span).end);
            nodes.push(Node { kind: NodeKind::Callout(made), span, line: head.number });
        } else {
            if !title.is_empty() {
                let text = Inline::Strong(vec![Inline::Text(title.into())]).into();
                nodes.push(Node { kind: NodeKind::Paragraph(text), span: head.span, line: head.number });
            }
            nodes.extend(self.nested(body));
        }
        self.tab = outer_tab;
        self.open_tabs = outer.map(|(group, index)| (group, index + 1));
    }

    /// How many containers the present lines stand in.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The construct that begins here. Too deep within others only fences do.
    fn construct(&self, place: &Place<'_, 's>) -> Option<&'static Construct> {
        let deep = self.depth >= MAX_DEPTH;
        let spoken = |c: &Construct| self.only.is_none_or(|d| c.is_of(d));
        construct::candidates(place).find(|c| (!deep || c.holds_code) && spoken(c) && (c.opens)(place))
    }

    /// Notes a code block: its node now, its meaning later.
    pub fn code(&mut self, mut raw: RawBlock<'s>, span: Span, nodes: &mut Vec<Node>) {
        raw.on_slide = self.slides;
        let block = Block {
            line: raw.line,
            end_line: raw.end_line,
            kind: BlockKind::Other,
            confidence: Confidence::Guess,
            form: raw.form,
            tag: Words::of(&self.source.text, language(&raw.info)),
            text: raw.whole(self.source).map_or_else(|| raw.text().into(), |text| Words::of(&self.source.text, text)),
            body: raw.body,
            path: None,
            append: raw.append,
            terminal: 1,
            commands: Vec::new(),
            output: false,
            expected: None,
            placeholders: Vec::new(),
            alternative_of: None,
            tab: raw.tab,
            usual_path: false,
            action: raw.action.clone(),
        };
        nodes.push(Node { kind: NodeKind::Block(Box::new(block)), span, line: raw.line });
        self.raw.push(raw);
    }

    /// Notes the code between two lines that a site's generator marks it with.
    pub fn marked_code(&mut self, language: &str, place: &Place<'_, 's>, end: usize, nodes: &mut Vec<Node>) {
        let (first, last) = (place.line(), &place.lines[end]);
        let body = &place.lines[place.at + 1..end];
        let mut raw = RawBlock {
            info: language.to_owned().into(),
            line: first.number,
            end_line: last.number,
            tab: self.tab,
            ..RawBlock::default()
        };
        raw.take_body(body);
        if body.is_empty() {
            raw.body = Span::new(first.span.end, first.span.end);
        }
        self.code(raw, Span::new(first.span.start, last.span.end), nodes);
    }

    /// Adds a warning with a way to mend it.
    pub fn warn(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::warning(code, self.source, span, message).help(help));
    }
}

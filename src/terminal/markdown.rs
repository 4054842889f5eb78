//! A lesson's text on the screen.

use super::code;
use super::frame::{barred, hanging};
use super::inline::{Links, message, pieces};
use super::layout::{Line, Piece, one_line, paint, piece, prefix, width, wrap};
use super::style::{Role, Theme};
use super::table;
use crate::document::{Callout, Inline, Node, NodeKind};

/// The nodes as text: whole lines, a blank line between blocks, none at the ends.
pub fn nodes(nodes: &[Node], theme: &Theme) -> String {
    let mut painter = Painter { theme: *theme, links: Links::default(), depth: 0, lists: 0 };
    paint(&painter.blocks(nodes, theme.width), theme)
}

/// How deep lists, quotes and callouts are drawn within each other; what lies deeper stands at the same margin.
const MAX_DEPTH: usize = 8;

/// Columns that a nested text always gets, however deep it lies.
const MIN_COLUMNS: usize = 24;

struct Painter {
    theme: Theme,
    links: Links,
    depth: usize,
    /// How many lists this one stands in.
    lists: usize,
}

impl Painter {
    /// Blocks with blank lines between them, and the addresses of their links below them.
    fn blocks(&mut self, nodes: &[Node], columns: usize) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::new();
        for node in nodes {
            let mut lines = self.node(node, columns);
            if self.depth == 0 {
                lines.extend(self.addresses(columns));
            }
            if !lines.is_empty() && !out.is_empty() {
                out.push(Line::new());
            }
            out.extend(lines);
        }
        out
    }

    /// The addresses that links of the last block lead to.
    fn addresses(&mut self, columns: usize) -> Vec<Line> {
        let line = |(n, url): (usize, String)| {
            hanging(&[piece(Role::Muted, &format!("[{n}] "))], &[piece(Role::Muted, &url)], columns)
        };
        self.links.take_new().into_iter().flat_map(line).collect()
    }

    fn node(&mut self, node: &Node, columns: usize) -> Vec<Line> {
        match &node.kind {
            NodeKind::Heading { level, text, .. } => self.heading(*level, text, columns),
            NodeKind::Paragraph(text) => wrap(&self.pieces(text, Role::Text), columns),
            NodeKind::List { start, items } => self.list(*start, items, columns),
            NodeKind::Quote(children) => self.quote(children, columns),
            NodeKind::Callout(callout) => self.callout(callout, columns),
            NodeKind::Table { header, rows } => self.table(header, rows, columns),
            NodeKind::Block(block) => code::block(block, columns, &self.theme),
            NodeKind::Rule if self.theme.plain => Vec::new(),
            NodeKind::Rule => vec![vec![piece(Role::Muted, &"─".repeat(columns))]],
        }
    }

    fn pieces(&mut self, text: &[Inline], base: Role) -> Vec<Piece> {
        pieces(text, base, &self.theme, &mut self.links)
    }

    /// Headings are underlined by rank, so that they are seen without colour too.
    fn heading(&mut self, level: u8, text: &[Inline], columns: usize) -> Vec<Line> {
        let role = if level == 1 { Role::Title } else { Role::Heading };
        let said = self.pieces(text, role);
        let sign = match level {
            _ if self.theme.plain => return hanging(&[piece(role, "Heading: ")], &said, columns),
            1 => "═",
            2 => "─",
            _ => return hanging(&[piece(Role::Muted, "▸ ")], &said, columns),
        };
        let mut lines = wrap(&said, columns);
        let longest = lines.iter().map(|l| width(l)).max().unwrap_or(0);
        lines.push(vec![piece(Role::Muted, &sign.repeat(longest))]);
        lines
    }

    /// Nodes within another one: the same, a level deeper.
    fn inner(&mut self, nodes: &[Node], columns: usize) -> Vec<Line> {
        self.depth += 1;
        let lines = self.blocks(nodes, columns);
        self.depth -= 1;
        lines
    }

    /// The columns left beside a margin, and whether there is room for the margin at all.
    fn beside(&self, margin: usize, columns: usize) -> Option<usize> {
        columns.checked_sub(margin).filter(|left| *left >= MIN_COLUMNS && self.depth < MAX_DEPTH)
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Node>], columns: usize) -> Vec<Line> {
        let loose = items.iter().any(|item| item.iter().filter(|n| !is_list(n)).count() > 1);
        let mut out: Vec<Line> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let lead = self.bullet(start, i, items.len());
            let margin = width(std::slice::from_ref(&lead));
            let rest = piece(Role::Text, &" ".repeat(margin));
            let lines = match self.beside(margin, columns) {
                Some(left) => prefix(self.item(item, left), &[lead], &[rest]),
                None => self.item(item, columns),
            };
            if loose && !out.is_empty() {
                out.push(Line::new());
            }
            out.extend(lines);
        }
        out
    }

    /// What an item holds; a list right under its text follows without a blank line.
    fn item(&mut self, item: &[Node], columns: usize) -> Vec<Line> {
        let tight = item.iter().skip(1).all(is_list);
        self.lists += 1;
        let mut lines = self.inner(item, columns);
        self.lists -= 1;
        if tight {
            lines.retain(|line| width(line) > 0);
        }
        if lines.is_empty() {
            lines.push(Line::new());
        }
        lines
    }

    fn bullet(&self, start: Option<u64>, i: usize, len: usize) -> Piece {
        let number = |i: usize| start.map(|s| s.saturating_add(i as u64).to_string());
        match number(i) {
            Some(n) => {
                let digits = number(len.saturating_sub(1)).map_or(0, |last| last.len());
                piece(Role::Muted, &format!("{n:>digits$}. "))
            }
            None if self.theme.plain => piece(Role::Muted, "- "),
            None => piece(Role::Muted, if self.lists.is_multiple_of(2) { "• " } else { "◦ " }),
        }
    }

    fn quote(&mut self, children: &[Node], columns: usize) -> Vec<Line> {
        if self.theme.plain {
            return enclosed("Quote", self.inner(children, columns));
        }
        match self.beside(2, columns) {
            Some(left) => barred(self.inner(children, left), Role::Muted, &self.theme),
            None => self.inner(children, columns),
        }
    }

    fn callout(&mut self, callout: &Callout, columns: usize) -> Vec<Line> {
        let title = callout_title(callout);
        // What it holds is kept for whoever asks for it.
        if callout.children.is_empty() && callout.is_folded_help() {
            let word = if callout.kind == "hint" { ":hint" } else { ":solution" };
            let mut said = vec![piece(callout_role(&callout.kind), &title)];
            said.extend(message(Role::Muted, &format!(" (`{word}` shows it)"), &self.theme));
            return wrap(&said, columns);
        }
        if self.theme.plain {
            let folded = if callout.collapsed { " (folded in the lesson)" } else { "" };
            return enclosed(&format!("{title}{folded}"), self.inner(&callout.children, columns));
        }
        let role = callout_role(&callout.kind);
        let left = self.beside(2, columns);
        let room = left.unwrap_or(columns);
        let mut said = vec![piece(role, &title)];
        if callout.collapsed {
            said.push(piece(Role::Muted, " (folded in the lesson)"));
        }
        let mut lines = wrap(&said, room);
        lines.extend(self.inner(&callout.children, room));
        if left.is_some() { barred(lines, role, &self.theme) } else { lines }
    }

    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], columns: usize) -> Vec<Line> {
        let header: Vec<_> = header.iter().map(|cell| self.pieces(cell, Role::Strong)).collect();
        let rows: Vec<Vec<_>> =
            rows.iter().map(|row| row.iter().map(|cell| self.pieces(cell, Role::Text)).collect()).collect();
        if self.theme.plain { table::records(&header, &rows, columns) } else { table::ruled(&header, &rows, columns) }
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.kind, NodeKind::List { .. })
}

/// Plain text that is set apart: a short one follows its title, a longer one is closed by a line that says so.
fn enclosed(title: &str, mut lines: Vec<Line>) -> Vec<Line> {
    let lead = piece(Role::Text, &format!("{title}: "));
    match lines.as_mut_slice() {
        [] => vec![vec![piece(Role::Text, &format!("{title}."))]],
        [first] if width(first) + width(std::slice::from_ref(&lead)) <= super::style::DEFAULT_WIDTH => {
            first.insert(0, lead);
            lines
        }
        _ => {
            let kind = title.split([':', '(']).next().unwrap_or(title);
            lines.insert(0, vec![piece(Role::Text, &format!("{title}:"))]);
            lines.push(vec![piece(Role::Text, &format!("End of {}.", kind.trim().to_lowercase()))]);
            lines
        }
    }
}

/// The title with the kind before it, unless it says the kind itself.
fn callout_title(callout: &Callout) -> String {
    let mut kind = one_line(&callout.kind);
    if let Some(first) = kind.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    let title = one_line(&callout.title);
    match (kind.is_empty(), title.is_empty()) {
        (true, true) => "Note".to_owned(),
        (false, true) => kind,
        (true, false) => title,
        (false, false) if title.to_lowercase().contains(&kind.to_lowercase()) => title,
        (false, false) => format!("{kind}: {title}"),
    }
}

fn callout_role(kind: &str) -> Role {
    match kind {
        "tip" | "hint" | "question" | "quiz" => Role::Hint,
        "warning" | "caution" | "important" | "attention" | "prerequisites" => Role::NotYet,
        "danger" | "error" | "bug" => Role::Impossible,
        "solution" | "answer" | "success" | "keypoints" | "summary" => Role::Pass,
        "challenge" | "exercise" | "objectives" => Role::Heading,
        _ => Role::Note,
    }
}

//! Text within a sentence, as pieces with roles.

use super::layout::{Piece, piece};
use super::style::{Role, Theme};
use crate::document::{Inline, plain_text};

/// The addresses of links, numbered in the order of the text. On a screen they stand under the paragraph; in plain
/// text beside the link, so that nobody has to look for them.
#[derive(Debug, Default)]
pub(super) struct Links {
    urls: Vec<String>,
    shown: usize,
}

impl Links {
    /// The number of an address, from 1.
    fn number(&mut self, url: &str) -> usize {
        if let Some(at) = self.urls.iter().position(|u| u == url) {
            return at + 1;
        }
        self.urls.push(url.to_owned());
        self.urls.len()
    }

    /// The addresses that came since the last call, with their numbers.
    pub(super) fn take_new(&mut self) -> Vec<(usize, String)> {
        let new = self.urls.iter().enumerate().skip(self.shown).map(|(i, url)| (i + 1, url.clone())).collect();
        self.shown = self.urls.len();
        new
    }
}

/// Text of a lesson as pieces; `base` is the role of its plain words.
pub(super) fn pieces(inlines: &[Inline], base: Role, theme: &Theme, links: &mut Links) -> Vec<Piece> {
    let mut out = Vec::new();
    for inline in inlines {
        push(inline, base, theme, links, &mut out);
    }
    out
}

fn push(inline: &Inline, base: Role, theme: &Theme, links: &mut Links, out: &mut Vec<Piece>) {
    match inline {
        // A line feed within a paragraph is a blank: only `Break` breaks.
        Inline::Text(words) => out.push(piece(base, &words.replace('\n', " "))),
        Inline::Code(code) => out.push(code_piece(&code.replace('\n', " "), theme)),
        Inline::Emphasis(inner) => out.extend(pieces(inner, over(base, Role::Emphasis), theme, links)),
        Inline::Strong(inner) => out.extend(pieces(inner, over(base, Role::Strong), theme, links)),
        Inline::Strike(inner) => push_strike(inner, theme, links, out),
        Inline::Link { text, url } => push_link(text, url, theme, links, out),
        Inline::Image { alt, .. } => {
            let words = if alt.trim().is_empty() { "[picture]".to_owned() } else { format!("[picture: {alt}]") };
            out.push(piece(Role::Muted, &words.replace('\n', " ")));
        }
        Inline::Break => out.push(piece(base, "\n")),
    }
}

/// Stress within a heading or a title does not take the heading's look away.
fn over(base: Role, stress: Role) -> Role {
    if matches!(base, Role::Text | Role::Emphasis | Role::Link) { stress } else { base }
}

/// Code keeps its backticks where no colour sets it off.
fn code_piece(code: &str, theme: &Theme) -> Piece {
    if theme.color { piece(Role::Code, code) } else { piece(Role::Code, &format!("`{code}`")) }
}

fn push_strike(inner: &[Inline], theme: &Theme, links: &mut Links, out: &mut Vec<Piece>) {
    let sign = |out: &mut Vec<Piece>| out.extend((!theme.color).then(|| piece(Role::Strike, "~~")));
    sign(out);
    out.extend(pieces(inner, Role::Strike, theme, links));
    sign(out);
}

fn push_link(text: &[Inline], url: &str, theme: &Theme, links: &mut Links, out: &mut Vec<Piece>) {
    out.extend(pieces(text, Role::Link, theme, links));
    let words = plain_text(text);
    let outside = url.starts_with("http://") || url.starts_with("https://");
    // A path into the author's site leads nowhere from a terminal.
    if !outside || words.trim() == url {
        return;
    }
    let note = if theme.plain { format!(" ({url})") } else { format!("[{}]", links.number(url)) };
    out.push(piece(Role::Muted, &note));
}

/// A message of the tutor: parts in backticks are code.
pub(super) fn message(role: Role, text: &str, theme: &Theme) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else { break };
        out.push(piece(role, before));
        out.push(code_piece(code, theme));
        rest = after;
    }
    out.push(piece(role, rest));
    out
}

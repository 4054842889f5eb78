//! What screens are put together from: text behind a sign, text beside a bar.

use super::inline::message as marked;
use super::layout::{Line, Piece, paint, piece, prefix, width, wrap};
use super::style::{Role, Theme};

/// A title and some text beside a coloured bar; in plain text `Title: text`.
pub(super) fn boxed(role: Role, title: &str, said: &[Piece], theme: &Theme) -> String {
    if theme.plain {
        return led(&piece(Role::Text, &format!("{title}: ")), said, theme);
    }
    let mut lines = wrap(&marked(role, title, theme), theme.width.saturating_sub(2));
    lines.extend(wrap(said, theme.width.saturating_sub(2)));
    paint(&barred(lines, role, theme), theme)
}

/// The bar at the left of what is set apart from the text.
pub(super) fn barred(lines: Vec<Line>, role: Role, theme: &Theme) -> Vec<Line> {
    let bar = if theme.plain { Vec::new() } else { vec![piece(role, "▌ ")] };
    prefix(lines, &bar, &bar)
}

/// Text after a sign, its further lines hanging under its first. In plain text they hang by two blanks only.
pub(super) fn led(lead: &Piece, said: &[Piece], theme: &Theme) -> String {
    let lead = std::slice::from_ref(lead);
    if !theme.plain {
        return paint(&hanging(lead, said, theme.width), theme);
    }
    let by = lead[0].text.len() - lead[0].text.trim_start().len();
    let blank = |by: usize| [piece(Role::Text, &" ".repeat(by))];
    let lines = wrap(&[lead, said].concat(), theme.width.saturating_sub(by + 2));
    paint(&prefix(lines, &blank(by), &blank(by + 2)), theme)
}

/// Wrapped text behind what leads it; long leads (in plain text) hang by two columns only.
pub(super) fn hanging(lead: &[Piece], said: &[Piece], columns: usize) -> Vec<Line> {
    let by = width(lead);
    if by > columns / 4 {
        let lines = wrap(&[lead, said].concat(), columns.saturating_sub(2));
        return prefix(lines, &[], &[piece(Role::Text, "  ")]);
    }
    prefix(wrap(said, columns - by), lead, &[piece(Role::Text, &" ".repeat(by))])
}

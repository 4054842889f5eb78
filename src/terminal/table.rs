//! Tables fitted to the width.

use super::layout::{Line, Piece, indent, piece, width, wrap};
use super::style::Role;
use unicode_width::UnicodeWidthStr;

type Cell = Vec<Piece>;

/// No column gets narrower than this; a table that would need it becomes records.
const MIN_COLUMN: usize = 8;

/// Words and code up to this width are kept whole where that is possible.
const MAX_UNBROKEN: usize = 24;

/// A table with lines between columns and under the header.
pub(super) fn ruled(header: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<Line> {
    let Some(widths) = fit(header, rows, columns, 3) else { return records(header, rows, columns) };
    let rule = |cross: &str, dash: &str| {
        let cells: Vec<String> = widths.iter().map(|w| dash.repeat(*w)).collect();
        vec![piece(Role::Muted, &cells.join(cross))]
    };
    let bodies: Vec<Vec<Line>> = rows.iter().map(|row| grid_row(row, &widths, " │ ")).collect();
    let tall = bodies.iter().any(|lines| lines.len() > 1);
    let mut out = grid_row(header, &widths, " │ ");
    out.push(rule("─┼─", "─"));
    for (i, body) in bodies.into_iter().enumerate() {
        if tall && i > 0 {
            out.push(rule("┈┼┈", "┈"));
        }
        out.extend(body);
    }
    out
}

/// A table without lines, for listings.
pub(super) fn open(header: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<Line> {
    let Some(widths) = fit(header, rows, columns, 2) else { return records(header, rows, columns) };
    let mut out = grid_row(header, &widths, "  ");
    out.extend(rows.iter().flat_map(|row| grid_row(row, &widths, "  ")));
    out
}

/// Every row as `Header: value` lines: for plain text, and where the columns do not fit.
pub(super) fn records(header: &[Cell], rows: &[Vec<Cell>], columns: usize) -> Vec<Line> {
    let mut out = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if i > 0 {
            out.push(Line::new());
        }
        for (j, cell) in row.iter().enumerate().filter(|(_, cell)| width(cell) > 0) {
            let mut said = header.get(j).filter(|h| width(h) > 0).cloned().unwrap_or_default();
            if !said.is_empty() {
                said.push(piece(Role::Muted, ": "));
            }
            said.extend(cell.iter().cloned());
            let mut lines = wrap(&said, columns.saturating_sub(2));
            let rest = lines.split_off(1);
            out.extend(lines);
            out.extend(indent(rest, 2));
        }
    }
    out
}

/// Widths that fit: as wide as the text wants; the widest is cut down first, and words and code are broken only
/// where nothing else helps.
fn fit(header: &[Cell], rows: &[Vec<Cell>], columns: usize, gap: usize) -> Option<Vec<usize>> {
    let n = rows.iter().map(Vec::len).chain([header.len()]).max().filter(|n| *n > 0)?;
    let room = columns.checked_sub(gap * (n - 1))?;
    let (mut widths, mut floors) = (vec![1; n], vec![MIN_COLUMN; n]);
    for row in rows.iter().map(Vec::as_slice).chain([header]) {
        for (i, cell) in row.iter().enumerate() {
            widths[i] = widths[i].max(natural(cell));
            floors[i] = floors[i].max(unbroken(cell).min(MAX_UNBROKEN));
        }
    }
    while widths.iter().sum::<usize>() > room {
        let widest = widest_above(&widths, &floors).or_else(|| widest_above(&widths, &vec![MIN_COLUMN; n]))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// The widest column of those that are wider than their floors.
fn widest_above(widths: &[usize], floors: &[usize]) -> Option<usize> {
    let above = (0..widths.len()).filter(|i| widths[*i] > floors[*i]);
    above.max_by_key(|i| widths[*i])
}

/// The columns a cell would take if nothing limited it.
fn natural(cell: &Cell) -> usize {
    let text: String = cell.iter().map(|p| p.text.as_str()).collect();
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The longest part of a cell that is better not broken.
fn unbroken(cell: &Cell) -> usize {
    let longest = |p: &Piece| match p.role {
        Role::Code => p.text.width(),
        _ => p.text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0),
    };
    cell.iter().map(longest).max().unwrap_or(0)
}

fn grid_row(cells: &[Cell], widths: &[usize], gap: &str) -> Vec<Line> {
    let empty = Cell::new();
    let columns: Vec<Vec<Line>> =
        widths.iter().enumerate().map(|(i, w)| wrap(cells.get(i).unwrap_or(&empty), *w)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..height).map(|y| grid_line(&columns, widths, y, gap)).collect()
}

fn grid_line(columns: &[Vec<Line>], widths: &[usize], y: usize, gap: &str) -> Line {
    let mut line = Line::new();
    for (i, (column, want)) in columns.iter().zip(widths).enumerate() {
        if i > 0 {
            line.push(piece(Role::Muted, gap));
        }
        let cell = column.get(y).cloned().unwrap_or_default();
        let blank = want.saturating_sub(width(&cell));
        line.extend(cell);
        line.push(piece(Role::Text, &" ".repeat(blank)));
    }
    line
}

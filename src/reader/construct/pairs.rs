//! Boxes that end where a mark says so: which line closes which.

use super::super::lines::Line;
use super::fence;
use std::collections::BTreeMap;

/// What a line is to a kind of box. A closing mark without a name closes the innermost box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'t> {
    /// A box of this name begins.
    Opens(&'t str),
    /// The innermost box of this name ends.
    Closes(&'t str),
}

/// Tells the marks of a kind of box.
pub type Edge = for<'l> fn(&'l Line<'_>) -> Option<Mark<'l>>;

/// Boxes that stay open beyond this many are forgotten, so that looking for a name stays cheap.
const MAX_OPEN: usize = 64;
/// Fences that are never closed are looked for this often.
const MAX_NEVER: usize = 100;

/// For every box of some lines the line that closes it, as indexes: one pass, however many stay open.
pub fn ends(lines: &[Line<'_>], edge: Edge) -> BTreeMap<usize, usize> {
    let (mut found, mut open, mut never) = (BTreeMap::new(), Vec::<(usize, &str)>::new(), Vec::new());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        match edge(line) {
            Some(Mark::Opens(name)) => {
                open.push((at, name));
                if open.len() > MAX_OPEN {
                    open.remove(0);
                }
            }
            Some(Mark::Closes(name)) => {
                let closed = |(_, n): &(usize, &str)| name.is_empty() || *n == name;
                if let Some(index) = open.iter().rposition(closed) {
                    found.insert(open[index].0, at);
                    open.truncate(index);
                }
            }
            None => {}
        }
        // A fence may be a mark itself; what it holds is none.
        at = fence_end(lines, at, &mut never).unwrap_or(at) + 1;
    }
    found
}

/// The closing line of the fence on a line, if it has one.
fn fence_end(lines: &[Line<'_>], at: usize, never: &mut Vec<(u8, usize)>) -> Option<usize> {
    let fence = fence::of_line(&lines[at]).map(|f| (f.mark, f.length))?;
    if never.contains(&fence) || never.len() >= MAX_NEVER {
        return None;
    }
    let end = fence::position_of_closing(lines, at + 1, fence.0, fence.1);
    if end.is_none() {
        never.push(fence);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use std::borrow::Cow;

    fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
        let name = line.text.strip_prefix('<')?;
        Some(name.strip_prefix('/').map_or(Mark::Opens(name), Mark::Closes))
    }

    #[test]
    fn boxes_nest() {
        let check = |text: &str, want: &[(usize, usize)]| {
            let line = |(number, text)| Line::new(number, Span::default(), Cow::Borrowed(text));
            let lines: Vec<_> = text.lines().enumerate().map(line).collect();
            assert_eq!(ends(&lines, edge).into_iter().collect::<Vec<_>>(), want, "{text}");
        };
        check("<a\n<b\n</b\n</a", &[(0, 3), (1, 2)]);
        check("<a\n<b\n</a\n</b", &[(0, 2)]);
        check("<a\n```\n</a\n```\n</a", &[(0, 4)]);
        check("<a\n```\n</a", &[(0, 2)]);
        check("<a\n<b\n</", &[(1, 2)]);
        check("</a", &[]);
    }
}

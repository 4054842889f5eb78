//! What a command printed beside what the lesson shows.

use super::layout::{Line, cut, paint, piece, prefix, width};
use super::style::{Role, Theme};
use super::view::message;
use crate::check::{Cell, Difference};
use crate::text::{count, printable};

/// What is said beside the lines.
pub(super) struct Why<'a> {
    /// Nothing differs but the order.
    pub order: bool,
    /// How many lines more differ.
    pub more: usize,
    /// What was not compared.
    pub ignored: Option<&'a str>,
    /// Another image stands in for one of the lesson's.
    pub stand_in: bool,
}

/// Line by line, with the words that belong together in the same columns and those that differ stressed.
pub(super) fn screen(lines: &[Difference], why: &Why, theme: &Theme) -> String {
    let Why { order, more, ignored, stand_in } = *why;
    let what = if order { "The lesson shows this in another order:" } else { "The lesson shows something else here:" };
    let mut out = message(Role::Muted, what, theme);
    let names = if theme.plain { ["the lesson:", "here:"] } else { ["lesson │", "here │"] };
    for line in lines {
        let cells: Vec<&Cell> = line.cells.iter().collect();
        if line.is_moved() {
            let lead = if theme.plain { "  in another place: " } else { "   moved │ " };
            out += &side(lead, &cells, |cell| &cell.printed, theme);
        } else if line.has_common() {
            out += &in_columns(&leads(names, theme), &cells, theme);
        } else {
            let [lesson, here] = leads(names, theme);
            out += &side(&lesson, &cells, |cell| &cell.shown, theme);
            out += &side(&here, &cells, |cell| &cell.printed, theme);
        }
    }
    let mut notes = Vec::new();
    notes.extend((more > 0).then(|| format!("{} more", count(more, "line"))));
    notes.extend(ignored.map(str::to_owned));
    notes.extend(stand_in.then(|| "an image that stands in for the lesson's own may be why".to_owned()));
    if !notes.is_empty() {
        out += &message(Role::Muted, &format!("({})", notes.join("; ")), theme);
    }
    out
}

/// What stands before either side: of one width, so that what stands behind it is in columns.
fn leads(names: [&str; 2], theme: &Theme) -> [String; 2] {
    let wide = names.iter().map(|name| columns(name)).max().unwrap_or_default();
    names.map(|name| {
        let blanks = " ".repeat(wide.saturating_sub(columns(name)));
        if theme.plain { format!("  {name}{blanks} ") } else { format!("  {blanks}{name} ") }
    })
}

/// How far the words of a line go in that has begun further up.
const HANGING: usize = 2;

/// Both sides of a line. Where they are too wide they go on together, as many words as there is room for below each
/// other.
fn in_columns(leads: &[String; 2], cells: &[&Cell], theme: &Theme) -> String {
    let wide = |cell: &Cell| columns(&cell.shown).max(columns(&cell.printed));
    let mut out = String::new();
    for (at, part) in parts(cells, wide, room(&leads[0], theme)).into_iter().enumerate() {
        let row = |own: fn(&Cell) -> &String| words(part.iter().map(|cell| (*cell, own(cell).as_str(), wide(cell))));
        out += &row_of(&leads[0], &row(|cell| &cell.shown), at > 0, theme);
        out += &row_of(&leads[1], &row(|cell| &cell.printed), at > 0, theme);
    }
    out
}

/// One side's words alone; nothing where the line is only on the other.
fn side(lead: &str, cells: &[&Cell], own: fn(&Cell) -> &String, theme: &Theme) -> String {
    let cells: Vec<&Cell> = cells.iter().copied().filter(|cell| !own(cell).is_empty()).collect();
    let wide = |cell: &Cell| columns(own(cell));
    let parts = parts(&cells, wide, room(lead, theme)).into_iter().enumerate();
    let row = |part: &[&Cell]| words(part.iter().map(|cell| (*cell, own(cell).as_str(), wide(cell))));
    parts.map(|(at, part)| row_of(lead, &row(part), at > 0, theme)).collect()
}

/// The columns a word takes.
fn columns(text: &str) -> usize {
    width(&[piece(Role::Text, &printable(text))])
}

/// The columns there are behind a lead, for lines that have begun further up too.
fn room(lead: &str, theme: &Theme) -> usize {
    theme.width.saturating_sub(columns(lead) + HANGING)
}

/// Runs of words that fit beside each other; one that is too wide by itself stands alone.
fn parts<'p, 'c>(cells: &'p [&'c Cell], wide: impl Fn(&Cell) -> usize, room: usize) -> Vec<&'p [&'c Cell]> {
    let (mut parts, mut begin, mut filled) = (Vec::new(), 0, 0);
    for (at, cell) in cells.iter().enumerate() {
        let next = wide(cell) + usize::from(at > begin && wide(cell) > 0);
        if at > begin && filled + next > room {
            parts.push(&cells[begin..at]);
            (begin, filled) = (at, wide(cell));
        } else {
            filled += next;
        }
    }
    parts.extend((begin < cells.len()).then(|| &cells[begin..]));
    parts
}

/// Words with the columns that each of them has.
fn words<'c>(words: impl Iterator<Item = (&'c Cell, &'c str, usize)>) -> Line {
    let mut line: Line = Vec::new();
    let mut blanks = 0;
    for (cell, word, wide) in words {
        if !word.is_empty() {
            line.push(piece(Role::Text, &" ".repeat(blanks)));
            line.push(piece(if cell.same { Role::Muted } else { Role::Strong }, &printable(word)));
            blanks = 0;
        }
        // What is only on the other side, and keeps no column here, leaves no blank either.
        blanks += if wide == 0 { 0 } else { wide.saturating_sub(columns(word)) + 1 };
    }
    line
}

/// One row behind its lead; nothing where it has no word.
fn row_of(lead: &str, line: &Line, goes_on: bool, theme: &Theme) -> String {
    if line.is_empty() {
        return String::new();
    }
    let first = format!("{lead}{}", " ".repeat(if goes_on { HANGING } else { 0 }));
    let rest = format!("{lead}{}", " ".repeat(HANGING));
    let lead = |text: &str| [piece(Role::Muted, text)];
    let room = |lead: &str| theme.width.saturating_sub(columns(lead));
    let lines = cut(line, room(&first), room(&rest));
    paint(&prefix(lines, &lead(&first), &lead(&rest)), theme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::compare;

    #[test]
    fn words_that_belong_together_stand_below_each_other() {
        let found = compare("web Up 2 hours\nb", "web Exited (0) 2 hours");
        let why = Why { order: false, more: 1, ignored: Some("ids were not compared"), stand_in: true };
        let said = screen(&found.differences, &why, &Theme::new(false, false, None));
        let want = "The lesson shows something else here:
  lesson │ web Up         2 hours
    here │ web Exited (0) 2 hours
  lesson │ b
(1 line more; ids were not compared; an image that stands in for the lesson's own may be
why)
";
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("lesson │ web Up         2 hours\n    here │ web Exited (0) 2 hours"), "{said}");
        assert_eq!(plain(&said), plain(want));
    }

    #[test]
    fn what_only_stands_elsewhere_says_so() {
        let said = |shown: &str, printed: &str| {
            let found = compare(shown, printed);
            let why = Why { order: found.is_order(), more: 0, ignored: None, stand_in: false };
            screen(&found.differences, &why, &Theme::new(false, false, None))
        };
        let moved = "The lesson shows this in another order:\n   moved │ a b\n";
        assert_eq!(said("a b\nc\nd", "c\nd\na b"), moved);
        let words = said("80/tcp 443/tcp", "443/tcp 80/tcp");
        assert!(words.starts_with("The lesson shows this in another order:\n  lesson │"), "{words}");
        assert!(said("a b\nc\nd", "c\ne\na b").starts_with("The lesson shows something else here:"));
    }

    #[test]
    fn what_only_the_other_side_has_leaves_no_blank() {
        let cell = |shown: &str, printed: &str| Cell { shown: shown.into(), printed: printed.into(), same: false };
        let line = [cell("a", "x"), cell("b", ""), cell("c", "y")];
        let cells: Vec<&Cell> = line.iter().collect();
        assert_eq!(side("", &cells, |cell| &cell.printed, &Theme::new(false, false, None)).trim_end(), "x y");
    }

    fn narrow(plain: bool, shown: &str, printed: &str) -> String {
        let found = compare(shown, printed);
        let why = Why { order: false, more: 0, ignored: None, stand_in: false };
        let said = screen(&found.differences, &why, &Theme::new(false, plain, Some(60)));
        assert!(said.lines().all(|line| columns(line) <= if plain { 80 } else { 60 }), "{said}");
        said
    }

    #[test]
    fn a_wide_line_goes_on_between_words_and_in_columns() {
        let shown = "web nginx:1.27 \"/docker-entrypoint.sh\" Up 0.0.0.0:8080->80/tcp frontend-of-the-shop";
        let printed = "web nginx:1.27 \"/entry.sh\" Up 0.0.0.0:9090->80/tcp frontend-of-the-shop";
        let want = "The lesson shows something else here:
  lesson │ web nginx:1.27 \"/docker-entrypoint.sh\" Up
    here │ web nginx:1.27 \"/entry.sh\"             Up
  lesson │   0.0.0.0:8080->80/tcp frontend-of-the-shop
    here │   0.0.0.0:9090->80/tcp frontend-of-the-shop
";
        assert_eq!(narrow(false, shown, printed), want);
        let want = "The lesson shows something else here:
  the lesson: web nginx:1.27 \"/docker-entrypoint.sh\" Up 0.0.0.0:8080->80/tcp
  here:       web nginx:1.27 \"/entry.sh\"             Up 0.0.0.0:9090->80/tcp
  the lesson:   frontend-of-the-shop
  here:         frontend-of-the-shop
";
        assert_eq!(narrow(true, shown, printed), want);
    }

    #[test]
    fn sides_that_have_nothing_in_common_go_on_by_themselves() {
        let words = |word: &str| [word; 12].join(" ");
        let want = "The lesson shows something else here:
  lesson │ pier pier pier pier pier pier pier pier pier
  lesson │   pier pier pier
    here │ no no no no no no no no no no no no
";
        assert_eq!(narrow(false, &words("pier"), &words("no")), want);
        let long = narrow(false, &format!("a {}", "b".repeat(70)), "a c");
        let want = format!(
            "  lesson │ a\n    here │ a\n  lesson │   {}\n  lesson │   {}\n    here │   c\n",
            "b".repeat(47),
            "b".repeat(23)
        );
        assert!(long.ends_with(&want), "{long}");
    }
}

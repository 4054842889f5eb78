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
    for line in lines {
        let cells = || line.cells.iter();
        if line.is_moved() {
            let lead = if theme.plain { "  in another place: " } else { "   moved │ " };
            out += &side(lead, cells().map(|c| (c, c.printed.as_str())), false, theme);
            continue;
        }
        let leads = if theme.plain { ["  the lesson: ", "  here: "] } else { ["  lesson │ ", "    here │ "] };
        out += &side(leads[0], cells().map(|c| (c, c.shown.as_str())), line.has_common(), theme);
        out += &side(leads[1], cells().map(|c| (c, c.printed.as_str())), line.has_common(), theme);
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

/// One side's words; nothing where the line is only on the other.
fn side<'c>(
    lead: &str,
    words: impl Iterator<Item = (&'c Cell, &'c str)>,
    keeps_columns: bool,
    theme: &Theme,
) -> String {
    let mut line: Line = Vec::new();
    let mut blanks = 0;
    for (cell, word) in words {
        let columns = |text: &str| width(&[piece(Role::Text, &printable(text))]);
        let wide = if keeps_columns { columns(&cell.shown).max(columns(&cell.printed)) } else { columns(word) };
        if !word.is_empty() {
            line.push(piece(Role::Text, &" ".repeat(blanks)));
            line.push(piece(if cell.same { Role::Muted } else { Role::Strong }, &printable(word)));
            blanks = 0;
        }
        // What is only on the other side, and keeps no column here, leaves no blank either.
        blanks += if wide == 0 { 0 } else { wide.saturating_sub(columns(word)) + 1 };
    }
    if line.is_empty() {
        return String::new();
    }
    let lead = [piece(Role::Muted, lead)];
    let room = theme.width.saturating_sub(width(&lead));
    paint(&prefix(cut(&line, room, room), &lead, &lead), theme)
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
        let words = line.iter().map(|cell| (cell, cell.printed.as_str()));
        assert_eq!(side("", words, false, &Theme::new(false, false, None)).trim_end(), "x y");
    }
}

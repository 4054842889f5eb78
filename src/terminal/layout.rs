//! Lines of pieces with roles: the form everything has before it becomes text. Widths are reckoned here, on text
//! without styles, and each line opens and closes its own styles, so that they survive wrapping.

use super::style::{Role, Theme, clean};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

/// A run of text with one role. It never holds a line feed once it is part of a [`Line`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub role: Role,
    pub text: String,
}

/// One line of the screen.
pub(super) type Line = Vec<Piece>;

/// A piece, its text cleaned.
pub(super) fn piece(role: Role, text: &str) -> Piece {
    Piece { role, text: clean(text) }
}

/// The columns a line takes.
pub(super) fn width(line: &[Piece]) -> usize {
    line.iter().map(|p| p.text.as_str()).collect::<String>().width()
}

/// The columns a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The lines as text, each ended by a line feed, without blanks at their ends.
pub(super) fn paint(lines: &[Line], theme: &Theme) -> String {
    let mut out = String::new();
    for line in lines {
        for piece in trimmed(line) {
            out.push_str(&theme.paint(piece.role, &piece.text));
        }
        out.push('\n');
    }
    out
}

/// The line without blanks at its end, neighbours of the same role as one piece.
fn trimmed(line: &[Piece]) -> Line {
    let mut joined = Line::new();
    for piece in line {
        match joined.last_mut() {
            Some(last) if last.role == piece.role => last.text.push_str(&piece.text),
            _ => joined.push(piece.clone()),
        }
    }
    while let Some(last) = joined.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        joined.pop();
    }
    joined
}

/// The text on one line, with single blanks.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts `first` before the first line and `rest` before the others.
pub(super) fn prefix(lines: Vec<Line>, first: &[Piece], rest: &[Piece]) -> Vec<Line> {
    let before = |(i, line): (usize, Line)| [if i == 0 { first } else { rest }, &line].concat();
    lines.into_iter().enumerate().map(before).collect()
}

/// Puts so many blanks before every line.
pub(super) fn indent(lines: Vec<Line>, by: usize) -> Vec<Line> {
    let blank = [piece(Role::Text, &" ".repeat(by))];
    prefix(lines, &blank, &blank)
}

/// Breaks running text into lines of at most `columns`. Blanks fold into one; a line feed breaks the line. A word
/// too long for a line is cut.
pub(super) fn wrap(pieces: &[Piece], columns: usize) -> Vec<Line> {
    let columns = columns.max(1);
    words(pieces).iter().flat_map(|paragraph| wrap_words(paragraph, columns)).collect()
}

fn wrap_words(words: &[Word], columns: usize) -> Vec<Line> {
    let short: Vec<Word> = words.iter().flat_map(|w| cut_word(w, columns)).collect();
    let limit = f64::from(u16::try_from(columns).unwrap_or(u16::MAX));
    wrap_first_fit(&short, &[limit]).into_iter().map(join).collect()
}

/// A run of pieces without a blank between them.
#[derive(Debug, Clone, Default)]
struct Word {
    pieces: Vec<Piece>,
    /// The look of the blank after it: a link of two words is underlined as one.
    gap: Option<Role>,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(u16::try_from(width(&self.pieces)).unwrap_or(u16::MAX))
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.gap.is_some()))
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The words of every paragraph that line feeds make.
fn words(pieces: &[Piece]) -> Vec<Vec<Word>> {
    let mut paragraphs = vec![Vec::new()];
    let mut word = Word::default();
    for piece in pieces {
        for c in piece.text.chars() {
            if c == '\n' || c == ' ' || c == '\t' {
                end_word(&mut word, piece.role, &mut paragraphs);
                if c == '\n' {
                    paragraphs.push(Vec::new());
                }
            } else {
                push_char(&mut word.pieces, piece.role, c);
            }
        }
    }
    end_word(&mut word, Role::Text, &mut paragraphs);
    paragraphs
}

fn end_word(word: &mut Word, gap: Role, paragraphs: &mut [Vec<Word>]) {
    let Some(words) = paragraphs.last_mut() else { return };
    if !word.pieces.is_empty() {
        words.push(Word { gap: Some(gap), ..std::mem::take(word) });
    } else if let Some(last) = words.last_mut() {
        // "code **bold**": the blank between belongs to neither, so the later role, that of the text, wins.
        last.gap = Some(gap);
    }
}

pub(super) fn push_char(line: &mut Line, role: Role, c: char) {
    match line.last_mut() {
        Some(last) if last.role == role => last.text.push(c),
        _ => line.push(Piece { role, text: c.to_string() }),
    }
}

/// A word in parts that fit; only the last keeps the blank after it.
fn cut_word(word: &Word, columns: usize) -> Vec<Word> {
    let gap = word.gap;
    if width(&word.pieces) <= columns {
        return vec![word.clone()];
    }
    let cut = behind_slashes(&word.pieces).into_iter().flat_map(|part| cut(&part, columns, columns));
    let mut parts: Vec<Word> = cut.map(|pieces| Word { pieces, gap: None }).collect();
    if let Some(last) = parts.last_mut() {
        last.gap = gap;
    }
    parts
}

/// A word in parts that each end behind slashes: where a path does not fit in a line it goes on with one of its names.
fn behind_slashes(word: &[Piece]) -> Vec<Line> {
    let mut parts: Vec<Line> = vec![Vec::new()];
    let mut behind = false;
    for piece in word {
        for c in piece.text.chars() {
            if behind && c != '/' {
                parts.push(Vec::new());
            }
            behind = c == '/';
            if let Some(last) = parts.last_mut() {
                push_char(last, piece.role, c);
            }
        }
    }
    parts
}

/// How many characters a cut line may have for each of its columns: stacks of combining marks end here.
const CHARS_PER_COLUMN: usize = 8;

/// Cuts a line after so many columns, wherever that is; the first part may have another limit than the others.
pub(super) fn cut(line: &[Piece], first: usize, rest: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![Vec::new()];
    let mut text = String::new();
    for piece in line {
        for c in piece.text.chars() {
            let columns = if lines.len() == 1 { first } else { rest }.max(2);
            text.push(c);
            if text.width() > columns || text.len() > columns * CHARS_PER_COLUMN {
                lines.push(Vec::new());
                text = c.to_string();
            }
            if let Some(last) = lines.last_mut() {
                push_char(last, piece.role, c);
            }
        }
    }
    lines
}

fn join(words: &[Word]) -> Line {
    let mut line = Line::new();
    for (i, word) in words.iter().enumerate() {
        for piece in &word.pieces {
            piece.text.chars().for_each(|c| push_char(&mut line, piece.role, c));
        }
        if let Some(gap) = word.gap.filter(|_| i + 1 < words.len()) {
            push_char(&mut line, gap, ' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|l| l.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn styles_survive_wrapping() {
        let text = [piece(Role::Text, "see "), piece(Role::Code, "docker ps"), piece(Role::Text, ", then go on")];
        let lines = wrap(&text, 10);
        assert_eq!(shown(&lines), ["see docker", "ps, then", "go on"]);
        assert_eq!(lines[1], [piece(Role::Code, "ps"), piece(Role::Text, ", then")]);
    }

    #[test]
    fn long_words_are_cut_and_line_feeds_kept() {
        let lines = wrap(&[piece(Role::Text, "abcdefgh i\n\nj")], 3);
        assert_eq!(shown(&lines), ["abc", "def", "gh", "i", "", "j"]);
        assert_eq!(shown(&wrap(&[piece(Role::Text, "日本語")], 4)), ["日本", "語"]);
        let path = |columns| shown(&wrap(&[piece(Role::Command, "/srv/ada/lessons/01-first-container.md")], columns));
        assert_eq!(path(24), ["/srv/ada/lessons/", "01-first-container.md"]);
        assert_eq!(path(12), ["/srv/ada/", "lessons/", "01-first-con", "tainer.md"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,60}( \\PC{0,30}){0,6}", columns in 2usize..70) {
            for line in wrap(&[piece(Role::Text, &text), piece(Role::Code, &text)], columns) {
                prop_assert!(width(&line) <= columns, "{line:?}");
            }
        }
    }
}

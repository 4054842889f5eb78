//! A text longer than the screen, in pages that one can jump to, with lines that stay at the foot.
//!
//! Nothing here reads keys or prints: bytes become [`Key`]s, and [`Pager::draw`] gives what to print.

use super::{Role, Theme};
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// Takes the whole screen: the other screen of the terminal, no cursor, no wrapping of long lines.
pub const OPEN: &str = "\x1b[?1049h\x1b[?25l\x1b[?7l";

/// Gives the screen back.
pub const CLOSE: &str = "\x1b[?7h\x1b[?25h\x1b[?1049l";

/// Of the rows, one part in so many is for the foot at most.
const FOOT_PART: usize = 3;

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Leave.
    Quit,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next page.
    Next,
    /// To the page before.
    Previous,
    /// Notes on or off.
    Notes,
}

/// Escape sequences of keys, as terminals send them in either mode.
const SEQUENCES: &[(&str, Key)] = &[
    ("\x1b[A", Key::Up),
    ("\x1bOA", Key::Up),
    ("\x1b[B", Key::Down),
    ("\x1bOB", Key::Down),
    ("\x1b[5~", Key::PageUp),
    ("\x1b[6~", Key::PageDown),
    ("\x1b[H", Key::Home),
    ("\x1bOH", Key::Home),
    ("\x1b[1~", Key::Home),
    ("\x1b[F", Key::End),
    ("\x1bOF", Key::End),
    ("\x1b[4~", Key::End),
    ("q", Key::Quit),
    ("\x03", Key::Quit),
    ("k", Key::Up),
    ("j", Key::Down),
    ("\r", Key::Down),
    ("b", Key::PageUp),
    (" ", Key::PageDown),
    ("g", Key::Home),
    ("G", Key::End),
    ("n", Key::Next),
    ("p", Key::Previous),
    ("a", Key::Notes),
];

/// The keys in what the terminal sent; what means nothing is left out.
pub fn keys(bytes: &[u8]) -> Vec<Key> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest: &str = &text;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        match SEQUENCES.iter().find_map(|(sequence, key)| Some((rest.strip_prefix(sequence)?, *key))) {
            Some((after, key)) => {
                found.push(key);
                rest = after;
            }
            // An unknown sequence goes as a whole.
            None if first == '\x1b' => {
                let end = rest.char_indices().skip(2).find(|(_, c)| matches!(c, '@'..='~'));
                rest = end.map_or("", |(at, c)| &rest[at + c.len_utf8()..]);
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    found
}

/// What is shown, and which part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    lines: Vec<String>,
    /// The first line of each page.
    starts: Vec<usize>,
    /// The first line on the screen.
    top: usize,
    /// Lines at the foot, painted; the last one is always shown.
    foot: Vec<String>,
    columns: usize,
    rows: usize,
}

impl Pager {
    /// An empty one on a screen of this size.
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, ..Self::default() }
    }

    /// The screen has another size.
    pub fn resize(&mut self, columns: usize, rows: usize) {
        (self.columns, self.rows) = (columns, rows);
        self.hold();
    }

    /// Other texts, a page each, made of painted lines; the reader stays on the same page as far down as before.
    pub fn show(&mut self, pages: &[String]) {
        let at = self.page();
        let down = self.top - self.starts.get(at).copied().unwrap_or(0);
        (self.lines, self.starts) = (Vec::new(), Vec::new());
        for page in pages {
            self.starts.push(self.lines.len());
            self.lines.extend(page.lines().map(ToOwned::to_owned));
        }
        let at = at.min(self.starts.len().saturating_sub(1));
        let start = self.starts.get(at).copied().unwrap_or(0);
        let end = self.starts.get(at + 1).copied().unwrap_or(self.lines.len());
        self.top = start + down.min(end.saturating_sub(start).saturating_sub(1));
        self.hold();
    }

    /// Other lines at the foot, each painted and no wider than [`fit`] makes it.
    pub fn foot(&mut self, lines: Vec<String>) {
        self.foot = lines;
        self.hold();
    }

    /// The page at the top of the screen, from 0.
    pub fn page(&self) -> usize {
        self.starts.partition_point(|start| *start <= self.top).saturating_sub(1)
    }

    /// Moves; `Quit` and `Notes` are for others.
    pub fn press(&mut self, key: Key) {
        let room = self.room().max(1);
        let at = self.page();
        self.top = match key {
            Key::Up => self.top.saturating_sub(1),
            Key::Down => self.top + 1,
            Key::PageUp => self.top.saturating_sub(room),
            Key::PageDown => self.top + room,
            Key::Home => 0,
            Key::End => self.lines.len(),
            Key::Next => self.starts.get(at + 1).copied().unwrap_or(self.top),
            Key::Previous => {
                let start = self.starts.get(at).copied().unwrap_or(0);
                if self.top > start { start } else { at.checked_sub(1).map_or(0, |before| self.starts[before]) }
            }
            Key::Quit | Key::Notes => self.top,
        };
        self.hold();
    }

    /// The top stays where there is a text; a page's first line may always stand at the top.
    fn hold(&mut self) {
        let last_page = self.starts.last().copied().unwrap_or(0);
        let last = self.lines.len().saturating_sub(self.room().max(1)).max(last_page);
        self.top = self.top.min(last);
    }

    /// The lines of the foot that there is room for: the first ones, and always the last.
    fn shown_foot(&self) -> Vec<&String> {
        let most = (self.rows / FOOT_PART).max(1);
        let Some((last, others)) = self.foot.split_last() else { return Vec::new() };
        others.iter().take(most - 1).chain([last]).collect()
    }

    /// The rows for the text.
    fn room(&self) -> usize {
        self.rows.saturating_sub(self.shown_foot().len())
    }

    /// What to print for the whole screen.
    pub fn draw(&self) -> String {
        let room = self.room();
        let body = (0..room).map(|row| self.lines.get(self.top + row).map_or("", String::as_str));
        let foot = self.shown_foot().into_iter().map(String::as_str);
        let mut out = String::new();
        for (row, line) in body.chain(foot).enumerate() {
            // Cleared first: behind a full line the cursor still stands on its last character. Writing to a string
            // cannot fail.
            let _ = write!(out, "\x1b[{};1H\x1b[2K{line}\x1b[0m", row + 1);
        }
        out
    }

    /// The columns of the screen.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

/// A text cut to one line of so many columns, painted.
pub fn fit(role: Role, text: &str, columns: usize, theme: &Theme) -> String {
    let line: String = text.lines().collect::<Vec<_>>().join(" ");
    let mut width = 0;
    let mut cut = String::new();
    for c in line.chars() {
        let next = width + c.width().unwrap_or(0);
        if next > columns.saturating_sub(1) {
            cut.push('…');
            break;
        }
        cut.push(c);
        width = next;
    }
    theme.paint(role, &cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pages(lengths: &[usize]) -> Vec<String> {
        let line = |at: usize, line: usize| format!("{at}.{line}");
        let page = |at: usize, n: usize| (0..n).map(|l| line(at, l)).collect::<Vec<_>>().join("\n");
        lengths.iter().enumerate().map(|(at, n)| page(at, *n)).collect()
    }

    fn first(pager: &Pager) -> &str {
        pager.lines.get(pager.top).map_or("", String::as_str)
    }

    #[test]
    fn keys_of_terminals() {
        assert_eq!(keys(b"jk q"), [Key::Down, Key::Up, Key::PageDown, Key::Quit]);
        assert_eq!(
            keys(b"\x1b[A\x1b[6~\x1bOB\x1b[1;5Cn\x03"),
            [Key::Up, Key::PageDown, Key::Down, Key::Next, Key::Quit]
        );
        assert_eq!(keys("é\x1b".as_bytes()), []);
    }

    #[test]
    fn it_scrolls_by_lines_screens_and_pages() {
        let mut pager = Pager::new(80, 5);
        pager.show(&pages(&[10, 3, 10]));
        pager.foot(vec!["status".into()]);
        let mut walk = |keys: &[Key]| {
            keys.iter().for_each(|key| pager.press(*key));
            format!("{} {}", first(&pager), pager.page())
        };
        assert_eq!(walk(&[Key::Up]), "0.0 0");
        assert_eq!(walk(&[Key::Down, Key::PageDown]), "0.5 0");
        assert_eq!(walk(&[Key::Next]), "1.0 1");
        assert_eq!(walk(&[Key::Next, Key::Next]), "2.0 2");
        assert_eq!(walk(&[Key::Down, Key::Previous]), "2.0 2");
        assert_eq!(walk(&[Key::Previous]), "1.0 1");
        assert_eq!(walk(&[Key::End]), "2.6 2");
        assert_eq!(walk(&[Key::Home]), "0.0 0");
    }

    #[test]
    fn another_text_keeps_the_readers_place() {
        let mut pager = Pager::new(80, 4);
        pager.show(&pages(&[10, 10]));
        [Key::Next, Key::Down, Key::Down].iter().for_each(|key| pager.press(*key));
        pager.show(&pages(&[30, 12]));
        assert_eq!(first(&pager), "1.2");
        pager.show(&pages(&[5]));
        assert_eq!(pager.page(), 0);
        pager.show(&[]);
        assert_eq!(first(&pager), "");
    }

    #[test]
    fn the_foot_takes_a_third_and_its_last_line_stays() {
        let mut pager = Pager::new(80, 9);
        pager.show(&pages(&[20]));
        pager.foot((0..9).map(|n| format!("foot {n}")).collect());
        let drawn = pager.draw();
        assert!(drawn.contains("0.5") && !drawn.contains("0.6"), "{drawn:?}");
        assert!(drawn.contains("\x1b[7;1H\x1b[2Kfoot 0") && drawn.contains("\x1b[9;1H\x1b[2Kfoot 8"), "{drawn:?}");
        assert_eq!(fit(Role::Text, "one\ntwo three", 8, &Theme::new(false, false, None)), "one two…");
    }

    proptest! {
        #[test]
        fn it_never_leaves_the_text(
            lengths in prop::collection::vec(0..8_usize, 0..5),
            rows in 0..12_usize,
            typed in "[jk bgGnp]{0,20}",
        ) {
            let mut pager = Pager::new(20, rows);
            pager.foot(vec!["a".into(), "b".into()]);
            pager.show(&pages(&lengths));
            for key in keys(typed.as_bytes()) {
                pager.press(key);
                prop_assert!(pager.lines.is_empty() || pager.top < pager.lines.len().max(1) + 1);
                pager.draw();
            }
        }
    }
}

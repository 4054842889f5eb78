//! What stands on a terminal's screen in the end: progress bars draw over themselves with carriage returns and
//! cursor movements (ECMA-48), and only their last state is worth keeping.

/// How many rows and columns a movement may go beyond what is written.
const REACH: usize = 1000;

/// The lines that a terminal without edges would show after all of this was printed.
pub fn settled(text: &str) -> String {
    let mut screen = Screen::default();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => screen.escape(&mut rest),
            '\n' => (screen.row, screen.column) = (screen.row + 1, 0),
            '\r' => screen.column = 0,
            '\u{8}' => screen.column = screen.column.saturating_sub(1),
            '\t' => screen.put('\t'),
            c if c.is_control() => {}
            c => screen.put(c),
        }
    }
    screen.text(text.ends_with('\n'))
}

#[derive(Default)]
struct Screen {
    rows: Vec<Vec<char>>,
    row: usize,
    column: usize,
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

impl Screen {
    fn put(&mut self, c: char) {
        if self.rows.len() <= self.row {
            self.rows.resize(self.row + 1, Vec::new());
        }
        let row = &mut self.rows[self.row];
        if row.len() <= self.column {
            row.resize(self.column + 1, ' ');
        }
        row[self.column] = c;
        self.column += 1;
    }

    fn escape(&mut self, rest: &mut Rest<'_>) {
        match rest.next() {
            Some('[') => self.control(rest),
            Some(']' | 'P' | '_' | '^' | 'X') => skip_string(rest),
            Some('(' | ')' | '#' | '%' | ' ') => drop(rest.next()),
            _ => {}
        }
    }

    /// A control sequence: parameters, then the letter that says what to do.
    fn control(&mut self, rest: &mut Rest<'_>) {
        let mut parameters = String::new();
        let Some(letter) = rest.find(|c| {
            let is_final = ('@'..='~').contains(c);
            if !is_final {
                parameters.push(*c);
            }
            is_final
        }) else {
            return;
        };
        let first = parameters.split(';').next().and_then(|p| p.parse::<usize>().ok());
        let by = first.unwrap_or(1).clamp(1, REACH);
        match letter {
            'A' => self.row = self.row.saturating_sub(by),
            'B' => self.row = (self.row + by).min(self.rows.len() + REACH),
            'C' => self.column = (self.column + by).min(self.width() + REACH),
            'D' => self.column = self.column.saturating_sub(by),
            'G' => self.column = by - 1,
            'K' => self.erase(first.unwrap_or(0)),
            _ => {}
        }
    }

    fn width(&self) -> usize {
        self.rows.get(self.row).map_or(0, Vec::len)
    }

    /// Erases in the row: from the cursor, up to it, or all.
    fn erase(&mut self, what: usize) {
        let column = self.column;
        let Some(row) = self.rows.get_mut(self.row) else { return };
        match what {
            0 => row.truncate(column),
            1 => row.iter_mut().take(column + 1).for_each(|c| *c = ' '),
            _ => row.clear(),
        }
    }

    fn text(self, ends_a_line: bool) -> String {
        let lines: Vec<String> = self.rows.iter().map(|r| r.iter().collect::<String>()).collect();
        let lines: Vec<&str> = lines.iter().map(|l| l.trim_end_matches(' ')).collect();
        let mut text = lines.join("\n");
        if ends_a_line && !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

fn skip_string(rest: &mut Rest<'_>) {
    while let Some(c) = rest.next() {
        if c == '\u{7}' || (c == '\u{1b}' && rest.next_if_eq(&'\\').is_some()) {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_last_state_stays() {
        let pull = "a: Pulling\r\nb: Waiting\r\n\u{1b}[2A\u{1b}[2K\ra: Done\r\u{1b}[2B\u{1b}[1A\u{1b}[2K\rb: Done\r\u{1b}[1Bend\r\n";
        for (given, want) in [
            (pull, "a: Done\nb: Done\nend\n"),
            ("10%\r20%\r100%\n", "100%\n"),
            ("\u{1b}[31mred\u{1b}[0m\u{1b}[6n\n", "red\n"),
            ("longer\rshort\u{1b}[K", "short"),
            ("a\r\n\r\nb", "a\n\nb"),
            ("x\u{8}y\u{1b}]0;title\u{7}z", "yz"),
            ("tab\tbed", "tab\tbed"),
            ("", ""),
        ] {
            assert_eq!(settled(given), want, "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn any_output_settles_without_control_characters(text in "[\\x00-\\x7f]{0,80}", n in 0_u32..2_000_000_000) {
            let settled = settled(&format!("{text}\u{1b}[{n}B\u{1b}[{n}C{text}"));
            let is_clean = settled.chars().all(|c| !c.is_control() || c == '\n' || c == '\t');
            prop_assert!(is_clean && settled.len() < 1_000_000);
        }
    }
}

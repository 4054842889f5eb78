//! Tables as Docker prints them: a header in capital letters whose words tell where the columns begin.

use regex::Regex;
use std::sync::LazyLock;

static GAP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s{2,}|\t").ok());

/// A table: the names of its columns and its rows, each with one cell a column. A row that does not fit the header
/// has one cell: itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows below the header.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads one whose header is the first line; none where that is no header of two columns or more.
    pub fn read(lines: &[&str]) -> Option<Self> {
        let (header, rows) = lines.split_first()?;
        let is_header = !header.contains(|c: char| c.is_lowercase()) && header.contains(|c: char| c.is_uppercase());
        let columns = pieces(header.trim_end());
        if !is_header || columns.len() < 2 || header.starts_with(char::is_whitespace) {
            return None;
        }
        let starts: Vec<usize> = columns.iter().map(|(at, _)| *at).collect();
        let columns: Vec<String> = columns.into_iter().map(|(_, name)| name).collect();
        Some(Self { rows: rows.iter().map(|row| cells(row, &starts)).collect(), columns })
    }

    /// Every row as a line of these columns alone.
    pub fn lines_of(&self, columns: &[&String]) -> Vec<String> {
        let places: Vec<usize> =
            columns.iter().filter_map(|column| self.columns.iter().position(|c| c == *column)).collect();
        let line = |row: &Vec<String>| {
            if row.len() == 1 {
                return row[0].clone();
            }
            let cells = places.iter().filter_map(|at| row.get(*at)).map(String::as_str);
            cells.filter(|c| !c.is_empty()).collect::<Vec<_>>().join("  ")
        };
        self.rows.iter().map(line).collect()
    }
}

/// What stands between gaps, with the column (in characters) where each begins.
fn pieces(line: &str) -> Vec<(usize, String)> {
    let Some(gap) = &*GAP else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    let ends = gap.find_iter(line).map(|m| (m.start(), m.end())).chain([(line.len(), line.len())]);
    for (end, next) in ends {
        if end > from {
            found.push((line[..from].chars().count(), line[from..end].to_owned()));
        }
        from = next;
    }
    found
}

/// A row's cells by the gaps where there is one for every column, else by the places of the header's words.
fn cells(row: &str, starts: &[usize]) -> Vec<String> {
    let by_gaps = pieces(row.trim());
    if by_gaps.len() == starts.len() {
        return by_gaps.into_iter().map(|(_, cell)| cell).collect();
    }
    let chars: Vec<char> = row.chars().collect();
    let fits = |start: &usize| *start == 0 || chars.get(start - 1).is_none_or(|c| c.is_whitespace());
    // A line that is short and has no gaps is no row.
    if !starts.iter().all(fits) || by_gaps.len() < 2 {
        return vec![row.to_owned()];
    }
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let cell = |(from, to): (&usize, usize)| {
        let part = chars.get(*from..to.min(chars.len())).unwrap_or_default();
        part.iter().collect::<String>().trim().to_owned()
    };
    starts.iter().zip(ends).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_at_gaps_and_by_the_header() {
        let text = [
            "CONTAINER ID   IMAGE    STATUS         PORTS     NAMES",
            "8f3ac1d0be52   alpine   Up 3 seconds             web",
            "8f3ac1d0be52  nginx:1  Up 2 hours  80/tcp  a",
            "...",
        ];
        let table = Table::read(&text).unwrap();
        assert_eq!(table.columns, ["CONTAINER ID", "IMAGE", "STATUS", "PORTS", "NAMES"]);
        assert_eq!(table.rows[0], ["8f3ac1d0be52", "alpine", "Up 3 seconds", "", "web"]);
        assert_eq!(table.rows[1], ["8f3ac1d0be52", "nginx:1", "Up 2 hours", "80/tcp", "a"]);
        assert_eq!(table.rows[2], ["..."]);
        let (image, names) = ("IMAGE".to_owned(), "NAMES".to_owned());
        assert_eq!(table.lines_of(&[&image, &names]), ["alpine  web", "nginx:1  a", "..."]);
    }

    #[test]
    fn what_is_no_table() {
        for text in ["", "Hello  World", "ONE", "12  34", "ONE TWO"] {
            assert_eq!(Table::read(&[text]), None, "{text}");
        }
        assert_eq!(Table::read(&[]), None);
    }
}

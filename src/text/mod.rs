//! Small helpers for text that people read.

mod settle;

pub use settle::settled;

/// `1 step`, `2 steps`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// How near a word is in which two letters changed places.
const SWAPPED: f64 = 0.9;

/// The candidate nearest to what was typed, if any is near enough to be meant.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    // Two letters in each other's place are one slip, in a short word too.
    let similarity = |c: &str| {
        let is_swapped = strsim::osa_distance(&typed, c) == 1 && strsim::levenshtein(&typed, c) == 2;
        strsim::jaro_winkler(&typed, c).max(if is_swapped { SWAPPED } else { 0.0 })
    };
    candidates
        .into_iter()
        .map(|c| (similarity(&c.to_lowercase()), c))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, c)| c)
}

/// The text without control characters but line feeds and tabs, so that no escape sequence from a file or a
/// program reaches the terminal. Escape sequences go as a whole, not only their first byte.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => skip_escape(&mut rest),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Skips one escape sequence (ECMA-48: CSI, OSC and other strings, two-character escapes).
fn skip_escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.next() {
        Some('[') => while rest.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
        Some(']' | 'P' | '_' | '^' | 'X') => {
            while let Some(c) = rest.next() {
                if c == '\u{7}' || (c == '\u{1b}' && rest.next_if_eq(&'\\').is_some()) {
                    break;
                }
            }
        }
        Some('(' | ')' | '#' | '%' | ' ') => drop(rest.next()),
        _ => {}
    }
}

/// A heading's slug as GitHub makes it: lower case, words joined by hyphens.
pub fn slug(heading: &str) -> String {
    let mut kept = String::with_capacity(heading.len());
    let push = |kept: &mut String, c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => kept.push(c),
        c if c.is_whitespace() => kept.push('-'),
        _ => {}
    };
    let heading = heading.trim_matches(|c: char| c.is_whitespace());
    if heading.is_ascii() {
        kept.extend(heading.bytes().filter_map(|byte| match byte {
            b'A'..=b'Z' => Some(char::from(byte.to_ascii_lowercase())),
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => Some(char::from(byte)),
            b' ' | b'\t'..=b'\r' => Some('-'),
            _ => None,
        }));
    } else {
        heading.to_lowercase().chars().for_each(|c| push(&mut kept, c));
    }
    match kept.trim_matches('-') {
        slug if slug.len() == kept.len() => kept,
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_go_as_a_whole() {
        let cases = [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{1b}]0;title\u{7}after", "after"),
            ("\u{1b}]8;;http://x\u{1b}\\link", "link"),
            ("a\r\nb\rc\u{8}\tz", "a\nbc\tz"),
            ("\u{1b}", ""),
            ("\u{1b}(Bx", "x"),
        ];
        for (given, want) in cases {
            assert_eq!(printable(given), want, "{given:?}");
        }
    }

    #[test]
    fn suggestions_are_near() {
        assert_eq!(did_you_mean("imgae", ["image", "container"]), Some("image"));
        assert_eq!(did_you_mean("zzz", ["image", "container"]), None);
        assert_eq!(did_you_mean("rnu", ["rm", "run", "rmi"]), Some("run"));
    }

    #[test]
    fn slugs() {
        for (given, want) in
            [("Tag an image", "tag-an-image"), ("What is `docker ps -a`?", "what-is-docker-ps--a"), ("  ", "")]
        {
            assert_eq!(slug(given), want);
        }
    }
}

//! Characters that look right and that no shell understands.

use super::command::unquoted;
use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What an office program made of it, and what it was.
const SIGNS: &[(char, &str, &str)] = &[
    ('“', "\"", "a typographic quote"),
    ('”', "\"", "a typographic quote"),
    ('„', "\"", "a typographic quote"),
    ('‘', "'", "a typographic quote"),
    ('’', "'", "a typographic quote"),
    ('\u{a0}', " ", "a space that is none (U+00A0)"),
    ('\u{202f}', " ", "a space that is none (U+202F)"),
    ('\u{200b}', "", "a character of no width (U+200B)"),
];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, command) in given.commands() {
        // The file, not the command: the reader may have mended it.
        let count = command.text.lines().count().max(1);
        // Behind the last line nothing goes on.
        if let Some(span) = (command.line..command.line + count - 1).find_map(|line| behind_backslash(given, line)) {
            let help = "let the line end with `\\`: for a shell the command is over here";
            found.push(given.finding("L0203", span, "something stands behind `\\`").help(help));
        }
        let mut lines = (command.line..command.line + count).filter_map(|line| Some((line, signs(given, line)?)));
        let Some((line, (sign, straight, what, here))) = lines.next() else { continue };
        let below: usize = lines.map(|(_, (.., count))| count).sum();
        let text = given.source.line_text(line);
        let Some(at) = text.find(sign) else { continue };
        let start = given.source.offset(line, 1) + at;
        let help = if straight.trim().is_empty() {
            format!("type it as {}", if straight.is_empty() { "nothing at all" } else { "a plain space" })
        } else {
            format!("write `{straight}`: `{}`", straightened(text.trim()))
        };
        let span = Span::new(start, start + sign.len_utf8());
        let more = match here + below - 1 {
            0 => String::new(),
            n => format!(", and {n} more such {}", if n == 1 { "sign" } else { "signs" }),
        };
        found.push(given.finding("L0203", span, format!("{what} in a command{more}")).help(help));
    }
}

/// Blanks or a remark between a `\` and the end of its line.
fn behind_backslash(given: &Given<'_>, line: usize) -> Option<Span> {
    let text = given.source.line_text(line).trim_end_matches(['\r', '\n']);
    let code = text.split(" # ").next().unwrap_or_default().trim_end();
    let is_escaped = code.ends_with('\\') && !code.ends_with("\\\\") && code.len() < text.len();
    let start = given.source.offset(line, 1);
    is_escaped.then(|| Span::new(start + code.len() - 1, start + text.len()))
}

/// The first such sign of a line, and how many there are. Between straight quotes it is part of a text and fine.
fn signs(given: &Given<'_>, line: usize) -> Option<(char, &'static str, &'static str, usize)> {
    let text = unquoted(given.source.line_text(line));
    let known = |c: char| SIGNS.iter().find(|(sign, ..)| *sign == c).copied();
    // After a comment's sign anything goes.
    let code = text.split(" # ").next().unwrap_or_default();
    let dashes: Vec<_> = code.split_whitespace().filter_map(dash).collect();
    let count = code.chars().filter_map(known).count() + dashes.len();
    let (sign, straight, what) = code.chars().find_map(known).or_else(|| dashes.first().copied())?;
    Some((sign, straight, what, count))
}

/// `–it` and `—name`: a dash where a flag's hyphens were.
fn dash(code: &str) -> Option<(char, &'static str, &'static str)> {
    let flag = code.split_whitespace().find(|w| w.starts_with(['–', '—']) && w.chars().count() > 1)?;
    let (mut letters, what) = (flag.chars().skip(1), "a dash in place of a hyphen");
    // `-it` and its like: letters that each are a flag.
    let short = flag.chars().count() == 2 || (flag.chars().count() <= 4 && letters.all(|c| "aditqf".contains(c)));
    let sign = flag.chars().next()?;
    Some((sign, if short && sign == '–' { "-" } else { "--" }, what))
}

fn straightened(text: &str) -> String {
    let straight =
        |c: char| SIGNS.iter().find(|(s, ..)| *s == c).map_or_else(|| c.to_string(), |(_, p, _)| (*p).into());
    let words: Vec<String> = text.split(' ').map(|word| hyphened(word).chars().map(straight).collect()).collect();
    words.join(" ")
}

/// A flag with hyphens in place of its dash.
fn hyphened(word: &str) -> String {
    match word.strip_prefix(['–', '—']) {
        Some(flag) if !flag.is_empty() => format!("{}{flag}", dash(word).map_or("", |(_, hyphens, _)| hyphens)),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::straightened;

    #[test]
    fn the_help_mends_the_whole_line() {
        assert_eq!(straightened("docker run –it —name x echo “a – b”"), "docker run -it --name x echo \"a – b\"");
    }
}

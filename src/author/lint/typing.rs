//! Characters that look right and that no shell understands.

use super::command::unquoted;
use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command};
use crate::source::Span;
use regex::Regex;
use std::sync::LazyLock;

/// What an office program made of it, and what it was.
type Sign = (char, &'static str, &'static str);

const SIGNS: &[Sign] = &[
    ('“', "\"", "a typographic quote"),
    ('”', "\"", "a typographic quote"),
    ('„', "\"", "a typographic quote"),
    ('‟', "\"", "a typographic quote"),
    ('«', "\"", "a typographic quote"),
    ('»', "\"", "a typographic quote"),
    ('″', "\"", "a typographic quote"),
    ('‘', "'", "a typographic quote"),
    ('’', "'", "a typographic quote"),
    ('‚', "'", "a typographic quote"),
    ('′', "'", "a typographic quote"),
    ('\u{2010}', "-", "a hyphen that is none (U+2010)"),
    ('\u{2011}', "-", "a hyphen that is none (U+2011)"),
    ('\u{2212}', "-", "a hyphen that is none (U+2212)"),
    ('\u{a0}', " ", "a space that is none (U+00A0)"),
    ('\u{2002}', " ", "a space that is none (U+2002)"),
    ('\u{2003}', " ", "a space that is none (U+2003)"),
    ('\u{2009}', " ", "a space that is none (U+2009)"),
    ('\u{202f}', " ", "a space that is none (U+202F)"),
    ('\u{200b}', "", "a character of no width (U+200B)"),
    ('\u{feff}', "", "a character of no width (U+FEFF)"),
];
/// Where a here document begins, and its mark.
static HEREDOC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"<<-?\s*["']?(\w+)["']?"#).ok());
const SHELLS: &[&str] = &["bash", "sh", "shell", "console", "zsh"];
/// Files whose quotes and blanks a program reads: texts have typographic signs by right.
const READ: &[&str] = &["docker", "dockerfile", "yaml", "yml", "json"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, command) in given.commands() {
        let count = command.text.lines().count().max(1);
        // Behind the last line nothing goes on.
        if let Some(span) = (command.line..command.line + count - 1).find_map(|line| behind_backslash(given, line)) {
            let help = "let the line end with `\\`: for a shell the command is over here";
            found.push(given.finding("L0203", span, "something stands behind `\\`").help(help));
        }
        let places = typed_lines(given, command).filter_map(|line| Some((line, signs(given.source.line_text(line))?)));
        found.extend(finding(given, places, "a command"));
    }
    for (_, block) in &given.blocks {
        found.extend(finding(given, not_understood(given, block), "a command"));
    }
    for (_, block) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File && is_read(b)) {
        let lines = block.line + 1..block.end_line;
        let places = lines.filter_map(|line| Some((line, in_file(given.source.line_text(line))?)));
        found.extend(finding(given, places, "a file that a program reads"));
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

/// The calls of docker in a block tagged as shell that the reader made nothing of, maybe because of just such a sign.
fn not_understood<'b>(given: &'b Given<'_>, block: &Block) -> impl Iterator<Item = (usize, (Sign, usize))> + 'b {
    let is_shell = SHELLS.contains(&block.tag.to_lowercase().as_str());
    let lines = if block.kind == BlockKind::Other && is_shell { block.line + 1..block.end_line } else { 0..0 };
    lines.filter_map(|line| {
        let text = given.source.line_text(line);
        let is_call = text.trim_start().trim_start_matches("$ ").starts_with("docker ");
        Some((line, signs(text).filter(|_| is_call)?))
    })
}

/// The lines of a command without those of its here documents, which are texts.
fn typed_lines(given: &Given<'_>, command: &Command) -> impl Iterator<Item = usize> {
    let count = command.text.lines().count().max(1);
    let mut mark: Option<String> = None;
    let mut lines = Vec::new();
    for line in command.line..command.line + count {
        let text = given.source.line_text(line);
        if let Some(end) = &mark {
            if text.trim() == end {
                mark = None;
            }
            continue;
        }
        lines.push(line);
        mark = HEREDOC.as_ref().and_then(|h| Some(h.captures(text)?[1].to_owned()));
    }
    lines.into_iter()
}

fn is_read(block: &Block) -> bool {
    let language = block.tag.trim_matches(|c: char| "{}.,".contains(c)).to_lowercase();
    let path = block.path.as_deref().unwrap_or_default().to_lowercase();
    READ.contains(&language.as_str()) || [".yml", ".yaml", ".json", "dockerfile"].iter().any(|end| path.ends_with(end))
}

/// The first sign of a file's line where a value begins or blanks indent it, and how many there are.
fn in_file(line: &str) -> Option<(Sign, usize)> {
    let text = unquoted(line);
    let code = text.split('#').next().unwrap_or_default();
    let known = |c: char| SIGNS.iter().find(|(sign, ..)| *sign == c).copied();
    let mut before = ' ';
    let mut met: Vec<Sign> = Vec::new();
    let mut is_indent = true;
    for c in code.chars() {
        is_indent &= c.is_whitespace();
        let is_value = before.is_whitespace() || "[,:=({".contains(before);
        let is_meant = |sign: &Sign| match sign.1 {
            "\"" | "'" => is_value && begins_value(code),
            " " => is_indent || begins_value(code),
            _ => is_value,
        };
        met.extend(known(c).filter(is_meant));
        before = c;
    }
    Some((*met.first()?, met.len()))
}

/// Whether a line has a list of words or a value in typographic quotes, and not a sentence with a quoted word.
fn begins_value(code: &str) -> bool {
    let value = code.trim_start().trim_start_matches("- ");
    let value = value.split_once(": ").map_or(value, |(_, value)| value).trim();
    let value =
        value.split_once(char::is_whitespace).filter(|(word, _)| is_instruction(word)).map_or(value, |(_, v)| v);
    value.trim_start().starts_with(|c| c == '[' || SIGNS.iter().any(|(sign, ..)| *sign == c))
}

fn is_instruction(word: &str) -> bool {
    matches!(word, "CMD" | "ENTRYPOINT" | "RUN" | "COPY" | "ADD" | "SHELL" | "VOLUME" | "ENV" | "LABEL" | "FROM")
}

/// One finding for all signs of a command or a file.
fn finding(
    given: &Given<'_>,
    mut places: impl Iterator<Item = (usize, (Sign, usize))>,
    place: &str,
) -> Option<Diagnostic> {
    let (line, ((sign, straight, what), here)) = places.next()?;
    let below: usize = places.map(|(_, (_, count))| count).sum();
    let text = given.source.line_text(line);
    let at = text.find(sign)?;
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
    Some(given.finding("L0203", span, format!("{what} in {place}{more}")).help(help))
}

/// The first such sign of a line, and how many there are. Between straight quotes it is part of a text and fine.
fn signs(line: &str) -> Option<(Sign, usize)> {
    let text = unquoted(line);
    let known = |c: char| SIGNS.iter().find(|(sign, ..)| *sign == c).copied();
    // After a comment's sign anything goes.
    let code = text.split(" # ").next().unwrap_or_default();
    let dashes: Vec<_> = code.split_whitespace().filter_map(dash).collect();
    let count = code.chars().filter_map(known).count() + dashes.len();
    Some((code.chars().find_map(known).or_else(|| dashes.first().copied())?, count))
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
    use super::{in_file, straightened};

    #[test]
    fn signs_that_a_program_reads() {
        for (line, want) in [
            ("CMD [“sh”, “-c”]", true),
            ("    image: “nginx:1.27”", true),
            ("\u{a0}\u{a0}web:", true),
            ("description: the “best” image", false),
            ("RUN echo \"“a”\"", false),
            ("# “a”", false),
            ("LABEL maintainer=O’Neill", false),
        ] {
            assert_eq!(in_file(line).is_some(), want, "{line}");
        }
    }

    #[test]
    fn the_help_mends_the_whole_line() {
        assert_eq!(straightened("docker run –it —name x echo “a – b”"), "docker run -it --name x echo \"a – b\"");
    }
}

//! Characters that look right and that no shell understands.

use super::command::unquoted;
use super::given::{Given, short};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind};
use crate::reader::{Bent, bent, meant, unbent};
use crate::source::Span;

/// Where a sign is and how many there are: its line, itself, what was meant, and the line as it should be.
struct Place {
    line: usize,
    sign: char,
    meant: &'static str,
    count: usize,
    mended: String,
}

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
        found.extend(finding(given, typed(command.line, &command.text), "a command"));
    }
    for suggested in given.document.suggested.iter().filter(|s| s.straight.is_some()) {
        found.extend(finding(given, typed(suggested.line, &suggested.text), "a command"));
    }
    for (_, block) in &given.blocks {
        found.extend(finding(given, not_understood(given, block), "a command"));
    }
    for (_, block) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File) {
        let lines = |of: fn(usize, &str) -> Option<Place>| {
            (block.line + 1..block.end_line).filter_map(move |line| of(line, given.source.line_text(line)))
        };
        if is_script(block) {
            found.extend(finding(given, lines(typed), "a script"));
        } else if is_read(block) {
            found.extend(finding(given, lines(in_file), "a file that a program reads"));
        }
    }
}

/// The signs of a command that begins in a line.
fn typed(line: usize, text: &str) -> Option<Place> {
    let bent = bent(text);
    let Bent { at, sign, meant } = *bent.first()?;
    let nth = text[..at].matches('\n').count();
    let mended = unbent(text).and_then(|text| Some(text.lines().nth(nth)?.trim().to_owned())).unwrap_or_default();
    Some(Place { line: line + nth, sign, meant, count: bent.len(), mended })
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
fn not_understood<'b>(given: &'b Given<'_>, block: &Block) -> impl Iterator<Item = Place> + 'b {
    let lines = if block.kind == BlockKind::Other && is_shell(block) { block.line + 1..block.end_line } else { 0..0 };
    lines.filter_map(|line| {
        let text = given.source.line_text(line).trim();
        let text = text.strip_prefix("$ ").unwrap_or(text);
        let is_call = || unbent(text).is_some_and(|straight| straight.starts_with("docker "));
        typed(line, text).filter(|_| is_call())
    })
}

fn is_shell(block: &Block) -> bool {
    SHELLS.contains(&block.tag.to_lowercase().as_str())
}

/// Whether a shell reads the file, line by line as far as we look.
fn is_script(block: &Block) -> bool {
    block
        .path
        .as_deref()
        .map_or_else(|| is_shell(block), |path| path.rsplit_once('.').is_some_and(|(_, end)| end == "sh"))
}

fn is_read(block: &Block) -> bool {
    let language = block.tag.trim_matches(|c: char| "{}.,".contains(c)).to_lowercase();
    let path = block.path.as_deref().unwrap_or_default().to_lowercase();
    READ.contains(&language.as_str()) || [".yml", ".yaml", ".json", "dockerfile"].iter().any(|end| path.ends_with(end))
}

/// The signs of a file's line where a value begins or blanks indent it.
fn in_file(line: usize, text: &str) -> Option<Place> {
    if text.is_ascii() {
        return None;
    }
    let trimmed = text.trim();
    if let Some(call) = trimmed.strip_prefix("RUN ") {
        return typed(line, call).map(|place| Place { mended: format!("RUN {}", place.mended), ..place });
    }
    let unquoted = unquoted(text);
    let code = unquoted.split('#').next().unwrap_or_default();
    let mut before = ' ';
    let mut met: Vec<(char, &'static str)> = Vec::new();
    let mut is_indent = true;
    for c in code.chars() {
        is_indent &= c.is_whitespace();
        let is_value = before.is_whitespace() || "[,:=({".contains(before);
        let is_meant = |sign: &&str| match *sign {
            "\"" | "'" => is_value && begins_value(code),
            " " => is_indent || begins_value(code),
            _ => is_value,
        };
        met.extend(meant(c).filter(is_meant).map(|meant| (c, meant)));
        before = c;
    }
    let (sign, to_type) = *met.first()?;
    let mut mended = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        match meant(c) {
            Some(meant) => mended.push_str(meant),
            None => mended.push(c),
        }
    }
    Some(Place { line, sign, meant: to_type, count: met.len(), mended })
}

/// Whether a line has a list of words or a value in typographic quotes, and not a sentence with a quoted word.
fn begins_value(code: &str) -> bool {
    let value = code.trim_start().trim_start_matches("- ");
    let value = value.split_once(": ").map_or(value, |(_, value)| value).trim();
    let (word, operand) = value.split_once(char::is_whitespace).unwrap_or(("", value));
    let value = if is_instruction(word) { operand.trim_start() } else { value };
    let set = value.split_once('=').filter(|_| matches!(word, "ENV" | "ARG" | "LABEL")).map(|(_, set)| set);
    let is_bent = |text: &str| text.chars().next().and_then(meant).is_some();
    value.starts_with('[') || is_bent(value) || set.is_some_and(is_bent)
}

fn is_instruction(word: &str) -> bool {
    matches!(
        word,
        "CMD" | "ENTRYPOINT" | "RUN" | "COPY" | "ADD" | "SHELL" | "VOLUME" | "ENV" | "ARG" | "LABEL" | "FROM"
    )
}

/// One finding for all signs of a command or a file.
fn finding(given: &Given<'_>, places: impl IntoIterator<Item = Place>, place: &str) -> Option<Diagnostic> {
    let mut places = places.into_iter();
    let Place { line, sign, meant, count, mended } = places.next()?;
    let below: usize = places.map(|place| place.count).sum();
    let at = given.source.line_text(line).find(sign)?;
    let start = given.source.offset(line, 1) + at;
    let help = match meant {
        "" => "type it as nothing at all".to_owned(),
        " " => "type it as a plain space".to_owned(),
        _ => format!("write `{meant}`: `{}`", short(&mended)),
    };
    let span = Span::new(start, start + sign.len_utf8());
    let more = match count + below - 1 {
        0 => String::new(),
        n => format!(", and {n} more such {}", if n == 1 { "sign" } else { "signs" }),
    };
    Some(given.finding("L0203", span, format!("{} in {place}{more}", name(sign, meant))).help(help))
}

/// What a sign is called.
fn name(sign: char, meant: &str) -> String {
    let what = match meant {
        "\"" | "'" => return "a typographic quote".to_owned(),
        _ if matches!(sign, '–' | '—') => return "a dash in place of a hyphen".to_owned(),
        "" => "a character of no width",
        " " => "a space that is none",
        _ => "a hyphen that is none",
    };
    format!("{what} (U+{:04X})", u32::from(sign))
}

#[cfg(test)]
mod tests {
    use super::{in_file, typed};

    #[test]
    fn signs_that_a_program_reads() {
        for (line, want) in [
            ("CMD [“sh”, “-c”]", true),
            ("    image: “nginx:1.27”", true),
            ("\u{a0}\u{a0}web:", true),
            ("ENV NAME=“web”", true),
            ("RUN echo ‘a’", true),
            ("description: the “best” image", false),
            ("RUN echo \"“a”\"", false),
            ("# “a”", false),
            ("LABEL maintainer=O’Neill", false),
        ] {
            assert_eq!(in_file(1, line).is_some(), want, "{line}");
        }
    }

    #[test]
    fn the_help_mends_the_whole_line() {
        for (text, want) in [
            ("docker run –it —name x echo “a – b”", Some((1, "docker run -it --name x echo \"a – b\""))),
            ("docker run \\\n  ––rm x", Some((2, "--rm x"))),
            ("git commit -m 'Don’t'", None),
        ] {
            let place = typed(1, text);
            assert_eq!(place.as_ref().map(|place| (place.line, &*place.mended)), want, "{text}");
        }
    }
}

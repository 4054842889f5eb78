//! Code blocks: commands, what they print, files.

use super::layout::{Line, Piece, cut, one_line, piece, prefix, push_char, width, wrap};
use super::style::{Role, Theme};
use crate::document::{Block, BlockKind, Command, Location};
use unicode_width::UnicodeWidthStr;

/// Columns a tab stands for.
const TAB: usize = 8;

/// A code block in so many columns.
pub(super) fn block(block: &Block, columns: usize, theme: &Theme) -> Vec<Line> {
    let rows = rows(block);
    if theme.plain {
        return plain(block, &rows);
    }
    let bar = [piece(Role::Muted, "  │ ")];
    let body = rows.iter().flat_map(|row| soft_wrap(&row.line(), columns.saturating_sub(4)));
    let mut out = title(block, columns);
    out.extend(prefix(body.collect(), &bar, &bar));
    out
}

/// What one line of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The first line of a command; whether it is typed in a container.
    First(Location),
    /// A further line of a command.
    More,
    /// Anything else, by the block's kind.
    Other(Role),
}

/// One line of a block.
#[derive(Debug)]
struct Row<'a> {
    part: Part,
    text: &'a str,
    placeholders: &'a [String],
}

impl Row<'_> {
    /// With its prompt, as on a terminal.
    fn line(&self) -> Line {
        let text = expand_tabs(self.text);
        match self.part {
            Part::First(location) => [vec![sign(location)], command(&text, self.placeholders)].concat(),
            Part::More => [vec![piece(Role::Text, "  ")], command(&text, self.placeholders)].concat(),
            Part::Other(role) => marked(&text, self.placeholders, role),
        }
    }
}

/// The prompt before a command: a user's on the host, in a container that of root in the top folder.
fn sign(location: Location) -> Piece {
    let sign = match location {
        Location::Host => "$ ",
        Location::Container => "/ # ",
        Location::Program => "> ",
    };
    piece(Role::Prompt, sign)
}

/// The block's lines, with the commands' lines known by the line numbers the reader kept. Where they do not meet
/// the text, the line is shown as it is.
fn rows(block: &Block) -> Vec<Row<'_>> {
    let lines: Vec<&str> = block.text.lines().collect();
    let mut rows = Vec::with_capacity(lines.len());
    let mut commands = block.commands.iter().peekable();
    let first = first_line(block, &lines);
    let mut at = 0;
    while let Some(&text) = lines.get(at) {
        while commands.next_if(|c| c.line < first + at).is_some() {}
        let here = commands.next_if(|c| c.line == first + at && meets(c, &lines[at..]));
        if let Some(command) = here {
            push_command(command, &mut rows);
            at += command.text.lines().count().max(1);
        } else {
            rows.push(Row { part: Part::Other(role_of(block, text)), text, placeholders: &block.placeholders });
            at += 1;
        }
    }
    rows
}

/// The line of the file that the block's text begins in: right below its fence, but for options that stand above it, and
/// for text without a fence.
fn first_line(block: &Block, lines: &[&str]) -> usize {
    let below = block.line + 1;
    let Some(command) = block.commands.first() else { return below };
    let meets_at = |at: &usize| lines.get(*at..).is_some_and(|rest| !rest.is_empty() && meets(command, rest));
    if command.line.checked_sub(below).as_ref().is_some_and(meets_at) {
        return below;
    }
    (0..lines.len()).find(meets_at).map_or(below, |at| command.line.saturating_sub(at))
}

/// Whether the command's lines are those of the block from here on.
fn meets(command: &Command, lines: &[&str]) -> bool {
    let mut text = command.text.lines();
    command.text.lines().count() <= lines.len()
        && text.all({
            let mut lines = lines.iter();
            move |part| lines.next().is_some_and(|line| line.contains(part.trim()))
        })
}

fn push_command<'a>(command: &'a Command, rows: &mut Vec<Row<'a>>) {
    for (i, text) in command.text.lines().enumerate() {
        let part = if i == 0 { Part::First(command.location) } else { Part::More };
        rows.push(Row { part, text, placeholders: &command.placeholders });
    }
}

/// The role of a line that is no command.
fn role_of(block: &Block, text: &str) -> Role {
    match block.kind {
        BlockKind::Command | BlockKind::Session if text.trim_start().starts_with('#') => Role::Muted,
        BlockKind::Command | BlockKind::Synopsis | BlockKind::Repl => Role::Command,
        BlockKind::Session | BlockKind::Output | BlockKind::File | BlockKind::Other => Role::Output,
    }
}

/// The line above a block: a file's path, or what the block is; nothing where there is nothing to say.
fn title(block: &Block, columns: usize) -> Vec<Line> {
    let path = block.path.as_deref().map(one_line).unwrap_or_default();
    let words = labels(block).join(" · ");
    let dot = if path.is_empty() || words.is_empty() { "" } else { " · " };
    let said = [piece(Role::Title, &path), piece(Role::Muted, &format!("{dot}{words}"))];
    if width(&said) == 0 {
        return Vec::new();
    }
    prefix(wrap(&said, columns.saturating_sub(4)), &[piece(Role::Muted, "  ╭ ")], &[piece(Role::Muted, "  │ ")])
}

/// What to know about a block, shortest words first.
fn labels(block: &Block) -> Vec<String> {
    let mut labels = Vec::new();
    match block.kind {
        BlockKind::Output => labels.push("output".to_owned()),
        BlockKind::Synopsis => labels.push("general form".to_owned()),
        _ => labels.extend(tagged(block).map(one_line)),
    }
    if block.terminal > 1 {
        labels.push(format!("terminal {}", block.terminal));
    }
    if block.alternative_of.is_some() {
        labels.push("another way".to_owned());
    }
    labels
}

/// A command, its placeholders set off.
fn command(text: &str, placeholders: &[String]) -> Line {
    marked(text, placeholders, Role::Command)
}

fn marked(text: &str, placeholders: &[String], role: Role) -> Line {
    let mut line = Line::new();
    let mut rest = text;
    let next = |rest: &str| {
        let found =
            placeholders.iter().filter(|p| !p.is_empty()).filter_map(|p| rest.find(p.as_str()).map(|at| (at, p.len())));
        found.min_by_key(|(at, len)| (*at, usize::MAX - len))
    };
    while let Some((at, len)) = next(rest) {
        line.push(piece(role, &rest[..at]));
        line.push(piece(Role::Placeholder, &rest[at..at + len]));
        rest = &rest[at + len..];
    }
    line.push(piece(role, rest));
    line
}

/// The mark at the start of a line that goes on from the one above.
const CONTINUED: &str = "↪ ";

/// A long line in several, each further one marked, so that nobody takes it for a line of its own.
fn soft_wrap(line: &[Piece], columns: usize) -> Vec<Line> {
    let mut out = vec![Line::new()];
    let mut room = columns;
    for word in at_blanks(line) {
        let used = out.last().map_or(0, |l| width(l));
        // A blank near the end is a good place to break; a word that leaves much of the line empty is cut.
        if used + width(&word) > room && (used > columns * 2 / 3 || width(&word) <= columns / 3) {
            out.push(Line::new());
        }
        room = columns.saturating_sub(if out.len() > 1 { CONTINUED.width() } else { 0 });
        let used = out.last().map_or(0, |l| width(l));
        let mut parts = cut(&word, room.saturating_sub(used), columns.saturating_sub(CONTINUED.width())).into_iter();
        if let (Some(last), Some(part)) = (out.last_mut(), parts.next()) {
            last.extend(part);
        }
        out.extend(parts);
    }
    prefix(out, &[], &[piece(Role::Muted, CONTINUED)])
}

/// The line in words with the blanks after them.
fn at_blanks(line: &[Piece]) -> Vec<Line> {
    let mut words = vec![Line::new()];
    let mut blank = false;
    for piece in line {
        for c in piece.text.chars() {
            if blank && c != ' ' {
                words.push(Line::new());
            }
            blank = c == ' ';
            words.last_mut().into_iter().for_each(|word| push_char(word, piece.role, c));
        }
    }
    words
}

/// Tabs as blanks, up to the next stop.
fn expand_tabs(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let blanks = TAB - column % TAB;
            out.push_str(&" ".repeat(blanks));
            column += blanks;
        } else {
            out.push(c);
            column += 1;
        }
    }
    out
}

/// A block as words and lines. Long lines stay whole: a reader's program or a pipe wants them so.
fn plain(block: &Block, rows: &[Row]) -> Vec<Line> {
    let mut out = Vec::new();
    for run in rows.chunk_by(goes_on) {
        plain_run(block, run, &mut out);
    }
    out
}

/// Whether a row belongs to the same run as the one before: to its command, to a comment, or to other lines.
fn goes_on(row: &Row, next: &Row) -> bool {
    match next.part {
        Part::First(_) => false,
        Part::More => true,
        Part::Other(role) => row.part == Part::Other(role),
    }
}

/// What stands before every command in plain text.
const COMMAND: &str = "Command";

/// A command, a comment, or all other lines up to the next one.
fn plain_run(block: &Block, rows: &[Row], out: &mut Vec<Line>) {
    let label = match rows.first().map(|row| row.part) {
        Some(Part::First(Location::Host)) => command_label(block, COMMAND),
        Some(Part::First(Location::Container)) => command_label(block, "Command in the container"),
        Some(Part::First(Location::Program)) => command_label(block, "Input for the program"),
        Some(Part::Other(Role::Muted)) => "Comment".to_owned(),
        _ => other_label(block),
    };
    let comment_sign = |c| label == "Comment" && (c == '#' || c == ' ');
    let texts: Vec<&str> = rows.iter().map(|row| row.text).collect();
    let line = |indent: &str, text: &str| vec![piece(Role::Text, &format!("{indent}{}", expand_tabs(text)))];
    match texts.as_slice() {
        [] => {}
        texts if texts.iter().all(|t| t.trim().is_empty()) => {}
        [one] => out.push(line("", &format!("{label}: {}", one.trim_start_matches(comment_sign).trim()))),
        [first, rest @ ..] if label.starts_with(COMMAND) => {
            out.push(line("", &format!("{label}: {first}")));
            out.extend(rest.iter().map(|text| line("  ", text)));
        }
        texts => {
            out.push(line("", &format!("{label}:")));
            out.extend(texts.iter().map(|text| line("  ", text)));
            out.push(line("", &format!("End of {}.", lower_first(&label))));
        }
    }
}

/// The language of a block that its author tagged; where they did not, the text speaks for itself.
fn tagged(block: &Block) -> Option<&str> {
    block.language().filter(|_| !block.tag.is_empty())
}

fn command_label(block: &Block, word: &str) -> String {
    let terminal = if block.terminal > 1 { format!(" in terminal {}", block.terminal) } else { String::new() };
    let other = if block.alternative_of.is_some() { " (another way)" } else { "" };
    format!("{word}{terminal}{other}")
}

fn other_label(block: &Block) -> String {
    let language = |word: &str| tagged(block).map_or_else(|| word.to_owned(), |name| format!("{word} ({name})"));
    match (&block.path, block.kind) {
        (Some(path), _) => format!("File {}", one_line(path)),
        (None, BlockKind::File) => language("File"),
        (None, BlockKind::Session | BlockKind::Output) => "Output".to_owned(),
        (None, BlockKind::Command) => language("Shell"),
        (None, BlockKind::Synopsis) => "General form".to_owned(),
        (None, BlockKind::Repl) => language("Input"),
        (None, BlockKind::Other) => language("Text"),
    }
}

fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

//! The outline for people: sections with their blocks, commands, boxes and questions in the order of the text, each with
//! its line, and a summary.

use super::boxes::{Nested, boxes};
use super::shown::{Figure, Shown};
use super::{Fates, steps};
use crate::document::{
    Block, BlockKind, Command, Confidence, Document, Location, NodeKind, Quiz, QuizKind, Suggested, plain_text,
};
use crate::source::Source;
use crate::terminal::{Role, Theme, columns};
use crate::text::count;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Something that was understood, to be told with its line.
enum Row<'d> {
    Section {
        title: String,
        id: &'d str,
    },
    Block(&'d Block),
    Suggested(&'d Suggested),
    Box(Nested<'d>),
    Question(&'d Quiz),
    /// A table, a picture or a port to open: what it is, and the words for it.
    Beside(&'static str, String),
}

/// The outline as indented text, painted by role; a section that holds nothing but text is left out.
pub fn outline_text(source: &Source, document: &Document, theme: &Theme) -> String {
    outline(source, document, theme, theme.color)
}

/// The same for a screen: a long line goes on below its own beginning, in colour or not. Elsewhere it is one line, to be
/// searched for.
pub fn outline_on_screen(source: &Source, document: &Document, theme: &Theme) -> String {
    outline(source, document, theme, true)
}

fn outline(source: &Source, document: &Document, theme: &Theme, hangs: bool) -> String {
    let mut out = Painted { text: String::new(), theme, hangs };
    let title = document.title.as_deref().unwrap_or("no title");
    out.line(&[(Role::Text, &source.name), (Role::Text, ": "), (Role::Title, title)]);
    facts(&mut out, document);
    let (rows, fates) = (rows(document), Fates::of(document));
    for (i, (line, row)) in rows.iter().enumerate() {
        match row {
            Row::Section { title, id } => {
                if rows.get(i + 1).is_some_and(|(_, next)| !matches!(next, Row::Section { .. })) {
                    out.text.push('\n');
                    let anchor = format!("  #{id}");
                    out.numbered(*line, 5, &[(Role::Heading, title), (Role::Muted, &anchor)]);
                }
            }
            Row::Block(block) => push_block(&mut out, block, &fates),
            Row::Suggested(Suggested { text, location, placeholders, .. }) => {
                out.numbered(*line, 7, &[(Role::Note, "suggested")]);
                out.line(&[(Role::Text, INDENT), (Role::Prompt, sign(*location)), (Role::Command, text)]);
                push_placeholders(&mut out, "  ", placeholders);
            }
            Row::Box(nested) => push_box(&mut out, *nested),
            Row::Question(quiz) => push_question(&mut out, quiz),
            Row::Beside(kind, words) => {
                out.numbered(*line, 7, &[(Role::Muted, kind), (Role::Muted, "  "), (Role::Muted, words)]);
            }
        }
    }
    out.text.push('\n');
    out.line(&[(Role::Strong, &summary(document))]);
    out.text
}

/// All rows in the order of the text; what comes before the first heading stands before it.
fn rows(document: &Document) -> Vec<(usize, Row<'_>)> {
    let mut rows: Vec<(usize, Row<'_>)> = Vec::new();
    for node in &document.nodes {
        if let NodeKind::Heading { id, text, .. } = &node.kind {
            rows.push((node.line, Row::Section { title: plain_text(text).trim().to_owned(), id }));
        }
    }
    rows.extend(document.blocks().into_iter().map(|b| (b.line, Row::Block(b))));
    rows.extend(document.suggested.iter().map(|s| (s.line, Row::Suggested(s))));
    rows.extend(document.quizzes.iter().map(|q| (q.line, Row::Question(q))));
    let asked: BTreeSet<usize> = document.quizzes.iter().map(|q| q.line).collect();
    // The box of a question is told as the question.
    let told = |b: &Nested<'_>| !(b.callout.kind == "question" && asked.contains(&b.line));
    rows.extend(boxes(document).into_iter().filter(told).map(|b| (b.line, Row::Box(b))));
    rows.extend(beside(document));
    rows.sort_by_key(|(line, _)| *line);
    rows
}

/// A description in an outline is not longer, in characters.
const DESCRIPTION: usize = 70;

/// Tables by their heads, pictures by their descriptions, and each port that a paragraph opens. Pictures in a row are told
/// by their number: most are badges.
fn beside<'d>(document: &Document) -> Vec<(usize, Row<'d>)> {
    let shown = Shown::of(document);
    let mut rows = Vec::new();
    for table in &shown.tables {
        let heads: Vec<&str> = table.header.iter().map(|head| head.trim()).filter(|head| !head.is_empty()).collect();
        let heads = if heads.is_empty() { count(table.header.len(), "column") } else { brief(&heads.join(", ")) };
        rows.push((table.line, Row::Beside("table", format!("{heads} ({})", count(table.rows, "row")))));
    }
    let in_table = |figure: &&Figure| !shown.tables.iter().any(|table| table.line == figure.line);
    let mut lines: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for figure in shown.figures.iter().filter(in_table) {
        lines.entry(figure.line).or_default().push(if figure.text.is_empty() { &figure.url } else { &figure.text });
    }
    for (line, words) in lines {
        rows.push((
            line,
            match words.as_slice() {
                [words] => Row::Beside("figure", brief(words)),
                _ => Row::Beside("figures", words.len().to_string()),
            },
        ));
    }
    let mut opened = BTreeSet::new();
    for link in &shown.links {
        if let Some(port) = link.port.filter(|port| opened.insert((link.line, *port))) {
            rows.push((link.line, Row::Beside("opens", format!("port {port}"))));
        }
    }
    rows
}

/// Words on one line, and not too many.
fn brief(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(DESCRIPTION) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// Where a command stands.
const INDENT: &str = "           ";

/// Text in roles.
struct Painted<'t> {
    text: String,
    theme: &'t Theme,
    /// Long lines go on below their own beginning.
    hangs: bool,
}

impl Painted<'_> {
    fn line(&mut self, pieces: &[(Role, &str)]) {
        let broken = if self.hangs { broken(pieces, self.theme.width) } else { vec![pieces.to_vec()] };
        for (at, line) in broken.iter().enumerate() {
            if at > 0 {
                self.text.push_str(&" ".repeat(hang(pieces)));
            }
            for (role, text) in line {
                self.text.push_str(&self.theme.paint(*role, text));
            }
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
        }
    }

    /// A line of the lesson, its number right-aligned in so many columns.
    fn numbered(&mut self, line: usize, columns: usize, pieces: &[(Role, &str)]) {
        let number = format!("{line:>columns$}  ");
        self.line(&[&[(Role::Muted, number.as_str())], pieces].concat());
    }
}

/// Where the further lines of a long line begin.
fn hang(pieces: &[(Role, &str)]) -> usize {
    let first = pieces.first().map_or(0, |(_, text)| columns(text));
    if pieces.len() > 1 { first.min(INDENT.len()) + 2 } else { 2 }
}

/// The parts of a text between which a line may be broken: behind blanks, beside the characters of scripts without
/// blanks, and anywhere in what is longer than a line.
fn parts(text: &str, room: usize) -> Vec<(usize, &str)> {
    let is_wide = |c: char| columns(c.encode_utf8(&mut [0; 4])) > 1;
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(' ') {
        let is_long = columns(word.trim_end()) > room;
        let mut from = 0;
        let mut before = None;
        for (at, c) in word.char_indices() {
            let between = before.is_some_and(|b| is_long || is_wide(b) || is_wide(c));
            if between && c != ' ' {
                found.push((start + from, &word[from..at]));
                from = at;
            }
            before = Some(c);
        }
        found.push((start + from, &word[from..]));
        start += word.len();
    }
    found
}

/// Pieces as lines of so many columns, the blank at which a line is broken left out.
fn broken<'p>(pieces: &[(Role, &'p str)], width: usize) -> Vec<Vec<(Role, &'p str)>> {
    let (mut lines, mut line, mut column) = (Vec::new(), Vec::new(), 0);
    let hang = hang(pieces);
    for (role, text) in pieces {
        let mut from = 0;
        for (at, part) in parts(text, width.saturating_sub(hang)) {
            if column + columns(part.trim_end()) > width && column > hang {
                line.push((*role, text[from..at].trim_end()));
                lines.push(std::mem::take(&mut line));
                (from, column) = (at, hang);
            }
            column += columns(part);
        }
        line.push((*role, &text[from..]));
    }
    lines.push(line);
    lines
}

fn facts(out: &mut Painted<'_>, document: &Document) {
    let minutes = document.minutes.teaching.unwrap_or(0).saturating_add(document.minutes.exercises.unwrap_or(0));
    let fact = |out: &mut Painted<'_>, name: &str, text: &str| {
        out.line(&[(Role::Text, "  "), (Role::Muted, name), (Role::Text, ": "), (Role::Text, text)]);
    };
    fact(out, "dialects", &document.dialects.join(", "));
    if minutes > 0 {
        fact(out, "time", &count(minutes as usize, "minute"));
    }
    for objective in &document.objectives {
        fact(out, "objective", objective);
    }
    let stated = [
        ("question", &document.questions),
        ("prerequisite", &document.prerequisites),
        ("key point", &document.key_points),
    ];
    for (name, text) in stated.iter().flat_map(|(name, stated)| stated.items.iter().map(move |text| (name, text))) {
        fact(out, name, text);
    }
}

fn push_block(out: &mut Painted<'_>, block: &Block, fates: &Fates) {
    let path = block.path.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
    let terminal = if block.terminal > 1 { format!(", terminal {}", block.terminal) } else { String::new() };
    let instead = block.alternative_of.map_or_else(String::new, |line| format!(", instead of {line}"));
    let sure = match block.confidence {
        Confidence::Certain => "",
        Confidence::Likely => ", likely",
        Confidence::Guess => ", a guess",
    };
    let append = if block.append { ", added" } else { "" };
    out.numbered(
        block.line,
        7,
        &[
            (Role::Note, kind_name(block.kind)),
            (Role::Title, &path),
            (Role::Muted, append),
            (Role::Muted, &terminal),
            (Role::Muted, &instead),
            (Role::NotYet, sure),
        ],
    );
    block.commands.iter().for_each(|command| push_command(out, command, fates));
    if block.kind == BlockKind::File {
        push_placeholders(out, "", &block.placeholders);
    }
    if let Some(expected) = &block.expected {
        let lines = format!("output: {}", count(expected.lines().count(), "line"));
        out.line(&[(Role::Text, INDENT), (Role::Muted, &lines)]);
    }
}

/// The prompt before what is typed.
fn sign(location: Location) -> &'static str {
    match location {
        Location::Host => "$ ",
        Location::Container => "container $ ",
        Location::Program => "program > ",
    }
}

fn push_command(out: &mut Painted<'_>, command: &Command, fates: &Fates) {
    let mut lines = command.text.lines().peekable();
    let mut lead = sign(command.location);
    while let Some(text) = lines.next() {
        let asks = match lines.peek() {
            None if command.interactive => "   (interactive)",
            None if fates.endless.contains(&command.line) => "   (until Ctrl-C)",
            None if fates.failing.contains(&command.line) => "   (meant to fail)",
            _ => "",
        };
        out.line(&[(Role::Text, INDENT), (Role::Prompt, lead), (Role::Command, text), (Role::Muted, asks)]);
        lead = "  ";
    }
    push_placeholders(out, "  ", &command.placeholders);
}

/// What the learner must replace in what stands above.
fn push_placeholders(out: &mut Painted<'_>, lead: &str, names: &[String]) {
    if !names.is_empty() {
        let to_fill_in = format!("{lead}to fill in: ");
        out.line(&[(Role::Text, INDENT), (Role::Muted, &to_fill_in), (Role::Placeholder, &names.join(", "))]);
    }
}

/// A box within another is set in as far as it is nested.
fn push_box(out: &mut Painted<'_>, nested: Nested<'_>) {
    let Nested { line, depth, callout, .. } = nested;
    let folded = if callout.collapsed { ", folded" } else { "" };
    let title = callout.title.lines().next().unwrap_or_default();
    let kind = format!("{}box: {}", "  ".repeat(depth), callout.kind);
    out.numbered(line, 7, &[(Role::Text, &kind), (Role::Muted, folded), (Role::Text, "  "), (Role::Text, title)]);
}

fn push_question(out: &mut Painted<'_>, quiz: &Quiz) {
    let question = quiz.question.lines().next().unwrap_or_default();
    let kind = format!("question, {}", quiz_name(quiz.kind));
    out.numbered(quiz.line, 7, &[(Role::Hint, &kind), (Role::Text, "  "), (Role::Text, question)]);
    let answer = quiz.answer.lines().next().filter(|a| !a.is_empty());
    let (role, answer) = answer.map_or((Role::NotYet, "none"), |a| (Role::Text, a));
    out.line(&[(Role::Text, INDENT), (Role::Muted, "answer: "), (role, answer)]);
}

/// `5 steps, 12 blocks (7 command, 5 output), 9 commands, 2 questions`
fn summary(document: &Document) -> String {
    let blocks = document.blocks();
    let of_kind = |kind| blocks.iter().filter(|b| b.kind == kind).count();
    let kinds = KINDS.map(|kind| (of_kind(kind), kind_name(kind)));
    let kinds: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")).collect();
    let of_kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let commands = blocks.iter().map(|b| b.commands.len()).sum();
    let unsure = blocks.iter().filter(|b| b.confidence == Confidence::Guess).count();
    let mut out = count(steps(document).len(), "step");
    let _ = write!(out, ", {}{of_kinds}, {}", count(blocks.len(), "block"), count(commands, "command"));
    if !document.suggested.is_empty() {
        let _ = write!(out, ", {} suggested", document.suggested.len());
    }
    let _ = write!(out, ", {}", count(document.quizzes.len(), "question"));
    if unsure > 0 {
        let _ = write!(out, ", {unsure} {}", if unsure == 1 { "guess" } else { "guesses" });
    }
    out
}

const KINDS: [BlockKind; 7] = [
    BlockKind::Command,
    BlockKind::Session,
    BlockKind::Output,
    BlockKind::File,
    BlockKind::Synopsis,
    BlockKind::Repl,
    BlockKind::Other,
];

fn quiz_name(kind: QuizKind) -> &'static str {
    match kind {
        QuizKind::Reveal => "reveal",
        QuizKind::Single => "single",
        QuizKind::Multiple => "multiple",
        QuizKind::TrueFalse => "true or false",
        QuizKind::Text => "text",
        QuizKind::Number => "number",
    }
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Command => "command",
        BlockKind::Session => "session",
        BlockKind::Output => "output",
        BlockKind::File => "file",
        BlockKind::Synopsis => "synopsis",
        BlockKind::Repl => "repl",
        BlockKind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "# Ropes\n\n## Tie\n\n```bash\n$ docker run <name>\n```\n\n## Read\n\nText.\n\n\
        ??? Question \"Why?\"\n\n    So.\n\nLeave with `exit`. Run `docker stop <name>`.\n";

    fn shown(theme: &Theme) -> String {
        let source = Source::new("x.md", LESSON);
        outline_text(&source, &crate::reader::read(&source).0, theme)
    }

    #[test]
    fn everything_has_its_line() {
        let want = "x.md: Ropes
  dialects: mkdocs-material

    3  Tie  #tie
      5  command
           $ docker run <name>
             to fill in: <name>

    9  Read  #read
     13  question, reveal  Why?
           answer: So.
     17  suggested
           container $ exit
     17  suggested
           $ docker stop <name>
             to fill in: <name>

2 steps, 1 block (1 command), 1 command, 2 suggested, 1 question
";
        assert_eq!(shown(&Theme::new(false, true, None)), want);
    }

    #[test]
    fn what_is_shown_beside_blocks_is_told_in_one_line() {
        let text = "# T\n\n![A ship](a.png) at [home](http://localhost:80/x), [or](http://localhost/y).\n\n| Rope | |\n\
                    |---|---|\n| c | ![d](d.png) |\n\n![](b.png) ![x](c.png)\n\n![](e.png)\n";
        let source = Source::new("x.md", text);
        let outline = outline_text(&source, &crate::reader::read(&source).0, &Theme::new(false, true, None));
        let want = [
            "    1  T  #t",
            "      3  figure  A ship",
            "      3  opens  port 80",
            "      5  table  Rope (1 row)",
            "      9  figures  2",
            "     11  figure  e.png",
        ];
        let told: Vec<&str> = outline.lines().filter(|line| line.starts_with("    ")).collect();
        assert_eq!(told, want);
    }

    #[test]
    fn long_lines_go_on_below_their_beginning() {
        let pieces = [(Role::Text, INDENT), (Role::Prompt, "$ "), (Role::Command, "docker run --name web nginx")];
        let lines: Vec<String> = broken(&pieces, 29).iter().map(|l| l.iter().map(|(_, t)| *t).collect()).collect();
        assert_eq!(lines, ["           $ docker run", "--name web nginx"]);
        assert_eq!(broken(&[(Role::Text, "one two")], 6).len(), 2);
        assert_eq!(broken(&pieces, 80).len(), 1);
        let lines = |text: &str| broken(&[(Role::Text, text)], 8).iter().map(|l| l[0].1.to_owned()).collect::<Vec<_>>();
        assert_eq!(lines("一二三四五六七 八九"), ["一二三四", "五六七", "八九"]);
        assert_eq!(lines("#step-0-with"), ["#step-0-", "with"]);
        assert_eq!(lines("a 12345678 b"), ["a 123456", "78 b"]);
        // Without colour as well, but in a file it is one line.
        let source =
            Source::new("x.md", format!("# L\n\n## S\n\n```bash\ndocker run --name {}\n```\n", "web ".repeat(40)));
        let (document, theme) = (crate::reader::read(&source).0, Theme::new(false, false, Some(40)));
        let longest = |text: String| text.lines().map(columns).max();
        assert!(longest(outline_on_screen(&source, &document, &theme)) <= Some(theme.width));
        assert!(longest(outline_text(&source, &document, &theme)) > Some(theme.width));
    }

    #[test]
    fn colours_only_where_they_are_wanted() {
        let (dull, bright) = (shown(&Theme::new(false, false, None)), shown(&Theme::new(true, false, None)));
        assert!(!dull.contains('\u{1b}'), "{dull}");
        assert!(bright.contains("\u{1b}[36m\u{1b}[1mTie\u{1b}[0m"), "{bright:?}");
    }
}

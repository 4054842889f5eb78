//! `<details><summary>Title</summary> … </details>`.

use super::super::callout;
use super::super::lines::{Line, dedent_common, span_of};
use super::super::pattern::Pattern;
use super::super::scan::{find_part, without_tags};
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::{Callout, Node};
use crate::source::Source;
use memchr::{memmem, memrchr};

static OPEN: Pattern = Pattern::new(r"(?i)^\s*<details\b[^>]*>");
static TAG: Pattern = Pattern::new(r"(?i)(</?details\b[^>]*>)");
static SUMMARY_OPEN: Pattern = Pattern::new(r"(?i)(<summary\b[^>]*>)");
static SUMMARY_CLOSE: Pattern = Pattern::new(r"(?i)(</summary\s*>)");
static ANSWER: Pattern = Pattern::new(
    r"(?i)\b(solutions?|answers?|lösung(en)?|antwort(en)?|soluci[oó]n(es)?|respuestas?|réponses?|solução|resposta|soluzione|risposta)\b|答案|解答",
);
static HINT: Pattern = Pattern::new(r"(?i)\b(hints?|tips?|hinweise?|tipps?|indices?|pistas?)\b");

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { everywhere: true, ..Construct::new(b"<", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().text.trim_start();
    text.get(..8).is_some_and(|tag| tag.eq_ignore_ascii_case("<details")) && OPEN.is_match(text)
}

/// Where a line of running text goes on with a box that ends on it or further below, and the index of the line after
/// that: `What is it? <details><summary>Answer</summary>This.</details>`.
pub fn beside(lines: &[Line<'_>], at: usize) -> Option<(usize, usize)> {
    let text = &*lines[at].text;
    let start = find_part(text, "<details")?;
    let before = &text[..start];
    // What is said of the tag itself is code, and a cell of a table holds no box.
    if before.contains('<') && ["<!--", "<code", "<pre", "<t"].iter().any(|tag| before.contains(tag)) {
        return None;
    }
    let is_text = !before.trim().is_empty() && lines[at].indent() < CODE;
    if !is_text || before.matches('`').count() % 2 == 1 || before.contains('|') {
        return None;
    }
    let mut depth = 0_i32;
    for (i, line) in lines.iter().enumerate().skip(at).take(MAX_BESIDE) {
        let from = if i == at { start } else { 0 };
        for (_, tag) in TAG.all(line.text.get(from..)?, 1) {
            depth += if tag.starts_with("</") { -1 } else { 1 };
            if depth == 0 {
                return Some((start, i + 1));
            }
        }
    }
    None
}

/// A box that begins within a line has so many lines at most.
const MAX_BESIDE: usize = 60;

/// The numbers of the lines on which a box may begin behind text, in order.
pub fn all_beside(source: &Source) -> Vec<usize> {
    let text = source.text.as_bytes();
    let is_mark = |b: &u8| b.is_ascii_whitespace() || b.is_ascii_digit() || b">-*+.)".contains(b);
    let is_beside = |at: &usize| {
        let from = memrchr(b'\n', &text[..*at]).map_or(0, |end| end + 1);
        !text[from..*at].iter().all(is_mark)
    };
    let mut found: Vec<usize> =
        memmem::find_iter(text, "<details").filter(is_beside).map(|at| source.line(at)).collect();
    found.dedup();
    found
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let (body, next) = body(place);
    if next == place.lines.len() && !place.lines.last().is_some_and(|l| TAG.is_match(&l.text)) {
        parser.warn("L0106", place.line().span, "this `<details>` is never closed", "close it with `</details>`");
    }
    let (title, rest) = split_summary(&body);
    let open = TAG.group(&place.line().text, 1).is_some_and(|t| t.to_lowercase().contains(" open"));
    let children =
        if is_code(&rest, place.line().indent()) { parser.nested(&rest) } else { parser.nested(&dedent_common(&rest)) };
    let made = Callout { kind: kind(&title).to_owned(), title, collapsed: !open, children };
    nodes.push(super::callout_node(made, span_of(&place.lines[place.at..next]), place.line().number));
    next
}

/// Most authors set in what a box holds. Code alone is set in by more, below a blank line, and begins as code does.
fn is_code(lines: &[Line<'_>], outer: usize) -> bool {
    let lines = match lines {
        [first, rest @ ..] if first.is_blank() => rest,
        _ => lines,
    };
    let first = lines.iter().position(|line| !line.is_blank());
    let begins = |text: &str| ["docker ", "docker-compose ", "$ ", "FROM "].iter().any(|begin| text.starts_with(begin));
    first.is_some_and(|at| {
        let deep = |line: &Line<'_>| line.is_blank() || line.indent() >= outer + CODE;
        at > 0 && begins(lines[at].trimmed()) && lines.iter().all(deep)
    })
}

/// Code is set in by so many columns.
const CODE: usize = 4;

fn kind(title: &str) -> &'static str {
    match title {
        t if ANSWER.is_match(t) => "solution",
        t if HINT.is_match(t) => callout::HINT,
        _ => "note",
    }
}

/// The lines between the tags, and the index of the line after them.
fn body<'s>(place: &Place<'_, 's>) -> (Vec<Line<'s>>, usize) {
    let (mut depth, mut body) = (0_i32, Vec::new());
    for (i, line) in place.lines.iter().enumerate().skip(place.at) {
        let mut from = 0;
        for (start, tag) in TAG.all(&line.text, 1) {
            depth += if tag.starts_with("</") { -1 } else { 1 };
            if depth == 1 && i == place.at && from == 0 {
                from = start + tag.len();
            }
            if depth == 0 {
                body.push(line.slice(from..start));
                return (body, i + 1);
            }
        }
        body.push(line.after(from));
    }
    (body, place.lines.len())
}

/// The summary as plain text, and the lines without it.
fn split_summary<'s>(body: &[Line<'s>]) -> (String, Vec<Line<'s>>) {
    let none = || (String::new(), body.to_vec());
    let found = |p: &Pattern, i: usize| p.all(&body[i].text, 1).first().map(|(at, tag)| (*at, at + tag.len()));
    let Some(first) = body.iter().position(|l| !l.is_blank()) else { return none() };
    let Some((_, start)) = found(&SUMMARY_OPEN, first) else { return none() };
    let near = first..body.len().min(first + 10);
    let Some((last, (stop, after))) = near.into_iter().find_map(|i| Some((i, found(&SUMMARY_CLOSE, i)?))) else {
        return none();
    };
    let part = |i: usize| {
        let text = &body[i].text;
        let range = (if i == first { start } else { 0 })..(if i == last { stop } else { text.len() });
        text.get(range).unwrap_or_default().trim().to_owned()
    };
    let title = (first..=last).map(part).collect::<Vec<_>>().join(" ");
    let mut rest = vec![body[last].after(after)];
    rest.extend_from_slice(&body[last + 1..]);
    (without_tags(&title, "").trim().to_owned(), rest)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    /// The questions of a text with their answers, and all that is said.
    fn read(text: &str) -> (String, String) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{} {} = {}", q.line, q.question, q.answer));
        let all = crate::reader::inline_text::of_nodes(&document.nodes).replace('\n', "|");
        (said.collect::<Vec<_>>().join("; "), all)
    }

    #[test]
    fn a_box_begins_behind_text() {
        let answer = "<details><summary>Answer</summary>A line.</details>";
        let want = "1 What is a rope? = A line.";
        for text in [
            format!("What is a rope? {answer}\n"),
            format!("1. What is a rope? {answer}\n"),
            format!("- **What is a rope?** {answer}\n"),
            format!("> What is a rope?{answer}\n"),
            "1. What is a rope? <details><summary>Answer</summary>\n\n   A line.\n\n   </details>\n".into(),
        ] {
            assert_eq!(read(&text).0, want, "{text}");
        }
        let two = format!("1. What is a rope? {answer}\n2. What is a cord? {answer}\n");
        assert_eq!(read(&two).0, format!("{want}; 2 What is a cord? = A line."));
        assert_eq!(read(&format!("What is\na rope? {answer}\n\nMore.\n")).1, "What is a rope?|Answer|A line.|More.");
        // Of the tag itself is spoken, or it is shown, or never closed.
        for text in [
            "Put it into `<details>`, and end it with `</details>`.\n",
            "```html\nWhat? <details>So.</details>\n```\n",
            "| What? <details>So.</details> | More |\n|---|---|\n| a | b |\n",
            "What is a rope? <details>A line.\n",
        ] {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            assert!(document.callouts().is_empty(), "{text}");
        }
    }
}

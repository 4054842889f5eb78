//! What is wrong with a file, drawn with the line it is about.

use super::layout::{piece, wrap};
use super::style::{Role, Theme, clean};
use super::view::message;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;

/// The findings with their lines of the source, a blank line between them. One about another file is shown
/// without its line.
pub fn diagnostics(list: &[Diagnostic], source: &Source, theme: &Theme) -> String {
    let draw = |d: &Diagnostic| match d {
        d if theme.plain => plain(d, source),
        d if d.file != source.name => elsewhere(d, theme),
        d => drawn(d, source, theme),
    };
    list.iter().map(draw).collect::<Vec<_>>().join("\n")
}

/// As lines that can be read aloud, and found by `file:line:column` in an editor.
fn plain(d: &Diagnostic, source: &Source) -> String {
    let mut out = format!("{}\n", clean(&d.to_string()));
    let line = if d.file == source.name { clean(&around(source.line_text(d.line), d.column)) } else { String::new() };
    if !line.trim().is_empty() {
        out.insert_str(out.find('\n').unwrap_or(0), &format!("\n  the line says: {}", line.trim()));
    }
    out
}

/// Nobody listens to a longer line, in characters.
const SPOKEN_LIMIT: usize = 400;

/// A long line as what stands about a column, counted from 1.
fn around(line: &str, column: usize) -> String {
    let length = line.chars().count();
    if length <= SPOKEN_LIMIT {
        return line.to_owned();
    }
    let from = column.saturating_sub(SPOKEN_LIMIT / 2).min(length - SPOKEN_LIMIT);
    let part: String = line.chars().skip(from).take(SPOKEN_LIMIT).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if from + SPOKEN_LIMIT < length { "…" } else { "" });
    format!("{before}{part}{after}")
}

/// A finding without its line.
fn elsewhere(d: &Diagnostic, theme: &Theme) -> String {
    let role = match d.severity {
        Severity::Error => Role::Impossible,
        Severity::Warning => Role::NotYet,
        Severity::Note => Role::Note,
    };
    let place = format!("{}:{}:{}", d.file, d.line, d.column);
    let mut out = message(role, &format!("{}[{}]: {}", d.severity, d.code, d.message), theme);
    out += &message(Role::Muted, &format!("  --> {place}"), theme);
    if let Some(help) = &d.help {
        out += &message(Role::Text, &format!("help: {help}"), theme);
    }
    out
}

/// A finding with its line; only one line, however long the span is, since the caret is what people look for.
fn drawn(d: &Diagnostic, source: &Source, theme: &Theme) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (line, span) = clean_line(d, source, theme.width / 2);
    let snippet =
        Snippet::source(line).line_start(d.line).path(clean(&d.file)).annotation(AnnotationKind::Primary.span(span));
    let label = format!("{}[{}]: ", d.severity, d.code).len();
    let title = level.primary_title(wrapped(&d.message, theme.width.saturating_sub(label))).id(d.code);
    let mut group = title.element(snippet);
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(wrapped(help, theme.width.saturating_sub(HELP_MARGIN))));
    }
    renderer(theme).render(&[group]) + "\n"
}

/// Columns that stand before the text of a help.
const HELP_MARGIN: usize = 16;

/// The line the finding begins on and the bytes of it to mark, at most `limit` characters. Each control character
/// is one blank, so that columns stay what they are in the file.
fn clean_line(d: &Diagnostic, source: &Source, limit: usize) -> (String, Range<usize>) {
    let raw = source.line_text(d.line);
    let begin = source.offset(d.line, 1);
    let mut line = String::with_capacity(raw.len());
    let (mut start, mut end) = (None, None);
    for (at, c) in raw.char_indices().map(|(i, c)| (begin + i, c)) {
        start = start.or((at >= d.span.start).then_some(line.len()));
        end = end.or((at >= d.span.end).then_some(line.len()));
        let kept = clean(c.encode_utf8(&mut [0; 4])) == c.to_string();
        line.push(if kept { c } else { ' ' });
    }
    let start = start.unwrap_or(line.len());
    let end = end.unwrap_or(line.len()).max(start);
    let marked = line[start..end].char_indices().nth(limit).map_or(end, |(i, _)| start + i);
    (line, start..marked)
}

/// Cleaned and broken into lines, which the drawing then hangs under each other.
fn wrapped(text: &str, columns: usize) -> String {
    let lines = wrap(&[piece(Role::Text, text)], columns);
    lines.iter().map(|l| l.iter().map(|p| p.text.as_str()).collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// The same basic colours as [`Theme::paint`] uses.
fn renderer(theme: &Theme) -> Renderer {
    let bold = |color: AnsiColor| color.on_default().effects(Effects::BOLD);
    let renderer = if theme.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(theme.width);
    if !theme.color {
        return renderer;
    }
    renderer
        .error(bold(AnsiColor::Red))
        .warning(bold(AnsiColor::Yellow))
        .note(bold(AnsiColor::Cyan))
        .help(bold(AnsiColor::Magenta))
        .line_num(Style::new().effects(Effects::DIMMED))
}

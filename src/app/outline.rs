//! `ropewalk outline`: what the reader understood.

use super::course::expand;
use super::read::read_file;
use super::{Context, Failure, INVALID};
use crate::author::lint::unreadable;
use crate::diagnostic::Severity;
use crate::lesson::course::titled;
use crate::reader::read_as;
use crate::report::outline::{outline_json, outline_on_screen, outline_text};
use crate::terminal::diagnostics::diagnostics;
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// `ropewalk outline PATH…`: one object for one file, a list for several. A file that cannot be read does not keep
/// the others from being shown.
pub fn outline(context: &Context, paths: &[PathBuf]) -> Result<(), Failure> {
    let mut values = Vec::new();
    let mut worst = None;
    let mut shown_any = false;
    let files = expand(context, paths)?;
    for found in &files {
        let source = match read_file(&found.path) {
            Ok(source) => source,
            Err(failure) => {
                failure.show(&context.theme);
                worst = worst.max(Some(failure.code));
                continue;
            }
        };
        let (mut document, mut findings) = read_as(&source, context.dialect);
        document.title = titled(&document, found.title.as_deref());
        findings.extend(unreadable(&source));
        if findings.iter().any(|d| d.severity == Severity::Error) {
            worst = worst.max(Some(INVALID));
        }
        if !findings.is_empty() {
            eprint!("{}", diagnostics(&findings, &source, &context.theme));
        }
        if context.json {
            values.push(outline_json(&source, &document));
        } else {
            let is_screen = !context.plain && std::io::stdout().is_terminal();
            if std::mem::replace(&mut shown_any, true) {
                context.print("\n");
            }
            let shown = if is_screen { outline_on_screen } else { outline_text };
            context.print(&shown(&source, &document, &context.theme));
        }
    }
    match values.as_slice() {
        [one] if files.len() == 1 => context.print_json(one),
        several if context.json && files.len() > 1 => context.print_json(&several),
        _ => {}
    }
    worst.map_or(Ok(()), |code| Err(Failure::new(code, "")))
}

//! `ropewalk outline`: what the reader understood.

use super::course::expand;
use super::{Context, Failure, INVALID, load};
use crate::diagnostic::Severity;
use crate::reader::read_as;
use crate::report::outline::{outline_json, outline_text};
use crate::terminal::diagnostics::diagnostics;
use std::path::PathBuf;

/// `ropewalk outline PATH…`: one object for one path, a list for several.
pub fn outline(context: &Context, paths: &[PathBuf]) -> Result<(), Failure> {
    let mut values = Vec::new();
    let mut worst = None;
    for path in &expand(paths)? {
        let source = load::read_file(path)?;
        let (document, found) = read_as(&source, context.dialect);
        worst = worst.max(found.iter().map(|d| d.severity).max());
        if !found.is_empty() {
            eprint!("{}", diagnostics(&found, &source, &context.theme));
        }
        if context.json {
            values.push(outline_json(&source, &document));
        } else {
            context.print(&outline_text(&source, &document, &context.theme));
        }
    }
    match values.as_slice() {
        [one] => context.print_json(one),
        [] => {}
        many => context.print_json(&many),
    }
    if worst == Some(Severity::Error) { Err(Failure::new(INVALID, "")) } else { Ok(()) }
}

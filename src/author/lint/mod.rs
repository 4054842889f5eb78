//! What an author should look at again, found without running anything.
//!
//! # How it is made
//! [`rule`] holds the table of all rules: code, name, severity, explanation, example and mend. `ropewalk lint
//! --explain` and `docs/lint.md` are made from it. The finders below look at a lesson that is read already
//! ([`given::Given`]) and name rules by their codes; [`allow`] takes away what the author switched off.
//!
//! # What makes a good rule
//! A finding has to be true on lessons that real people wrote. Where a rule cannot be certain it stays silent: an
//! author who is wrongly blamed twice does not read the third finding.
//!
//! A new rule is a row of the table, a finder in [`FINDERS`], and a fixture in `tests/fixtures/lint`.

mod allow;
mod command;
mod danger;
mod fences;
mod given;
mod headings;
mod images;
mod links;
mod placeholders;
pub mod rule;
mod steps;
mod table;
mod tags;
mod terminal;
mod typing;

pub use allow::without_allowed;
pub use rule::{Rule, explain, rule, rules};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lesson::Lesson;
use crate::source::Source;
use given::Given;

/// Looks at a lesson and adds what it finds.
type Finder = fn(&Given<'_>, &mut Vec<Diagnostic>);

/// All finders; their order does not matter.
const FINDERS: &[Finder] = &[
    fences::find,
    tags::find,
    typing::find,
    placeholders::find,
    images::find,
    terminal::find,
    danger::find,
    steps::find,
    headings::find,
    links::find,
];

/// What an author should look at again. `files` tells whether a path, relative to the lesson's folder, exists.
/// What the reader itself found is not repeated.
pub fn lint(
    source: &Source,
    document: &Document,
    lesson: &Lesson,
    sidecar: Option<&Source>,
    files: &dyn Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let given = Given::new(source, document, lesson, sidecar, files);
    let mut found = Vec::new();
    for find in FINDERS {
        find(&given, &mut found);
    }
    found.extend(allow::unknown_codes(source, document));
    let mut found = without_allowed(source, document, found);
    found.sort_by_key(|d| (d.line, d.column, d.code));
    found.dedup();
    found
}

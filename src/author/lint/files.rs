//! Files that two blocks are for, with nothing between them that could use the first.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::lesson::Examples;

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (line, other) in Examples::of(given.document).overwritten() {
        let message = format!("line {other} writes the same file before anything uses this one: it is only shown");
        let help = "give it a name of its own, or say what to do with it first";
        found.push(given.finding("L0212", given.line_span(line), message).help(help));
    }
}

//! Steps whose text is not what their checks were recorded from.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::lesson::moved_on;

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for step in moved_on(given.source, given.lesson) {
        let message = format!("the text of the step `{}` has changed since its checks were recorded", step.id);
        let help = format!("`ropewalk record --update {}` shows what of them is stale", given.source.name);
        found.push(given.finding("L0305", given.line_span(step.line), message).help(help));
    }
}

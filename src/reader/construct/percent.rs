//! `MyST`'s comments, which no learner is to see: lines that begin with `% `.
//!
//! Only where the file is `MyST` by its other signs: elsewhere such a line is text, or a prompt.

use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["myst"], ..Construct::new(b"%", opens, read) };

fn opens(place: &Place<'_, '_>) -> bool {
    place.percents && is_comment(&place.line().text)
}

/// `% a comment`, and the sign alone.
pub fn is_comment(text: &str) -> bool {
    text.strip_prefix('%').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, _: &mut Vec<Node>) -> usize {
    place.at + 1
}

#[cfg(test)]
mod tests {
    use crate::reader::{Dialect, read, read_as};
    use crate::source::Source;

    #[test]
    fn comments_are_for_authors() {
        let words = |document: &crate::document::Document| {
            crate::reader::inline_text::of_nodes(&document.nodes).replace('\n', "|")
        };
        let shown = |text: &str| words(&read(&Source::new("x.md", text)).0);
        let note = "```{note}\nMind it.\n```\n";
        assert_eq!(shown(&format!("{note}\nOne.\n% Not yet.\n%\nTwo.\n")), "Mind it.|One.|Two.");
        assert_eq!(shown(&format!("- One.\n\n  % Not yet.\n\n(here)=\n\n{note}")), "One.|Mind it.");
        assert_eq!(shown(":::{tip}\n% Not yet.\nMind it.\n:::\n"), "Mind it.");
        // Without a sign of MyST, and what is no comment.
        assert_eq!(shown("One.\n\n% docker ps\n"), "One.|% docker ps");
        assert_eq!(shown(&format!("{note}\n%timeit x\n\n100 % of it.\n")), "Mind it.|%timeit x|100 % of it.");
        assert_eq!(shown(&format!("```bash\n% docker ps\n```\n\n{note}")).lines().count(), 1);
        let forced = read_as(&Source::new("x.md", "% Not yet.\n\nOne.\n"), Dialect::named("myst"));
        assert_eq!(words(&forced.0), "One.");
    }
}

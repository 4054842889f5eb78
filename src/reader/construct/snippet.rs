//! Snippets of `PyMdown`: `--8<-- "install.md"`, or names between two lines `--8<--`, stand for what other files hold.
//! Only the site has these.

use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

/// So many files may be named between two marks.
const MAX_NAMES: usize = 20;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["mkdocs-material"], ..Construct::new(b"-", opens, read) };

/// Whether a line is such a mark.
pub fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches('-');
    let Some(name) = rest.strip_prefix("8<-").filter(|_| rest.len() < text.len()) else { return false };
    let name = name.trim_start_matches('-').trim();
    name.is_empty() || name.len() > 1 && name.starts_with(['"', '\'']) && name.ends_with(['"', '\''])
}

fn opens(place: &Place<'_, '_>) -> bool {
    is_mark(place.line().trimmed())
}

fn read<'s>(_: &mut Parser<'s>, place: &Place<'_, 's>, _: &mut Vec<Node>) -> usize {
    let from = place.at + 1;
    if place.line().trimmed().ends_with(['"', '\'']) {
        return from;
    }
    let end = place.lines[from..].iter().take(MAX_NAMES).position(|line| is_mark(line.trimmed()));
    end.map_or(from, |names| from + names + 1)
}

#[cfg(test)]
mod tests {
    use crate::document::{NodeKind, plain_text};
    use crate::source::Source;

    #[test]
    fn what_the_site_takes_from_other_files() {
        let read = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let said = document.nodes.iter().map(|node| match &node.kind {
                NodeKind::Paragraph(text) => plain_text(text),
                NodeKind::Block(block) => format!("{:?} {:?}", block.kind, block.path),
                other => format!("{other:?}"),
            });
            said.collect::<Vec<_>>().join("; ")
        };
        assert_eq!(read("One\n\n--8<-- \"a/b.md\"\n\nTwo\n"), "One; Two");
        assert_eq!(read("One\n\n--8<--\na.md\nb.md\n--8<--\n\nTwo\n"), "One; Two");
        assert_eq!(read("---\n\n-8<- it\n"), "Rule; -8<- it");
        let block = |body: &str| read(&format!("```dockerfile title=\"Dockerfile\"\n{body}\n```\n"));
        assert_eq!(block("--8<-- \"docker/Dockerfile\""), "File None");
        assert_eq!(block("FROM a\n--8<-- \"rest\""), "File None");
        assert_eq!(block("FROM a"), "File Some(\"Dockerfile\")");
    }
}

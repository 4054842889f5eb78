//! `{: .class}` on a line of its own, where no block takes it.

use super::super::dialect::Dialect;
use super::super::scan::has_part;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::{Node, NodeKind};

/// Whether a line is an attribute list.
pub fn is_attribute_list(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("{:") && text.ends_with('}') && !text.starts_with("{::")
}

/// The classes of an attribute list (`{: .output #id}` has `output`), also of `{.note title="x"}`.
pub fn classes(attributes: &str) -> impl Iterator<Item = &str> {
    attributes.split(|c: char| c.is_whitespace() || "{}".contains(c)).filter_map(|word| {
        let word = word.trim_start_matches(':');
        word.strip_prefix('.').filter(|class| !class.is_empty())
    })
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("kramdown", "quotes and fences with {: .class} below").on(&["carpentries-styles"])],
    also: &["jekyll", "mkdocs-material", "play-with-docker", "galaxy"],
    ..Construct::new(b"{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    is_attribute_list(&place.line().text)
}

fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, nodes: &mut Vec<Node>) -> usize {
    // The site puts its table of contents in the place of the list above.
    if has_part(&place.line().text, "toc") && words(&place.line().text).any(|word| word == "toc") {
        let is_above = |node: &Node| place.at > 0 && node.span.end == place.lines[place.at - 1].span.end;
        nodes.pop_if(|last| is_above(last) && is_one_paragraph(last));
    }
    place.at + 1
}

/// The words of an attribute list: `toc` of `{:toc}` and `{: .no_toc toc }`.
fn words(attributes: &str) -> impl Iterator<Item = &str> {
    attributes.split(|c: char| c.is_whitespace() || "{}:".contains(c)).filter(|word| !word.is_empty())
}

/// `1. TOC`
fn is_one_paragraph(list: &Node) -> bool {
    let NodeKind::List { items, .. } = &list.kind else { return false };
    matches!(&items[..], [item] if matches!(&item[..], [Node { kind: NodeKind::Paragraph(_), .. }]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_contents_is_the_sites() {
        for list in ["1. TOC\n{:toc}", "- TOC\n{: toc }", "* Contents\n{:toc .no_print}"] {
            let text = format!("Text\n\n{list}\n\nMore\n");
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text.as_str()));
            assert_eq!(document.nodes.len(), 2, "{text}");
        }
        let text = "- One\n- Two\n{: .no_toc}\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        assert_eq!(document.nodes.len(), 1);
    }

    #[test]
    fn classes_of_attribute_lists() {
        for (given, want) in [
            ("{: .output}", vec!["output"]),
            ("{:.quiz}", vec!["quiz"]),
            ("{: .source .language-bash #x}", vec!["source", "language-bash"]),
            ("{.callout-note title=\"a\"}", vec!["callout-note"]),
            ("{: target=\"_blank\"}", vec![]),
        ] {
            assert_eq!(classes(given).collect::<Vec<_>>(), want, "{given}");
        }
    }
}

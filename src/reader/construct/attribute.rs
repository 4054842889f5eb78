//! `{: .class}` on a line of its own, where no block takes it.

use super::super::dialect::Dialect;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;

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
    dialects: &[Dialect::new("kramdown", "quotes and fences with {: .class} below")],
    also: &["jekyll", "mkdocs-material", "play-with-docker", "galaxy"],
    ..Construct::new(b"{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    is_attribute_list(&place.line().text)
}

fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, _: &mut Vec<Node>) -> usize {
    place.at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

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

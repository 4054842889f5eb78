//! Orders that stand in pages of text: the `SUMMARY.md` of books, and the trees of Sphinx.

use super::manifest::Named;
use crate::document::{Inline, NodeKind, plain_text, walk};
use crate::reader::read;
use crate::source::Source;

/// The pages that a table of contents links to.
pub(super) fn linked(text: &str) -> Vec<Named> {
    let (document, _) = read(&Source::new("SUMMARY.md", text));
    let mut found = Vec::new();
    walk(&document.nodes, &mut |node| match &node.kind {
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => links(text.as_slice(), &mut found),
        _ => {}
    });
    found
}

fn links(text: &[Inline], found: &mut Vec<Named>) {
    for part in text {
        match part {
            Inline::Link { text, url } => {
                let page = url.split('#').next().unwrap_or_default();
                found.extend(Named::new(page, Some(plain_text(text).trim())));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => links(inner, found),
            _ => {}
        }
    }
}

/// The pages that the trees in a page of Sphinx name, in reStructuredText (`.. toctree::`) or Markdown (```` ```{toctree} ````);
/// none where it has no tree. For this one directive no whole reader of reStructuredText is needed: an entry is a line.
pub fn toctree(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        if start.starts_with(".. toctree::") {
            while let Some(entry) = lines.next_if(|l| l.trim().is_empty() || indent_of(l) > indent) {
                found.extend(entry_of(entry));
            }
        } else if let Some(fence) = start.find("{toctree}").map(|at| &start[..at]).filter(|fence| is_fence(fence)) {
            while let Some(entry) = lines.next_if(|l| !l.trim_start().starts_with(fence)) {
                found.extend(entry_of(entry));
            }
        }
    }
    found
}

fn is_fence(text: &str) -> bool {
    text.len() > 2 && ['`', ':', '~'].iter().any(|sign| text.chars().all(|c| c == *sign))
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// `Title <page>` or `page`; options are `:name: value` or `name: value`.
fn entry_of(line: &str) -> Option<Named> {
    let line = line.trim();
    if line.is_empty()
        || line.starts_with([':', '#'])
        || line.starts_with("---")
        || line == "self"
        || line.contains(": ")
    {
        return None;
    }
    let (title, page) = match line.strip_suffix('>').and_then(|l| l.rsplit_once('<')) {
        Some((title, page)) => (Some(title.trim()), page),
        None => (None, line),
    };
    Named::new(page, title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(named: &[Named]) -> Vec<String> {
        named.iter().map(|n| format!("{}={}", n.path, n.title.as_deref().unwrap_or("-"))).collect()
    }

    #[test]
    fn a_summary_links_to_its_pages() {
        let text = "# Summary\n\n[Intro](README.md)\n\n- [One](./a/one.md#top)\n  - [Two **b**](two.md)\n- [Draft]()\n- [Web](https://example.org/x.md)\n";
        assert_eq!(shown(&linked(text)), ["README.md=Intro", "a/one.md=One", "two.md=Two b"]);
    }

    #[test]
    fn trees_of_sphinx() {
        let rst = "Title\n=====\n\n.. toctree::\n   :maxdepth: 1\n   :caption: The lesson\n\n   one\n   Two <sub/two>\n   self\n\nText\n\n  .. toctree::\n    :hidden:\n\n    /three.md\n\n  end\n";
        assert_eq!(shown(&toctree(rst)), ["one=-", "sub/two=Two", "three.md=-"]);
        let myst =
            "# T\n\n```{toctree}\n:maxdepth: 1\n\none\n```\n\n:::{toctree}\n---\ncaption: X\n---\ntwo\n:::\n\nthree\n";
        assert_eq!(shown(&toctree(myst)), ["one=-", "two=-"]);
        assert!(toctree("Write ```{toctree}``` in it.\n").is_empty());
    }
}

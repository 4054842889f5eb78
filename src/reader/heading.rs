//! What a title says: words, without the markup and the pictures around them.

use super::Tree;
use crate::document::{Inline, NodeKind, plain_text};
use crate::source::Source;
use std::borrow::Cow;

/// A title in HTML stands within so many bytes from the beginning.
const HEAD: usize = 4096;

/// The words of a heading. A picture beside words is an ornament.
pub fn words(text: &[Inline]) -> String {
    let bare = if has_picture(text) { Cow::Owned(without_pictures(text)) } else { Cow::Borrowed(text) };
    let words = plain_text(&bare);
    let words = if words.trim().is_empty() { plain_text(text) } else { words };
    words.trim().to_owned()
}

fn has_picture(text: &[Inline]) -> bool {
    text.iter().any(|part| match part {
        Inline::Image { .. } => true,
        Inline::Link { text, .. } => has_picture(text),
        _ => false,
    })
}

fn without_pictures(text: &[Inline]) -> Vec<Inline> {
    let part = |part: &Inline| match part {
        Inline::Image { .. } => None,
        Inline::Link { text, url } => Some(Inline::Link { text: without_pictures(text), url: url.clone() }),
        other => Some(other.clone()),
    };
    text.iter().filter_map(part).collect()
}

/// The words of a title in the front matter, which some write as they write headings.
pub fn stated(title: &str) -> String {
    if !title.contains(['<', '*', '\\']) {
        return title.to_owned();
    }
    let title = title.replace("\\\"", "\"");
    let source = Source::new("", format!("# {title}\n"));
    let tree = Tree::read(&source, None);
    let words = match tree.nodes() {
        [only] => match &only.kind {
            NodeKind::Heading { text, .. } => words(text),
            _ => String::new(),
        },
        _ => String::new(),
    };
    // A picture in the middle leaves two blanks.
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { title } else { words }
}

/// `<h1 align="center">A title</h1>`, before the first other heading, which stands at a byte.
pub fn of_html(text: &str, end: usize) -> Option<String> {
    let end = (0..=end.min(HEAD).min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let head = &text[..end];
    let at = head.find("<h1").filter(|at| !head[..*at].contains("```"))?;
    let (_, rest) = head[at..].split_once('>')?;
    let (inner, _) = rest.split_once("</h1")?;
    let mut words = String::new();
    let mut rest = inner;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, behind)| behind);
    }
    words.push_str(rest);
    let words = words.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[test]
    fn titles_are_words() {
        for (text, want) in [
            ("# ![logo](x.png) Run `it`\n", "Run it"),
            ("# [![badge](x.png)](y) Run *it*\n", "Run it"),
            ("# ![Only a logo](x.png)\n", "Only a logo"),
            ("<h1 align=\"center\">\n  <img src=\"x.png\"> One &amp; <b>two</b>\n</h1>\n\n## Part\n", "One & two"),
            ("<h1><img src=\"x.png\"></h1>\n\n## Part\n", "Part"),
            ("```html\n<h1>No</h1>\n```\n\n## Part\n", "Part"),
            ("<h1>HTML</h1>\n\n# Own\n", "Own"),
            ("---\ntitle: \"*Working* with <img src=\\\"x.png\\\"> a_b\"\n---\n\n# Other\n", "Working with a_b"),
            ("---\ntitle: Use `docker <cmd>`\n---\n", "Use docker <cmd>"),
            ("---\nlayout: x\n---\n\n#Without a space\n\n## Part\n", "Without a space"),
            ("---\nlayout: x\n---\nText.\n\n#1 of all\n\n## Part\n", "Part"),
            ("+++\ntitle = \"Hugo\"\nweight = 3\n+++\n\n## Part\n", "Hugo"),
        ] {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            assert_eq!(document.title.as_deref(), Some(want), "{text}");
        }
    }
}

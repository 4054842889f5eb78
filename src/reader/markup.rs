//! Attributes of elements and of what stands in braces behind words: addresses and descriptions.

use super::cursor::in_word;
use super::scan::{find_part, has_byte, has_part, parted};
use crate::document::{Inline, Words};
use memchr::{memchr2, memmem, memrchr};

/// What an attribute says, in quotes of either kind, if it says anything.
pub fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    for (at, _) in attributes.match_indices(name) {
        if attributes[..at].ends_with(|c: char| in_word(c) || c == '-') {
            continue;
        }
        let value = attributes[at + name.len()..].trim_start().strip_prefix('=').map(str::trim_start);
        let quote = value.and_then(|value| value.chars().next()).filter(|c| matches!(c, '"' | '\''));
        let (Some(value), Some(quote)) = (value, quote) else { continue };
        let (value, _) = value[1..].split_once(quote)?;
        if !value.trim().is_empty() {
            return Some(value.trim());
        }
    }
    None
}

/// Where an element leads that begins a link: `<a href="…">`.
pub fn address(tag: &str) -> Option<&str> {
    let attributes = tag.strip_prefix("<a").or_else(|| tag.strip_prefix("<A"))?;
    attributes.starts_with(char::is_whitespace).then(|| attribute(attributes, "href"))?
}

/// What a picture in an element shows, and where it is: `<img src="…" alt="…">`.
pub fn picture(tag: &str) -> Option<(&str, &str)> {
    let attributes = tag.strip_prefix("<img")?;
    let alt = attributes.starts_with(char::is_whitespace).then(|| attribute(attributes, "alt"))??;
    Some((alt, attribute(attributes, "src").unwrap_or_default()))
}

/// Whether an element ends a link.
pub fn ends_link(tag: &str) -> bool {
    tag.eq_ignore_ascii_case("</a>")
}

/// A list of attributes says what a picture shows: `{alt="A ship"}`. Its caption stands before that.
pub fn describe(alt: &mut Words, attributes: &str) {
    let list = attributes.split_once('}').map_or(attributes, |(list, _)| list);
    let Some(said) = attribute(list, "fig-alt").or_else(|| attribute(list, "alt")) else { return };
    if alt.trim().is_empty() {
        *alt = said.into();
    } else if &**alt != said {
        *alt = format!("{}: {said}", alt.trim_end_matches(['.', ' '])).into();
    }
}

/// A text with Labspace's links as such: `::tabLink[Open it]{href="http://localhost:3000"}`. None where it has none.
pub fn links(text: &str) -> Option<Vec<Inline>> {
    if !has_part(text, "href=") {
        return None;
    }
    let (mut out, mut rest, mut found) = (Vec::new(), text, false);
    while let Some(at) = find_part(rest, "]{") {
        let (before, attributes) = (&rest[..at], &rest[at + 2..]);
        let Some((attributes, behind)) = parted(attributes, b'}') else { break };
        let words = before.rfind('[').map(|open| (open, &before[open + 1..]));
        let linked = words.and_then(|(open, words)| Some((open, words, attribute(attributes, "href")?)));
        let Some((open, words, url)) = linked else {
            let end = rest.len() - behind.len();
            out.push(Inline::Text(rest[..end].into()));
            rest = behind;
            continue;
        };
        // Its name is the page's.
        let lead = before[..open].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).trim_end_matches(':');
        let lead = if lead.len() < before[..open].len() && before[lead.len()..].starts_with(':') {
            lead
        } else {
            &before[..open]
        };
        out.push(Inline::Text(lead.into()));
        out.push(Inline::Link { text: vec![Inline::Text(words.into())], url: url.into() });
        (rest, found) = (behind, true);
    }
    out.push(Inline::Text(rest.into()));
    out.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    found.then_some(out)
}

/// The words of a link in an HTML block have no more bytes, nor has its address.
const LONGEST: usize = 300;

/// An HTML block with its links and the pages within it as Markdown has links, if it has any.
pub fn with_links(html: &str) -> Option<String> {
    if !(has_part(html, "href") || has_part(html, "<iframe")) {
        return None;
    }
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while let Some(start) = find_part(&html[at..], "<").map(|i| at + i) {
        let Some((tag, behind)) = parted(&html[start..], b'>') else { break };
        at = html.len() - behind.len();
        let link = if let Some(url) = address(tag) {
            let near = &behind.as_bytes()[..behind.len().min(LONGEST)];
            let Some(end) = memmem::find(near, b"</a>") else { continue };
            Some((&behind[..end], url, html.len() - behind.len() + end + "</a>".len()))
        } else {
            let page =
                tag.strip_prefix("<iframe").and_then(|attributes| Some((attributes, attribute(attributes, "src")?)));
            page.map(|(attributes, url)| {
                (attribute(attributes, "title").unwrap_or("video"), url, html.len() - behind.len())
            })
        };
        let Some((words, url, end)) = link else { continue };
        let is_plain = |text: &str, signs: &str| !text.contains(|c: char| signs.contains(c)) && !text.trim().is_empty();
        if is_plain(words, "[]<>") && is_plain(url, "() \n") {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            out.extend([&html[from..start], "[", &words, "](", url, ")"]);
            (from, at) = (end, end);
        }
    }
    (from > 0).then(|| out + &html[from..])
}

/// The words of an HTML block with the links in it.
pub fn linked(text: &str) -> Vec<Inline> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(middle) = find_part(&text[at..], "](").map(|i| at + i) {
        at = middle + 2;
        let (bytes, near) = (text.as_bytes(), from.max(middle.saturating_sub(LONGEST)));
        let open = memrchr(b'[', &bytes[near..middle]).map(|open| near + open);
        let end = memchr2(b')', b' ', &bytes[at..bytes.len().min(at + LONGEST)]).map(|end| at + end);
        let end = end.filter(|end| bytes[*end] == b')');
        let (Some(open), Some(end)) = (open, end) else { continue };
        let (words, url) = (&text[open + 1..middle], &text[at..end]);
        if words.is_empty() || url.is_empty() || has_byte(words, b']') {
            continue;
        }
        out.extend((open > from).then(|| Inline::Text(text[from..open].into())));
        out.push(Inline::Link { text: vec![Inline::Text(words.into())], url: url.into() });
        (from, at) = (end + 1, end + 1);
    }
    out.extend((from < text.len()).then(|| Inline::Text(text[from..].into())));
    out
}

#[cfg(test)]
mod tests {
    use crate::document::{Inline, Node, NodeKind, walk};
    use crate::reader::read;
    use crate::source::Source;

    /// What a text says, links and pictures with their addresses.
    fn said(text: &str) -> String {
        fn push(inlines: &[Inline], out: &mut String) {
            for inline in inlines {
                match inline {
                    Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                    Inline::Link { text, url } => {
                        push(text, out);
                        out.extend(["(", url, ")"]);
                    }
                    Inline::Image { alt, .. } => out.extend(["[", alt, "]"]),
                    _ => {}
                }
            }
        }
        let (document, _) = read(&Source::new("x.md", text));
        let mut out = String::new();
        walk(&document.nodes, &mut |node: &Node| {
            if let NodeKind::Paragraph(text) = &node.kind {
                push(text, &mut out);
                out.push('\n');
            }
        });
        out.trim_end().to_owned()
    }

    #[test]
    fn links_keep_their_addresses() {
        for (text, want) in [
            (
                "See <a href=\"http://localhost:8080\" target=\"_blank\">the page</a>.\n",
                "See the page(http://localhost:8080).",
            ),
            ("- See <a href='https://a.b'>it</a> and <a name=\"x\">that</a>\n", "See it(https://a.b) and that"),
            ("<a class=\"x\" href=\"https://a.b\">Go</a>\n", "Go(https://a.b)"),
            ("<p>\n<a href=\"https://a.b\">Go</a> on\n</p>\n", "Go(https://a.b) on"),
            ("::tabLink[Open it]{href=\"http://localhost:3000\" title=\"It\"}\n", "Open it(http://localhost:3000)"),
            ("Look at :tabLink[it]{href=\"http://localhost:1\"} now\n", "Look at it(http://localhost:1) now"),
            ("<iframe src=\"https://v.w/x\" title=\"How it floats\"></iframe>\n", "How it floats(https://v.w/x)"),
            ("A <a> b\n", "A  b"),
        ] {
            assert_eq!(said(text), want, "{text}");
        }
    }

    #[test]
    fn pictures_are_told_by_their_descriptions() {
        for (text, want) in [
            ("![](a.png){alt='A ship in a harbour' width='50%'}\n", "[A ship in a harbour]"),
            ("![Ships](a.png){#x fig-alt=\"Two of them\"}\n", "[Ships: Two of them]"),
            ("![Ships](a.png){width=\"50%\"}\n", "[Ships]"),
            ("<picture><source srcset=\"a.png\"><img alt=\"A ship\" src=\"b.png\"></picture>\n", "[A ship]"),
            ("{% include figure.html src=\"x.png\" alt=\"A ship\" %}\n", "[A ship]"),
            ("{{< figure src=\"e.png\" alt=\"A ship\" >}}\n", "[A ship]"),
        ] {
            assert_eq!(said(text), want, "{text}");
        }
    }
}

//! What a lesson shows beside its blocks: tables, figures and links, some of which open a port of the learner's machine.

use crate::document::{Document, Inline, NodeKind, plain_text, walk};
use serde_json::{Value, json};

/// Where the learner's own machine is.
const OWN: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0"];

/// What is shown, in the order of the text.
#[derive(Default)]
pub struct Shown {
    pub tables: Vec<Table>,
    pub figures: Vec<Figure>,
    pub links: Vec<Link>,
}

/// A table by its header and the number of its rows.
pub struct Table {
    pub line: usize,
    pub header: Vec<String>,
    pub rows: usize,
}

/// A picture by its description and its address.
pub struct Figure {
    pub line: usize,
    pub text: String,
    pub url: String,
}

/// A link by its words and its address, and the port that it opens here.
pub struct Link {
    pub line: usize,
    pub text: String,
    pub url: String,
    pub port: Option<u16>,
}

impl Table {
    pub fn json(&self) -> Value {
        json!({ "line": self.line, "header": self.header, "rows": self.rows })
    }
}

impl Figure {
    pub fn json(&self) -> Value {
        json!({ "line": self.line, "text": self.text, "url": self.url })
    }
}

impl Link {
    pub fn json(&self) -> Value {
        json!({ "line": self.line, "text": self.text, "url": self.url, "port": self.port })
    }
}

impl Shown {
    pub fn of(document: &Document) -> Self {
        let mut shown = Self::default();
        walk(&document.nodes, &mut |node| match &node.kind {
            NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => shown.take(node.line, text),
            NodeKind::Table { header, rows } => {
                let words = header.iter().map(|cell| plain_text(cell)).collect();
                shown.tables.push(Table { line: node.line, header: words, rows: rows.len() });
                header.iter().chain(rows.iter().flatten()).for_each(|cell| shown.take(node.line, cell));
            }
            _ => {}
        });
        shown
    }

    fn take(&mut self, line: usize, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => self.take(line, inner),
                Inline::Image { alt, url } => {
                    let (text, url) = ((**alt).to_owned(), (**url).to_owned());
                    self.figures.push(Figure { line, text, url });
                }
                Inline::Link { text, url } => {
                    self.take(line, text);
                    let text = plain_text(text).trim().to_owned();
                    self.links.push(Link { line, text, url: (**url).to_owned(), port: port(url) });
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }
}

/// The port of the learner's machine that an address opens.
fn port(url: &str) -> Option<u16> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, if scheme == "https" { "443" } else { "80" }));
    OWN.contains(&host).then(|| port.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{Shown, port};
    use crate::reader::read;
    use crate::source::Source;
    use serde_json::json;

    #[test]
    fn ports_of_addresses() {
        for (url, want) in [
            ("http://localhost:8080/x", Some(8080)),
            ("https://127.0.0.1", Some(443)),
            ("http://localhost", Some(80)),
            ("https://a.b:8080", None),
            ("page.md", None),
        ] {
            assert_eq!(port(url), want, "{url}");
        }
    }

    #[test]
    fn what_is_shown_beside_blocks() {
        let text =
            "# T\n\nSee **[it](http://localhost:3000)** and ![A ship](a.png).\n\n| A | B |\n|---|---|\n| c | d |\n";
        let shown = Shown::of(&read(&Source::new("x.md", text)).0);
        let links = json!({ "line": 3, "text": "it", "url": "http://localhost:3000", "port": 3000 });
        assert_eq!(shown.links[0].json(), links);
        assert_eq!(shown.figures[0].json(), json!({ "line": 3, "text": "A ship", "url": "a.png" }));
        assert_eq!(shown.tables[0].json(), json!({ "line": 5, "header": ["A", "B"], "rows": 1 }));
    }
}

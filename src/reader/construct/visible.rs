//! Quarto's boxes that decide what is seen: `::: {.panel-tabset}`, whose headings are the titles of tabs, and
//! `::: {.content-visible when-format="html"}`. A lesson is read as the site shows it.

use super::super::lines::{Line, dedent_common};
use super::super::tree::{Parser, Place};
use super::{Construct, attribute, div, fence, is_heading};
use crate::document::Node;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct { also: &["quarto"], ..Construct::new(b":", opens, read) };

/// What a box does.
#[derive(Debug, PartialEq, Eq)]
enum Show {
    /// Its headings begin tabs.
    Tabs,
    /// It is shown as it is.
    All,
    /// It is for other forms of the text: print, slides.
    Nothing,
}

fn shows(head: &str) -> Option<Show> {
    if !head.starts_with("{.") {
        return None;
    }
    let is_site = |form: &str| form.trim_start_matches('"').starts_with("html");
    let is_meant = || match (head.split_once("unless-format="), head.split_once("when-format=")) {
        (Some((_, form)), _) => !is_site(form),
        (_, Some((_, form))) => is_site(form),
        // It asks for a profile or metadata, which only the author knows: the text is shown.
        _ => head.contains("content-visible"),
    };
    attribute::classes(head).find_map(|class| match class {
        "panel-tabset" => Some(Show::Tabs),
        "content-visible" => Some(if is_meant() { Show::All } else { Show::Nothing }),
        "content-hidden" => Some(if is_meant() { Show::Nothing } else { Show::All }),
        _ => None,
    })
}

fn opens(place: &Place<'_, '_>) -> bool {
    place.colons().and_then(shows).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(end) = parser.end_of("div", place, div::edge) else { return place.at + 1 };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    match place.colons().and_then(shows) {
        Some(Show::Tabs) => parser.tabs(|parser| tabs(parser, &body, nodes)),
        Some(Show::All) => nodes.extend(parser.nested(&body)),
        Some(Show::Nothing) | None => {}
    }
    end + 1
}

/// A tab for each heading of the first one's level, outside code.
pub fn tabs<'s>(parser: &mut Parser<'s>, body: &[Line<'s>], nodes: &mut Vec<Node>) {
    let heads = heads(body);
    let first = heads.first().copied().unwrap_or(body.len());
    nodes.extend(parser.nested(&body[..first]));
    for (i, at) in heads.iter().enumerate() {
        let end = heads.get(i + 1).copied().unwrap_or(body.len());
        let title = body[*at].trimmed().trim_start_matches('#').split('{').next().unwrap_or_default().trim();
        parser.one_tab(title, &body[*at], &body[at + 1..end], nodes);
    }
}

/// The headings of the first one's level, outside code.
pub fn heads(body: &[Line<'_>]) -> Vec<usize> {
    let hashes = |l: &Line<'_>| l.text.bytes().take_while(|b| *b == b'#').count();
    let (mut found, mut level, mut at) = (Vec::new(), 0, 0);
    while let Some(line) = body.get(at) {
        let fence = fence::opening(&line.text);
        if let Some(end) = fence.and_then(|f| fence::position_of_closing(body, at + 1, f.mark, f.length)) {
            at = end;
        } else if is_heading(&line.text) && (level == 0 || hashes(line) == level) {
            level = hashes(line);
            found.push(at);
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_shows() {
        for (text, want) in [
            ("::: {.panel-tabset}", Some(Show::Tabs)),
            ("::: {.content-visible when-format=\"html\"}", Some(Show::All)),
            ("::: {.content-visible when-format=\"pdf\"}", Some(Show::Nothing)),
            ("::: {.content-visible unless-format=\"pdf\"}", Some(Show::All)),
            ("::: {.content-hidden when-format=\"html:js\"}", Some(Show::Nothing)),
            ("::: {.content-hidden unless-format=\"html\"}", Some(Show::All)),
            ("::: {.content-hidden when-profile=\"x\"}", Some(Show::All)),
            ("::: {.callout-note}", None),
        ] {
            assert_eq!(div::head(text).and_then(shows), want, "{text}");
        }
    }
}

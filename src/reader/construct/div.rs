//! Fenced divs of all colon dialects: `::: callout`, `:::note[Title]`, `::: {.callout-tip title="x"}`.
//!
//! The numbers of colons are arbitrary: a line of colons alone closes the innermost one.

use super::super::callout;
use super::super::cursor::Cursor;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::scan::{has_part, trimmed};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use super::{attribute, component, directive};
use crate::document::{Node, TEACHERS};
use crate::source::Span;

/// A line of Microsoft's that is all there is of it: `:::row:::`, `:::image source="a.png":::`.
fn stands_alone(text: &str) -> bool {
    let inner = text.strip_prefix(":::").and_then(|rest| rest.strip_suffix(":::"));
    inner.is_some_and(|inner| {
        inner.starts_with(|c: char| c.is_ascii_lowercase())
            && inner.ends_with(|c: char| !(c == ':' || c.is_whitespace()))
    })
}

/// What follows the colons of an opening line.
pub fn head(text: &str) -> Option<&str> {
    let text = trimmed(text);
    if stands_alone(text) {
        return None;
    }
    let rest = text.trim_start_matches(':');
    let head = rest.trim_end_matches(':').trim();
    (text.len() - rest.len() >= 3 && !head.is_empty()).then_some(head)
}

fn closes(text: &str) -> bool {
    let text = trimmed(text);
    // `:::zone-end`, `:::moniker-end`
    if text.ends_with("-end") && !text.contains(' ') {
        return text.starts_with(":::");
    }
    text.len() >= 3 && text.chars().all(|c| c == ':')
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[
        Dialect::new("fenced-divs", "boxes of colons: Carpentries Workbench, Docusaurus, Starlight").on(&[
            "workbench",
            "carpentries",
            "vitepress",
            "microsoft-learn",
        ]),
        Dialect::new("quarto", "boxes with {.callout-note}, fences with {.bash}"),
    ],
    also: &["myst", "labspace", "iximiuz", "mdx"],
    ..Construct::new(b":", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    place.colons().is_some() || closes(text) || stands_alone(text)
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some(head) = place.colons() else {
        if place.line().trimmed().bytes().all(|b| b == b':') {
            let help = "remove it, or open its box where its content begins";
            parser.warn("L0105", place.line().span, "this line of colons closes nothing", help);
        }
        return place.at + 1;
    };
    let Some(end) = parser.end_of("div", place, edge) else {
        parser.warn("L0105", place.line().span, "this `:::` box is never closed", "close it with a line `:::`");
        return place.at + 1;
    };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let span = Span::new(place.line().span.start, place.lines[end].span.end);
    parser.vote(Some("quarto").filter(|_| head.starts_with("{.")));
    // Only the boxes of MyST, which have their names in braces, have options.
    let is_directive = head.starts_with('{') && !head.starts_with("{.");
    let (options, body) = body.split_at(if is_directive { directive::options(&body) } else { 0 });
    let classes = directive::option(options, "class").unwrap_or_default();
    match name(head) {
        Some("tab-set" | "tabs" | "group-tab") => {
            nodes.extend(parser.tabs(|p| p.nested(body)));
            return end + 1;
        }
        Some("tab-item" | "tab") => {
            parser.one_tab(title(head).unwrap_or_default(), place.line(), body, nodes);
            return end + 1;
        }
        _ => {}
    }
    if let Some(name) = component::within(head, body) {
        parser.vote(Some("iximiuz"));
        component::hold(parser, name, (place.line(), body, span), nodes);
        return end + 1;
    }
    let children = parser.nested(body);
    let known = |n: &&str| callout::is_name(n) || has_own_title(head);
    let title = title(head);
    let named = |n| variant(n, head).unwrap_or_else(|| directive::boxed(n, title.unwrap_or_default(), classes));
    match name(head).map(named).filter(known) {
        Some(name) => {
            let mut made = callout::named(if is_speakers(head) { TEACHERS } else { name }, title, children);
            made.collapsed |= is_folded(head) || name == "dropdown" || classes.contains("dropdown");
            if is_folded(head) && callout::shows_answer(&made.title) {
                "solution".clone_into(&mut made.kind);
            }
            nodes.push(super::callout_node(made, span, place.line().number));
        }
        // Columns, fragments and the like are layout only.
        None => nodes.extend(children),
    }
    end + 1
}

/// What a line is to these boxes.
pub fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    if line.sign() != Some(b':') {
        return None;
    }
    let text = line.trimmed();
    if closes(text) {
        return Some(Mark::Closes(""));
    }
    head(text).map(|_| Mark::Opens(""))
}

/// `challenge`, `callout-note` of `{.callout-note}`, `note` of `{note}`.
fn name(head: &str) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    match head.strip_prefix('{') {
        Some(inner) if inner.starts_with(is_word) => inner.split(|c| !is_word(c)).next(),
        Some(_) => attribute::classes(head).next(),
        None => head.split(|c| !is_word(c)).next(),
    }
}

/// What a box is that is only called a box: `callout{variant="danger"}`.
fn variant<'h>(name: &str, head: &'h str) -> Option<&'h str> {
    const KEY: &str = "variant";
    let at = Some(head).filter(|_| matches!(name, "callout" | "admonition"))?.find(KEY)?;
    let variant = value(Cursor(&head[at + KEY.len()..]))?.trim_matches(['"', '\'']);
    callout::is_name(variant).then_some(variant)
}

/// `::: notes`, `::: {.notes}`: what the speaker of slides says.
fn is_speakers(head: &str) -> bool {
    head == "notes" || head.starts_with("{.") && name(head) == Some("notes")
}

/// What stands behind a key and `=`, in quotes or without.
fn value(key: Cursor<'_>) -> Option<&str> {
    let place = key.white().past("=")?.white();
    let in_quotes = |quote: char| {
        let inner = place.one(|c| c == quote)?;
        let after = inner.skip(|c| c != quote);
        (!after.0.is_empty()).then(|| after.since(inner))
    };
    let bare = || Some(place.some(|c| !(c.is_whitespace() || c == '}'))?.since(place));
    in_quotes('"').or_else(|| in_quotes('\'')).or_else(bare)
}

/// Whether a box of an author's own kind has a title: `:::why Layers are kept`. Layouts have none.
fn has_own_title(head: &str) -> bool {
    let is_layout = || ["col", "row", "grid", "card", "div", "frag"].iter().any(|name| head.starts_with(name));
    let is_plain = head.starts_with(|c: char| c.is_alphabetic()) && !head.contains(['=', '{', '"']);
    is_plain && title(head).is_some_and(|t| t.starts_with(char::is_alphabetic)) && !is_layout()
}

/// `collapse=true`, `collapse="true"`
fn is_folded(head: &str) -> bool {
    let is_true = |key: Cursor<'_>| key.white().past("=").is_some_and(|v| v.white().maybe("\"").past("true").is_some());
    has_part(head, "collapse")
        && head.match_indices("collapse").any(|(at, key)| is_true(Cursor(&head[at + key.len()..])))
}

fn title(head: &str) -> Option<&str> {
    let of_key = |(at, key): (usize, &str)| value(Cursor(&head[at + key.len()..]));
    if has_part(head, "title")
        && let Some(title) = head.match_indices("title").find_map(of_key)
    {
        return Some(title);
    }
    if let Some((_, rest)) = head.split_once('[') {
        return rest.split_once(']').map(|(t, _)| t);
    }
    // `:::note Title`
    if !head.starts_with('{') {
        return head.split_once(' ').map(|(_, t)| t.trim()).filter(|t| !t.is_empty() && !t.starts_with('{'));
    }
    // `:::{note} Title`
    head.strip_prefix('{').and_then(|h| h.split_once('}')).map(|(_, t)| t.trim()).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::super::pattern::Pattern;
    use super::*;
    use proptest::prelude::*;

    static FOLDED: Pattern = Pattern::new(r#"collapse\s*=\s*"?true"#);

    proptest! {
        #[test]
        fn folded_as_a_pattern_has_it(pieces in prop::collection::vec(prop::sample::select(vec![
            "collapse", "=", "\"", " ", "true", "a", "é",
        ]), 0..9)) {
            let text = pieces.concat();
            prop_assert_eq!(is_folded(&text), FOLDED.is_match(&text));
        }
    }

    #[test]
    fn heads() {
        for (text, want) in [
            ("::::::::::  challenge", Some((Some("challenge"), None))),
            (":::callout{variant=\"warning\"}", Some((Some("callout"), None))),
            ("::::challenge{id=a title=\"Check it\"}", Some((Some("challenge"), Some("Check it")))),
            ("::: {.callout-note title=\"Recap\"}", Some((Some("callout-note"), Some("Recap")))),
            (":::tip[Good to know]", Some((Some("tip"), Some("Good to know")))),
            (":::{note} Mind", Some((Some("note"), Some("Mind")))),
            (":::tip Mind the gap", Some((Some("tip"), Some("Mind the gap")))),
            ("::: note :::", Some((Some("note"), None))),
            (":::", None),
            (":: x", None),
            (":::row:::", None),
            (":::image type=\"content\" source=\"a.png\":::", None),
        ] {
            assert_eq!(head(text).map(|h| (name(h), title(h))), want, "{text}");
        }
    }

    #[test]
    fn boxes_of_an_authors_own_kind_have_a_title() {
        for (text, want) in [
            (":::why Layers are kept\nSo.\n:::\n", Some(("note", "Layers are kept"))),
            (":::goal[Mind]\nSo.\n:::\n", Some(("note", "Mind"))),
            (":::warn\nSo.\n:::\n", Some(("warning", ""))),
            (":::callout{variant=\"danger\"}\nSo.\n:::\n", Some(("warning", ""))),
            (":::callout{variant=tip title=\"Mind\"}\nSo.\n:::\n", Some(("tip", "Mind"))),
            (":::callout{variant=\"warning}\nSo.\n:::\n", Some(("warning", ""))),
            (":::callout{variant=\"outlined\"}\nSo.\n:::\n", Some(("note", ""))),
            (":::challenge{variant=\"warning\"}\nSo.\n:::\n", Some(("challenge", ""))),
            ("::: columns two\nSo.\n:::\n", None),
            ("::: wide\nSo.\n:::\n", None),
        ] {
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let made = document.nodes.iter().find_map(|n| match &n.kind {
                crate::document::NodeKind::Callout(c) => Some((c.kind.as_str(), c.title.as_str())),
                _ => None,
            });
            assert_eq!(made, want, "{text}");
        }
    }

    #[test]
    fn boxes_of_microsofts_pages() {
        let text = ":::zone pivot=\"a\"\n\none\n\n:::zone-end\n\n:::row:::\n:::column:::\ntwo\n:::column-end:::\n:::row-end:::\n";
        let (document, found) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let words: Vec<_> = document.nodes.iter().map(|n| format!("{:?}", n.kind)).collect();
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(words.len(), 2, "{words:?}");
    }
}

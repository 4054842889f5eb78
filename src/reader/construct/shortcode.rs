//! Hugo's shortcodes on lines of their own: `{{< note >}}` … `{{< /note >}}` is a box, `{{< tabs >}}` holds tabs,
//! `{{< highlight bash >}}` code, all others are the site's and go.

use super::super::callout;
use super::super::cursor::{Cursor, in_word};
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::markup::attribute;
use super::super::scan::parted;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::Node;
use crate::source::Span;

/// A value within a text, which is no construct.
const VALUE: &str = "param";

fn parts(text: &str) -> Option<(bool, &str, &str)> {
    let line = text.trim();
    if !(line.starts_with("{{<") || line.starts_with("{{%")) || !line.ends_with("}}") {
        return None;
    }
    let (first, mut rest) = tag(Cursor(line))?;
    while let Some((_, after)) = tag(rest.white()) {
        rest = after;
    }
    let place = Cursor(first).white();
    let closes = place.past("/");
    let place = closes.unwrap_or(place).white();
    let after = place.some(|c| in_word(c) || c == '-')?;
    let words = after.0.trim_end();
    let name = after.since(place);
    let stands_alone = rest.0.is_empty() && name != VALUE;
    stands_alone.then_some((closes.is_some(), name, words.strip_suffix('/').unwrap_or(words)))
}

/// What stands between the signs of `{{< … >}}`, and what follows it.
fn tag(here: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let is_sign = |c: char| matches!(c, '<' | '>' | '%');
    let place = here.past("{{")?.one(|c| is_sign(c) && c != '>')?;
    let after = place.skip(|c| !matches!(c, '{' | '}'));
    let inner = after.since(place).strip_suffix(|c| is_sign(c) && c != '<')?;
    Some((inner, after.past("}}")?))
}

/// What a shortcode calls its box: a first word in quotes, or the first value of a key for it.
fn title(rest: &str) -> Option<&str> {
    let of_key = |(at, _)| {
        let here = Cursor(&rest[at..]);
        let key = ["title", "name", "header"].iter().find_map(|key| here.past(key))?;
        quoted(key.white().past("=")?)
    };
    quoted(Cursor(rest)).or_else(|| rest.match_indices(['t', 'n', 'h']).find_map(of_key))
}

/// What stands between double quotes.
fn quoted(here: Cursor<'_>) -> Option<&str> {
    let inner = here.white().past("\"")?;
    parted(inner.0, b'"').map(|(quoted, _)| quoted)
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    if line.sign() != Some(b'{') {
        return None;
    }
    let (closes, name, _) = parts(&line.text)?;
    Some(if closes { Mark::Closes(name) } else { Mark::Opens(name) })
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("hugo", "shortcodes: {{< tabs >}}")],
    also: &["educates"],
    ..Construct::new(b"{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    parts(&place.line().text).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let line = place.line();
    let Some((false, name, rest)) = parts(&line.text) else { return place.at + 1 };
    if let Some(alt) = attribute(rest, "alt").filter(|_| matches!(name, "figure" | "img" | "image")) {
        let url = attribute(rest, "src").unwrap_or_default();
        nodes.push(super::picture_node(alt, url, line));
        return place.at + 1;
    }
    let Some(end) = parser.end_of("shortcode", place, edge) else { return place.at + 1 };
    if name == "highlight" {
        let language = rest.split_whitespace().next().filter(|word| !word.contains(['=', '"'])).unwrap_or_default();
        parser.marked_code(language, place, end, nodes);
        return end + 1;
    }
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let title = title(rest);
    match name {
        "tabs" | "tabpane" => nodes.extend(parser.tabs(|p| p.nested(&body))),
        "tab" => parser.one_tab(title.unwrap_or_default(), line, &body, nodes),
        // The kind of the box is the first word behind its name.
        "notice" | "alert" | "callout" | "admonition" | "hint" => {
            let first = rest.split(|c: char| !c.is_alphanumeric()).find(|w| callout::is_name(w));
            let is_said = rest.contains("title=");
            let children = parser.nested(&body);
            let span = Span::new(line.span.start, place.lines[end].span.end);
            let made = callout::named(
                first.unwrap_or(if name == "hint" { name } else { "note" }),
                title.filter(|t| is_said || Some(*t) != first),
                children,
            );
            nodes.push(super::callout_node(made, span, line.number));
        }
        name if callout::is_name(name) || name == "expand" || name == "accordion" => {
            let children = parser.nested(&body);
            let mut made = callout::named(name, title, children);
            made.collapsed |= name == "expand" || name == "accordion" || name == "details";
            let span = Span::new(line.span.start, place.lines[end].span.end);
            nodes.push(super::callout_node(made, span, line.number));
        }
        _ => {
            if let Some((next, last)) = other_branch(parser, place, name, end) {
                parser.tabs(|parser| {
                    parser.one_tab("", line, &body, nodes);
                    let below = dedent_common(&place.lines[next + 1..last]);
                    parser.one_tab("", &place.lines[next], &below, nodes);
                });
                return last + 1;
            }
            nodes.extend(parser.nested(&body));
        }
    }
    end + 1
}

/// Where the shortcode opens and closes that follows one and is for whom that is not: `{{< x-unavailable >}}` below
/// `{{< x-available >}}`.
fn other_branch<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, name: &str, end: usize) -> Option<(usize, usize)> {
    let next = end + 1 + place.lines[end + 1..].iter().take_while(|line| line.is_blank()).count();
    let (closes, other, _) = parts(&place.lines.get(next)?.text)?;
    if closes || !(is_negation(name, other) || is_negation(other, name)) {
        return None;
    }
    let below = place.below_text(next);
    Some((next, parser.end_of("shortcode", &below, edge)?))
}

/// Whether a name is another one denied: `x-unavailable` of `x-available`, `no-x` of `x`.
fn is_negation(name: &str, denied: &str) -> bool {
    let is_split = |at: usize| {
        let (begin, end) = name.split_at(at);
        let rest = denied.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
        rest.is_some_and(|sign| matches!(sign, "un" | "no-" | "not-" | "non-"))
    };
    denied.len() > name.len() && is_split(0)
        || name.match_indices('-').any(|(at, _)| denied.len() > name.len() && is_split(at + 1))
}

#[cfg(test)]
mod tests {
    use super::super::super::pattern::Pattern;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hint_is_what_its_first_word_says() {
        for (words, want) in [("hint danger", "warning"), ("hint info", "note"), ("hint", "hint")] {
            let text = format!("{{{{< {words} >}}}}\nMind it.\n{{{{< /hint >}}}}\n");
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            assert_eq!(document.callouts()[0].1.kind, want, "{words}");
        }
    }

    static TITLE: Pattern = Pattern::new(r#"(?:title|name|header)\s*=\s*"([^"]*)"|^\s*"([^"]*)""#);

    proptest! {
        #[test]
        fn title_as_a_pattern_has_it(pieces in prop::collection::vec(prop::sample::select(vec![
            "title", "name", "header", "=", "\"", " ", "a", "é", "title=\"", "name = \"b\"", "t",
        ]), 0..12)) {
            let text = pieces.concat();
            let want = TITLE.captures(&text).and_then(|c| c.get(1).or(c.get(2)).map(|m| m.as_str().to_owned()));
            prop_assert_eq!(title(&text).map(str::to_owned), want);
        }
    }
}

//! Hugo's shortcodes on lines of their own: `{{< note >}}` … `{{< /note >}}` is a box, `{{< tabs >}}` holds tabs,
//! `{{< highlight bash >}}` code, all others are the site's and go.

use super::super::callout;
use super::super::cursor::{Cursor, in_word};
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::Node;
use crate::source::Span;

static TITLE: Pattern = Pattern::new(r#"(?:title|name|header)\s*=\s*"([^"]*)"|^\s*"([^"]*)""#);
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
    let Some(end) = parser.end_of("shortcode", place, edge) else { return place.at + 1 };
    if name == "highlight" {
        let language = rest.split_whitespace().next().filter(|word| !word.contains(['=', '"'])).unwrap_or_default();
        parser.marked_code(language, place, end, nodes);
        return end + 1;
    }
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let title = TITLE.captures(rest).and_then(|c| c.get(1).or(c.get(2)).map(|m| m.as_str()));
    match name {
        "tabs" | "tabpane" => nodes.extend(parser.tabs(|p| p.nested(&body))),
        "tab" => parser.one_tab(title.unwrap_or_default(), line, &body, nodes),
        // The kind of the box is the first word behind its name.
        "notice" | "alert" | "callout" | "admonition" => {
            let first = rest.split(|c: char| !c.is_alphanumeric()).find(|w| callout::is_name(w));
            let is_said = rest.contains("title=");
            let children = parser.nested(&body);
            let span = Span::new(line.span.start, place.lines[end].span.end);
            let made =
                callout::named(first.unwrap_or("note"), title.filter(|t| is_said || Some(*t) != first), children);
            nodes.push(super::callout_node(made, span, line.number));
        }
        name if callout::is_name(name) || name == "expand" || name == "accordion" => {
            let children = parser.nested(&body);
            let mut made = callout::named(name, title, children);
            made.collapsed |= name == "expand" || name == "accordion" || name == "details";
            let span = Span::new(line.span.start, place.lines[end].span.end);
            nodes.push(super::callout_node(made, span, line.number));
        }
        _ => nodes.extend(parser.nested(&body)),
    }
    end + 1
}

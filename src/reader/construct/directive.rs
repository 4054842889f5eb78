//! Directives (of `MyST`) that hold text: a backtick fence with a name in braces, nested by longer fences.

use super::super::callout;
use super::super::cursor::{Cursor, in_word};
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::cell;
use super::div;
use super::fence::{self, Fence};
use super::pairs::Mark;
use crate::document::{Inline, Node, NodeKind};
use crate::source::Span;

/// The name in braces and what follows it.
fn name(info: &str) -> Option<(&str, &str)> {
    let (name, rest) = info.strip_prefix('{')?.split_once('}')?;
    let word = name.split([' ', ',']).next().unwrap_or_default();
    let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    (plain && !cell::is_named(word)).then_some((word, rest.trim()))
}

/// Whether a line is what only `MyST` has: a directive in a fence or in colons.
pub fn is_of_myst(line: &Line<'_>) -> bool {
    match line.sign() {
        Some(b'`' | b'~') => {
            fence::of_line(line).and_then(|fence| name(fence.info)).is_some_and(|(name, _)| cell::is_box(name))
        }
        Some(b':') => div::head(&line.text).is_some_and(|head| name(head).is_some()),
        _ => false,
    }
}

fn opening<'t>(place: &Place<'t, '_>) -> Option<(Fence<'t>, &'t str, &'t str)> {
    let fence = place.fence?;
    let (name, title) = name(fence.info)?;
    let is_box = cell::is_box(name) || !cell::is_cell(&place.lines[place.at..], fence);
    is_box.then_some((fence, name, title))
}

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("myst", "fences with a {name}").on(&["sphinx", "jupyter-book"])],
    also: &["quarto"],
    ..Construct::new(b"`~", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    opening(place).is_some()
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some((fence, name, title)) = opening(place) else { return place.at + 1 };
    // A solution names the exercise it belongs to.
    let title = if name.starts_with("solution") && !title.contains(' ') { "" } else { title };
    let (end, next) = fence::body_end(parser, place, fence);
    let body = &*dedent_common(&place.lines[place.at + 1..end]);
    let (options, body) = body.split_at(options(body));
    let classes = option(options, "class").unwrap_or_default();
    let folded = classes.split_whitespace().any(|c| c == "dropdown") || name == "dropdown";
    let span = Span::new(place.line().span.start, place.lines[next - 1].span.end);
    if let Some(name) = name.strip_suffix("-start")
        && let Some(last) = gate(parser, place)
        && next <= last.0
    {
        let children = parser.nested(&place.lines[next..last.0]);
        let mut made = callout::named(name, Some(title), children);
        made.collapsed |= folded;
        let span = Span::new(span.start, place.lines[last.1 - 1].span.end);
        nodes.push(super::callout_node(made, span, place.line().number));
        return last.1;
    }
    let is_titled = name == "admonition";
    match boxed(name, title, classes) {
        // What the site makes of other pages.
        "toctree" | "contents" | "tableofcontents" | "include" | "bibliography" | "index" => {}
        "tabs" | "tab-set" => nodes.extend(parser.tabs(|p| p.nested(body))),
        "tab" | "tab-item" | "group-tab" => parser.one_tab(title, place.line(), body, nodes),
        "figure" | "image" => {
            nodes.push(Node { kind: picture(title, options), span: place.line().span, line: place.line().number });
            nodes.extend(parser.nested(body));
        }
        name if callout::is_name(name) => {
            // Only admonitions have titles: where nothing stands below, what stands behind the name is the text.
            let text = Some(title).filter(|t| !t.is_empty() && !is_titled && body.iter().all(Line::is_blank));
            let text = text.and_then(|text| Some(place.line().after(place.line().text.rfind(text)?)));
            let title = Some(title).filter(|t| !t.is_empty() && text.is_none());
            let children = if let Some(text) = text { parser.nested(&[text]) } else { parser.nested(body) };
            let mut made = callout::named(name, title, children);
            made.collapsed |= folded;
            nodes.push(super::callout_node(made, span, place.line().number));
        }
        _ => nodes.extend(parser.nested(body)),
    }
    next
}

/// What a box is: `{admonition}` leaves that to its title, where that says it, and else to its class, which is as often
/// its colour.
pub fn boxed<'t>(name: &'t str, title: &'t str, classes: &'t str) -> &'t str {
    let of_class = || classes.split_whitespace().find(|c| callout::is_name(c) && *c != "dropdown");
    if name == "admonition" { callout::told(title).or_else(of_class).unwrap_or("note") } else { name }
}

/// The value of an option.
pub fn option<'t>(options: &'t [Line<'_>], key: &str) -> Option<&'t str> {
    let value =
        |l: &'t Line<'_>| l.trimmed().trim_start_matches(':').strip_prefix(key)?.strip_prefix(':').map(str::trim);
    options.iter().find_map(value)
}

/// What a fence is to boxes between two directives, `{exercise-start}` and `{exercise-end}`.
fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let (name, _) = name(fence::of_line(line)?.info)?;
    name.strip_suffix("-start").map(Mark::Opens).or_else(|| name.strip_suffix("-end").map(Mark::Closes))
}

/// The line of the directive that ends the box at a place, and the line after that.
fn gate<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>) -> Option<(usize, usize)> {
    let at = parser.end_of("gate", place, edge)?;
    let fence = fence::opening(&place.lines[at].text)?;
    let next = fence::position_of_closing(place.lines, at + 1, fence.mark, fence.length).map_or(at + 1, |i| i + 1);
    Some((at, next))
}

/// How many lines at the top of a body are options: `:key: value`, or YAML between `---`.
pub fn options(body: &[Line<'_>]) -> usize {
    let is_rule = |l: &Line<'_>| l.trimmed() == "---";
    if body.first().is_some_and(is_rule) {
        return body.iter().skip(1).position(is_rule).map_or(0, |end| end + 2);
    }
    body.iter().take_while(|l| is_option(l.trimmed())).count()
}

/// `:key: value`
fn is_option(text: &str) -> bool {
    let key = Cursor(text).past(":").and_then(|key| key.one(|c| c.is_ascii_alphabetic()));
    let value = key.and_then(|key| key.skip(|c| in_word(c) || c == '-').past(":"));
    value.is_some_and(|value| value.0.is_empty() || value.0.starts_with(char::is_whitespace))
}

fn picture(url: &str, options: &[Line<'_>]) -> NodeKind {
    let alt = options.iter().find_map(|l| l.trimmed().strip_prefix(":alt:"));
    NodeKind::Paragraph(Inline::Image { alt: alt.unwrap_or_default().trim().into(), url: url.into() }.into())
}

#[cfg(test)]
mod tests {
    use super::super::super::pattern::Pattern;
    use super::*;
    use proptest::prelude::*;

    static OPTION: Pattern = Pattern::new(r"^:[A-Za-z][\w-]*:(?:\s|$)");

    proptest! {
        #[test]
        fn option_as_a_pattern_has_it(text in ":?:?[aZ]?[a1_é-]{0,2}:?[ a\u{a0}]?:? ?") {
            prop_assert_eq!(is_option(&text), OPTION.is_match(&text), "{}", text);
        }
    }

    #[test]
    fn code_is_no_directive() {
        for (info, want) in [
            ("{note} A title", Some(("note", "A title"))),
            ("{exercise}", Some(("exercise", ""))),
            ("{code-block} bash", None),
            ("{.bash code-line-numbers=\"1\"}", None),
            ("{r}", None),
            ("bash", None),
        ] {
            assert_eq!(name(info), want, "{info}");
        }
    }

    #[test]
    fn what_stands_behind_the_name_of_a_note_is_its_text_where_there_is_no_other() {
        for (text, want) in [
            ("```{note} Mind *it*.\n```\n", ("", "Mind it.")),
            ("```{note} Mind\nIt falls.\n```\n", ("Mind", "It falls.")),
            ("```{admonition} Mind\n```\n", ("Mind", "")),
        ] {
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            let Some(NodeKind::Callout(callout)) = document.nodes.first().map(|n| &n.kind) else {
                panic!("{text}: no box");
            };
            let said = callout.children.first().map(|n| match &n.kind {
                NodeKind::Paragraph(text) => crate::document::plain_text(text),
                other => format!("{other:?}"),
            });
            assert_eq!((callout.title.as_str(), said.as_deref().unwrap_or_default()), want, "{text}");
        }
    }
}

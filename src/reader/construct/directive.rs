//! Directives (of `MyST`) that hold text: a backtick fence with a name in braces, nested by longer fences.

use super::super::callout;
use super::super::tree::{Parser, Place};
use super::fence::{self, Fence};
use crate::document::Node;
use crate::source::Span;

/// Names in braces that are code all the same (`MyST`, Quarto, R Markdown).
const CODE: &[&str] = &[
    "code",
    "code-block",
    "code-cell",
    "sourcecode",
    "literalinclude",
    "r",
    "python",
    "bash",
    "sh",
    "julia",
    "sql",
    "mermaid",
    "math",
    "raw",
    "figure",
    "image",
];

/// The name in braces and what follows it.
fn name(info: &str) -> Option<(&str, &str)> {
    let (name, rest) = info.strip_prefix('{')?.split_once('}')?;
    let word = name.split([' ', ',']).next().unwrap_or_default();
    let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    (plain && !CODE.contains(&word.to_lowercase().as_str())).then_some((word, rest.trim()))
}

fn opening<'t>(place: &Place<'t, '_>) -> Option<(Fence<'t>, &'t str, &'t str)> {
    let fence = fence::opening(&place.line().text)?;
    name(fence.info).map(|(name, title)| (fence, name, title))
}

pub fn opens(place: &Place<'_, '_>) -> bool {
    opening(place).is_some()
}

pub fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let Some((fence, name, title)) = opening(place) else { return place.at + 1 };
    let (end, next) = fence::body_end(parser, place, fence);
    let body = &place.lines[place.at + 1..end];
    let options = body.iter().take_while(|l| l.trimmed().starts_with(':') && l.trimmed().len() > 1).count();
    let folded = body[..options].iter().any(|l| l.trimmed() == ":class: dropdown");
    let children = parser.nested(&body[options..]);
    let span = Span::new(place.line().span.start, place.lines[next - 1].span.end);
    if callout::is_name(name) {
        let mut made = callout::named(name, Some(title).filter(|t| !t.is_empty()), children);
        made.collapsed |= folded;
        nodes.push(super::callout_node(made, span, place.line().number));
    } else {
        nodes.extend(children);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::name;

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
}

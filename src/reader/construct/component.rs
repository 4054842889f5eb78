//! Components of iximiuz Labs: `::hint-box` … `::`, with properties between `---` lines right below the opening mark;
//! and Labspace's directives of one line.

use super::super::callout;
use super::super::dialect::Dialect;
use super::super::lines::{Line, dedent_common};
use super::super::pattern::Pattern;
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::{Inline, Node, NodeKind};
use crate::source::Span;

static OPEN: Pattern = Pattern::new(r"^\s*::([a-z][\w-]*)\s*(?:\{[^}]*\})?\s*$");
static PROPERTY: Pattern = Pattern::new(r#"^:?([A-Za-z-]+):\s*["']?(.*?)["']?\s*$"#);
static TITLE: Pattern = Pattern::new(r#"(?:title|summary)\s*=\s*"([^"]*)""#);
static KIND: Pattern = Pattern::new(r#"\bkind\s*=\s*"([^"]*)""#);

/// Components that are nothing without what stands between their marks.
const HOLDERS: &[&str] =
    &["remark-box", "hint-box", "details-box", "tabbed", "simple-task", "user-input-task", "slide-show", "image-box"];

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("iximiuz", "boxes between ::name and ::")],
    also: &["labspace"],
    ..Construct::new(b":", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    edge(place.line()).is_some()
}

fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    if line.sign() != Some(b':') {
        return None;
    }
    let text = line.trimmed();
    if text == "::" {
        return Some(Mark::Closes(""));
    }
    // Three colons are a div.
    let named = text.strip_prefix("::").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    if named { OPEN.group(text, 1).map(Mark::Opens) } else { None }
}

fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let head = &*place.line().text;
    let Some(name) = OPEN.group(head, 1) else {
        let help = "remove it, or open its box where its content begins";
        parser.warn("L0105", place.line().span, "this line of colons closes nothing", help);
        return place.at + 1;
    };
    let Some(end) = parser.end_of("component", place, edge) else {
        // A directive of one line is for the page alone.
        let (properties, from) = properties(&place.lines[place.at + 1..]);
        let from = if properties.is_empty() { 0 } else { from };
        if from > 0 || HOLDERS.contains(&name) {
            let message = format!("this `::{name}` box is never closed");
            parser.warn("L0105", place.line().span, message, "close it with a line `::`");
        }
        return place.at + 1 + from;
    };
    let body = dedent_common(&place.lines[place.at + 1..end]);
    let span = Span::new(place.line().span.start, place.lines[end].span.end);
    hold(parser, name, (place.line(), &body, span), nodes);
    end + 1
}

/// The name of a component whose colons are those of a div, as one in another has them: it is known, or has properties.
pub fn within<'t>(head: &'t str, body: &[Line<'_>]) -> Option<&'t str> {
    let name = head.split(|c: char| !(c.is_alphanumeric() || c == '-')).next()?;
    let is_known = || matches!(name, "tabbed" | "simple-task" | "user-input-task") || kind(name, None).is_some();
    let has_properties = || !properties(body).0.is_empty();
    let is_own = name.starts_with(|c: char| c.is_ascii_lowercase()) && !callout::is_name(name);
    (is_own && (is_known() || has_properties())).then_some(name)
}

/// Reads what a component holds: its first line, the lines below it, and where they stand.
pub fn hold<'s>(
    parser: &mut Parser<'s>,
    name: &str,
    (head, body, span): (&Line<'s>, &[Line<'s>], Span),
    nodes: &mut Vec<Node>,
) {
    let (properties, from) = properties(body);
    let title = TITLE.group(&head.text, 1).or(value(&properties, "summary")).or(value(&properties, "title"));
    let stated = KIND.group(&head.text, 1).or(value(&properties, "kind"));
    let text = match name {
        "simple-task" | "user-input-task" => until_done(&body[from..]),
        "tabbed" => return tabs(parser, &body[..from], &body[from..], nodes),
        _ => &body[from..],
    };
    if let Some(picture) = picture(name, &properties) {
        nodes.push(Node { kind: picture, span: head.span, line: head.number });
    }
    let children = parser.nested(text);
    match kind(name, stated) {
        Some((kind, collapsed)) => {
            let mut made = callout::named(kind, Some(title.unwrap_or_default()), children);
            made.collapsed |= collapsed;
            nodes.push(super::callout_node(made, span, head.number));
        }
        None => nodes.extend(children),
    }
}

/// The kind of box and whether it is folded; `None` for what is layout only.
fn kind<'t>(name: &str, stated: Option<&'t str>) -> Option<(&'t str, bool)> {
    match name {
        "remark-box" => Some((stated.unwrap_or("note"), false)),
        "hint-box" => Some((callout::HINT, true)),
        "details-box" => Some(("details", true)),
        _ => None,
    }
}

/// `#active`: what of a task is shown when.
fn is_slot(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// What a task says before it is done: what stands below `#active`. The rest would tell too early.
fn until_done<'l, 's>(body: &'l [Line<'s>]) -> &'l [Line<'s>] {
    let from = body.iter().position(|l| l.trimmed() == "#active").map_or(0, |i| i + 1);
    let end = body[from..].iter().position(|l| is_slot(&l.text)).map_or(body.len(), |i| from + i);
    &body[from..end]
}

/// `::tabbed`: its slots are tabs, whose titles stand in the properties.
fn tabs<'s>(parser: &mut Parser<'s>, properties: &[Line<'s>], body: &[Line<'s>], nodes: &mut Vec<Node>) {
    let value = |l: &Line<'s>, key: &str| {
        let rest = l.trimmed().trim_start_matches("- ").strip_prefix(key)?.strip_prefix(':')?;
        Some(rest.trim().trim_matches(['"', '\'']).to_owned())
    };
    let title = |name: &str| {
        let at = properties.iter().position(|l| value(l, "name").as_deref() == Some(name))?;
        let mut own = properties[at + 1..].iter().take_while(|l| value(l, "name").is_none());
        own.find_map(|l| value(l, "title"))
    };
    let slots: Vec<usize> = (0..body.len()).filter(|at| is_slot(&body[*at].text)).collect();
    parser.tabs(|parser| {
        for (i, at) in slots.iter().enumerate() {
            let end = slots.get(i + 1).copied().unwrap_or(body.len());
            let name = body[*at].trimmed().trim_start_matches('#');
            parser.one_tab(&title(name).unwrap_or_else(|| name.to_owned()), &body[*at], &body[at + 1..end], nodes);
        }
    });
}

/// A picture by its description.
fn picture(name: &str, properties: &[(&str, &str)]) -> Option<NodeKind> {
    let alt = value(properties, "alt").filter(|_| name == "image-box")?.into();
    let url = value(properties, "src").unwrap_or_default().into();
    Some(NodeKind::Paragraph(Inline::Image { alt, url }.into()))
}

/// Properties between `---` lines, and the index of the line after them.
fn properties<'t>(body: &'t [Line<'_>]) -> (Vec<(&'t str, &'t str)>, usize) {
    let is_rule = |l: &Line<'_>| l.trimmed() == "---";
    if !body.first().is_some_and(is_rule) {
        return (Vec::new(), 0);
    }
    let Some(end) = body.iter().skip(1).position(is_rule) else { return (Vec::new(), 0) };
    let pair = |l: &'t Line<'_>| {
        let c = PROPERTY.captures(l.trimmed())?;
        Some((c.get(1)?.as_str(), c.get(2)?.as_str()))
    };
    (body[1..=end].iter().filter_map(pair).collect(), end + 2)
}

fn value<'t>(properties: &[(&'t str, &'t str)], key: &str) -> Option<&'t str> {
    properties.iter().find(|(k, _)| *k == key).map(|(_, v)| *v)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[test]
    fn boxes_without_an_end_are_told() {
        let read = |text: &str| {
            let (document, found) = crate::reader::read(&Source::new("x.md", text));
            let found = found.iter().map(|d| format!("{} {} {}", d.code, d.line, d.message)).collect::<Vec<_>>();
            (found.join("; "), crate::reader::inline_text::of_nodes(&document.nodes).replace('\n', "|"))
        };
        let text = "Text.\n\n::remark-box\n---\nkind: warning\n---\nMind it.\n\n## Next\n";
        let told = "L0105 3 this `::remark-box` box is never closed";
        assert_eq!(read(text), (told.into(), "Text.|Mind it.|Next".into()));
        assert_eq!(read("::hint-box\nTry.\n").0, "L0105 1 this `::hint-box` box is never closed");
        assert_eq!(read("::button{name=\"a\"}\n\nText.\n").0, "");
        assert_eq!(read("::card\n---\n:content: a\n---\n::\n\n::\n").0, "L0105 7 this line of colons closes nothing");
    }

    #[test]
    fn components_stand_in_components() {
        let read = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let boxes = document.callouts().into_iter().map(|(line, c)| format!("{line} {} {}", c.kind, c.title));
            let boxes = boxes.collect::<Vec<_>>().join("; ");
            (boxes, crate::reader::inline_text::of_nodes(&document.nodes).replace('\n', "|"))
        };
        let inner = ":::remark-box\n---\nkind: warning\n---\nMind it.\n:::\n";
        let text = format!("::hint-box\n---\n:summary: Look\n---\nTry:\n\n{inner}::\n");
        assert_eq!(read(&text), ("1 hint Look; 7 warning ".into(), "Look|Try:|Mind it.".into()));
        let tabs = ":::tabbed\n---\ntabs:\n  - name: a\n    title: First\n---\n#a\nOne.\n:::\n";
        let text = format!("::details-box\n---\n:summary: More\n---\n{tabs}::\n");
        assert_eq!(read(&text), ("1 note More".into(), "More|First|One.".into()));
        assert_eq!(read("::remark-box{kind=\"warning\"}\nMind it.\n::\n").0, "1 warning ");
        assert_eq!(read(":::wide\n---\n\nText\n\n---\n:::\n").1, "Text");
    }
}

//! What a lesson says of itself: title, objectives, minutes, hints.

use super::callout::{HINT, is_objectives};
use super::front_matter::FrontMatter;
use super::inline_text::{marked, mentions, of_nodes, plain};
use super::pattern::Pattern;
use super::scan::{any_at, has_any_case};
use crate::document::{AuthorHint, Inline, Minutes, Node, NodeKind, plain_text, walk};

/// Minutes are stated near the beginning.
const NODES_WITH_MINUTES: usize = 15;

static MINUTES: Pattern = Pattern::new(
    r"(?i)^\W*(?:(?:\w+\.? )?(?:time|duration|reading)[^\d]{0,40})?(?:approximately |about |approx\.? |around |~ ?)?(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*min(?:ute)?s?\W*$",
);
static PART: Pattern = Pattern::new(
    r"(?i)^\W*(\d{1,3})\s*min(?:ute)?s?\.?\s+(?:of |for )?(teaching|exercises?|demo|discussion|type-along)\b",
);
static ESTIMATE: Pattern = Pattern::new(r"^(?:(\d+)[hH])?\s*(?:(\d+)[mM]?)?$");
static ANNOUNCED: Pattern = Pattern::new(
    r"(?i)\b(?:in this (?:section|lesson|chapter|tutorial|lab|exercise),? you(?:'ll| will)|you will (?:learn|be able))\b.*:\s*$",
);
static HINTS: Pattern = Pattern::new(r"\((?:Hint|HINT|hint): ([^)]*)\)");

/// From the front matter, else the first heading of level one, else the first heading.
pub fn title(front: &FrontMatter, nodes: &[Node]) -> Option<String> {
    let stated = front.text("title").or(front.text("name")).map(str::to_owned);
    let headings = || {
        nodes.iter().filter_map(|n| match &n.kind {
            NodeKind::Heading { level, text, .. } => Some((*level, text)),
            _ => None,
        })
    };
    let heading = || headings().find(|(level, _)| *level == 1).or_else(|| headings().next());
    stated.or_else(|| heading().map(|(_, text)| plain_text(text).trim().to_owned()))
}

/// From the front matter, else a box, a section or a sentence that announces them.
pub fn objectives(front: &FrontMatter, nodes: &[Node]) -> Vec<String> {
    let listed = front.list("objectives");
    if !listed.is_empty() {
        return listed.to_vec();
    }
    [boxed_objectives(nodes), objectives_section(nodes), announced_objectives(nodes)]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn boxed_objectives(nodes: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    walk(nodes, &mut |node| {
        if let NodeKind::Callout(callout) = &node.kind
            && callout.kind == "objectives"
        {
            found.extend(callout.children.iter().flat_map(items));
        }
    });
    found
}

fn objectives_section(nodes: &[Node]) -> Vec<String> {
    let is_heading = |n: &Node| matches!(n.kind, NodeKind::Heading { .. });
    let announces = |n: &Node| matches!(&n.kind, NodeKind::Heading { text, .. } if is_objectives(&plain(text)));
    let Some(at) = nodes.iter().position(announces) else { return Vec::new() };
    let section = nodes[at + 1..].iter().take_while(|n| !is_heading(n));
    section.map(items).find(|list| !list.is_empty()).unwrap_or_default()
}

fn announced_objectives(nodes: &[Node]) -> Vec<String> {
    let is_lead =
        |n: &Node| matches!(&n.kind, NodeKind::Paragraph(text) if may_announce(text) && announces(&plain(text)));
    let pair = nodes.windows(2).find(|pair| is_lead(&pair[0]));
    pair.map(|pair| items(&pair[1])).unwrap_or_default()
}

fn announces(text: &str) -> bool {
    (has_any_case(text, "you will") || has_any_case(text, "you'll")) && ANNOUNCED.is_match(text)
}

/// Whether a paragraph ends with a colon, as far as its last piece tells.
fn may_announce(text: &[Inline]) -> bool {
    match text.last() {
        Some(Inline::Text(last)) => last.trim_end().ends_with(':') || last.trim().is_empty(),
        Some(_) => true,
        None => false,
    }
}

/// The items of a list, each its first paragraph.
fn items(node: &Node) -> Vec<String> {
    let NodeKind::List { items, .. } = &node.kind else { return Vec::new() };
    let first = |item: &Vec<Node>| match item.first().map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => Some(marked(text).trim().to_owned()),
        _ => None,
    };
    items.iter().filter_map(first).collect()
}

/// From the front matter, else a line near the beginning that states nothing else.
pub fn minutes(front: &FrontMatter, nodes: &[Node]) -> Minutes {
    let (teaching, exercises) = (front.number("teaching"), front.number("exercises"));
    if teaching.or(exercises).is_some() {
        return Minutes { teaching, exercises };
    }
    let stated = ["minutes", "duration", "time"].iter().find_map(|key| front.number(key));
    let stated = stated.or_else(|| estimate(front.text("time_estimation")?));
    let mut found = stated.or_else(|| front.number("timelimit").map(|seconds| seconds.div_ceil(60)));
    walk(&nodes[..nodes.len().min(NODES_WITH_MINUTES)], &mut |node| match &node.kind {
        _ if found.is_some() => {}
        // `Time: 45 minutes | Level: Beginner`
        NodeKind::Paragraph(text) => found = plain(text).split('|').find_map(line_of_minutes),
        NodeKind::Table { header, rows } => found = cell_of_minutes(header, rows),
        _ => {}
    });
    if found.is_none() {
        return minutes_for_instructors(nodes);
    }
    Minutes { teaching: found, exercises: None }
}

/// `- 15 min teaching` and `- 10 min exercises` in a box for instructors.
fn minutes_for_instructors(nodes: &[Node]) -> Minutes {
    let mut minutes = Minutes::default();
    for callout in nodes.iter().filter_map(|n| if let NodeKind::Callout(c) = &n.kind { Some(c) } else { None }) {
        for text in callout.children.iter().filter(|_| callout.kind == "instructor").flat_map(items) {
            let Some((number, for_doing)) =
                PART.captures(&text).and_then(|c| Some((c[1].parse::<u32>().ok()?, &c[2] != "teaching")))
            else {
                continue;
            };
            let part = if for_doing { &mut minutes.exercises } else { &mut minutes.teaching };
            *part = Some(part.unwrap_or(0).saturating_add(number));
        }
    }
    minutes
}

/// `1H30M`, `15m`
fn estimate(text: &str) -> Option<u32> {
    let c = ESTIMATE.captures(text.trim())?;
    let number = |i: usize| c.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
    (number(1).or(number(2))).map(|_| number(1).unwrap_or(0).saturating_mul(60).saturating_add(number(2).unwrap_or(0)))
}

/// The upper end of a range.
fn line_of_minutes(text: &str) -> Option<u32> {
    // The words end with the unit.
    let text = text.trim();
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !["min", "mins", "minute", "minutes"].iter().any(|unit| ends_with(end, unit)) {
        return None;
    }
    let c = MINUTES.captures(text)?;
    c.get(2).or(c.get(1))?.as_str().parse().ok()
}

/// The cell below a title such as `Reading Time`.
fn cell_of_minutes(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Option<u32> {
    let column = header.iter().position(|title| {
        let title = plain_text(title).to_lowercase();
        title.ends_with("time") || title.ends_with("duration")
    })?;
    line_of_minutes(&plain_text(rows.first()?.get(column)?))
}

/// Whether a text ends with a word in lower or upper case.
fn ends_with(text: &str, word: &str) -> bool {
    let last = text.len().checked_sub(word.len()).and_then(|from| text.get(from..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(word))
}

/// Whether a colon follows a T, as in `(Hint: …)`.
fn after_t(text: &str) -> bool {
    any_at(text, b':', |text, at| matches!(text[..at].last(), Some(b't' | b'T')))
}

/// Hints in boxes and in brackets.
pub fn hints(nodes: &[Node]) -> Vec<AuthorHint> {
    let mut found = Vec::new();
    walk(nodes, &mut |node| match &node.kind {
        NodeKind::Callout(c) if c.kind == HINT => {
            found.push(AuthorHint { line: node.line, text: of_nodes(&c.children) });
        }
        NodeKind::Paragraph(text) => {
            if !mentions(text, after_t) {
                return;
            }
            let text = marked(text);
            let hint = |(_, hint): (usize, &str)| AuthorHint { line: node.line, text: hint.to_owned() };
            found.extend(HINTS.all(&text, 1).into_iter().map(hint));
        }
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_minutes() {
        for (text, want) in [
            ("10 Minutes", Some(10)),
            ("Time: Approximately 30 minutes", Some(30)),
            ("Estimated time: 45-60 min.", Some(60)),
            ("Wait 10 minutes for it", None),
            ("It takes 10 minutes", None),
            ("", None),
        ] {
            assert_eq!(line_of_minutes(text), want, "{text}");
        }
        assert_eq!(["15m", "1H30M", "2h", "soon", ""].map(estimate), [Some(15), Some(90), Some(120), None, None]);
    }
}

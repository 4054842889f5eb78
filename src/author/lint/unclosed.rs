//! Shortcodes of Hugo and elements of MDX that hold text and have no end.
//!
//! Sites do not look at indentation or lists here, so neither is looked at: the tags of the whole file are paired.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `{{< tab name="a" >}}`, `{{% /tab %}}`, `{{< tab include="a" />}}`.
static SHORTCODE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{[<%]\s*(/?)\s*([A-Za-z][\w.-]*)([^{}]*?)(/?)\s*[>%]\}\}").ok());
/// The same of MDX: only elements that hold text for the learner.
static ELEMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"<(/?)(Tabs|TabItem|Tab|CodeGroup|Aside|Admonition|Callout|Details|Accordion|Steps|CardGrid)\b((?:[^<>]|=>)*?)(/?)>",
    )
    .ok()
});
/// Shortcodes that hold text on every site.
const HOLDERS: &[&str] = &["tabs", "tab", "tabpane", "highlight"];

/// A tag that opens.
struct Open<'t> {
    name: &'t str,
    words: &'t str,
    span: Span,
}

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    if given.prose.contains("{{<") || given.prose.contains("{{%") {
        let is_certain = |open: &Open<'_>, closed: &BTreeSet<&str>| {
            let is_whole = open.words.trim_start().starts_with('"') || open.words.contains("include");
            (HOLDERS.contains(&open.name) || closed.contains(open.name)) && !is_whole
        };
        pair(given, SHORTCODE.as_ref(), &is_certain, of_hugo, found);
    }
    let is_mdx = given.source.name.rsplit_once('.').is_some_and(|(_, end)| end == "mdx")
        || given.document.dialects.contains(&"mdx");
    if is_mdx && given.prose.contains('<') {
        pair(given, ELEMENT.as_ref(), &|_, _| true, |name, _| format!("<{name}>"), found);
    }
}

/// Tells of the tags that have no end. `is_certain` says whether one must have some, by what is closed elsewhere.
fn pair(
    given: &Given<'_>,
    tags: Option<&Regex>,
    is_certain: &dyn Fn(&Open<'_>, &BTreeSet<&str>) -> bool,
    shown: impl Fn(&str, &str) -> String,
    found: &mut Vec<Diagnostic>,
) {
    let (mut open, mut lost, mut closed) = (Vec::<Open<'_>>::new(), Vec::new(), BTreeSet::new());
    let part = |c: &Captures<'_>, at: usize| c.get(at).map_or(0..0, |m| m.range());
    for captures in tags.into_iter().flat_map(|t| t.captures_iter(&given.prose)) {
        let (whole, name) = (part(&captures, 0), &given.prose[part(&captures, 2)]);
        if part(&captures, 1).is_empty() {
            if part(&captures, 4).is_empty() {
                let words = &given.prose[part(&captures, 3)];
                open.push(Open { name, words, span: Span::new(whole.start, whole.end) });
            }
            continue;
        }
        closed.insert(name);
        if let Some(at) = open.iter().rposition(|o| o.name == name) {
            lost.extend(open.drain(at..).skip(1));
        }
    }
    lost.append(&mut open);
    for open in lost.iter().filter(|open| is_certain(open, &closed)) {
        let text = &given.prose[open.span.start..open.span.end];
        let (tag, closing) = (shown(open.name, text), shown(&format!("/{}", open.name), text));
        let first = text.lines().next().map_or(0, str::len);
        let span = Span::new(open.span.start, open.span.start + first);
        let help = format!("close it with `{closing}` where its content ends");
        found.push(given.finding("L0116", span, format!("this `{tag}` is never closed")).help(help));
    }
}

/// A shortcode by its name, between the signs that a tag has.
fn of_hugo(name: &str, tag: &str) -> String {
    if tag.starts_with("{{%") { format!("{{{{% {name} %}}}}") } else { format!("{{{{< {name} >}}}}") }
}

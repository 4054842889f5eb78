//! Text within a line: from the Markdown parser's events to our own, cleaned of what only a web site shows.

use super::construct::unescape;
use super::cursor::Cursor;
use super::limits::MAX_INLINE_DEPTH;
use super::markup;
use super::names::Names;
use super::pattern::Pattern;
use super::scan::{has_byte, has_part, replaced};
use crate::document::{Inline, Words, plain_text};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;

/// The sets that a site's icons come from.
const ICONS: [&str; 5] = ["material", "fontawesome", "octicons", "simple", "custom"];
/// Where Katacoda shows a port of the learner's machine.
static HOSTED: Pattern = Pattern::new(
    r"(?:https?://)?\[\[HOST_SUBDOMAIN\]\]-(\d+)-\[\[KATACODA_HOST\]\]\.environments\.katacoda\.com|\{\{TRAFFIC_HOST\d+_(\d+)\}\}",
);
static ACTION: Pattern = Pattern::new(r"\{\{\s*(?:exec(?:ute)?|copy|open|T\d)\b[^{}]*\}\}");
static SHORTCODE: Pattern =
    Pattern::new(r"\{\{[<%]\s*/?\s*(?:note|tip|warning|button|icon|badge|include)\b[^{}]*[>%]\}\}");
/// `{% icon tip %}`
static LIQUID: Pattern = Pattern::new(r"\{%[^%{}]*%\} ?");
/// `:tab-locator-inline{text='the tab' name='x'}`
static LOCATOR: Pattern = Pattern::new(r"(?::[a-z][a-z-]*)\{text=['\x22]([^'\x22{}]*)['\x22][^{}]*\}");
/// `{ref}` before code.
static ROLE: Pattern = Pattern::new(r"\{(?:ref|numref|doc|term|abbr|download|eq|cite|cite:[pt])\}$");

/// Elements that are formatting; anything else in angle brackets is the author's text (`<container id>`).
static ELEMENTS: Names<67> = Names::new([
    "a",
    "abbr",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "button",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "script",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
]);

/// Whether a piece of HTML is formatting.
pub fn is_element(html: &str) -> bool {
    html.starts_with("<!--") || tag_name(html).is_some_and(|name| ELEMENTS.has_any_case(name))
}

/// The name of the element that a tag begins or ends.
fn tag_name(html: &str) -> Option<&str> {
    let start = html.strip_prefix('<')?;
    let start = start.strip_prefix('/').unwrap_or(start);
    let length = start.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Some(&start[..length]).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// `<Badge text="New" />`: what a page's program puts there.
pub fn is_component(html: &str) -> bool {
    html.ends_with("/>") && html.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
}

/// An inline element that is not closed yet.
enum Open {
    Emphasis,
    Strong,
    Strike,
    Link(Words),
    /// One that an element began.
    Anchor(Words),
    Image(Words),
    /// Deeper than is kept.
    Flat,
}

/// Collects inline events.
#[derive(Default)]
pub struct Collector {
    done: Vec<Inline>,
    open: Vec<(Open, Vec<Inline>)>,
}

impl Collector {
    /// Takes an event; false where it is none of a line.
    pub fn take(&mut self, event: Event<'_>) -> bool {
        match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                let mut code = Cow::Owned(code.into_string());
                unescape(&mut code);
                self.push(Inline::Code(code.into_owned().into()));
            }
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Inline::Break),
            _ => return false,
        }
        true
    }

    /// What was collected.
    pub fn finish(&mut self) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.close();
        }
        clean(std::mem::take(&mut self.done))
    }

    fn start(&mut self, tag: Tag<'_>) -> bool {
        let open = match tag {
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strike,
            Tag::Link { dest_url, .. } => Open::Link(dest_url.into_string().into()),
            Tag::Image { dest_url, .. } => Open::Image(dest_url.into_string().into()),
            _ => return false,
        };
        let open = if self.open.len() < MAX_INLINE_DEPTH { open } else { Open::Flat };
        self.open.push((open, Vec::new()));
        true
    }

    fn end(&mut self, tag: TagEnd) -> bool {
        let inline =
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image);
        if inline {
            self.close();
        }
        inline
    }

    fn close(&mut self) {
        let Some((open, inner)) = self.open.pop() else { return };
        let inner = clean(inner);
        let made = match open {
            Open::Emphasis => Inline::Emphasis(inner),
            Open::Strong => Inline::Strong(inner),
            Open::Strike => Inline::Strike(inner),
            Open::Link(url) | Open::Anchor(url) => Inline::Link { text: inner, url: local(url) },
            Open::Image(url) => Inline::Image { alt: plain_text(&inner).into(), url },
            Open::Flat => Inline::Text(plain_text(&inner).into()),
        };
        self.push(made);
    }

    fn html(&mut self, html: &str) {
        if html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
            self.push(Inline::Break);
        } else if let Some(url) = markup::address(html).filter(|_| self.open.len() < MAX_INLINE_DEPTH) {
            self.open.push((Open::Anchor(url.into()), Vec::new()));
        } else if let Some((alt, url)) = markup::picture(html) {
            self.push(Inline::Image { alt: alt.into(), url: url.into() });
        } else if markup::ends_link(html) {
            if let Some((Open::Anchor(_), _)) = self.open.last() {
                self.close();
            }
        } else if !(is_element(html) || is_component(html)) {
            self.text(html);
        }
    }

    fn text(&mut self, text: &str) {
        let into = self.open.last_mut().map_or(&mut self.done, |(_, list)| list);
        match into.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text, 0),
            _ => into.push(Inline::Text(text.into())),
        }
    }

    fn push(&mut self, inline: Inline) {
        self.open.last_mut().map_or(&mut self.done, |(_, list)| list).push(inline);
    }
}

/// What stands for an icon, which is nothing, and what stands behind it: `:material-docker:`.
fn icon(here: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let set = here.past(":")?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let mut end = ICONS.iter().find_map(|name| set.past(name))?.past("-")?.some(is_name)?;
    while let Some(more) = end.past("-") {
        end = more.some(is_name)?;
    }
    Some(("", end.past(":")?.maybe(" ")))
}

/// A title without icons, where it has any.
pub fn without_icons(title: &str) -> Option<String> {
    if !has_byte(title, b':') {
        return None;
    }
    replaced(title, b":", icon).map(|title| title.trim_end().to_owned())
}

/// What stands for words with attributes: `:fileLink[compose.yaml]{path="…"}`, `[text]{.green}`.
fn span(here: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let words = match here.past(":") {
        Some(name) => name.maybe(":").one(|c| c.is_ascii_lowercase())?.some(|c| c.is_ascii_alphabetic())?,
        None => here,
    };
    let words = words.past("[")?;
    let end = words.skip(|c| !matches!(c, '[' | ']'));
    let after = end.past("]{")?.skip(|c| !matches!(c, '{' | '}')).past("}")?;
    Some((end.since(words), after))
}

/// The value of an attribute: `href="…"`.
fn attribute<'t>(attributes: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = attributes.split_once(key)?;
    value.strip_prefix("=\"")?.split_once('"').map(|(value, _)| value)
}

/// Adds a text in which directives of Labspace say more than their words: where a link leads
/// (`:tabLink[App]{href="…"}`), and what is asked for (`::variableDefinition[name]{prompt="…"}`). False where none does.
fn directives(text: &str, out: &mut Vec<Inline>) -> bool {
    let (mut from, mut at) = (0, 0);
    while let Some(start) = text[at..].find(':').map(|i| at + i) {
        at = start + 1;
        let Some((words, after)) = span(Cursor(&text[start..])) else { continue };
        let end = text.len() - after.0.len();
        let given = &text[start..end];
        let attributes = given.rsplit_once("]{").map_or("", |(_, attributes)| attributes);
        let made = match (attribute(attributes, "href"), attribute(attributes, "prompt")) {
            (Some(url), _) => Inline::Link { text: vec![Inline::Text(words.into())], url: local(url.into()) },
            (_, Some(prompt)) if given.contains("variableDefinition[") => {
                Inline::Text(format!("{prompt} ($${words}$$)").into())
            }
            _ => continue,
        };
        out.extend((from < start).then(|| Inline::Text(text[from..start].into())));
        out.push(made);
        (from, at) = (end, end);
    }
    if from == 0 {
        return false;
    }
    if from < text.len() {
        let rest = clean(vec![Inline::Text(text[from..].into())]);
        out.extend(rest);
    }
    true
}

/// The port that a link of Play with Docker opens: `{:data-port="8080"}` on a text's first line.
fn port(text: &str) -> Option<&str> {
    let line = text.split('\n').next().unwrap_or_default();
    line.match_indices("{:").find_map(|(at, mark)| {
        let number = Cursor(&text[at + mark.len()..]).white().past("data-port=\"")?;
        let end = number.some(|c| c.is_ascii_digit())?;
        end.past("\"}").map(|_| end.since(number))
    })
}

/// Whether an icon may begin with a letter after its colon.
pub fn begins_icon(letter: u8) -> bool {
    matches!(letter, b'm' | b'f' | b'o' | b's' | b'c')
}

/// An address on the learner's own machine, where the text has one of a site that lends machines.
fn local(text: Words) -> Words {
    let hosted = has_part(&text, "[[HOST_") || has_part(&text, "{{TRAFFIC_");
    if hosted { HOSTED.replace(&text, "http://localhost:$1$2").into() } else { text }
}

/// What a role of `MyST` points at, as words: `` {ref}`the harbour <label>` ``. Before all else code stays code.
fn without_role(inline: Inline, before: &mut Vec<Inline>) -> Inline {
    let (Inline::Code(code), Some(Inline::Text(text))) = (&inline, before.last_mut()) else { return inline };
    if !(text.ends_with('}') && ROLE.is_match(text)) {
        return inline;
    }
    text.truncate(text.rfind('{').unwrap_or(text.len()));
    let words = code.split_once(" <").map_or(code.as_str(), |(words, _)| words).into();
    if text.is_empty() {
        before.pop();
    }
    Inline::Text(words)
}

/// A text without the attribute lists at its beginning: `{:.a}{#b}`.
fn without_attributes(text: &str) -> &str {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('{')
        && let Some(end) = inner.find(['{', '}', '\n'])
        && let Some(after) = inner[end..].strip_prefix('}')
    {
        rest = after;
    }
    rest
}

/// Takes away icons (`:material-docker:`), and attribute lists after links, pictures and spans.
pub fn clean(inlines: Vec<Inline>) -> Vec<Inline> {
    let marked = |i: &Inline| matches!(i, Inline::Text(t) if t.is_empty() || t.contains(':') || t.contains('{'));
    if !inlines.iter().any(marked) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text(text) = inline else {
            let inline = without_role(inline, &mut out);
            out.push(inline);
            continue;
        };
        if has_byte(&text, b'{') && has_part(&text, "]{") && directives(&text, &mut out) {
            continue;
        }
        let mut text = replaced(&text, b":", icon).map_or(text, Words::from);
        text = local(text);
        if !has_byte(&text, b'{') {
            out.extend((!text.is_empty()).then_some(Inline::Text(text)));
            continue;
        }
        if text.contains("{{") {
            text = SHORTCODE.remove(&ACTION.remove(&text)).into();
        }
        if text.contains("{%") {
            text = LIQUID.remove(&text).into();
        }
        if text.contains("{text=") {
            text = LOCATOR.replace(&text, "$1").into();
        }
        if let Some(linked) = markup::links(&text) {
            out.extend(linked);
            continue;
        }
        if text.contains("]{") {
            text = replaced(&text, b":[", span).map_or(text, Words::from);
        }
        let marked = text.starts_with("{.") && matches!(out.last(), Some(Inline::Code(_)));
        if marked || text.starts_with('{') && matches!(out.last(), Some(Inline::Link { .. } | Inline::Image { .. })) {
            if let (Some(port), Some(Inline::Link { url, .. })) = (port(&text), out.last_mut())
                && !url.contains("://")
            {
                *url = format!("http://localhost:{port}{url}").into();
            }
            if let Some(Inline::Image { alt, .. }) = out.last_mut() {
                markup::describe(alt, &text);
            }
            text = without_attributes(&text).into();
        }
        if !text.is_empty() {
            out.push(Inline::Text(text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static ICON: Pattern =
        Pattern::new(r":(?:material|fontawesome|octicons|simple|custom)-[a-z0-9]+(?:-[a-z0-9]+)*: ?");
    static SPAN: Pattern = Pattern::new(r"(?::{1,2}[a-z][A-Za-z]+)?\[([^\[\]]*)\]\{[^{}]*\}");
    static PORT: Pattern = Pattern::new(r#"^[^\n]*?\{:\s*data-port="(\d+)"\}"#);

    proptest! {
        #[test]
        fn same_as_patterns(pieces in prop::collection::vec(prop::sample::select(vec![
            ":", "material", "custom", "-", "a1", "A", " ", "::", "[", "]", "{", "}", "]{", ":a-b: ", ":simple-x:", "é",
            "\n", "{: ", "{:", "data-port=\"", "80", "\"}", "{:data-port=\"8\"}", "file", "[a]{.b}", ":fileLink[c]{d}",
        ]), 0..16)) {
            let text = pieces.concat();
            let given = |found: Option<String>| found.unwrap_or_else(|| text.clone());
            prop_assert_eq!(given(replaced(&text, b":", icon)), ICON.remove(&text));
            prop_assert_eq!(given(replaced(&text, b":[", span)), SPAN.replace(&text, "$1"));
            prop_assert_eq!(port(&text), PORT.group(&text, 1));
        }
    }
}

//! Links to a place in a page that the page does not have.
//!
//! How a heading becomes an anchor differs from site to site: letters and digits are what all keep, in their order. So a
//! link is wrong only where no heading has its letters and digits, and nothing of the page has its name.

use super::given::Given;
use super::links::{decoded, targets};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text::{did_you_mean, slug};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A heading, also in a quote, an item or a box.
static HEADING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t>*+-]*(?:\d+[.)][ \t]+)?#{1,6}[ \t]*([^#\s].*)$").ok());
static UNDERLINED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t>]*(\S.*)\r?\n[ \t>]*(?:=+|-+)[ \t]*\r?$").ok());
/// The same in HTML; boxes of Galaxy's have titles of their own, and folded ones a summary.
static IN_HTML: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)<(h[1-6]|summary|[a-z-]+-title)\b[^>]*>([\s\S]*?)</").ok());
static STATED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"(?m)^title\s*[:=]\s*["']?(.*)$"#).ok());
/// Names that an author gives: `id="x"`, `{#x}`, `(x)=`, `:name: x`, `name: x`, `{{< anchor "x" >}}`.
static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)\b(?:id|name)\s*=\s*\{?["']?([^"'\s>{}]+)|\{[^}\n]*?#([^\s}]+)|^\s*\(([^)\n]+)\)=\s*$|^[\s:#|-]*(?:name|label|id|anchor|slug):\s*["']?([^"'\s]+)|\banchor\s+"?([\w-]+)"#,
    )
    .ok()
});
/// What brings in text from elsewhere, makes ids nobody sees, or is a part of one page with others.
static BROUGHT_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)--8<--|\{\{[<%]\s*(?:include|readfile|partial)|\{!|\{(?:include|literalinclude)\}|<!-- ?#include|!\[\[|\{%-?\s*include(?:_relative)?\s+(?:[^%\s]*/)?([^%\s]+)|^import\s.*\.mdx?['"]|auto_ids|^kind:\s*unit\b|^[ \t]*#{1,6}[^\n]*\{[{%]|child\s*="#,
    )
    .ok()
});
/// Includes of Jekyll sites that have no headings.
const HARMLESS: &[&str] = &["links.md", "base_path.html", "base_path.md", "carpentries.html"];
/// Dialects in which a link's name may be another page's, or a slide's.
const JOINED: &[&str] = &["myst", "remark", "showoff"];
/// Places that every page has.
const EVERYWHERE: &[&str] = &["top", "_top", "readme", "content", "main", "main-content", "toc", "table-of-contents"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    // A program makes it, with links for the eye alone.
    let place = |mark: &str| given.source.text.find(mark).unwrap_or_default();
    let of_people = place("ALL-CONTRIBUTORS-LIST:START")..place("ALL-CONTRIBUTORS-LIST:END");
    let links = targets(given).into_iter().filter_map(|target| {
        let (path, anchor) = target.as_str().split_once('#')?;
        (is_name(anchor) && !of_people.contains(&target.start()))
            .then(|| (path.to_owned(), anchor, Span::new(target.start(), target.end())))
    });
    let mut pages: BTreeMap<String, Option<Anchors>> = BTreeMap::new();
    let is_joined =
        || given.document.dialects.iter().any(|own| JOINED.contains(own)) || ends_with(&given.source.name, "rmd");
    for (path, anchor, span) in links {
        let page = pages.entry(path).or_insert_with_key(|path| match path.as_str() {
            "" if is_joined() => None,
            "" => Anchors::of(&given.source.text),
            path if ["md", "mdx", "markdown", "qmd"].iter().any(|end| ends_with(path, end))
                && !path.contains([':', '{']) =>
            {
                Anchors::of(&(given.files.text)(&decoded(path))?)
            }
            _ => None,
        });
        let Some(page) = page.as_ref().filter(|page| !page.has(anchor)) else { continue };
        let page_name = target_page(given, span);
        let near = did_you_mean(anchor, page.slugs.iter().map(String::as_str));
        let help = near.map_or_else(
            || "correct it; a heading is found by its words in small letters, joined by hyphens".to_owned(),
            |near| format!("did you mean `#{near}`?"),
        );
        found.push(given.finding("L0406", span, format!("{page_name} has no heading and no id `{anchor}`")).help(help));
    }
}

/// The page that a link leads to, as a message names it.
fn target_page(given: &Given<'_>, span: Span) -> String {
    let path = given.source.text[span.start..span.end].split('#').next().unwrap_or_default();
    if path.is_empty() { "this page".to_owned() } else { format!("`{path}`") }
}

fn ends_with(path: &str, end: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(end))
}

/// Whether what follows a `#` is a place's name: no number of a slide or a line, no path, nothing that a program makes.
fn is_name(anchor: &str) -> bool {
    let is_counting = |b: u8| b.is_ascii_digit() || matches!(b, b'L' | b'C' | b'p' | b'-');
    let is_counted = anchor.bytes().all(is_counting);
    let is_made = anchor.starts_with("__")
        || anchor.starts_with("fn")
        || anchor.contains(['/', '=', '?', '{', '}', '<', '$', '!']);
    !(is_counted || is_made || anchor.starts_with(":~:") || EVERYWHERE.contains(&anchor.to_lowercase().as_str()))
}

/// The places of a page that a link may lead to.
struct Anchors {
    /// Headings by their letters and digits, and how often there is such a one.
    headings: BTreeMap<String, usize>,
    /// What authors named.
    given: BTreeSet<String>,
    /// What is suggested.
    slugs: Vec<String>,
}

impl Anchors {
    /// None where nobody can tell what the page will have.
    fn of(text: &str) -> Option<Self> {
        let is_harmless = |c: regex::Captures<'_>| c.get(1).is_some_and(|name| HARMLESS.contains(&name.as_str()));
        if BROUGHT_IN.as_ref()?.captures_iter(text).any(|c| !is_harmless(c)) {
            return None;
        }
        let mut anchors = Self { headings: BTreeMap::new(), given: BTreeSet::new(), slugs: Vec::new() };
        for captures in
            [&HEADING, &UNDERLINED, &STATED].into_iter().filter_map(|p| p.as_ref()).flat_map(|p| p.captures_iter(text))
        {
            anchors.add(captures.get(1).map_or("", |m| m.as_str()));
        }
        for captures in IN_HTML.iter().flat_map(|p| p.captures_iter(text)) {
            let (kind, title) = (&captures[1], &captures[2]);
            anchors.add(title);
            if let Some(kind) = kind.strip_suffix("-title") {
                anchors.add(&format!("{kind} {title}"));
            }
        }
        for captures in GIVEN.iter().flat_map(|p| p.captures_iter(text)) {
            anchors.given.extend((1..=5).filter_map(|at| captures.get(at)).map(|name| folded(name.as_str())));
        }
        Some(anchors)
    }

    /// A heading's words in each way that a site may take them.
    fn add(&mut self, heading: &str) {
        let bare = without(heading);
        let mut ways = BTreeSet::from([folded(&bare), folded(heading)]);
        // Some begin with the first letter.
        let letters: Vec<String> =
            ways.iter().map(|way| way.trim_start_matches(|c: char| c.is_numeric()).to_owned()).collect();
        ways.extend(letters);
        // An icon goes, by its name too: `:ship:`
        ways.insert(folded(&without_icons(&bare)));
        for way in ways {
            *self.headings.entry(way).or_default() += 1;
        }
        self.slugs.push(slug(&bare));
    }

    fn has(&self, anchor: &str) -> bool {
        let anchor = decoded(anchor);
        let anchor = anchor.strip_prefix("user-content-").unwrap_or(&anchor);
        let name = folded(anchor);
        let is_known = |name: &str| self.headings.contains_key(name) || self.given.contains(name);
        // `exercise-1` and `exercise_1` are the second of that name.
        let counted = anchor.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '_']);
        let is_repeated =
            || counted.len() < anchor.len() && self.headings.get(&folded(counted)).is_some_and(|n| *n > 1);
        name.is_empty() || is_known(&name) || is_repeated()
    }
}

/// A heading's words without what stands behind them in braces, tags, and the addresses of links.
fn without(heading: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(heading.len()), heading.trim_end());
    if let Some((words, _)) = rest.rsplit_once('{').filter(|(_, list)| list.ends_with('}')) {
        rest = words;
    }
    while let Some(at) = rest.find(['<', ']', '&']) {
        out.push_str(&rest[..at]);
        let end = match (&rest[at..=at], rest.as_bytes().get(at + 1)) {
            ("<", _) => rest[at..].find('>'),
            ("]", Some(b'(')) => rest[at..].find(')'),
            ("&", _) => rest[at..].find(';').filter(|end| !rest[at..at + end].contains(' ')),
            _ => None,
        };
        rest = &rest[at + end.unwrap_or(0) + 1..];
    }
    out + rest
}

/// The words without `:ship:` and its like.
fn without_icons(text: &str) -> String {
    let is_icon = |word: &&str| word.len() > 2 && word.starts_with(':') && word.ends_with(':');
    text.split_whitespace().filter(|word| !is_icon(word)).collect::<Vec<_>>().join(" ")
}

/// The letters and digits of a name, in small letters; those with accents as without, since some sites write them so.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(plain).collect()
}

fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_page() {
        let text = "---\ntitle: Ropes & knots\n---\n\n# 1. Tie [a knot](x.md) {#tie .big}\n\n> ## `docker ps -a`?\n\nUsage\n-----\n\n\
                    ## Exercise\n\n## Exercise\n\n<a name=\"end-of-it\"></a>\n\n## :ship: Été &amp; *more*\n\n(here-it-is)=\n\n\
                    <h2 align=\"center\">In <b>HTML</b></h2>\n\n<details id='folded'>\n";
        let anchors = Anchors::of(text).unwrap();
        for (anchor, want) in [
            ("1-tie-a-knot", true),
            ("tie-a-knot", true),
            ("tie", true),
            ("docker-ps--a", true),
            ("docker-ps-a", true),
            ("usage", true),
            ("Usage", true),
            ("exercise", true),
            ("exercise-1", true),
            ("exercise_1", true),
            ("usage-1", false),
            ("end-of-it", true),
            ("été--more", true),
            ("%C3%A9t%C3%A9--more", true),
            ("ete-more", true),
            ("ship-été--more", true),
            ("here-it-is", true),
            ("in-html", true),
            ("folded", true),
            ("ropes--knots", true),
            ("tie-the-knot", false),
            ("knots", false),
        ] {
            assert_eq!(anchors.has(anchor), want, "{anchor}");
        }
        for text in ["# A\n\n--8<-- \"b.md\"\n", "# A {{ b }}\n", "{% include b.md %}\n", "{{< include b.qmd >}}\n"] {
            assert!(Anchors::of(text).is_none(), "{text}");
        }
        assert!(Anchors::of("# A\n\n{% include links.md %}\n").is_some());
    }

    #[test]
    fn names_of_places() {
        for (anchor, want) in [
            ("tie-a-knot", true),
            ("", false),
            ("3", false),
            ("L10-L12", false),
            ("/page", false),
            ("top", false),
            ("fn:1", false),
        ] {
            assert_eq!(is_name(anchor), want, "{anchor}");
        }
    }
}

//! `{% include x %}` and its like on lines of their own: a site generator's, not the reader's.

use super::super::dialect::Dialect;
use super::super::pattern::Pattern;
use super::super::scan::has_byte;
use super::super::tree::{Parser, Place};
use super::Construct;
use crate::document::Node;
use std::borrow::Cow;

static RAW: Pattern = Pattern::new(r"\{%-?\s*(?:end)?raw\s*-?%\}");
static QUOTED: Pattern = Pattern::new(r#"\{\{\s*["'](\{[{%][^"']*?)["']\s*\}\}"#);

/// A comment that does not end within so many lines is not taken for one.
const MAX_COMMENT: usize = 100;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("jekyll", "Liquid tags between {% and %}")],
    also: &["kramdown", "play-with-docker", "galaxy", "educates"],
    ..Construct::new(b"{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    text.starts_with("{%") && text.ends_with("%}")
}

/// A line of code as the site's generator gives it out: `{{ "{{ x "}}}}` is `{{ x }}`, and `{% raw %}` goes.
pub fn unescape(text: &mut Cow<'_, str>) {
    if !has_byte(text, b'{') {
        return;
    }
    if text.contains("{%") {
        *text = RAW.remove(text).into();
    }
    if text.contains("{{") && QUOTED.is_match(text) {
        *text = QUOTED.replace(text, "$1").into();
    }
}

/// What stands between `{% comment %}` and `{% endcomment %}` goes too; of all others only the line itself.
fn read(_: &mut Parser<'_>, place: &Place<'_, '_>, _: &mut Vec<Node>) -> usize {
    let says = |text: &str, word: &str| {
        let inner = text.strip_prefix("{%").map(|t| t.trim_start_matches('-').trim_start());
        inner.is_some_and(|t| t.starts_with(word))
    };
    if !says(place.line().trimmed(), "comment") {
        return place.at + 1;
    }
    let rest = &place.lines[place.at..];
    let end = rest.iter().take(MAX_COMMENT).position(|l| says(l.trimmed(), "endcomment"));
    end.map_or(place.at + 1, |i| place.at + i + 1)
}

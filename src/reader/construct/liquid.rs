//! `{% include x %}` and its like on lines of their own: a site generator's, not the reader's. What stands between
//! `{% highlight bash %}` and `{% endhighlight %}` is code.

use super::super::cursor::Cursor;
use super::super::dialect::Dialect;
use super::super::lines::Line;
use super::super::markup::attribute;
use super::super::pattern::Pattern;
use super::super::scan::{has_byte, has_part, replaced};
use super::super::tree::{Parser, Place};
use super::Construct;
use super::pairs::Mark;
use crate::document::Node;
use std::borrow::Cow;

static RAW: Pattern = Pattern::new(r"\{%-?\s*(?:end)?raw\s*-?%\}");

/// A comment that does not end within so many lines is not taken for one.
const MAX_COMMENT: usize = 100;

/// What the table of constructs has of this file.
pub const CONSTRUCT: Construct = Construct {
    dialects: &[Dialect::new("jekyll", "Liquid tags between {% and %}").on(&["github-pages"])],
    also: &["kramdown", "play-with-docker", "galaxy", "educates"],
    ..Construct::new(b"{", opens, read)
};

fn opens(place: &Place<'_, '_>) -> bool {
    let text = place.line().trimmed();
    text.starts_with("{%") && text.ends_with("%}")
}

/// A line of code as the site's generator gives it out: `{{ "{{ x "}}}}` and `{{ '{{' }} x {{ '}}' }}` are `{{ x }}`, and
/// `{% raw %}` goes.
pub fn unescape(text: &mut Cow<'_, str>) {
    if !has_byte(text, b'{') {
        return;
    }
    if text.contains("{%") {
        *text = RAW.remove(text).into();
    }
    if let Some(given) = replaced(text, b"{", quoted) {
        *text = given.into();
    }
}

/// Whether a line of code may be written so; cheap, and true for more.
pub fn may_be_escaped(text: &str) -> bool {
    has_byte(text, b'{') && (has_byte(text, b'"') || has_byte(text, b'\'') || has_part(text, "{%"))
}

/// What `{{ "{{ x "}}` gives out, and what stands behind it: words in quotes that begin with signs of the generator's
/// own, or end with some.
fn quoted(here: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let start = here.past("{{")?.white();
    let quote = start.0.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let words = start.one(|c| c == quote)?;
    let end = words.skip(|c| c != quote);
    let given = end.since(words);
    let is_sign = given.starts_with("{{") || given.starts_with("{%") || given.ends_with("}}") || given.ends_with("%}");
    let after = end.one(|c| c == quote)?.white().past("}}")?;
    is_sign.then_some((given, after))
}

/// What stands behind a tag's first word.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix("{%").map(|t| t.trim_start_matches('-').trim_start())?.strip_prefix(word)
}

/// What a line is to code between tags.
fn edge<'l>(line: &'l Line<'_>) -> Option<Mark<'l>> {
    let text = line.trimmed();
    if after_word(text, "endhighlight").is_some() {
        return Some(Mark::Closes(""));
    }
    after_word(text, "highlight").map(|_| Mark::Opens(""))
}

/// What stands between `{% comment %}` and `{% endcomment %}` goes too; of all others only the line itself.
fn read<'s>(parser: &mut Parser<'s>, place: &Place<'_, 's>, nodes: &mut Vec<Node>) -> usize {
    let says = |text: &str, word: &str| after_word(text, word).is_some();
    if let Some(rest) = after_word(place.line().trimmed(), "highlight")
        && let Some(end) = parser.end_of("highlight", place, edge)
    {
        let language = rest.split_whitespace().next().unwrap_or_default();
        parser.marked_code(language.trim_end_matches(['%', '}', '-']), place, end, nodes);
        return end + 1;
    }
    if let Some(rest) = after_word(place.line().trimmed(), "include")
        && let Some(alt) = attribute(rest, "alt")
    {
        let url = attribute(rest, "src").or_else(|| attribute(rest, "url")).unwrap_or_default();
        nodes.push(super::picture_node(alt, url, place.line()));
    }
    if !says(place.line().trimmed(), "comment") {
        return place.at + 1;
    }
    let rest = &place.lines[place.at..];
    let end = rest.iter().take(MAX_COMMENT).position(|l| says(l.trimmed(), "endcomment"));
    end.map_or(place.at + 1, |i| place.at + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{NodeKind, plain_text};
    use crate::source::Source;
    use proptest::prelude::*;

    static QUOTED: Pattern =
        Pattern::new(r#"\{\{\s*(?:"(\{[{%][^"]*|[^"]*[}%]\})"|'(\{[{%][^']*|[^']*[}%]\})')\s*\}\}"#);

    proptest! {
        #[test]
        fn quoted_as_a_pattern_has_it(pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "{{", "{%", "}", "}}", "%}", "\"", "'", " ", "a", "é", "{{ \"{{", "\" }}", "{{ '}}",
        ]), 0..14)) {
            let text = pieces.concat();
            prop_assert_eq!(replaced(&text, b"{", quoted).unwrap_or(text.clone()), QUOTED.replace(&text, "$1$2"));
        }
    }

    #[test]
    fn what_the_generator_gives_out() {
        for text in [
            "docker inspect -f '{{.Id}}' a",
            "docker inspect -f '{{ \"{{.Id\" }}}}' a",
            "docker inspect -f '{{ \"{{.Id}}\" }}' a",
            "docker inspect -f '{{ '{{' }}.Id{{ '}}' }}' a",
            "docker inspect -f '{{\"{{\"}}.Id{{\"}}\"}}' a",
            "docker inspect -f '{% raw %}{{.Id}}{% endraw %}' a",
        ] {
            let read = |text: &str| crate::reader::read(&Source::new("x.md", text)).0;
            let document = read(&format!("```bash\n{text}\n```\n"));
            assert_eq!(document.blocks()[0].commands[0].text, "docker inspect -f '{{.Id}}' a", "{text}");
            let document = read(&format!("Type `{text}` to see it.\n"));
            let NodeKind::Paragraph(words) = &document.nodes[0].kind else { panic!("{text}") };
            assert_eq!(plain_text(words), "Type docker inspect -f '{{.Id}}' a to see it.", "{text}");
        }
    }

    #[test]
    fn code_between_tags_of_a_site() {
        for (text, line, language, command) in [
            ("{% highlight bash %}\ndocker ps\n{% endhighlight %}\n", 1, "bash", "docker ps"),
            ("{%- highlight sh linenos -%}\ndocker ps -a\n{%- endhighlight -%}\n", 1, "sh", "docker ps -a"),
            ("- a\n\n  {% highlight bash %}\n  docker ps\n  {% endhighlight %}\n", 3, "bash", "docker ps"),
            ("{{< highlight bash >}}\ndocker ps\n{{< /highlight >}}\n", 1, "bash", "docker ps"),
            ("a\n{{<highlight bash \"linenos=table\">}}\ndocker ps\n{{< / highlight >}}\nb\n", 2, "bash", "docker ps"),
        ] {
            let (document, found) = crate::reader::read(&Source::new("x.md", text));
            let [block] = document.blocks()[..] else { panic!("{text}") };
            let commands: Vec<_> = block.commands.iter().map(|c| c.text.as_str()).collect();
            assert_eq!((block.line, block.tag.as_str(), commands), (line, language, vec![command]), "{text}");
            assert!(found.is_empty(), "{text}");
        }
        // What is never closed is text, as any other tag.
        let (document, _) = crate::reader::read(&Source::new("x.md", "{% highlight bash %}\n\ntext\n"));
        assert!(document.blocks().is_empty());
    }
}

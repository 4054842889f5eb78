//! What tells the two kinds of fences with a name in braces apart: boxes whose text is Markdown (`{exercise}`), and cells of
//! code or drawings that a program of the site reads (`{dot}`, `{ojs}`), in which nothing is Markdown, nor typed.

use super::super::callout;
use super::super::lines::Line;
use super::super::scan::trimmed;
use super::{directive, fence};

/// Names that are cells, whatever stands in them (`MyST`, Quarto, R Markdown).
const CELLS: &[&str] = &[
    "actdiag",
    "bash",
    "blockdiag",
    "code",
    "code-block",
    "code-cell",
    "d2",
    "ditaa",
    "dot",
    "graphviz",
    "julia",
    "literalinclude",
    "math",
    "mermaid",
    "nwdiag",
    "observable",
    "ojs",
    "plantuml",
    "python",
    "r",
    "raw",
    "seqdiag",
    "sh",
    "sourcecode",
    "sql",
    "svgbob",
    "tikz",
    "uml",
    "vega",
    "vega-lite",
];

/// Names that are boxes, tabs and parts of pages, besides those of the kinds of boxes.
const BOXES: &[&str] = &[
    "aside",
    "bibliography",
    "card",
    "card-carousel",
    "collapse",
    "compound",
    "container",
    "contents",
    "demo",
    "deprecated",
    "div",
    "epigraph",
    "eval-rst",
    "exerciselist",
    "figure",
    "glossary",
    "grid",
    "grid-item",
    "grid-item-card",
    "group-tab",
    "highlights",
    "hlist",
    "homework",
    "image",
    "include",
    "index",
    "list-table",
    "margin",
    "only",
    "parameters",
    "pull-quote",
    "rubric",
    "sidebar",
    "signature",
    "tab",
    "tab-item",
    "tab-set",
    "table",
    "tableofcontents",
    "tabs",
    "toctree",
    "toggle",
    "topic",
    "versionadded",
    "versionchanged",
];

/// So many lines of a body are looked at.
const FAR: usize = 30;
/// So many words in a row are a sentence.
const WORDS: usize = 3;

fn is_of(known: &[&str], name: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a name is that of a cell.
pub fn is_named(name: &str) -> bool {
    is_of(CELLS, name)
}

/// Whether a name is that of a box: known, of a set of them (`prf:theorem`), or the edge of one (`solution-start`).
pub fn is_box(name: &str) -> bool {
    let is_known = callout::is_name(name) || is_of(BOXES, name);
    is_known || name.contains(':') || name == "admonition" || name.ends_with("-start") || name.ends_with("-end")
}

/// Whether the fence on the first of some lines, with a name that nobody knows, is a cell: neither prose nor another fence
/// or box is in it. Of a box that holds no more than one word of its own nothing is lost.
pub fn is_cell(lines: &[Line<'_>], fence: fence::Fence<'_>) -> bool {
    let body = lines.get(1..).unwrap_or_default();
    let body = &body[..body.len().min(FAR)];
    let ends = |line: &Line<'_>| {
        line.sign() == Some(fence.mark) && fence::closing(&line.text, fence.mark, fence.length).is_some()
    };
    let body = &body[..body.iter().position(ends).unwrap_or(body.len())];
    let body = &body[directive::options(body).min(body.len())..];
    let holds = |line: &Line<'_>| fence::of_line(line).is_some() || line.trimmed().starts_with(":::");
    let first = body.iter().find(|line| !line.is_blank());
    first.is_some_and(|line| !is_prose(line.trimmed())) && !body.iter().any(holds)
}

/// Whether a line is text of a page: a sentence, in a list or not, a link or a picture.
fn is_prose(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    let item = item.or_else(|| number.strip_prefix(". ").filter(|_| number.len() < line.len()));
    let text = trimmed(item.unwrap_or(line));
    if ["![", "[", "**", "{ref}", "{doc}"].iter().any(|begin| text.starts_with(begin)) {
        return text.contains([')', '*', '`']);
    }
    let begins = text.trim_start_matches(['*', '_', '"', '`', '(', '“', '¿', '¡']).chars().next();
    if !begins.is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic()) {
        return false;
    }
    // Who writes without spaces has no words to count.
    if begins.is_some_and(|c| !c.is_ascii() && !c.is_lowercase() && !c.is_uppercase()) {
        return true;
    }
    let is_sign = |word: &str| !word.contains(char::is_alphanumeric) && !matches!(word, "-" | "–" | "—" | "&");
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| ".,:;!?()\"'*_`".contains(c));
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let words = || text.split_whitespace();
    !text.ends_with(['{', ';', '(', '[']) && !words().any(is_sign) && words().filter(is_word).count() >= WORDS
}

#[cfg(test)]
mod tests {
    use super::{is_box, is_named, is_prose};

    #[test]
    fn prose_is_told_from_code() {
        for (line, want) in [
            ("Start the container and look.", true),
            ("- Start the container", true),
            ("2. Start the container", true),
            ("*Mind* the gap here", true),
            ("![A boat](boat.png)", true),
            ("启动容器", true),
            ("Démarrez le conteneur ici", true),
            ("digraph boats {", false),
            ("Ada -> Eve: how are you", false),
            ("docker run web", false),
            ("a = Inputs.range([1, 2])", false),
            ("@startuml", false),
            ("# Take all of them", false),
            ("", false),
        ] {
            assert_eq!(is_prose(line), want, "{line}");
        }
    }

    #[test]
    fn no_name_is_both() {
        assert!(super::CELLS.iter().all(|name| !is_box(name)));
        assert!(super::BOXES.iter().all(|name| !is_named(name)));
    }
}

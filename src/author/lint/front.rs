//! Front matter that no other program can read.

use super::given::Given;
use super::rule::severity;
use crate::check::foreign_fault;
use crate::diagnostic::Diagnostic;
use crate::reader::front_matter_lines;
use crate::source::{Source, Span};

/// So many lines are mended to find the one that is wrong.
const MAX_TRIES: usize = 40;
/// Signs that mean something to YAML where a value begins with them.
const SIGNS: &[char] = &['@', '`', '%', '*', '&', '!', '[', '{', '|', '>', ','];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let count = front_matter_lines(given.source);
    let (first, last) = (given.source.line_text(1), given.source.line_text(count));
    // What is never closed is told already, and a template makes YAML only once it is filled.
    let is_closed = count > 2 && matches!(last.trim_end(), "---" | "...");
    if first.trim_end() != "---" || !is_closed {
        return;
    }
    let (start, end) = (given.source.offset(2, 1), given.source.offset(count, 1));
    let Some(text) = given.source.text.get(start..end).filter(|text| !has_template(text)) else { return };
    let Some(fault) = foreign_fault(&Source::new("", text)) else { return };
    let title = given.document.title.as_deref();
    let mended = mended(text);
    let (at, help) = match &mended {
        Some(Mend { at, .. }) if text[*at..].starts_with('\t') => (*at, "indent it with blanks, not with tabs".into()),
        Some(Mend { at, line, .. }) => (*at, format!("write `{}`", line.trim_end())),
        None => (fault.span.start, "mend it: sites do not build a page with such front matter".into()),
    };
    // A parser that waited for more looks beyond the end.
    let at = start + at.min(text.trim_end().len());
    let rest = given.source.text[at..end].lines().next().unwrap_or_default().trim_end().len();
    let read = match (&mended, title) {
        (Some(Mend { key, .. }), Some(title)) if *key == "title" => format!("; the title is read as `{title}`"),
        _ => "; its keys are read line by line".to_owned(),
    };
    let message = format!("the front matter is no valid YAML: {}{read}", fault.message);
    let finding = Diagnostic::warning("L0118", given.source, Span::new(at, at + rest), message).help(help);
    found.push(Diagnostic { severity: severity("L0118"), ..finding });
}

fn has_template(text: &str) -> bool {
    ["{{", "{%", "<%", "${"].iter().any(|sign| text.contains(sign))
}

/// A line as it was meant.
struct Mend<'t> {
    /// Where in the text what is wrong begins.
    at: usize,
    key: &'t str,
    line: String,
}

/// The first line that, written otherwise, makes YAML of a text or of more of it.
fn mended(text: &str) -> Option<Mend<'_>> {
    let mut start = 0;
    let mut tries = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        for (at, meant) in meant(bare) {
            tries += 1;
            if tries > MAX_TRIES {
                return None;
            }
            let whole = [&text[..start], &meant, &text[start + bare.len()..]].concat();
            let (is_mended, before) = (foreign_fault(&Source::new("", whole)).is_none(), &text[..start]);
            // Another line may be wrong too.
            if is_mended || is_fine(before, &meant) && !is_fine(before, bare) {
                let key = bare.split(':').next().unwrap_or_default().trim();
                return Some(Mend { at: start + at, key, line: meant });
            }
        }
        start += line.len();
    }
    None
}

/// Whether a text is YAML with a line more.
fn is_fine(before: &str, line: &str) -> bool {
    foreign_fault(&Source::new("", format!("{before}{line}\n"))).is_none()
}

/// How a line may have been meant, each with where it differs.
fn meant(line: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let text = line.trim_start();
    let white = &line[..line.len() - text.len()];
    if let Some(at) = white.find('\t') {
        found.push((at, format!("{}{text}", white.replace('\t', "  "))));
    }
    if text.is_empty() || text.starts_with('#') {
        return found;
    }
    // A key, or an item of a list.
    let name = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))).unwrap_or(text.len());
    let (lead, value) = match (text.strip_prefix("- "), text[name..].strip_prefix(':')) {
        (Some(item), _) => (&text[..2], item.trim_start()),
        (None, Some(value)) if value.starts_with([' ', '\t']) => (&text[..=name], value.trim_start()),
        (None, Some(value)) if !value.is_empty() => {
            found.push((white.len() + name, format!("{white}{}: {value}", &text[..name])));
            return found;
        }
        (None, Some(_)) => return found,
        (None, None) => {
            // `teaching 20`
            let parts = text.split_once(' ').filter(|(_, value)| value.trim().bytes().all(|b| b.is_ascii_digit()));
            found.extend(parts.map(|(key, value)| (line.len() - value.len() - 1, format!("{white}{key}: {value}"))));
            return found;
        }
    };
    let at = line.len() - value.len();
    let lead = lead.trim_end();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) if !value[1..].contains(quote) => {
            found.push((at, format!("{white}{lead} {value}{quote}")));
        }
        Some('"' | '\'') => found.push((at, format!("{white}{lead} {}", quoted(&value.replace('"', "'"))))),
        Some(sign) if value.contains(": ") || value.ends_with(':') || SIGNS.contains(&sign) => {
            found.push((at, format!("{white}{lead} {}", quoted(value))));
        }
        _ => {}
    }
    found
}

/// A value in quotes: in those that it does not hold.
fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) {
        return format!("'{}'", value.replace('\'', "''"));
    }
    format!("\"{value}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        for (text, want) in [
            ("title: Knots: a start\nteaching: 5\n", Some((7, "title: \"Knots: a start\""))),
            ("a: 1\ntitle: \"Knots\nteaching: 5\n", Some((12, "title: \"Knots\""))),
            ("tags:\n\t- a\n", Some((6, "  - a"))),
            ("title: Knots\nteaching 20\n", Some((21, "teaching: 20"))),
            ("title:Knots\nteaching: 5\n", Some((5, "title: Knots"))),
            ("questions:\n- What: a rope?\n- `ls`\n", Some((29, "- \"`ls`\""))),
            ("title: \"A\" rope\n", Some((7, "title: \"'A' rope\""))),
            ("title: @rope's \"end\"\n", Some((7, "title: '@rope''s \"end\"'"))),
            ("title: Knots\n]\n", None),
        ] {
            let got = mended(text);
            assert_eq!(got.as_ref().map(|m| (m.at, m.line.as_str())), want, "{text}");
        }
    }
}

//! What was drawn for a lesson's variables is written as their names: another learner has other values.

use super::value::quoted;
use crate::check::{Values, with_names};
use similar::{ChangeTag, TextDiff};

/// A sidecar's new text with `${name}` for a value in every line that the old one does not have.
pub fn with_variables(old: &str, new: &str, values: &Values) -> String {
    if values.is_empty() {
        return new.to_owned();
    }
    let diff = TextDiff::from_lines(old, new);
    let lines = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Delete);
    let written = |tag, line: &str| if tag == ChangeTag::Insert { named(line, values) } else { line.to_owned() };
    lines.map(|change| written(change.tag(), change.value())).collect()
}

/// A line of the recorder's. Where a word of it stands without quotes and YAML would take `{` for its own, it gets some.
fn named(line: &str, values: &Values) -> String {
    let named = |text: &str| with_names(text, values);
    let body = line.trim_start().trim_start_matches("- ");
    let Some((_, value)) = body.split_once(": ").filter(|(key, _)| is_key(key)) else { return named(line) };
    let (lead, value) = line.split_at(line.len() - value.len());
    let is_flow = value.starts_with(['{', '[']);
    if !is_flow && value.trim_end().contains(' ') {
        return format!("{lead}{}", named(value));
    }
    format!("{lead}{}", flow(value, &named))
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Words and quoted texts one by one.
fn flow(value: &str, named: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => quote_end(rest),
            c if is_plain(c) => rest.find(|c| !is_plain(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(end);
        let new = named(word);
        let needs_quotes = new != word && first != '"';
        out.push_str(&if needs_quotes { quoted(&new) } else { new });
        rest = after;
    }
    out
}

/// What [`super::value`] writes without quotes.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_./-".contains(c)
}

/// Behind the quotation mark that closes a text.
fn quote_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = c == '\\' && !is_escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_new_lines_get_their_names() {
        let values: Values = [("name", "box-1"), ("port", "8123")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let cases = [
            ("# `docker run --name box-1` made this container", "# `docker run --name ${name}` made this container"),
            ("  - container: box-1-done", "  - container: \"${name}-done\""),
            (
                "  - container: { name: box-1, port: { 80: 8123 }, image: \"a:1\", label: { x: \"a box-1\\\" b\" } }",
                "  - container: { name: \"${name}\", port: { 80: \"${port}\" }, image: \"a:1\", label: { x: \"a ${name}\\\" b\" } }",
            ),
            ("  - ran: docker logs box-1", "  - ran: docker logs ${name}"),
            ("  solution: docker rm box-1", "  solution: docker rm ${name}"),
            ("    docker rm box-1", "    docker rm ${name}"),
            ("    - docker ps --filter 'name=box-1'", "    - docker ps --filter 'name=${name}'"),
            ("  recorded: sha256:18123", "  recorded: sha256:18123"),
        ];
        for (line, want) in cases {
            assert_eq!(with_variables("", &format!("{line}\n"), &values), format!("{want}\n"), "{line}");
        }
        assert_eq!(with_variables("box-1\n", "box-1\nnew box-1\n", &values), "box-1\nnew ${name}\n");
    }
}

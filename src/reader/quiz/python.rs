//! A literal of Python as JSON: notebooks give `jupyterquiz` its questions as one.

use std::iter::Peekable;
use std::str::CharIndices;

/// The first list or mapping that holds questions, as JSON; what is no literal ends it and is for whoever reads JSON to
/// refuse. Source: "Lexical analysis" in the reference of Python, as far as such lists need it.
pub fn questions_as_json(text: &str) -> Option<String> {
    let key = text.find("\"question\"").or_else(|| text.find("'question'"))?;
    let head = text[..key].trim_end().strip_suffix('{')?;
    let start = head.trim_end().strip_suffix('[').map_or(head.len(), str::len);
    let mut out = String::with_capacity(text.len() - start);
    let mut depth = 0_usize;
    let mut chars = text[start..].char_indices().peekable();
    let text = &text[start..];
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' => {
                let quoted = string(text, at, c, &mut chars);
                // Strings that follow each other are one.
                if out.ends_with('"') {
                    out.pop();
                    out.push_str(&quoted[1..]);
                } else {
                    out.push_str(&quoted);
                }
            }
            '#' => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            '[' | '{' | '(' => {
                depth += 1;
                out.push(if c == '(' { '[' } else { c });
            }
            ']' | '}' | ')' => {
                // A comma may stand behind the last one.
                if out.ends_with(',') {
                    out.pop();
                }
                depth = depth.saturating_sub(1);
                out.push(if c == ')' { ']' } else { c });
                if depth == 0 {
                    return Some(out);
                }
            }
            c if c.is_whitespace() => {}
            c if c.is_alphabetic() => out.push_str(word(text, at, &mut chars)),
            c => out.push(c),
        }
    }
    None
}

/// `True`, `False` and `None` have other names in JSON; other words have none.
fn word<'t>(text: &'t str, at: usize, chars: &mut Peekable<CharIndices<'_>>) -> &'t str {
    let mut end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    while let Some((next, c)) = chars.next_if(|(_, c)| c.is_alphanumeric() || *c == '_') {
        end = next + c.len_utf8();
    }
    match &text[at..end] {
        "True" => "true",
        "False" => "false",
        "None" => "null",
        other => other,
    }
}

/// The string that begins with a quote, as one of JSON.
fn string(text: &str, at: usize, quote: char, chars: &mut Peekable<CharIndices<'_>>) -> String {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let is_long = text[at..].starts_with(&triple);
    if is_long {
        chars.next();
        chars.next();
    }
    let mut inner = String::new();
    while let Some((here, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, 'n')) => inner.push('\n'),
                Some((_, 't')) => inner.push('\t'),
                Some((_, '\n')) | None => {}
                Some((_, c)) => inner.push(c),
            },
            c if c == quote && !is_long => break,
            c if c == quote && text[here..].starts_with(&triple) => {
                chars.next();
                chars.next();
                break;
            }
            c => inner.push(c),
        }
    }
    serde_json::Value::String(inner).to_string()
}

#[cfg(test)]
mod tests {
    use super::questions_as_json;

    #[test]
    fn literals_of_python() {
        for (text, want) in [
            ("x = [{'question': \"It's?\", 'n': None}]\nshow(x)", r#"[{"question":"It's?","n":null}]"#),
            ("q={\"question\":'a \"b\"', # why\n  'ok': True,}", r#"{"question":"a \"b\"","ok":true}"#),
            ("[{ 'question': 'a ' \n 'b', 'r': (1, 2,), }, ]", r#"[{"question":"a b","r":[1,2]}]"#),
            ("[{'question': '''a\n'b' ''', 'c': False}]", r#"[{"question":"a\n'b' ","c":false}]"#),
            ("[{'question': 'größer\\n\\'x\\'?'}]", r#"[{"question":"größer\n'x'?"}]"#),
        ] {
            assert_eq!(questions_as_json(text).as_deref(), Some(want), "{text}");
        }
        for text in ["", "print('question')", "[{'question': 'open", "[{'question'", "é'question'"] {
            assert_eq!(questions_as_json(text), None, "{text}");
        }
    }
}

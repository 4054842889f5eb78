//! The values in a JSON file, as pointers to them.

use serde_json::Value as Json;

/// How many values of a file are asserted at most.
const VALUE_LIMIT: usize = 24;
/// A longer value is not written into a sidecar, in characters.
const LENGTH_LIMIT: usize = 200;

/// The values of a JSON text that were not there before, each by its pointer and as a check has it, as far as they are
/// the lesson's by their key and value; none where the text is no list and no object.
pub fn values(text: &str, before: &str, is_own: &dyn Fn(&str, &str) -> bool) -> Vec<(String, String)> {
    let Some(json) = read(text) else { return Vec::new() };
    let old = read(before);
    let mut found = Vec::new();
    leaves(&json, &mut String::new(), "", &mut |pointer, key, leaf| {
        let known = old.as_ref().and_then(|old| old.pointer(pointer)) == Some(leaf);
        let said = word(leaf);
        let fits = !said.is_empty() && said.chars().count() <= LENGTH_LIMIT && !said.contains(char::is_control);
        if found.len() < VALUE_LIMIT && !known && fits && is_own(key, &said) {
            found.push((pointer.to_owned(), said));
        }
    });
    found
}

fn read(text: &str) -> Option<Json> {
    serde_json::from_str::<Json>(text).ok().filter(|json| json.is_object() || json.is_array())
}

/// A text without its quotes, everything else as JSON: so the check has it.
fn word(leaf: &Json) -> String {
    leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned)
}

/// Every value that is no list and no object, with its pointer and the nearest key above it. The parser bounds the depth.
fn leaves<'j>(json: &'j Json, pointer: &mut String, key: &str, take: &mut impl FnMut(&str, &str, &'j Json)) {
    let mut below = |token: &str, key: &str, inner: &'j Json| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
        leaves(inner, pointer, key, take);
        pointer.truncate(length);
    };
    match json {
        Json::Object(entries) => entries.iter().for_each(|(name, inner)| below(name, name, inner)),
        Json::Array(items) => items.iter().enumerate().for_each(|(at, inner)| below(&at.to_string(), key, inner)),
        leaf => take(pointer, key, leaf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, before: &str, own: &[&str]) -> String {
        let is_own = |key: &str, value: &str| own.contains(&key) || own.contains(&value);
        let found = values(text, before, &is_own);
        found.iter().map(|(pointer, value)| format!("{pointer}={value}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn values_are_found_by_their_pointers() {
        let text =
            r#"{"port": 80, "tags": ["blue", {"a/b": true, "c~d": null}], "id": "1f", "empty": "", "two": "a\nb"}"#;
        let all = &["port", "tags", "a/b", "c~d", "empty", "two"];
        let cases = [
            (text, "", "/port=80 /tags/0=blue /tags/1/a~1b=true /tags/1/c~0d=null"),
            (text, r#"{"port": 80, "tags": ["red"]}"#, "/tags/0=blue /tags/1/a~1b=true /tags/1/c~0d=null"),
            (text, "no JSON", "/port=80 /tags/0=blue /tags/1/a~1b=true /tags/1/c~0d=null"),
            ("80", "", ""),
            ("{\"port\": 80", "", ""),
            ("", "", ""),
        ];
        for (text, before, want) in cases {
            assert_eq!(shown(text, before, all), want, "{text} after {before}");
        }
        assert_eq!(shown(text, "", &["blue"]), "/tags/0=blue");
    }

    #[test]
    fn values_have_limits() {
        let many = format!("[{}]", vec!["1"; VALUE_LIMIT + 1].join(","));
        assert_eq!(values(&many, "", &|_, _| true).len(), VALUE_LIMIT);
        for (length, want) in [(LENGTH_LIMIT, 1), (LENGTH_LIMIT + 1, 0)] {
            assert_eq!(values(&format!("[\"{}\"]", "x".repeat(length)), "", &|_, _| true).len(), want);
        }
        let deep = format!("{}1{}", "[".repeat(9999), "]".repeat(9999));
        assert_eq!(values(&deep, "", &|_, _| true), []);
    }
}

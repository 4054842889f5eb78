//! YAML as the recorder writes it.

use crate::check::escaped;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, quoted where it must be.
    Text(String),
    /// A word that is written as it is: a number, `true`.
    Word(String),
    /// `[a, b]`
    List(Vec<Value>),
    /// `{ a: b }`
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The same with the names that stand for identities.
    pub fn named(self, names: &BTreeMap<String, String>) -> Self {
        match self {
            Self::Text(text) => match names.get(&text) {
                Some(name) => Self::Word(quoted(&format!("${{{name}.id}}"))),
                None => Self::Text(text),
            },
            Self::List(items) => Self::List(items.into_iter().map(|item| item.named(names)).collect()),
            Self::Map(entries) => Self::Map(entries.into_iter().map(|(key, item)| (key, item.named(names))).collect()),
            Self::Word(_) => self,
        }
    }

    /// `true`.
    pub fn yes() -> Self {
        Self::Word("true".to_owned())
    }
}

/// The value on one line.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Text(text) => word(&escaped(text)),
        Value::Word(word) => word.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(k, v)| format!("{}: {}", word(k), flow(v))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// A text within a line: as it is where nothing in it could mean something else, else in double quotes.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
    let first = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '_');
    let number = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0') && !text.is_empty();
    let means = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    // `03-images`: no number and no date has two letters in a row behind a hyphen.
    let numbered = text.split_once('-').is_some_and(|(number, name)| {
        number.bytes().all(|b| b.is_ascii_digit()) && name.bytes().take(2).filter(u8::is_ascii_alphabetic).count() == 2
    });
    if number || ((first || numbered) && text.chars().all(plain) && !means.contains(&text.to_lowercase().as_str())) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// In double quotes, which keep every character.
pub fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text after `key: `, on one line where it fits, without more quotes than it needs.
pub fn line(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains(char::is_control)
        && text.contains(' ');
    if plain { text.to_owned() } else { word(text) }
}

/// Whether a text can stand as it is in a block (`|`), line by line.
pub fn fits_block(text: &str) -> bool {
    let first = text.chars().next();
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    first.is_some_and(|c| !c.is_whitespace()) && !text.ends_with('\n') && !text.contains(odd)
}

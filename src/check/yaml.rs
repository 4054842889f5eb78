//! YAML as a tree in which every value knows its place in the file. The only home of `serde-saphyr`.
//!
//! A tree, not structs: a derived `Deserialize` stops at the first error, and an author wants to see them all.

use crate::source::{Source, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Error, Location, Options, Spanned};
use std::fmt;

/// The largest sidecar, in bytes.
pub const SIZE_LIMIT: usize = 512 * 1024;
/// How deep lists and maps may nest.
pub const DEPTH_LIMIT: usize = 24;
/// How many values a sidecar may hold, those that aliases repeat included.
pub const NODE_LIMIT: usize = 20_000;

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it is.
    pub span: Span,
}

/// The kinds of value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `key:` with no more on the line.
    Null,
    /// One word or text, as it is written.
    Scalar {
        /// Without quotes.
        text: String,
        /// What it means where it is not quoted.
        kind: Scalar,
    },
    /// `[a, b]`
    List(Vec<Node>),
    /// `{a: b}`, in the order of the file, repeated keys included.
    Map(Vec<(Node, Node)>),
}

/// What a scalar means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number,
}

/// What kept a text from being YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it is too large rather than wrong.
    pub limit: bool,
    /// Where.
    pub span: Span,
    /// In the parser's words.
    pub message: String,
}

/// Reads a text; never panics.
pub fn parse(source: &Source) -> Result<Node, Fault> {
    if source.text.len() > SIZE_LIMIT {
        let message = format!("the file is {} bytes long; at most {SIZE_LIMIT} are read", source.text.len());
        return Err(Fault { limit: true, span: Span::default(), message });
    }
    let parsed = serde_saphyr::from_str_with_options::<Spanned<Raw>>(&source.text, options(last_wins()));
    parsed.map(|raw| node(raw, source)).map_err(|error| fault(&error, source))
}

/// The text of another program's file as plain data, tags of its own left out; none where it is no YAML.
pub fn foreign(text: &str) -> Option<serde_json::Value> {
    if text.len() > SIZE_LIMIT {
        return None;
    }
    let mut options = options(last_wins());
    options.reject_unsupported_tags = false;
    // Its numbers are read again where they are spelled.
    let source = Source::new("", text);
    let raw = serde_saphyr::from_str_with_options::<Spanned<Raw>>(&source.text, options).ok()?;
    Some(plain(node(raw, &source)))
}

/// Why a text is no YAML for [`foreign`]; none where it is, or is too much of it.
pub fn foreign_fault(source: &Source) -> Option<Fault> {
    if source.text.len() > SIZE_LIMIT {
        return None;
    }
    let mut options = options(last_wins());
    options.reject_unsupported_tags = false;
    let error = serde_saphyr::from_str_with_options::<Spanned<Raw>>(&source.text, options).err()?;
    Some(fault(&error, source)).filter(|fault| !fault.limit)
}

fn plain(node: Node) -> serde_json::Value {
    use serde_json::Value as Plain;
    match node.value {
        Value::Null => Plain::Null,
        Value::Scalar { kind: Scalar::Bool(on), .. } => Plain::Bool(on),
        Value::Scalar { text, kind: Scalar::Number } => {
            let number = text.parse::<serde_json::Number>().ok();
            number.map_or(Plain::String(text), Plain::Number)
        }
        Value::Scalar { text, kind: Scalar::Text } => Plain::String(text),
        Value::List(items) => Plain::Array(items.into_iter().map(plain).collect()),
        Value::Map(entries) => {
            let key = |key: Node| if let Value::Scalar { text, .. } = key.value { text } else { String::new() };
            Plain::Object(entries.into_iter().map(|(k, v)| (key(k), plain(v))).collect())
        }
    }
}

/// The first key that the parser itself holds for a repeated one.
///
/// [`parse`] keeps repeated keys, but for maps with numbers as keys, where the crate drops them on its own.
pub fn repeated_key(source: &Source) -> Option<(Span, String)> {
    let options = options(DuplicateKeyPolicy::Error);
    let error = serde_saphyr::from_str_with_options::<Spanned<Raw>>(&source.text, options).err()?;
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, location } => {
            Some((span(*location, source), key.clone().unwrap_or_default()))
        }
        _ => None,
    }
}

/// Of the crate's policies the one that hands repeated keys on, instead of stopping at the first.
fn last_wins() -> DuplicateKeyPolicy {
    DuplicateKeyPolicy::LastWins
}

fn options(duplicate_keys: DuplicateKeyPolicy) -> Options {
    let aliases = serde_saphyr::alias_limits! { max_total_replayed_events: NODE_LIMIT };
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_LIMIT,
            max_nodes: NODE_LIMIT,
        },
        duplicate_keys: duplicate_keys,
        alias_limits: aliases,
        strict_booleans: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}

fn fault(error: &Error, source: &Source) -> Fault {
    let place = error.location().map_or_else(Span::default, |at| span(at, source));
    let mut error = error.without_snippet();
    while let Error::AliasError { error: inner, .. } = error {
        error = inner;
    }
    let limit = matches!(error, Error::Budget { .. } | Error::AliasReplayLimitExceeded { .. });
    Fault { limit, span: place, message: message(error) }
}

/// The parser's words on one line and without the position, which a diagnostic says itself.
fn message(error: &Error) -> String {
    if matches!(error, Error::MultipleDocuments { .. }) {
        return "the file holds more than one YAML document".to_owned();
    }
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    first.split(" at line ").next().unwrap_or(first).trim_end_matches('.').to_owned()
}

fn span(at: Location, source: &Source) -> Span {
    let from_position = || source.offset(usize_of(at.line()), usize_of(at.column()));
    let start = at.span().byte_offset().map_or_else(from_position, usize_of);
    let end = start + at.span().byte_len().map_or(0, usize_of);
    let length = source.text.len();
    Span::new(start.min(length), end.min(length))
}

fn usize_of(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX / 2)
}

/// A value as the crate hands it out; numbers still wait for their spelling in the source.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>, source: &Source) -> Node {
    // A diagnostic points to where an alias stands, but its spelling is where its anchor is.
    let spelled = span(raw.defined, source);
    let spelling = || source.text.get(spelled.start..spelled.end).unwrap_or_default().trim().to_owned();
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(on) => Value::Scalar { text: on.to_string(), kind: Scalar::Bool(on) },
        Raw::Number => Value::Scalar { text: spelling(), kind: Scalar::Number },
        Raw::Text(text) => Value::Scalar { text, kind: Scalar::Text },
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, source)).collect()),
        Raw::Map(entries) => Value::Map(entries.into_iter().map(|(k, v)| (node(k, source), node(v, source))).collect()),
    };
    Node { value, span: span(raw.referenced, source) }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, on: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(on))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree on one line, each value with the text its span covers.
    fn show(node: &Node, source: &Source) -> String {
        let shown = |n: &Node| show(n, source);
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Scalar { text, kind } => {
                let (line, column) = source.line_column(node.span.start);
                format!("{text}:{kind:?}@{line}:{column}")
            }
            Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Value::Map(entries) => {
                let pairs: Vec<_> = entries.iter().map(|(k, v)| format!("{} = {}", shown(k), shown(v))).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    #[test]
    fn values_keep_their_spelling_and_place() {
        let cases = [
            ("a: 1", "{a:Text@1:1 = 1:Number@1:4}"),
            ("ä: [yes, true]", "{ä:Text@1:1 = [yes:Text@1:5, true:Bool(true)@1:10]}"),
            ("m: 0644\nn: '12'", "{m:Text@1:1 = 0644:Number@1:4, n:Text@2:1 = 12:Text@2:4}"),
            ("v: 1.10\n", "{v:Text@1:1 = 1.10:Number@1:4}"),
            ("a:\nb: ~", "{a:Text@1:1 = null, b:Text@2:1 = null}"),
            ("x: &p 80\ny: *p", "{x:Text@1:1 = 80:Number@1:7, y:Text@2:1 = 80:Number@2:4}"),
            ("t: |\n  one\n  two\n", "{t:Text@1:1 = one\ntwo\n:Text@2:3}"),
            ("a: 1\na: 2", "{a:Text@1:1 = 1:Number@1:4, a:Text@2:1 = 2:Number@2:4}"),
            ("n: .inf", "{n:Text@1:1 = .inf:Text@1:4}"),
            ("", "null"),
        ];
        for (text, want) in cases {
            let source = Source::new("x.yaml", text);
            assert_eq!(parse(&source).map(|n| show(&n, &source)), Ok(want.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn faults_have_a_place() {
        let cases = [
            ("a: [1\nb: 2", "2:2 illegal placement of ':' indicator"),
            ("a: 'x", "1:4 unclosed quote"),
            ("a: *nowhere", "1:4 alias references unknown anchor"),
            ("--- a\n--- b", "2:5 the file holds more than one YAML document"),
            ("a: !wild 1", "1:10 unsupported tag `!wild`"),
            ("a:\n\t- b", "2:2 tabs disallowed within this context (block indentation)"),
        ];
        for (text, want) in cases {
            let source = Source::new("x.yaml", text);
            let fault = parse(&source).unwrap_err();
            let (line, column) = source.line_column(fault.span.start);
            assert_eq!((format!("{line}:{column} {}", fault.message), fault.limit), (want.to_owned(), false));
        }
    }

    #[test]
    fn limits_on_size_nesting_and_count() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let listed = |count: usize| format!("[{}]", "a,".repeat(count));
        let cases = [
            (format!("#{}", " ".repeat(SIZE_LIMIT - 1)), true),
            (format!("#{}", " ".repeat(SIZE_LIMIT)), false),
            (nested(DEPTH_LIMIT), true),
            (nested(DEPTH_LIMIT + 1), false),
            (listed(NODE_LIMIT - 1), true),
            (listed(NODE_LIMIT), false),
        ];
        for (text, within) in cases {
            let parsed = parse(&Source::new("x.yaml", text.clone()));
            assert_eq!(parsed.is_ok(), within, "{} bytes, {:?}", text.len(), parsed.err());
        }
        let bomb = "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n\
                    d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d]\n";
        let fault = parse(&Source::new("x.yaml", bomb)).map(drop).unwrap_err();
        assert!(fault.limit, "{fault:?}");
    }

    #[test]
    fn files_of_other_programs_are_plain_data() {
        let text = "a: !ENV [X, 1.5]\nb: !!python/name:m.f\nc: &c {d: yes, 2: 03}\ne: *c\nc: ~\n";
        let want = serde_json::json!({"a": ["X", 1.5], "b": null, "c": null, "e": {"d": "yes", "2": "03"}});
        assert_eq!(foreign(text).map(|v| v.to_string()), Some(want.to_string()));
        assert_eq!(foreign("a: [1\nb"), None);
        assert_eq!(foreign(&" ".repeat(SIZE_LIMIT + 1)), None);
    }

    #[test]
    fn repeated_keys_that_are_numbers_are_found_too() {
        let source = Source::new("x.yaml", "port:\n  80: 1\n  81: 2\n  80: 3\n");
        let (place, key) = repeated_key(&source).unwrap();
        assert_eq!((source.line_column(place.start), key.as_str()), ((4, 3), "80"));
    }
}

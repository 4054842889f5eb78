//! Typed reading of YAML values: what is wrong becomes a diagnostic, and reading goes on.

use super::codes;
use crate::check::bind::Known;
use crate::check::yaml::{Node, Scalar, Value};
use crate::check::{Pattern, Values, Variable};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::text::did_you_mean;
use std::collections::{BTreeMap, BTreeSet};

/// How many entries one list may have: the steps, a step's checks, its hints …
pub const LIST_LIMIT: usize = 200;
/// How many findings are reported; a file with more is most likely no sidecar at all.
pub const DIAGNOSTIC_LIMIT: usize = 200;

/// What is being read, and what was found wrong with it.
pub(super) struct Reader<'s> {
    pub source: &'s Source,
    pub found: Vec<Diagnostic>,
    /// How many mistakes there were, those past [`DIAGNOSTIC_LIMIT`] included.
    pub faults: usize,
    /// How many assertions the one being read stands in.
    pub depth: usize,
    /// What is read is counted: a name may be a pattern.
    pub counting: bool,
    /// The names that steps before give, and what they are.
    pub names: Known,
    /// Names that the step being read uses and nothing gives.
    pub strangers: BTreeSet<String>,
    /// The variables, and whether they were used so far.
    pub variables: Vec<Variable>,
    /// Their values.
    pub values: Values,
}

/// A map whose keys are known.
pub(super) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node, Span)>,
    /// Where the map begins.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(k, ..)| *k == key).map(|(_, node, _)| *node)
    }

    /// Every key with its value and place.
    pub fn all(&self) -> &[(&'n str, &'n Node, Span)] {
        &self.entries
    }
}

/// A node in words: "a list", "the number `5`".
fn kind_of(node: &Node) -> String {
    match &node.value {
        Value::Null => "empty".to_owned(),
        Value::Scalar { text, kind: Scalar::Number } => format!("the number `{text}`"),
        Value::Scalar { text, kind: Scalar::Bool(_) } => format!("`{text}`"),
        Value::Scalar { text, .. } => format!("the text `{}`", shorten(text)),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a map".to_owned(),
    }
}

/// The first few characters of the first line, for a message.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(40).collect();
    if cut.len() < text.trim_end().len() { format!("{cut}…") } else { cut }
}

impl<'s> Reader<'s> {
    pub fn new(source: &'s Source) -> Self {
        Self {
            source,
            found: Vec::new(),
            faults: 0,
            depth: 0,
            counting: false,
            names: Known::new(),
            strangers: BTreeSet::new(),
            variables: Vec::new(),
            values: Values::new(),
        }
    }

    /// Reports an error.
    pub fn error(&mut self, code: &'static str, span: Span, message: String, help: Option<String>) {
        self.faults += 1;
        if self.found.len() < DIAGNOSTIC_LIMIT {
            let diagnostic = Diagnostic::error(code, self.source, span, message);
            self.found.push(help.into_iter().fold(diagnostic, Diagnostic::help));
        }
    }

    /// Reports a value of a wrong type.
    pub fn wrong_type(&mut self, node: &Node, key: &str, wanted: &str) {
        let found = kind_of(node);
        self.error(codes::WRONG_TYPE, node.span, format!("`{key}` is {found}"), Some(format!("it must be {wanted}")));
    }

    /// The 1-based line of a node.
    pub fn line(&self, node: &Node) -> usize {
        self.source.line(node.span.start)
    }

    /// Any map with texts as keys. Repeated keys are reported; the first one counts.
    pub fn map<'n>(&mut self, node: &'n Node, what: &str, wanted: &str) -> Option<Fields<'n>> {
        let Value::Map(pairs) = &node.value else {
            self.wrong_type(node, what, wanted);
            return None;
        };
        let mut entries: Vec<(&str, &Node, Span)> = Vec::new();
        for (key, value) in pairs {
            let Value::Scalar { text, .. } = &key.value else {
                self.wrong_type(key, &format!("a key of {what}"), "a word");
                continue;
            };
            match entries.iter().find(|(k, ..)| k == text).map(|(.., span)| *span) {
                Some(first) => self.repeated(text, key.span, first),
                None => entries.push((text, value, key.span)),
            }
        }
        Some(Fields { entries, span: node.span })
    }

    fn repeated(&mut self, key: &str, span: Span, first: Span) {
        let line = self.source.line(first.start);
        let help = format!("it stands on line {line} already; keep one of them");
        self.error(codes::REPEATED_KEY, span, format!("the key `{key}` is repeated"), Some(help));
    }

    /// A map that may have these keys only.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &str, wanted: &str, keys: &[&str]) -> Option<Fields<'n>> {
        let fields = self.map(node, what, wanted)?;
        for (key, _, span) in fields.all() {
            if !keys.contains(key) {
                self.unknown_key(key, *span, what, keys);
            }
        }
        Some(fields)
    }

    fn unknown_key(&mut self, key: &str, span: Span, what: &str, keys: &[&str]) {
        let help = suggestion(key, keys);
        self.error(codes::UNKNOWN_KEY, span, format!("`{what}` has no key `{}`", shorten(key)), Some(help));
    }

    /// Text; a number or a bool counts as it is spelled.
    pub fn text(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        fields.get(key).and_then(|node| self.text_of(node, key))
    }

    /// The text of a node.
    pub fn text_of(&mut self, node: &Node, key: &str) -> Option<String> {
        match &node.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.clone()),
            _ => {
                self.wrong_type(node, key, "text");
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, fields: &Fields<'_>, key: &str) -> Option<bool> {
        let node = fields.get(key)?;
        if let Value::Scalar { kind: Scalar::Bool(on), .. } = node.value {
            return Some(on);
        }
        self.wrong_type(node, key, "`true` or `false`");
        None
    }

    /// A flag that can only be set: `false` says nothing and is most likely a misunderstanding.
    pub fn mark(&mut self, fields: &Fields<'_>, key: &str, instead: &str) -> bool {
        let on = self.flag(fields, key);
        if let (Some(false), Some(node)) = (on, fields.get(key)) {
            let help = format!("leave it out, or {instead}");
            self.error(codes::BAD_VALUE, node.span, format!("`{key}: false` expects nothing"), Some(help));
        }
        on == Some(true)
    }

    /// A whole number.
    pub fn number<T: std::str::FromStr>(&mut self, fields: &Fields<'_>, key: &str, wanted: &str) -> Option<T> {
        let node = fields.get(key)?;
        let parsed = match &node.value {
            Value::Scalar { text, kind: Scalar::Number } => text.parse().ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong_type(node, key, wanted);
        }
        parsed
    }

    /// The entries of a list, within [`LIST_LIMIT`].
    pub fn list<'n>(&mut self, node: &'n Node, key: &str, wanted: &str) -> &'n [Node] {
        let Value::List(items) = &node.value else {
            self.wrong_type(node, key, wanted);
            return &[];
        };
        self.limited(items.len(), node.span, key);
        &items[..items.len().min(LIST_LIMIT)]
    }

    /// Reports what has more entries than [`LIST_LIMIT`].
    pub fn limited(&mut self, count: usize, span: Span, key: &str) {
        if count > LIST_LIMIT {
            let message = format!("`{key}` has {count} entries; at most {LIST_LIMIT} are read");
            self.error(codes::LIMIT, span, message, Some("split the lesson".to_owned()));
        }
    }

    /// One text or a list of texts.
    pub fn texts(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        fields.get(key).map_or_else(Vec::new, |node| self.texts_of(node, key))
    }

    /// One text or a list of texts.
    pub fn texts_of(&mut self, node: &Node, key: &str) -> Vec<String> {
        if let Value::Scalar { .. } = node.value {
            return self.text_of(node, key).into_iter().collect();
        }
        let items = self.list(node, key, "text, or a list of texts");
        items.iter().filter_map(|item| self.text_of(item, key)).collect()
    }

    /// A map from words to texts.
    pub fn pairs(&mut self, fields: &Fields<'_>, key: &str, wanted: &str) -> BTreeMap<String, String> {
        let Some(map) = fields.get(key).and_then(|node| self.map(node, key, wanted)) else { return BTreeMap::new() };
        let read = |(k, node, _): &(&str, &Node, Span)| {
            // An empty value is a value here: `ENV DEBUG=`.
            let empty = matches!(&node.value, Value::Scalar { text, .. } if text.is_empty());
            let text = if empty { Some(String::new()) } else { self.text_of(node, k) };
            text.map(|text| ((*k).to_owned(), text))
        };
        map.all().iter().filter_map(read).collect()
    }

    /// A regular expression.
    pub fn pattern(&mut self, fields: &Fields<'_>, key: &str) -> Option<Pattern> {
        let node = fields.get(key)?;
        let text = self.text_of(node, key)?;
        match Pattern::new(&text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let message = format!("`{key}` is no regular expression: {}", reason(&error));
                let help = "put a backslash before a character that stands for itself".to_owned();
                self.error(codes::BAD_PATTERN, node.span, message, Some(help));
                None
            }
        }
    }
}

/// The regex crate draws its errors over several lines; the last one says why.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// "did you mean `image`?", or the choice there is.
pub(super) fn suggestion(typed: &str, known: &[&str]) -> String {
    match did_you_mean(typed, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it may have {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")),
    }
}

//! JSON in which an author left something out: `...` in the place of a value, of members or of items.

use serde_json::{Map, Value};

/// How deep values may stand in each other.
const DEPTH_LIMIT: usize = 64;
/// What stands for a part that was left out.
const HOLES: [&str; 6] = ["<snip>", "[snip]", "[...]", "[…]", "...", "…"];
/// How it is written in what is compared.
const HOLE: &str = "…";

/// A document as an author shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Anything.
    Hole,
    /// A value without parts.
    Plain(Value),
    /// Members, and whether there may be others.
    Object(Vec<(String, Shown)>, bool),
    /// Items; any number of others for a hole among them.
    Array(Vec<Shown>),
}

/// Reads JSON with holes; none for another text, or one without a hole: that is JSON.
pub fn read(text: &str) -> Option<Shown> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) || !HOLES.iter().any(|hole| text.contains(hole)) {
        return None;
    }
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.skip();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// White space and commas, of which an author may have left some or have one too many.
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }

    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn hole(&mut self) -> bool {
        HOLES.iter().any(|hole| self.take(hole))
    }

    fn value(&mut self, depth: usize) -> Option<Shown> {
        self.skip();
        if depth > DEPTH_LIMIT {
            return None;
        }
        if self.hole() {
            return Some(Shown::Hole);
        }
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            _ => self.plain().map(Shown::Plain),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Shown> {
        self.take("{");
        let (mut members, mut is_open) = (Vec::new(), false);
        loop {
            self.skip();
            if self.take("}") {
                return Some(Shown::Object(members, is_open));
            }
            if self.hole() {
                is_open = true;
                continue;
            }
            let Value::String(key) = self.plain()? else { return None };
            self.skip();
            if !self.take(":") {
                return None;
            }
            members.push((key, self.value(depth + 1)?));
        }
    }

    fn array(&mut self, depth: usize) -> Option<Shown> {
        self.take("[");
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.take("]") {
                return Some(Shown::Array(items));
            }
            items.push(self.value(depth + 1)?);
        }
    }

    /// A text, a number, `true`, `false` or `null`.
    fn plain(&mut self) -> Option<Value> {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        if self.rest.starts_with(['{', '[']) {
            return None;
        }
        let value = values.next()?.ok()?;
        self.rest = &self.rest[values.byte_offset()..];
        Some(value)
    }
}

/// Both documents without what the author left out.
pub fn without(shown: Shown, printed: Value) -> (Value, Value) {
    match (shown, printed) {
        (Shown::Hole, _) => (HOLE.into(), HOLE.into()),
        (Shown::Object(members, is_open), Value::Object(mut other)) => {
            let (mut left, mut right) = (Map::new(), Map::new());
            for (key, value) in members {
                let Some(twin) = other.remove(&key) else {
                    left.insert(key, alone(value));
                    continue;
                };
                let (value, twin) = without(value, twin);
                left.insert(key.clone(), value);
                right.insert(key, twin);
            }
            if !is_open {
                right.extend(other);
            }
            (Value::Object(left), Value::Object(right))
        }
        (Shown::Array(items), Value::Array(others)) => arrays(items, others),
        (shown, printed) => (alone(shown), printed),
    }
}

/// Items before the first hole stand at the beginning, those after the last one at the end.
fn arrays(items: Vec<Shown>, mut others: Vec<Value>) -> (Value, Value) {
    let (first, last) = (items.iter().position(|i| *i == Shown::Hole), items.iter().rposition(|i| *i == Shown::Hole));
    if let (Some(first), Some(last)) = (first, last) {
        let behind = items.len() - last - 1;
        let to = others.len().saturating_sub(behind).max(first.min(others.len()));
        others.drain(first.min(others.len())..to);
    }
    let is_between = |at: usize| first.is_some_and(|first| at >= first) && last.is_some_and(|last| at <= last);
    let items = items.into_iter().enumerate().filter(|(at, _)| !is_between(*at)).map(|(_, item)| item);
    let (mut left, mut right, mut others) = (Vec::new(), Vec::new(), others.into_iter());
    for item in items {
        match others.next() {
            Some(other) => {
                let (item, other) = without(item, other);
                left.push(item);
                right.push(other);
            }
            None => left.push(alone(item)),
        }
    }
    right.extend(others);
    (left.into(), right.into())
}

/// What is shown and has no counterpart.
fn alone(shown: Shown) -> Value {
    match shown {
        Shown::Hole => HOLE.into(),
        Shown::Plain(value) => value,
        Shown::Object(members, _) => members.into_iter().map(|(key, value)| (key, alone(value))).collect(),
        Shown::Array(items) => items.into_iter().map(alone).collect(),
    }
}

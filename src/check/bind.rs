//! Names for things: a check with `as: web` tells which container `web` is, and checks and commands of later steps
//! mean that one with `${web.id}`, whatever it is called by then.
//!
//! A check that uses a name is kept as it was written; [`Check::bound`] puts the values in and reads it again, so
//! that a name may stand wherever a text may. `$${web.id}` is `${web.id}` for the shell: one `$` is taken away where the
//! values are put in, and nowhere before.

use super::scripts::keep_texts;
use super::yaml::{Node, Value};
use super::{Assertion, Check, Verdict, describe, judge, read};
use crate::state::{Bindings, Bound, BoundKind, State};
use std::collections::BTreeMap;
use std::ops::Range;

/// The names that steps before give, and what they are.
pub(super) type Known = BTreeMap<String, BoundKind>;

/// What a check has to do with names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// The name that the thing it finds gets.
    pub gives: Option<String>,
    /// The check as it was written, where it uses names.
    template: Option<Box<Node>>,
    /// The assertion for people: with what a thing is called where it has its identity.
    shown: Option<Assertion>,
    /// The names it uses.
    uses: Vec<String>,
    /// Those of them that nothing has got yet.
    open: Vec<String>,
}

/// `${name.field}` in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Use<'t> {
    /// Where it stands.
    pub at: Range<usize>,
    /// The name.
    pub name: &'t str,
    /// What is asked of it.
    pub field: &'t str,
}

/// All uses, in the order of the text; what is written for the shell is none.
pub(super) fn uses(text: &str) -> Vec<Use<'_>> {
    forms(text).into_iter().filter(|found| !is_for_shell(text, found)).collect()
}

/// Whether one more `$` stands before it.
fn is_for_shell(text: &str, found: &Use<'_>) -> bool {
    text[..found.at.start].ends_with('$')
}

/// Whether a text begins with what has the form of a use.
pub(super) fn begins_with_form(text: &str) -> bool {
    text.starts_with("${") && forms(text).first().is_some_and(|found| found.at.start == 0)
}

/// All that has the form of a use, in the order of the text.
fn forms(text: &str) -> Vec<Use<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|at| at + from) {
        from = start + 2;
        let Some(end) = text[from..].find('}').map(|at| at + from) else { break };
        if let Some((name, field)) = text[from..end].split_once('.').filter(|(n, f)| is_name(n) && is_name(f)) {
            found.push(Use { at: start..end + 1, name, field });
            from = end + 1;
        }
    }
    found
}

/// Whether a word can be a name: letters, digits, `_` and `-`, a letter first.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// A text of a sidecar with every use replaced for which there is a value, and without the `$` before what is the
/// shell's; all else, `${HOME}` too, stays as it is.
pub(super) fn filled(text: &str, value: &dyn Fn(&str, &str) -> Option<String>) -> String {
    replaced(text, value, &|_| true)
}

/// The text with the values; the `$` before what is the shell's goes where that is asked.
fn replaced(text: &str, value: &dyn Fn(&str, &str) -> Option<String>, is_escape: &dyn Fn(&Use<'_>) -> bool) -> String {
    let mut filled = String::new();
    let mut from = 0;
    for found in forms(text) {
        if is_for_shell(text, &found) {
            if is_escape(&found) {
                filled.push_str(&text[from..found.at.start - 1]);
                from = found.at.start;
            }
        } else if let Some(value) = value(found.name, found.field) {
            filled.push_str(&text[from..found.at.start]);
            filled.push_str(&value);
            from = found.at.end;
        }
    }
    filled.push_str(&text[from..]);
    filled
}

/// A text as a sidecar has it so that it is read as it is: what only has the form of a use gets one more `$`, and so
/// does what would be taken for that.
pub fn escaped(text: &str) -> String {
    let text = text.replace("$${", "$$${");
    let mut out = String::new();
    let mut from = 0;
    for found in uses(&text) {
        out.extend([&text[from..found.at.start], "$"]);
        from = found.at.start;
    }
    out + &text[from..]
}

/// A sidecar's text of a step with the names' values, as far as they are known. It must be done once: what is the
/// shell's has its own form afterwards.
pub fn bound_text(text: &str, bindings: &Bindings) -> String {
    filled(text, &|name, field| bindings.get(name)?.field(field).map(str::to_owned))
}

/// The same for a text of the lesson's, which may not know of names at all: only of those that are known is anything
/// another.
pub fn bound_words(text: &str, bindings: &Bindings) -> String {
    let value = |name: &str, field: &str| bindings.get(name)?.field(field).map(str::to_owned);
    replaced(text, &value, &|found| value(found.name, found.field).is_some())
}

/// A value with its texts filled; keys stay.
pub(super) fn filled_node(node: &Node, value: &dyn Fn(&str, &str) -> Option<String>) -> Node {
    let inner = match &node.value {
        Value::Null => Value::Null,
        Value::Scalar { text, kind } => Value::Scalar { text: filled(text, value), kind: *kind },
        Value::List(items) => Value::List(items.iter().map(|item| filled_node(item, value)).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, item)| (key.clone(), filled_node(item, value))).collect())
        }
    };
    Node { value: inner, span: node.span }
}

/// Every text in a value with its place, keys left out.
pub(super) fn texts(node: &Node) -> Vec<(&str, &Node)> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Scalar { text, .. } => vec![(text, node)],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(entries) => entries.iter().flat_map(|(_, item)| texts(item)).collect(),
    }
}

/// A value that could stand where a use stands, for reading a check before its names are known.
pub(super) fn stand_in(name: &str, field: &str, kind: Option<BoundKind>) -> String {
    match (field, kind) {
        ("image_id", _) | ("id", Some(BoundKind::Image)) => format!("sha256:{}", "0".repeat(64)),
        ("id", _) => "0".repeat(64),
        _ => name.to_owned(),
    }
}

impl Names {
    /// Of a check as it was written, and the assertion to be shown as long as its names are not known.
    pub(super) fn of(gives: Option<String>, node: &Node, known: &Known, assertion: &mut Assertion) -> Self {
        let found = texts(node).into_iter().flat_map(|(text, _)| uses(text)).map(|found| found.name.to_owned());
        let mut open: Vec<String> = found.filter(|name| known.contains_key(name)).collect();
        open.sort();
        open.dedup();
        if open.is_empty() {
            return Self { gives, ..Self::default() };
        }
        let by_name = |name: &str, _: &str| known.contains_key(name).then(|| name.to_owned());
        let as_written = |_: &str, _: &str| None;
        let shown = if names_things(assertion) { filled_node(node, &by_name) } else { filled_node(node, &as_written) };
        if let Some(shown) = read::again(&shown) {
            *assertion = shown;
        }
        Self { gives, template: Some(Box::new(node.clone())), shown: None, uses: open.clone(), open }
    }
}

/// Whether the texts of an assertion tell which thing is meant, and not what is printed or written.
fn names_things(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Image(_) | Assertion::Container(_) | Assertion::Volume(_) | Assertion::Network(_) => true,
        Assertion::Absent(inner) | Assertion::Not(inner) => names_things(inner),
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter().all(names_things),
        Assertion::Count(check) => names_things(&check.of),
        _ => false,
    }
}

impl Check {
    /// The same with what its names mean by now.
    #[must_use]
    pub fn bound(&self, bindings: &Bindings) -> Self {
        let say = self.say.as_ref().map(|say| bound_text(say, bindings));
        let Some(template) = &self.names.template else { return Self { say, ..self.clone() } };
        let value = |name: &str, field: &str| bindings.get(name)?.field(field).map(str::to_owned);
        let open: Vec<String> = self.names.uses.iter().filter(|name| !bindings.contains_key(*name)).cloned().collect();
        let Some(mut assertion) = read::again(&filled_node(template, &value)).filter(|_| open.is_empty()) else {
            return Self { say, ..self.clone() };
        };
        keep_texts(&mut assertion, &self.assertion);
        let called = |name: &str, field: &str| match field {
            "id" => bindings.get(name).map(|bound| bound.name.clone()),
            _ => value(name, field),
        };
        let shown = if names_things(&assertion) { read::again(&filled_node(template, &called)) } else { None };
        Self { assertion, line: self.line, names: Names { shown, open, ..self.names.clone() }, say }
    }

    /// What is expected, for people.
    pub fn shown(&self) -> &Assertion {
        self.names.shown.as_ref().unwrap_or(&self.assertion)
    }

    /// What is expected, in words: the author's, or those that are made from it.
    pub fn words(&self) -> String {
        self.say.clone().unwrap_or_else(|| describe(self.shown()))
    }

    /// Why it cannot be held against anything yet; none where all its names are known.
    pub(super) fn open_names(&self) -> Option<String> {
        let name = self.names.open.first()?;
        Some(format!("a step before tells which one `{name}` is, and that step is not done"))
    }
}

/// Gives the checks' names to what they found; what does not hold gives none.
pub fn bind(checks: &[Check], state: &mut State) {
    for check in checks {
        let Some(name) = check.names.gives.as_ref().filter(|_| judge(check, state).verdict == Verdict::Pass) else {
            continue;
        };
        if let Some(bound) = super::judge::found(&check.assertion, state) {
            state.bindings.insert(name.clone(), bound);
        }
    }
}

/// The kind of thing that an assertion finds; none for those that find no thing.
pub(super) fn kind(assertion: &Assertion) -> Option<BoundKind> {
    match assertion {
        Assertion::Image(_) => Some(BoundKind::Image),
        Assertion::Container(_) => Some(BoundKind::Container),
        Assertion::Volume(_) => Some(BoundKind::Volume),
        Assertion::Network(_) => Some(BoundKind::Network),
        _ => None,
    }
}

/// A thing of this kind, identity and name.
pub(super) fn thing(kind: BoundKind, id: &str, name: &str) -> Bound {
    Bound { kind, id: id.to_owned(), name: name.to_owned(), image: String::new(), image_id: String::new() }
}

#[cfg(test)]
mod tests;

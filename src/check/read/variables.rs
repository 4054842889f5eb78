//! `variables:`, and `${name}` for them in every text of the sidecar.

use super::codes;
use super::fields::{Fields, Reader, suggestion};
use crate::check::Variable;
use crate::check::variables::{Draw, Seed, filled, is_variable, variables_in};
use crate::check::yaml::{Node, Scalar, Value};
use crate::source::Span;
use crate::text::did_you_mean;

/// The ways to draw a value.
pub const DRAW_KEYS: &[&str] = &["random_name", "random_port", "one_of", "text"];
/// The ends of `random_port`.
pub const PORT_KEYS: &[&str] = &["from", "to"];
/// The ports that `random_port: true` draws from: nothing in the sandbox or in lessons has them by habit.
const PORTS: (u16, u16) = (8100, 9899);
/// How long the prefix of a name may be, in characters.
pub const PREFIX_LIMIT: usize = 30;

fn is_true(node: &Node) -> bool {
    matches!(node.value, Value::Scalar { kind: Scalar::Bool(true), .. })
}

impl Reader<'_> {
    /// Reads and draws the variables, in the order of the file.
    pub(super) fn variables(&mut self, fields: &Fields<'_>, seed: Seed) {
        let wanted = "a map from names to how their values are drawn";
        let Some(map) = fields.get("variables").and_then(|node| self.map(node, "variables", wanted)) else { return };
        self.limited(map.all().len(), map.span, "variables");
        for (name, node, span) in map.all().iter().take(super::LIST_LIMIT) {
            if !is_variable(name) {
                let help = "letters, digits and `_` make one, with a letter first and not in capitals alone";
                self.bad_value(*span, format!("`{name}` is no name for a variable"), help);
                continue;
            }
            let Some(draw) = self.draw(node) else { continue };
            let value = draw.draw(name, seed, &self.values);
            let is_port = matches!(draw, Draw::Port { .. });
            if is_port && self.values.values().any(|taken| *taken == value) {
                self.bad_value(node.span, format!("no port is left for `{name}`"), "give it a wider range");
            }
            self.values.insert((*name).to_owned(), value.clone());
            self.variables.push(Variable { name: (*name).to_owned(), value, span: *span, used: false });
        }
    }

    fn draw(&mut self, node: &Node) -> Option<Draw> {
        let wanted = "a map with `random_name`, `random_port`, `one_of` or `text`";
        let fields = self.fields(node, "variables", wanted, DRAW_KEYS)?;
        let known: Vec<_> = fields.all().iter().filter(|(key, ..)| DRAW_KEYS.contains(key)).collect();
        let [(key, value, _)] = known.as_slice() else {
            if !known.is_empty() || fields.all().is_empty() {
                let message = format!("a variable needs one way to draw its value, and this has {}", known.len());
                self.error(codes::MISSING, node.span, message, Some(suggestion("", DRAW_KEYS)));
            }
            return None;
        };
        match *key {
            "random_name" => self.random_name(value),
            "random_port" => self.random_port(value),
            "one_of" => self.choice(value),
            _ => self.text_of(value, key).map(Draw::Text),
        }
    }

    fn random_name(&mut self, node: &Node) -> Option<Draw> {
        if is_true(node) {
            return Some(Draw::Name { prefix: String::new() });
        }
        let prefix = self.text_of(node, "random_name")?;
        let is_flag = matches!(node.value, Value::Scalar { kind: Scalar::Bool(_), .. });
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        let begins = prefix.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if begins && !is_flag && prefix.chars().all(fits) && prefix.len() <= PREFIX_LIMIT {
            return Some(Draw::Name { prefix });
        }
        let help = format!(
            "write `true`, or small letters, digits, `-`, `_` and `.` with a letter or digit first, at most {PREFIX_LIMIT}"
        );
        self.bad_value(node.span, format!("`{prefix}` cannot begin a name"), &help);
        None
    }

    fn random_port(&mut self, node: &Node) -> Option<Draw> {
        if is_true(node) {
            return Some(Draw::Port { from: PORTS.0, to: PORTS.1 });
        }
        let fields = self.fields(node, "random_port", "`true`, or a map with `from` and `to`", PORT_KEYS)?;
        let mut end = |key: &str, other: u16| match fields.get(key) {
            Some(_) => self.number::<u16>(&fields, key, "a port from 1 to 65535"),
            None => Some(other),
        };
        let (from, to) = (end("from", PORTS.0)?, end("to", PORTS.1)?);
        if from > to {
            self.bad_value(node.span, format!("{from} is more than {to}"), "write the lower port first");
            return None;
        }
        Some(Draw::Port { from, to })
    }

    fn choice(&mut self, node: &Node) -> Option<Draw> {
        let items = self.list(node, "one_of", "a list of texts");
        let values: Vec<String> = items.iter().filter_map(|item| self.text_of(item, "one_of")).collect();
        if values.len() < 2 && matches!(node.value, Value::List(_)) {
            self.error(
                codes::EMPTY,
                node.span,
                "there is nothing to choose from".to_owned(),
                Some("name two or more".to_owned()),
            );
            return None;
        }
        Some(Draw::OneOf(values)).filter(|_| !items.is_empty())
    }

    /// A part of the sidecar with the values in all its texts and keys; what names no variable is reported.
    pub(super) fn with_variables(&mut self, node: &Node) -> Node {
        let value = match &node.value {
            Value::Null => Value::Null,
            Value::Scalar { text, kind } => self.scalar(text, *kind, node.span),
            Value::List(items) => Value::List(items.iter().map(|item| self.with_variables(item)).collect()),
            Value::Map(entries) => {
                let both = |(key, item): &(Node, Node)| (self.with_variables(key), self.with_variables(item));
                Value::Map(entries.iter().map(both).collect())
            }
        };
        Node { value, span: node.span }
    }

    fn scalar(&mut self, text: &str, kind: Scalar, span: Span) -> Value {
        for name in variables_in(text) {
            self.use_of(name, span);
        }
        let filled = filled(text, &self.values);
        // A value stands for what it would be without quotes: `"${port}"` is a number.
        let is_number = filled != text && filled.parse::<u64>().is_ok();
        Value::Scalar { kind: if is_number { Scalar::Number } else { kind }, text: filled }
    }

    fn use_of(&mut self, name: &str, span: Span) {
        if let Some(variable) = self.variables.iter_mut().find(|variable| variable.name == name) {
            variable.used = true;
        } else if !self.variables.is_empty() {
            let near = did_you_mean(name, self.values.keys().map(String::as_str));
            let help = match near {
                Some(near) => {
                    format!("did you mean `${{{near}}}`? What the shell is to read is written `$${{{name}}}`")
                }
                None => format!("declare it under `variables:`, or write `$${{{name}}}` for the shell to read"),
            };
            self.error(codes::VARIABLE, span, format!("there is no variable `{name}`"), Some(help));
        }
    }
}

//! Assertions made of others: `all`, `any`, `not`, `count`.

use super::codes;
use super::fields::Reader;
use crate::check::yaml::{Node, Value};
use crate::check::{Assertion, CountCheck};

/// How deep assertions may stand in each other.
pub const NEST_LIMIT: usize = 4;
/// The keys of `count`.
pub const COUNT_KEYS: &[&str] = &["of", "is", "min", "max"];

impl Reader<'_> {
    /// The list of `all` or `any`.
    pub(super) fn several(&mut self, node: &Node, key: &str) -> Option<Vec<Assertion>> {
        let items = self.list(node, key, "a list of assertions, each with a `-` before it");
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            let help = Some("add an assertion, or leave the key out".to_owned());
            self.error(codes::EMPTY, node.span, format!("`{key}` is empty"), help);
            return None;
        }
        Some(items.iter().filter_map(|item| self.nested(item)).collect())
    }

    /// An assertion within another.
    pub(super) fn nested(&mut self, node: &Node) -> Option<Assertion> {
        if self.depth == NEST_LIMIT {
            let message = format!("assertions stand in each other more than {NEST_LIMIT} deep");
            self.error(codes::LIMIT, node.span, message, Some("write them side by side".to_owned()));
            return None;
        }
        self.depth += 1;
        let assertion = self.assertion(node);
        self.depth -= 1;
        assertion
    }

    pub(super) fn count(&mut self, node: &Node) -> Option<Assertion> {
        let fields = self.fields(node, "count", "a map with `of` and `is`, `min` or `max`", COUNT_KEYS)?;
        let bounds = self.bounds_of(&fields);
        if bounds.is_open() {
            self.missing(node.span, "`count` without a number", "add `is`, `min` or `max`");
        }
        let Some(of) = fields.get("of") else {
            self.missing(
                node.span,
                "`count` without `of`",
                "say what is to be counted: `of: { container: { image: alpine } }`",
            );
            return None;
        };
        self.counting = true;
        let of = self.nested(of);
        self.counting = false;
        let of = of?;
        if let Some(why) = uncountable(&of) {
            self.error(codes::KIND, node.span, why.to_owned(), Some("count what is there now".to_owned()));
            return None;
        }
        Some(Assertion::Count(Box::new(CountCheck { of, bounds })))
    }
}

/// Why something cannot be counted.
fn uncountable(assertion: &Assertion) -> Option<&'static str> {
    match assertion {
        Assertion::Container(check) if check.ran || check.removed => {
            Some("a container that ran or was removed cannot be counted")
        }
        Assertion::Image(_) | Assertion::Container(_) | Assertion::Volume(_) | Assertion::Network(_) => None,
        _ => Some("only images, containers, volumes and networks can be counted"),
    }
}

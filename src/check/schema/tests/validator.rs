//! As much of JSON Schema as our schema uses; a key that is not known here fails the test, so that nothing is passed over.

use regex::Regex;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::HashMap;

/// Keys that ask for nothing.
const NOTES: &[&str] = &["title", "description", "examples", "format", "$schema", "$defs", "default"];

/// Whether a value is as a schema asks for.
pub fn is_valid(value: &Value, schema: &Value, root: &Value) -> bool {
    let rules = match schema {
        Value::Bool(any) => return *any,
        Value::Object(rules) => rules,
        other => panic!("no schema: {other}"),
    };
    rules
        .iter()
        .filter(|(key, _)| !NOTES.contains(&key.as_str()))
        .all(|(key, rule)| holds(value, key, rule, rules, root))
}

fn holds(value: &Value, key: &str, rule: &Value, rules: &Map<String, Value>, root: &Value) -> bool {
    let valid = |schema: &Value| is_valid(value, schema, root);
    let all = |rule: &Value| rule.as_array().unwrap().clone();
    let count = |rule: &Value| usize::try_from(rule.as_u64().unwrap()).unwrap();
    let map = value.as_object();
    match key {
        "$ref" => valid(root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap()),
        "allOf" => all(rule).iter().all(valid),
        "anyOf" => all(rule).iter().any(valid),
        "oneOf" => all(rule).iter().filter(|schema| valid(schema)).count() == 1,
        "not" => !valid(rule),
        "type" => match rule {
            Value::Array(kinds) => kinds.iter().any(|kind| is_of(value, kind)),
            kind => is_of(value, kind),
        },
        "enum" => all(rule).contains(value),
        "const" => value == rule,
        "pattern" => value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text)),
        "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
        "minItems" => value.as_array().is_none_or(|items| items.len() >= count(rule)),
        "maxItems" => value.as_array().is_none_or(|items| items.len() <= count(rule)),
        "uniqueItems" => {
            value.as_array().is_none_or(|items| (1..items.len()).all(|at| !items[..at].contains(&items[at])))
        }
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| is_valid(item, rule, root))),
        "minProperties" => map.is_none_or(|map| map.len() >= count(rule)),
        "maxProperties" => map.is_none_or(|map| map.len() <= count(rule)),
        "required" => map.is_none_or(|map| all(rule).iter().all(|key| map.contains_key(key.as_str().unwrap()))),
        "dependentRequired" => map.is_none_or(|map| {
            let has = |key: &Value| map.contains_key(key.as_str().unwrap());
            rule.as_object().unwrap().iter().all(|(key, needs)| !map.contains_key(key) || all(needs).iter().all(has))
        }),
        "properties" => {
            let rule = rule.as_object().unwrap();
            map.is_none_or(|map| {
                map.iter().all(|(key, v)| rule.get(key).is_none_or(|schema| is_valid(v, schema, root)))
            })
        }
        "additionalProperties" => {
            let known = rules.get("properties").and_then(Value::as_object);
            let is_known = |key: &str| known.is_some_and(|known| known.contains_key(key));
            map.is_none_or(|map| map.iter().all(|(key, v)| is_known(key) || is_valid(v, rule, root)))
        }
        "propertyNames" => map.is_none_or(|map| map.keys().all(|key| is_valid(&Value::from(key.as_str()), rule, root))),
        other => panic!("the validator does not know `{other}`"),
    }
}

/// A pattern is read once.
fn matches(pattern: &str, text: &str) -> bool {
    thread_local! { static READ: RefCell<HashMap<String, Regex>> = RefCell::default(); }
    READ.with_borrow_mut(|read| {
        read.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap()).is_match(text)
    })
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("no type: {other}"),
    }
}

//! What the types of the schema cannot say: what a text looks like, which keys go together, what stands within what. The
//! reader refuses all of that too, and says it in words; here it is for editors.

use crate::check::read::{ABSENT_KEYS, LIST_LIMIT, NAME_KEY, SAY_KEY, STABLE_LIMIT};
use serde_json::{Map, Value, json};

/// A value of a variable, or of a name that a step before gives, may stand for anything.
const USE: &str = r"\$\{";
/// A number of a port.
const PORT: &str = "0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
/// Bytes with a unit or without.
const SIZE: &str = r"\s*[0-9]*\.?[0-9]+\.?\s*(?:[kKmMgGtT]?[iI]?[bB]*)\s*";

/// Makes the schema as strict as the reader is, as far as a schema can be.
pub(super) fn tighten(schema: &mut Value) {
    for (pointer, more) in maps().into_iter().chain(values()) {
        merge(schema, pointer, &more);
    }
    nested(schema);
    not_blank(schema);
    checks(schema);
    with_uses(schema);
}

/// A text of this form.
fn text(form: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^(?:{form})$|{USE}") })
}

fn ports(number: &Value, form: &str) -> Value {
    json!({ "anyOf": [number, text(form)] })
}

/// One of these keys must be there.
fn one_of(keys: &[&str]) -> Value {
    Value::Array(keys.iter().map(|key| json!({ "required": [key] })).collect())
}

fn not_both(first: &str, second: &str) -> Value {
    json!({ "not": { "required": [first, second] } })
}

/// A key's values that exclude another key's.
fn never(values: &Value) -> Value {
    let keys: Vec<&String> = values.as_object().into_iter().flat_map(Map::keys).collect();
    let constants: Map<String, Value> =
        values.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), json!({ "const": value }))).collect();
    json!({ "not": { "required": keys, "properties": constants } })
}

/// Keys of a map that must be there, exclude each other or depend on each other.
pub(super) fn maps() -> Vec<(&'static str, Value)> {
    let some = || json!({ "minProperties": 1 });
    let bounds = json!([
        { "required": ["is"], "not": { "anyOf": one_of(&["min", "max"]) } },
        { "not": { "required": ["is"] }, "anyOf": one_of(&["min", "max"]) },
    ]);
    let kind = |kind: &str| json!({ "properties": { "kind": { "const": kind } } });
    let without = |key: &str| json!({ "not": { "required": [key] } });
    let text_of_folder = ["contains", "equals", "matches", "json"].map(no_folder);
    vec![
        ("/$defs/Step", some()),
        ("/$defs/Volume", some()),
        ("/$defs/Network", some()),
        ("/$defs/Compose", some()),
        ("/$defs/Dockerfile", some()),
        ("/$defs/Logs", some()),
        ("/$defs/Place", json!({ "minProperties": 1, "maxProperties": 1 })),
        ("/$defs/Variable", json!({ "minProperties": 1, "maxProperties": 1 })),
        ("/$defs/Script", json!({ "oneOf": one_of(&["path", "command"]) })),
        ("/$defs/Bounds", json!({ "anyOf": bounds })),
        ("/$defs/Count", json!({ "anyOf": bounds })),
        ("/$defs/Output", json!({ "anyOf": one_of(&["contains", "matches", "equals", "like", "excludes"]) })),
        (
            "/$defs/Image",
            json!({
                "minProperties": 1,
                "allOf": [not_both("ref", "dangling")],
                "dependentRequired": { "same_as": ["ref"], "differs_from": ["ref"], "commit_of": ["ref"] },
            }),
        ),
        ("/$defs/Container", json!({ "minProperties": 1, "allOf": contradictions() })),
        ("/$defs/File", json!({ "allOf": text_of_folder })),
        (
            "/$defs/Archive",
            json!({ "not": { "required": ["is", "tags"], "properties": { "is": { "const": "filesystem" } } } }),
        ),
        (
            "/$defs/Quiz",
            json!({ "allOf": [
                not_both("pattern", "tolerance"),
                { "anyOf": [without("pattern"), kind("text"), kind("predict")] },
                { "anyOf": [without("tolerance"), kind("number")] },
                { "anyOf": [without("command"), { "allOf": [
                    kind("predict"),
                    without("tolerance"),
                    { "anyOf": [without("pattern"), without("choices")] },
                ] }] },
                { "anyOf": [without("expect"), { "required": ["command"] }] },
                { "anyOf": [
                    { "required": ["command"] },
                    { "not": { "required": ["kind"], "properties": { "kind": { "const": "predict" } } } },
                ] },
                { "anyOf": [
                    { "required": ["choices"] },
                    { "not": { "required": ["kind"], "properties": { "kind": { "enum": ["single", "multiple"] } } } },
                ] },
                { "anyOf": [
                    { "required": ["choices"] },
                    { "required": ["pattern"] },
                    { "required": ["kind"] },
                    { "required": ["command"] },
                    { "not": { "properties": { "answer": { "type": "array" } } } },
                ] },
            ] }),
        ),
    ]
}

/// A directory has none of a file's text.
fn no_folder(key: &str) -> Value {
    json!({ "not": { "required": ["kind", key], "properties": { "kind": { "const": "directory" } } } })
}

/// What no container can be at once.
fn contradictions() -> Vec<Value> {
    let exit = |key: &str| json!({ "required": [key, "exit_code"], "properties": { key: { "const": true } } });
    let ended = |key: &str| {
        let ran = json!({ "required": ["ran"] });
        let not_both = json!({ "not": exit(key), "allOf": [never(&json!({ key: true, "exited": true }))] });
        json!({ "anyOf": [ran, not_both] })
    };
    let mut all = vec![
        never(&json!({ "removed": true, "running": true })),
        never(&json!({ "removed": true, "paused": true })),
        never(&json!({ "removed": true, "exited": true })),
        never(&json!({ "paused": true, "running": false })),
        never(&json!({ "created": true, "running": true })),
        never(&json!({ "created": true, "ran": true })),
        never(&json!({ "created": true, "exited": true })),
        json!({ "not": { "required": ["stable_for", "running"], "properties": { "running": { "const": false } } } }),
    ];
    all.extend(["running", "paused"].map(ended));
    all.extend(["logs", "changed", "processes"].map(|key| not_both("removed", key)));
    all
}

/// What a value looks like. Where only some kinds of values will do, they take the place of those there were.
pub(super) fn values() -> Vec<(&'static str, Value)> {
    let size = || json!({ "anyOf": [{ "type": "number", "minimum": 0 }, text(SIZE)] });
    let port = json!({ "type": "integer", "minimum": 1, "maximum": 65535 });
    let exposed = ports(&port, &format!("{PORT}(?:/(?:tcp|udp|sctp))?"));
    let host_port = ports(&port, &format!("any|{PORT}"));
    let host = r"(?:[^\s/]*[.:][^\s/]*/|localhost/)?";
    let name = r"[a-z0-9._/*-]+(?::[A-Za-z0-9._*-]+)?(?:@[^\s]+)?";
    let repository = text(&format!(r"{host}{name}|sha256:[^\s]*"));
    let local = text(r"(?:localhost|127\.0\.0\.1)(?::[0-9]+)?/[^\s]+");
    let change = text(r"\s*(?:[ACD]\s+)?/.*");
    let list = |item: &Value| json!({ "anyOf": [item, { "type": "array", "items": item }] });
    let seconds = format!("(?:{})s?", (1..=STABLE_LIMIT).map(|n| n.to_string()).collect::<Vec<_>>().join("|"));
    let minutes: Vec<String> = (1..=STABLE_LIMIT / 60).map(|n| format!("{n}m")).collect();
    let time = text(&[vec![seconds], minutes].concat().join("|"));
    let time = json!({ "anyOf": [{ "type": "integer", "minimum": 1, "maximum": STABLE_LIMIT }, time] });
    let mode =
        json!({ "anyOf": [{ "type": "integer", "minimum": 100, "maximum": 7777 }, text("(?:0o)*0*[0-7]{3,4}")] });
    let variable = json!({ "pattern": "^[A-Za-z][A-Za-z0-9_]*$", "not": { "pattern": "^[A-Z0-9_]*$" } });
    let pointer = json!({ "pattern": format!("^(?:/.*)?$|{USE}") });
    let mark = || json!({ "const": true });
    let some = |most: usize| json!({ "minItems": 1, "maxItems": most });
    vec![
        ("/properties/images/items", repository.clone()),
        ("/properties/variables", json!({ "propertyNames": variable })),
        ("/$defs/NameForm", json!({ "anyOf": [{ "const": true }, text("[a-z0-9][a-z0-9_.-]{0,29}")] })),
        ("/$defs/PortForm/anyOf/0", mark()),
        ("/$defs/Variable/properties/one_of", json!({ "minItems": 2, "maxItems": LIST_LIMIT })),
        ("/$defs/Step/properties/expect", some(LIST_LIMIT)),
        ("/$defs/Step/properties/impossible", some(LIST_LIMIT)),
        ("/$defs/Quiz/properties/expect", some(LIST_LIMIT)),
        ("/$defs/Step/properties/quiz", json!({ "maxItems": LIST_LIMIT })),
        ("/$defs/Step/properties/recorded", json!({ "pattern": "^sha256:[0-9a-f]{64}$" })),
        ("/$defs/Quiz/properties/choices", json!({ "minItems": 2, "maxItems": LIST_LIMIT, "uniqueItems": true })),
        ("/$defs/ImageForm/anyOf/0", repository.clone()),
        ("/$defs/Image/properties/ref", repository.clone()),
        ("/$defs/Image/properties/same_as", repository.clone()),
        ("/$defs/Image/properties/differs_from", repository.clone()),
        ("/$defs/Image/properties/base", repository.clone()),
        ("/$defs/Image/properties/parent", repository.clone()),
        ("/$defs/Image/properties/dangling", mark()),
        ("/$defs/Image/properties/port", list(&exposed)),
        ("/$defs/Image/properties/min_size", size()),
        ("/$defs/Image/properties/max_size", size()),
        ("/$defs/Image/properties/digest", text("(?:sha256:)?[0-9a-fA-F]{7,64}")),
        ("/$defs/Container/properties/ran", mark()),
        ("/$defs/Container/properties/removed", mark()),
        ("/$defs/Container/properties/memory", size()),
        ("/$defs/Container/properties/cpus", json!({ "minimum": 0 })),
        ("/$defs/Container/properties/stable_for", time),
        ("/$defs/Container/properties/changed", list(&change)),
        (
            "/$defs/Container/properties/port",
            json!({ "propertyNames": text(&format!("{PORT}(?:/(?:tcp|udp|sctp))?")), "additionalProperties": host_port }),
        ),
        ("/$defs/File/properties/json", json!({ "propertyNames": pointer })),
        ("/$defs/File/properties/mode", mode),
        ("/$defs/Place/properties/image", repository),
        ("/$defs/HttpForm/anyOf/0", json!({ "minimum": 1 })),
        ("/$defs/Http/properties/port", json!({ "minimum": 1 })),
        ("/$defs/Http/properties/path", text(r"/[^\s]*")),
        ("/$defs/Http/properties/host", text("[A-Za-z0-9._:-]+")),
        ("/$defs/RegistryForm/anyOf/0", local.clone()),
        ("/$defs/Registry/properties/ref", local),
        ("/$defs/Script/properties/limit", json!({ "minimum": 1, "maximum": 300 })),
    ]
}

/// Puts more into a part of the schema; what says another type or another choice of them takes the place of that.
fn merge(schema: &mut Value, pointer: &str, more: &Value) {
    let (Some(Value::Object(part)), Some(more)) = (schema.pointer_mut(pointer), more.as_object()) else { return };
    if more.contains_key("type") || more.contains_key("anyOf") && part.contains_key("anyOf") {
        part.retain(|key, _| !matches!(key.as_str(), "type" | "anyOf" | "$ref" | "format" | "minimum" | "maximum"));
    }
    part.extend(more.clone());
}

/// A text that says nothing is none, unless it is a whole one.
fn not_blank(schema: &mut Value) {
    merge(schema, "/$defs/Scalar/anyOf/0", &json!({ "pattern": r"\S" }));
    let forms = schema.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flatten();
    let forms = forms.filter(|(name, _)| name.ends_with("Form")).filter_map(|(_, form)| form.get_mut("anyOf"));
    for text in forms.flat_map(|form| form.as_array_mut().into_iter().flatten()) {
        if *text == json!({ "type": "string" }) {
            *text = json!({ "type": "string", "pattern": r"\S" });
        }
    }
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut);
    let properties = definitions.filter_map(|d| d.get_mut("properties")?.as_object_mut()).flatten();
    for (_, property) in properties {
        let is_text = property["type"] == "string" || property["type"] == json!(["string"]);
        if let Some(property) = property.as_object_mut().filter(|p| is_text && !p.contains_key("pattern")) {
            property.insert("pattern".to_owned(), json!(r"\S"));
        }
    }
}

/// What may stand within another assertion.
fn nested(schema: &mut Value) {
    let within = |keys: &[&str]| json!({ "allOf": [{ "$ref": "#/$defs/Assertion" }, { "anyOf": one_of(keys) }] });
    if let Some(of) = schema.pointer_mut("/$defs/Count/properties/of").and_then(Value::as_object_mut) {
        of.remove("$ref");
        of.extend(within(&["image", "container", "volume", "network"]).as_object().cloned().unwrap_or_default());
    }
    let kinds = schema.pointer_mut("/$defs/Assertion/oneOf").and_then(Value::as_array_mut);
    for properties in kinds.into_iter().flatten().filter_map(|kind| kind["properties"].as_object_mut()) {
        if let Some(absent) = properties.get_mut("absent") {
            *absent = within(ABSENT_KEYS);
        }
        for key in ["all", "any"] {
            if let Some(Value::Object(several)) = properties.get_mut(key) {
                several.extend([("minItems".to_owned(), json!(1)), ("maxItems".to_owned(), json!(LIST_LIMIT))]);
            }
        }
    }
}

/// Only a check of a step's own has words and, where it is expected, gives a name; one within another has neither.
fn checks(schema: &mut Value) {
    let Some(check) = schema.pointer("/$defs/Assertion").cloned() else { return };
    let without = |keys: &[&str]| {
        let mut part = check.clone();
        let kinds = part["oneOf"].as_array_mut().into_iter().flatten();
        for properties in kinds.filter_map(|kind| kind["properties"].as_object_mut()) {
            properties.retain(|key, _| !keys.contains(&key.as_str()));
        }
        part
    };
    let parts = [("Check", check.clone()), ("Bar", without(&[NAME_KEY])), ("Assertion", without(&[NAME_KEY, SAY_KEY]))];
    if let Some(definitions) = schema["$defs"].as_object_mut() {
        definitions.extend(parts.map(|(name, part)| (name.to_owned(), part)));
    }
    for (list, name) in
        [("Step/properties/expect", "Check"), ("Step/properties/impossible", "Bar"), ("Quiz/properties/expect", "Bar")]
    {
        if let Some(items) = schema.pointer_mut(&format!("/$defs/{list}/items")) {
            *items = json!({ "$ref": format!("#/$defs/{name}") });
        }
    }
}

/// A variable's value may stand for a number.
fn with_uses(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            let is_number = |kind: &Value| kind == "integer" || kind == "number";
            let numbers =
                |kind: &Value| is_number(kind) || kind.as_array().is_some_and(|all| all.iter().all(is_number));
            if map.get("type").is_some_and(numbers) {
                let notes = ["description", "examples"].map(|key| (key.to_owned(), map.remove(key)));
                let number = Value::Object(std::mem::take(map));
                map.insert("anyOf".to_owned(), json!([number, { "type": "string", "pattern": USE }]));
                map.extend(notes.into_iter().filter_map(|(key, note)| Some((key, note?))));
                return;
            }
            map.iter_mut().filter(|(key, _)| *key != "examples").for_each(|(_, part)| with_uses(part));
        }
        Value::Array(parts) => {
            // Beside a text a number needs no other.
            let has_text = parts.iter().any(|part| part["type"] == "string");
            parts.iter_mut().filter(|part| !has_text || part["type"] == "object").for_each(with_uses);
        }
        _ => {}
    }
}

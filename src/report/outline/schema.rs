//! The JSON Schema of `outline --json`, for programs that read it.

use serde_json::{Value, json};

/// What bent signs are typed as.
const STRAIGHT: &str = "what is typed instead, where a word processor bent signs";

/// The JSON Schema of an outline: of one lesson an object, of several a list of such objects.
pub fn outline_schema() -> Value {
    let lesson = object(&json!({
        "version": { "const": 1, "description": "raised when a key changes its meaning or goes" },
        "source": text("the file's name"),
        "dialects": list(&text("a dialect of Markdown"), "the strongest first"),
        "title": optional(&text("from the front matter or the first heading")),
        "objectives": list(&text("one of them"), "what the learner will be able to do"),
        "questions": list(&text("one of them"), "what the lesson answers"),
        "prerequisites": list(&text("one of them"), "what the learner must have or know first"),
        "key_points": list(&text("one of them"), "what there is to remember"),
        "minutes": { "$ref": "#/$defs/minutes" },
        "steps": list(&json!({ "$ref": "#/$defs/step" }), "sections with something to do or to answer"),
        "blocks": list(&json!({ "$ref": "#/$defs/block" }), "code blocks, in the order of the text"),
        "quizzes": list(&json!({ "$ref": "#/$defs/quiz" }), "questions, in the order of the text"),
        "callouts": list(&json!({ "$ref": "#/$defs/callout" }), "boxes, in the order of the text"),
        "hints": list(&json!({ "$ref": "#/$defs/said" }), "hints that the author wrote"),
        "suggested": list(&json!({ "$ref": "#/$defs/suggested" }), "commands that a sentence asks for; never typed by themselves"),
        "tables": list(&table(), "in the order of the text"),
        "figures": list(&figure(), "pictures, in the order of the text"),
        "links": list(&link(), "in the order of the text"),
    }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ropewalk outline",
        "description": "What was understood of a lesson, or a list for several. Lines are 1-based.",
        "anyOf": [{ "$ref": "#/$defs/lesson" }, { "type": "array", "items": { "$ref": "#/$defs/lesson" } }],
        "$defs": {
            "lesson": lesson,
            "minutes": object(&json!({ "teaching": optional(&number("reading, or the whole")), "exercises": optional(&number("doing")) })),
            "step": step(), "block": block(), "command": command(), "quiz": quiz(), "callout": callout(),
            "choice": object(&json!({ "text": text("what it says"), "correct": flag("whether it is right") })),
            "suggested": suggested(),
            "said": object(&json!({ "line": line(), "text": text("as written") })),
        },
    })
}

fn step() -> Value {
    object(&json!({
        "id": text("the heading's slug, or its explicit id"),
        "title": text("the heading"),
        "line": line(),
        "blocks": list(&line(), "the lines of its blocks"),
        "suggested": list(&line(), "the lines of the commands that its sentences ask for"),
    }))
}

fn block() -> Value {
    object(&json!({
        "line": line(),
        "end_line": line(),
        "kind": one_of(&["command", "session", "output", "file", "synopsis", "repl", "other"], "what it is for"),
        "confidence": one_of(&["certain", "likely", "guess"], "how sure that is"),
        "form": one_of(&["fence", "inline", "pre", "indented"], "how it is marked"),
        "language": optional(&text("the language of its text, whatever its tag says")),
        "tag": text("the first word of its info string"),
        "path": optional(&text("where the file goes")),
        "append": flag("the text is added to the file"),
        "terminal": number("which terminal it is typed in, from 1"),
        "commands": list(&json!({ "$ref": "#/$defs/command" }), "in order"),
        "output": flag("whether it shows output"),
        "expected": optional(&text("what the commands are expected to print")),
        "placeholders": list(&text("a name"), "metavariables of a synopsis, and what is to be replaced in a file before it is saved"),
        "alternative_of": optional(&number("the line of the block that it may replace")),
    }))
}

fn command() -> Value {
    object(&json!({
        "line": line(),
        "text": text("without its prompt"),
        "straight": optional(&text(STRAIGHT)),
        "where": place(),
        "interactive": flag("needs a person or a script"),
        "endless": flag("goes on until somebody stops it"),
        "fails": flag("is meant to fail"),
        "placeholders": list(&text("as written"), "what the learner must replace"),
    }))
}

fn suggested() -> Value {
    object(&json!({
        "line": line(),
        "text": text("as written"),
        "straight": optional(&text(STRAIGHT)),
        "where": place(),
        "placeholders": list(&text("as written"), "what the learner must replace"),
    }))
}

fn place() -> Value {
    one_of(&["host", "container"], "where it is typed")
}

fn quiz() -> Value {
    let kinds = ["reveal", "single", "multiple", "truefalse", "text", "number"];
    object(&json!({
        "line": line(),
        "question": text("plain text"),
        "kind": one_of(&kinds, "how it is answered"),
        "choices": list(&json!({ "$ref": "#/$defs/choice" }), "to choose from; for `text` the answers that count"),
        "answer": text("in words"),
        "explanation": text("why"),
    }))
}

fn callout() -> Value {
    object(&json!({
        "line": line(),
        "kind": text("note, tip, warning, challenge, solution …"),
        "title": text("as the source says it"),
        "collapsed": flag("folded until it is opened"),
        "parent": optional(&number("the line of the box that it stands in")),
    }))
}

fn table() -> Value {
    object(&json!({
        "line": line(),
        "header": list(&text("a cell of it"), "the first row"),
        "rows": number("how many rows there are below it"),
    }))
}

fn figure() -> Value {
    object(&json!({ "line": line(), "text": text("what it shows"), "url": text("where it is") }))
}

fn link() -> Value {
    object(&json!({
        "line": line(),
        "text": text("its words"),
        "url": text("where it leads"),
        "port": optional(&number("the port of the learner's machine that it opens")),
    }))
}

/// An object that has all of these keys and no others.
fn object(properties: &Value) -> Value {
    let required: Vec<&String> = properties.as_object().map(|p| p.keys().collect()).unwrap_or_default();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn list(items: &Value, about: &str) -> Value {
    json!({ "type": "array", "items": items, "description": about })
}

fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

fn number(about: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": about })
}

fn line() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

fn flag(about: &str) -> Value {
    json!({ "type": "boolean", "description": about })
}

fn one_of(words: &[&str], about: &str) -> Value {
    json!({ "type": "string", "enum": words, "description": about })
}

fn optional(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

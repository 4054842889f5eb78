//! Lessons as files, and what the outline says of them. To accept a change, run with `UPDATE=1` and read the diff.

use ropewalk::{reader, report::outline, source::Source, terminal::Theme};
use serde_json::Value;
use std::path::Path;

fn check(name: &str) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let text = std::fs::read_to_string(folder.join(format!("{name}.md")))?;
    let source = Source::new(format!("{name}.md"), text);
    let (document, diagnostics) = reader::read(&source);
    assert_eq!(diagnostics, [], "{name}");
    let json = serde_json::to_string_pretty(&outline::outline_json(&source, &document))? + "\n";
    let text = outline::outline_text(&source, &document, &Theme::new(false, true, None));
    for (file, got) in [(format!("{name}.json"), json), (format!("{name}.txt"), text)] {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(folder.join(&file), &got)?;
        }
        assert_eq!(got, std::fs::read_to_string(folder.join(&file))?, "{file}");
    }
    Ok(())
}

/// Each dialect by a lesson of its own: the outline for people says enough.
fn check_dialect(name: &str) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let source = Source::new(format!("{name}.md"), std::fs::read_to_string(folder.join(format!("{name}.md")))?);
    let (document, diagnostics) = reader::read(&source);
    assert!(diagnostics.is_empty(), "{name}: {diagnostics:?}");
    let (file, got) =
        (folder.join(format!("{name}.txt")), outline::outline_text(&source, &document, &Theme::new(false, true, None)));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &got)?;
    }
    assert_eq!(got, std::fs::read_to_string(&file)?, "{name}");
    Ok(())
}

#[test]
fn every_dialect() -> std::io::Result<()> {
    let names = [
        "educates",
        "educates-actions",
        "galaxy",
        "galaxy-boxes",
        "gfm",
        "hugo",
        "indented",
        "iximiuz",
        "iximiuz-challenge",
        "jekyll",
        "katacoda",
        "katacoda-scenario",
        "labspace",
        "labspace-choices",
        "mdx",
        "mdx-components",
        "mkdocs",
        "myst",
        "myst-directives",
        "play-with-docker",
        "quarto",
        "quarto-site",
        "quiz",
        "remark",
        "remark-deck",
        "showoff",
        "transcripts",
        "workbench",
    ];
    names.into_iter().try_for_each(check_dialect)
}

#[test]
fn a_dialect_can_be_forced() {
    let source = Source::new("x.md", "::: note\nA box\n:::\n");
    let boxes = |dialect| reader::read_as(&source, reader::Dialect::named(dialect)).0.callouts().len();
    assert_eq!([boxes("fenced-divs"), boxes("gfm")], [1, 0]);
    assert_eq!([boxes("carpentries"), boxes("Docusaurus"), boxes("killercoda")], [1, 1, 0]);
    assert!(reader::Dialect::named("nonsense").is_none());
}

#[test]
fn a_lesson_of_our_own() -> std::io::Result<()> {
    check("first-container")
}

/// Where a value is not as a schema says: enough of JSON Schema for the schema of outlines.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        return faults(&root["$defs"][name.trim_start_matches("#/$defs/")], root, value, at, found);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |one: &Value| {
            let mut inner = Vec::new();
            faults(one, root, value, at, &mut inner);
            inner.is_empty()
        };
        if !any.iter().any(fits) {
            found.push(format!("{at}: {value}"));
        }
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some("integer") => value.as_u64().is_some_and(|n| n >= schema["minimum"].as_u64().unwrap_or(0)),
        _ => schema["const"] == *value,
    };
    let listed = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    if !(fits && listed) {
        found.push(format!("{at}: {value}"));
    }
    for item in value.as_array().into_iter().flatten() {
        faults(&schema["items"], root, item, &format!("{at}[]"), found);
    }
    let Some(map) = value.as_object() else { return };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    found.extend(required.filter(|key| !map.contains_key(*key)).map(|key| format!("{at}: no {key}")));
    for (key, inner) in map {
        match schema["properties"].get(key) {
            Some(known) => faults(known, root, inner, &format!("{at}.{key}"), found),
            None => found.push(format!("{at}: unknown {key}")),
        }
    }
}

#[test]
fn outlines_are_as_their_schema_says() -> std::io::Result<()> {
    let schema = outline::outline_schema();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader"))? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == "md") {
            let source = Source::new("x.md", std::fs::read_to_string(&path)?);
            let value = outline::outline_json(&source, &reader::read(&source).0);
            let mut found = Vec::new();
            faults(&schema["$defs"]["lesson"], &schema, &value, "", &mut found);
            assert!(found.is_empty(), "{}: {found:?}", path.display());
            faults(&schema, &schema, &serde_json::json!([value, value]), "", &mut found);
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
    let mut found = Vec::new();
    let wrong = serde_json::json!({"version": 2, "extra": 1});
    faults(&schema["$defs"]["lesson"], &schema, &wrong, "", &mut found);
    assert!(found.len() > 5, "{found:?}");
    faults(&schema, &schema, &wrong, "any", &mut found);
    assert!(found.iter().any(|f| f.starts_with("any")), "{found:?}");
    Ok(())
}

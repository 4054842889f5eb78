use super::*;
use crate::check::{parse, read};
use crate::source::Source;

mod strict;
mod validator;

fn properties(schema: &Value) -> Vec<&str> {
    schema["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_schema_has_the_keys_that_the_reader_takes() {
    let schema = schema();
    assert_eq!(properties(&schema), read::SIDECAR_KEYS);
    let cases = [
        ("Variable", read::DRAW_KEYS),
        ("Port", read::PORT_KEYS),
        ("Step", read::STEP_KEYS),
        ("Quiz", read::QUIZ_KEYS),
        ("Image", read::IMAGE_KEYS),
        ("Container", read::CONTAINER_KEYS),
        ("Mount", read::MOUNT_KEYS),
        ("Logs", read::LOGS_KEYS),
        ("Bounds", read::BOUNDS_KEYS),
        ("Count", read::COUNT_KEYS),
        ("Volume", read::VOLUME_KEYS),
        ("Network", read::NETWORK_KEYS),
        ("File", read::FILE_KEYS),
        ("Place", read::PLACE_KEYS),
        ("Output", read::OUTPUT_KEYS),
        ("Exit", read::EXIT_KEYS),
        ("Ran", read::RAN_KEYS),
        ("Dockerfile", read::DOCKERFILE_KEYS),
        ("Compose", read::COMPOSE_KEYS),
        ("Exec", read::EXEC_KEYS),
        ("Http", read::HTTP_KEYS),
        ("Archive", read::ARCHIVE_KEYS),
        ("Registry", read::REGISTRY_KEYS),
        ("Script", read::SCRIPT_KEYS),
    ];
    for (name, keys) in cases {
        assert_eq!(properties(&schema["$defs"][name]), keys, "{name}");
    }
    let kinds = schema["$defs"]["Check"]["oneOf"].as_array().unwrap();
    let keys = kinds
        .iter()
        .map(properties)
        .map(|keys| keys.into_iter().filter(|key| ![read::NAME_KEY, read::SAY_KEY].contains(key)));
    assert_eq!(keys.flatten().collect::<Vec<_>>(), read::ASSERTION_KEYS);
    assert_eq!(kinds.iter().filter(|kind| kind["properties"][read::NAME_KEY].is_object()).count(), 4);
    assert!(kinds.iter().all(|kind| kind["properties"][read::SAY_KEY].is_object()));
}

#[test]
fn every_key_is_described_with_an_example() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().values();
    let mut seen = 0;
    for (key, property) in definitions.chain([&schema]).filter_map(|d| d["properties"].as_object()).flatten() {
        let example = property["examples"].as_array().is_some_and(|examples| !examples.is_empty());
        assert!(property["description"].is_string() && example, "{key}: {property}");
        seen += 1;
    }
    for kind in schema["$defs"]["Assertion"]["oneOf"].as_array().unwrap() {
        assert!(kind["description"].is_string() && kind["examples"].is_array(), "{kind}");
        seen += 1;
    }
    assert!(seen > 70, "{seen} keys");
}

/// JSON is YAML, so that the examples can be given to the reader.
#[test]
fn examples_are_read_without_a_finding() {
    let schema = schema();
    let required = json!({"path": "f", "answer": "a", "question": "q", "command": "ls", "status": 0, "ref": "localhost:5000/a", "port": 80});
    let fill = |kind: &str, key: &str, example: &Value| {
        let mut map = serde_json::Map::new();
        map.insert(key.to_owned(), example.clone());
        let also: &[&str] = match (kind, key) {
            ("file" | "archive", _) | ("script", "args" | "limit") => &["path"],
            ("exit", "command") => &["status"],
            ("ran", "status") => &["command"],
            ("output", "command") => &["contains"],
            ("image", "same_as" | "differs_from" | "commit_of") | ("registry", "same_as" | "digest") => &["ref"],
            ("exec", _) => &["container", "command"],
            ("http", _) => &["port"],
            _ => &[],
        };
        for key in also {
            map.entry(*key).or_insert_with(|| required.get(*key).cloned().unwrap_or(json!("x")));
        }
        json!({"steps": {"s": {"expect": [{kind: map}]}}})
    };
    for kind in [
        "Image",
        "Container",
        "Volume",
        "Network",
        "File",
        "Output",
        "Exit",
        "Ran",
        "Dockerfile",
        "Compose",
        "Exec",
        "Http",
        "Archive",
        "Registry",
        "Script",
    ] {
        for (key, property) in schema["$defs"][kind]["properties"].as_object().unwrap() {
            let yaml = fill(&kind.to_lowercase(), key, &property["examples"][0]).to_string();
            let (_, found) = parse(&Source::new("x.yaml", yaml.clone()));
            assert!(found.is_empty(), "{yaml}: {found:?}");
        }
    }
}

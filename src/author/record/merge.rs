//! A recorded assertion that its author changed, brought up to date: of what the recorder wrote then, what the author
//! made of it and what the recorder would write now, key by key.

use crate::check::{YamlNode, YamlValue, parse_yaml};
use crate::source::Source;

/// Kinds whose value may be a single word, and the key that it stands for.
const MAIN: &[(&str, &str)] = &[
    ("image", "ref"),
    ("container", "name"),
    ("volume", "name"),
    ("network", "name"),
    ("file", "path"),
    ("archive", "path"),
    ("http", "port"),
    ("registry", "ref"),
    ("ran", "command"),
];

/// A part of an assertion; words as they are written.
#[derive(Debug, Clone)]
enum Part {
    Word { raw: String, text: String },
    List(Vec<Part>),
    Map(Vec<(Key, Part)>),
}

/// As it is written, and what it says.
type Key = (String, String);

/// The assertion with all that its author put there, without what they took out, and the rest as it is now. None where
/// one of the texts cannot be read, or nothing would be left. Each is in one line, as in `image: { ref: a }`.
pub fn merged(theirs: &str, was: &str, now: &str) -> Option<String> {
    let (theirs, was, now) = (read(theirs)?, read(was)?, read(now)?);
    match three(Some(&theirs), Some(&was), Some(&now), None)? {
        Part::Map(pairs) if !pairs.is_empty() => {
            let pairs: Vec<String> = pairs.iter().map(|((key, _), part)| format!("{key}: {}", written(part))).collect();
            Some(pairs.join(", "))
        }
        _ => None,
    }
}

fn read(text: &str) -> Option<Part> {
    let source = Source::new("", text);
    let node = parse_yaml(&source).ok()?;
    part(&node, &source)
}

fn part(node: &YamlNode, source: &Source) -> Option<Part> {
    Some(match &node.value {
        YamlValue::Null => Part::Word { raw: String::new(), text: String::new() },
        YamlValue::Scalar { text, .. } => {
            Part::Word { raw: source.text.get(node.span.start..node.span.end)?.to_owned(), text: text.clone() }
        }
        YamlValue::List(items) => Part::List(items.iter().map(|item| part(item, source)).collect::<Option<_>>()?),
        YamlValue::Map(pairs) => {
            let pair = |(key, value): &(YamlNode, YamlNode)| {
                let Part::Word { raw, text } = part(key, source)? else { return None };
                Some(((raw, text), part(value, source)?))
            };
            Part::Map(pairs.iter().map(pair).collect::<Option<_>>()?)
        }
    })
}

/// Of a part that only one side changed, that side's; of one that both did, the author's.
fn three(theirs: Option<&Part>, was: Option<&Part>, now: Option<&Part>, key: Option<&str>) -> Option<Part> {
    if alike(theirs, was) {
        return now.cloned();
    }
    if alike(was, now) {
        return theirs.cloned();
    }
    let has_keys = [theirs, was, now].iter().any(|part| matches!(part, Some(Part::Map(_))));
    let main = MAIN.iter().find(|(kind, _)| has_keys && Some(*kind) == key).map(|(_, main)| *main);
    let lifted = |part: Option<&Part>| match (part, main) {
        (Some(word @ Part::Word { .. }), Some(main)) => {
            Some(Part::Map(vec![((main.to_owned(), main.to_owned()), word.clone())]))
        }
        (part, _) => part.cloned(),
    };
    match (lifted(theirs), lifted(was), lifted(now)) {
        (Some(Part::Map(theirs)), Some(Part::Map(was)), Some(Part::Map(now))) => {
            Some(Part::Map(maps(&theirs, &was, &now)))
        }
        (Some(Part::List(theirs)), Some(Part::List(was)), Some(Part::List(now))) => {
            Some(Part::List(lists(&theirs, &was, now)))
        }
        (theirs, ..) => theirs,
    }
}

/// The author's order, and behind it what is new.
fn maps(theirs: &[(Key, Part)], was: &[(Key, Part)], now: &[(Key, Part)]) -> Vec<(Key, Part)> {
    let find =
        |pairs: &'_ [(Key, Part)], key: &Key| pairs.iter().find(|(k, _)| k.1 == key.1).map(|(_, part)| part.clone());
    let new = now.iter().filter(|(key, _)| find(theirs, key).is_none());
    let keys = theirs.iter().chain(new).map(|(key, _)| key);
    let merged = keys.filter_map(|key| {
        let (theirs, was, now) = (find(theirs, key), find(was, key), find(now, key));
        Some((key.clone(), three(theirs.as_ref(), was.as_ref(), now.as_ref(), Some(&key.1))?))
    });
    merged.collect()
}

/// What is there now without what the author took out, and what the author added.
fn lists(theirs: &[Part], was: &[Part], now: Vec<Part>) -> Vec<Part> {
    let has = |list: &[Part], part: &Part| list.iter().any(|other| said(other) == said(part));
    let added: Vec<Part> = theirs.iter().filter(|part| !has(was, part) && !has(&now, part)).cloned().collect();
    now.into_iter().filter(|part| !has(was, part) || has(theirs, part)).chain(added).collect()
}

fn alike(a: Option<&Part>, b: Option<&Part>) -> bool {
    a.map(said) == b.map(said)
}

/// What a part says, however it is written.
fn said(part: &Part) -> String {
    match part {
        Part::Word { text, .. } => format!("{text:?}"),
        Part::List(items) => format!("[{}]", items.iter().map(said).collect::<Vec<_>>().join(",")),
        Part::Map(pairs) => {
            let mut pairs: Vec<String> =
                pairs.iter().map(|((_, key), part)| format!("{key:?}:{}", said(part))).collect();
            pairs.sort();
            format!("{{{}}}", pairs.join(","))
        }
    }
}

fn written(part: &Part) -> String {
    match part {
        Part::Word { raw, .. } => raw.clone(),
        Part::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Part::Map(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|((key, _), part)| format!("{key}: {}", written(part))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_side_changed_is_kept() {
        let cases = [
            // Nobody changed it but the lesson.
            ("image: a", "image: a", "image: b", Some("image: b")),
            // A key of the author's, in their words, and one that they took out.
            (
                "container: { restart: 'no', name: web,  label: { tier: front } }",
                "container: { name: web, running: true, label: { tier: front } }",
                "container: { name: web, running: true, label: { tier: back }, port: { 80: 8080 } }",
                Some("container: { restart: 'no', name: web, label: { tier: back }, port: { 80: 8080 } }"),
            ),
            // Within a key.
            (
                "container: { name: web, label: { tier: front, mine: x } }",
                "container: { name: web, label: { tier: front } }",
                "container: { name: web, label: { tier: back } }",
                Some("container: { name: web, label: { tier: back, mine: x } }"),
            ),
            // A value that both changed is the author's.
            (
                "http: { port: 80, contains: [mine, b] }",
                "http: { port: 80, contains: [a, b] }",
                "http: { port: 81, contains: [a, b, c] }",
                Some("http: { port: 81, contains: [b, c, mine] }"),
            ),
            ("file: { path: x, mode: '0755' }", "file: x", "file: y", Some("file: { path: y, mode: '0755' }")),
            (
                "absent: { image: { ref: a, label: { k: v } } }",
                "absent: { image: a }",
                "absent: { image: b }",
                Some("absent: { image: { ref: b, label: { k: v } } }"),
            ),
            ("image: [", "image: a", "image: b", None),
        ];
        for (theirs, was, now, want) in cases {
            assert_eq!(merged(theirs, was, now).as_deref(), want, "{theirs}");
        }
    }
}

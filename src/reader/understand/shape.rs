//! What a block's text looks like, where nothing else tells.

use super::super::pattern::Pattern;
use super::known::is_sentence;

static INSTRUCTION: Pattern = Pattern::new(
    r"^\s*(?:FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s+(\S+)",
);
static KEY: Pattern = Pattern::new(r#"^\s*(?:"[^"]+"|[\w./-]+)\s*:(?:\s|$)"#);
static QUOTED_KEY: Pattern = Pattern::new(r#"^\s*"[^"]+"\s*:"#);
static COMPOSE: Pattern =
    Pattern::new(r"^\s*(?:services|version|volumes|networks|image|build|apiVersion|ports|secrets|configs):");
static PRINTED: Pattern = Pattern::new(
    r"(?m)^(?:CONTAINER ID|IMAGE ID|REPOSITORY\s|IMAGE\s{2,}|NETWORK ID|DRIVER\s|NAME\s{2,}|Using default tag|Unable to find image|latest: Pulling|Digest: sha256|Status: |Step \d+/\d+|Sending build context|Successfully (?:built|tagged)|\[\+\] |\s*=> |#\d+ \[|Untagged: |Deleted: |docker: |Error|total \d+$|[dl-][rwx-]{9}|\+-{3,}|[0-9a-f]{64}$|[0-9a-f]{12}(?:\s|:|$)|Hello from |Hello world|PING |uid=\d|Client:|Server:|Linux |sha256:|Login Succeeded|Cannot connect to the Docker|\d{4}-\d\d-\d\d[T ]\d\d:|ID\s{2,}|USER\s+PID|PID\s+USER|\s*PID\s)|Pull complete",
);
static COLUMNS: Pattern = Pattern::new(r"^[A-Z][A-Z /_%]*(?:\s{2,}[A-Z][A-Z /_%]*)+\s*$");
static BOX: Pattern = Pattern::new(r"[│├└┌─┬┴]|\|\s+\|");

fn significant(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim().is_empty())
}

/// A Dockerfile, or a part of one.
pub fn is_dockerfile(text: &str) -> bool {
    let mut code = significant(text).filter(|l| !l.trim_start().starts_with('#'));
    code.next().is_some_and(|l| l.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && INSTRUCTION.is_match(l))
}

/// A Dockerfile from its base image on.
pub fn is_whole_dockerfile(text: &str) -> bool {
    text.lines().any(|l| l.trim_start().starts_with("FROM "))
}

/// Instructions explained rather than given: `FROM - sets the base image`.
pub fn is_glossary(text: &str) -> bool {
    let (mut all, mut explained) = (0, 0);
    for line in significant(text) {
        if let Some(after) = INSTRUCTION.group(line, 1) {
            all += 1;
            explained += usize::from(matches!(after, "-" | "–" | "—" | ":"));
        }
    }
    explained * 2 > all
}

/// JSON, or a part of it.
pub fn is_json(text: &str) -> bool {
    let trimmed = text.trim();
    let lines = significant(text).count();
    let keys = significant(text).filter(|l| l.trim_start().starts_with('"') && QUOTED_KEY.is_match(l)).count();
    (trimmed.starts_with(['{', '[']) && (keys > 0 || trimmed.ends_with(['}', ']'])) && trimmed.contains('"'))
        || (keys > 0 && keys * 2 >= lines)
}

/// A script, or the recipe of an Apptainer image.
pub fn is_script(text: &str) -> bool {
    text.trim_start().starts_with("#!") || text.trim_start().starts_with("Bootstrap:")
}

/// Keys and lists, whoever reads them.
pub fn is_like_yaml(text: &str) -> bool {
    let lines = significant(text).count();
    let like = significant(text)
        .filter(|l| l.trim_start().starts_with(['-', '#']) || (l.contains(':') && KEY.is_match(l)))
        .count();
    lines >= 2 && like * 5 >= lines * 4
}

/// A Compose file or another YAML file.
pub fn is_yaml(text: &str) -> bool {
    is_like_yaml(text) && significant(text).any(|l| COMPOSE.is_match(l))
}

/// What the engine and common tools print.
pub fn is_printed(text: &str) -> bool {
    PRINTED.is_match(text) || significant(text).next().is_some_and(|l| COLUMNS.is_match(l))
}

/// A drawing.
pub fn is_diagram(text: &str) -> bool {
    significant(text).filter(|l| BOX.is_match(l)).count() * 2 > significant(text).count()
}

/// Sentences.
pub fn is_prose(text: &str) -> bool {
    let lines = significant(text).count();
    lines > 0 && significant(text).filter(|l| is_sentence(l)).count() * 2 >= lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let shape = |text: &str| {
            type Test = fn(&str) -> bool;
            let tests: [(&str, Test); 8] = [
                ("script", is_script),
                ("glossary", |t| is_dockerfile(t) && is_glossary(t)),
                ("dockerfile", is_dockerfile),
                ("json", is_json),
                ("yaml", is_yaml),
                ("diagram", is_diagram),
                ("printed", is_printed),
                ("prose", is_prose),
            ];
            tests.iter().find(|(_, is)| is(text)).map_or("none", |(name, _)| name)
        };
        for (text, want) in [
            ("# v1\nFROM a\nRUN b", "dockerfile"),
            ("FROM - the base\nRUN - runs\n..", "glossary"),
            ("\"a\": {\n \"b\": 1,\n \"c\": 2", "json"),
            ("[\n {\n \"Id\": 1\n }\n]", "json"),
            ("services:\n  web:\n    image: x", "yaml"),
            ("CONTAINER ID  IMAGE", "printed"),
            ("A  B\n1  2", "printed"),
            ("Please read this sentence here.", "prose"),
            ("├── a\n└── b", "diagram"),
            ("#!/bin/sh\nls", "script"),
            ("foo", "none"),
            ("", "none"),
        ] {
            assert_eq!(shape(text), want, "{text:?}");
        }
    }
}

//! Findings as SARIF 2.1.0, which code hosts show beside the lines of a file.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use serde_json::{Value, json};

/// Where the format's schema is; a reader goes by the name.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A rule, as far as the format wants to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SarifRule {
    /// Its code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it finds, in a line.
    pub short: String,
    /// Why.
    pub full: String,
    /// Why, and an example with its mend, as plain text.
    pub help: String,
    /// The same as Markdown.
    pub markdown: String,
    /// How bad its findings are.
    pub severity: Severity,
}

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SarifFailure {
    /// As the user named it.
    pub file: String,
    /// Why.
    pub message: String,
}

/// Gives a file's path as it is seen from the repository's root, where it has one.
pub type FromRoot<'f> = &'f dyn Fn(&str) -> Option<String>;

/// A run of the linter over files, each with its findings, and the files that could not be read.
pub fn sarif(
    rules: &[SarifRule],
    files: &[(&Source, &[Diagnostic])],
    unread: &[SarifFailure],
    root: FromRoot<'_>,
) -> Value {
    let results = files.iter().flat_map(|(source, found)| found.iter().map(|d| result(rules, source, d, root)));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ropewalk",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread.iter().map(|f| notification(f, root)).collect::<Vec<_>>(),
            }],
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn notification(failure: &SarifFailure, root: FromRoot<'_>) -> Value {
    json!({
        "level": "error",
        "message": { "text": failure.message },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact(&failure.file, root) } }],
    })
}

/// Where a file is: below the repository's root, where hosts look for it, else as it was named.
fn artifact(file: &str, root: FromRoot<'_>) -> Value {
    match root(file) {
        Some(path) => json!({ "uri": uri(&path), "uriBaseId": "%SRCROOT%" }),
        None => json!({ "uri": uri(file) }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn rule(rule: &SarifRule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.short },
        "fullDescription": { "text": rule.full },
        "help": { "text": rule.help, "markdown": rule.markdown },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(rules: &[SarifRule], source: &Source, found: &Diagnostic, root: FromRoot<'_>) -> Value {
    let text = found.help.as_ref().map_or_else(|| found.message.clone(), |h| format!("{}\nhelp: {h}", found.message));
    let mut result = json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact(&found.file, root),
            "region": region(source, found),
        }}],
    });
    if let Some(index) = rules.iter().position(|r| r.id == found.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// Columns count units of UTF-16: what readers take for granted.
fn region(source: &Source, found: &Diagnostic) -> Value {
    let (start_line, start_column) = utf16(source, found.span.start);
    let (end_line, end_column) = utf16(source, found.span.end.max(found.span.start));
    json!({
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// The 1-based line and column of a byte, the sign of a text's order of bytes left out.
fn utf16(source: &Source, offset: usize) -> (usize, usize) {
    let line = source.line(offset);
    let before = source.text.get(source.offset(line, 1)..offset.min(source.text.len())).unwrap_or_default();
    (line, before.trim_start_matches('\u{feff}').encode_utf16().count() + 1)
}

/// A path as a relative reference, or as a `file:` address where it is absolute.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&b);
    let encode = |b: u8| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    let encoded: String = path.trim_start_matches("./").bytes().map(encode).collect();
    if encoded.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn sample() -> Value {
        let source = Source::new("./my lessons/ä.md", "one\n🐳o “x”\n");
        let found = [
            Diagnostic::warning("L0203", &source, Span::new(10, 13), "a quote").help("write it straight"),
            Diagnostic::error("C0101", &source, Span::new(0, 0), "no YAML"),
        ];
        let severity = Severity::Warning;
        let words = |s: &str| s.to_owned();
        let rule = SarifRule {
            id: words("L0203"),
            name: words("n"),
            short: words("s"),
            full: words("f"),
            help: words("h"),
            markdown: words("m"),
            severity,
        };
        let unread = SarifFailure { file: words("x.md"), message: words("x.md: is not there") };
        sarif(&[rule], &[(&source, &found)], &[unread], &|file| file.strip_prefix("./").map(|f| format!("docs/{f}")))
    }

    #[test]
    fn what_the_schema_requires_is_there() {
        let log = sample();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert!(run["tool"]["driver"]["name"].is_string());
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string());
            assert!(rule["help"]["text"].is_string());
        }
        for result in run["results"].as_array().unwrap() {
            assert!(result["message"]["text"].is_string());
            assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["artifactLocation"]["uri"].is_string());
            for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(place["region"][key].as_u64().unwrap() >= 1, "{key}");
            }
        }
    }

    #[test]
    fn places_are_in_utf_16_and_paths_are_addresses() {
        let log = sample();
        let result = &log["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"], json!({"uri": "docs/my%20lessons/%C3%A4.md", "uriBaseId": "%SRCROOT%"}));
        let run = &log["runs"][0]["invocations"][0];
        let place = &run["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"];
        assert_eq!((&run["executionSuccessful"], &place["artifactLocation"]["uri"]), (&json!(false), &json!("x.md")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["region"], json!({"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 6}));
        assert_eq!(result["ruleIndex"], 0);
        assert_eq!(log["runs"][0]["results"][1].get("ruleIndex"), None);
        assert_eq!(uri("/a/b.md"), "file:///a/b.md");
    }
}

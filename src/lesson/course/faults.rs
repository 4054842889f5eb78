//! What is wrong with the file in which a course says its order.

use crate::check::foreign_fault;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use serde_json::Value;

/// The code of a file that cannot be read.
pub const BROKEN: &str = "L0501";
/// The code of a page that is named and not there.
pub const MISSING: &str = "L0502";

/// Why a file of data cannot be read; none where it can, and says something else than an order.
pub fn broken(source: &Source) -> Option<Diagnostic> {
    let (form, span, why) = if source.name.rsplit_once('.').is_some_and(|(_, end)| end == "json") {
        let error = serde_json::from_str::<Value>(&source.text).err()?;
        let words = error.to_string();
        let why = words.split(" at line ").next().unwrap_or(&words).to_owned();
        let line = source.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        // The parser's column is that of the last byte it took.
        let at = (line + error.column().saturating_sub(1)).min(source.text.len());
        ("JSON", Span::new(at, at), why)
    } else {
        let fault = foreign_fault(source)?;
        ("YAML", fault.span, fault.message)
    };
    let message = format!("the order of the course is no valid {form}: {why}");
    let help = "mend it; until then the lessons come in the order of their names";
    Some(Diagnostic::error(BROKEN, source, span, message).help(help))
}

/// A page that is named and that no folder has.
pub fn missing(source: &Source, path: &str) -> Diagnostic {
    let at = source.text.find(path).unwrap_or_default();
    let end = if source.text[at..].starts_with(path) { at + path.len() } else { at };
    Diagnostic::warning(MISSING, source, Span::new(at, end), format!("`{path}` is named here and is not there"))
        .help("write the file, or take its name away; the course goes on without it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_its_place() {
        for (name, text, want) in [
            (
                "index.json",
                "{\"details\":\n  {\"steps\": [}",
                "2:14 the order of the course is no valid JSON: expected value",
            ),
            ("index.json", "", "1:1 the order of the course is no valid JSON: EOF while parsing a value"),
            (
                "config.yaml",
                "a: [1\nb: 2",
                "2:2 the order of the course is no valid YAML: illegal placement of ':' indicator",
            ),
        ] {
            let found = broken(&Source::new(name, text)).unwrap();
            assert_eq!(format!("{}:{} {}", found.line, found.column, found.message), want);
        }
        for (name, text) in [("index.json", "[]"), ("mkdocs.yml", "x: !!python/name:a.b ''"), ("config.yaml", "")] {
            assert_eq!(broken(&Source::new(name, text)), None, "{text}");
        }
    }

    #[test]
    fn a_missing_page_has_its_place() {
        let found = missing(&Source::new("mkdocs.yml", "nav:\n  - A: a.md\n  - ./b.md\n"), "b.md");
        assert_eq!((found.line, found.column), (3, 7));
        assert_eq!(missing(&Source::new("x", "ä"), "b.md").line, 1);
    }
}

//! Lessons as files, and what the outline says of them. To accept a change, run with `UPDATE=1` and read the diff.

use ropewalk::{reader, report::outline, source::Source};
use std::path::Path;

fn check(name: &str) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reader");
    let text = std::fs::read_to_string(folder.join(format!("{name}.md")))?;
    let source = Source::new(format!("{name}.md"), text);
    let (document, diagnostics) = reader::read(&source);
    assert_eq!(diagnostics, [], "{name}");
    let json = serde_json::to_string_pretty(&outline::outline_json(&source, &document))? + "\n";
    let text = outline::outline_text(&source, &document);
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
    let (file, got) = (folder.join(format!("{name}.txt")), outline::outline_text(&source, &document));
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
        "galaxy",
        "gfm",
        "hugo",
        "iximiuz",
        "jekyll",
        "katacoda",
        "labspace",
        "mdx",
        "mkdocs",
        "myst",
        "play-with-docker",
        "quarto",
        "quiz",
        "remark",
        "workbench",
    ];
    names.into_iter().try_for_each(check_dialect)
}

#[test]
fn a_dialect_can_be_forced() {
    let source = Source::new("x.md", "::: note\nA box\n:::\n");
    let boxes = |dialect| reader::read_as(&source, reader::Dialect::named(dialect)).0.callouts().len();
    assert_eq!([boxes("fenced-divs"), boxes("gfm")], [1, 0]);
    assert!(reader::Dialect::named("nonsense").is_none());
}

#[test]
fn a_lesson_of_our_own() -> std::io::Result<()> {
    check("first-container")
}

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

#[test]
fn a_lesson_of_our_own() -> std::io::Result<()> {
    check("first-container")
}

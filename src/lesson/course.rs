//! The lessons of a folder.

use std::path::{Path, PathBuf};

/// A lesson's file in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file's stem.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The Markdown files among these paths as lessons, in the order of their names; files that tell of a folder
/// (`README.md`, `AUTHORING.md`) are none.
pub fn entries(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = paths.into_iter().filter_map(|path| entry(&path)).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn entry(path: &Path) -> Option<Entry> {
    let id = path.file_stem()?.to_str()?;
    let is_markdown = path.extension().is_some_and(|e| e == "md" || e == "markdown");
    let tells_of_folder = id.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == '-');
    (is_markdown && !tells_of_folder).then(|| Entry { id: id.to_owned(), path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_come_in_order_and_without_readmes() {
        let paths = ["l/02-b.md", "l/README.md", "l/01-a.md", "l/x.txt", "l/AUTHORING.md"].map(PathBuf::from);
        let ids: Vec<String> = entries(paths).into_iter().map(|e| e.id).collect();
        assert_eq!(ids, ["01-a", "02-b"]);
    }
}

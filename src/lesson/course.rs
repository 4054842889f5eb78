//! The lessons of a folder, in the order its author gave them.
//!
//! A course says its order in a file of its own kind: `index.json` (Katacoda, Killercoda), `labspace.yaml`
//! (Docker Labspace), `config.yaml` (Carpentries Workbench: `episodes:`), `mkdocs.yml` (`nav:`). Only names of
//! Markdown files are taken from them, in their order, so that what else stands in them does no harm. Without
//! one, names are the order.

use regex::Regex;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A lesson's file in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file's stem.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
}

/// A file that says the order: its name, the folders its names are relative to, and the key its list is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manifest {
    /// The file's name.
    pub name: &'static str,
    /// Folders its names are relative to, in the order they are tried.
    pub folders: &'static [&'static str],
    /// The key of the list; none for JSON.
    key: Option<&'static str>,
}

/// All of them; the first that a folder has and that names a lesson counts.
pub const MANIFESTS: &[Manifest] = &[
    Manifest { name: "index.json", folders: &["."], key: None },
    Manifest { name: "labspace.yaml", folders: &["."], key: Some("sections") },
    Manifest { name: "labspace/labspace.yaml", folders: &["labspace", "."], key: Some("sections") },
    Manifest { name: "config.yaml", folders: &["episodes", "."], key: Some("episodes") },
    Manifest { name: "mkdocs.yml", folders: &["docs", "."], key: Some("nav") },
];

/// Folders that hold a course's lessons where the folder itself is named: Jekyll's and the Workbench's.
pub const EPISODE_FOLDERS: &[&str] = &["_episodes", "episodes"];

static MARKDOWN_NAME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\w./-]+\.md\b").ok());

impl Manifest {
    /// The Markdown files it names, in order; empty where it is none of its kind.
    pub fn names(&self, text: &str) -> Vec<String> {
        match self.key {
            None => json_names(text),
            Some(key) => markdown_names(&section(text, key)),
        }
    }
}

/// `details.intro`, `details.steps`, `details.finish`, each with the name of its text.
fn json_names(text: &str) -> Vec<String> {
    let Ok(index) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let details = &index["details"];
    let steps = details["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let parts = [&details["intro"]].into_iter().chain(steps).chain([&details["finish"]]);
    let names = parts.filter_map(|part| part["text"].as_str());
    names.filter(|name| markdown_names(name).len() == 1).map(ToOwned::to_owned).collect()
}

/// The lines under a key of the first level.
fn section(text: &str, key: &str) -> String {
    let is_key = |line: &&str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let mut lines = text.lines().skip_while(|line| !is_key(line));
    let first = lines.next().unwrap_or_default();
    let under = lines.take_while(|line| line.is_empty() || line.starts_with([' ', '\t', '-', '#']));
    [first].into_iter().chain(under).filter(|l| !l.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n")
}

fn markdown_names(text: &str) -> Vec<String> {
    let Some(pattern) = MARKDOWN_NAME.as_ref() else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for name in pattern.find_iter(text).map(|m| m.as_str().trim_start_matches("./")) {
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// How the names of Markdown files end, in any case of letters: Quarto and R Markdown and MDX have their own.
const EXTENSIONS: [&str; 7] = ["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"];

/// The Markdown files among these paths as lessons, in the order of their names; files that tell of a folder
/// (`README.md`, `AUTHORING.md`) are none.
pub fn entries(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Entry> {
    those_that_end(paths, &EXTENSIONS)
}

/// Plain text files among these paths as lessons: what a folder may hold that has no Markdown file.
pub fn plain_entries(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Entry> {
    those_that_end(paths, &["txt"])
}

fn those_that_end(paths: impl IntoIterator<Item = PathBuf>, extensions: &[&str]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = paths.into_iter().filter_map(|path| entry(&path, extensions)).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn entry(path: &Path, extensions: &[&str]) -> Option<Entry> {
    let id = path.file_stem()?.to_str()?;
    (ends_in(path, extensions) && !is_in_capitals(id)).then(|| Entry { id: id.to_owned(), path: path.to_owned() })
}

fn ends_in(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|own| extensions.iter().any(|e| own.eq_ignore_ascii_case(e)))
}

fn is_in_capitals(id: &str) -> bool {
    id.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == '-')
}

/// Whether a file is Markdown and has a name such as `README.md`: then it mostly tells of its folder.
pub fn tells_of_folder(path: &Path) -> bool {
    ends_in(path, &EXTENSIONS) && path.file_stem().and_then(|id| id.to_str()).is_some_and(is_in_capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_come_in_order_and_without_readmes() {
        let paths = ["l/02-b.md", "l/README.md", "l/01-a.md", "l/x.txt", "l/AUTHORING.md", "l/04-d.Rmd", "l/03-c.qmd"];
        let ids = |entries: Vec<Entry>| entries.into_iter().map(|e| e.id).collect::<Vec<String>>();
        assert_eq!(ids(entries(paths.map(PathBuf::from))), ["01-a", "02-b", "03-c", "04-d"]);
        assert_eq!(ids(plain_entries(paths.map(PathBuf::from))), ["x"]);
    }

    #[test]
    fn a_course_says_its_order() {
        let manifest = |name: &str| MANIFESTS.iter().find(|m| m.name == name).unwrap();
        let cases = [
            (
                "index.json",
                r#"{"details":{"finish":{"text":"end.md"},"steps":[{"title":"a","text":"s2/t.md"},{"text":"s1/t.md"}]}}"#,
                &["s2/t.md", "s1/t.md", "end.md"][..],
            ),
            (
                "labspace.yaml",
                "title: x\nsections:\n  - title: One\n    contentPath: ./02-b.md\n  - contentPath: 01-a.md\n",
                &["02-b.md", "01-a.md"],
            ),
            (
                "config.yaml",
                "title: a.md\nepisodes:\n- intro.md\n# - old.md\n- next.md\nlearners:\n- setup.md\n",
                &["intro.md", "next.md"],
            ),
            (
                "mkdocs.yml",
                "nav:\n  - Home: index.md\n  - Part:\n      - 'x/one.md'\n      - Two: x/two.md\ntheme:\n  name: z.md\n",
                &["index.md", "x/one.md", "x/two.md"],
            ),
            ("index.json", "no json", &[]),
            ("mkdocs.yml", "theme: x", &[]),
        ];
        for (name, text, want) in cases {
            assert_eq!(manifest(name).names(text), want, "{name}");
        }
    }
}

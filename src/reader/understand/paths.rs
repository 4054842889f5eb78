//! Paths that nobody has: `/path/to/your/app`.

use super::super::scan::has_part;

/// Folders that a path is made of which is nobody's: `/absolute/path`.
const FOLDERS: &[&str] = &[
    "path",
    "to",
    "host",
    "container",
    "source",
    "target",
    "destination",
    "dest",
    "local",
    "your",
    "my",
    "some",
    "dir",
    "directory",
    "folder",
    "file",
    "on",
    "in",
    "the",
    "of",
    "absolute",
    "full",
    "mount",
];

/// `/path/to/your/app`, `/host/source/path`
pub fn of_paths(text: &str, found: &mut Vec<(usize, String)>) {
    let mut at = 0;
    for part in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | ',' | '"' | '\'')) {
        let path = part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | ',' | '"' | '\''));
        let made_up = || {
            let mut folders = path.split('/').skip(1).filter(|folder| !folder.is_empty());
            (has_part(path, "/path") || has_part(path, "/to/")) && folders.all(|folder| FOLDERS.contains(&folder))
        };
        let starts = path.starts_with("path/to/") || path.starts_with('/') && has_part(path, "/path/to/");
        if starts || path.starts_with('/') && made_up() {
            found.push((at, path.to_owned()));
        }
        at += part.len();
    }
}

/// How `/path/to/` begins in other languages.
const PATHS: &[&[u8]] = &[b"/chemin/", b"/ruta/", b"/pfad/", b"/caminho/", b"/percorso/"];

/// Whether a text begins with one of them.
pub fn starts_path(text: &[u8]) -> bool {
    matches!(text.get(1), Some(b'c' | b'r' | b'p')) && PATHS.iter().any(|start| text.starts_with(start))
}

/// `/chemin/dans/conteneur`
pub fn of_other_paths(text: &str, found: &mut Vec<(usize, String)>) {
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | '=' | ',' | '"' | '\'');
    let mut at = 0;
    for part in text.split_inclusive(ends) {
        let path = part.trim_end_matches(ends);
        if starts_path(path.as_bytes()) {
            found.push((at, path.to_owned()));
        }
        at += part.len();
    }
}

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
            found.push((at, through_own(path).to_owned()));
        }
        at += part.len();
    }
}

/// As much of a path as the learner's own folder takes, and what is in that: `path/to/your-copy` of
/// `path/to/your-copy/bin/setup`. Where the folder is called by one word more than "your" the rest is there as it stands.
fn through_own(path: &str) -> &str {
    let Some((at, _)) = path.match_indices("/to/").next().map(|(at, to)| (at + to.len(), to)) else { return path };
    let is_own = |folder: &str| ["your-", "your_", "my-", "my_"].iter().any(|own| folder.starts_with(own));
    match path[at..].split_once('/') {
        Some((folder, rest)) if is_own(folder) && !rest.is_empty() => &path[..at + folder.len()],
        _ => path,
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

/// Whether the dots at a place stand for folders in the midst of a path: `/sys/fs/.../memory.max`. At the end of one they
/// are what `go` takes for all that is below.
pub fn is_elided(text: &str, dots: usize) -> bool {
    let (before, after) = (&text[..dots], &text[dots + "...".len()..]);
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    before.strip_suffix('/').is_some_and(|folder| folder.ends_with(in_name) && !folder.ends_with(['.', ' ']))
        && after.strip_prefix('/').is_some_and(|rest| rest.starts_with(in_name))
}

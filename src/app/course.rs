//! Names on the command line become lesson files: files themselves, folders with lessons, courses, patterns.

use super::read::read_file;
use super::{Failure, USAGE};
use crate::lesson::{EPISODE_FOLDERS, MANIFESTS, entries, plain_entries, tells_of_folder};
use crate::reader::read;
use globset::Glob;
use std::path::{Path, PathBuf};

/// Folders within folders are searched this deep.
const DEPTH_LIMIT: usize = 16;

/// The lesson files that these paths mean, in order, each once.
pub fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        add(of_path(path)?, &mut files);
    }
    Ok(files)
}

/// The same, where a path that means nothing does not keep the others from being read.
pub fn expand_each(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<(PathBuf, Failure)>) {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        match of_path(path) {
            Ok(found) => add(found, &mut files),
            Err(failure) => failures.push((path.clone(), failure)),
        }
    }
    (files, failures)
}

/// Adds files that are not there already: `./a.md` is `a.md`.
fn add(found: Vec<PathBuf>, files: &mut Vec<PathBuf>) {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for path in found {
        if !files.iter().any(|f| whole(f) == whole(&path)) {
            files.push(path);
        }
    }
}

fn of_path(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.exists() && path.to_string_lossy().contains(['*', '?', '[']) {
        return of_pattern(path);
    }
    let is_manifest = path.is_file() && MANIFESTS.iter().any(|m| path.file_name().is_some_and(|name| name == m.name));
    if let Some(course) = path.parent().filter(|_| is_manifest).and_then(of_course) {
        return Ok(course);
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut lessons = of_folder(path, 0);
    if lessons.is_empty() {
        let files = std::fs::read_dir(path).into_iter().flatten().flatten().map(|f| f.path()).filter(|p| p.is_file());
        lessons = plain_entries(files).into_iter().map(|e| e.path).collect();
    }
    if lessons.is_empty() {
        lessons.extend(readme(path));
    }
    if lessons.is_empty() {
        let help = "lessons are Markdown files (`.md`, or `.txt` where a folder has none) whose name is not all capital \
                    letters; a `README.md` is one where it has commands and the folder no other lesson";
        return Err(Failure::new(USAGE, format!("{}: no lesson in this folder", path.display())).help(help));
    }
    Ok(lessons)
}

/// The lessons of a course in its order, else the folder's own, then those of its folders.
fn of_folder(folder: &Path, depth: usize) -> Vec<PathBuf> {
    if let Some(course) = of_course(folder) {
        return course;
    }
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let all: Vec<PathBuf> = listed.flatten().map(|f| f.path()).collect();
    let hidden = |p: &Path| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    // Links may go in circles.
    let is_folder = |p: &&PathBuf| p.is_dir() && !p.is_symlink() && !hidden(p) && depth < DEPTH_LIMIT;
    let mut folders: Vec<PathBuf> = all.iter().filter(is_folder).cloned().collect();
    folders.sort();
    let own = entries(all.into_iter().filter(|p| p.is_file())).into_iter().map(|e| e.path);
    let mut lessons: Vec<PathBuf> = own.chain(folders.iter().flat_map(|f| of_folder(f, depth + 1))).collect();
    if lessons.is_empty() && depth > 0 {
        lessons.extend(readme(folder));
    }
    lessons
}

/// The `README.md` of a folder without another lesson, where it has something to type.
fn readme(folder: &Path) -> Option<PathBuf> {
    let is_vendored = folder.components().any(|part| part.as_os_str() == "node_modules");
    let path = folder.join("README.md");
    (!is_vendored && path.is_file() && has_commands(&path)).then_some(path)
}

fn has_commands(path: &Path) -> bool {
    read_file(path).is_ok_and(|source| read(&source).0.blocks().iter().any(|b| !b.commands.is_empty()))
}

/// Files with commands that are left out of these folders because of their names.
pub fn left_out(paths: &[PathBuf], taken: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // A course says itself what belongs to it.
    for folder in paths.iter().filter(|path| path.is_dir() && of_course(path).is_none()) {
        let mut files = Vec::new();
        walk(folder, 0, &mut files);
        let is_seen = |file: &Path| {
            let within = file.strip_prefix(folder).unwrap_or(file);
            within.components().all(|part| {
                let part = part.as_os_str().to_string_lossy();
                !part.starts_with('.') && part != "node_modules"
            })
        };
        found.extend(files.into_iter().filter(|f| tells_of_folder(f) && is_seen(f) && !taken.contains(f)));
    }
    found.retain(|file| has_commands(file));
    found.sort();
    found.dedup();
    found
}

fn of_course(folder: &Path) -> Option<Vec<PathBuf>> {
    for manifest in MANIFESTS {
        let Ok(text) = std::fs::read_to_string(folder.join(manifest.name)) else { continue };
        let place = |name: &String| manifest.folders.iter().map(|f| join(folder, f, name)).find(|p| p.is_file());
        let named: Vec<PathBuf> = manifest.names(&text).iter().filter_map(place).collect();
        if !named.is_empty() {
            return Some(named);
        }
    }
    let episodes = EPISODE_FOLDERS.iter().map(|f| folder.join(f)).find(|f| f.is_dir())?;
    let files = std::fs::read_dir(episodes).ok()?.flatten().map(|f| f.path());
    let lessons: Vec<PathBuf> = entries(files).into_iter().map(|e| e.path).collect();
    (!lessons.is_empty()).then_some(lessons)
}

fn join(folder: &Path, within: &str, name: &str) -> PathBuf {
    if within == "." { folder.join(name) } else { folder.join(within).join(name) }
}

/// The files that a pattern names, for shells that leave it as it is.
fn of_pattern(pattern: &Path) -> Result<Vec<PathBuf>, Failure> {
    let text = pattern.to_string_lossy();
    let wrong = |why: String| Failure::new(USAGE, format!("`{text}`: {why}"));
    let glob =
        globset::GlobBuilder::new(&text).literal_separator(true).build().map_err(|e| wrong(e.kind().to_string()))?;
    let matcher = Glob::compile_matcher(&glob);
    let fixed: PathBuf =
        pattern.components().take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '['])).collect();
    let base = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let mut found = Vec::new();
    walk(&base, 0, &mut found);
    found.retain(|p| matcher.is_match(p.strip_prefix("./").unwrap_or(p)));
    found.sort();
    if found.is_empty() { Err(wrong("no file has such a name".into())) } else { Ok(found) }
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(listed) = std::fs::read_dir(folder) else { return };
    for path in listed.flatten().map(|f| f.path()) {
        if path.is_file() {
            found.push(path);
        } else if depth < DEPTH_LIMIT && !path.is_symlink() {
            walk(&path, depth + 1, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], path: &str, want: &[&str]) {
        let folder = tree(files);
        let found = expand(&[folder.path().join(path)]).unwrap();
        let names: Vec<String> =
            found.iter().map(|p| p.strip_prefix(folder.path()).unwrap().display().to_string()).collect();
        assert_eq!(names, want);
    }

    #[test]
    fn folders_courses_and_patterns() {
        check(
            &[("b.md", ""), ("a.md", ""), ("README.md", ""), ("x/c.md", ""), (".git/d.md", "")],
            "",
            &["a.md", "b.md", "x/c.md"],
        );
        check(
            &[("config.yaml", "episodes:\n- b.md\n- a.md\n"), ("episodes/a.md", ""), ("episodes/b.md", "")],
            "",
            &["episodes/b.md", "episodes/a.md"],
        );
        check(
            &[("_episodes/02-b.md", ""), ("_episodes/01-a.md", ""), ("index.md", "")],
            "",
            &["_episodes/01-a.md", "_episodes/02-b.md"],
        );
        check(
            &[
                ("index.json", r#"{"details":{"steps":[{"text":"s2.md"},{"text":"s1.md"}]}}"#),
                ("s1.md", ""),
                ("s2.md", ""),
            ],
            "",
            &["s2.md", "s1.md"],
        );
        check(&[("config.yaml", "episodes:\n- a.md\n"), ("episodes/a.md", "")], "config.yaml", &["episodes/a.md"]);
        check(&[("a/x.md", ""), ("b/y.md", ""), ("b/z.txt", "")], "*/*.md", &["a/x.md", "b/y.md"]);
        check(&[("a.md", "")], "a.md", &["a.md"]);
        let typed = "# A\n\n```bash\ndocker ps\n```\n";
        check(&[("README.md", typed), ("LAB.md", typed)], "", &["README.md"]);
        check(&[("README.md", typed), ("x/README.md", typed), ("y/README.md", "words")], "", &["x/README.md"]);
        check(&[("README.md", typed), ("a.txt", "")], "", &["a.txt"]);
        check(&[("b.txt", ""), ("a.txt", ""), ("x.csv", "")], "", &["a.txt", "b.txt"]);
        check(&[("a.qmd", ""), ("b.mdx", ""), ("notes.txt", "")], "", &["a.qmd", "b.mdx"]);
    }

    #[test]
    fn what_is_left_out_is_known() {
        let typed = "# A\n\n```bash\ndocker ps\n```\n";
        let folder = tree(&[("a.md", ""), ("README.md", typed), ("x/LAB.md", typed), ("NOTICE.md", "words")]);
        let root = vec![folder.path().to_owned()];
        let found = left_out(&root, &expand(&root).unwrap());
        assert_eq!(found, ["README.md", "x/LAB.md"].map(|f| folder.path().join(f)));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let folder = tree(&[("x.csv", "")]);
        assert!(expand(&[folder.path().to_owned()]).unwrap_err().message.contains("no lesson in this folder"));
        assert!(expand(&[folder.path().join("*.md")]).unwrap_err().message.contains("no file has such a name"));
    }
}

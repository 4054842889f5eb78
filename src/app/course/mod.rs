//! Names on the command line become lesson files: files themselves, folders with lessons, courses, patterns.

mod walk;

#[cfg(test)]
mod tests;

use super::read::read_file;
use super::{Context, Failure, USAGE};
use crate::author::lint::summed;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lesson::course::{
    Kind, MANIFESTS, in_order, is_markdown, is_no_course, kind_of, tells_of_folder, works_with_containers,
};
use crate::source::Source;
use crate::terminal::diagnostics::diagnostics;
use globset::Glob;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walk::Walk;

/// Folders within folders are searched this deep.
const DEPTH_LIMIT: usize = 16;

/// The ends of files that hold text too, but in a language that is not read.
const UNREAD: [(&str, &str); 4] =
    [("rst", "reStructuredText"), ("adoc", "AsciiDoc"), ("asciidoc", "AsciiDoc"), ("ipynb", "notebooks")];

/// A lesson's file, and the title that its course gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its title in the course's own file.
    pub title: Option<String>,
}

impl Found {
    fn new(path: PathBuf) -> Self {
        Self { path, title: None }
    }
}

/// A file in which a course says its order, and what is wrong with it.
#[derive(Debug)]
pub struct Faulty {
    pub source: Source,
    pub found: Vec<Diagnostic>,
}

/// The lesson files that these paths mean, in order, each once. What is wrong with the file that says a course's order
/// is said.
pub fn expand(context: &Context, paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    let (mut files, mut walk): (Vec<Found>, Walk) = Default::default();
    let found = paths.iter().try_for_each(|path| {
        add(of_path(path, &mut walk)?, &mut files);
        Ok(())
    });
    say_faults(context, &walk.faults);
    walk.closed.iter().for_each(|(_, failure)| failure.show(&context.theme));
    found.map(|()| files)
}

/// The same, where a path that means nothing does not keep the others from being read.
/// What is wrong with files that say a course's order is handed on.
pub fn expand_each(paths: &[PathBuf]) -> (Vec<Found>, Vec<(PathBuf, Failure)>, Vec<Faulty>) {
    let (mut files, mut failures, mut walk): (Vec<Found>, Vec<_>, Walk) = Default::default();
    for path in paths {
        match of_path(path, &mut walk) {
            Ok(found) => add(found, &mut files),
            Err(failure) => failures.push((path.clone(), failure)),
        }
    }
    failures.append(&mut walk.closed);
    (files, failures, walk.faults)
}

fn say_faults(context: &Context, faults: &[Faulty]) {
    for file in faults {
        eprintln!("{}", diagnostics(&summed(&file.found), &file.source, &context.theme).trim_end());
    }
}

/// Adds files that are not there already: `./a.md` is `a.md`.
fn add(found: Vec<Found>, files: &mut Vec<Found>) {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut known: HashSet<PathBuf> = files.iter().map(|f| whole(&f.path)).collect();
    files.extend(found.into_iter().filter(|f| known.insert(whole(&f.path))));
}

fn of_path(path: &Path, walk: &mut Walk) -> Result<Vec<Found>, Failure> {
    if !path.exists() && path.to_string_lossy().contains(['*', '?', '[']) {
        return Ok(of_pattern(path)?.into_iter().map(Found::new).collect());
    }
    let is_manifest = |name: &std::ffi::OsStr| MANIFESTS.iter().any(|m| name == m.name) && !is_markdown(path);
    if path.is_file()
        && path.file_name().is_some_and(is_manifest)
        && let Some(course) = walk.course(&folder_of(path), 0)
    {
        return Ok(course);
    }
    if path.is_dir() { of_folder(path, walk) } else { Ok(vec![Found::new(path.to_owned())]) }
}

/// The folder of a file, as it is named.
pub fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The lessons of a folder, else of what only seems to be none: a `README.md`, folders of templates, plain text.
fn of_folder(folder: &Path, walk: &mut Walk) -> Result<Vec<Found>, Failure> {
    let own = walk.course(folder, 0).or_else(|| walk.by_parents(folder));
    let lessons = own.unwrap_or_else(|| wider(folder, walk.listed(folder, 0)));
    let else_from: [&dyn Fn() -> Vec<PathBuf>; 4] =
        [&|| telling(folder, works_with_containers), &|| Walk::anywhere(folder), &|| plain(folder), &|| {
            telling(folder, has_commands)
        }];
    let less_sure = || else_from.iter().map(|search| search()).find(|found| !found.is_empty());
    if !lessons.is_empty() {
        return Ok(lessons);
    }
    let closed = walk.closed.iter().position(|(path, _)| path == folder);
    let lessons = less_sure().ok_or_else(|| closed.map_or_else(|| no_lesson(folder), |at| walk.closed.remove(at).1))?;
    Ok(lessons.into_iter().map(Found::new).collect())
}

/// A course of nothing but files that tell of their folders may have labs with other commands too.
fn wider(folder: &Path, found: Vec<Found>) -> Vec<Found> {
    if found.is_empty() || found.iter().any(|f| kind_of(&f.path) != Kind::Telling) {
        return found;
    }
    let all = Walk::with_any_commands(folder);
    if all.len() > found.len() { all } else { found }
}

fn no_lesson(folder: &Path) -> Failure {
    let mut files = Vec::new();
    collect(folder, 0, &mut files);
    let has = |end: &str| files.iter().any(|f| f.extension().is_some_and(|own| own.eq_ignore_ascii_case(end)));
    let help = match UNREAD.iter().find(|(end, _)| has(end)) {
        Some((end, name)) => format!("its texts are {name} (`.{end}`); lessons are Markdown files (`.md`)"),
        None => "lessons are Markdown files (`.md`, or `.txt` where a folder has none)".to_owned(),
    };
    Failure::new(USAGE, format!("{}: no lesson in this folder", folder.display())).help(help)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = listed.map(|f| f.path()).filter(|p| p.is_file()).collect();
    files.sort();
    files
}

/// Files of the folder that tell of it, where they have something to do.
fn telling(folder: &Path, has: impl Fn(&Document) -> bool) -> Vec<PathBuf> {
    let is_one = |path: &PathBuf| kind_of(path) == Kind::Telling && understood(path).is_some_and(|d| has(&d));
    files_in(folder).into_iter().filter(is_one).collect()
}

/// Files with commands that are left out of these folders because of their names.
pub fn left_out(paths: &[PathBuf], taken: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // A course says itself what belongs to it.
    for folder in paths.iter().filter(|path| path.is_dir() && Walk::default().course(path, 0).is_none()) {
        let mut files = Vec::new();
        collect(folder, 0, &mut files);
        let is_seen = |file: &Path| {
            let within = file.strip_prefix(folder).ok().and_then(Path::parent).unwrap_or(Path::new(""));
            within.components().all(|part| !is_no_course(&part.as_os_str().to_string_lossy()))
        };
        found.extend(files.into_iter().filter(|f| tells_of_folder(f) && is_seen(f) && !taken.contains(f)));
    }
    found.retain(|file| understood(file).is_some_and(|d| has_commands(&d)));
    found.sort();
    found.dedup();
    found
}

fn has_commands(document: &Document) -> bool {
    document.blocks().iter().any(|block| !block.commands.is_empty())
}

fn understood(path: &Path) -> Option<Document> {
    read_file(path).ok().map(|source| crate::reader::read(&source).0)
}

/// Plain text files, but for those that programs read.
fn plain(folder: &Path) -> Vec<PathBuf> {
    let is_other = |stem: &str| {
        let stem = stem.to_lowercase();
        ["requirements", "license", "cmakelists", "robots"].iter().any(|name| stem.starts_with(name))
    };
    let is_plain = |path: &PathBuf| {
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"))
            && path.file_stem().is_some_and(|stem| !is_other(&stem.to_string_lossy()))
    };
    files_in(folder).into_iter().filter(is_plain).collect()
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
    collect(&base, 0, &mut found);
    found.retain(|p| matcher.is_match(p.strip_prefix("./").unwrap_or(p)));
    found.sort_by(|a, b| in_order(&a.to_string_lossy(), &b.to_string_lossy()));
    if !found.is_empty() {
        return Ok(found);
    }
    let is_folder = |name: &Path| matcher.is_match(name.strip_prefix("./").unwrap_or(name)) && name.is_dir();
    let in_base = std::fs::read_dir(&base).into_iter().flatten().flatten().map(|entry| entry.path());
    Err(match in_base.filter(|path| is_folder(path)).min() {
        Some(folder) => wrong("only folders have such names".into())
            .help(format!("name a folder, as `{}`, or the files in it: `{text}/*.md`", folder.display())),
        None => wrong("no file has such a name".into()),
    })
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(listed) = std::fs::read_dir(folder) else { return };
    for path in listed.flatten().map(|f| f.path()) {
        if path.is_file() {
            found.push(path);
        } else if depth < DEPTH_LIMIT && !path.is_symlink() {
            collect(&path, depth + 1, found);
        }
    }
}

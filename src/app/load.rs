//! Finds a lesson and its sidecar, and reads both.

use super::builtin::{BUILTINS, builtin};
use super::course::expand;
use super::platform::platform_check;
use super::read::{FILE_LIMIT, read_file};
use super::{Context, Failure, INVALID, USAGE};
use crate::author::record::with_way_back;
use crate::check::{Seed, Sidecar, parse_for, read_scripts, unused};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::lesson::{Lesson, compile, document_for};
use crate::reader::read_as;
use crate::sandbox::random_number;
use crate::source::Source;
use crate::terminal::diagnostics::diagnostics;
use crate::text::did_you_mean;
use std::path::{Path, PathBuf};

/// A lesson, read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Under which its progress is kept: its id, or its absolute path.
    pub key: String,
    /// Its text.
    pub source: Source,
    /// The file of its checks as it is shown, where there is one.
    pub sidecar: Option<String>,
    /// Its text with the values of its variables, understood; places are those of `source`.
    pub document: Document,
    /// Ready to be played.
    pub lesson: Lesson,
    /// What its variables were drawn from.
    pub seed: Seed,
}

/// A seed that nobody foresees.
pub fn fresh_seed() -> Seed {
    Seed(random_number())
}

/// Reads a lesson by its id or its path. Findings are shown; errors among them end the command. The values of its
/// variables are drawn from the seed that is given for its key.
pub fn load(context: &Context, name: &str, seed: impl FnOnce(&str) -> Seed) -> Result<Loaded, Failure> {
    load_as(context, name, seed, |sidecar, _| sidecar)
}

/// The same with a sidecar that is changed before it is read, by the lesson as it is without one.
pub fn load_as(
    context: &Context,
    name: &str,
    seed: impl FnOnce(&str) -> Seed,
    change: impl FnOnce(Source, &Lesson) -> Source,
) -> Result<Loaded, Failure> {
    let (key, source, sidecar) = find(context, name)?;
    let (document, mut found) = read_as(&source, context.dialect);
    let sidecar = sidecar.map(|sidecar| change(sidecar, &compile("", &document, None).0));
    show(context, &found, &source);
    let mut worst = worst(&found);
    let seed = seed(&key);
    let checks = match &sidecar {
        Some(sidecar) => {
            let (mut checks, mut findings) = parse_for(sidecar, seed);
            if let Some(checks) = &mut checks {
                findings.extend(read_scripts(checks, sidecar, &beside(&sidecar.name)));
                findings.extend(unused(&checks.variables, sidecar, &source.text));
            }
            show(context, &findings, sidecar);
            worst = worst.max(self::worst(&findings));
            checks
        }
        None => None,
    };
    let values = checks.as_ref().map(Sidecar::values).unwrap_or_default();
    let document = document_for(&source, &document, &values, |own| read_as(own, context.dialect).0);
    let id = Path::new(&source.name).file_stem().map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned());
    let joined = sidecar.as_ref().zip(checks);
    let is_joined = joined.is_some();
    let (lesson, mut findings) = compile(&id, &document, joined.map(|(s, c): (&Source, Sidecar)| (s, c)));
    if let Some(source) = sidecar.as_ref().filter(|_| is_joined) {
        findings = with_way_back(findings, source, &lesson, name);
        show(context, &findings, source);
    }
    // What comes with the program is no file of a course, whatever lies in this folder.
    let own = Some(&source.name).filter(|_| builtin(name).is_none()).and_then(|path| platform_check(path));
    let lesson = own.into_iter().fold(lesson, |lesson, script| lesson.judged_by(script, &document.nodes));
    found.extend(findings);
    worst = worst.max(self::worst(&found));
    if worst == Some(Severity::Error) {
        return Err(Failure::invalid());
    }
    if lesson.steps.is_empty() {
        let message = format!("{}: this lesson has no step: nothing to do and nothing to answer", source.name);
        return Err(Failure::new(INVALID, message).help("`ropewalk outline` shows what was understood"));
    }
    let sidecar = sidecar.map(|source| source.name);
    Ok(Loaded { key, source, sidecar, document, lesson, seed })
}

/// Reads files by their path from a sidecar's folder. Nothing outside of it is read: a lesson may come from anywhere.
pub fn beside(sidecar: &str) -> impl Fn(&str) -> Result<String, String> {
    let folder = Path::new(sidecar).parent().map(|folder| Path::new(".").join(folder)).unwrap_or_default();
    move |path| {
        let folder = folder.canonicalize().map_err(|error| error.to_string())?;
        let file = folder.join(path).canonicalize().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        })?;
        if !file.starts_with(&folder) {
            return Err("it is outside of the sidecar's folder".to_owned());
        }
        if std::fs::metadata(&file).is_ok_and(|file| file.len() > FILE_LIMIT) {
            return Err("it is too long".to_owned());
        }
        std::fs::read_to_string(&file).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => "it is no text; a check is a script".to_owned(),
            _ => error.to_string(),
        })
    }
}

fn worst(found: &[Diagnostic]) -> Option<Severity> {
    found.iter().map(|d| d.severity).max()
}

fn show(context: &Context, found: &[Diagnostic], source: &Source) {
    if !found.is_empty() {
        eprint!("{}", diagnostics(found, source, &context.theme));
    }
}

/// A lesson of this folder, one that comes with the program, or a path.
fn find(context: &Context, name: &str) -> Result<(String, Source, Option<Source>), Failure> {
    let path = Path::new(name);
    if let Some(builtin) = builtin(name) {
        let source = Source::new(format!("lessons/{}.md", builtin.id), builtin.text);
        let checks = Source::new(format!("checks/{}.yaml", builtin.id), builtin.checks);
        return Ok((builtin.id.to_owned(), source, Some(checks)));
    }
    if !path.exists() {
        let near = did_you_mean(name, BUILTINS.iter().map(|b| b.id));
        let help =
            near.map_or_else(|| "`ropewalk list` shows the lessons".to_owned(), |n| format!("did you mean `{n}`?"));
        return Err(Failure::new(USAGE, format!("no lesson and no file is called `{name}`")).help(help));
    }
    let path = &in_folder(context, path)?;
    let source = read_file(path)?;
    let sidecar = sidecar_of(path).map(|p| read_file(&p)).transpose()?;
    let key = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    Ok((key, source, sidecar))
}

/// A folder stands for its lesson, if it holds one only.
fn in_folder(context: &Context, path: &Path) -> Result<PathBuf, Failure> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    match expand(context, &[path.to_owned()])?.as_slice() {
        [only] => Ok(only.path.clone()),
        lessons => {
            let (folder, count) = (path.display(), lessons.len());
            let first = lessons.first().map(|l| l.path.display().to_string()).unwrap_or_default();
            let help = format!("take one of them, `{first}` first; `ropewalk list {folder}` shows all");
            Err(Failure::new(USAGE, format!("{folder}: this folder holds {count} lessons")).help(help))
        }
    }
}

/// `checks/<stem>.yaml` beside the lesson or beside its folder.
pub fn sidecar_of(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let folder = absolute.parent()?;
    let name = format!("{}.yaml", path.file_stem()?.to_string_lossy());
    let places = [Some(folder.join("checks")), folder.parent().map(|f| f.join("checks"))];
    let found = places.into_iter().flatten().map(|f| f.join(&name)).find(|p| p.is_file())?;
    // Shown as short as the lesson was named.
    let here = std::env::current_dir().ok()?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

//! `ropewalk lint`: what an author should look at again.

use super::course::{expand_each, left_out};
use super::load::{beside, sidecar_of};
use super::read::read_file;
use super::{Context, Failure, USAGE};
use crate::author::lint::{
    self, Files, UNCHECKED_STEP, explain, lint, rule, rules, summed, without_allowed, without_consequences,
};
use crate::author::record::with_way_back;
use crate::check::{Sidecar, parse, read_scripts, unused};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lesson::{Lesson, compile, document_for};
use crate::reader::read_as;
use crate::report::sarif::{SarifFailure, SarifRule, sarif};
use crate::source::Source;
use crate::terminal::Role;
use crate::terminal::diagnostics::diagnostics;
use crate::text::{count, did_you_mean, printable};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// So many files that were not read are named.
const SHOWN: usize = 5;

/// What the command line asks for.
#[derive(Debug, Clone, Default)]
pub struct LintOptions {
    /// Lessons, and folders with lessons.
    pub paths: Vec<PathBuf>,
    /// As SARIF.
    pub sarif: bool,
    /// A code to explain; nothing is read then.
    pub explain: Option<String>,
    /// Notes fail too.
    pub deny_notes: bool,
}

/// A file and what was found in it: a lesson, or a lesson's sidecar.
pub(super) struct Linted {
    pub source: Source,
    pub found: Vec<Diagnostic>,
}

/// A lesson as it is understood, and all that was found in its files.
pub(super) struct Look {
    pub lesson: Lesson,
    pub files: Vec<Linted>,
}

impl Look {
    /// How bad the worst finding is.
    pub fn worst(&self) -> Option<Severity> {
        self.files.iter().flat_map(|f| &f.found).map(|d| d.severity).max()
    }
}

/// `ropewalk lint PATH…`.
pub fn lint_paths(context: &Context, options: &LintOptions) -> Result<(), Failure> {
    if let Some(code) = &options.explain {
        return explain_code(context, code);
    }
    let (files, unread) = lint_all(context, &options.paths);
    if !files.is_empty() || unread.is_empty() || context.json || options.sarif {
        show(context, options, &files, &unread);
    }
    unread.iter().for_each(|(_, failure)| failure.show(&context.theme));
    tell_left_out(context, &options.paths, &files);
    let fails = if options.deny_notes { Severity::Note } else { Severity::Warning };
    let failed = files.iter().flat_map(|f| &f.found).any(|d| d.severity >= fails);
    match (unread.iter().map(|(_, failure)| failure.code).max(), failed) {
        (Some(code), _) => Err(Failure::new(code, "")),
        (None, true) => Err(Failure::failed()),
        (None, false) => Ok(()),
    }
}

/// A checker names what it did not look at.
fn tell_left_out(context: &Context, paths: &[PathBuf], files: &[Linted]) {
    let taken: Vec<PathBuf> = files.iter().map(|f| PathBuf::from(&f.source.name)).collect();
    let left = left_out(paths, &taken);
    let Some(first) = left.first() else { return };
    let names: Vec<String> = left.iter().take(SHOWN).map(|path| printable(&path.display().to_string())).collect();
    let more = if left.len() > SHOWN { format!(" and {} more", left.len() - SHOWN) } else { String::new() };
    let note = context.theme.paint(Role::Hint, "note:");
    eprintln!(
        "{note} not read for {} in capitals: {}{more}",
        if left.len() == 1 { "its name" } else { "their names" },
        names.join(", ")
    );
    eprintln!(
        "{} `ropewalk lint {}` reads it",
        context.theme.paint(Role::Hint, " help:"),
        printable(&first.display().to_string())
    );
}

/// Paths that could not be read, and why.
type Unread = Vec<(PathBuf, Failure)>;

fn lint_all(context: &Context, paths: &[PathBuf]) -> (Vec<Linted>, Unread) {
    let (lessons, mut unread, faults) = expand_each(paths);
    let mut files: Vec<Linted> = faults.into_iter().map(|f| Linted { source: f.source, found: f.found }).collect();
    for lesson in lessons {
        match look(context, &lesson.path) {
            Ok(looked) => files.extend(looked.files),
            Err(failure) => unread.push((lesson.path, failure)),
        }
    }
    (files, unread)
}

/// A lesson, and its sidecar where it has one.
pub(super) fn look(context: &Context, path: &Path) -> Result<Look, Failure> {
    let source = read_file(path)?;
    let sidecar = sidecar_of(path).map(|p| read_file(&p)).transpose()?;
    let (document, found) = read_as(&source, context.dialect);
    let (mut checks, mut of_sidecar) = sidecar.as_ref().map(parse).unwrap_or_default();
    if let (Some(sidecar), Some(checks)) = (&sidecar, &mut checks) {
        of_sidecar.extend(read_scripts(checks, sidecar, &beside(&sidecar.name)));
    }
    let values = checks.as_ref().map(Sidecar::values).unwrap_or_default();
    let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    if let (Some(sidecar), Some(checks)) = (&sidecar, &checks) {
        of_sidecar.extend(unused(&checks.variables, sidecar, &source.text));
    }
    let own = document_for(&source, &document, &values, |own| read_as(own, context.dialect).0);
    let (lesson, joined) = compile(&id, &own, sidecar.as_ref().zip(checks));
    let back = |sidecar| with_way_back(joined, sidecar, &lesson, &source.name);
    of_sidecar.extend(sidecar.as_ref().map(back).unwrap_or_default());
    let folders = folders_above(path);
    let exists = |relative: &str| folders.iter().any(|folder| folder.join(relative).exists());
    let mut found = without_allowed(&source, &document, found);
    let text = |relative: &str| {
        let path = folders.iter().map(|folder| folder.join(relative)).find(|path| path.is_file())?;
        Some(read_file(&path).ok()?.text.to_string())
    };
    found.extend(lint(&source, &document, &lesson, sidecar.as_ref(), &Files { exist: &exists, text: &text }));
    without_consequences(&mut found);
    // What a step expects may be just what could not be read.
    if of_sidecar.iter().any(|d| d.severity == Severity::Error) {
        found.retain(|d| d.code != UNCHECKED_STEP);
    }
    found.sort_by_key(|d| (d.line, d.column, d.code));
    let mut files = vec![Linted { source, found }];
    files.extend(sidecar.map(|source| Linted { source, found: of_sidecar }));
    Ok(Look { lesson, files })
}

/// The folder of a file and those above it up to the root of its repository; without one the next above alone.
fn folders_above(path: &Path) -> Vec<PathBuf> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let all: Vec<&Path> = absolute.ancestors().skip(1).collect();
    let root = all.iter().position(|folder| folder.join(".git").exists());
    all.iter().take(root.map_or(2, |at| at + 1)).map(|folder| (*folder).to_owned()).collect()
}

fn show(context: &Context, options: &LintOptions, files: &[Linted], unread: &Unread) {
    if options.sarif {
        let files: Vec<_> = files.iter().map(|f| (&f.source, f.found.as_slice())).collect();
        let file = |path: &Path| path.display().to_string();
        let unread: Vec<SarifFailure> =
            unread.iter().map(|(path, f)| SarifFailure { file: file(path), message: f.message.clone() }).collect();
        return context.print_json(&sarif(&sarif_rules(&files), &files, &unread, &from_root));
    }
    if context.json {
        let found: Vec<Value> = files.iter().flat_map(|f| f.found.iter().map(|d| finding_json(d, &f.source))).collect();
        let unread: Vec<Value> = unread
            .iter()
            .map(|(path, f)| json!({ "file": path.display().to_string(), "message": f.message, "help": f.help }))
            .collect();
        return context
            .print_json(&json!({ "version": 1, "files": files.len(), "findings": found, "unreadable": unread }));
    }
    for file in files.iter().filter(|f| !f.found.is_empty()) {
        context.print(&diagnostics(&summed(&file.found), &file.source, &context.theme));
        context.print("\n");
    }
    let (role, words) = summary(files);
    context.say(role, &words);
}

/// A finding with the place where it ends, which its source alone tells.
fn finding_json(found: &Diagnostic, source: &Source) -> Value {
    let (end_line, end_column) = source.line_column(found.span.end.max(found.span.start));
    let mut value = json!(found);
    value["end_line"] = json!(end_line);
    value["end_column"] = json!(end_column);
    value
}

/// A file's path from the root of the repository that it lies in.
fn from_root(file: &str) -> Option<String> {
    let path = Path::new(file).canonicalize().ok()?;
    let root = path.ancestors().skip(1).find(|folder| folder.join(".git").exists())?;
    Some(path.strip_prefix(root).ok()?.display().to_string())
}

/// `2 files: 1 error, 3 warnings, 1 note`.
pub(super) fn summary(files: &[Linted]) -> (Role, String) {
    let of = |severity| files.iter().flat_map(|f| &f.found).filter(|d| d.severity == severity).count();
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let told: Vec<String> =
        all.iter().map(|(s, noun)| (of(*s), noun)).filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
    let looked = count(files.len(), "file");
    if told.is_empty() {
        return (Role::Pass, format!("{looked}: nothing to mend"));
    }
    let role = if of(Severity::Error) + of(Severity::Warning) > 0 { Role::NotYet } else { Role::Text };
    (role, format!("{looked}: {}; `ropewalk lint --explain CODE` tells more", told.join(", ")))
}

/// The rules of lessons, and those of sidecars that were met.
fn sarif_rules(files: &[(&Source, &[Diagnostic])]) -> Vec<SarifRule> {
    let mut all: Vec<SarifRule> = rules().map(sarif_rule).collect();
    for found in files.iter().flat_map(|(_, found)| found.iter()) {
        if !all.iter().any(|r| r.id == found.code) {
            let what = of_checks(found.code).map_or("a mistake in a sidecar", |(_, what)| what);
            let words = || what.to_owned();
            all.push(SarifRule {
                id: found.code.to_owned(),
                name: "sidecar".to_owned(),
                short: words(),
                full: words(),
                help: words(),
                markdown: words(),
                severity: Severity::Error,
            });
        }
    }
    all
}

fn sarif_rule(rule: &lint::Rule) -> SarifRule {
    SarifRule {
        id: rule.code.to_owned(),
        name: rule.name.to_owned(),
        short: rule.what.to_owned(),
        full: rule.why.to_owned(),
        help: explain(rule),
        markdown: lint::rule::explain_as_markdown(rule),
        severity: rule.severity,
    }
}

fn explain_code(context: &Context, code: &str) -> Result<(), Failure> {
    if let Some(rule) = rule(code) {
        for line in explain(rule).lines() {
            // Examples stay as they are; all else is broken to the width of the screen.
            if line.is_empty() || line.starts_with(' ') {
                context.print(&format!("{line}\n"));
            } else {
                context.say(Role::Text, line);
            }
        }
        return Ok(());
    }
    if let Some((code, what)) = of_checks(code) {
        context.print(&format!(
            "C{code} (error in a sidecar)\n\n{what}.\n\ndocs/checks.md tells how checks are written.\n"
        ));
        return Ok(());
    }
    let near = did_you_mean(code, rules().flat_map(|r| [r.code, r.name]));
    let help = near.map_or_else(|| "docs/lint.md lists the rules".to_owned(), |n| format!("did you mean `{n}`?"));
    Err(Failure::new(USAGE, format!("there is no rule `{code}`")).help(help))
}

/// The row of a code in the manual of checks: these are explained there.
fn of_checks(code: &str) -> Option<(&'static str, &'static str)> {
    let rows = include_str!("../../docs/checks.md").lines().filter_map(|l| l.strip_prefix("| C")?.strip_suffix(" |"));
    let row =
        rows.map(|r| r.split_once(" | ")).find(|r| r.is_some_and(|(c, _)| code.eq_ignore_ascii_case(&format!("C{c}"))));
    row.flatten()
}

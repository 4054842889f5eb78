//! `ropewalk list`, `progress` and `reset`: lessons, and how far the learner is.

use super::builtin::{BUILTINS, Builtin};
use super::course::{Found, expand};
use super::load::sidecar_of;
use super::{Context, Failure, USAGE};
use crate::check::{Seed, parse_for, with_values};
use crate::lesson::course::titled;
use crate::lesson::{Lesson, compile};
use crate::progress::{FileStore, Store, SystemClock};
use crate::session::{Entry, Reached, reached};
use crate::source::Source;
use crate::terminal::Role;
use crate::terminal::view::{LessonRow, lesson_list};
use crate::text::count;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Clone, Serialize)]
struct Row {
    id: String,
    title: String,
    minutes: Option<u32>,
    steps: usize,
    #[serde(flatten)]
    reached: Reached,
}

/// `ropewalk list [FOLDER]`: the lessons that come with the program, or those of a folder.
pub fn list(context: &Context, folder: Option<&Path>) -> Result<(), Failure> {
    let store = FileStore::new(context.progress_path(), SystemClock);
    let lessons = match folder {
        Some(folder) => of_folder(context, folder)?,
        None => builtin(),
    };
    // What every name would begin with is said once.
    let own = |path: &Path| if path.is_dir() { path.to_owned() } else { super::course::folder_of(path) };
    let folder = folder.map(own);
    let logged = store.read()?;
    let rows: Vec<Row> = lessons
        .into_iter()
        .map(|listed| {
            let reached = reached(logged.iter().filter(|l| l.lesson == listed.key).map(|l| &l.entry));
            listed.row(reached)
        })
        .collect();
    show(context, &rows, folder.as_deref());
    Ok(())
}

/// A lesson as a listing needs it.
struct Listed {
    key: String,
    name: String,
    title: String,
    minutes: Option<u32>,
    steps: usize,
    checks: Option<Source>,
}

impl Listed {
    /// Its title with the values that were drawn for the learner; before that with the names of what will be drawn.
    fn title(&self, seed: Option<Seed>) -> String {
        let sidecar = self.checks.as_ref().filter(|_| self.title.contains('$'));
        let Some(sidecar) = sidecar.and_then(|checks| parse_for(checks, seed.unwrap_or_default()).0) else {
            return self.title.clone();
        };
        let mut values = sidecar.values();
        if seed.is_none() {
            values.iter_mut().for_each(|(name, value)| *value = format!("<{name}>"));
        }
        with_values(&self.title, &values).0
    }

    fn row(&self, reached: Reached) -> Row {
        let title = self.title(reached.seed);
        Row { id: self.name.clone(), title, minutes: self.minutes, steps: self.steps, reached }
    }

    fn new(key: String, name: String, lesson: &Lesson, checks: Option<Source>) -> Self {
        let minutes = lesson.minutes.teaching.unwrap_or(0).saturating_add(lesson.minutes.exercises.unwrap_or(0));
        let minutes = (minutes > 0).then_some(minutes);
        Self { key, name, title: lesson.title.clone(), minutes, steps: lesson.steps.len(), checks }
    }
}

fn show(context: &Context, rows: &[Row], folder: Option<&Path>) {
    if context.json {
        return context.print_json(&serde_json::json!({ "version": 1, "lessons": rows }));
    }
    if let Some(folder) = folder.filter(|folder| !rows.is_empty() && *folder != Path::new(".")) {
        context.say(Role::Text, &format!("In {}:", folder.display()));
    }
    let within = |id: &str| {
        let path = folder.and_then(|folder| Path::new(id).strip_prefix(folder).ok());
        path.map_or_else(|| id.to_owned(), |path| path.display().to_string())
    };
    let shown = |row: &Row| LessonRow {
        id: within(&row.id),
        title: row.title.clone(),
        minutes: row.minutes,
        progress: progress_words(&row.reached, row.steps),
    };
    context.print(&lesson_list(&rows.iter().map(shown).collect::<Vec<_>>(), &context.theme));
}

fn progress_words(reached: &Reached, steps: usize) -> String {
    let done = reached.passed.len() + reached.skipped.len();
    match (reached.finished, done) {
        (true, _) => "done".into(),
        (false, 0) if reached.taken => "done once".into(),
        (false, done) if reached.taken && steps > 0 => format!("done once; again {done} of {}", count(steps, "step")),
        (false, 0) if reached.at.is_none() => String::new(),
        (false, done) if steps == 0 => count(done, "step"),
        (false, done) => format!("{done} of {}", count(steps, "step")),
    }
}

fn builtin() -> Vec<Listed> {
    let read = |b: &super::builtin::Builtin| {
        let source = Source::new(format!("lessons/{}.md", b.id), b.text);
        let checks = Source::new(format!("checks/{}.yaml", b.id), b.checks);
        let (document, _) = crate::reader::read(&source);
        let sidecar = crate::check::parse(&checks).0.map(|s| (&checks, s));
        let lesson = compile(b.id, &document, sidecar).0;
        Listed::new(b.id.to_owned(), b.id.to_owned(), &lesson, Some(checks))
    };
    BUILTINS.iter().map(read).collect()
}

fn of_folder(context: &Context, folder: &Path) -> Result<Vec<Listed>, Failure> {
    if !folder.exists() {
        let help = "name a folder with lessons";
        return Err(Failure::new(USAGE, format!("{}: there is no such folder", folder.display())).help(help));
    }
    let found = expand(context, &[folder.to_owned()])?;
    // Reading takes most of the time, and lessons know nothing of each other.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parts: Vec<Vec<Result<Listed, Failure>>> = std::thread::scope(|scope| {
        let share = found.len().div_ceil(threads).max(1);
        let read = |part| scope.spawn(move || <[Found]>::iter(part).map(listed).collect());
        let handles: Vec<_> = found.chunks(share).map(read).collect();
        // A panic in a thread is one here.
        handles.into_iter().map(|h| h.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    parts.into_iter().flatten().collect()
}

fn listed(found: &Found) -> Result<Listed, Failure> {
    let path = &found.path;
    let source = super::read::read_file(path)?;
    let (mut document, _) = crate::reader::read(&source);
    document.title = titled(&document, found.title.as_deref());
    let key = std::path::absolute(path)?.display().to_string();
    let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    // A sidecar that cannot be read is told of where the lesson is run.
    let checks = sidecar_of(path).and_then(|path| super::read::read_file(&path).ok());
    Ok(Listed::new(key, path.display().to_string(), &compile(&id, &document, None).0, checks))
}

/// The lesson to go on with: the last one unless it is finished, else the next that was never finished, from the
/// beginning again if need be; none at the end.
pub fn current(context: &Context) -> Result<Option<String>, Failure> {
    let logged = FileStore::new(context.progress_path(), SystemClock).read()?;
    let of = |key: &str| reached(logged.iter().filter(|l| l.lesson == key).map(|l| &l.entry));
    let last = logged.last().map(|l| (l.lesson.clone(), of(&l.lesson)));
    if let Some((key, _)) = last.filter(|(_, reached)| !reached.finished && reached.at.is_some()) {
        return Ok(Some(key));
    }
    let last = logged.last().and_then(|l| BUILTINS.iter().position(|b| b.id == l.lesson));
    let from = last.map_or(0, |at| at + 1);
    let in_turn = BUILTINS[from..].iter().chain(&BUILTINS[..from]);
    let is_new = |b: &&Builtin| {
        let reached = of(b.id);
        !reached.finished && !reached.taken
    };
    Ok(in_turn.into_iter().find(is_new).map(|b| b.id.to_owned()))
}

/// `ropewalk` alone: the lessons, and how to go on.
pub fn menu(context: &Context) -> Result<(), Failure> {
    list(context, None)?;
    let advice = match current(context)? {
        Some(key) => format!("`ropewalk run` goes on with {key}."),
        None => "You have taken every lesson here.".to_owned(),
    };
    context.say(Role::Text, &format!("\n{advice} `ropewalk --help` shows all commands."));
    Ok(())
}

/// `ropewalk progress`: every lesson that was begun.
pub fn progress(context: &Context) -> Result<(), Failure> {
    let store = FileStore::new(context.progress_path(), SystemClock);
    let mut lessons: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for logged in store.read()? {
        lessons.entry(logged.lesson).or_default().push(logged.entry);
    }
    let known = builtin();
    let rows: Vec<Row> = lessons
        .into_iter()
        .map(|(key, entries)| (reached(&entries), key))
        .filter(|(reached, _)| *reached != Reached::default())
        .map(|(reached, key)| match known.iter().find(|listed| listed.key == key) {
            Some(listed) => listed.row(reached),
            None => Row { id: key, title: reached.title.clone(), minutes: None, steps: 0, reached },
        })
        .collect();
    if rows.is_empty() && !context.json {
        context.say(Role::Text, "Nothing yet: `ropewalk run 01` takes the first lesson.");
        return Ok(());
    }
    show(context, &rows, None);
    Ok(())
}

/// `ropewalk reset LESSON`: its progress begins anew; nothing is erased from the log.
pub fn reset(context: &Context, name: &str) -> Result<(), Failure> {
    let mut store = FileStore::new(context.progress_path(), SystemClock);
    let path = || std::path::absolute(name).map(|p| p.display().to_string()).unwrap_or_default();
    let key = super::builtin::builtin(name).map_or_else(path, |b| b.id.to_owned());
    if store.reached(&key)? == Reached::default() {
        return Err(
            Failure::new(USAGE, format!("there is no progress of `{name}`")).help("`ropewalk progress` lists it")
        );
    }
    store.append(&key, &Entry::Forgotten)?;
    context.say(Role::Text, &format!("The progress of `{name}` begins anew."));
    Ok(())
}

//! `ropewalk new`: a lesson that works, to be changed.

use super::{Context, FAILED, Failure, USAGE};
use crate::author::scaffold::{NewFile, scaffold};
use crate::terminal::Role;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// `ropewalk new NAME`: writes a lesson, its sidecar and a workflow below the current folder. What is there is never
/// changed: where the lesson or its sidecar exists, nothing is written at all.
pub fn new_lesson(context: &Context, name: &str) -> Result<(), Failure> {
    let files = scaffold(name).map_err(|bad| {
        let help = match bad.near {
            Some(near) => format!("`ropewalk new {near}` would do"),
            None => "use lower-case letters, digits and hyphens, for example `ropewalk new 01-first-steps`".to_owned(),
        };
        Failure::new(USAGE, bad.why).help(help)
    })?;
    if let Some(there) = files.iter().find(|f| !f.shared && Path::new(&f.path).exists()) {
        return Err(exists(&there.path));
    }
    for file in &files {
        let made = write(file)?;
        let said = if made { file.what } else { "kept as it is" };
        context.say(Role::Text, &format!("{}: {said}", file.path));
    }
    let lesson = &files[0].path;
    context.say(Role::Text, "Next, change it while you see what the learner sees, and prove it:");
    context.print(&format!("  ropewalk preview {lesson}\n  ropewalk verify {lesson}\n"));
    Ok(())
}

fn exists(path: &str) -> Failure {
    Failure::new(FAILED, format!("{path} is there already, and nothing was written"))
        .help("choose another name, or move that file away")
}

/// Whether the file was made; a shared one may be there.
fn write(file: &NewFile) -> Result<bool, Failure> {
    let path = Path::new(&file.path);
    let fail = |error: std::io::Error| Failure::new(FAILED, format!("{}: {error}", file.path));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut made) => made.write_all(file.text.as_bytes()).map(|()| true).map_err(fail),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && file.shared => Ok(false),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(&file.path)),
        Err(error) => Err(fail(error)),
    }
}

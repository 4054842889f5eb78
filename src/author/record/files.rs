//! Which files a command may have changed: those it names.

use crate::check::shell::{Command, split};
use crate::check::{Assertion, Look, derive};
use std::collections::BTreeSet;

/// How many files of a step are looked at; a step that names more is about something else.
const PATH_LIMIT: usize = 40;

/// Programs whose words are files.
const PROGRAMS: &[&str] = &[
    "chmod", "cp", "curl", "gunzip", "gzip", "ln", "mkdir", "mv", "rm", "rmdir", "sed", "tar", "tee", "touch",
    "truncate", "unzip", "wget",
];

/// The files that commands name, as they name them, at most [`PATH_LIMIT`]. Whether they changed any of them is
/// another question.
pub fn paths<'c>(commands: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    let all: BTreeSet<String> = commands.into_iter().flat_map(of_command).collect();
    all.into_iter().take(PATH_LIMIT).collect()
}

fn of_command(text: &str) -> Vec<String> {
    let mut found: Vec<String> = derive(text).iter().filter_map(derived).collect();
    for simple in split(text) {
        found.extend(simple.writes.iter().filter(|word| !word.unknown).map(|word| word.text.clone()));
        let Some(command) = Command::read(&simple) else { continue };
        if PROGRAMS.contains(&command.program.as_str()) {
            let words = simple.words.iter().skip(1).filter(|word| !word.unknown && !word.text.starts_with('-'));
            found.extend(words.map(|word| word.text.clone()).filter(|word| may_be_path(word)));
        }
    }
    found
}

fn derived(assertion: &Assertion) -> Option<String> {
    match assertion {
        Assertion::File(check) => Some(check.path.clone()),
        Assertion::Look(look) => match &**look {
            Look::Archive(check) => Some(check.path.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn may_be_path(word: &str) -> bool {
    !word.is_empty() && !word.contains("://") && !word.contains(['*', '?', '\n', '='])
}

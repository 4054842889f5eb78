//! From a lesson that was played to its sidecar.
//!
//! 1. The app plays the model run and hands over [`PlayedStep`]s: what each command changed, and the state at the
//!    step's beginning and end. [`Watch`] says where to look meanwhile.
//! 2. [`propose`] turns changes into assertions. Each is written as YAML, read back and held against both states: what
//!    does not hold at the end or holds at the beginning already is no check, and left out.
//! 3. [`write_sidecar`] writes a new sidecar; [`update`] changes in an old one only what is stale, line by line.
//!
//! What the recorder writes has a comment above it by which it knows its own lines again ([`is_own`]). Comments name
//! the command and not its line: a line number would be wrong as soon as a paragraph is added above.

mod built;
mod change;
mod compose;
mod draft;
mod files;
mod heirs;
mod json;
mod looked;
mod merge;
mod names;
mod patch;
mod propose;
mod rename;
mod settings;
mod stale;
mod update;
mod value;
mod variables;
mod watch;
mod write;

pub use names::{Names, names};
pub use propose::propose;
pub use rename::{renamed, with_way_back};
pub use stale::{Stale, stale};
pub use update::{Updated, has_own_solution, update};
pub use variables::with_variables;
pub use watch::{New, ROUNDS, Watch, spread};
pub use write::write_sidecar;

use crate::check::Check;
use crate::state::{Delta, State};

/// A command of the model run and what it changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moment {
    /// As typed.
    pub command: String,
    /// What was typed into the program that it started.
    pub replies: Vec<String>,
    /// Its exit status.
    pub exit: i32,
    /// What it changed.
    pub delta: Delta,
}

impl Moment {
    /// All that was typed.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = std::iter::once(&self.command).chain(&self.replies).map(String::as_str).collect();
        lines.join("\n")
    }
}

/// A step of the model run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlayedStep {
    /// Its id.
    pub id: String,
    /// The digest of its text.
    pub digest: String,
    /// What was typed, in order.
    pub moments: Vec<Moment>,
    /// The same as a sidecar has it, with `> ` before what is typed into programs where the lesson does not say that.
    pub solution: Vec<String>,
    /// The lines that the lesson shows as output.
    pub shown: Vec<String>,
    /// What the sidecar expects of it, as far as there is one.
    pub expect: Vec<Check>,
    /// At its beginning.
    pub begin: State,
    /// At its end.
    pub end: State,
}

/// An assertion to be written, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// In one line of YAML: `image: { ref: "a:1", same_as: alpine }`.
    pub text: String,
    /// What the line above it says, without `# `.
    pub why: String,
    /// What it is about: entries about the same thing replace each other.
    pub about: String,
    /// What it says, read back.
    pub check: Check,
    /// The name that later steps mean the thing by.
    pub gives: Option<String>,
    /// What asks for less, where this does not hold in every run.
    pub weaker: Option<String>,
}

impl RecordedStep {
    /// Takes the assertions with these texts out, or asks for less where that is known; gives what they asked for.
    pub fn weaken(&mut self, failing: &[&str]) -> Vec<String> {
        let (mut kept, mut changed) = (Vec::new(), Vec::new());
        for entry in std::mem::take(&mut self.entries) {
            if !failing.contains(&entry.text.as_str()) {
                kept.push(entry);
                continue;
            }
            let less = entry.weaker.as_ref().and_then(|text| Some((text.clone(), draft::read(text)?)));
            changed.push(entry.text.clone());
            kept.extend(less.map(|(text, check)| Entry { text, check, weaker: None, ..entry }));
        }
        self.entries = kept;
        changed
    }
}

/// What is to be written of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedStep {
    /// Its id.
    pub id: String,
    /// The digest of its text.
    pub digest: String,
    /// In the order in which the commands brought them about.
    pub entries: Vec<Entry>,
    /// What was typed.
    pub solution: Vec<String>,
    /// Nothing stayed of it that could be seen: it is judged by what was typed, or not at all.
    pub only_typed: bool,
}

/// The comment above a solution that the recorder wrote.
const SOLUTION_COMMENT: &str = "as the lesson types it";

/// How the comments above assertions end, so that they are known again.
const DEEDS: &[&str] = &[
    "made this image",
    "removed this image",
    "made this name",
    "removed this name",
    "made this container",
    "changed this container",
    "removed this container",
    "ran this container",
    "made this volume",
    "removed this volume",
    "made this network",
    "removed this network",
    "wrote this file",
    "made this folder",
    "changed this file",
    "removed this file",
    "wrote this archive",
    "made this page answer",
    "pushed this image",
    "made this command say so",
    "made it print this",
    "printed this",
    "changed its files",
    "changed these services",
    "removed these services",
    "fails",
    "left nothing but that it was typed",
];

/// Whether a line of a sidecar is a comment by which the recorder knows what it wrote.
pub fn is_own(line: &str) -> bool {
    let Some(comment) = line.trim().strip_prefix("# ") else { return false };
    comment == SOLUTION_COMMENT || (comment.starts_with('`') && DEEDS.iter().any(|deed| comment.ends_with(deed)))
}

#[cfg(test)]
mod tests;

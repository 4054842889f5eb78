//! Assertions from what looks showed: archives, pages, registries, what containers print and change.
//!
//! Of a text only those lines are asserted that the lesson itself has, in its commands or in the output that it shows:
//! they are the same for everybody.

use super::change::{self, draft, is_volatile, short};
use super::draft::Draft;
use super::propose::{Proposer, touches};
use super::value::Value;
use super::watch::{changes, details};
use crate::check::shell::{Command, split};
use crate::check::{ArchiveCheck, ArchiveKind, Assertion, Look, derive, is_progress};
use crate::state::{Answer, Archive, Change, Container, Detail, File, FileKind, Output, Place, Probe, Seen};
use std::collections::BTreeSet;

/// How many lines of a text are asserted at most.
const SAID_LIMIT: usize = 3;
/// A line of fewer characters says nothing.
const SAID_LEAST: usize = 2;
/// How many entries of an archive are asserted at most.
const ENTRY_LIMIT: usize = 3;
/// From this status on an answer is a failure, which a check takes only where it says so.
const FAILURE: u16 = 400;

impl Proposer<'_> {
    /// The assertions of a look that shows something else than before.
    pub(super) fn of_look(&self, probe: &Probe, before: &Answer, now: &Answer) -> Vec<Draft> {
        match (probe, now) {
            (Probe::Archive(path), Answer::Archive(archive)) if !archive.broken => vec![self.archive(path, archive)],
            (Probe::Http { port, path, .. }, Answer::Reply { status, body }) => {
                vec![self.page(probe, (*port, path), *status, body)]
            }
            (Probe::Pushed(reference), Answer::Pushed { config, .. }) => vec![self.pushed(probe, reference, config)],
            (Probe::Exec { container, words }, Answer::Output(output)) => {
                self.inside(probe, container, words, output).into_iter().collect()
            }
            (Probe::Detail { detail: Detail::Logs, container: None }, _) => self.printed(before),
            (Probe::Detail { detail: Detail::Changes, container: None }, _) => self.changed(before),
            _ => Vec::new(),
        }
    }

    /// Whether a file is told as the archive that it is.
    pub(super) fn is_archive(&self, path: &str) -> bool {
        let answer = self.step.end.now.answers.get(&Probe::Archive(path.to_owned()));
        matches!(answer, Some(Answer::Archive(archive)) if !archive.broken)
    }

    fn archive(&self, path: &str, archive: &Archive) -> Draft {
        let about = format!("file {path}");
        let command = self.command(&about);
        let mut draft = draft("archive", "path", about, "wrote this archive");
        draft.needed = vec![("path", Value::text(path))];
        // Where the shell stood in another folder, the command has less of the path.
        let said = derive(&command).into_iter().filter_map(archive_check);
        let said: Vec<ArchiveCheck> = said.filter(|c| path.ends_with(c.path.trim_start_matches("./"))).collect();
        let is_image = !archive.manifest.is_empty() || !archive.index.is_empty();
        if is_image {
            draft.more.push(("is", Value::text("image")));
        } else if said.iter().any(|check| check.kind == ArchiveKind::Filesystem) {
            draft.more.push(("is", Value::text("filesystem")));
        }
        let mut tags: BTreeSet<&str> = said.iter().flat_map(|check| &check.tags).map(String::as_str).collect();
        tags.extend(self.tags_within(archive).map(|tag| short(tag)));
        let tags: Vec<Value> = tags.into_iter().map(Value::text).collect();
        draft.more.extend(change::list("tags", tags));
        if !is_image {
            let is_whole = draft.more.iter().any(|(key, _)| *key == "is");
            draft.more.extend(change::list("entries", self.entries(archive, is_whole)));
        }
        draft
    }

    /// The names that an archive of images has for them, as far as the lesson has them too.
    fn tags_within<'s>(&'s self, archive: &'s Archive) -> impl Iterator<Item = &'s String> {
        let all = self.step.end.now.images.iter().flat_map(|image| &image.tags);
        all.filter(|tag| archive.manifest.contains(&format!("\"{tag}\"")) && self.said.has(short(tag)))
    }

    /// The entries that the lesson's commands name, in a whole file system by their path; of a folder only itself.
    fn entries(&self, archive: &Archive, is_whole: bool) -> Vec<Value> {
        let plain = archive.entries.iter().map(|entry| entry.trim_start_matches("./").trim_matches('/'));
        let last = |entry: &str| entry.rsplit('/').next().unwrap_or_default().to_owned();
        let has = |entry: &str| {
            if is_whole { self.said.has_path(&format!("/{entry}")) } else { self.said.has(&last(entry)) }
        };
        let is_said = |entry: &&str| entry.len() >= SAID_LEAST && !is_volatile(entry) && has(entry);
        let mut kept: Vec<&str> = Vec::new();
        for entry in plain.filter(|entry| !entry.is_empty()).filter(is_said) {
            let is_within = kept.iter().any(|folder| entry.strip_prefix(folder).is_some_and(|r| r.starts_with('/')));
            if !is_within && kept.len() < ENTRY_LIMIT {
                kept.push(entry);
            }
        }
        kept.into_iter().map(Value::text).collect()
    }

    fn page(&self, probe: &Probe, (port, path): (u16, &str), status: u16, body: &str) -> Draft {
        let mut draft = draft("http", "port", probe.to_string(), "made this page answer");
        draft.needed = vec![("port", Value::Word(port.to_string()))];
        if path != "/" {
            draft.needed.push(("path", Value::text(path)));
        }
        if status >= FAILURE {
            draft.needed.push(("status", Value::Word(status.to_string())));
        }
        draft.more.extend(self.contains(body.lines()));
        draft
    }

    fn pushed(&self, probe: &Probe, reference: &str, config: &str) -> Draft {
        let mut draft = draft("registry", "ref", probe.to_string(), "pushed this image");
        draft.needed = vec![("ref", Value::text(reference))];
        let same = self.step.end.now.images.iter().find(|image| image.id == config && !config.is_empty());
        let name = same.and_then(|image| image.tags.iter().find(|tag| short(tag) == short(reference)));
        draft.more.extend(name.map(|name| ("same_as", Value::text(short(name)))));
        draft
    }

    /// What a command in a container prints now.
    fn inside(&self, probe: &Probe, container: &str, words: &[String], output: &Output) -> Option<Draft> {
        let contains = self.contains(output.text.lines()).filter(|_| output.status == 0)?;
        let mut draft = draft("exec", "container", probe.to_string(), "made this command say so");
        let words = Value::List(words.iter().map(Value::text).collect());
        draft.needed = vec![("container", Value::text(container)), ("command", words), contains];
        Some(draft)
    }

    /// What containers that were there before have printed in this step.
    fn printed(&self, before: &Answer) -> Vec<Draft> {
        let begin = &self.step.begin.now.containers;
        let old = self.step.end.now.containers.iter().filter(|c| begin.iter().any(|b| b.id == c.id));
        old.filter_map(|container| {
            let known: BTreeSet<&str> = lines(before, &container.id).collect();
            let logs = details(&self.step.end.now, Detail::Logs, &container.id).filter(|line| !known.contains(line));
            let (_, logs) = self.contains(logs)?;
            let mut draft = self.of_container(container, format!("logs {}", container.id), "made it print this")?;
            draft.needed.push(("logs", logs));
            Some(draft)
        })
        .collect()
    }

    /// What a container that was made in this step has printed, where its own command does not say it already.
    pub(super) fn logs(&self, container: &Container) -> Option<(&'static str, Value)> {
        let command = container.command.join(" ");
        let logs = details(&self.step.end.now, Detail::Logs, &container.id);
        self.contains(logs.filter(|line| !command.contains(line.trim()))).map(|(_, lines)| ("logs", lines))
    }

    /// What the command printed by which a container came and went: its logs went with it.
    pub(super) fn output_of(&self, seen: &Seen) -> Option<Draft> {
        let about = output_about(seen);
        let typed = self.step.moments.iter().find(|moment| touches(moment, &about))?.command.trim();
        let commands = split(typed);
        let mut docker = commands.iter().filter_map(Command::read).filter(|command| command.program == "docker");
        if !docker.all(|command| command.verb == "run" && !command.has("detach")) {
            return None;
        }
        let record = self.step.end.commands.iter().find(|record| record.text.trim() == typed)?;
        let contains = self.contains(record.output.lines().filter(|line| !is_progress(line)))?;
        let mut draft = draft("output", "", about, "printed this");
        draft.needed = vec![contains];
        Some(draft)
    }

    /// Files of containers that were changed or deleted. Those that were added are told as files.
    fn changed(&self, before: &Answer) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for container in &self.step.end.now.containers {
            let known: BTreeSet<&str> = lines(before, &container.id).collect();
            for (letter, path) in changes(&self.step.end.now, &container.id) {
                let probe = Probe::FileIn(Place::Container(container.name.clone()), path.to_owned());
                let answer = self.step.end.now.answers.get(&probe);
                if answer.is_none() || known.contains(format!("{letter} {path}").as_str()) {
                    continue;
                }
                let about = changed_about(&container.id, path);
                drafts.extend(match (letter, answer) {
                    ("C", Some(Answer::File(file))) => self.changed_file(container, path, file, about),
                    ("D", _) => self.with_change(container, &format!("D {path}"), about),
                    _ => None,
                });
            }
        }
        drafts
    }

    fn changed_file(&self, container: &Container, path: &str, file: &File, about: String) -> Option<Draft> {
        if file.kind == FileKind::Directory {
            return None;
        }
        let Some(contains) = self.contains(file.content.lines()).filter(|_| self.said.is_name(&container.name)) else {
            return self.with_change(container, &format!("C {path}"), about);
        };
        let mut draft = draft("file", "path", about, "changed this file");
        draft.needed = vec![("path", Value::text(path)), ("in", Value::text(&container.name)), contains];
        Some(draft)
    }

    fn with_change(&self, container: &Container, change: &str, about: String) -> Option<Draft> {
        let mut draft = self.of_container(container, about, "changed its files")?;
        draft.needed.push(("changed", Value::List(vec![Value::text(change)])));
        Some(draft)
    }

    /// An assertion on a container by its own name, or by the name that the sidecar gives it.
    fn of_container(&self, container: &Container, about: String, deed: &'static str) -> Option<Draft> {
        let name = change::called(container, self.said)?;
        let mut draft = draft("container", "name", about, deed);
        draft.needed = vec![("name", name)];
        Some(draft)
    }

    /// A file in a container or a volume.
    pub(super) fn file_in(&self, probe: &Probe, file: Option<&File>) -> Option<Draft> {
        let Probe::FileIn(place, path) = probe else { return None };
        let within = match place {
            Place::Container(name) if self.said.is_name(name) => Value::text(name),
            Place::Volume(name) if !is_volatile(name) => Value::Map(vec![("volume".to_owned(), Value::text(name))]),
            Place::Image(name) if file.is_some_and(|file| file.kind == FileKind::File) => {
                Value::Map(vec![("image".to_owned(), Value::text(short(name)))])
            }
            _ => return None,
        };
        let deed = if file.is_some() { "wrote this file" } else { "removed this file" };
        let mut draft = draft("file", "path", probe.to_string(), deed);
        draft.needed = vec![("path", Value::text(path)), ("in", within)];
        draft.absent = file.is_none();
        if let Some(file) = file {
            let folder = (file.kind == FileKind::Directory).then(|| ("kind", Value::text("directory")));
            let copied = self.copied_lines(file).into_iter().take(SAID_LIMIT).map(Value::text).collect();
            let content = || change::list("contains", copied).or_else(|| self.contains(file.content.lines()));
            draft.more.extend(folder.or_else(|| self.json(file, "")).or_else(content));
        }
        Some(draft)
    }

    /// The lines that the lesson has too.
    fn contains<'l>(&self, lines: impl Iterator<Item = &'l str>) -> Option<(&'static str, Value)> {
        let mut kept: Vec<&str> = Vec::new();
        for line in lines.map(str::trim).filter(|line| self.is_said(line)) {
            if kept.len() < SAID_LIMIT && !kept.contains(&line) {
                kept.push(line);
            }
        }
        change::list("contains", kept.into_iter().map(Value::text).collect())
    }

    /// Whether a line is the lesson's own.
    pub(super) fn is_said(&self, line: &str) -> bool {
        let says = line.chars().filter(|c| c.is_alphanumeric()).count() >= SAID_LEAST && !is_volatile(line);
        says && (self.said.has(line) || self.step.shown.iter().any(|shown| shown.trim() == line))
    }
}

fn archive_check(assertion: Assertion) -> Option<ArchiveCheck> {
    match assertion {
        Assertion::Look(look) => match *look {
            Look::Archive(check) => Some(check),
            _ => None,
        },
        _ => None,
    }
}

fn lines<'a>(answer: &'a Answer, id: &str) -> impl Iterator<Item = &'a str> {
    let lines = match answer {
        Answer::Each(each) => match each.get(id) {
            Some(Answer::Lines(lines)) => lines.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    lines.iter().map(String::as_str)
}

/// What an assertion on what a container that is gone printed is about.
pub fn output_about(seen: &Seen) -> String {
    format!("output of {}", seen.name)
}

fn changed_about(id: &str, path: &str) -> String {
    format!("changed {id} {path}")
}

/// What assertions on a look are about.
pub fn abouts(change: &Change) -> Vec<String> {
    match change {
        Change::FileMade { probe: Probe::File(path), .. }
        | Change::FileChanged { probe: Probe::File(path), .. }
        | Change::FileGone { probe: Probe::File(path), .. }
        | Change::LookChanged { probe: Probe::Archive(path), .. } => vec![format!("file {path}")],
        Change::FileMade { probe, .. } | Change::FileChanged { probe, .. } | Change::FileGone { probe, .. } => {
            vec![probe.to_string()]
        }
        Change::LookChanged { probe: Probe::Detail { detail, container: None }, before, now } => {
            let Answer::Each(each) = now else { return Vec::new() };
            let of_one = |id: &String| -> Vec<String> {
                let known: BTreeSet<&str> = lines(before, id).collect();
                let mut new = lines(now, id).filter(|line| !known.contains(line)).peekable();
                match detail {
                    Detail::Logs => new.peek().map(|_| format!("logs {id}")).into_iter().collect(),
                    _ => new.filter_map(|line| line.split_once(' ')).map(|(_, path)| changed_about(id, path)).collect(),
                }
            };
            each.keys().flat_map(of_one).collect()
        }
        Change::LookChanged { probe, .. } => vec![probe.to_string()],
        _ => Vec::new(),
    }
}

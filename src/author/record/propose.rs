//! The assertions of a step, from what it changed.

use super::change::{self, Said};
use super::draft::{Draft, named, read};
use super::names::Names;
use super::value::{Value, flow, line};
use super::{Entry, Moment, PlayedStep, RecordedStep, compose, json, looked};
use crate::check::shell::{Command, split};
use crate::check::{Assertion, ExitStatus, Verdict, committed, derive, judge};
use crate::state::{Answer, Change, Delta, File, FileKind, Image, Probe};

/// How many lines of a file are asserted at most.
const LINE_LIMIT: usize = 24;
/// Exit statuses from this one on tell that a program is not there, could not be started or was stopped.
const OWN_STATUS: i32 = 125;
/// Programs and docker's commands that may fail for want of a network.
const OF_NETWORK: &[&str] =
    &["curl", "wget", "ping", "git", "apt", "apt-get", "apk", "pip", "npm", "pull", "push", "login", "search", "build"];
/// Docker's commands that end as a program in a container does.
const OF_CONTAINER: &[&str] = &["run", "start", "exec", "attach", "wait", "compose up", "compose run", "compose exec"];

/// What is to be written of a step. `said` are all commands of the lesson so far, `names` what the sidecar calls
/// containers that nobody named.
pub fn propose(step: &PlayedStep, said: &str, names: &Names) -> RecordedStep {
    let proposer = Proposer { step, said: Said { text: said, names } };
    let mut entries = proposer.of_changes();
    let only_typed = entries.is_empty();
    if only_typed {
        entries = proposer.of_commands();
    }
    if !only_typed || entries.is_empty() {
        entries.extend(proposer.failures());
    }
    let (id, digest, solution) = (step.id.clone(), step.digest.clone(), step.solution.clone());
    RecordedStep { id, digest, entries, solution, only_typed }
}

/// What makes assertions of a step.
pub struct Proposer<'s> {
    /// The step.
    pub step: &'s PlayedStep,
    /// The lesson's commands up to its end.
    pub said: Said<'s>,
}

impl Proposer<'_> {
    /// In the order of the commands; of two about the same thing the first.
    fn of_changes(&self) -> Vec<Entry> {
        let changes = Delta::of_step(&self.step.end).changes;
        let mut drafts = compose::drafts(&changes, &self.step.end.now, self.said);
        let own = changes.iter().filter(|change| compose::about(change).is_none() && !compose::is_part(change));
        drafts.extend(own.flat_map(|change| self.drafts(change)));
        let mut entries: Vec<(usize, Entry)> = Vec::new();
        for draft in drafts {
            let at = self.moment_of(&draft.about);
            let command = self.step.moments.get(at).map_or("", |moment| moment.command.as_str());
            let Some(entry) = draft.tried(self.step, command, self.said.names) else { continue };
            let known = entries.iter().any(|(_, e)| e.text == entry.text || e.about == entry.about);
            if !known {
                entries.push((at, entry));
            }
        }
        entries.sort_by_key(|(at, _)| *at);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The last command that changed it.
    fn moment_of(&self, about: &str) -> usize {
        let moments = &self.step.moments;
        moments.iter().rposition(|moment| touches(moment, about)).unwrap_or_else(|| moments.len().saturating_sub(1))
    }

    fn drafts(&self, what: &Change) -> Vec<Draft> {
        let said = self.said;
        match what {
            Change::ImageMade(image) => self.image_made(image),
            Change::Tagged { reference, image, .. } => {
                let others: Vec<String> = self.other_names(image, reference);
                vec![change::name_of_image(reference, &others)]
            }
            Change::ImageGone(image) if image.tags.is_empty() => vec![change::nameless(true)],
            Change::ImageGone(image) => image.tags.iter().map(|tag| change::name_gone(tag)).collect(),
            Change::Untagged { reference, .. } => vec![change::name_gone(reference)],
            Change::ContainerMade(c) => {
                let mut draft = change::container_made(c, self.image(&c.image_id), said);
                draft.more.extend(self.logs(c));
                vec![draft]
            }
            Change::ContainerChanged { before, now } => {
                change::container_changed(before, now, self.image(&now.image_id), said).into_iter().collect()
            }
            Change::ContainerGone(c) => vec![change::container_gone(c, self.image(&c.image_id), said)],
            Change::ContainerPassed(seen) => {
                let image = seen.made.as_ref().and_then(|made| self.image(&made.image_id));
                let passed = change::container_passed(seen, image, said);
                std::iter::once(passed).chain(self.output_of(seen)).collect()
            }
            Change::VolumeMade(volume) => change::volume(volume, false).into_iter().collect(),
            Change::VolumeGone(volume) => change::volume(volume, true).into_iter().collect(),
            Change::NetworkMade(network) => {
                let all: Vec<_> = self.step.end.now.containers.iter().collect();
                vec![change::network(network, &all, false, said)]
            }
            Change::NetworkGone(network) => vec![change::network(network, &[], true, said)],
            Change::FileMade { probe: Probe::File(path), .. }
            | Change::FileChanged { probe: Probe::File(path), .. }
                if self.is_archive(path) || self.is_told_by_another(path) =>
            {
                Vec::new()
            }
            Change::FileMade { probe: Probe::File(path), file } => vec![self.file(path, file, "")],
            Change::FileChanged { probe: Probe::File(path), before, now } => {
                vec![self.file(path, now, &before.content)]
            }
            Change::FileGone { probe: Probe::File(path), .. } => {
                let needed = vec![("path", Value::text(path))];
                vec![Draft { absent: true, ..file_draft(path, needed, "removed this file") }]
            }
            Change::FileMade { probe, file } | Change::FileChanged { probe, now: file, .. } => {
                self.file_in(probe, Some(file)).into_iter().collect()
            }
            Change::FileGone { probe, .. } => self.file_in(probe, None).into_iter().collect(),
            Change::LookChanged { probe, before, now } => self.of_look(probe, before, now),
        }
    }

    /// Of a folder with something in it, what is in it is told; of much in a new folder that no command names, the
    /// folder.
    fn is_told_by_another(&self, path: &str) -> bool {
        let command = self.command(&format!("file {path}"));
        let of = |at: &str| match (
            self.step.end.before.answers.get(&probe(at)),
            self.step.end.now.answers.get(&probe(at)),
        ) {
            (Some(Answer::Missing), Some(Answer::File(file))) => Some(file.kind),
            _ => None,
        };
        let is_named = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            Said { text: &command, names: self.said.names }.has(name)
        };
        let is_within = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let others = || self.step.end.now.answers.keys().filter_map(path_of);
        if of(path) == Some(FileKind::Directory) {
            return others().any(|other| is_within(other) && of(other).is_some() && !self.is_told_by_another(other));
        }
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        !is_named(path) && folders.into_iter().any(|folder| of(folder) == Some(FileKind::Directory))
    }

    /// What was typed when something changed last.
    pub fn command(&self, about: &str) -> String {
        self.step.moments.get(self.moment_of(about)).map_or_else(String::new, Moment::text)
    }

    /// Commands that are meant to fail. What fails for want of a program or of a network is no part of a lesson, and
    /// how a container's own command ends is told by the container.
    fn failures(&self) -> Vec<Entry> {
        let fails = |moment: &&Moment| (1..OWN_STATUS).contains(&moment.exit) && moment.replies.is_empty();
        let failed = self.step.moments.iter().filter(fails).filter_map(|moment| {
            let text = failing(moment.command.trim())?;
            let why = format!("{} fails", named(&moment.command));
            let check = read(&text).filter(|check| judge(check, &self.step.end).verdict == Verdict::Pass)?;
            Some(Entry { about: format!("fails {}", moment.command), text, why, check, gives: None, weaker: None })
        });
        failed.collect()
    }

    fn image(&self, id: &str) -> Option<&Image> {
        let Images { begin, end } = self.snapshots();
        end.iter().chain(begin).find(|image| image.id == id)
    }

    fn snapshots(&self) -> Images<'_> {
        Images { begin: &self.step.begin.now.images, end: &self.step.end.now.images }
    }

    /// Names of an image besides this one: those it had before come first.
    fn other_names(&self, image: &Image, reference: &str) -> Vec<String> {
        let old = self.step.begin.now.images.iter().filter(|i| i.id == image.id).flat_map(|i| &i.tags);
        let all = old.chain(&image.tags).filter(|tag| *tag != reference && !is_new_later(tag, reference, image));
        all.cloned().collect()
    }

    /// What the builder's own image has beneath is not known where it is not listed: then only that is the new image's
    /// own which an instruction of the lesson gives it.
    fn image_built(&self, reference: &str, image: &Image) -> Draft {
        let below = self.below(image);
        let mut draft = change::image_made(reference, image, below);
        let is_given = |key: &str| match key {
            "label" => self.said.has("LABEL") || self.said.has("label"),
            "port" => self.said.has("EXPOSE"),
            key => self.said.has(&key.to_uppercase()),
        };
        draft.more.retain(|(key, _)| below.is_some() || is_given(key));
        draft
    }

    fn image_made(&self, image: &Image) -> Vec<Draft> {
        let about = |tag: &String| format!("image {tag}");
        let mut tags: Vec<(usize, &String)> = image.tags.iter().map(|t| (self.moment_of(&about(t)), t)).collect();
        tags.sort();
        let Some(((at, first), others)) = tags.split_first() else { return vec![change::nameless(false)] };
        let command = self.step.moments.get(*at).and_then(|m| docker(&m.command));
        let verb = command.as_ref().map_or("", |c| c.verb.as_str());
        let mut drafts = match verb {
            // What was fetched on the way to a container is told by the container.
            "run" | "create" => Vec::new(),
            "pull" | "load" => vec![change::image_made(first, &Image::default(), None)],
            "commit" => vec![self.committed(first, image, command.as_ref().is_some_and(|c| c.has("change")))],
            _ => vec![self.image_built(first, image)],
        };
        let named = |(_, tag): &(usize, &String)| change::name_of_image(tag, std::slice::from_ref(*first));
        drafts.extend(others.iter().map(named));
        drafts
    }

    /// With the settings that `--change` gave it, where there are any.
    fn committed(&self, reference: &str, image: &Image, is_changed: bool) -> Draft {
        let mut draft = change::image_committed(reference, image);
        let container = committed(image, &self.step.end.history).map(|(_, name)| name);
        let container = container.filter(|name| !name.is_empty() && self.said.is_name(name));
        draft.more.extend(container.map(|name| ("commit_of", Value::text(name))));
        if is_changed {
            draft.more.extend(self.image_built(reference, image).more);
        }
        draft
    }

    /// The image whose layers an image is built on.
    fn below(&self, image: &Image) -> Option<&Image> {
        let Images { begin, end } = self.snapshots();
        let all = begin.iter().chain(end).filter(|i| i.id != image.id && image.layers.starts_with(&i.layers));
        // Of images with the same layers the one that was there first.
        all.filter(|i| !i.layers.is_empty()).rev().max_by_key(|i| i.layers.len())
    }

    /// A file. Of its content only what the lesson itself has is the same for everybody.
    fn file(&self, path: &str, file: &File, before: &str) -> Draft {
        let command = self.command(&format!("file {path}"));
        let needed = vec![("path", Value::text(path))];
        if file.kind == FileKind::Directory {
            let mut draft = file_draft(path, needed, "made this folder");
            draft.more.push(("kind", Value::text("directory")));
            return draft;
        }
        let mut draft = file_draft(path, needed, "wrote this file");
        if file.kind == FileKind::Link {
            draft.more.push(("kind", Value::text("link")));
            return draft;
        }
        let lines: Vec<Value> = self.own_lines(&command, file, before).into_iter().map(Value::text).collect();
        if lines.is_empty() && file.size > 0 {
            draft.more.push(("min_size", Value::Word("1".to_owned())));
        } else if !lines.is_empty() {
            draft.more.push(("contains", Value::List(lines)));
        }
        if let Some(values) = self.json(file, before) {
            draft.more = vec![values];
        }
        if command.contains("chmod") {
            draft.more.push(("mode", Value::Text(format!("{:04o}", file.mode & 0o7777))));
        }
        draft
    }

    /// Of a JSON file its values, as far as the lesson has them with their keys.
    pub(super) fn json(&self, file: &File, before: &str) -> Option<(&'static str, Value)> {
        let is_own = |key: &str, value: &str| {
            let in_output = |word: &str| self.step.shown.iter().any(|line| line.contains(word));
            let has = |word: &str| word.is_empty() || self.said.has(word) || in_output(word);
            !change::is_volatile(value) && has(key) && has(value)
        };
        let values = json::values(&file.content, before, &is_own);
        let values: Vec<_> = values.into_iter().map(|(pointer, value)| (pointer, Value::text(value))).collect();
        (!values.is_empty()).then_some(("json", Value::Map(values)))
    }

    /// The lines of a file that are new and the same for everybody: the lesson has them, or `sed` made them of such.
    fn own_lines<'f>(&self, command: &str, file: &'f File, before: &str) -> Vec<&'f str> {
        let is_made = command.trim_start().starts_with("sed ") && !command.contains(['$', '`']);
        let is_own = |line: &str| {
            let is_made = is_made && !change::is_volatile(line);
            is_made || command.contains(line) || self.is_said(line.trim())
        };
        let old: Vec<&str> = before.lines().collect();
        let mut lines: Vec<&str> = Vec::new();
        for line in file.content.lines().filter(|line| !line.trim().is_empty() && !old.contains(line)) {
            if lines.len() < LINE_LIMIT && !lines.contains(&line) && is_own(line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The lines of a file that came from one of the learner's with the same text: what tells that one tells it too.
    pub(super) fn copied_lines<'f>(&self, file: &'f File) -> Vec<&'f str> {
        let answers = &self.step.end.now.answers;
        let twin = answers.iter().find_map(|(probe, answer)| match (path_of(probe), answer) {
            (Some(path), Answer::File(own)) if !own.content.is_empty() && own.content == file.content => Some(path),
            _ => None,
        });
        let Some(path) = twin else { return Vec::new() };
        let before = match self.step.begin.now.answers.get(&probe(path)) {
            Some(Answer::File(before)) if before.content != file.content => before.content.as_str(),
            _ => "",
        };
        self.own_lines(&self.command(&format!("file {path}")), file, before)
    }

    /// Where nothing changed: docker's commands themselves.
    fn of_commands(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for moment in self.step.moments.iter().filter(|m| docker(&m.command).is_some()) {
            for (command, status) in derive(&moment.command).iter().filter_map(ran) {
                let fails = moment.exit != 0 && status == ExitStatus::Is(0);
                let text = match (fails, status) {
                    (false, ExitStatus::Is(0)) => format!("ran: {}", line(&command)),
                    (fails, _) => {
                        let status = if fails { "nonzero" } else { "any" };
                        let fields = [("command", command.as_str()), ("status", status)];
                        let fields = fields.map(|(k, v)| (k.to_owned(), Value::text(v)));
                        format!("ran: {}", flow(&Value::Map(fields.to_vec())))
                    }
                };
                let why = format!("{} left nothing but that it was typed", named(&moment.command));
                let check = read(&text).filter(|check| judge(check, &self.step.end).verdict == Verdict::Pass);
                let known = entries.iter().any(|e| e.text == text);
                entries.extend(check.filter(|_| !known).map(|check| Entry {
                    text,
                    why,
                    about: format!("ran {command}"),
                    check,
                    gives: None,
                    weaker: None,
                }));
            }
        }
        entries
    }
}

/// The images at a step's beginning and at its end.
struct Images<'s> {
    begin: &'s [Image],
    end: &'s [Image],
}

fn file_draft(path: &str, needed: Vec<(&'static str, Value)>, deed: &'static str) -> Draft {
    Draft { needed, ..change::draft("file", "path", format!("file {path}"), deed) }
}

fn probe(path: &str) -> Probe {
    Probe::File(path.to_owned())
}

fn path_of(probe: &Probe) -> Option<&str> {
    match probe {
        Probe::File(path) => Some(path),
        _ => None,
    }
}

/// The assertion that a command was run and failed; none where that may be another's fault.
fn failing(text: &str) -> Option<String> {
    let simples = split(text);
    let may_be_meant = |command: &Command| {
        let word = if command.program == "docker" { &command.verb } else { &command.program };
        !OF_NETWORK.contains(&word.as_str()) && !OF_CONTAINER.contains(&word.as_str())
    };
    let commands: Vec<Command> = simples.iter().filter_map(Command::read).collect();
    if commands.is_empty() || !commands.iter().all(may_be_meant) || text.contains('\n') {
        return None;
    }
    let status = || ("status".to_owned(), Value::text("nonzero"));
    let (kind, command) = match simples.as_slice() {
        [one] if one.writes.is_empty() && !one.words.iter().any(|word| word.unknown) => ("ran", text.to_owned()),
        _ => ("exit", format!("^{}", regex::escape(text))),
    };
    Some(format!("{kind}: {}", flow(&Value::Map(vec![("command".to_owned(), Value::Text(command)), status()]))))
}

/// Whether another name comes after this one, so that this one cannot be told by it.
fn is_new_later(tag: &str, reference: &str, image: &Image) -> bool {
    let at = |name: &str| image.tags.iter().position(|t| t == name);
    at(tag) > at(reference)
}

fn ran(assertion: &Assertion) -> Option<(String, ExitStatus)> {
    match assertion {
        Assertion::Ran(check) => Some((check.command.clone(), check.status)),
        _ => None,
    }
}

/// The last of docker's commands in a line.
fn docker(text: &str) -> Option<Command> {
    split(text).iter().filter_map(Command::read).rfind(|command| command.program == "docker")
}

static NONE: Names = Names::new();

/// Whether a command changed something.
pub(super) fn touches(moment: &Moment, about: &str) -> bool {
    moment.delta.changes.iter().any(|change| abouts(change).iter().any(|other| other == about))
}

/// What a change is about.
fn abouts(change: &Change) -> Vec<String> {
    if let Some(project) = compose::about(change) {
        return vec![project];
    }
    match change {
        Change::ImageMade(image) | Change::ImageGone(image) if image.tags.is_empty() => {
            vec![change::NAMELESS.to_owned()]
        }
        Change::ImageMade(image) | Change::ImageGone(image) => {
            image.tags.iter().map(|tag| format!("image {tag}")).collect()
        }
        // The image that had the name has none now.
        Change::Tagged { reference, taken_from: Some(_), .. } => {
            vec![format!("image {reference}"), change::NAMELESS.to_owned()]
        }
        Change::Tagged { reference, .. } | Change::Untagged { reference, .. } => vec![format!("image {reference}")],
        Change::ContainerMade(c) => vec![format!("container {}", c.name), change::passed_about(&c.name)],
        Change::ContainerGone(c) => vec![format!("container {}", c.name)],
        // What is of no interest (an image's name that is gone) changed nothing here.
        Change::ContainerChanged { before, now } => {
            let told = change::container_changed(before, now, None, Said { text: &now.name, names: &NONE });
            told.map(|_| format!("container {}", now.name)).into_iter().collect()
        }
        Change::ContainerPassed(seen) => vec![change::passed_about(&seen.name), looked::output_about(seen)],
        Change::VolumeMade(v) | Change::VolumeGone(v) => vec![format!("volume {}", v.name)],
        Change::NetworkMade(n) | Change::NetworkGone(n) => vec![format!("network {}", n.name)],
        looked => looked::abouts(looked),
    }
}

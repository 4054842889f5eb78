//! What a container tells of itself when it is asked: logs, changed files, processes.

use super::look::text;
use super::miss::{Miss, about};
use super::{container, say};
use crate::check::{ChangeKind, ContainerCheck, FileChange, TextCheck};
use crate::state::{Answer, Container, Detail, Probe, Snapshot, State};
use crate::text::did_you_mean;

/// The looks that a check asks for.
pub(super) fn probes(check: &ContainerCheck) -> Vec<Probe> {
    wanted(check).into_iter().map(|detail| probe(check, detail)).collect()
}

fn probe(check: &ContainerCheck, detail: Detail) -> Probe {
    Probe::Detail { detail, container: check.name.clone() }
}

fn wanted(check: &ContainerCheck) -> Vec<Detail> {
    let wanted = [
        (Detail::Logs, !check.logs.is_open()),
        (Detail::Changes, !check.changed.is_empty()),
        (Detail::Processes, !check.processes.is_empty()),
    ];
    wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(detail, _)| detail).collect()
}

/// The same check for what the engine lists alone.
pub(super) fn without(check: &ContainerCheck) -> ContainerCheck {
    ContainerCheck { logs: TextCheck::default(), changed: Vec::new(), processes: Vec::new(), ..check.clone() }
}

/// Why it is not known of a container that fits otherwise; none where all is known.
pub(super) fn unknown(check: &ContainerCheck, state: &State) -> Option<String> {
    let wanted = wanted(check);
    if wanted.is_empty() {
        return None;
    }
    let listed = without(check);
    let why = |found: &Container| wanted.iter().find_map(|detail| told(check, *detail, found, &state.now).err());
    container::matching(&listed, &state.now).find_map(why).map(str::to_owned)
}

/// What a container answered; the error says why that is not known.
fn told<'s>(
    check: &ContainerCheck,
    detail: Detail,
    container: &Container,
    snapshot: &'s Snapshot,
) -> Result<&'s [String], &'s str> {
    let unasked = "it has not been looked at";
    match snapshot.answers.get(&probe(check, detail)) {
        Some(Answer::Each(answers)) => match answers.get(&container.id) {
            Some(Answer::Lines(lines)) => Ok(lines),
            Some(Answer::Unknown(why)) => Err(why),
            _ => Err(unasked),
        },
        Some(Answer::Unknown(why)) => Err(why),
        _ => Err(unasked),
    }
}

/// What of it is not as asked.
pub(super) fn misses(check: &ContainerCheck, container: &Container, snapshot: &Snapshot) -> Vec<Miss> {
    let miss = |detail: Detail| match told(check, detail, container, snapshot) {
        Ok(lines) => miss(check, detail, container, lines),
        Err(why) => about(noun(detail), [format!("{detail} {} are not known: {why}", say::code(&container.name))]),
    };
    wanted(check).into_iter().flat_map(miss).collect()
}

/// What a detail is called among others.
fn noun(detail: Detail) -> &'static str {
    match detail {
        Detail::Logs => "logs",
        Detail::Changes => "changed file",
        Detail::Processes => PROCESS,
    }
}

/// What is said of a process that is missing.
pub(super) const PROCESS: &str = "process";

fn miss(check: &ContainerCheck, detail: Detail, container: &Container, lines: &[String]) -> Vec<Miss> {
    let name = say::code(&container.name);
    match detail {
        Detail::Logs => logs_miss(&check.logs, &format!("{detail} {name}"), lines),
        Detail::Changes => {
            about(noun(detail), check.changed.iter().filter_map(|wanted| change_miss(&name, wanted, lines)))
        }
        Detail::Processes => {
            about(noun(detail), check.processes.iter().filter_map(|wanted| process_miss(&name, wanted, lines)))
        }
    }
}

fn logs_miss(check: &TextCheck, subject: &str, lines: &[String]) -> Vec<Miss> {
    // Logs are many: "they do not contain".
    let misses = text::misses(check, subject, &lines.join("\n")).into_iter();
    let plural = |miss: &str| {
        miss.replacen(&format!("{subject} does not"), &format!("{subject} do not"), 1)
            .replacen(&format!("{subject} still contains"), &format!("{subject} contain"), 1)
            .replacen("; it is", "; they are", 1)
            .replacen("; its last", "; their last", 1)
    };
    about(noun(Detail::Logs), misses.map(|miss| plural(&miss.words())))
}

fn change_miss(name: &str, wanted: &FileChange, lines: &[String]) -> Option<String> {
    let changes = || lines.iter().filter_map(|line| line.split_once(' '));
    let path = say::code(&wanted.path);
    if let Some((letter, _)) = changes().find(|(_, path)| *path == wanted.path) {
        let found = ChangeKind::of(letter).filter(|found| wanted.kind.is_some_and(|kind| kind != *found))?;
        let asked = wanted.kind.unwrap_or(found).word();
        return Some(format!("{path} in {name} was {}; the step asks that it is {asked}", found.word()));
    }
    let near = did_you_mean(&wanted.path, changes().map(|(_, path)| path));
    let other = changes().find(|(_, path)| near.is_some_and(|near| near == *path));
    let other =
        other.and_then(|(letter, path)| Some(format!("; {} was {}", say::code(path), ChangeKind::of(letter)?.word())));
    Some(format!("{path} in {name} is as in its image{}", other.unwrap_or_default()))
}

fn process_miss(name: &str, wanted: &str, lines: &[String]) -> Option<String> {
    let wanted = (!lines.iter().any(|line| line.contains(wanted))).then(|| say::code(wanted))?;
    Some(match lines {
        [] => format!("{name} has no processes; the step asks for {wanted}"),
        lines => format!("{name} has no process {wanted}; it runs {}", say::names(lines)),
    })
}

//! Dockerfiles, by what their instructions mean rather than how they are written.

use crate::check::DockerfileCheck;
use crate::check::dockerfile::{Dockerfile, Instruction, parse};
use crate::check::judge::miss::{self, Miss, about};
use crate::check::judge::{blame, file, say};
use crate::check::reference::normal_reference;
use crate::state::{FILE_CONTENT_LIMIT, FileKind, Probe, State};

/// Instructions whose words are settings of their own, in any order.
const SETTINGS: &[&str] = &["ARG", "ENV", "EXPOSE", "LABEL", "VOLUME"];
/// Instructions that hold a command, of which a part is enough.
const COMMANDS: &[&str] = &["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL"];

/// Why the file is no such Dockerfile; none where it is.
pub(super) fn why_not(check: &DockerfileCheck, state: &State) -> Option<String> {
    let path = say::code(&check.path);
    let probe = Probe::File(check.path.clone());
    let Some(file) = state.now.file(&probe) else {
        let gone = state.history.found.contains(&probe) || state.before.file(&probe).is_some();
        let missing = || file::missing(&check.path, &path, &state.now);
        return Some(if gone { blame::removed_file(&path, &probe, state) } else { missing() });
    };
    if file.kind == FileKind::Directory {
        return Some(format!("{path} is a directory; the Dockerfile may be in it"));
    }
    if file.content.len() >= FILE_CONTENT_LIMIT {
        return Some(format!("{path} is too long for a Dockerfile"));
    }
    miss::told(misses(check, &parse(&file.content), &path))
}

fn misses(check: &DockerfileCheck, file: &Dockerfile, path: &str) -> Vec<Miss> {
    let faults = file.faults.iter().map(|fault| format!("line {} of {path} {}", fault.line, fault.message));
    let mut misses = about("form", faults);
    let Some(base) = file.base() else {
        misses.extend(about("`FROM`", [format!("{path} has no `FROM`")]));
        return misses;
    };
    let other = check.from.as_ref().filter(|wanted| normal_reference(wanted) != normal_reference(&base));
    let other = other.map(|wanted| {
        format!("{path} begins with the image {}; the step asks for {}", say::code(&base), say::code(wanted))
    });
    misses.extend(about("`FROM`", other));
    let first = |line: &str| say::code(line.split_whitespace().next().unwrap_or_default());
    misses.extend(check.has.iter().flat_map(|wanted| about(&first(wanted), lacks(wanted, file, path))));
    let stages = check.stages.filter(|wanted| *wanted != file.stages());
    let stages = stages.map(|wanted| {
        let counted = crate::text::count(file.stages(), "stage");
        format!("{path} has {counted}; the step asks for {wanted}")
    });
    misses.extend(about("stages", stages));
    misses
}

/// Why no instruction is such; none where one is.
fn lacks(wanted: &str, file: &Dockerfile, path: &str) -> Option<String> {
    let meant = parse(wanted).instructions.into_iter().next()?;
    let mut same_name = file.instructions.iter().filter(|found| found.name == meant.name).peekable();
    if same_name.peek().is_none() {
        return Some(format!("{path} has no {}", say::code(&meant.name)));
    }
    let found: Vec<&Instruction> = same_name.collect();
    if found.iter().any(|found| is_such(&meant, found)) {
        return None;
    }
    let nearest = found.iter().max_by_key(|found| common(&meant, found))?;
    // An instruction of several lines is told on one.
    let text = nearest.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = format!("{} {text}", nearest.name);
    Some(format!("line {} of {path} is {}; the step asks for {}", nearest.line, say::code(&line), say::code(wanted)))
}

/// How many of the wanted words an instruction has.
fn common(meant: &Instruction, found: &Instruction) -> usize {
    let found = plain(found);
    plain(meant).iter().filter(|word| found.contains(word)).count()
}

fn is_such(meant: &Instruction, found: &Instruction) -> bool {
    if meant.name == "ONBUILD" {
        let inner = |instruction: &Instruction| parse(&instruction.text).instructions.into_iter().next();
        return inner(meant).zip(inner(found)).is_some_and(|(m, f)| m.name == f.name && is_such(&m, &f));
    }
    let (wanted, words) = (plain(meant), plain(found));
    if SETTINGS.contains(&found.name.as_str()) {
        return wanted.iter().all(|w| words.iter().any(|f| fits(w, f) || is_named(w, f)));
    }
    if COMMANDS.contains(&found.name.as_str()) {
        let lines = found.documents.iter().flat_map(|line| line.split_whitespace().map(str::to_owned));
        let all: Vec<String> = words.into_iter().chain(lines).collect();
        return wanted.is_empty()
            || all.windows(wanted.len()).any(|part| part.iter().zip(&wanted).all(|(f, w)| fits(w, f)));
    }
    let flags = |words: &[String]| words.iter().any(|word| word.starts_with("--"));
    let words: Vec<String> =
        if flags(&wanted) { words } else { words.into_iter().filter(|word| !word.starts_with("--")).collect() };
    wanted.len() <= words.len() && wanted.iter().zip(&words).all(|(w, f)| fits(w, f))
}

fn fits(wanted: &str, found: &str) -> bool {
    wanted == "*" || wanted == found
}

/// A setting that is wanted by its name alone: `LABEL maintainer`.
fn is_named(wanted: &str, found: &str) -> bool {
    !wanted.contains('=') && found.split_once('=').is_some_and(|(name, _)| name == wanted)
}

/// An instruction's words; `ENV NAME some value` is `ENV NAME="some value"`, a folder's `/` at the end does not matter.
fn plain(instruction: &Instruction) -> Vec<String> {
    let words = &instruction.words;
    let pairs = ["ENV", "LABEL"].contains(&instruction.name.as_str());
    if instruction.name == "EXPOSE" {
        // That is what a port without a protocol is.
        return words.iter().map(|port| port.to_lowercase().trim_end_matches("/tcp").to_owned()).collect();
    }
    match words.split_first() {
        Some((name, value)) if pairs && !value.is_empty() && !name.contains('=') => {
            vec![format!("{name}={}", value.join(" "))]
        }
        _ => words
            .iter()
            .map(|word| if word.len() > 1 { word.trim_end_matches('/').to_owned() } else { word.clone() })
            .collect(),
    }
}

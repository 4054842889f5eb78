//! Files of the sandbox.

use super::{probes, say};
use crate::check::FileCheck;
use crate::state::{FILE_CONTENT_LIMIT, File, FileKind, Snapshot, State};

/// Why the file does not fit; none where it does.
pub(super) fn why_not(check: &FileCheck, state: &State) -> Option<String> {
    let path = say::code(&check.path);
    let probe = probes::file(check);
    match state.now.file(&probe) {
        Some(file) => misses(check, file, &path).into_iter().next(),
        None if state.history.found.contains(&probe) || state.before.file(&probe).is_some() => {
            Some(format!("{path} was there and was removed"))
        }
        None => Some(format!("{path} is not there")),
    }
}

/// Whether the snapshot has the file and it fits.
pub(super) fn fits(check: &FileCheck, snapshot: &Snapshot) -> bool {
    snapshot.file(&probes::file(check)).is_some_and(|file| misses(check, file, &check.path).is_empty())
}

fn misses(check: &FileCheck, file: &File, path: &str) -> Vec<String> {
    let kind = check.kind.filter(|kind| *kind != file.kind);
    let mut misses: Vec<String> = kind
        .map(|wanted| format!("{path} is a {}; the step asks for a {}", noun(file.kind), noun(wanted)))
        .into_iter()
        .collect();
    misses.extend(text_misses(check, file, path));
    let small = check.min_size.filter(|least| file.size < *least);
    misses.extend(small.map(|least| format!("{path} has {} bytes; the step asks for {least} or more", file.size)));
    let mode = check.mode.filter(|mode| *mode != file.mode & 0o7777);
    misses.extend(
        mode.map(|wanted| format!("the mode of {path} is {:04o}; the step asks for {wanted:04o}", file.mode & 0o7777)),
    );
    misses
}

fn text_misses(check: &FileCheck, file: &File, path: &str) -> Vec<String> {
    let asked = !check.contains.is_empty() || check.equals.is_some() || check.matches.is_some();
    if asked && file.kind == FileKind::Directory {
        return vec![format!("{path} is a directory, which has no text")];
    }
    let cut = u64::try_from(FILE_CONTENT_LIMIT).is_ok_and(|limit| file.size > limit);
    let place = if cut { format!("the beginning of {path}") } else { path.to_owned() };
    let lacking = check.contains.iter().filter(|text| !contains(&file.content, text));
    let mut misses: Vec<String> = lacking.map(|text| format!("{place} does not contain {}", say::code(text))).collect();
    misses.extend(check.equals.as_ref().and_then(|wanted| say::first_difference(path, &file.content, wanted)));
    let pattern = check.matches.as_ref().filter(|pattern| !pattern.is_match(&file.content));
    misses.extend(pattern.map(|pattern| format!("{place} does not match {}", say::code(pattern.as_str()))));
    misses
}

/// Whether a text is within another; carriage returns do not count.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    text.contains(wanted) || text.replace("\r\n", "\n").contains(wanted)
}

fn noun(kind: FileKind) -> &'static str {
    match kind {
        FileKind::File => "file",
        FileKind::Directory => "directory",
        FileKind::Link => "link",
        FileKind::Other => "special file",
    }
}

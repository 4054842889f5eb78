//! Prompts made of what a machine is there for: `manager$ docker node ls`, `server$ mkdir data`, `remote$ ls`.
//!
//! Nobody can list such names. One is believed where a block begins with it and a command follows; from then on it is one
//! in the whole lesson. Alone it is the learner's, unless it says that it is somewhere else; of several the first is.

use super::super::super::raw::RawBlock;
use super::super::super::scan::{is_blank, trimmed};
use super::super::known::{Likeness, is_program, is_sentence, likeness};
use super::super::prompt::{machine, split};
use std::borrow::Cow;

/// So many letters at most has the name of a machine.
const MAX_NAME: usize = 24;

/// What stands behind a name, so that it is read as one of several machines'.
const ONE_OF_SEVERAL: &str = "-0";

/// Machines that are not where the learner sits.
const AWAY: &[&str] = &["remote", "server", "cluster", "login", "hpc", "cloud", "vm", "vps"];

/// Whether a machine's name says that it is not the one that the learner sits at.
pub fn is_away(name: &str) -> bool {
    AWAY.contains(&name.strip_suffix(ONE_OF_SEVERAL).unwrap_or(name))
}

/// Puts the prompts of numbered machines in the place of those, or `$` where there is only one.
pub fn take(raw: &mut [RawBlock<'_>]) {
    let mut names: Vec<String> = Vec::new();
    for (name, typed) in raw.iter().filter_map(|block| named(first_line(block)?)) {
        if names.iter().all(|known| known != name) && is_believed(name, typed) {
            names.push(name.to_owned());
        }
    }
    let Some(first) = names.first() else { return };
    let is_numbered = |block: &RawBlock<'_>| first_line(block).is_some_and(|line| machine(line).is_some());
    let sole = names.len() == 1 && !is_away(first) && !raw.iter().any(is_numbered);
    let is_known = |line: &str| named(line).is_some_and(|(name, _)| names.iter().any(|known| known == name));
    for block in raw.iter_mut().filter(|block| first_line(block).is_some_and(is_known)) {
        for (_, text) in &mut block.lines {
            let line = trimmed(text);
            if let Some((name, typed)) = named(line).filter(|_| is_known(line)) {
                let prompt = if sole { "$".to_owned() } else { format!("{name}{ONE_OF_SEVERAL}$") };
                *text = Cow::Owned(format!("{prompt} {typed}"));
            }
        }
    }
}

/// The first line that is neither empty nor a remark.
fn first_line<'b>(block: &'b RawBlock<'_>) -> Option<&'b str> {
    block.lines.iter().map(|(_, text)| trimmed(text)).find(|text| !is_blank(text) && !text.starts_with('#'))
}

/// The name that a line begins with, right before `$`, and what is typed behind it.
fn named(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let end = bytes.iter().take(MAX_NAME + 1).position(|b| !in_name(b))?;
    let rest = line[end..].strip_prefix('$')?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| (&line[..end], rest.trim_start()))
}

fn is_believed(name: &str, typed: &str) -> bool {
    // A number's prompt is known by that, as are some others.
    name.len() > 1
        && likeness(typed) == Likeness::Known
        && !is_sentence(typed)
        && !is_program(name)
        && split(&format!("{name}$ {typed}")).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_before_the_sign() {
        for (line, want) in [
            ("manager$ docker ps", Some(("manager", "docker ps"))),
            ("build-box$", Some(("build-box", ""))),
            ("manager $ docker ps", None),
            ("A=$ x", None),
            ("5$ each", None),
            ("it costs 5$ each", None),
            ("a_name_that_goes_on_and_on$ ls", None),
        ] {
            assert_eq!(named(line), want, "{line}");
        }
        for (line, want) in [("manager$ ls", true), ("node1$ ls", false), ("echo$ ls", false), ("local$ ls", false)] {
            assert_eq!(named(line).is_some_and(|(name, typed)| is_believed(name, typed)), want, "{line}");
        }
    }
}

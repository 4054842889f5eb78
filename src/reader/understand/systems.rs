//! Blocks that stand below the names of systems, one after the other: "**Windows:**", "**macOS:**", "**Linux:**". The
//! learner has one of them, which is the sandbox's.

use super::alone::Alone;
use super::cue::Cue;
use super::tag::Tag;

/// A system that a caption names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Linux,
    Other,
}

/// What systems are called that the sandbox is, in small letters.
const LINUX: &[&str] = &["linux", "ubuntu", "debian", "fedora", "centos", "rhel", "alpine", "arch", "unix"];
/// What the others are called.
const OTHER: &[&str] = &["windows", "macos", "mac", "osx", "powershell", "cmd"];
/// What may stand beside such a name.
const BESIDE: &[&str] = &[
    "on", "for", "in", "using", "via", "with", "and", "or", "os", "x", "red", "hat", "users", "systems", "wsl", "wsl2",
    "10", "11", "intel", "silicon", "apple",
];

/// The system that a caption names, if it says nothing else.
fn system(caption: &str) -> Option<System> {
    if caption.len() > 60 {
        return None;
    }
    let (mut linux, mut other) = (false, false);
    for word in caption.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        linux |= is(LINUX);
        other |= is(OTHER);
        if !(is(LINUX) || is(OTHER) || is(BESIDE)) {
            return None;
        }
    }
    match (linux, other) {
        (true, false) => Some(System::Linux),
        (false, true) => Some(System::Other),
        _ => None,
    }
}

/// The blocks in the place of which another one is taken: their lines, and its line.
pub fn instead(blocks: &[Alone<'_>], cues: &[Cue<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut group: Vec<(usize, System, &str)> = Vec::new();
    let mut end = |group: &mut Vec<(usize, System, &str)>| {
        let main = group.iter().find(|(_, system, _)| *system == System::Linux).copied();
        if let Some((main, _, caption)) = main {
            let others = group.iter().filter(|(line, _, other)| *line != main && *other != caption);
            found.extend(others.map(|(line, ..)| (*line, main)));
        }
        group.clear();
    };
    for (alone, cue) in blocks.iter().zip(cues) {
        let is_typed = matches!(alone.tag, Tag::Shell | Tag::None | Tag::Windows | Tag::Loose | Tag::Run);
        let told = if is_typed { cue.caption().and_then(|caption| Some((system(caption)?, caption))) } else { None };
        let is_same = |caption: &str| group.iter().any(|(_, _, other)| *other == caption);
        let goes_on = told.is_some_and(|(_, caption)| cue.paragraphs == 1 || !(cue.heading || is_same(caption)));
        if !goes_on {
            end(&mut group);
        }
        group.extend(told.map(|(system, caption)| (alone.block.line, system, caption)));
    }
    end(&mut group);
    found
}

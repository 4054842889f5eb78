//! Programs that nobody knows but a lesson.

use super::{is_program, without_prefixes};
use crate::reader::understand::words::{Commands, Word};
use std::collections::BTreeSet;

/// Adds the programs that commands name and nobody knows: those that they call, where `is_typed` says that somebody typed
/// them, and those that they install.
pub fn own_programs(commands: &Commands<'_>, is_typed: bool, found: &mut Vec<String>) {
    for words in commands.iter().map(without_prefixes) {
        let installed = words.iter().skip_while(|word| *word != "install").skip(1);
        let called = words.first().filter(|_| is_typed);
        let is_own = |word: &&Word<'_>| is_name(word) && !is_program(word);
        found.extend(called.into_iter().chain(installed).filter(is_own).map(ToString::to_string));
    }
}

/// What installs programs.
const INSTALLERS: &[&str] =
    &["apt", "apt-get", "apk", "yum", "dnf", "microdnf", "zypper", "brew", "snap", "pip", "pip3", "npm", "choco"];

/// Adds the programs that commands install, known or not.
pub fn installed(commands: &Commands<'_>, found: &mut BTreeSet<String>) {
    for words in commands.iter().map(without_prefixes) {
        if words.first().is_some_and(|first| INSTALLERS.contains(&&**first)) {
            let behind = words.iter().skip_while(|word| !matches!(&***word, "install" | "add")).skip(1);
            found.extend(behind.filter(|word| is_name(word)).map(ToString::to_string));
        }
    }
}

/// A name such as programs have.
fn is_name(word: &str) -> bool {
    let in_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    word.len() > 1 && word.starts_with(|c: char| c.is_ascii_lowercase()) && word.bytes().all(in_name)
}

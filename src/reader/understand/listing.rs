//! What commands print that list files: paths, and trees of them.

use super::super::scan::is_blank;
use super::engine;
use super::known::without_prefixes;
use super::reading::commands;
use super::transcript::{Item, Lines};
use super::typed::Typed;
use super::words::{Commands, Word};

/// Whether a line that is nothing but a path is what some commands print: a path below `find`, or one within the folder
/// that `ls` lists. Nobody could tell it from a call of a script otherwise.
pub fn prints_path(commands: &Commands<'_>, line: &str) -> bool {
    line.starts_with(['/', '.', '~']) && is_path(line) && commands.iter().any(|words| prints(words, line))
}

/// Whether one simple command prints paths, of which a line is one.
fn prints(words: &[Word<'_>], line: &str) -> bool {
    let is_whole = line.starts_with('/');
    // The prefix of all that show what they run: `command -v docker`.
    if matches!(words, [first, flag, ..] if first == "command" && flag == "-v") {
        return is_whole;
    }
    let Some((first, rest)) = without_prefixes(words).split_first() else { return false };
    let has = |flags: &[&str]| rest.iter().any(|word| flags.contains(&&**word));
    match &**first {
        "find" | "tree" | "locate" => true,
        "which" | "whereis" | "pwd" | "realpath" | "readlink" => is_whole,
        "dpkg" => has(&["-L", "--listfiles"]),
        "rpm" => rest.iter().any(|word| word.starts_with("-q") && word.contains('l')),
        "tar" => rest.first().is_some_and(|flags| flags.contains('t')),
        "git" => has(&["ls-files"]),
        "ls" => lists(rest, line),
        // Within a container.
        name if engine::is_engine(name) => {
            let inner = rest.iter().position(|w| matches!(&**w, "find" | "which" | "pwd" | "realpath" | "ls"));
            inner.is_some_and(|at| at > 0 && prints(&rest[at..], line))
        }
        _ => false,
    }
}

/// Whether `ls` prints a line alone: it begins like one of its operands, and no columns are asked for.
fn lists(operands: &[Word<'_>], line: &str) -> bool {
    let is_long = |word: &Word<'_>| word.starts_with('-') && !word.starts_with("--") && word.contains('l');
    let begins = |word: &Word<'_>| {
        let folder = word.split('*').next().unwrap_or_default();
        folder.contains('/') && line.starts_with(folder)
    };
    !operands.iter().any(is_long) && operands.iter().any(begins)
}

/// A path and nothing else, but perhaps a remark: `/usr/bin/docker`, `./a/b   # this one`.
fn is_path(line: &str) -> bool {
    let path = line.split(" #").next().unwrap_or_default().trim_end();
    let begins = path.starts_with(['/', '~']) || path.starts_with("./") || path.starts_with("../");
    let in_path = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80 || b"/._-+~@:%,".contains(&b);
    (begins || path == ".") && path.bytes().all(in_path)
}

/// A branch of a tree of files: `├── a`, `|-- a`.
fn is_branch(line: &str) -> bool {
    ["├", "└", "│", "|-- ", "`-- ", "|   "].iter().any(|sign| line.starts_with(sign))
}

/// What `tree` says at the end: `2 directories, 3 files`.
fn is_count(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(" director")
}

/// Whether all lines below some commands are what the last of them lists: bare paths, or a tree, which nobody types.
pub fn is_below(items: &[Item<'_>], below: &Lines<'_>) -> bool {
    let mut lines = below.iter().map(|(_, text)| text.trim()).filter(|text| !is_blank(text)).peekable();
    let Some(&first) = lines.peek() else { return false };
    if !(is_branch(first) || is_path(first)) {
        return false;
    }
    let Some(last) = commands(items).last() else { return false };
    let lister = |typed: &Typed<'_>| typed.ask(|_, words| words.iter().any(|words| prints(words, first)));
    let (mut is_tree, mut paths) = (false, 0);
    for line in lines {
        is_tree |= is_branch(line);
        paths += usize::from(is_path(line));
        if !(is_branch(line) || is_path(line) || is_tree && is_count(line)) {
            return false;
        }
    }
    // A tree has one root.
    is_tree && paths < 2 || lister(last)
}

/// Whether all lines are names of files, or patterns of such.
pub fn has_patterns(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !(is_blank(line) || line.starts_with('#')));
    let is_pattern = |line: &str| !line.contains([' ', '=', '$', '"', ':', '(']);
    let tells = |line: &str| line.contains(['*', '/']) || line.starts_with(['.', '!']) || line.contains('_');
    lines().all(is_pattern) && lines().any(tells)
}

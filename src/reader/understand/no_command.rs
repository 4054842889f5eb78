//! What stands where a command might, and is none.

use super::super::scan::{find_part, has_part};
use super::keys;
use super::known::is_program;

/// `CTRL + C`, `<ctrl+c>`, `^C`, `^P^Q`, `^ESC`, and that they were pressed; and what is typed into vi: `:q!`, `:set number`.
pub fn is_key(text: &str) -> bool {
    let signs = text.as_bytes();
    let caret = || {
        signs.len() >= 2 && signs.chunks(2).all(|key| key[0] == b'^' && key.get(1).is_some_and(u8::is_ascii_uppercase))
    };
    let named = || text.strip_prefix('^').is_some_and(|name| matches!(name, "ESC" | "TAB" | "ENTER" | "RETURN"));
    let in_editor = || {
        let order = text.strip_prefix(':').unwrap_or_default();
        let name = order.trim_end_matches('!');
        matches!(name, "q" | "w" | "wq" | "x" | "qa" | "wqa") || order.starts_with("set ")
    };
    if named() || in_editor() || keys::leave(text) {
        return true;
    }
    let text = text.trim_start_matches('<');
    // What is left of `^C`.
    text == "C" || text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("ctrl")) || caret()
}

/// A directory alone: what `pwd` printed, although a prompt stands before it.
pub fn is_place(text: &str) -> bool {
    (text.starts_with("/Users/") || text.starts_with("/home/")) && !text.contains(' ')
}

/// What a program complains of, although a prompt stands before it: `bash: fork: retry`, `curl: (28) timed out`.
pub fn is_complaint(text: &str) -> bool {
    let Some(shell) = find_part(text, ": ").map(|end| &text[..end]) else { return false };
    let is_name = |name: &str| is_program(name) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    matches!(shell, "-bash" | "-sh" | "/bin/sh" | "/bin/bash") || is_name(shell)
}

/// A command that the learner has to find: `docker ?? web`.
pub fn is_riddle(text: &str) -> bool {
    has_part(text, "??") && text.split(' ').any(|word| word.len() > 1 && word.bytes().all(|b| b == b'?'))
}

/// A table's first line, although a prompt stands before it: `PID USER PR %CPU`.
pub fn is_title(text: &str) -> bool {
    let capitals = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'%' | b'+' | b'/'));
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.split_whitespace().nth(2).is_some()
        && text.split_whitespace().all(capitals)
}

/// What PowerShell keeps of a call: `$ip = docker inspect web`.
pub fn is_set_by_call(text: &str) -> bool {
    text.starts_with('$') && has_part(text, " = docker ")
}

/// A file's name, as a comment above what it holds: `~/.config/a.json`.
pub fn is_path_of_file(text: &str) -> bool {
    const ENDS: [&str; 8] = [".conf", ".json", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".env"];
    text.starts_with(['~', '/', '.']) && !has_part(text, " -") && ENDS.iter().any(|end| text.ends_with(end))
}

/// A path alone that no shell runs: a folder, or what is kept in a file: `/var/log/web.log`.
pub fn is_data(text: &str) -> bool {
    const ENDS: [&str; 9] = [".log", ".conf", ".json", ".yml", ".yaml", ".toml", ".ini", ".cfg", "/"];
    text.starts_with(['/', '~'])
        && text.len() > 1
        && ENDS.iter().any(|end| text.ends_with(end))
        && !text.contains([' ', '$', '`', '|', ';', '&'])
}

/// A container's or image's number, short or whole.
pub fn is_id(text: &str) -> bool {
    matches!(text.len(), 12 | 64) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Dots in the place of what is left out.
pub fn is_gap(text: &str) -> bool {
    matches!(text, "..." | "…" | "[...]" | "[…]")
}

/// What a part of the command below means: `-t = Tag of the image`, `. = The context`.
pub fn is_legend(text: &str) -> bool {
    if !text.starts_with(['-', '.']) {
        return false;
    }
    let Some((sign, meaning)) = text.split_once(" = ") else { return false };
    let sign = sign.trim_end();
    let is_sign = sign == "." || sign.starts_with('-') && !sign.contains(' ');
    is_sign && meaning.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && meaning.contains(' ')
}

/// A comment of the Windows command line, or of another language, which a shell would take for a command.
pub fn is_remark(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'R' | b'r') => text.starts_with("REM ") || text.starts_with("rem "),
        Some(b':') => text.starts_with(":: "),
        Some(b'/') => text.starts_with("// ") || text.starts_with("/*") && text.ends_with("*/"),
        Some(b'<') => text.starts_with("<!--") && text.ends_with("-->"),
        Some(b';') => text.starts_with("; "),
        _ => false,
    }
}

/// `192.168.0.2`
pub fn is_address(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// `docker-machine ip a`, `docker inspect -f '{{ .NetworkSettings.IPAddress }}' a`
pub fn asks_address(command: &str) -> bool {
    has_part(command, " ip ") || has_part(command, "IPAddress") || command.starts_with("hostname -")
}

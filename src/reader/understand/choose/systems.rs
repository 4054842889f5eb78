//! Which systems and engines a title or the words above a block name, where they say nothing else.

use super::super::super::scan::{any_three, are};

/// Systems and engines: a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Systems(u8);

const LINUX: u8 = 1;
const MAC: u8 = 1 << 1;
const WINDOWS: u8 = 1 << 2;
const DOCKER: u8 = 1 << 3;
const OTHER_ENGINE: u8 = 1 << 4;
/// A shell that both Unix systems have.
const SHELL: u8 = 1 << 5;

impl Systems {
    /// Nothing but Windows, as a block's mark says it.
    pub const WINDOWS: Self = Self(WINDOWS);

    /// Whether it is none that the learner's sandbox is.
    pub fn is_others(self) -> bool {
        let is_other_system = self.0 & (MAC | WINDOWS) != 0 && self.0 & LINUX == 0;
        is_other_system || self.0 & OTHER_ENGINE != 0 && self.0 & DOCKER == 0
    }

    /// Whether the sandbox is named.
    pub fn is_ours(self) -> bool {
        !self.is_others() && self.0 & (LINUX | DOCKER) != 0
    }

    /// Whether one of the Unix systems or their shells is named.
    pub fn is_unix(self) -> bool {
        self.0 & (LINUX | MAC | SHELL) != 0
    }

    /// Whether a system is named, and not only an engine.
    pub fn names_system(self) -> bool {
        self.0 & (LINUX | MAC | WINDOWS) != 0
    }
}

/// What a word names, in lower case.
fn named(word: &str) -> Option<u8> {
    Some(match word {
        "linux" | "ubuntu" | "debian" | "fedora" | "centos" | "rhel" | "wsl" | "wsl2" => LINUX,
        "unix" => LINUX | MAC,
        "mac" | "macs" | "macos" | "osx" | "darwin" | "m1" | "m2" | "m3" | "silicon" => MAC,
        "windows" | "powershell" | "pwsh" | "cmd" => WINDOWS,
        "bash" | "zsh" | "sh" => SHELL,
        "docker" => DOCKER,
        "podman" | "nerdctl" => OTHER_ENGINE,
        _ => return None,
    })
}

/// Words that stand around these names.
const FILLERS: &[&str] = &[
    "on",
    "for",
    "in",
    "if",
    "you",
    "are",
    "re",
    "using",
    "use",
    "used",
    "run",
    "running",
    "type",
    "this",
    "the",
    "command",
    "commands",
    "following",
    "instead",
    "with",
    "user",
    "users",
    "note",
    "terminal",
    "shell",
    "prompt",
    "machine",
    "machines",
    "computer",
    "computers",
    "please",
    "or",
    "and",
    "enter",
    "execute",
    "a",
    "an",
    "it",
    "s",
    "as",
    "follows",
    "try",
    "then",
    "only",
    "version",
    "line",
    "host",
    "hosts",
    "system",
    "systems",
    "same",
    "work",
    "working",
    "exe",
    "git",
    "os",
    "x",
    "apple",
    "intel",
    "variant",
    "have",
    "these",
    "do",
    "example",
    "syntax",
    "laptop",
    "chip",
    "chips",
    "based",
    "like",
    "other",
    "here",
    "is",
    "to",
    "your",
    "my",
];
/// Longer words are no label.
const LONGEST: usize = 90;

/// Whether a text may name any of them.
fn may_name(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"inu")
            | are(a, b, c, *b"ndo")
            | are(a, b, c, *b"mac")
            | are(a, b, c, *b"Mac")
            | are(a, b, c, *b"wer")
            | are(a, b, c, *b"cmd")
            | are(a, b, c, *b"bas")
            | are(a, b, c, *b"dma")
            | are(a, b, c, *b"erd")
            | are(a, b, c, *b"bun")
            | are(a, b, c, *b"nix")
            | are(a, b, c, *b"WSL")
            | are(a, b, c, *b"OSX")
            | are(a, b, c, *b"S X")
            | are(a, b, c, *b"CMD")
            | are(a, b, c, *b"ock")
    })
}

/// What a label names: a text that says nothing but for which system or engine something is, "On Windows (PowerShell):".
pub fn label(text: &str) -> Option<Systems> {
    let mut is_label = true;
    let systems = read(text, |_| {
        is_label = false;
        false
    })?;
    is_label.then_some(systems)
}

/// What a title names, and its other words: "Install it on Linux".
pub fn parts(text: &str) -> Option<(Systems, String)> {
    let mut rest = String::new();
    let systems = read(text, |word| {
        rest.push_str(word);
        rest.push(' ');
        true
    })?;
    let names_other = systems.0 & !(DOCKER | SHELL) != 0;
    (names_other || rest.is_empty()).then_some((systems, rest))
}

/// What the words of a text name. Another one is told to who may want no more of them.
fn read(text: &str, mut other: impl FnMut(&str) -> bool) -> Option<Systems> {
    if text.len() > LONGEST || !may_name(text) {
        return None;
    }
    let (mut systems, mut before) = (0, String::new());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        match named(&word) {
            Some(SHELL) if before == "git" => systems |= WINDOWS,
            Some(names) => systems |= names,
            None if FILLERS.contains(&&*word) || word.bytes().all(|b| b.is_ascii_digit()) => {}
            None if other(&word) => {}
            None => return None,
        }
        before = word;
    }
    (systems != 0).then_some(Systems(systems))
}

#[cfg(test)]
mod tests {
    use super::{label, parts};

    #[test]
    fn labels_say_nothing_else() {
        for (text, want) in [
            ("On Windows (PowerShell):", Some((true, false))),
            ("If you are on Windows, use:", Some((true, false))),
            ("Windows users: use this command", Some((true, false))),
            ("macOS", Some((true, false))),
            ("Mac OS X 10.15", Some((true, false))),
            ("In Git Bash:", Some((true, false))),
            ("Using Podman", Some((true, false))),
            ("On a Mac with Apple silicon?", Some((true, false))),
            ("On macOS/Linux:", Some((false, true))),
            ("Ubuntu 22.04", Some((false, true))),
            ("Windows (WSL2)", Some((false, true))),
            ("Using Docker", Some((false, true))),
            ("Docker or Podman", Some((false, true))),
            ("On Windows, Docker needs a machine of its own. Run:", None),
            ("Open the window:", None),
        ] {
            let found = label(text).map(|systems| (systems.is_others(), systems.is_ours()));
            assert_eq!(found, want, "{text}");
        }
        let rest = |text: &str| parts(text).map(|(_, rest)| rest);
        assert_eq!(rest("2. Install it on Linux"), rest("1. Install it on Windows 11"));
        assert_ne!(rest("Install it on Linux"), rest("Remove it on Linux"));
    }
}

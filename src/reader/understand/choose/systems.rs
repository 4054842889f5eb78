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

/// Whether a word, in lower case, stands around these names. Of what other lengths have nothing is compared.
fn is_filler(word: &str) -> bool {
    match word.len() {
        1 => matches!(word, "a" | "s" | "x"),
        2 => matches!(word, "on" | "in" | "if" | "re" | "or" | "an" | "it" | "as" | "os" | "do" | "is" | "to" | "my"),
        3 => matches!(word, "for" | "you" | "are" | "use" | "run" | "the" | "and" | "try" | "exe" | "git"),
        4 => matches!(
            word,
            "used"
                | "type"
                | "this"
                | "with"
                | "user"
                | "note"
                | "then"
                | "only"
                | "line"
                | "host"
                | "same"
                | "work"
                | "have"
                | "chip"
                | "like"
                | "here"
                | "your"
        ),
        5 => matches!(
            word,
            "using" | "users" | "shell" | "enter" | "hosts" | "apple" | "intel" | "these" | "chips" | "based" | "other"
        ),
        6 => matches!(word, "prompt" | "please" | "system" | "syntax" | "laptop"),
        7 => matches!(
            word,
            "running"
                | "command"
                | "instead"
                | "machine"
                | "execute"
                | "follows"
                | "version"
                | "systems"
                | "working"
                | "variant"
                | "example"
        ),
        8 => matches!(word, "commands" | "terminal" | "machines" | "computer"),
        9 => matches!(word, "following" | "computers"),
        _ => false,
    }
}
/// Longer words are no label.
const LONGEST: usize = 90;

/// Whether a title may name a system or another engine: most name none.
fn may_name(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"inu")
            | are(a, b, c, *b"ndo")
            | are(a, b, c, *b"mac")
            | are(a, b, c, *b"osx")
            | are(a, b, c, *b"wer")
            | are(a, b, c, *b"cmd")
            | are(a, b, c, *b"ash")
            | are(a, b, c, *b"wsl")
            | are(a, b, c, *b"dma")
            | are(a, b, c, *b"erd")
            | are(a, b, c, *b"bun")
            | are(a, b, c, *b"nix")
    })
}

/// What a label names: a text that says nothing but for which system or engine something is, "On Windows (PowerShell):".
pub fn label(text: &str) -> Option<Systems> {
    // The first word that is another one ends it, which mostly is one of the first.
    read(text, |_| false)
}

/// What a title names, and its other words: "Install it on Linux".
pub fn parts(text: &str) -> Option<(Systems, String)> {
    if !may_name(text) {
        return label(text).map(|systems| (systems, String::new()));
    }
    let mut rest = String::new();
    let systems = read(text, |word| {
        rest.push_str(word);
        rest.push(' ');
        true
    })?;
    let names_other = systems.0 & !(DOCKER | SHELL) != 0;
    (names_other || rest.is_empty()).then_some((systems, rest))
}

/// No word that names a system or stands around one has more bytes.
const LONGEST_WORD: usize = 16;

/// What the words of a text name. Another one is told to who may want no more of them.
fn read(text: &str, mut other: impl FnMut(&str) -> bool) -> Option<Systems> {
    if text.len() > LONGEST {
        return None;
    }
    let (mut systems, mut is_git) = (0, false);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut small = [0; LONGEST_WORD];
        let known = match small.get_mut(..word.len()) {
            Some(small) if word.is_ascii() => {
                small.copy_from_slice(word.as_bytes());
                small.make_ascii_lowercase();
                std::str::from_utf8(small).unwrap_or_default()
            }
            _ => "",
        };
        match named(known) {
            Some(SHELL) if is_git => systems |= WINDOWS,
            Some(names) => systems |= names,
            None if is_filler(known) || word.bytes().all(|b| b.is_ascii_digit()) => {}
            None if other(&word.to_lowercase()) => {}
            None => return None,
        }
        is_git = known == "git";
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

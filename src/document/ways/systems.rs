//! Comments that name the system for which something is: `# Ubuntu/Debian`, `# macOS (with Homebrew)`.

/// What names a kind of system.
const KINDS: &[&str] = &["windows", "powershell", "linux", "mac", "macos", "osx", "unix", "wsl", "wsl2"];
/// What names a distribution. There are images of most: below such a comment may stand what is done with one.
const DISTRIBUTIONS: &[&str] = &[
    "ubuntu",
    "debian",
    "fedora",
    "centos",
    "rhel",
    "arch",
    "manjaro",
    "alpine",
    "suse",
    "opensuse",
    "rocky",
    "almalinux",
    "amazon",
];
/// What may stand beside such names.
const BESIDE: &[&str] =
    &["on", "for", "in", "using", "via", "and", "or", "users", "systems", "only", "based", "os", "x"];
/// What installs something on one kind of system.
const INSTALLERS: &[&str] =
    &["apt", "apt-get", "yum", "dnf", "zypper", "pacman", "apk", "brew", "snap", "choco", "winget", "scoop"];

/// What a comment names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Kind,
    Distribution,
}

/// Whether two comments, one below the other, tell of two systems, and the second what is for the other one. Of
/// distributions only what installs something is told apart.
pub fn is_other(before: &str, comment: &str, installs: impl Fn() -> bool) -> bool {
    let Some((first, second)) = system(comment).and_then(|second| Some((system(before)?, second))) else {
        return false;
    };
    before != comment && (first == System::Kind && second == System::Kind || installs())
}

/// What a comment names, where it names systems and nothing else.
fn system(comment: &str) -> Option<System> {
    let named = comment.split('(').next().unwrap_or_default();
    let mut found = None;
    for word in named.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let is = |known: &[&str]| known.iter().any(|name| name.eq_ignore_ascii_case(word));
        match () {
            () if is(KINDS) => found = found.or(Some(System::Kind)),
            () if is(DISTRIBUTIONS) => found = Some(System::Distribution),
            () if is(BESIDE) || word.bytes().all(|b| b.is_ascii_digit()) => {}
            () => return None,
        }
    }
    found
}

/// Whether a command installs something by a program that only some systems have.
pub fn is_installer(command: &str) -> bool {
    let mut words = command.split_whitespace().skip_while(|word| *word == "sudo");
    words.next().is_some_and(|first| INSTALLERS.contains(&first))
}

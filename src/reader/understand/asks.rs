//! Programs that ask before they do something, or open an editor.

use super::words::{Commands, Word};

/// What package managers ask about, unless they are told that all is agreed to.
const CHANGES: &[&str] = &[
    "install",
    "reinstall",
    "remove",
    "erase",
    "purge",
    "autoremove",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "groupinstall",
    "localinstall",
];
/// Flags with which nothing is asked: all is agreed to, or nothing is done.
const AGREES: &[&str] = &[
    "--yes",
    "--assume-yes",
    "--assumeyes",
    "--assumeno",
    "--assume-no",
    "--force-yes",
    "--help",
    "--dry-run",
    "--simulate",
    "--just-print",
    "--download-only",
    "-h",
    "-s",
    "-qq",
];

/// Whether a program asks somebody, by its name and its words.
pub fn asks(program: &str, rest: &[Word<'_>]) -> bool {
    let begins = |words: &[&str]| rest.iter().map(|word| &**word).take(words.len()).eq(words.iter().copied());
    match program {
        "apt" | "apt-get" | "aptitude" | "yum" | "dnf" | "microdnf" => {
            let change = rest.iter().position(|word| CHANGES.contains(&&**word));
            // `yum update` changes as well, where `apt update` only looks.
            let updates = || matches!(program, "yum" | "dnf") && rest.iter().any(|word| word == "update");
            (change.is_some_and(|at| at + 1 < rest.len() || !rest[at].ends_with("install")) || updates())
                && !agrees(rest)
        }
        "add-apt-repository" => !rest.is_empty() && !agrees(rest),
        "systemctl" => rest.iter().any(|word| word == "edit"),
        "crontab" => rest.iter().any(|word| word == "-e"),
        "kubectl" => begins(&["edit"]),
        "git" => begins(&["commit"]) && !is_told(&rest[1..]),
        "doctl" => begins(&["auth", "init"]) && !rest.iter().any(|word| word == "-t" || word.contains("token")),
        _ => false,
    }
}

/// Whether a program's words say that nothing is to be asked: `-y`, also among other letters.
fn agrees(rest: &[Word<'_>]) -> bool {
    let letter = |word: &str| word.len() < 5 && word.starts_with('-') && !word.starts_with("--") && word.contains('y');
    rest.iter().any(|word| AGREES.contains(&&**word) || letter(word))
}

/// Whether `git commit` has its message: else it opens an editor.
fn is_told(rest: &[Word<'_>]) -> bool {
    let long = ["--message", "--file", "--no-edit", "--fixup", "--dry-run", "--reuse-message", "--help"];
    rest.iter().any(|word| match word.strip_prefix('-') {
        Some(letters) if !letters.starts_with('-') => letters.contains(['m', 'F', 'C', 'h']),
        _ => long.iter().any(|flag| word.starts_with(flag)),
    })
}

/// Whether what is asked is answered by the command before, or only written: `yes | apt install x`.
pub fn is_answered(commands: &Commands<'_>) -> bool {
    let answers = |words: &[Word<'_>]| {
        words.first().is_some_and(|first| matches!(&**first, "yes" | "echo" | "printf" | "cat" | "tee"))
    };
    commands.first().is_some_and(answers)
}

/// Whether a block ends at a program's own prompt, and so shows that what was typed before it has started one.
pub fn ends_at_prompt(text: &str) -> bool {
    let last = text.trim_end();
    last.ends_with(">>>") && (last.len() == 3 || last.ends_with("\n>>>"))
}

/// Whether a command runs what an image holds, with a program that hands over its terminal by itself.
pub fn runs_image(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    matches!(words.next(), Some("apptainer" | "singularity")) && words.any(|word| word == "run")
        || text.strip_suffix(".sif").is_some() && text.starts_with("./") && !text.contains(' ')
}

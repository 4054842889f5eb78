//! Programs that ask before they do something, or open an editor.

use super::engine::Call;
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

/// Flags of `ssh-keygen` with which it has its pass phrase, or makes no key.
const KEY_IS_TOLD: &[&str] = &[
    "-N", "-l", "-R", "-F", "-y", "-A", "-B", "-D", "-e", "-H", "-i", "-K", "-L", "-Q", "-r", "-s", "-Y", "-?", "-h",
    "--help",
];
/// Programs that read what is typed where they are given no file.
const READERS: &[&str] = &["cat", "tee", "wc", "sort", "tac", "rev", "nl", "base64", "sha256sum", "md5sum"];

/// Whether a program asks somebody, by its name and its words.
pub fn asks(program: &str, rest: &[Word<'_>]) -> bool {
    let begins = |words: &[&str]| rest.iter().map(|word| &**word).take(words.len()).eq(words.iter().copied());
    let has = |flags: &[&str]| rest.iter().any(|word| flags.iter().any(|flag| word.split('=').next() == Some(*flag)));
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
        "gh" => begins(&["auth", "login"]) && !has(&["--with-token", "--help"]),
        "az" => begins(&["login"]) && !has(&["--service-principal", "--identity", "-u", "--username", "--help"]),
        "gcloud" => (begins(&["auth", "login"]) || begins(&["init"])) && !has(&["--cred-file", "--help"]),
        "pipenv" | "poetry" => begins(&["shell"]) && !has(&["--help"]),
        "ssh-keygen" => !rest.iter().any(|word| KEY_IS_TOLD.iter().any(|flag| word.starts_with(flag))),
        // A password, unless that is given or read from elsewhere.
        "htpasswd" => rest.iter().any(|word| !word.starts_with('-')) && !letters(rest, &['b', 'i', 'D', 'v']),
        "rm" => letters(rest, &['i', 'I']) && !letters(rest, &['f']),
        "read" => letters(rest, &['p']),
        // What is typed goes to the other side, unless that is only looked for.
        "nc" | "ncat" | "netcat" => {
            rest.iter().filter(|word| !word.starts_with('-')).count() >= 2 && !letters(rest, &['z', 'l', 'h'])
        }
        "doctl" => begins(&["auth", "init"]) && !rest.iter().any(|word| word == "-t" || word.contains("token")),
        _ => false,
    }
}

/// Whether one of a program's short flags is among some, also together with others: `-ri`.
fn letters(rest: &[Word<'_>], flags: &[char]) -> bool {
    let short = |word: &&Word<'_>| word.starts_with('-') && !word.starts_with("--");
    rest.iter().filter(short).any(|word| word.contains(flags))
}

/// Whether a call of the engine hands what is typed to a program that reads until there is no more:
/// `docker run -i alpine cat`.
pub fn reads_typed(text: &str, call: &Call<'_>) -> bool {
    matches!(&*call.command, "run" | "exec")
        && matches!(&call.operands[..], [_, program] if READERS.contains(program))
        && call.has('i', "--interactive")
        && !call.has('d', "--detach")
        && call.entrypoint.is_none()
        && !text.contains('<')
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

/// Whether what is sent to the other side is read from a file: `nc localhost 80 < a.txt`.
pub fn is_fed(text: &str, words: &[Word<'_>]) -> bool {
    matches!(words.first().map(|first| &**first), Some("nc" | "ncat" | "netcat")) && text.contains('<')
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

#[cfg(test)]
mod tests {
    use super::super::typed::Typed;

    #[test]
    fn what_needs_an_answer() {
        for (text, want) in [
            ("read -p \"Your name? \" name", true),
            ("read -rsp \"Secret: \" word", true),
            ("docker run -i alpine cat", true),
            ("docker run -i alpine cat < a.txt", false),
            ("echo a | docker run -i alpine cat", false),
            ("docker run -i alpine ls", false),
            ("docker run -i alpine cat a.txt", false),
            ("docker init", true),
            ("docker init --version", false),
            ("gh auth login", true),
            ("gh auth login --with-token < a.txt", false),
            ("gh auth status", false),
            ("az login", true),
            ("az login --service-principal -u a -p b", false),
            ("az acr login --name a", false),
            ("gcloud auth login", true),
            ("gcloud auth configure-docker", false),
            ("ssh-keygen -t ed25519", true),
            ("ssh-keygen -t rsa -N '' -f key", false),
            ("ssh-keygen -R host", false),
            ("htpasswd -c users ada", true),
            ("htpasswd -Bbn ada secret", false),
            ("rm -i a.txt", true),
            ("rm -rf a", false),
            ("rm --interactive=never a", false),
            ("pipenv shell", true),
            ("pipenv install", false),
            ("sqlcmd -S db -U SA", true),
            ("sqlcmd -S db -Q 'SELECT 1'", false),
            ("sqlcmd -S db -i a.sql < a.txt", false),
            ("sudo aa-genprof cat", true),
            ("aa-genprof --help", false),
            ("nc localhost 31337", true),
            ("nc -vz localhost 80", false),
            ("nc -l -p 8080", false),
            ("echo a | nc localhost 80", false),
            ("nc localhost 80 < a.txt", false),
        ] {
            assert_eq!(Typed::new(text).is_interactive(), want, "{text}");
        }
    }
}

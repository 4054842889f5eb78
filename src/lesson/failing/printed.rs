//! What is printed where a command failed.

/// How it begins.
const ERRORS: &[&str] = &[
    "Error response from daemon",
    "docker: Error",
    "docker: invalid",
    "docker: open",
    "Error: ",
    "error: ",
    "ERROR: ",
    "Error parsing",
    "invalid argument",
    "unknown flag",
    "unknown shorthand flag",
    "curl: (",
    "ping: ",
    "bash: ",
    "sh: ",
    "/bin/sh: ",
    "cat: ",
    "ls: ",
    "touch: ",
    "rm: ",
    "mkdir: ",
];
/// How a line begins at which a call comes to its end, whatever it printed before.
const LAST: &[&str] = &[
    "denied: ",
    "unauthorized: ",
    "fatal: ",
    "Got permission denied",
    "stat: can't stat",
    "no basic auth credentials",
];
/// How one ends.
const REASONS: &[&str] = &[
    "No such file or directory",
    "no basic auth credentials",
    "Permission denied",
    "permission denied",
    "Operation not permitted",
    "Read-only file system",
    "command not found",
];
/// What stands in one.
const WITHIN: &[&str] = &["[Errno ", ": No module named "];
/// So many of the last lines tell that the call failed: what comes before may be of something that was tried first.
const LATEST: usize = 3;
/// Words of commands that print what others wrote: an error in it is none of their own.
const SHOWS: &[&str] =
    &["logs", "cat", "head", "tail", "less", "more", "grep", "journalctl", "events", "man", "history"];
/// How the last line of an error of Python is named.
const RAISED: &[&str] = &["Error", "Exception", "Interrupt", "Exit", "Warning"];

/// Whether what a command printed is an error.
pub fn is_error(printed: &str, command: &str) -> bool {
    let printed = printed.trim_start();
    if ERRORS.iter().any(|begin| printed.starts_with(begin)) {
        return true;
    }
    // No error has so few letters.
    if printed.len() < "fatal: a".len() || shows_others(command) {
        return false;
    }
    let ends_so = || printed.lines().rev().filter(|line| !line.trim().is_empty()).take(LATEST).any(is_last);
    ends_so() || is_broken_build(printed) || is_traceback(printed)
}

fn shows_others(command: &str) -> bool {
    command.split_ascii_whitespace().any(|word| SHOWS.contains(&word))
}

fn is_last(line: &str) -> bool {
    let line = line.trim();
    // A service's own line, a question, a word of warning.
    if line.contains(" | ") || line.ends_with('?') || line.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("warn")) {
        return false;
    }
    let end = line.trim_end_matches(['.', '"', '\'']);
    let is_reason = |reason: &str| end.strip_suffix(reason).is_some_and(|rest| rest.trim_end().ends_with([':', ']']));
    ERRORS.iter().chain(LAST).any(|begin| line.starts_with(begin))
        || REASONS.iter().any(|reason| is_reason(reason))
        || WITHIN.iter().any(|words| line.contains(words))
}

/// Whether a step of a build broke: `=> ERROR [2/3] RUN …`.
fn is_broken_build(printed: &str) -> bool {
    printed.contains("=> ERROR [")
}

/// Whether a program of Python stopped, and printed nothing more.
fn is_traceback(printed: &str) -> bool {
    let Some(at) = printed.rfind("Traceback (most recent call last)") else { return false };
    let mut plain =
        printed[at..].lines().skip(1).filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t']));
    let is_end = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.starts_with(['.', '[', '…']) || !name.contains(' ') && RAISED.iter().any(|end| name.ends_with(end))
    };
    plain.next().is_none_or(is_end)
}

#[cfg(test)]
mod tests {
    use super::is_error;

    #[test]
    fn errors_of_calls_that_failed() {
        for (printed, want) in [
            ("Using default tag: latest\nError response from daemon: no such image", true),
            ("Using default tag: latest\nError: it is not signed", true),
            ("a1b2: Preparing\nno basic auth credentials", true),
            ("a1b2: Preparing\ndenied: you may not do that", true),
            ("a1b2: Preparing\ndenied: requested access to the resource is denied", true),
            ("python3: can't open file 'a.py': [Errno 2] No such file or directory", true),
            ("stat: can't stat 'a': No such file or directory", true),
            ("/usr/bin/python: No module named flask", true),
            ("[+] Building 1.0s\n => ERROR [2/3] RUN false\n------\n > [2/3]\n 1 | FROM a\n 2 | RUN b\n----", true),
            ("Starting\nTraceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'a'", true),
            ("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'a'\nTrying again\nReady", true),
            ("Error: there is none\nTrying again\nReady\nDone\nBye", true),
            ("Trying\nError: there is none\nTrying again\nReady\nDone\nBye", false),
            ("db-1 | Connection to a: Permission denied", false),
            ("WARNING: Error loading config file: a: permission denied", false),
            ("No such file or directory", false),
            ("Is it there?\nrm: remove 'a'?", false),
            ("error", false),
            ("", false),
        ] {
            assert_eq!(is_error(printed, "docker run web"), want, "{printed}");
        }
        assert!(!is_error("Started\nerror: none", "docker logs web"));
    }
}

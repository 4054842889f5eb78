//! Lines that only the engine and common tools print.

use super::super::scan::has_part;
use memchr::memchr_iter;

/// How such lines begin, after white space or not.
const BEGINNINGS: &[&str] = &[
    "CONTAINER ID",
    "IMAGE ID",
    "NETWORK ID",
    "Using default tag",
    "Unable to find image",
    "latest: Pulling",
    "Digest: sha256",
    "Status: ",
    "Sending build context",
    "Successfully built",
    "Successfully tagged",
    "[+] ",
    "Untagged: ",
    "Deleted: ",
    "docker: ",
    "OCI runtime ",
    "Error",
    "Hello from ",
    "Hello world",
    "PING ",
    "Client:",
    "Server:",
    "Linux ",
    "sha256:",
    "Login Succeeded",
    "Creating network ",
    "Creating service ",
    "Creating volume ",
    "Removing network ",
    "Removing service ",
    "WARNING: ",
    "WARNING! This will ",
    "Are you sure you want to continue?",
    "Cannot connect to the Docker",
    "Usage: ",
    "Usage:\t",
    "# Executing docker install script",
];

/// Names of first columns, and the columns of white space after them.
const COLUMNS: &[(&str, usize)] = &[("REPOSITORY", 1), ("IMAGE", 2), ("DRIVER", 1), ("NAME", 2), ("ID", 2)];

/// Whether any line of a text is one.
pub fn is_any(text: &str) -> bool {
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
    // What begins below an empty line begins on its own line, too.
    let is_empty = |text: &str| {
        text.starts_with(char::is_whitespace) && text.lines().next().is_none_or(|line| line.trim_start().is_empty())
    };
    starts.map(|at| &text[at..]).filter(|text| !is_empty(text)).any(begins)
        || has_part(text, "Pull complete")
        || has_part(text, "Is the docker daemon running?")
}

/// Whether a text is what a program says that could not do something: `cat: x: Permission denied`.
pub fn is_failure(text: &str) -> bool {
    const ENDS: &[&str] =
        &["not permitted", "ermission denied", "No such file or directory", "not found", "onnection refused"];
    has_part(text, ": ") && text.lines().any(|l| ENDS.iter().any(|end| l.trim_end().ends_with(end)))
}

/// Whether the first line of a text is one. The text goes on, as what was printed may stand on more lines than one.
fn begins(text: &str) -> bool {
    let Some(&first) = text.as_bytes().first() else { return false };
    match first {
        b'0'..=b'9' | b'a'..=b'z' if is_id(text) => true,
        b'0'..=b'9' => is_time(text) || is_reply(text) || is_dated(text) || is_day(text),
        b'#' => {
            let rest = text[1..].trim_start_matches(|c: char| c.is_numeric());
            rest.len() < text.len() - 1 && rest.starts_with(" [")
        }
        b'+' => text.starts_with("+---"),
        b'm' => text.starts_with("mkdir: cannot "),
        b't' | b'l' | b'd' | b'u' | b's' | b'[' | b'A'..=b'Z' => {
            BEGINNINGS.iter().any(|b| text.starts_with(b)) || is_table(text) || is_listing(text) || is_step(text)
        }
        b'-' => is_listing(text),
        _ => after_white(text),
    }
}

/// `4f5e6d7c8b9a`, alone or with something after it, a whole digest, or what the swarm numbers its parts by.
fn is_id(text: &str) -> bool {
    let digits = text.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).count();
    let after = text[digits..].chars().next();
    match digits {
        12 => after.is_none_or(|c| c.is_whitespace() || c == ':'),
        64 => after.is_none_or(|c| c == '\n'),
        _ => is_swarms(text),
    }
}

/// Letters and digits, so many as the swarm's numbers have.
fn is_swarms(text: &str) -> bool {
    const LENGTH: usize = 25;
    let signs = text.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit()).take(LENGTH + 1).count();
    let has_both = || text[..LENGTH].bytes().filter(u8::is_ascii_digit).count() > 2;
    signs == LENGTH && has_both() && text[LENGTH..].chars().next().is_none_or(char::is_whitespace)
}

/// `2026-01-31T12:`
fn is_time(text: &str) -> bool {
    let mut chars = text.chars();
    "dddd-dd-ddTdd:".chars().all(|want| {
        chars.next().is_some_and(|c| match want {
            'd' => c.is_numeric(),
            'T' => matches!(c, 'T' | ' '),
            sign => c == sign,
        })
    })
}

/// `149120  Feb 25 2015  x.so`: a file's size and date.
fn is_dated(text: &str) -> bool {
    const MONTHS: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let month = rest.trim_start_matches(' ');
    rest.len() < text.len()
        && month.len() < rest.len()
        && month.get(..4).is_some_and(|name| MONTHS.contains(name))
        && month[4..].trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// `11-Jan-2018 14:`
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is = |at: usize, want: fn(&u8) -> bool| bytes.get(at).is_some_and(want);
    bytes.get(2) == Some(&b'-')
        && bytes.get(6) == Some(&b'-')
        && is(3, u8::is_ascii_uppercase)
        && (7..11).all(|at| is(at, u8::is_ascii_digit))
        && bytes.get(11) == Some(&b' ')
}

/// `64 bytes from`
fn is_reply(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(" bytes from ")
}

fn is_table(text: &str) -> bool {
    let white = |rest: &str, least: usize| rest.chars().take(least).filter(|c| c.is_whitespace()).count() == least;
    let column = |(name, least): &(&str, usize)| text.strip_prefix(*name).is_some_and(|rest| white(rest, *least));
    let pair = |first: &str, second: &str| {
        text.strip_prefix(first).is_some_and(|rest| white(rest, 1) && rest.trim_start().starts_with(second))
    };
    COLUMNS.iter().any(column) || pair("USER", "PID") || pair("PID", "USER") || after_white(text)
}

/// `drwxr-xr-x`, `total 12`, `uid=0`
fn is_listing(text: &str) -> bool {
    let number = |prefix: &str| text.strip_prefix(prefix).filter(|rest| rest.starts_with(char::is_numeric));
    let mode = |b: u8| matches!(b, b'r' | b'w' | b'x' | b'-');
    let file = text.len() >= 10 && text.bytes().skip(1).take(9).all(mode);
    let total = || number("total ").is_some_and(|r| r.lines().next().is_some_and(|l| l.chars().all(char::is_numeric)));
    text.starts_with(['d', 'l', '-']) && file || total() || number("uid=").is_some()
}

/// `Step 1/5`, and of old `Step 1 :`
fn is_step(text: &str) -> bool {
    let number = |c: char| c.is_numeric();
    text.strip_prefix("Step ").and_then(|rest| {
        let after = rest.trim_start_matches(number);
        let steps = after.starts_with(" : ") || after.strip_prefix('/')?.starts_with(number);
        Some(rest.starts_with(number) && steps)
    }) == Some(true)
}

/// ` => [1/2] FROM`, `  PID TTY`
fn after_white(text: &str) -> bool {
    let text = text.trim_start();
    let table = || text.strip_prefix("PID").is_some_and(|rest| rest.starts_with(char::is_whitespace));
    text.starts_with("=> ") || table() || is_dated(text)
}

#[cfg(test)]
mod tests {
    use super::is_any;

    #[test]
    fn lines_of_programs() {
        for (text, want) in [
            ("CONTAINER ID   IMAGE", true),
            ("a\nREPOSITORY TAG", true),
            ("IMAGE  x", true),
            ("IMAGE x", false),
            ("total 12\nx", true),
            ("total 12 x", false),
            ("-rwxr-xr-x 1 me", true),
            ("drwxr-xr-x", true),
            ("4f5e6d7c8b9a", true),
            ("4f5e6d7c8b9a: x", true),
            ("4f5e6d7c8b9", false),
            ("9xk2mabcq1tuvwyz0rstn3hij", true),
            ("internationalisationsabcde", false),
            ("2026-01-31T12:00", true),
            ("2026-01-31", false),
            ("#5 [internal]", true),
            ("# [x", false),
            ("+----+", true),
            ("Step 1/5 : FROM", true),
            ("Step 1", false),
            ("Step 0 : FROM", true),
            ("Successfully built x", true),
            ("uid=0(root)", true),
            (" => [1/2]", true),
            ("  PID TTY", true),
            ("PID   USER", true),
            ("USER       PID", true),
            ("x: Pull complete", true),
            ("  1234  Feb 25 2015  x.so", true),
            ("12 Mayflowers", false),
            ("Usage:  docker node COMMAND", true),
            ("11-Jan-2018 14:49:02.302 INFO x", true),
            ("11-12-2018 x", false),
            ("", false),
            ("docker ps", false),
        ] {
            assert_eq!(is_any(text), want, "{text:?}");
        }
    }
}

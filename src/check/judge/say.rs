//! The phrases of explanations: short, exact, lower case, no full stop.

use crate::check::CommandLine;
use crate::state::Snapshot;
use crate::text::{count, printable};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How much of a value is shown, in characters.
const SHOWN_LIMIT: usize = 60;

/// A value between back-quotes, on one line and not too long.
pub(super) fn code(text: &str) -> String {
    let safe = printable(text);
    let line = safe.trim().lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(SHOWN_LIMIT).collect();
    if shown.len() < safe.trim().len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Two values that are not the same, between back-quotes; where they look alike, with the white space that one does not
/// see.
pub(super) fn apart(found: &str, wanted: &str) -> (String, String) {
    let shown = (code(found), code(wanted));
    if flat(found) == flat(wanted) || flat(&shown.0) == flat(&shown.1) {
        (spelled(found), spelled(wanted))
    } else {
        shown
    }
}

/// The line that has a text but for its white space, and the text, both so that one sees where they differ.
pub(super) fn alike(found: &str, wanted: &str) -> Option<(String, String)> {
    let text = flat(wanted);
    let line = found.lines().find(|line| !text.is_empty() && flat(line).contains(&text))?;
    Some((spelled(line), spelled(wanted)))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value with its white space told: `a\tb`, "`a` with a space at its beginning".
fn spelled(text: &str) -> String {
    let spell = |c: char| if c.is_whitespace() && c != ' ' { c.escape_default().to_string() } else { c.to_string() };
    let text: String = text.chars().map(spell).collect();
    let spaces = |number: usize| if number == 1 { "a space".to_owned() } else { count(number, "space") };
    let blank = |rest: &str| text.len() - rest.len();
    let (start, end) = (blank(text.trim_start()), blank(text.trim_end()));
    let inner = text.trim().split(|c| c != ' ').map(str::len).max().filter(|longest| *longest > 1);
    let told = [
        (start > 0).then(|| format!("{} at its beginning", spaces(start))),
        (end > 0).then(|| format!("{} at its end", spaces(end))),
        inner.map(|longest| format!("{} in a row", spaces(longest))),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let with = if told.is_empty() { String::new() } else { format!(" with {}", told.join(" and ")) };
    format!("{}{with}", code(&text))
}

/// How much of a command is shown, in characters.
const COMMAND_LIMIT: usize = 40;

/// A command between back-quotes; a long one is cut at a word.
pub(super) fn command(text: &str) -> String {
    let mut shown = String::new();
    for word in printable(text).split_whitespace().filter(|word| *word != "\\") {
        if !shown.is_empty() && shown.chars().count() + word.chars().count() > COMMAND_LIMIT {
            shown.push_str(" …");
            break;
        }
        shown.push_str(if shown.is_empty() { "" } else { " " });
        shown.push_str(word);
    }
    code(&shown)
}

/// Says that a property is another one, or none; nothing where it is as asked.
pub(super) fn differs(subject: &str, property: &str, found: &str, wanted: &str) -> Option<String> {
    if found == wanted {
        None
    } else if found.is_empty() {
        Some(format!("{subject} has no {property}; the step asks for {}", code(wanted)))
    } else {
        let (found, wanted) = apart(found, wanted);
        Some(format!("the {property} of {subject} is {found}; the step asks for {wanted}"))
    }
}

/// The same of a user: for the engine none at all is root, by whatever name or number.
pub(super) fn user(subject: &str, found: &str, wanted: &str) -> Option<String> {
    let is_root = |user: &str| match user.split_once(':') {
        Some((user, group)) => matches!(user, "" | "root" | "0") && matches!(group, "" | "root" | "0"),
        None => matches!(user, "" | "root" | "0"),
    };
    let shown = if found.is_empty() { "root" } else { found };
    if is_root(found) && is_root(wanted) { None } else { differs(subject, "user", shown, wanted) }
}

/// What of the wanted labels is missing or another.
pub(super) fn labels(
    subject: &str,
    wanted: &BTreeMap<String, String>,
    found: &BTreeMap<String, String>,
) -> Vec<String> {
    pairs(subject, "label", wanted, |key| found.get(key).map(String::as_str))
}

/// What of the wanted environment is missing or another; the engine lists it as `NAME=value`.
pub(super) fn env(subject: &str, wanted: &BTreeMap<String, String>, found: &[String]) -> Vec<String> {
    let value = |key: &str| found.iter().find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    pairs(subject, "variable", wanted, value)
}

fn pairs<'v>(
    subject: &str,
    noun: &str,
    wanted: &BTreeMap<String, String>,
    found: impl Fn(&str) -> Option<&'v str>,
) -> Vec<String> {
    let miss = |(key, value): (&String, &String)| match found(key) {
        Some(found) if found == value => None,
        Some(found) => {
            let (found, wanted) = apart(found, value);
            Some(format!("the {noun} {} of {subject} is {found}; the step asks for {wanted}", code(key)))
        }
        None => Some(format!("{subject} has no {noun} {}", code(key))),
    };
    wanted.iter().filter_map(miss).collect()
}

/// Whether an image's command is the one that was asked for; a text also fits its shell form.
pub(super) fn same_command(wanted: &CommandLine, found: &[String]) -> bool {
    match wanted {
        CommandLine::Words(words) => words == found,
        CommandLine::Text(text) => match found {
            [_, flag, script] if flag == "-c" => script == text || found.join(" ") == *text,
            _ => found.join(" ") == *text,
        },
    }
}

/// A command as one text.
pub(super) fn line_of(wanted: &CommandLine) -> String {
    match wanted {
        CommandLine::Text(text) => text.clone(),
        CommandLine::Words(words) => words.join(" "),
    }
}

/// How long ago something may be that is told by that, in seconds.
const RECENT: i64 = 60;

/// "twelve seconds ago", "at 10:02", "on 20 November at 10:02".
pub(super) fn when(now: &Snapshot, time: i64) -> String {
    let seconds = now.taken - time;
    if seconds < RECENT { ago(seconds) } else { now.clock(time) }
}

/// Whether a text ends with a time as [`when`] tells it.
pub(super) fn ends_with_time(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_clock =
        last.len() == 5 && last.bytes().enumerate().all(|(at, b)| if at == 2 { b == b':' } else { b.is_ascii_digit() });
    is_clock || text.ends_with(" ago") || text.ends_with(" just now")
}

/// Whether two explanations are the same but for times, and for the command that is told only once it is not the last.
pub(in crate::check) fn says_the_same(a: &str, b: &str) -> bool {
    static PASSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let time = r",? (?:just now|\S+ seconds? ago|for \d+ of|(?:on \d+ [A-Z][a-z]+ (?:\d{4} )?)?at \d\d:\d\d)";
        let change = "(?:; last changed(?: by `[^`]*`)?)?";
        Regex::new(&format!("{change}(?:{time})?{change}")).ok()
    });
    let Some(passing) = PASSING.as_ref() else { return a == b };
    passing.replace_all(a, "") == passing.replace_all(b, "")
}

/// "twelve seconds ago".
fn ago(seconds: i64) -> String {
    if seconds <= 0 {
        return "just now".to_owned();
    }
    let counted = count(usize::try_from(seconds).unwrap_or(usize::MAX), "second");
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = usize::try_from(seconds - 1).ok().and_then(|at| words.get(at));
    let spelled = word.map_or(counted.clone(), |word| counted.replacen(&seconds.to_string(), word, 1));
    format!("{spelled} ago")
}

/// How many names are shown in a row.
const NAMES_LIMIT: usize = 4;

/// "`a`", "`a` and `b`", "`a`, `b`, `c`, `d` and 3 more".
pub(super) fn names(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMES_LIMIT).map(|name| code(name)).collect();
    match (names.len() - shown.len(), shown.as_slice()) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, _) => shown.join(", "),
        (more, _) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// "once", "twice", "3 times".
pub(super) fn times(times: i64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

/// "5 seconds".
pub(super) fn seconds(seconds: u32) -> String {
    count(usize::try_from(seconds).unwrap_or(usize::MAX), "second")
}

/// Where two texts part: the first line that is another one. Line ends and white space at the end do not matter.
pub(super) fn first_difference(subject: &str, found: &str, wanted: &str) -> Option<String> {
    let (found, wanted) = (found.trim_end(), wanted.trim_end());
    let (mut left, mut right) = (found.lines(), wanted.lines());
    for number in 1.. {
        return Some(match (left.next(), right.next()) {
            (None, None) => return None,
            (Some(found), Some(wanted)) if found.trim_end() == wanted.trim_end() => continue,
            (Some(found), Some(wanted)) if found.trim().is_empty() => {
                format!("line {number} of {subject} is empty; the step asks for {}", code(wanted))
            }
            (Some(found), Some(wanted)) => {
                let (found, wanted) = apart(found, wanted);
                format!("line {number} of {subject} is {found}; the step asks for {wanted}")
            }
            (None, Some(wanted)) if number == 1 => format!("{subject} is empty; the step asks for {}", code(wanted)),
            (None, Some(wanted)) => {
                format!("{subject} ends after line {}; the step asks for {} next", number - 1, code(wanted))
            }
            (Some(found), None) => {
                format!("line {number} of {subject} is {}; the step asks for {}", code(found), ends(number))
            }
        });
    }
    None
}

fn ends(line: usize) -> String {
    if line == 1 { "nothing at all".to_owned() } else { "no more lines".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        let now = Snapshot { taken: 1_795_262_400, utc_offset: 3600, ..Snapshot::default() };
        let cases = [
            (-3, "just now"),
            (0, "just now"),
            (1, "one second ago"),
            (12, "twelve seconds ago"),
            (59, "59 seconds ago"),
            (60, "at 12:59"),
            (7200, "at 11:00"),
            (90_000, "on 20 November at 12:00"),
        ];
        for (seconds, want) in cases {
            let said = when(&now, now.taken - seconds);
            assert_eq!(said, want);
            assert!(ends_with_time(&format!("it exited {said}")), "{said}");
        }
        assert!(!ends_with_time("it has 3 layers") && !ends_with_time("app:1.22") && !ends_with_time("`a b:12`"));
    }

    #[test]
    fn values_are_short_and_have_no_control_characters() {
        assert_eq!(code("\u{1b}[31ma\u{1b}[0m\nb"), "`a…`");
        assert_eq!(code(&"x".repeat(61)), format!("`{}…`", "x".repeat(60)));
        assert_eq!(code(""), "``");
        assert_eq!(command("docker run \\\n  -it alpine"), "`docker run -it alpine`");
        assert_eq!(
            command("docker run --rm --name a-long-name -p 8080:80 nginx"),
            "`docker run --rm --name a-long-name -p …`"
        );
    }

    #[test]
    fn the_first_line_that_differs() {
        let cases = [
            ("a\nb", "a\r\nb\n\n", None),
            ("a\nc", "a\nb", Some("line 2 of it is `c`; the step asks for `b`")),
            ("a", "a\nb", Some("it ends after line 1; the step asks for `b` next")),
            ("a\nb", "a", Some("line 2 of it is `b`; the step asks for no more lines")),
            ("", "a", Some("it is empty; the step asks for `a`")),
            (" a b", "a b", Some("line 1 of it is `a b` with a space at its beginning; the step asks for `a b`")),
            ("a  b", "a b", Some("line 1 of it is `a  b` with 2 spaces in a row; the step asks for `a b`")),
            ("a\tb", "a b", Some("line 1 of it is `a\\tb`; the step asks for `a b`")),
            ("a\rb", "a b", Some("line 1 of it is `a\\rb`; the step asks for `a b`")),
            ("  a", " a  b", Some("line 1 of it is `a`; the step asks for `a  b`")),
            ("a", "", Some("line 1 of it is `a`; the step asks for nothing at all")),
        ];
        for (found, wanted, want) in cases {
            assert_eq!(first_difference("it", found, wanted).as_deref(), want);
        }
    }
}

//! What of a command is typed: without the signs that a word processor bent, the remarks where a line goes on, and those
//! behind a command with signs of other languages. No shell knows them.

use super::super::bent;
use super::super::scan::{has_byte, has_part};
use super::words::without_remarks;
use memchr::memchr2_iter;

/// The command with straight quotes and plain spaces, without remarks in the midst of it and a backslash at its end;
/// `None` where it is so already.
pub fn straight(text: &str) -> Option<String> {
    let plain = without_remarks(text);
    let whole = plain.as_deref().unwrap_or(text);
    let ended = without_last_backslash(without_end_remark(whole));
    let plain = if ended.len() < whole.len() { Some(ended.to_owned()) } else { plain };
    let text = plain.as_deref().unwrap_or(text);
    bent::unbent(text).or(plain)
}

/// What remarks behind a command begin with that is no sign of a shell.
const ENDS: &[&str] = &[" // ", " <-- ", " <- ", " ← ", " ⇐ ", " ✅", " ❌", " ✔", " ✓", " ✗", " → ", " ➜ ", " -> "];

/// A line without the remark behind it: `docker stop web // or its id`. Who prints or quotes such signs means them, and a comment
/// may hold any.
fn without_end_remark(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_sign = |at: usize| at > 0 && bytes[at - 1] == b' ' && matches!(bytes.get(at + 1), Some(b'/' | b'-'));
    let has_sign = memchr2_iter(b'/', b'<', bytes).any(is_sign);
    let may_have = has_sign || !text.is_ascii() || has_part(text, " -> ") || has_part(text, "  (");
    if !may_have || has_byte(text, b'\n') {
        return text;
    }
    let is_quoted = |at: usize| text[..at].bytes().filter(|b| matches!(b, b'\'' | b'"')).count() % 2 == 1;
    let in_brackets = || text.find("  (").filter(|at| is_remark_in_brackets(text[*at..].trim_start()));
    let begins = ENDS.iter().filter_map(|sign| text.find(sign)).min().or_else(in_brackets);
    let is_commented = |at: usize| has_part(&text[..at], " #");
    match begins.filter(|at| *at > 0 && !is_quoted(*at) && !is_commented(*at)) {
        Some(_) if text.starts_with("echo ") || text.starts_with("printf ") => text,
        Some(at) => text[..at].trim_end(),
        None => text,
    }
}

/// Whether a text is nothing but words in brackets: `(lists all)`. A shell runs what stands in them.
fn is_remark_in_brackets(text: &str) -> bool {
    let words = text.trim_end().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    words.is_some_and(|words| words.contains(' ') && words.chars().all(|c| c.is_alphanumeric() || " ,.-'".contains(c)))
}

/// Without the backslash behind which nothing follows: a shell would wait for more.
fn without_last_backslash(text: &str) -> &str {
    match text.trim_end().strip_suffix('\\') {
        Some(before) if before.ends_with(char::is_whitespace) => before.trim_end(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::straight;

    #[test]
    fn signs_are_made_straight() {
        for (text, want) in [
            ("docker run -d \\\n  web \\", Some("docker run -d \\\n  web")),
            ("cd C:\\", None),
            ("docker run –it —rm –d –name web x", Some("docker run -it --rm -d --name web x")),
            ("docker run \\  # why\n  -d \\\n  x # c", Some("docker run \\\n  -d \\\n  x # c")),
            ("echo a\\ b \\\n  # c", None),
            ("docker stop web // or <its id>", Some("docker stop web")),
            ("curl http://localhost:8080         ✅", Some("curl http://localhost:8080")),
            ("docker exec web ping db    ← works by name", Some("docker exec web ping db")),
            ("docker ps -a    → all of them", Some("docker ps -a")),
            ("docker ps -a -> all of them", Some("docker ps -a")),
            ("docker images   (lists images)", Some("docker images")),
            ("docker images (lists images)", None),
            ("docker rm  $(docker ps -q)", None),
            ("echo a -> b", None),
            ("docker exec web sh -c 'echo a // b'", None),
            ("echo a // b", None),
            ("docker ps # ✅ all", None),
        ] {
            assert_eq!(straight(text).as_deref(), want, "{text}");
        }
    }
}

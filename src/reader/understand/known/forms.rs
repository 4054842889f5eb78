//! Forms of commands that do not begin with a program's name: tests, groups, functions, and what is read or run in place.

use super::super::words::{Commands, Word};
use super::{Likeness, is_program, likeness, without_prefixes};

/// Whether a text may be one of them, by its first sign and its last.
pub fn may_be(text: &str) -> bool {
    let begins = matches!(
        text.as_bytes(),
        [b'[', b' ' | b'[', ..] | [b'.' | b'{', b' ', ..] | [b'$', b'(', ..] | [b'.', b'\\', ..]
    );
    // The other system's shell writes those without brackets in one line.
    let is_function = || text.contains("() {") || text.starts_with("function ") && text.contains("{\n");
    begins || text.ends_with('}') && is_function()
}

/// Whether a text is one of them: `[ -d a ] || mkdir a`, `{ ls; pwd; } > a`, `. ./a.sh`, `$(minikube docker-env)`.
pub fn is_form(text: &str, commands: &Commands<'_>) -> bool {
    if text.starts_with(".\\") {
        return is_own_program(text);
    }
    let calls = |words: Option<&[Word<'_>]>| {
        words.and_then(|words| without_prefixes(words).first()).is_some_and(|first| is_program(first))
    };
    let Some([first, rest @ ..]) = commands.first() else { return false };
    match &**first {
        "[" | "[[" => {
            let tests = rest.first().is_some_and(|word| word.starts_with(['-', '!', '$']));
            let ends = rest.last().is_some_and(|word| word == "]" || word == "]]");
            tests && ends && calls(commands.iter().nth(1))
        }
        "." => match rest {
            [file] => file.starts_with(['.', '/', '~']) || file.ends_with(".sh") || file.ends_with("/activate"),
            _ => false,
        },
        "{" => text.contains('}') && calls(Some(rest)),
        substitution if substitution.starts_with("$(") && rest.is_empty() && commands.only().is_some() => {
            let inner = substitution.strip_prefix("$(").and_then(|inner| inner.strip_suffix(')'));
            inner.is_some_and(|inner| inner.contains(' ') && likeness(inner.trim()) == Likeness::Known)
        }
        _ => is_function(text),
    }
}

/// Whether a text calls a program by its path, as the other system's shells do: `.\build.ps1 -Force`.
fn is_own_program(text: &str) -> bool {
    let path = text.split(char::is_whitespace).next().unwrap_or_default();
    let Some((name, end)) = path.rsplit_once('.') else { return false };
    let in_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'\\' | b'-' | b'_');
    let is_program = ["ps1", "bat", "cmd", "exe"].iter().any(|known| known.eq_ignore_ascii_case(end));
    is_program && name.len() > 2 && name.bytes().all(in_name)
}

/// Whether a text makes a function of nothing but commands: other languages have functions as well.
fn is_function(text: &str) -> bool {
    let Some((head, body)) = text.split_once('{') else { return false };
    let name = head.trim().trim_start_matches("function ").trim_end_matches("()").trim();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let Some(body) = body.trim_end().strip_suffix('}').filter(|_| is_name) else { return false };
    let mut lines = body.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.clone().next().is_some() && lines.all(|line| likeness(line) == Likeness::Known)
}

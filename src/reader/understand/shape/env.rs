//! Files of settings: what a shell starts with, variables, keys with values.

use super::super::super::lines::begun;
use super::super::super::scan::{has_part, lines};
use super::super::known::{Likeness, likeness};
use super::super::words::begins_function;
use super::significant;

/// What a shell's start file holds, and nothing else: `export`, `alias`, `source`, functions.
pub fn is_setup(text: &str) -> bool {
    let begins = |l: &str| ["export ", "alias ", "source ", "eval ", "set -", "#"].iter().any(|b| l.starts_with(b));
    let first = begun(text);
    first.starts_with(['e', 'a', 's', '#']) && begins(first) && {
        let mut within = false;
        significant(text).map(str::trim).all(|line| {
            let inside = within;
            within = begins_function(line) || inside && line != "}";
            inside || within || begins(line)
        })
    }
}

/// Whether a text may be a file of variables, by its first sign: a name's, a comment's, or that behind a name.
pub fn may_be_env(text: &str) -> bool {
    begun(text).starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '#' | '='))
}

/// What a file of variables holds, and nothing else: `PORT=80`; only with small letters where a file was named.
pub fn is_env(text: &str, is_named: bool) -> bool {
    let has_keys = tells_of_properties(begun(text));
    let sets = |line: &str| {
        let name = line.split('=').next().unwrap_or_default();
        let small = |b: u8| (is_named || has_keys) && b.is_ascii_lowercase() || has_keys && matches!(b, b'.' | b'-');
        let is_name = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_' || small(b);
        // A command may stand behind its variables.
        let is_call = || line.contains(' ') && likeness(line) == Likeness::Known;
        let is_value = line.get(name.len() + 1..).is_some_and(|value| !value.starts_with('='));
        is_value && name.bytes().all(is_name) && !is_call()
    };
    text.contains('=') && significant(text).all(|line| line.starts_with('#') || sets(line))
}

/// Whether the first line is a comment on such a file: `# .env`, `# Edit your .env file`, `# ~/web/.env`.
pub fn tells_of_env(text: &str) -> bool {
    let named = |line: &str| has_part(line, " .env") || has_part(line, "/.env");
    text.starts_with("# .")
        || text.starts_with('#') && lines(text).next().is_some_and(named)
        || tells_of_properties(text)
}

/// The same of a file with keys and values: `# Use variables in web.properties`.
fn tells_of_properties(text: &str) -> bool {
    text.starts_with('#') && lines(text).next().is_some_and(|line| has_part(line, ".properties"))
}

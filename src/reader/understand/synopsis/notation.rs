//! What may be left out, as the general forms of all programs write it: `boxctl push NAME [HOST:]PORT`, `boxctl get
//! [FLAGS]`, `boxctl stop BOX [BOX...]`. No shell takes it so.

use super::super::super::scan::{has_byte, has_part};
use memchr::memchr_iter;

/// What the rest of a call is named by.
const RESTS: &[&str] =
    &["OPTION", "OPTIONS", "FLAG", "FLAGS", "ARG", "ARGS", "ARGUMENTS", "FILE...", "ARG...", "ARGS..."];

/// Longer, in bytes, nothing is that stands in such brackets.
const MAX_PART: usize = 40;

/// Whether a text has such a part outside of quotes.
pub fn is_optional(text: &str) -> bool {
    if !has_byte(text, b'[') || has_part(text, "<<") {
        return false;
    }
    let (mut quotes, mut seen) = (0, 0);
    let mut is_quoted = |at: usize| {
        quotes += text.as_bytes()[seen..at].iter().filter(|b| matches!(b, b'\'' | b'"' | b'`')).count();
        seen = at;
        quotes % 2 == 1
    };
    let has_part = |at: usize| !is_quoted(at) && begins(&text[..at]) && is_part(&text[at + 1..]);
    memchr_iter(b'[', text.as_bytes()).any(has_part) && !is_test(text)
}

/// A shell's own condition: `[ -f a ]`, `[[ -n $A ]]`.
fn is_test(text: &str) -> bool {
    text.starts_with('[') || has_part(text, "[ ") || has_part(text, " ]")
}

/// Whether brackets begin something behind a text: a word, or a part of one behind a sign that parts them.
fn begins(before: &str) -> bool {
    before.ends_with([' ', '[', ':', '/', '@', ']', '='])
}

/// Whether what may be left out stands right behind an opening bracket: `HOST:]PORT`, `BOX...]`, `FLAGS]`. Where a
/// part is within another, that one begins with it.
fn is_part(rest: &str) -> bool {
    let within = rest.bytes().take(MAX_PART).position(|b| b == b']').map(|end| (&rest[..end], &rest[end + 1..]));
    let Some((inner, after)) = within else { return false };
    if RESTS.iter().any(|known| known.eq_ignore_ascii_case(inner)) {
        return true;
    }
    let is_name = |name: &str| {
        name.len() > 1
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && !has_part(name, "-Z")
    };
    let goes_on = after.starts_with(|c: char| c.is_ascii_uppercase() || c == '[');
    inner.strip_suffix([':', '/', '@']).is_some_and(|name| is_name(name) && goes_on)
        || inner.strip_suffix("...").is_some_and(|name| is_name(name.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::is_optional;

    #[test]
    fn what_may_be_left_out() {
        for (text, want) in [
            ("boxctl push NAME -L [[NEAR:]NEAR_PORT:][FAR:]FAR_PORT", true),
            ("boxctl push [HOST:]PORT", true),
            ("docker run -p [IP:]PORT:80 web", true),
            ("boxctl get [FLAGS] NAME", true),
            ("boxctl get [options]", true),
            ("boxctl stop BOX [BOX...]", true),
            ("boxctl stop [BOX]", false),
            ("boxctl stop [BOX NAME]", false),
            ("ls [A-Z:]a", false),
            ("echo ${A[0]} a[B:]C", false),
            ("grep '[HOST:]PORT' a", false),
            ("[ -f a ] && boxctl get [FLAGS]", false),
            ("boxctl get [FLAGS", false),
            ("tr [:upper:] [:lower:]", false),
            ("cat <<E\n[OPTIONS]\nE", false),
        ] {
            assert_eq!(is_optional(text), want, "{text}");
        }
    }
}

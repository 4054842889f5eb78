//! What an author left out of a value, with dots in its place.

use super::super::paths::is_elided;

/// `SWMTKN-1-2ypam...`, `sha256:abc123...def`: the rest of an id or a token was left out. `./...` and `a...b` are not such.
pub fn find(text: &str, found: &mut Vec<(usize, String)>) {
    for (dots, _) in text.match_indices("...") {
        let begin = text[..dots].rfind([' ', '\n', '=', ':', '@', '/', '\'', '"']).map_or(0, |at| at + 1);
        let end = text[dots..].find([' ', '\n', ':', '@', '/', '\'', '"', ')']).map_or(text.len(), |at| dots + at);
        let first = &text[begin..dots];
        if first.is_empty() && is_elided(text, dots) {
            found.push((dots, "...".to_owned()));
        }
        let of_digest = || !first.is_empty() && text[..begin].ends_with("sha256:");
        let is_id = first.len() >= 4 && first.bytes().any(|b| b.is_ascii_digit()) || of_digest();
        let is_plain = text[begin..end].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
        let is_begun =
            end == dots + "...".len() && first.ends_with(['-', '_']) && is_name(first) && !text.starts_with("echo ");
        if (is_id || is_begun) && is_plain && text[..begin].ends_with([' ', ':', '@', '/', '=']) {
            found.push((begin, text[begin..end].to_owned()));
        }
    }
}

/// Whether a text begins with a letter or digit and has some: what is left out of it is no flag.
fn is_name(text: &str) -> bool {
    text.len() > 2 && text.starts_with(|c: char| c.is_ascii_alphanumeric())
}

//! Signs within a line of running text: where the next one stands, and what begins with it.

use super::super::scan::parted;

/// Bytes that may mean something within a line.
pub static SIGNS: [bool; 256] = signs();

const fn signs() -> [bool; 256] {
    let (mut found, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        found[byte as usize] = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'~' | b'[' | b'<' | b'&' | b'!' | b':' | b'{' => true,
            _ => byte.is_ascii_control() && byte != b'\t',
        };
        byte += 1;
    }
    found
}

/// Bytes that are looked at together.
const CHUNK: usize = 16;

/// Whether there may be a sign: asked of all bytes at once, so that it has to be few comparisons without a branch.
fn may_have_sign(chunk: &[u8; CHUNK]) -> bool {
    let may_be = |b: u8| {
        let is = |sign: u8| u8::from(b == sign);
        // `[` to `_` and `{` to the last of ASCII.
        let bracket = u8::from((b | 0x20).wrapping_sub(b'{') < 5);
        let other = is(b'`') | is(b'*') | is(b'<') | is(b'&') | is(b'!') | is(b':');
        bracket | other | u8::from(b < b' ')
    };
    chunk.iter().fold(0, |any, b| any | may_be(*b)) != 0
}

/// Where the next byte is, from a place on, that may mean something.
pub fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    let is_sign = |b: &u8| SIGNS[usize::from(*b)];
    let (chunks, rest) = bytes[from..].as_chunks::<CHUNK>();
    for (i, chunk) in chunks.iter().enumerate() {
        if may_have_sign(chunk)
            && let Some(found) = chunk.iter().position(is_sign)
        {
            return Some(from + i * CHUNK + found);
        }
    }
    rest.iter().position(is_sign).map(|i| bytes.len() - rest.len() + i)
}

/// Whether a text has a control character.
pub fn has_control(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_control())
}

/// How long an element is whose attributes, if it has any, stand between double quotes.
pub fn tag(text: &str) -> Option<usize> {
    let (inner, _) = parted(text.strip_prefix('<')?, b'>')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let mut rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    if rest.len() == name.len() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    if inner.len() == name.len() {
        rest = rest.strip_suffix('/').unwrap_or(rest);
        while let Some(next) = rest.strip_prefix(' ').filter(|next| !next.is_empty()) {
            let key = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            let (value, after) = key.strip_prefix("=\"")?.split_once('"')?;
            let is_plain = next.starts_with(|c: char| c.is_ascii_alphabetic()) && !value.contains(['<', '`', '\\']);
            rest = Some(after).filter(|_| is_plain)?;
        }
    }
    matches!(rest, "" | " ").then_some(inner.len() + 2)
}

/// Code between single backticks on one line, no button behind it.
pub fn code(text: &str) -> Option<&str> {
    let (code, rest) = parted(text.strip_prefix('`')?, b'`')?;
    // Blanks on both sides are no part of it.
    let padded = code.starts_with(' ') && code.ends_with(' ');
    let plain = !code.is_empty() && !padded && !rest.starts_with('`');
    let clean = !rest.starts_with("{{") && !code.bytes().any(|b| b.is_ascii_control());
    (plain && clean).then_some(code)
}

/// `<https://example.org>`
pub fn address(text: &str) -> Option<&str> {
    let (url, _) = parted(text.strip_prefix('<')?, b'>')?;
    let rest = url.strip_prefix("http")?;
    let path = rest.strip_prefix("://").or_else(|| rest.strip_prefix("s://"))?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/._?=#%+,@-".contains(&b);
    let port = |at: usize| path.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    path.bytes().enumerate().all(|(at, b)| plain(b) || b == b':' && port(at)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn signs_are_found(bytes in prop::collection::vec(any::<u8>(), 0..70), from in 0_usize..70) {
            let from = from.min(bytes.len());
            let want = bytes[from..].iter().position(|b| SIGNS[usize::from(*b)]).map(|i| from + i);
            prop_assert_eq!(next_sign(&bytes, from), want);
        }
    }
}

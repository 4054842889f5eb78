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

/// What ends code that begins with a single backtick, or makes it doubtful.
pub static CODE_ENDS: [bool; 256] = {
    let (mut found, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        found[byte as usize] = byte == b'`' || byte.is_ascii_control();
        byte += 1;
    }
    found
};

/// Whether a button's mark may stand behind code: `{{execute}}`, with a blank between or without.
pub fn begins_mark(after: &[u8]) -> bool {
    match after {
        [b'{', b'{', ..] => true,
        [b' ', rest @ ..] => rest.trim_ascii_start().starts_with(b"{{"),
        _ => false,
    }
}

/// Bytes that are looked at together.
const CHUNK: usize = 16;

/// Which bytes may be signs or end code, a bit for each: asked of all of them at once, so that it has to be few
/// comparisons without a branch.
fn may_be_signs(chunk: &[u8; CHUNK]) -> u64 {
    let may_be = |b: u8| {
        let is = |sign: u8| u8::from(b == sign);
        // `[` to `_` and `{` to the last of ASCII.
        let bracket = u8::from((b | 0x20).wrapping_sub(b'{') < 5);
        let other = is(b'`') | is(b'*') | is(b'<') | is(b'&') | is(b'!') | is(b':');
        bracket | other | u8::from(b < b' ')
    };
    let mut found = [0; CHUNK];
    for (found, byte) in found.iter_mut().zip(chunk) {
        *found = may_be(*byte);
    }
    if u128::from_le_bytes(found) == 0 {
        return 0;
    }
    // The lowest bits of eight bytes, moved together.
    let (eights, _) = found.as_chunks();
    let gathered = |eight: [u8; 8]| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    gathered(eights[0]) | gathered(eights[1]) << 8
}

/// Where the next byte of a kind is, from a place on.
pub fn next_of(kind: &[bool; 256], bytes: &[u8], from: usize) -> Option<usize> {
    let is_sign = |at: usize| kind[usize::from(bytes[at])];
    let first_of = |mut signs: u64, start: usize| {
        while signs != 0 {
            let at = start + signs.trailing_zeros() as usize;
            if is_sign(at) {
                return Some(at);
            }
            signs &= signs - 1;
        }
        None
    };
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        if let Some(found) = first_of(may_be_signs(chunk), at) {
            return Some(found);
        }
        at += CHUNK;
    }
    match bytes.last_chunk() {
        // The last ones are looked at together with some before them.
        Some(chunk) if at < bytes.len() => {
            let start = bytes.len() - CHUNK;
            first_of(may_be_signs(chunk) & u64::MAX << (at - start), start)
        }
        _ => (at..bytes.len()).find(|at| is_sign(*at)),
    }
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
            for kind in [&SIGNS, &CODE_ENDS] {
                let want = (from..bytes.len()).find(|at| kind[usize::from(bytes[*at])]);
                prop_assert_eq!(next_of(kind, &bytes, from), want);
            }
        }
    }
}

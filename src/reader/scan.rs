//! Questions about a text that are asked for every line or word: answered byte by byte, without a pattern.

use super::cursor::{Cursor, in_word as goes_on};
use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

/// Whether words of small ASCII letters and signs are found in a text, in upper or lower case.
pub fn has_any_case(text: &str, words: &str) -> bool {
    find_any_case(text, words).is_some()
}

/// Where they are found first.
pub fn find_any_case(text: &str, words: &str) -> Option<usize> {
    let (bytes, words) = (text.as_bytes(), words.as_bytes());
    let first = words.first()?;
    let is_here = |at: &usize| bytes.get(*at..at + words.len()).is_some_and(|text| text.eq_ignore_ascii_case(words));
    memchr2_iter(*first, first.to_ascii_uppercase(), bytes).find(is_here)
}

/// Where words of small ASCII letters and signs stand in a text whose first letter begins a word, in upper or lower
/// case.
pub fn each_word_any_case(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let first = words.bytes().next().unwrap_or_default();
    let begins = move |at: &usize| !text[..*at].ends_with(goes_on);
    let is_here = move |at: &usize| {
        text.as_bytes()[*at..].get(..words.len()).is_some_and(|w| w.eq_ignore_ascii_case(words.as_bytes()))
    };
    memchr2_iter(first, first.to_ascii_uppercase(), text.as_bytes()).filter(is_here).filter(begins)
}

/// Whether there is one.
pub fn begins_word_any_case(text: &str, words: &str) -> bool {
    each_word_any_case(text, words).next().is_some()
}

/// The same; the words must end there, too.
pub fn has_word_any_case(text: &str, words: &str) -> bool {
    each_word_any_case(text, words).any(|at| Cursor(&text[at + words.len()..]).ends_word())
}

/// Whether words of small letters stand at a place, in upper or lower case, and end there.
pub fn is_word(text: &str, at: usize, words: &str) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let here = rest.get(..words.len()).is_some_and(|text| text.eq_ignore_ascii_case(words.as_bytes()));
    here && !rest.get(words.len()).is_some_and(|b| in_word(*b))
}

/// Whether an ASCII byte belongs to a word.
pub fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a byte is ASCII white space.
pub fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Whether there is nothing but white space in a text.
pub fn is_blank(text: &str) -> bool {
    match text.bytes().find(|b| *b != b' ') {
        None => true,
        Some(first) => !first.is_ascii_graphic() && text.trim().is_empty(),
    }
}

/// A text without white space around it, which most have not.
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A text without white space at its end, which most have not.
pub fn trimmed_end(text: &str) -> &str {
    match text.as_bytes() {
        [.., last] if last.is_ascii_graphic() => text,
        _ => text.trim_end(),
    }
}

/// The last bytes of a text, from a character's beginning on: where no more of it matters.
pub fn tail(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let begins = (from..text.len()).find(|at| text.is_char_boundary(*at));
    &text[begins.unwrap_or(text.len())..]
}

/// Whether a byte stands anywhere in a text.
pub fn has_byte(text: &str, byte: u8) -> bool {
    memchr(byte, text.as_bytes()).is_some()
}

/// What stands before an ASCII byte and what behind it, where it stands first.
pub fn parted(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr(byte, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// Bytes of English texts and commands, the most frequent first; all others are rarer.
const FREQUENT: &[u8] = b" etaoinsrcdlhmpugfkbyw-vx/.";

/// For each byte how rare it is.
static RARE: [u8; 256] = {
    let (mut rare, mut at) = ([u8::MAX; 256], 0_u8);
    while (at as usize) < FREQUENT.len() {
        rare[FREQUENT[at as usize] as usize] = at;
        at += 1;
    }
    rare
};

/// Where a part stands first in a text. It is looked for by its rarest byte: nothing has to be made ready, which costs
/// more than the search in a text as short as a line.
pub fn find_part(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let (mut rarest, mut rarity) = (0, RARE[usize::from(*part.first()?)]);
    for (at, byte) in part.iter().enumerate().skip(1) {
        let rare = RARE[usize::from(*byte)];
        if rare > rarity {
            (rarest, rarity) = (at, rare);
        }
    }
    let last = text.len().checked_sub(part.len())?;
    let within = &text[rarest..=last + rarest];
    memchr_iter(part[rarest], within).find(|at| text[*at..].starts_with(part))
}

/// Whether a part stands anywhere in a text.
pub fn has_part(text: &str, part: &str) -> bool {
    find_part(text, part).is_some()
}

/// Whether a byte stands anywhere in a text with the right bytes around it.
pub fn any_at(text: &str, byte: u8, is: fn(text: &[u8], at: usize) -> bool) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(byte, bytes).any(|at| is(bytes, at))
}

/// The signs that rules ask for, each with a bit; at most 32. All bytes that are not ASCII share the last.
const SIGNS: &[u8] = b"$#>%@[|={\";'\\`<:-/._xX(&\x80";

/// For each byte the bit of its sign.
const BITS_OF: [u32; 256] = {
    let (mut bits, mut sign) = ([0; 256], 0);
    while sign < SIGNS.len() {
        bits[SIGNS[sign] as usize] = 1 << sign;
        sign += 1;
    }
    let mut byte = 0x80;
    while byte < 256 {
        bits[byte] = bits[0x80];
        byte += 1;
    }
    bits
};

static BITS: [u32; 256] = BITS_OF;

/// Which signs occur in a text: most rules ask for some that most texts have not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs(u32);

impl Signs {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |all, byte| all | BITS[usize::from(byte)]))
    }

    /// Some signs, which must be listed.
    pub const fn these(signs: &[u8]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < signs.len() {
            let bit = BITS_OF[signs[at] as usize];
            assert!(bit != 0, "no rule asked for that sign so far: list it");
            (all, at) = (all | bit, at + 1);
        }
        Self(all)
    }

    /// These and others.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of some others is among them.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Bytes that are compared in one go.
const TOGETHER: usize = 32;

/// 1 where two bytes are the same. Numbers are put together without a branch, so that a compiler makes it one
/// comparison for many bytes; truths are not.
pub fn is(byte: u8, other: u8) -> u8 {
    u8::from(byte == other)
}

/// Whether three bytes that follow each other are of a kind. `is_kind` is 1 for these and 0 for others.
pub fn any_three(text: &[u8], is_kind: impl Fn(u8, u8, u8) -> u8) -> bool {
    let is_any = |text: &[u8], count: usize| {
        let threes = text[..count].iter().zip(&text[1..=count]).zip(&text[2..count + 2]);
        threes.fold(0, |any, ((a, b), c)| any | is_kind(*a, *b, *c)) != 0
    };
    let count = text.len().saturating_sub(2);
    match count.checked_sub(TOGETHER) {
        // The last ones may be looked at twice.
        Some(last) => {
            (0..last).step_by(TOGETHER).any(|at| is_any(&text[at..], TOGETHER)) || is_any(&text[last..], TOGETHER)
        }
        None => count > 0 && is_any(text, count),
    }
}

/// 1 where three bytes are these small letters or signs, in upper or lower case.
pub fn are(a: u8, b: u8, c: u8, these: [u8; 3]) -> u8 {
    is(a | 0x20, these[0]) & is(b | 0x20, these[1]) & is(c | 0x20, these[2])
}

/// A text with something in the place of everything between angle brackets.
pub fn without_tags(text: &str, instead: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, inner)) = parted(rest, b'<') {
        let Some((_, after)) = parted(inner, b'>') else { break };
        out.push_str(before);
        out.push_str(instead);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A text with something in the place of all that begins with one of some ASCII bytes and is of a kind, if it has any.
/// `instead` tells what stands for it and what stands behind it.
pub fn replaced<'t>(
    text: &'t str,
    begins: &[u8],
    instead: impl Fn(Cursor<'t>) -> Option<(&'t str, Cursor<'t>)>,
) -> Option<String> {
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while let Some(start) = text.as_bytes()[at..].iter().position(|b| begins.contains(b)).map(|i| at + i) {
        at = start + 1;
        if let Some((words, after)) = instead(Cursor(&text[start..])) {
            out.push_str(&text[from..start]);
            out.push_str(words);
            from = text.len() - after.0.len();
            at = from;
        }
    }
    (from > 0).then(|| out + &text[from..])
}

/// The lines of a text, without their ends.
pub fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut ends = memchr_iter(b'\n', text.as_bytes());
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from;
        let end = match ends.next() {
            Some(end) => end,
            None if start < text.len() => text.len(),
            None => return None,
        };
        from = end + 1;
        let line = &text[start..end];
        Some(if end < text.len() { line.strip_suffix('\r').unwrap_or(line) } else { line })
    })
}

/// The lines of a text without their ends, the last first.
pub fn lines_up(text: &str) -> impl Iterator<Item = &str> {
    let mut end = Some(text.len());
    std::iter::from_fn(move || {
        let before = &text[..end?];
        let begin = memrchr(b'\n', before.as_bytes());
        end = begin;
        Some(&before[begin.map_or(0, |begin| begin + 1)..])
    })
}

/// Bytes whose letters are told by the bits of one number.
const PART: usize = 64;

/// Which of up to 64 bytes are ASCII letters, a bit for each.
fn letters_of(part: &[u8]) -> u64 {
    let mut last = [0; PART];
    let bytes = part.first_chunk::<PART>().unwrap_or_else(|| {
        last[..part.len()].copy_from_slice(part);
        &last
    });
    // Without a branch, so that a compiler makes it one comparison for many bytes.
    let mut found = [0; PART];
    for (found, byte) in found.iter_mut().zip(bytes) {
        *found = u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
    }
    // The lowest bits of eight bytes, moved together.
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (eights, _) = found.as_chunks();
    eights.iter().enumerate().fold(0, |all, (i, eight)| all | gathered(eight) << (8 * i))
}

/// Visits every ASCII letter that no other one precedes, 64 bytes at a time.
pub fn each_first_letter(text: &[u8], mut visit: impl FnMut(usize)) {
    let mut before = 0;
    for (index, part) in text.chunks(PART).enumerate() {
        let found = letters_of(part);
        let mut first = found & !(found << 1 | before);
        before = found >> 63;
        while first != 0 {
            visit(index * PART + first.trailing_zeros() as usize);
            first &= first - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_in_any_case() {
        for (text, words, want) in [
            ("You will learn", "you will", Some(0)),
            ("What YOU'LL do", "you'll", Some(5)),
            ("yo", "you", None),
            ("é you", "you", Some(3)),
            ("", "a", None),
            ("a", "", None),
        ] {
            assert_eq!(find_any_case(text, words), want, "{text:?} {words:?}");
        }
    }

    #[test]
    fn white_space() {
        for (text, want) in [("", ""), ("  ", ""), (" \u{a0}", ""), ("a", "a"), (" a b ", "a b"), ("é\t", "é")] {
            assert_eq!((trimmed(text), is_blank(text)), (want, want.is_empty()), "{text:?}");
        }
    }

    #[test]
    fn bytes_with_others_around_them() {
        let is_choice = |text: &[u8], at: usize| matches!(text.get(at + 1), Some(b')' | b'.'));
        for (text, want) in [("A) b", true), ("x A.", true), ("A", false), ("a)", false), ("", false)] {
            assert_eq!(any_at(text, b'A', is_choice), want, "{text:?}");
        }
    }

    #[test]
    fn parts_of_texts() {
        for (text, part, want) in [
            ("docker ps", "ps", Some(7)),
            ("docker ps", "psx", None),
            ("aab", "ab", Some(1)),
            ("E: no Error", "Error", Some(6)),
            ("é ü", "ü", Some(3)),
            ("a", "ab", None),
            ("", "a", None),
            ("a", "a", Some(0)),
        ] {
            assert_eq!(find_part(text, part), want, "{text:?} {part:?}");
        }
    }

    #[test]
    fn signs_of_texts() {
        let signs = Signs::of("docker ps|é");
        for (some, want) in
            [(&b"|"[..], true), (b"$|", true), (b"\x80", true), (b"\xe2", true), (b"$", false), (b"", false)]
        {
            assert_eq!(signs.has(Signs::these(some)), want, "{some:?}");
        }
        assert_eq!(Signs::of("a|").and(Signs::of("$")), Signs::of("$|"));
    }

    #[test]
    fn three_bytes_in_a_row() {
        let is_kind = |a: u8, b: u8, c: u8| is(a, b'a') & is(b, b':') & is(c | 0x20, b'b');
        for (text, want) in [("", false), ("a:", false), ("a:b", true), ("aa:Bb", true), ("a::b", false)] {
            for at in 0..40 {
                let around = format!("{}{text}{}", "-".repeat(at), "-".repeat(39 - at));
                assert_eq!(any_three(around.as_bytes(), is_kind), want, "{around}");
            }
            assert_eq!(any_three(text.as_bytes(), is_kind), want, "{text}");
        }
    }

    #[test]
    fn words_at_a_place() {
        for (text, at, words, want) in [
            ("In PowerShell", 3, "powershell", true),
            ("a tab", 2, "tab", true),
            ("a table", 2, "tab", false),
            ("tab_", 0, "tab", false),
            ("tabé", 0, "tab", true),
            ("", 3, "tab", false),
        ] {
            assert_eq!(is_word(text, at, words), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn same_lines(text in "[a\r\n]{0,12}") {
            prop_assert_eq!(lines(&text).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>());
        }

        #[test]
        fn same_parts(text in "[abX ]{0,20}", part in "[abX ]{1,3}") {
            prop_assert_eq!(find_part(&text, &part), text.find(&part));
        }

        #[test]
        fn first_letters(text in "[a-zA-Z@`\\[{z 0_é\n]{0,140}") {
            let bytes = text.as_bytes();
            let first = |at: &usize| bytes[*at].is_ascii_alphabetic() && (*at == 0 || !bytes[at - 1].is_ascii_alphabetic());
            let want: Vec<usize> = (0..bytes.len()).filter(first).collect();
            let mut got = Vec::new();
            each_first_letter(bytes, |at| got.push(at));
            prop_assert_eq!(got, want);
        }
    }
}

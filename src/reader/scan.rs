//! Questions about a text that are asked for every line or word: answered byte by byte, without a pattern.

use memchr::memchr_iter;

/// Whether words of small ASCII letters and signs are found in a text, in upper or lower case.
pub fn has_any_case(text: &str, words: &str) -> bool {
    find_any_case(text, words).is_some()
}

/// Where they are found first.
pub fn find_any_case(text: &str, words: &str) -> Option<usize> {
    let (bytes, words) = (text.as_bytes(), words.as_bytes());
    let first = words.first()? | 32;
    let last = bytes.len().checked_sub(words.len())?;
    let begins = |at: &usize| bytes[*at] | 32 == first && bytes[*at..at + words.len()].eq_ignore_ascii_case(words);
    (0..=last).find(begins)
}

/// Whether a byte stands anywhere in a text with the right bytes around it.
pub fn any_at(text: &str, byte: u8, is: fn(text: &[u8], at: usize) -> bool) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(byte, bytes).any(|at| is(bytes, at))
}

/// Eight times the same byte.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The ASCII letters among eight bytes: the highest bit of each.
const fn letters(bytes: u64) -> u64 {
    let low = (bytes | eight(0x20)) & eight(0x7f);
    // Sums with the distance to the highest bit tell what is as great as `a`, and what is greater than `z`.
    (low + eight(0x80 - b'a')) & !(low + eight(0x7f - b'z')) & !bytes & eight(0x80)
}

/// Visits every ASCII letter that no other one precedes, eight bytes at a time.
pub fn each_first_letter(text: &[u8], mut visit: impl FnMut(usize)) {
    let (chunks, rest) = text.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut before = 0;
    for (index, bytes) in chunks.iter().chain([&last]).enumerate() {
        let found = letters(u64::from_le_bytes(*bytes));
        let mut first = found & !(found << 8 | before);
        before = found >> 56;
        while first != 0 {
            visit(index * 8 + first.trailing_zeros() as usize / 8);
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
    fn bytes_with_others_around_them() {
        let is_choice = |text: &[u8], at: usize| matches!(text.get(at + 1), Some(b')' | b'.'));
        for (text, want) in [("A) b", true), ("x A.", true), ("A", false), ("a)", false), ("", false)] {
            assert_eq!(any_at(text, b'A', is_choice), want, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn first_letters(text in "[a-zA-Z@`\\[{z 0_é\n]{0,40}") {
            let bytes = text.as_bytes();
            let first = |at: &usize| bytes[*at].is_ascii_alphabetic() && (*at == 0 || !bytes[at - 1].is_ascii_alphabetic());
            let want: Vec<usize> = (0..bytes.len()).filter(first).collect();
            let mut got = Vec::new();
            each_first_letter(bytes, |at| got.push(at));
            prop_assert_eq!(got, want);
        }
    }
}

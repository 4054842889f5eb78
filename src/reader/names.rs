//! Lists of names in which a word is looked up by its first letter and its length, not name by name.

/// So many lists of names that may be the same, by a number made of letter and length.
const KINDS: usize = 64;

/// A list of names.
pub struct Names<const N: usize> {
    list: [&'static str; N],
    /// For each kind the first of its names, counted from 1; 0 where there is none.
    first: [u8; KINDS],
    /// For each name the next of its kind.
    next: [u8; N],
}

/// The kind of a word.
const fn kind(word: &[u8]) -> usize {
    match word {
        [] => 0,
        [first, ..] => kind_of(*first, word.len()),
    }
}

/// The kind of a word with a first byte and a length.
const fn kind_of(first: u8, length: usize) -> usize {
    (first as usize + length * 11) % KINDS
}

/// The names of several lists, which must be as many.
pub const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let (mut all, mut count, mut list) = ([""; N], 0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[count] = lists[list][index];
            (count, index) = (count + 1, index + 1);
        }
        list += 1;
    }
    assert!(count == N, "too few names");
    all
}

impl<const N: usize> Names<N> {
    /// A list of up to 255 names.
    #[expect(clippy::cast_possible_truncation, reason = "there are not so many")]
    pub const fn new(names: [&'static str; N]) -> Self {
        assert!(N < 256, "too many names");
        let (mut first, mut next, mut index) = ([0; KINDS], [0; N], N);
        while index > 0 {
            index -= 1;
            let kind = kind(names[index].as_bytes());
            next[index] = first[kind];
            first[kind] = index as u8 + 1;
        }
        Self { list: names, first, next }
    }

    /// The names.
    pub const fn list(&self) -> &[&'static str] {
        &self.list
    }

    /// Where a word stands in the list.
    pub fn position(&self, word: &str) -> Option<usize> {
        let mut at = usize::from(self.first[kind(word.as_bytes())]);
        while let Some(index) = at.checked_sub(1) {
            if self.list[index] == word {
                return Some(index);
            }
            at = usize::from(self.next[index]);
        }
        None
    }

    /// Whether a word in upper or lower case is in a list of words in lower case.
    pub fn has_any_case(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else { return self.has(word) };
        let mut at = usize::from(self.first[kind_of(first.to_ascii_lowercase(), word.len())]);
        while let Some(index) = at.checked_sub(1) {
            if self.list[index].eq_ignore_ascii_case(word) {
                return true;
            }
            at = usize::from(self.next[index]);
        }
        false
    }

    /// Whether a word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.position(word).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, joined};

    #[test]
    fn names_are_found() {
        static NAMES: Names<5> = Names::new(["ls", "ln", "docker", "", "lsof"]);
        static BOTH: Names<6> = Names::new(joined(&[NAMES.list(), &["cd"]]));
        for (word, want) in [
            ("ls", Some(0)),
            ("ln", Some(1)),
            ("docker", Some(2)),
            ("", Some(3)),
            ("lsof", Some(4)),
            ("l", None),
            ("é", None),
        ] {
            assert_eq!(NAMES.position(word), want, "{word}");
        }
        assert!(BOTH.has("ls") && BOTH.has("cd") && !NAMES.has("cd"));
        assert!(NAMES.has("ls") && !NAMES.has("LS"));
        assert!(NAMES.has_any_case("LS") && NAMES.has_any_case("Docker") && NAMES.has_any_case(""));
        assert!(!NAMES.has_any_case("LSO") && !NAMES.has_any_case("É"));
    }
}

//! Lists of names in which a word is looked up by its first and last letter and its length, not name by name.

/// So many kinds of names, by a number made of letters and length.
const KINDS: usize = 256;

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
        [first, ..] => kind_of(*first, word[word.len() - 1], word.len()),
    }
}

/// The kind of a word with a first byte, a last one and a length.
const fn kind_of(first: u8, last: u8, length: usize) -> usize {
    (first as usize + last as usize * 11 + length * 18) % KINDS
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

    /// Where a word in upper or lower case stands in a list of words in lower case.
    pub fn position_any_case(&self, word: &str) -> Option<usize> {
        let [first, ..] = word.as_bytes() else { return self.position(word) };
        let last = word.as_bytes().last().unwrap_or(first);
        let kind = kind_of(first.to_ascii_lowercase(), last.to_ascii_lowercase(), word.len());
        let mut at = usize::from(self.first[kind]);
        while let Some(index) = at.checked_sub(1) {
            if self.list[index].eq_ignore_ascii_case(word) {
                return Some(index);
            }
            at = usize::from(self.next[index]);
        }
        None
    }

    /// Whether a word in upper or lower case is in a list of words in lower case.
    pub fn has_any_case(&self, word: &str) -> bool {
        self.position_any_case(word).is_some()
    }

    /// Whether a word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.position(word).is_some()
    }
}

/// A list of words, and the set that says what they are: a bit of its own.
pub type Meaning = (u32, &'static [&'static str]);

/// Words in lower case, each with all that it may be, looked up at once.
pub struct Lexicon<const N: usize> {
    words: Names<N>,
    meanings: [u32; N],
}

impl<const N: usize> Lexicon<N> {
    /// The words of some lists, which are so many as [`count`] says.
    pub const fn new(lists: &[Meaning]) -> Self {
        let (words, meanings, count) = distinct(lists);
        assert!(count == N, "as many words as there are");
        Self { words: Names::new(words), meanings }
    }

    /// What a word is.
    pub fn of(&self, word: &str) -> u32 {
        self.words.position(word).map_or(0, |index| self.meanings[index])
    }

    /// What a word in upper or lower case is.
    pub fn of_any_case(&self, word: &str) -> u32 {
        self.words.position_any_case(word).map_or(0, |index| self.meanings[index])
    }
}

/// How many different words some lists have.
pub const fn count(lists: &[Meaning]) -> usize {
    distinct::<MOST>(lists).2
}

/// A lexicon has no more words.
const MOST: usize = 255;

/// The words of all lists, each once, with what it is, and how many they are.
const fn distinct<const N: usize>(lists: &[Meaning]) -> ([&'static str; N], [u32; N], usize) {
    let (mut words, mut meanings, mut count, mut list) = ([""; N], [0; N], 0, 0);
    while list < lists.len() {
        let (meaning, of_it) = lists[list];
        let mut index = 0;
        while index < of_it.len() {
            let mut at = 0;
            while at < count && !is_same(words[at], of_it[index]) {
                at += 1;
            }
            words[at] = of_it[index];
            meanings[at] |= meaning;
            count = if at == count { count + 1 } else { count };
            index += 1;
        }
        list += 1;
    }
    (words, meanings, count)
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Meaning, Names, count};

    #[test]
    fn names_are_found() {
        static NAMES: Names<5> = Names::new(["ls", "ln", "docker", "", "lsof"]);
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
        assert!(NAMES.has("ls") && !NAMES.has("LS"));
        assert!(NAMES.has_any_case("LS") && NAMES.has_any_case("Docker") && NAMES.has_any_case(""));
        assert!(!NAMES.has_any_case("LSO") && !NAMES.has_any_case("É"));
    }

    #[test]
    fn a_word_is_all_that_its_lists_say() {
        const LISTS: &[Meaning] = &[(1, &["run", "try"]), (2, &["try", "use"]), (4, &["é"])];
        static LEXICON: Lexicon<{ count(LISTS) }> = Lexicon::new(LISTS);
        for (word, want) in [("run", 1), ("try", 3), ("use", 2), ("é", 4), ("é ", 0), ("", 0)] {
            assert_eq!((LEXICON.of(word), LEXICON.of_any_case(word)), (want, want), "{word}");
        }
        assert_eq!((count(LISTS), LEXICON.of("Try"), LEXICON.of_any_case("TRY")), (4, 0, 3));
    }
}

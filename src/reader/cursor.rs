//! A place in a text that moves on, piece by piece: what a pattern would tell, with nothing to be compiled before.

/// What is left of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor<'t>(pub &'t str);

impl<'t> Cursor<'t> {
    /// Past a text that stands here.
    pub fn past(self, text: &str) -> Option<Self> {
        self.0.strip_prefix(text).map(Self)
    }

    /// Past words of ASCII in upper or lower case that stand here.
    pub fn past_any_case(self, words: &str) -> Option<Self> {
        let here = self.0.as_bytes().get(..words.len())?.eq_ignore_ascii_case(words.as_bytes());
        here.then(|| Self(&self.0[words.len()..]))
    }

    /// Past the first of several words that stands here, in upper or lower case.
    pub fn past_one_of(self, words: &[&str]) -> Option<Self> {
        words.iter().find_map(|words| self.past_any_case(words))
    }

    /// Past words that may stand here, in upper or lower case.
    pub fn maybe(self, words: &str) -> Self {
        self.past_any_case(words).unwrap_or(self)
    }

    /// Past the first of several words, should one stand here, in upper or lower case.
    pub fn maybe_one_of(self, words: &[&str]) -> Self {
        self.past_one_of(words).unwrap_or(self)
    }

    /// Past as many characters of a kind as stand here.
    pub fn skip(self, is: impl Fn(char) -> bool) -> Self {
        Self(self.0.trim_start_matches(is))
    }

    /// The same; there must be one.
    pub fn some(self, is: impl Fn(char) -> bool) -> Option<Self> {
        let after = self.skip(is);
        (after != self).then_some(after)
    }

    /// Past one character of a kind.
    pub fn one(self, is: impl Fn(char) -> bool) -> Option<Self> {
        let first = self.0.chars().next().filter(|c| is(*c))?;
        Some(Self(&self.0[first.len_utf8()..]))
    }

    /// Past white space.
    pub fn white(self) -> Self {
        Self(self.0.trim_start())
    }

    /// Past what belongs to no word.
    pub fn to_word(self) -> Self {
        self.skip(|c| !in_word(c))
    }

    /// Whether a word that ended here does not go on.
    pub fn ends_word(self) -> bool {
        !self.0.starts_with(in_word)
    }

    /// What stands between an earlier place and this one.
    pub fn since(self, earlier: Self) -> &'t str {
        &earlier.0[..earlier.0.len() - self.0.len()]
    }
}

/// Whether a character belongs to a word.
pub fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_moves_on() {
        let start = Cursor("  Time: 45 min");
        let number = start.white().past_any_case("time").and_then(|c| c.past(":")).map(Cursor::white);
        assert_eq!(number, Some(Cursor("45 min")));
        let unit = number.and_then(|c| c.some(|c| c.is_ascii_digit()));
        assert_eq!(unit.zip(number).map(|(unit, number)| unit.since(number)), Some("45"));
        assert_eq!(start.past("T"), None);
        assert_eq!(start.some(char::is_numeric), None);
        assert_eq!(start.one(char::is_whitespace), Some(Cursor(" Time: 45 min")));
        assert_eq!(start.maybe("x").to_word().maybe_one_of(&["ti", "time"]), Cursor("me: 45 min"));
        assert!(!Cursor("é").ends_word() && Cursor("-").ends_word() && Cursor("").ends_word());
        assert_eq!(Cursor("é").past_any_case("e"), None);
    }
}

//! What the paragraphs of a lesson have anywhere: found once, so that nobody looks for questions and hints in each of
//! them where there is none.

use super::super::scan::{any_three, is, trimmed};
use super::answer::answered;
use memchr::{memchr_iter, memchr2};

/// What a lesson has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    /// The second of lettered choices may stand somewhere: `b)`.
    pub choices: bool,
    /// A paragraph answers a question, or may do so within it.
    pub answers: bool,
    /// There may be a hint in brackets, in a paragraph of its own, or in a list.
    pub hints: bool,
}

impl Traits {
    /// Takes one paragraph.
    pub fn take(&mut self, paragraph: &str) {
        // How answers begin: `Answer`, `A:`, `The correct answer`, `Model solution`, `Bonne réponse`, `Die Lösung`.
        let may_begin =
            |b: &u8| matches!(b | 0x20, b'a'..=b'd' | b'l' | b'm' | b'r'..=b't') || !b.is_ascii_alphanumeric();
        // Other scripts have a colon of their own.
        let has_colon = || memchr2(b':', 0xef, paragraph.as_bytes()).is_some();
        if !self.answers && paragraph.as_bytes().first().is_some_and(may_begin) && has_colon() {
            self.answers = answered(trimmed(paragraph)).is_some();
        }
    }

    /// Takes all paragraphs at once, with white space between them.
    pub fn take_all(&mut self, text: &str) {
        // No letter and no digit stands before a choice; more than ASCII may.
        let is_choice = |before: u8, letter: u8, sign: u8| {
            let begins = u8::from(!(b')'..0x80).contains(&before));
            begins & is(letter | 0x20, b'b') & (is(sign, b')') | is(sign, b'.'))
        };
        self.choices = any_three(text.as_bytes(), is_choice);
        for at in memchr_iter(b':', text.as_bytes()) {
            let before = &text.as_bytes()[..at];
            let is_end = |end: &[u8]| before.ends_with(b"int") || before.ends_with(b"INT") || before.ends_with(end);
            self.hints |= is_end(b"ints") || before.ends_with(b"INTS");
            self.answers = self.answers || is_title_of_answer(before);
        }
    }
}

/// Whether the text before a colon ends with the title of an answer; in French there is a space between.
fn is_title_of_answer(before: &[u8]) -> bool {
    const TITLES: &[&str] =
        &["A", "Answer", "Solution", "Antwort", "Lösung", "Réponse", "Respuesta", "Solución", "Ans"];
    let space = ["\u{a0}", "\u{202f}", " "].iter().find(|space| before.ends_with(space.as_bytes()));
    let before = &before[..before.len() - space.map_or(0, |space| space.len())];
    before.last().is_some_and(|last| matches!(last, b'A' | b'a' | b'r' | b'n' | b't' | b'g' | b'e' | b's'))
        && TITLES.iter().any(|title| before.ends_with(title.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::Traits;

    #[test]
    fn what_paragraphs_have() {
        let of = |text: &str| {
            let mut traits = Traits::default();
            traits.take(text);
            traits.take_all(text);
            (traits.choices, traits.answers, traits.hints)
        };
        for (text, want) in [
            ("A) one\nb) two", (true, false, false)),
            ("A web.", (false, false, false)),
            ("(B) two", (true, false, false)),
            ("The correct answer is: B", (false, true, false)),
            ("So? A: Yes.", (false, true, false)),
            ("Model solution: x", (false, true, false)),
            ("An example: x", (false, false, false)),
            ("So it is. (Hint: x)", (false, false, true)),
            ("", (false, false, false)),
        ] {
            assert_eq!(of(text), want, "{text}");
        }
    }
}

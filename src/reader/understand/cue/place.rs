//! Where what follows is typed.

use super::super::super::scan::{has_any_case, has_byte, has_part};
use super::super::phrase::last_word;
use super::super::{phrase, shells, topics};
use super::Cue;

/// A longer text, in bytes, is no title.
const MAX_TITLE: usize = 60;

impl Cue<'_> {
    /// Whether the last sentence says something.
    pub fn is_told(&self, says: impl Fn(&str) -> bool) -> bool {
        says(self.sentence())
    }

    /// What follows is typed in a container, says the last sentence.
    pub fn is_inside(&self) -> bool {
        let sentence = self.sentence();
        has_part(sentence, " container") && !has_byte(sentence, b'?') && phrase::is_inside(sentence)
            || self.is_titled_inside()
    }

    /// The title right above says that what follows is typed in a container, and the sentence below it does not speak of
    /// the host: "Check it from a terminal inside the container".
    pub fn is_titled_inside(&self) -> bool {
        self.heading
            && has_part(self.title, " container")
            && phrase::is_titled_inside(self.title)
            && !has_byte(self.title, b'?')
            && !has_part(self.sentence(), "host")
    }

    /// The learner goes back to the terminal with a container's shell: "go back into the terminal used for your container".
    pub fn goes_back_to_container(&self) -> bool {
        let sentence = self.sentence();
        has_part(sentence, "back ") && has_part(sentence, "erminal") && has_part(sentence, " container")
    }

    /// The learner is told to open a container's shell.
    pub fn opens_shell(&self) -> bool {
        let fresh = self.fresh();
        fresh.contains("`docker ") && shells::are_told_open(fresh) || phrase::shows_shell(fresh)
    }

    /// The learner is told to enter a container's shell in a way that is no command: in a window, by a button.
    pub fn enters_shell(&self) -> bool {
        if has_part(self.fresh(), "Exec") && phrase::opens_exec(self.fresh()) {
            return true;
        }
        let paragraph = self.fresh().trim_end().rsplit('\n').next().unwrap_or_default();
        let names_one = || ["shell", "erminal"].iter().any(|word| has_part(paragraph, word));
        has_part(paragraph, " container") && names_one() && phrase::enters_shell(paragraph)
    }

    /// What follows is for a field of another program's page, which types it.
    pub fn fills_field(&self) -> bool {
        phrase::fills_field(self.fresh(), self.sentence())
    }

    /// What follows is typed on the host, says the last sentence: "create a directory in the host".
    pub fn is_on_host(&self) -> bool {
        let sentence = self.sentence();
        has_part(sentence, " host") && phrase::is_on_host(sentence)
    }

    /// The learner is told to press keys that are written as signs: "Leave it with `^D`".
    pub fn presses_sign(&self) -> bool {
        has_byte(self.said, b'^') && self.said.split(['.', '\n']).any(phrase::presses_sign)
    }

    /// The sentence before a piece of code that is typed or copied by a click, and what follows it there: the piece is a
    /// part of what is said.
    pub fn around(&self, code: &str) -> (&str, &str) {
        let said = self.fresh();
        let at = said.rfind(code).filter(|at| said[..*at].ends_with('`'));
        let (before, after) = at.map_or((said, ""), |at| (&said[..at - 1], &said[at + code.len()..]));
        let before = before.trim_end();
        let from = before.rfind(". ").max(before.rfind('\n')).map_or(0, |at| at + 1);
        (&before[from..], after.trim_start_matches('`').lines().next().unwrap_or_default())
    }

    /// What was said since the last block has some words, in upper or lower case.
    pub fn says_anywhere(&self, words: &str) -> bool {
        has_any_case(self.said, words)
    }

    /// The last sentence has some words, in upper or lower case.
    pub fn says(&self, words: &str) -> bool {
        has_any_case(self.sentence(), words)
    }

    /// What is said ends by announcing output: "The output is:".
    pub fn announces_output(&self) -> bool {
        self.paragraphs > 0 && self.ends_with_colon() && self.is_output()
    }

    /// A command is spoken of word for word, and output is announced.
    pub fn announces_output_of(&self, command: &str) -> bool {
        let mut codes = self.sentence().split('`').skip(1).step_by(2);
        !self.heading && codes.any(|code| code.trim() == command) && self.is_output()
    }

    /// A container is spoken of.
    pub fn tells_of_container(&self) -> bool {
        has_part(self.fresh(), " container")
    }

    /// What follows is for whoever types it on the host: "if you are running your command from the host, it is:".
    pub fn is_way_from_host(&self) -> bool {
        let sentence = self.sentence();
        has_part(sentence, " from the host") && phrase::is_way_from_host(sentence)
    }

    /// The title right above that says that output follows, with a sentence between or not.
    pub fn is_below_output_title(&self) -> bool {
        self.heading && self.paragraphs <= 2 && self.title.len() < MAX_TITLE && {
            let last = last_word(self.title.trim_end_matches(':'));
            ["output", "outputs", "ausgabe"].iter().any(|word| word.eq_ignore_ascii_case(last)) && self.is_output()
        }
    }

    /// What is said right before the block, if that is but a few words: the title, or a line that ends with a colon.
    pub fn caption(&self) -> Option<&str> {
        if self.paragraphs == 0 {
            return None;
        }
        let fresh = self.fresh().trim();
        if self.heading && (fresh.is_empty() || fresh == self.title) {
            return Some(self.title);
        }
        let last = fresh.rsplit('\n').next().unwrap_or_default();
        (last.len() < MAX_TITLE && self.ends_with_colon()).then_some(last)
    }

    /// Nothing is said but that output follows.
    pub fn is_output_alone(&self) -> bool {
        let words = self.fresh().trim_matches(|c: char| !c.is_alphanumeric());
        self.paragraphs == 1 && ["output", "outputs", "ausgabe"].iter().any(|word| word.eq_ignore_ascii_case(words))
    }
}

/// Whether a line of text sends the learner out of a container, as sentences do.
pub fn sends_out(text: &str) -> bool {
    let mut leaves = false;
    if topics::may_leave(text) && !phrase::supposes(text) {
        topics::each(text, |at, found| leaves |= found.has(topics::LEAVE) && phrase::leaves(text, at));
    }
    leaves
}

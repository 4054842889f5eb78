//! How something looks, which no program printed.

use super::super::super::scan::{has_part, has_word_any_case};
use super::super::phrase;
use super::Cue;

impl Cue<'_> {
    /// The block is announced by what a file looks like: no program printed it.
    pub fn is_look_of_file(&self) -> bool {
        let changes = || ["change", "edit", "modify", "update"].iter().any(|verb| self.has_word(verb));
        let is_sent = || self.tells_of("request");
        let is_file = |sentence: &str| sentence.contains("file") || phrase::quoted_file(sentence).is_some();
        (self.is_file() || changes() || is_sent()) && self.looks_like(|sentence| is_sent() || is_file(sentence))
            || self.is_like_content_of_file()
    }

    /// It is told what is in a file, more or less: "the file should have content similar to the following".
    pub(super) fn is_like_content_of_file(&self) -> bool {
        let sentence = self.sentence();
        let is_content = || {
            ["content similar to", "contents similar to", "content like", "contents like"]
                .iter()
                .any(|words| has_part(sentence, words))
        };
        has_part(sentence, "file") && is_content() && !has_word_any_case(sentence, "output")
    }

    /// What something is made of is told, and not what was printed: "the layout of a profile looks like this".
    pub fn is_look_of_layout(&self) -> bool {
        let parts = ["layout", "structure", "configuration", "definition", "template"];
        self.looks_like(|sentence| parts.iter().any(|part| has_word_any_case(sentence, part)))
    }

    /// The last sentence says how something looks, no output is spoken of, and what else is asked holds.
    pub(super) fn looks_like(&self, what: impl Fn(&str) -> bool) -> bool {
        let sentence = self.sentence();
        let has = |words: &str| has_word_any_case(sentence, words);
        (has("look like") || has("looks like")) && !has("output") && what(sentence)
    }
}

//! What is foretold, which need not be printed in the block below.

use super::super::super::cursor::in_word;
use super::super::super::scan::find_part;
use super::Cue;

impl Cue<'_> {
    /// It is foretold what is got or seen, and not that it follows: "You'll get an error:", "You should see your image:". A
    /// command below is what brings that about.
    pub fn foretells_effect(&self) -> bool {
        const PRINTED: &[&str] = &[
            "output",
            "outputs",
            "result",
            "results",
            "response",
            "text",
            "line",
            "lines",
            "command",
            "commands",
            "following",
            "something",
            "similar",
            "like",
            "this",
            "these",
            "instructions",
        ];
        let sentence = self.sentence();
        let object =
            [" see ", " get "].iter().find_map(|verb| find_part(sentence, verb).map(|at| &sentence[at + verb.len()..]));
        let Some(object) = object.filter(|object| object.trim_end().ends_with(':')) else { return false };
        let mut words = object.split(|c: char| !in_word(c)).filter(|word| !word.is_empty());
        words.next().is_some_and(|word| matches!(word, "the" | "your" | "our" | "a" | "an" | "all" | "both" | "that"))
            && words.clone().next().is_some()
            && !words.any(|word| PRINTED.iter().any(|known| known.eq_ignore_ascii_case(word)))
    }
}

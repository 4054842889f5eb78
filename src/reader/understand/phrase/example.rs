//! Files that are one of many, and those that only the words around tell.

use super::super::super::scan::{has_any_case, has_word_any_case};
use super::is_file_name;

/// Whether a sentence tells of a file that might be: "Consider a …", "might look like", "for instance".
pub fn tells_of_example(sentence: &str) -> bool {
    let words = ["might look", "could look", "may look", "for instance", "for example"];
    has_word_any_case(sentence, "consider") || words.iter().any(|words| has_word_any_case(sentence, words))
}

/// What sections of advice are called by.
const ADVICE: &[&str] = &[
    "best practice",
    "tips",
    "guideline",
    "do's and don'ts",
    "dos and don'ts",
    "anti-pattern",
    "antipattern",
    "bonnes pratiques",
    "buenas prácticas",
    "boas práticas",
    "最佳实践",
    "ベストプラクティス",
];

/// Whether a title announces advice: "Dockerfile best practices", "Tips for small images"; but "Exercise 3: apply best
/// practices" has something to be done.
pub fn is_titled_advice(title: &str) -> bool {
    let done = ["exercise", "task", "challenge", "implement", "apply", "lab", "step"];
    let is_done = || done.iter().any(|word| has_word_any_case(title, word));
    ADVICE.iter().any(|words| has_any_case(title, words)) && !is_done()
}

/// Whether a title is that of an example.
pub fn is_titled_example(title: &str) -> bool {
    has_word_any_case(title, "example") || has_word_any_case(title, "examples")
}

/// The file in backticks that a text speaks of, if it speaks of no other.
pub fn only_file(text: &str) -> Option<&str> {
    let mut names = text.split('`').skip(1).step_by(2).filter(|name| is_file_name(name));
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

/// The one file that a title names.
pub fn file_in_title(title: &str) -> Option<&str> {
    let mut names = title.split_whitespace().map(|word| word.trim_matches('`')).filter(|word| is_file_name(word));
    names.next().filter(|_| names.next().is_none())
}

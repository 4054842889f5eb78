//! Files that are one of many, and those that only the words around tell.

use super::super::super::scan::has_word_any_case;
use super::is_file_name;

/// Whether a sentence tells of a file that might be: "Consider a …", "might look like", "for instance".
pub fn tells_of_example(sentence: &str) -> bool {
    let words = ["might look", "could look", "may look", "for instance", "for example"];
    has_word_any_case(sentence, "consider") || words.iter().any(|words| has_word_any_case(sentence, words))
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

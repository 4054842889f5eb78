//! Files that are named only to tell where another one is.

use super::super::super::scan::{find_any_case, has_part};
use super::{ends_with, is_file_name, last_word};

/// Words between "next to" and a name, at most.
const DESCRIBED: usize = 3;

/// Whether the words before a file's name tell that something else is where it is: "next to the", "in the same folder as".
pub fn is_beside(before: &str) -> bool {
    let mut text = before.trim_end();
    let described = ["the", "your", "our", "this", "that", "existing", "original", "present", "created"];
    for _ in 0..DESCRIBED {
        let word = last_word(text);
        if !described.contains(&word) {
            break;
        }
        text = text[..text.len() - word.len()].trim_end();
    }
    let (last, places) = (last_word(text), ["folder", "directory", "level", "place", "location", "path"]);
    let before = text[..text.len() - last.len()].trim_end();
    match last {
        "beside" | "alongside" => true,
        "to" => ["next", "similar", "identical", "compared"].iter().any(|word| ends_with(before, word)),
        "as" | "with" => {
            let place = last_word(before);
            places.contains(&place) && ends_with(before[..before.len() - place.len()].trim_end(), "same")
        }
        "where" => places.contains(&last_word(before)),
        _ => false,
    }
}

/// Whether a paragraph tells that a file is there already: "you already have a `a.yaml` file", "it already exists in your
/// file".
pub fn is_there_before(paragraph: &str, path: &str) -> bool {
    let Some(at) = find_any_case(paragraph, "already ") else { return false };
    let rest = &paragraph[at + "already ".len()..];
    let sentence = rest.split(". ").next().unwrap_or_default();
    let speaks = || has_part(sentence, path) || has_part(sentence, "your file") || has_part(sentence, "the file");
    ["have ", "exist", "there", "in "].iter().any(|word| rest.starts_with(word)) && speaks()
}

/// The file that a sentence shows: "This is the `X` file in the project's root:".
pub fn shown_file(sentence: &str) -> Option<&str> {
    let sentence = sentence.trim();
    let begin = ["This is the `", "This is our `", "This is your `", "Here is the `", "Here's the `", "Below is the `"]
        .iter()
        .find_map(|begin| sentence.strip_prefix(begin).filter(|_| sentence.ends_with(':')))?;
    let name = begin.split('`').next()?;
    is_file_name(name).then_some(name)
}

/// The one file that a sentence names before it tells to put what follows into it: "Open `X` and copy the following into
/// it:".
pub fn file_to_fill(sentence: &str) -> Option<&str> {
    let words = sentence.trim_end().strip_suffix(':')?;
    let words = [" into it", " in it", " to it"].iter().find_map(|end| words.strip_suffix(end))?;
    if !has_part(words, " following") && !has_part(words, " this") {
        return None;
    }
    let mut names = words.split('`').skip(1).step_by(2).filter(|name| is_file_name(name));
    names.next().filter(|first| names.all(|name| name == *first))
}

/// Whether a name, where it stands last in a sentence, only tells where something is.
pub fn is_told_as_place(sentence: &str, name: &str) -> bool {
    sentence.rfind(name).is_some_and(|at| is_beside(sentence[..at].trim_end_matches('`')))
}

//! Files that are named only to tell where another one is.

use super::{ends_with, last_word};

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
        "to" => ends_with(before, "next"),
        "as" | "with" => {
            let place = last_word(before);
            places.contains(&place) && ends_with(before[..before.len() - place.len()].trim_end(), "same")
        }
        "where" => places.contains(&last_word(before)),
        _ => false,
    }
}

/// Whether a name, where it stands last in a sentence, only tells where something is.
pub fn is_told_as_place(sentence: &str, name: &str) -> bool {
    sentence.rfind(name).is_some_and(|at| is_beside(sentence[..at].trim_end_matches('`')))
}

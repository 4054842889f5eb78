//! What is to be done with a file that is there: lines are added at its end or somewhere else, or it is changed.

use super::super::super::scan::{has_part, has_word_any_case};
use super::{makes, whole};

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Something is added at its end.
    AtEnd,
    /// Something is added, and nothing says where.
    Added,
    /// Something is added somewhere in it, or perhaps.
    Within,
    /// It is told to be different, and nothing says that this is all of it.
    Edited,
}

/// What the sentence that names a file, or the last one, tells to do with it; none where the file is made, or told as a
/// whole.
pub fn change(naming: &str, last: &str, path: &str) -> Option<Change> {
    if [naming, last].iter().any(|sentence| makes(sentence) || is_about_all(sentence)) {
        return None;
    }
    told(last, path).or_else(|| told(naming, path))
}

/// What one sentence tells to do with a file.
fn told(sentence: &str, path: &str) -> Option<Change> {
    let first = |verbs: &[&str]| verbs.iter().filter_map(|verb| whole(sentence, verb).next()).min();
    let Some(at) = first(&["add", "adding", "append", "appending", "insert", "inserting", "extend", "extending"])
    else {
        return first(&["edit", "change", "modify", "update"]).map(|_| Change::Edited);
    };
    let (before, object) = sentence.split_at(at);
    if adds_file(object, path) {
        return None;
    }
    let appends = || object.get(..6).is_some_and(|verb| verb.eq_ignore_ascii_case("append"));
    Some(match () {
        () if is_only_possible(before) => Change::Within,
        () if END.iter().any(|words| has_part(object, words)) => Change::AtEnd,
        () if is_placed(object) => Change::Within,
        () if appends() => Change::AtEnd,
        () => Change::Added,
    })
}

/// Whether the file itself is what is added: "add a new file", "add `a.py`".
fn adds_file(object: &str, path: &str) -> bool {
    let mut words = object.split_whitespace().skip(1);
    let is_article = |word: &&str| matches!(*word, "a" | "an" | "the" | "new" | "another" | "this" | "following");
    words.find(|word| !is_article(word)).is_some_and(|word| {
        let word = word.trim_matches(|c: char| matches!(c, '`' | ',' | ':' | '*'));
        word == "file" || word == path
    })
}

/// Where the end of a file is.
const END: [&str; 6] = ["the end", "the very end", "end of", "the bottom", "bottom of", "as the last"];

/// Whether a place within a file is told: "after the first line", "to the `server` section". An `insert` supposes one.
fn is_placed(object: &str) -> bool {
    let words = [
        "before",
        "after",
        "above",
        "top",
        "beginning",
        "between",
        "under",
        "beneath",
        "start",
        "insert",
        "inserting",
        "right below",
        "just below",
    ];
    let parts = ["section", "block", "stage"];
    let to = || [" to ", " in ", " into "].iter().filter_map(|word| object.find(word)).min();
    // A file may be inside a folder.
    let is_inside = || ["inside", "within"].iter().any(|word| has_word_any_case(object, word));
    words.iter().any(|word| has_word_any_case(object, word))
        || is_inside() && !(has_part(object, "folder") || has_part(object, "director"))
        || to().is_some_and(|at| parts.iter().any(|part| has_word_any_case(&object[at..], part)))
}

/// Whether nobody says that it is done: "you could".
fn is_only_possible(before: &str) -> bool {
    ["could", "would", "might", "may", "optionally", "if"].iter().any(|word| has_word_any_case(before, word))
}

/// Whether all of the file is spoken of: "so that it looks like this", "replace its content".
fn is_about_all(told: &str) -> bool {
    ["look like", "looks like", "replace", "overwrite", "entire", "complete"]
        .iter()
        .any(|word| has_word_any_case(told, word))
}

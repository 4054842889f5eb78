//! Files that a sentence means by what it tells to do with them, wherever their name stands in it.

use super::super::super::scan::{has_any_case, has_part};
use super::{ends_with, is_file_name, quoted_file};

/// The file whose content a sentence announces: "Replace the contents of `a.js` with:", "Add these lines at the end of the
/// `a.yml` file", "Create a page in your editor (`nano a.html`):".
pub fn meant_file(sentence: &str) -> Option<&str> {
    if !has_part(sentence, "`") {
        return None;
    }
    edited(sentence).or_else(|| {
        let name = quoted_file(sentence)?;
        let at = name.as_ptr() as usize - sentence.as_ptr() as usize;
        let (before, after) = (sentence[..at].trim_end_matches('`'), &sentence[at + name.len()..]);
        (is_replaced(before, after) || is_continued(before, after)).then_some(name)
    })
}

/// Editors that are called by their name.
const EDITORS: [&str; 4] = ["nano", "vim", "vi", "emacs"];

/// "(`nano a.html`):", "vim `a.txt` and insert:"
fn edited(sentence: &str) -> Option<&str> {
    let told = sentence.trim_end().strip_suffix(':').or_else(|| sentence.trim_end().strip_suffix('`'))?;
    let mut codes = sentence.split('`').skip(1).step_by(2);
    let (code, is_only) = (codes.next()?, codes.next().is_none());
    let called = || code.split_once(' ').filter(|(editor, _)| EDITORS.contains(editor)).map(|(_, name)| name.trim());
    let is_last = told.trim_end_matches([')', '`']).ends_with(code);
    if let Some(name) = called() {
        return (is_only && is_last && is_file_name(name)).then_some(name);
    }
    let before = sentence.split('`').next()?.trim_end();
    let fills = ["insert", "add", "paste", "type", "write"].iter().any(|verb| ends_with(told, verb));
    (is_only && fills && EDITORS.iter().any(|editor| ends_with(before, editor)) && is_file_name(code)).then_some(code)
}

/// "Replace the whole content of `a.js` with the following:"
fn is_replaced(before: &str, after: &str) -> bool {
    let replaces = ["replace ", "overwrite "].iter().any(|verb| has_any_case(before, verb));
    let all = ["content of", "contents of", "content in", "contents in", "code in", "code of", "everything in"];
    let before = ["the", "your"].iter().fold(before.trim_end(), |text, word| text.strip_suffix(word).unwrap_or(text));
    let with = after.trim_start_matches(['`', ' ']);
    let with = with.strip_prefix("file").unwrap_or(with).trim_start();
    replaces
        && all.iter().any(|words| ends_with(before.trim_end(), words))
        && (with.starts_with("with") || with.starts_with("by"))
        && after.trim_end().ends_with(':')
}

/// "Add the following lines at the end of the `a.yml` file to build it"
fn is_continued(before: &str, after: &str) -> bool {
    let adds = ["add ", "append ", "put ", "paste "].iter().any(|verb| has_any_case(before, verb));
    let before = ["the", "your"].iter().fold(before.trim_end(), |text, word| text.strip_suffix(word).unwrap_or(text));
    let to = ["to the end of", "at the end of", "to the bottom of", "at the bottom of"];
    adds && !has_any_case(after, "section") && to.iter().any(|words| ends_with(before.trim_end(), words))
}

#[cfg(test)]
mod tests {
    use super::meant_file;

    #[test]
    fn what_a_sentence_means() {
        for (text, want) in [
            ("Replace the contents of `a/b.js` with the following:", Some("a/b.js")),
            ("Now replace all of the content in your `b.js` file with this:", Some("b.js")),
            ("Replace the line in `b.js` with:", None),
            ("Replace the contents of `b.js` with `c.js`.", None),
            ("Add these lines at the end of the `.b.yml` file to test it.", Some(".b.yml")),
            ("Add this at the end of the list in `b.yml`:", None),
            ("Write a page in your editor (`nano b.html`):", Some("b.html")),
            ("vim `b.txt` and insert:", Some("b.txt")),
            ("Leave `nano b.txt` with a key:", None),
            ("Look at `b.txt`:", None),
        ] {
            assert_eq!(meant_file(text), want, "{text}");
        }
    }
}

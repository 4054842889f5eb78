//! Files that are spoken of in plain words.

use super::super::super::cursor::in_word;
use super::super::super::scan::has_any_case;
use super::{ENDINGS, ends_with, is_path};
use memchr::memrchr_iter;

/// The last name of a file in plain or bold words: "create the a.yml", "a file called a.yml", "the a.yml file". Where a
/// folder is spoken of too the name is not all of its path.
pub fn plain_file(sentence: &str) -> Option<&str> {
    let lower = sentence.to_ascii_lowercase();
    if sentence.contains('`') || ["folder", "directory"].iter().any(|word| lower.contains(word)) {
        return None;
    }
    let makes = [
        "code for",
        "code of",
        "content of",
        "contents of",
        "called",
        "named",
        "create",
        "create the",
        "create a",
        "edit",
        "edit the",
        "save as",
        "save it as",
        "archivo",
        "arquivo",
        "fichero",
        "fichier",
        "datei",
        "modifions",
        "modifiez",
        "modifier",
        "créons",
        "créez",
        "créer",
        "éditez",
        "ouvrez",
        "ouvrons",
        "crea",
        "cree",
        "edita",
        "modifica",
        "erstelle",
    ];
    let (mut found, mut at) = (None, 0);
    for word in sentence.split_inclusive(char::is_whitespace) {
        let (before, after) = (lower[..at].trim_end(), lower[at + word.len()..].trim_start());
        at += word.len();
        let is_made = || makes.iter().any(|m| ends_with(before, m)) || after.starts_with("file");
        found = plain_name(word).filter(|_| is_made()).or(found);
    }
    found
}

/// A word that is a file's name by its ending: in small letters, since `Node.js` is none.
fn plain_name(word: &str) -> Option<&str> {
    let name = word.trim_matches(|c: char| !in_word(c));
    let (stem, end) = name.rsplit_once('.')?;
    let is_ending = ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(end));
    let is_small = stem.starts_with(|c: char| c.is_ascii_lowercase());
    (is_ending && is_small && is_path(name)).then_some(name)
}

/// The Dockerfile that is spoken of by a name of its own since the last heading, or in the last sentence.
pub fn docker_file<'t>(fresh: &'t str, sentence: &'t str) -> Option<&'t str> {
    let begins = memrchr_iter(b'D', fresh.as_bytes()).map(|at| &fresh[at..]).filter(|t| t.starts_with("Dockerfile"));
    let name = |text: &str| {
        let own = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
        text.find(own).unwrap_or(text.len())
    };
    let mut names = begins.map(|text| text[..name(text)].trim_end_matches(['.', '-']));
    names.find(|name| name["Dockerfile".len()..].starts_with(['.', '-'])).or_else(|| ending_in_dockerfile(sentence))
}

/// `web.dockerfile`
fn ending_in_dockerfile(sentence: &str) -> Option<&str> {
    let own = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'));
    let is_named = |name: &&str| {
        let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        ending.is_some_and(|(_, end)| end.eq_ignore_ascii_case("dockerfile"))
    };
    let sentence = Some(sentence).filter(|sentence| has_any_case(sentence, ".dockerfile"))?;
    sentence.split(own).map(|name| name.trim_end_matches('.')).rfind(is_named)
}

//! Files that are spoken of in plain words.

use super::super::super::cursor::in_word;
use super::super::super::scan::{find_any_case, has_any_case, has_part};
use super::beside::is_beside;
use super::{ENDINGS, ends_with, is_file_name, is_path};
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
        let is_made = || is_made() && !is_beside(before);
        let is_changed = || after.starts_with("file") && changes(before);
        found = plain_name(word).filter(|_| is_made()).or_else(|| any_name(word).filter(|_| is_changed())).or(found);
    }
    found
}

/// The files that list what is not taken.
const IGNORE: &[&str] = &[".dockerignore", ".gitignore"];

/// The one of them that a sentence names.
pub fn ignore_file(sentence: &str) -> Option<&'static str> {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '`' | '*' | '"' | ':' | ',' | '(' | ')');
    IGNORE.iter().find(|name| sentence.split(is_sign).any(|word| word == **name)).copied()
}

/// Whether a text ends with the bid to change something: "let's now modify the".
fn changes(before: &str) -> bool {
    let object = ["the", "your", "our"].iter().find_map(|article| before.strip_suffix(article)).unwrap_or(before);
    ["modify", "edit", "change", "update"].iter().any(|verb| ends_with(object.trim_end(), verb))
}

/// The letters of the longest ending.
const LONGEST: usize = 10;

/// A word in small letters with an ending, whatever it is: `print.config`.
fn any_name(word: &str) -> Option<&str> {
    let name = word.trim_matches(|c: char| !in_word(c));
    let (stem, end) = name.rsplit_once('.')?;
    let is_ending = (1..=LONGEST).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_lowercase());
    (is_ending && stem.starts_with(|c: char| c.is_ascii_lowercase()) && is_path(name)).then_some(name)
}

/// The folder in backticks in which a sentence tells to make or to find a file: "in the directory `a`, create `b`", "create
/// `b` in the `a` folder", "create a subdirectory named `a`, and then a file named `b`".
pub fn folder_of<'t>(sentence: &'t str, name: &str) -> Option<&'t str> {
    if let Some(folder) = folder_behind(sentence, name) {
        return Some(folder);
    }
    if name.contains('/') || !["older", "irector"].iter().any(|word| has_part(sentence, word)) {
        return None;
    }
    let mut from = 0;
    let parts: Vec<(usize, &str)> = sentence
        .split('`')
        .map(|part| {
            from += part.len() + 1;
            (from - part.len() - 1, part)
        })
        .collect();
    let codes = parts.windows(3).step_by(2);
    let is_folder = |code: &&[(usize, &'t str)]| {
        let [(_, before), (at, path), (_, after)] = *code else { return false };
        let has = |words: &str| has_any_case(&sentence[*at..], words);
        let within = || [" in it", " inside it", " within it"].iter().any(|words| has(words));
        let is_made = || has("then create") && is_made_folder(before) || within() && is_told(before, after);
        is_path(path) && *path != name && (is_place(before, after) || is_made())
    };
    codes.into_iter().find(is_folder).map(|code| code[1].1)
}

/// The folder that stands behind a name in brackets: "create `a.txt` (in `~/lab`)".
fn folder_behind<'t>(sentence: &'t str, name: &str) -> Option<&'t str> {
    let (at, _) = sentence.match_indices("(in `").next()?;
    let (folder, after) = sentence[at + "(in `".len()..].split_once('`')?;
    let is_of_name = sentence[..at].trim_end().trim_end_matches('`').ends_with(name);
    let is_folder = is_path(folder) && !is_file_name(folder) && after.starts_with(')');
    (is_of_name && is_folder && !name.contains('/')).then_some(folder)
}

/// The folder that a text tells right behind a file's name, marked as one by its last sign: "`a.conf` in `conf/`", "the
/// `a.conf` file within `conf/`".
pub fn folder_within<'t>(said: &'t str, name: &str) -> Option<&'t str> {
    let mut behind = said.match_indices(name).map(|(at, _)| &said[at + name.len()..]);
    let told = |behind: &'t str| {
        let behind = behind.strip_prefix('`')?.trim_start_matches('*');
        let behind = behind.strip_prefix(" file").unwrap_or(behind);
        let words = [" in `", " within `", " inside `", " in the `", " within the `", " inside the `"];
        let (folder, _) = words.iter().find_map(|words| behind.strip_prefix(*words))?.split_once('`')?;
        (folder.ends_with('/') && !folder.starts_with('/') && is_path(folder.trim_end_matches('/'))).then_some(folder)
    };
    behind.find_map(told)
}

/// The folder of which the sentence before says that it is made, and in which a sentence puts a file: "Make a folder called
/// `a`. In this folder we store a file named `b`".
pub fn folder_before<'t>(said: &'t str, name: &str) -> Option<&'t str> {
    const WITHIN: [&str; 4] = ["n this folder", "n that folder", "n this directory", "n that directory"];
    if !WITHIN.iter().any(|words| has_part(said, words)) {
        return None;
    }
    said.split('\n').find_map(|paragraph| {
        let at = WITHIN.iter().find_map(|words| find_any_case(paragraph, words))?;
        let sentence = paragraph[at..].split(". ").next().filter(|sentence| has_part(sentence, name))?;
        let before = paragraph[..at].trim_end_matches(|c: char| c != '.').trim_end_matches(['.', ' ']);
        let last = before.rsplit(". ").next().unwrap_or_default();
        let mut parts = last.split('`');
        let (words, folder) = (parts.next()?, parts.next()?);
        let is_one = parts.nth(1).is_none() && !sentence.is_empty();
        (is_one && is_path(folder) && folder_named(words).is_some()).then_some(folder)
    })
}

/// What folders are called.
const FOLDERS: [&str; 4] = ["folder", "directory", "subfolder", "subdirectory"];

/// Whether the words around a name tell where something is: "in the directory `a`", "inside the `a` folder".
fn is_place(before: &str, after: &str) -> bool {
    let is_within = |words: &str| {
        let mut last = words.split_whitespace().rev();
        let article = |word: &str| {
            ["the", "a", "your", "this", "new", "our", "same"].iter().any(|a| a.eq_ignore_ascii_case(word))
        };
        let place = last.find(|word| !article(word)).unwrap_or_default();
        ["in", "inside", "within", "into"].iter().any(|word| word.eq_ignore_ascii_case(place))
    };
    begins_with_folder(after) && is_within(before) || folder_named(before).is_some_and(is_within)
}

/// Whether the words around a name say that it is a folder's.
fn is_told(before: &str, after: &str) -> bool {
    begins_with_folder(after) || folder_named(before).is_some()
}

/// Whether "folder" stands behind a name.
fn begins_with_folder(after: &str) -> bool {
    FOLDERS.contains(&after.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.', ':']))
}

/// Whether the words before a name tell to make a folder within the present one.
fn is_made_folder(before: &str) -> bool {
    folder_named(before).is_some_and(|words| {
        let is_sub = before[words.len()..].trim_start().starts_with("sub");
        is_sub && ["create", "make"].iter().any(|verb| has_any_case(words, verb))
    })
}

/// What stands before "folder" or "directory named" at the end of a text.
fn folder_named(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let text = ["named", "called"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
    let text = FOLDERS.iter().rev().find_map(|word| text.strip_suffix(word))?;
    Some(text)
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

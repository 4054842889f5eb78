//! Values of the author's that a sentence tells to be the learner's own: "replace 192.0.2.10 by the address of your
//! machine", "use your own token instead of `key_1a2b`", "where `ada` is your user name".

use super::super::super::scan::{has_byte, tail};
use super::super::known::is_program;
use super::super::phrase::is_file_name;
use super::{BY, MARKS, NEAR, marked};
use memchr::memmem;

/// What a value is no longer than.
const MAX_VALUE: usize = 80;
/// Nothing farther behind a verb belongs to it, in bytes: the value is near, and so is what it is replaced by, in characters.
const MAX_NEAR: usize = MAX_VALUE + 5 * NEAR;
/// So many words behind the verb tell what is replaced.
const WORDS: usize = 6;
/// What a sentence begins with that tells to take something else: "use your own".
const TAKES: &[&str] =
    &["use", "using", "enter", "put", "insert", "type", "give", "paste", "provide", "with", "set", "write", "add"];

/// Whether a word may be a value: made of the signs of one, and more than a number that counts.
pub fn is_value(word: &str) -> bool {
    let sign = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b':' | b'@' | b'+');
    let has_letter = || word.bytes().any(|b| b.is_ascii_alphabetic());
    let is_long = || word.len() > 3 && word.bytes().all(|b| b.is_ascii_digit());
    (3..=MAX_VALUE).contains(&word.len())
        && word.bytes().all(sign)
        && (has_letter() || is_address(word) || is_long())
        && !is_program(word)
}

/// `192.0.2.10`, with a port perhaps.
pub fn is_address(word: &str) -> bool {
    let host = word.split(':').next().unwrap_or_default();
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    host.split('.').count() == 4 && host.split('.').all(is_number)
}

/// Whether a word is a value though nothing marks it: an address, a path, or letters and digits that make no word.
fn is_unmistakable(word: &str) -> bool {
    let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
    let is_id = || word.len() >= 8 && count(u8::is_ascii_digit) > 0 && count(u8::is_ascii_alphabetic) > 0;
    let is_path = || word.starts_with('/') && word[1..].contains('/');
    is_value(word) && (is_address(word) || is_path() || is_id() && !has_byte(word, b'/') && !is_file_name(word))
}

/// The value that stands among the words behind a verb, before what is put in its place: "replace the address 192.0.2.10
/// with yours". With its place and what follows.
pub fn behind(sentence: &str) -> Option<(usize, &str, &str)> {
    let is_by = |word: &&str| BY.iter().any(|by| by.eq_ignore_ascii_case(word));
    let mut words = sentence.split(' ').skip(1).take(WORDS).take_while(|word| !is_by(word)).map(bare);
    let word = words.find(|word| is_unmistakable(word))?;
    let at = word.as_ptr() as usize - sentence.as_ptr() as usize;
    Some((at, word, &sentence[at + word.len()..]))
}

/// A word without the signs of its sentence.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, ',' | '.' | ':' | ';' | ')' | '(' | '*'))
}

/// The value that is told not to be taken, by where "of" stands behind "instead": "use your own token instead of `key_1a2b`". Where only its
/// beginning is told (`key_…`), the sign for the rest is a part of it.
pub fn instead_of(text: &str, at: usize) -> Option<&str> {
    let before = tail(&text[..at], NEAR * 2);
    let sentence = before.rsplit(['\n', ';']).next().unwrap_or_default();
    let sentence = sentence.rsplit(". ").next().unwrap_or_default();
    let (takes, own) = sentence.rsplit_once("your own ").or_else(|| sentence.rsplit_once("your "))?;
    let verb = takes.split_whitespace().next_back()?.trim_start_matches(['(', '"']);
    let rest = near(text, at).strip_prefix("of ")?;
    // "instead of the `ada`"
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let is_near = own.split_whitespace().count() <= WORDS;
    let plain =
        || Some(bare(rest.split([' ', ',', ')']).next()?)).filter(|word| is_unmistakable(whole(word)) || is_cut(word));
    let in_marks = || marked(rest).filter(|(at, ..)| *at == 0).map(|(_, word, _)| word);
    let word = in_marks().or_else(plain)?;
    let is_own = TAKES.iter().any(|takes| takes.eq_ignore_ascii_case(verb));
    (is_own && is_near && is_value(whole(word)) && !is_file_name(word)).then_some(word)
}

/// A value without the sign that its rest was left out.
pub fn whole(word: &str) -> &str {
    word.strip_suffix("...").or_else(|| word.strip_suffix('…')).unwrap_or(word)
}

/// Whether only the beginning of an id or a token is told: `key_…`.
fn is_cut(word: &str) -> bool {
    let begin = whole(word);
    begin.len() < word.len() && begin.len() > 3 && begin.contains(['_', '-'])
}

/// The word in marks that is said to be the learner's, behind "where" or "here": "where `ada` is your user name".
pub fn where_is(text: &str, at: usize) -> Option<&str> {
    let begins = text[at..].starts_with(|c| MARKS.iter().any(|(open, _)| *open == c));
    let (open, word, after) = begins.then(|| marked(near(text, at)))??;
    let after = after.get(1..)?.trim_start();
    (open == 0 && is_told(after) && is_value(word) && !is_file_name(word)).then_some(word)
}

/// The same without marks, for the owner of an image: "where ada is your user name".
pub fn owner_is(text: &str, at: usize) -> Option<&str> {
    let sign = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let (word, after) =
        text[at..].split_at(text.as_bytes()[at..].iter().take(MAX_VALUE).take_while(|b| sign(b)).count());
    (word.len() >= 3 && is_told(after.strip_prefix(' ')?) && !is_program(word)).then_some(word)
}

/// Whether a sentence goes on with what of the learner's something is.
fn is_told(after: &str) -> bool {
    ["is your ", "stands for your ", "is the name of your ", "is the address of your ", "is the ID of your "]
        .iter()
        .any(|told| after.starts_with(told))
}

/// Whether "place" is of a verb behind which that stands which is highlighted: "replace the highlighted values with yours".
pub fn is_highlighted(text: &str, at: usize) -> bool {
    let is_verb = text[..at].ends_with("re") || text[..at].ends_with("Re");
    let sentence = || near(text, at).split(['.', ':', '!', '(']).next().unwrap_or_default();
    is_verb && sentence().split(' ').skip(1).take(3).any(|word| word == "highlighted")
}

/// What stands behind a place, as far as it may tell what is replaced and by what: a paragraph may go on for long.
pub fn near(text: &str, at: usize) -> &str {
    let end = (at + MAX_NEAR).min(text.len());
    let end = (at..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(at);
    let rest = &text[at..end];
    &rest[..rest.find(['\n', ';']).unwrap_or(rest.len())]
}

/// Where the rest of a value that is only told by its beginning ends in a command: `key_1a2b` for `key_…`.
pub fn cut<'t>(typed: &'t str, word: &str) -> Option<&'t str> {
    let begin = Some(whole(word)).filter(|_| is_cut(word))?;
    let at = memmem::find_iter(typed.as_bytes(), begin).find(|at| {
        let before = typed[..*at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
    })?;
    let rest = &typed[at..];
    Some(&rest[..rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '|')).unwrap_or(rest.len())])
}

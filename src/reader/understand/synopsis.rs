//! A command's general form, which nobody can run.

use super::super::cursor::{Cursor, in_word};
use super::super::scan::{any_at, has_byte};
use super::engine::{Call, is_engine};
use super::known::without_prefixes;
use super::words::{Commands, Word, simple_commands};

/// Whether a text is a command's general form: optional notation, a flag alone, or a required operand missing.
pub fn is_synopsis(text: &str) -> bool {
    is_synopsis_of(text, &simple_commands(text))
}

/// The same for a text whose words are known.
pub fn is_synopsis_of(text: &str, commands: &Commands<'_>) -> bool {
    let text = text.trim();
    if text.starts_with('-') && is_flag(text) {
        return true;
    }
    let Some(words) = commands.first().map(|w| without_prefixes(w)) else { return false };
    let engine = words.first().is_some_and(|w| is_engine(w) || w == "docker-compose");
    engine && (has_optional_notation(text) || lacks_operands(words))
}

/// A flag alone, with its value: `-v /a:/b`.
fn is_flag(text: &str) -> bool {
    let name = Cursor(text).past("-").map(|c| c.maybe("-")).and_then(|c| c.one(|c| c.is_ascii_alphabetic()));
    let Some(after) = name.map(|c| c.skip(|c| in_word(c) || c == '-')) else { return false };
    let values = |rest: &str| rest.split(' ').all(|part| !(part.is_empty() || part.contains(char::is_whitespace)));
    after.0.is_empty() || after.one(|c| matches!(c, '=' | ' ')).is_some_and(|rest| values(rest.0))
}

/// `IMAGE...`, `[FLAGS] ...`
fn has_trailing_dots(text: &str) -> bool {
    let name = |c: char| c.is_ascii_uppercase() || c == ']';
    text.match_indices("...").any(|(at, _)| {
        let before = &text[..at];
        before.strip_suffix(char::is_whitespace).unwrap_or(before).ends_with(name)
    })
}

fn lacks_operands(words: &[Word<'_>]) -> bool {
    Call::read(words).is_some_and(|call| call.lacks_operands())
}

/// `[OPTIONS]`, `[-o FILE]`, `IMAGE[:TAG]`, `IMAGE...`; but `start [NAME]` is a required operand in brackets.
fn has_optional_notation(text: &str) -> bool {
    if any_at(text, b'.', |text, at| text[at..].starts_with(b"...")) && has_trailing_dots(text) {
        return true;
    }
    if !has_byte(text, b'[') {
        return false;
    }
    let (outside, groups) = split_brackets(text);
    if groups.is_empty() {
        return false;
    }
    let clear = |g: &Group| g.attached || g.text.starts_with('-') || g.text.to_uppercase().contains("OPTION");
    groups.iter().any(clear) || !simple_commands(&outside).first().is_some_and(|w| lacks_operands(without_prefixes(w)))
}

struct Group {
    text: String,
    attached: bool,
}

/// The text outside of brackets, and what is in the outermost ones. Quoted text and templates are skipped.
fn split_brackets(text: &str) -> (String, Vec<Group>) {
    let (mut outside, mut groups) = (String::new(), Vec::new());
    let (mut depth, mut quote) = (0_usize, None);
    let mut current = Group { text: String::new(), attached: false };
    for c in text.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '[') => {
                if depth == 0 {
                    let attached = outside.ends_with(|c: char| c.is_ascii_uppercase() || c == '/');
                    current = Group { text: String::new(), attached };
                }
                depth += 1;
                continue;
            }
            (None, ']') if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    groups.push(std::mem::replace(&mut current, Group { text: String::new(), attached: false }));
                }
                continue;
            }
            _ => {}
        }
        if depth > 0 { &mut current.text } else { &mut outside }.push(c);
    }
    groups.retain(|g| g.text.starts_with(|c: char| c.is_alphabetic() || "-:/".contains(c)));
    (outside, groups)
}

#[cfg(test)]
mod tests {
    use super::is_synopsis;

    #[test]
    fn general_forms() {
        for (text, want) in [
            ("docker export [-o OUT_FILE] BOX_NAME[:TAG]", true),
            ("docker import [-m MESSAGE]", true),
            ("docker tag IMAGE[:TAG] [HOST/][USER/]NAME[:TAG]", true),
            ("docker stop [OPTIONS] BOX [BOX...]", true),
            ("docker rm CONTAINER...", true),
            ("docker rmi", true),
            ("docker search  ", true),
            ("docker run -u \"$(id -u):$(id -g)\"", true),
            ("-v /srv/username/x:/y", true),
            ("--rm", true),
            ("docker start [BOX NAME]", false),
            ("docker rm $(docker ps -q)", false),
            ("docker ps --format '[{{.Names}}]'", false),
            ("docker", false),
            ("docker --help", false),
            ("docker search --help", false),
            ("docker tag a b", false),
            ("[ -f x ] && ls", false),
            ("ls [a-z]*", false),
            ("- item", false),
        ] {
            assert_eq!(is_synopsis(text), want, "{text}");
        }
    }
}

//! A command's general form, which nobody can run.

use super::super::pattern::Pattern;
use super::engine::{Call, is_engine};
use super::known::without_prefixes;
use super::words::{Commands, Word, simple_commands};

static FLAG_ONLY: Pattern = Pattern::new(r"^--?[A-Za-z][\w-]*(?:[= ]\S+)*$");
static TRAILING_DOTS: Pattern = Pattern::new(r"[A-Z\]]\s?\.\.\.");

/// Whether a text is a command's general form: optional notation, a flag alone, or a required operand missing.
pub fn is_synopsis(text: &str) -> bool {
    is_synopsis_of(text, &simple_commands(text))
}

/// The same for a text whose words are known.
pub fn is_synopsis_of(text: &str, commands: &Commands<'_>) -> bool {
    let text = text.trim();
    if text.starts_with('-') && FLAG_ONLY.is_match(text) {
        return true;
    }
    let Some(words) = commands.first().map(|w| without_prefixes(w)) else { return false };
    let engine = words.first().is_some_and(|w| is_engine(w) || w == "docker-compose");
    engine && (has_optional_notation(text) || lacks_operands(words))
}

fn lacks_operands(words: &[Word<'_>]) -> bool {
    Call::read(words).is_some_and(|call| call.lacks_operands())
}

/// `[OPTIONS]`, `[-o FILE]`, `IMAGE[:TAG]`, `IMAGE...`; but `start [NAME]` is a required operand in brackets.
fn has_optional_notation(text: &str) -> bool {
    if text.contains("...") && TRAILING_DOTS.is_match(text) {
        return true;
    }
    if !text.contains('[') {
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

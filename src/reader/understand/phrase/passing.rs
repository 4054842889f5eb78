//! What you see or get in passing, which is not what stands below: "when you get stuck, ask", "you see - and keep - all".

use super::super::super::cursor::in_word;
use super::{any_word, ends_with_any, has_any_word, last_word};

/// So many words behind a colon are a sentence of their own.
const WORDS: usize = 6;

/// Whether "you see" or "you get", by where the verb stands, is said in passing: in a condition that a comma ends, with other
/// things beside it, or with a colon behind it that announces a sentence.
pub fn is_in_passing(text: &str, at: usize) -> bool {
    let verb = text[at..].find(|c: char| !in_word(c)).map_or(text.len(), |length| at + length);
    let behind = &text[verb..];
    if behind.starts_with(" - and ") || behind.starts_with(" – and ") || behind.starts_with(" — and ") {
        return true;
    }
    let before = text[..at].trim_end();
    let before = before[..before.len() - last_word(before).len()].trim_end();
    let is_case = || ends_with_any(before, &["when", "whenever", "if", "once", "until", "unless", "before", "while"]);
    let (clause, rest) = behind.split_once([',', ':']).unwrap_or((behind, ""));
    let announces = || has_any_word(clause, &["this", "following", "output", "something", "like", "similar", "error"]);
    if announces() || rest.trim().is_empty() {
        return false;
    }
    let is_colon = behind[clause.len()..].starts_with(':');
    let is_thing = || any_word(clause.trim_start(), 0, &["a", "an", "the"]);
    if is_colon { rest.split_whitespace().nth(WORDS).is_some() } else { is_case() && !is_thing() }
}

#[cfg(test)]
mod tests {
    use super::is_in_passing;

    #[test]
    fn what_is_said_in_passing_announces_nothing() {
        for (text, want) in [
            ("When you get stuck on a rope, your boat can wait.", true),
            ("You see - and keep - all of the ropes:", true),
            ("Here you see all: [look](x) at every rope of the boats that lie there.", true),
            ("When you get this, all is well:", false),
            ("If you get an error, look:", false),
            ("You see all of them:", false),
            ("You get this list: the names of all boats that lie in the harbour.", false),
            ("When you get", false),
        ] {
            let at = text.find("see").or_else(|| text.find("get")).unwrap_or_default();
            assert_eq!(is_in_passing(text, at), want, "{text}");
        }
    }
}

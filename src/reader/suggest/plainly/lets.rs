//! "Let's build our shop `docker build -t shop .`", "you need to `docker run -it alpine`": the command is how it is done.

use super::super::super::scan::has_part;
use super::super::roles::{CONDITION, DEED, DENIAL, DIRECT, OPENER, each_role, each_word, roles};
use crate::document::Inline;

/// What has to be done.
const NEEDS: &[&str] = &["you need to", "you have to", "you'll need to", "we need to", "you will need to"];
/// Words behind which the command is what is spoken of, and not how it is done.
const OBJECT: &[&str] = &["of", "from", "in", "at", "to", "on", "for", "the", "a", "as", "about", "what", "how", "why"];
/// No such sentence has more words.
const MAX_WORDS: usize = 10;

/// Whether what stands before a command may ask for it so.
pub fn may_ask(said: &str) -> bool {
    said.ends_with(" to") || said.ends_with(" your") || has_part(said, "et's ") || has_part(said, "et’s ")
}

/// "Now enter your `docker ps` command again."
fn is_once_more(sentence: &str, after: Option<&Inline>) -> bool {
    let mut words = each_word(sentence).filter(|word| roles(word) & OPENER == 0);
    let asks = words.next().is_some_and(|verb| roles(verb) & DIRECT != 0) && words.next() == Some("your");
    let again = || matches!(after, Some(Inline::Text(rest)) if rest.trim_start().starts_with("command again"));
    asks && words.next().is_none() && again()
}

/// Whether a sentence before a complete call asks for it so.
pub fn asks(sentence: &str, after: Option<&Inline>) -> bool {
    let sentence = sentence.trim();
    let sentence = sentence.rsplit(" - ").next().unwrap_or_default();
    if each_role(sentence).any(|word| word & CONDITION != 0) {
        return false;
    }
    let clause = sentence.rsplit(',').next().unwrap_or_default().trim();
    let clause = clause.strip_prefix("so ").unwrap_or(clause);
    if NEEDS.iter().any(|words| clause.eq_ignore_ascii_case(words)) {
        return true;
    }
    if is_once_more(sentence, after) {
        return true;
    }
    let mut words =
        each_word(sentence).skip_while(|word| ["now", "so", "then", "next"].contains(&&*word.to_lowercase()));
    let lets = words.next().is_some_and(|first| matches!(first, "Let's" | "let's" | "Let’s" | "let’s"));
    let is_deed = lets && words.next().is_some_and(|verb| roles(verb) & DEED != 0);
    let last = each_word(sentence).next_back().unwrap_or_default();
    is_deed
        && super::ends(after)
        && words.next().is_some()
        && !OBJECT.contains(&last)
        && each_word(sentence).count() <= MAX_WORDS
        && each_role(sentence).all(|word| word & DENIAL == 0)
}

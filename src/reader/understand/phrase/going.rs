//! Words by which somebody leaves a shell, or is told not to.

use super::super::super::cursor::{Cursor, in_word};
use super::whole;

/// Signs that stand around what is typed.
const QUOTES: &[(char, char)] = &[('`', '`'), ('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('«', '»')];
/// Verbs right before a word that is typed and has no marks.
const TYPED: &[&str] = &["type", "run", "enter", "issue", "execute", "typing"];
/// What goes on behind such a word: "type exit to leave", "type exit and press Enter".
const BEHIND: &[&str] = &["to", "and", "in", "at", "again", "once", "now", "or", "then", "when", "twice"];
/// Words that end one clause and begin the next.
const NEXT: &[&str] = &[" and ", " but ", " so ", " then "];
/// Words by which a clause says that something is not done, or not yet.
const DENIES: &[&str] =
    &["don't", "don’t", "dont", "do not", "never", "must not", "should not", "need not", "before you", "before we"];
/// Words between `exit the` and what is left.
const NAMED: usize = 3;
/// What is left.
const LEFT: &[&str] = &["container", "containers", "shell", "session"];

/// What stands before the mark of a word that is typed: "type `exit`", "type "exit"". The word begins at a place.
pub fn before_marked(text: &str, at: usize) -> Option<&str> {
    let open = text[..at].chars().next_back()?;
    let (_, close) = QUOTES.iter().find(|(begin, _)| *begin == open)?;
    let behind = Cursor(&text[at..]).past_one_of(&["exit", "logout"])?;
    behind.0.starts_with(*close).then(|| &text[..at - open.len_utf8()])
}

/// Whether a word that leaves a shell is typed although nothing marks it: "type exit to leave".
pub fn is_typed_plain(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let Some(behind) = Cursor(&text[at..]).past_one_of(&["exit", "logout"]).filter(|c| c.ends_word()) else {
        return false;
    };
    let verb = before.rsplit(|c: char| !in_word(c)).next().unwrap_or_default();
    let next = behind.0.trim_start().split(|c: char| !in_word(c)).next().unwrap_or_default();
    let ends = !behind.0.starts_with(['(', '-', '/', '=', '"', '`']);
    ends && TYPED.iter().any(|known| known.eq_ignore_ascii_case(verb)) && (next.is_empty() || BEHIND.contains(&next))
}

/// Whether what is typed stands alone behind a colon, and a sentence ends with it: "End the session: `exit`". What stands
/// before its mark is given.
pub fn is_announced(text: &str, before: &str, at: usize) -> bool {
    let behind = text[at..].trim_start_matches(in_word).trim_matches(|c: char| !c.is_alphanumeric());
    before.trim_end().ends_with(':') && behind.is_empty()
}

/// Whether "exit the container" stands here, in as many words as that may take: "exit from your second alpine container",
/// "leave this shell". Who leaves it running, or leaves it to somebody, stays there.
pub fn exits(here: Cursor<'_>) -> bool {
    let left = here.past_any_case("leave ");
    let ends = |word: &str, place: Cursor<'_>| {
        let behind = place.past(word).map_or("", |place| place.0).trim_start_matches(['`', '*']);
        left.is_none()
            || behind.trim_end().is_empty()
            || behind.starts_with(['.', ',', ':', ';', ')', '!'])
            || [" and ", " with ", " by ", " now"].iter().any(|words| behind.starts_with(words))
    };
    let Some(place) = left.or_else(|| here.past_any_case("exit ")) else { return false };
    let place = place.maybe_one_of(&["from ", "out of "]);
    let Some(mut place) = place.past_one_of(&["the ", "this ", "that ", "your ", "our ", "both "]) else {
        return false;
    };
    for _ in 0..=NAMED {
        let word = place.0.split(|c: char| !in_word(c)).find(|word| !word.is_empty()).unwrap_or_default();
        if LEFT.iter().any(|left| left.eq_ignore_ascii_case(word)) {
            return ends(word, place);
        }
        let Some(next) = place.maybe("`").some(in_word).and_then(|c| c.maybe("`").past(" ")) else { return false };
        place = next;
    }
    false
}

/// Whether the clause before a place says that what follows is not done, or only later: "don't type `exit` yet", "before
/// you exit the container, look at it".
pub fn is_denied(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let clause = before.rsplit([',', ';', ':', '(', '!', '?']).next().unwrap_or_default();
    let from = NEXT.iter().filter_map(|word| Some(clause.rfind(word)? + word.len())).max().unwrap_or_default();
    let clause = &clause[from..];
    DENIES.iter().any(|word| whole(clause, word).next().is_some())
}

/// Whether "to exit" only says what for, as what is typed stands before it: "type `exit` to exit".
pub fn is_purpose(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().trim_end_matches(|c: char| !in_word(c));
    ["exit", "logout", "exit` command"].iter().any(|typed| before.ends_with(typed))
}

#[cfg(test)]
mod tests {
    use super::super::{leaves, supposes};

    #[test]
    fn wordings_of_leaving() {
        for (text, word, want) in [
            ("Type exit to leave.", "exit", true),
            ("Once done, type \"exit\" and press Enter.", "exit", true),
            ("Then type “exit”", "exit", true),
            ("Type exit codes", "exit", false),
            ("the type exit of it", "exit", false),
            ("End the session: `exit`", "exit", true),
            ("End the session: `exit` ends it", "exit", false),
            ("Exit from your second web container", "Exit", true),
            ("Exit the `web` container", "Exit", true),
            ("Exit the editor. The container", "Exit", false),
            ("Exit the editor with the keys of the container", "Exit", false),
            ("Now leave the container:", "leave", true),
            ("Leave the container running", "Leave", false),
            ("Leave the container to them", "Leave", false),
            ("Don't leave the container", "leave", false),
            ("Don't type `exit` yet", "exit", false),
            ("Don’t exit the container", "exit", false),
            ("Before you exit the container, look", "exit", false),
            ("Don't worry and exit the container", "exit", true),
            ("Before you go on, type `exit`", "exit", true),
            ("Exit the container before you go on", "Exit", true),
        ] {
            assert_eq!(leaves(text, text.find(word).unwrap()), want, "{text}");
        }
    }

    #[test]
    fn what_for_something_is_typed() {
        assert!(!supposes("Type `exit` to exit the container"));
        assert!(!supposes("Use the `exit` command to exit the container"));
        assert!(supposes("To exit the container, type `exit`"));
        assert!(supposes("If you like, type `exit` to exit the container"));
    }
}

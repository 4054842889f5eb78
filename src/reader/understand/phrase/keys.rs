//! Keys that leave a shell, and words that tell to press them.

use super::super::super::cursor::{Cursor, in_word};
use super::super::super::scan::{has_part, is_word};

/// How a key that is held is written.
const HELD: &[&str] = &["ctrl", "control"];
/// What may stand between two keys: "Ctrl-P followed by Ctrl-Q", "Ctrl+P, then Q".
const THEN: &[&str] = &["followed by", "and then", "then", "and"];
/// How a sentence begins that tells to press something, behind words that only lead on.
const TELLS: &[&str] =
    &["press", "hit", "type", "use", "exit", "leave", "detach", "quit", "log out", "disconnect", "enter"];
const LEADS: &[&str] = &["now", "then", "finally", "next", "and", "please", "afterwards", "again", "just", "to finish"];
/// Words of a sentence that only says what may be done.
const OFFERS: &[&str] = &["if", "when", "you can", "later", "would", "don't", "do not", "never", "will"];

/// "Ctrl-P Ctrl-Q", "CTRL+P+Q", "Control-p followed by Control-q"
pub fn detaches(here: Cursor<'_>) -> bool {
    let second = || {
        let place = held(here)?.past_any_case("p")?.some(is_sign)?;
        let place = place.past_one_of(THEN).map_or(place, |place| place.skip(is_sign));
        let place = held(place).unwrap_or(place);
        place.past_any_case("q").filter(|place| place.ends_word())
    };
    second().is_some()
}

/// "Ctrl-D"
pub fn ends_input(here: Cursor<'_>) -> bool {
    let Some(mut place) = here.past_one_of(HELD) else { return false };
    for _ in 0..3 {
        place = place.one(is_sign).unwrap_or(place);
    }
    is_word(place.0, 0, "d")
}

fn held(here: Cursor<'_>) -> Option<Cursor<'_>> {
    here.past_one_of(HELD)?.some(is_sign)
}

fn is_sign(c: char) -> bool {
    !in_word(c)
}

/// Whether a sentence names a key that is held.
pub fn names_key(sentence: &str) -> bool {
    ["trl", "TRL", "ontrol-", "ontrol+", "ontrol +", "^"].iter().any(|part| has_part(sentence, part))
}

/// Whether a sentence tells to press keys: "Press Ctrl-D to exit", which says what that is good for and supposes nothing.
pub fn tells_to_press(sentence: &str) -> bool {
    let mut words = Cursor(sentence).to_word();
    while let Some(after) = words.past_one_of(LEADS).filter(|place| place.ends_word()) {
        words = after.to_word();
    }
    let tells = words.past_one_of(TELLS).is_some_and(Cursor::ends_word);
    let offers = || OFFERS.iter().any(|words| super::whole(sentence, words).next().is_some());
    tells && names_key(sentence) && !offers()
}

/// "Leave the container", "detach from the container and …", where that is told to be done: what leaves it running is
/// something else.
pub fn is_told_to_leave(text: &str, at: usize) -> bool {
    let verbs = ["leave ", "quit ", "detach from ", "log out of ", "log out from "];
    let place = Cursor(&text[at..]).past_one_of(&verbs);
    let place = place.and_then(|place| place.past_one_of(&["the ", "this ", "your ", "that "]));
    let Some(after) = place.and_then(|place| place.past_one_of(&["container's shell", "container", "shell"])) else {
        return false;
    };
    let goes_on = after.0.trim_start();
    let ends = after.ends_word()
        && (goes_on.is_empty()
            || goes_on.starts_with(['.', ',', ':', ';', '!', '(', '\n'])
            || THEN.iter().chain(&["by", "with", "using", "again", "now"]).any(|word| is_word(goes_on, 0, word)));
    let before = text[..at].trim_end();
    let before = LEADS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before).trim_end();
    let is_first = || before.is_empty() || before.ends_with(',') || super::ends_with_any(before, LEADS);
    ends && is_first()
}

/// Whether a text names the keys that leave a shell, and supposes nothing: "detach with Ctrl-P Ctrl-Q".
pub fn leaves_by_keys(text: &str) -> bool {
    let is_way_out = |at: usize| detaches(Cursor(&text[at..])) || ends_input(Cursor(&text[at..]));
    let mut held = HELD.iter().flat_map(|key| super::whole(text, key));
    names_key(text) && (held.any(is_way_out) || presses_sign(text)) && !super::supposes(text)
}

/// Whether a sentence tells to press what the keys of a shell's end are written as: "Leave it with ^D", "type ^P^Q".
pub fn presses_sign(sentence: &str) -> bool {
    ["^D", "^P^Q", "^P ^Q"].iter().any(|keys| has_part(sentence, keys)) && tells_to_press(sentence)
}

#[cfg(test)]
mod tests {
    use super::{Cursor, detaches, ends_input, presses_sign, tells_to_press};

    #[test]
    fn keys_are_written_in_many_ways() {
        for text in [
            "Ctrl-P Ctrl-Q",
            "CTRL+p CTRL+q",
            "ctrl+p+q",
            "Ctrl-P, Q",
            "Ctrl-P followed by Ctrl-Q",
            "Control-P, then Control-Q.",
            "Ctrl + P, Ctrl + Q",
            "Ctrl-p` `Ctrl-q`",
        ] {
            assert!(detaches(Cursor(text)), "{text}");
        }
        for text in ["Ctrl-P", "Ctrl-P quits", "Ctrl-P and wait", "Ctrl-Shift-P", "control"] {
            assert!(!detaches(Cursor(text)), "{text}");
        }
        for (text, want) in [("Ctrl-D", true), ("Control + d", true), ("Ctrl-Down", false), ("Ctrl-C", false)] {
            assert_eq!(ends_input(Cursor(text)), want, "{text}");
        }
    }

    #[test]
    fn who_tells_to_press_keys_supposes_nothing() {
        for (text, want) in [
            ("Press Ctrl-D to exit", true),
            (" Now, press Ctrl-D to exit", true),
            ("Press Enter to exit", false),
            ("To exit, press Ctrl-D", false),
            ("Type it, if you press Ctrl-D to exit", false),
            ("Use it", false),
        ] {
            assert_eq!(tells_to_press(text), want, "{text}");
        }
        assert!(presses_sign("Leave the container with `^D`") && !presses_sign("The sign ^D is the end"));
    }
}

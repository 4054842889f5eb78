//! Words that say that the learner is in a container.

use super::super::super::cursor::{Cursor, in_word};
use super::super::super::scan;
use memchr::memmem;

/// So many words before `container` tell whether the learner is in it.
const NEAREST: usize = 6;

/// `From inside the container, …`, `you are now in your container`, `and then from the container`
pub fn is_inside(sentence: &str) -> bool {
    memmem::find_iter(sentence.as_bytes(), " container").any(|at| {
        let after = sentence[at + " container".len()..].chars().next();
        let last = sentence[..at].rsplit(|c: char| !in_word(c)).filter(|word| !word.is_empty());
        let mut before: Nearest<'_> = Nearest { words: [""; NEAREST], next: 0 };
        before.words.iter_mut().zip(last).for_each(|(place, word)| *place = word);
        before.pop(&["new", "running", "docker"]);
        // "inside the WordPress container"
        let near = |n: usize| before.words.get(before.next + n).copied().unwrap_or_default();
        let named = match (near(1), near(2)) {
            ("the" | "your", "inside" | "within" | "Inside" | "Within") => true,
            // "From the client container terminal"
            ("the" | "your", "From" | "In" | "from" | "in") => is_at_shell(&sentence[at..]) && near(3).is_empty(),
            _ => false,
        };
        before.next += usize::from(named);
        if after.is_some_and(in_word) || !before.pop(&["the", "your", "this", "that"]) {
            return false;
        }
        // "from the terminal of the container"
        if before.pop(&["of"]) {
            let place = before.pop(&["terminal", "shell", "prompt", "console"]);
            return place && before.pop(&["the"]) && before.pop(&["from", "in", "at"]);
        }
        // "Go back into the terminal used for your container"
        if before.pop(&["for"]) {
            before.pop(&["used"]);
            let place = before.pop(&["terminal", "shell", "window"]);
            return place && before.pop(&["the"]) && before.pop(&["into", "to", "from", "in", "at"]);
        }
        // "Go back to the container"
        if before.pop(&["to"]) {
            let back = before.pop(&["back"]);
            let goes = before.pop(&["go", "return", "switch", "come"]);
            return (goes || back) && before.is(&["", "then", "and", "now"]);
        }
        let within = before.is(&["inside", "within"]);
        if !before.pop(&["from", "inside", "within", "in"]) {
            return false;
        }
        if before.pop(&["back"]) {
            return before.is(&["", "then", "and", "now", "are", "re", "once"]);
        }
        // "create a file in your container"
        if before.pop(&["file", "folder", "directory"]) {
            let made = before.pop(&["a"]) && before.pop(&["create", "make"]);
            return made || scan::has_any_case(&sentence[..at], "you are in ");
        }
        let from_within = before.pop(&["from"]) && within;
        let runs = || from_within && before.is(&["command", "commands", "it", "this", "these", "them"]);
        let followed = || before.is_following_command();
        // "by typing in the container prompt"
        let at_prompt =
            || [" prompt", "'s prompt"].iter().any(|words| sentence[at + " container".len()..].starts_with(words));
        let typing = || at_prompt() && before.is(&["typing", "type", "enter"]);
        typing() || before.is(&["", "then", "and", "now", "next", "are", "still", "once"]) || runs() || followed()
    })
}

/// Whether a title says that what follows is typed in a container: "Check it from a terminal inside the container". One that
/// opens a shell there tells how to get in.
pub fn is_titled_inside(title: &str) -> bool {
    let at_shell = |before: &str| {
        let mut words = before.rsplit(' ');
        let place = words.next().is_some_and(|word| matches!(word, "terminal" | "shell" | "prompt"));
        let article = words.next().is_some_and(|word| matches!(word, "a" | "the" | "your"));
        place && article && words.next().is_some_and(|word| matches!(word, "from" | "From" | "in" | "In" | "at" | "At"))
    };
    let places = [" inside the ", " within the ", " inside your ", " of the ", " in the "];
    places.iter().filter_map(|place| title.split_once(place)).any(|(before, after)| {
        let container = after.strip_prefix("running ").unwrap_or(after).strip_prefix("container");
        at_shell(before) && container.is_some_and(|rest| !rest.starts_with(in_word))
    })
}

/// Whether a text that begins with " container" goes on with the place where something is typed.
fn is_at_shell(text: &str) -> bool {
    let after = text[" container".len()..].trim_start_matches("'s");
    after.starts_with(',') || [" terminal", " shell", " prompt"].iter().any(|place| after.starts_with(place))
}

/// The words before `container`, the nearest first; there may be fewer.
struct Nearest<'t> {
    words: [&'t str; NEAREST],
    next: usize,
}

impl<'t> Nearest<'t> {
    /// The next word; empty behind the last.
    fn word(&self) -> &'t str {
        self.words.get(self.next).copied().unwrap_or_default()
    }

    /// Whether the next word is one of some.
    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| word.eq_ignore_ascii_case(self.word()))
    }

    /// Takes the next word, should it be one of some.
    fn pop(&mut self, words: &[&str]) -> bool {
        let is = !self.word().is_empty() && self.is(words);
        self.next += usize::from(is);
        is
    }

    /// "the following commands"
    fn is_following_command(&self) -> bool {
        let command = Cursor(self.word()).past_any_case("command").is_some();
        command && self.words[self.next..].iter().any(|word| word.eq_ignore_ascii_case("following"))
    }
}

//! Keys that leave a shell, where they stand in a block: `^D`, `Ctrl-P Ctrl-Q`, what the engine prints of them, and comments
//! that tell to press them.

use super::super::raw::RawBlock;
use super::super::scan::{has_any_case, has_byte, has_part, lines, trimmed};
use super::prompt::split;
use super::transcript::Item;
use super::words::first_word;
use super::{Pass, cue};
use crate::document::{Block, BlockKind};

/// What the engine prints once the keys are pressed that leave a container as it runs.
const DETACHED: &str = "read escape sequence";
/// The longest line that names keys.
const LONGEST: usize = 48;
/// Names of the key that is held down.
const HELD: &[&str] = &["control", "ctrl", "strg"];
/// What may stand beside the names of keys.
const AROUND: &[char] = &[' ', '<', '>', '[', ']', '(', ')', '{', '}', '`', '+', '-', ',', ';', '.', '"', '\''];
/// Words that may.
const WORDS: &[&str] = &["press", "hit", "type", "then", "and"];

/// Whether a line is nothing but the keys that leave a shell, or says that they were pressed.
pub fn leave(line: &str) -> bool {
    let line = trimmed(line);
    line == DETACHED || may_be_keys(line) && matches!(&*letters(line).unwrap_or_default(), "d" | "pq")
}

/// Whether a line is nothing but the keys that leave a shell, which nobody prints.
pub fn are_pressed(line: &str) -> bool {
    leave(line) && trimmed(line) != DETACHED
}

/// Whether a line is nothing but the key that ends what is typed: `^D`, `<Ctrl-D>`.
pub fn ends_input(line: &str) -> bool {
    let line = trimmed(line);
    may_be_keys(line) && letters(line).is_some_and(|letters| letters == "d")
}

/// Whether a text names keys and nothing else.
fn are_keys(text: &str) -> bool {
    let text = trimmed(text);
    may_be_keys(text) && letters(text).is_some_and(|letters| !letters.is_empty())
}

fn may_be_keys(line: &str) -> bool {
    line.len() <= LONGEST && (has_byte(line, b'^') || has_any_case(line, "tr"))
}

/// The letters of the keys that a line names, with one that is held down, if it names nothing else: `pq` for
/// `Ctrl-P Ctrl-Q`, `^P^Q` and `Ctrl + P + Q`.
fn letters(line: &str) -> Option<String> {
    let (mut rest, mut found) = (line.trim_start_matches(AROUND), String::new());
    while !rest.is_empty() {
        let held = rest.strip_prefix('^').or_else(|| {
            let name = HELD.iter().find(|name| begins(rest, name))?;
            Some(&rest[name.len()..])
        });
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let taken = if let Some(behind) = held {
            let behind = behind.trim_start_matches(['>', ']', ' ', '+', '-', '^']);
            let letter = behind.chars().next().filter(char::is_ascii_alphabetic)?;
            found.push(letter.to_ascii_lowercase());
            &behind[1..]
        } else if WORDS.iter().any(|known| known.len() == word && begins(rest, known)) {
            &rest[word..]
        } else if !found.is_empty() && word == 1 {
            found.push(rest.chars().next()?.to_ascii_lowercase());
            &rest[1..]
        } else {
            return None;
        };
        // Letters that go on are a word.
        if held.is_some() && taken.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        rest = taken.trim_start_matches(AROUND);
    }
    Some(found)
}

/// Whether a text begins with a word, in upper or lower case.
fn begins(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()))
}

/// The lines of a block's commands before which its keys leave a shell, and whether they leave one behind the last.
pub fn left(raw: &RawBlock<'_>, items: &[Item<'_>]) -> (Vec<usize>, bool) {
    let (mut before, mut pending, mut waits) = (Vec::new(), false, false);
    let may_tell = |text: &str| {
        has_byte(text, b'^') || has_any_case(text, "tr") || has_part(text, DETACHED) || begins_remark(text)
    };
    if !raw.lines.iter().any(|(_, text)| may_tell(text)) {
        return (before, false);
    }
    let mut commands = items.iter().filter_map(|item| match item {
        Item::Command { line, typed, .. } => Some((*line, typed)),
        Item::Output(..) => None,
    });
    let mut next = commands.next();
    for (line, text) in &raw.lines {
        if let Some((at, typed)) = next.filter(|(at, _)| at == line) {
            // A comment above the command that leaves says the same.
            if pending && !matches!(first_word(typed.text()), Some("exit" | "logout")) {
                before.push(at);
            }
            // What reads until the key is pressed ends by it, and no shell.
            waits = first_word(typed.text()) == Some("cat") || typed.text().ends_with(" cat");
            (pending, next) = (false, commands.next());
            continue;
        }
        let prompted = split(text);
        let key = prompted.map_or(&**text, |(_, rest)| rest);
        pending |= leave(key) && !(waits && prompted.is_none()) || begins_remark(text) && cue::sends_out(text);
    }
    (before, pending)
}

/// Whether a line is a comment.
fn begins_remark(text: &str) -> bool {
    trimmed(text).starts_with('#')
}

impl Pass<'_> {
    /// What a block with nothing but keys does: those that leave a shell leave the one that is open. What a program printed may
    /// end with what the engine says of them.
    pub(super) fn press(&mut self, block: &mut Block, raw: &RawBlock<'_>) {
        let last = || lines(&block.text).filter(|line| !line.trim().is_empty()).last();
        match block.kind {
            BlockKind::Output if last().is_some_and(|line| line.trim() == DETACHED) => {}
            BlockKind::Output | BlockKind::Other if are_keys(&block.text) => block.kind = BlockKind::Other,
            _ => return,
        }
        if block.kind == BlockKind::Other && !leave(&block.text) {
            return;
        }
        self.shells.leave(self.goes_on_in(raw, block.terminal));
    }
}

#[cfg(test)]
mod tests {
    use super::leave;

    #[test]
    fn keys_that_leave_a_shell() {
        for (line, want) in [
            ("^D", true),
            ("^P^Q", true),
            ("^P ^Q", true),
            ("<ctrl+d>", true),
            ("Ctrl-D", true),
            ("Press Ctrl + D", true),
            ("CTRL-p CTRL-q", true),
            ("CTRL+P, CTRL+Q", true),
            ("[Ctrl+P][Ctrl+Q]", true),
            ("<Ctrl> + P, then Q", true),
            ("Control-P Control-Q", true),
            ("read escape sequence", true),
            ("^C", false),
            ("Ctrl+C", false),
            ("Ctrl+Delete", false),
            ("ctrl d is a key", false),
            ("tr a d", false),
            ("docker attach web", false),
            ("", false),
        ] {
            assert_eq!(leave(line), want, "{line}");
        }
    }
}

//! Small questions that several rules ask of a command.

use crate::check::shell::{self, Simple, split};
use crate::document::Command;

/// The simple commands of a command, each as words and as a call with its flags.
pub fn calls(command: &Command) -> Vec<(Simple, shell::Command)> {
    let read = |simple: Simple| shell::Command::read(&simple).map(|call| (simple, call));
    split(&command.text).into_iter().filter_map(read).collect()
}

/// The text without what stands between straight quotes; the quotes stay.
pub fn unquoted(text: &str) -> String {
    let mut open = None;
    let keep = |c: char| {
        let is_mark = matches!(c, '\'' | '"') && open.is_none_or(|o| o == c);
        if is_mark {
            open = if open.is_some() { None } else { Some(c) };
        }
        (is_mark || open.is_none()).then_some(c)
    };
    text.chars().filter_map(keep).collect()
}

/// The last part of a path.
pub fn base(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_goes() {
        for (text, want) in [("a 'b' c", "a '' c"), ("a \"it's\" b", "a \"\" b"), ("a 'b", "a '")] {
            assert_eq!(unquoted(text), want, "{text}");
        }
    }
}

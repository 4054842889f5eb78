//! Small questions that several rules ask of a command.

use crate::check::shell::{self, Simple, anatomy, split};
use crate::document::Command;
use std::ops::Range;

/// The simple commands of a command, each as words and as a call with its flags.
pub fn calls(command: &Command) -> Vec<(Simple, shell::Command)> {
    let read = |simple: Simple| shell::Command::read(&simple).map(|call| (simple, call));
    split(&command.text).into_iter().filter_map(read).collect()
}

/// Where a docker command's word is that is no flag, by its number; in bytes of the command's text.
pub fn argument_place(simple: &Simple, number: usize) -> Option<Range<usize>> {
    let at = *anatomy(simple)?.args.get(number)?;
    simple.words.get(at).map(|word| word.span.clone())
}

/// Where a docker command's flag is, by its longest name and its value where one is asked for.
pub fn flag_place(simple: &Simple, name: &str, value: Option<&str>) -> Option<Range<usize>> {
    let is_it = |flag: &shell::Flag| flag.name == name && (value.is_none() || flag.value.as_deref() == value);
    let flags = anatomy(simple)?.flags;
    let words = &flags.iter().find(|words| words.flags.iter().any(is_it))?.words;
    let (first, last) = (simple.words.get(words.start)?, simple.words.get(words.end.checked_sub(1)?)?);
    Some(first.span.start..last.span.end)
}

/// From the first word of a simple command to its last.
pub fn whole_place(simple: &Simple) -> Option<Range<usize>> {
    Some(simple.words.first()?.span.start..simple.words.last()?.span.end)
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

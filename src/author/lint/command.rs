//! Small questions that several rules ask of a command.

use crate::check::shell::{self, Simple, anatomy, split};
use crate::document::Command;
use std::ops::Range;

/// The simple commands of a command, each as words and as a call with its flags.
pub fn calls(command: &Command) -> Vec<(Simple, shell::Command)> {
    let read = |simple: Simple| shell::Command::read(&simple).map(|call| (simple, call));
    simple_commands(&command.text).into_iter().filter_map(read).collect()
}

/// The simple commands of a text. Another engine that takes Docker's words is called Docker in them: what a rule says of
/// the one holds for the other.
pub fn simple_commands(text: &str) -> Vec<Simple> {
    const ENGINES: &[&str] = &["docker", "docker-compose", "podman", "podman-compose", "nerdctl"];
    let mut all = split(text);
    // Behind the first such word others are names.
    let first = |simple: &Simple| simple.words.iter().position(|word| ENGINES.contains(&word.text.as_str()));
    for simple in &mut all {
        let Some(word) = first(simple).and_then(|at| simple.words.get_mut(at)) else { continue };
        let docker = if word.text.ends_with("-compose") { "docker-compose" } else { "docker" };
        docker.clone_into(&mut word.text);
    }
    all
}

/// The engine that a text calls, by its own name.
pub fn engine(text: &str) -> &'static str {
    let calls = |name: &str| text.split_whitespace().any(|word| word == name);
    ["podman", "nerdctl"].into_iter().find(|name| calls(name)).unwrap_or("docker")
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
    fn who_takes_the_words_of_docker_is_read_like_it() {
        for (text, want) in [("sudo podman rm -f web", "docker"), ("podman-compose up", "docker"), ("ls", "ls")] {
            let simple = simple_commands(text);
            assert_eq!(shell::Command::read(&simple[0]).map(|call| call.program).as_deref(), Some(want), "{text}");
        }
        assert_eq!((engine("podman run x"), engine("docker run podman-x")), ("podman", "docker"));
    }

    #[test]
    fn quoted_text_goes() {
        for (text, want) in [("a 'b' c", "a '' c"), ("a \"it's\" b", "a \"\" b"), ("a 'b", "a '")] {
            assert_eq!(unquoted(text), want, "{text}");
        }
    }
}

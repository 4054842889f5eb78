//! Patterns in words: a learner reads what an author means, never a regular expression.
//!
//! What is plain is found by reading a pattern as its author typed it: text with an end of a line on either side, and
//! for commands also gaps and choices. A dot alone stands for itself, as authors mean it. What is not plain gets no
//! words here; the sidecar's `say:` has them then.

use super::describe::code;
use super::{Assertion, Check, Look, Pattern};

/// How many commands a pattern may mean so that all of them are told.
const COMMANDS_LIMIT: usize = 4;

/// What a pattern asks for: "`x`", "the line `x`", "a line that begins with `x`"; none where it takes more than that.
pub(super) fn asked(pattern: &Pattern) -> Option<String> {
    let text = pattern.as_str();
    let begins = text.starts_with('^');
    let text = text.strip_prefix('^').unwrap_or(text);
    let ends = text.ends_with('$') && !text.ends_with("\\$");
    let text = if ends { &text[..text.len() - 1] } else { text };
    let blanks = [r"\s*", " *", r"\r?"].iter().find_map(|blank| text.strip_suffix(blank)).filter(|_| ends);
    let shown = code(&literal(blanks.unwrap_or(text))?);
    Some(match (begins, ends) {
        (false, false) => shown,
        (true, false) => format!("a line that begins with {shown}"),
        (false, true) => format!("a line that ends with {shown}"),
        (true, true) => format!("the line {shown}"),
    })
}

/// A line that a plain pattern finds; none where it cannot be told.
pub(super) fn line_of(pattern: &Pattern) -> Option<String> {
    let text = pattern.as_str();
    let text = text.strip_prefix('^').unwrap_or(text);
    let text = if text.ends_with("\\$") { text } else { text.strip_suffix('$').unwrap_or(text) };
    let blanks = [r"\s*", " *", r"\r?"].iter().find_map(|blank| text.strip_suffix(blank));
    literal(blanks.unwrap_or(text)).filter(|line| pattern.is_match(line))
}

/// "prints `x`"; for what is not plain "prints what the step asks for".
pub(super) fn does(verb: &str, pattern: &Pattern) -> String {
    format!("{verb} {}", asked(pattern).unwrap_or_else(|| "what the step asks for".to_owned()))
}

/// "`docker run` or `docker start`"; none where it cannot be told which commands a pattern means.
pub(super) fn commands(pattern: &Pattern) -> Option<String> {
    let all: Vec<String> = meant(pattern)?.iter().map(|command| code(command)).collect();
    match all.split_last()? {
        (only, []) => Some(only.clone()),
        (last, first) => Some(format!("{} or {last}", first.join(", "))),
    }
}

/// The first words of the commands that a pattern means.
pub(super) fn meant(pattern: &Pattern) -> Option<Vec<String>> {
    let mut all: Vec<String> = branches(pattern.as_str()).into_iter().flat_map(heads).collect();
    all.dedup();
    let told = !all.is_empty() && all.len() <= COMMANDS_LIMIT && all.iter().all(|head| !head.is_empty());
    told.then_some(all)
}

impl Check {
    /// A pattern of it that has no words, neither the author's nor plain ones; a learner reads "what the step asks for".
    pub fn unworded(&self) -> Option<&Pattern> {
        if self.say.is_none() { unworded(&self.assertion) } else { None }
    }
}

fn unworded(assertion: &Assertion) -> Option<&Pattern> {
    let pattern = match assertion {
        Assertion::Output(check) => check.matches.as_ref(),
        Assertion::File(check) => check.matches.as_ref(),
        Assertion::Container(check) => check.logs.matches.as_ref(),
        Assertion::Look(look) => match look.as_ref() {
            Look::Exec(check) => check.text.matches.as_ref(),
            Look::Http(check) => check.text.matches.as_ref(),
            _ => None,
        },
        Assertion::All(parts) | Assertion::Any(parts) => return parts.iter().find_map(unworded),
        Assertion::Not(inner) | Assertion::Absent(inner) => return unworded(inner),
        Assertion::Count(check) => return unworded(&check.of),
        Assertion::Image(_) | Assertion::Volume(_) | Assertion::Network(_) | Assertion::Exit(_) | Assertion::Ran(_) => {
            None
        }
    };
    pattern.filter(|pattern| asked(pattern).is_none())
}

/// The text that a pattern without gaps and choices matches.
fn literal(pattern: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        match token(rest) {
            (Token::Text(c), after) => {
                text.push(c);
                rest = after;
            }
            _ => return None,
        }
    }
    (!text.trim().is_empty()).then_some(text)
}

/// A piece of a pattern.
enum Token<'p> {
    /// This character.
    Text(char),
    /// White space, however much.
    Blank,
    /// Nothing that could be seen: an end of a line or a word, or what may be left out.
    Nothing,
    /// Any text.
    Gap,
    /// One of these.
    Choice(Vec<&'p str>),
    /// Something else.
    Other,
}

/// The first piece of a pattern and what follows it.
fn token(pattern: &str) -> (Token<'_>, &str) {
    let fixed = [
        (".*", Token::Gap),
        (".+", Token::Gap),
        (r"\s+", Token::Blank),
        (r"\s*", Token::Blank),
        (" +", Token::Blank),
        (" *", Token::Blank),
        (r"\b", Token::Nothing),
        ("^", Token::Nothing),
        ("$", Token::Nothing),
    ];
    if let Some((token, rest)) = fixed.into_iter().find_map(|(text, t)| Some((t, pattern.strip_prefix(text)?))) {
        return (token, rest);
    }
    if let Some((inner, rest)) = pattern.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return group(inner, rest);
    }
    let (escaped, plain) = pattern.strip_prefix('\\').map_or((false, pattern), |rest| (true, rest));
    let mut chars = plain.chars();
    let Some(first) = chars.next() else { return (Token::Other, "") };
    let rest = chars.as_str();
    let is_text = if escaped { first.is_ascii_punctuation() } else { !"*+?()[]{}|".contains(first) };
    let is_repeated = rest.starts_with(['*', '+', '?', '{']);
    (if is_text && !is_repeated { Token::Text(first) } else { Token::Other }, rest)
}

/// What stands between brackets, and what follows.
fn group<'p>(inner: &'p str, rest: &'p str) -> (Token<'p>, &'p str) {
    if let Some(rest) = rest.strip_prefix(['?', '*']) {
        return (Token::Nothing, rest);
    }
    let options: Vec<&str> = inner.strip_prefix("?:").unwrap_or(inner).split('|').collect();
    let is_plain = options.iter().all(|option| literal(option).is_some()) && !rest.starts_with(['+', '{']);
    (if is_plain { Token::Choice(options) } else { Token::Other }, rest)
}

/// The ways that a pattern has: what `|` parts outside of brackets.
fn branches(pattern: &str) -> Vec<&str> {
    let (mut depth, mut from, mut all) = (0_usize, 0, Vec::new());
    for (at, c) in pattern.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                all.push(&pattern[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    all.push(&pattern[from..]);
    all
}

/// The words with which commands begin that a pattern matches, as far as they are plain: a program and its verb, and
/// the words behind them up to the first gap.
fn heads(pattern: &str) -> Vec<String> {
    let mut heads = vec![String::new()];
    let mut rest = pattern;
    while !rest.is_empty() {
        let (token, after) = token(rest);
        rest = after;
        match token {
            Token::Text(c) => heads.iter_mut().for_each(|head| head.push(c)),
            Token::Blank => heads.iter_mut().for_each(|head| head.push(' ')),
            Token::Nothing => {}
            Token::Gap if heads.iter().any(|head| head.split_whitespace().count() > 1) => break,
            Token::Gap => heads.iter_mut().for_each(|head| head.push(' ')),
            Token::Choice(options) => {
                let with = |head: &String| options.iter().map(|o| format!("{head}{o}")).collect::<Vec<_>>();
                heads = heads.iter().take(COMMANDS_LIMIT + 1).flat_map(with).collect();
            }
            Token::Other => {
                // A word of which only a part is known is no word.
                heads.iter_mut().for_each(|head| head.truncate(head.rfind(' ').unwrap_or_default()));
                break;
            }
        }
    }
    heads.iter().map(|head| head.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_pattern_is_told_in_words() {
        for (pattern, want) in [
            ("No such file", Some("`No such file`")),
            ("^100$", Some("the line `100`")),
            (r"^and the bread\s*$", Some("the line `and the bread`")),
            ("^ready", Some("a line that begins with `ready`")),
            (r"nginx\.conf$", Some("a line that ends with `nginx.conf`")),
            ("list.txt", Some("`list.txt`")),
            (r"5\$", Some("`5$`")),
            ("list.*No such", None),
            ("^[0-9a-f]{12}$", None),
            ("a|b", None),
            ("ab?", None),
            (r"\d", None),
            ("^$", None),
            ("", None),
        ] {
            assert_eq!(asked(&Pattern::new(pattern).unwrap()).as_deref(), want, "{pattern}");
        }
    }

    #[test]
    fn the_commands_that_a_pattern_means() {
        for (pattern, want) in [
            ("^docker ps", Some("`docker ps`")),
            ("^docker .*(run|start)", Some("`docker run` or `docker start`")),
            (r"^docker .*(start|attach).* (desk|[0-9a-f]{2,}|\$)", Some("`docker start` or `docker attach`")),
            ("^docker .*exec .*(list|sh)", Some("`docker exec`")),
            ("^(cat|ls|less|head)", Some("`cat`, `ls`, `less` or `head`")),
            (r"^docker\s+(image )?build\b", Some("`docker build`")),
            ("docker.*inspect", Some("`docker inspect`")),
            ("^docker run|^docker create", Some("`docker run` or `docker create`")),
            ("^docker run --rm alpine$", Some("`docker run --rm alpine`")),
            ("^docker (run|exec)+", Some("`docker`")),
            ("^docker im[ag]+es", Some("`docker`")),
            ("^(a|b|c|d|e)", None),
            ("[dD]ocker", None),
            ("(", None),
        ] {
            let Ok(pattern) = Pattern::new(pattern) else { continue };
            assert_eq!(commands(&pattern).as_deref(), want, "{pattern:?}");
        }
    }
}

//! What is typed at another program's prompt.

use super::super::cursor::in_word;
use super::super::raw::RawBlock;
use super::super::scan::{has_part, is_blank};
use super::known::is_sentence;
use super::printed::is_any;
use super::prompt::{Prompt, split};
use super::transcript::{Item, Lines};
use super::typed::Typed;
use super::{shells, tag};
use std::borrow::Cow;

/// Keywords that lines typed at a program's prompt begin with; those of redis are always in capitals.
const INPUT: &[&str] = &[
    "import", "from", "def", "for", "const", "let", "var", "use", "show", "SET", "GET", "KEYS", "INCR", "DEL", "PING",
    "LPUSH", "RPUSH", "LRANGE", "HSET", "HGETALL", "EXISTS", "EXPIRE", "TTL",
];

/// What is typed at a program's prompt, told from what it prints: statements, calls, and the program's own commands.
pub fn is_input(text: &str) -> bool {
    let is_call = |l: &str| {
        let name = l.find('(').map_or("", |at| &l[..at]);
        l.ends_with([')', ':']) && !name.is_empty() && name.chars().all(|c| in_word(c) || c == '.')
    };
    let leaves = |l: &str| matches!(l, "exit" | "quit");
    let typed = |l: &str| {
        let word = l.split(' ').next().unwrap_or_default();
        l.ends_with(';') || is_call(l) || is_own(l) || leaves(l) || INPUT.contains(&word) || has_part(l, " = ")
    };
    let mut lines = text.lines().filter(|l| !is_blank(l) && !l.starts_with([' ', '\t'])).peekable();
    lines.peek().is_some() && lines.all(|l| typed(l.trim_end()))
}

/// Words that a database's statements begin with.
const STATEMENTS: &[&str] = &[
    "alter", "analyze", "begin", "call", "commit", "copy", "create", "delete", "desc", "describe", "drop", "explain",
    "flush", "grant", "insert", "replace", "revoke", "rollback", "select", "set", "show", "truncate", "update", "use",
    "vacuum", "with",
];
/// A statement of more lines is taken for something else.
const MAX_STATEMENT: usize = 40;

/// Whether a line begins a statement for a database.
pub fn begins_statement(text: &str) -> bool {
    let text = text.trim_start();
    let word = &text[..text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())];
    STATEMENTS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a statement ends with a line: `;`, `\G`.
fn ends_statement(text: &str) -> bool {
    let text = text.trim_end();
    let code = text.split_once(" --").map_or(text, |(code, _)| code.trim_end());
    [";", "\\G", "\\g"].iter().any(|end| code.ends_with(end))
}

/// How many lines a statement takes that begins on the first of some; `None` where it has no end.
pub fn statement_lines<'t>(lines: impl Iterator<Item = &'t str>) -> Option<usize> {
    lines.take(MAX_STATEMENT).position(ends_statement).map(|last| last + 1)
}

/// The statements for a database and its program's own commands that lines are, each with all of its lines; `None`
/// where a line is part of neither.
pub fn statements<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((line, text)) = lines.get(at) {
        let first = text.trim();
        if first.is_empty() || first.starts_with(['#', '-']) {
            at += 1;
            continue;
        }
        let taken = match () {
            () if is_own(first) || shells::leaves(first) => 1,
            () if begins_statement(first) => statement_lines(lines[at..].iter().map(|(_, t)| &**t))?,
            () => return None,
        };
        let typed = match taken {
            1 => Typed::new(first),
            _ => Typed::new(joined(&lines[at..at + taken])),
        };
        items.push(Item::Command { line: *line, prompt: Some(Prompt::Repl), typed });
        at += taken;
    }
    (!items.is_empty()).then_some(items)
}

/// What is typed at a program's prompt, line by line, each with the deeper ones below it; `None` where a line may have
/// been printed.
pub fn entries<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((line, text)) = lines.get(at) {
        let deeper = |(_, t): &(usize, Cow<'_, str>)| t.starts_with([' ', '\t']) && !is_blank(t);
        let taken = 1 + lines[at + 1..].iter().take(MAX_STATEMENT).take_while(|l| deeper(l)).count();
        let first = text.trim_end();
        match () {
            () if first.is_empty() || first.starts_with('#') => {}
            () if !is_input(first) => return None,
            () if taken == 1 => {
                let typed = Typed::new(first);
                items.push(Item::Command { line: *line, prompt: Some(Prompt::Repl), typed });
            }
            () => {
                let typed = Typed::new(joined(&lines[at..at + taken]));
                items.push(Item::Command { line: *line, prompt: Some(Prompt::Repl), typed });
            }
        }
        at += taken;
    }
    (!items.is_empty()).then_some(items)
}

/// What the learner is told to type at a program's prompt, line by line: where the words before say that these are
/// commands, every one is, known or not. `None` where a line looks printed, or is a sentence.
pub fn told<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let is_remark = |t: &str| is_blank(t) || t.starts_with(['#', '-']);
    let may_be_typed = |t: &str| t.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_sentence(t) && !is_any(t);
    let typed = || lines.iter().filter(|(_, t)| !is_remark(t));
    let item = |(line, text): &'r (usize, Cow<'_, str>)| Item::Command {
        line: *line,
        prompt: Some(Prompt::Repl),
        typed: Typed::new(text.trim_end()),
    };
    (typed().next().is_some() && typed().all(|(_, t)| may_be_typed(t))).then(|| typed().map(item).collect())
}

/// What is typed in R's console, where each entry has its prompt `> ` and goes on behind `+ `; the rest was printed.
/// `None` where the block is not tagged as R's, or does not begin with a prompt.
pub fn console<'r>(raw: &RawBlock<'_>, lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    if !tag::is_r(raw) {
        return None;
    }
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((line, text)) = lines.get(at) {
        at += 1;
        if let Some(first) = text.strip_prefix("> ") {
            let more: Vec<&str> = lines[at..].iter().map_while(|(_, t)| t.strip_prefix("+ ")).collect();
            at += more.len();
            let typed = match more.as_slice() {
                [] => Typed::new(first.trim_end()),
                more => Typed::new(format!("{}\n{}", first.trim_end(), more.join("\n"))),
            };
            items.push(Item::Command { line: *line, prompt: Some(Prompt::Repl), typed });
        } else if !items.is_empty() {
            items.push(Item::Output(*line, text));
        } else if !is_blank(text) {
            return None;
        }
    }
    (!items.is_empty()).then_some(items)
}

/// Input for another program and how many lines it takes. Its quotes and brackets are not a shell's: only the
/// program's own sign (`...`, `->`) tells that a line goes on.
pub fn gather<'r>(lines: &'r Lines<'_>, at: usize, first: &'r str) -> (Cow<'r, str>, usize) {
    let goes_on = |text: &'r str| {
        let text = text.trim_start();
        let postgres = || text.split_once(['#', '>']).filter(|(name, _)| name.ends_with('-')).map(|(_, rest)| rest);
        let rest = text.strip_prefix("...").or_else(|| text.strip_prefix("->")).or_else(postgres);
        rest.filter(|r| r.is_empty() || r.starts_with(' ')).map(|r| r.strip_prefix(' ').unwrap_or(r))
    };
    let more: Vec<&str> = lines[at + 1..].iter().map_while(|(_, t)| goes_on(t)).collect();
    if more.is_empty() {
        return statement(lines, at, first).unwrap_or((Cow::Borrowed(first.trim_end()), 1));
    }
    let text = std::iter::once(first).chain(more.iter().copied()).map(str::trim_end);
    (text.collect::<Vec<_>>().join("\n").trim_end().to_owned().into(), 1 + more.len())
}

/// A statement for a database that goes on without a sign, and how many lines it takes.
fn statement<'r>(lines: &'r Lines<'_>, at: usize, first: &'r str) -> Option<(Cow<'r, str>, usize)> {
    if !begins_statement(first) || first.contains(';') {
        return None;
    }
    let below = lines[at + 1..].iter().map(|(_, t)| &**t);
    let taken = 1 + statement_lines(below.clone().take_while(|t| !is_blank(t) && split(t).is_none()))?;
    let text: Vec<&str> = std::iter::once(first).chain(below).take(taken).map(str::trim_end).collect();
    Some((text.join("\n").into(), taken))
}

/// `\dt`, `.tables`
fn is_own(text: &str) -> bool {
    text.starts_with(['\\', '.']) && text[1..].starts_with(|c: char| c.is_ascii_alphabetic())
}

fn joined(lines: &Lines<'_>) -> Cow<'static, str> {
    let lines: Vec<&str> = lines.iter().map(|(_, t)| t.trim_end()).collect();
    lines.join("\n").trim_start().to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(items: Option<Vec<Item<'_>>>) -> String {
        let show = |item: &Item<'_>| match item {
            Item::Command { typed, line, .. } => format!("{line} {}", typed.text().replace('\n', "|")),
            Item::Output(..) => String::new(),
        };
        items.map_or("none".to_owned(), |i| i.iter().map(show).collect::<Vec<_>>().join("/"))
    }

    #[test]
    fn statements_take_all_their_lines() {
        let show = |text: &str| {
            let lines: Vec<_> = text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect();
            shown(statements(&lines))
        };
        for (text, want) in [
            ("SELECT 1;", "1 SELECT 1;"),
            ("create table a (\n  id int\n);\n\n-- see\n\\dt\nexit", "1 create table a (|  id int|);/6 \\dt/7 exit"),
            ("  SELECT *\n  FROM a;  -- all", "1 SELECT *|  FROM a;  -- all"),
            ("SHOW TABLES\\G", "1 SHOW TABLES\\G"),
            ("SELECT 1", "none"),
            ("docker ps", "none"),
            ("", "none"),
        ] {
            assert_eq!(show(text), want, "{text:?}");
        }
    }

    #[test]
    fn input_is_told_apart_by_its_lines() {
        for (text, want) in [
            ("SET a 1\nGET a", "1 SET a 1/2 GET a"),
            (
                "import os\n\n# twice\nfor i in range(2):\n    print(i)\nexit()",
                "1 import os/4 for i in range(2):|    print(i)/6 exit()",
            ),
            ("GET a\n\"1\"", "none"),
            ("# nothing", "none"),
        ] {
            let lines: Vec<_> = text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect();
            assert_eq!(shown(entries(&lines)), want, "{text:?}");
        }
    }
}

//! Texts: what they must contain, match and be.

use crate::check::TextCheck;
use crate::check::judge::miss::{Miss, about};
use crate::check::judge::{file, say};
use crate::check::plain;
use crate::text::did_you_mean;

/// What of a text is missing or too much; `subject` names it: "the output of `ls`".
pub(in crate::check::judge) fn misses(check: &TextCheck, subject: &str, found: &str) -> Vec<Miss> {
    let lacking = check.contains.iter().filter(|text| !file::contains(found, text));
    let lack = |text: &String| {
        if let Some((line, text)) = say::alike(found, text) {
            return format!("{subject} does not contain {text}; it has {line}");
        }
        let there = near(found, text).unwrap_or_else(|| instead(found).unwrap_or_else(|| one_line(found)));
        format!("{subject} does not contain {}{there}", say::code(text))
    };
    let mut misses: Vec<Miss> = lacking.flat_map(|text| about(&say::code(text), [lack(text)])).collect();
    let pattern = check.matches.as_ref().filter(|pattern| !pattern.is_match(found));
    let there = || instead(found).unwrap_or_else(|| one_line(found));
    let pattern = pattern.map(|p| format!("{}{}", plain::does(&format!("{subject} does not contain"), p), there()));
    misses.extend(about("what it looks like", pattern));
    let difference = check.equals.as_ref().and_then(|wanted| say::first_difference(subject, found, wanted));
    misses.extend(about("its text", difference));
    let excess = check.excludes.iter().filter(|text| file::contains(found, text));
    misses.extend(about("too much", excess.map(|text| format!("{subject} still contains {}", say::code(text)))));
    misses
}

/// A short text is shown, so that one sees what it is; none where it is long.
pub(in crate::check::judge) fn instead(found: &str) -> Option<String> {
    let mut lines = found.lines().filter(|line| !line.trim().is_empty());
    match (lines.next(), lines.next()) {
        (None, _) => Some("; it is empty".to_owned()),
        (Some(line), None) => Some(format!("; it is {}", say::code(line))),
        _ => None,
    }
}

/// The line of a long text that comes nearest to what is asked for.
pub(in crate::check::judge) fn near(found: &str, wanted: &str) -> Option<String> {
    let lines = found.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_long = lines.clone().nth(1).is_some();
    let line = did_you_mean(wanted.trim(), lines).filter(|_| is_long)?;
    Some(format!("; the nearest line is {}", say::code(line)))
}

/// A line of a long text: of a page the first that one reads, of what a program says the last.
fn one_line(found: &str) -> String {
    let line = if found.trim_start().starts_with('<') {
        let first = found.lines().map(read).find(|line| !line.is_empty());
        first.map(|line| format!("; it begins with {}", say::code(&line)))
    } else {
        let last = found.lines().rev().find(|line| !line.trim().is_empty());
        last.map(|line| format!("; its last line is {}", say::code(line)))
    };
    line.unwrap_or_default()
}

/// A line without what stands between `<` and `>`.
fn read(line: &str) -> String {
    let mut depth = 0_usize;
    let is_read = |c: &char| {
        match c {
            '<' => depth += 1,
            '>' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    let read: String = line.chars().filter(is_read).collect();
    read.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_what_it_is_instead() {
        for (found, wanted, want) in [
            ("", "x", "; it is empty"),
            ("hello\n", "ahoy", "; it is `hello`"),
            (
                "<!doctype html>\n<title>Welcome to <b>nginx</b>!</title>\n",
                "Hello",
                "; it begins with `Welcome to nginx!`",
            ),
            ("one\ntwo\nlisten 80\n", "listen 8080", "; the nearest line is `listen 80`"),
            ("<a>\n<b>\n", "x", ""),
            ("starting\nlistening\n\n", "x", "; its last line is `listening`"),
        ] {
            let check = TextCheck { contains: vec![wanted.to_owned()], ..TextCheck::default() };
            let said = misses(&check, "it", found).remove(0).words();
            assert_eq!(said, format!("it does not contain `{wanted}`{want}"), "{found}");
        }
    }
}

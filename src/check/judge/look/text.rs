//! Texts: what they must contain, match and be.

use crate::check::TextCheck;
use crate::check::judge::miss::{Miss, about};
use crate::check::judge::{file, say};
use crate::check::plain;

/// What of a text is missing or too much; `subject` names it: "the output of `ls`".
pub(in crate::check::judge) fn misses(check: &TextCheck, subject: &str, found: &str) -> Vec<Miss> {
    let lacking = check.contains.iter().filter(|text| !file::contains(found, text));
    let lack = |text: &String| format!("{subject} does not contain {}{}", say::code(text), instead(found));
    let mut misses: Vec<Miss> = lacking.flat_map(|text| about(&say::code(text), [lack(text)])).collect();
    let pattern = check.matches.as_ref().filter(|pattern| !pattern.is_match(found));
    let pattern =
        pattern.map(|p| format!("{}{}", plain::does(&format!("{subject} does not contain"), p), instead(found)));
    misses.extend(about("what it looks like", pattern));
    let difference = check.equals.as_ref().and_then(|wanted| say::first_difference(subject, found, wanted));
    misses.extend(about("its text", difference));
    let excess = check.excludes.iter().filter(|text| file::contains(found, text));
    misses.extend(about("too much", excess.map(|text| format!("{subject} still contains {}", say::code(text)))));
    misses
}

/// A short text is shown, so that one sees what it is.
fn instead(found: &str) -> String {
    let mut lines = found.lines().filter(|line| !line.trim().is_empty());
    match (lines.next(), lines.next()) {
        (None, _) => "; it is empty".to_owned(),
        (Some(line), None) => format!("; it is {}", say::code(line)),
        _ => String::new(),
    }
}

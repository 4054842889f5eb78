//! What an author does again and again is told once a file, to people; programs get every finding.

use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// Rules whose findings are alike. Where each is about something of its own, as a file that is missing, all are told.
const HABITS: &[&str] = &["L0103", "L0105", "L0106", "L0109", "L0202", "L0209", "L0402", "L0403", "L0404"];
/// More findings of one rule with one cause are summed up.
const FEW: usize = 3;
/// So many of their lines are named.
const LINES: usize = 8;

/// The findings of a file, where those of one rule that say the same but for names and numbers are one.
pub fn summed(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let cause = |d: &Diagnostic| (d.file.clone(), d.code, d.severity, cause(&d.message));
    let mut lines: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for d in found.iter().filter(|d| HABITS.contains(&d.code)) {
        lines.entry(cause(d)).or_default().push(d.line);
    }
    let mut told = Vec::new();
    for d in found {
        let same = lines.get_mut(&cause(d)).filter(|lines| lines.len() > FEW);
        match same {
            None => told.push(d.clone()),
            // The first one tells of all; it leaves nothing to be told.
            Some(lines) if lines[0] != 0 => {
                told.push(Diagnostic { message: d.message.clone() + &more(&lines[1..]), ..d.clone() });
                lines.iter_mut().for_each(|line| *line = 0);
            }
            Some(_) => {}
        }
    }
    told
}

fn more(lines: &[usize]) -> String {
    let shown: Vec<String> = lines.iter().take(LINES).map(ToString::to_string).collect();
    let rest = if lines.len() > LINES { ", …" } else { "" };
    format!("; and {} more such, on lines {}{rest}", lines.len(), shown.join(", "))
}

/// A message without what it quotes and counts, and without the places behind it.
fn cause(message: &str) -> String {
    let outside = message.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let said = outside.split([',', ';']).next().unwrap_or_default();
    said.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    #[test]
    fn a_habit_is_told_once() {
        let source = Source::new("x.md", "a\n".repeat(20));
        let at = |line: usize, code, message: &str| {
            let start = source.offset(line, 1);
            Diagnostic::warning(code, &source, Span::new(start, start + 1), message)
        };
        let habit =
            |count: usize| (1..=count).map(|line| at(line, "L0402", &format!("the heading `{line}` is {line}")));
        let told = |found: Vec<Diagnostic>| summed(&found).into_iter().map(|d| d.message).collect::<Vec<_>>();
        assert_eq!(told(habit(3).collect()).len(), 3);
        let all = habit(4).chain([at(5, "L0301", "it is empty")]).collect();
        assert_eq!(told(all), ["the heading `1` is 1; and 3 more such, on lines 2, 3, 4", "it is empty"]);
        let many = told(habit(12).collect());
        assert!(
            many.len() == 1 && many[0].ends_with("and 11 more such, on lines 2, 3, 4, 5, 6, 7, 8, 9, …"),
            "{many:?}"
        );
    }
}

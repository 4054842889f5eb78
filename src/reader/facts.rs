//! Facts of a lesson that stand line by line in one paragraph: `**Level:** 2`, `**Time:** 20 minutes`.

use super::scan::has_byte;
use crate::document::Node;

/// A fact is not longer.
const LONGEST: usize = 120;

/// The lines of a paragraph that each give a name and what it is, without their marks, with `|` between them. None for a
/// paragraph of one line.
pub fn of(paragraph: &Node, source: &str) -> String {
    let mut facts = String::new();
    let text = source.get(paragraph.span.start..paragraph.span.end).unwrap_or_default();
    if !has_byte(text, b'\n') {
        return facts;
    }
    for line in text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '>')) {
        if line.len() < LONGEST && has_byte(line, b':') {
            if !facts.is_empty() {
                facts.push('|');
            }
            facts.extend(line.chars().filter(|c| *c != '*'));
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use crate::reader::read;
    use crate::source::Source;

    #[test]
    fn minutes_among_other_facts() {
        let read = |text: &str| {
            let minutes = read(&Source::new("x.md", text)).0.minutes;
            (minutes.teaching, minutes.exercises)
        };
        for (text, want) in [
            ("# T\n\n**Time Limit**: 90 minutes\n**Level**: 2\n", (Some(90), None)),
            ("# T\n\n> **Goal:** Tie a knot\n> **Time:** 20 Minutes\n", (Some(20), None)),
            ("# T\n\n**Teaching:** 10 min\n**Exercises:** 15 min\n", (Some(10), Some(15))),
            ("# T\n\n!!! note \"Time\"\n    Teaching: 20 min\n    Exercises: 30 min\n", (Some(20), Some(30))),
            ("# T\n\nIt may be that you wait for\n10 minutes\nand more.\n", (None, None)),
            ("# T\n\nThe server answers\nlate: after 10 minutes\n", (None, None)),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}

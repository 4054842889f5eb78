//! Questions whose choices are a numbered list, and whose answer is a number: `**Answer:** 2`.

use super::super::cursor::Cursor;
use super::super::inline_text::marked;
use super::super::scan::has_any_case;
use super::answer;
use super::choices::{above, bids, graded};
use super::key::Keys;
use super::lettered::{Around, Found, number};
use super::near::{answer_below, split_explanation};
use crate::document::{Choice, Node, NodeKind};

/// More choices than this are steps.
const MAX_CHOICES: usize = 8;

/// The question whose choices are the list at an index.
pub fn at(nodes: &[Node], index: usize, keys: &Keys, around: &Around<'_>) -> Option<Found> {
    let NodeKind::List { start: Some(1), items } = &nodes[index].kind else { return None };
    if !(2..=MAX_CHOICES).contains(&items.len()) {
        return None;
    }
    let (question, line, from) = above(nodes, index, around)?;
    // What is counted is no number of a choice.
    if !bids(question.trim_end_matches(['*', '_', ':', ' '])) || has_any_case(&question, "how many") {
        return None;
    }
    let mut choices = items.iter().map(|item| choice(item)).collect::<Option<Vec<_>>>()?;
    let inside = choices.last_mut().and_then(|last| answer::take_from(&mut last.text));
    let (answer, explanation, to) = if let Some(inside) = inside {
        let (answer, explanation) = split_explanation(&inside);
        (answer, explanation.unwrap_or_default(), index + 1)
    } else {
        answer_below(nodes, index + 1, keys)?
    };
    for right in numbers(&answer, &choices)? {
        choices.get_mut(right.checked_sub(1)?)?.correct = true;
    }
    Some(Found::one(graded(line, question.trim().to_owned(), choices, explanation)?, from, to))
}

/// An item that holds nothing but its text.
fn choice(item: &[Node]) -> Option<Choice> {
    match item {
        [Node { kind: NodeKind::Paragraph(text), .. }] => {
            Some(Choice { text: marked(text).trim().to_owned(), correct: false })
        }
        _ => None,
    }
}

/// The numbers with which an answer begins: `2`, `1 and 3`, `Option 2`, `2. ps`; and nothing else, but the choice itself.
fn numbers(answer: &str, choices: &[Choice]) -> Option<Vec<usize>> {
    let start = Cursor(answer).to_word().maybe_one_of(&["option ", "choice ", "number "]);
    let (first, mut place) = number(start)?;
    let mut found = vec![first];
    while let Some((next, after)) = ["and", ",", "&", "+"].iter().find_map(|sign| {
        let after = place.white().past(sign)?.white();
        number(after)
    }) {
        found.push(next);
        place = after;
    }
    let rest = place.0.trim();
    let repeats =
        || choices.get(first.checked_sub(1)?).filter(|c| rest.trim_start_matches(is_sign).starts_with(&c.text));
    let is_end = rest.is_empty() || rest.chars().all(is_sign) || rest.starts_with(['.', ')', ':', '-', '–', '—', ',']);
    (is_end && place.ends_word() || repeats().is_some()).then_some(found)
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | '*')
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| {
            let why = if q.explanation.is_empty() { String::new() } else { format!(" ({})", q.explanation) };
            format!("{:?} {} = {}{why}", q.kind, q.question, q.answer)
        });
        assert_eq!(said.collect::<Vec<_>>().join("; ").replace('\n', "|"), want, "{text}");
    }

    #[test]
    fn a_number_answers() {
        let choices = "1. pull\n2. tie\n3. cut\n";
        for (text, want) in [
            (format!("**Which one holds?**\n\n{choices}\n**Answer:** 2\n"), "Single Which one holds? = tie"),
            (format!("Which one holds?\n\n{choices}**Answer:** 2\n"), "Single Which one holds? = tie"),
            (format!("Which hold?\n\n{choices}\nAnswer: 1 and 2\n"), "Multiple Which hold? = pull, tie"),
            (format!("Which one holds?\n\n{choices}\nAnswer: 2. tie\n"), "Single Which one holds? = tie"),
            (format!("Which one holds?\n\n{choices}\nAnswer: Option 2\n"), "Single Which one holds? = tie"),
            (
                format!("Which one holds?\n\n{choices}\n**Answer:** 2\n\n**Explanation:** It does.\n"),
                "Single Which one holds? = tie (It does.)",
            ),
            (
                format!("Which one holds?\n\n{choices}\n<details><summary>Answer</summary>\n\n2\n\n</details>\n"),
                "Single Which one holds? = tie",
            ),
            ("1. Which holds?\n   1. pull\n   2. tie\n\n   **Answer:** 2\n".into(), "Single Which holds? = tie"),
            ("Which one holds?\n\n1) pull\n2) tie\n\nAnswer: 2\n".into(), "Single Which one holds? = tie"),
            // Steps, what is counted, and a number that no choice has.
            (format!("Do this:\n\n{choices}\nAnswer: 2\n"), ""),
            (format!("How many knots are there?\n\n{choices}\nAnswer: 2\n"), ""),
            (format!("Which one holds?\n\n{choices}\nAnswer: 4\n"), ""),
            (format!("Which one holds?\n\n{choices}\nAnswer: 2 ropes hold.\n"), ""),
        ] {
            check(&text, want);
        }
    }
}

//! Grades a learner's answer to a quiz.

use crate::document::{Quiz, QuizKind};
use regex::RegexBuilder;
use std::collections::BTreeSet;

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grade {
    /// Right.
    Right,
    /// Wrong.
    Wrong,
    /// No answer of this kind: what would be one.
    Unclear(String),
}

/// Grades an answer as it was typed: numbers or letters of choices, their text, yes or no.
pub fn grade(quiz: &Quiz, typed: &str) -> Grade {
    let typed = typed.trim();
    match quiz.kind {
        QuizKind::Reveal => Grade::Right,
        QuizKind::TrueFalse => true_or_false(quiz, typed),
        QuizKind::Single | QuizKind::Multiple => choices(quiz, typed),
        QuizKind::Text if typed.is_empty() => Grade::Unclear("answer in a word or a few".into()),
        QuizKind::Text => said(is_said(quiz, typed)),
        QuizKind::Number => number(quiz, typed),
    }
}

/// Whether a text is one of the answers that count.
fn is_said(quiz: &Quiz, typed: &str) -> bool {
    let counts = |wanted: &str| match wanted.strip_prefix('/').and_then(|w| w.strip_suffix('/')) {
        Some(pattern) if !pattern.is_empty() => {
            let whole = format!("^(?:{pattern})$");
            RegexBuilder::new(&whole).case_insensitive(true).build().is_ok_and(|p| p.is_match(typed))
        }
        _ => folded(wanted) == folded(typed),
    };
    counts(&quiz.answer) || quiz.choices.iter().any(|c| c.correct && counts(&c.text))
}

/// Without regard to case, blanks, quotes and the full stop.
pub fn folded(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.trim_matches(|c| matches!(c, '`' | '"' | '\'' | '.' | ' ')).to_owned()
}

/// The most that rounding may take from a number that is right.
const ROUNDING: f64 = 1e-9;

fn number(quiz: &Quiz, typed: &str) -> Grade {
    let read = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
    let Some(given) = read(typed) else { return Grade::Unclear("answer with a number".into()) };
    let (wanted, tolerance) = quiz.answer.split_once('±').unwrap_or((&quiz.answer, "0"));
    let right = read(wanted).zip(read(tolerance));
    said(right.is_some_and(|(wanted, tolerance)| (given - wanted).abs() <= tolerance.abs() + ROUNDING))
}

fn said(right: bool) -> Grade {
    if right { Grade::Right } else { Grade::Wrong }
}

fn true_or_false(quiz: &Quiz, typed: &str) -> Grade {
    let said = match typed.to_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "1" => true,
        "f" | "false" | "n" | "no" | "2" => false,
        _ => return Grade::Unclear("answer `true` or `false`".into()),
    };
    let right = quiz.choices.iter().any(|c| c.correct && c.text.eq_ignore_ascii_case("true"));
    if said == right { Grade::Right } else { Grade::Wrong }
}

fn choices(quiz: &Quiz, typed: &str) -> Grade {
    let unclear = || {
        let many = if quiz.kind == QuizKind::Multiple { ", several with commas between" } else { "" };
        Grade::Unclear(format!("answer with a number from 1 to {}{many}", quiz.choices.len()))
    };
    let Some(chosen) = chosen(quiz, typed) else { return unclear() };
    if chosen.is_empty() || (quiz.kind == QuizKind::Single && chosen.len() > 1) {
        return unclear();
    }
    let right: BTreeSet<usize> = quiz.choices.iter().enumerate().filter(|(_, c)| c.correct).map(|(i, _)| i).collect();
    // "One of": a question with several right answers of which one is asked.
    let is_right = if quiz.kind == QuizKind::Single { chosen.is_subset(&right) } else { chosen == right };
    if is_right { Grade::Right } else { Grade::Wrong }
}

fn chosen(quiz: &Quiz, typed: &str) -> Option<BTreeSet<usize>> {
    if let Some(at) = quiz.choices.iter().position(|c| c.text.eq_ignore_ascii_case(typed)) {
        return Some([at].into());
    }
    let parts = typed.split(|c: char| matches!(c, ',' | '&' | '+') || c.is_whitespace());
    let parts = parts.filter(|p| !p.is_empty() && !p.eq_ignore_ascii_case("and"));
    // `14` for the first and the fourth, where no choice has two digits.
    let digits = |part: &str| part.chars().map(String::from).collect::<Vec<_>>();
    let together = |part: &str| {
        let many = quiz.kind == QuizKind::Multiple && quiz.choices.len() < 10;
        many && part.len() > 1 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let parts = parts.flat_map(|part| if together(part) { digits(part) } else { vec![part.to_owned()] });
    parts.map(|part| choice(&part).filter(|i| *i < quiz.choices.len())).collect()
}

fn choice(part: &str) -> Option<usize> {
    let mut letters = part.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ ('a'..='z' | 'A'..='Z')), None) => Some(usize::from(letter.to_ascii_lowercase() as u8 - b'a')),
        _ => part.parse::<usize>().ok()?.checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Choice;

    #[test]
    fn words_and_numbers() {
        let asks = |kind, answer: &str| Quiz { answer: answer.to_owned(), ..quiz(kind, &[]) };
        let (word, number) = (asks(QuizKind::Text, "Alpine"), asks(QuizKind::Number, "2"));
        assert_eq!([grade(&word, " alpine"), grade(&word, "x")], [Grade::Right, Grade::Wrong]);
        assert_eq!([grade(&number, "2.0"), grade(&number, "3")], [Grade::Right, Grade::Wrong]);
        assert!(matches!(grade(&number, "two"), Grade::Unclear(_)));
        assert!(matches!(grade(&word, ""), Grade::Unclear(_)));
        let about = asks(QuizKind::Number, "5 ± 0.5");
        assert_eq!(
            ["5", "4.5", "5,5", "5.51", "-5"].map(|t| grade(&about, t) == Grade::Right),
            [true, true, true, false, false]
        );
        let choice = |text: &str| Choice { text: text.into(), correct: true };
        let many = Quiz { choices: vec![choice("docker  ps"), choice("/docker (container )?ls/")], ..word };
        let typed = ["`Docker PS`.", "docker container ls", "docker ls", "alpine", "docker psx", "xdocker ls"];
        assert_eq!(typed.map(|t| grade(&many, t) == Grade::Right), [true, true, true, true, false, false]);
    }

    fn quiz(kind: QuizKind, choices: &[(&str, bool)]) -> Quiz {
        let choices = choices.iter().map(|(t, correct)| Choice { text: (*t).into(), correct: *correct }).collect();
        Quiz { line: 1, question: "?".into(), kind, choices, answer: String::new(), explanation: String::new() }
    }

    #[test]
    fn answers_are_graded() {
        let single = quiz(QuizKind::Single, &[("an image", false), ("a container", true), ("a volume", false)]);
        let multiple = quiz(QuizKind::Multiple, &[("a", true), ("b", false), ("c", true)]);
        let truth = quiz(QuizKind::TrueFalse, &[("True", false), ("False", true)]);
        let cases = [
            (&single, "2", Some(true)),
            (&single, "b", Some(true)),
            (&single, "A container", Some(true)),
            (&single, "1", Some(false)),
            (&single, "1,2", None),
            (&single, "9", None),
            (&single, "", None),
            (&multiple, "1, 3", Some(true)),
            (&multiple, "1 3", Some(true)),
            (&multiple, "31", Some(true)),
            (&multiple, "3 and 1", Some(true)),
            (&multiple, "12", Some(false)),
            (&multiple, "14", None),
            (&single, "12", None),
            (&multiple, "1", Some(false)),
            (&multiple, "1,2,3", Some(false)),
            (&truth, "F", Some(true)),
            (&truth, "yes", Some(false)),
            (&truth, "maybe", None),
        ];
        for (quiz, typed, want) in cases {
            let got = match grade(quiz, typed) {
                Grade::Right => Some(true),
                Grade::Wrong => Some(false),
                Grade::Unclear(_) => None,
            };
            assert_eq!(got, want, "{:?} {typed:?}", quiz.kind);
        }
    }
}

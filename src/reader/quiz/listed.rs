//! Questions whose choices are a plain list, and whose answer names some of them: by number (`**Answer:** 2`), by place
//! (`the second option`), or by their words (`**Answer:** True`).

use super::super::cursor::Cursor;
use super::super::inline_text::marked;
use super::super::scan::has_any_case;
use super::choices::{above, bids, graded, ticked};
use super::key::Keys;
use super::lettered::{Around, Found, letters, number, number_in_key};
use super::near::{answer_below, split_explanation};
use super::{answer, why};
use crate::document::{Choice, Inline, Node, NodeKind};

/// More choices than this are steps.
const MAX_CHOICES: usize = 8;

/// The question whose choices are the list at an index.
pub fn at(nodes: &[Node], index: usize, keys: &Keys, around: &Around<'_>) -> Option<Found> {
    let NodeKind::List { start, items } = &nodes[index].kind else { return None };
    if !(2..=MAX_CHOICES).contains(&items.len()) || start.is_some_and(|first| first != 1) {
        return None;
    }
    let (question, line, from) = above(nodes, index, around)?;
    // Nobody has to ask for one of these two.
    let is_truth = may_be_truth(items);
    if !(is_truth || bids(question.trim_end_matches(['*', '_', ':', ' ']))) {
        return None;
    }
    let mut choices = choices(items)?;
    let inside = choices.last_mut().and_then(|last| answer::take_from(&mut last.text));
    let inside = inside.filter(|answer| !answer::is_blank(answer)).map(|answer| split_explanation(&answer));
    let near = inside.map(|(answer, why)| (answer, why.unwrap_or_default(), index + 1));
    let near = near.or_else(|| answer_below(nodes, index + 1, keys));
    let (answer, explanation, to) = if let Some(near) = near {
        near
    } else {
        let (answer, why) = keys.get(number_in_key(nodes, from, &question, around), line)?;
        (answer.clone(), why.clone(), index + 1)
    };
    // What is counted is no number of a choice.
    let has_numbers = start.is_some() && !has_any_case(&question, "how many");
    let is_truth = is_truth && truths(&choices);
    let (right, rest) = named(&answer, &List { choices: &choices, has_numbers, is_truth })?;
    for place in right {
        choices.get_mut(place)?.correct = true;
    }
    let explanation = if explanation.is_empty() { why::without_choice(reason(rest), &choices) } else { explanation };
    Some(Found::one(graded(line, question.trim().to_owned(), choices, explanation)?, from, to))
}

/// The choices of a list whose items hold nothing but their text, and of which none is ticked.
pub fn choices(items: &[Vec<Node>]) -> Option<Vec<Choice>> {
    let choice = |item: &Vec<Node>| match item.as_slice() {
        [Node { kind: NodeKind::Paragraph(text), .. }] => {
            let text = marked(text);
            let ticked = ticked(&text).map(|(_, choice)| choice);
            ticked.or_else(|| Some(Choice { text: text.trim().to_owned(), correct: false }))
        }
        _ => None,
    };
    let choices = items.iter().map(choice).collect::<Option<Vec<_>>>()?;
    (!choices.iter().any(|choice| choice.correct)).then_some(choices)
}

/// Whether a list may have the choices `True` and `False` alone.
pub fn may_be_truth(items: &[Vec<Node>]) -> bool {
    // `[ ] False` is the longest.
    const LONGEST: usize = 12;
    let begins = |text: &str| text.starts_with(['(', '[', 't', 'T', 'f', 'F', '☐', '⬜']);
    let is_short = |item: &Vec<Node>| match item.as_slice() {
        [Node { kind: NodeKind::Paragraph(text), .. }] => {
            matches!(text.first(), Some(Inline::Text(first)) if first.len() <= LONGEST && begins(first))
        }
        _ => false,
    };
    let is_truth = |items: &[Vec<Node>]| {
        choices(items).is_some_and(|mut choices| {
            // The answer may stand in the paragraph of the last one.
            choices.last_mut().and_then(|last| answer::take_from(&mut last.text));
            truths(&choices)
        })
    };
    items.len() == 2 && is_short(&items[0]) && is_truth(items)
}

/// The sign with which a list's first item begins.
pub fn first_sign(items: &[Vec<Node>]) -> Option<char> {
    match items.first()?.first().map(|node| &node.kind) {
        Some(NodeKind::Paragraph(text)) => match text.first() {
            Some(Inline::Text(first)) => first.chars().next(),
            _ => None,
        },
        _ => None,
    }
}

/// Whether these are the choices `True` and `False`.
fn truths(choices: &[Choice]) -> bool {
    let has = |name: &str| choices.iter().any(|choice| choice.text.eq_ignore_ascii_case(name));
    choices.len() == 2 && has("true") && has("false")
}

/// Choices in a plain list.
struct List<'c> {
    choices: &'c [Choice],
    /// They have numbers by which an answer may name them.
    has_numbers: bool,
    /// They are `True` and `False`.
    is_truth: bool,
}

/// Which choices an answer names, and what it says behind them.
fn named<'t>(answer: &'t str, list: &List<'_>) -> Option<(Vec<usize>, &'t str)> {
    if list.is_truth {
        return truth(answer, list.choices);
    }
    by_words(answer, list.choices).or_else(|| by_place(answer)).or_else(|| by_number(answer, list)).or_else(|| {
        let said = letters(answer, false)?;
        let rest = answer.get(answer.find(said)? + said.len()..)?;
        let places = said.chars().filter_map(|c| ('A'..='H').position(|letter| letter == c));
        rest.chars().all(is_sign).then(|| (places.collect(), rest))
    })
}

/// `True`, `False, because …`, `T`
fn truth<'t>(answer: &'t str, choices: &[Choice]) -> Option<(Vec<usize>, &'t str)> {
    let start = Cursor(answer).to_word();
    let after = start.skip(char::is_alphabetic);
    let name = match after.since(start).to_ascii_lowercase().as_str() {
        "true" | "t" => "true",
        "false" | "f" => "false",
        _ => return None,
    };
    let place = choices.iter().position(|choice| choice.text.eq_ignore_ascii_case(name))?;
    after.ends_word().then_some((vec![place], after.0))
}

/// An answer that is one of the choices, or several with commas between them; or one, and why.
fn by_words<'t>(answer: &'t str, choices: &[Choice]) -> Option<(Vec<usize>, &'t str)> {
    let bare = |text: &str| text.trim_matches(|c: char| is_sign(c) || c == '`').to_lowercase();
    let place = |said: &str| {
        let said = bare(said);
        choices.iter().position(|choice| bare(&choice.text) == said).filter(|_| !said.is_empty())
    };
    if let Some(place) = place(answer) {
        return Some((vec![place], ""));
    }
    let parts = || answer.split([',', '\n', ';']).filter(|part| !bare(part).is_empty());
    if let Some(places) = parts().map(place).collect::<Option<Vec<_>>>().filter(|places| places.len() > 1) {
        return Some((places, ""));
    }
    let behind = |(place, choice): (usize, &Choice)| Some((place, why::past(answer, &choice.text)?));
    // `docker ps` is no `docker`: the longer one is meant.
    let (place, rest) = choices.iter().enumerate().filter_map(behind).min_by_key(|(_, rest)| rest.len())?;
    Some((vec![place], rest))
}

/// The ordinals with which an answer begins: `the second option`, `First and third`.
fn by_place(answer: &str) -> Option<(Vec<usize>, &str)> {
    const ORDINALS: &[(&str, usize)] = &[
        ("first", 0),
        ("second", 1),
        ("third", 2),
        ("fourth", 3),
        ("fifth", 4),
        ("sixth", 5),
        ("seventh", 6),
        ("eighth", 7),
        ("1st", 0),
        ("2nd", 1),
        ("3rd", 2),
        ("4th", 3),
    ];
    const NOUNS: &[&str] = &[
        "options",
        "option",
        "choices",
        "choice",
        "ones",
        "one",
        "answers",
        "answer",
        "statements",
        "statement",
        "item",
    ];
    let ordinal = |place: Cursor<'_>| {
        let place = place.maybe("the ");
        ORDINALS.iter().find_map(|(word, at)| Some((*at, place.past_any_case(word)?.0.len())))
    };
    let (mut place, mut found) = (Cursor(answer).to_word(), Vec::new());
    while let Some((at, left)) = ordinal(place) {
        found.push(at);
        place = Cursor(answer.get(answer.len() - left..)?);
        let Some(next) = past_sign(place).filter(|next| ordinal(*next).is_some()) else { break };
        place = next;
    }
    let noun = place.white().past_one_of(NOUNS);
    let place = noun.unwrap_or(place);
    let is_end = if noun.is_some() { ends(place) || is_told(place) } else { place.0.chars().all(is_sign) };
    (!found.is_empty() && place.ends_word() && is_end).then_some((found, place.0))
}

/// The numbers with which an answer begins: `2`, `1 and 3`, `Option 2`, `2. ps`; and nothing else, but the choice itself
/// or why it is right.
fn by_number<'t>(answer: &'t str, list: &List<'_>) -> Option<(Vec<usize>, &'t str)> {
    let start = Cursor(answer).to_word();
    let option = start.past_one_of(&["options ", "option ", "choices ", "choice ", "number "]);
    if option.is_none() && !list.has_numbers {
        return None;
    }
    let (first, mut place) = number(option.unwrap_or(start))?;
    let mut found = vec![first.checked_sub(1)?];
    while let Some((next, after)) = past_sign(place).and_then(number) {
        found.push(next.checked_sub(1)?);
        place = after;
    }
    let rest = place.0.trim();
    let repeats = || list.choices.get(found[0]).is_some_and(|c| rest.trim_start_matches(is_sign).starts_with(&c.text));
    (place.ends_word() && (ends(place) || is_told(place)) || repeats()).then_some((found, place.0))
}

/// Past what joins two names of choices.
fn past_sign(place: Cursor<'_>) -> Option<Cursor<'_>> {
    ["and", ",", "&", "+"].iter().find_map(|sign| Some(place.white().past(sign)?.white()))
}

/// Whether nothing is said behind the name of a choice, or a sign parts it from that.
fn ends(place: Cursor<'_>) -> bool {
    let rest = place.0.trim();
    rest.chars().all(is_sign) || rest.starts_with(['.', ')', ':', '-', '–', '—', ','])
}

/// Whether a sentence goes on with why.
fn is_told(place: Cursor<'_>) -> bool {
    let why = ["because", "since", "is correct", "is right", "is the", "are correct", "are right"];
    place.white().past_one_of(&why).is_some_and(Cursor::ends_word)
}

/// What is said behind `is correct`.
fn reason(rest: &str) -> &str {
    let said = ["is correct", "is right", "are correct", "are right", "is the correct one", "is the right one"];
    Cursor(rest).white().past_one_of(&said).filter(|place| place.ends_word()).map_or(rest, |place| place.0)
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
            (
                format!("Which one holds?\n\n{choices}\nAnswer: Option 2 is correct, because it is tight.\n"),
                "Single Which one holds? = tie (because it is tight.)",
            ),
            (format!("Which one holds?\n\n{choices}\nAnswer: the second option\n"), "Single Which one holds? = tie"),
            (format!("Which hold?\n\n{choices}\nAnswers: The first and third.\n"), "Multiple Which hold? = pull, cut"),
            (
                "Which one holds?\n\n- pull\n- tie\n\n**Answer:** The second one\n".into(),
                "Single Which one holds? = tie",
            ),
            ("Which one holds?\n\n- pull\n- tie\n\n**Answer:** `tie`\n".into(), "Single Which one holds? = tie"),
            (
                "Which one holds?\n\n- [ ] pull\n- [ ] tie\n\n**Answer:** tie, because it is tight.\n".into(),
                "Single Which one holds? = tie (because it is tight.)",
            ),
            ("Which hold?\n\n- pull\n- tie\n- cut\n\nAnswer: pull, tie\n".into(), "Multiple Which hold? = pull, tie"),
            ("Which one holds?\n\n- [ ] pull\n- [ ] tie\n\n**Answer:** B\n".into(), "Single Which one holds? = tie"),
            ("Which one holds?\n\n- pull\n- tie\n\n**Answer:** 2\n".into(), ""),
            (format!("Which one holds?\n\n{choices}\nAnswer: First, you pull it.\n"), ""),
            // Steps, what is counted, and a number that no choice has.
            (format!("Do this:\n\n{choices}\nAnswer: 2\n"), ""),
            (format!("How many knots are there?\n\n{choices}\nAnswer: 2\n"), ""),
            (format!("Which one holds?\n\n{choices}\nAnswer: 4\n"), ""),
            (format!("Which one holds?\n\n{choices}\nAnswer: 2 ropes hold.\n"), ""),
        ] {
            check(&text, want);
        }
    }

    #[test]
    fn true_and_false_are_choices() {
        let told = |rest: &str| format!("A rope holds.\n\n- [ ] True\n- [ ] False\n\n{rest}");
        for (text, want) in [
            (told("**Answer:** True\n"), "TrueFalse A rope holds. = True"),
            (told("Answer: F\n"), "TrueFalse A rope holds. = False"),
            (
                told("<details><summary>Answer</summary>\n\nTrue. It is made so.\n\n</details>\n"),
                "TrueFalse A rope holds. = True (It is made so.)",
            ),
            (
                "## Quiz\n\nA rope holds.\n\n- True\n- False\n\n**Answer:** True\n".into(),
                "TrueFalse A rope holds. = True",
            ),
            (
                "1. A rope holds.\n   - [ ] True\n   - [ ] False\n2. A knot floats.\n   - [ ] True\n   - [ ] False\n\n\
                 ## Answers\n\n1. True\n2. False - it sinks\n"
                    .into(),
                "TrueFalse A rope holds. = True; TrueFalse A knot floats. = False (it sinks)",
            ),
            (
                "**1.** A rope holds.\n\n- ( ) True\n- ( ) False\n\n**2.** It floats.\n\n- ( ) True\n- ( ) False\n\n\
                 **Answers:** 1: True, 2: False\n"
                    .into(),
                "TrueFalse 1. A rope holds. = True; TrueFalse 2. It floats. = False",
            ),
            ("A rope holds.\n\n- [x] True\n- [ ] False\n".into(), "TrueFalse A rope holds. = True"),
            // Nobody answers.
            (told(""), "TrueFalse A rope holds. = "),
            ("## Quiz\n\nA rope holds.\n\n- True\n- False\n".into(), "TrueFalse A rope holds. = "),
            ("Is it true that a rope holds?\n\n- True\n- False\n".into(), "TrueFalse Is it true that a rope holds? = "),
            ("It is one of these:\n\n- True\n- False\n".into(), ""),
        ] {
            check(&text, want);
        }
    }
}

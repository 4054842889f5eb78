//! Why an answer is right, where nothing says that this is why: behind the choice that an answer repeats, in a sentence
//! below that names the choice, and in what is said of each choice.

use super::super::inline_text::marked;
use super::super::scan::has_any_case;
use crate::document::{Choice, Node, NodeKind};

/// Signs that part a choice from what is said of it.
fn is_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':' | '-' | '–' | '—' | ',' | ';' | '|' | '*')
}

/// What an answer says behind its letters, `letters` being part of it: `B) ps. It lists.`
pub fn behind_letters(answer: &str, letters: &str, choices: &[Choice]) -> String {
    let rest = answer.find(letters).and_then(|at| answer.get(at + letters.len()..));
    rest.map_or_else(String::new, |rest| without_choice(rest, choices))
}

/// What is said beside the right choice: nothing where it is only repeated.
pub fn without_choice(said: &str, choices: &[Choice]) -> String {
    let said = said.trim_start_matches(is_sign).trim();
    let right = || choices.iter().filter(|choice| choice.correct);
    let bare = said.trim_matches(|c: char| is_sign(c) || c == '(');
    if bare.is_empty() || right().any(|choice| has_any_case(&choice.text, &bare.to_ascii_lowercase())) {
        return String::new();
    }
    let rest = right().find_map(|choice| past(said, &choice.text)).unwrap_or(said);
    rest.trim_start_matches(is_sign).trim().to_owned()
}

/// What stands behind a choice that a text begins with, whatever marks are around its words.
pub fn past<'t>(text: &'t str, choice: &str) -> Option<&'t str> {
    let is_mark = |c: char| matches!(c, '`' | '"' | '*' | '_');
    let mut place = text.char_indices().filter(|(_, c)| !is_mark(*c));
    let mut end = 0;
    for want in choice.trim().trim_end_matches('.').chars().filter(|c| !is_mark(*c)) {
        let (at, c) = place.next()?;
        if !c.eq_ignore_ascii_case(&want) {
            return None;
        }
        end = at + c.len_utf8();
    }
    let rest = text.get(end..)?.trim_start_matches(is_mark);
    // It may be what a sentence is about.
    let ends = rest.is_empty()
        || rest.starts_with(|c| is_sign(c) && c != ' ')
        || rest.starts_with(" -")
        || rest.starts_with(" –");
    (end > 0 && ends).then_some(rest)
}

/// A sentence right below that says of the right choice why it is: `Two it is, because one is not.`
pub fn below(nodes: &[Node], at: usize, choices: &[Choice]) -> Option<(String, usize)> {
    let NodeKind::Paragraph(text) = &nodes.get(at)?.kind else { return None };
    // It asks, or leads on to what stands below.
    let text = marked(text);
    let text = text.trim();
    if text.ends_with([':', '：', '?', '？']) || text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let reasons = ["because", "since", "is correct", "is right", "is wrong"];
    let is_reason = reasons.iter().any(|word| has_any_case(text, word));
    let names = |choice: &Choice| {
        let words = choice.text.trim().trim_matches('`').trim_end_matches('.');
        let is_told = is_reason || words.len() == choice.text.trim().len();
        is_told && words.len() > 2 && has_any_case(text, &words.to_ascii_lowercase())
    };
    let goes_on = matches!(nodes.get(at + 1).map(|n| &n.kind), Some(NodeKind::Block(_) | NodeKind::List { .. }));
    let is_why = choices.iter().any(|choice| choice.correct && names(choice)) && (is_reason || !goes_on);
    is_why.then(|| (text.to_owned(), at + 1))
}

/// What is said of each choice, that of the right ones first.
pub fn of_each(choices: &[Choice], said: &[String]) -> String {
    let told = choices.iter().zip(said).filter(|(_, said)| !said.trim().is_empty());
    let right = told.clone().filter(|(choice, _)| choice.correct).map(|(_, said)| said.trim().to_owned());
    let wrong = told.filter(|(choice, _)| !choice.correct).map(|(c, said)| format!("{}: {}", c.text, said.trim()));
    right.chain(wrong).collect::<Vec<_>>().join("\n")
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
    fn what_stands_behind_the_choice_says_why() {
        let asked = "**What holds?**\n\nA) A nail\nB) A knot\n\n";
        let folded = |said: &str| format!("{asked}<details><summary>Answer</summary>\n\n{said}\n\n</details>\n");
        let want = |why: &str| format!("Single What holds? = A knot{why}");
        for (said, why) in [
            ("**B) A knot**\n\nIt is pulled tight.", " (It is pulled tight.)"),
            ("**Correct Answer: B**\n\nIt is pulled tight.", " (It is pulled tight.)"),
            ("The correct answer is B, because it is tight.", " (because it is tight.)"),
            ("B\n\n**Explanation:** tight.", " (tight.)"),
            ("B) A knot", ""),
            ("B. A knot holds, a nail does not.", " (A knot holds, a nail does not.)"),
            ("B (a knot)", ""),
            ("B", ""),
        ] {
            check(&folded(said), &want(why));
        }
        check(
            &format!("{asked}**Answer:** B – it is tight, a nail is not.\n"),
            &want(" (it is tight, a nail is not.)"),
        );
        check(
            &format!("{asked}**Answer:** B\n\nNothing but a knot is tied.\n"),
            &want(" (Nothing but a knot is tied.)"),
        );
        check(&format!("{asked}**Answer:** B\n\nNow go to the harbour.\n"), &want(""));
        check(&format!("{asked}**Answer:** B\n\nTie a knot:\n\n```bash\nls\n```\n"), &want(""));
        check(
            "Which holds?\n\n- ( ) nail\n- (x) knot\n\nThe knot it is, since it is tight.\n",
            "Single Which holds? = knot (The knot it is, since it is tight.)",
        );
    }

    #[test]
    fn a_key_says_why() {
        let asked = "1. Which?\n\n   a) one\n   b) two\n\n1. Who?\n\n   a) Ann\n   b) Bob\n\n";
        let key = "<details><summary>Answers</summary>\n\n1: b) two\n\n2: a) Ann. She ties.\n\n</details>\n";
        check(&format!("{asked}{key}"), "Single Which? = two; Single Who? = Ann (She ties.)");
        let table =
            "## Answer key\n\n| No. | Answer | Why |\n|---|---|---|\n| 1 | B | It is more |\n| 2 | A | She ties |\n";
        let asked = "### Question 1: Which?\n\n- A) one\n- B) two\n\n### Question 2: Who?\n\n- A) Ann\n- B) Bob\n\n";
        check(
            &format!("{asked}{table}"),
            "Single Question 1: Which? = two (It is more); Single Question 2: Who? = Ann (She ties)",
        );
    }

    #[test]
    fn keys_in_one_line() {
        let asked = "1. Which?\n\n   a) one\n   b) two\n\n2. Who?\n\n   a) Ann\n   b) Bob\n\n";
        for key in ["*Answers: 1b, 2a*", "**Answer key:** 1. b 2. a", "Answers: 1b 2a"] {
            check(&format!("{asked}{key}\n"), "Single Which? = two; Single Who? = Ann");
        }
        check(
            "**1. Which?**\n\na. one\nb. two\n\n**2. Who?**\n\na. Ann\nb. Bob\n\n**3. How many are there?**\n\n\
             *Answers: 1b, 2a, 3 four*\n",
            "Single 1. Which? = two; Single 2. Who? = Ann",
        );
        check("**Which?**\n(a) one\n(b) two\n**Ans:** (a)\n", "Single Which? = one");
    }

    #[test]
    fn the_next_question_answers_nothing() {
        check(
            "**1. Which?**\n\nA) one\nB) two\n\n**2. Who?**\n\nA) Ann\nB) Bob\n\n**Answer:** B\n",
            "Single 1. Which? = ; Single 2. Who? = Bob",
        );
    }

    #[test]
    fn what_is_said_of_each_choice() {
        check(
            "Which holds?\n\n- [ ] nail\n  - It rusts.\n- [x] knot\n  - It is tight.\n",
            "Single Which holds? = knot (It is tight.|nail: It rusts.)",
        );
        check("Which holds?\n\n- [x] knot ✅\n- [ ] nail ❌\n", "Single Which holds? = knot");
        check(
            "```gift\nWhich? {=knot#Tight. ~nail#Rusty. ~glue ####Tie it.}\n```\n",
            "Single Which? = knot (Tight.|nail: Rusty.|Tie it.)",
        );
        check(
            "```json\n[{\"question\": \"Which?\", \"type\": \"many_choice\", \"answers\": [{\"answer\": \"knot\", \
             \"correct\": true, \"feedback\": \"Tight.\"}, {\"answer\": \"nail\", \"correct\": false, \"feedback\": \
             \"Rusty.\"}]}]\n```\n",
            "Single Which? = knot (Tight.|nail: Rusty.)",
        );
    }
}

//! Boxes that ask, and the boxes in them or below them that answer.

use super::super::callout::HINT;
use super::super::inline_text::of_nodes;
use super::choices::graded;
use super::{QUIZ, as_true_or_false, reveal};
use crate::document::{Callout, Choice, Node, NodeKind, Quiz};

/// Words of titles that only bid to open a box, or say that it is the answer: `Click to reveal`, `Solution 1`.
const LABELS: &[&str] = &[
    "click",
    "here",
    "me",
    "to",
    "show",
    "reveal",
    "see",
    "check",
    "your",
    "prediction",
    "expand",
    "open",
    "spoiler",
    "the",
    "answer",
    "answers",
    "solution",
    "solutions",
    "success",
    "correct",
    "right",
    "wrong",
    "failure",
    "incorrect",
    "antwort",
    "antworten",
    "lösung",
    "lösungen",
    "zeige",
    "zeigen",
    "anzeigen",
    "die",
    "réponse",
    "réponses",
    "voir",
    "afficher",
    "la",
    "les",
    "respuesta",
    "respuestas",
    "solución",
    "soluciones",
    "ver",
    "mostrar",
    "las",
];

/// A box that asks. The author may mean all that stands in it but the answer; or the title asks, and what is folded
/// below it answers.
pub fn question(line: usize, callout: &Callout) -> Quiz {
    let mut quiz = reveal(line, callout.title.clone());
    if callout.answers_itself() {
        quiz.answer = of_nodes(&callout.children);
        as_true_or_false(&mut quiz);
        return quiz;
    }
    quiz.question = whole(callout);
    let is_one = boxes(callout).filter(|c| matches!(c.kind.as_str(), "success" | "failure")).count() == 1;
    if let Some(graded) = of_right_and_wrong(&quiz, callout) {
        return graded;
    }
    // Whichever colour the right one has: `True or False: …?`, and below it `False` in red.
    let says_truth = |c: &Callout| ["true", "false"].iter().any(|word| word.eq_ignore_ascii_case(c.title.trim()));
    let named = boxes(callout).find(|c| c.kind == "success" && !c.is_answer() && !is_label(&c.title));
    let named = named.or_else(|| boxes(callout).find(|c| c.kind == "failure" && says_truth(c)).filter(|_| is_one));
    (quiz.answer, quiz.explanation) = match named {
        Some(right) => (right.title.clone(), of_nodes(&right.children)),
        None => (answer(callout), String::new()),
    };
    for wrong in boxes(callout).filter(|c| c.kind == "failure" && !is_one) {
        quiz.explanation = joined(&quiz.explanation, &titled(wrong));
    }
    as_true_or_false(&mut quiz);
    quiz
}

/// A question whose choices are boxes: the titles of those that say `Right` and `Wrong` by their colour.
fn of_right_and_wrong(quiz: &Quiz, callout: &Callout) -> Option<Quiz> {
    let choices = || boxes(callout).filter(|c| matches!(c.kind.as_str(), "success" | "failure"));
    let has_wrong = choices().any(|c| c.kind == "failure");
    if !has_wrong || choices().any(|c| is_label(&c.title)) {
        return None;
    }
    let right = choices().filter(|c| c.kind == "success");
    let wrong = choices().filter(|c| c.kind == "failure");
    let why = right.chain(wrong).map(titled).fold(String::new(), |all, one| joined(&all, &one));
    let choices = choices().map(|c| Choice { text: c.title.clone(), correct: c.kind == "success" }).collect();
    graded(quiz.line, quiz.question.clone(), choices, why)
}

/// A challenge: what it asks, and the boxes with solutions within.
pub fn challenge(line: usize, callout: &Callout) -> Quiz {
    let mut quiz = reveal(line, whole(callout));
    quiz.answer = answer(callout);
    quiz
}

/// Whether a box answers what is asked around it or right above it.
pub fn answers(callout: &Callout) -> bool {
    let is_labelled = || !callout.title.is_empty() && callout.kind != "failure" && is_label(&callout.title);
    matches!(callout.kind.as_str(), "solution" | "success") || callout.is_answer() || is_labelled()
}

/// Whether a box is titled as an answer, to whatever is asked above it.
pub fn is_answer(callout: &Callout) -> bool {
    callout.collapsed && !callout.title.is_empty() && callout.is_answer()
}

/// Whether a folded box has a title that only bids to open it, below a question: `Click to reveal`.
pub fn reveals(callout: &Callout) -> bool {
    callout.collapsed && callout.kind == "note" && !callout.title.is_empty() && is_label(&callout.title)
}

/// Whether a box holds a question that was found with its choices.
pub fn holds_quiz(callout: &Callout) -> bool {
    boxes(callout).any(|c| c.kind == QUIZ)
}

/// The boxes right in a box.
pub fn boxes(callout: &Callout) -> impl Iterator<Item = &Callout> {
    callout.children.iter().filter_map(|n| if let NodeKind::Callout(inner) = &n.kind { Some(inner) } else { None })
}

/// All that a box asks: its title, and what it says.
pub fn whole(callout: &Callout) -> String {
    joined(&callout.title, &asked(callout)).trim().to_owned()
}

/// What a box says, without what it holds back.
fn asked(callout: &Callout) -> String {
    let shown = || callout.children.iter().filter(|n| !is_held(n));
    if shown().any(holds_back) {
        let mut own: Vec<Node> = shown().cloned().collect();
        own.iter_mut().for_each(take_held);
        return of_nodes(&own);
    }
    of_nodes(shown())
}

/// Whether a box is not read before the question is answered.
fn is_held(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if answers(c) || matches!(c.kind.as_str(), "failure" | HINT))
}

/// Whether a list has such a box in one of its items, each of which asks for something.
fn holds_back(node: &Node) -> bool {
    let NodeKind::List { items, .. } = &node.kind else { return false };
    items.iter().flatten().any(|inner| is_held(inner) || holds_back(inner))
}

fn take_held(node: &mut Node) {
    let NodeKind::List { items, .. } = &mut node.kind else { return };
    for item in items {
        item.retain(|inner| !is_held(inner));
        item.iter_mut().for_each(take_held);
    }
}

/// What the answers in a box say, also those in the items of its lists.
fn answer(callout: &Callout) -> String {
    fn collect<'n>(nodes: &'n [Node], found: &mut Vec<&'n Callout>) {
        for node in nodes {
            match &node.kind {
                NodeKind::Callout(inner) if answers(inner) => found.push(inner),
                NodeKind::List { items, .. } => items.iter().for_each(|item| collect(item, found)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&callout.children, &mut found);
    found.into_iter().map(said_in).collect::<Vec<_>>().join("\n")
}

/// What an answer says; its title may be all of it.
fn said_in(answer: &Callout) -> String {
    let said = of_nodes(&answer.children);
    if said.is_empty() && !is_label(&answer.title) { answer.title.clone() } else { said }
}

/// What a box says behind its title.
fn titled(callout: &Callout) -> String {
    let said = of_nodes(&callout.children);
    if callout.title.is_empty() { said } else { format!("{}: {said}", callout.title) }
}

fn joined(first: &str, second: &str) -> String {
    [first, second].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a title says nothing but that the box is to be opened, or that it answers.
pub fn is_label(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_known = |word: &str| LABELS.iter().any(|label| label.eq_ignore_ascii_case(word));
    words.all(|word| is_known(word) || word.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    /// The questions of a text: kind, question, answer and explanation, with lines in one.
    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| {
            let why = if q.explanation.is_empty() { String::new() } else { format!(" ({})", q.explanation) };
            format!("{:?} {} = {}{why}", q.kind, q.question, q.answer).replace('\n', "|")
        });
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn a_box_asks_with_all_its_words() {
        let solution = "\n    ??? success \"Solution\"\n        So.\n";
        check(&format!("!!! question \"Do it\"\n    Tie it.\n{solution}"), "Reveal Do it|Tie it. = So.");
        check(
            &format!("!!! question \"Why?\"\n    Think.\n\n    ??? hint\n        Look.\n{solution}"),
            "Reveal Why?|Think. = So.",
        );
        check(
            "> <question-title>Ropes</question-title>\n> Which one?\n> > <solution-title></solution-title>\n> > This.\n> {: .solution}\n{: .question}\n",
            "Reveal Ropes|Which one? = This.",
        );
        check("!!! question \"Activity\"\n    Tie it.\n", "Reveal Activity|Tie it. = ");
        // A title that asks, and below it, folded, what answers.
        check("??? question \"Why?\"\n    So.\n", "Reveal Why? = So.");
        check("??? question \"How to tie it\"\n    So.\n", "Reveal How to tie it = So.");
        check("!!! question \"Why?\"\n    Think of it.\n", "Reveal Why?|Think of it. = ");
    }

    #[test]
    fn items_of_a_list_have_answers_of_their_own() {
        let solved = |text: &str| format!("\n   ::: solution\n   {text}\n   :::\n\n");
        let text = format!("1. Tie it.\n{}2. Cut it.\n{}", solved("So."), solved("Not so."));
        check(&format!("::: challenge\n### Do both\n\n{text}:::\n"), "Reveal Do both|Tie it.|Cut it. = So.|Not so.");
        let text = "    - a\n\n        ??? success \"Answer\"\n            This.\n";
        for mark in ["!!!", "???"] {
            check(&format!("{mark} question \"Which?\"\n\n{text}"), "Reveal Which?|a = This.");
        }
    }

    #[test]
    fn a_tab_may_hold_the_answer() {
        let text = "!!! question \"One\"\n\n    === \"Task\"\n\n        Tie it.\n\n    === \"Answer\"\n\n        So.\n";
        check(text, "Reveal One|Task|Tie it. = So.");
    }

    #[test]
    fn what_is_only_talked_about_has_no_answer() {
        let text = |said: &str, rest: &str| format!("> ## Ropes\n> {said}\n{rest}{{: .challenge}}\n");
        for said in ["Write what you think in the Etherpad.", "Discuss: what is your knot?", "Reflect on your ropes."] {
            check(&text(said, ""), "");
            let solved = text(said, "> > ## Solution\n> > So.\n> {: .solution}\n");
            check(&solved, &format!("Reveal Ropes|{said} = So."));
        }
        for said in ["Which are there?", "Discuss: which is the best?"] {
            check(&text(said, ""), &format!("Reveal Ropes|{said} = "));
        }
    }

    #[test]
    fn an_answer_shows_what_a_command_prints() {
        let answer = "    ??? success \"Solution\"\n        ```\n\n        $ id -u\n        1000\n        ```\n";
        check(&format!("!!! question \"Who?\"\n    Look.\n\n{answer}"), "Reveal Who?|Look. = $ id -u|1000");
    }

    #[test]
    fn the_answer_is_a_box_that_is_titled_so() {
        for kind in ["example", "note", "tip", "abstract", "success", "question"] {
            let text = format!("!!! question \"One\"\n    Why?\n\n    ??? {kind} \"Solution\"\n        So.\n");
            check(&text, "Reveal One|Why? = So.");
            let text = format!("!!! question \"One\"\n    Why?\n\n??? {kind} \"Solution\"\n    So.\n");
            check(&text, "Reveal One|Why? = So.");
        }
        check("!!! question\n    Why?\n\n    ??? success \"Show\"\n        So.\n", "Reveal Question|Why? = So.");
        check("!!! example \"Task\"\n    Tie it.\n\n??? tip \"Answer\"\n    So.\n", "Reveal Task|Tie it. = So.");
        let quarto = "::: {.callout-important title=\"Exercise 1\"}\nTie it.\n:::\n\n";
        let shows = "::: {.callout-tip collapse=\"true\" title=\"Click to show solution\"}\nSo.\n:::\n";
        check(&format!("# Exercise 3\n\n{quarto}{shows}"), "Reveal Exercise 1|Tie it. = So.");
        check(
            "!!! question\n    Why?\n\nWords.\n\n!!! success \"Well done\"\n    It is tied.\n",
            "Reveal Question|Why? = ",
        );
    }

    #[test]
    fn boxes_may_be_choices() {
        let of = |kind: &str, title: &str, text: &str| format!("\n    !!! {kind} \"{title}\"\n        {text}\n");
        let three = of("failure", "-v", "No.") + &of("success", "-p", "Yes.") + &of("failure", "-d", "Not so.");
        check(&format!("!!! question \"Which?\"\n{three}"), "Single Which? = -p (-p: Yes.|-v: No.|-d: Not so.)");
        let two = of("success", "", "Yes.") + &of("failure", "Wrong", "No.");
        check(&format!("!!! question \"Which?\"\n{two}"), "Reveal Which? = Yes. (Wrong: No.)");
        let red = of("failure", "False", "It is not.");
        check(&format!("!!! question \"True or false: x\"\n{red}"), "TrueFalse True or false: x = False (It is not.)");
    }

    #[test]
    fn what_is_true_is_answered_below_its_own_question() {
        let first = "**True/False:** It is one.\n\n";
        let second = "**Statement 2: It floats. (True/False)**\n\n<details><summary>Answer</summary>True</details>\n";
        check(
            &format!("{first}**Answer:** False. They are two.\n\n{second}"),
            "TrueFalse True/False: It is one. = False (They are two.); TrueFalse Statement 2: It floats. (True/False) = True",
        );
        check(&format!("{first}**Answer:** F — two.\n"), "TrueFalse True/False: It is one. = False (two.)");
        check("**T/F: It is one.**\n\n**Answer:** T\n", "TrueFalse T/F: It is one. = True");
        check(
            "It is one. True or False?\n\n<details><summary>Answer</summary>False, two.</details>\n",
            "TrueFalse It is one. True or False? = False (two.)",
        );
        check("**Q1: Why?**\n\n**Answer:** True. So it is.\n", "Reveal Q1: Why? = True. So it is.");
        // What stands below an answer answers something else.
        check(
            "Why?\n\nAnswer: so it is said.\n\nMore.\n\n<details><summary>Answer</summary>x</details>\n",
            "Reveal Why? = so it is said.",
        );
    }
}

//! Questions that come before a command.

use super::*;

#[test]
fn a_question_before_a_command_has_its_answer_and_what_must_come() {
    let cases = [
        ("{question: q, command: ^ls, answer: a}", QuizKind::Text, "`a`"),
        ("{question: q, kind: predict, command: ^ls, choices: [a, b], answer: b}", QuizKind::Single, "`b`"),
        ("{question: q, command: ^ls, answer: a, expect: [{image: a}]}", QuizKind::Text, "image `a` exists"),
    ];
    for (yaml, kind, expect) in cases {
        let mut step = step(&format!("quiz:\n  - {yaml}"));
        assert!(step.quizzes.is_empty(), "{yaml}");
        let asked = step.predictions.remove(0);
        let said: Vec<String> = asked.expect.iter().map(crate::check::Check::words).collect();
        assert_eq!((asked.quiz.kind, asked.quiz.line, asked.command.as_str()), (kind, 4, "^ls"), "{yaml}");
        assert!(said.join(" ").contains(expect), "{yaml}: {said:?}");
    }
}

#[test]
fn what_is_wrong_with_a_prediction_is_said() {
    let cases = [
        (
            "{question: q, kind: predict, answer: a}",
            "C0112 a prediction without a `command` (add the pattern of the command before which it is asked, such as `command: ^docker ps`)",
        ),
        ("{question: q, command: '(', answer: a}", "C0107 `command` is no regular expression: unclosed group"),
        ("{question: q, command: ls, choices: [a, b], answer: c}", "C0109 the answer `c` is not among the choices"),
        ("{question: q, command: ls}", "C0108 a quiz without an `answer` (add `answer:`)"),
        (
            "{question: q, kind: text, command: ls, answer: a}",
            "C0111 `command` means nothing for this kind of question (add `kind: predict`, or leave it out)",
        ),
        ("{question: q, command: ls, answer: a, expect: [{image: a, as: x}]}", "C0106 there is no assertion `as`"),
        ("{question: q, command: ls, answer: a, expect: [{imgae: a}]}", "C0106 there is no assertion `imgae`"),
        // Before the step is done nothing of its own has a name.
        (
            "{question: 'is ${web.id} new?', command: ls, answer: a}",
            "C0114 which one `web` is, is known when this step is done",
        ),
    ];
    for (yaml, want) in cases {
        let text = format!("steps:\n  s:\n    expect: [{{container: web, as: web}}]\n    quiz:\n      - {yaml}\n");
        let found = read(&text).1;
        assert!(found.len() == 1 && found[0].starts_with("5:") && found[0].contains(want), "{yaml}: {found:?}");
    }
}

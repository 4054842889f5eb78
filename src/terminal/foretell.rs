//! Questions before a command, and what came of it.

use super::view;
use super::{Role, Theme};
use crate::document::{Quiz, QuizKind};

/// What will come of a command.
pub(super) fn question(quiz: &Quiz, command: &str, theme: &Theme) -> String {
    let is_typed = quiz.kind == QuizKind::Text;
    let choices: Vec<String> = quiz.choices.iter().filter(|_| !is_typed).map(|c| c.text.clone()).collect();
    let how = if is_typed { "foresee it: type what comes" } else { "foresee it: type a number" };
    let mut lines = command.lines();
    let first = lines.next().unwrap_or_default();
    let rest = if lines.next().is_some() { " …" } else { "" };
    let before = format!("Before `{first}`{rest} runs, a guess (Enter alone runs it without one):");
    format!(
        "\n{}{}",
        view::message(Role::Muted, &before, theme),
        view::quiz_question(&quiz.question, &choices, how, theme)
    )
}

/// What came of it, held against what was foreseen.
pub(super) fn came(quiz: &Quiz, guess: &str, right: Option<bool>, otherwise: Option<&str>, theme: &Theme) -> String {
    let said = if guess.is_empty() { String::new() } else { format!("You foresaw: {}. ", guess.trim_end_matches('.')) };
    match (otherwise, right) {
        (Some(_) | None, Some(true)) => {
            view::quiz_feedback(true, guess.trim_end_matches('.'), explained(quiz, otherwise), theme)
        }
        (Some(why), _) => {
            let text = format!("{said}This time it came otherwise than the lesson tells ({why}), so nobody is wrong.");
            view::message(Role::Note, &text, theme)
        }
        (None, _) => {
            let text = format!("{said}What came: {}.", quiz.answer.trim_end_matches('.'));
            let role = if right.is_none() { Role::Text } else { Role::NotYet };
            let explanation = if quiz.explanation.is_empty() {
                String::new()
            } else {
                view::message(Role::Text, &quiz.explanation, theme)
            };
            view::message(role, &text, theme) + &explanation
        }
    }
}

/// The explanation is about what the lesson tells.
fn explained<'q>(quiz: &'q Quiz, otherwise: Option<&str>) -> &'q str {
    if otherwise.is_none() { &quiz.explanation } else { "" }
}

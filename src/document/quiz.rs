//! A question of a lesson, from its text or from its sidecar.

use serde::Serialize;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuizKind {
    /// Think, then compare with the answer.
    Reveal,
    /// One of the choices.
    Single,
    /// Some of the choices.
    Multiple,
    /// Yes or no.
    TrueFalse,
    /// A word or a few, compared without regard to case and blanks.
    Text,
    /// A number, perhaps with a tolerance.
    Number,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// Whether it is right. A true/false question has the choices `True` and `False`.
    pub correct: bool,
}

/// A self-assessment question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quiz {
    /// 1-based line.
    pub line: usize,
    /// The question, plain text.
    pub question: String,
    /// How it is answered.
    pub kind: QuizKind,
    /// Empty for [`QuizKind::Reveal`] and [`QuizKind::Number`]. For [`QuizKind::Text`] the answers that count, all of
    /// them right; one between slashes is a pattern. They are not shown.
    pub choices: Vec<Choice>,
    /// The answer in words; for choices the right ones, joined by commas; for a number with its tolerance: `5 ± 0.5`.
    pub answer: String,
    /// Why.
    pub explanation: String,
}

impl Quiz {
    /// Whether there is something to compare an answer with.
    pub fn is_answered(&self) -> bool {
        match self.kind {
            QuizKind::Reveal | QuizKind::Text | QuizKind::Number => !self.answer.trim().is_empty(),
            _ => self.choices.iter().any(|choice| choice.correct),
        }
    }
}

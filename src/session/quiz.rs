//! Questions after a step.

use super::{Ask, Effect, Entry, Phase, Screen, Session};
use crate::document::{Quiz, QuizKind};
use crate::lesson::{Grade, grade};

/// So many wrong answers are followed by another try.
const MORE_TRIES: usize = 1;

impl Session {
    /// Asks the question with this number, or goes on where there is none.
    pub(super) fn ask_quiz(&mut self, at: usize) -> Vec<Effect> {
        let Some(quiz) = self.step().quizzes.get(at).cloned() else {
            self.phase = Phase::Waiting;
            return vec![self.prompt()];
        };
        let of = self.step().quizzes.len();
        self.phase = Phase::Quizzing { at, tries: 0 };
        vec![Effect::Show(Screen::Question { number: at + 1, of, quiz }), Effect::Ask(Ask::Answer)]
    }

    /// Takes a line as the answer. A wrong one may be given again where there is more than one other; then the answer is
    /// told with the explanation: this is no exam. What counts is the first.
    pub(super) fn answer(&mut self, at: usize, tries: usize, line: &str) -> Vec<Effect> {
        let Some(quiz) = self.step().quizzes.get(at).cloned() else { return self.ask_quiz(at) };
        let right = match (quiz.kind, grade(&quiz, line)) {
            (QuizKind::Reveal, _) => None,
            (_, Grade::Unclear(help)) => return vec![Effect::Show(Screen::Unclear(help)), Effect::Ask(Ask::Answer)],
            (_, grade) => Some(grade == Grade::Right),
        };
        let mut effects = Vec::new();
        if tries == 0 {
            effects.push(Effect::Log(Entry::Answered { step: self.step().id.clone(), quiz: at, right }));
        }
        if right == Some(false) && tries < tries_of(&quiz) {
            self.phase = Phase::Quizzing { at, tries: tries + 1 };
            effects.extend([Effect::Show(Screen::TryAgain), Effect::Ask(Ask::Answer)]);
            return effects;
        }
        effects.push(Effect::Show(Screen::Answer { quiz, right }));
        effects.extend(self.ask_quiz(at + 1));
        effects
    }

    /// Whether a line is an answer to a question that was answered: no program has such a name.
    pub(super) fn is_late_answer(&self, line: &str) -> bool {
        let is_number = |c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace();
        let asked = self.passed && !self.step().quizzes.is_empty();
        asked && line.contains(|c: char| c.is_ascii_digit()) && line.chars().all(is_number)
    }
}

/// How often a wrong answer may be followed by another.
fn tries_of(quiz: &Quiz) -> usize {
    let tells_all = quiz.kind == QuizKind::TrueFalse || quiz.kind == QuizKind::Single && quiz.choices.len() <= 2;
    if tells_all { 0 } else { MORE_TRIES }
}

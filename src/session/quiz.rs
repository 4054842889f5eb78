//! Questions after a step.

use super::{Ask, Effect, Entry, Phase, Screen, Session};
use crate::document::QuizKind;
use crate::lesson::{Grade, grade};

impl Session {
    /// Asks the question with this number, or goes on where there is none.
    pub(super) fn ask_quiz(&mut self, at: usize) -> Vec<Effect> {
        let Some(quiz) = self.step().quizzes.get(at).cloned() else {
            self.phase = Phase::Waiting;
            return vec![self.prompt()];
        };
        let of = self.step().quizzes.len();
        self.phase = Phase::Quizzing { at, revealed: false };
        vec![Effect::Show(Screen::Question { number: at + 1, of, quiz }), Effect::Ask(Ask::Answer)]
    }

    /// Takes a line as the answer. A wrong one is told with the explanation: this is no exam.
    pub(super) fn answer(&mut self, at: usize, revealed: bool, line: &str) -> Vec<Effect> {
        let Some(quiz) = self.step().quizzes.get(at).cloned() else { return self.ask_quiz(at) };
        if quiz.kind == QuizKind::Reveal && !revealed {
            self.phase = Phase::Quizzing { at, revealed: true };
            let entry = Entry::Answered { step: self.step().id.clone(), quiz: at, right: None };
            let mut effects = vec![Effect::Log(entry), Effect::Show(Screen::Answer { quiz, right: None })];
            effects.extend(self.ask_quiz(at + 1));
            return effects;
        }
        let right = match grade(&quiz, line) {
            Grade::Unclear(help) => return vec![Effect::Show(Screen::Unclear(help)), Effect::Ask(Ask::Answer)],
            Grade::Right => true,
            Grade::Wrong => false,
        };
        let entry = Entry::Answered { step: self.step().id.clone(), quiz: at, right: Some(right) };
        let mut effects = vec![Effect::Log(entry), Effect::Show(Screen::Answer { quiz, right: Some(right) })];
        effects.extend(self.ask_quiz(at + 1));
        effects
    }
}

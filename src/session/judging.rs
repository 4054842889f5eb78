//! The state held against a step's checks, and what of it is worth a word.

use super::{Effect, Entry, Owed, Phase, Screen, Session, Standing, WAIT_LIMIT, view};
use crate::check::{Finding, Verdict, bind, judge_step, patience};
use crate::state::Observation;
use std::time::Duration;

impl Session {
    pub(super) fn judge(&mut self) -> Vec<Effect> {
        let mut effects = self.compare_guesses();
        effects.extend(self.judge_step());
        effects
    }

    fn judge_step(&mut self) -> Vec<Effect> {
        let before = self.judge_now();
        if !self.passed
            && let Some(wait) = self.wait_for(self.at)
        {
            // What was told last is still what the learner knows.
            self.findings = before;
            return vec![wait];
        }
        self.phase = Phase::Waiting;
        if self.passed || self.findings.is_empty() {
            return vec![self.prompt()];
        }
        if !self.all_pass() || self.is_more_to_come() {
            self.keep_offer(&before);
            let mut effects = self.tell(&before);
            effects.extend(self.still_missing(&effects));
            self.owed = None;
            effects.push(self.prompt());
            return effects;
        }
        self.done(Standing::Done)
    }

    /// The time that a step's checks may still need, if nothing else is missing.
    pub(super) fn wait_for(&mut self, step: usize) -> Option<Effect> {
        let expect = &self.lesson.steps[step].expect;
        let seconds = patience(expect, &self.state).filter(|_| self.waited < WAIT_LIMIT)?;
        self.waited += seconds;
        Some(Effect::Wait(Duration::from_secs(seconds.into())))
    }

    /// Ctrl-C: ends a wait, and what there is by then is judged; at the prompt what is being typed is given up, a
    /// question for a value too, and a command before which something was asked.
    pub(super) fn interrupted(&mut self) -> Vec<Effect> {
        match self.phase {
            Phase::Judging | Phase::Skipping(_) | Phase::Rebuilding { .. } => {
                self.waited = WAIT_LIMIT;
                vec![self.observe()]
            }
            Phase::Filling(_) | Phase::Predicting { .. } => {
                self.phase = Phase::Waiting;
                self.ask()
            }
            _ => self.ask(),
        }
    }

    /// Judges the state; gives what was found before.
    pub(super) fn judge_now(&mut self) -> Vec<Finding> {
        let step = &self.lesson.steps[self.at];
        let found = judge_step(&step.expect, &step.impossible, &self.state);
        std::mem::replace(&mut self.findings, found)
    }

    /// Who follows the lesson comes to a command whose effect is judged as soon as its placeholder has a value.
    fn is_more_to_come(&self) -> bool {
        let is_derived = self.step().expect.iter().all(|check| check.line.is_none());
        self.followed && is_derived && self.has_wanting()
    }

    pub(super) fn all_pass(&self) -> bool {
        !self.findings.is_empty() && self.findings.iter().all(|f| f.verdict == Verdict::Pass)
    }

    /// Findings that are worth a word, and the way out where there is no way on.
    pub(super) fn tell(&self, before: &[Finding]) -> Vec<Effect> {
        let impossible = self.findings.iter().any(|f| f.verdict == Verdict::Impossible);
        let mut found = self.worth_saying(impossible);
        if self.owed != Some(Owed::Everything) {
            found.retain(|f| !view::is_known(f, before));
        }
        let mut effects = Vec::new();
        if !found.is_empty() {
            effects.push(Effect::Show(Screen::Findings(found)));
        }
        if impossible && effects.len() == 1 {
            effects.push(Effect::Show(Screen::Repair));
        }
        effects
    }

    pub(super) fn is_impossible(&self) -> bool {
        self.findings.iter().any(|f| f.verdict == Verdict::Impossible)
    }

    /// Why the step cannot be done as things stand, and the way out.
    pub(super) fn tell_impossible(&self) -> Vec<Effect> {
        let found = self.findings.iter().filter(|f| f.verdict == Verdict::Impossible).cloned().collect();
        vec![Effect::Show(Screen::Findings(found)), Effect::Show(Screen::Repair)]
    }

    /// A command that changed nothing that is worth a word leaves the step open: said in a line, so that nobody waits
    /// for the tutor or takes what holds for all. Who has the next command on offer knows what is missing.
    fn still_missing(&self, told: &[Effect]) -> Option<Effect> {
        let is_open = |f: &&Finding| f.verdict == Verdict::NotYet;
        let tells = |effect: &Effect| match effect {
            Effect::Show(Screen::Findings(found)) => found.iter().any(|f| f.verdict != Verdict::Pass),
            _ => false,
        };
        // A slip of the fingers, or a word of the tutor's without its colon, was answered already.
        let is_advised = self.state.commands.last().is_some_and(|last| self.advice(last).is_some());
        if told.iter().any(tells) || is_advised || self.has_next() {
            return None;
        }
        if self.is_impossible() {
            return Some(Effect::Show(Screen::Repair));
        }
        let open: Vec<&Finding> = self.findings.iter().filter(is_open).collect();
        let what = open.first()?.what.clone();
        Some(Effect::Show(Screen::StillMissing { what, open: open.len(), of: self.findings.len() }))
    }

    /// The state changed while the learner is at the prompt: only what is another than before is told.
    pub(super) fn changed(&mut self, observation: Observation) -> Vec<Effect> {
        self.state.take_in(observation);
        if self.phase != Phase::Waiting || self.passed || self.step().expect.is_empty() || !self.is_begun() {
            return Vec::new();
        }
        let before = self.judge_now();
        if !self.all_pass() || self.is_more_to_come() {
            return self.tell(&before);
        }
        self.owed = (!self.step().quizzes.is_empty()).then_some(Owed::Quiz);
        let mut effects = self.pass(Standing::Done);
        effects.push(Effect::Show(Screen::GoOn));
        effects
    }

    /// Whether anything was typed in this step: before that, nothing that changes is the learner's doing.
    pub(super) fn is_begun(&self) -> bool {
        !self.state.commands.is_empty()
    }

    /// Whether the learner follows the lesson and is not through yet. A command that was typed already and is offered
    /// again does not count: what it did not bring about is to be told.
    fn has_next(&self) -> bool {
        self.followed && self.next().is_some()
    }

    /// Who follows the lesson and is not through yet is told what is done, not what is missing: it comes next. Who asks
    /// is told all.
    pub(super) fn worth_saying(&self, impossible: bool) -> Vec<Finding> {
        let mut found = self.findings.clone();
        if !impossible && self.owed != Some(Owed::Everything) && self.has_next() {
            found.retain(|f| f.verdict == Verdict::Pass);
        }
        found
    }

    /// The step is done: remembered first, then shown, then its questions.
    pub(super) fn done(&mut self, standing: Standing) -> Vec<Effect> {
        let mut effects = self.pass(standing);
        effects.extend(self.ask_quiz(0));
        effects
    }

    pub(super) fn pass(&mut self, standing: Standing) -> Vec<Effect> {
        self.passed = true;
        self.standing[self.at] = standing;
        bind(&self.lesson.steps[self.at].expect, &mut self.state);
        // Its questions may speak of what it has just named.
        self.lesson.steps[self.at].quizzes = self.written[self.at].bound(&self.state.bindings).quizzes;
        let step = self.step().id.clone();
        vec![
            Effect::Log(if standing == Standing::Skipped { Entry::Skipped { step } } else { Entry::Passed { step } }),
            Effect::Show(Screen::Done { findings: self.findings.clone(), skipped: standing == Standing::Skipped }),
        ]
    }
}

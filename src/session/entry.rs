//! What is remembered of a session, and what it amounts to.

use super::Guess;
use crate::check::Seed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something worth remembering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Entry {
    /// A session began.
    Began {
        /// The lesson's title.
        title: String,
    },
    /// Values were drawn for the lesson's variables.
    Drew {
        /// What from.
        seed: Seed,
    },
    /// The learner said what stands for a placeholder.
    Filled {
        /// What it is the same by wherever it stands.
        placeholder: String,
        /// What stands for it.
        value: String,
    },
    /// The learner took another way to do the same.
    Chose {
        /// The step.
        step: String,
        /// Which of its choices, from 0.
        choice: usize,
        /// Which way of that, from 0.
        way: usize,
    },
    /// The learner came to a step.
    Arrived {
        /// Its id.
        step: String,
    },
    /// A command ended.
    Ran {
        /// The step it was typed in.
        step: String,
        /// As typed.
        command: String,
        /// Its exit status.
        exit: i32,
    },
    /// A step's checks passed.
    Passed {
        /// Its id.
        step: String,
    },
    /// A step's solution was played.
    Skipped {
        /// Its id.
        step: String,
    },
    /// A hint was shown.
    Hinted {
        /// The step.
        step: String,
        /// Which, from 1.
        number: usize,
    },
    /// A question was answered.
    Answered {
        /// The step.
        step: String,
        /// Which, from 0.
        quiz: usize,
        /// Whether rightly; none where the answer is only revealed.
        right: Option<bool>,
    },
    /// The learner said what will come of a command.
    Foresaw {
        /// The step.
        step: String,
        /// Which of its questions before a command, from 0.
        prediction: usize,
        /// As typed; empty where they did not want to say.
        said: String,
    },
    /// That was held against what came.
    Compared {
        /// The step.
        step: String,
        /// Which, from 0.
        prediction: usize,
        /// Whether it was right; none where nothing was said, or something else came than the lesson speaks of.
        right: Option<bool>,
    },
    /// A step was begun anew in a fresh sandbox.
    Reset {
        /// Its id.
        step: String,
    },
    /// The last step was left.
    Finished,
    /// The progress was forgotten (`ropewalk reset`).
    Forgotten,
}

/// Where a learner is in a lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// The lesson's title when it was last begun. A listing has the title of now.
    #[serde(skip_serializing)]
    pub title: String,
    /// The step the learner last came to.
    pub at: Option<String>,
    /// Steps whose checks passed.
    pub passed: Vec<String>,
    /// Steps whose solution was played.
    pub skipped: Vec<String>,
    /// Whether the last step was left.
    pub finished: bool,
    /// Whether the lesson was finished before it was begun again.
    pub taken: bool,
    /// Questions answered rightly and in all.
    pub answers: (usize, usize),
    /// What the lesson's variables were drawn from.
    #[serde(skip_serializing)]
    pub seed: Option<Seed>,
    /// What stands for placeholders.
    #[serde(skip_serializing)]
    pub given: BTreeMap<String, String>,
    /// The ways that were taken, by step and choice.
    #[serde(skip_serializing)]
    pub ways: BTreeMap<(String, usize), usize>,
    /// What was foreseen, by step and question.
    #[serde(skip_serializing)]
    pub guesses: BTreeMap<(String, usize), Guess>,
}

/// Folds a lesson's entries, oldest first.
pub fn reached<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Reached {
    let mut reached = Reached::default();
    for entry in entries {
        match entry {
            Entry::Began { title } => {
                // A finished lesson that is begun again begins at its first step, with nothing done.
                if reached.finished {
                    (reached.at, reached.finished, reached.taken) = (None, false, true);
                    reached.passed.clear();
                    reached.skipped.clear();
                    reached.guesses.clear();
                }
                reached.title.clone_from(title);
            }
            Entry::Arrived { step } => reached.at = Some(step.clone()),
            Entry::Passed { step } => {
                reached.skipped.retain(|s| s != step);
                add(&mut reached.passed, step);
            }
            Entry::Skipped { step } if !reached.passed.contains(step) => add(&mut reached.skipped, step),
            Entry::Answered { right: Some(right), .. } => count(&mut reached, *right),
            Entry::Foresaw { step, prediction, said } => {
                let guess = Guess { text: said.clone(), compared: false };
                reached.guesses.insert((step.clone(), *prediction), guess);
            }
            Entry::Compared { step, prediction, right } => {
                reached.guesses.entry((step.clone(), *prediction)).or_default().compared = true;
                right.iter().for_each(|right| count(&mut reached, *right));
            }
            Entry::Filled { placeholder, value } => drop(reached.given.insert(placeholder.clone(), value.clone())),
            Entry::Chose { step, choice, way } => drop(reached.ways.insert((step.clone(), *choice), *way)),
            Entry::Drew { seed } => reached.seed = Some(*seed),
            Entry::Finished => reached.finished = true,
            Entry::Forgotten => reached = Reached::default(),
            _ => {}
        }
    }
    reached
}

fn count(reached: &mut Reached, right: bool) {
    reached.answers.0 += usize::from(right);
    reached.answers.1 += 1;
}

fn add(list: &mut Vec<String>, step: &str) {
    if !list.iter().any(|s| s == step) {
        list.push(step.to_owned());
    }
}

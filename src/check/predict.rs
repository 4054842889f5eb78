//! Questions of the kind `predict`: asked before a command runs, and held against what comes of it.

use super::{Check, Finding, Pattern, Verdict, judge_step};
use crate::document::Quiz;
use crate::state::{CommandRecord, State};

/// A question of the kind `predict`.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// What is asked, and how it is answered: by one of the choices, or in words.
    pub quiz: Quiz,
    /// Before which commands it is asked.
    pub command: Pattern,
    /// What must then hold for its answer to be right.
    pub expect: Vec<Check>,
}

impl Prediction {
    /// Whether it is asked before this command.
    pub fn is_before(&self, command: &str) -> bool {
        self.command.is_match(command)
    }

    /// What speaks against its answer, as the state is right after the command; none where nothing does. Other commands
    /// of the step do not count.
    pub fn against(&self, record: &CommandRecord, state: &State) -> Option<Finding> {
        let state = State { commands: vec![record.clone()], ..state.clone() };
        judge_step(&self.expect, &[], &state).into_iter().find(|finding| finding.verdict != Verdict::Pass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::parse;
    use crate::source::Source;

    fn prediction(yaml: &str) -> Prediction {
        let source = Source::new("x.yaml", format!("steps:\n  s:\n    quiz:\n      - {yaml}\n"));
        let (sidecar, found) = parse(&source);
        assert!(found.is_empty(), "{found:?}");
        sidecar.unwrap().steps.remove(0).predictions.remove(0)
    }

    #[test]
    fn what_came_is_held_against_the_answer() {
        let record = |exit, output: &str| CommandRecord {
            text: "docker ps".into(),
            exit,
            output: output.into(),
            ..CommandRecord::default()
        };
        let before = CommandRecord { text: "echo web".into(), output: "web\n".into(), ..CommandRecord::default() };
        let state = State { commands: vec![before], ..State::default() };
        let cases = [
            ("{question: q, command: ps, choices: [web, nothing], answer: web}", "web\n", true),
            // Only this command counts, not what was printed before it.
            ("{question: q, command: ps, choices: [web, nothing], answer: web}", "NAMES\n", false),
            ("{question: q, command: ps, choices: ['`web`', nothing], answer: '`web`'}", "web\n", true),
            ("{question: q, command: ps, answer: [two, '2']}", "lists 2\n", true),
            ("{question: q, command: ps, answer: two, pattern: 'TWO|2'}", "lists 2\n", true),
            ("{question: q, command: ps, answer: two, pattern: 'TWO|3'}", "lists 2\n", false),
            (
                "{question: q, command: ps, choices: [web, nothing], answer: nothing, expect: [{output: {excludes: web}}]}",
                "NAMES\n",
                true,
            ),
            ("{question: q, command: ps, answer: it fails, expect: [{exit: nonzero}]}", "", false),
        ];
        for (yaml, output, fits) in cases {
            let found = prediction(yaml).against(&record(0, output), &state);
            assert_eq!(found.is_none(), fits, "{yaml}: {found:?}");
        }
    }

    #[test]
    fn a_pattern_tells_before_which_commands_it_is_asked() {
        let asked = prediction("{question: q, command: '^docker (ps|container ls)$', answer: web}");
        assert!(asked.is_before("docker ps") && asked.is_before("docker container ls"));
        assert!(!asked.is_before("docker ps -a"));
    }
}

//! Questions before a command: the command is held until the learner has said what will come of it, and what came is held
//! against that.

use super::{Ask, Effect, Entry, Phase, Screen, Session};
use crate::check::Prediction;
use crate::document::{Quiz, QuizKind};
use crate::lesson::{Grade, folded, grade};
use serde::{Deserialize, Serialize};

/// What a learner foresaw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// In their words; empty where they did not want to say.
    pub text: String,
    /// It was held against what came.
    pub compared: bool,
}

/// How a command ends that Ctrl-C has stopped: nothing came of it yet.
const INTERRUPTED: i32 = 130;

impl Session {
    /// Asks what will come of a command, where that is a question that was not asked yet. The learner's line is kept, and
    /// taken up when they have answered.
    pub(super) fn predict(&mut self, command: &str, line: &str) -> Option<Vec<Effect>> {
        let is_new = |(at, asked): &(usize, &Prediction)| asked.is_before(command) && self.guess(*at).is_none();
        let (at, asked) = self.step().predictions.iter().enumerate().find(is_new).filter(|_| !self.passed)?;
        let quiz = asked.quiz.clone();
        self.phase = Phase::Predicting { at, line: line.to_owned() };
        Some(vec![Effect::Show(Screen::Predict { quiz, command: command.to_owned() }), Effect::Ask(Ask::Answer)])
    }

    fn guess(&self, at: usize) -> Option<&Guess> {
        self.guesses.get(&(self.step().id.clone(), at))
    }

    /// Takes what the learner foresees, and goes on with their line. Enter alone is no guess.
    pub(super) fn foresee(&mut self, at: usize, line: &str, said: &str) -> Vec<Effect> {
        let step = self.step().id.clone();
        let Some(asked) = self.step().predictions.get(at) else { return self.ask() };
        let said = said.trim();
        let text = match grade(&asked.quiz, said) {
            _ if said.is_empty() => String::new(),
            Grade::Unclear(help) => return vec![Effect::Show(Screen::UnclearGuess(help)), Effect::Ask(Ask::Answer)],
            _ => said.to_owned(),
        };
        self.guesses.insert((step.clone(), at), Guess { text: text.clone(), compared: false });
        self.phase = Phase::Waiting;
        let mut effects = vec![Effect::Log(Entry::Foresaw { step, prediction: at, said: text })];
        if line.is_empty() {
            effects.extend(self.enter());
        } else {
            let next = self.type_command(line);
            // The output stands below its command, not below the answer.
            let asks_more = matches!(next.first(), Some(Effect::Show(Screen::Predict { .. })));
            effects.extend((!asks_more).then(|| Effect::Show(Screen::Typed(line.to_owned()))));
            effects.extend(next);
        }
        effects
    }

    /// Holds what was foreseen against what came of the last command.
    pub(super) fn compare_guesses(&mut self) -> Vec<Effect> {
        let Some(record) = self.state.commands.last().filter(|record| record.exit != INTERRUPTED).cloned() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for at in 0..self.step().predictions.len() {
            let step = self.step().id.clone();
            let asked = &self.lesson.steps[self.at].predictions[at];
            let Some(guess) = self.guesses.get_mut(&(step.clone(), at)) else { continue };
            if guess.compared || !asked.is_before(&record.text) {
                continue;
            }
            guess.compared = true;
            let against = asked.against(&record, &self.state);
            let right = is_right(&asked.quiz, &guess.text, &record.output, against.is_none());
            let otherwise = against.map(|finding| finding.why.unwrap_or(finding.what));
            let (quiz, guess) = (asked.quiz.clone(), guess.text.clone());
            effects.push(Effect::Log(Entry::Compared { step, prediction: at, right }));
            effects.push(Effect::Show(Screen::Came { guess: in_words(&quiz, guess), quiz, right, otherwise }));
        }
        effects
    }
}

/// Whether a guess was right; none where there is none, or where what came is not what the lesson speaks of.
fn is_right(quiz: &Quiz, guess: &str, output: &str, as_told: bool) -> Option<bool> {
    if guess.is_empty() {
        return None;
    }
    let is_printed = || {
        let is_all = folded(output) == folded(guess);
        let is_line = |line: &str| folded(line) == folded(guess) && as_told && line.contains(&quiz.answer);
        quiz.kind == QuizKind::Text && (is_all || output.lines().any(is_line))
    };
    if is_printed() {
        return Some(true);
    }
    as_told.then(|| grade(quiz, guess) == Grade::Right)
}

/// A guess as the learner meant it: the choice for its number.
fn in_words(quiz: &Quiz, guess: String) -> String {
    if quiz.kind == QuizKind::Text {
        return guess;
    }
    // A choice is right in a question in which it is the only one that is.
    let chosen = quiz.choices.iter().position(|meant| {
        let only = |c: &crate::document::Choice| crate::document::Choice { correct: c.text == meant.text, ..c.clone() };
        let quiz = Quiz { choices: quiz.choices.iter().map(only).collect(), ..quiz.clone() };
        grade(&quiz, &guess) == Grade::Right
    });
    chosen.map_or(guess, |at| quiz.choices[at].text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Event, Reached, reached};
    use crate::source::Source;
    use crate::state::{CommandRecord, Observation, Ran};

    const LESSON: &str = "# L\n\n## List\n\n```bash\necho a\ndocker ps\n```\n\n## End\n\nWords.\n";
    const CHOICES: &str = "{question: q, command: ^docker ps, choices: [web, nothing], answer: nothing, expect: [{output: {excludes: web}}]}";

    fn session(quiz: &str) -> Session {
        let yaml = format!("steps:\n  list:\n    expect: [{{ran: docker ps}}]\n    quiz:\n      - {quiz}\n");
        let source = Source::new("x.yaml", yaml);
        let (sidecar, found) = crate::check::parse(&source);
        assert!(found.is_empty(), "{found:?}");
        let (document, _) = crate::reader::read(&Source::new("x.md", LESSON));
        Session::new(crate::lesson::compile("x", &document, Some((&source, sidecar.unwrap()))).0)
    }

    fn begun(quiz: &str, reached: Reached) -> Session {
        let mut session = session(quiz);
        session.apply(Event::Begin(reached));
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        session
    }

    /// What is shown, run, asked and kept, in few words.
    fn told(session: &mut Session, event: Event, log: &mut Vec<Entry>) -> Vec<String> {
        let effects = session.apply(event);
        let word = |effect: Effect| match effect {
            Effect::Show(Screen::Predict { command, .. }) => Some(format!("before {command}")),
            Effect::Show(Screen::Came { guess, right, otherwise, .. }) => {
                Some(format!("came {guess:?} {right:?}{}", if otherwise.is_some() { " otherwise" } else { "" }))
            }
            Effect::Show(Screen::Done { .. }) => Some("done".to_owned()),
            Effect::Show(Screen::Findings(_)) => None,
            Effect::Show(screen) => Some(format!("{screen:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()),
            Effect::Run { run, .. } => Some(format!("run {}", run.text)),
            Effect::Ask(Ask::Answer) => Some("answer?".to_owned()),
            Effect::Log(entry) => {
                log.push(entry);
                None
            }
            _ => None,
        };
        effects.into_iter().filter_map(word).collect()
    }

    fn line(text: &str) -> Event {
        Event::Line(text.to_owned())
    }

    fn ran(text: &str, exit: i32, output: &str) -> Event {
        let (text, output) = (text.to_owned(), output.to_owned());
        Event::Ran(Ran { record: CommandRecord { text, exit, output, ..CommandRecord::default() }, ..Ran::default() })
    }

    /// Lets a command be typed and a guess be made; what comes of it.
    #[track_caller]
    fn check(quiz: &str, guess: &str, output: &str, want: &str) {
        let (mut session, mut log) = (begun(quiz, Reached::default()), Vec::new());
        let asked = told(&mut session, line("docker ps"), &mut log);
        assert_eq!(asked, ["before docker ps", "answer?"]);
        let run = told(&mut session, line(guess), &mut log);
        assert_eq!(run, ["Typed", "run docker ps"], "{guess}");
        session.apply(ran("docker ps", 0, output));
        let came = told(&mut session, Event::Observed(Observation::default()), &mut log);
        assert_eq!(came, [want, "done"], "{guess} {output}");
    }

    #[test]
    fn a_guess_is_held_against_what_came() {
        check(CHOICES, "2", "NAMES\n", "came \"nothing\" Some(true)");
        check(CHOICES, "Web", "NAMES\n", "came \"web\" Some(false)");
        check(CHOICES, "", "NAMES\n", "came \"\" None");
        check(CHOICES, "2", "web\n", "came \"nothing\" None otherwise");
        let typed = "{question: q, command: ^docker ps, answer: [two, '2']}";
        check(typed, "TWO", "it is 2\n", "came \"TWO\" Some(true)");
        check(typed, "three", "it is 2\n", "came \"three\" Some(false)");
        check(typed, "it is two", "it is two\n", "came \"it is two\" Some(true)");
        // What was printed is right, whatever the lesson says.
        check(typed, "nothing", "Nothing.\n", "came \"nothing\" Some(true) otherwise");
        check(typed, "2", "nothing\n", "came \"2\" None otherwise");
    }

    #[test]
    fn enter_is_held_as_well_and_nobody_is_asked_twice() {
        let (mut session, mut log) = (begun(CHOICES, Reached::default()), Vec::new());
        assert_eq!(told(&mut session, line(""), &mut log), ["Typed", "run echo a"]);
        session.apply(ran("echo a", 0, "a\n"));
        session.apply(Event::Observed(Observation::default()));
        assert_eq!(told(&mut session, line(""), &mut log), ["before docker ps", "answer?"]);
        assert_eq!(told(&mut session, line("7"), &mut log), ["UnclearGuess", "answer?"]);
        assert_eq!(told(&mut session, line(":hint"), &mut log), ["GuessHint", "answer?"]);
        // Ctrl-C gives the command up; it is offered as before.
        let effects = session.apply(Event::Interrupted);
        assert!(matches!(&effects[..], [Effect::Ask(Ask::Command { offer: Some(offer) })] if offer == "docker ps"));
        assert_eq!(told(&mut session, line(""), &mut log), ["before docker ps", "answer?"]);
        assert_eq!(told(&mut session, line("1"), &mut log), ["Typed", "run docker ps"]);
        // Stopped before anything came: the guess stands.
        session.apply(ran("docker ps", 130, ""));
        assert_eq!(told(&mut session, Event::Observed(Observation::default()), &mut log), Vec::<String>::new());
        assert_eq!(told(&mut session, line("docker ps -a"), &mut log), ["run docker ps -a"]);
        session.apply(ran("docker ps -a", 0, "NAMES\n"));
        let came = told(&mut session, Event::Observed(Observation::default()), &mut log);
        assert_eq!(came, ["came \"web\" Some(false)", "done"]);
        assert_eq!(told(&mut session, line("docker ps"), &mut log), ["run docker ps"]);
        let reached = reached(&log);
        assert_eq!(reached.answers, (0, 1));
        assert_eq!(reached.guesses[&("list".to_owned(), 0)], Guess { text: "1".into(), compared: true });
    }

    #[test]
    fn a_guess_outlives_the_session() {
        let (mut session, mut log) = (begun(CHOICES, Reached::default()), Vec::new());
        session.apply(line("docker ps"));
        told(&mut session, line("2"), &mut log);
        // The terminal is gone before the command ends.
        let kept: Vec<Entry> =
            log.iter().map(|e| serde_json::from_str(&serde_json::to_string(e).unwrap()).unwrap()).collect();
        let mut session = begun(CHOICES, reached(&kept));
        assert_eq!(told(&mut session, line("docker ps"), &mut log), ["run docker ps"]);
        session.apply(ran("docker ps", 0, "NAMES\n"));
        let came = told(&mut session, Event::Observed(Observation::default()), &mut log);
        assert_eq!(came, ["came \"nothing\" Some(true)", "done"]);
        assert_eq!(reached(&log).answers, (1, 1));
        // A lesson that is begun anew asks anew.
        log.extend([Entry::Finished, Entry::Began { title: "L".into() }]);
        assert!(reached(&log).guesses.is_empty());
    }

    #[test]
    fn the_solution_is_typed_without_a_question() {
        let (mut session, mut log) = (begun(CHOICES, Reached::default()), Vec::new());
        assert_eq!(told(&mut session, line(":quiz"), &mut log), ["AskedBefore"]);
        assert_eq!(told(&mut session, line(":skip"), &mut log), ["Skipping", "Typed", "run echo a"]);
        assert_eq!(told(&mut session, ran("echo a", 0, ""), &mut log), ["Typed", "run docker ps"]);
        told(&mut session, ran("docker ps", 0, ""), &mut log);
        assert_eq!(told(&mut session, Event::Observed(Observation::default()), &mut log), ["done"]);
    }
}

//! Ropewalk's own words at the prompt; each begins with a colon.

use super::{Effect, Entry, Owed, Phase, Screen, Session, Standing};
use crate::check::shell::{Command, split};
use crate::check::{Instead, hints as computed, open_checks};
use crate::document::NodeKind;
use crate::lesson::Typed;
use crate::state::CommandRecord;
use crate::text::did_you_mean;
use std::collections::VecDeque;

/// A word and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Without the colon.
    pub name: &'static str,
    /// In a few words.
    pub help: &'static str,
}

/// All words.
pub const WORDS: &[Word] = &[
    Word { name: "hint", help: "a hint; again for a clearer one" },
    Word { name: "check", help: "look again at what is done and what is missing" },
    Word { name: "solution", help: "show the commands that solve this step" },
    Word { name: "skip", help: "let Ropewalk type the solution and go on" },
    Word { name: "other", help: "another way: the next tab or alternative" },
    Word { name: "next", help: "go on to the next step" },
    Word { name: "back", help: "go back to the step before" },
    Word { name: "steps", help: "list the steps of this lesson" },
    Word { name: "quiz", help: "ask this step's questions" },
    Word { name: "set", help: "say what stands for a placeholder: `:set username ada`; alone it lists them" },
    Word { name: "reset", help: "a fresh sandbox, brought to the beginning of this step" },
    Word { name: "redo", help: "the same, and Ropewalk types this step's solution there" },
    Word { name: "help", help: "this list" },
    Word { name: "quit", help: "stop here; your place is kept" },
];

/// What others call what a word does.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("?", "help"),
    ("undo", "reset"),
    ("restart", "reset"),
    ("exit", "quit"),
    ("answer", "solution"),
    ("list", "steps"),
    ("alternative", "other"),
    ("tab", "other"),
    ("way", "other"),
];

/// The word that is meant by it or by its beginning, if that is clear; else what was typed.
fn full(typed: &str) -> &str {
    let begun: Vec<&str> = WORDS.iter().map(|w| w.name).filter(|name| name.starts_with(typed)).collect();
    match begun.as_slice() {
        _ if typed == "?" => "help",
        [name] if !typed.is_empty() => name,
        _ => typed,
    }
}

/// The words that may be meant by what is none: those that begin so, that have another name so, or that are near.
pub(super) fn near_words(typed: &str) -> Vec<&'static str> {
    let names = || WORDS.iter().map(|w| w.name);
    let begun: Vec<_> = names().filter(|name| !typed.is_empty() && name.starts_with(typed)).collect();
    if !begun.is_empty() {
        return begun;
    }
    let first = typed.split_whitespace().next().unwrap_or_default();
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == first).map(|(_, word)| *word);
    other.or_else(|| did_you_mean(typed, names())).into_iter().collect()
}

/// Commands in words, each with what is typed into the program that it starts.
fn in_words(solution: &[Typed]) -> String {
    let quoted = |lines: &[String]| lines.iter().map(|l| format!("`{l}`")).collect::<Vec<_>>().join(", ");
    let one = |typed: &Typed| match typed.replies.as_slice() {
        [] => format!("`{}`", typed.text),
        inside => format!("`{}` (inside: {})", typed.text, quoted(inside)),
    };
    solution.iter().map(one).collect::<Vec<_>>().join(", then ")
}

/// The last hint where the lesson's own commands were typed and did not do it.
const TRIED: &str = "You have typed all that the lesson's own solution has, and this is still open. If `:check` says the \
    same in a moment, that is most likely a fault of the lesson, not yours: `:next` goes on without.";

/// How many commands stand before the first that removes something: behind that one nothing need be in the way.
fn before_removal(solution: &[Typed]) -> usize {
    let removes = |typed: &Typed| split(&typed.text).iter().filter_map(Command::read).any(|c| c.verb == "rm");
    solution.iter().position(removes).unwrap_or(solution.len())
}

impl Session {
    pub(super) fn word(&mut self, word: &str) -> Vec<Effect> {
        let word = word.trim();
        if word != "next" {
            self.warned = false;
        }
        match full(word) {
            "hint" => self.hint(),
            "check" => self.check(),
            "solution" => self.solution(),
            "skip" => self.skip(),
            "other" => self.other_way(),
            "next" => self.go_on(),
            "back" => self.go_back(),
            "steps" => self.show(Screen::Steps(self.step_lines())),
            "quiz" => self.quiz(),
            "reset" => self.reset(),
            "redo" => self.redo(),
            "set" => self.set(""),
            "help" => self.show(Screen::Help),
            "quit" => self.quit(),
            word => match word.strip_prefix("set ") {
                Some(words) => self.set(words),
                None => self.unknown_word(word),
            },
        }
    }

    pub(super) fn show(&mut self, screen: Screen) -> Vec<Effect> {
        let mut effects = vec![Effect::Show(screen)];
        effects.extend(self.ask());
        effects
    }

    fn unknown_word(&mut self, word: &str) -> Vec<Effect> {
        self.show(Screen::UnknownWord { word: word.to_owned(), near: near_words(word) })
    }

    fn hint(&mut self) -> Vec<Effect> {
        if matches!(self.phase, Phase::Quizzing { .. }) {
            return self.show(Screen::QuizHint);
        }
        if matches!(self.phase, Phase::Predicting { .. }) {
            return self.show(Screen::GuessHint);
        }
        if self.passed {
            return self.show(Screen::AlreadyDone);
        }
        if self.is_impossible() {
            let mut effects = self.tell_impossible();
            effects.extend(self.ask());
            return effects;
        }
        let hints = self.hints();
        if hints.is_empty() {
            return self.show(Screen::NoHint);
        }
        // What is missing changes, and with it the ladder: each hint is given once.
        let Some(text) = hints.into_iter().find(|hint| !self.told.contains(hint)) else {
            return self.show(Screen::LastHint);
        };
        self.told.push(text.clone());
        let (shown, by_author) = (self.told.len() - 1, self.step().hints.len() + self.step().folded_hints.len());
        let of = (shown < by_author).then_some(by_author);
        let screen = Screen::Hint { number: shown + 1, of, text };
        let mut effects = vec![Effect::Log(Entry::Hinted { step: self.step().id.clone(), number: shown + 1 })];
        effects.extend(self.show(screen));
        effects
    }

    /// The author's hints, then what the checks that do not hold tell; the exact commands come last.
    pub(super) fn hints(&self) -> Vec<String> {
        let step = self.step();
        let mut hints = [step.hints.as_slice(), &step.folded_hints].concat();
        // What was tried and did not do it is no hint.
        let is_tried = self.has_tried_solution();
        let solution = if is_tried { Vec::new() } else { step.solution() };
        let commands: Vec<String> = solution.iter().map(|t| t.text.clone()).collect();
        let is_told = |hints: &[String], command: &str| hints.iter().any(|h| h.contains(command));
        for (check, finding) in open_checks(&step.expect, &self.state) {
            let ladder = computed(check.shown(), &finding, &commands, &self.state);
            let last = ladder.last().and_then(|l| l.split('`').nth(1)).unwrap_or_default().to_owned();
            if !is_told(&hints, &last) {
                hints.extend(ladder);
            }
        }
        if is_tried {
            hints.push(TRIED.to_owned());
        }
        let solution = self.doable_in_turn(solution);
        let lines = |typed: &Typed| [std::slice::from_ref(&typed.text), &typed.replies].concat();
        if !solution.iter().flat_map(lines).all(|line| is_told(&hints, &line)) {
            hints.push(format!("This does it all: {}", in_words(&solution)));
        }
        hints
    }

    /// Commands as they can be typed one after the other where things stand; what one of them removes is not in the way of
    /// the next.
    fn doable_in_turn(&self, solution: Vec<Typed>) -> Vec<Typed> {
        let free = before_removal(&solution);
        let doable = |(at, typed)| if at < free { self.doable(typed) } else { typed };
        solution.into_iter().enumerate().map(doable).collect()
    }

    fn check(&mut self) -> Vec<Effect> {
        if self.step().is_reading() {
            return self.show(Screen::NothingToCheck);
        }
        if self.passed && self.findings.is_empty() {
            return self.show(Screen::AlreadyDone);
        }
        if self.passed {
            return self.show(Screen::Findings(self.findings.clone()));
        }
        self.owed = Some(Owed::Everything);
        self.waited = 0;
        self.phase = Phase::Judging;
        vec![self.observe()]
    }

    fn solution(&mut self) -> Vec<Effect> {
        self.offers.solved = true;
        let model = self.step().solution();
        let free = before_removal(&model);
        let in_the_way = |at: usize, typed: &Typed| self.in_the_way(typed).filter(|_| at < free);
        let ways: Vec<Option<Instead>> = model.iter().enumerate().map(|(at, typed)| in_the_way(at, typed)).collect();
        let doable = |(typed, way): (Typed, &Option<Instead>)| match way {
            Some(way) => Typed { text: way.line(), ..typed },
            None => typed,
        };
        let shown = model.into_iter().zip(&ways).map(doable).collect();
        let mut effects = self.folded_solution();
        if effects.is_empty() || !self.step().solution().is_empty() {
            effects.push(Effect::Show(Screen::Solution(shown)));
        }
        effects.extend(ways.iter().flatten().map(|way| Effect::Show(Screen::Advice(way.words()))));
        if self.is_impossible() {
            effects.push(Effect::Show(Screen::SolvedElsewhere));
        }
        effects.extend(self.ask());
        effects
    }

    /// What the lesson has folded as the solution, unless that is nothing but the commands.
    fn folded_solution(&self) -> Vec<Effect> {
        let step = self.step();
        let has_words = step.folded_solution.iter().any(|node| !matches!(node.kind, NodeKind::Block(_)));
        let is_more = has_words || step.solution().is_empty() && !step.folded_solution.is_empty();
        is_more.then(|| Effect::Show(Screen::FoldedSolution(step.folded_solution.clone()))).into_iter().collect()
    }

    pub(super) fn skip(&mut self) -> Vec<Effect> {
        if self.passed || self.step().is_reading() {
            return self.leave_step();
        }
        let rest: VecDeque<_> = self.step().solution().into();
        if rest.is_empty() {
            return self.show(Screen::NoSolution);
        }
        self.phase = Phase::Skipping(rest);
        self.waited = 0;
        let mut effects = vec![Effect::Show(Screen::Skipping)];
        effects.extend(self.skip_next(None));
        effects
    }

    /// Plays the next command of the solution; behind the last one the state is judged once.
    pub(super) fn skip_next(&mut self, record: Option<CommandRecord>) -> Vec<Effect> {
        if let Some(record) = record {
            self.state.ran(record);
        }
        let Phase::Skipping(rest) = &mut self.phase else { return Vec::new() };
        match rest.pop_front() {
            Some(typed) => {
                let run = typed.clone().scripted();
                vec![Effect::Show(Screen::Typed(typed.text)), Effect::Run { run, quiet: false }]
            }
            None => vec![self.observe()],
        }
    }

    /// The solution was played and the state read: the step counts as skipped, whatever its checks say.
    pub(super) fn skipped(&mut self) -> Vec<Effect> {
        if let Some(wait) = self.wait_for(self.at) {
            return vec![wait];
        }
        let step = &self.lesson.steps[self.at];
        self.findings = crate::check::judge_step(&step.expect, &step.impossible, &self.state);
        self.phase = Phase::Waiting;
        self.done(Standing::Skipped)
    }

    fn go_on(&mut self) -> Vec<Effect> {
        let open = !self.passed && !self.step().is_reading();
        if open && !self.warned {
            self.warned = true;
            return self.show(Screen::NotDone);
        }
        if open { self.next_step() } else { self.leave_step() }
    }

    fn go_back(&mut self) -> Vec<Effect> {
        if self.at == 0 { self.show(Screen::FirstStep) } else { self.arrive_again(self.at - 1) }
    }

    /// Goes to a step that may be done already: then Enter goes on.
    pub(super) fn arrive_again(&mut self, at: usize) -> Vec<Effect> {
        let mut effects = self.arrive(at);
        if self.standing[at] != Standing::Open && !self.step().is_reading() {
            self.passed = true;
            effects.insert(2, Effect::Show(Screen::AlreadyDone));
        }
        effects
    }

    fn quiz(&mut self) -> Vec<Effect> {
        match self.step().quizzes.is_empty() {
            true if self.step().predictions.is_empty() => self.show(Screen::NoQuiz),
            true => self.show(Screen::AskedBefore),
            false => self.ask_quiz(0),
        }
    }

    /// Where a step cannot be done any more: its solution in a clean sandbox.
    fn redo(&mut self) -> Vec<Effect> {
        if self.step().solution().is_empty() {
            return self.show(Screen::NoSolution);
        }
        let mut effects = self.reset();
        self.owed = Some(Owed::Solution);
        effects.retain(|effect| !matches!(effect, Effect::Ask(_)));
        effects
    }

    fn reset(&mut self) -> Vec<Effect> {
        let step = self.step().id.clone();
        vec![Effect::Log(Entry::Reset { step }), Effect::Show(Screen::Resetting), Effect::Renew]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Event;
    use crate::source::Source;

    /// What is shown for a word in the only step of a text.
    fn shown(text: &str, words: &[&str]) -> Vec<String> {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let mut session = Session::new(crate::lesson::compile("x", &document, None).0);
        let events =
            [Event::begin_fresh(), Event::Provided(Vec::new()), Event::Observed(crate::state::Observation::default())];
        events.into_iter().for_each(|event| drop(session.apply(event)));
        let effects = words.iter().flat_map(|word| session.apply(Event::Line((*word).to_owned()))).collect::<Vec<_>>();
        let name = |effect: &Effect| match effect {
            Effect::Show(Screen::Hint { text, number, of }) => Some(format!("{number} {of:?} {text}")),
            Effect::Show(Screen::FoldedSolution(nodes)) => Some(format!("folded {}", nodes.len())),
            Effect::Show(Screen::Solution(typed)) => Some(typed.iter().map(|t| t.text.clone()).collect()),
            _ => None,
        };
        effects.iter().filter_map(name).collect()
    }

    #[test]
    fn what_is_folded_in_the_text_is_told_on_request() {
        let lesson = |solution: &str| {
            format!(
                "# T\n\n## Do\n\nTie it.\n\n<details><summary>Hint</summary>Look.</details>\n\n\
                 <details><summary>Not sure how?</summary>\n\n{solution}\n\n</details>\n\n```bash\ndocker ps\n```\n"
            )
        };
        let code = "```bash\ndocker pull a\n```";
        assert_eq!(shown(&lesson(code), &[":hint"]), ["1 Some(1) Look."]);
        assert_eq!(shown(&lesson(code), &[":solution"]), ["docker pull adocker ps"]);
        assert_eq!(shown(&lesson(&format!("So:\n\n{code}")), &[":solution"]), ["folded 2", "docker pull adocker ps"]);
        assert_eq!(shown(&lesson("So."), &[":solution"]), ["folded 1", "docker ps"]);
    }
}

//! What trying a step's mutants tells of its checks.

use super::{Kind, Mutant, is_reader};
use crate::check::{self, Finding};
use crate::lesson::Step;
use crate::state::Shape;
use std::time::Duration;

/// How many differences are told of a mutant that survived.
const DIFFERENCE_LIMIT: usize = 3;

/// A difference is cut after so many characters.
const FACT_COLUMNS: usize = 100;

/// A mutant that was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// What was typed.
    pub mutant: Mutant,
    /// What the step's checks found then; why there are no findings where the sandbox failed.
    pub findings: Result<Vec<Finding>, String>,
    /// What the sandbox looked like then.
    pub shape: Shape,
    /// How long it took, the way back to the step's beginning included.
    pub took: Duration,
}

impl Trial {
    /// Whether all that the step asks for held.
    fn passes(&self) -> bool {
        self.findings.as_ref().is_ok_and(|all| all.iter().all(|f| f.verdict == check::Verdict::Pass))
    }
}

/// What came of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is wrong and did not pass.
    Killed,
    /// It is wrong and passed.
    Survived,
    /// The sidecar says why it passes, or why it need not.
    Explained(String),
    /// A command that only reads and that no check asks about was left out, or reads something else.
    NoEffect,
    /// It is another way, but left the sandbox as the solution does, or as another right way of the sidecar's.
    SameEnd,
    /// It is right and passed.
    Accepted,
    /// It is right and did not pass.
    Refused,
    /// The sandbox failed.
    Unknown(String),
}

impl Verdict {
    /// In words that stay the same.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Survived => "survived",
            Self::Explained(_) => "explained",
            Self::NoEffect => "no effect",
            Self::SameEnd => "same end",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// A mutant and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The mutant.
    pub mutant: Mutant,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, where that is not as it should be.
    pub why: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// How good checks are at telling wrong from right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Strength {
    /// Wrong ways that did not pass.
    pub killed: usize,
    /// All wrong ways that leave something else than the solution does.
    pub wrong: usize,
    /// Right ways that passed.
    pub accepted: usize,
    /// All right ways.
    pub right: usize,
    /// Right ways that did not pass and that the sidecar does not explain.
    pub refused: usize,
}

impl Strength {
    /// Counts. What the sidecar explains still counts as what it is: the figure is honest.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Judged>) -> Self {
        let mut strength = Self::default();
        for judged in all {
            let right = judged.mutant.kind.must_pass();
            match judged.verdict {
                Verdict::Unknown(_) | Verdict::NoEffect | Verdict::SameEnd => continue,
                Verdict::Killed => strength.killed += 1,
                Verdict::Accepted => strength.accepted += 1,
                Verdict::Refused => strength.refused += 1,
                Verdict::Survived | Verdict::Explained(_) => {}
            }
            *(if right { &mut strength.right } else { &mut strength.wrong }) += 1;
        }
        strength
    }

    /// Of a hundred wrong ways so many do not pass, rounded down; 100 where there is none.
    pub fn percent(&self) -> usize {
        (self.killed * 100).checked_div(self.wrong).unwrap_or(100)
    }
}

/// Holds each trial against the one in which the solution was typed, and against the sidecar's other right ways.
pub fn judge_trials(step: &Step, solution: &Shape, trials: Vec<Trial>) -> Vec<Judged> {
    let also = |trial: &&Trial| trial.mutant.kind == Kind::Also && trial.passes();
    let ends: Vec<Shape> = trials.iter().filter(also).map(|trial| trial.shape.clone()).collect();
    let judge = |trial: Trial| {
        let mut judged = judge_trial(step, solution, &trial);
        if judged.verdict == Verdict::Survived && ends.contains(&trial.shape) && is_made_from_a_change(&judged.mutant) {
            judged = Judged { verdict: Verdict::SameEnd, why: Vec::new(), ..judged };
        }
        judged
    };
    spare_looks(trials.into_iter().map(judge).collect())
}

/// Where a look may be left out altogether, it may also be another look.
fn spare_looks(mut all: Vec<Judged>) -> Vec<Judged> {
    let idle = |judged: &&Judged| judged.verdict == Verdict::NoEffect;
    let idle: Vec<Option<String>> = all.iter().filter(idle).map(|judged| judged.mutant.of.clone()).collect();
    let survived = all.iter_mut().filter(|judged| judged.verdict == Verdict::Survived);
    for judged in survived.filter(|judged| judged.mutant.of.is_some() && idle.contains(&judged.mutant.of)) {
        (judged.verdict, judged.why) = (Verdict::NoEffect, Vec::new());
    }
    all
}

fn judge_trial(step: &Step, solution: &Shape, trial: &Trial) -> Judged {
    let (verdict, why) = match &trial.findings {
        Err(why) => (Verdict::Unknown(why.clone()), vec![why.clone()]),
        Ok(findings) => weigh(step, solution, trial, findings),
    };
    Judged { mutant: trial.mutant.clone(), verdict, why, took: trial.took }
}

fn weigh(step: &Step, solution: &Shape, trial: &Trial, findings: &[Finding]) -> (Verdict, Vec<String>) {
    let unknown = findings.iter().find(|f| f.verdict == check::Verdict::Unknown);
    if let Some(finding) = unknown {
        let why = finding.why.clone().unwrap_or_else(|| finding.what.clone());
        return (Verdict::Unknown(why.clone()), vec![why]);
    }
    let passes = trial.passes();
    let right = trial.mutant.kind.must_pass();
    match (right, passes) {
        (true, true) => return (Verdict::Accepted, Vec::new()),
        (false, false) => return (Verdict::Killed, Vec::new()),
        _ => {}
    }
    let text = trial.mutant.text();
    let explained = step.explained.iter().find(|e| e.means(&text));
    if let Some(explained) = explained {
        return (Verdict::Explained(explained.because.clone()), Vec::new());
    }
    if right {
        return (Verdict::Refused, missing(findings));
    }
    match (generated_from(&trial.mutant), trial.shape == *solution) {
        (Some((Kind::LeftOut, true)), true) => (Verdict::NoEffect, Vec::new()),
        (Some((_, false)), true) => (Verdict::SameEnd, Vec::new()),
        _ => (Verdict::Survived, differences(findings, solution, &trial.shape)),
    }
}

/// The kind of a mutant that was made from one command, and whether that command only reads.
fn generated_from(mutant: &Mutant) -> Option<(Kind, bool)> {
    Some((mutant.kind, is_reader(mutant.of.as_ref()?)))
}

/// Whether a mutant was made from a command that does more than read.
fn is_made_from_a_change(mutant: &Mutant) -> bool {
    generated_from(mutant).is_some_and(|(_, reads)| !reads)
}

fn missing(findings: &[Finding]) -> Vec<String> {
    let missing = findings.iter().filter(|f| f.verdict != check::Verdict::Pass);
    missing.map(|f| format!("{}: {}", f.what, f.why.as_deref().unwrap_or("not done"))).collect()
}

fn differences(findings: &[Finding], solution: &Shape, shape: &Shape) -> Vec<String> {
    let held: Vec<&str> = findings.iter().map(|f| f.what.as_str()).collect();
    let mut why = vec![format!("all that is asked for holds: {}", held.join("; "))];
    let first = |facts: Vec<String>| {
        let told: Vec<String> =
            facts.iter().filter(|fact| !is_told_better(fact, &facts)).map(|fact| cut(fact)).collect();
        told.into_iter().take(DIFFERENCE_LIMIT)
    };
    why.extend(first(solution.without(shape)).map(|fact| format!("no check misses: {fact}")));
    why.extend(first(shape.without(solution)).map(|fact| format!("no check minds: {fact}")));
    if why.len() == 1 {
        why.push("the sandbox is as the solution leaves it; only what was printed differs".to_owned());
    }
    why
}

/// How a fact begins that tells a file by its sum.
pub const SUM: &str = "the sum of `";

/// Whether another fact tells what is in the file of which this one has the sum.
fn is_told_better(fact: &str, all: &[String]) -> bool {
    let path = fact.strip_prefix(SUM).and_then(|rest| rest.split('`').next());
    path.is_some_and(|path| all.iter().any(|other| other.starts_with(&format!("`{path}`: "))))
}

/// The beginning of a fact in one line: it is told to find the object, not to read it all.
fn cut(fact: &str) -> String {
    let fact = &fact.trim_end().replace('\n', " ⏎ ");
    if fact.chars().count() <= FACT_COLUMNS {
        return fact.to_owned();
    }
    fact.chars().take(FACT_COLUMNS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Explained;

    fn shape(fact: &str) -> Shape {
        let mut shape = Shape::default();
        shape.add(fact.to_owned());
        shape
    }

    fn trial(kind: Kind, of: Option<&str>, passes: bool, end: &str) -> Trial {
        let verdict = if passes { check::Verdict::Pass } else { check::Verdict::NotYet };
        let mutant = Mutant { kind, what: String::new(), commands: Vec::new(), of: of.map(Into::into) };
        let findings = Ok(vec![Finding::new(verdict, "it is", None)]);
        Trial { mutant, findings, shape: shape(end), took: Duration::ZERO }
    }

    fn judged(trial: Trial) -> Verdict {
        judge_trials(&Step::default(), &shape("end"), vec![trial]).remove(0).verdict
    }

    #[test]
    fn a_wrong_way_that_passes_survives_unless_it_comes_to_the_same() {
        let run = Some("docker run alpine");
        let cases = [
            (trial(Kind::Tag, run, false, "other"), Verdict::Killed),
            (trial(Kind::Tag, run, true, "other"), Verdict::Survived),
            (trial(Kind::Tag, run, true, "end"), Verdict::SameEnd),
            (trial(Kind::LeftOut, Some("docker ps"), true, "end"), Verdict::NoEffect),
            (trial(Kind::LeftOut, Some("docker ps"), true, "other"), Verdict::Survived),
            // What a reader prints is all it is for: a wrong one that passes is not minded.
            (trial(Kind::Flag, Some("docker ps -a"), true, "end"), Verdict::Survived),
            (trial(Kind::Author, None, true, "end"), Verdict::Survived),
            (trial(Kind::OnlyPrevious, None, true, "end"), Verdict::Survived),
            (trial(Kind::Also, None, true, "other"), Verdict::Accepted),
            (trial(Kind::Spelling, run, false, "end"), Verdict::Refused),
        ];
        for (trial, want) in cases {
            assert_eq!(judged(trial.clone()), want, "{trial:?}");
        }
    }

    fn verdicts(trials: Vec<Trial>) -> Vec<Verdict> {
        judge_trials(&Step::default(), &shape("end"), trials).into_iter().map(|judged| judged.verdict).collect()
    }

    #[test]
    fn an_end_that_the_sidecar_calls_right_is_no_wrong_one() {
        let run = Some("docker run --rm alpine");
        let also = |passes| trial(Kind::Also, None, passes, "left");
        let without = || trial(Kind::Flag, run, true, "left");
        assert_eq!(verdicts(vec![also(true), without()]), [Verdict::Accepted, Verdict::SameEnd]);
        assert_eq!(verdicts(vec![also(false), without()]), [Verdict::Refused, Verdict::Survived]);
        // What the sidecar calls wrong stays so, and what is printed is all that a look is for.
        let author = trial(Kind::Author, None, true, "left");
        let look = trial(Kind::Flag, Some("docker ps -a"), true, "left");
        assert_eq!(verdicts(vec![author, also(true), look])[0], Verdict::Survived);
    }

    #[test]
    fn a_look_that_may_be_left_out_may_be_another() {
        let look = Some("docker ps -a");
        let other = || trial(Kind::Flag, look, true, "end");
        let left_out = |passes| trial(Kind::LeftOut, look, passes, "end");
        assert_eq!(verdicts(vec![left_out(true), other()]), [Verdict::NoEffect, Verdict::NoEffect]);
        assert_eq!(verdicts(vec![left_out(false), other()]), [Verdict::Killed, Verdict::Survived]);
    }

    #[test]
    fn a_files_sum_is_told_where_nothing_better_is() {
        let all = ["`a`: File, mode 644: x".to_owned(), format!("{SUM}a`: 12 3"), format!("{SUM}b`: 12 3")];
        let told: Vec<bool> = all.iter().map(|fact| is_told_better(fact, &all)).collect();
        assert_eq!(told, [false, true, false]);
        assert_eq!(cut("a: x\ny\n"), "a: x ⏎ y");
    }

    #[test]
    fn facts_are_cut() {
        assert_eq!(cut(&"x".repeat(FACT_COLUMNS)), "x".repeat(FACT_COLUMNS));
        assert_eq!(cut(&"x".repeat(FACT_COLUMNS + 1)), format!("{}…", "x".repeat(FACT_COLUMNS - 1)));
    }

    #[test]
    fn what_is_explained_still_counts() {
        let explained = vec![Explained { mutant: "(nothing)".into(), because: "so".into() }];
        let step = Step { explained, ..Step::default() };
        let trials = vec![trial(Kind::Tag, None, true, "other"), trial(Kind::Tag, None, false, "other")];
        let judged = judge_trials(&step, &shape("end"), trials);
        assert_eq!(judged[0].verdict, Verdict::Explained("so".into()));
        let strength = Strength::of(&judged);
        assert_eq!((strength.killed, strength.wrong, strength.percent()), (1, 2, 50));
        assert_eq!(Strength::default().percent(), 100);
    }
}

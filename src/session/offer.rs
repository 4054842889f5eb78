//! Which command Enter runs: those of the step, in order; what a challenge asks for only once the solution was shown.

use super::{Session, same_command};
use crate::check::{
    Assertion, Check, Finding, Instead, Verdict, counts, derive, hints, instead, is_about, judge, open_checks,
};
use crate::lesson::{Task, Typed, opens_shell};
use crate::state::CommandRecord;
use std::collections::BTreeSet;

/// What of a step's commands is behind the learner.
#[derive(Debug, Default)]
pub(super) struct Offers {
    /// Which of its commands were typed.
    typed: BTreeSet<usize>,
    /// The one that was typed last.
    last: Option<usize>,
    /// It failed, and not as the lesson shows it.
    pub(super) failed: bool,
    /// Those that stood again because they failed.
    retried: BTreeSet<usize>,
    /// The solution was shown.
    pub(super) solved: bool,
}

impl Session {
    /// The step's commands that were not typed yet, each with its number and whether a challenge asks for it.
    fn open(&self) -> impl Iterator<Item = (usize, bool, Typed)> {
        let step = self.step();
        let typed = step.tasks.iter().filter_map(Task::offered).enumerate();
        let open = typed.filter(|(number, _)| !self.offers.typed.contains(number));
        open.map(|(number, typed)| (number, step.answers.contains(&typed.line), typed))
    }

    /// Nothing leads on where the step cannot be done as things stand.
    pub(super) fn next(&self) -> Option<(usize, Typed)> {
        if self.is_impossible() && !self.passed {
            return None;
        }
        let next = self.open().find(|(_, asked_for, _)| self.offers.solved || !asked_for);
        // What failed once may have to be done in another way, and so may what the solution shows.
        let doable = |number, typed: Typed| match self.in_the_way(&typed) {
            _ if self.offers.retried.contains(&number) => self.doable(typed),
            Some(instead) if self.offers.solved => Typed { text: instead.line(), ..typed },
            _ => typed,
        };
        next.map(|(number, _, typed)| (number, doable(number, typed)))
    }

    /// A command as it can be typed where things stand: a container of its name may be in the way.
    pub(super) fn doable(&self, typed: Typed) -> Typed {
        match self.instead(&typed, true) {
            Some(instead) => Typed { text: instead.line(), ..typed },
            None => typed,
        }
    }

    /// What to type instead of a command that is still to be done and that a container of its name is in the way of.
    pub(super) fn in_the_way(&self, typed: &Typed) -> Option<Instead> {
        let own = self.checks_about(typed).any(|check| self.is_open(check));
        // What no command of the solution is about may be any one's work.
        let solution = self.step().solution();
        let is_nobodys = |check: &Check| !solution.iter().any(|typed| is_about(&typed.text, check.shown()));
        let open = || self.step().expect.iter().any(|check| self.is_open(check) && is_nobodys(check));
        Some(own).filter(|own| !self.passed && (*own || open())).and_then(|own| self.instead(typed, own))
    }

    /// A container that is there is used again only where that may do what is missing.
    fn instead(&self, typed: &Typed, may_use: bool) -> Option<Instead> {
        let open: Vec<&Check> = self.checks_about(typed).filter(|check| self.is_open(check)).collect();
        let still_counts = |text: &str| may_use && open.iter().all(|check| counts(text, check.shown()));
        instead(&typed.text, &still_counts, &self.state.now)
    }

    fn checks_about(&self, typed: &Typed) -> impl Iterator<Item = &Check> {
        self.step().expect.iter().filter(|check| is_about(&typed.text, check.shown()))
    }

    fn is_open(&self, check: &Check) -> bool {
        judge(check, &self.state).verdict == Verdict::NotYet
    }

    /// The step's next command that Enter runs.
    pub(super) fn offer(&self) -> Option<Typed> {
        self.next().map(|(_, typed)| typed).or_else(|| self.offer_again())
    }

    /// Those of them that still want a value: the next one, or any.
    pub(super) fn wanting_tasks(&self) -> impl Iterator<Item = (bool, &Task)> {
        let next = self.next().map(|(number, _)| number);
        let offered = self.step().tasks.iter().filter(|task| task.offered().is_some()).enumerate();
        let open = offered.filter(|(number, _)| !self.offers.typed.contains(number));
        let wanting = open.filter(|(_, task)| matches!(task, Task::Ask { .. }));
        wanting.map(move |(number, task)| (Some(number) == next, task))
    }

    /// The same, which is about to be typed.
    pub(super) fn take_offer(&mut self) -> Option<Typed> {
        let next = self.next();
        self.offers.last = next.as_ref().map(|(number, _)| *number);
        let Some((number, typed)) = next else { return self.offer_again() };
        self.offers.typed.insert(number);
        Some(typed)
    }

    /// The lines of the tasks that `:other` may be about, the likeliest first: of the next offer, of what was typed, of
    /// all others.
    pub(super) fn lines_at_hand(&self) -> Vec<usize> {
        let next = self.next().map(|(_, typed)| typed.line);
        let all: Vec<(usize, Typed)> = self.step().tasks.iter().filter_map(Task::offered).enumerate().collect();
        let typed = all.iter().rev().filter(|(number, _)| self.offers.typed.contains(number));
        next.into_iter().chain(typed.chain(&all).map(|(_, typed)| typed.line)).collect()
    }

    /// Changes the tasks of the step; what was typed of those that stay needs not be typed again.
    pub(super) fn change_tasks(&mut self, change: impl FnOnce(&mut Self)) {
        let offered = |session: &Self| session.step().tasks.iter().filter_map(Task::offered).collect::<Vec<_>>();
        let typed: Vec<Typed> =
            (0..).zip(offered(self)).filter(|(n, _)| self.offers.typed.contains(n)).map(|(_, t)| t).collect();
        change(self);
        let still = (0..).zip(offered(self)).filter(|(_, task)| typed.contains(task)).map(|(number, _)| number);
        let (failed, solved) = (self.offers.failed, self.offers.solved);
        self.offers = Offers { typed: still.collect(), failed, solved, ..Offers::default() };
    }

    /// An offer that failed and brought nothing about stands again, once: the learner may mend what was in its way.
    pub(super) fn keep_offer(&mut self, before: &[Finding]) {
        let passes = |found: &[Finding]| found.iter().filter(|f| f.verdict == Verdict::Pass).count();
        let failed = std::mem::take(&mut self.offers.failed) && passes(&self.findings) <= passes(before);
        let Some(last) = self.offers.last.filter(|_| failed) else { return };
        if self.offers.retried.insert(last) {
            self.offers.typed.remove(&last);
            self.followed = false;
        }
    }

    /// Where all commands were typed and something is open: the command that the open check is about.
    fn offer_again(&self) -> Option<Typed> {
        if self.passed || self.findings.is_empty() || self.is_impossible() || self.open().next().is_some() {
            return None;
        }
        if self.has_tried_solution() {
            return None;
        }
        let step = self.step();
        let all: Vec<Typed> = step.tasks.iter().filter_map(Task::typed).collect();
        let texts: Vec<String> = all.iter().map(|typed| typed.text.clone()).collect();
        let open = open_checks(&step.expect, &self.state).into_iter();
        let mut open = open.filter(|(_, finding)| finding.verdict == Verdict::NotYet);
        let found = open.find_map(|(check, finding)| {
            let hinted = hints(check.shown(), &finding, &texts, &self.state).pop().unwrap_or_default();
            let by_hint = || all.iter().find(|typed| hinted.contains(&format!("`{}`", typed.text)));
            all.iter().find(|typed| is_about(&typed.text, check.shown())).or_else(by_hint).cloned()
        });
        found.map(|typed| self.doable(typed))
    }

    /// Whether the whole solution was typed in its order, went as the lesson shows it, and the step is open all the same.
    /// What is typed into its programs is not known, and behind a command that clears things away it may do again.
    pub(super) fn has_tried_solution(&self) -> bool {
        let solution = self.step().solution();
        let leads_inside = |typed: &Typed| !typed.replies.is_empty() || opens_shell(&typed.text);
        if self.passed || solution.is_empty() || solution.iter().any(leads_inside) {
            return false;
        }
        let is_gone = |effect: &Assertion| match effect {
            Assertion::Container(check) => check.removed,
            effect => matches!(effect, Assertion::Absent(_)),
        };
        let clears = |record: &CommandRecord| derive(&record.text).iter().any(is_gone);
        let mut rest = self.state.commands.iter().rev();
        let mut is_last = true;
        for wanted in solution.iter().rev() {
            let found = rest.by_ref().find(|record| {
                let same = same_command(&wanted.text, &record.text);
                same || is_last && clears(record)
            });
            let went = |record: &&CommandRecord| record.exit == 0 || self.shows_failure(record);
            match found.filter(|record| same_command(&wanted.text, &record.text)).filter(went) {
                Some(_) => is_last = false,
                None => return false,
            }
        }
        true
    }

    /// Whether nothing but a challenge is left.
    pub(super) fn is_challenged(&self) -> bool {
        self.next().is_none() && !self.is_impossible() && self.open().next().is_some()
    }

    /// Whether the step says of a line that is typed that it goes on until somebody stops it.
    pub(super) fn goes_on(&self, line: &str) -> bool {
        let mut said = self.step().tasks.iter().filter_map(Task::offered);
        said.any(|typed| typed.endless && same_command(&typed.text, line))
    }

    /// Whether a line is what is offered or what a challenge asks for; then the next offer is another one.
    pub(super) fn follows(&mut self, line: &str) -> bool {
        let offered = self.next().map(|(number, _)| number);
        let same = self.open().find(|(number, asked_for, typed)| {
            (*asked_for || Some(*number) == offered) && same_command(&typed.text, line)
        });
        let number = same.map(|(number, ..)| number);
        self.offers.typed.extend(number);
        self.offers.last = number;
        number.is_some() || self.offer_again().is_some_and(|typed| same_command(&typed.text, line))
    }
}

#[cfg(test)]
mod tests {
    use crate::session::{Ask, Effect, Event, Session};
    use crate::source::Source;
    use crate::state::{CommandRecord, Container, Observation, Ran, Snapshot, Volume};

    const LESSON: &str = "# L\n\n## In\n\n```bash\ndocker run -it --name desk alpine\n```\n";
    const CHECKS: &str = "steps:\n  in:\n    expect:\n      - container: {name: desk, ran: true}\n      - output: {matches: \
        '^[0-9a-f]{12}$', command: '^docker .*(run|start)'}\n";

    fn desk(status: &str) -> Observation {
        let (id, image, command) = ("d".repeat(64), "alpine".to_owned(), vec!["/bin/sh".to_owned()]);
        let (name, status) = ("desk".to_owned(), status.to_owned());
        let desk = Container { id, name, image, command, status, started: 5, ..Container::default() };
        let snapshot = Snapshot { taken: 9, containers: vec![desk], ..Snapshot::default() };
        Observation { snapshot, ..Observation::default() }
    }

    /// What is offered once the container is left too early, and is like this then.
    #[track_caller]
    fn check(status: &str, want: &str) {
        let source = Source::new("x.yaml", CHECKS);
        let sidecar = crate::check::parse(&source).0.unwrap();
        let (document, _) = crate::reader::read(&Source::new("x.md", LESSON));
        let mut session = Session::new(crate::lesson::compile("x", &document, Some((&source, sidecar))).0);
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        session.apply(Event::Line(String::new()));
        let record = CommandRecord { text: "docker run -it --name desk alpine".into(), ..CommandRecord::default() };
        session.apply(Event::Ran(Ran { record, ..Ran::default() }));
        let offer = session.apply(Event::Observed(desk(status))).into_iter().find_map(|effect| match effect {
            Effect::Ask(Ask::Command { offer }) => offer,
            _ => None,
        });
        assert_eq!(offer.as_deref(), Some(want), "{status}");
        let hints: Vec<String> = (0..9)
            .flat_map(|_| session.apply(Event::Line(":hint".into())))
            .filter_map(|effect| match effect {
                Effect::Show(crate::session::Screen::Hint { text, .. }) => Some(text),
                _ => None,
            })
            .collect();
        assert!(hints.iter().any(|hint| hint.contains(want.split(" && ").next().unwrap())), "{hints:#?}");
    }

    #[test]
    fn the_solution_is_shown_as_it_can_be_typed() {
        let yaml = "steps:\n  in:\n    expect:\n      - container: {name: desk, image: alpine, running: true}\n      - image: mine\n    \
            solution: [docker run -d --name desk alpine sleep 60, docker tag alpine mine]\n";
        let shown_of = |yaml: &str, container: Observation| {
            let source = Source::new("x.yaml", yaml);
            let sidecar = crate::check::parse(&source).0.unwrap();
            let text = LESSON.replace("-it --name desk alpine", "-d --name desk alpine sleep 60");
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            let mut session = Session::new(crate::lesson::compile("x", &document, Some((&source, sidecar))).0);
            session.apply(Event::begin_fresh());
            session.apply(Event::Provided(Vec::new()));
            session.apply(Event::Observed(container));
            let said = session.apply(Event::Line(":solution".into()));
            let lines = said.into_iter().flat_map(|effect| match effect {
                Effect::Show(crate::session::Screen::Solution(shown)) => shown.into_iter().map(|t| t.text).collect(),
                Effect::Show(crate::session::Screen::Advice(text)) => vec![text],
                Effect::Ask(Ask::Command { offer }) => offer.into_iter().collect(),
                _ => Vec::new(),
            });
            lines.collect::<Vec<String>>()
        };
        let shown = |container: Observation| shown_of(yaml, container);
        let run = "docker run -d --name desk alpine sleep 60";
        let tag = "docker tag alpine mine";
        assert_eq!(shown(Observation::default()), [run, tag, run]);
        // Right as it is, it is not in the way.
        assert_eq!(shown(desk("running")), [run, tag, run]);
        let other = shown(desk("exited"));
        let first = format!("docker rm desk && {run}");
        let why = "A container `desk` is there already, so it is removed first.";
        assert_eq!(other, [first.as_str(), tag, why, first.as_str()]);
        // What is missing may be any command's work.
        let yaml = yaml.replace("running: true", "exited: true").replace("image: mine", "network: nobody");
        assert_eq!(shown_of(&yaml, desk("exited"))[0], first);
    }

    #[test]
    fn a_solution_that_was_tried_is_neither_hinted_at_nor_offered_again() {
        let source = Source::new(
            "x.yaml",
            "steps: {s: {expect: [{volume: {name: box, label: {a: b}}}], solution: docker volume create box}}",
        );
        let sidecar = crate::check::parse(&source).0.unwrap();
        let (document, _) =
            crate::reader::read(&Source::new("x.md", "# L\n\n## S\n\n```bash\ndocker volume create box\n```\n"));
        let mut session = Session::new(crate::lesson::compile("x", &document, Some((&source, sidecar))).0);
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        let mut typed = |text: &str, volumes: Vec<Volume>| {
            session.apply(Event::Line(text.into()));
            let record = CommandRecord { text: text.into(), ..CommandRecord::default() };
            session.apply(Event::Ran(Ran { record, ..Ran::default() }));
            let snapshot = Snapshot { volumes, ..Snapshot::default() };
            let effects = session.apply(Event::Observed(Observation { snapshot, ..Observation::default() }));
            let offer = effects.into_iter().find_map(|effect| match effect {
                Effect::Ask(Ask::Command { offer }) => offer,
                _ => None,
            });
            (offer, session.hints())
        };
        let made = || vec![Volume { name: "box".into(), driver: "local".into(), ..Volume::default() }];
        let (offer, hints) = typed("docker volume create box", made());
        assert_eq!(offer, None);
        let last: Vec<&str> = hints.iter().rev().take(2).map(String::as_str).collect();
        assert!(last[0].contains("a fault of the lesson, not yours"), "{last:?}");
        assert_eq!(last[1], "This does it: `docker volume rm box`, then `docker volume create --label a=b box`");
        // To look at it changes nothing; once it is cleared away the solution may do.
        assert_eq!(typed("docker volume ls", made()).0, None);
        let (offer, hints) = typed("docker volume rm box", Vec::new());
        assert_eq!(offer.as_deref(), Some("docker volume create box"));
        assert!(!hints.concat().contains("fault of the lesson"), "{hints:?}");
    }

    #[test]
    fn what_a_repeated_command_leaves_open_is_told() {
        let yaml = "steps: {s: {expect: [{output: {command: '^docker logs', contains: hello}}]}}";
        let source = Source::new("x.yaml", yaml);
        let sidecar = crate::check::parse(&source).0.unwrap();
        let (document, _) = crate::reader::read(&Source::new("x.md", "# L\n\n## S\n\n```bash\ndocker logs web\n```\n"));
        let mut session = Session::new(crate::lesson::compile("x", &document, Some((&source, sidecar))).0);
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        let tells = |effects: Vec<Effect>| {
            let is_word = |screen: &crate::session::Screen| {
                use crate::session::Screen::{Findings, StillMissing};
                matches!(screen, Findings(_) | StillMissing { .. })
            };
            effects.iter().any(|effect| matches!(effect, Effect::Show(screen) if is_word(screen)))
        };
        for exit in [1, 1, 1, 0] {
            session.apply(Event::Line("docker logs web".into()));
            let record = CommandRecord { text: "docker logs web".into(), exit, ..CommandRecord::default() };
            session.apply(Event::Ran(Ran { record, ..Ran::default() }));
            assert!(tells(session.apply(Event::Observed(Observation::default()))), "status {exit}");
            session.apply(Event::Line(":check".into()));
            assert!(tells(session.apply(Event::Observed(Observation::default()))), ":check behind status {exit}");
        }
    }

    #[test]
    fn a_container_that_was_left_too_early_is_no_stumbling_block() {
        check("exited", "docker start -ai desk");
        check("running", "docker rm --force desk && docker run -it --name desk alpine");
    }
}

//! Other ways to do the same: told at the beginning of a step, offered by `:other`, and known when they are typed.

use super::{Effect, Entry, Phase, Screen, Session, same_command};
use crate::lesson::Task;

impl Session {
    /// `:other`: the commands of the next way take the place of those that are offered.
    pub(super) fn other_way(&mut self) -> Vec<Effect> {
        if self.passed {
            return self.show(Screen::AlreadyDone);
        }
        let step = self.step();
        let choice = self.lines_at_hand().into_iter().find_map(|line| step.choice_at(line));
        let Some((choice, number)) = choice.and_then(|choice| Some((choice, step.following_way(choice)?))) else {
            return self.show(Screen::NoOtherWay { shown: !step.choices.is_empty() });
        };
        if matches!(self.phase, Phase::Filling(_)) {
            self.phase = Phase::Waiting;
        }
        let commands =
            self.written[self.at].choices[choice].ways[number].tasks.iter().filter_map(Task::offered).collect();
        let mut effects = vec![self.take_way(choice, number)];
        let choice = &self.step().choices[choice];
        let name = choice.ways[number].name.clone();
        let number = choice.typable().take_while(|other| *other != number).count() + 1;
        let of = choice.typable().count();
        effects.extend(self.show(Screen::OtherWay { number, of, name, commands }));
        effects
    }

    fn take_way(&mut self, choice: usize, number: usize) -> Effect {
        self.change_tasks(|session| {
            let at = session.at;
            session.written[at].choose(choice, number);
            session.bind_step(at);
        });
        Effect::Log(Entry::Chose { step: self.step().id.clone(), choice, way: number })
    }

    /// Who types a command of another way goes that way.
    pub(super) fn take_way_of(&mut self, line: &str) -> Option<Effect> {
        let step = self.step();
        let is_it = |text: &str| same_command(text, line);
        let is_offered = step.tasks.iter().filter_map(Task::offered).any(|typed| is_it(&typed.text));
        let (choice, number) = step.way_with(is_it).filter(|_| !is_offered)?;
        Some(self.take_way(choice, number))
    }

    /// That there are several ways, and which.
    pub(super) fn tell_ways(&self) -> Option<Effect> {
        let choices = &self.step().choices;
        let (_, choice) = choices.iter().enumerate().find(|(at, _)| self.step().following_way(*at).is_some())?;
        let names: Vec<String> = choice.typable().map(|number| choice.ways[number].name.clone()).collect();
        let count = names.len();
        let names = if names.contains(&String::new()) { Vec::new() } else { names };
        Some(Effect::Show(Screen::Ways { count, names }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Ask, Event};
    use crate::state::{CommandRecord, Observation, Ran};

    const LESSON: &str = "# L\n\n## Do\n\n```bash\ndocker network create n\n```\n\n\
        === \"Short\"\n\n    ```bash\n    docker volume create a\n    ```\n\n\
        === \"Long\"\n\n    ```bash\n    docker volume create --name a\n    docker volume inspect a\n    ```\n\n\
        === \"PowerShell\"\n\n    ```powershell\n    docker volume create a\n    ```\n\nThen:\n\n```bash\ndocker ps\n```\n\n\
        ## Look\n\n```bash\ndocker volume ls\n```\n";

    fn session() -> Session {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", LESSON));
        let mut session = Session::new(crate::lesson::compile("x", &document, None).0);
        session.apply(Event::begin_fresh());
        session
    }

    fn begun() -> Session {
        let mut session = session();
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        session
    }

    /// What a line brings: what is offered then, and the screens.
    fn say(session: &mut Session, line: &str) -> (Option<String>, Vec<Screen>) {
        let mut effects = session.apply(Event::Line(line.into()));
        if let Some(Effect::Run { run, .. }) = effects.last() {
            let record = CommandRecord { text: run.text.clone(), ..CommandRecord::default() };
            session.apply(Event::Ran(Ran { record, ..Ran::default() }));
            effects.extend(session.apply(Event::Observed(Observation::default())));
        }
        let offer = effects.iter().rev().find_map(|effect| match effect {
            Effect::Ask(Ask::Command { offer }) => Some(offer.clone().unwrap_or_default()),
            _ => None,
        });
        let screens = effects.into_iter().filter_map(|e| if let Effect::Show(s) = e { Some(s) } else { None });
        (offer, screens.collect())
    }

    #[track_caller]
    fn check(session: &mut Session, line: &str, offer: &str) {
        assert_eq!(say(session, line).0.as_deref(), Some(offer), "{line}");
    }

    #[test]
    fn the_next_way_is_offered_in_the_place_of_the_chosen_one() {
        let mut session = begun();
        check(&mut session, "", "docker volume create a");
        let (offer, screens) = say(&mut session, ":other");
        assert_eq!(offer.as_deref(), Some("docker volume create --name a"));
        let [Screen::OtherWay { number: 2, of: 2, name, commands }] = screens.as_slice() else { panic!("{screens:?}") };
        assert_eq!((name.as_str(), commands.len()), ("Long", 2));
        check(&mut session, "", "docker volume inspect a");
        check(&mut session, "", "docker ps");
        // What was typed of the other way is offered again.
        check(&mut session, ":other", "docker volume create a");
        check(&mut session, "", "docker ps");
        check(&mut session, ":oth", "docker volume create --name a");
    }

    #[test]
    fn who_types_another_way_goes_it() {
        let mut session = begun();
        say(&mut session, "");
        check(&mut session, "docker  volume create --name a", "docker volume inspect a");
        assert_eq!(session.step().choices[0].chosen, 1);
        // What is on offer anyway changes nothing.
        check(&mut session, "docker volume inspect a", "docker ps");
    }

    #[test]
    fn the_way_that_was_taken_is_remembered() {
        let mut session = begun();
        say(&mut session, "");
        let logged = session.apply(Event::Line(":other".into())).into_iter().find_map(|effect| match effect {
            Effect::Log(entry) => Some(entry),
            _ => None,
        });
        let entries = [Entry::Arrived { step: "do".into() }, logged.unwrap()];
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", LESSON));
        let mut again = Session::new(crate::lesson::compile("x", &document, None).0);
        again.apply(Event::Begin(crate::session::reached(&entries)));
        again.apply(Event::Provided(Vec::new()));
        again.apply(Event::Observed(Observation::default()));
        assert_eq!(again.step().choices[0].chosen, 1);
        check(&mut again, "", "docker volume create --name a");
        // A way that the lesson has no more changes nothing.
        let gone = Entry::Chose { step: "do".into(), choice: 7, way: 9 };
        let mut again = self::session();
        again.apply(Event::Begin(crate::session::reached([&gone])));
        assert_eq!(again.step().choices[0].chosen, 0);
    }

    #[test]
    fn ways_are_told_where_there_are_some() {
        let mut session = session();
        let told = Some(Effect::Show(Screen::Ways { count: 2, names: vec!["Short".into(), "Long".into()] }));
        assert_eq!(session.tell_ways(), told);
        session.arrive(1);
        assert_eq!(session.tell_ways(), None);
        assert_eq!(say(&mut session, ":other").1, [Screen::NoOtherWay { shown: false }]);
        session.arrive(0);
        session.passed = true;
        assert_eq!(say(&mut session, ":other").1, [Screen::AlreadyDone]);
    }
}

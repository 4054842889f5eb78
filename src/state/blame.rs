//! Which command did it: the engine's events laid over the times of the commands.

use super::{CommandRecord, EngineEvent, SHORT_ID, State};

/// How many of the past commands are kept; the oldest go first.
pub const DEED_LIMIT: usize = 1000;
/// How much later than a command's end the engine may say what it did, in nanoseconds.
const SLACK: i64 = 300_000_000;

/// A command of this session, and when it ran by the sandbox's clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deed {
    /// As typed.
    pub text: String,
    /// When it began, in nanoseconds since the epoch.
    pub started: i64,
    /// When it ended.
    pub ended: i64,
}

/// When something came to be as it is, and by which command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blame<'s> {
    /// The command as typed; none where it happened by itself, or where it is not known which one it was.
    pub command: Option<&'s str>,
    /// Seconds since the epoch by the sandbox's clock.
    pub time: i64,
    /// Whether it is the newest command there is: who typed it knows.
    pub is_last: bool,
}

impl State {
    /// Takes in a command of the step that ended.
    pub fn ran(&mut self, record: CommandRecord) {
        self.remember(&record);
        self.commands.push(record);
    }

    /// Remembers a command that is none of the step's, such as one of a step before.
    pub fn remember(&mut self, record: &CommandRecord) {
        let deed = Deed { text: record.text.clone(), started: record.started, ended: record.ended };
        self.history.deeds.push(deed);
        self.history.deeds_ever += 1;
        if self.history.deeds.len() > DEED_LIMIT {
            self.history.deeds.remove(0);
        }
    }

    /// When the last such event was, and the command during which it fell.
    pub fn blame(&self, is_meant: impl Fn(&EngineEvent) -> bool) -> Option<Blame<'_>> {
        self.history.events.iter().rev().find(|event| is_meant(event)).map(|event| self.blame_of(event))
    }

    /// When an image lost a name, and by which command: of the events since it was last seen with it, the first that may
    /// be meant. An image's events tell its identity only.
    pub fn untagged(&self, is_name: impl Fn(&str) -> bool + Copy) -> Option<Blame<'_>> {
        let history = &self.history;
        let forgotten = history.events_ever - u64::try_from(history.events.len()).ok()?;
        let last = |seen: u64| usize::try_from(seen.saturating_sub(forgotten)).ok();
        let seen = history.named.iter().find(|(name, _)| is_name(name));
        let seen = seen.and_then(|(_, (id, seen))| Some((last(*seen)?, id)));
        // What came and went between two looks was seen by nobody.
        let (since, id) = seen.max(self.tagged(is_name))?;
        let is_loss = |event: &&EngineEvent| {
            event.kind == "image" && event.id == *id && matches!(event.action.as_str(), "untag" | "delete")
        };
        history.events.get(since..)?.iter().find(is_loss).map(|event| self.blame_of(event))
    }

    /// The place behind the last event by which an image got a name, and that image's identity; none where the engine
    /// told of none.
    pub fn tagged(&self, is_name: impl Fn(&str) -> bool) -> Option<(usize, &String)> {
        let named = |event: &EngineEvent| event.attributes.get("name").is_some_and(|name| is_name(name));
        let is_meant = |event: &EngineEvent| event.kind == "image" && event.action == "tag" && named(event);
        let events = &self.history.events;
        events.iter().rposition(is_meant).map(|at| (at + 1, &events[at].id))
    }

    fn blame_of(&self, event: &EngineEvent) -> Blame<'_> {
        let moment = if event.nanoseconds > 0 { event.nanoseconds } else { event.time * 1_000_000_000 };
        let deeds = &self.history.deeds;
        // The next command may begin within the slack of the one before: what began first did it only if it still ran.
        let during = |deed: &&Deed| deed.started > 0 && deed.started <= moment && moment <= deed.ended + SLACK;
        let deed = deeds.iter().rev().find(during).filter(|deed| !self.ended_by_itself(event, deed));
        let command = deed.map(|deed| deed.text.as_str());
        Blame { command, time: event.time, is_last: deed.is_some() && deeds.last() == deed }
    }

    /// Whether a container came to its end while a command ran that has nothing to do with it: nobody sent it a signal,
    /// and the command neither started nor names it.
    fn ended_by_itself(&self, end: &EngineEvent, deed: &Deed) -> bool {
        let name = end.attributes.get("name").map_or("", String::as_str);
        let short = end.id.get(..SHORT_ID).unwrap_or(&end.id);
        let names = |word: &str| !word.is_empty() && deed.text.contains(word);
        if end.kind != "container" || end.action != "die" || names(name) || names(short) {
            return false;
        }
        let within = |event: &EngineEvent| deed.started <= event.nanoseconds && event.nanoseconds <= deed.ended + SLACK;
        let is_cause = |event: &&EngineEvent| {
            event.id == end.id && within(event) && matches!(event.action.as_str(), "kill" | "start" | "oom" | "restart")
        };
        !self.history.events.iter().rev().any(|event| is_cause(&event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;

    fn command(text: &str, started: i64, ended: i64) -> CommandRecord {
        CommandRecord { text: text.into(), started, ended, ..CommandRecord::default() }
    }

    fn event(action: &str, nanoseconds: i64) -> EngineEvent {
        let time = nanoseconds / SECOND;
        EngineEvent { time, nanoseconds, action: action.into(), ..EngineEvent::default() }
    }

    #[test]
    fn a_container_that_ended_by_itself_was_ended_by_no_command() {
        let named = |action: &str, at: i64| EngineEvent {
            kind: "container".into(),
            id: "0123456789abcdef".into(),
            attributes: [("name".to_owned(), "job".to_owned())].into(),
            ..event(action, at)
        };
        let cases = [
            ("docker ps", &["die"][..], None),
            ("docker stop $(docker ps -q)", &["kill", "die"], Some("docker stop $(docker ps -q)")),
            ("docker exec job kill 1", &["die"], Some("docker exec job kill 1")),
            ("docker stop 0123456789ab", &["die"], Some("docker stop 0123456789ab")),
            ("docker run alpine false", &["start", "die"], Some("docker run alpine false")),
        ];
        for (text, actions, want) in cases {
            let mut state = State::default();
            state.ran(command(text, SECOND, 3 * SECOND));
            actions.iter().for_each(|action| state.history.heard(&named(action, 2 * SECOND)));
            assert_eq!(state.blame(|event| event.action == "die").unwrap().command, want, "{text}");
        }
    }

    #[test]
    fn an_event_belongs_to_the_command_during_which_it_fell() {
        let mut state = State::default();
        state.ran(command("docker run", 10 * SECOND, 11 * SECOND));
        state.ran(command("docker rm", 12 * SECOND, 12 * SECOND + 5));
        for (action, at) in
            [("start", 10 * SECOND + 7), ("die", 11 * SECOND + 2 * SLACK), ("destroy", 12 * SECOND + SLACK)]
        {
            state.history.heard(&event(action, at));
        }
        let by = |action: &str| state.blame(|event| event.action == action);
        assert_eq!(by("start"), Some(Blame { command: Some("docker run"), time: 10, is_last: false }));
        assert_eq!(by("die"), Some(Blame { command: None, time: 11, is_last: false }), "it ended by itself");
        assert_eq!(by("destroy"), Some(Blame { command: Some("docker rm"), time: 12, is_last: true }));
        assert_eq!(by("pause"), None);
    }

    #[test]
    fn commands_of_steps_before_are_kept_and_bounded() {
        let mut state = State::default();
        for n in 1..=i64::try_from(DEED_LIMIT).unwrap() + 1 {
            state.ran(command(&format!("c{n}"), n, n));
            state.commands.clear();
        }
        assert_eq!((state.history.deeds.len(), state.history.deeds[0].text.as_str()), (DEED_LIMIT, "c2"));
    }
}

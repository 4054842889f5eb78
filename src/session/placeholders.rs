//! Values for the placeholders of a lesson: asked for once, offered from then on, changed with `:set`.

use super::{Ask, Effect, Entry, Phase, Screen, Session, Standing};
use crate::lesson::{Placeholder, Role, Task, answers};
use crate::state::{Answer, Probe, Snapshot};
use std::collections::BTreeMap;

/// Where docker keeps who is logged in, below the learner's home.
const DOCKER_CONFIG: &str = ".docker/config.json";
/// How long a value may be, in characters.
pub const VALUE_LIMIT: usize = 200;

impl Session {
    /// Puts what is known of placeholders into a step.
    pub(super) fn fill_step(&mut self, at: usize) {
        let (given, now) = (&self.given, &self.state.now);
        self.lesson.steps[at] = self.lesson.steps[at].filled(&|placeholder, text| known(placeholder, text, given, now));
    }

    /// The command on offer, if it still wants values: it, and what wants one.
    pub(super) fn wanting(&self) -> Option<(String, Vec<Placeholder>)> {
        match self.wanting_tasks().find(|(is_next, _)| *is_next)?.1 {
            Task::Ask { typed, placeholders } => Some((typed.text.clone(), placeholders.clone())),
            _ => None,
        }
    }

    /// Whether a command that is still to be offered wants a value, so that the step's own checks do not know it yet.
    pub(super) fn has_wanting(&self) -> bool {
        self.wanting_tasks().next().is_some()
    }

    /// What is looked up for a proposal.
    pub(super) fn placeholder_probes(&self) -> Option<Probe> {
        let wants_user = |task: &Task| match task {
            Task::Ask { placeholders, .. } => placeholders.iter().any(|p| p.role() == Role::User),
            _ => false,
        };
        self.step().tasks.iter().any(wants_user).then(|| Probe::File(DOCKER_CONFIG.to_owned()))
    }

    /// Asks for the next value that the command on offer wants; offers it where there is none any more.
    pub(super) fn ask_value(&mut self) -> Vec<Effect> {
        let wanted = self.wanting().and_then(|(command, placeholders)| {
            let is_open = |p: &&Placeholder| known(p, &command, &self.given, &self.state.now).is_none();
            let open = placeholders.iter().find(is_open)?.clone();
            Some((command, open))
        });
        let Some((command, placeholder)) = wanted else {
            self.phase = Phase::Waiting;
            return vec![self.prompt()];
        };
        let proposal = self.proposal(&placeholder);
        let screen = Screen::Wanted { command, placeholder: placeholder.written.clone(), proposal: proposal.clone() };
        self.phase = Phase::Filling(placeholder);
        vec![Effect::Show(screen), Effect::Ask(Ask::Value { offer: proposal })]
    }

    /// The same question again, after a word in between.
    pub(super) fn ask_value_again(&self, placeholder: &Placeholder) -> Effect {
        Effect::Ask(Ask::Value { offer: self.proposal(placeholder) })
    }

    /// Takes a line as the value; Enter alone takes the proposal, or leaves the command as it is.
    pub(super) fn take_value(&mut self, placeholder: &Placeholder, line: &str) -> Vec<Effect> {
        let line = line.trim();
        let value = if line.is_empty() { self.proposal(placeholder) } else { Some(line.to_owned()) };
        match value {
            Some(value) if is_value(&value) => {
                let mut effects = self.keep(&placeholder.key, &value);
                effects.extend(self.ask_value());
                effects
            }
            Some(_) => vec![Effect::Show(Screen::NoValue), self.ask_value_again(placeholder)],
            None => {
                self.phase = Phase::Waiting;
                let mut effects = vec![Effect::Show(Screen::LeftOpen(placeholder.written.clone()))];
                self.take_offer();
                // It may have been all that the step was still waiting for.
                let is_done = self.all_pass() && !self.passed && !self.has_wanting();
                effects.extend(if is_done { self.done(Standing::Done) } else { vec![self.prompt()] });
                effects
            }
        }
    }

    /// Learns the values from a command that was typed with them. Whether it is the one on offer.
    pub(super) fn learn_values(&mut self, line: &str) -> Option<Vec<Effect>> {
        let (command, placeholders) = self.wanting()?;
        let found = answers(&command, &placeholders, line)?;
        Some(found.iter().flat_map(|(placeholder, value)| self.keep(&placeholder.key, value)).collect())
    }

    fn keep(&mut self, key: &str, value: &str) -> Vec<Effect> {
        self.given.insert(key.to_owned(), value.to_owned());
        self.bind_step(self.at);
        vec![Effect::Log(Entry::Filled { placeholder: key.to_owned(), value: value.to_owned() })]
    }

    /// `:set` lists what is known; `:set username ada` changes it.
    pub(super) fn set(&mut self, words: &str) -> Vec<Effect> {
        let words = words.trim();
        let Some((name, value)) = words.rsplit_once(char::is_whitespace) else {
            let given = self.given.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
            return self.show(if words.is_empty() { Screen::Values(given) } else { Screen::SetHow });
        };
        if !is_value(value) {
            return self.show(Screen::NoValue);
        }
        let placeholder = Placeholder::new(name.trim());
        let mut effects = self.keep(&placeholder.key, value);
        if matches!(&self.phase, Phase::Filling(asked) if asked.key == placeholder.key) {
            self.phase = Phase::Waiting;
        }
        effects.extend(self.show(Screen::Values(vec![(placeholder.key, value.to_owned())])));
        effects
    }

    /// What most likely stands for a placeholder: the container made last; the learner's name at a registry, as docker
    /// knows it or as it stood for another placeholder.
    fn proposal(&self, placeholder: &Placeholder) -> Option<String> {
        let now = &self.state.now;
        match placeholder.role() {
            Role::Container => {
                let is_there = self.wanting().is_some_and(|(command, _)| placeholder.is_container_in(&command));
                let last = now.containers.iter().filter(|_| is_there).max_by_key(|c| c.started);
                last.map(|c| c.name.clone())
            }
            Role::User => {
                let other = || self.given.iter().find(|(key, _)| Placeholder::new(key).role() == Role::User);
                registry_user(now).or_else(|| other().map(|(_, value)| value.clone()))
            }
            Role::Other => None,
        }
    }
}

/// What stands for a placeholder in a command. A container's goes with the container.
fn known(placeholder: &Placeholder, command: &str, given: &BTreeMap<String, String>, now: &Snapshot) -> Option<String> {
    let value = given.get(&placeholder.key)?;
    let is_there = || now.containers.iter().any(|c| c.name == *value || c.id.starts_with(value.as_str()));
    (!placeholder.is_container_in(command) || is_there()).then(|| value.clone())
}

/// One word or several on one line.
fn is_value(value: &str) -> bool {
    !value.trim().is_empty() && value.chars().count() <= VALUE_LIMIT && !value.contains(char::is_control)
}

/// Who is logged in at a registry, as docker has written it down.
fn registry_user(now: &Snapshot) -> Option<String> {
    let Some(Answer::File(file)) = now.answers.get(&Probe::File(DOCKER_CONFIG.to_owned())) else { return None };
    let auths = file.content.split("\"auth\"").skip(1);
    let coded = auths.filter_map(|rest| rest.split('"').nth(1));
    let users = coded.filter_map(decoded).filter_map(|pair| Some(pair.split_once(':')?.0.to_owned()));
    users.into_iter().find(|user| is_value(user))
}

/// Text in base64.
fn decoded(text: &str) -> Option<String> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for digit in text.trim_end_matches('=').bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = (bits << 6 | u32::try_from(value).ok()?) & 0xff_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Event, Reached};
    use crate::state::{CommandRecord, File, Image, Observation, Ran};

    #[test]
    fn who_is_logged_in_is_read_from_dockers_own_file() {
        let user = |content: &str| {
            let mut now = Snapshot::default();
            let file = File { content: content.into(), ..File::default() };
            now.answers.insert(Probe::File(DOCKER_CONFIG.into()), Answer::File(file));
            registry_user(&now)
        };
        let logged_in =
            "{\n\t\"auths\": {\n\t\t\"localhost:5000\": {\n\t\t\t\"auth\": \"YWRhOnNlY3JldA==\"\n\t\t}\n\t}\n}";
        assert_eq!(user(logged_in).as_deref(), Some("ada"));
        for nobody in ["", "{\"auths\":{\"x\":{}}}", "{\"auth\": \"?\"}", "{\"auth\": \"YWRh\"}", "{\"auth\""] {
            assert_eq!(user(nobody), None, "{nobody}");
        }
    }

    const LESSON: &str = "# L\n\n## Tag\n\n```console\n$ docker pull alpine\n$ docker tag alpine <your-name>/app\n```\n\n\
        ## Again\n\n```console\n$ docker tag alpine YOUR_USERNAME/b\n$ docker volume create <volume>\n```\n";

    fn session() -> Session {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", LESSON));
        Session::new(crate::lesson::compile("x", &document, None).0)
    }

    #[test]
    fn a_name_for_a_new_container_is_asked_for_once() {
        let text = "# L\n\n## Run\n\n```console\n$ docker run -d --name <container-name> nginx\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let mut session = Session::new(crate::lesson::compile("x", &document, None).0);
        session.apply(Event::begin_fresh());
        session.apply(Event::Provided(Vec::new()));
        session.apply(Event::Observed(Observation::default()));
        let asked = session.apply(Event::Line(String::new()));
        assert!(asked.contains(&Effect::Ask(Ask::Value { offer: None })), "{asked:?}");
        let offered = session.apply(Event::Line("web".into()));
        let offer = Some("docker run -d --name web nginx".to_owned());
        assert!(offered.contains(&Effect::Ask(Ask::Command { offer })), "{offered:?}");
    }

    fn seen(tags: &[&str]) -> Event {
        let tags = tags.iter().map(|tag| format!("{tag}:latest")).collect();
        let images = vec![Image { id: "sha256:1".into(), tags, ..Image::default() }];
        Event::Observed(Observation { snapshot: Snapshot { images, ..Snapshot::default() }, ..Observation::default() })
    }

    /// What comes of events, on a line: what is offered, typed, asked, logged.
    fn told(effects: &[Effect]) -> String {
        let told = effects.iter().filter_map(|effect| match effect {
            Effect::Ask(Ask::Command { offer }) => Some(format!("offers {}", offer.as_deref().unwrap_or("nothing"))),
            Effect::Ask(Ask::Value { offer }) => Some(format!("wants [{}]", offer.as_deref().unwrap_or_default())),
            Effect::Ask(Ask::Continue) => Some("goes on".to_owned()),
            Effect::Run { run, .. } => Some(format!("runs {}", run.text)),
            Effect::Log(Entry::Filled { placeholder, value }) => Some(format!("keeps {placeholder}={value}")),
            Effect::Log(Entry::Passed { step }) => Some(format!("passed {step}")),
            Effect::Show(Screen::Wanted { placeholder, .. }) => Some(format!("asks {placeholder}")),
            Effect::Show(Screen::LeftOpen(name)) => Some(format!("leaves {name}")),
            Effect::Show(Screen::NoValue) => Some("no value".to_owned()),
            _ => None,
        });
        told.collect::<Vec<_>>().join("; ")
    }

    fn play(session: &mut Session, events: Vec<(Event, &str)>) {
        for (event, want) in events {
            let said = format!("{event:?}");
            assert_eq!(told(&session.apply(event)), want, "{said}");
        }
    }

    fn line(text: &str) -> Event {
        Event::Line(text.into())
    }

    fn ran(text: &str) -> Event {
        Event::Ran(Ran { record: CommandRecord { text: text.into(), ..CommandRecord::default() }, ..Ran::default() })
    }

    /// To where the first command has been typed and the second one is on offer.
    fn begun(reached: Reached) -> Session {
        let mut session = session();
        session.apply(Event::Begin(reached));
        session.apply(Event::Provided(Vec::new()));
        play(
            &mut session,
            vec![
                (seen(&[]), "offers docker pull alpine"),
                (line(""), "runs docker pull alpine"),
                (ran("docker pull alpine"), ""),
            ],
        );
        session
    }

    #[test]
    fn a_value_is_asked_for_once_and_offered_from_then_on() {
        let mut session = begun(Reached::default());
        play(
            &mut session,
            vec![
                (seen(&["alpine"]), "offers docker tag alpine <your-name>/app"),
                (line(""), "asks <your-name>; wants []"),
                (line("a\tb"), "no value; wants []"),
                (line(" ada "), "keeps username=ada; offers docker tag alpine ada/app"),
                (line(""), "runs docker tag alpine ada/app"),
                (ran("docker tag alpine ada/app"), ""),
                (seen(&["alpine", "ada/app"]), "passed tag; goes on"),
                (line(""), ""),
                (Event::Provided(Vec::new()), ""),
                (seen(&["alpine", "ada/app"]), "offers docker tag alpine ada/b"),
                (line(":set YOUR_USERNAME bea"), "keeps username=bea; offers docker tag alpine bea/b"),
                (line(""), "runs docker tag alpine bea/b"),
                (ran("docker tag alpine bea/b"), ""),
                (seen(&["alpine", "bea/b"]), "offers docker volume create <volume>"),
                (line(""), "asks <volume>; wants []"),
                (line(""), "leaves <volume>; passed again; goes on"),
            ],
        );
    }

    #[test]
    fn who_types_the_command_has_said_the_value() {
        let mut session = begun(Reached::default());
        play(
            &mut session,
            vec![
                (seen(&["alpine"]), "offers docker tag alpine <your-name>/app"),
                (line("docker tag alpine <your-name>/app"), "asks <your-name>; wants []"),
                (Event::Interrupted, "offers docker tag alpine <your-name>/app"),
                (line("docker tag  alpine ada/app"), "keeps username=ada; runs docker tag  alpine ada/app"),
                (ran("docker tag alpine ada/app"), ""),
                (seen(&["alpine", "ada/app"]), "passed tag; goes on"),
            ],
        );
    }

    #[test]
    fn a_value_outlives_the_session() {
        let entries = [Entry::Filled { placeholder: "username".into(), value: "ada".into() }];
        let mut session = begun(crate::session::reached(&entries));
        play(&mut session, vec![(seen(&["alpine"]), "offers docker tag alpine ada/app")]);
    }

    #[test]
    fn values_are_short_and_on_one_line() {
        assert!(is_value("ada") && is_value("a b") && is_value(&"x".repeat(VALUE_LIMIT)));
        assert!(!is_value(" ") && !is_value("a\nb") && !is_value(&"x".repeat(VALUE_LIMIT + 1)));
    }
}

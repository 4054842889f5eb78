//! The inner engine's events as they come: one stream that stays open for as long as a sandbox is watched.
//!
//! A stream that breaks is opened again from the last event on. The engine keeps its last 256 events in memory only:
//! if the last one we know is not among them, what lies between is lost, and [`Taken::lost`] says so.

use super::dirty::Dirty;
use super::look::{LOOK_LABEL, is_trace};
use super::observe::{container_of, event_of, stamp};
use crate::state::{Container, EngineEvent};
use bollard::Docker;
use bollard::models::EventMessage;
use bollard::query_parameters::EventsOptions;
use futures_util::StreamExt;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// How many events are held between two observations; the oldest go first, and are told of as lost.
pub const HELD_LIMIT: usize = 20_000;
/// Of how many containers it is held, between two observations, how they were made; the oldest go first.
const MADE_LIMIT: usize = 1000;
/// How long a stream that broke may take to be there again.
pub const RECONNECT_LIMIT: Duration = Duration::from_secs(10);
/// How long between two attempts.
const RETRY: Duration = Duration::from_millis(100);

/// How many of the events that were heard are known again when they are told anew: more than the engine remembers, so
/// that a whole repetition of its memory and what comes meanwhile are told apart.
const KNOWN_LIMIT: usize = 1024;
/// An engine stamps an event before it puts it in line: of two that happen at once the later one may come first. So
/// much before the newest event begins what is awaited, in nanoseconds.
const LATE: i64 = 250_000_000;
/// The same for what is asked for again after a stream broke: nothing else would ever tell of it.
const OVERLAP: i64 = 2_000_000_000;

/// How long a look may be ago whose traces still come, in nanoseconds.
const LOOK_MEMORY: i64 = 60_000_000_000;

/// What tells one event from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    nano: i64,
    kind: String,
    action: String,
    id: String,
}

impl Key {
    fn of(nano: i64, event: &EngineEvent) -> Self {
        Self { nano, kind: event.kind.clone(), action: event.action.clone(), id: event.id.clone() }
    }
}

/// What came since the last time.
#[derive(Debug, Default)]
pub struct Taken {
    /// In their order.
    pub events: Vec<EngineEvent>,
    /// What is stale by them.
    pub dirty: Dirty,
    /// Containers as they were made: what is gone at once cannot be asked any more.
    pub made: Vec<Container>,
    /// Why some events are missing, if any are.
    pub lost: Option<String>,
}

/// How the stream stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// Open, or being opened for the first time.
    #[default]
    Open,
    /// It broke and is not there again, or nothing came over it yet that we know.
    Suspect,
}

/// The events that were heard and not taken yet.
#[derive(Debug, Default)]
struct Heard {
    events: VecDeque<(i64, EngineEvent)>,
    dirty: Dirty,
    made: VecDeque<Container>,
    lost: Option<String>,
    /// When listening began, and the newest event's time.
    start: i64,
    until: i64,
    /// What came last, in the order in which it came.
    known: VecDeque<Key>,
    line: Line,
    /// Why the stream is not open.
    broken: Option<String>,
    /// Times within which we looked ourselves.
    looks: Vec<(i64, i64)>,
    /// Something is stale that nobody was told of.
    news: bool,
}

const FORGOTTEN: &str = "the sandbox's engine was cut off for a moment, and what it did then is not known";

impl Heard {
    /// Takes in an event; one that is known already is passed over.
    fn take(&mut self, nano: i64, event: EngineEvent) {
        let key = Key::of(nano, &event);
        let known = self.known.contains(&key);
        if std::mem::take(&mut self.line) == Line::Suspect && !known {
            self.lost = Some(FORGOTTEN.to_owned());
        }
        if known {
            return;
        }
        self.until = self.until.max(nano);
        if self.known.len() >= KNOWN_LIMIT {
            self.known.pop_front();
        }
        self.known.push_back(key);
        let looking = self.looks.iter().any(|(from, to)| (*from..=*to).contains(&nano));
        if is_trace(&event, looking) {
            return;
        }
        self.news |= self.dirty.mark(&event);
        self.events.push_back((nano, event));
        if self.events.len() > HELD_LIMIT {
            self.events.pop_front();
            self.lost = Some(format!("the sandbox's engine did more than {HELD_LIMIT} things at once"));
        }
    }

    fn broke(&mut self, why: String) {
        self.line = Line::Suspect;
        self.broken = Some(why);
        self.dirty = Dirty::everything();
        self.news = true;
    }

    /// From when on events are asked for, so that none is missed that came out of line.
    fn since(&self) -> i64 {
        let before = if self.line == Line::Suspect { OVERLAP } else { LATE };
        self.until.saturating_sub(before).max(self.start)
    }

    /// Whether all events that the engine remembers have come over the stream.
    fn has(&self, remembered: &[Key]) -> bool {
        let full = self.known.len() >= KNOWN_LIMIT;
        let forgotten = self.known.front().filter(|_| full).map_or(i64::MIN, |oldest| oldest.nano);
        remembered.iter().all(|key| key.nano < forgotten || self.known.contains(key))
    }
}

struct Shared {
    heard: Mutex<Heard>,
    stirred: Notify,
}

impl Shared {
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The events of one engine.
pub struct Feed {
    inner: Docker,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Feed {
    /// Listens from a time on, in nanoseconds since the epoch by the engine's clock.
    pub fn new(inner: Docker, since: i64) -> Self {
        let heard = Heard { start: since, until: since, dirty: Dirty::everything(), ..Heard::default() };
        let shared = Arc::new(Shared { heard: Mutex::new(heard), stirred: Notify::new() });
        let task = tokio::spawn(listen(inner.clone(), Arc::clone(&shared)));
        Self { inner, shared, task }
    }

    /// Waits until something may be stale that [`Feed::heard`] did not tell of.
    pub async fn changed(&self) {
        loop {
            let stirred = self.shared.stirred.notified();
            if self.shared.heard().news {
                return;
            }
            stirred.await;
        }
    }

    /// From now on we look ourselves: what that leaves in the events is nobody's doing.
    pub fn look_begins(&self, now: i64) {
        let mut heard = self.shared.heard();
        heard.looks.retain(|(_, to)| *to >= now - LOOK_MEMORY);
        heard.looks.push((now, i64::MAX));
    }

    /// The look is over.
    pub fn look_ends(&self, now: i64) {
        self.shared.heard().looks.iter_mut().for_each(|(_, to)| *to = (*to).min(now));
    }

    /// Whether something came that [`Feed::heard`] did not tell of yet, over a stream that did not break.
    pub fn is_ahead(&self) -> bool {
        let heard = self.shared.heard();
        heard.news && heard.line == Line::Open
    }

    /// All that came over the stream since the last time.
    pub fn heard(&self) -> Taken {
        let mut heard = self.shared.heard();
        heard.news = false;
        let events = std::mem::take(&mut heard.events).into_iter().map(|(_, event)| event).collect();
        let made = std::mem::take(&mut heard.made).into();
        Taken { events, dirty: std::mem::take(&mut heard.dirty), made, lost: heard.lost.take() }
    }

    /// Waits until all that happened until `now` has come. An engine tells its events over another connection than the
    /// one on which a command ends: what it remembers must have come over the stream too.
    pub async fn catch_up(&self, now: i64) -> Result<(), String> {
        let limit = RECONNECT_LIMIT;
        tokio::time::timeout(limit, self.all_heard(now)).await.map_err(|_| {
            let why = self.shared.heard().broken.clone().unwrap_or_else(|| "they do not come".to_owned());
            format!("its events could not be followed for {} seconds: {why}", limit.as_secs())
        })
    }

    async fn all_heard(&self, now: i64) {
        loop {
            let since = self.shared.heard().since();
            let Ok(remembered) = remembered(&self.inner, since, now).await else {
                tokio::time::sleep(RETRY).await;
                continue;
            };
            self.settle_doubt(&remembered);
            if self.wait_for(&remembered).await {
                return;
            }
        }
    }

    /// A stream that broke has lost nothing if the engine still remembers what we heard last.
    fn settle_doubt(&self, remembered: &[Key]) {
        let mut heard = self.shared.heard();
        if heard.line == Line::Suspect {
            heard.line = Line::Open;
            if !remembered.iter().any(|key| heard.known.contains(key)) {
                heard.lost = Some(FORGOTTEN.to_owned());
            }
        }
    }

    /// Waits for events; false when the stream broke meanwhile and the engine must be asked again.
    async fn wait_for(&self, remembered: &[Key]) -> bool {
        loop {
            let stirred = self.shared.stirred.notified();
            {
                let heard = self.shared.heard();
                if heard.line == Line::Suspect {
                    return false;
                }
                if heard.has(remembered) {
                    return true;
                }
            }
            stirred.await;
        }
    }
}

/// What the engine remembers of its events between two times.
async fn remembered(inner: &Docker, since: i64, until: i64) -> Result<Vec<Key>, bollard::errors::Error> {
    let options =
        EventsOptions { since: Some(stamp(since)), until: Some(stamp(until.max(since))), ..EventsOptions::default() };
    let mut stream = std::pin::pin!(inner.events(Some(options)));
    let mut keys = Vec::new();
    while let Some(message) = stream.next().await {
        let (nano, event) = timed(message?);
        keys.push(Key::of(nano, &event));
    }
    Ok(keys)
}

fn timed(message: EventMessage) -> (i64, EngineEvent) {
    (message.time_nano.unwrap_or_default(), event_of(message))
}

/// Whether a container was made, by anybody but a look of ours.
fn is_made(event: &EngineEvent) -> bool {
    event.kind == "container" && event.action == "create" && !event.attributes.contains_key(LOOK_LABEL)
}

/// Keeps what a container was made with. One that is gone already is known by its events alone.
async fn ask_of(inner: Docker, id: String, shared: Arc<Shared>) {
    if let Ok(found) = inner.inspect_container(&id, None).await {
        let mut heard = shared.heard();
        if heard.made.len() >= MADE_LIMIT {
            heard.made.pop_front();
        }
        heard.made.push_back(container_of(id, found));
    }
}

/// Keeps a stream open until the feed is dropped.
async fn listen(inner: Docker, shared: Arc<Shared>) {
    loop {
        let since = shared.heard().since();
        let options = EventsOptions { since: Some(stamp(since)), ..EventsOptions::default() };
        let mut stream = std::pin::pin!(inner.events(Some(options)));
        let why = loop {
            match stream.next().await {
                Some(Ok(message)) => {
                    let (nano, event) = timed(message);
                    if is_made(&event) {
                        tokio::spawn(ask_of(inner.clone(), event.id.clone(), Arc::clone(&shared)));
                    }
                    let mut heard = shared.heard();
                    heard.broken = None;
                    heard.take(nano, event);
                    drop(heard);
                    shared.stirred.notify_waiters();
                }
                Some(Err(error)) => break super::engine::deepest(&error),
                None => break "the stream ended".to_owned(),
            }
        };
        shared.heard().broke(why);
        shared.stirred.notify_waiters();
        tokio::time::sleep(RETRY).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(action: &str) -> EngineEvent {
        EngineEvent { kind: "container".into(), action: action.into(), id: "c".into(), ..EngineEvent::default() }
    }

    fn heard(events: &[(i64, &str)]) -> Heard {
        let mut heard = Heard::default();
        events.iter().for_each(|(nano, action)| heard.take(*nano, event(action)));
        heard
    }

    fn actions(heard: &Heard) -> Vec<&str> {
        heard.events.iter().map(|(_, event)| event.action.as_str()).collect()
    }

    #[test]
    fn an_event_that_is_told_again_is_taken_once() {
        let mut heard = heard(&[(1, "create"), (2, "start"), (2, "attach"), (2, "start")]);
        assert_eq!(actions(&heard), ["create", "start", "attach"]);
        heard.broke("cut".into());
        heard.take(2, event("attach"));
        heard.take(3, event("die"));
        assert_eq!((actions(&heard), heard.lost.clone()), (vec!["create", "start", "attach", "die"], None));
        assert!(heard.dirty.all, "after a break everything is read again");
    }

    #[test]
    fn what_lies_between_is_lost_where_the_last_one_is_forgotten() {
        let mut heard = heard(&[(1, "create"), (2, "start")]);
        heard.broke("cut".into());
        heard.take(9, event("die"));
        assert_eq!((actions(&heard), heard.lost.as_deref()), (vec!["create", "start", "die"], Some(FORGOTTEN)));
    }

    #[test]
    fn a_look_of_ours_is_no_news() {
        let mut heard = Heard { looks: vec![(10, 20)], ..Heard::default() };
        for (nano, action) in [(9, "exec_die"), (10, "exec_create: cat"), (20, "exec_die"), (21, "top")] {
            heard.take(nano, event(action));
        }
        assert_eq!((actions(&heard), heard.news), (vec!["exec_die", "top"], false));
        heard.take(22, event("die"));
        assert!(heard.news);
    }

    #[test]
    fn what_is_held_has_a_limit() {
        let mut heard = Heard::default();
        for nano in 1..=i64::try_from(HELD_LIMIT).unwrap() {
            heard.take(nano, event("start"));
        }
        assert_eq!((heard.events.len(), heard.lost.clone()), (HELD_LIMIT, None));
        heard.take(i64::MAX, event("die"));
        assert!(heard.events.len() == HELD_LIMIT && heard.lost.is_some());
    }

    #[test]
    fn what_is_remembered_is_there_or_awaited() {
        let heard = heard(&[(1, "create"), (2, "start")]);
        let key = |nano, action| Key::of(nano, &event(action));
        assert!(heard.has(&[]) && heard.has(&[key(1, "create"), key(2, "start")]));
        assert!(!heard.has(&[key(2, "start"), key(2, "die")]) && !heard.has(&[key(3, "die")]));
    }

    #[test]
    fn events_that_come_out_of_line_are_all_known() {
        let mut heard = heard(&[(5, "create"), (7, "start"), (6, "attach")]);
        let key = |nano, action| Key::of(nano, &event(action));
        assert!(heard.has(&[key(5, "create"), key(6, "attach"), key(7, "start")]));
        assert!(!heard.has(&[key(4, "late"), key(7, "start")]), "one that is late is awaited");
        heard.broke("cut".into());
        for (nano, action) in [(5, "create"), (7, "start"), (6, "attach"), (8, "die")] {
            heard.take(nano, event(action));
        }
        assert_eq!((actions(&heard), heard.lost.as_deref()), (vec!["create", "start", "attach", "die"], None));
    }

    #[test]
    fn what_is_known_has_a_limit() {
        let mut heard = Heard::default();
        let limit = i64::try_from(KNOWN_LIMIT).unwrap();
        for nano in 1..=limit + 1 {
            heard.take(nano, event("start"));
        }
        assert_eq!(heard.known.len(), KNOWN_LIMIT);
        assert!(heard.has(&[Key::of(1, &event("start"))]), "it came, and is forgotten");
        assert!(!heard.has(&[Key::of(limit + 2, &event("start"))]));
    }

    #[test]
    fn what_is_asked_for_again_begins_a_little_before() {
        let mut heard = Heard { start: 10, until: 10, ..Heard::default() };
        heard.take(20, event("start"));
        assert_eq!(heard.since(), 10, "never before listening began");
        heard.take(OVERLAP + 30, event("die"));
        assert_eq!(heard.since(), OVERLAP + 30 - LATE);
        heard.broke("cut".into());
        assert_eq!(heard.since(), 30);
    }
}

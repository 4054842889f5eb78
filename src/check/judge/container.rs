//! Containers: those that are there, those that ran, those that are gone.

use super::miss::{self, Miss, about};
use super::settings::settings;
use super::{blame, detail, image, say};
use crate::check::ContainerCheck;
use crate::check::bind::thing;
use crate::check::reference::normal_reference;
use crate::state::{Bound, BoundKind, Container, EngineEvent, Probe, Seen, Snapshot, State, is_identity};
use crate::text::did_you_mean;
use std::collections::HashMap;

/// Why no container fits; none where one does.
pub(super) fn why_not(check: &ContainerCheck, state: &State) -> Option<String> {
    if check.ran {
        return ran(check, state);
    }
    if check.removed {
        return removed(check, state);
    }
    match nearest(check, &state.now) {
        Some((_, misses)) => miss::told(misses),
        None if ended_and_went(check, state) => None,
        None => Some(missing(check, state)),
    }
}

/// The candidate with the fewest misses, and those; of several the newest.
fn nearest<'s>(check: &'s ContainerCheck, snapshot: &'s Snapshot) -> Option<(&'s Container, Vec<Miss>)> {
    let mut candidates: Vec<&Container> = candidates(check, snapshot).collect();
    candidates.sort_by_key(|container| std::cmp::Reverse(container.started));
    let judged = candidates.into_iter().map(|container| (container, misses(check, container, snapshot)));
    judged.min_by_key(|(_, misses)| misses.len())
}

/// The container of the snapshot that an assertion is about, or comes nearest to it.
pub(super) fn meant<'s>(check: &'s ContainerCheck, snapshot: &'s Snapshot) -> Option<&'s Container> {
    nearest(check, snapshot).map(|(container, _)| container)
}

/// The same, and what of it is otherwise, as far as it is told first; where nothing is, what is asked.
pub(super) fn meant_for<'s>(check: &'s ContainerCheck, snapshot: &'s Snapshot) -> Option<(&'s Container, String)> {
    let (container, misses) = nearest(check, snapshot)?;
    let asked = || {
        let state = [check.running, check.paused, check.exited, check.restarting, check.created];
        match check {
            _ if state.iter().any(Option::is_some) || check.exit_code.is_some() || check.stable_for.is_some() => {
                "state"
            }
            ContainerCheck { health: Some(_), .. } => "health",
            ContainerCheck { networks, .. } if !networks.is_empty() => "network",
            ContainerCheck { memory: Some(_), .. } | ContainerCheck { milli_cpus: Some(_), .. } => "limit",
            ContainerCheck { restart: Some(_), .. } => "restart policy",
            ContainerCheck { changed, .. } if !changed.is_empty() => "changed file",
            ContainerCheck { processes, .. } if !processes.is_empty() => "process",
            _ => "name",
        }
    };
    let property = misses.first().map_or_else(|| asked().to_owned(), |miss| miss.noun().to_owned());
    Some((container, property))
}

/// Whether a container of the snapshot fits.
pub(super) fn fits(check: &ContainerCheck, snapshot: &Snapshot) -> bool {
    matching(check, snapshot).next().is_some()
}

/// The containers of the snapshot that fit.
pub(super) fn matching<'s>(check: &'s ContainerCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Container> {
    candidates(check, snapshot).filter(|container| misses(check, container, snapshot).is_empty())
}

/// Whether a container of this name, or else of this image, was ever seen.
pub(super) fn was_there(check: &ContainerCheck, state: &State) -> bool {
    let made_from = made_from(check, &state.now);
    let seen = |(id, seen): (&String, &Seen)| named(check, id, &seen.name) && made_from(&seen.image, image_of(seen));
    state.history.containers.iter().any(seen) || candidates(check, &state.before).next().is_some()
}

fn candidates<'s>(check: &'s ContainerCheck, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Container> {
    let made_from = made_from(check, snapshot);
    let of_image = move |c: &&Container| check.name.is_some() || made_from(&c.image, &c.image_id);
    snapshot.containers.iter().filter(|c| named(check, &c.id, &c.name)).filter(of_image)
}

fn named(check: &ContainerCheck, id: &str, name: &str) -> bool {
    check.name.as_ref().is_none_or(|wanted| wanted == name || is_identity(wanted, id))
}

/// By the name it was made with, or by identity where that name has moved on since. The check's image is looked up
/// once, however many containers are asked about.
fn made_from<'s>(check: &ContainerCheck, snapshot: &'s Snapshot) -> impl Fn(&str, &str) -> bool + use<'s> {
    let wanted = check.image.as_ref();
    let wanted = wanted.map(|image| (normal_reference(image), image::find(snapshot, image).map(|i| i.id.as_str())));
    move |name, id| {
        let fits = |(image, now): &(String, Option<&str>)| *image == normal_reference(name) || *now == Some(id);
        wanted.as_ref().is_none_or(fits)
    }
}

/// What speaks against a candidate; one without a name was chosen by its image.
fn misses(check: &ContainerCheck, container: &Container, snapshot: &Snapshot) -> Vec<Miss> {
    let mut misses = Vec::new();
    if check.name.is_some() && !made_from(check, snapshot)(&container.image, &container.image_id) {
        let other = check.image.as_ref().map(|wanted| other_image(&container.name, &container.image, wanted));
        misses.extend(about("image", other));
    }
    misses.extend(live_misses(check, container, snapshot));
    misses
}

/// What is otherwise with a container that is there.
fn live_misses(check: &ContainerCheck, container: &Container, snapshot: &Snapshot) -> Vec<Miss> {
    let mut misses = state_misses(check, container, snapshot);
    // What does not run has no processes: it is enough to say that it does not run.
    let is_idle = !misses.is_empty() && !container.is_running();
    let later = settings(check, container).into_iter().chain(detail::misses(check, container, snapshot));
    misses.extend(later.filter(|miss| !(is_idle && miss.is_about(detail::PROCESS))));
    misses
}

fn other_image(name: &str, found: &str, wanted: &str) -> String {
    format!("{} was made from {}; the step asks for {}", say::code(name), say::code(found), say::code(wanted))
}

fn state_misses(check: &ContainerCheck, container: &Container, now: &Snapshot) -> Vec<Miss> {
    let name = say::code(&container.name);
    let condition = condition(container, now);
    let (running, paused) = (container.is_running(), container.status == "paused");
    let (exited, restarting) = (has_exited(container), container.status == "restarting");
    let wrong = [
        (check.running == Some(true) && !running, format!("{name} is not running; it {condition}")),
        (check.running == Some(false) && running, format!("{name} is still running")),
        (check.paused == Some(true) && !paused, format!("{name} is not paused; it {condition}")),
        (check.paused == Some(false) && paused, format!("{name} is still paused")),
        (check.exited == Some(true) && !exited, format!("{name} has not exited; it {condition}")),
        (check.exited == Some(false) && exited, format!("{name} {condition}")),
        (check.restarting == Some(true) && !restarting, format!("{name} is not restarting; it {condition}")),
        (check.restarting == Some(false) && restarting, format!("{name} {condition}")),
        (check.created == Some(true) && container.started > 0, format!("{name} was started; it {condition}")),
        (check.created == Some(false) && container.started == 0, format!("{name} was never started")),
    ];
    let mut misses = about("state", wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, words)| words));
    misses.truncate(1);
    let code = check.exit_code.and_then(|wanted| match exited {
        true if container.exit_code == wanted => None,
        true => Some(other_status(&name, container.exit_code, wanted)),
        false if !misses.is_empty() => None,
        false => Some(format!("{name} has not exited; it {condition}")),
    });
    misses.extend(about("exit status", code));
    // How it fares tells only of one that is in the state that is asked for.
    let is_told = !misses.is_empty() && !container.is_running();
    let health = check.health.as_ref().filter(|wanted| !is_told || *wanted == "none");
    misses.extend(about("health", health.and_then(|wanted| health_miss(&name, wanted, container, &condition))));
    let time = check.stable_for.filter(|_| !is_told);
    misses.extend(about("running time", time.and_then(|time| stable_miss(&name, time, container, now))));
    misses
}

fn health_miss(name: &str, wanted: &str, container: &Container, condition: &str) -> Option<String> {
    let found = if container.health.is_empty() { "none" } else { container.health.as_str() };
    if found == wanted && (container.is_running() || wanted == "none") {
        return None;
    }
    Some(match (found, wanted) {
        ("none", _) => format!("{name} has no health check"),
        (_, "none") => format!("{name} has a health check, which says {}", say::code(found)),
        _ if !container.is_running() => format!("{name} is not running; it {condition}"),
        ("starting", _) => format!("{name} is starting: its health check has not come to an end yet"),
        _ => format!("{name} is {found}; the step asks for {wanted}"),
    })
}

/// A container that is started again and again runs at many moments, but never for long.
fn stable_miss(name: &str, time: u32, container: &Container, now: &Snapshot) -> Option<String> {
    let since = now.taken - container.started;
    let runs = matches!(container.status.as_str(), "running" | "paused");
    if runs && since >= i64::from(time) {
        return None;
    }
    if container.restarts > 0 {
        let times = say::times(container.restarts);
        // While it runs the engine says 0.
        let ended = if runs { String::new() } else { format!(", last exit status {}", container.exit_code) };
        return Some(format!("{name} keeps restarting: {times}{ended}"));
    }
    if !runs {
        return Some(format!("{name} is not running; it {}", condition(container, now)));
    }
    Some(format!("{name} has been running for {} of {}", since.max(0), say::seconds(time)))
}

fn other_status(name: &str, found: i64, wanted: i64) -> String {
    format!("{name} exited with status {found}; the step asks for {wanted}")
}

fn has_exited(container: &Container) -> bool {
    matches!(container.status.as_str(), "exited" | "dead")
}

/// What a container does, after "it".
fn condition(container: &Container, now: &Snapshot) -> String {
    match container.status.as_str() {
        "running" => "is running".to_owned(),
        "paused" => "is paused".to_owned(),
        "restarting" => format!("is restarting after it exited with status {}", container.exit_code),
        "created" => "was created but never started".to_owned(),
        _ => {
            let when = if container.finished > 0 { say::when(now, container.finished) } else { String::new() };
            // Two numbers side by side are read as one.
            let comma = if when.starts_with(|c: char| c.is_ascii_digit()) { "," } else { "" };
            format!("exited with status {}{comma} {when}", container.exit_code).trim_end().to_owned()
        }
    }
}

/// Asked to exit, a container that was run with `--rm` did so and went.
fn ended_and_went(check: &ContainerCheck, state: &State) -> bool {
    let asks = check.exited == Some(true) && check.exit_code.is_none();
    let went = |c: &Container| c.auto_remove && settings(check, c).is_empty();
    let of_image = made_from(check, &state.now);
    let came_and_went = |(id, seen): (&String, &Seen)| {
        let (made, ended) = (seen.made.as_ref(), seen.exit_code.is_some());
        let fits = ended
            && seen.started_in_step
            && named(check, id, &seen.name)
            && made.is_some_and(|m| of_image(&m.image, &m.image_id));
        fits && made.is_some_and(|made| went(&as_made(check, made, (id, &seen.name), state)))
    };
    asks && (candidates(check, &state.before).any(went) || state.history.containers.iter().any(came_and_went))
}

fn image_of(seen: &Seen) -> &str {
    seen.made.as_deref().map_or("", |made| made.image_id.as_str())
}

/// What there is in the place of a container that is not there.
fn missing(check: &ContainerCheck, state: &State) -> String {
    let Some(name) = &check.name else {
        return match &check.image {
            Some(image) => format!("no container was made from {}", say::code(image)),
            None => "there are no containers yet".to_owned(),
        };
    };
    if was_there(&ContainerCheck { name: Some(name.clone()), ..ContainerCheck::default() }, state) {
        return format!("{}{}", blame::removed("container", name, state), namesake(name, state));
    }
    match near(name, check, state) {
        Some(other) => {
            let does = condition(other, &state.now);
            format!("no container is named {}; {} {does}", say::code(name), say::code(&other.name))
        }
        None => format!("no container is named {}", say::code(name)),
    }
}

/// Of a container that is told by its identity and is gone: that the one with its name now is another one.
fn namesake(id: &str, state: &State) -> String {
    let name = state.last_name(id);
    let is_other = name != id && state.now.containers.iter().any(|container| container.name == name);
    if is_other { format!("; the {} that is there now is another container", say::code(name)) } else { String::new() }
}

/// The container that an assertion which holds is about: the newest that is there, else the last that was.
pub(super) fn found(check: &ContainerCheck, state: &State) -> Option<Bound> {
    let live = if check.removed { None } else { matching(check, &state.now).max_by_key(|c| c.started) };
    if let Some(container) = live {
        let (image, image_id) = (container.image.clone(), container.image_id.clone());
        return Some(Bound { image, image_id, ..thing(BoundKind::Container, &container.id, &container.name) });
    }
    let made_from = made_from(check, &state.now);
    let of_image = |run: &Run<'_>| check.name.is_some() || made_from(&run.seen.image, image_id(run));
    let mut runs = runs(state);
    runs.retain(|run| run.live.is_none() && named(check, run.id, &run.seen.name) && of_image(run));
    runs.retain(|run| !check.ran || run_misses(check, run, state).is_empty());
    let last = runs.into_iter().max_by_key(|run| run.seen.started_at)?;
    Some(Bound { image: last.seen.image, ..thing(BoundKind::Container, last.id, &last.seen.name) })
}

/// A container with a similar name, or the newest that was made from the right image.
fn near<'s>(name: &str, check: &ContainerCheck, state: &'s State) -> Option<&'s Container> {
    let all = &state.now.containers;
    let similar = did_you_mean(name, all.iter().map(|c| c.name.as_str()));
    let by_name = all.iter().find(|c| Some(c.name.as_str()) == similar);
    let made_from = made_from(check, &state.now);
    let of_image = |c: &&Container| check.image.is_some() && made_from(&c.image, &c.image_id);
    by_name.or_else(|| all.iter().filter(of_image).max_by_key(|c| c.started))
}

/// A container that ran, whether it is still there or not.
struct Run<'s> {
    id: &'s str,
    seen: Seen,
    live: Option<&'s Container>,
}

/// Why no container ran as asked since the step began; none where one did.
fn ran(check: &ContainerCheck, state: &State) -> Option<String> {
    let mut runs = runs(state);
    let made_from = made_from(check, &state.now);
    let of_image = |run: &Run<'_>| check.name.is_some() || made_from(&run.seen.image, image_id(run));
    runs.retain(|run| named(check, run.id, &run.seen.name) && of_image(run));
    runs.sort_by_key(|run| std::cmp::Reverse(run.seen.started_at));
    let subject = match (&check.name, &check.image) {
        (Some(name), _) => format!("no container named {}", say::code(state.last_name(name))),
        (None, Some(image)) => format!("no container of {}", say::code(image)),
        (None, None) => "no container".to_owned(),
    };
    match miss::nearest(runs.iter().map(|run| run_misses(check, run, state))) {
        Some(misses) => miss::told(misses),
        None => Some(other_name(check, state).unwrap_or_else(|| format!("{subject} has run in this step"))),
    }
}

/// A container that ran as asked, but under another name.
fn other_name(check: &ContainerCheck, state: &State) -> Option<String> {
    let wanted = check.name.as_ref().filter(|_| check.image.is_some())?;
    let mut runs = runs(state).into_iter().filter(|run| started_in_step(run, state));
    let made_from = made_from(check, &state.now);
    let other = runs.find(|run| made_from(&run.seen.image, image_id(run)))?;
    Some(format!("{} has run; the step asks for the name {}", say::code(&other.seen.name), say::code(wanted)))
}

/// The identity of what it was made from, as far as it is known of one that is gone.
fn image_id<'r>(run: &'r Run<'_>) -> &'r str {
    run.live.or(run.seen.made.as_deref()).map_or("", |container| container.image_id.as_str())
}

/// All that was seen, and what is there now in case nobody has told the history.
fn runs(state: &State) -> Vec<Run<'_>> {
    let there: HashMap<&str, &Container> = state.now.containers.iter().map(|c| (c.id.as_str(), c)).collect();
    let live = |id: &str| there.get(id).copied();
    let known = &state.history.containers;
    let from_history = known.iter().map(|(id, seen)| Run { id, seen: seen.clone(), live: live(id) });
    let only_now = state.now.containers.iter().filter(|container| !known.contains_key(&container.id));
    let from_now = only_now.map(|container| Run { id: &container.id, seen: seen(container), live: Some(container) });
    from_history.chain(from_now).collect()
}

fn seen(container: &Container) -> Seen {
    Seen {
        name: container.name.clone(),
        image: container.image.clone(),
        started: container.started > 0,
        started_at: container.started,
        started_in_step: true,
        exit_code: has_exited(container).then_some(container.exit_code),
        removed_at: None,
        made: None,
    }
}

fn run_misses(check: &ContainerCheck, run: &Run<'_>, state: &State) -> Vec<Miss> {
    let name = say::code(&run.seen.name);
    let mut misses = Vec::new();
    if !run.seen.started {
        misses.extend(about("run", [format!("{name} was created but never started")]));
    } else if !started_in_step(run, state) {
        misses.extend(about("run", [format!("{name} last started before this step")]));
    }
    if check.name.is_some() && !made_from(check, &state.now)(&run.seen.image, image_id(run)) {
        let other = check.image.as_ref().map(|wanted| other_image(&run.seen.name, &run.seen.image, wanted));
        misses.extend(about("image", other));
    }
    match run.live {
        Some(container) => {
            misses.extend(live_misses(check, container, &state.now));
            let still =
                check.removed.then(|| format!("{name} is still there; it {}", condition(container, &state.now)));
            misses.extend(about("removal", still));
        }
        None => misses.extend(gone_misses(check, run, state)),
    }
    misses
}

/// Of a container that is gone, its status is known by its events, and what it was made with where the engine was asked
/// in time; else its labels are, and the rest is taken on trust.
fn gone_misses(check: &ContainerCheck, run: &Run<'_>, state: &State) -> Vec<Miss> {
    let name = say::code(&run.seen.name);
    let lives = check.running == Some(true) || check.paused == Some(true);
    let removed = lives.then(|| blame::removed("container", &run.seen.name, state));
    let detail = match detail::probes(check).first() {
        Some(Probe::Detail { detail, .. }) => Some(format!("{name} is gone; {detail} a container go with it")),
        _ => None,
    };
    let begins = |action: &str| matches!(action, "create" | "start");
    let mut events = state.history.events.iter().rev();
    let event = events.find(|e| e.kind == "container" && e.id == run.id && begins(&e.action));
    let made = match (&run.seen.made, event) {
        (Some(made), _) => settings(check, &as_made(check, made, (run.id, &run.seen.name), state)),
        (None, Some(event)) => about("label", say::labels(&name, &check.labels, &event.attributes)),
        (None, None) => Vec::new(),
    };
    let status = check.exit_code.zip(run.seen.exit_code).filter(|(wanted, found)| wanted != found);
    let status = status.map(|(wanted, found)| other_status(&name, found, wanted));
    let (state, details) = (about("state", removed), about("details", detail));
    [state, details, made, about("exit status", status)].concat()
}

/// A container as it was when it ran: it published what it was made to, and was in the networks that it was made for or
/// joined later. Which port the engine chose is not known any more, and taken on trust.
fn as_made(check: &ContainerCheck, made: &Container, (id, name): (&str, &str), state: &State) -> Container {
    let chosen =
        |port: &String| check.ports.iter().find(|(at, _)| *at == port).and_then(|(_, host)| *host).unwrap_or(1);
    let published = |(port, hosts): (&String, &Vec<u16>)| {
        (port.clone(), if hosts.is_empty() { vec![chosen(port)] } else { hosts.clone() })
    };
    let is_own = |event: &&EngineEvent| event.attributes.get("container").is_some_and(|other| other == id);
    let connected = state.history.events.iter().filter(|e| e.kind == "network" && e.action == "connect").filter(is_own);
    let joined = connected.filter_map(|event| event.attributes.get("name").cloned());
    Container {
        name: name.to_owned(),
        bindings: made.bindings.iter().map(published).collect(),
        networks: made.networks.iter().cloned().chain(joined).collect(),
        ..made.clone()
    }
}

/// Whether it started since the step began.
fn started_in_step(run: &Run<'_>, state: &State) -> bool {
    let before = state.before.containers.iter().find(|container| container.id == run.id);
    run.seen.started_in_step || before.is_some_and(|container| container.started != run.seen.started_at)
}

/// Why it does not count as removed; none where it does.
fn removed(check: &ContainerCheck, state: &State) -> Option<String> {
    let subject = match (&check.name, &check.image) {
        (Some(name), _) => say::code(state.last_name(name)),
        (None, Some(image)) => format!("a container of {}", say::code(image)),
        (None, None) => "a container".to_owned(),
    };
    match candidates(check, &state.now).next() {
        Some(container) => Some(format!("{subject} is still there; it {}", condition(container, &state.now))),
        None if was_there(check, state) => None,
        None => Some(format!("{subject} was never there")),
    }
}
